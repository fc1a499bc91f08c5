//! `_weakref` and `gc`.

use super::{NativeModule, add, nothing};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::{int, list, tuple, weakref};
use crate::{ClassId, R, Value, class};
use std::cell::Cell;

pub const MODULE: NativeModule = NativeModule {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: &[
        method("getweakrefcount(object, /)", |a| {
            Ok(int::from_usize(weakref::refs_to(arg(a, 0)).len()))
        }),
        method("getweakrefs(object, /)", |a| {
            Ok(list::new_list(weakref::refs_to(arg(a, 0))))
        }),
    ],
    init,
    mark: crate::modules::MARK,
};

fn init(m: &ModuleObj) -> R<()> {
    let class = class::builtin(ClassId::WEAKREF).value();
    add(m, "ref", class.clone());
    add(m, "ReferenceType", class);
    Ok(())
}

thread_local! {
    static ENABLED: Cell<bool> = const { Cell::new(true) };
    static THRESHOLDS: Cell<(i64, i64, i64)> = const { Cell::new((2000, 10, 0)) };
}

pub const GC: NativeModule = NativeModule {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: GC_FUNCTIONS,
    init: nothing,
    mark: crate::modules::MARK,
};

const GC_FUNCTIONS: &[NativeDef] = &[
    method("collect(generation=2)", |_| Ok(Value::small(0))),
    method("enable()", |_| {
        ENABLED.with(|e| e.set(true));
        Ok(Value::NONE)
    }),
    method("disable()", |_| {
        ENABLED.with(|e| e.set(false));
        Ok(Value::NONE)
    }),
    method("isenabled()", |_| Ok(Value::bool(ENABLED.with(Cell::get)))),
    method("get_threshold()", |_| {
        let (a, b, c) = THRESHOLDS.with(Cell::get);
        Ok(tuple::new_tuple(vec![
            int::from_i64(a),
            int::from_i64(b),
            int::from_i64(c),
        ]))
    }),
    method(
        "set_threshold(threshold0, threshold1=None, threshold2=None, /)",
        |a| {
            let number = |at: usize, old: i64| -> R<i64> {
                match opt(a, at) {
                    Some(v) => Ok(crate::ops::index_i64(v)?.unwrap_or(old)),
                    None => Ok(old),
                }
            };
            let (x, y, z) = THRESHOLDS.with(Cell::get);
            let new = (number(0, x)?, number(1, y)?, number(2, z)?);
            THRESHOLDS.with(|t| t.set(new));
            Ok(Value::NONE)
        },
    ),
    method("get_count()", |_| {
        Ok(tuple::new_tuple(vec![
            Value::small(0),
            Value::small(0),
            Value::small(0),
        ]))
    }),
    method("is_tracked(obj, /)", |a| {
        let v = arg(a, 0);
        let atomic = !v.is_pointer()
            || [ClassId::STR, ClassId::INT, ClassId::FLOAT, ClassId::BYTES]
                .iter()
                .any(|c| v.is_exactly(*c));
        Ok(Value::bool(!atomic))
    }),
    method("freeze()", |_| Ok(Value::NONE)),
    method("unfreeze()", |_| Ok(Value::NONE)),
    method("get_freeze_count()", |_| Ok(Value::small(0))),
];
