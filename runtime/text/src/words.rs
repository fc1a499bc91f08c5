//! Whitespace and line boundaries: `split()`, `splitlines`, `strip`.

use crate::short;
use crate::unicode;
use crate::wtf8::{self, Wtf8};

/// Whose whitespace and line ends count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// Characters of WTF-8, Unicode's whitespace and line ends.
    Str,
    /// Bytes, ASCII's.
    Bytes,
}

/// Whitespace among the ASCII characters of `str`.
#[inline]
const fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13 | 0x1C..=0x1F)
}

/// Whitespace of `bytes` methods.
#[inline]
pub const fn is_byte_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

/// What a byte can start: no whitespace, whitespace by itself, or a character that must be looked at.
const NO_SPACE: u8 = 0;
const SPACE: u8 = 1;
const PERHAPS: u8 = 2;

const fn starts(flavor: Flavor) -> [u8; 256] {
    let mut table = [NO_SPACE; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_space = match flavor {
            Flavor::Str => is_ascii_space(byte as u8),
            Flavor::Bytes => is_byte_space(byte as u8),
        };
        if is_space {
            table[byte] = SPACE;
        }
        byte += 1;
    }
    if let Flavor::Str = flavor {
        // No whitespace has four bytes, and none starts with other bytes than these.
        table[0xC2] = PERHAPS;
        table[0xE1] = PERHAPS;
        table[0xE2] = PERHAPS;
        table[0xE3] = PERHAPS;
    }
    table
}

static STR_STARTS: [u8; 256] = starts(Flavor::Str);
static BYTES_STARTS: [u8; 256] = starts(Flavor::Bytes);

impl Flavor {
    #[inline(always)]
    fn starts(self) -> &'static [u8; 256] {
        match self {
            Flavor::Str => &STR_STARTS,
            Flavor::Bytes => &BYTES_STARTS,
        }
    }

    /// The first whitespace character, or the end of the text.
    #[inline(always)]
    fn find_space(self, text: &[u8]) -> usize {
        let starts = self.starts();
        let mut at = 0;
        loop {
            match text[at..].first_chunk() {
                // Whitespace is at most a blank, or not ASCII.
                Some(chunk) => {
                    match short::first_below_or_high(u64::from_le_bytes(*chunk), b' ' + 1) {
                        None => {
                            at += 8;
                            continue;
                        }
                        Some(n) => at += n,
                    }
                }
                None => {
                    // What is missing of the word is zeros, which stop the search.
                    let rest = short::word(&text[at..]);
                    at += short::first_below_or_high(rest, b' ' + 1).unwrap_or(0);
                    if at >= text.len() {
                        return text.len();
                    }
                }
            }
            match starts[text[at] as usize] {
                NO_SPACE => {}
                SPACE => return at,
                _ if self.space_at(text, at) != 0 => return at,
                _ => {}
            }
            at += 1;
        }
    }

    /// Width of the whitespace character that starts at `at`, 0 if none does.
    #[inline]
    fn space_at(self, text: &[u8], at: usize) -> usize {
        match (self, text[at]) {
            (Flavor::Bytes, byte) => is_byte_space(byte) as usize,
            (Flavor::Str, byte @ 0..128) => is_ascii_space(byte) as usize,
            // No whitespace has four bytes, and none starts with other bytes than these.
            (Flavor::Str, 0xC2 | 0xE1..=0xE3) => {
                let (code, width) = wtf8::decode_at(text, at);
                if unicode::is_space(code) { width } else { 0 }
            }
            _ => 0,
        }
    }

    /// Width of the whitespace character that ends before `end`, 0 if none does.
    #[inline(always)]
    fn space_before(self, text: &[u8], end: usize) -> usize {
        match (self, text[end - 1]) {
            (Flavor::Bytes, byte) => is_byte_space(byte) as usize,
            (Flavor::Str, byte @ 0..128) => is_ascii_space(byte) as usize,
            (Flavor::Str, _) => {
                let (code, width) = wtf8::decode_before(text, end);
                if unicode::is_space(code) { width } else { 0 }
            }
        }
    }

    /// `lstrip()`.
    #[inline(always)]
    pub fn trim_start(self, text: &[u8]) -> &[u8] {
        let starts = self.starts();
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            match starts[*byte as usize] {
                NO_SPACE => break,
                SPACE => at += 1,
                _ => match self.space_at(text, at) {
                    0 => break,
                    width => at += width,
                },
            }
        }
        &text[at..]
    }

    /// `rstrip()`.
    #[inline(always)]
    pub fn trim_end(self, text: &[u8]) -> &[u8] {
        let mut end = text.len();
        while end > 0 {
            match self.space_before(text, end) {
                0 => break,
                width => end -= width,
            }
        }
        &text[..end]
    }

    /// `strip()`.
    pub fn trim(self, text: &[u8]) -> &[u8] {
        self.trim_end(self.trim_start(text))
    }

    /// Bytes of the line end that starts at `at`, 0 if none does.
    #[inline]
    fn line_end_at(self, text: &[u8], at: usize) -> usize {
        match (text[at], self) {
            (b'\n', _) => 1,
            (b'\r', _) => 1 + (text.get(at + 1) == Some(&b'\n')) as usize,
            (0x0B | 0x0C | 0x1C..=0x1E, Flavor::Str) => 1,
            (0xC2, Flavor::Str) if text.get(at + 1) == Some(&0x85) => 2,
            (0xE2, Flavor::Str)
                if matches!(text.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) =>
            {
                3
            }
            _ => 0,
        }
    }

    /// `text.split(None, limit)`; a negative limit means none.
    pub fn split(self, text: &[u8], limit: i64) -> Words<'_> {
        Words {
            flavor: self,
            rest: text,
            left: usize::try_from(limit).unwrap_or(usize::MAX),
        }
    }

    /// `text.rsplit(None, limit)`, last word first.
    pub fn rsplit(self, text: &[u8], limit: i64) -> RWords<'_> {
        RWords {
            flavor: self,
            rest: text,
            left: usize::try_from(limit).unwrap_or(usize::MAX),
        }
    }

    /// `text.splitlines(keep_ends)`.
    pub fn lines(self, text: &[u8], keep_ends: bool) -> Lines<'_> {
        Lines {
            flavor: self,
            rest: text,
            keep_ends,
        }
    }
}

