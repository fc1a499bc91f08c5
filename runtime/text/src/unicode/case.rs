//! Changing case, with the expansions of SpecialCasing.txt and the final sigma.

use super::tables;
use super::{is_case_ignorable, is_cased, is_lower, is_upper};
use crate::wtf8::{self, Wtf8, chars};

const SIGMA: u32 = 0x3A3;
const FINAL_SIGMA: u32 = 0x3C2;

/// The one to three characters that one character becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped([u32; 3]);

impl Mapped {
    fn one(code: u32) -> Mapped {
        Mapped([code, 0, 0])
    }

    /// The characters.
    pub fn codes(&self) -> &[u32] {
        let length = 1 + (self.0[1] != 0) as usize + (self.0[2] != 0) as usize;
        &self.0[..length]
    }

    fn push_to(self, out: &mut Vec<u8>) {
        self.codes().iter().for_each(|&code| wtf8::push(out, code));
    }
}

struct Mapping {
    runs: &'static [u32],
    deltas: &'static [u16],
    special: &'static [[u16; 4]],
}

static UPPER: Mapping = Mapping {
    runs: &tables::UPPER_RUNS,
    deltas: &tables::UPPER_DELTAS,
    special: &tables::UPPER_SPECIAL,
};
static LOWER: Mapping = Mapping {
    runs: &tables::LOWER_RUNS,
    deltas: &tables::LOWER_DELTAS,
    special: &tables::LOWER_SPECIAL,
};
static TITLE: Mapping = Mapping {
    runs: &tables::TITLE_RUNS,
    deltas: &tables::TITLE_DELTAS,
    special: &tables::TITLE_SPECIAL,
};
static FOLD: Mapping = Mapping {
    runs: &tables::FOLD_RUNS,
    deltas: &tables::FOLD_DELTAS,
    special: &tables::FOLD_SPECIAL,
};

impl Mapping {
    fn get(&self, code: u32) -> Option<Mapped> {
        let after = self.runs.partition_point(|run| run & 0x1F_FFFF <= code);
        if let Some(run) = self.runs[..after].last() {
            let distance = code - (run & 0x1F_FFFF);
            let stride = (run >> 31) + 1;
            if distance.is_multiple_of(stride) && distance / stride <= run >> 22 & 0x1FF {
                let low = (code as u16).wrapping_add(self.deltas[after - 1]);
                return Some(Mapped::one(code & !0xFFFF | low as u32));
            }
        }
        let index = self
            .special
            .binary_search_by_key(&code, |entry| entry[0] as u32)
            .ok()?;
        let [_, codes @ ..] = self.special[index];
        Some(Mapped(codes.map(u32::from)))
    }
}

/// Full upper case of one character.
pub fn to_upper(code: u32) -> Mapped {
    if code < 128 {
        return Mapped::one((code as u8).to_ascii_uppercase() as u32);
    }
    UPPER.get(code).unwrap_or(Mapped::one(code))
}

/// Full lower case of one character, out of context (no final sigma).
pub fn to_lower(code: u32) -> Mapped {
    if code < 128 {
        return Mapped::one((code as u8).to_ascii_lowercase() as u32);
    }
    LOWER.get(code).unwrap_or(Mapped::one(code))
}

/// Full title case of one character.
pub fn to_title(code: u32) -> Mapped {
    if code < 128 {
        return to_upper(code);
    }
    TITLE.get(code).unwrap_or_else(|| to_upper(code))
}

/// Full case folding of one character.
pub fn to_fold(code: u32) -> Mapped {
    if code < 128 {
        return to_lower(code);
    }
    FOLD.get(code).unwrap_or_else(|| to_lower(code))
}

/// The single character that `re` and `_sre.unicode_tolower` use: the simple lower case.
pub fn simple_lower(code: u32) -> u32 {
    let mapped = to_lower(code);
    if code == 0x130 { 0x69 } else { mapped.0[0] }
}

/// The simple upper case: the character itself where only an expansion exists.
pub fn simple_upper(code: u32) -> u32 {
    match to_upper(code).codes() {
        [one] => *one,
        // Greek letters with an iota below have a title case of one character, which is also their simple upper case.
        _ => match to_title(code).codes() {
            [one] => *one,
            _ => code,
        },
    }
}

/// `str.upper`.
pub fn upper(s: &Wtf8) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_uppercase();
    }
    map(s, to_upper)
}

/// `str.casefold`.
pub fn casefold(s: &Wtf8) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    map(s, to_fold)
}

fn map(s: &Wtf8, mapping: fn(u32) -> Mapped) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    chars(s).for_each(|code| mapping(code).push_to(&mut out));
    out
}

/// `str.lower`.
pub fn lower(s: &Wtf8) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        at += push_lower(&mut out, s, at);
    }
    out
}

/// Append the lower case of the character at `at`; its width is the answer.
fn push_lower(out: &mut Vec<u8>, s: &Wtf8, at: usize) -> usize {
    let (code, width) = wtf8::decode_at(s, at);
    if code == SIGMA && sigma_is_final(s, at) {
        wtf8::push(out, FINAL_SIGMA);
    } else {
        to_lower(code).push_to(out);
    }
    width
}

/// Whether the capital sigma at `at` follows a cased letter and precedes none, case-ignorable characters aside.
fn sigma_is_final(s: &Wtf8, at: usize) -> bool {
    let relevant = |code: &u32| !is_case_ignorable(*code);
    chars(&s[..at]).rev().find(relevant).is_some_and(is_cased)
        && !chars(&s[at + 2..]).find(relevant).is_some_and(is_cased)
}

/// `str.capitalize`.
pub fn capitalize(s: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    if s.is_empty() {
        return out;
    }
    let (first, mut at) = wtf8::decode_at(s, 0);
    to_title(first).push_to(&mut out);
    while at < s.len() {
        at += push_lower(&mut out, s, at);
    }
    out
}

/// `str.title`.
pub fn title(s: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let mut previous_is_cased = false;
    let mut at = 0;
    while at < s.len() {
        let (code, width) = wtf8::decode_at(s, at);
        if previous_is_cased {
            push_lower(&mut out, s, at);
        } else {
            to_title(code).push_to(&mut out);
        }
        previous_is_cased = is_cased(code);
        at += width;
    }
    out
}

/// `str.swapcase`.
pub fn swapcase(s: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        let (code, width) = wtf8::decode_at(s, at);
        if is_upper(code) {
            push_lower(&mut out, s, at);
        } else if is_lower(code) {
            to_upper(code).push_to(&mut out);
        } else {
            wtf8::push(&mut out, code);
        }
        at += width;
    }
    out
}
