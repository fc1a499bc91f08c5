//! Arithmetic, comparison, truth.

use super::{entries, flag, word};
use crate::ops::{self, Cmp};
use crate::types::{float, int};
use crate::{Borrowed, ClassId, Header, Opt, Value};
use taipan_abi::word as w;

/// Both operands as floats, when one is a float and the other a float or small int, exactly.
#[inline(always)]
fn floats(a: &Value, b: &Value) -> Option<(f64, f64)> {
    let x = to_f64(a)?;
    let y = to_f64(b)?;
    Some((x, y))
}
/// Are both small ints or immediate floats, whose classes have no methods for `op=`?
#[inline(always)]
fn numbers(a: &Value, b: &Value) -> bool {
    let number = |v: &Value| w::is_int(v.word()) || w::is_immediate_float(v.word());
    number(a) && number(b)
}
#[inline(always)]
fn to_f64(v: &Value) -> Option<f64> {
    let word = v.word();
    if w::is_immediate_float(word) {
        Some(w::decode_float(word))
    } else if w::is_int(word) {
        Some(w::decode_int(word) as f64)
    } else if v.is_exactly(ClassId::FLOAT) {
        float::as_f64(v)
    } else {
        None
    }
}

entries! {
    fn dealloc(object: u64) {
        // SAFETY: compiled code calls this when the count has reached zero.
        unsafe { crate::class::dealloc((object - taipan_abi::layout::APART as u64) as *mut Header) }
    }
    fn box_float(x: f64) -> Opt {
        Some(float::from_f64(x))
    }
    fn unbox_float(v: Borrowed) -> f64 {
        float::as_f64(&v).expect("proven to be a float")
    }
    fn box_int(i: i64) -> Opt {
        Some(int::from_i64(i))
    }
    fn unbox_int(v: Borrowed) -> i64 {
        int::as_i64(&v).expect("proven to be an int that fits")
    }

    fn add(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(int::from_i64(x + y));
        }
        if let Some((x, y)) = floats(&a, &b) {
            return Some(float::from_f64(x + y));
        }
        word(ops::add(&a, &b))
    }
    fn sub(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(int::from_i64(x - y));
        }
        if let Some((x, y)) = floats(&a, &b) {
            return Some(float::from_f64(x - y));
        }
        word(ops::sub(&a, &b))
    }
    fn mul(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small())
            && let Some(product) = x.checked_mul(y)
        {
            return Some(int::from_i64(product));
        }
        if !(a.is_small() && b.is_small())
            && let Some((x, y)) = floats(&a, &b)
        {
            return Some(float::from_f64(x * y));
        }
        if a.is_exactly(ClassId::STR) && b.is_small() {
            return word(crate::types::str::methods::repeat(&a, &b));
        }
        word(ops::mul(&a, &b))
    }
    fn truediv(a: Borrowed, b: Borrowed) -> Opt {
        if !(a.is_small() && b.is_small())
            && let Some((x, y)) = floats(&a, &b)
            && y != 0.0
        {
            return Some(float::from_f64(x / y));
        }
        word(ops::truediv(&a, &b))
    }
    fn floordiv(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small())
            && y != 0
        {
            let q = x / y;
            return Some(int::from_i64(if (x % y != 0) && ((x < 0) != (y < 0)) { q - 1 } else { q }));
        }
        word(ops::floordiv(&a, &b))
    }
    fn modulo(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small())
            && y != 0
        {
            let r = x % y;
            return Some(int::from_i64(if r != 0 && ((r < 0) != (y < 0)) { r + y } else { r }));
        }
        word(ops::modulo(&a, &b))
    }
    fn matmul(a: Borrowed, b: Borrowed) -> Opt { word(ops::binary(&ops::MATMUL, &a, &b)) }
    fn pow(a: Borrowed, b: Borrowed) -> Opt { word(ops::pow(&a, &b)) }
    fn lshift(a: Borrowed, b: Borrowed) -> Opt { word(ops::lshift(&a, &b)) }
    fn rshift(a: Borrowed, b: Borrowed) -> Opt { word(ops::rshift(&a, &b)) }
    fn or(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x | y));
        }
        word(ops::binary(&ops::OR, &a, &b))
    }
    fn xor(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x ^ y));
        }
        word(ops::binary(&ops::XOR, &a, &b))
    }
    fn and(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x & y));
        }
        word(ops::binary(&ops::AND, &a, &b))
    }
    fn iadd(a: Value, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(int::from_i64(x + y));
        }
        if let Some((x, y)) = floats(&a, &b) {
            return Some(float::from_f64(x + y));
        }
        word(ops::iadd(a, &b))
    }
    fn isub(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(int::from_i64(x - y));
        }
        if let Some((x, y)) = floats(&a, &b) {
            return Some(float::from_f64(x - y));
        }
        word(ops::in_place(&ops::SUB, &a, &b))
    }
    fn imul(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small())
            && let Some(product) = x.checked_mul(y)
        {
            return Some(int::from_i64(product));
        }
        if numbers(&a, &b) {
            return word(ops::mul(&a, &b));
        }
        word(ops::in_place(&ops::MUL, &a, &b))
    }
    fn imatmul(a: Borrowed, b: Borrowed) -> Opt { word(ops::in_place(&ops::MATMUL, &a, &b)) }
    fn itruediv(a: Borrowed, b: Borrowed) -> Opt {
        if numbers(&a, &b) {
            return word(ops::truediv(&a, &b));
        }
        word(ops::in_place(&ops::TRUEDIV, &a, &b))
    }
    fn ifloordiv(a: Borrowed, b: Borrowed) -> Opt {
        if numbers(&a, &b) {
            return word(ops::floordiv(&a, &b));
        }
        word(ops::in_place(&ops::FLOORDIV, &a, &b))
    }
    fn imodulo(a: Borrowed, b: Borrowed) -> Opt {
        if numbers(&a, &b) {
            return word(ops::modulo(&a, &b));
        }
        word(ops::in_place(&ops::MOD, &a, &b))
    }
    fn ipow(a: Borrowed, b: Borrowed) -> Opt {
        if numbers(&a, &b) {
            return word(ops::pow(&a, &b));
        }
        word(ops::in_place(&ops::POW, &a, &b))
    }
    fn ilshift(a: Borrowed, b: Borrowed) -> Opt {
        if a.is_small() && b.is_small() {
            return word(ops::lshift(&a, &b));
        }
        word(ops::in_place(&ops::LSHIFT, &a, &b))
    }
    fn irshift(a: Borrowed, b: Borrowed) -> Opt {
        if a.is_small() && b.is_small() {
            return word(ops::rshift(&a, &b));
        }
        word(ops::in_place(&ops::RSHIFT, &a, &b))
    }
    fn ior(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x | y));
        }
        word(ops::in_place(&ops::OR, &a, &b))
    }
    fn ixor(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x ^ y));
        }
        word(ops::in_place(&ops::XOR, &a, &b))
    }
    fn iand(a: Borrowed, b: Borrowed) -> Opt {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Some(Value::small(x & y));
        }
        word(ops::in_place(&ops::AND, &a, &b))
    }
    fn binary_rest(a: Borrowed, b: Borrowed, code: i64) -> Opt { word(ops::binary_rest(code, &a, &b)) }
    fn neg(a: Borrowed) -> Opt {
        if let Some(i) = a.as_small() {
            return Some(int::from_i64(-i));
        }
        word(ops::unary(crate::name!("__neg__"), "-", &a))
    }
    fn pos(a: Borrowed) -> Opt { word(ops::unary(crate::name!("__pos__"), "+", &a)) }
    fn invert(a: Borrowed) -> Opt { word(ops::unary(crate::name!("__invert__"), "~", &a)) }
    fn clamp_int(v: Borrowed) -> i64 {
        match int::as_int(&v) {
            Some(i) => i.to_i64().unwrap_or(if i.to_big() < dashu_int::IBig::ZERO { i64::MIN } else { i64::MAX }),
            None => 0,
        }
    }
    fn int_of(v: Borrowed) -> Opt {
        word(match crate::call::quick_conversion(ClassId::INT as u32, &v) {
            Some(n) => Ok(n),
            None => int::methods::from_value(&v),
        })
    }
    fn float_trunc(x: f64) -> Opt { word(int::methods::truncate(x)) }
    fn float_floor(x: f64) -> Opt { word(int::methods::truncate(x.floor())) }
    fn float_ceil(x: f64) -> Opt { word(int::methods::truncate(x.ceil())) }
    fn sqrt_error(v: Borrowed) -> Opt {
        let text = ops::repr(&v).map(|r| crate::types::str::to_string(&r)).unwrap_or_default();
        word(Err(crate::errors::value_error(format!("expected a nonnegative input, got {text}"))))
    }
    fn number_to_float(v: Borrowed) -> Opt {
        word(match int::as_int(&v) {
            Some(i) => match i.to_i64() {
                Some(small) => Ok(float::from_f64(small as f64)),
                None => match i.to_big().to_f64().value() {
                    x if x.is_finite() => Ok(float::from_f64(x)),
                    _ => Err(crate::errors::overflow_error("int too large to convert to float")),
                },
            },
            None => Ok(float::from_f64(float::as_f64(&v).expect("a number"))),
        })
    }
    fn float_pow(a: f64, b: f64) -> Opt { word(ops::float_pow(a, b)) }
    fn plain_pow(a: f64, b: f64) -> f64 { ops::plain_pow(a, b) }
    fn float_mod(a: f64, b: f64) -> f64 { ops::float_mod(a, b) }
    fn float_floordiv(a: f64, b: f64) -> f64 { ops::float_floordiv(a, b) }

    fn lt(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Lt, &a, &b)) }
    fn le(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Le, &a, &b)) }
    fn eq(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Eq, &a, &b)) }
    fn ne(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Ne, &a, &b)) }
    fn gt(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Gt, &a, &b)) }
    fn ge(a: Borrowed, b: Borrowed) -> Opt { word(ops::compare(Cmp::Ge, &a, &b)) }
    fn compare_rest(a: Borrowed, b: Borrowed, op: i64) -> Opt { word(ops::compare_rest(op, &a, &b)) }
    fn lt_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Lt, &a, &b)) }
    fn le_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Le, &a, &b)) }
    fn eq_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Eq, &a, &b)) }
    fn ne_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Ne, &a, &b)) }
    fn gt_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Gt, &a, &b)) }
    fn ge_truth(a: Borrowed, b: Borrowed) -> i64 { flag(ops::compare_truth(Cmp::Ge, &a, &b)) }
    fn contains(item: Borrowed, container: Borrowed) -> i64 { flag(ops::contains(&item, &container)) }
    fn is_same(a: Borrowed, b: Borrowed) -> i64 { i64::from(ops::is_same(&a, &b)) }
    fn truth(a: Borrowed) -> i64 { flag(ops::truth(&a)) }
}
