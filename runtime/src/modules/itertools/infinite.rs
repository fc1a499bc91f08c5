//! `count`, `cycle`, `repeat`.

use super::{ItObj, iterator, machine_index, new, new_pooled, this};
use crate::class::lookup;
use crate::native::{TypeDef, arg, class_arg, method, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::str::{bytes_of, new_str};
use crate::types::{int, str};
use crate::{ClassId, Opt, R, Value, errors, iter, ops};

fn is_number(v: &Value) -> bool {
    int::as_int(v).is_some()
        || ["__index__", "__float__", "__int__", "__complex__"]
            .iter()
            .any(|name| {
                let name = str::intern(name.as_bytes());
                lookup(v.class(), &name).is_some()
            })
}

/// Slots: the next number, the step.
fn new_count(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::COUNT)?;
    let start = opt(args, 1).cloned().unwrap_or(Value::small(0));
    let step = opt(args, 2).cloned().unwrap_or(Value::small(1));
    if !is_number(&start) || !is_number(&step) {
        return Err(errors::type_error("a number is required"));
    }
    // CPython counts with machine ints if it can.
    let plain = |v: Value| match v.as_bool() {
        Some(b) => Value::small(i64::from(b)),
        None => v,
    };
    let (start, step) = if int::as_int(&start).is_some() && int::as_int(&step).is_some() {
        (plain(start), plain(step))
    } else {
        (start, step)
    };
    Ok(new(class.id, [Some(start), Some(step)], [0; 4]))
}

fn next_count(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let (value, step) = (it.get(0).expect("a number"), it.get(1).expect("a step"));
    let following = match (value.as_small(), step.as_small()) {
        (Some(a), Some(b)) => int::from_i64(a + b),
        _ => ops::add(&value, &step)?,
    };
    it.set(0, Some(following));
    Ok(Some(value))
}

fn shown(it: &ItObj, at: usize) -> R<String> {
    let text = ops::repr(&it.get(at).expect("set"))?;
    Ok(String::from_utf8_lossy(bytes_of(&text)).into_owned())
}

fn repr_count(args: &[Opt]) -> R {
    let it = this(arg(args, 0));
    let name = arg(args, 0).class().name_string();
    let next = shown(it, 0)?;
    let is_one = it.get(1).and_then(|s| s.as_small()) == Some(1);
    let text = if is_one {
        format!("{name}({next})")
    } else {
        format!("{name}({next}, {})", shown(it, 1)?)
    };
    Ok(new_str(text.as_bytes()))
}

/// Slot: the source while it lasts. Pool: its items. Number: the place in the pool.
fn next_cycle(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    if let Some(source) = it.get(0) {
        if let Some(v) = iter::next(&source)? {
            it.lists(|pool, _| pool.push(v.clone()));
            return Ok(Some(v));
        }
        it.set(0, None);
    }
    let at = it.n[0].get() as usize;
    let (found, len) = it.lists(|pool, _| (pool.get(at).cloned(), pool.len()));
    it.n[0].set(if at + 1 >= len { 0 } else { at as i64 + 1 });
    Ok(found)
}

/// Slot: the object. Number: how many times are left, negative without end.
fn next_repeat(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let left = it.n[0].get();
    if left == 0 {
        return Ok(None);
    }
    if left > 0 {
        it.n[0].set(left - 1);
    }
    Ok(it.get(0))
}

pub(super) const TYPES: &[TypeDef] = &[
    iterator(
        ClassId::COUNT,
        next_count,
        "Return a count object whose .__next__() method returns consecutive values.",
        &[
            static_method("__new__(cls, start=0, step=1)", new_count),
            ITER,
            NEXT,
            method("__repr__(self, /)", repr_count),
        ],
    ),
    iterator(
        ClassId::CYCLE,
        next_cycle,
        "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
        &[
            static_method("__new__(cls, iterable, /)", |a| {
                let class = class_arg(a, ClassId::CYCLE)?;
                let source = iter::iter(arg(a, 1))?;
                Ok(new_pooled(class.id, [Some(source)], [0; 4], vec![], vec![]))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::REPEAT,
        next_repeat,
        "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
        &[
            static_method("__new__(cls, object, times=0)", |a| {
                let class = class_arg(a, ClassId::REPEAT)?;
                let left = opt(a, 2).map_or(Ok(-1), |n| machine_index(n).map(|n| n.max(0)))?;
                Ok(new(class.id, [Some(arg(a, 1).clone())], [left, 0, 0, 0]))
            }),
            ITER,
            NEXT,
            method("__length_hint__(self, /)", |a| {
                let left = this(arg(a, 0)).n[0].get();
                if left < 0 {
                    return Err(errors::type_error("len() of unsized object"));
                }
                Ok(int::from_i64(left))
            }),
            method("__repr__(self, /)", |a| {
                let it = this(arg(a, 0));
                let name = arg(a, 0).class().name_string();
                let object = shown(it, 0)?;
                let text = match it.n[0].get() {
                    left if left < 0 => format!("{name}({object})"),
                    left => format!("{name}({object}, {left})"),
                };
                Ok(new_str(text.as_bytes()))
            }),
        ],
    ),
];
