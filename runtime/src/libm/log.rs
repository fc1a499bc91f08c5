//! Logarithms: the exponent, plus that of the middle of an interval, from a table, plus a polynomial of the quotient. Near 1 a
//! longer polynomial, whose first terms are computed in two doubles.

use super::log_tables::{LOG, LOG_CENTRES, LOG2, LOG2_CENTRES};
use super::{mul_add, mul_sub};

const ONE: u64 = 1f64.to_bits();
const OFFSET: u64 = 0x3FE6_0000_0000_0000;

const LN2_HIGH: f64 = f64::from_bits(0x3fe62e42fefa3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2ef35793c76730);
const LOG_1P: [f64; 5] = [
    f64::from_bits(0xbfe0000000000001),
    f64::from_bits(0x3fd555555551305b),
    f64::from_bits(0xbfcfffffffeb4590),
    f64::from_bits(0x3fc999b324f10111),
    f64::from_bits(0xbfc55575e506c89f),
];
const LOG_1P_LONG: [f64; 11] = [
    -0.5,
    f64::from_bits(0x3fd5555555555577),
    f64::from_bits(0xbfcffffffffffdcb),
    f64::from_bits(0x3fc999999995dd0c),
    f64::from_bits(0xbfc55555556745a7),
    f64::from_bits(0x3fc24924a344de30),
    f64::from_bits(0xbfbfffffa4423d65),
    f64::from_bits(0x3fbc7184282ad6ca),
    f64::from_bits(0xbfb999eb43b068ff),
    f64::from_bits(0x3fb78182f7afd085),
    f64::from_bits(0xbfb5521375d145cd),
];

const PER_LN2_HIGH: f64 = f64::from_bits(0x3ff7154765200000);
const PER_LN2_LOW: f64 = f64::from_bits(0x3de705fc2eefa200);
const LOG2_1P: [f64; 6] = [
    f64::from_bits(0xbfe71547652b8339),
    f64::from_bits(0x3fdec709dc3a04be),
    f64::from_bits(0xbfd7154764702ffb),
    f64::from_bits(0x3fd2776c50034c48),
    f64::from_bits(0xbfcec7b328ea92bc),
    f64::from_bits(0x3fca6225e117f92e),
];
const LOG2_1P_LONG: [f64; 10] = [
    f64::from_bits(0xbfe71547652b82fe),
    f64::from_bits(0x3fdec709dc3a03f7),
    f64::from_bits(0xbfd71547652b7c3f),
    f64::from_bits(0x3fd2776c50f05be4),
    f64::from_bits(0xbfcec709dd768fe5),
    f64::from_bits(0x3fca61761ec4e736),
    f64::from_bits(0xbfc7153fbc64a79b),
    f64::from_bits(0x3fc484d154f01b4a),
    f64::from_bits(0xbfc289e4a72c383c),
    f64::from_bits(0x3fc0b32f285aee66),
];

/// The bits of a positive normal number, as they are with an unbounded exponent; or the logarithm of any other number.
#[inline(always)]
fn bits(x: f64) -> Result<u64, f64> {
    let b = x.to_bits();
    if b.wrapping_sub(1 << 52) < 0x7FE << 52 {
        return Ok(b);
    }
    if x == 0.0 {
        Err(f64::NEG_INFINITY)
    } else if x == f64::INFINITY {
        Err(x)
    } else if !(x > 0.0) {
        Err(f64::NAN)
    } else {
        Ok((x * 2f64.powi(52)).to_bits().wrapping_sub(52 << 52))
    }
}

/// The exponent of the number with these bits, its quotient by the nearest `c` of the table less 1, and the logarithm of `c`.
#[inline(always)]
fn split<const FMA: bool>(bits: u64, log: &[u64], centres: &[u64]) -> (f64, f64, f64) {
    let t = bits.wrapping_sub(OFFSET);
    let intervals = log.len() / 2;
    let i = 2 * ((t >> (52 - intervals.ilog2())) as usize & (intervals - 1));
    let z = f64::from_bits(bits.wrapping_sub(t & 0xFFF << 52));
    let reciprocal = f64::from_bits(log[i]);
    let r = if FMA {
        z.mul_add(reciprocal, -1.0)
    } else {
        (z - f64::from_bits(centres[i]) - f64::from_bits(centres[i + 1])) * reciprocal
    };
    ((t as i64 >> 52) as f64, r, f64::from_bits(log[i + 1]))
}

/// The part of `r` whose product with a constant of few bits is exact.
#[inline(always)]
fn half(r: f64) -> f64 {
    f64::from_bits(r.to_bits() & (!0 << 32))
}

