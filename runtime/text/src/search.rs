//! Finding, counting, replacing and splitting by a separator, on bytes and on WTF-8 alike: a match of whole characters in
//! WTF-8 always falls on character boundaries. Offsets are bytes.

use crate::{short, wtf8};
use memchr::memmem;

/// The first occurrence of `needle`.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [byte] => find_byte(*byte, haystack),
        _ if haystack.len() <= SHORT => find_short(haystack, needle),
        _ => memmem::find(haystack, needle),
    }
}

/// A vector search costs more to enter than it saves where the byte is near.
const NEAR: usize = 32;

/// The first `byte`, which is expected near.
#[inline(always)]
pub fn find_byte(byte: u8, haystack: &[u8]) -> Option<usize> {
    let (near, far) = haystack.split_at(haystack.len().min(NEAR));
    short::find_byte(byte, near).or_else(|| {
        if far.is_empty() {
            return None;
        }
        Some(NEAR + memchr::memchr(byte, far)?)
    })
}

/// The first `byte` of a text where it is hardly near the beginning.
pub fn find_far(byte: u8, haystack: &[u8]) -> Option<usize> {
    memchr::memchr(byte, haystack)
}

/// Up to this length preparing a searcher costs more than it saves.
const SHORT: usize = 512;

/// [`find`] by the needle's first two bytes; it has no fewer.
fn find_short(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let last = haystack.len().checked_sub(needle.len())?;
    let head = short::word(&needle[..needle.len().min(8)]);
    let unused = 64 - 8 * needle.len().min(8) as u32;
    let mut from = 0;
    loop {
        let at = from + short::find_pair(needle[0], needle[1], &haystack[from..])?;
        if at > last {
            return None;
        }
        let is_found = match haystack[at..].first_chunk() {
            Some(chunk) if needle.len() <= 8 => (u64::from_le_bytes(*chunk) ^ head) << unused == 0,
            _ => short::equal(&haystack[at..at + needle.len()], needle),
        };
        if is_found {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The last occurrence of `needle`.
pub fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(haystack.len()),
        [byte] => memchr::memrchr(*byte, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

/// Whether `needle` occurs.
pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}

/// Occurrences of a `needle` that is not empty, without overlaps. (An empty one occurs once more than there are
/// characters.)
pub fn count(haystack: &[u8], needle: &[u8]) -> usize {
    match needle {
        [byte] => memchr::memchr_iter(*byte, haystack).count(),
        _ => Matches::new(haystack, needle).count(),
    }
}

/// What an empty needle matches between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Byte,
    Character,
}

/// `replace(old, new, limit)`; `None` where nothing changes, so that the caller can return the same object. A negative
/// limit means all.
pub fn replace(haystack: &[u8], old: &[u8], new: &[u8], limit: i64, unit: Unit) -> Option<Vec<u8>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if limit == 0 || old == new {
        return None;
    }
    if old.is_empty() {
        return Some(insert_between(haystack, new, limit, unit));
    }
    if let ([old], [new]) = (old, new) {
        return replace_byte(haystack, *old, *new, limit);
    }
    let mut matches = Matches::new(haystack, old).take(limit);
    let first = matches.next()?;
    let mut out = Vec::with_capacity(haystack.len() + new.len().saturating_sub(old.len()));
    let mut copied = 0;
    for at in std::iter::once(first).chain(matches) {
        out.extend_from_slice(&haystack[copied..at]);
        out.extend_from_slice(new);
        copied = at + old.len();
    }
    out.extend_from_slice(&haystack[copied..]);
    Some(out)
}

fn replace_byte(haystack: &[u8], old: u8, new: u8, limit: usize) -> Option<Vec<u8>> {
    let mut out = None;
    for at in memchr::memchr_iter(old, haystack).take(limit) {
        out.get_or_insert_with(|| haystack.to_vec())[at] = new;
    }
    out
}

fn insert_between(haystack: &[u8], new: &[u8], limit: usize, unit: Unit) -> Vec<u8> {
    let mut out = Vec::with_capacity(haystack.len() + new.len());
    out.extend_from_slice(new);
    let mut left = limit - 1;
    let mut at = 0;
    while at < haystack.len() && left > 0 {
        let width = if unit == Unit::Byte {
            1
        } else {
            wtf8::width_of_first(haystack[at])
        };
        let end = (at + width).min(haystack.len());
        out.extend_from_slice(&haystack[at..end]);
        out.extend_from_slice(new);
        at = end;
        left -= 1;
    }
    out.extend_from_slice(&haystack[at..]);
    out
}

/// Offsets of a needle that is not empty, without overlaps.
pub fn places<'a>(haystack: &'a [u8], needle: &'a [u8]) -> Matches<'a> {
    Matches::new(haystack, needle)
}

/// What [`places`] yields.
pub struct Matches<'a>(Search<'a>);

