//! Project tasks: `cargo xtask TASK`.
//!
//! Everything here treats the compiler as a black box: it runs the `taipan` binary (from the variable `TAIPAN`, else from
//! `target/release` or `target/debug`, whichever is newer) and looks at what comes out.
//! **Invariant:** no task changes a file outside `target/` unless its name says so (`record`, `test --bless`).

#![forbid(unsafe_code)]

mod bench;
mod case;
mod coverage;
mod fuzz;
mod house;
mod index;
mod licences;
mod limits;
mod process;
mod python;
mod record;
mod snapshot;
mod strip;
mod suite;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Project tasks",
    disable_version_flag = true
)]
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
    /// Compare speed with CPython, the Rust twins and the peers that are installed.
    Bench(bench::Options),
    /// Check the limits on build time, size, start-up and memory.
    Limits(limits::Options),
    /// Feed the compiler mutated programs (`parse`) or random well-typed ones (`agree`).
    Fuzz(fuzz::Options),
    /// Print the names of the supported modules that are neither tested nor listed in docs/subset.md.
    Coverage,
    /// Check the licences of everything that is linked into the compiler or into users' programs.
    Licences,
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Test(options) => suite::run(&options),
        Task::Record(options) => record::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Limits(options) => limits::run(&options),
        Task::Fuzz(options) => fuzz::run(&options),
        Task::Coverage => coverage::run(),
        Task::Licences => licences::run(),
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
