//! Builders of containers and strings. Arrays are consumed unless said otherwise.

use super::{entries, status, word};
use crate::types::dict::DictObj;
use crate::types::list::{self, ListObj, packed};
use crate::types::{str, tuple};
use crate::{Borrowed, ClassId, Opt, R, Value, attr, errors, iter, ops};

/// The items of an argument array, owned now.
fn take(array: u64, len: i64) -> Vec<Value> {
    // SAFETY: compiled code passes `len` owned words and forgets them.
    unsafe {
        (0..len as usize)
            .map(|i| std::ptr::read((array as *const Value).add(i)))
            .collect()
    }
}

fn list_of(value: &Value) -> &ListObj {
    value.get::<ListObj>().expect("a list")
}
fn dict_of(value: &Value) -> &DictObj {
    value.get::<DictObj>().expect("a dict")
}

/// The name of a callee for messages about its arguments: `f()`, or its text where it has no name.
fn callee_title(callee: &Value) -> R<String> {
    let name = |n: &'static Value| -> R<Option<String>> {
        let value = attr::get_optional(callee, n)?.filter(|v| !v.is_none());
        Ok(value.map(|v| str::to_string(&v)))
    };
    let Some(qualname) = name(crate::name!("__qualname__"))? else {
        return Ok(str::to_string(&ops::to_str(callee)?));
    };
    Ok(match name(crate::name!("__module__"))? {
        Some(m) if m != "builtins" => format!("{m}.{qualname}()"),
        _ => format!("{qualname}()"),
    })
}

/// Entries of any mapping: dicts directly, others by `keys()`.
fn mapping_items(
    mapping: &Value,
    failed: impl FnOnce() -> crate::Raised,
) -> R<Vec<(Value, Value)>> {
    if mapping.is_exactly(ClassId::DICT) {
        return Ok(dict_of(mapping).to_vec());
    }
    let Some(keys) = attr::get_optional(mapping, crate::name!("keys"))? else {
        return Err(failed());
    };
    let keys = crate::call::call(&keys, &[])?;
    let mut out = vec![];
    for k in iter::collect(&keys)? {
        let v = ops::get_item(mapping, &k)?;
        out.push((k, v));
    }
    Ok(out)
}

fn dict_update_all(dict: &Value, mapping: &Value) -> R<()> {
    let not_mapping = || {
        errors::type_error(format!(
            "'{}' object is not a mapping",
            errors::type_name(mapping)
        ))
    };
    for (k, v) in mapping_items(mapping, not_mapping)? {
        dict_of(dict).set(&k, v)?;
    }
    Ok(())
}

fn merge(dict: &Value, mapping: &Value, callee: &Value) -> R<()> {
    let not_mapping = || match callee_title(callee) {
        Ok(title) => errors::type_error(format!(
            "{title} argument after ** must be a mapping, not {}",
            errors::type_name(mapping)
        )),
        Err(raised) => raised,
    };
    for (k, v) in mapping_items(mapping, not_mapping)? {
        if k.get::<str::StrObj>().is_none() {
            return Err(errors::type_error("keywords must be strings"));
        }
        if dict_of(dict).insert(&k, v)?.is_some() {
            let msg = format!(
                "{} got multiple values for keyword argument '{}'",
                callee_title(callee)?,
                str::to_string(&k)
            );
            return Err(errors::type_error(msg));
        }
    }
    Ok(())
}

fn star_items(iterable: &Value, callee: &Value) -> R<Vec<Value>> {
    let class = iterable.class();
    let defines = |name| crate::class::lookup(class, name).is_some();
    if !defines(crate::name!("__iter__")) && !defines(crate::name!("__getitem__")) {
        let msg = format!(
            "{} argument after * must be an iterable, not {}",
            callee_title(callee)?,
            errors::type_name(iterable)
        );
        return Err(errors::type_error(msg));
    }
    iter::collect(iterable)
}

fn extend(list: &Value, iterable: &Value) -> R<()> {
    if packed::of(iterable).is_some_and(|items| list_of(list).extend_packed(&items)) {
        return Ok(());
    }
    if iterable.is_exactly(ClassId::LIST) || iterable.is_exactly(ClassId::TUPLE) {
        for v in iter::collect(iterable)? {
            list_of(list).push(v);
        }
        return Ok(());
    }
    let it = match iter::iter(iterable) {
        Ok(it) => it,
        Err(_)
            if crate::class::lookup(iterable.class(), crate::name!("__iter__")).is_none()
                && errors::catch(ClassId::TYPE_ERROR).is_some() =>
        {
            let msg = format!(
                "Value after * must be an iterable, not {}",
                errors::type_name(iterable)
            );
            return Err(errors::type_error(msg));
        }
        Err(e) => return Err(e),
    };
    iter::ask_length(iterable)?;
    while let Some(v) = iter::next(&it)? {
        list_of(list).push(v);
    }
    Ok(())
}

