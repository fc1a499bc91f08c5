//! `float.hex` and `float.fromhex`.

use crate::error::{Error, Result};
use crate::int::trim_c_space;
use crate::wtf8::Wtf8;

/// `x.hex()`.
pub fn to_hex(x: f64) -> String {
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_nan() {
        return "nan".into();
    }
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i32 {
        0 if fraction == 0 => format!("{sign}0x0.0p+0"),
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        biased => format!("{sign}0x1.{fraction:013x}p{:+}", biased - 1023),
    }
}

/// `float.fromhex(s)`.
pub fn from_hex(s: &Wtf8) -> Result<f64> {
    let invalid = || Error::value("invalid hexadecimal floating-point string");
    let text = trim_c_space(s);
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let signed = |x: f64| if negative { -x } else { x };
    if [&b"inf"[..], b"infinity"]
        .iter()
        .any(|name| text.eq_ignore_ascii_case(name))
    {
        return Ok(signed(f64::INFINITY));
    }
    if text.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => text,
    };
    let (mantissa, exponent) = match text
        .iter()
        .position(|byte| byte.eq_ignore_ascii_case(&b'p'))
    {
        Some(p) => (
            &text[..p],
            parse_exponent(&text[p + 1..]).ok_or_else(invalid)?,
        ),
        None => (text, 0),
    };
    let point = mantissa.iter().position(|&byte| byte == b'.');
    let mut digits: Vec<u8> = Vec::with_capacity(mantissa.len());
    for (i, &byte) in mantissa.iter().enumerate() {
        if Some(i) != point {
            digits.push((byte as char).to_digit(16).ok_or_else(invalid)? as u8);
        }
    }
    if digits.is_empty() {
        return Err(invalid());
    }
    let fraction_digits = point.map_or(0, |p| mantissa.len() - p - 1) as i64;
    combine(&digits, exponent.saturating_sub(4 * fraction_digits)).map(signed)
}

/// A decimal exponent, clamped: past the clamp only zero stays finite or nonzero.
fn parse_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i64, |value, &d| {
        (value * 10 + (d - b'0') as i64).min(i64::MAX / 100)
    });
    Some(if negative { -value } else { value })
}

/// `digits * 2**exponent`, rounded half to even.
fn combine(digits: &[u8], exponent: i64) -> Result<f64> {
    // Keep 60 to 64 leading bits; whether anything nonzero follows decides ties.
    let digits = &digits[digits.iter().take_while(|&&digit| digit == 0).count()..];
    let (kept, dropped) = digits.split_at(digits.len().min(16));
    if kept.is_empty() {
        return Ok(0.0);
    }
    let mut mantissa = kept
        .iter()
        .fold(0u64, |value, &digit| value << 4 | digit as u64);
    let mut sticky = dropped.iter().any(|&digit| digit != 0);
    let shift = mantissa.leading_zeros();
    mantissa <<= shift;
    // The value is 1.xxx * 2**top.
    let top = exponent
        .saturating_add(4 * dropped.len() as i64)
        .saturating_add(63 - shift as i64);
    let overflow = || {
        Err(Error::overflow(
            "hexadecimal value too large to represent as a float",
        ))
    };
    if top > 1023 {
        return overflow();
    }
    if top < -1080 {
        return Ok(0.0);
    }
    // Bits that a double of this magnitude does not hold; below the normal range, more.
    let excess = 11 + (-1022 - top).max(0) as u32;
    let (mut result, half, rest) = if excess > 64 {
        (0, false, true)
    } else if excess == 64 {
        (0, true, mantissa << 1 != 0)
    } else {
        let half_bit = 1u64 << (excess - 1);
        (
            mantissa >> excess,
            mantissa & half_bit != 0,
            mantissa & (half_bit - 1) != 0,
        )
    };
    sticky |= rest;
    if half && (sticky || result & 1 == 1) {
        result += 1;
    }
    // `result` is exact as a float; scale it by two powers of two, each of which is exact too.
    let scale = top.max(-1022) - 52;
    let value =
        result as f64 * 2f64.powi((scale / 2) as i32) * 2f64.powi((scale - scale / 2) as i32);
    if value.is_finite() {
        Ok(value)
    } else {
        overflow()
    }
}
