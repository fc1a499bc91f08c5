//! Code points of the engine's text: encoding, categories, case.
//!
//! Everything the engine asks of Unicode is asked here.

use taipan_text::unicode;

pub(crate) use unicode::{is_alpha, is_printable, is_space};

/// Whether `\w` matches: `str.isalnum` or an underscore.
#[inline]
pub(crate) fn is_word(c: u32) -> bool {
    c == 95 || unicode::is_alnum(c)
}

/// Whether `\d` matches: `str.isdecimal`.
#[inline]
pub(crate) fn is_digit(c: u32) -> bool {
    unicode::is_decimal(c)
}

/// The simple lower-case mapping, as `_sre.unicode_tolower`.
pub(crate) fn lower(c: u32) -> u32 {
    if c < 128 {
        ascii_lower(c)
    } else {
        unicode::case::simple_lower(c)
    }
}

/// The first character of the upper-case mapping, as `_sre` has it.
pub(crate) fn upper(c: u32) -> u32 {
    if c < 128 {
        ascii_upper(c)
    } else {
        unicode::case::to_upper(c).codes()[0]
    }
}

/// `str.isidentifier`.
pub(crate) fn is_identifier(name: &[u32]) -> bool {
    let mut encoded = Vec::with_capacity(name.len());
    name.iter().for_each(|&c| encode(c, &mut encoded));
    unicode::predicates::isidentifier(&encoded)
}

pub(crate) fn ascii_lower(c: u32) -> u32 {
    if (65..91).contains(&c) { c + 32 } else { c }
}

pub(crate) fn ascii_upper(c: u32) -> u32 {
    if (97..123).contains(&c) { c - 32 } else { c }
}

pub(crate) fn is_ascii_letter(c: u32) -> bool {
    (65..91).contains(&c) || (97..123).contains(&c)
}

pub(crate) fn is_ascii_digit(c: u32) -> bool {
    (48..58).contains(&c)
}

pub(crate) fn is_ascii_space(c: u32) -> bool {
    c == 32 || (9..14).contains(&c)
}

pub(crate) fn is_ascii_word(c: u32) -> bool {
    c == 95 || is_ascii_letter(c) || is_ascii_digit(c)
}

/// Whether case matters to `c` in a Unicode pattern.
pub(crate) fn is_cased(c: u32) -> bool {
    if c < 128 {
        is_ascii_letter(c)
    } else {
        lower(c) != c || upper(c) != c
    }
}

/// Other lower-case characters with the same upper-case character as the lower-case `c`: what `re` matches besides
/// `c` under IGNORECASE (CPython's `Lib/re/_casefix.py` generates the same table from Unicode's data).
pub(crate) fn extra_cases(c: u32) -> &'static [u32] {
    match c {
        0x0069 => &[0x0131],
        0x0073 => &[0x017f],
        0x00b5 => &[0x03bc],
        0x0131 => &[0x0069],
        0x017f => &[0x0073],
        0x0345 => &[0x03b9, 0x1fbe],
        0x0390 => &[0x1fd3],
        0x03b0 => &[0x1fe3],
        0x03b2 => &[0x03d0],
        0x03b5 => &[0x03f5],
        0x03b8 => &[0x03d1],
        0x03b9 => &[0x0345, 0x1fbe],
        0x03ba => &[0x03f0],
        0x03bc => &[0x00b5],
        0x03c0 => &[0x03d6],
        0x03c1 => &[0x03f1],
        0x03c2 => &[0x03c3],
        0x03c3 => &[0x03c2],
        0x03c6 => &[0x03d5],
        0x03d0 => &[0x03b2],
        0x03d1 => &[0x03b8],
        0x03d5 => &[0x03c6],
        0x03d6 => &[0x03c0],
        0x03f0 => &[0x03ba],
        0x03f1 => &[0x03c1],
        0x03f5 => &[0x03b5],
        0x0432 => &[0x1c80],
        0x0434 => &[0x1c81],
        0x043e => &[0x1c82],
        0x0441 => &[0x1c83],
        0x0442 => &[0x1c84, 0x1c85],
        0x044a => &[0x1c86],
        0x0463 => &[0x1c87],
        0x1c80 => &[0x0432],
        0x1c81 => &[0x0434],
        0x1c82 => &[0x043e],
        0x1c83 => &[0x0441],
        0x1c84 => &[0x0442, 0x1c85],
        0x1c85 => &[0x0442, 0x1c84],
        0x1c86 => &[0x044a],
        0x1c87 => &[0x0463],
        0x1c88 => &[0xa64b],
        0x1e61 => &[0x1e9b],
        0x1e9b => &[0x1e61],
        0x1fbe => &[0x0345, 0x03b9],
        0x1fd3 => &[0x0390],
        0x1fe3 => &[0x03b0],
        0xa64b => &[0x1c88],
        0xfb05 => &[0xfb06],
        0xfb06 => &[0xfb05],
        _ => &[],
    }
}