enum Search<'a> {
    Byte {
        haystack: &'a [u8],
        byte: u8,
        from: usize,
    },
    Short {
        haystack: &'a [u8],
        needle: &'a [u8],
        from: usize,
    },
    Long(Box<memmem::FindIter<'a, 'a>>),
}

impl<'a> Matches<'a> {
    fn new(haystack: &'a [u8], needle: &'a [u8]) -> Matches<'a> {
        Matches(match needle {
            [byte] => Search::Byte {
                haystack,
                byte: *byte,
                from: 0,
            },
            [_, ..] if haystack.len() <= SHORT => Search::Short {
                haystack,
                needle,
                from: 0,
            },
            _ => Search::Long(Box::new(memmem::find_iter(haystack, needle))),
        })
    }
}

impl Iterator for Matches<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match &mut self.0 {
            Search::Byte {
                haystack,
                byte,
                from,
            } => {
                let at = *from + find_byte(*byte, &haystack[*from..])?;
                *from = at + 1;
                Some(at)
            }
            Search::Short {
                haystack,
                needle,
                from,
            } => {
                let at = *from + find_short(&haystack[*from..], needle)?;
                *from = at + needle.len();
                Some(at)
            }
            Search::Long(matches) => matches.next(),
        }
    }
}

/// The parts of `split(separator, limit)`.
pub struct Split<'a> {
    text: &'a [u8],
    at: usize,
    width: usize,
    left: usize,
    matches: Option<Matches<'a>>,
}

/// `text.split(separator, limit)` with a separator that is not empty; a negative limit means none.
pub fn split<'a>(text: &'a [u8], separator: &'a [u8], limit: i64) -> Split<'a> {
    let left = usize::try_from(limit).unwrap_or(usize::MAX);
    Split {
        text,
        at: 0,
        width: separator.len(),
        left,
        matches: Some(Matches::new(text, separator)),
    }
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let matches = self.matches.as_mut()?;
        if self.left > 0
            && let Some(end) = matches.next()
        {
            self.left -= 1;
            let part = &self.text[self.at..end];
            self.at = end + self.width;
            return Some(part);
        }
        self.matches = None;
        Some(&self.text[self.at..])
    }
}

/// The parts of `rsplit(separator, limit)`, last one first.
pub struct RSplit<'a> {
    rest: Option<&'a [u8]>,
    separator: &'a [u8],
    left: usize,
}

/// `text.rsplit(separator, limit)` with a separator that is not empty; a negative limit means none.
pub fn rsplit<'a>(text: &'a [u8], separator: &'a [u8], limit: i64) -> RSplit<'a> {
    RSplit {
        rest: Some(text),
        separator,
        left: usize::try_from(limit).unwrap_or(usize::MAX),
    }
}

impl<'a> Iterator for RSplit<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.rest?;
        if self.left > 0
            && let Some(at) = rfind(text, self.separator)
        {
            self.left -= 1;
            self.rest = Some(&text[..at]);
            return Some(&text[at + self.separator.len()..]);
        }
        self.rest = None;
        Some(text)
    }
}
