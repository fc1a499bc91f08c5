//! `int` beyond 63 bits, `bool`, and int subclasses.

use crate::{ClassId, Header, Object, Value, class};
use dashu_int::IBig;
use taipan_abi::word;

/// An int object: any value for subclasses, outside of 63 bits for `int` itself.
#[repr(C)]
pub struct IntObj {
    pub header: Header,
    pub value: IBig,
}

// SAFETY: begins with a header.
unsafe impl Object for IntObj {
    const CLASS: ClassId = ClassId::INT;
}

pub const OPS: class::LayoutOps = class::fixed::<IntObj>(class::trace_nothing);

pub fn from_i64(i: i64) -> Value {
    match word::encode_int(i) {
        // SAFETY: an int word.
        Some(w) => unsafe { Value::from_word(w) },
        None => new_big(IBig::from(i)),
    }
}
pub fn from_usize(i: usize) -> Value {
    match i64::try_from(i) {
        Ok(i) => from_i64(i),
        Err(_) => new_big(IBig::from(i)),
    }
}
/// Normalises: small values become words.
pub fn from_big(value: IBig) -> Value {
    match i64::try_from(&value) {
        Ok(i) if word::encode_int(i).is_some() => Value::small(i),
        _ => new_big(value),
    }
}
#[cold]
fn new_big(value: IBig) -> Value {
    class::new_object(
        ClassId::INT as u32,
        IntObj {
            header: Header::new(ClassId::INT as u32),
            value,
        },
    )
}
/// An object of an int subclass.
pub fn new_of_class(class: u32, value: IBig) -> Value {
    class::new_object(
        class,
        IntObj {
            header: Header::new(class),
            value,
        },
    )
}

/// An int's value: int, bool or a subclass; `None` for other types.
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

#[inline]
pub fn as_int(value: &Value) -> Option<IntRef<'_>> {
    if let Some(i) = value.as_small() {
        return Some(IntRef::Small(i));
    }
    if let Some(b) = value.as_bool() {
        return Some(IntRef::Small(b as i64));
    }
    value.get::<IntObj>().map(|o| IntRef::Big(&o.value))
}

impl IntRef<'_> {
    pub fn to_big(&self) -> IBig {
        match self {
            IntRef::Small(i) => IBig::from(*i),
            IntRef::Big(b) => (*b).clone(),
        }
    }
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(*i),
            IntRef::Big(b) => i64::try_from(*b).ok(),
        }
    }
}

/// The value of an int, bool or subclass, if it fits.
#[inline]
pub fn as_i64(value: &Value) -> Option<i64> {
    match value.as_small() {
        Some(i) => Some(i),
        None => as_int(value)?.to_i64(),
    }
}

pub mod arith;
pub mod bytes;
pub mod methods;

impl<'a> IntRef<'a> {
    /// As the text algorithms take it.
    pub fn text(&self) -> taipan_text::int::IntRef<'a> {
        match *self {
            IntRef::Small(i) => taipan_text::int::IntRef::Small(i),
            IntRef::Big(b) => taipan_text::int::IntRef::Big(b),
        }
    }
    pub fn is_negative(&self) -> bool {
        self.text().is_negative()
    }
    pub fn is_zero(&self) -> bool {
        match self {
            IntRef::Small(i) => *i == 0,
            IntRef::Big(b) => **b == IBig::ZERO,
        }
    }
}

/// The result of a parse.
pub fn from_text(i: taipan_text::int::Int) -> Value {
    match i {
        taipan_text::int::Int::Small(i) => from_i64(i),
        taipan_text::int::Int::Big(b) => from_big(b),
    }
}

static MAX_STR_DIGITS: std::sync::atomic::AtomicUsize =
    std::sync::atomic::AtomicUsize::new(taipan_text::int::DEFAULT_MAX_STR_DIGITS);

/// `sys.get_int_max_str_digits()`: the most digits of an int to or from decimal text, 0 for no limit.
pub fn max_str_digits() -> usize {
    MAX_STR_DIGITS.load(std::sync::atomic::Ordering::Relaxed)
}
pub fn set_max_str_digits(limit: usize) {
    MAX_STR_DIGITS.store(limit, std::sync::atomic::Ordering::Relaxed);
}

/// The nearest float; OverflowError where there is none.
pub fn to_f64(i: &IntRef<'_>) -> crate::R<f64> {
    taipan_text::int::to_float(i.text()).map_err(crate::errors::text)
}
