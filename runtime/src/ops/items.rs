//! Items of containers: `a[key]`, its assignment and deletion, `in`.

use super::{equal, truth};
use crate::class::{self, lookup};
use crate::types::str::StrObj;
use crate::types::{dict::DictObj, dict_methods, list::ListObj, list_methods, set_methods, tuple};
use crate::{Borrowed, ClassId, R, Value, call, errors};

/// `a[key]`
pub fn get_item(a: &Value, key: &Value) -> R {
    if a.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return match unsafe { a.cast::<DictObj>() }.get(key)? {
            Some(v) => Ok(v),
            None => Err(errors::key_error(key)),
        };
    }
    if a.class().layout == ClassId::OBJECT
        && let Some(r) = call::call_special(a, crate::name!("__getitem__"), &[key])
    {
        return r;
    }
    if a.is_exactly(ClassId::LIST)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact list.
        let list = unsafe { a.cast::<ListObj>() };
        return list
            .get_at(i)
            .ok_or_else(|| errors::index_error("list index out of range"));
    }
    if a.is_exactly(ClassId::STR)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact str.
        let s = unsafe { a.cast::<StrObj>() };
        let chars = s.chars.get() as i64;
        let at = if i < 0 { i + chars } else { i };
        if (0..chars).contains(&at) {
            return Ok(crate::types::str::char_at(s, at as usize));
        }
        return Err(errors::index_error("string index out of range"));
    }
    if a.is_exactly(ClassId::TUPLE)
        && let Some(i) = key.as_small()
    {
        let items = crate::types::tuple::items(a);
        let at = if i < 0 { i + items.len() as i64 } else { i };
        return items
            .get(at as usize)
            .cloned()
            .ok_or_else(|| errors::index_error("tuple index out of range"));
    }
    if a.is_exactly(ClassId::MATCH) {
        return crate::modules::sre::matched::item(a, key);
    }
    if dict_methods::has_plain_get(a) {
        return dict_methods::item(a, key);
    }
    if a.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        return list_methods::subscript(unsafe { a.cast::<ListObj>() }, key);
    }
    if let Some(r) = call::call_special(a, crate::name!("__getitem__"), &[key]) {
        return r;
    }
    if let Some(c) = class::as_class(a) {
        if let Some(f) = crate::attr::get_optional(a, crate::name!("__class_getitem__"))? {
            return call::call(&f, &[key]);
        }
        if c.id == ClassId::TYPE as u32 {
            return crate::types::type_::generic_alias(a, key);
        }
        return Err(errors::type_error(format!(
            "type '{}' is not subscriptable",
            c.name_string()
        )));
    }
    Err(errors::type_error(format!(
        "'{}' object is not subscriptable",
        errors::type_name(a)
    )))
}

/// Assignment and deletion of items are one slot in CPython: a class of the program that defines one of them lacks a method
/// where it is asked for the other.
fn other_half(a: &Value, name: &'static Value) -> bool {
    a.class().has(class::HEAP) && class::lookup(a.class(), name).is_some()
}

/// `a[key] = value`
pub fn set_item(a: &Value, key: &Value, value: &Value) -> R<()> {
    if a.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return unsafe { a.cast::<DictObj>() }.set(key, value.clone());
    }
    if a.is_exactly(ClassId::LIST)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact list.
        let list = unsafe { a.cast::<ListObj>() };
        return match list.replace_at(i, value.clone()) {
            Some(_) => Ok(()),
            None => Err(errors::index_error("list assignment index out of range")),
        };
    }
    if a.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        return list_methods::set_item(unsafe { a.cast::<ListObj>() }, key, Some(value));
    }
    if let Some(dict) = dict_methods::with_plain_set(a) {
        return dict.set(key, value.clone());
    }
    match call::call_special(a, crate::name!("__setitem__"), &[key, value]) {
        Some(r) => r.map(drop),
        None if other_half(a, crate::name!("__delitem__")) => {
            Err(errors::raise(ClassId::ATTRIBUTE_ERROR, "__setitem__"))
        }
        None => {
            let msg = format!(
                "'{}' object does not support item assignment",
                errors::type_name(a)
            );
            Err(errors::type_error(msg))
        }
    }
}

/// `del a[key]`
pub fn del_item(a: &Value, key: &Value) -> R<()> {
    match call::call_special(a, crate::name!("__delitem__"), &[key]) {
        Some(r) => r.map(drop),
        None if other_half(a, crate::name!("__setitem__")) => {
            Err(errors::raise(ClassId::ATTRIBUTE_ERROR, "__delitem__"))
        }
        None => {
            let msg = format!(
                "'{}' object doesn't support item deletion",
                errors::type_name(a)
            );
            Err(errors::type_error(msg))
        }
    }
}

/// `item in container`
#[inline]
pub fn contains(item: &Value, container: &Value) -> R<bool> {
    if container.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return unsafe { container.cast::<DictObj>() }.contains(item);
    }
    if container.is_exactly(ClassId::STR) && item.is_exactly(ClassId::STR) {
        // SAFETY: exact strs.
        let (text, part) = unsafe { (container.cast::<StrObj>(), item.cast::<StrObj>()) };
        return Ok(taipan_text::search::contains(text.bytes(), part.bytes()));
    }
    is_in(item, container)
}

#[inline(never)]
fn is_in(item: &Value, container: &Value) -> R<bool> {
    if container.is_exactly(ClassId::TUPLE) {
        for v in tuple::items(container) {
            if equal(v, item)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if container.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        let list = unsafe { container.cast::<ListObj>() };
        if let Some(found) = list.find_packed(item, 0, usize::MAX) {
            return Ok(found.is_some());
        }
        let mut at = 0;
        // A comparison may change the list.
        while let Some(v) = list.get(at) {
            if equal(&v, item)? {
                return Ok(true);
            }
            at += 1;
        }
        return Ok(false);
    }
    if container.is_exactly(ClassId::SET) || container.is_exactly(ClassId::FROZENSET) {
        return set_methods::contains(container, item);
    }
    match lookup(container.class(), crate::name!("__contains__")).map(Borrowed::owned) {
        Some(m) if m.is_none() => Err(errors::type_error(format!(
            "'{}' object is not a container",
            errors::type_name(container)
        ))),
        Some(m) => truth(&call::call_found(container, &m, &[item])?),
        None => {
            let Ok(iterator) = crate::iter::iter(container) else {
                if errors::catch(ClassId::TYPE_ERROR).is_some() {
                    let name = errors::type_name(container);
                    return Err(errors::type_error(format!(
                        "argument of type '{name}' is not a container or iterable"
                    )));
                }
                return Err(crate::Raised);
            };
            while let Some(v) = crate::iter::next(&iterator)? {
                if equal(&v, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}
