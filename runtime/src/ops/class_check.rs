//! `isinstance` and `issubclass`.

use super::truth;
use crate::class::{self, lookup};
use crate::types::tuple;
use crate::{ClassId, R, Value, call, context, errors};

/// `isinstance(object, class)` for a class, tuple of classes, union, or anything with `__instancecheck__`.
pub fn is_instance(object: &Value, class: &Value) -> R<bool> {
    check_class(object, class, true)
}

/// `issubclass(object, class)`
pub fn is_subclass(object: &Value, class: &Value) -> R<bool> {
    check_class(object, class, false)
}

fn check_class(object: &Value, class: &Value, instance: bool) -> R<bool> {
    if let Some(c) = class::as_class(class)
        && class.class_id() == ClassId::TYPE as u32
    {
        return plain_check(object, c, instance);
    }
    if class.is_instance(ClassId::TUPLE) {
        let _guard = context::enter_recursion(
            if instance {
                " in __instancecheck__"
            } else {
                " in __subclasscheck__"
            },
            context::CALL_BYTES,
        )?;
        for c in tuple::items(class) {
            if check_class(object, c, instance)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let hook = if instance {
        crate::name!("__instancecheck__")
    } else {
        crate::name!("__subclasscheck__")
    };
    if instance && class::as_class(class).is_some_and(|c| c.id == object.class_id()) {
        return Ok(true);
    }
    if let Some(r) = call::call_special(class, hook, &[object]) {
        return truth(&r?);
    }
    if !instance && class::as_class(object).is_none() {
        return Err(errors::type_error("issubclass() arg 1 must be a class"));
    }
    Err(errors::type_error(if instance {
        "isinstance() arg 2 must be a type, a tuple of types, or a union"
    } else {
        "issubclass() arg 2 must be a class, a tuple of classes, or a union"
    }))
}

/// `type.__instancecheck__` and `type.__subclasscheck__`.
pub fn plain_check(object: &Value, class: &'static class::ClassObj, instance: bool) -> R<bool> {
    if instance {
        if object.class().is_subclass_of(class.id) {
            return Ok(true);
        }
        // `__class__` may be a property that names another class.
        if object.class().has(class::HEAP)
            && (object.class().has(class::HAS_GETATTRIBUTE)
                || lookup(object.class(), crate::name!("__class__"))
                    .is_some_and(|c| crate::native::as_native(&c).is_none()))
            && let Some(c) = crate::attr::get_optional(object, crate::name!("__class__"))?
            && let Some(c) = class::as_class(&c)
        {
            return Ok(c.is_subclass_of(class.id));
        }
        return Ok(false);
    }
    match class::as_class(object) {
        Some(c) => Ok(c.is_subclass_of(class.id)),
        None => Err(errors::type_error("issubclass() arg 1 must be a class")),
    }
}
