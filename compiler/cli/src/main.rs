//! The `taipan` command.
//!
//! Exit status: 0 (warnings included), 1 for diagnostics, 2 for a wrong command line, 101 for a
//! failure of the compiler's own. `taipan run` ends as the program does.

#![forbid(unsafe_code)]

mod args;
mod command;
mod crash;
mod progress;
mod terminal;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    crash::install_hook();
    let cli = Cli::parse();
    ExitCode::from(taipan_driver::on_deep_stack(|| dispatch(cli)))
}

fn dispatch(cli: Cli) -> u8 {
    let output = terminal::Output::new(cli.color, cli.message_format);
    match cli.command {
        Command::Run(args) => command::run::run(args, &output),
        Command::Build(args) => command::build::run(args, &output),
        Command::Check(args) => command::check::run(args, &output),
        Command::Bench(args) => command::bench::run(args, &output),
        Command::Explain(args) => command::explain::run(&args),
        Command::Targets => command::targets::run(),
        Command::Clean => command::clean::run(&output),
        Command::Completions(args) => command::completions::run(&args),
    }
}
