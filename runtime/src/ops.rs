//! Operators, comparison, truth, hash, repr, items: the protocols behind Python's syntax.
//!
//! Each has a fast path for the commonest built-in types; everything else goes through the special methods of the classes,
//! which built-in types define natively (`types/`).

mod arithmetic;
mod class_check;
mod comparison;
mod items;
mod operator;
mod text;

pub use arithmetic::*;
pub use class_check::{is_instance, is_subclass, plain_check};
pub use comparison::{
    Cmp, compare, compare_rest, compare_truth, equal, equal_fast, equal_plain, is_same, less_fast,
};
pub use items::{contains, del_item, get_item, set_item};
pub use operator::*;
pub use text::{ReprGuard, enter_repr, format_value, repr, to_str};

use crate::class::{self, lookup};
use crate::types::str::StrObj;
use crate::types::{dict::DictObj, float, int, list::ListObj, str, tuple};
use crate::{Borrowed, ClassId, R, Value, call, errors};

/// `bool(a)`
pub fn truth(a: &Value) -> R<bool> {
    if let Some(b) = a.as_bool() {
        return Ok(b);
    }
    if let Some(i) = a.as_small() {
        return Ok(i != 0);
    }
    if a.is_none() {
        return Ok(false);
    }
    if let Some(f) = float::as_f64(a).filter(|_| a.is_exactly(ClassId::FLOAT)) {
        return Ok(f != 0.0);
    }
    match a.class_id() {
        x if x == ClassId::STR as u32 => return Ok(!str::bytes_of(a).is_empty()),
        // SAFETY: exact classes.
        x if x == ClassId::LIST as u32 => return Ok(!unsafe { a.cast::<ListObj>() }.is_empty()),
        // SAFETY: as above.
        x if x == ClassId::DICT as u32 => return Ok(!unsafe { a.cast::<DictObj>() }.is_empty()),
        x if x == ClassId::TUPLE as u32 => return Ok(tuple::len(a) != 0),
        _ => {}
    }
    let class = a.class();
    if let Some(m) = lookup(class, crate::name!("__bool__")).map(Borrowed::owned) {
        let v = call::call_found(a, &m, &[])?;
        return match v.as_bool() {
            Some(b) => Ok(b),
            None => {
                let msg = format!(
                    "__bool__ should return bool, returned {}",
                    errors::type_name(&v)
                );
                Err(errors::type_error(msg))
            }
        };
    }
    if lookup(class, crate::name!("__len__")).is_some() {
        return Ok(length(a)? != 0);
    }
    Ok(true)
}

/// `len(a)`
pub fn length(a: &Value) -> R<usize> {
    match a.class_id() {
        // SAFETY: exact classes.
        x if x == ClassId::LIST as u32 => return Ok(unsafe { a.cast::<ListObj>() }.len()),
        x if x == ClassId::STR as u32 => return Ok(unsafe { a.cast::<StrObj>() }.chars.get()),
        x if x == ClassId::DICT as u32 => return Ok(unsafe { a.cast::<DictObj>() }.len()),
        x if x == ClassId::TUPLE as u32 => return Ok(tuple::len(a)),
        _ => {}
    }
    let Some(r) = call::call_special(a, crate::name!("__len__"), &[]) else {
        return Err(errors::type_error(format!(
            "object of type '{}' has no len()",
            errors::type_name(a)
        )));
    };
    check_length(&r?)
}

/// What `__len__` yields as a length.
pub fn check_length(v: &Value) -> R<usize> {
    let Some(i) = index_i64(v)? else {
        if int::as_int(v).is_some_and(|i| i.to_big() < dashu_int::IBig::ZERO) {
            return Err(errors::value_error("__len__() should return >= 0"));
        }
        return Err(errors::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        ));
    };
    if i < 0 {
        Err(errors::value_error("__len__() should return >= 0"))
    } else {
        Ok(i as usize)
    }
}

/// `operator.index(a)` as an int value.
pub fn index(a: &Value) -> R {
    if a.is_small() || a.is_exactly(ClassId::INT) {
        return Ok(a.clone());
    }
    if let Some(i) = int::as_int(a) {
        return Ok(int::from_big(i.to_big()));
    }
    match call::call_special(a, crate::name!("__index__"), &[]) {
        Some(r) => {
            let v = r?;
            if int::as_int(&v).is_some() {
                return Ok(v);
            }
            Err(errors::type_error(format!(
                "__index__ returned non-int (type {})",
                errors::type_name(&v)
            )))
        }
        None => Err(errors::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            errors::type_name(a)
        ))),
    }
}

/// [`index`] as i64; `None` when it does not fit.
pub fn index_i64(a: &Value) -> R<Option<i64>> {
    if let Some(i) = a.as_small() {
        return Ok(Some(i));
    }
    Ok(int::as_i64(&index(a)?))
}

/// `hash(a)`
#[inline(always)]
pub fn hash(a: &Value) -> R<i64> {
    if a.is_exactly(ClassId::STR) {
        // SAFETY: an exact str.
        return Ok(unsafe { a.cast::<StrObj>() }.hash());
    }
    if let Some(i) = a.as_small() {
        return Ok(crate::types::int_hash(i));
    }
    hash_slow(a)
}

fn hash_slow(a: &Value) -> R<i64> {
    if a.is_exactly(ClassId::TUPLE) {
        return tuple::hash(a);
    }
    let class = a.class();
    match lookup(class, crate::name!("__hash__")).map(Borrowed::owned) {
        // Records: subclasses that keep the hash of tuples.
        Some(m)
            if class.layout == ClassId::TUPLE
                && lookup(class::builtin(ClassId::TUPLE), crate::name!("__hash__"))
                    .is_some_and(|own| own.is(&m)) =>
        {
            tuple::hash(a)
        }
        Some(m) if !m.is_none() => {
            let v = call::call_found(a, &m, &[])?;
            match int::as_int(&v) {
                Some(int::IntRef::Small(i)) => Ok(if i == -1 { -2 } else { i }),
                Some(int::IntRef::Big(b)) => {
                    Ok(i64::try_from(b).unwrap_or_else(|_| crate::types::big_hash(b)))
                }
                None => Err(errors::type_error(
                    "__hash__ method should return an integer",
                )),
            }
        }
        _ => Err(errors::type_error(format!(
            "unhashable type: '{}'",
            errors::type_name(a)
        ))),
    }
}