entries! {
    fn build_list(array: u64, len: i64) -> Opt {
        // SAFETY: compiled code gives up `len` owned words.
        Some(unsafe { list::from_raw(array as *const Value, len as usize) })
    }
    fn build_tuple(array: u64, len: i64) -> Opt {
        if len == 0 {
            return Some(tuple::empty());
        }
        // SAFETY: as above.
        Some(unsafe { tuple::from_raw(array as *const Value, len as usize, ClassId::TUPLE as u32) })
    }
    fn build_set(array: u64, len: i64) -> Opt {
        word(crate::types::set::from_items(take(array, len)))
    }
    fn build_dict(array: u64, pairs: i64) -> Opt {
        let items = take(array, 2 * pairs);
        let dict = DictObj::new();
        for pair in items.chunks_exact(2) {
            if dict_of(&dict).set(&pair[0], pair[1].clone()).is_err() {
                return None;
            }
        }
        Some(dict)
    }
    fn build_string(array: u64, len: i64) -> Opt {
        // SAFETY: `len` borrowed strs.
        let parts = unsafe { std::slice::from_raw_parts(array as *const Value, len as usize) };
        let text = |part: &'static Value| part.get::<str::StrObj>().expect("a str");
        let (mut bytes, mut chars) = (0, 0);
        for s in parts.iter().map(text) {
            bytes += s.len.get();
            chars += s.chars.get();
        }
        let mut out = str::new_uninit(bytes, chars, bytes);
        // SAFETY: just made.
        let mut to = unsafe { str::data_mut(&mut out) };
        for s in parts.iter().map(text) {
            let (here, rest) = to.split_at_mut(s.len.get());
            taipan_text::short::copy(here, s.bytes());
            to = rest;
        }
        Some(out)
    }
    fn format_value(value: Borrowed, conversion: i64, spec: Option<Borrowed>) -> Opt {
        word(ops::format_value(&value, conversion as u8, spec.as_deref()))
    }
    fn list_pop(list: Borrowed) -> Opt {
        // SAFETY: proven to be an exact list.
        let l = unsafe { list.cast::<ListObj>() };
        match l.pop() {
            Some(v) => Some(v),
            None => word(Err(crate::errors::index_error("pop from empty list"))),
        }
    }
    fn dict_get(dict: Borrowed, key: Borrowed, default: Option<Borrowed>) -> Opt {
        let missing = || default.map_or(Value::NONE, |d| Value::clone(&d));
        word(dict_of(&dict).get(&key).map(|found| found.unwrap_or_else(missing)))
    }
    fn list_append(list: Borrowed, item: Value) {
        list_of(&list).push(item);
    }
    fn list_append_packed(list: Borrowed, item: Value) -> i64 {
        list_of(&list).push_packed(item);
        0
    }
    fn tuple_taken(t: Borrowed) {
        // SAFETY: compiled code has taken the items, and gives the only reference up.
        unsafe { tuple::free_block(t.word()) }
    }
    fn list_pack(list: Borrowed) { list_of(&list).pack(); }
    fn list_extend(list: Borrowed, iterable: Borrowed) -> i64 { status(extend(&list, &iterable)) }
    fn list_to_tuple(list: Value) -> Opt {
        Some(tuple::new_tuple(list_of(&list).to_vec()))
    }
    fn build_floats(array: u64, len: i64) -> Opt {
        // SAFETY: compiled code passes as many floats.
        Some(packed::from_doubles(unsafe { std::slice::from_raw_parts(array as *const f64, len as usize) }))
    }
    fn build_bools(array: u64, len: i64) -> Opt { Some(packed::from_items(take(array, len))) }
    fn packed_from_tuple(items: Borrowed) -> Opt { Some(packed::from_items(tuple::items(&items).to_vec())) }
    fn list_from_tuple(items: Borrowed) -> Opt { Some(list::new_copy(&[tuple::items(&items)])) }
    fn dict_from_tuples(keys: Borrowed, values: Borrowed) -> Opt {
        let dict = DictObj::new();
        for (k, v) in tuple::items(&keys).iter().zip(tuple::items(&values)) {
            if dict_of(&dict).set(k, v.clone()).is_err() {
                return None;
            }
        }
        Some(dict)
    }
    fn args_tuple(iterable: Borrowed, callee: Borrowed) -> Opt {
        if iterable.is_exactly(ClassId::TUPLE) {
            return Some(Value::clone(&iterable));
        }
        word(star_items(&iterable, &callee).map(tuple::new_tuple))
    }
    fn kwargs_dict(mapping: Borrowed, callee: Borrowed) -> Opt {
        if mapping.is_exactly(ClassId::DICT) {
            return Some(Value::clone(&mapping));
        }
        let dict = DictObj::new();
        word(merge(&dict, &mapping, &callee).map(|()| dict))
    }
    fn set_add(set: Borrowed, item: Borrowed) -> i64 { status(crate::types::set::add(&set, &item)) }
    fn set_update(set: Borrowed, iterable: Borrowed) -> i64 {
        // The constant items of a display go through two frozensets, as in CPython (which makes the second one where it merges
        // the constants of a module); the order of the set shows it.
        let constant = iterable.is_exactly(ClassId::TUPLE) && iterable.header().is_some_and(|h| h.is_immortal());
        if constant && crate::types::set::set_of(&set).is_empty() {
            return status(crate::types::set::from_constants(&iterable).and_then(|f| crate::types::set::update(&set, &f)));
        }
        status(crate::types::set::update(&set, &iterable))
    }
    fn dict_set(dict: Borrowed, key: Borrowed, value: Borrowed) -> i64 { status(dict_of(&dict).set(&key, Value::clone(&value))) }
    fn dict_update(dict: Borrowed, mapping: Borrowed) -> i64 { status(dict_update_all(&dict, &mapping)) }
    fn dict_merge(dict: Borrowed, mapping: Borrowed, callee: Borrowed) -> i64 { status(merge(&dict, &mapping, &callee)) }
    fn locals_add(dict: Borrowed, name: Borrowed, value: Option<Borrowed>) {
        if let Some(v) = value {
            dict_of(&dict).set_interned(&name, Value::clone(&v));
        }
    }
    fn locals_add_cell(dict: Borrowed, name: Borrowed, cell: Borrowed) {
        if let Some(v) = cell.get::<crate::function::CellObj>().and_then(|c| c.get()) {
            dict_of(&dict).set_interned(&name, v);
        }
    }
}
