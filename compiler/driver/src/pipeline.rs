//! The stages, one after the other.

use crate::cache::Probe;
use crate::options::{Emit, Input, OptLevel, Options};
use crate::timings::Timings;
use crate::{input, loader::DiskLoader, report};
use std::path::Path;
use taipan_diagnostics::{Diagnostics, SourceMap};

/// What came out of a compilation.
#[derive(Default)]
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
        self.forms.iter().find(|(made, _)| *made == form).map(|(_, bytes)| bytes.as_slice())
    }
}

/// Compiles a program as far as `options` ask, or as its errors allow. Touches no file but to read.
pub fn compile(
    input: &Input,
    options: &Options,
    current_dir: &Path,
    timings: &Timings,
) -> Compilation {
    let folder = input::program_folder(input, current_dir);
    let mut loader = DiskLoader::new(&folder, current_dir.to_path_buf(), &options.python_libs);
    let mut out = Compilation::default();
    // `None` says that errors ended it; they are among the diagnostics.
    let _ = stages(input, options, current_dir, timings, &mut loader, &mut out);
    out.diagnostics.sort();
    out.sources = loader.sources;
    out.probes = loader.probes;
    out
}

fn stages(
    input: &Input,
    options: &Options,
    current_dir: &Path,
    time: &Timings,
    loader: &mut DiskLoader,
    out: &mut Compilation,
) -> Option<()> {
    let entry = time.stage("read", || input::entry(input, current_dir, loader, &mut out.diagnostics))?;
    let loaded = time.stage("resolve", || report::resolve(entry, loader, &mut out.diagnostics))?;
    out.emit(options, Emit::Ast, || emit::ast(&loaded));
    out.emit(options, Emit::Hir, || emit::hir(&loaded.program));
    todo!()
}
