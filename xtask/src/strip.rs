//! `benches/untyped` is `benches` with every annotation removed; derived here, committed, and compared when tested.

use crate::{house, python::Python};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The typed programs of `benches`.
pub fn programs() -> Vec<PathBuf> {
    let mut paths = house::entries(&house::root().join("benches"));
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "py"));
    paths
}

/// Writes `benches/untyped` anew; with `check`, only says whether it is as it would be written.
pub fn derive(python: &Python, check: bool) -> Result<Vec<String>, String> {
    let folder = house::root().join("benches/untyped");
    let mut stale = Vec::new();
    for path in programs() {
        let wanted = strip(python, &path)?;
        let target = folder.join(house::name(&path));
        if house::read(&target).ok().as_deref() == Some(&wanted) {
            continue;
        }
        stale.push(house::name(&path));
        if !check {
            house::write(&target, wanted)?;
        }
    }
    Ok(stale)
}

fn strip(python: &Python, path: &Path) -> Result<String, String> {
    let mut child = Command::new(&python.path)
        .args(["-I", "-c", include_str!("../strip_annotations.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let source = house::read(path)?;
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(source.as_bytes())
        .map_err(|error| error.to_string())?;
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "{}: annotations could not be removed",
            path.display()
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
