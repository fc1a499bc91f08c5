//! `None`, `Ellipsis` and `NotImplemented`.

use crate::native::{NativeDef, TypeDef, method, static_method};
use crate::types::str::new_str;
use crate::{ClassId, Opt, R, Value, class, errors};

const fn singleton(class: ClassId, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: class::LayoutOps {
            free: never_freed,
            trace: class::trace_nothing,
            size: 16,
            tail: None,
            next: None,
            call: None,
        },
        flags: class::NOT_BASE,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

/// Immediates have no memory.
unsafe fn never_freed(_: *mut crate::Header) {}

fn same(_: &[Opt], value: Value) -> R {
    Ok(value)
}

pub const TYPES: &[TypeDef] = &[
    singleton(
        ClassId::NONE_TYPE,
        &[
            static_method("__new__(cls, /)", |a| same(a, Value::NONE)),
            method("__repr__(self, /)", |_| Ok(new_str(b"None"))),
            method("__bool__(self, /)", |_| Ok(Value::FALSE)),
            method("__hash__(self, /)", |_| Ok(Value::small(0xFCA8_6420))),
        ],
    ),
    singleton(
        ClassId::ELLIPSIS_TYPE,
        &[
            static_method("__new__(cls, /)", |a| same(a, Value::ELLIPSIS)),
            method("__repr__(self, /)", |_| Ok(new_str(b"Ellipsis"))),
            method("__reduce__(self, /)", |_| Ok(new_str(b"Ellipsis"))),
        ],
    ),
    singleton(
        ClassId::NOT_IMPLEMENTED_TYPE,
        &[
            static_method("__new__(cls, /)", |a| same(a, Value::NOT_IMPLEMENTED)),
            method("__repr__(self, /)", |_| Ok(new_str(b"NotImplemented"))),
            method("__reduce__(self, /)", |_| Ok(new_str(b"NotImplemented"))),
            method("__bool__(self, /)", |_| {
                Err(errors::type_error(
                    "NotImplemented should not be used in a boolean context",
                ))
            }),
        ],
    ),
];
