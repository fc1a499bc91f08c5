//! The value word (design §3).
//!
//! | low bits | meaning |
//! |---|---|
//! | `…1` | int, 63 bits, signed, in the upper bits |
//! | `…10` | float, `rotl(bits + 2^60, 3)`, for 2^-255 ≤ abs(x) < 2^257 |
//! | `…00`, bit 63 clear, not zero | pointer to an object header |
//! | `…00`, bit 63 set | an immediate: 0.0, -0.0, None, False, True, Ellipsis, NotImplemented |
//! | zero | no value: unset variable, missing argument, raised |

pub const UNSET: u64 = 0;
/// In a field that holds a bare double: no value. A NaN that arithmetic never makes; the runtime stores none with these bits.
pub const UNSET_DOUBLE: u64 = u64::MAX;
const IMMEDIATE: u64 = 1 << 63;
pub const FLOAT_ZERO: u64 = IMMEDIATE;
pub const FLOAT_NEG_ZERO: u64 = IMMEDIATE | 4;
pub const NONE: u64 = IMMEDIATE | 8;
/// `FALSE` and `TRUE` differ in bit 4 only, so a bool is `FALSE | (b << 4)`.
pub const FALSE: u64 = IMMEDIATE | 32;
pub const TRUE: u64 = IMMEDIATE | 48;
pub const BOOL_SHIFT: u32 = 4;
pub const ELLIPSIS: u64 = IMMEDIATE | 64;
pub const NOT_IMPLEMENTED: u64 = IMMEDIATE | 68;

pub const INT_MIN: i64 = -(1 << 62);
pub const INT_MAX: i64 = (1 << 62) - 1;
pub const FLOAT_BIAS: u64 = 1 << 60;

/// A pointer is `rotl(word, 1) & POINTER_MASK == 0` (and not zero).
pub const POINTER_MASK: u64 = 7;

pub const fn is_int(word: u64) -> bool {
    word & 1 == 1
}
pub const fn is_immediate_float(word: u64) -> bool {
    word & 3 == 2 || word & !4 == IMMEDIATE
}
pub const fn is_pointer(word: u64) -> bool {
    word.rotate_left(1) & POINTER_MASK == 0 && word != 0
}
pub const fn is_bool(word: u64) -> bool {
    word & !16 == FALSE
}

/// The word of an int that fits 63 bits.
pub const fn encode_int(value: i64) -> Option<u64> {
    if value >= INT_MIN && value <= INT_MAX {
        Some(((value << 1) | 1) as u64)
    } else {
        None
    }
}
pub const fn decode_int(word: u64) -> i64 {
    (word as i64) >> 1
}
/// The word of a float, unless it must be boxed.
pub const fn encode_float(value: f64) -> Option<u64> {
    let bits = value.to_bits();
    let word = bits.wrapping_add(FLOAT_BIAS).rotate_left(3);
    if word & 3 == 2 {
        Some(word)
    } else if bits << 1 == 0 {
        Some(IMMEDIATE | (bits >> 63) << 2)
    } else {
        None
    }
}
/// Requires [`is_immediate_float`].
pub const fn decode_float(word: u64) -> f64 {
    if word & 3 == 2 {
        f64::from_bits(word.rotate_right(3).wrapping_sub(FLOAT_BIAS))
    } else {
        f64::from_bits((word & 4) << 61)
    }
}
pub const fn encode_bool(value: bool) -> u64 {
    FALSE | (value as u64) << BOOL_SHIFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_round_trip() {
        for x in [
            1.0,
            -1.0,
            0.5,
            1e70,
            -1e-70,
            3.25,
            1e300,
            1e-300,
            5e-324,
            f64::INFINITY,
            0.0,
            -0.0,
        ] {
            if let Some(word) = encode_float(x) {
                assert!(is_immediate_float(word) && !is_int(word) && !is_pointer(word));
                assert_eq!(decode_float(word).to_bits(), x.to_bits());
            } else {
                assert!(x.abs() >= 1e70 || x.abs() < 1e-70);
            }
        }
        assert!(encode_float(f64::NAN).is_none());
    }

    #[test]
    fn ints_round_trip() {
        for i in [0, 1, -1, INT_MIN, INT_MAX] {
            assert_eq!(decode_int(encode_int(i).unwrap()), i);
        }
        assert!(encode_int(INT_MAX + 1).is_none() && encode_int(INT_MIN - 1).is_none());
    }
}
