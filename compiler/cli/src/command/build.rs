//! `taipan build`: an executable, or the forms that `--emit` names, in files.

use super::{DIAGNOSED, compile, options, report};
use crate::args::BuildArgs;
use crate::terminal::{Output, print};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use taipan_diagnostics::codes;
use taipan_driver::{Emit, Input, Options, words_of, write_executable, write_file};

pub fn run(args: BuildArgs, output: &Output) -> u8 {
    let defaults = options(&args.code);
    let options = Options {
        target: args.target.unwrap_or(defaults.target),
        strip: args.strip,
        emit: if args.emit.is_empty() {
            vec![Emit::Exe]
        } else {
            args.emit
        },
        ..defaults
    };
    let input = Input::Path(args.input.clone());
    let compilation = compile(&input, &options, args.code.timings);
    let has_errors = report(&compilation, output);
    let mut status = if has_errors { DIAGNOSED } else { 0 };
    let base = args
        .output
        .clone()
        .unwrap_or_else(|| default_output(&args.input));
    for (form, bytes) in &compilation.forms {
        // With errors, the forms before the error still show how far it got.
        let path = match form {
            Emit::Exe => base.clone(),
            _ if args.output.is_some() && options.emit.len() == 1 => base.clone(),
            other => with_extension(&base, other.extension()),
        };
        status = status.max(write(*form, &path, bytes, output));
    }
    status
}

fn write(form: Emit, path: &Path, bytes: &[u8], output: &Output) -> u8 {
    if path == Path::new("-") && !matches!(form, Emit::Exe | Emit::Obj) {
        return print(&String::from_utf8_lossy(bytes));
    }
    let written = match form {
        Emit::Exe => write_executable(path, bytes),
        _ => write_file(path, bytes),
    };
    match written {
        Ok(()) => 0,
        Err(error) => {
            let message = format!("cannot write '{}': {}", path.display(), words_of(&error));
            output.show_one(codes::UNWRITABLE_OUTPUT.anywhere().message(message));
            DIAGNOSED
        }
    }
}

/// The input's name without `.py`, in the current folder; never the input itself.
fn default_output(input: &Path) -> PathBuf {
    let is_script = input
        .extension()
        .is_some_and(|extension| extension == "py" || extension == "pyw");
    let name = match (is_script, input.file_name()) {
        (true, _) => input.file_stem().map(OsString::from),
        (false, Some(name)) => Some(name.to_os_string()),
        // `.` and `..` have no name of their own.
        (false, None) => {
            let full = input.canonicalize().ok();
            full.and_then(|full| full.file_name().map(OsString::from))
        }
    };
    let name = PathBuf::from(name.unwrap_or_else(|| OsString::from("program")));
    // A script without an extension, or a folder, may lie right here under that name.
    if name.symlink_metadata().is_ok() && !is_script {
        with_extension(&name, "out")
    } else {
        name
    }
}

fn with_extension(base: &Path, extension: &str) -> PathBuf {
    let mut name = base.as_os_str().to_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