#[inline(always)]
pub fn log<const FMA: bool>(x: f64) -> f64 {
    let b = x.to_bits();
    // From 1 - 2^-4 to 1 + 0x1.09p-4.
    if b.wrapping_sub(0x3FEE_0000_0000_0000) < 0x3_0900_0000_0000 {
        if b == ONE {
            return 0.0;
        }
        return log_near_1::<FMA>(x - 1.0);
    }
    let b = match bits(x) {
        Ok(b) => b,
        Err(r) => return r,
    };
    let (k, r, log_c) = split::<FMA>(b, &LOG, &LOG_CENTRES);
    let w = mul_add::<FMA>(k, LN2_HIGH, log_c);
    let high = w + r;
    let low = mul_add::<FMA>(k, LN2_LOW, w - high + r);
    let square = r * r;
    let c = &LOG_1P;
    let p = mul_add::<FMA>(r, c[4], c[3]);
    let p = mul_add::<FMA>(p, square, mul_add::<FMA>(c[2], r, c[1]));
    let low = mul_add::<FMA>(c[0], square, low);
    mul_add::<FMA>(r * square, p, low) + high
}

/// The logarithm of 1 + r.
#[inline(always)]
fn log_near_1<const FMA: bool>(r: f64) -> f64 {
    let (r2, r3) = (r * r, r * (r * r));
    let c = &LOG_1P_LONG;
    let triple = |i: usize| mul_add::<FMA>(r2, c[i + 2], mul_add::<FMA>(c[i + 1], r, c[i]));
    let p = mul_add::<FMA>(r3, c[10], triple(7));
    let p = mul_add::<FMA>(p, r3, triple(4));
    let p = mul_add::<FMA>(p, r3, triple(1));
    // r - r²/2 in two doubles.
    const SPLIT: f64 = 134217728.0;
    let r_high = mul_add::<FMA>(-SPLIT, r, mul_add::<FMA>(r, SPLIT, r));
    let r_low = r - r_high;
    let square = r_high * r_high;
    let high = mul_add::<FMA>(square, c[0], r);
    let low = mul_add::<FMA>(square, c[0], r - high);
    let low = mul_add::<FMA>(c[0] * r_low, r_high + r, low);
    mul_add::<FMA>(p, r3, low) + high
}

#[inline(always)]
pub fn log2<const FMA: bool>(x: f64) -> f64 {
    let b = x.to_bits();
    if b.wrapping_sub(0x3FEE_A4AF_0000_0000) < 0x2_10AA_0000_0000 {
        if b == ONE {
            return 0.0;
        }
        return log2_near_1::<FMA>(x - 1.0);
    }
    let b = match bits(x) {
        Ok(b) => b,
        Err(r) => return r,
    };
    let (k, r, log_c) = split::<FMA>(b, &LOG2, &LOG2_CENTRES);
    let (t1, t2) = times_per_ln2::<FMA>(r);
    let t3 = k + log_c;
    let high = t3 + t1;
    let low = t3 - high + t1 + t2;
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let c = &LOG2_1P;
    let pair = |i: usize| mul_add::<FMA>(c[i + 1], r, c[i]);
    let p = mul_add::<FMA>(pair(2), r2, pair(0));
    let p = mul_add::<FMA>(pair(4), r4, p);
    mul_add::<FMA>(r2, p, low) + high
}

/// The binary logarithm of 1 + r.
#[inline(always)]
fn log2_near_1<const FMA: bool>(r: f64) -> f64 {
    let (high, low) = times_per_ln2::<FMA>(r);
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let c = &LOG2_1P_LONG;
    let pair = |i: usize| mul_add::<FMA>(c[i + 1], r, c[i]);
    let q = pair(0);
    let y = mul_add::<FMA>(q, r2, high);
    let low = low + mul_add::<FMA>(q, r2, high - y);
    let p = mul_add::<FMA>(pair(8), r2, pair(6));
    let p = mul_add::<FMA>(p, r4, mul_add::<FMA>(pair(4), r2, pair(2)));
    mul_add::<FMA>(p, r4, low) + y
}

/// `r / ln 2` in two doubles.
#[inline(always)]
fn times_per_ln2<const FMA: bool>(r: f64) -> (f64, f64) {
    if FMA {
        let t = r * PER_LN2_HIGH;
        let rest = mul_sub::<FMA>(PER_LN2_HIGH, r, t);
        return (t, mul_add::<FMA>(r, PER_LN2_LOW, rest));
    }
    let high = half(r);
    (
        high * PER_LN2_HIGH,
        (r - high) * PER_LN2_HIGH + r * PER_LN2_LOW,
    )
}

