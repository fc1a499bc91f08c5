//! Tangent: from a table of tangents and cotangents of points 1/256 apart and a polynomial for the rest.

use super::branch::reduce;
use super::sin::{near, near_short};
use super::tan_tables::TAN;
use super::{mul_add, mul_sub};

/// Up to here the polynomial does alone.
const SMALL: f64 = f64::from_bits(0x3faf212d00000000);
/// Coefficients from the cube on.
const TANGENT: [f64; 5] = [
    f64::from_bits(0x3fd5555555555555),
    f64::from_bits(0x3fc11111111107c6),
    f64::from_bits(0x3faba1ba1cdb8745),
    f64::from_bits(0x3f9664ed49cfc666),
    f64::from_bits(0x3f82385a3cf2e4ea),
];
/// Likewise for the rest beyond a point of the table.
const TANGENT_SHORT: [f64; 2] = [
    f64::from_bits(0x3fd5555555554dbd),
    f64::from_bits(0x3fc11112e0a6b45f),
];

#[inline(always)]
pub fn tan<const FMA: bool>(x: f64) -> f64 {
    let a = x.abs();
    if a <= f64::from_bits(0x3e4b096c00000000) {
        return x;
    }
    if a <= SMALL {
        let square = x * x;
        return mul_add::<FMA>(x * square, small::<FMA>(square), x);
    }
    if a <= f64::from_bits(0x3fe92f1a00000000) {
        let r = of_table::<FMA>(a, 0.0, false);
        return if x < 0.0 { -r } else { r };
    }
    let (y, rest, n) = if a <= 25.0 {
        near_short::<FMA>(x)
    } else if a.is_finite() {
        let (y, rest, n) = if a <= 1e8 { near::<FMA>(x) } else { reduce(x) };
        let (y, rest) = sum(y, rest);
        (y, rest, n)
    } else {
        return f64::NAN;
    };
    let cotangent = n & 1 == 1;
    if y.abs() <= SMALL {
        let square = y * y;
        let t = mul_add::<FMA>(y * square, small::<FMA>(square), rest);
        return if cotangent {
            let (b, rest) = sum(y, t);
            -reciprocal::<FMA>(b, rest)
        } else {
            y + t
        };
    }
    let (a, rest, negative) = if y < 0.0 {
        (-y, -rest, true)
    } else {
        (y, rest, false)
    };
    let r = of_table::<FMA>(a, rest, cotangent);
    if negative != cotangent { -r } else { r }
}

/// The polynomial of the tangent, less its first term and divided by the cube.
#[inline(always)]
fn small<const FMA: bool>(square: f64) -> f64 {
    let c = &TANGENT;
    let mut p = c[4];
    for c in [c[3], c[2], c[1], c[0]] {
        p = mul_add::<FMA>(p, square, c);
    }
    p
}

/// The tangent or cotangent of `a + rest`, from [`SMALL`] to 0.79.
#[inline(always)]
fn of_table<const FMA: bool>(a: f64, rest: f64, cotangent: bool) -> f64 {
    let i = 3 * mul_add::<FMA>(a, 256.0, -15.5) as i32 as usize;
    let row = &TAN[i..i + 3];
    let [point, tan, cot] = [0, 1, 2].map(|i| f64::from_bits(row[i]));
    let z = a - point + rest;
    let square = z * z;
    let p = mul_add::<FMA>(square, TANGENT_SHORT[1], TANGENT_SHORT[0]);
    let p = mul_add::<FMA>(z * square, p, z);
    let t = p * (tan + cot);
    if cotangent {
        cot - t / (tan + p)
    } else {
        tan + t / (cot - p)
    }
}

/// The sum of two doubles, and what it lacks.
#[inline(always)]
fn sum(a: f64, b: f64) -> (f64, f64) {
    let s = a + b;
    if a.abs() > b.abs() {
        (s, (a - s) + b)
    } else {
        (s, (b - s) + a)
    }
}

/// `1 / (b + rest)`
#[inline(always)]
fn reciprocal<const FMA: bool>(b: f64, rest: f64) -> f64 {
    let c = 1.0 / b;
    let u = c * b;
    // Exactly what the product lacks.
    let uu = if FMA {
        mul_sub::<FMA>(c, b, u)
    } else {
        let halves = |x: f64| {
            let t = x * 134217729.0;
            let high = (x - t) + t;
            (high, x - high)
        };
        let ((c1, c2), (b1, b2)) = (halves(c), halves(b));
        (((c1 * b1 - u) + c1 * b2) + c2 * b1) + c2 * b2
    };
    let t = ((1.0 - u) - uu) + 0.0;
    let cc = mul_add::<FMA>(-rest, c, t) / b;
    let z = c + cc;
    ((c - z) + cc) + z
}
