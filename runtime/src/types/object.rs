//! `object`.

use crate::{ClassId, Opt, R, Value};

/// `object.__new__`
pub fn new(_args: &[Opt]) -> R {
    Ok(Value::NONE)
}
/// `object.__init__`
pub fn init(_args: &[Opt]) -> R {
    Ok(Value::NONE)
}

pub const TYPE: crate::native::TypeDef = crate::native::TypeDef {
    class: ClassId::OBJECT,
    ops: crate::instance::OPS,
    flags: 0,
    doc: "",
    methods: &[],
};
