//! Embeds the Python sources of the standard library: a sorted table of paths and texts.

use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), String> {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?;
    let root = Path::new(&manifest).join("../../stdlib");
    let root = root
        .canonicalize()
        .map_err(|e| format!("{}: {e}", root.display()))?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).map_err(|e| e.to_string())?;
        table += &format!(
            "({:?}, include_str!({:?})),\n",
            name.display(),
            file.display()
        );
    }
    table += "]\n";
    let out = std::env::var("OUT_DIR").map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("stdlib.rs"), table).map_err(|e| e.to_string())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
    Ok(())
}
