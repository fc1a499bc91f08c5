//! Floats to text with CPython's layout, exactly rounded at any precision, and `round(x, n)`.
//!
//! Rust's formatting supplies the digits: shortest for `{:e}`, correctly rounded (half to even) with a precision. No double
//! has more than 1,074 digits after the point, nor more than 767 significant ones; zeros follow.

use crate::error::Error;
use dashu_int::IBig;
use std::io::Write;

const MAX_FRACTION: usize = 1_074;
const MAX_SIGNIFICANT: usize = 767;

/// How a float is laid out once its precision is settled (CPython's `PyOS_double_to_string`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `1.50e+00`
    Exponent,
    /// `1.50`
    Fixed,
    /// The shorter of the two, significant digits only.
    General,
    /// The shortest digits that read back; precision is ignored.
    Repr,
}

#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub style: Style,
    pub precision: usize,
    /// Keep a point and, with `General`, trailing zeros (`#`).
    pub alternate: bool,
    /// Show that a finite number is no int: `1` becomes `1.0`.
    pub add_dot_0: bool,
    /// Drop the sign of what rounds to zero (`z`).
    pub no_negative_zero: bool,
    pub upper: bool,
}

impl Layout {
    pub fn new(style: Style, precision: usize) -> Layout {
        Layout {
            style,
            precision,
            alternate: false,
            add_dot_0: false,
            no_negative_zero: false,
            upper: false,
        }
    }
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    String::from_utf8(layout(
        x,
        Layout {
            add_dot_0: true,
            ..Layout::new(Style::Repr, 0)
        },
    ))
    .expect("ASCII")
}

/// `x` as text: a `-` where it is negative, then digits, `inf` or `nan` (the sign of a NaN is not shown).
pub fn layout(x: f64, how: Layout) -> Vec<u8> {
    let mut out = Vec::with_capacity(24);
    if x.is_nan() {
        out.extend_from_slice(b"nan");
    } else {
        if x.is_sign_negative() {
            out.push(b'-');
        }
        if x.is_infinite() {
            out.extend_from_slice(b"inf");
        } else {
            finite(&mut out, x.abs(), how);
            if how.no_negative_zero && out[0] == b'-' && is_zero(&out[1..]) {
                out.remove(0);
            }
        }
    }
    if how.upper {
        out.make_ascii_uppercase();
    }
    out
}

/// Whether the digits before the exponent are all zero.
fn is_zero(text: &[u8]) -> bool {
    text.iter()
        .take_while(|&&b| b != b'e')
        .all(|&b| matches!(b, b'0' | b'.'))
}

fn finite(out: &mut Vec<u8>, x: f64, how: Layout) {
    if how.style == Style::Fixed {
        if !write_fixed(out, x, how.precision) {
            let shown = how.precision.min(MAX_FRACTION);
            write!(out, "{x:.shown$}").expect("writing to memory");
            out.resize(out.len() + how.precision - shown, b'0');
        }
        if how.precision == 0 && how.alternate {
            out.push(b'.');
        }
        return;
    }
    let significant = match how.style {
        Style::Exponent => how.precision.saturating_add(1),
        _ => how.precision.max(1),
    };
    let (digits, exponent) = digits(x, (how.style != Style::Repr).then_some(significant));
    let (use_exponent, shown) = match how.style {
        Style::Exponent => (true, significant),
        Style::Repr => (!(-4..16).contains(&exponent), digits.len()),
        _ => {
            let limit = significant as i64 - how.add_dot_0 as i64;
            let shown = if how.alternate {
                significant
            } else {
                digits.len()
            };
            (exponent < -4 || exponent as i64 >= limit, shown)
        }
    };
    // Digit number `i` of the value, counted from the first one, for any `i`.
    let digit = |i: i64| {
        usize::try_from(i)
            .ok()
            .and_then(|i| digits.get(i))
            .copied()
            .unwrap_or(b'0')
    };
    let point = if use_exponent { 1 } else { exponent as i64 + 1 };
    let add_dot_0 = how.add_dot_0 && !use_exponent;
    let end = (shown as i64).max(point + add_dot_0 as i64);
    let start = point.min(1) - 1;
    out.reserve((end - start) as usize + 8);
    for i in start..end {
        if i == point {
            out.push(b'.');
        }
        out.push(digit(i));
    }
    if how.alternate && end <= point {
        out.push(b'.');
    }
    if use_exponent {
        let sign = if exponent < 0 { '-' } else { '+' };
        write!(out, "e{sign}{:02}", exponent.unsigned_abs()).expect("writing to memory");
    }
}

