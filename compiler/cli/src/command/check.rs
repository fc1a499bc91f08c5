//! `taipan check`: types and subset, no code. Type errors are errors here.

use super::{DIAGNOSED, compile, report};
use crate::args::CheckArgs;
use crate::terminal::Output;
use taipan_driver::{Input, Options};

pub fn run(args: CheckArgs, output: &Output) -> u8 {
    let options = Options {
        is_strict: true,
        emit: Vec::new(),
        python_libs: args.python_lib,
        ..Options::default()
    };
    let mut status = 0;
    for file in args.files {
        let compilation = compile(&Input::Path(file), &options, false);
        if report(&compilation, output) {
            status = DIAGNOSED;
        }
    }
    status
}
