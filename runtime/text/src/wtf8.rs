//! UTF-8 extended by lone surrogates, three bytes each. A high surrogate followed by a low one stays two characters, so
//! that a string is exactly its sequence of code points.

/// Bytes known to be WTF-8 in the sense of this module. The type is an alias: functions that take it do not check, and
/// answer nonsense (but never read out of bounds) for anything else.
pub type Wtf8 = [u8];

/// Whether `byte` starts a character.
#[inline]
pub fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Bytes of the character whose first byte is `first`.
#[inline]
pub fn width_of_first(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Bytes that `code` takes.
#[inline]
pub fn width(code: u32) -> usize {
    match code {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// The character that starts at byte `at`, and its width in bytes.
#[inline]
pub fn decode_at(s: &Wtf8, at: usize) -> (u32, usize) {
    let first = s[at];
    if first < 0x80 {
        return (first as u32, 1);
    }
    let byte = |i: usize| (s.get(at + i).copied().unwrap_or(0) & 0x3F) as u32;
    match first {
        0x80..0xE0 => ((first as u32 & 0x1F) << 6 | byte(1), 2),
        0xE0..0xF0 => ((first as u32 & 0x0F) << 12 | byte(1) << 6 | byte(2), 3),
        _ => (
            (first as u32 & 0x07) << 18 | byte(1) << 12 | byte(2) << 6 | byte(3),
            4,
        ),
    }
}

/// The character that ends just before byte `end`, which is not 0, and its width.
#[inline]
pub fn decode_before(s: &Wtf8, end: usize) -> (u32, usize) {
    let mut at = end - 1;
    while at > 0 && !is_start(s[at]) {
        at -= 1;
    }
    (decode_at(s, at).0, end - at)
}

/// Append one code point (at most 0x10FFFF; surrogates allowed).
#[inline]
pub fn push(out: &mut Vec<u8>, code: u32) {
    let low = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
    match width(code) {
        1 => out.push(code as u8),
        2 => out.extend_from_slice(&[0xC0 | (code >> 6) as u8, low(0)]),
        3 => out.extend_from_slice(&[0xE0 | (code >> 12) as u8, low(6), low(0)]),
        _ => out.extend_from_slice(&[0xF0 | (code >> 18) as u8, low(12), low(6), low(0)]),
    }
}

/// One code point as a string.
pub fn encode(code: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(4);
    push(&mut out, code);
    out
}

/// The code points in the opposite order.
pub fn reverse(s: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let mut end = s.len();
    while end > 0 {
        let mut at = end - 1;
        while at > 0 && s[at] & 0xC0 == 0x80 {
            at -= 1;
        }
        out.extend_from_slice(&s[at..end]);
        end = at;
    }
    out
}

/// Code points of `s`.
pub fn count(s: &Wtf8) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let mut total = 0;
    let mut batches = s.chunks_exact(8 * 255);
    let mut rest: &[u8] = s;
    for batch in &mut batches {
        total += count_words(batch, LOW);
        rest = &rest[batch.len()..];
    }
    let words = rest.len() / 8 * 8;
    total += count_words(&rest[..words], LOW);
    total + rest[words..].iter().filter(|&&b| is_start(b)).count()
}

/// Starts in at most 255 whole words: each byte lane counts without overflowing.
#[inline]
fn count_words(bytes: &[u8], low: u64) -> usize {
    let mut lanes = 0u64;
    for word in bytes.as_chunks::<8>().0 {
        let word = u64::from_le_bytes(*word);
        // A continuation byte has bit 7 set and bit 6 clear.
        lanes += (!word >> 7 | word >> 6) & low;
    }
    let pairs = (lanes & 0x00FF_00FF_00FF_00FF) + (lanes >> 8 & 0x00FF_00FF_00FF_00FF);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// Byte offset of code point number `n`; the length of `s` if it has no more than `n`.
pub fn offset(s: &Wtf8, n: usize) -> usize {
    let mut left = n;
    let mut at = 0;
    // Skip whole blocks before counting single characters.
    while at + 64 <= s.len() && left >= 64 {
        left -= count_words(&s[at..at + 64], 0x0101_0101_0101_0101);
        at += 64;
    }
    while left >= 8
        && let Some(word) = s[at..].first_chunk()
    {
        let word = u64::from_le_bytes(*word);
        // A byte continues a character if its bit 7 is set and its bit 6 is not.
        let continuing = word >> 7 & !(word >> 6) & 0x0101_0101_0101_0101;
        left -= 8 - continuing.count_ones() as usize;
        at += 8;
    }
    while at < s.len() {
        if is_start(s[at]) {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
        at += 1;
    }
    s.len()
}

/// The code points numbered `start..end`, where an end past the last one means the last one.
pub fn slice(s: &Wtf8, start: usize, end: usize) -> &Wtf8 {
    if end <= start {
        return &[];
    }
    let from = offset(s, start);
    let to = from + offset(&s[from..], end - start);
    &s[from..to]
}

/// Whether every code point is below 128.
#[inline]
pub fn is_ascii(s: &Wtf8) -> bool {
    s.is_ascii()
}

/// The largest code point, 0 for the empty string.
pub fn max_code(s: &Wtf8) -> u32 {
    let mut largest: &[u8] = &[0];
    let mut at = 0;
    while at < s.len() {
        let width = width_of_first(s[at]);
        let one = &s[at..(at + width).min(s.len())];
        // The byte order of UTF-8 is the order of code points.
        if one > largest {
            largest = one;
        }
        at += width;
    }
    decode_at(largest, 0).0
}

/// Whether `s` holds a surrogate.
pub fn has_surrogate(s: &Wtf8) -> bool {
    s.windows(2).any(|w| w[0] == 0xED && w[1] >= 0xA0)
}

/// `s` as a `str`, unless it holds a surrogate.
pub fn as_str(s: &Wtf8) -> Option<&str> {
    core::str::from_utf8(s).ok()
}

/// The code points of a string, from either end.
#[derive(Clone)]
pub struct Chars<'a> {
    s: &'a Wtf8,
}

/// The code points of `s`.
#[inline]
pub fn chars(s: &Wtf8) -> Chars<'_> {
    Chars { s }
}

impl<'a> Chars<'a> {
    /// What has not been read.
    pub fn rest(&self) -> &'a Wtf8 {
        self.s
    }
}

impl Iterator for Chars<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.s.is_empty() {
            return None;
        }
        let (code, width) = decode_at(self.s, 0);
        self.s = self.s.get(width..).unwrap_or(&[]);
        Some(code)
    }
}

