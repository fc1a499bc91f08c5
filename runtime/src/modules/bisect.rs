//! `_bisect`: places in sorted lists.

use super::NativeModule;
use crate::native::{NativeDef, arg, method, opt};
use crate::ops::{self, Cmp};
use crate::types::int;
use crate::types::list::ListObj;
use crate::{ClassId, Opt, R, Value, call, class, errors};

fn bound(v: &Value) -> R<i64> {
    ops::index_i64(v)?
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C ssize_t"))
}

/// Where `x` belongs in the sequence that is the first argument: behind the items equal to it, or before them.
fn find(args: &[Opt], x: &Value, right: bool) -> R<usize> {
    let sequence = arg(args, 0);
    let lo = opt(args, 2).map_or(Ok(0), bound)?;
    let hi = match opt(args, 3).filter(|v| !v.is_none()) {
        None => -1,
        Some(v) => {
            let is_index = int::as_int(v).is_some()
                || class::lookup(v.class(), crate::name!("__index__")).is_some();
            if !is_index {
                return Err(errors::type_error(format!(
                    "argument should be integer or None, not '{}'",
                    errors::type_name(v)
                )));
            }
            bound(v)?
        }
    };
    if lo < 0 {
        return Err(errors::value_error("lo must be non-negative"));
    }
    let hi = if hi == -1 {
        ops::length(sequence)?
    } else {
        hi.max(0) as usize
    };
    let key = opt(args, 4).filter(|k| !k.is_none());
    let list = sequence
        .get::<ListObj>()
        .filter(|_| sequence.is_exactly(ClassId::LIST));
    let (mut lo, mut hi) = (lo as usize, hi);
    while lo < hi {
        let middle = lo + (hi - lo) / 2;
        if let (Some(list), None) = (list, key) {
            let answer = list.with_two(middle, middle, |item, _| {
                if right {
                    ops::less_fast(x, item)
                } else {
                    ops::less_fast(item, x)
                }
            });
            match answer.flatten() {
                Some(less) if less == right => {
                    hi = middle;
                    continue;
                }
                Some(_) => {
                    lo = middle + 1;
                    continue;
                }
                None => {}
            }
        }
        let mut item = ops::get_item(sequence, &int::from_usize(middle))?;
        if let Some(key) = key {
            item = call::call(key, &[&item])?;
        }
        let less = if right {
            ops::compare_truth(Cmp::Lt, x, &item)?
        } else {
            ops::compare_truth(Cmp::Lt, &item, x)?
        };
        if less == right {
            hi = middle;
        } else {
            lo = middle + 1;
        }
    }
    Ok(lo)
}

fn insert(args: &[Opt], right: bool) -> R {
    let (sequence, x) = (arg(args, 0), arg(args, 1));
    let at = match opt(args, 4).filter(|k| !k.is_none()) {
        None => find(args, x, right)?,
        Some(key) => {
            let wanted = call::call(key, &[x])?;
            find(args, &wanted, right)?
        }
    };
    if sequence.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        unsafe { sequence.cast::<ListObj>() }.insert_at(at as i64, x.clone());
    } else {
        call::call_method(sequence, crate::name!("insert"), &[&int::from_usize(at), x])?;
    }
    Ok(Value::NONE)
}

const FUNCTIONS: &[NativeDef] = &[
    method("bisect_right(a, x, lo=0, hi=None, *, key=None)", |a| {
        Ok(int::from_usize(find(a, arg(a, 1), true)?))
    }),
    method("bisect_left(a, x, lo=0, hi=None, *, key=None)", |a| {
        Ok(int::from_usize(find(a, arg(a, 1), false)?))
    }),
    method("insort_right(a, x, lo=0, hi=None, *, key=None)", |a| {
        insert(a, true)
    }),
    method("insort_left(a, x, lo=0, hi=None, *, key=None)", |a| {
        insert(a, false)
    }),
];

pub const MODULE: NativeModule = NativeModule {
    name: "_bisect",
    doc: "Bisection algorithms.",
    functions: FUNCTIONS,
    init: super::nothing,
    mark: super::MARK,
};