/// Words between whitespace.
pub struct Words<'a> {
    flavor: Flavor,
    rest: &'a [u8],
    left: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.flavor.trim_start(self.rest);
        self.rest = &[];
        if text.is_empty() {
            return None;
        }
        if self.left == 0 {
            return Some(text);
        }
        self.left -= 1;
        let end = self.flavor.find_space(text);
        self.rest = &text[end..];
        Some(&text[..end])
    }
}

/// Words between whitespace, from the end.
pub struct RWords<'a> {
    flavor: Flavor,
    rest: &'a [u8],
    left: usize,
}

impl<'a> Iterator for RWords<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.flavor.trim_end(self.rest);
        self.rest = &[];
        if text.is_empty() {
            return None;
        }
        if self.left == 0 {
            return Some(text);
        }
        self.left -= 1;
        let mut start = text.len();
        while start > 0 && self.flavor.space_before(text, start) == 0 {
            start -= 1;
            while self.flavor == Flavor::Str && start > 0 && !wtf8::is_start(text[start]) {
                start -= 1;
            }
        }
        self.rest = &text[..start];
        Some(&text[start..])
    }
}

/// Lines.
pub struct Lines<'a> {
    flavor: Flavor,
    rest: &'a [u8],
    keep_ends: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.rest;
        if text.is_empty() {
            return None;
        }
        let mut at = 0;
        let mut width = 0;
        while at < text.len() {
            if let Some(chunk) = text[at..].first_chunk() {
                // Line ends are below the blank, or not ASCII.
                match short::first_below_or_high(u64::from_le_bytes(*chunk), b' ') {
                    None => {
                        at += 8;
                        continue;
                    }
                    Some(n) => at += n,
                }
            }
            width = self.flavor.line_end_at(text, at);
            if width != 0 {
                break;
            }
            at += 1;
        }
        self.rest = &text[at + width..];
        Some(&text[..if self.keep_ends { at + width } else { at }])
    }
}

/// `lstrip(characters)` of a string.
pub fn trim_start_chars<'a>(s: &'a Wtf8, characters: &Wtf8) -> &'a Wtf8 {
    let mut at = 0;
    while at < s.len() {
        let end = (at + wtf8::width_of_first(s[at])).min(s.len());
        if !has_char(characters, &s[at..end]) {
            break;
        }
        at = end;
    }
    &s[at..]
}

/// `rstrip(characters)` of a string.
pub fn trim_end_chars<'a>(s: &'a Wtf8, characters: &Wtf8) -> &'a Wtf8 {
    let mut end = s.len();
    while end > 0 {
        let (_, width) = wtf8::decode_before(s, end);
        if !has_char(characters, &s[end - width..end]) {
            break;
        }
        end -= width;
    }
    &s[..end]
}

fn has_char(characters: &Wtf8, one: &[u8]) -> bool {
    match one {
        [byte] => characters.contains(byte),
        _ => characters.windows(one.len()).any(|window| window == one),
    }
}

/// `lstrip(set)` of bytes.
pub fn trim_start_bytes<'a>(bytes: &'a [u8], set: &[u8]) -> &'a [u8] {
    let kept = bytes
        .iter()
        .position(|byte| !set.contains(byte))
        .unwrap_or(bytes.len());
    &bytes[kept..]
}

/// `rstrip(set)` of bytes.
pub fn trim_end_bytes<'a>(bytes: &'a [u8], set: &[u8]) -> &'a [u8] {
    let kept = bytes
        .iter()
        .rposition(|byte| !set.contains(byte))
        .map_or(0, |last| last + 1);
    &bytes[..kept]
}