/// Appends `c` in UTF-8, a surrogate in its three-byte form.
pub(crate) fn encode(c: u32, out: &mut Vec<u8>) {
    let tail = |shift: u32| 0x80 | (c >> shift & 0x3f) as u8;
    match c {
        0..0x80 => out.push(c as u8),
        0x80..0x800 => out.extend([0xc0 | (c >> 6) as u8, tail(0)]),
        0x800..0x10000 => out.extend([0xe0 | (c >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([0xf0 | (c >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// The code point that starts at `at`, and the offset after it. `at` is on a boundary inside `text`.
#[inline]
pub(crate) fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let tail = |i: usize| u32::from(text[at + i] & 0x3f);
    let lead = u32::from(text[at]);
    match lead {
        0..0x80 => (lead, at + 1),
        0x80..0xe0 => ((lead & 0x1f) << 6 | tail(1), at + 2),
        0xe0..0xf0 => ((lead & 0xf) << 12 | tail(1) << 6 | tail(2), at + 3),
        _ => (
            (lead & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3),
            at + 4,
        ),
    }
}

/// Where the code point before `at` starts. `at` is positive and on a boundary.
#[inline]
pub(crate) fn previous(text: &[u8], at: usize) -> usize {
    let mut at = at - 1;
    while at > 0 && text[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

/// All code points of `text` (bytes, when `is_bytes`).
pub(crate) fn decode_all(text: &[u8], is_bytes: bool) -> Vec<u32> {
    if is_bytes {
        return text.iter().map(|&b| u32::from(b)).collect();
    }
    let mut points = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let (c, next) = decode(text, at);
        points.push(c);
        at = next;
    }
    points
}

/// `repr` of a `str`, or `ascii` of it.
pub(crate) fn repr(text: &[u32], ascii: bool) -> Vec<u32> {
    let quote = if text.contains(&39) && !text.contains(&34) {
        34
    } else {
        39
    };
    let mut out = vec![quote];
    let escape = |out: &mut Vec<u32>, text: String| out.extend(text.bytes().map(u32::from));
    for &c in text {
        match c {
            9 => escape(&mut out, "\\t".into()),
            10 => escape(&mut out, "\\n".into()),
            13 => escape(&mut out, "\\r".into()),
            92 => escape(&mut out, "\\\\".into()),
            _ if c == quote => out.extend([92, c]),
            0..32 | 127 => escape(&mut out, format!("\\x{c:02x}")),
            32..127 => out.push(c),
            _ if !ascii && is_printable(c) => out.push(c),
            0..0x100 => escape(&mut out, format!("\\x{c:02x}")),
            0x100..0x10000 => escape(&mut out, format!("\\u{c:04x}")),
            _ => escape(&mut out, format!("\\U{c:08x}")),
        }
    }
    out.push(quote);
    out
}
