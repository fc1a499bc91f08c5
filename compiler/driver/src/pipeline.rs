//! The stages, one after the other.

use crate::cache::Probe;
use crate::loader::DiskLoader;
use crate::options::{Emit, Input, Options};
use crate::timings::Timings;
use crate::{backend, emit, input, types, verify};
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
        self.forms
            .iter()
            .find(|(made, _)| *made == form)
            .map(|(_, bytes)| bytes.as_slice())
    }
}

/// Compiles a program as far as `options` ask, or as its errors allow. Touches no file but to read.
pub fn compile(
    input: &Input,
    options: &Options,
    current_dir: &Path,
    time: &Timings,
) -> Compilation {
    let mut out = Compilation::default();
    let folder = input::program_folder(input, current_dir);
    let mut loader = DiskLoader::new(&folder, current_dir, &options.python_libs);
    // `None` says that errors ended it; they are among the diagnostics.
    let _ = stages(input, options, current_dir, time, &mut loader, &mut out);
    out.diagnostics.sort();
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
    let Compilation {
        diagnostics,
        sources,
        main_path,
        forms,
        ..
    } = out;
    backend::prepare(options);
    let entry = time.stage("read", || {
        input::entry(input, current_dir, loader, diagnostics)
    })?;
    let loaded = time.stage("resolve", || {
        taipan_resolve::load_program(entry, loader, sources, diagnostics)
    })?;
    *main_path = loaded.program.modules[loaded.program.main.index()]
        .path
        .clone();
    emit::ast(options, &loaded, forms);
    emit::hir(options, &loaded.program, forms);
    verify::hir(options, &loaded.program);
    time.stage("check", || {
        types::check(options, &loaded, loader, diagnostics)
    })?;
    if !options.reaches(Emit::Mir) {
        return Some(());
    }
    let mut mir = time.stage("lower", || taipan_lower::lower(&loaded.program));
    verify::mir(options, "lower", &mir);
    time.stage("opt", || backend::optimise(options, &mut mir));
    emit::mir(options, &mir, forms);
    if !options.reaches(Emit::Clif) {
        return Some(());
    }
    let code = time.stage("codegen", || backend::generate(options, &mir));
    emit::code(options, &code, forms);
    if !options.emits(Emit::Exe) {
        return Some(());
    }
    let exe = time.stage("link", || {
        backend::link(options, &mir, code.object, diagnostics)
    })?;
    forms.push((Emit::Exe, exe));
    Some(())
}
