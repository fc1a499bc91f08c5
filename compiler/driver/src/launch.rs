//! Running what was compiled: the executable takes this process over, so that arguments, standard
//! streams, signals and exit status are its own.

use crate::cache::{Cache, Manifest};
use crate::options::{Input, Options};
use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An executable that can take over.
pub struct Launch {
    path: PathBuf,
    /// Keeps an executable alive that has no name.
    memory: Option<File>,
}

impl Launch {
    pub fn of_file(path: PathBuf) -> Launch {
        Launch { path, memory: None }
    }

    /// Stores the executable in the cache, or, where that cannot be written, in memory.
    pub fn prepare(
        cache: Option<&Cache>,
        key: &str,
        manifest: Manifest,
        executable: &[u8],
    ) -> io::Result<Launch> {
        if let Some(Ok(path)) = cache.map(|cache| cache.store(key, manifest, executable)) {
            return Ok(Launch::of_file(path));
        }
        let flags = rustix::fs::MemfdFlags::CLOEXEC;
        let mut memory = File::from(rustix::fs::memfd_create("program", flags)?);
        memory.write_all(executable)?;
        // The kernel opens the path before it closes the descriptor. Writable files cannot be
        // executed, so it is opened anew for reading.
        let readable = File::open(format!("/proc/self/fd/{}", memory.as_raw_fd()))?;
        drop(memory);
        let path = PathBuf::from(format!("/proc/self/fd/{}", readable.as_raw_fd()));
        Ok(Launch {
            path,
            memory: Some(readable),
        })
    }

    /// Replaces this process. Returns only if that fails.
    pub fn exec(self, name: &OsStr, arguments: &[OsString]) -> Result<Infallible, io::Error> {
        let error = Command::new(&self.path).arg0(name).args(arguments).exec();
        drop(self.memory);
        Err(error)
    }
}

/// The cache key of a program: everything that decides the executable and its messages, except the
/// sources, which the manifest checks.
pub fn key(input: &Input, options: &Options, current_dir: &Path, message_format: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut field = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    field(compiler_identity().as_bytes());
    field(message_format.as_bytes());
    field(current_dir.as_os_str().as_bytes());
    match input {
        Input::Path(path) => field(path.as_os_str().as_bytes()),
        Input::Stdin(bytes) => field(blake3::hash(bytes).as_bytes()),
        Input::Module(name) => field(name.as_bytes()),
    }
    field(format!("{:?} {options:?}", std::mem::discriminant(input)).as_bytes());
    if let Some(archive) = &options.runtime_archive {
        field(file_identity(archive).as_bytes());
    }
    for variable in ["PYTHONPATH", "VIRTUAL_ENV"] {
        field(std::env::var_os(variable).unwrap_or_default().as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_string()
}

/// Changes whenever another compiler is installed or built.
fn compiler_identity() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), file_identity(&path))
}

/// Path, size and time of a file: quick to have, and different after every build.
fn file_identity(path: &Path) -> String {
    match std::fs::metadata(path) {
        Ok(data) => {
            let time = (data.mtime(), data.mtime_nsec());
            format!("{} {} {} {time:?}", path.display(), data.ino(), data.len())
        }
        Err(_) => path.display().to_string(),
    }
}
