//! Builtin functions over iterables and numbers: sum, min, max, any, all, sorted, abs, divmod, pow.

use crate::native::{NativeDef, arg, method, opt};
use crate::ops::{self, Cmp};
use crate::types::list::ListObj;
use crate::types::str::StrObj;
use crate::types::{float, int, list, sort, tuple};
use crate::{Borrowed, ClassId, Opt, R, Raised, Value, call, class, errors, iter};

pub const FUNCTIONS: &[NativeDef] = &[
    method("sum(iterable, /, start=0)", sum),
    method("min(*args, key=None, default=None)", |a| {
        extreme(a, "min", Cmp::Lt)
    }),
    method("max(*args, key=None, default=None)", |a| {
        extreme(a, "max", Cmp::Gt)
    }),
    method("any(iterable, /)", |a| {
        let mut it = iter::Items::of(arg(a, 0))?;
        while let Some(v) = it.next_item()? {
            if ops::truth(&v)? {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }),
    method("all(iterable, /)", |a| {
        let mut it = iter::Items::of(arg(a, 0))?;
        while let Some(v) = it.next_item()? {
            if !ops::truth(&v)? {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }),
    method("sorted(iterable, /, *, key=None, reverse=False)", |a| {
        let items = iter::collect_list(arg(a, 0))?;
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

/// How far `sum` has come. CPython adds ints while they fit a machine word, then floats with compensation (Neumaier), and
/// whatever comes after anything else by `+`.
#[repr(C)]
#[derive(Default)]
pub struct Sum {
    /// 0: ints; 1: floats; 2: anything.
    mode: u64,
    /// What the float total lacks.
    compensation: f64,
}

impl Sum {
    /// The total with one more item.
    pub fn add(&mut self, total: &Value, v: &Value) -> R {
        if self.mode == 0 {
            let small = |v: &Value| v.as_small().or_else(|| v.as_bool().map(i64::from));
            let acc = total
                .as_small()
                .or_else(|| int::as_int(total).and_then(|i| i.to_i64()));
            let Some(acc) = acc else {
                self.mode = 2;
                return ops::add(total, v);
            };
            if let Some(sum) = small(v).and_then(|n| acc.checked_add(n)) {
                return Ok(int::from_i64(sum));
            }
            // Whatever comes first after the ints is added the general way; floats go on below.
            let total = ops::add(total, v)?;
            self.start(&total);
            return Ok(total);
        }
        if self.mode == 1 {
            let sum = float::as_f64(total).expect("a float");
            if v.is_exactly(ClassId::FLOAT) {
                let x = float::as_f64(v).expect("a float");
                let t = sum + x;
                if sum.abs() >= x.abs() {
                    self.compensation += (sum - t) + x;
                } else {
                    self.compensation += (x - t) + sum;
                }
                return Ok(float::from_f64(t));
            }
            if let Some(i) = int::as_int(v).and_then(|i| i.to_i64()) {
                return Ok(float::from_f64(sum + i as f64));
            }
            self.mode = 2;
            return ops::add(&float::from_f64(self.compensated(sum)), v);
        }
        ops::add(total, v)
    }

    /// Goes on from a total that is not the sum of ints that fit.
    fn start(&mut self, total: &Value) {
        self.mode = if total.is_exactly(ClassId::FLOAT) {
            1
        } else {
            2
        };
    }

    pub fn result(&self, total: &Value) -> Value {
        match (self.mode, float::as_f64(total)) {
            (1, Some(sum)) => float::from_f64(self.compensated(sum)),
            _ => total.clone(),
        }
    }

    fn compensated(&self, sum: f64) -> f64 {
        if self.compensation != 0.0 && self.compensation.is_finite() {
            sum + self.compensation
        } else {
            sum
        }
    }
}

fn sum(args: &[Opt]) -> R {
    let mut total = opt(args, 1).cloned().unwrap_or(Value::small(0));
    if total.get::<StrObj>().is_some() {
        return Err(errors::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    if total.is_instance(ClassId::BYTES) {
        return Err(errors::type_error(
            "sum() can't sum bytes [use b''.join(seq) instead]",
        ));
    }
    let mut it = iter::Items::of(arg(args, 0))?;
    let mut sum = Sum::default();
    if !total.is_exactly(ClassId::INT) {
        sum.start(&total);
    }
    if let Some(mut acc) = total.as_small() {
        // Small ints first, in a register.
        loop {
            let Some(v) = it.next_item()? else {
                return Ok(int::from_i64(acc));
            };
            let v = match v.into_small() {
                Ok(n) => match acc.checked_add(n) {
                    Some(sum) => {
                        acc = sum;
                        continue;
                    }
                    None => Value::small(n),
                },
                Err(v) => v,
            };
            total = sum.add(&int::from_i64(acc), &v)?;
            break;
        }
    }
    while let Some(v) = it.next_item()? {
        total = sum.add(&total, &v)?;
    }
    Ok(sum.result(&total))
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
    let mut it = iter::Items::of(&iterable)?;
    if key.is_none() {
        return match (best_of(&mut it, op)?, default) {
            (Some(v), _) => Ok(v),
            (None, Some(d)) => Ok(d.clone()),
            (None, None) => Err(no_items(name)),
        };
    }
    let mut best: Option<(Value, Value)> = None;
    while let Some(v) = it.next_item()? {
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
        (None, None) => Err(no_items(name)),
    }
}

#[cold]
fn no_items(name: &str) -> Raised {
    errors::value_error(format!("{name}() iterable argument is empty"))
}

/// The first item that no other compares so with.
fn best_of(it: &mut iter::Items, op: Cmp) -> R<Opt> {
    let Some(mut best) = it.next_item()? else {
        return Ok(None);
    };
    while let Some(v) = it.next_item()? {
        let is_better = match (v.as_small(), best.as_small()) {
            (Some(a), Some(b)) => op.test(a.cmp(&b)),
            _ => ops::compare_truth(op, &v, &best)?,
        };
        if is_better {
            best = v;
        } else if let Err(v) = v.into_small() {
            drop(v);
        }
    }
    Ok(Some(best))
}

fn pow(args: &[Opt]) -> R {
    let (base, exp) = (arg(args, 0), arg(args, 1));
    let Some(modulus) = opt(args, 2).filter(|m| !m.is_none()) else {
        return ops::pow(base, exp);
    };
    // As with all operators, a subclass that reflects differently is asked first.
    let reflected =
        |v: &Value| class::lookup(v.class(), crate::name!("__rpow__")).map(Borrowed::owned);
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
