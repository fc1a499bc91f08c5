//! Builtin functions over iterables and numbers: sum, min, max, any, all, sorted, abs, divmod, pow.

use crate::native::{NativeDef, arg, method, opt};
use crate::ops::{self, Cmp};
use crate::types::list::ListObj;
use crate::types::str::StrObj;
use crate::types::{float, int, list, sort, tuple};
use crate::{ClassId, Opt, R, Value, call, class, errors, iter};

pub const FUNCTIONS: &[NativeDef] = &[
    method("sum(iterable, /, start=0)", sum),
    method("min(*args, key=None, default=None)", |a| {
        extreme(a, "min", Cmp::Lt)
    }),
    method("max(*args, key=None, default=None)", |a| {
        extreme(a, "max", Cmp::Gt)
    }),
    method("any(iterable, /)", |a| {
        let it = iter::iter(arg(a, 0))?;
        while let Some(v) = iter::next(&it)? {
            if ops::truth(&v)? {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }),
    method("all(iterable, /)", |a| {
        let it = iter::iter(arg(a, 0))?;
        while let Some(v) = iter::next(&it)? {
            if !ops::truth(&v)? {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }),
    method("sorted(iterable, /, *, key=None, reverse=False)", |a| {
        let items = iter::collect(arg(a, 0))?;
        let reverse = opt(a, 2).map_or(Ok(false), ops::truth)?;
        let (items, result) = sort::sort_items(items, opt(a, 1), reverse);
        result?;
        // A sorted copy of a packed list is packed.
        match arg(a, 0).get::<ListObj>() {
            Some(l) if arg(a, 0).is_exactly(ClassId::LIST) => {
                Ok(list::new_fitting(l.form(), items))
            }
            _ => Ok(list::new_list(items)),
        }
    }),
    method("abs(number, /)", |a| {
        match call::call_special(arg(a, 0), crate::name!("__abs__"), &[]) {
            Some(r) => r,
            None => Err(errors::type_error(format!(
                "bad operand type for abs(): '{}'",
                errors::type_name(arg(a, 0))
            ))),
        }
    }),
    method("divmod(x, y, /)", |a| {
        ops::binary(&DIVMOD, arg(a, 0), arg(a, 1))
    }),
    method("pow(base, exp, mod=None)", pow),
];

const DIVMOD: ops::BinaryOp = ops::BinaryOp {
    name: || crate::name!("__divmod__"),
    reflected: || crate::name!("__rdivmod__"),
    in_place: || crate::name!("__divmod__"),
    sign: "divmod()",
};

/// Adds exactly as CPython does: ints while they fit, floats with compensation (Neumaier), then `+`.
fn sum(args: &[Opt]) -> R {
    let start = opt(args, 1).cloned().unwrap_or(Value::small(0));
    if start.get::<StrObj>().is_some() {
        return Err(errors::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    if start.is_instance(ClassId::BYTES) {
        return Err(errors::type_error(
            "sum() can't sum bytes [use b''.join(seq) instead]",
        ));
    }
    let it = iter::iter(arg(args, 0))?;
    let mut total = start;
    if let Some(mut acc) = total.as_small() {
        loop {
            let Some(v) = iter::next(&it)? else {
                return Ok(int::from_i64(acc));
            };
            let n = v.as_small().or_else(|| v.as_bool().map(i64::from));
            match n.and_then(|n| acc.checked_add(n)) {
                Some(sum) => acc = sum,
                None => {
                    // Whatever comes first after the ints is added the general way; floats go on below.
                    total = ops::add(&int::from_i64(acc), &v)?;
                    break;
                }
            }
        }
    }
    if total.is_exactly(ClassId::FLOAT) {
        let mut sum = float::as_f64(&total).expect("a float");
        let mut compensation = 0.0f64;
        loop {
            let Some(v) = iter::next(&it)? else {
                return Ok(float::from_f64(compensated(sum, compensation)));
            };
            if v.is_exactly(ClassId::FLOAT) {
                let x = float::as_f64(&v).expect("a float");
                let t = sum + x;
                if sum.abs() >= x.abs() {
                    compensation += (sum - t) + x;
                } else {
                    compensation += (x - t) + sum;
                }
                sum = t;
                continue;
            }
            if let Some(i) = int::as_int(&v).and_then(|i| i.to_i64()) {
                sum += i as f64;
                continue;
            }
            total = ops::add(&float::from_f64(compensated(sum, compensation)), &v)?;
            break;
        }
    }
    while let Some(v) = iter::next(&it)? {
        total = ops::add(&total, &v)?;
    }
    Ok(total)
}

fn compensated(sum: f64, compensation: f64) -> f64 {
    if compensation != 0.0 && compensation.is_finite() {
        sum + compensation
    } else {
        sum
    }
}

fn extreme(args: &[Opt], name: &str, op: Cmp) -> R {
    // Slots: key, default, *args.
    let (key, default) = (opt(args, 0).filter(|k| !k.is_none()), opt(args, 1));
    let given = tuple::items(arg(args, 2));
    let iterable = match given {
        [] => {
            return Err(errors::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [one] => one.clone(),
        _ => {
            if default.is_some() {
                return Err(errors::type_error(format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                )));
            }
            arg(args, 2).clone()
        }
    };
    let it = iter::iter(&iterable)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(v) = iter::next(&it)? {
        let k = match key {
            Some(f) => call::call(f, &[&v])?,
            None => v.clone(),
        };
        best = match best {
            None => Some((v, k)),
            Some((_, b)) if ops::compare_truth(op, &k, &b)? => Some((v, k)),
            kept => kept,
        };
    }
    match (best, default) {
        (Some((v, _)), _) => Ok(v),
        (None, Some(d)) => Ok(d.clone()),
        (None, None) => Err(errors::value_error(format!(
            "{name}() iterable argument is empty"
        ))),
    }
}

fn pow(args: &[Opt]) -> R {
    let (base, exp) = (arg(args, 0), arg(args, 1));
    let Some(modulus) = opt(args, 2).filter(|m| !m.is_none()) else {
        return ops::pow(base, exp);
    };
    // As with all operators, a subclass that reflects differently is asked first.
    let reflected = |v: &Value| class::lookup(v.class(), crate::name!("__rpow__")).cloned();
    let reflects_first = exp.class().id != base.class().id
        && exp.class().is_subclass_of(base.class().id)
        && match (reflected(exp), reflected(base)) {
            (Some(e), Some(b)) => !e.is(&b),
            (e, _) => e.is_some(),
        };
    for is_reflected in [reflects_first, !reflects_first] {
        let result = if is_reflected {
            call::call_special(exp, crate::name!("__rpow__"), &[base, modulus])
        } else {
            call::call_special(base, crate::name!("__pow__"), &[exp, modulus])
        };
        if let Some(r) = result.transpose()?
            && !r.is_not_implemented()
        {
            return Ok(r);
        }
    }
    let name = errors::type_name;
    Err(errors::type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        name(base),
        name(exp),
        name(modulus)
    )))
}
