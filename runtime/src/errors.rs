//! Raising built-in exceptions from Rust.

use crate::types::str::new_str;
use crate::{ClassId, Raised, Value, context, exception};

/// Raises an exception of a built-in class with one message argument.
#[cold]
#[inline(never)]
pub fn raise(class: ClassId, message: impl AsRef<str>) -> Raised {
    raise_with(class, vec![new_str(message.as_ref().as_bytes())])
}

/// Raises an exception of a built-in class with these arguments.
#[cold]
#[inline(never)]
pub fn raise_with(class: ClassId, args: Vec<Value>) -> Raised {
    let exc = exception::new(class as u32, args);
    raise_value(exc)
}

/// Raises an exception object, setting its context to the one being handled.
#[cold]
#[inline(never)]
pub fn raise_value(exc: Value) -> Raised {
    exception::set_context(&exc);
    context::current().set_exception(exc)
}

macro_rules! shorthands {
    ($($name:ident = $class:ident;)*) => {$(
        #[cold]
        pub fn $name(message: impl AsRef<str>) -> Raised {
            raise(ClassId::$class, message)
        }
    )*};
}
shorthands! {
    type_error = TYPE_ERROR;
    value_error = VALUE_ERROR;
    index_error = INDEX_ERROR;
    attribute_error = ATTRIBUTE_ERROR;
    runtime_error = RUNTIME_ERROR;
    overflow_error = OVERFLOW_ERROR;
    zero_division = ZERO_DIVISION_ERROR;
    name_error = NAME_ERROR;
    import_error = IMPORT_ERROR;
    lookup_error = LOOKUP_ERROR;
    assertion_error = ASSERTION_ERROR;
    not_implemented_error = NOT_IMPLEMENTED_ERROR;
    system_error = SYSTEM_ERROR;
}

/// `KeyError(key)`
#[cold]
pub fn key_error(key: &Value) -> Raised {
    raise_with(ClassId::KEY_ERROR, vec![key.clone()])
}

#[cold]
pub fn memory_error() -> Raised {
    raise_with(ClassId::MEMORY_ERROR, vec![])
}

/// `maximum recursion depth exceeded` plus, for example, ` while getting the repr of an object`.
#[cold]
pub fn recursion_error() -> Raised {
    raise(ClassId::RECURSION_ERROR, "maximum recursion depth exceeded")
}

/// `StopIteration(value)`; without arguments for `None`.
#[cold]
pub fn stop_iteration(value: Option<Value>) -> Raised {
    raise_with(ClassId::STOP_ITERATION, value.into_iter().collect())
}

/// Whether the exception in flight is of a built-in class (or a subclass).
pub fn in_flight_is(class: ClassId) -> bool {
    // SAFETY: a read of this thread's context.
    unsafe {
        (*context::current().exception.get())
            .as_ref()
            .is_some_and(|e| e.is_instance(class))
    }
}

/// Swallows the exception in flight if it is of this class: yields it, or leaves it.
pub fn catch(class: ClassId) -> Option<Value> {
    if in_flight_is(class) {
        context::current().take_exception()
    } else {
        None
    }
}

/// The class's name as messages show it (`type(x).__name__`). Classes of the library, in Python or in native modules, that
/// CPython writes in C say in `__c_name__` that messages show their module too.
pub fn type_name(value: &Value) -> String {
    class_name(value.class())
}

/// `tp_name`: a class that C would define has its module in front.
pub fn class_name(class: &crate::class::ClassObj) -> String {
    if let Some(name) = class.dict().get_interned(crate::name!("__c_name__")) {
        return crate::types::str::to_string(&name);
    }
    if class.has(crate::class::HEAP) {
        return class.name_string();
    }
    class.full_name()
}

/// What messages about an argument of the wrong type call it.
pub fn argument_name(value: &Value) -> String {
    if value.is_none() {
        return "None".to_string();
    }
    type_name(value)
}

/// A TypeError that says what an argument must be, and what it is.
#[cold]
pub fn bad_argument(must: &str, value: &Value) -> Raised {
    type_error(format!("{must}, not {}", argument_name(value)))
}

/// Raises what a text algorithm reports.
#[cold]
pub fn text(error: taipan_text::Error) -> Raised {
    use taipan_text::Kind;
    let class = match error.kind {
        Kind::Value => ClassId::VALUE_ERROR,
        Kind::Type => ClassId::TYPE_ERROR,
        Kind::Overflow => ClassId::OVERFLOW_ERROR,
        Kind::Lookup => ClassId::LOOKUP_ERROR,
        Kind::Index => ClassId::INDEX_ERROR,
        Kind::Memory => return memory_error(),
        Kind::ZeroDivision => ClassId::ZERO_DIVISION_ERROR,
    };
    raise_with(class, vec![new_str(&error.message)])
}
