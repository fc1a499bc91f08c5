//! The stages, one after the other.

use crate::cache::Probe;
use crate::input;
use crate::loader::DiskLoader;
use crate::options::{Emit, Input, Options};
use crate::timings::Timings;
use std::path::Path;
use taipan_diagnostics::{Diagnostics, SourceMap};

/// What came out of a compilation.
pub struct Compilation {
    pub diagnostics: Diagnostics,
    pub sources: SourceMap,
    /// What was looked at on disk.
    pub probes: Vec<(String, Probe)>,
    /// The entry module's path.
    pub main_path: String,
    /// The forms that `Options::emit` asked for, as far as the program got.
    pub forms: Vec<(Emit, Vec<u8>)>,
}

impl Compilation {
    pub fn form(&self, form: Emit) -> Option<&[u8]> {
        self.forms
            .iter()
            .find(|(made, _)| *made == form)
            .map(|(_, bytes)| bytes.as_slice())
    }
}

pub fn compile(
    input: &Input,
    options: &Options,
    current_dir: &Path,
    timings: &Timings,
) -> Compilation {
    todo!()
}
