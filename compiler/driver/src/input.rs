//! Finds and reads the program that a command names.

use crate::loader::{DiskLoader, words_of};
use crate::options::Input;
use std::path::{Path, PathBuf};
use taipan_diagnostics::{Diagnostics, codes};
use taipan_resolve::Entry;

/// The folder that comes first on the search path: the script's, else the current one.
pub fn program_folder(input: &Input, current_dir: &Path) -> PathBuf {
    let Input::Path(path) = input else {
        return current_dir.to_path_buf();
    };
    let path = current_dir.join(path);
    if path.is_dir() {
        return path;
    }
    // CPython follows a link to the script before it takes the folder.
    let path = path.canonicalize().unwrap_or(path);
    path.parent()
        .map_or_else(|| current_dir.to_path_buf(), Path::to_path_buf)
}

/// Reads the entry module, or says why not.
pub fn entry(
    input: &Input,
    current_dir: &Path,
    loader: &mut DiskLoader,
    diagnostics: &mut Diagnostics,
) -> Option<Entry> {
    let path = match input {
        Input::Module(name) => return Some(Entry::Module(name.clone())),
        Input::Stdin(bytes) => return Some(Entry::Script(loader.source("<stdin>", bytes.clone()))),
        Input::Path(path) => clean(&current_dir.join(path)),
    };
    let (path, folder) = match path.is_dir() {
        true => (path.join("__main__.py"), Some(path)),
        false => (path, None),
    };
    match (loader.read_entry(&path), folder) {
        (Ok(bytes), _) => Some(Entry::Script(loader.source(&path.to_string_lossy(), bytes))),
        (Err(error), Some(folder)) if error.kind() == std::io::ErrorKind::NotFound => {
            let message = format!("can't find '__main__' module in '{}'", folder.display());
            let problem = codes::UNREADABLE_FILE.anywhere().message(message);
            diagnostics.push(problem.help("name a script, or a folder with a `__main__.py`"));
            None
        }
        (Err(error), _) => {
            let message = format!("can't open file '{}': {}", path.display(), words_of(&error));
            diagnostics.push(codes::UNREADABLE_FILE.anywhere().message(message));
            None
        }
    }
}

/// The path without `.` and `..`, as `os.path.normpath` has it.
fn clean(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut cleaned = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                cleaned.pop();
            }
            other => cleaned.push(other),
        }
    }
    cleaned
}
