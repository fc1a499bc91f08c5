//! MIR to MIR: the table of passes, and the driver that runs them.
//!
//! After the last pass every counted local owns its value or is a borrowed parameter, every owned value is released or moved
//! exactly once on every path, and no generator suspends except by `Suspend`.

#![forbid(unsafe_code)]

pub mod borrow;
pub mod branches;
pub mod certify;
pub mod chains;
pub mod coerce;
pub mod constructed;
pub mod counts;
pub mod extremes;
pub mod fuse;
pub mod generators;
pub mod infer;
pub mod inline;
pub mod lists;
pub mod liveness;
pub mod loops;
pub mod refcount;
pub mod specialize;
pub mod supers;
pub mod versions;

use taipan_mir::{Func, Program};

/// A pass over one function. It reads the program and rewrites the function.
pub struct Pass {
    pub name: &'static str,
    pub run: fn(&mut Program, &Facts, usize),
    /// Passes that must have run before.
    pub after: &'static [&'static str],
    /// Runs at `-O0` too: later stages rely on it.
    pub required: bool,
}

/// What is known of the whole program.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// A class with `__del__` (or a generator with a pending `finally`) may be instantiated: named locals live as long as in
    /// CPython. Killed by: nothing; proven by the absence of such definitions in the closed world.
    pub has_finalizers: bool,
}

/// Every pass, in order.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "generators",
        run: generators::run,
        after: &[],
        required: true,
    },
    Pass {
        name: "refcount",
        run: refcount::run,
        after: &["generators"],
        required: true,
    },
];

/// What to run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub optimise: bool,
    pub disabled: Vec<String>,
    /// Run the verifier after each pass.
    pub verify: bool,
}

/// Runs all passes over all functions.
pub fn optimise(program: &mut Program, options: &Options) {
    if options.optimise && !options.disabled.iter().any(|d| d == "specialize") {
        specialize::run(program);
        if options.verify {
            for f in &program.funcs {
                verify(program, f, "specialize", false);
                if let Err(message) = taipan_mir::verify::assigned_before_use(program, f) {
                    panic!("after specialize: {message}");
                }
            }
        }
    }
    let facts = gather(program);
    let mut is_counted = false;
    for pass in PASSES {
        if !(pass.required || options.optimise) || options.disabled.iter().any(|d| d == pass.name) {
            continue;
        }
        is_counted |= pass.name == "refcount";
        for index in 0..program.funcs.len() {
            (pass.run)(program, &facts, index);
            if options.verify {
                verify(program, &program.funcs[index], pass.name, is_counted);
            }
        }
    }
}

fn verify(program: &Program, func: &Func, pass: &str, is_counted: bool) {
    if let Err(message) = taipan_mir::verify::func(program, func) {
        panic!("after {pass}: {message}");
    }
    if is_counted && let Err(message) = certify::func(program, func) {
        panic!("after {pass}, ownership: {message}");
    }
}

fn gather(program: &Program) -> Facts {
    Facts {
        has_finalizers: program.has_finalizers,
    }
}
