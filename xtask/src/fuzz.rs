//! `cargo xtask fuzz parse|agree --seconds N --seed S`: inputs nobody wrote.
//!
//! `parse` mutates Python programs and feeds them to the compiler: it must end in a binary or in diagnostics, never in a
//! failure of its own, a signal or a timeout. `agree` writes random well-typed programs and compares what the binary does
//! with what CPython 3.14 does; on a machine without it, recorded programs are replayed instead.
//! A failing input is kept below `target/fuzz` and named. The same seed makes the same inputs.

mod agree;
mod parse;
mod program;

use crate::house;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Options {
    #[arg(value_parser = ["parse", "agree"])]
    kind: String,
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(options: &Options) -> Result<bool, String> {
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let (tried, failed) = match options.kind.as_str() {
        "parse" => parse::run(end, options.seed)?,
        _ => agree::run(end, options.seed)?,
    };
    println!("{} passed, {failed} failed", tried - failed);
    Ok(failed == 0)
}

/// Keeps a failing input where it survives the run.
fn keep(kind: &str, seed: u64, number: u64, source: &[u8]) -> Result<PathBuf, String> {
    let folder = house::target().join("fuzz");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let path = folder.join(format!("{kind}-{seed}-{number}.py"));
    house::write(&path, source)?;
    Ok(path)
}

/// A small generator of random numbers (xorshift64*); quality enough to choose among alternatives.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 33) as usize) % n.max(1)
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}
