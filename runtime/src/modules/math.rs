//! Module `math`.
//!
//! Elementary functions end in the same digits as CPython's on glibc: by [`libm`], or because they are rounded correctly
//! (`precise`).

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::float::{from_f64, real};
use crate::types::int::{self, IntRef, arith};
use crate::types::{float, tuple};
use crate::{Borrowed, ClassId, Opt, R, Raised, Value, call, class, errors, iter, libm, ops};
use dashu_int::IBig;

mod elementary;
mod integers;
mod precise;
mod sums;

pub const MODULE: NativeModule = NativeModule {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    init,
    mark: crate::modules::MARK,
};

fn init(m: &ModuleObj) -> R<()> {
    add(m, "pi", from_f64(std::f64::consts::PI));
    add(m, "e", from_f64(std::f64::consts::E));
    add(m, "tau", from_f64(std::f64::consts::TAU));
    add(m, "inf", from_f64(f64::INFINITY));
    add(m, "nan", from_f64(f64::NAN));
    Ok(())
}

macro_rules! c_functions {
    ($($name:ident($($x:ident),*);)*) => {
        mod c {
            mod raw {
                unsafe extern "C" {
                    $(pub safe fn $name($($x: f64),*) -> f64;)*
                }
            }
            $(pub fn $name($($x: f64),*) -> f64 { raw::$name($($x),*) })*
        }
    };
}
c_functions! {
    acos(x); acosh(x); asin(x); asinh(x); atan(x); atanh(x); erf(x); erfc(x); sqrt(x);
    atan2(x, y); remainder(x, y); nextafter(x, y); fma(x, y, z);
}

fn domain() -> Raised {
    errors::value_error("math domain error")
}
fn range() -> Raised {
    errors::overflow_error("math range error")
}

/// The domain error that shows the argument: `expected a number between -1 and 1, got 2.0`.
fn expected(what: &str, x: f64) -> Raised {
    errors::value_error(format!(
        "expected {what}, got {}",
        taipan_text::float::repr(x)
    ))
}

/// A function of one float: NaN from a number is a domain error, infinity from a finite one an overflow (or a domain error).
fn one(a: &[Opt], f: impl Fn(f64) -> f64, can_overflow: bool, wanted: &str) -> R {
    let x = real(arg(a, 0))?;
    let r = f(x);
    if r.is_nan() && !x.is_nan() {
        return Err(if wanted.is_empty() {
            domain()
        } else {
            expected(wanted, x)
        });
    }
    if r.is_infinite() && x.is_finite() {
        return Err(if can_overflow {
            range()
        } else if wanted.is_empty() {
            domain()
        } else {
            expected(wanted, x)
        });
    }
    Ok(from_f64(r))
}

fn two(a: &[Opt], f: fn(f64, f64) -> f64) -> R {
    let (x, y) = (real(arg(a, 0))?, real(arg(a, 1))?);
    let r = f(x, y);
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range());
    }
    Ok(from_f64(r))
}

