//! `set` and `frozenset`.

use crate::{Opt, R, Value, errors};

pub fn from_items(_items: Vec<Value>) -> R {
    Err(errors::runtime_error("set"))
}
pub fn add(_set: &Value, _item: &Value) -> R<()> {
    Ok(())
}
pub fn update(_set: &Value, _iterable: &Value) -> R<()> {
    Ok(())
}
pub fn step(_: &Value) -> R<Opt> {
    Ok(None)
}
