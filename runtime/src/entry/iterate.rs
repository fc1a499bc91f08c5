//! Iteration, unpacking, patterns.

use super::{entries, word};
use crate::builtins::numbers::Sum;
use crate::class::{self, lookup};
use crate::types::dict::DictObj;
use crate::types::{list, range, str, tuple};
use crate::{Borrowed, ClassId, Opt, R, Value, attr, errors, iter, ops};

fn unpack_items(iterable: &Value, count: usize) -> R<Vec<Value>> {
    if iterable.is_exactly(ClassId::TUPLE) || iterable.is_exactly(ClassId::LIST) {
        let items = iter::collect(iterable)?;
        if items.len() == count {
            return Ok(items);
        }
        return Err(wrong_number(count, items.len(), true));
    }
    let it = iterator_to_unpack(iterable)?;
    let mut out = Vec::with_capacity(count);
    while out.len() < count {
        match iter::next(&it)? {
            Some(v) => out.push(v),
            None => return Err(wrong_number(count, out.len(), false)),
        }
    }
    if iter::next(&it)?.is_some() {
        let known = iterable
            .is_exactly(ClassId::DICT)
            .then(|| iterable.get::<DictObj>().expect("a dict").len());
        return Err(match known {
            Some(n) => wrong_number(count, n, true),
            None => errors::value_error(format!("too many values to unpack (expected {count})")),
        });
    }
    Ok(out)
}

fn iterator_to_unpack(iterable: &Value) -> R {
    match iter::iter(iterable) {
        Ok(it) => Ok(it),
        Err(_)
            if lookup(iterable.class(), crate::name!("__iter__")).is_none()
                && errors::catch(ClassId::TYPE_ERROR).is_some() =>
        {
            Err(errors::type_error(format!(
                "cannot unpack non-iterable {} object",
                errors::type_name(iterable)
            )))
        }
        Err(e) => Err(e),
    }
}

#[cold]
fn wrong_number(expected: usize, got: usize, _known: bool) -> crate::Raised {
    errors::value_error(if got < expected {
        format!("not enough values to unpack (expected {expected}, got {got})")
    } else {
        format!("too many values to unpack (expected {expected}, got {got})")
    })
}

fn unpack_starred(iterable: &Value, before: usize, after: usize) -> R<Vec<Value>> {
    let it = iterator_to_unpack(iterable)?;
    let mut out = vec![];
    while out.len() < before {
        match iter::next(&it)? {
            Some(v) => out.push(v),
            None => {
                let msg = format!(
                    "not enough values to unpack (expected at least {}, got {})",
                    before + after,
                    out.len()
                );
                return Err(errors::value_error(msg));
            }
        }
    }
    let mut rest = vec![];
    while let Some(v) = iter::next(&it)? {
        rest.push(v);
    }
    if rest.len() < after {
        let msg = format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            before + rest.len()
        );
        return Err(errors::value_error(msg));
    }
    let tail = rest.split_off(rest.len() - after);
    out.push(list::new_list(rest));
    out.extend(tail);
    Ok(out)
}

fn store(items: R<Vec<Value>>, out: u64) -> i64 {
    match items {
        Ok(items) => {
            for (i, v) in items.into_iter().enumerate() {
                // SAFETY: compiled code passes an array of that many words.
                unsafe { std::ptr::write((out as *mut Value).add(i), v) };
            }
            0
        }
        Err(_) => -1,
    }
}

/// Values for all keys, or `None`.
fn keys_of(subject: &Value, keys: &Value) -> R {
    let mut out = vec![];
    let mut seen: Vec<&Value> = vec![];
    let get = if subject.is_exactly(ClassId::DICT) {
        None
    } else {
        Some(attr::get(subject, crate::name!("get"))?)
    };
    let sentinel = list::with_capacity(0);
    for k in tuple::items(keys) {
        for s in &seen {
            if ops::equal(s, k)? {
                let text = str::to_string(&ops::repr(k)?);
                return Err(errors::value_error(format!(
                    "mapping pattern checks duplicate key ({text})"
                )));
            }
        }
        seen.push(k);
        let found = match &get {
            None => subject.get::<DictObj>().expect("a dict").get(k)?,
            Some(g) => Some(crate::call::call(g, &[k, &sentinel])?).filter(|v| !v.is(&sentinel)),
        };
        match found {
            Some(v) => out.push(v),
            None => return Ok(Value::NONE),
        }
    }
    Ok(tuple::new_tuple(out))
}

