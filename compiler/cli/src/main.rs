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

/// Deeply nested programs need a deep stack; the system commits only what is used.
const STACK_SIZES: [usize; 3] = [1 << 30, 1 << 28, 1 << 26];

fn main() -> ExitCode {
    crash::install_hook();
    let cli = Cli::parse();
    for size in STACK_SIZES {
        let cli = cli.clone();
        let thread = std::thread::Builder::new()
            .stack_size(size)
            .spawn(|| dispatch(cli));
        if let Ok(thread) = thread {
            // A panic does not come back here: the hook ends the process.
            return ExitCode::from(thread.join().unwrap_or(crash::STATUS));
        }
    }
    terminal::note("error: the system gives no memory for a thread\n");
    ExitCode::from(crash::STATUS)
}

fn dispatch(cli: Cli) -> u8 {
    let output = terminal::Output::new(cli.color, cli.message_format);
    match cli.command {
        Command::Run(args) => command::run::run(args, &output),
        Command::Build(args) => command::build::run(args, &output),
        Command::Check(args) => command::check::run(args, &output),
        Command::Bench(args) => command::bench::run(args, &output),
        Command::Explain(args) => command::explain::run(&args, &output),
        Command::Targets => command::targets::run(),
        Command::Clean => command::clean::run(&output),
        Command::Completions(args) => command::completions::run(&args),
    }
}