/// `x * 10**precision`, rounded half to even, for numbers of middling size and few digits: in integers, exactly. `None` for
/// others. `x` is not negative.
pub fn fixed_digits(x: f64, precision: usize) -> Option<u64> {
    const MOST: usize = 15;
    if precision > MOST || !(1e-9..1e15).contains(&x) && x != 0.0 {
        return None;
    }
    let (mantissa, exponent) = decompose(x);
    let power = 10u64.pow(precision as u32);
    // Below 2^53 and 2^50: their product is exact, and is shifted by 82 bits at most.
    let scaled = u128::from(mantissa.unsigned_abs()) * u128::from(power);
    let rounded = if exponent >= 0 {
        scaled << exponent
    } else {
        let by = exponent.unsigned_abs();
        let (whole, rest) = (scaled >> by, scaled & ((1 << by) - 1));
        let half = 1u128 << (by - 1);
        whole + u128::from(rest > half || rest == half && whole & 1 == 1)
    };
    u64::try_from(rounded).ok()
}

/// `x` with so many digits after the point, if [`fixed_digits`] can; false, with nothing written, if not.
fn write_fixed(out: &mut Vec<u8>, x: f64, precision: usize) -> bool {
    let Some(mut left) = fixed_digits(x, precision) else {
        return false;
    };
    let mut buffer = [0; 24];
    let mut at = buffer.len();
    let mut put = |byte: u8| {
        at -= 1;
        buffer[at] = byte;
    };
    for _ in 0..precision {
        put(b'0' + (left % 10) as u8);
        left /= 10;
    }
    if precision > 0 {
        put(b'.');
    }
    loop {
        put(b'0' + (left % 10) as u8);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&buffer[at..]);
    true
}

/// Decimal digits of `x` without trailing zeros (but at least one), and the power of ten of the first: `d.ddd * 10**exponent`.
/// Without `significant`, the shortest digits that read back as `x`. `x` is finite and not negative.
fn digits(x: f64, significant: Option<usize>) -> (Vec<u8>, i32) {
    let mut text = Vec::with_capacity(32);
    match significant {
        Some(count) => write!(text, "{x:.*e}", count.min(MAX_SIGNIFICANT) - 1),
        None => write!(text, "{x:e}"),
    }
    .expect("writing to memory");
    let e = text.iter().rposition(|&b| b == b'e').expect("an exponent");
    let exponent = core::str::from_utf8(&text[e + 1..])
        .ok()
        .and_then(|t| t.parse().ok())
        .expect("an exponent");
    text.truncate(e);
    if text.len() > 1 {
        text.remove(1);
    }
    while text.len() > 1 && text.last() == Some(&b'0') {
        text.pop();
    }
    if significant.is_none() && may_be_tie(x, &text, exponent) {
        let even = digits(x, Some(text.len()));
        if format!(
            "{}e{}",
            String::from_utf8_lossy(&even.0),
            even.1 + 1 - even.0.len() as i32
        )
        .parse()
            == Ok(x)
        {
            return even;
        }
    }
    (text, exponent)
}

/// Whether `x` may lie halfway between two decimals of the shortest length that both read back. Rust takes the upper one,
/// CPython the even one. Halfway means one decimal digit more than the shortest ones, and a binary fraction has as many
/// decimal digits as binary ones.
fn may_be_tie(x: f64, shortest: &[u8], exponent: i32) -> bool {
    let count = shortest.len() as i32;
    shortest[shortest.len() - 1] & 1 == 1
        && match decompose(x).1 {
            binary @ ..0 => -binary == count - exponent,
            _ => exponent >= count,
        }
}

