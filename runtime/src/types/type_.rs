//! `type`.

use crate::{R, Value, errors};

/// `list[int]` and so on.
pub fn generic_alias(origin: &Value, _args: &Value) -> R {
    Err(errors::type_error(format!(
        "{} is not subscriptable",
        errors::type_name(origin)
    )))
}
