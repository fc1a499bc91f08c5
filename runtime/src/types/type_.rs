//! `type`.

use crate::{ClassId, R, Value, errors};

/// `list[int]` and so on.
pub fn generic_alias(origin: &Value, _args: &Value) -> R {
    Err(errors::type_error(format!(
        "{} is not subscriptable",
        errors::type_name(origin)
    )))
}

/// Classes are never freed.
unsafe fn free(_: *mut crate::Header) {}

pub const OPS: crate::class::LayoutOps = crate::class::LayoutOps {
    free,
    trace: crate::class::trace_nothing,
    size: size_of::<crate::class::ClassObj>() as u32,
    tail: None,
};

pub const TYPE: crate::native::TypeDef = crate::native::TypeDef {
    class: ClassId::TYPE,
    ops: OPS,
    flags: 0,
    doc: "",
    methods: &[],
};
