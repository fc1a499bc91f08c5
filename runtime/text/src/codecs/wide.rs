//! UTF-16 and UTF-32.

use super::DecodeFault;
use crate::wtf8;

pub fn decode_utf16(
    big: bool,
    input: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let encoding = if big { "utf-16-be" } else { "utf-16-le" };
    let unit = |at: usize| {
        let pair = [*input.get(at)?, *input.get(at + 1)?];
        Some(if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        } as u32)
    };
    let mut start = at;
    while start < input.len() {
        let fault = |end, reason| {
            Err(DecodeFault {
                encoding,
                start,
                end,
                reason,
            })
        };
        let Some(first) = unit(start) else {
            return if is_final {
                fault(input.len(), "truncated data")
            } else {
                Ok(start)
            };
        };
        match first {
            0xD800..0xDC00 => match unit(start + 2) {
                Some(second @ 0xDC00..0xE000) => {
                    wtf8::push(out, 0x1_0000 + ((first & 0x3FF) << 10 | second & 0x3FF));
                    start += 4;
                }
                Some(_) => return fault(start + 2, "illegal UTF-16 surrogate"),
                None if !is_final => return Ok(start),
                None => return fault(input.len(), "unexpected end of data"),
            },
            0xDC00..0xE000 => return fault(start + 2, "illegal encoding"),
            _ => {
                wtf8::push(out, first);
                start += 2;
            }
        }
    }
    Ok(start)
}

pub fn decode_utf32(
    big: bool,
    input: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let encoding = if big { "utf-32-be" } else { "utf-32-le" };
    let mut start = at;
    while start < input.len() {
        let fault = |end, reason| {
            Err(DecodeFault {
                encoding,
                start,
                end,
                reason,
            })
        };
        let Some(&bytes) = input[start..].first_chunk::<4>() else {
            return if is_final {
                fault(input.len(), "truncated data")
            } else {
                Ok(start)
            };
        };
        match if big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        } {
            0xD800..0xE000 => {
                return fault(
                    start + 4,
                    "code point in surrogate code point range(0xd800, 0xe000)",
                );
            }
            0x11_0000.. => return fault(start + 4, "code point not in range(0x110000)"),
            code => wtf8::push(out, code),
        }
        start += 4;
    }
    Ok(start)
}

pub fn encode_utf16(big: bool, code: u32, out: &mut Vec<u8>) -> bool {
    let mut push = |unit: u32| {
        let unit = unit as u16;
        out.extend_from_slice(&if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        });
    };
    match code {
        0xD800..0xE000 => return false,
        0x1_0000.. => {
            push(0xD800 | (code - 0x1_0000) >> 10);
            push(0xDC00 | code & 0x3FF);
        }
        _ => push(code),
    }
    true
}

pub fn encode_utf32(big: bool, code: u32, out: &mut Vec<u8>) -> bool {
    if (0xD800..0xE000).contains(&code) {
        return false;
    }
    out.extend_from_slice(&if big {
        code.to_be_bytes()
    } else {
        code.to_le_bytes()
    });
    true
}
