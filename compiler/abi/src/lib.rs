//! The tables that the compiler and the runtime share: the encoding of a value, the layouts of objects that compiled code
//! reads, the built-in classes, the runtime functions that compiled code calls, and the data that a compiled program hands
//! to the runtime.
//!
//! **Invariant:** no code runs here at run time of a user's program; this crate is constants, `repr(C)` structs and macros.
#![forbid(unsafe_code)]
#![no_std]

pub mod builtins;
pub mod class_ids;
pub mod layout;
pub mod native_modules;
pub mod program;
pub mod runtime_fns;
pub mod word;
