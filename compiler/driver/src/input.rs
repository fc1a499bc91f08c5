//! Finds and reads the program that a command names.

use crate::loader::{DiskLoader, words_of};
use crate::options::Input;
use std::path::{Path, PathBuf};
use taipan_diagnostics::{Diagnostic, Diagnostics, codes};
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
    read(input, current_dir, loader)
        .map_err(|problem| diagnostics.push(problem))
        .ok()
}

fn read(input: &Input, current_dir: &Path, loader: &mut DiskLoader) -> Result<Entry, Diagnostic> {
    match input {
        Input::Module(name) => Ok(Entry::Module(name.clone())),
        Input::Stdin(bytes) => Ok(Entry::Script(loader.source("<stdin>", bytes.clone()))),
        Input::Path(path) => {
            let mut path = clean(&current_dir.join(path));
            if path.is_dir() {
                let main = path.join("__main__.py");
                if !main.is_file() {
                    let folder = path.display();
                    return Err(codes::UNREADABLE_FILE
                        .anywhere()
                        .message(format!("can't find '__main__' module in '{folder}'"))
                        .help("name a script, or a folder with a `__main__.py`"));
                }
                path = main;
            }
            let name = path.to_string_lossy().into_owned();
            let bytes = loader.read_entry(&path).map_err(|error| {
                let reason = words_of(&error);
                codes::UNREADABLE_FILE
                    .anywhere()
                    .message(format!("can't open file '{name}': {reason}"))
            })?;
            Ok(Entry::Script(loader.source(&name, bytes)))
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
