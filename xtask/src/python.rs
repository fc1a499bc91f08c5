//! The reference: CPython 3.14, when this machine has one.

use std::path::PathBuf;
use std::process::Command;

pub struct Python {
    pub path: PathBuf,
    /// As `3.14.1`.
    pub version: String,
}

/// `TAIPAN_PYTHON`, else `python3.14` on the path. A `TAIPAN_PYTHON` that is not CPython 3.14 is an error, not an absence.
pub fn find() -> Result<Option<Python>, String> {
    if let Some(path) = std::env::var_os("TAIPAN_PYTHON") {
        let path = PathBuf::from(path);
        return match version(&path) {
            Some(version) if version.starts_with("3.14.") => Ok(Some(Python { path, version })),
            Some(version) => Err(format!(
                "TAIPAN_PYTHON is Python {version}; the reference is CPython 3.14"
            )),
            None => Err(format!("TAIPAN_PYTHON: {} does not run", path.display())),
        };
    }
    let path = PathBuf::from("python3.14");
    Ok(version(&path).map(|version| Python { path, version }))
}

/// As `find`, where one is needed.
pub fn require() -> Result<Python, String> {
    find()?.ok_or_else(|| {
        "CPython 3.14 is needed: put python3.14 on the path or set TAIPAN_PYTHON".to_string()
    })
}

fn version(path: &PathBuf) -> Option<String> {
    let code = "import sys; v = sys.version_info; print('%d.%d.%d' % v[:3] if sys.implementation.name == 'cpython' else 'other')";
    let output = Command::new(path).args(["-I", "-c", code]).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}
