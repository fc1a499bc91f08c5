//! Calls, functions, generators.

use super::{entries, status, word};
use crate::generator::{self, Step};
use crate::{Borrowed, ClassId, Opt, R, Value, call as calls, function};
use taipan_abi::program::{self, Code};

/// SAFETY: compiled code passes the address of a static record.
fn code(address: u64) -> &'static Code {
    unsafe { &*(address as *const Code) }
}

/// Stores the outcome of a delegation: a yielded word, or none with the result in `out[0]`.
fn step(result: R<Step>, out: u64) -> Opt {
    match result {
        Ok(Step::Yielded(v)) => Some(v),
        Ok(Step::Returned(v)) => {
            // SAFETY: compiled code passes an array of one zeroed word.
            unsafe { std::ptr::write(out as *mut Opt, Some(v)) };
            None
        }
        Err(_) => None,
    }
}

entries! {
    fn call(callee: Borrowed, args: u64, nargs: i64, kwnames: Option<Borrowed>) -> Opt {
        // SAFETY: compiled code passes an array of that many words.
        word(unsafe { calls::call_raw(&callee, args as *const Opt, nargs as usize, kwnames.as_deref()) })
    }
    fn call_ex(callee: Borrowed, args: Borrowed, kwargs: Option<Borrowed>) -> Opt {
        word(calls::call_tuple(&callee, &args, kwargs.as_deref()))
    }
    fn bind_args(callee: Borrowed, args: u64, nargs: i64, kwnames: Option<Borrowed>, out: u64) -> i64 {
        // SAFETY: the thunk passes its own arguments and an array for all parameters.
        status(unsafe { function::bind_args(&callee, args as *const Opt, nargs as usize, kwnames.as_deref(), out as *mut Opt) })
    }
    fn new_cell(value: Opt) -> Opt { Some(function::new_cell(value)) }
    fn make_function(record: u64, closure: Opt, defaults: Opt, kw_defaults: Opt, annotate: Opt) -> Opt {
        Some(function::new_function(code(record), closure, defaults, kw_defaults, annotate))
    }
    fn set_type_params(function: Borrowed, params: Borrowed) {
        if let Some(f) = function.get::<function::FunctionObj>() {
            f.extra().type_params = Some(Value::clone(&params));
        }
    }
    fn make_generator(_callee: Option<Borrowed>, record: u64) -> Opt {
        let c = code(record);
        let class = if c.flags & program::CODE_COROUTINE != 0 { ClassId::COROUTINE } else { ClassId::GENERATOR };
        Some(generator::new_generator(class, c))
    }
    fn yield_from(iterator: Borrowed, sent: Option<Borrowed>, out: u64) -> Opt {
        step(generator::delegate(&iterator, sent.as_deref()), out)
    }
    fn yield_from_throw(iterator: Borrowed, exception: Value, out: u64) -> Opt {
        step(generator::delegate_throw(&iterator, exception), out)
    }
    fn yield_from_iter(iterable: Borrowed) -> Opt { word(crate::iter::iter(&iterable)) }
    fn poll() -> i64 { super::flag(crate::start::poll()) }
}
