//! Ints from and to text. Values that fit 64 bits never touch the big integers.

use crate::error::{Error, Kind, Result};
use crate::escape::{repr_bytes, repr_str};
use crate::unicode;
use crate::wtf8::{Wtf8, chars, slice};
use dashu_int::IBig;
use dashu_int::ops::BitTest;

/// `sys.get_int_max_str_digits()` at start.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4_300;

/// An int, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    Small(i64),
    /// Does not fit `Small`.
    Big(IBig),
}

/// An int, borrowed; `Big` may hold a small value.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl From<IBig> for Int {
    fn from(big: IBig) -> Int {
        i64::try_from(&big).map_or_else(|_| Int::Big(big), Int::Small)
    }
}

impl IntRef<'_> {
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => *value < IBig::ZERO,
        }
    }
}

/// `int(s, base)` for a string. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn parse(s: &Wtf8, base: i64, limit: usize) -> Result<Int> {
    check_base(base)?;
    let text = to_ascii(s);
    scan(&text, base, limit)?.ok_or_else(|| invalid(base, slice(&repr_str(s), 0, 200)))
}

/// `int(b, base)` for bytes.
pub fn parse_bytes(bytes: &[u8], base: i64, limit: usize) -> Result<Int> {
    check_base(base)?;
    scan(bytes, base, limit)?.ok_or_else(|| invalid(base, slice(&repr_bytes(bytes), 0, 200)))
}

/// The text with decimal digits and whitespace of all scripts replaced by ASCII ones, and `?` for what is neither.
pub(crate) fn to_ascii(s: &Wtf8) -> std::borrow::Cow<'_, [u8]> {
    if s.is_ascii() {
        return s.into();
    }
    let ascii = |code: u32| match code {
        0..127 => code as u8,
        _ if unicode::is_space(code) => b' ',
        _ => unicode::decimal(code).map_or(b'?', |digit| b'0' + digit),
    };
    chars(s).map(ascii).collect::<Vec<u8>>().into()
}