/// Attributes for a class pattern, or `None`.
fn class_values(subject: &Value, class_value: &Value, positional: usize, keywords: &Value) -> R {
    let Some(c) = class::as_class(class_value) else {
        return Err(errors::type_error("called match pattern must be a class"));
    };
    if !ops::is_instance(subject, class_value)? {
        return Ok(Value::NONE);
    }
    let mut out = vec![];
    let mut names: Vec<Value> = vec![];
    if positional > 0 {
        let match_self = [
            ClassId::BOOL,
            ClassId::BYTES,
            ClassId::DICT,
            ClassId::FLOAT,
            ClassId::FROZENSET,
            ClassId::INT,
            ClassId::LIST,
            ClassId::SET,
            ClassId::STR,
            ClassId::TUPLE,
        ];
        match attr::get_optional(class_value, crate::name!("__match_args__"))? {
            Some(args) => {
                if !args.is_exactly(ClassId::TUPLE) {
                    let msg = format!(
                        "{}.__match_args__ must be a tuple (got {})",
                        c.name_string(),
                        errors::type_name(&args)
                    );
                    return Err(errors::type_error(msg));
                }
                let args = tuple::items(&args).to_vec();
                if positional > args.len() {
                    return Err(too_many_patterns(c, args.len(), positional));
                }
                for a in args.iter().take(positional) {
                    if a.get::<str::StrObj>().is_none() {
                        let msg = format!(
                            "__match_args__ elements must be strings (got {})",
                            errors::type_name(a)
                        );
                        return Err(errors::type_error(msg));
                    }
                    if names.iter().any(|n| str::equal(n, a)) {
                        return Err(duplicate_attribute(c, a));
                    }
                    names.push(a.clone());
                    match attr::get_optional(subject, a)? {
                        Some(v) => out.push(v),
                        None => return Ok(Value::NONE),
                    }
                }
            }
            None if match_self.iter().any(|m| c.is_subclass_of(*m as u32)) => {
                if positional > 1 {
                    return Err(too_many_patterns(c, 1, positional));
                }
                out.push(subject.clone());
            }
            None => return Err(too_many_patterns(c, 0, positional)),
        }
    }
    for k in tuple::items(keywords) {
        if names.iter().any(|n| str::equal(n, k)) {
            return Err(duplicate_attribute(c, k));
        }
        names.push(k.clone());
        match attr::get_optional(subject, k)? {
            Some(v) => out.push(v),
            None => return Ok(Value::NONE),
        }
    }
    Ok(tuple::new_tuple(out))
}

#[cold]
fn too_many_patterns(c: &class::ClassObj, accepted: usize, given: usize) -> crate::Raised {
    let s = if accepted == 1 { "" } else { "s" };
    errors::type_error(format!(
        "{}() accepts {accepted} positional sub-pattern{s} ({given} given)",
        c.name_string()
    ))
}

#[cold]
fn duplicate_attribute(c: &class::ClassObj, name: &Value) -> crate::Raised {
    errors::type_error(format!(
        "{}() got multiple sub-patterns for attribute '{}'",
        c.name_string(),
        str::to_string(name)
    ))
}

entries! {
    fn get_iter(iterable: Borrowed) -> Opt { word(iter::iter(&iterable)) }
    fn range_iter(start: Borrowed, stop: Borrowed, step: Borrowed) -> Opt { word(range::iterate(&start, &stop, &step)) }
    fn generator_ended(generator: Borrowed) -> i64 { super::status(crate::generator::ended(&generator)) }
    fn generator_suspended(generator: Borrowed) { crate::generator::suspended(&generator) }
    fn generator_raised() { crate::generator::raised() }
    fn sum_add(total: Borrowed, item: Borrowed, state: u64) -> Opt {
        // SAFETY: compiled code passes two words of its frame.
        word(unsafe { &mut *(state as *mut Sum) }.add(&total, &item))
    }
    fn sum_result(total: Borrowed, state: u64) -> Opt {
        // SAFETY: as above.
        Some(unsafe { &*(state as *const Sum) }.result(&total))
    }
    fn iter_next(iterator: Borrowed) -> Opt { iter::next(&iterator).ok().flatten() }
    fn unpack(iterable: Borrowed, count: i64, out: u64) -> i64 {
        if iterable.is_exactly(ClassId::TUPLE) {
            let items = tuple::items(&iterable);
            if items.len() == count as usize {
                for (i, v) in items.iter().enumerate() {
                    // SAFETY: compiled code passes an array of that many words.
                    unsafe { std::ptr::write((out as *mut Value).add(i), v.clone()) };
                }
                return 0;
            }
        }
        store(unpack_items(&iterable, count as usize), out)
    }
    fn unpack_star(iterable: Borrowed, before: i64, after: i64, out: u64) -> i64 {
        store(unpack_starred(&iterable, before as usize, after as usize), out)
    }
    fn match_sequence(v: Borrowed) -> i64 { i64::from(v.class().has(class::PATTERN_SEQUENCE)) }
    fn match_mapping(v: Borrowed) -> i64 { i64::from(v.class().has(class::PATTERN_MAPPING)) }
    fn match_keys(subject: Borrowed, keys: Borrowed) -> Opt { word(keys_of(&subject, &keys)) }
    fn match_rest(subject: Borrowed, keys: Borrowed) -> Opt {
        word((|| {
            let copy = DictObj::new();
            let d = copy.get::<DictObj>().expect("a dict");
            if subject.is_exactly(ClassId::DICT) {
                for (k, v) in subject.get::<DictObj>().expect("a dict").to_vec() {
                    d.set(&k, v)?;
                }
            } else {
                let names = crate::call::call_method(&subject, crate::name!("keys"), &[])?;
                for k in iter::collect(&names)? {
                    let v = ops::get_item(&subject, &k)?;
                    d.set(&k, v)?;
                }
            }
            for k in tuple::items(&keys) {
                d.remove(k)?;
            }
            Ok(copy)
        })())
    }
    fn match_class(subject: Borrowed, class: Borrowed, positional: i64, keywords: Borrowed) -> Opt {
        word(class_values(&subject, &class, positional as usize, &keywords))
    }
}
