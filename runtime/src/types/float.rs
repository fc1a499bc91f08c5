//! `float` objects outside the immediate range, and float subclasses.

use crate::{ClassId, Header, Object, Value, class};
use taipan_abi::word;

#[repr(C)]
pub struct FloatObj {
    pub header: Header,
    pub value: f64,
}

// SAFETY: begins with a header.
unsafe impl Object for FloatObj {
    const CLASS: ClassId = ClassId::FLOAT;
}

pub const OPS: class::LayoutOps = class::fixed::<FloatObj>(class::trace_nothing);

#[inline(always)]
pub fn from_f64(x: f64) -> Value {
    match word::encode_float(x) {
        // SAFETY: a float word.
        Some(w) => unsafe { Value::from_word(w) },
        None => new_boxed(x),
    }
}
#[cold]
fn new_boxed(value: f64) -> Value {
    class::new_object(
        ClassId::FLOAT as u32,
        FloatObj {
            header: Header::new(ClassId::FLOAT as u32),
            value,
        },
    )
}
pub fn new_of_class(class: u32, value: f64) -> Value {
    class::new_object(
        class,
        FloatObj {
            header: Header::new(class),
            value,
        },
    )
}

/// The value of a float or float subclass (not of ints).
#[inline(always)]
pub fn as_f64(value: &Value) -> Option<f64> {
    let w = value.word();
    if word::is_immediate_float(w) {
        Some(word::decode_float(w))
    } else {
        value.get::<FloatObj>().map(|f| f.value)
    }
}

pub mod methods;

/// A real number's value as `float`: floats, ints (OverflowError when too large), `__float__`, `__index__`.
pub fn real(value: &Value) -> crate::R<f64> {
    if let Some(x) = as_f64(value) {
        return Ok(x);
    }
    if let Some(i) = crate::types::int::as_int(value) {
        return crate::types::int::to_f64(&i);
    }
    methods::convert(value, |v| {
        crate::errors::type_error(format!(
            "must be real number, not {}",
            crate::errors::type_name(v)
        ))
    })
}