const FUNCTIONS: &[NativeDef] = &[
    method("acos(x, /)", |a| {
        one(
            a,
            elementary::acos,
            false,
            "a number in range from -1 up to 1",
        )
    }),
    method("acosh(x, /)", |a| {
        one(a, precise::acosh, false, "argument value not less than 1")
    }),
    method("asin(x, /)", |a| {
        one(
            a,
            elementary::asin,
            false,
            "a number in range from -1 up to 1",
        )
    }),
    method("asinh(x, /)", |a| one(a, precise::asinh, false, "")),
    method("atan(x, /)", |a| one(a, elementary::atan, false, "")),
    method("atanh(x, /)", |a| {
        one(a, precise::atanh, false, "a number between -1 and 1")
    }),
    method("cbrt(x, /)", |a| one(a, libm::cbrt, false, "")),
    method("cos(x, /)", |a| one(a, libm::cos, false, "a finite input")),
    method("cosh(x, /)", |a| one(a, libm::cosh, true, "")),
    method("erf(x, /)", |a| one(a, precise::erf, false, "")),
    method("erfc(x, /)", |a| one(a, precise::erfc, false, "")),
    method("exp(x, /)", |a| one(a, libm::exp, true, "")),
    method("exp2(x, /)", |a| one(a, libm::exp2, true, "")),
    method("expm1(x, /)", |a| one(a, libm::expm1, true, "")),
    method("fabs(x, /)", |a| Ok(from_f64(real(arg(a, 0))?.abs()))),
    method("gamma(x, /)", |a| {
        let x = real(arg(a, 0))?;
        if x == f64::NEG_INFINITY || x == 0.0 || x < 0.0 && x == x.floor() {
            return Err(expected("a noninteger or positive integer", x));
        }
        one(
            a,
            elementary::gamma,
            true,
            "a noninteger or positive integer",
        )
    }),
    method("lgamma(x, /)", |a| {
        let x = real(arg(a, 0))?;
        if x.is_finite() && x <= 0.0 && x == x.floor() {
            return Err(expected("a noninteger or positive integer", x));
        }
        one(a, elementary::log_gamma, true, "")
    }),
    method("log(x, base=None, /)", |a| match opt(a, 1) {
        None => log(arg(a, 0), libm::log).map(from_f64),
        Some(b) => {
            let (n, d) = (log(arg(a, 0), libm::log)?, log(b, libm::log)?);
            if d == 0.0 {
                return Err(errors::zero_division("division by zero"));
            }
            Ok(from_f64(n / d))
        }
    }),
    method("log10(x, /)", |a| log(arg(a, 0), libm::log10).map(from_f64)),
    method("log2(x, /)", |a| log(arg(a, 0), libm::log2).map(from_f64)),
    method("log1p(x, /)", |a| {
        one(a, libm::log1p, false, "argument value > -1")
    }),
    method("sin(x, /)", |a| one(a, libm::sin, false, "a finite input")),
    method("sinh(x, /)", |a| one(a, libm::sinh, true, "")),
    method("sqrt(x, /)", |a| {
        one(a, c::sqrt, false, "a nonnegative input")
    }),
    method("tan(x, /)", |a| one(a, libm::tan, false, "a finite input")),
    method("tanh(x, /)", |a| one(a, libm::tanh, false, "")),
    method("atan2(y, x, /)", |a| two(a, elementary::atan2)),
    method("pow(x, y, /)", pow),
    method("fmod(x, y, /)", |a| {
        let (x, y) = (real(arg(a, 0))?, real(arg(a, 1))?);
        if y.is_infinite() && x.is_finite() {
            return Ok(from_f64(x));
        }
        let r = x % y;
        if r.is_nan() && !x.is_nan() && !y.is_nan() {
            return Err(domain());
        }
        Ok(from_f64(r))
    }),
    method("remainder(x, y, /)", |a| two(a, c::remainder)),
    method("copysign(x, y, /)", |a| {
        Ok(from_f64(real(arg(a, 0))?.copysign(real(arg(a, 1))?)))
    }),
    method("degrees(x, /)", |a| {
        Ok(from_f64(real(arg(a, 0))? * (180.0 / std::f64::consts::PI)))
    }),
    method("radians(x, /)", |a| {
        Ok(from_f64(real(arg(a, 0))? * (std::f64::consts::PI / 180.0)))
    }),
    method("isnan(x, /)", |a| {
        Ok(Value::bool(real(arg(a, 0))?.is_nan()))
    }),
    method("isinf(x, /)", |a| {
        Ok(Value::bool(real(arg(a, 0))?.is_infinite()))
    }),
    method("isfinite(x, /)", |a| {
        Ok(Value::bool(real(arg(a, 0))?.is_finite()))
    }),
    method("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", is_close),
    method("floor(x, /)", |a| {
        to_integer(a, crate::name!("__floor__"), f64::floor)
    }),
    method("ceil(x, /)", |a| {
        to_integer(a, crate::name!("__ceil__"), f64::ceil)
    }),
    method("trunc(x, /)", |a| {
        let x = arg(a, 0);
        if x.is_exactly(ClassId::FLOAT) {
            return int::methods::truncate(float::as_f64(x).expect("a float"));
        }
        match call::call_special(x, crate::name!("__trunc__"), &[]) {
            Some(r) => r,
            None => Err(errors::type_error(format!(
                "type {} doesn't define __trunc__ method",
                errors::type_name(x)
            ))),
        }
    }),
    method("frexp(x, /)", |a| {
        let x = real(arg(a, 0))?;
        let (m, e) = frexp(x);
        Ok(tuple::new_tuple(vec![from_f64(m), Value::small(e)]))
    }),
    method("ldexp(x, i, /)", |a| {
        let x = real(arg(a, 0))?;
        let Some(i) = int::as_int(arg(a, 1)) else {
            return Err(errors::type_error(
                "Expected an int as second argument to ldexp.",
            ));
        };
        let i = i
            .to_i64()
            .unwrap_or(if i.is_negative() { i64::MIN } else { i64::MAX });
        let r = ldexp(x, i);
        if r.is_infinite() && x.is_finite() {
            return Err(range());
        }
        Ok(from_f64(r))
    }),
    method("modf(x, /)", |a| {
        let x = real(arg(a, 0))?;
        let whole = if x.is_infinite() { x } else { x.trunc() };
        let fraction = if x.is_infinite() {
            0f64.copysign(x)
        } else {
            (x - whole).copysign(x)
        };
        Ok(tuple::new_tuple(vec![from_f64(fraction), from_f64(whole)]))
    }),
    method("nextafter(x, y, /, *, steps=None)", next_after),
    method("ulp(x, /)", |a| {
        let x = real(arg(a, 0))?.abs();
        if x.is_nan() || x.is_infinite() {
            return Ok(from_f64(x));
        }
        let next = x.next_up();
        Ok(from_f64(if next.is_infinite() {
            x - x.next_down()
        } else {
            next - x
        }))
    }),
    method("fma(x, y, z, /)", |a| {
        let (x, y, z) = (real(arg(a, 0))?, real(arg(a, 1))?, real(arg(a, 2))?);
        let r = c::fma(x, y, z);
        if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(errors::value_error("invalid operation in fma"));
        }
        if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
            return Err(errors::overflow_error("overflow in fma"));
        }
        Ok(from_f64(r))
    }),
    method("hypot(*coordinates)", |a| {
        let items: R<Vec<f64>> = tuple::items(arg(a, 0)).iter().map(real).collect();
        Ok(from_f64(sums::norm(items?)))
    }),
    method("dist(p, q, /)", dist),
    method("fsum(seq, /)", sums::fsum),
    method("sumprod(p, q, /)", sums::sumprod),
    method("prod(iterable, /, *, start=1)", |a| {
        let mut total = opt(a, 1).cloned().unwrap_or(Value::small(1));
        let mut it = iter::Items::of(arg(a, 0))?;
        while let Some(v) = it.next_item()? {
            total = ops::mul(&total, &v)?;
        }
        Ok(total)
    }),
    method("gcd(*integers)", |a| integers::fold(a, 0, integers::gcd)),
    method("lcm(*integers)", |a| integers::fold(a, 1, integers::lcm)),
    method("factorial(n, /)", integers::factorial),
    method("comb(n, k, /)", integers::comb),
    method("perm(n, k=None, /)", integers::perm),
    method("isqrt(n, /)", integers::isqrt),
];

