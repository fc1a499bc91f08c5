//! Elementary functions that round correctly nearly always, as CPython's do on glibc.
//!
//! On x86-64 the x87 unit computes with 64 bits of mantissa; the result is rounded once to 53. Elsewhere the C library's
//! double functions stand in.

use super::c;
use crate::libm;

#[cfg(target_arch = "x86_64")]
mod x87 {
    /// Runs x87 instructions on two loaded values (`b` at st(0), `a` at st(1)) and stores st(0).
    macro_rules! run {
        ($name:ident, $($op:literal),+) => {
            pub fn $name(a: f64, b: f64) -> f64 {
                let mut out = 0f64;
                // SAFETY: loads two doubles, stores one; the x87 stack is empty before and after.
                unsafe {
                    std::arch::asm!(
                        "fld qword ptr [{a}]",
                        "fld qword ptr [{b}]",
                        $($op,)+
                        "fstp qword ptr [{out}]",
                        a = in(reg) &a, b = in(reg) &b, out = in(reg) &mut out,
                        out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
                        out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
                    );
                }
                out
            }
        };
    }
    // atan2(a, b)
    run!(atan2, "fpatan");
    // atan2(a, sqrt((1 - a)(1 + a))); b is a copy of a.
    run!(
        asin,
        "fld st(0)",
        "fmulp",
        "fld1",
        "fsubrp",
        "fsqrt",
        "fpatan"
    );
    // atan2(sqrt((1 - a)(1 + a)), a)
    run!(
        acos,
        "fld st(0)",
        "fmulp",
        "fld1",
        "fsubrp",
        "fsqrt",
        "fxch",
        "fpatan"
    );
}

#[cfg(target_arch = "x86_64")]
pub fn atan2(y: f64, x: f64) -> f64 {
    if !x.is_normal() || !y.is_normal() {
        return c::atan2(y, x);
    }
    x87::atan2(y, x)
}
#[cfg(target_arch = "x86_64")]
pub fn atan(x: f64) -> f64 {
    if !x.is_normal() {
        c::atan(x)
    } else {
        x87::atan2(x, 1.0)
    }
}
#[cfg(target_arch = "x86_64")]
pub fn asin(x: f64) -> f64 {
    if !(x.abs() < 1.0) || x.abs() < 1e-8 {
        c::asin(x)
    } else {
        x87::asin(x, x)
    }
}
#[cfg(target_arch = "x86_64")]
pub fn acos(x: f64) -> f64 {
    if !(x.abs() < 1.0) || x.abs() < 1e-8 {
        c::acos(x)
    } else {
        x87::acos(x, x)
    }
}
#[cfg(not(target_arch = "x86_64"))]
pub use super::c::{acos, asin, atan, atan2};

// gamma and lgamma: Lanczos' approximation with Godfrey's coefficients for g = 6.0246…, n = 13, as in CPython's
// `mathmodule.c` (after Boost).

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
#[allow(clippy::excessive_precision)]
const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

fn lanczos_sum(x: f64) -> f64 {
    let (mut n, mut d) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..13).rev() {
            n = n * x + NUMERATOR[i];
            d = d * x + DENOMINATOR[i];
        }
    } else {
        for i in 0..13 {
            n = n / x + NUMERATOR[i];
            d = d / x + DENOMINATOR[i];
        }
    }
    n / d
}

/// `sin(pi * x)`
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i64 {
        0 => libm::sin(PI * y),
        1 => libm::cos(PI * (y - 0.5)),
        2 => libm::sin(PI * (1.0 - y)),
        3 => -libm::cos(PI * (y - 1.5)),
        _ => libm::sin(PI * (y - 2.0)),
    };
    1f64.copysign(x) * r
}

pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    if x == x.floor() && (1.0..=23.0).contains(&x) {
        return (1..x as u64).fold(1.0, |p, n| p * n as f64);
    }
    let absolute = x.abs();
    if absolute < 1e-20 {
        return 1.0 / x;
    }
    if absolute > 200.0 {
        return if x < 0.0 {
            0.0 / sin_pi(x)
        } else {
            f64::INFINITY
        };
    }
    let y = absolute + G_MINUS_HALF;
    // The rounding error of the sum.
    let z = if absolute > G_MINUS_HALF {
        (y - absolute) - G_MINUS_HALF
    } else {
        (y - G_MINUS_HALF) - absolute
    };
    let z = z * G / y;
    if x < 0.0 {
        let mut r = -std::f64::consts::PI / sin_pi(absolute) / absolute * libm::exp(y)
            / lanczos_sum(absolute);
        r -= z * r;
        if absolute < 140.0 {
            r / libm::pow(y, absolute - 0.5)
        } else {
            let root = libm::pow(y, absolute / 2.0 - 0.25);
            r / root / root
        }
    } else {
        let mut r = lanczos_sum(absolute) / libm::exp(y);
        r += z * r;
        if absolute < 140.0 {
            r * libm::pow(y, absolute - 0.5)
        } else {
            let root = libm::pow(y, absolute / 2.0 - 0.25);
            r * root * root
        }
    }
}

pub fn log_gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return if x.is_nan() { x } else { f64::INFINITY };
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { f64::INFINITY } else { 0.0 };
    }
    let absolute = x.abs();
    if absolute < 1e-20 {
        return -libm::log(absolute);
    }
    let mut r = libm::log(lanczos_sum(absolute)) - G;
    r += (absolute - 0.5) * (libm::log(absolute + G - 0.5) - 1.0);
    if x < 0.0 {
        const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353_058_711_647;
        r = LOG_PI - libm::log(sin_pi(absolute).abs()) - libm::log(absolute) - r;
    }
    r
}
