//! Large arguments of sine, cosine and tangent: the remainder by pi/2, from as many digits of 2/pi as the argument calls for.

use super::sin_tables::TWO_OVER_PI;

/// Adding and subtracting it rounds to an integer.
pub const ROUND: f64 = 6755399441055744.0; // 1.5 * 2^52
/// Likewise to a multiple of 4.
const ROUND_4: f64 = 4.0 * ROUND;
/// The factor of Dekker's that splits a double in halves.
const SPLIT: f64 = 134217729.0;

/// `x`, finite and large, less the nearest multiple of pi/2, in two doubles, and that multiple modulo 4.
#[cold]
#[inline(never)]
pub fn reduce(x: f64) -> (f64, f64, u32) {
    let x = x * 2f64.powi(-600);
    let t = x * SPLIT;
    let high = t - (t - x);
    let (n1, b1, rest1) = quotient(high);
    let (n2, b2, rest2) = quotient(x - high);
    let mut n = n1 + n2;
    let mut b = b1 + b2;
    let rest = if b1.abs() > b2.abs() {
        (b1 - b) + b2
    } else {
        (b2 - b) + b1
    };
    if b > 0.5 {
        (b, n) = (b - 1.0, n + 1.0);
    } else if b < -0.5 {
        (b, n) = (b + 1.0, n - 1.0);
    }
    let s = b + (rest + rest1 + rest2);
    let t = ((b - s) + rest) + (rest1 + rest2);
    // Times pi/2.
    const HIGH: f64 = f64::from_bits(0x3FF921FB58000000);
    const MIDDLE: f64 = f64::from_bits(0xBE4DDE9740000000);
    const ALL: f64 = f64::from_bits(0x3FF921FB54442D18);
    const LOW: f64 = f64::from_bits(0x3C91A62633145C07);
    let split = s * SPLIT;
    let t1 = split - (split - s);
    let t2 = s - t1;
    let b = s * ALL;
    let rest = (((t1 * HIGH - b) + t1 * MIDDLE) + t2 * HIGH) + (t2 * MIDDLE + s * LOW + t * ALL);
    let a = b + rest;
    (a, (b - a) + rest, n as i32 as u32 & 3)
}

/// `x * 2^600` over pi/2: the integer part modulo 4, and the fraction in two doubles.
fn quotient(x: f64) -> (f64, f64, f64) {
    let e = (x.to_bits() >> 52) as i64 & 0x7FF;
    // Digits before these make multiples of 4.
    let skipped = if e > 426 { (e - 450) / 24 } else { 0 };
    let mut unit = f64::from_bits(((1599 - 24 * skipped) as u64) << 52);
    let mut r = [0f64; 6];
    for (i, r) in r.iter_mut().enumerate() {
        *r = x * f64::from(TWO_OVER_PI[skipped as usize + i]) * unit;
        unit *= 2f64.powi(-24);
    }
    let mut sum = 0.0;
    for r in &mut r[..3] {
        let whole = (*r + ROUND) - ROUND;
        sum += whole;
        *r -= whole;
    }
    let t = r.iter().rev().fold(0.0, |t, r| t + r);
    let rest = r[1..].iter().fold(r[0] - t, |rest, r| rest + r);
    let whole = (t + ROUND) - ROUND;
    sum += whole;
    let t = t - whole;
    let b = t + rest;
    let rest = (t - b) + rest;
    (sum - ((sum + ROUND_4) - ROUND_4), b, rest)
}
