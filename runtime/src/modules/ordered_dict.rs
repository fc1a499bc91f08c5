//! `_odict`: what `collections.OrderedDict` does to the order of a dict.

use super::NativeModule;
use crate::native::{NativeDef, arg, method};
use crate::types::dict::DictObj;
use crate::types::tuple;
use crate::{Opt, R, Value, errors, ops};

fn this(args: &[Opt]) -> R<&DictObj> {
    arg(args, 0)
        .get::<DictObj>()
        .ok_or_else(|| errors::type_error("a dict is wanted"))
}

const FUNCTIONS: &[NativeDef] = &[
    // The last pair or the first one, removed; None if there is none.
    method("take(mapping, last, /)", |a| {
        let pair = if ops::truth(arg(a, 1))? {
            this(a)?.pop_last()
        } else {
            this(a)?.pop_first()
        };
        Ok(pair.map_or(Value::NONE, |(key, value)| {
            tuple::new_tuple(vec![key, value])
        }))
    }),
    // False if the key is not there.
    method("move_to_end(mapping, key, last, /)", |a| {
        let last = ops::truth(arg(a, 2))?;
        Ok(Value::bool(this(a)?.move_to_end(arg(a, 1), last)?))
    }),
];

pub const MODULE: NativeModule = NativeModule {
    name: "_odict",
    doc: "The order of a dict.",
    functions: FUNCTIONS,
    init: super::nothing,
    mark: super::MARK,
};
