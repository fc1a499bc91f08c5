//! Integer functions of `math`, exact at any size.

use super::integer;
use crate::native::{arg, opt};
use crate::types::int::{from_big, from_i64};
use crate::types::tuple;
use crate::{Opt, R, Value, errors};
use dashu_int::ops::{Gcd, SquareRoot};
use dashu_int::{IBig, UBig};

/// `gcd` and `lcm` of all arguments.
pub fn fold(a: &[Opt], empty: i64, f: fn(UBig, UBig) -> UBig) -> R {
    let mut total = UBig::from(empty as u64);
    for (i, v) in tuple::items(arg(a, 0)).iter().enumerate() {
        let n = integer(v)?.into_parts().1;
        total = if i == 0 { n } else { f(total, n) };
    }
    Ok(from_big(IBig::from(total)))
}

pub fn gcd(a: UBig, b: UBig) -> UBig {
    if a == UBig::ZERO {
        return b;
    }
    if b == UBig::ZERO {
        return a;
    }
    a.gcd(b)
}

pub fn lcm(a: UBig, b: UBig) -> UBig {
    if a == UBig::ZERO || b == UBig::ZERO {
        return UBig::ZERO;
    }
    let g = gcd(a.clone(), b.clone());
    a / g * b
}

/// The product of `from..=to`.
fn product(from: u64, to: u64) -> UBig {
    if from > to {
        return UBig::ONE;
    }
    if to - from < 8 {
        return (from..=to).fold(UBig::ONE, |p, n| p * n);
    }
    let middle = from + (to - from) / 2;
    product(from, middle) * product(middle + 1, to)
}

pub fn factorial(a: &[Opt]) -> R {
    if crate::types::float::as_f64(arg(a, 0)).is_some() {
        return Err(errors::type_error(
            "'float' object cannot be interpreted as an integer",
        ));
    }
    let n = integer(arg(a, 0))?;
    if n < IBig::ZERO {
        return Err(errors::value_error(
            "factorial() not defined for negative values",
        ));
    }
    match u64::try_from(&n) {
        Ok(n) if n < 1 << 40 => Ok(from_big(IBig::from(product(1, n)))),
        _ => Err(errors::overflow_error(format!(
            "factorial() argument should not exceed {}",
            i64::MAX
        ))),
    }
}

fn count(v: &Value, name: char) -> R<IBig> {
    let n = integer(v)?;
    if n < IBig::ZERO {
        return Err(errors::value_error(format!(
            "{name} must be a non-negative integer"
        )));
    }
    Ok(n)
}

/// `n * (n - 1) * …`, `k` factors.
fn falling(n: &IBig, k: u64) -> IBig {
    if let Ok(n) = u64::try_from(n) {
        return IBig::from(product(n - k + 1, n));
    }
    (0..k).fold(IBig::ONE, |p, i| p * (n - i))
}

pub fn comb(a: &[Opt]) -> R {
    let (n, k) = (count(arg(a, 0), 'n')?, count(arg(a, 1), 'k')?);
    if k > n {
        return Ok(from_i64(0));
    }
    let rest = &n - &k;
    let k = if rest < k { rest } else { k };
    let Ok(k) = u64::try_from(&k) else {
        return Err(errors::overflow_error(format!(
            "min(n - k, k) must not exceed {}",
            u64::MAX
        )));
    };
    if k == 0 {
        return Ok(from_i64(1));
    }
    Ok(from_big(choose(&n, k)))
}

/// Halves the product, so that the numbers stay about as small as the result.
fn choose(n: &IBig, k: u64) -> IBig {
    if k < 32 {
        return falling(n, k) / IBig::from(product(1, k));
    }
    let j = k / 2;
    choose(n, j) * choose(&(n - j), k - j) / choose(&IBig::from(k), j)
}

pub fn perm(a: &[Opt]) -> R {
    let Some(k) = opt(a, 1).filter(|k| !k.is_none()) else {
        return factorial(a);
    };
    let (n, k) = (count(arg(a, 0), 'n')?, count(k, 'k')?);
    if k > n {
        return Ok(from_i64(0));
    }
    let Ok(k) = u64::try_from(&k) else {
        return Err(errors::overflow_error(format!(
            "k must not exceed {}",
            u64::MAX
        )));
    };
    Ok(from_big(if k == 0 { IBig::ONE } else { falling(&n, k) }))
}

pub fn isqrt(a: &[Opt]) -> R {
    let n = integer(arg(a, 0))?;
    if n < IBig::ZERO {
        return Err(errors::value_error("isqrt() argument must be nonnegative"));
    }
    Ok(from_big(IBig::from(n.into_parts().1.sqrt())))
}
