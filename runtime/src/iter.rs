//! Iteration.

use crate::class::lookup;
use crate::types::list::ListObj;
use crate::types::{int, iterators, tuple};
use crate::{Borrowed, ClassId, Opt, R, Value, call, class, errors, generator, ops};

/// `iter(a)`
pub fn iter(a: &Value) -> R {
    let class = a.class();
    if class.id == ClassId::GENERATOR as u32 {
        return Ok(a.clone());
    }
    if let Some(it) = builtin(class.id, a) {
        return Ok(it);
    }
    if let Some(m) = lookup(class, crate::name!("__iter__")).map(Borrowed::owned) {
        if m.is_none() {
            return Err(not_iterable(a));
        }
        let it = call::call_found(a, &m, &[])?;
        if lookup(it.class(), crate::name!("__next__")).is_none() {
            let msg = format!(
                "iter() returned non-iterator of type '{}'",
                errors::type_name(&it)
            );
            return Err(errors::type_error(msg));
        }
        return Ok(it);
    }
    if lookup(class, crate::name!("__getitem__")).is_some() && class::as_class(a).is_none() {
        return Ok(iterators::new_sequence_iterator(a.clone()));
    }
    Err(not_iterable(a))
}

/// The iterator of an object of exactly a built-in class, without a lookup.
#[inline]
fn builtin(class: u32, a: &Value) -> Opt {
    const LIST: u32 = ClassId::LIST as u32;
    const TUPLE: u32 = ClassId::TUPLE as u32;
    const STR: u32 = ClassId::STR as u32;
    const DICT: u32 = ClassId::DICT as u32;
    Some(match class {
        LIST => iterators::new_list_iterator(a.clone()),
        TUPLE => iterators::new_tuple_iterator(a.clone()),
        STR => iterators::new_str_iterator(a.clone()),
        DICT => iterators::new_dict_iterator(ClassId::DICT_KEYITERATOR, a.clone()),
        _ => return None,
    })
}

#[cold]
fn not_iterable(a: &Value) -> crate::Raised {
    errors::type_error(format!("'{}' object is not iterable", errors::type_name(a)))
}

/// The next item; `None` at the end.
#[inline]
pub fn next(iterator: &Value) -> R<Opt> {
    let Some(header) = iterator.header() else {
        return next_other(iterator);
    };
    let id = header.class.get();
    if id == ClassId::GENERATOR as u32 {
        return match generator::resume(iterator, None, false)? {
            generator::Step::Yielded(v) => Ok(Some(v)),
            generator::Step::Returned(_) => Ok(None),
        };
    }
    if iterators::is_native(id) {
        return iterators::step(id, iterator);
    }
    next_other(iterator)
}

#[inline(never)]
fn next_other(iterator: &Value) -> R<Opt> {
    let class = iterator.class();
    if let Some(step) = class.ops.get().next
        && !class.has(class::HEAP)
    {
        return step(iterator);
    }
    let Some(m) = lookup(class, crate::name!("__next__")).map(Borrowed::owned) else {
        return Err(errors::type_error(format!(
            "'{}' object is not an iterator",
            errors::type_name(iterator)
        )));
    };
    match call::call_found(iterator, &m, &[]) {
        Ok(v) => Ok(Some(v)),
        Err(_) if errors::catch(ClassId::STOP_ITERATION).is_some() => Ok(None),
        Err(e) => Err(e),
    }
}

/// All items.
pub fn collect(a: &Value) -> R<Vec<Value>> {
    if a.is_exactly(ClassId::TUPLE) {
        return Ok(tuple::items(a).to_vec());
    }
    if a.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        return Ok(unsafe { a.cast::<ListObj>() }.to_vec());
    }
    if let Some((start, step, n)) = small_range(a) {
        let mut out = Vec::new();
        out.try_reserve_exact(n as usize)
            .map_err(|_| errors::memory_error())?;
        for i in 0..n {
            out.push(int::from_i64(start.wrapping_add(i.wrapping_mul(step))));
        }
        return Ok(out);
    }
    gather(&iter(a)?)
}

