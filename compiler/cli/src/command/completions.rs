//! `taipan completions`: a completion script for a shell.

use crate::args::{Cli, CompletionsArgs};
use crate::terminal::print;
use clap::CommandFactory;

pub fn run(args: &CompletionsArgs) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "taipan", &mut script);
    print(&String::from_utf8_lossy(&script))
}
