//! Text encodings. [`decode`] and [`encode`] stop at what they cannot translate and ask a handler; [`Errors`] holds the
//! built-in handlers.

mod charmaps;
mod errors;
mod escapes;
mod lookup;
mod single_byte;
mod utf8;
mod wide;

pub use errors::{Errors, Handled};
pub use escapes::NO_NAMES;

use crate::wtf8::{self, Wtf8};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Utf8,
    /// UTF-8 whose first character may be a byte order mark.
    Utf8Sig,
    Ascii,
    Latin1,
    /// UTF-16 with a byte order mark, little-endian without one.
    Utf16,
    Utf16Le,
    Utf16Be,
    /// UTF-32 with a byte order mark, little-endian without one.
    Utf32,
    Utf32Le,
    Utf32Be,
    UnicodeEscape,
    RawUnicodeEscape,
    /// One byte per character; an index into a table of them.
    Charmap(u8),
}

/// What `UnicodeDecodeError` holds besides the bytes; `start..end` are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeFault {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// What `UnicodeEncodeError` holds besides the string; `start..end` are code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeFault {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    /// The byte of the string where `start` is, so that a handler need not count its way there.
    pub start_byte: usize,
    pub reason: &'static str,
}

/// What stands in for characters that an encoding lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// To be encoded in turn.
    Text(Vec<u8>),
    Bytes(Vec<u8>),
}

/// Answers a fault with WTF-8 text and the byte to go on from, or `None` to raise it.
pub type DecodeHandler<'a> = dyn FnMut(&DecodeFault) -> Option<(Vec<u8>, usize)> + 'a;

/// Answers a fault with a replacement and the code point to go on from, or `None` to raise it.
pub type EncodeHandler<'a> = dyn FnMut(&EncodeFault) -> Option<(Replacement, usize)> + 'a;

impl Codec {
    /// What the byte order mark at the start of `input` says: the encoding without one, and the mark's width. For a stream,
    /// called once with its first bytes (four, if it has as many).
    pub fn resolve_mark(self, input: &[u8]) -> (Codec, usize) {
        match (self, input) {
            (Codec::Utf8Sig, [0xEF, 0xBB, 0xBF, ..]) => (Codec::Utf8, 3),
            (Codec::Utf8Sig, _) => (Codec::Utf8, 0),
            (Codec::Utf16, [0xFF, 0xFE, ..]) => (Codec::Utf16Le, 2),
            (Codec::Utf16, [0xFE, 0xFF, ..]) => (Codec::Utf16Be, 2),
            (Codec::Utf16, _) => (Codec::Utf16Le, 0),
            (Codec::Utf32, [0xFF, 0xFE, 0, 0, ..]) => (Codec::Utf32Le, 4),
            (Codec::Utf32, [0, 0, 0xFE, 0xFF, ..]) => (Codec::Utf32Be, 4),
            (Codec::Utf32, _) => (Codec::Utf32Le, 0),
            _ => (self, 0),
        }
    }

    /// The byte order mark that an encoder writes first, and the encoding that follows it.
    pub fn opening_mark(self) -> (&'static [u8], Codec) {
        match self {
            Codec::Utf8Sig => (b"\xEF\xBB\xBF", Codec::Utf8),
            Codec::Utf16 => (b"\xFF\xFE", Codec::Utf16Le),
            Codec::Utf32 => (b"\xFF\xFE\0\0", Codec::Utf32Le),
            _ => (b"", self),
        }
    }
}

/// Decode `input`, appending to `out`. Without `is_final`, an incomplete character at the end is left over; the answer is
/// how many bytes were used.
///
/// Positions of faults count from the start of `input`; only under `Utf8Sig` they count from after the mark, as in CPython,
/// whose exception also holds the bytes without it.
pub fn decode(
    codec: Codec,
    input: &[u8],
    is_final: bool,
    out: &mut Vec<u8>,
    handler: &mut DecodeHandler<'_>,
) -> Result<usize, DecodeFault> {
    let (resolved, mark) = codec.resolve_mark(input);
    if codec == Codec::Utf8Sig {
        return Ok(mark + decode(resolved, &input[mark..], is_final, out, handler)?);
    }
    let mut at = mark;
    loop {
        let run = match resolved {
            Codec::Utf8 | Codec::Utf8Sig => utf8::decode(input, at, is_final, out),
            Codec::Ascii => single_byte::decode_ascii(input, at, out),
            Codec::Latin1 => single_byte::decode_latin1(input, at, out),
            Codec::Charmap(index) => single_byte::decode_charmap(index, input, at, out),
            Codec::Utf16 | Codec::Utf16Le => wide::decode_utf16(false, input, at, is_final, out),
            Codec::Utf16Be => wide::decode_utf16(true, input, at, is_final, out),
            Codec::Utf32 | Codec::Utf32Le => wide::decode_utf32(false, input, at, is_final, out),
            Codec::Utf32Be => wide::decode_utf32(true, input, at, is_final, out),
            Codec::UnicodeEscape => escapes::decode(input, at, is_final, out),
            Codec::RawUnicodeEscape => escapes::decode_raw(input, at, is_final, out),
        };
        match run {
            Ok(used) => return Ok(used),
            Err(fault) => {
                let Some((text, resume)) = handler(&fault) else {
                    return Err(fault);
                };
                out.extend_from_slice(&text);
                at = resume.min(input.len());
            }
        }
    }
}

