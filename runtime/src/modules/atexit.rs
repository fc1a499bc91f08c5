//! Module `atexit`.

use super::{NativeModule, finish, nothing};
use crate::native::{NativeDef, arg, method};
use crate::types::int;
use crate::types::tuple::{self, new_tuple};
use crate::{Value, errors};

pub const MODULE: NativeModule = NativeModule {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    functions: FUNCTIONS,
    init: nothing,
    mark: crate::modules::MARK,
};

const FUNCTIONS: &[NativeDef] = &[
    method("register(*args, **kwargs)", |a| {
        let all = tuple::items(arg(a, 0));
        let Some(function) = all.first() else {
            return Err(errors::type_error(
                "register() takes at least 1 argument (0 given)",
            ));
        };
        if !crate::builtins::objects::is_callable(function) {
            return Err(errors::type_error("the first argument must be callable"));
        }
        finish::register(
            function.clone(),
            new_tuple(all[1..].to_vec()),
            arg(a, 1).clone(),
        );
        Ok(function.clone())
    }),
    method("unregister(func, /)", |a| {
        finish::unregister(Some(arg(a, 0)))?;
        Ok(Value::NONE)
    }),
    method("_clear()", |_| {
        finish::unregister(None)?;
        Ok(Value::NONE)
    }),
    method("_run_exitfuncs()", |_| {
        finish::run_at_exit();
        Ok(Value::NONE)
    }),
    method("_ncallbacks()", |_| Ok(int::from_usize(finish::count()))),
];
