//! `float(text)`.

use crate::error::{Error, Kind, Result};
use crate::escape::{repr_bytes, repr_str};
use crate::int::{to_ascii, trim_c_space};
use crate::wtf8::Wtf8;

/// `float(s)` for a string.
pub fn parse(s: &Wtf8) -> Result<f64> {
    scan(&to_ascii(s)).ok_or_else(|| invalid(&repr_str(s)))
}

/// `float(b)` for bytes.
pub fn parse_bytes(bytes: &[u8]) -> Result<f64> {
    scan(bytes).ok_or_else(|| invalid(&repr_bytes(bytes)))
}

#[cold]
fn invalid(shown: &[u8]) -> Error {
    Error::join(
        Kind::Value,
        &[b"could not convert string to float: ", shown],
    )
}

fn scan(text: &[u8]) -> Option<f64> {
    let text = trim_c_space(text);
    if !text.contains(&b'_') {
        return parse_literal(text);
    }
    // An underscore stands between two digits.
    for (i, _) in text.iter().enumerate().filter(|&(_, &byte)| byte == b'_') {
        let is_digit = |at: Option<usize>| {
            at.and_then(|at| text.get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        if !is_digit(i.checked_sub(1)) || !is_digit(Some(i + 1)) {
            return None;
        }
    }
    let clean: Vec<u8> = text.iter().copied().filter(|&byte| byte != b'_').collect();
    parse_literal(&clean)
}

/// A float literal without underscores and surrounding space. Rust's grammar is Python's (sign, digits, point, exponent,
/// `inf`, `infinity` and `nan` in any case), and it rounds correctly.
pub fn parse_literal(text: &[u8]) -> Option<f64> {
    core::str::from_utf8(text).ok()?.parse().ok()
}
