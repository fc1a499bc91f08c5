//! `tee`: several iterators over the same items.
//!
//! The items lie in a chain of lists `[item, next list]`; one that is empty is yet to be read.

use super::{iterator, machine_index, new, this};
use crate::native::{TypeDef, arg, class_arg, method, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::list::{self, ListObj};
use crate::types::tuple;
use crate::{ClassId, Opt, R, Value, errors, iter};

/// Slots: the source, the place in the chain.
fn next_tee(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let place = it.get(1).expect("a place");
    let link = place.get::<ListObj>().expect("a list");
    let item = match link.get(0) {
        Some(item) => item,
        None => {
            let source = it.get(0).expect("a source");
            let Some(item) = iter::next(&source)? else {
                return Ok(None);
            };
            // Another may have read it meanwhile, from within the source.
            if link.is_empty() {
                link.push(item.clone());
                link.push(list::with_capacity(2));
            }
            item
        }
    };
    it.set(1, link.get(1));
    Ok(Some(item))
}

fn new_tee(class: u32, iterable: &Value) -> R {
    let source = iter::iter(iterable)?;
    if source.class().layout == ClassId::TEE {
        let twin = this(&source);
        return Ok(new(class, [twin.get(0), twin.get(1)], [0; 4]));
    }
    Ok(new(
        class,
        [Some(source), Some(list::with_capacity(2))],
        [0; 4],
    ))
}

pub(super) fn tee(args: &[Opt]) -> R {
    let count = opt(args, 1).map_or(Ok(2), machine_index)?;
    if count < 0 {
        return Err(errors::value_error("n must be >= 0"));
    }
    if count == 0 {
        return Ok(tuple::empty());
    }
    let mut made = vec![new_tee(ClassId::TEE as u32, arg(args, 0))?];
    for _ in 1..count {
        made.push(new_tee(ClassId::TEE as u32, &made[0])?);
    }
    Ok(tuple::new_tuple(made))
}

pub(super) const TYPES: &[TypeDef] = &[iterator(
    ClassId::TEE,
    next_tee,
    "Iterator wrapped to make it copyable.",
    &[
        static_method("__new__(cls, iterable, /)", |a| {
            new_tee(class_arg(a, ClassId::TEE)?.id, arg(a, 1))
        }),
        ITER,
        NEXT,
        method("__copy__(self, /)", |a| {
            new_tee(ClassId::TEE as u32, arg(a, 0))
        }),
    ],
)];
