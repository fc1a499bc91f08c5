//! Values of digits and other numeric characters.

use super::tables::{DECIMAL_ZEROS, DIGIT_RUNS, NUMERIC_KINDS, NUMERIC_RUNS, NUMERIC_SHAPES};

/// A numeric value as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeric {
    pub numerator: i64,
    pub denominator: u32,
}

/// The value of a decimal digit of any script.
#[inline]
pub fn decimal(code: u32) -> Option<u8> {
    if code < 128 {
        return (48..58).contains(&code).then(|| (code - 48) as u8);
    }
    let after = DECIMAL_ZEROS.partition_point(|&zero| zero <= code);
    let value = code - DECIMAL_ZEROS[..after].last()?;
    (value < 10).then_some(value as u8)
}

/// The value of a digit, superscripts and circled digits included.
pub fn digit(code: u32) -> Option<u8> {
    decimal(code).or_else(|| {
        let after = DIGIT_RUNS.partition_point(|run| run & 0x1F_FFFF <= code);
        let run = DIGIT_RUNS[..after].last()?;
        let step = code - (run & 0x1F_FFFF);
        (step <= run >> 24 & 15).then(|| ((run >> 28) + step) as u8)
    })
}

/// The value of a numeric character: a digit, a fraction, a number of any script.
pub fn numeric(code: u32) -> Option<Numeric> {
    if let Some(value) = digit(code) {
        return Some(Numeric {
            numerator: value as i64,
            denominator: 1,
        });
    }
    let index = NUMERIC_RUNS
        .partition_point(|&start| start <= code)
        .checked_sub(1)?;
    let step = code - NUMERIC_RUNS[index];
    let shape = NUMERIC_SHAPES[index];
    if step > (shape >> 9) as u32 {
        return None;
    }
    let (numerator, denominator, increment) = NUMERIC_KINDS[(shape & 511) as usize];
    Some(Numeric {
        numerator: numerator + step as i64 * increment as i64,
        denominator: denominator as u32,
    })
}
