//! What a command asks of a compilation.

use std::path::PathBuf;
use taipan_link::{Target, Variant};

/// Where the program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A script, or a folder with `__main__.py`.
    Path(PathBuf),
    /// A program that came on standard input: its bytes.
    Stdin(Vec<u8>),
    /// `-m NAME`: a module of the search path, or a package's `__main__`.
    Module(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OptLevel {
    /// Only what makes the program right: ownership, and no optimisation.
    O0,
    #[default]
    O2,
}

/// A form of the program that `--emit` asks for, in the order of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emit {
    Ast,
    Hir,
    Mir,
    Clif,
    Asm,
    Obj,
    Exe,
}

impl Emit {
    pub const ALL: [Emit; 7] = [
        Emit::Ast,
        Emit::Hir,
        Emit::Mir,
        Emit::Clif,
        Emit::Asm,
        Emit::Obj,
        Emit::Exe,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Emit::Ast => "ast",
            Emit::Hir => "hir",
            Emit::Mir => "mir",
            Emit::Clif => "clif",
            Emit::Asm => "asm",
            Emit::Obj => "obj",
            Emit::Exe => "exe",
        }
    }

    /// The extension of the file that holds it.
    pub fn extension(self) -> &'static str {
        match self {
            Emit::Obj => "o",
            Emit::Asm => "s",
            other => other.name(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub target: Target,
    pub variant: Variant,
    pub opt_level: OptLevel,
    /// Type errors are errors, also when building.
    pub is_strict: bool,
    /// Leave out symbols.
    pub strip: bool,
    /// Leave out the source text that tracebacks quote.
    pub strip_source: bool,
    /// Run the verifiers after every pass.
    pub verify: bool,
    /// Forms of the program to hand back. Stages after the last of them do not run.
    pub emit: Vec<Emit>,
    /// Folders of Python modules to search after the standard library.
    pub python_libs: Vec<PathBuf>,
    /// A runtime archive to link in place of the embedded one.
    pub runtime_archive: Option<PathBuf>,
}

impl Default for Options {
    /// What `run` uses. `TAIPAN_RUNTIME_ARCHIVE` names a runtime archive for those who work on it.
    fn default() -> Options {
        Options {
            target: Target::host(),
            variant: Variant::Release,
            opt_level: OptLevel::O2,
            is_strict: false,
            strip: false,
            strip_source: false,
            verify: cfg!(debug_assertions),
            emit: vec![Emit::Exe],
            python_libs: Vec::new(),
            runtime_archive: std::env::var_os("TAIPAN_RUNTIME_ARCHIVE").map(PathBuf::from),
        }
    }
}

impl Options {
    pub fn emits(&self, form: Emit) -> bool {
        self.emit.contains(&form)
    }

    /// Whether a stage that makes `form` has to run.
    pub fn reaches(&self, form: Emit) -> bool {
        self.emit.iter().any(|wanted| *wanted >= form)
    }
}
