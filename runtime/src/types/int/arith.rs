//! Exact integer arithmetic on ints of any size.
//!
//! Results that could not be represented in memory raise MemoryError before anything is computed.

use super::{IntRef, from_big, from_i64, to_f64};
use crate::{R, Value, errors};
use dashu_int::fast_div::ConstDivisor;
use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};

type Int<'a> = &'a IntRef<'a>;

/// Results of more bits than this are not attempted.
const MAX_BITS: usize = 1 << 35;

/// Number of bits of the absolute value.
pub fn bit_length(i: Int) -> usize {
    match i {
        IntRef::Small(i) => 64 - i.unsigned_abs().leading_zeros() as usize,
        IntRef::Big(b) => {
            let words = b.as_sign_words().1;
            let top = words.last().map_or(0, |w| w.leading_zeros() as usize);
            words.len() * 64 - top
        }
    }
}

/// The absolute value.
pub fn magnitude(b: &IBig) -> UBig {
    b.clone().into_parts().1
}

fn zero_division() -> crate::Raised {
    errors::zero_division("division by zero")
}

pub fn add(a: Int, b: Int) -> R {
    Ok(match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => match x.checked_add(*y) {
            Some(sum) => from_i64(sum),
            None => from_big(IBig::from(*x) + *y),
        },
        (IntRef::Big(x), IntRef::Small(y)) => from_big(*x + *y),
        (IntRef::Small(x), IntRef::Big(y)) => from_big(*y + *x),
        (IntRef::Big(x), IntRef::Big(y)) => from_big(*x + *y),
    })
}

pub fn sub(a: Int, b: Int) -> R {
    Ok(match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => match x.checked_sub(*y) {
            Some(difference) => from_i64(difference),
            None => from_big(IBig::from(*x) - *y),
        },
        (IntRef::Big(x), IntRef::Small(y)) => from_big(*x - *y),
        (IntRef::Small(x), IntRef::Big(y)) => from_big(*x - *y),
        (IntRef::Big(x), IntRef::Big(y)) => from_big(*x - *y),
    })
}

pub fn mul(a: Int, b: Int) -> R {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Ok(match x.checked_mul(*y) {
            Some(product) => from_i64(product),
            None => from_big(IBig::from(i128::from(*x) * i128::from(*y))),
        });
    }
    if bit_length(a) + bit_length(b) > MAX_BITS {
        return Err(errors::memory_error());
    }
    Ok(from_big(match (a, b) {
        (IntRef::Big(x), IntRef::Big(y)) => *x * *y,
        (IntRef::Big(x), IntRef::Small(y)) => mul_by_word(x, *y),
        (IntRef::Small(x), IntRef::Big(y)) => mul_by_word(y, *x),
        (IntRef::Small(x), IntRef::Small(y)) => IBig::from(*x) * *y,
    }))
}

/// The product with a machine int: one multiplication per word, where the crate's general one makes two.
fn mul_by_word(x: &IBig, by: i64) -> IBig {
    let (sign, words) = x.as_sign_words();
    let (mut carry, factor) = (0, by.unsigned_abs());
    let mut out: Vec<u64> = Vec::with_capacity(words.len() + 1);
    out.extend(words.iter().map(|w| {
        let product = u128::from(*w) * u128::from(factor) + u128::from(carry);
        carry = (product >> 64) as u64;
        product as u64
    }));
    if carry != 0 {
        out.push(carry);
    }
    let negative = (sign == Sign::Negative) != (by < 0);
    let sign = if negative {
        Sign::Negative
    } else {
        Sign::Positive
    };
    IBig::from_parts(sign, UBig::from_words(&out))
}

