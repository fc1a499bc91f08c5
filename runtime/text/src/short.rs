//! Short byte strings, eight bytes at a time. Calls of the general routines cost more than they do for these.

/// Up to eight bytes as a number, the first one lowest.
#[inline(always)]
pub fn word(bytes: &[u8]) -> u64 {
    if let Some(word) = bytes.first_chunk() {
        return u64::from_le_bytes(*word);
    }
    let half = |at: usize| {
        let part = bytes[at..].first_chunk().expect("four bytes");
        u64::from(u32::from_le_bytes(*part))
    };
    match bytes.len() {
        0 => 0,
        n @ 1..4 => {
            let byte = |at: usize| u64::from(bytes[at]) << (8 * at);
            byte(0) | byte(n / 2) | byte(n - 1)
        }
        // Two halves that may overlap: equal bytes fall on each other.
        n => half(0) | half(n - 4) << (8 * (n - 4)),
    }
}

/// Writes the low bytes of a number, as many as there is room for (at most eight).
#[inline(always)]
pub fn put(to: &mut [u8], word: u64) {
    if let Some(whole) = to.first_chunk_mut() {
        *whole = word.to_le_bytes();
        return;
    }
    match to.len() {
        0 => {}
        n @ 1..4 => {
            for at in [0, n / 2, n - 1] {
                to[at] = (word >> (8 * at)) as u8;
            }
        }
        n => {
            let half = |at: usize| ((word >> (8 * at)) as u32).to_le_bytes();
            to[..4].copy_from_slice(&half(0));
            to[n - 4..].copy_from_slice(&half(n - 4));
        }
    }
}

/// `a == b`
#[inline(always)]
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    let n = a.len();
    if n != b.len() {
        return false;
    }
    if n > 32 {
        return a == b;
    }
    if n < 8 {
        return word(a) == word(b);
    }
    let mut at = 0;
    while at + 8 < n {
        if word(&a[at..]) != word(&b[at..]) {
            return false;
        }
        at += 8;
    }
    word(&a[n - 8..]) == word(&b[n - 8..])
}

/// Copies all of `from` to as long a place.
#[inline(always)]
pub fn copy(to: &mut [u8], from: &[u8]) {
    let n = from.len();
    debug_assert_eq!(to.len(), n);
    match n {
        0..8 => put(to, word(from)),
        8..=16 => {
            let (first, last) = (word(from), word(&from[n - 8..]));
            put(to, first);
            put(&mut to[n - 8..], last);
        }
        _ => to.copy_from_slice(from),
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The lowest byte of a word that has bit 7 set in `flags`.
#[inline(always)]
fn first_flag(flags: u64) -> usize {
    flags.trailing_zeros() as usize / 8
}

/// The first byte of a word that is below `limit` (at most 128), or above 127.
#[inline(always)]
pub fn first_below_or_high(word: u64, limit: u8) -> Option<usize> {
    // A borrow reaches only bytes behind one that is below the limit.
    let flags = (word.wrapping_sub(ONES * u64::from(limit)) | word) & HIGH;
    (flags != 0).then(|| first_flag(flags))
}

/// Where a byte occurs first; for texts of some tens of bytes.
#[inline(always)]
pub fn find_byte(byte: u8, text: &[u8]) -> Option<usize> {
    let pattern = ONES * u64::from(byte);
    let look = |word: u64| {
        let difference = word ^ pattern;
        difference.wrapping_sub(ONES) & !difference & HIGH
    };
    let mut at = 0;
    while let Some(chunk) = text[at..].first_chunk() {
        let flags = look(u64::from_le_bytes(*chunk));
        if flags != 0 {
            return Some(at + first_flag(flags));
        }
        at += 8;
    }
    let rest = &text[at..];
    // Bytes that are not there count as zeros.
    let flags = look(word(rest));
    let found = first_flag(flags);
    (flags != 0 && found < rest.len()).then_some(at + found)
}

/// Bit 5 of each byte that is an ASCII letter of `first..=first + 25`; no byte is above 127.
#[inline(always)]
pub fn letters(word: u64, first: u8) -> u64 {
    let from = word + ONES * u64::from(128 - first);
    let past = word + ONES * u64::from(128 - first - 26);
    ((from & !past) & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_copies_and_comparisons_of_all_short_lengths() {
        let text: Vec<u8> = (1..=60).collect();
        for n in 0..=60 {
            let part = &text[..n];
            let mut copied = vec![0; n];
            copy(&mut copied, part);
            assert_eq!(copied, part);
            assert!(equal(&copied, part));
            for at in 0..n {
                let mut other = copied.clone();
                other[at] ^= 0x80;
                assert!(!equal(&other, part), "{n} {at}");
                assert_eq!(find_byte(text[at], part), Some(at));
            }
            assert!(!equal(part, &text[1..]) && find_byte(0, part).is_none());
            assert_eq!(find_byte(99, part), None);
            let mut padded = [0; 8];
            padded[..n.min(8)].copy_from_slice(&part[..n.min(8)]);
            assert_eq!(word(part), u64::from_le_bytes(padded));
        }
        assert_eq!(find_byte(0, &[1, 2, 0]), Some(2));
    }

    #[test]
    fn first_bytes_and_letters() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut bytes = [b'x'; 8];
                bytes[at] = byte;
                let found = first_below_or_high(u64::from_le_bytes(bytes), 0x21);
                let wanted = !(0x21..128).contains(&byte);
                assert_eq!(found, wanted.then_some(at), "{byte} {at}");
                if byte < 128 {
                    let word = u64::from_le_bytes(bytes);
                    let upper = (word | letters(word, b'A')).to_le_bytes();
                    assert_eq!(upper.to_vec(), bytes.to_ascii_lowercase());
                    let lower = (word ^ letters(word, b'a')).to_le_bytes();
                    assert_eq!(lower.to_vec(), bytes.to_ascii_uppercase());
                }
            }
        }
    }
}
