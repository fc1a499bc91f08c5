//! `repr` of strings and bytes, and `ascii`.

use crate::unicode::is_printable;
use crate::wtf8::{self, Wtf8, chars};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Append `code` as `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that holds it.
pub fn push_escape(out: &mut Vec<u8>, code: u32) {
    let (letter, digits) = match code {
        0..0x100 => (b'x', 2),
        0x100..0x1_0000 => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    push_hex(out, code, digits);
}

/// Append the lowest `digits` hexadecimal digits of `value`, lower case.
pub fn push_hex(out: &mut Vec<u8>, value: u32, digits: u32) {
    for digit in (0..digits).rev() {
        out.push(HEX[(value >> (4 * digit) & 15) as usize]);
    }
}

/// The quote that `repr` puts around: `'`, unless the text has one and no `"`.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') {
        b'"'
    } else {
        b'\''
    }
}

/// Append one ASCII character as it stands inside `quote`.
fn push_ascii(out: &mut Vec<u8>, byte: u8, quote: u8) {
    match byte {
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\t' => out.extend_from_slice(b"\\t"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        32..=126 => {
            if byte == quote {
                out.push(b'\\');
            }
            out.push(byte);
        }
        _ => push_escape(out, byte as u32),
    }
}

fn quoted(s: &Wtf8, keep: fn(u32) -> bool) -> Vec<u8> {
    let quote = quote_for(s);
    let mut out = Vec::with_capacity(s.len() + 2);
    out.push(quote);
    for code in chars(s) {
        match code {
            0..128 => push_ascii(&mut out, code as u8, quote),
            _ if keep(code) => wtf8::push(&mut out, code),
            _ => push_escape(&mut out, code),
        }
    }
    out.push(quote);
    out
}

/// `repr` of a string.
pub fn repr_str(s: &Wtf8) -> Vec<u8> {
    quoted(s, is_printable)
}

/// `ascii` of a string.
pub fn ascii_str(s: &Wtf8) -> Vec<u8> {
    quoted(s, |_| false)
}

/// Any text (such as the `repr` of an object) with its non-ASCII characters escaped: the second half of `ascii(x)`.
pub fn ascii_of_repr(s: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    for code in chars(s) {
        match code {
            0..128 => out.push(code as u8),
            _ => push_escape(&mut out, code),
        }
    }
    out
}

/// `repr` of bytes.
pub fn repr_bytes(bytes: &[u8]) -> Vec<u8> {
    let quote = quote_for(bytes);
    let mut out = Vec::with_capacity(bytes.len() + 3);
    out.extend_from_slice(&[b'b', quote]);
    bytes
        .iter()
        .for_each(|&byte| push_ascii(&mut out, byte, quote));
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn reprs_of_str() {
        assert_eq!(text(repr_str("it's".as_bytes())), "\"it's\"");
        assert_eq!(text(repr_str("it's \"x\"".as_bytes())), "'it\\'s \"x\"'");
        assert_eq!(
            text(repr_str("a\t\n\r\\\x00\x7f".as_bytes())),
            "'a\\t\\n\\r\\\\\\x00\\x7f'"
        );
        assert_eq!(
            text(repr_str("é\u{a0}\u{200b}\u{e000}😀\u{e0001}".as_bytes())),
            "'é\\xa0\\u200b\\ue000😀\\U000e0001'"
        );
        assert_eq!(text(repr_str(b"\xed\xa0\x80")), "'\\ud800'");
    }

    #[test]
    fn ascii_and_bytes() {
        assert_eq!(text(ascii_str("é😀'".as_bytes())), "\"\\xe9\\U0001f600'\"");
        assert_eq!(text(ascii_of_repr("[é, 1]".as_bytes())), "[\\xe9, 1]");
        assert_eq!(text(repr_bytes(b"a'\"\xff\n")), "b'a\\'\"\\xff\\n'");
        assert_eq!(text(repr_bytes(b"a'")), "b\"a'\"");
    }
}
