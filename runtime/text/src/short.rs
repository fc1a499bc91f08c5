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
    let to = &mut to[..n];
    match n {
        0..8 => put(to, word(from)),
        8..=16 => {
            let (first, last) = (word(from), word(&from[n - 8..]));
            put(to, first);
            put(&mut to[n - 8..], last);
        }
        17..=32 => {
            // Two pairs of words that may overlap.
            let (head, tail) = (&from[..16], &from[n - 16..]);
            let words = [word(head), word(&head[8..]), word(tail), word(&tail[8..])];
            for (at, word) in [0, 8, n - 16, n - 8].into_iter().zip(words) {
                put(&mut to[at..], word);
            }
        }
        _ => to.copy_from_slice(from),
    }
}

/// An int of up to 18 digits, perhaps with a minus before them; nothing for any other text.
#[inline]
pub fn integer(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut n = 0i64;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        n = n * 10 + i64::from(digit);
    }
    Some(if digits.len() < text.len() { -n } else { n })
}

/// The number that up to eight decimal digits in a word are, the first one lowest, as of [`word`].
#[inline(always)]
pub fn digits(word: u64, len: usize) -> Option<i64> {
    const ZEROS: u64 = ONES * b'0' as u64;
    if !(1..=8).contains(&len) {
        return None;
    }
    // Zeros in front, up to eight digits.
    let missing = 64 - 8 * len as u32;
    let eight = word << missing | ZEROS.checked_shr(64 - missing).unwrap_or(0);
    // A byte past `9` carries into its high bit, one before `0` borrows.
    if (eight.wrapping_add(ONES * 0x46) | eight.wrapping_sub(ZEROS)) & HIGH != 0 {
        return None;
    }
    // Pairs of digits, then of pairs, then of those.
    let pairs = (eight & (ONES * 0x0F)).wrapping_mul(10 << 8 | 1) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul(10_000 << 32 | 1) >> 32) as i64)
}

/// A number of up to 15 digits, perhaps with a minus before them and a point behind the first; nothing for any other text.
/// Both the digits and the power of ten are exact, so one division rounds as it must (W. D. Clinger, 1990).
#[inline]
pub fn decimal(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut n, mut point) = (0u64, None);
    for (at, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            n = n * 10 + u64::from(digit);
        } else if *byte == b'.' && at > 0 && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    let decimals = match point {
        Some(at) => digits.len() - 1 - at,
        None if digits.len() > 15 => return None,
        None => 0,
    };
    let x = n as f64 / POWERS[decimals];
    Some(if digits.len() < text.len() { -x } else { x })
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

/// Where two bytes stand side by side first; for texts of some hundreds of bytes.
#[inline(always)]
pub fn find_pair(first: u8, second: u8, text: &[u8]) -> Option<usize> {
    let (firsts, seconds) = (ONES * u64::from(first), ONES * u64::from(second));
    let mut at = 0;
    while let Some(both) = text[at..].first_chunk::<9>() {
        let there = |from: usize| {
            let chunk = both[from..].first_chunk().expect("eight bytes");
            u64::from_le_bytes(*chunk)
        };
        let difference = (there(0) ^ firsts) | (there(1) ^ seconds);
        let flags = difference.wrapping_sub(ONES) & !difference & HIGH;
        if flags != 0 {
            return Some(at + first_flag(flags));
        }
        at += 8;
    }
    let rest = &text[at..];
    let mut pairs = rest.iter().zip(rest.get(1..)?);
    pairs
        .position(|(a, b)| (*a, *b) == (first, second))
        .map(|found| at + found)
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
    fn pairs() {
        for n in 0..40 {
            let mut text = vec![b'.'; n];
            assert_eq!(find_pair(b'=', b'9', &text), None);
            for at in 0..n.saturating_sub(1) {
                text.fill(b'=');
                text[at + 1] = b'9';
                assert_eq!(find_pair(b'=', b'9', &text), Some(at), "{n}");
                text[at] = b'9';
                assert_eq!(find_pair(b'=', b'9', &text), at.checked_sub(1), "{n}");
            }
        }
    }

    #[test]
    fn numbers() {
        for text in ["0", "7", "-12", "007", "999999999999999999"] {
            assert_eq!(integer(text.as_bytes()), text.parse().ok());
        }
        for text in [
            "",
            "-",
            "+1",
            "1_0",
            " 1",
            "1.0",
            "1000000000000000000",
            "\u{661}",
        ] {
            assert_eq!(integer(text.as_bytes()), None, "{text}");
        }
        let exact = [
            "0",
            "-0",
            "0.1",
            "-0.3",
            "5.",
            "123.456",
            "999999999999999",
            "0.00000000000001",
            "99999999999999.9",
            "1.10000000000001",
        ];
        for text in exact {
            let wanted: f64 = text.parse().unwrap();
            assert_eq!(
                decimal(text.as_bytes()).map(f64::to_bits),
                Some(wanted.to_bits())
            );
        }
        for text in [
            "",
            ".",
            "-",
            ".5",
            "1.2.3",
            "1e5",
            "inf",
            "1234567890123456",
            " 1",
        ] {
            assert_eq!(decimal(text.as_bytes()), None, "{text}");
        }
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
