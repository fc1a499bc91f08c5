//! CPython's hash functions for built-in values. All results are what `hash(x)` returns; -1 never is one.

use crate::float::decompose;
use crate::int::IntRef;
use crate::wtf8::{Wtf8, chars, max_code};
use dashu_int::IBig;
use std::borrow::Cow;

/// The keys of str and bytes hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Secret {
    pub k0: u64,
    pub k1: u64,
}

impl Secret {
    /// The keys of `PYTHONHASHSEED=seed`; both 0 for 0. CPython fills its secret from a linear congruential generator.
    pub fn from_seed(seed: u32) -> Secret {
        if seed == 0 {
            return Secret::default();
        }
        let mut state = seed;
        let mut next = || {
            (0..8).fold(0, |key, byte| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                key | ((state >> 16 & 0xFF) as u64) << (8 * byte)
            })
        };
        Secret {
            k0: next(),
            k1: next(),
        }
    }

    /// `hash(b)` of bytes.
    pub fn hash_bytes(self, bytes: &[u8]) -> i64 {
        if bytes.is_empty() {
            0
        } else {
            not_minus_one(siphash13(self, bytes) as i64)
        }
    }

    /// `hash(s)` of a string: CPython hashes one, two or four bytes per code point, as many as the largest needs.
    pub fn hash_str(self, s: &Wtf8) -> i64 {
        if s.is_ascii() {
            return self.hash_bytes(s);
        }
        self.hash_bytes(&units(s))
    }
}

fn units(s: &Wtf8) -> Cow<'_, [u8]> {
    let max = max_code(s);
    let mut out = Vec::with_capacity(s.len() * 2);
    for code in chars(s) {
        let bytes = code.to_le_bytes();
        out.extend_from_slice(match max {
            0..0x100 => &bytes[..1],
            0x100..0x1_0000 => &bytes[..2],
            _ => &bytes,
        });
    }
    out.into()
}

#[inline]
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// SipHash with one round per word and three at the end (Aumasson and Bernstein).
fn siphash13(secret: Secret, bytes: &[u8]) -> u64 {
    let mut v = [
        secret.k0 ^ 0x736F_6D65_7073_6575,
        secret.k1 ^ 0x646F_7261_6E64_6F6D,
        secret.k0 ^ 0x6C79_6765_6E65_7261,
        secret.k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        v[3] ^= word;
        round(&mut v);
        v[0] ^= word;
    }
    let last = crate::short::word(rest) | (bytes.len() as u64) << 56;
    v[3] ^= last;
    round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xFF;
    (0..3).for_each(|_| round(&mut v));
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

#[inline(always)]
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

/// The prime modulus of numeric hashes.
const MODULUS: u64 = (1 << 61) - 1;

/// `x mod 2**61 - 1` of a value below `2**64`.
#[inline]
fn reduce(x: u64) -> u64 {
    let folded = (x & MODULUS) + (x >> 61);
    if folded >= MODULUS {
        folded - MODULUS
    } else {
        folded
    }
}

/// `x * 2**by` modulo the prime, `x` below it.
#[inline]
fn rotate(x: u64, by: u32) -> u64 {
    (x << by & MODULUS) | x >> (61 - by)
}

fn signed(magnitude: u64, negative: bool) -> i64 {
    not_minus_one(if negative {
        -(magnitude as i64)
    } else {
        magnitude as i64
    })
}

/// `hash(n)`.
pub fn hash_int(n: IntRef<'_>) -> i64 {
    match n {
        IntRef::Small(value) => hash_i64(value),
        IntRef::Big(value) => hash_big(value),
    }
}

/// `hash(n)` of a machine int.
#[inline]
pub fn hash_i64(value: i64) -> i64 {
    signed(reduce(value.unsigned_abs()), value < 0)
}

/// `hash(n)` of a big int.
pub fn hash_big(value: &IBig) -> i64 {
    let (sign, words) = value.as_sign_words();
    // A word is 64 bits, and 2**64 is 8 modulo the prime.
    let magnitude = words
        .iter()
        .rev()
        .fold(0, |hash, &word| reduce(rotate(hash, 3) + reduce(word)));
    signed(magnitude, sign == dashu_int::Sign::Negative)
}

/// `hash(x)` of a float other than NaN, whose hash is that of its object's identity.
pub fn hash_float(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { 314_159 } else { -314_159 });
    }
    let (mantissa, exponent) = decompose(x);
    let magnitude = rotate(
        reduce(mantissa.unsigned_abs()),
        exponent.rem_euclid(61) as u32,
    );
    Some(signed(magnitude, x < 0.0))
}

/// Combines the hashes of a tuple's items, in order (a variant of xxHash).
#[derive(Clone, Copy, Debug)]
pub struct TupleHasher {
    accumulator: u64,
    length: u64,
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

impl Default for TupleHasher {
    fn default() -> TupleHasher {
        TupleHasher {
            accumulator: PRIME_5,
            length: 0,
        }
    }
}

impl TupleHasher {
    #[inline]
    pub fn push(&mut self, item_hash: i64) {
        let lane = (item_hash as u64).wrapping_mul(PRIME_2);
        self.accumulator = self
            .accumulator
            .wrapping_add(lane)
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
        self.length += 1;
    }

    pub fn finish(self) -> i64 {
        let hash = self
            .accumulator
            .wrapping_add(self.length ^ (PRIME_5 ^ 3_527_539)) as i64;
        if hash == -1 { 1_546_275_796 } else { hash }
    }
}

/// Combines the hashes of a frozenset's items, in any order.
#[derive(Clone, Copy, Debug, Default)]
pub struct FrozensetHasher {
    accumulator: u64,
    length: u64,
}

impl FrozensetHasher {
    #[inline]
    pub fn push(&mut self, item_hash: i64) {
        let hash = item_hash as u64;
        self.accumulator ^= (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
        self.length += 1;
    }

    pub fn finish(self) -> i64 {
        let mut hash = self.accumulator ^ (self.length + 1).wrapping_mul(1_927_868_237);
        hash ^= hash >> 11 ^ hash >> 25;
        let hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923) as i64;
        if hash == -1 { 590_923_713 } else { hash }
    }
}