/// A logarithm; ints of any size.
fn log(v: &Value, f: impl Fn(f64) -> f64) -> R<f64> {
    if let Some(i) = int::as_int(v) {
        if i.is_negative() || i.is_zero() {
            return Err(errors::value_error("expected a positive input"));
        }
        if let Ok(x) = int::to_f64(&i) {
            return Ok(f(x));
        }
        drop(crate::context::take_exception());
        // log(m * 2^e) from the leading bits.
        let bits = arith::bit_length(&i);
        let shift = bits - 64;
        let top: IBig = i.to_big() >> shift;
        let m = u64::try_from(&top).expect("64 bits") as f64 / 2f64.powi(64);
        return Ok(f(m) + f(2.0) * bits as f64);
    }
    let x = real(v)?;
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x <= 0.0 {
        return Err(expected("a positive input", x));
    }
    Ok(f(x))
}

fn pow(a: &[Opt]) -> R {
    let (x, y) = (real(arg(a, 0))?, real(arg(a, 1))?);
    let r = libm::pow(x, y);
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(if x == 0.0 { domain() } else { range() });
    }
    Ok(from_f64(r))
}

fn to_integer(a: &[Opt], name: &'static Value, f: fn(f64) -> f64) -> R {
    let v = arg(a, 0);
    if !v.is_exactly(ClassId::FLOAT)
        && let Some(m) = class::lookup(v.class(), name).map(Borrowed::owned)
    {
        return call::call_found(v, &m, &[]);
    }
    int::methods::truncate(f(real(v)?))
}

