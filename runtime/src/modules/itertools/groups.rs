//! `groupby` and the groups that it yields.

use super::{ItObj, iterator, new, this};
use crate::native::{TypeDef, arg, class_arg, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::tuple;
use crate::{ClassId, Opt, R, Value, call, errors, iter, ops};

// Slots of a groupby; its number is the address of the group it yielded last.
const SOURCE: usize = 0;
const KEY: usize = 1;
const TARGET: usize = 2;
const CURRENT_KEY: usize = 3;
const CURRENT: usize = 4;

/// Reads the next item and computes its key; false at the end.
fn advance(it: &ItObj) -> R<bool> {
    let source = it.get(SOURCE).expect("a source");
    let Some(item) = iter::next(&source)? else {
        return Ok(false);
    };
    let key = match it.get(KEY) {
        Some(function) => call::call(&function, &[&item])?,
        None => item.clone(),
    };
    it.set(CURRENT, Some(item));
    it.set(CURRENT_KEY, Some(key));
    Ok(true)
}

fn next_groupby(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    it.n[0].set(0);
    // Past what is left of the group before.
    loop {
        match (it.get(CURRENT_KEY), it.get(TARGET)) {
            (Some(_), None) => break,
            (Some(current), Some(target)) if !ops::equal(&target, &current)? => break,
            _ => {}
        }
        if !advance(it)? {
            return Ok(None);
        }
    }
    let key = it.get(CURRENT_KEY).expect("a key");
    it.set(TARGET, Some(key.clone()));
    let group = new_group(iterator, &key);
    Ok(Some(tuple::new_tuple(vec![key, group])))
}

fn new_group(parent: &Value, key: &Value) -> Value {
    let slots = [Some(parent.clone()), Some(key.clone())];
    let group = new(ClassId::GROUPER as u32, slots, [0; 4]);
    this(parent).n[0].set(group.word() as i64);
    group
}

/// Slots: the groupby, the key.
fn next_group(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let parent = it.get(0).expect("a groupby");
    let parent = this(&parent);
    if parent.n[0].get() != iterator.word() as i64 {
        return Ok(None);
    }
    if parent.get(CURRENT).is_none() && !advance(parent)? {
        return Ok(None);
    }
    let (key, current) = (it.get(1).expect("a key"), parent.get(CURRENT_KEY));
    if !ops::equal(&key, &current.expect("a key"))? {
        return Ok(None);
    }
    // The item is taken: the next call reads on.
    parent.set(CURRENT_KEY, None);
    Ok(parent.take(CURRENT))
}

pub(super) const TYPES: &[TypeDef] = &[
    iterator(
        ClassId::GROUPBY,
        next_groupby,
        "make an iterator that returns consecutive keys and groups from the iterable",
        &[
            static_method("__new__(cls, iterable, key=None)", |a| {
                let class = class_arg(a, ClassId::GROUPBY)?;
                let source = iter::iter(arg(a, 1))?;
                let key = opt(a, 2).filter(|k| !k.is_none()).cloned();
                Ok(new(class.id, [Some(source), key], [0; 4]))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::GROUPER,
        next_group,
        "",
        &[
            static_method("__new__(cls, parent, tgtkey, /)", |a| {
                class_arg(a, ClassId::GROUPER)?;
                let parent = arg(a, 1);
                if parent.class().layout != ClassId::GROUPBY {
                    return Err(errors::type_error(format!(
                        "_grouper() argument 1 must be itertools.groupby, not {}",
                        errors::argument_name(parent)
                    )));
                }
                Ok(new_group(parent, arg(a, 2)))
            }),
            ITER,
            NEXT,
        ],
    ),
];