/// Append `code` in the encoding; whether it has it. The encodings with a mark are those they open.
fn encode_char(codec: Codec, code: u32, out: &mut Vec<u8>) -> bool {
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => utf8::encode_char(code, out),
        Codec::Ascii => single_byte::encode_below(128, code, out),
        Codec::Latin1 => single_byte::encode_below(256, code, out),
        Codec::Charmap(index) => single_byte::encode_charmap(index, code, out),
        Codec::Utf16 | Codec::Utf16Le => wide::encode_utf16(false, code, out),
        Codec::Utf16Be => wide::encode_utf16(true, code, out),
        Codec::Utf32 | Codec::Utf32Le => wide::encode_utf32(false, code, out),
        Codec::Utf32Be => wide::encode_utf32(true, code, out),
        Codec::UnicodeEscape => escapes::encode_char(code, out),
        Codec::RawUnicodeEscape => escapes::encode_char_raw(code, out),
    }
}

/// Encode `s`, appending to `out`, the byte order mark included.
pub fn encode(
    codec: Codec,
    s: &Wtf8,
    out: &mut Vec<u8>,
    handler: &mut EncodeHandler<'_>,
) -> Result<(), EncodeFault> {
    let (mark, target) = codec.opening_mark();
    out.extend_from_slice(mark);
    encode_unmarked(codec, target, s, out, handler)
}

/// Encode `s` without a byte order mark, as the later writes of a stream do.
pub fn encode_continued(
    codec: Codec,
    s: &Wtf8,
    out: &mut Vec<u8>,
    handler: &mut EncodeHandler<'_>,
) -> Result<(), EncodeFault> {
    encode_unmarked(codec, codec.opening_mark().1, s, out, handler)
}

fn encode_unmarked(
    codec: Codec,
    target: Codec,
    s: &Wtf8,
    out: &mut Vec<u8>,
    handler: &mut EncodeHandler<'_>,
) -> Result<(), EncodeFault> {
    let copies = match target {
        Codec::Utf8 => s.is_ascii() || !wtf8::has_surrogate(s),
        Codec::Ascii | Codec::Latin1 | Codec::Charmap(_) => s.is_ascii(),
        _ => false,
    };
    if copies {
        out.extend_from_slice(s);
        return Ok(());
    }
    out.reserve(s.len());
    let (mut at, mut index) = (0, 0);
    while at < s.len() {
        let (code, width) = wtf8::decode_at(s, at);
        if encode_char(target, code, out) {
            at += width;
            index += 1;
            continue;
        }
        let fault = EncodeFault {
            encoding: codec.fault_name(),
            start: index,
            end: index + unencodable_run(target, &s[at..]),
            start_byte: at,
            reason: codec.encode_reason(),
        };
        let Some((replacement, resume)) = handler(&fault) else {
            return Err(fault);
        };
        match replacement {
            // Bytes that are no whole units would put all that follows out of step.
            Replacement::Bytes(bytes) if bytes.len() % target.unit() != 0 => return Err(fault),
            Replacement::Bytes(bytes) => out.extend_from_slice(&bytes),
            Replacement::Text(text) => {
                for code in wtf8::chars(&text) {
                    if !encode_char(target, code, out) {
                        return Err(fault);
                    }
                }
            }
        }
        at = if resume >= index {
            at + wtf8::offset(&s[at..], resume - index)
        } else {
            wtf8::offset(s, resume)
        };
        index = resume;
    }
    Ok(())
}

/// Characters that one fault covers: the wide encodings report each surrogate alone.
fn unencodable_run(target: Codec, s: &Wtf8) -> usize {
    if target.unit() > 1 {
        return 1;
    }
    let mut scratch = Vec::new();
    wtf8::chars(s)
        .take_while(|&code| !encode_char(target, code, &mut scratch))
        .count()
}

/// `str(error)` of a `UnicodeDecodeError` with this fault on `input`.
pub fn decode_message(fault: &DecodeFault, input: &[u8]) -> Vec<u8> {
    let DecodeFault {
        encoding,
        start,
        end,
        reason,
    } = fault;
    match input.get(*start) {
        Some(byte) if *end == start + 1 => {
            format!(
                "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            )
        }
        _ => {
            let last = end.wrapping_sub(1) as isize;
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    }
    .into_bytes()
}

/// `str(error)` of a `UnicodeEncodeError` with this fault on `s`.
pub fn encode_message(fault: &EncodeFault, s: &Wtf8) -> Vec<u8> {
    let EncodeFault {
        encoding,
        start,
        end,
        start_byte: at,
        reason,
    } = fault;
    if *end == start + 1 && *at < s.len() {
        let mut escaped = Vec::new();
        crate::escape::push_escape(&mut escaped, wtf8::decode_at(s, *at).0);
        let escaped = String::from_utf8_lossy(&escaped);
        return format!(
            "'{encoding}' codec can't encode character '{escaped}' in position {start}: {reason}"
        )
        .into_bytes();
    }
    let last = end.wrapping_sub(1) as isize;
    format!("'{encoding}' codec can't encode characters in position {start}-{last}: {reason}")
        .into_bytes()
}
