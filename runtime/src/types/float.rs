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
/// The payload of a NaN, below the bit that makes it quiet.
const NAN_PAYLOAD: u64 = (1 << 51) - 1;

/// A number for each NaN object, carried in the payload: a NaN that has passed through a machine register is still the same
/// object to `is` and to containers, and another NaN is not.
fn numbered(nan: f64) -> f64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    if nan.to_bits() & NAN_PAYLOAD != 0 {
        return nan;
    }
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    f64::from_bits(nan.to_bits() | number & NAN_PAYLOAD)
}

#[cold]
fn new_boxed(value: f64) -> Value {
    let value = if value.is_nan() {
        numbered(value)
    } else {
        value
    };
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