/// Quotient rounded down and remainder with the divisor's sign.
pub fn divmod(a: Int, b: Int) -> R<(Value, Value)> {
    if b.is_zero() {
        return Err(zero_division());
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && let (Some(q), Some(r)) = (x.checked_div(*y), x.checked_rem(*y))
    {
        let wrong = r != 0 && (r < 0) != (*y < 0);
        return Ok((
            from_i64(q - i64::from(wrong)),
            from_i64(if wrong { r + y } else { r }),
        ));
    }
    let (q, r) = match (a, b) {
        (IntRef::Big(x), IntRef::Big(y)) => floor(x, y),
        (IntRef::Big(x), IntRef::Small(y)) => floor(x, &IBig::from(*y)),
        _ => floor(&a.to_big(), &b.to_big()),
    };
    Ok((from_big(q), from_big(r)))
}

fn floor(a: &IBig, b: &IBig) -> (IBig, IBig) {
    let (q, r) = a.div_rem(b);
    if r != IBig::ZERO && (r.sign() != b.sign()) {
        (q - 1, r + b)
    } else {
        (q, r)
    }
}

/// `a // b` of positive ints, where the quotient has one word and the leading words tell it for certain.
fn small_quotient(a: &IBig, b: &IBig) -> Option<u64> {
    let ((Sign::Positive, a), (Sign::Positive, b)) = (a.as_sign_words(), b.as_sign_words()) else {
        return None;
    };
    let n = b.len();
    if n < 2 || a.len() < n || a.len() > n + 1 {
        return None;
    }
    // Both shifted so that the divisor's first bit is set: its first two words, and the dividend's first three.
    let shift = b[n - 1].leading_zeros();
    let word = |words: &[u64], at: usize| words.get(at).copied().unwrap_or(0);
    let below = |words: &[u64], at: usize| if at == 0 { 0 } else { word(words, at - 1) };
    let shifted = |words: &[u64], at: usize| {
        let low = below(words, at).checked_shr(64 - shift).unwrap_or(0);
        word(words, at) << shift | low
    };
    if word(a, n).checked_shr(64 - shift).unwrap_or(0) != 0 {
        return None;
    }
    let (b1, b0) = (shifted(b, n - 1), shifted(b, n - 2));
    let (a2, a1, a0) = (shifted(a, n), shifted(a, n - 1), shifted(a, n - 2));
    if a2 >= b1 {
        return None;
    }
    // Knuth, The Art of Computer Programming, 4.3.1, algorithm D: at most one too large.
    let top = u128::from(a2) << 64 | u128::from(a1);
    let (mut q, mut r) = (top / u128::from(b1), top % u128::from(b1));
    let rest = loop {
        let product = q * u128::from(b0);
        let left = r.checked_mul(1 << 64).map(|r| r | u128::from(a0));
        match left {
            // The words that were left out come to less than `q` in the last place of these.
            None => break u128::MAX,
            Some(left) if left >= product => break left - product,
            Some(_) => {
                q -= 1;
                r += u128::from(b1);
            }
        }
    };
    (rest >= q).then_some(q as u64)
}

pub fn floordiv(a: Int, b: Int) -> R {
    if let (IntRef::Big(x), IntRef::Big(y)) = (a, b)
        && let Some(q) = small_quotient(x, y)
    {
        return Ok(from_big(IBig::from(q)));
    }
    Ok(divmod(a, b)?.0)
}

pub fn modulo(a: Int, b: Int) -> R {
    if let (IntRef::Big(x), IntRef::Small(y)) = (a, b)
        && *y > 0
    {
        let m: i64 = *x % *y;
        return Ok(from_i64(if m < 0 { m + y } else { m }));
    }
    Ok(divmod(a, b)?.1)
}

/// `a / b`, correctly rounded.
pub fn truediv(a: Int, b: Int) -> R<f64> {
    if b.is_zero() {
        return Err(zero_division());
    }
    const EXACT: i64 = 1 << 53;
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && (-EXACT..=EXACT).contains(x)
        && (-EXACT..=EXACT).contains(y)
    {
        return Ok(*x as f64 / *y as f64);
    }
    if a.is_zero() {
        return Ok(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    let (x, y) = (magnitude(&a.to_big()), magnitude(&b.to_big()));
    let too_large = || errors::overflow_error("integer division result too large for a float");
    // The quotient lies in [2^(top-1), 2^(top+1)).
    let top = x.bit_len() as i64 - y.bit_len() as i64;
    if top > 1025 {
        return Err(too_large());
    }
    if top < -1080 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    // 64 or 65 bits of quotient, fewer where the result is subnormal anyway.
    let shift = 64 - top;
    let (q, r) = if shift >= 0 {
        (x << shift as usize).div_rem(y)
    } else {
        x.div_rem(y << (-shift) as usize)
    };
    let q = u128::try_from(q).expect("65 bits");
    let sticky = r != UBig::ZERO;
    let value = scale(q, sticky, -shift);
    if value.is_infinite() {
        return Err(too_large());
    }
    Ok(if negative { -value } else { value })
}

/// `(q + a fraction if sticky) * 2^exponent`, rounded once, half to even.
fn scale(q: u128, sticky: bool, exponent: i64) -> f64 {
    let bits = 128 - i64::from(q.leading_zeros());
    // The exponent of the last place of the result.
    let last = (bits + exponent - 53).max(-1074);
    let drop = last - exponent;
    let (mut mantissa, mut rest_above_half, mut tie) = (q, false, false);
    if drop > 0 {
        if drop >= 128 {
            return 0.0;
        }
        mantissa = q >> drop;
        let rest = q & ((1u128 << drop) - 1);
        let half = 1u128 << (drop - 1);
        rest_above_half = rest > half || rest == half && sticky;
        tie = rest == half && !sticky;
    }
    if rest_above_half || tie && mantissa & 1 == 1 {
        mantissa += 1;
    }
    let power = if drop > 0 { last } else { exponent };
    ldexp(mantissa as f64, power)
}

/// `x * 2^power` where that is exact or overflows.
fn ldexp(mut x: f64, mut power: i64) -> f64 {
    while power > 1000 {
        x *= 2f64.powi(1000);
        power -= 1000;
        if x.is_infinite() {
            return x;
        }
    }
    while power < -1000 {
        x *= 2f64.powi(-1000);
        power += 1000;
    }
    x * 2f64.powi(power as i32)
}

/// `a ** b`; a float for negative exponents.
pub fn pow(a: Int, b: Int) -> R {
    if b.is_negative() {
        let (x, y) = (to_f64(a)?, to_f64(b)?);
        return crate::ops::float_pow(x, y);
    }
    let Some(exponent) = b.to_i64() else {
        return match a.to_i64() {
            Some(0) => Ok(from_i64(0)),
            Some(1) => Ok(from_i64(1)),
            Some(-1) => Ok(from_i64(if low_bit(b) { -1 } else { 1 })),
            _ => Err(errors::memory_error()),
        };
    };
    if let IntRef::Small(x) = a {
        match x {
            0 => return Ok(from_i64(i64::from(exponent == 0))),
            1 => return Ok(from_i64(1)),
            -1 => return Ok(from_i64(if exponent & 1 == 1 { -1 } else { 1 })),
            _ => {}
        }
        if exponent < 63
            && let Some(p) = x.checked_pow(exponent as u32)
        {
            return Ok(from_i64(p));
        }
    }
    let bits = (bit_length(a).saturating_sub(1) as i64).saturating_mul(exponent);
    if bits as u64 > MAX_BITS as u64 {
        return Err(errors::memory_error());
    }
    if exponent == 0 {
        return Ok(from_i64(1));
    }
    Ok(from_big(a.to_big().pow(exponent as usize)))
}

fn low_bit(i: Int) -> bool {
    match i {
        IntRef::Small(i) => i & 1 == 1,
        IntRef::Big(b) => magnitude(b).bit(0),
    }
}

/// `pow(base, exponent, modulus)`
pub fn pow_mod(base: Int, exponent: Int, modulus: Int) -> R {
    if modulus.is_zero() {
        return Err(errors::value_error("pow() 3rd argument cannot be 0"));
    }
    let m = modulus.to_big();
    let n = magnitude(&m);
    if n == UBig::ONE {
        return Ok(from_i64(0));
    }
    let mut b = unsigned_mod(&base.to_big(), &n);
    let mut e = magnitude(&exponent.to_big());
    if exponent.is_negative() {
        b = inverse(&b, &n)?;
    }
    let result = if let (Ok(n), Ok(mut b)) = (u64::try_from(&n), u64::try_from(&b)) {
        // Bits from the lowest on.
        let times = |x: u64, y: u64| (u128::from(x) * u128::from(y) % u128::from(n)) as u64;
        let mut r = 1u64;
        for i in 0..e.bit_len() {
            if e.bit(i) {
                r = times(r, b);
            }
            b = times(b, b);
        }
        UBig::from(r % n)
    } else {
        let ring = ConstDivisor::new(n.clone());
        let r = ring.reduce(b).pow(&e).residue();
        e = UBig::ZERO;
        let _ = e;
        r
    };
    let mut result = IBig::from(result);
    if m.sign() == Sign::Negative && result != IBig::ZERO {
        result += m;
    }
    Ok(from_big(result))
}

fn unsigned_mod(a: &IBig, n: &UBig) -> UBig {
    let n = IBig::from(n.clone());
    let (_, r) = floor(a, &n);
    r.into_parts().1
}

fn inverse(a: &UBig, n: &UBig) -> R<UBig> {
    let (mut r0, mut r1) = (IBig::from(n.clone()), IBig::from(a.clone()));
    let (mut t0, mut t1) = (IBig::ZERO, IBig::ONE);
    while r1 != IBig::ZERO {
        let (q, r) = (&r0).div_rem(&r1);
        let t = &t0 - &q * &t1;
        (r0, r1) = (r1, r);
        (t0, t1) = (t1, t);
    }
    if r0 != IBig::ONE {
        return Err(errors::value_error(
            "base is not invertible for the given modulus",
        ));
    }
    Ok(unsigned_mod(&t0, n))
}

pub fn lshift(a: Int, b: Int) -> R {
    if b.is_negative() {
        return Err(errors::value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(from_i64(0));
    }
    let Some(by) = b.to_i64() else {
        return Err(errors::overflow_error("too many digits in integer"));
    };
    if let IntRef::Small(x) = a
        && by < 63
        && (x << by) >> by == *x
    {
        return Ok(from_i64(x << by));
    }
    if by as u64 + bit_length(a) as u64 > MAX_BITS as u64 {
        return Err(errors::memory_error());
    }
    Ok(from_big(a.to_big() << by as usize))
}

pub fn rshift(a: Int, b: Int) -> R {
    if b.is_negative() {
        return Err(errors::value_error("negative shift count"));
    }
    let by = b.to_i64().unwrap_or(i64::MAX);
    Ok(match a {
        IntRef::Small(x) => from_i64(x >> by.min(63)),
        IntRef::Big(x) => {
            if by as u64 > bit_length(a) as u64 {
                from_i64(if a.is_negative() { -1 } else { 0 })
            } else {
                from_big(*x >> by as usize)
            }
        }
    })
}

macro_rules! bitwise {
    ($($name:ident $op:tt;)*) => {$(
        pub fn $name(a: Int, b: Int) -> R {
            Ok(match (a, b) {
                (IntRef::Small(x), IntRef::Small(y)) => from_i64(x $op y),
                _ => from_big(a.to_big() $op b.to_big()),
            })
        }
    )*};
}
bitwise! {
    and &;
    or |;
    xor ^;
}

pub fn neg(a: Int) -> Value {
    match a {
        IntRef::Small(x) => match x.checked_neg() {
            Some(n) => from_i64(n),
            None => from_big(-IBig::from(*x)),
        },
        IntRef::Big(x) => from_big(-(*x).clone()),
    }
}

pub fn invert(a: Int) -> Value {
    match a {
        IntRef::Small(x) => from_i64(!x),
        IntRef::Big(x) => from_big(-(*x).clone() - 1),
    }
}

pub fn abs(a: Int) -> Value {
    if a.is_negative() { neg(a) } else { plain(a) }
}

/// The value as an `int` proper.
pub fn plain(a: Int) -> Value {
    match a {
        IntRef::Small(x) => from_i64(*x),
        IntRef::Big(x) => from_big((*x).clone()),
    }
}

pub fn compare(a: Int, b: Int) -> std::cmp::Ordering {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => x.cmp(y),
        (IntRef::Big(x), IntRef::Big(y)) => x.cmp(y),
        _ => a.to_big().cmp(&b.to_big()),
    }
}

/// Exact comparison of an int and a float; `None` for NaN.
pub fn compare_float(a: Int, x: f64) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering;
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    if let IntRef::Small(i) = a
        && i.unsigned_abs() <= 1 << 53
    {
        return (*i as f64).partial_cmp(&x);
    }
    let whole = taipan_text::float::to_int(x);
    Some(a.to_big().cmp(&whole).then_with(|| {
        let fraction = x - x.trunc();
        0.0.partial_cmp(&fraction).expect("not NaN")
    }))
}

/// `round(a, -digits)`, half to even.
pub fn round(a: Int, ndigits: Int) -> R {
    if !ndigits.is_negative() {
        return Ok(plain(a));
    }
    let Some(digits) = ndigits.to_i64().map(|d| -d).filter(|d| *d < 1 << 32) else {
        return Ok(from_i64(0));
    };
    // More digits than the number has: zero.
    if digits as f64 > bit_length(a) as f64 * 0.302 + 2.0 {
        return Ok(from_i64(0));
    }
    let unit = IBig::from(10).pow(digits as usize);
    let (q, r) = floor(&a.to_big(), &unit);
    let twice = r * 2;
    let up = twice > unit || twice == unit && magnitude(&q).bit(0);
    Ok(from_big((if up { q + 1 } else { q }) * unit))
}
