//! Functions, methods, descriptors, cells, modules and generators as Python sees them.

use crate::class::{self, LayoutOps};
use crate::native::{self, NativeDef, TypeDef, arg, method};
use crate::types::{descriptors, iterators};
use crate::{ClassId, Opt, R, call, function, generator, module};

/// `__call__` of everything that `call::call_raw` calls by itself.
fn call_self(args: &[Opt]) -> R {
    call::call_tuple(arg(args, 0), arg(args, 1), Some(arg(args, 2)))
}
const CALL: NativeDef = method("__call__(self, /, *args, **kwargs)", call_self);

const fn type_def(
    class: ClassId,
    ops: LayoutOps,
    flags: u32,
    methods: &'static [NativeDef],
) -> TypeDef {
    TypeDef {
        class,
        ops,
        flags,
        doc: "",
        methods,
    }
}

pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::FUNCTION, function::OPS, class::NOT_BASE, &[CALL]),
    type_def(
        ClassId::NATIVE_FUNCTION,
        native::OPS,
        class::NOT_BASE,
        &[CALL],
    ),
    type_def(
        ClassId::NATIVE_METHOD,
        native::OPS,
        class::NOT_BASE,
        &[CALL],
    ),
    type_def(
        ClassId::WRAPPER_DESCRIPTOR,
        native::OPS,
        class::NOT_BASE,
        &[CALL],
    ),
    type_def(
        ClassId::METHOD_WRAPPER,
        native::OPS,
        class::NOT_BASE,
        &[CALL],
    ),
    type_def(ClassId::GETSET, native::OPS, class::NOT_BASE, &[]),
    type_def(
        ClassId::MEMBER,
        descriptors::MEMBER_OPS,
        class::NOT_BASE,
        &[],
    ),
    type_def(
        ClassId::BOUND_METHOD,
        descriptors::BOUND_OPS,
        class::NOT_BASE,
        &[CALL],
    ),
    type_def(ClassId::CLASSMETHOD, descriptors::WRAPPER_OPS, 0, &[]),
    type_def(ClassId::STATICMETHOD, descriptors::WRAPPER_OPS, 0, &[]),
    type_def(ClassId::PROPERTY, descriptors::PROPERTY_OPS, 0, &[]),
    type_def(ClassId::SUPER, descriptors::SUPER_OPS, 0, &[]),
    type_def(ClassId::CELL, function::CELL_OPS, class::NOT_BASE, &[]),
    type_def(ClassId::MODULE, module::OPS, 0, &[]),
    type_def(
        ClassId::GENERATOR,
        generator::OPS,
        class::NOT_BASE,
        &[iterators::ITER],
    ),
    type_def(ClassId::COROUTINE, generator::OPS, class::NOT_BASE, &[]),
];
