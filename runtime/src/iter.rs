//! Iteration.

use crate::class::lookup;
use crate::types::list::ListObj;
use crate::types::tuple;
use crate::{ClassId, Opt, R, Value, call, class, errors, generator};

/// `iter(a)`
pub fn iter(a: &Value) -> R {
    let class = a.class();
    if class.id == ClassId::GENERATOR as u32 {
        return Ok(a.clone());
    }
    if class.id == ClassId::LIST as u32 {
        return Ok(crate::types::iterators::new_list_iterator(a.clone()));
    }
    if let Some(m) = lookup(class, crate::name!("__iter__")).cloned() {
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
        return Ok(crate::types::iterators::new_sequence_iterator(a.clone()));
    }
    Err(not_iterable(a))
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
    if crate::types::iterators::is_native(id) {
        return crate::types::iterators::step(id, iterator);
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
    let Some(m) = lookup(class, crate::name!("__next__")).cloned() else {
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
    let it = iter(a)?;
    let mut out = vec![];
    while let Some(v) = next(&it)? {
        out.push(v);
    }
    Ok(out)
}
