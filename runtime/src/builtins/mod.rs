//! The functions of module `builtins`, by area.

use crate::native::NativeDef;

pub mod numbers;
pub mod objects;
pub mod output;

/// Every table of builtin functions.
pub const TABLES: &[&[NativeDef]] = &[
    objects::FUNCTIONS,
    numbers::FUNCTIONS,
    output::FUNCTIONS,
    crate::modules::io::standard::FUNCTIONS,
];
