//! Sine and cosine: from a table for the nearest multiple of 1/128 and a polynomial for the rest. The argument less the nearest
//! multiple of pi/2 is two doubles.

use super::branch::{ROUND, reduce};
use super::sin_tables::SIN_COS;
use super::{mul_add, mul_sub};

const HALF_PI: f64 = f64::from_bits(0x3FF921FB54442D18);
const HALF_PI_LOW: f64 = f64::from_bits(0x3C91A62633145C07);
/// Coefficients of the sine from the cube on, for an argument below 0.126.
const SINE: [f64; 5] = [
    f64::from_bits(0xbfc5555555555555),
    f64::from_bits(0x3f81111111110ece),
    f64::from_bits(0xbf2a01a019db08b8),
    f64::from_bits(0x3ec71de27b9a7ed9),
    f64::from_bits(0xbe5addffc2fcdf59),
];
/// Likewise below 1/256.
const SINE_SHORT: [f64; 2] = [
    f64::from_bits(0xbfc5555555555515),
    f64::from_bits(0x3f811110e829872f),
];
/// One less the cosine, from the square on.
const COSINE_SHORT: [f64; 3] = [
    0.5,
    f64::from_bits(0xbfa5555555555535),
    f64::from_bits(0x3f56c16bedd9e239),
];
/// Adding it rounds to a multiple of 1/128.
const SHIFT: f64 = 52776558133248.0; // 1.5 * 2^45

#[inline(always)]
pub fn sin<const FMA: bool>(x: f64) -> f64 {
    let a = x.abs();
    let high = (a.to_bits() >> 32) as u32;
    if high < 0x3E50_0000 {
        return x;
    }
    if high < 0x3FEB_6000 {
        return sine::<FMA>(x, 0.0);
    }
    if high < 0x4003_68FD {
        return cosine::<FMA>(HALF_PI - a, HALF_PI_LOW).copysign(x);
    }
    of_quadrant::<FMA>(x, high, 0)
}

#[inline(always)]
pub fn cos<const FMA: bool>(x: f64) -> f64 {
    let a = x.abs();
    let high = (a.to_bits() >> 32) as u32;
    if high < 0x3E40_0000 {
        return 1.0;
    }
    if high < 0x3FEB_6000 {
        return cosine::<FMA>(x, 0.0);
    }
    if high < 0x4003_68FD {
        let y = HALF_PI - a;
        let a = y + HALF_PI_LOW;
        return sine::<FMA>(a, (y - a) + HALF_PI_LOW);
    }
    of_quadrant::<FMA>(x, high, 1)
}

/// The sine of `x` plus `quarters` times pi/2.
#[inline(always)]
fn of_quadrant<const FMA: bool>(x: f64, high: u32, quarters: u32) -> f64 {
    let (a, rest, n) = if high < 0x4199_21FB {
        near::<FMA>(x)
    } else if high < 0x7FF0_0000 {
        reduce(x)
    } else {
        return f64::NAN;
    };
    let n = n.wrapping_add(quarters);
    let r = if n & 1 == 0 {
        sine::<FMA>(a, rest)
    } else {
        cosine::<FMA>(a, rest)
    };
    if n & 2 == 0 { r } else { -r }
}

const TWO_OVER_PI: f64 = f64::from_bits(0x3fe45f306dc9c883);
/// pi/2 in four parts.
const PARTS: [f64; 4] = [
    f64::from_bits(0x3ff921fb58000000),
    f64::from_bits(0xbe4dde973c000000),
    f64::from_bits(0xbc8cb3b398000000),
    f64::from_bits(0xbacd747f23e32ed7),
];