/// The decimal logarithm. glibc has no body with FMA, but that of the logarithm within.
pub fn log10(x: f64) -> f64 {
    const PER_LN10: f64 = f64::from_bits(0x3fdbcb7b1526e50e);
    const LOG_2_HIGH: f64 = f64::from_bits(0x3fd34413509f6000);
    const LOG_2_LOW: f64 = f64::from_bits(0x3d59fef311f12b36);
    let b = match bits(x) {
        Ok(b) => b,
        Err(r) => return r,
    };
    let k = (b as i64 >> 52) - 1023;
    // Rounded towards zero, so that the factor is from 1/2 to 2.
    let up = i64::from(k < 0);
    let y = (k + up) as f64;
    let m = f64::from_bits(b & !(0xFFF << 52) | ((1023 - up) as u64) << 52);
    let z = y * LOG_2_LOW + PER_LN10 * super::log(m);
    z + y * LOG_2_HIGH
}

/// The logarithm of 1 + x.
#[inline(always)]
pub fn log1p<const FMA: bool>(x: f64) -> f64 {
    const TWO_THIRDS: f64 = f64::from_bits(0x3fe5555555555555);
    const LN2_HIGH: f64 = f64::from_bits(0x3fe62e42fee00000);
    const LN2_LOW: f64 = f64::from_bits(0x3dea39ef35793c76);
    const C: [f64; 7] = [
        f64::from_bits(0x3fe5555555555593),
        f64::from_bits(0x3fd999999997fa04),
        f64::from_bits(0x3fd2492494229359),
        f64::from_bits(0x3fcc71c51d8e78af),
        f64::from_bits(0x3fc7466496cb03de),
        f64::from_bits(0x3fc39a09d078c69f),
        f64::from_bits(0x3fc2f112df3e5244),
    ];
    let high = (x.to_bits() >> 32) as u32;
    let high_absolute = high & 0x7FFF_FFFF;
    // 1 + x is 2^k (1 + f), and c what its rounding loses.
    let (mut k, mut c, mut f, mut tiny) = (0, 0.0, x, false);
    if x <= -1.0 || !x.is_finite() {
        return if x == -1.0 {
            f64::NEG_INFINITY
        } else if x == f64::INFINITY {
            x
        } else {
            f64::NAN
        };
    } else if high_absolute < 0x3E20_0000 {
        if high_absolute < 0x3C90_0000 {
            return x;
        }
        return mul_add::<FMA>(-(x * x), 0.5, x);
    } else if high as i32 >= 0x3FDA_827A || high > 0xBFD2_BEC3 {
        let mut u = x;
        if high_absolute < 0x4340_0000 {
            u = 1.0 + x;
        }
        let bits = u.to_bits();
        k = (bits >> 52) as i32 - 1023;
        if high_absolute < 0x4340_0000 {
            c = if k > 0 { 1.0 - (u - x) } else { x - (u - 1.0) } / u;
        }
        let fraction = bits & !(0xFFF << 52);
        let top = (fraction >> 32) as u32;
        if top < 0x6_A09E {
            f = f64::from_bits(fraction | 0x3FF << 52) - 1.0;
            tiny = top == 0;
        } else {
            k += 1;
            f = f64::from_bits(fraction | 0x3FE << 52) - 1.0;
            tiny = (0x10_0000 - top) >> 2 == 0;
        }
    }
    let exponent = f64::from(k);
    let half_square = 0.5 * f * f;
    if tiny {
        if f == 0.0 {
            let c = mul_add::<FMA>(exponent, LN2_LOW, c);
            return if k == 0 {
                0.0
            } else {
                mul_add::<FMA>(exponent, LN2_HIGH, c)
            };
        }
        let r = half_square * mul_add::<FMA>(-TWO_THIRDS, f, 1.0);
        if k == 0 {
            return f - r;
        }
        let c = mul_add::<FMA>(exponent, LN2_LOW, c);
        return mul_sub::<FMA>(exponent, LN2_HIGH, (r - c) - f);
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let z2 = z * z;
    let pair = |i: usize| mul_add::<FMA>(C[i + 1], z, C[i]);
    let r = mul_add::<FMA>(z, C[0], pair(1) * z2);
    let r = mul_add::<FMA>(z2 * z2, pair(3), r);
    let r = mul_add::<FMA>(z2 * (z2 * z2), pair(5), r);
    let t = (half_square + r) * s;
    if k == 0 {
        return f - (half_square - t);
    }
    let c = mul_add::<FMA>(exponent, LN2_LOW, c);
    mul_sub::<FMA>(exponent, LN2_HIGH, (half_square - (t + c)) - f)
}
