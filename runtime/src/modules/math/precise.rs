//! Functions that glibc rounds correctly: computed with pairs of doubles.

use super::c;
use std::f64::consts::{FRAC_2_SQRT_PI, LN_2};

/// An unevaluated sum of two doubles, the second at most half a unit of the first.
#[derive(Clone, Copy)]
struct Pair(f64, f64);

impl Pair {
    fn sum(a: f64, b: f64) -> Pair {
        let s = a + b;
        let t = s - a;
        Pair(s, (a - (s - t)) + (b - t))
    }
    fn product(a: f64, b: f64) -> Pair {
        let p = a * b;
        Pair(p, c::fma(a, b, -p))
    }
    fn add(self, other: Pair) -> Pair {
        let (high, low) = (Pair::sum(self.0, other.0), Pair::sum(self.1, other.1));
        let high = Pair::sum(high.0, high.1 + low.0);
        Pair::sum(high.0, high.1 + low.1)
    }
    fn mul(self, other: Pair) -> Pair {
        let p = Pair::product(self.0, other.0);
        Pair::sum(p.0, p.1 + (self.0 * other.1 + self.1 * other.0))
    }
    fn scale(self, by: f64) -> Pair {
        let p = Pair::product(self.0, by);
        Pair::sum(p.0, p.1 + self.1 * by)
    }
    fn div(self, by: Pair) -> Pair {
        let first = self.0 / by.0;
        let rest = self.add(by.scale(-first));
        let second = rest.0 / by.0;
        let rest = rest.add(by.scale(-second));
        let third = rest.0 / by.0;
        let q = Pair::sum(first, second);
        q.add(Pair(third, 0.0))
    }
    fn neg(self) -> Pair {
        Pair(-self.0, -self.1)
    }
    fn value(self) -> f64 {
        self.0 + self.1
    }
}

const ONE: Pair = Pair(1.0, 0.0);
/// 2 / sqrt(pi)
const TWO_OVER_ROOT_PI: Pair = Pair(FRAC_2_SQRT_PI, 1.533_545_961_316_588e-17);

/// e to the power of `x`, which is between -745 and 709.
fn exp(x: Pair) -> Pair {
    const LOW: f64 = 2.319_046_813_846_299_6e-17;
    let k = (x.0 / LN_2).round();
    let r = x.add(Pair(LN_2, LOW).scale(-k)).scale(1.0 / 512.0);
    // e^r - 1 by its series, doubled nine times.
    let mut term = r;
    let mut s = r;
    for n in 2..10 {
        term = term.mul(r).div(Pair(f64::from(n), 0.0));
        s = s.add(term);
    }
    for _ in 0..9 {
        s = s.scale(2.0).add(s.mul(s));
    }
    let e = s.add(ONE);
    let k = k as i32;
    let power = |k: i32| f64::from_bits(((1023 + k) as u64) << 52);
    let (a, b) = (k / 2, k - k / 2);
    Pair(e.0 * power(a) * power(b), e.1 * power(a) * power(b))
}

pub fn erf(x: f64) -> f64 {
    let a = x.abs();
    if !(1e-10..6.0).contains(&a) {
        return c::erf(x);
    }
    let y = if a < 2.0 {
        erf_series(a)
    } else {
        ONE.add(erfc_fraction(a).neg())
    };
    y.value().copysign(x)
}

pub fn erfc(x: f64) -> f64 {
    if !(-6.0..=26.0).contains(&x) || x.abs() < 1e-18 {
        return c::erfc(x);
    }
    let a = x.abs();
    if x >= 2.0 {
        return erfc_fraction(a).value();
    }
    let y = if a < 2.0 {
        erf_series(a)
    } else {
        ONE.add(erfc_fraction(a).neg())
    };
    ONE.add(if x < 0.0 { y } else { y.neg() }).value()
}

/// erf(x) = 2/sqrt(pi) e^(-x²) (x + 2x³/3 + 4x⁵/15 + …), all terms positive (Abramowitz and Stegun 7.1.6).
fn erf_series(x: f64) -> Pair {
    let square = Pair::product(x, x);
    let mut term = Pair(x, 0.0);
    let mut total = term;
    let mut n = 1.0;
    while term.0 > total.0 * 1e-33 {
        term = term.mul(square).scale(2.0).div(Pair(2.0 * n + 1.0, 0.0));
        total = total.add(term);
        n += 1.0;
    }
    total.mul(exp(square.neg())).mul(TWO_OVER_ROOT_PI)
}

/// erfc(x) by its continued fraction (Abramowitz and Stegun 7.1.14), for x from 2.
fn erfc_fraction(x: f64) -> Pair {
    let square = Pair::product(x, x);
    let mut tail = Pair(x, 0.0);
    let terms = (400.0 / square.0) as i32 + 12;
    for n in (1..=terms).rev() {
        tail = Pair(x, 0.0).add(Pair(f64::from(n) / 2.0, 0.0).div(tail));
    }
    exp(square.neg()).mul(TWO_OVER_ROOT_PI).scale(0.5).div(tail)
}

/// sinh of a number that is not large.
fn sinh(y: f64) -> Pair {
    if y.abs() < 0.5 {
        let square = Pair::product(y, y);
        let mut term = Pair(y, 0.0);
        let mut total = term;
        let mut n = 1.0;
        while term.0.abs() > total.0.abs() * 1e-33 {
            term = term.mul(square).div(Pair((2.0 * n) * (2.0 * n + 1.0), 0.0));
            total = total.add(term);
            n += 1.0;
        }
        return total;
    }
    let e = exp(Pair(y, 0.0));
    e.add(ONE.div(e).neg()).scale(0.5)
}

/// One step of Newton's from the C library's answer.
pub fn asinh(x: f64) -> f64 {
    let y = c::asinh(x);
    if !(1e-7..1e300).contains(&x.abs()) {
        return y;
    }
    let error = sinh(y).add(Pair(-x, 0.0));
    let slope = if x.abs() < 1e10 {
        (1.0 + x * x).sqrt()
    } else {
        x.abs()
    };
    Pair::sum(y, -error.value() / slope).value()
}

pub fn acosh(x: f64) -> f64 {
    let y = c::acosh(x);
    if !(1.000_000_1..1e306).contains(&x) {
        return y;
    }
    let e = exp(Pair(y, 0.0));
    let reciprocal = ONE.div(e);
    let error = e.add(reciprocal).scale(0.5).add(Pair(-x, 0.0));
    let slope = e.add(reciprocal.neg()).scale(0.5);
    Pair::sum(y, -error.value() / slope.0).value()
}

pub fn atanh(x: f64) -> f64 {
    let y = c::atanh(x);
    if !(1e-7..1.0).contains(&x.abs()) {
        return y;
    }
    // tanh(y) - x, times cosh(y)
    let s = sinh(y);
    let e = exp(Pair(y, 0.0));
    let cosh = e.add(ONE.div(e)).scale(0.5);
    let error = s.add(cosh.scale(-x));
    Pair::sum(y, -error.value() * cosh.0).value()
}
