//! Powers of e and of 2: `x` is split into a multiple of 1/128 of the unit, whose power is in a table, and a rest, whose power
//! a polynomial gives.

use super::exp_tables::EXP2;
use super::{exponent, mul_add};

/// Adding and subtracting it rounds to an integer, which the lowest bits of the sum show.
const SHIFT: f64 = 6755399441055744.0; // 1.5 * 2^52
const PER_LN2: f64 = f64::from_bits(0x40671547652b82fe); // 128 / ln 2
const MINUS_LN2_HIGH: f64 = f64::from_bits(0xbf762e42fefa0000); // of ln 2 / 128
const MINUS_LN2_LOW: f64 = f64::from_bits(0xbd0cf79abc9e3b3a);
const EXP: [f64; 4] = [
    f64::from_bits(0x3fdffffffffffdbd),
    f64::from_bits(0x3fc555555555543c),
    f64::from_bits(0x3fa55555cf172b91),
    f64::from_bits(0x3f81111167a4d017),
];
const POWER_OF_2: [f64; 5] = [
    f64::from_bits(0x3fe62e42fefa39ef),
    f64::from_bits(0x3fcebfbdff82c424),
    f64::from_bits(0x3fac6b08d70cf4b5),
    f64::from_bits(0x3f83b2abd24650cc),
    f64::from_bits(0x3f55d7e09b4e3a84),
];

#[inline(always)]
pub fn exp<const FMA: bool>(x: f64) -> f64 {
    let e = exponent(x.to_bits());
    // Outside of 2^-54 to 512.
    let mut extreme = false;
    if e.wrapping_sub(0x3C9) > 0x3E {
        if e < 0x3C9 {
            return 1.0 + x;
        }
        if e > 0x408 {
            return beyond(x);
        }
        extreme = true;
    }
    scaled::<FMA>(x, 0.0, 0, extreme)
}

/// What exp and exp2 give outside of their range.
#[cold]
#[inline(never)]
fn beyond(x: f64) -> f64 {
    if x.is_nan() {
        x + x
    } else if x < 0.0 {
        0.0
    } else {
        f64::INFINITY
    }
}

/// `e^(x + rest)` for `x` of at most 1024, with the sign bit `sign` (at bit 18, which is bit 63 of the result).
/// `extreme` says that the result may be subnormal or infinite.
#[inline(always)]
pub fn scaled<const FMA: bool>(x: f64, rest: f64, sign: u64, extreme: bool) -> f64 {
    let shifted = mul_add::<FMA>(x, PER_LN2, SHIFT);
    let n = shifted.to_bits();
    let k = shifted - SHIFT;
    let r = mul_add::<FMA>(k, MINUS_LN2_LOW, mul_add::<FMA>(k, MINUS_LN2_HIGH, x)) + rest;
    let i = 2 * (n as usize & 127);
    let (tail, bits) = (
        f64::from_bits(EXP2[i]),
        EXP2[i + 1].wrapping_add(n.wrapping_add(sign) << 45),
    );
    let square = r * r;
    let low = mul_add::<FMA>(square, mul_add::<FMA>(r, EXP[1], EXP[0]), tail + r);
    let t = mul_add::<FMA>(square * square, mul_add::<FMA>(r, EXP[3], EXP[2]), low);
    if extreme {
        return rescaled::<FMA>(t, bits, n);
    }
    let scale = f64::from_bits(bits);
    mul_add::<FMA>(scale, t, scale)
}

/// `scale * (1 + t)` where the exponent of `bits`, the scale, has run over: `n` tells which way.
#[cold]
fn rescaled<const FMA: bool>(t: f64, bits: u64, n: u64) -> f64 {
    if n & 1 << 31 == 0 {
        // Positive: at most 2^1024, computed at 2^-1009 of its size.
        let scale = f64::from_bits(bits.wrapping_sub(1009 << 52));
        return f64::from_bits(0x7F00_0000_0000_0000) * mul_add::<FMA>(scale, t, scale);
    }
    let scale = f64::from_bits(bits.wrapping_add(1022 << 52));
    let product = scale * t;
    let y = scale + product;
    f64::MIN_POSITIVE * subnormal(scale, product, y)
}

/// `y`, the rounded sum of `scale` and `product`, rounded to a multiple of 2^-52 as a subnormal result needs it, not twice.
fn subnormal(scale: f64, product: f64, y: f64) -> f64 {
    if y.abs() >= 1.0 {
        return y;
    }
    let one = 1f64.copysign(y);
    let low = scale - y + product;
    let high = one + y;
    let low = one - high + y + low;
    let y = (high + low) - one;
    if y == 0.0 { 0f64.copysign(scale) } else { y }
}

/// 2 to the power of `x`. glibc has no body with FMA.
pub fn exp2(x: f64) -> f64 {
    let e = exponent(x.to_bits());
    let mut extreme = false;
    if e.wrapping_sub(0x3C9) > 0x3E {
        if e < 0x3C9 {
            return 1.0 + x;
        }
        if e > 0x408 && !(-1075.0 < x && x < 0.0) {
            return beyond(x);
        }
        extreme = x.abs() > 928.0;
    }
    const SHIFT: f64 = 52776558133248.0; // 1.5 * 2^45
    let shifted = x + SHIFT;
    let n = shifted.to_bits();
    let r = x - (shifted - SHIFT);
    let i = 2 * (n as usize & 127);
    let bits = EXP2[i + 1].wrapping_add(n << 45);
    let square = r * r;
    let c = &POWER_OF_2;
    let t = (f64::from_bits(EXP2[i]) + r * c[0] + square * (c[1] + r * c[2]))
        + square * square * (c[3] + r * c[4]);
    if !extreme {
        let scale = f64::from_bits(bits);
        return scale + scale * t;
    }
    if n & 1 << 31 == 0 {
        let scale = f64::from_bits(bits.wrapping_sub(1 << 52));
        return 2.0 * (scale + scale * t);
    }
    rescaled::<false>(t, bits, n)
}
