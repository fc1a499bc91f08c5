//! `object`.

use crate::{Opt, R, Value};

/// `object.__new__`
pub fn new(_args: &[Opt]) -> R {
    Ok(Value::NONE)
}
/// `object.__init__`
pub fn init(_args: &[Opt]) -> R {
    Ok(Value::NONE)
}
