//! Builds what the compiler embeds: per target the C start-up objects and libraries of rustup's
//! musl target, and per target and variant the runtime archive, each as one zstd blob.
//!
//! The generated `embedded.rs` is the table of these blobs; `src/embedded.rs` includes it.
//! `TAIPAN_DEV_RUNTIME=1` builds only the x86-64 release variant, quickly, for work on the
//! compiler or the runtime; `TAIPAN_DEV_RUNTIME=debug` adds the debug variant, and
//! `TAIPAN_DEV_RUNTIME=fast` builds that one variant as users get it, for measuring.

mod archive;
mod elf;
mod pack;
mod rows;
mod runtime;

use elf::Strip;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// One runtime archive to build: where its code runs and which checks it carries.
pub struct Build {
    pub triple: &'static str,
    pub variant: &'static str,
    pub profile: &'static str,
    pub features: &'static [&'static str],
}

impl Build {
    /// The release runtime never unwinds (see its `unwind.rs`).
    fn strip(&self) -> Strip {
        match self.variant {
            "Release" => Strip::DebugAndUnwind,
            _ => Strip::Debug,
        }
    }
}

const X86_64: &str = "x86_64-unknown-linux-musl";
const AARCH64: &str = "aarch64-unknown-linux-musl";

/// `start` gives the archive its C `main`; the library without it can be linked into Rust tests.
const RELEASE: &[&str] = &["start"];
const DEBUG: &[&str] = &["start", "debug"];

const ALL: &[Build] = &[
    Build {
        triple: X86_64,
        variant: "Release",
        profile: "runtime",
        features: RELEASE,
    },
    Build {
        triple: X86_64,
        variant: "Debug",
        profile: "runtime-debug",
        features: DEBUG,
    },
    Build {
        triple: AARCH64,
        variant: "Release",
        profile: "runtime",
        features: RELEASE,
    },
    Build {
        triple: AARCH64,
        variant: "Debug",
        profile: "runtime-debug",
        features: DEBUG,
    },
];

const DEV: &[Build] = &[Build {
    triple: X86_64,
    variant: "Release",
    profile: "runtime-quick",
    features: RELEASE,
}];

const FAST: &[Build] = &[Build {
    triple: X86_64,
    variant: "Release",
    profile: "runtime",
    features: RELEASE,
}];

const DEV_AND_DEBUG: &[Build] = &[
    Build {
        triple: X86_64,
        variant: "Release",
        profile: "runtime-quick",
        features: RELEASE,
    },
    Build {
        triple: X86_64,
        variant: "Debug",
        profile: "runtime-debug",
        features: DEBUG,
    },
];

fn main() {
    if let Err(message) = run() {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed=TAIPAN_DEV_RUNTIME");
    println!("cargo::rerun-if-changed=build");
    let builds = match env::var("TAIPAN_DEV_RUNTIME").as_deref() {
        Err(_) | Ok("" | "0") => ALL,
        Ok("debug") => DEV_AND_DEBUG,
        Ok("fast") => FAST,
        Ok(_) => DEV,
    };
    // Fast compression while developing: the blob is rebuilt at every change of the runtime.
    let level = if builds.len() == ALL.len() { 19 } else { 1 };

    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let sysroot = runtime::sysroot()?;
    let mut triples: Vec<&str> = builds.iter().map(|build| build.triple).collect();
    triples.dedup();
    runtime::require_targets(&sysroot, &triples)?;

    let mut blobs = Vec::new();
    for triple in &triples {
        let files = startup_files(&runtime::self_contained(&sysroot, triple))?;
        let none = rows::Rows::default();
        let blob = pack::write(&out, &format!("{triple}.startup"), &files, &none, level)?;
        blobs.push(format!(
            "(Target::{}, Contents::Startup, {blob}),",
            target(triple)
        ));
    }
    for build in builds {
        let archive = archive::strip(&read(&runtime::build(&out, build)?)?, build.strip())?;
        let mut rows = rows::Rows::default();
        // The debug runtime is linked whole: it is what the shaken one is compared with.
        if build.variant == "Release" {
            for (_, object) in archive::members(&archive)? {
                let base = object.as_ptr() as usize - archive.as_ptr() as usize;
                rows::find(object, base, &mut rows)?;
            }
        }
        let files = [("libtaipan_runtime.a".to_string(), archive)];
        let Build {
            triple, variant, ..
        } = build;
        let blob = pack::write(&out, &format!("{triple}.{variant}"), &files, &rows, level)?;
        let contents = format!("Contents::Runtime(Variant::{variant})");
        blobs.push(format!("(Target::{}, {contents}, {blob}),", target(triple)));
    }
    let names = runtime::own_names()?;
    fs::write(out.join("own_names.rs"), format!("{names:?}"))
        .map_err(|e| format!("own_names.rs: {e}"))?;
    let table = format!(
        "static BLOBS: [(Target, Contents, Blob); {}] = [\n{}\n];\n",
        blobs.len(),
        blobs.join("\n")
    );
    fs::write(out.join("embedded.rs"), table).map_err(|e| format!("embedded.rs: {e}"))
}

/// The objects and libraries that every static-pie musl executable starts from.
fn startup_files(libc: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut files = Vec::new();
    for name in ["rcrt1.o", "crti.o", "crtn.o"] {
        let object = read(&libc.join(name))?;
        files.push((name.to_string(), elf::strip(&object, Strip::Debug)?));
    }
    for name in ["libunwind.a", "libc.a"] {
        let library = read(&libc.join(name))?;
        files.push((name.to_string(), archive::strip(&library, Strip::Debug)?));
    }
    Ok(files)
}

/// The name of a target in `src/target.rs`.
fn target(triple: &str) -> &'static str {
    match triple {
        X86_64 => "X86_64LinuxMusl",
        _ => "Aarch64LinuxMusl",
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}