fn is_close(args: &[Opt]) -> R {
    let (a, b) = (real(arg(args, 0))?, real(arg(args, 1))?);
    let rel = opt(args, 2).map_or(Ok(1e-9), real)?;
    let abs = opt(args, 3).map_or(Ok(0.0), real)?;
    if rel < 0.0 || abs < 0.0 {
        return Err(errors::value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let d = (b - a).abs();
    Ok(Value::bool(
        d <= (rel * b).abs() || d <= (rel * a).abs() || d <= abs,
    ))
}

/// Fraction in [0.5, 1) and exponent.
fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, extra) = if x.is_subnormal() {
        (x * 2f64.powi(64), -64)
    } else {
        (x, 0)
    };
    let bits = scaled.to_bits();
    let e = (bits >> 52 & 0x7FF) as i64 - 1022;
    (
        f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52),
        e + extra,
    )
}

fn ldexp(x: f64, i: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (m, e) = frexp(x);
    let e = e.saturating_add(i);
    if e > 1024 {
        return f64::INFINITY.copysign(x);
    }
    if e < -1080 {
        return 0f64.copysign(x);
    }
    // Two steps so that only the last one rounds.
    if e > 1000 {
        return m * 2f64.powi((e - 1) as i32) * 2.0;
    }
    if e >= -1021 {
        return m * 2f64.powi(e as i32);
    }
    m * 2f64.powi((e + 100) as i32) * 2f64.powi(-100)
}

fn next_after(a: &[Opt]) -> R {
    let (x, y) = (real(arg(a, 0))?, real(arg(a, 1))?);
    let Some(steps) = opt(a, 2).filter(|s| !s.is_none()) else {
        return Ok(from_f64(c::nextafter(x, y)));
    };
    let steps = ops::index(steps)?;
    let steps = int::as_int(&steps).expect("an int");
    if steps.is_negative() {
        return Err(errors::value_error("steps must be a non-negative integer"));
    }
    let n = steps.to_i64().map_or(u64::MAX, |s| s as u64);
    if x.is_nan() || y.is_nan() {
        return Ok(from_f64(f64::NAN));
    }
    // Floats in order of their values, as integers.
    let order = |x: f64| {
        let b = x.to_bits() as i64;
        if b < 0 { i64::MIN.wrapping_sub(b) } else { b }
    };
    let back = |i: i64| {
        f64::from_bits(if i < 0 {
            i64::MIN.wrapping_sub(i) as u64
        } else {
            i as u64
        })
    };
    let (from, to) = (order(x), order(y));
    if from == to || n == 0 {
        return Ok(from_f64(if n == 0 { x } else { y }));
    }
    let gap = from.abs_diff(to);
    if n >= gap {
        return Ok(from_f64(y));
    }
    Ok(from_f64(back(if from < to {
        from + n as i64
    } else {
        from - n as i64
    })))
}

fn dist(a: &[Opt]) -> R {
    let (p, q) = (iter::collect(arg(a, 0))?, iter::collect(arg(a, 1))?);
    if p.len() != q.len() {
        return Err(errors::value_error(
            "both points must have the same number of dimensions",
        ));
    }
    let mut d = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        d.push(real(x)? - real(y)?);
    }
    Ok(from_f64(sums::norm(d)))
}

/// An integer argument.
fn integer(v: &Value) -> R<IBig> {
    let i = ops::index(v)?;
    Ok(match int::as_int(&i).expect("an int") {
        IntRef::Small(i) => IBig::from(i),
        IntRef::Big(b) => b.clone(),
    })
}
