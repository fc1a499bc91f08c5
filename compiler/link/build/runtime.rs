//! Builds the runtime crate for one target and variant with a cargo of its own.
//!
//! **Invariant:** nothing of the outer build's configuration reaches the inner one (its flags,
//! wrappers and profile overrides would change the bytes that users ship), and the two never wait
//! for each other's lock: the inner cargo has its own target directory.

use crate::Build;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What may change the runtime's code; a change here builds the archives again.
const SOURCES: &[&str] = &[
    "runtime",
    "compiler/abi",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// The names by which the runtime looks attributes up itself (`name!("…")`, `intern(b"…")` in its sources) or keeps under
/// other names (`kept!("…")`), sorted.
pub fn own_names() -> Result<Vec<String>, String> {
    let mut names = std::collections::BTreeSet::new();
    let mut folders = vec![workspace()?.join("runtime/src")];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|e| e.to_string())?;
            for opening in ["name!(\"", "intern(b\"", "kept!(\""] {
                let found = text
                    .split(opening)
                    .skip(1)
                    .filter_map(|t| t.split('"').next());
                names.extend(found.map(str::to_string));
            }
        }
    }
    Ok(names.into_iter().collect())
}

pub fn sysroot() -> Result<PathBuf, String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&rustc)
        .args(["--print", "sysroot"])
        .output()
        .map_err(|e| format!("cannot run {}: {e}", rustc.display()))?;
    let path = String::from_utf8(output.stdout).map_err(|e| e.to_string())?;
    Ok(PathBuf::from(path.trim()))
}

pub fn self_contained(sysroot: &Path, triple: &str) -> PathBuf {
    sysroot
        .join("lib/rustlib")
        .join(triple)
        .join("lib/self-contained")
}

pub fn require_targets(sysroot: &Path, triples: &[&str]) -> Result<(), String> {
    let missing: Vec<&str> = triples
        .iter()
        .copied()
        .filter(|triple| !self_contained(sysroot, triple).join("libc.a").is_file())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the Rust standard library for {} is not installed; run\n    rustup target add {}",
        missing.join(" and "),
        missing.join(" ")
    ))
}

/// Builds the runtime and returns the path of its archive.
pub fn build(out: &Path, build: &Build) -> Result<PathBuf, String> {
    let workspace = workspace()?;
    for source in SOURCES {
        println!(
            "cargo::rerun-if-changed={}",
            workspace.join(source).display()
        );
    }
    let target_dir = target_dir(out);
    // `cargo rustc --crate-type` leaves out the rlib, whose presence would turn fat LTO off.
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(&workspace)
        .args([
            "rustc",
            "--quiet",
            "--locked",
            "--package",
            "taipan-runtime",
            "--lib",
        ])
        .args(["--crate-type", "staticlib"])
        .args(["--target", build.triple, "--profile", build.profile])
        .args(["--features", &build.features.join(",")])
        .arg("--target-dir")
        .arg(&target_dir);
    for (name, _) in env::vars_os() {
        if is_outer_configuration(&name) {
            cargo.env_remove(name);
        }
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(&workspace).join("\u{1f}"));
    let output = cargo
        .output()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "building the runtime for {} failed:\n{text}",
            build.triple
        ));
    }
    // Two variants may share a profile, so the archive is the build just finished.
    Ok(target_dir
        .join(build.triple)
        .join(build.profile)
        .join("libtaipan_runtime.a"))
}

/// Frame pointers carry tracebacks through the runtime's frames; position independence is what
/// static-pie executables need; the remaps keep this machine's paths out of panic messages. Low
/// thresholds for inlining keep executables small: what is hot is marked `#[inline]`, which they
/// do not touch, and what leads to a `#[cold]` call takes nothing in.
fn flags(workspace: &Path) -> Vec<String> {
    let mut flags = vec![
        "-Crelocation-model=pic".to_string(),
        "-Cforce-frame-pointers=yes".to_string(),
        "-Cllvm-args=--inline-threshold=90 --cold-callsite-rel-freq=12 --inline-cold-callsite-threshold=5".to_string(),
        format!("--remap-path-prefix={}=taipan", workspace.display()),
    ];
    let cargo_home = env::var("CARGO_HOME").ok().or_else(|| {
        let home = env::var("HOME").ok()?;
        Some(format!("{home}/.cargo"))
    });
    if let Some(cargo_home) = cargo_home {
        flags.push(format!("--remap-path-prefix={cargo_home}=cargo"));
    }
    flags
}

/// Whether an environment variable configures the build that this script is part of.
/// Where cargo finds its crates, its network and its job server stays the same.
fn is_outer_configuration(name: &OsString) -> bool {
    const KEEP: &[&str] = &["CARGO_HOME", "CARGO_MAKEFLAGS"];
    const KEEP_PREFIXES: &[&str] = &[
        "CARGO_NET_",
        "CARGO_HTTP_",
        "CARGO_REGISTRIES_",
        "CARGO_REGISTRY_",
        "CARGO_SOURCE_",
    ];
    const DROP: &[&str] = &[
        "RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "TARGET",
        "HOST",
        "PROFILE",
    ];
    let Some(name) = name.to_str() else {
        return false;
    };
    if name.starts_with("CARGO_") {
        return !KEEP.contains(&name) && !KEEP_PREFIXES.iter().any(|p| name.starts_with(p));
    }
    DROP.contains(&name)
}

fn workspace() -> Result<PathBuf, String> {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?;
    Path::new(&manifest)
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| "the linking crate is not at compiler/link".to_string())
}

/// A folder in the outer target directory, which all outer profiles share: the outermost folder
/// above `OUT_DIR` that cargo has marked as a cache.
fn target_dir(out: &Path) -> PathBuf {
    let root = out
        .ancestors()
        .filter(|dir| dir.join("CACHEDIR.TAG").is_file())
        .last();
    root.unwrap_or(out).join("runtime-build")
}