/// `x`, of at most about 1e8, less the nearest multiple of pi/2, in two doubles, and the multiple.
#[inline(always)]
pub fn near<const FMA: bool>(x: f64) -> (f64, f64, u32) {
    let t = mul_add::<FMA>(x, TWO_OVER_PI, ROUND);
    let n = t - ROUND;
    let y = mul_add::<FMA>(-n, PARTS[0], x);
    let y = mul_add::<FMA>(-n, PARTS[1], y);
    let b = mul_add::<FMA>(-n, PARTS[2], y);
    let rest = mul_add::<FMA>(-n, PARTS[2], y - b);
    let a = mul_add::<FMA>(-n, PARTS[3], b);
    let rest = mul_add::<FMA>(-n, PARTS[3], b - a) + rest;
    (a, rest, t.to_bits() as u32)
}
/// As [`near`], with one step less.
#[inline(always)]
pub fn near_short<const FMA: bool>(x: f64) -> (f64, f64, u32) {
    const LAST: f64 = f64::from_bits(0xbc8cb3b399d747f2);
    let t = mul_add::<FMA>(x, TWO_OVER_PI, ROUND);
    let n = t - ROUND;
    let y = mul_add::<FMA>(-n, PARTS[0], x);
    let y = mul_add::<FMA>(-n, PARTS[1], y);
    let a = mul_add::<FMA>(-n, LAST, y);
    (a, mul_add::<FMA>(-n, LAST, y - a), t.to_bits() as u32)
}

/// The sine of `x + rest`, `x` of at most 0.86.
#[inline(always)]
fn sine<const FMA: bool>(x: f64, rest: f64) -> f64 {
    let a = x.abs();
    if a < 0.126 {
        let square = x * x;
        let c = &SINE;
        let mut p = c[4];
        for c in [c[3], c[2], c[1], c[0]] {
            p = mul_add::<FMA>(p, square, c);
        }
        let t = mul_add::<FMA>(square, mul_sub::<FMA>(p, x, 0.5 * rest), rest);
        return x + t;
    }
    let rest = if x > 0.0 { rest } else { -rest };
    let shifted = a + SHIFT;
    let y = a - (shifted - SHIFT);
    let (square, [sine, sine_low, cosine, cosine_low]) = (y * y, entry(shifted));
    let s = y + mul_add::<FMA>(y * square, short_sine::<FMA>(square), rest);
    let c = mul_add::<FMA>(y, rest, short_cosine::<FMA>(square));
    let correction = mul_add::<FMA>(s, cosine_low, sine_low);
    let correction = mul_add::<FMA>(-c, sine, correction);
    let correction = mul_add::<FMA>(s, cosine, correction);
    (sine + correction).copysign(x)
}

/// The cosine of `x + rest`.
#[inline(always)]
fn cosine<const FMA: bool>(x: f64, rest: f64) -> f64 {
    let rest = if x < 0.0 { -rest } else { rest };
    let a = x.abs();
    let shifted = a + SHIFT;
    let y = a - (shifted - SHIFT) + rest;
    let (square, [sine, sine_low, cosine, cosine_low]) = (y * y, entry(shifted));
    let s = mul_add::<FMA>(y * square, short_sine::<FMA>(square), y);
    let c = short_cosine::<FMA>(square);
    let correction = mul_add::<FMA>(-s, sine_low, cosine_low);
    let correction = mul_add::<FMA>(-c, cosine, correction);
    let correction = mul_add::<FMA>(-s, sine, correction);
    cosine + correction
}

/// The row of the table for the multiple of 1/128 that the lowest bits of `shifted` show.
#[inline(always)]
fn entry(shifted: f64) -> [f64; 4] {
    let i = 4 * (shifted.to_bits() as usize & 127);
    let row = &SIN_COS[i..i + 4];
    [0, 1, 2, 3].map(|i| f64::from_bits(row[i]))
}
/// What the square times the sine of its root is beyond the root.
#[inline(always)]
fn short_sine<const FMA: bool>(square: f64) -> f64 {
    mul_add::<FMA>(square, SINE_SHORT[1], SINE_SHORT[0])
}
/// One less the cosine.
#[inline(always)]
fn short_cosine<const FMA: bool>(square: f64) -> f64 {
    let c = &COSINE_SHORT;
    let p = mul_add::<FMA>(square, c[2], c[1]);
    mul_add::<FMA>(square, p, c[0]) * square
}
