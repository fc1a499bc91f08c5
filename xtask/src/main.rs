//! Project tasks: `cargo xtask TASK`.
//!
//! Everything here treats the compiler as a black box: it runs the `taipan` binary (from the variable `TAIPAN`, else from
//! `target/release` or `target/debug`, whichever is newer) and looks at what comes out.
//! **Invariant:** no task changes a file outside `target/` unless its name says so (`record`, `test --bless`).

#![forbid(unsafe_code)]

mod case;
mod house;
mod index;
mod process;
mod python;
mod record;
mod snapshot;
mod suite;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Project tasks", disable_version_flag = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run the tests: unit tests, conformance, examples, diagnostics, snapshots, documents.
    Test(suite::Options),
    /// Record what CPython 3.14 prints for the conformance programs and examples.
    Record(record::Options),
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Test(options) => suite::run(&options),
        Task::Record(options) => record::run(&options),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
