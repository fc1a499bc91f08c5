//! The cache of executables for `run`: `$XDG_CACHE_HOME/taipan`, at most 1 GB, least recently used
//! goes first.
//!
//! A manifest `KEY.json` records what a compilation looked at on disk and names its executable
//! `KEY-CONTENT.exe`. An entry is valid while every recorded look gives the same answer: files that
//! were read have the same content, and files that were missing still are, since one that appears
//! may shadow another. Files appear by rename, so a reader never sees half of one.

use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const CAP_BYTES: u64 = 1_000_000_000;

/// What a look at the disk found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Probe {
    /// A file with this blake3 hash of its bytes.
    File(String),
    NoFile,
    Dir,
    NoDir,
    /// A pipe or a device, which holds something else at the next look.
    Unrepeatable,
}

impl Probe {
    pub fn of_content(bytes: &[u8]) -> Probe {
        Probe::File(blake3::hash(bytes).to_hex().to_string())
    }

    fn holds(&self, path: &str) -> bool {
        match self {
            Probe::File(_) => fs::read(path).is_ok_and(|bytes| Probe::of_content(&bytes) == *self),
            Probe::NoFile => !Path::new(path).is_file(),
            Probe::Dir => Path::new(path).is_dir(),
            Probe::NoDir => !Path::new(path).is_dir(),
            Probe::Unrepeatable => false,
        }
    }
}

/// What a compilation saw and made.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    pub probes: Vec<(String, Probe)>,
    /// What `sys.argv[0]` is, where the command line does not say: the file of `-m`.
    pub main_path: String,
    /// Rendered diagnostics (warnings), repeated by every run.
    pub messages: String,
    /// File name of the executable in the cache folder.
    executable: String,
}

impl Manifest {
    pub fn new(probes: Vec<(String, Probe)>, main_path: String, messages: String) -> Manifest {
        Manifest {
            probes,
            main_path,
            messages,
            executable: String::new(),
        }
    }
}

pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The user's cache; `None` without a home folder.
    pub fn of_user() -> Option<Cache> {
        let absolute = |name| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .filter(|p| p.is_absolute())
        };
        let base = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        Some(Cache::at(base.join("taipan")))
    }

    pub fn at(folder: PathBuf) -> Cache {
        Cache { folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The valid entry for `key` and its executable, marked as used now.
    pub fn find(&self, key: &str) -> Option<(Manifest, PathBuf)> {
        let manifest_path = self.folder.join(format!("{key}.json"));
        let manifest: Manifest = serde_json::from_slice(&fs::read(&manifest_path).ok()?).ok()?;
        let executable = self.folder.join(&manifest.executable);
        // Opening it to set its time also proves that it is still there.
        let file = File::options().read(true).open(&executable).ok()?;
        if !manifest
            .probes
            .iter()
            .all(|(path, probe)| probe.holds(path))
        {
            return None;
        }
        let now = SystemTime::now();
        // Only the order of eviction hangs on the times, so a cache on a read-only disk still works.
        let _ = file.set_modified(now);
        let _ = File::open(&manifest_path).and_then(|file| file.set_modified(now));
        Some((manifest, executable))
    }

    /// Stores an executable and returns its path.
    pub fn store(
        &self,
        key: &str,
        mut manifest: Manifest,
        executable: &[u8],
    ) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let content = blake3::hash(executable).to_hex();
        manifest.executable = format!("{key}-{}.exe", &content[..16]);
        let path = self.folder.join(&manifest.executable);
        self.write(&path, executable, 0o755)?;
        let manifest_path = self.folder.join(format!("{key}.json"));
        self.write(&manifest_path, &serde_json::to_vec(&manifest)?, 0o644)?;
        self.evict(CAP_BYTES, &path)?;
        Ok(path)
    }

    /// Removes everything; returns how many bytes that frees.
    pub fn clear(&self) -> io::Result<u64> {
        let mut freed = 0;
        for (path, size, _) in self.files()? {
            fs::remove_file(path)?;
            freed += size;
        }
        match fs::remove_dir(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(freed),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(&self.folder)?;
        file.write_all(bytes)?;
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(mode))?;
        file.persist(path)?;
        Ok(())
    }

    /// Removes files, the least recently used first, until they take at most `cap` bytes.
    fn evict(&self, cap: u64, keep: &Path) -> io::Result<()> {
        let mut files = self.files()?;
        let mut total: u64 = files.iter().map(|(_, size, _)| size).sum();
        files.sort_by_key(|(_, _, used)| *used);
        for (path, size, _) in files {
            if total <= cap {
                break;
            }
            if path != keep {
                // Another process may have evicted it already.
                let _ = fs::remove_file(path);
                total -= size;
            }
        }
        Ok(())
    }

    fn files(&self) -> io::Result<Vec<(PathBuf, u64, SystemTime)>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            if let Ok(metadata) = entry.metadata()
                && metadata.is_file()
            {
                files.push((entry.path(), metadata.len(), metadata.modified()?));
            }
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn manifest(probes: Vec<(String, Probe)>) -> Manifest {
        Manifest {
            probes,
            ..Manifest::default()
        }
    }

    #[test]
    fn an_entry_holds_until_a_source_changes() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::at(home.path().join("cache"));
        let source = home.path().join("a.py");
        fs::write(&source, "x = 1").unwrap();
        let name = source.to_str().unwrap().to_string();
        let probes = vec![(name, Probe::of_content(b"x = 1"))];
        let stored = cache.store("k", manifest(probes), b"binary").unwrap();
        assert_eq!(
            fs::metadata(&stored).unwrap().permissions().mode() & 0o777,
            0o755
        );
        assert_eq!(cache.find("k").unwrap().1, stored);
        assert!(cache.find("other").is_none());
        fs::write(&source, "x = 2").unwrap();
        assert!(cache.find("k").is_none());
    }

    #[test]
    fn a_file_that_appears_invalidates() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::at(home.path().join("cache"));
        let shadow = home.path().join("json.py");
        let probes = vec![(shadow.to_str().unwrap().to_string(), Probe::NoFile)];
        cache.store("k", manifest(probes), b"binary").unwrap();
        assert!(cache.find("k").is_some());
        fs::write(shadow, "").unwrap();
        assert!(cache.find("k").is_none());
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::at(home.path().join("cache"));
        let paths: Vec<PathBuf> = ["a", "b", "c"]
            .iter()
            .map(|key| cache.store(key, manifest(vec![]), &[b'x'; 1000]).unwrap())
            .collect();
        let old = SystemTime::now() - Duration::from_secs(60);
        for (index, path) in paths.iter().enumerate() {
            let time = old + Duration::from_secs(index as u64);
            File::open(path).unwrap().set_modified(time).unwrap();
        }
        cache.find("a").unwrap();
        cache.evict(2700, &paths[2]).unwrap();
        assert!(cache.find("a").is_some());
        assert!(cache.find("b").is_none());
        assert!(cache.find("c").is_some());
    }

    #[test]
    fn clear_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::at(home.path().join("cache"));
        assert_eq!(cache.clear().unwrap(), 0);
        cache.store("k", manifest(vec![]), b"binary").unwrap();
        assert!(cache.clear().unwrap() > 6);
        assert!(!cache.folder().exists());
    }
}