fn check_base(base: i64) -> Result<()> {
    match base {
        0 | 2..=36 => Ok(()),
        _ => Err(Error::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

#[cold]
fn invalid(base: i64, shown: &[u8]) -> Error {
    Error::join(
        Kind::Value,
        &[
            format!("invalid literal for int() with base {base}: ").as_bytes(),
            shown,
        ],
    )
}

/// Whitespace of C, which is what CPython strips here.
pub(crate) fn is_c_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

pub(crate) fn trim_c_space(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_c_space(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && is_c_space(*last)
    {
        text = rest;
    }
    text
}

/// `None` for what is no literal of that base.
fn scan(text: &[u8], base: i64, limit: usize) -> Result<Option<Int>> {
    let text = trim_c_space(text);
    let (negative, mut text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let mut radix = base as u32;
    let mut only_zeros = false;
    let prefix = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefix != 0 && (radix == prefix || radix == 0) {
        radix = prefix;
        text = &text[2..];
        text = text.strip_prefix(b"_").unwrap_or(text);
    } else if radix == 0 {
        radix = 10;
        only_zeros = text.first() == Some(&b'0');
    }
    let Some(digits) = clean_digits(text, radix) else {
        return Ok(None);
    };
    if only_zeros && digits.iter().any(|&d| d != b'0') {
        return Ok(None);
    }
    if !radix.is_power_of_two() && limit > 0 && digits.len() > limit {
        return Err(Error::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    if digits.len() <= 12 || radix <= 10 && digits.len() <= 18 {
        let value = digits.iter().fold(0i64, |value, &d| {
            value * radix as i64 + digit_value(d) as i64
        });
        return Ok(Some(Int::Small(if negative { -value } else { value })));
    }
    let text = core::str::from_utf8(&digits).expect("ASCII");
    let value = IBig::from_str_radix(text, radix).expect("digits of the radix");
    Ok(Some(Int::from(if negative { -value } else { value })))
}

fn digit_value(byte: u8) -> u32 {
    (byte as char).to_digit(36).unwrap_or(99)
}

/// The digits without single underscores between them; `None` if it is anything else.
fn clean_digits(text: &[u8], radix: u32) -> Option<std::borrow::Cow<'_, [u8]>> {
    if text.is_empty() || text[0] == b'_' || text[text.len() - 1] == b'_' {
        return None;
    }
    let mut has_underscore = false;
    for (i, &byte) in text.iter().enumerate() {
        if byte == b'_' {
            if text[i - 1] == b'_' {
                return None;
            }
            has_underscore = true;
        } else if digit_value(byte) >= radix {
            return None;
        }
    }
    Some(if has_underscore {
        text.iter()
            .copied()
            .filter(|&byte| byte != b'_')
            .collect::<Vec<u8>>()
            .into()
    } else {
        text.into()
    })
}

/// `str(n)`. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn to_decimal(n: IntRef<'_>, limit: usize) -> Result<Vec<u8>> {
    match n {
        IntRef::Small(value) => Ok(small_to_radix(value, 10)),
        IntRef::Big(value) => {
            let too_long = || {
                Error::value(format!(
                    "Exceeds the limit ({limit} digits) for integer string conversion; \
                     use sys.set_int_max_str_digits() to increase the limit"
                ))
            };
            // At least 3/10 of a digit per bit: enough to refuse the hopeless without converting it.
            if limit > 0 && value.bit_len().saturating_sub(1) * 3 / 10 >= limit {
                return Err(too_long());
            }
            let text = value.to_string().into_bytes();
            if limit > 0 && text.len() - (text[0] == b'-') as usize > limit {
                return Err(too_long());
            }
            Ok(text)
        }
    }
}

/// `n` in a base from 2 to 36, with its sign and without prefix; no limit applies.
pub fn to_radix(n: IntRef<'_>, radix: u32) -> Vec<u8> {
    match n {
        IntRef::Small(value) => small_to_radix(value, radix),
        IntRef::Big(value) => value.in_radix(radix as u8).to_string().into_bytes(),
    }
}

fn small_to_radix(value: i64, radix: u32) -> Vec<u8> {
    if radix == 10 {
        return value.to_string().into_bytes();
    }
    let mut buffer = [0; 65];
    let mut at = buffer.len();
    let mut rest = value.unsigned_abs();
    let mut push = |digit: u64| {
        at -= 1;
        buffer[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[digit as usize];
    };
    if radix.is_power_of_two() {
        let bits = radix.trailing_zeros();
        loop {
            push(rest & u64::from(radix - 1));
            rest >>= bits;
            if rest == 0 {
                break;
            }
        }
    } else {
        loop {
            push(rest % u64::from(radix));
            rest /= u64::from(radix);
            if rest == 0 {
                break;
            }
        }
    }
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    buffer[at..].to_vec()
}

/// `bin`, `oct` and `hex`: base 2, 8 or 16 with the prefix.
pub fn to_prefixed(n: IntRef<'_>, radix: u32) -> Vec<u8> {
    let mut text = to_radix(n, radix);
    let at = (text[0] == b'-') as usize;
    text.splice(at..at, [b'0', prefix_letter(radix)]);
    text
}

pub(crate) fn prefix_letter(radix: u32) -> u8 {
    match radix {
        2 => b'b',
        8 => b'o',
        _ => b'x',
    }
}

/// The nearest float, half to even; CPython's `OverflowError` where there is none.
pub fn to_float(n: IntRef<'_>) -> Result<f64> {
    match n {
        IntRef::Small(value) => Ok(value as f64),
        IntRef::Big(value) => {
            let nearest = value.to_f64().value();
            if nearest.is_finite() {
                Ok(nearest)
            } else {
                Err(Error::overflow("int too large to convert to float"))
            }
        }
    }
}
