//! Sums of floats that round once.

use crate::native::arg;
use crate::types::float::{as_f64, from_f64, real};
use crate::{ClassId, Opt, R, Value, errors, iter, ops};

/// Shewchuk's exact sum: partial sums that do not overlap.
pub fn fsum(a: &[Opt]) -> R {
    let mut it = iter::Items::of(arg(a, 0))?;
    let mut partials: Vec<f64> = vec![];
    let (mut special, mut infinities) = (0.0f64, 0.0f64);
    while let Some(v) = it.next_item()? {
        let given = real(&v)?;
        let mut x = given;
        let mut kept = 0;
        for j in 0..partials.len() {
            let mut y = partials[j];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if !x.is_finite() {
                if given.is_finite() {
                    return Err(errors::overflow_error("intermediate overflow in fsum"));
                }
                if given.is_infinite() {
                    infinities += given;
                }
                special += given;
                partials.clear();
            } else {
                partials.push(x);
            }
        }
    }
    if special != 0.0 || special.is_nan() {
        if infinities.is_nan() {
            return Err(errors::value_error("-inf + inf in fsum"));
        }
        return Ok(from_f64(special));
    }
    Ok(from_f64(total(&partials)))
}

/// The partials' sum, rounded once (half to even across partials).
fn total(partials: &[f64]) -> f64 {
    let Some((&last, rest)) = partials.split_last() else {
        return 0.0;
    };
    let mut high = last;
    let mut low = 0.0;
    let mut n = rest.len();
    while n > 0 {
        let x = high;
        n -= 1;
        let y = rest[n];
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if n > 0 && (low < 0.0 && rest[n - 1] < 0.0 || low > 0.0 && rest[n - 1] > 0.0) {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

/// The Euclidean norm, nearly always correctly rounded: scaled by a power of two, summed in double-double.
pub fn norm(mut items: Vec<f64>) -> f64 {
    let mut max = 0f64;
    let mut nan = false;
    for x in &mut items {
        *x = x.abs();
        nan |= x.is_nan();
        max = max.max(*x);
    }
    if max.is_infinite() {
        return max;
    }
    if nan {
        return f64::NAN;
    }
    if max == 0.0 || items.len() <= 1 {
        return max;
    }
    let (_, e) = super::frexp(max);
    if e < -1023 {
        // Subnormal: scale up first.
        let scaled: Vec<f64> = items.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(scaled);
    }
    let scale = super::ldexp(1.0, -e);
    let (mut sum, mut fraction1, mut fraction2) = (1.0f64, 0.0f64, 0.0f64);
    let square = |x: f64| {
        let p = x * x;
        (p, super::c::fma(x, x, -p))
    };
    let fast_two_sum = |a: f64, b: f64| {
        let s = a + b;
        (s, (a - s) + b)
    };
    for x in &items {
        let (p, low) = square(x * scale);
        let (s, r) = fast_two_sum(sum, p);
        sum = s;
        fraction1 += low;
        fraction2 += r;
    }
    let mut h = (sum - 1.0 + (fraction1 + fraction2)).sqrt();
    // One correction step.
    let (p, low) = square(h);
    let (s, r) = fast_two_sum(sum, -p);
    fraction1 -= low;
    fraction2 += r;
    let x = s - 1.0 + (fraction1 + fraction2);
    h += x / (2.0 * h);
    h / scale
}

/// `sum(x * y)`: exact for ints, in extended precision for floats.
pub fn sumprod(a: &[Opt]) -> R {
    let (p, q) = (iter::collect(arg(a, 0))?, iter::collect(arg(a, 1))?);
    if p.len() != q.len() {
        return Err(errors::value_error("Inputs are not the same length"));
    }
    let number = |v: &Value| -> Option<f64> {
        if v.is_exactly(ClassId::FLOAT) {
            as_f64(v)
        } else {
            crate::types::int::as_int(v)
                .and_then(|i| i.to_i64())
                .filter(|i| i.abs() <= 1 << 53)
                .map(|i| i as f64)
        }
    };
    let any_float = p.iter().chain(&q).any(|v| v.is_exactly(ClassId::FLOAT));
    if any_float
        && let (Some(x), Some(y)) = (
            p.iter().map(number).collect::<Option<Vec<f64>>>(),
            q.iter().map(number).collect::<Option<Vec<f64>>>(),
        )
    {
        // Triple-length sums of exact products.
        let (mut high, mut low, mut tiny) = (0.0f64, 0.0f64, 0.0f64);
        let two_sum = |a: f64, b: f64| {
            let s = a + b;
            let z = s - a;
            (s, (a - (s - z)) + (b - z))
        };
        for (x, y) in x.into_iter().zip(y) {
            let product = x * y;
            let rest = super::c::fma(x, y, -product);
            let (h, r1) = two_sum(high, product);
            let (l, r2) = two_sum(low, rest);
            let (l, r3) = two_sum(l, r1);
            high = h;
            low = l;
            tiny += r2 + r3;
        }
        if !high.is_finite() {
            let plain = p
                .iter()
                .zip(&q)
                .map(|(a, b)| number(a).unwrap_or(0.0) * number(b).unwrap_or(0.0))
                .sum::<f64>();
            return Ok(from_f64(plain));
        }
        let (s, rest) = two_sum(high, low);
        return Ok(from_f64(s + (rest + tiny)));
    }
    let mut total = Value::small(0);
    for (x, y) in p.iter().zip(&q) {
        total = ops::add(&total, &ops::mul(x, y)?)?;
    }
    Ok(total)
}
