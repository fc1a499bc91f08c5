//! Builtin functions about objects in general: attributes, classes, hashing, length.

use crate::native::NativeDef;

pub const FUNCTIONS: &[NativeDef] = &[];
