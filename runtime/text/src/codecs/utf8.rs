//! UTF-8.

use super::DecodeFault;
use crate::wtf8;

pub fn decode(
    input: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let rest = &input[at..];
    let Err(error) = core::str::from_utf8(rest) else {
        out.extend_from_slice(rest);
        return Ok(input.len());
    };
    let valid = error.valid_up_to();
    out.extend_from_slice(&rest[..valid]);
    let start = at + valid;
    let fault = |end, reason| {
        Err(DecodeFault {
            encoding: "utf-8",
            start,
            end,
            reason,
        })
    };
    match error.error_len() {
        None if !is_final => Ok(start),
        None => fault(input.len(), "unexpected end of data"),
        Some(_) if !matches!(input[start], 0xC2..0xF5) => fault(start + 1, "invalid start byte"),
        Some(length) => fault(start + length, "invalid continuation byte"),
    }
}

pub fn encode_char(code: u32, out: &mut Vec<u8>) -> bool {
    let encodable = !(0xD800..0xE000).contains(&code);
    if encodable {
        wtf8::push(out, code);
    }
    encodable
}
