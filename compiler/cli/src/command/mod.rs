//! One file per command; each returns the exit status.

pub mod bench;
pub mod build;
pub mod check;
pub mod clean;
pub mod completions;
pub mod explain;
pub mod run;
pub mod targets;

use crate::args::{CodeArgs, Runtime};
use crate::terminal::{Output, note};
use std::path::PathBuf;
use taipan_driver::{Compilation, Input, OptLevel, Options, Timings, Variant};

/// The exit status when the program has errors, or a file cannot be read or written.
pub const DIAGNOSED: u8 = 1;
/// The exit status for a command line that makes no sense.
pub const USAGE: u8 = 2;

fn options(code: &CodeArgs) -> Options {
    let defaults = Options::default();
    Options {
        opt_level: if code.opt_level == "0" {
            OptLevel::O0
        } else {
            OptLevel::O2
        },
        is_strict: code.strict,
        strip_source: code.strip_source,
        variant: match code.runtime {
            Runtime::Release => Variant::Release,
            Runtime::Debug => Variant::Debug,
        },
        verify: code.verify || defaults.verify,
        python_libs: code.python_lib.clone(),
        ..defaults
    }
}

/// The working folder; a process can outlive its own.
fn current_dir() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
}

/// Compiles with progress on the terminal, and prints the timings if asked.
fn compile(input: &Input, options: &Options, print_timings: bool) -> Compilation {
    let timings = Timings::default();
    let progress = crate::progress::Progress::watch(&timings);
    let compilation = taipan_driver::compile(input, options, &current_dir(), &timings);
    drop(progress);
    if print_timings {
        note(&timings.table());
    }
    compilation
}

/// Shows what the compilation found; whether it found errors.
fn report(compilation: &Compilation, output: &Output) -> bool {
    output.show(&compilation.diagnostics, &compilation.sources);
    compilation.diagnostics.has_errors()
}