/// Start, step and length of an exact range of machine ints.
fn small_range(a: &Value) -> Option<(i64, i64, i64)> {
    if !a.is_exactly(ClassId::RANGE) {
        return None;
    }
    a.get::<crate::types::range::RangeObj>()?.small
}

/// The items of an iterable, one after the other. Lists, tuples and ranges need no iterator for that.
pub enum Items {
    List(Value, usize),
    Tuple(Value, usize),
    /// The next one, the step, and how many are left.
    Range(i64, i64, i64),
    Iterator(Value),
}

impl Items {
    pub fn of(a: &Value) -> R<Items> {
        Ok(if a.is_exactly(ClassId::LIST) {
            Items::List(a.clone(), 0)
        } else if a.is_exactly(ClassId::TUPLE) {
            Items::Tuple(a.clone(), 0)
        } else if let Some((start, step, n)) = small_range(a) {
            Items::Range(start, step, n)
        } else {
            Items::Iterator(iter(a)?)
        })
    }

    /// `None` at the end.
    #[inline(always)]
    pub fn next_item(&mut self) -> R<Opt> {
        match self {
            Items::List(list, at) => {
                // SAFETY: an exact list.
                let found = unsafe { list.cast::<ListObj>() }.get(*at);
                *at += 1;
                Ok(found)
            }
            Items::Tuple(held, at) => {
                let found = tuple::items(held).get(*at).cloned();
                *at += 1;
                Ok(found)
            }
            Items::Range(.., 0) => Ok(None),
            Items::Range(at, step, left) => {
                let found = *at;
                *at = found.wrapping_add(*step);
                *left -= 1;
                Ok(Some(int::from_i64(found)))
            }
            Items::Iterator(it) => next(it),
        }
    }
}

fn gather(iterator: &Value) -> R<Vec<Value>> {
    let mut out = Vec::with_capacity(8);
    while let Some(v) = next(iterator)? {
        out.push(v);
    }
    Ok(out)
}

/// As [`collect`], where CPython makes a list of the iterable: then it is asked for its length, between `iter` and the items.
pub fn collect_list(a: &Value) -> R<Vec<Value>> {
    if !a.class().has(class::HEAP) {
        return collect(a);
    }
    let it = iter(a)?;
    ask_length(a)?;
    gather(&it)
}

/// As [`collect`], where CPython makes a list of an iterator that it has got from the iterable.
pub fn collect_sequence(a: &Value) -> R<Vec<Value>> {
    if !a.class().has(class::HEAP) {
        return collect(a);
    }
    collect_list(&iter(a)?)
}

/// Asks an object of a Python class for its length, or an estimate of it, for what Python code sees of that: the answer decides
/// nothing here, and only wrong ones count.
pub fn ask_length(a: &Value) -> R<()> {
    let class = a.class();
    if !class.has(class::HEAP) {
        return Ok(());
    }
    if lookup(class, crate::name!("__len__")).is_some() {
        match ops::length(a) {
            Ok(_) => return Ok(()),
            Err(_) if errors::catch(ClassId::TYPE_ERROR).is_some() => {}
            Err(e) => return Err(e),
        }
    }
    let Some(m) = lookup(class, crate::name!("__length_hint__")).map(Borrowed::owned) else {
        return Ok(());
    };
    let hint = match call::call_found(a, &m, &[]) {
        Ok(hint) => hint,
        Err(_) if errors::catch(ClassId::TYPE_ERROR).is_some() => return Ok(()),
        Err(e) => return Err(e),
    };
    if hint.is_not_implemented() {
        return Ok(());
    }
    if int::as_int(&hint).is_none() {
        let msg = format!(
            "__length_hint__ must be an integer, not {}",
            errors::type_name(&hint)
        );
        return Err(errors::type_error(msg));
    }
    match int::as_i64(&hint) {
        None => Err(errors::overflow_error(
            "Python int too large to convert to C ssize_t",
        )),
        Some(n) if n < 0 => Err(errors::value_error("__length_hint__() should return >= 0")),
        Some(_) => Ok(()),
    }
}
