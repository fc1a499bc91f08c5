//! `x` to the power of `y`: the logarithm of `x` in two doubles, times `y`, and the exponential of that.

use super::exp::scaled;
use super::exp_tables::LOG;
use super::{exponent, mul_add, mul_sub};

/// Adding it makes the exponent of a number count the factors of 2 beyond 0x1.69555p-1.
const OFFSET: u64 = 0x3FE6_9555_0000_0000;
const LN2_HIGH: f64 = f64::from_bits(0x3fe62e42fefa3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2ef35793c76730);
/// Coefficients from the square on, multiplied by powers of -2 as the evaluation needs them.
const LOG_1P: [f64; 7] = [
    -0.5,
    f64::from_bits(0xbfe5555555555560),
    f64::from_bits(0x3fe0000000000006),
    f64::from_bits(0x3fe999999959554e),
    f64::from_bits(0xbfe555555529a47a),
    f64::from_bits(0xbff2495b9b4845e9),
    f64::from_bits(0x3ff0002b8b263fc3),
];
const INFINITY: u64 = f64::INFINITY.to_bits();
const ONE: u64 = 1f64.to_bits();
/// The sign as [`scaled`] takes it.
const NEGATIVE: u64 = 0x800 << 7;

#[inline(always)]
pub fn pow<const FMA: bool>(x: f64, y: f64) -> f64 {
    let mut x_bits = x.to_bits();
    let mut sign = 0;
    // A base that is not a positive normal number, or an exponent outside of 2^-65 to 2^63.
    if (x_bits >> 52).wrapping_sub(1) > 0x7FD || exponent(y.to_bits()).wrapping_sub(0x3BE) > 0x7F {
        match unusual(x, y) {
            Unusual::Power(p) => return p,
            Unusual::Base { bits, sign: s } => (x_bits, sign) = (bits, s),
        }
    }
    let (high, low) = log::<FMA>(x_bits);
    let (product, rest) = if FMA {
        let p = y * high;
        (p, y.mul_add(low, y.mul_add(high, -p)))
    } else {
        let half = |v: f64| f64::from_bits(v.to_bits() & (!0 << 27));
        let (y_high, log_high) = (half(y), half(high));
        let (y_low, log_low) = (y - y_high, high - log_high + low);
        (y_high * log_high, y_low * log_high + y * log_low)
    };
    let e = exponent(product.to_bits());
    let mut extreme = false;
    if e.wrapping_sub(0x3C9) > 0x3E {
        let signed = |v: f64| if sign == 0 { v } else { -v };
        if e < 0x3C9 {
            return signed(1.0 + product);
        }
        if e > 0x408 {
            return signed(if product < 0.0 { 0.0 } else { f64::INFINITY });
        }
        extreme = true;
    }
    scaled::<FMA>(product, rest, sign, extreme)
}

/// The logarithm of a positive number (`bits`, whose exponent may be below 1), and what the first double lacks of it.
#[inline(always)]
fn log<const FMA: bool>(bits: u64) -> (f64, f64) {
    let t = bits.wrapping_sub(OFFSET);
    let i = 3 * ((t >> 45) as usize & 127);
    let k = (t as i64 >> 52) as f64;
    let z_bits = bits.wrapping_sub(t & 0xFFF << 52);
    let z = f64::from_bits(z_bits);
    let entry = |n| f64::from_bits(LOG[i + n]);
    let (reciprocal, log_c, log_c_low) = (entry(0), entry(1), entry(2));
    // r is z / c - 1, exactly.
    let (r, r_high, r_low) = if FMA {
        (z.mul_add(reciprocal, -1.0), 0.0, 0.0)
    } else {
        let z_high = f64::from_bits(z_bits.wrapping_add(1 << 31) & (!0 << 32));
        let (high, low) = (z_high * reciprocal - 1.0, (z - z_high) * reciprocal);
        (high + low, high, low)
    };
    let t1 = mul_add::<FMA>(k, LN2_HIGH, log_c);
    let t2 = t1 + r;
    let low1 = mul_add::<FMA>(k, LN2_LOW, log_c_low);
    let low2 = t1 - t2 + r;
    let c = &LOG_1P;
    let ar = c[0] * r;
    let ar2 = r * ar;
    let ar3 = r * ar2;
    let (high, low3, low4);
    if FMA {
        high = t2 + ar2;
        low3 = mul_sub::<FMA>(ar, r, ar2);
        low4 = t2 - high + ar2;
    } else {
        let ar_high = c[0] * r_high;
        let ar_high2 = r_high * ar_high;
        high = t2 + ar_high2;
        low3 = r_low * (ar + ar_high);
        low4 = t2 - high + ar_high2;
    }
    let p = mul_add::<FMA>(r, c[6], c[5]);
    let p = mul_add::<FMA>(p, ar2, mul_add::<FMA>(r, c[4], c[3]));
    let p = mul_add::<FMA>(p, ar2, mul_add::<FMA>(r, c[2], c[1]));
    let low = mul_add::<FMA>(ar3, p, low1 + low2 + low3 + low4);
    let sum = high + low;
    (sum, high - sum + low)
}

enum Unusual {
    /// The result.
    Power(f64),
    /// The base's absolute value, its exponent below 1 if it is subnormal, and the sign that the power has.
    Base { bits: u64, sign: u64 },
}

#[cold]
#[inline(never)]
fn unusual(x: f64, y: f64) -> Unusual {
    let (mut bits, y_bits) = (x.to_bits(), y.to_bits());
    // Zero, infinite or NaN.
    let special = |b: u64| b.wrapping_mul(2).wrapping_sub(1) >= INFINITY * 2 - 1;
    if special(y_bits) {
        return Unusual::Power(if y == 0.0 || x == 1.0 {
            1.0
        } else if x.is_nan() || y.is_nan() {
            x + y
        } else if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        });
    }
    if special(bits) {
        let square = x * x;
        let square = if x < 0.0 || bits >> 63 == 1 {
            if parity(y) == Parity::Odd {
                -square
            } else {
                square
            }
        } else {
            square
        };
        return Unusual::Power(if y < 0.0 { 1.0 / square } else { square });
    }
    let mut sign = 0;
    if bits >> 63 == 1 {
        match parity(y) {
            Parity::NoInteger => return Unusual::Power(f64::NAN),
            Parity::Odd => sign = NEGATIVE,
            Parity::Even => {}
        }
        bits &= !(1 << 63);
    }
    let e = exponent(y_bits);
    if e.wrapping_sub(0x3BE) > 0x7F {
        return Unusual::Power(if bits == ONE || e < 0x3BE {
            1.0
        } else if (bits > ONE) == (y > 0.0) {
            f64::INFINITY
        } else {
            0.0
        });
    }
    if bits >> 52 == 0 {
        bits = (f64::from_bits(bits) * 2f64.powi(52))
            .to_bits()
            .wrapping_sub(52 << 52);
    }
    Unusual::Base { bits, sign }
}

#[derive(PartialEq)]
enum Parity {
    NoInteger,
    Odd,
    Even,
}
fn parity(y: f64) -> Parity {
    if y.trunc() != y {
        Parity::NoInteger
    } else if (y * 0.5).trunc() != y * 0.5 {
        Parity::Odd
    } else {
        Parity::Even
    }
}
