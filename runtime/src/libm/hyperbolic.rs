//! The exponential less 1, and the hyperbolic functions that are computed from it.

use super::{exp, mul_add, mul_sub};

/// The least number whose exponential divided by 2 is infinite, less one unit.
const GREATEST: f64 = f64::from_bits(0x408633ce8fb9f87d);
const LN2_HIGH: f64 = f64::from_bits(0x3fe62e42fee00000);
const LN2_LOW: f64 = f64::from_bits(0x3dea39ef35793c76);
const PER_LN2: f64 = std::f64::consts::LOG2_E;

fn high(x: f64) -> u32 {
    (x.to_bits() >> 32) as u32
}

#[inline(always)]
pub fn expm1<const FMA: bool>(x: f64) -> f64 {
    const Q: [f64; 5] = [
        f64::from_bits(0xbfa11111111110f4),
        f64::from_bits(0x3f5a01a019fe5585),
        f64::from_bits(0xbf14ce199eaadbb7),
        f64::from_bits(0x3ed0cfca86e65239),
        f64::from_bits(0xbe8afdb76e09c32d),
    ];
    let absolute = high(x.abs());
    // 56 ln 2
    if absolute >= 0x4043_687A {
        if x.is_nan() {
            return x;
        } else if x < 0.0 {
            return -1.0;
        } else if x > f64::from_bits(0x40862e42fefa39ef) {
            return f64::INFINITY;
        }
    }
    // x is k ln 2 plus what becomes of x, and c what its rounding loses.
    let (mut x, mut k, mut c) = (x, 0, 0.0);
    if absolute > 0x3FD6_2E42 {
        let (from, low);
        if absolute < 0x3FF0_A2B2 {
            let one = 1f64.copysign(x);
            (from, low, k) = (x - one * LN2_HIGH, one * LN2_LOW, one as i32);
        } else {
            k = (PER_LN2 * x + 0.5f64.copysign(x)) as i32;
            let t = f64::from(k);
            (from, low) = (mul_add::<FMA>(-t, LN2_HIGH, x), t * LN2_LOW);
        }
        x = from - low;
        c = (from - x) - low;
    } else if absolute < 0x3C90_0000 {
        return x;
    }
    let half = 0.5 * x;
    let s = x * half;
    let s2 = s * s;
    let r1 = mul_add::<FMA>(s, Q[0], 1.0);
    let r2 = mul_add::<FMA>(Q[2], s, Q[1]);
    let r3 = mul_add::<FMA>(Q[4], s, Q[3]);
    let r = mul_add::<FMA>(s2 * s2, r3, mul_add::<FMA>(s2, r2, r1));
    let t = mul_add::<FMA>(-half, r, 3.0);
    let e = (r - t) / mul_add::<FMA>(-t, x, 6.0) * s;
    if k == 0 {
        return x - mul_sub::<FMA>(e, x, s);
    }
    let e = mul_sub::<FMA>(e - c, x, c) - s;
    // 2^k (1 + y) - 1
    let raise = |y: f64| f64::from_bits(y.to_bits().wrapping_add((i64::from(k) << 52) as u64));
    let power = |k: i32| f64::from_bits(((1023 + k) as u64) << 52);
    match k {
        -1 => 0.5 * (x - e) - 0.5,
        1 if x < -0.25 => -2.0 * (e - (x + 0.5)),
        1 => 1.0 + 2.0 * (x - e),
        ..=-2 | 57.. => raise(1.0 - (e - x)) - 1.0,
        2..=19 => raise((1.0 - power(-k)) - (e - x)),
        _ => raise((x - (e + power(-k))) + 1.0),
    }
}

#[inline(always)]
pub fn sinh<const FMA: bool>(x: f64) -> f64 {
    let a = x.abs();
    if !x.is_finite() {
        return x;
    }
    let half = 0.5f64.copysign(x);
    if a < 22.0 {
        if high(a) < 0x3E30_0000 {
            return x;
        }
        let t = expm1::<FMA>(a);
        return if a < 1.0 {
            half * mul_sub::<FMA>(t, 2.0, t * t / (t + 1.0))
        } else {
            half * (t + t / (t + 1.0))
        };
    }
    if high(a) < 0x4086_2E42 {
        return half * exp::exp::<FMA>(a);
    }
    if a <= GREATEST {
        let w = exp::exp::<FMA>(0.5 * a);
        return half * w * w;
    }
    f64::INFINITY.copysign(x)
}

/// glibc has no body with FMA, but those of the functions within.
pub fn cosh(x: f64) -> f64 {
    let a = x.abs();
    if high(a) < 0x3FD6_2E43 {
        if high(a) < 0x3C80_0000 {
            return 1.0;
        }
        let t = super::expm1(a);
        let w = 1.0 + t;
        return 1.0 + t * t / (w + w);
    }
    if a < 22.0 {
        let t = super::exp(a);
        return 0.5 * t + 0.5 / t;
    }
    if high(a) < 0x4086_2E42 {
        return 0.5 * super::exp(a);
    }
    if a <= GREATEST {
        let w = super::exp(0.5 * a);
        return 0.5 * w * w;
    }
    if x.is_nan() { x } else { f64::INFINITY }
}

/// glibc has no body with FMA, but that of `expm1` within.
pub fn tanh(x: f64) -> f64 {
    let a = x.abs();
    if x.is_nan() {
        return x;
    }
    let z = if a >= 22.0 {
        1.0
    } else if high(a) < 0x3C80_0000 {
        return x;
    } else if a >= 1.0 {
        1.0 - 2.0 / (super::expm1(2.0 * a) + 2.0)
    } else {
        let t = super::expm1(-2.0 * a);
        -t / (t + 2.0)
    };
    z.copysign(x)
}
