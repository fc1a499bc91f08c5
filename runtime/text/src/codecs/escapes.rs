//! `unicode_escape` and `raw_unicode_escape`.

use super::DecodeFault;
use crate::escape::{push_escape, push_hex};
use crate::wtf8;

/// The reason of the fault that `\N{…}` is: the names of characters are not in the program. A caller should refuse to go
/// on rather than ask an error handler.
pub const NO_NAMES: &str = "unknown Unicode character name (names are not available when running)";

/// Up to `count` hexadecimal digits at `at`: their value and number.
fn hex(input: &[u8], at: usize, count: usize) -> (u32, usize) {
    let digits = input[at.min(input.len())..]
        .iter()
        .take(count)
        .map_while(|&byte| (byte as char).to_digit(16));
    digits.fold((0, 0), |(value, length), digit| {
        (value << 4 | digit, length + 1)
    })
}

/// Decode as the contents of a string literal whose bytes are Latin-1. An unknown escape stays as it is.
pub fn decode(
    input: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let mut at = at;
    while at < input.len() {
        if input[at] != b'\\' {
            wtf8::push(out, input[at] as u32);
            at += 1;
            continue;
        }
        let fault = |end, reason| {
            Err(DecodeFault {
                encoding: "unicodeescape",
                start: at,
                end,
                reason,
            })
        };
        let Some(&letter) = input.get(at + 1) else {
            return if is_final {
                fault(at + 1, "\\ at end of string")
            } else {
                Ok(at)
            };
        };
        let (digits, truncated) = match letter {
            b'x' => (2, "truncated \\xXX escape"),
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            b'0'..=b'7' => {
                let octal = input[at + 1..]
                    .iter()
                    .take(3)
                    .take_while(|byte| matches!(byte, b'0'..=b'7'));
                let (value, length) = octal.fold((0, 0), |(value, length), &byte| {
                    (value * 8 + (byte - b'0') as u32, length + 1)
                });
                if !is_final && length < 3 && at + 1 + length == input.len() {
                    return Ok(at);
                }
                wtf8::push(out, value);
                at += 1 + length;
                continue;
            }
            b'N' => {
                let open = input.get(at + 2) == Some(&b'{');
                let name_start = at + 2 + open as usize;
                let length = input[name_start..]
                    .iter()
                    .take_while(|&&byte| open && byte != b'}')
                    .count();
                let end = name_start + length;
                return if !is_final && end == input.len() {
                    Ok(at)
                } else if length == 0 || end == input.len() {
                    fault(end, "malformed \\N character escape")
                } else {
                    fault(end + 1, NO_NAMES)
                };
            }
            _ => {
                match letter {
                    b'\n' => {}
                    b'\\' | b'\'' | b'"' => out.push(letter),
                    b'a' => out.push(7),
                    b'b' => out.push(8),
                    b't' => out.push(b'\t'),
                    b'n' => out.push(b'\n'),
                    b'v' => out.push(11),
                    b'f' => out.push(12),
                    b'r' => out.push(b'\r'),
                    _ => {
                        out.push(b'\\');
                        wtf8::push(out, letter as u32);
                    }
                }
                at += 2;
                continue;
            }
        };
        let (code, length) = hex(input, at + 2, digits);
        let end = at + 2 + length;
        if length < digits {
            return if !is_final && end == input.len() {
                Ok(at)
            } else {
                fault(end, truncated)
            };
        }
        if code > 0x10_FFFF {
            return fault(end, "illegal Unicode character");
        }
        wtf8::push(out, code);
        at = end;
    }
    Ok(at)
}

/// Decode Latin-1 in which only `\u` and `\U` after an odd number of backslashes are escapes.
pub fn decode_raw(
    input: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let mut at = at;
    while at < input.len() {
        if input[at] != b'\\' {
            wtf8::push(out, input[at] as u32);
            at += 1;
            continue;
        }
        let digits = match input.get(at + 1) {
            Some(b'u') => 4,
            Some(b'U') => 8,
            None if !is_final => return Ok(at),
            other => {
                // A backslash and what follows it, which therefore starts no escape.
                out.push(b'\\');
                at += 1;
                if let Some(&byte) = other {
                    wtf8::push(out, byte as u32);
                    at += 1;
                }
                continue;
            }
        };
        let (code, length) = hex(input, at + 2, digits);
        let end = at + 2 + length;
        let reason = if length < digits {
            if !is_final && end == input.len() {
                return Ok(at);
            }
            if digits == 4 {
                "truncated \\uXXXX escape"
            } else {
                "truncated \\UXXXXXXXX escape"
            }
        } else if code > 0x10_FFFF {
            "\\Uxxxxxxxx out of range"
        } else {
            wtf8::push(out, code);
            at = end;
            continue;
        };
        return Err(DecodeFault {
            encoding: "rawunicodeescape",
            start: at,
            end,
            reason,
        });
    }
    Ok(at)
}

pub fn encode_char(code: u32, out: &mut Vec<u8>) -> bool {
    match code {
        0x5C => out.extend_from_slice(b"\\\\"),
        9 => out.extend_from_slice(b"\\t"),
        10 => out.extend_from_slice(b"\\n"),
        13 => out.extend_from_slice(b"\\r"),
        32..127 => out.push(code as u8),
        _ => push_escape(out, code),
    }
    true
}

pub fn encode_char_raw(code: u32, out: &mut Vec<u8>) -> bool {
    match code {
        0..0x100 => out.push(code as u8),
        0x100..0x1_0000 => {
            out.extend_from_slice(b"\\u");
            push_hex(out, code, 4);
        }
        _ => {
            out.extend_from_slice(b"\\U");
            push_hex(out, code, 8);
        }
    }
    true
}
