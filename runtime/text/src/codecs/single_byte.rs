//! Encodings of one byte per character.

use super::DecodeFault;
use super::charmaps::{CHARMAPS, UNDEFINED};
use crate::wtf8;

pub fn decode_ascii(input: &[u8], at: usize, out: &mut Vec<u8>) -> Result<usize, DecodeFault> {
    let rest = &input[at..];
    let valid = rest
        .iter()
        .position(|&byte| byte >= 128)
        .unwrap_or(rest.len());
    out.extend_from_slice(&rest[..valid]);
    let start = at + valid;
    if start == input.len() {
        return Ok(start);
    }
    Err(DecodeFault {
        encoding: "ascii",
        start,
        end: start + 1,
        reason: "ordinal not in range(128)",
    })
}

pub fn decode_latin1(input: &[u8], at: usize, out: &mut Vec<u8>) -> Result<usize, DecodeFault> {
    input[at..]
        .iter()
        .for_each(|&byte| wtf8::push(out, byte as u32));
    Ok(input.len())
}

pub fn decode_charmap(
    index: u8,
    input: &[u8],
    at: usize,
    out: &mut Vec<u8>,
) -> Result<usize, DecodeFault> {
    let upper = &CHARMAPS[index as usize].upper;
    for (i, &byte) in input[at..].iter().enumerate() {
        let code = if byte < 128 {
            byte as u16
        } else {
            upper[byte as usize - 128]
        };
        if code == UNDEFINED {
            let start = at + i;
            return Err(DecodeFault {
                encoding: "charmap",
                start,
                end: start + 1,
                reason: "character maps to <undefined>",
            });
        }
        wtf8::push(out, code as u32);
    }
    Ok(input.len())
}

pub fn encode_below(limit: u32, code: u32, out: &mut Vec<u8>) -> bool {
    if code < limit {
        out.push(code as u8);
    }
    code < limit
}

pub fn encode_charmap(index: u8, code: u32, out: &mut Vec<u8>) -> bool {
    if code < 128 {
        out.push(code as u8);
        return true;
    }
    let upper = &CHARMAPS[index as usize].upper;
    match upper
        .iter()
        .position(|&mapped| mapped as u32 == code && mapped != UNDEFINED)
    {
        Some(position) => {
            out.push(128 + position as u8);
            true
        }
        None => false,
    }
}
