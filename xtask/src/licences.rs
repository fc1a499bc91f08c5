//! `cargo xtask licences`: every crate that is built is under a licence that the project can pass on.
//!
//! What is linked into users' programs (everything `taipan-runtime` depends on) must also leave users free to choose how they
//! distribute a static executable: no copyleft, weak or strong.

use crate::house;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Licences whose terms are met by `NOTICE` and the licence texts.
const FREE: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "MIT-0",
];

/// Licences that bind only the files they cover: good enough for what runs in the compiler and is in no user's program.
const FREE_FOR_TOOLS: &[&str] = &["MPL-2.0"];

/// The crate that users' programs contain.
const RUNTIME: &str = "taipan-runtime";

pub fn run() -> Result<bool, String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(house::root())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo metadata: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let packages = metadata["packages"]
        .as_array()
        .ok_or("cargo metadata has no packages")?;
    let names: BTreeMap<&str, &str> = packages
        .iter()
        .filter_map(|p| Some((p["id"].as_str()?, p["name"].as_str()?)))
        .collect();
    let in_programs = reachable(
        &metadata,
        names
            .iter()
            .find(|(_, name)| **name == RUNTIME)
            .map(|(id, _)| *id),
    );
    let mut bad = 0;
    for package in packages {
        let (id, name) = (
            package["id"].as_str().unwrap_or(""),
            package["name"].as_str().unwrap_or(""),
        );
        let licence = package["license"].as_str().unwrap_or("none given");
        let linked = in_programs.contains(id);
        if !is_free(licence) && (linked || !FREE_FOR_TOOLS.contains(&licence)) {
            bad += 1;
            let note = if linked {
                "; it is linked into users' programs"
            } else {
                ""
            };
            println!("FAILED {name}: {licence}{note}");
        }
    }
    for (file, words) in [
        ("LICENSE-MIT", "Permission is hereby granted"),
        ("LICENSE-APACHE", "Apache License"),
        ("NOTICE", "musl"),
        ("NOTICE", "libunwind"),
        ("NOTICE", "Rust standard library"),
    ] {
        if !house::read(&house::root().join(file)).is_ok_and(|text| text.contains(words)) {
            bad += 1;
            println!("FAILED {file}: does not contain {words:?}");
        }
    }
    println!("{} passed, {bad} failed", packages.len());
    Ok(bad == 0)
}

/// Whether an SPDX expression leaves a choice in which every required licence is free.
fn is_free(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // In every expression met so far, AND binds alternatives that are each free or not as a whole.
    expression.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|licence| FREE.contains(&licence.trim()))
    })
}

fn reachable<'a>(metadata: &'a Value, from: Option<&'a str>) -> BTreeSet<&'a str> {
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&str> = from.into_iter().collect();
    while let Some(id) = todo.pop() {
        if seen.insert(id)
            && let Some(node) = nodes.iter().find(|node| node["id"].as_str() == Some(id))
        {
            todo.extend(
                node["dependencies"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str),
            );
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::is_free;

    #[test]
    fn licences_are_told_apart() {
        for free in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "LGPL-3.0 OR MIT",
        ] {
            assert!(is_free(free), "{free}");
        }
        for not in ["LGPL-3.0", "MIT AND GPL-2.0", "MPL-2.0", "none given"] {
            assert!(!is_free(not), "{not}");
        }
    }
}