/// `round(x, ndigits)`: correctly rounded from the exact decimal value, half to even. `None` where the result overflows
/// (CPython: `OverflowError: rounded value too large to represent`).
pub fn round(x: f64, ndigits: i64) -> Option<f64> {
    if !x.is_finite() || x == 0.0 || ndigits > 323 {
        return Some(x);
    }
    if ndigits < -308 {
        return Some(0.0f64.copysign(x));
    }
    let text = if ndigits >= 0 {
        format!("{:.*}", ndigits as usize, x.abs())
    } else {
        round_left_of_point(x.abs(), -ndigits)
    };
    let rounded: f64 = text.parse().expect("digits");
    rounded.is_finite().then_some(rounded.copysign(x))
}

/// The decimal text of `x` rounded to a multiple of ten to the `places`.
fn round_left_of_point(x: f64, places: i64) -> String {
    let (_, exponent) = digits(x, Some(1_000));
    let kept = exponent as i64 + 1 - places;
    if kept < 0 {
        return "0".into();
    }
    if kept > 0 {
        return format!("{:.*e}", kept as usize - 1, x);
    }
    // Between a tenth of the unit and the unit: up if above its half; the tie goes to zero, which is even.
    let (all, _) = digits(x, Some(1_000));
    if all[0] > b'5' || all[0] == b'5' && all.len() > 1 {
        format!("1e{places}")
    } else {
        "0".into()
    }
}

/// `x` as a fraction with a power of two below: `(mantissa, exponent)` with `x == mantissa * 2**exponent`, mantissa odd
/// or zero. `x` is finite; `float.as_integer_ratio` and `int(x)` follow from it.
pub fn decompose(x: f64) -> (i64, i32) {
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = (bits >> 52 & 0x7FF) as i32;
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1_074)
    } else {
        (fraction | 1 << 52, biased - 1_075)
    };
    if mantissa == 0 {
        return (0, 0);
    }
    let zeros = mantissa.trailing_zeros();
    let mantissa = (mantissa >> zeros) as i64;
    (
        if x.is_sign_negative() {
            -mantissa
        } else {
            mantissa
        },
        exponent + zeros as i32,
    )
}

/// The integer part of a finite float, exactly.
pub fn to_int(x: f64) -> IBig {
    let (mantissa, exponent) = decompose(x.trunc());
    IBig::from(mantissa) << exponent.max(0) as usize
}

/// `float.as_integer_ratio`, in lowest terms; `x` is finite.
pub fn as_integer_ratio(x: f64) -> (IBig, IBig) {
    let (mantissa, exponent) = decompose(x);
    let shift = |value: i64, by: i32| IBig::from(value) << by.max(0) as usize;
    (shift(mantissa, exponent), shift(1, -exponent))
}

/// The error of `int(x)` where `x` is no finite number.
#[cold]
pub fn no_integer(x: f64) -> Error {
    if x.is_nan() {
        Error::value("cannot convert float NaN to integer")
    } else {
        Error::overflow("cannot convert float infinity to integer")
    }
}

/// The error of `x.as_integer_ratio()` where `x` is no finite number.
#[cold]
pub fn no_integer_ratio(x: f64) -> Error {
    if x.is_nan() {
        Error::value("cannot convert NaN to integer ratio")
    } else {
        Error::overflow("cannot convert Infinity to integer ratio")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_digits_are_those_of_the_long_way() {
        let mut seed = 1u64;
        let mut numbers = vec![
            0.0,
            0.5,
            1.5,
            2.5,
            0.125,
            0.375,
            2.675,
            1e-9,
            9.5,
            99.995,
            999999999999999.0,
        ];
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let scale = 10f64.powi((seed >> 32) as i32 % 25 - 10);
            numbers.push((seed >> 11) as f64 / (1u64 << 53) as f64 * scale);
            numbers.push((seed >> 40) as f64 / 64.0);
        }
        let mut taken = 0;
        for x in numbers {
            for precision in [0, 1, 2, 3, 6, 10, 15] {
                let mut out = Vec::new();
                if write_fixed(&mut out, x, precision) {
                    taken += 1;
                    assert_eq!(String::from_utf8(out).unwrap(), format!("{x:.precision$}"));
                }
            }
        }
        assert!(taken > 100_000);
    }
}
