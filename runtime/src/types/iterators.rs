//! Iterators of the built-in types.

use crate::{Opt, R, Value};

pub fn new_sequence_iterator(sequence: Value) -> Value {
    sequence
}

/// The next item of a native iterator; outer `None` for other classes.
pub fn native_next(_iterator: &Value) -> Option<R<Opt>> {
    None
}
