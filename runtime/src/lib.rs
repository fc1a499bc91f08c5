//! The runtime that compiled programs link against: objects, classes, calls, exceptions, built-in types and modules.
//!
//! # Conventions
//!
//! - [`Value`] owns one reference: `Clone` retains, `Drop` releases. `&Value` borrows, `Value` moves. `Option<Value>` is one
//!   word whose zero is "no value". Entry points called by compiled code take [`Borrowed`] words and return `R`.
//! - `R<T = Value>` is `Result<T, Raised>`. [`Raised`] is a token: the exception itself lies in the thread context.
//!   Raise with `Err(errors::type_error(format!(…)))`; run `?` otherwise. A function that swallows an exception calls
//!   `context::take_exception()`.
//! - Objects are `repr(C)` structs that begin with a [`Header`]; `value.get::<ListObj>()` borrows one if the value's class has
//!   that layout (subclasses included), `value.is_exactly(ClassId::LIST)` tests for the class itself.
//!   Fields are `Cell`/`UnsafeCell`: never hold a reference into an object's storage across a call that may run Python code
//!   (anything that returns `R` may): clone the `Value` first.
//! - A built-in type registers itself with a `TypeDef` table of native methods (see `types/` and `native.rs`): a row is a
//!   Python signature and a function `fn(&[Option<Value>]) -> R`; arguments arrive bound, absent optional ones as `None`.
//! - User-visible dispatch goes through `ops` (operators), `attr` (attributes), `call` (calls), `iter` (iteration).
//!
//! **Invariant:** nothing here knows the compiler; what they share is `taipan_abi`.

// What only the program's archive uses is dead code in a build for tests.
#![cfg_attr(not(feature = "start"), allow(dead_code, unused_imports))]
// Layouts and tables are spelled out where they are used; entry points receive addresses by contract (`entry/mod.rs`); sums of
// floats are compared as CPython's sources compare them, NaN included.
#![allow(
    clippy::type_complexity,
    clippy::not_unsafe_ptr_arg_deref,
    clippy::neg_cmp_op_on_partial_ord,
    clippy::nonminimal_bool,
    clippy::needless_range_loop,
    clippy::if_same_then_else,
    clippy::approx_constant,
    clippy::wrong_self_convention,
    clippy::too_many_arguments,
    clippy::result_unit_err
)]
// The plain build's guards are nothing, and dropped where the other build's unlock.
#![cfg_attr(not(feature = "threads"), allow(clippy::drop_non_drop))]

pub mod attr;
pub mod builtins;
#[cfg(all(feature = "start", target_arch = "x86_64"))]
mod bytes;
pub mod call;
pub mod class;
pub mod class_make;
pub mod context;
pub mod entry;
pub mod errors;
pub mod exception;
pub mod function;
pub mod generator;
pub mod instance;
pub mod iter;
pub mod layout_check;
pub mod leak;
pub mod libm;
pub mod memory;
pub mod module;
pub mod modules;
pub mod native;
pub mod ops;
pub mod os_error;
pub mod start;
pub mod threads;
pub mod traceback;
pub mod types;
#[cfg(all(feature = "start", not(feature = "debug")))]
mod unwind;
pub mod value;

pub use context::Raised;
pub use taipan_abi::class_ids::ClassId;
pub use value::{Borrowed, Header, Object, Opt, R, Value};
