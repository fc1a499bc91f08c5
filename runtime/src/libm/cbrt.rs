//! Cube root: a polynomial for the fraction from 1/2 to 1, one step of Halley's, and the exponent. Neither rounded correctly nor
//! fused in glibc.

/// From the highest power to the lowest; the signs alternate but for the last.
const C: [f64; 7] = [
    f64::from_bits(0x3fc29801e893366d),
    f64::from_bits(0x3fe91e2a6fe7e984),
    f64::from_bits(0x3ffd5ae6cfa20f0c),
    f64::from_bits(0x40039350adad51ec),
    f64::from_bits(0x4000eb8277cd8d5d),
    f64::from_bits(0x3ff8218dde9028b4),
    f64::from_bits(0x3fd6b69cba168ff2),
];
/// 2 to the powers of -2/3 to 2/3.
const FACTORS: [f64; 5] = [
    f64::from_bits(0x3fe428a2f98d728a),
    f64::from_bits(0x3fe965fea53d6e3c),
    1.0,
    f64::from_bits(0x3ff428a2f98d728b),
    f64::from_bits(0x3ff965fea53d6e3d),
];

pub fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (a, extra) = if x.is_subnormal() {
        (x.abs() * 2f64.powi(54), -54)
    } else {
        (x.abs(), 0)
    };
    let bits = a.to_bits();
    let e = (bits >> 52) as i32 - 1022 + extra;
    let m = f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52);
    let u = C[1] - C[0] * m;
    let u = u * m - C[2];
    let u = u * m + C[3];
    let u = u * m - C[4];
    let u = u * m + C[5];
    let u = u * m + C[6];
    let cube = u * u * u;
    let y = (m + m + cube) * u / (cube + cube + m) * FACTORS[(2 + e % 3) as usize];
    // The result is never subnormal.
    (y * f64::from_bits(((1023 + e / 3) as u64) << 52)).copysign(x)
}
