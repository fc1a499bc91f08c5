//! Where things lie: the repository's folders, the compiler's binary.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
        .to_path_buf()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// A folder below `target/` that this run owns; emptied first.
pub fn scratch(name: &str) -> Result<PathBuf, String> {
    let dir = target()
        .join("xtask")
        .join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    Ok(dir)
}

/// The compiler: `TAIPAN`, else the newer of the release and debug binaries.
pub fn taipan() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("TAIPAN") {
        let path = root().join(path);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("TAIPAN: no file {}", path.display()))
        };
    }
    let modified = |path: &PathBuf| path.metadata().and_then(|m| m.modified()).ok();
    ["release", "debug"]
        .into_iter()
        .map(|profile| target().join(profile).join("taipan"))
        .filter(|path| path.is_file())
        .max_by_key(modified)
        .ok_or_else(|| {
            "no taipan binary: run `cargo build --release -p taipan`, or set TAIPAN".to_string()
        })
}

/// The compiler as it is shipped, for what measures the compiler itself: `TAIPAN`, else the release binary.
pub fn release_taipan() -> Result<PathBuf, String> {
    if std::env::var_os("TAIPAN").is_some() {
        return taipan();
    }
    let path = target().join("release").join("taipan");
    if path.is_file() {
        Ok(path)
    } else {
        Err("no release binary: run `cargo build --release -p taipan`, or set TAIPAN".to_string())
    }
}

/// Reads a text file, naming it in the error.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, naming it in the error.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    std::fs::write(path, contents).map_err(|error| format!("{}: {error}", path.display()))
}

/// The entries of a folder, sorted by name; empty if it does not exist.
pub fn entries(dir: &Path) -> Vec<PathBuf> {
    let Ok(read) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = read
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    paths.sort();
    paths
}

/// A path's last component as text.
pub fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
