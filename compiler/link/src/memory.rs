//! The file system that the linker sees: names and bytes, nothing on disk.

use crate::lock;
use libwild::error::Result;
use libwild::{FileSystem, FileType, InputFileData, OutputFileData, OutputOptions};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The only path that the linker writes.
pub const OUTPUT: &str = "program";

#[derive(Default)]
pub struct MemoryFiles {
    inputs: HashMap<PathBuf, Arc<Cow<'static, [u8]>>>,
    produced: Arc<Mutex<Vec<u8>>>,
}

impl MemoryFiles {
    pub fn add(&mut self, name: String, data: Cow<'static, [u8]>) {
        self.inputs.insert(PathBuf::from(name), Arc::new(data));
    }

    /// Where the executable appears when the linker has finished.
    pub fn produced(&self) -> Arc<Mutex<Vec<u8>>> {
        Arc::clone(&self.produced)
    }

    fn input(&self, path: &Path) -> Result<&Arc<Cow<'static, [u8]>>> {
        self.inputs.get(path).ok_or_else(|| not_found(path))
    }
}

#[derive(Debug)]
pub struct Input(Arc<Cow<'static, [u8]>>);

impl InputFileData for Input {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

pub struct Output {
    bytes: Vec<u8>,
    produced: Arc<Mutex<Vec<u8>>>,
}

impl OutputFileData for Output {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    fn finish(self) -> Result {
        *lock(&self.produced) = self.bytes;
        Ok(())
    }
}

impl FileSystem for MemoryFiles {
    type Input = Input;
    type Output = Output;

    fn open_input(&self, path: &Path, _populate: bool) -> Result<(Input, Option<Arc<File>>)> {
        Ok((Input(Arc::clone(self.input(path)?)), None))
    }

    fn file_type(&self, path: &Path) -> Result<FileType> {
        self.input(path).map(|_| FileType::File)
    }

    fn canonicalize(&self, path: &Path) -> Result<PathBuf> {
        Ok(path.to_path_buf())
    }

    // An output that is already there would be removed or renamed first; there never is one.
    fn remove_file(&self, path: &Path) -> Result<()> {
        Err(not_found(path))
    }

    fn rename_file(&self, path: &Path, _new_path: &Path) -> Result<()> {
        Err(not_found(path))
    }

    fn create_output(&self, _path: Arc<Path>, options: OutputOptions) -> Result<Output> {
        let size = usize::try_from(options.size).map_err(|e| libwild::error!("{e}"))?;
        Ok(Output {
            bytes: vec![0; size],
            produced: Arc::clone(&self.produced),
        })
    }

    fn write_auxiliary(&self, path: &Path, _bytes: &[u8]) -> Result {
        Err(not_found(path))
    }
}

fn not_found(path: &Path) -> libwild::error::Error {
    Error::new(
        ErrorKind::NotFound,
        format!("{} is not among the inputs", path.display()),
    )
    .into()
}
