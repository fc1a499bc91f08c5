//! The functions that compiled code calls: one for each row of `taipan_abi::runtime_fns`, thin wrappers by area.
//!
//! Each takes [`Borrowed`] words (`V`), `Option<Borrowed>` (`U`), owned [`Value`]s (`O`), [`Opt`]s (`Z`), and yields an
//! owned word, zero when raised. The macro at the end checks name, arity and machine types of every row.

mod arith;
pub mod attribute;
mod build;
mod call;
mod class;
pub(crate) mod exception;
mod iterate;
mod module;

use crate::{Borrowed, Opt, R, Value};

/// The word of a result, zero when raised.
#[inline(always)]
pub(crate) fn word(result: R) -> Opt {
    result.ok()
}
/// 0, or -1 when raised.
#[inline(always)]
pub(crate) fn status(result: R<()>) -> i64 {
    if result.is_ok() { 0 } else { -1 }
}
/// 0, 1, or -1 when raised.
#[inline(always)]
pub(crate) fn flag(result: R<bool>) -> i64 {
    result.map_or(-1, i64::from)
}

macro_rules! machine_type {
    (V) => { Borrowed };
    (U) => { Option<Borrowed> };
    (O) => { Value };
    (Z) => { Opt };
    (P) => { u64 };
    (I) => { i64 };
    (F) => { f64 };
}
macro_rules! machine_result {
    (V) => {
        Opt
    };
    (P) => {
        u64
    };
    (I) => {
        i64
    };
    (F) => {
        f64
    };
    (N) => {
        ()
    };
}
macro_rules! check {
    ($($(#[$meta:meta])* fn $name:ident($($arg:ident),*) -> $ret:ident $err:ident;)*) => {
        mod rows {
            use super::*;
            use super::{arith::*, attribute::*, build::*, call::*, class::*, exception::*, iterate::*, module::*};
            $(const _: extern "C" fn($(machine_type!($arg)),*) -> machine_result!($ret) = $name;)*
        }
    };
}
taipan_abi::foreach_runtime_function!(check);

/// Defines entry points: the linker symbol is the row's name with the prefix `taipan_`.
macro_rules! entries {
    ($($(#[$meta:meta])* fn $name:ident($($arg:ident: $ty:ty),* $(,)?) $(-> $ret:ty)? $body:block)*) => {$(
        $(#[$meta])*
        #[unsafe(export_name = concat!("taipan_", stringify!($name)))]
        pub extern "C" fn $name($($arg: $ty),*) $(-> $ret)? $body
    )*};
}
pub(crate) use entries;
