//! Files that appear whole or not at all.
//!
//! A file is written beside its destination under another name and renamed. Death by a signal or a
//! panic removes what is unfinished.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// Temporary files that exist now.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes an executable file.
pub fn write_executable(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, 0o777)
}

/// Writes a file that is no program.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, 0o666)
}

/// Removes what is unfinished; for whoever is about to end the process. As long as the result lives, nothing else is begun.
pub fn discard_unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for path in unfinished.drain(..) {
        let _ = fs::remove_file(path);
    }
    unfinished
}

fn write(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    // A device or a pipe (`-o /dev/null`) has to be written to, not replaced.
    if let Ok(metadata) = fs::metadata(path)
        && !metadata.is_file()
    {
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        return fs::write(path, bytes);
    }
    clean_up_on_signals();
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    // `open` applies the umask to these permissions, as it does for every other compiler's output.
    builder
        .prefix(".taipan-")
        .permissions(fs::Permissions::from_mode(mode));
    // A signal between the two lines waits for the lock.
    let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut file = builder.tempfile_in(folder)?;
    let temporary = file.path().to_path_buf();
    unfinished.push(temporary.clone());
    drop(unfinished);
    let written = file
        .write_all(bytes)
        .and_then(|()| file.persist(path).map_err(io::Error::from));
    forget(&temporary);
    written.map(|_| ())
}

fn forget(path: &Path) {
    UNFINISHED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .retain(|other| other != path);
}

/// From now on a deadly signal cleans up first, and then kills as it would have.
fn clean_up_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where handlers cannot be had, the build is still right; only an interrupt leaves litter.
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else {
            return;
        };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let _begun = discard_unfinished();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("app");
        write_executable(&path, b"one").unwrap();
        write_executable(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o100,
            0o100
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write_file(folder.path(), b"x").is_err());
        assert!(write_file(&folder.path().join("no/such/folder"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn unfinished_files_are_discarded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("half");
        fs::write(&path, b"ha").unwrap();
        UNFINISHED.lock().unwrap().push(path.clone());
        drop(discard_unfinished());
        assert!(!path.exists());
    }
}
