//! Arithmetic beyond the fast paths of `entry::arith`: exact ints and floats here, everything else by [`binary`].

use super::operator::*;
use crate::types::float::methods as float_methods;
use crate::types::int::arith;
use crate::types::{float, int, list_methods, str};
use crate::{ClassId, R, Value, errors, libm};

/// The operands, if both are exactly ints or bools.
#[inline]
fn ints<'a>(a: &'a Value, b: &'a Value) -> Option<(int::IntRef<'a>, int::IntRef<'a>)> {
    let exact = |v: &Value| v.is_small() || v.is_exactly(ClassId::INT) || v.as_bool().is_some();
    if exact(a) && exact(b) {
        return Some((int::as_int(a)?, int::as_int(b)?));
    }
    None
}
/// The operands, if one is exactly a float and the other a float or an int.
#[inline]
fn floats(a: &Value, b: &Value) -> R<Option<(f64, f64)>> {
    let (x, y) = (a.is_exactly(ClassId::FLOAT), b.is_exactly(ClassId::FLOAT));
    let number = |v: &Value| match float::as_f64(v) {
        Some(x) => Ok(x),
        None => int::to_f64(&int::as_int(v).expect("an int")),
    };
    let exact_int = |v: &Value| v.is_small() || v.is_exactly(ClassId::INT) || v.as_bool().is_some();
    if x && (y || exact_int(b)) || y && exact_int(a) {
        return Ok(Some((number(a)?, number(b)?)));
    }
    Ok(None)
}
macro_rules! arithmetic {
    ($($name:ident $op:ident $int:expr, $float:expr;)*) => {$(
        pub fn $name(a: &Value, b: &Value) -> R {
            if let Some((x, y)) = ints(a, b) {
                return $int(&x, &y);
            }
            if let Some((x, y)) = floats(a, b)? {
                return $float(x, y);
            }
            binary(&$op, a, b)
        }
    )*};
}
arithmetic! {
    sub SUB arith::sub, |x: f64, y: f64| Ok(float::from_f64(x - y));
    mul MUL arith::mul, |x: f64, y: f64| Ok(float::from_f64(x * y));
    truediv TRUEDIV |x, y| arith::truediv(x, y).map(float::from_f64), float_methods::div;
    floordiv FLOORDIV arith::floordiv, float_methods::floordiv;
    modulo MOD arith::modulo, float_methods::modulo;
    pow POW arith::pow, float_pow;
}
pub fn add(a: &Value, b: &Value) -> R {
    if a.is_exactly(ClassId::STR) && b.is_exactly(ClassId::STR) {
        return str::methods::add(a, b);
    }
    if let Some((x, y)) = ints(a, b) {
        return arith::add(&x, &y);
    }
    if let Some((x, y)) = floats(a, b)? {
        return Ok(float::from_f64(x + y));
    }
    if a.is_exactly(ClassId::LIST)
        && b.is_exactly(ClassId::LIST)
        && let (Some(x), Some(y)) = (a.get(), b.get())
    {
        return list_methods::concat(x, y);
    }
    binary(&ADD, a, b)
}
pub fn lshift(a: &Value, b: &Value) -> R {
    match ints(a, b) {
        Some((x, y)) => arith::lshift(&x, &y),
        None => binary(&LSHIFT, a, b),
    }
}
pub fn rshift(a: &Value, b: &Value) -> R {
    match ints(a, b) {
        Some((x, y)) => arith::rshift(&x, &y),
        None => binary(&RSHIFT, a, b),
    }
}
/// `a += b`; a sole owner of a `str` may be extended in place.
pub fn iadd(a: Value, b: &Value) -> R {
    match str::append(a, b) {
        Ok(result) => result,
        Err(a) => {
            if ints(&a, b).is_some() {
                return add(&a, b);
            }
            in_place(&ADD, &a, b)
        }
    }
}
/// `a ** b`
pub fn float_pow(a: f64, b: f64) -> R {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(errors::zero_division("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return complex_pow();
    }
    let r = libm::pow(a, b);
    if r.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(errors::raise_with(
            ClassId::OVERFLOW_ERROR,
            vec![
                Value::small(34),
                str::new_str(b"Numerical result out of range"),
            ],
        ));
    }
    Ok(float::from_f64(r))
}
/// Decides every case of a base above zero but overflow.
#[inline]
pub fn plain_pow(a: f64, b: f64) -> f64 {
    libm::pow(a, b)
}
/// A negative base with a fractional exponent: complex in CPython.
fn complex_pow() -> R {
    crate::modules::stop_unsupported(
        "a negative number to a fractional power is complex, and 'complex' is not supported",
    )
}
pub fn float_mod(a: f64, b: f64) -> f64 {
    let r = a % b;
    if r == 0.0 {
        return 0f64.copysign(b);
    }
    if (r < 0.0) != (b < 0.0) { r + b } else { r }
}
/// `a // b` as CPython computes it: from the remainder, then snapped to an integer.
pub fn float_floordiv(a: f64, b: f64) -> f64 {
    let r = a % b;
    let mut q = (a - r) / b;
    if r != 0.0 && (b < 0.0) != (r < 0.0) {
        q -= 1.0;
    }
    if q == 0.0 {
        return 0f64.copysign(a / b);
    }
    let f = q.floor();
    if q - f > 0.5 { f + 1.0 } else { f }
}