impl DoubleEndedIterator for Chars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.s.is_empty() {
            return None;
        }
        let (code, width) = decode_before(self.s, self.s.len());
        self.s = &self.s[..self.s.len() - width];
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u32> {
        (0..3000u32)
            .map(|i| [65, 0xE9, 0x20AC, 0x1F600, 0xD83D, 0xDE00][(i * i % 7 % 6) as usize] + i % 3)
            .collect()
    }

    fn encoded(codes: &[u32]) -> Vec<u8> {
        let mut out = Vec::new();
        codes.iter().for_each(|&c| push(&mut out, c));
        out
    }

    #[test]
    fn round_trips() {
        let codes = sample();
        let s = encoded(&codes);
        assert_eq!(chars(&s).collect::<Vec<_>>(), codes);
        assert_eq!(
            chars(&s).rev().collect::<Vec<_>>(),
            codes.iter().rev().copied().collect::<Vec<_>>()
        );
        assert_eq!(count(&s), codes.len());
        assert_eq!(max_code(&s), *codes.iter().max().unwrap());
        assert!(has_surrogate(&s) && as_str(&s).is_none());
    }

    #[test]
    fn offsets_and_slices() {
        let codes = sample();
        let s = encoded(&codes);
        for n in (0..130).chain([500, 2999, 3000, 4000]) {
            let expected = encoded(&codes[..n.min(codes.len())]).len();
            assert_eq!(offset(&s, n), expected, "{n}");
        }
        assert_eq!(slice(&s, 100, 1000), encoded(&codes[100..1000]));
        assert_eq!(slice(&s, 2990, 9999), encoded(&codes[2990..]));
        assert_eq!(slice(&s, 5, 5), b"");
        assert_eq!(slice(&s, 6, 5), b"");
    }

    #[test]
    fn reverses() {
        for text in ["", "a", "ab", "aé€😀b", "😀", "éé"] {
            let wanted: String = text.chars().rev().collect();
            assert_eq!(reverse(text.as_bytes()), wanted.as_bytes());
        }
    }

    #[test]
    fn counts_long_strings() {
        for length in [0, 1, 7, 8, 2039, 2040, 2041, 5000] {
            let s = "aé".repeat(length);
            assert_eq!(count(s.as_bytes()), 2 * length);
        }
    }
}
