//! The pipeline, files, cache and environment.
//!
//! The only crate of the compiler that touches files and environment variables; the command line
//! above it has the terminal.
//!
//! **Invariant:** no stage of the compiler calls another; [`compile`] calls them all.

#![forbid(unsafe_code)]

mod backend;
mod cache;
mod emit;
mod input;
mod launch;
mod loader;
mod options;
mod output;
mod pipeline;
mod reached;
pub mod stdlib;
mod timings;
mod types;
mod verify;

pub use cache::{Cache, Manifest, Probe};
pub use launch::{Launch, key};
pub use loader::words_of;
pub use options::{Emit, Input, OptLevel, Options};
pub use output::{discard_unfinished, write_executable, write_file};
pub use pipeline::{Compilation, compile};
pub use taipan_link::{Target, Variant};
pub use taipan_syntax::on_deep_stack;
pub use timings::Timings;
