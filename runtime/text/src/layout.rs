//! Filling text to a width: `expandtabs`, `zfill`, `center` and its sisters.

use crate::error::{Error, Kind, Result};
use crate::wtf8;

fn reserve(bytes: Option<usize>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let reserved = bytes.is_some_and(|bytes| out.try_reserve_exact(bytes).is_ok());
    if reserved {
        Ok(out)
    } else {
        Err(Error::new(Kind::Memory, ""))
    }
}

fn push_fill(out: &mut Vec<u8>, fill: &[u8], count: usize) {
    match fill {
        [byte] => out.resize(out.len() + count, *byte),
        _ => (0..count).for_each(|_| out.extend_from_slice(fill)),
    }
}

/// `text` with `left` and `right` times the character (or byte) `fill` around it.
pub fn pad(text: &[u8], left: usize, right: usize, fill: &[u8]) -> Result<Vec<u8>> {
    let padding = left
        .checked_add(right)
        .and_then(|count| count.checked_mul(fill.len()));
    let mut out = reserve(padding.and_then(|bytes| bytes.checked_add(text.len())))?;
    push_fill(&mut out, fill, left);
    out.extend_from_slice(text);
    push_fill(&mut out, fill, right);
    Ok(out)
}

/// How many fill characters `center(width)` puts left and right of a text of `length` characters, which is less than
/// `width`.
pub fn center(length: usize, width: usize) -> (usize, usize) {
    let padding = width - length;
    let left = padding / 2 + (padding & width & 1);
    (left, padding - left)
}

/// `zfill`: `zeros` zeros in front of the digits, after a sign.
pub fn zfill(text: &[u8], zeros: usize) -> Result<Vec<u8>> {
    let mut out = pad(text, zeros, 0, b"0")?;
    if let Some(sign @ (b'+' | b'-')) = text.first().copied()
        && zeros > 0
    {
        out[zeros] = b'0';
        out[0] = sign;
    }
    Ok(out)
}

/// `expandtabs(size)` of a string or of ASCII bytes; columns are counted in characters. (Bytes above 127 in bytes count as
/// [`Unit::Byte`](crate::search::Unit) says.)
pub fn expandtabs(text: &[u8], size: i64, unit: crate::search::Unit) -> Result<Vec<u8>> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = reserve(Some(text.len()))?;
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                out.try_reserve(spaces)
                    .map_err(|_| Error::new(Kind::Memory, ""))?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += (unit == crate::search::Unit::Byte || wtf8::is_start(byte)) as usize;
            }
        }
    }
    Ok(out)
}
