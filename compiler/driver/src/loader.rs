//! Reads the program's modules from disk and the standard library's from the compiler.
//!
//! Every look at the disk is recorded, also one that found nothing: the cache must notice a module
//! that appears in front of another.

use crate::cache::Probe;
use crate::stdlib;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use taipan_resolve::{Loader, Origin, Root, Source};

pub struct DiskLoader {
    pub probes: Vec<(String, Probe)>,
    roots: Vec<Root>,
    /// Messages show paths below it without it.
    current_dir: PathBuf,
}

impl DiskLoader {
    /// `program` is the folder of the script, or the current one; it comes first, as in CPython.
    pub fn new(program: &Path, current_dir: &Path, python_libs: &[PathBuf]) -> DiskLoader {
        let root = |dir: &Path, origin| Root {
            dir: dir.to_string_lossy().into_owned(),
            origin,
        };
        let mut roots = vec![root(program, Origin::Program)];
        for dir in python_path() {
            roots.push(root(&current_dir.join(dir), Origin::Program));
        }
        roots.push(Root {
            dir: stdlib::ROOT.to_string(),
            origin: Origin::Stdlib,
        });
        for dir in python_libs {
            roots.push(root(&current_dir.join(dir), Origin::SitePackages));
        }
        for dir in site_packages() {
            roots.push(root(&dir, Origin::SitePackages));
        }
        DiskLoader {
            probes: Vec::new(),
            roots,
            current_dir: current_dir.to_path_buf(),
        }
    }

    /// A source whose path messages show as seen from the working folder.
    pub fn source(&self, path: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Source {
        let below = Path::new(path).strip_prefix(&self.current_dir);
        let shown = below
            .map_or(path.into(), |below| below.to_string_lossy())
            .into_owned();
        Source {
            path: path.to_string(),
            shown,
            bytes: bytes.into(),
        }
    }

    /// Whether the file at `path` is the user's own, not part of an installed package.
    pub fn is_users(&self, path: &str) -> bool {
        let around = self
            .roots
            .iter()
            .filter(|root| Path::new(path).starts_with(&root.dir));
        around
            .max_by_key(|root| root.dir.len())
            .is_none_or(|root| root.origin == Origin::Program)
    }

    /// Reads the program itself, which may also be a pipe.
    pub fn read_entry(&mut self, path: &Path) -> std::io::Result<Vec<u8>> {
        let bytes = std::fs::read(path)?;
        let probe = if path.is_file() {
            Probe::of_content(&bytes)
        } else {
            Probe::Unrepeatable
        };
        self.probes
            .push((path.to_string_lossy().into_owned(), probe));
        Ok(bytes)
    }

    /// Reads the file at `path` and records what it held.
    fn read_bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let is_file = Path::new(path).is_file();
        if !is_file {
            self.probes.push((path.to_string(), Probe::NoFile));
            return Ok(None);
        }
        let bytes = std::fs::read(path).map_err(|error| words_of(&error))?;
        self.probes
            .push((path.to_string(), Probe::of_content(&bytes)));
        Ok(Some(bytes))
    }
}

impl Loader for DiskLoader {
    fn roots(&self) -> Vec<Root> {
        self.roots.clone()
    }

    fn read(&mut self, path: &str) -> Result<Option<Source>, String> {
        if let Some(name) = stdlib::relative(path) {
            let text = stdlib::read(name);
            return Ok(text.map(|text| self.source(path, text.as_bytes())));
        }
        let bytes = self.read_bytes(path)?;
        Ok(bytes.map(|bytes| self.source(path, bytes)))
    }

    fn is_dir(&mut self, path: &str) -> bool {
        if let Some(name) = stdlib::relative(path) {
            return stdlib::is_dir(name);
        }
        let is_dir = Path::new(path).is_dir();
        self.probes.push((
            path.to_string(),
            if is_dir { Probe::Dir } else { Probe::NoDir },
        ));
        is_dir
    }
}

/// The folders of `PYTHONPATH`.
fn python_path() -> Vec<PathBuf> {
    let Some(value) = std::env::var_os("PYTHONPATH") else {
        return Vec::new();
    };
    std::env::split_paths(&value)
        .filter(|dir| !dir.as_os_str().is_empty())
        .collect()
}

/// The packages of the active virtual environment.
fn site_packages() -> Vec<PathBuf> {
    let Some(environment) = std::env::var_os("VIRTUAL_ENV") else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(Path::new(&environment).join("lib")) else {
        return Vec::new();
    };
    let mut dirs: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path().join("site-packages"))
        .collect();
    dirs.retain(|dir| dir.is_dir());
    dirs.sort();
    dirs
}

/// What the system says of an error, without Rust's `(os error 2)`.
pub fn words_of(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_string(),
        None => text,
    }
}
