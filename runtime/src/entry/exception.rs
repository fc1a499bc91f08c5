//! Exceptions and context managers.

use super::{entries, flag, word};
use crate::class::{self, lookup};
use crate::types::tuple;
use crate::{
    Borrowed, ClassId, Opt, R, Raised, Value, attr, call, context, errors, exception, ops,
};

/// `raise exception from cause`
fn raise_from(exc: &Value, cause: Option<&Value>) -> Raised {
    let exc = match instance_of(exc) {
        Ok(Some(e)) => e,
        Ok(None) => return errors::type_error("exceptions must derive from BaseException"),
        Err(e) => return e,
    };
    if let Some(c) = cause {
        let cause = if c.is_none() {
            None
        } else {
            match instance_of(c) {
                Ok(Some(e)) => Some(e),
                Ok(None) => {
                    return errors::type_error("exception causes must derive from BaseException");
                }
                Err(e) => return e,
            }
        };
        let e = exception::as_exception(&exc).expect("an exception");
        e.parts().cause = cause;
        e.suppress_context.set(true);
    }
    errors::raise_value(exc)
}

/// An exception instance from an instance or class; `None` for anything else.
fn instance_of(value: &Value) -> R<Opt> {
    if exception::as_exception(value).is_some() {
        return Ok(Some(value.clone()));
    }
    match class::as_class(value) {
        Some(c) if c.is_subclass_of(ClassId::BASE_EXCEPTION as u32) => {
            exception::instantiate(value, &[], |v| {
                Ok(crate::types::str::to_string(&crate::ops::repr(
                    &v.class().value(),
                )?))
            })
            .map(Some)
        }
        _ => Ok(None),
    }
}

/// Whether an exception matches the expression of an `except` clause.
pub fn matches(exc: &Value, wanted: &Value) -> R<bool> {
    if let Some(c) = class::as_class(wanted)
        && c.is_subclass_of(ClassId::BASE_EXCEPTION as u32)
    {
        return Ok(exc.class().is_subclass_of(c.id));
    }
    if wanted.is_instance(ClassId::TUPLE) {
        for w in tuple::items(wanted) {
            if matches(exc, w)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    Err(errors::type_error(
        "catching classes that do not inherit from BaseException is not allowed",
    ))
}

/// A special method of a context manager, looked up on its class.
fn manager_method(manager: &Value, name: &'static Value, hint: &'static Value) -> R {
    match lookup(manager.class(), name) {
        Some(m) => Ok(m.owned()),
        None => {
            let text = crate::types::str::to_string(name);
            let class = match manager.class().full_name() {
                name if name.starts_with("__main__.") => name["__main__.".len()..].to_owned(),
                name => name,
            };
            let mut msg = format!(
                "'{class}' object does not support the context manager protocol (missed {text} method)"
            );
            if lookup(manager.class(), hint).is_some() {
                msg.push_str(" but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?");
            }
            Err(errors::type_error(msg))
        }
    }
}

entries! {
    fn raise(exc: Borrowed, cause: Option<Borrowed>) { raise_from(&exc, cause.as_deref()); }
    fn reraise() {
        match context::current().handled() {
            Some(e) => { context::current().set_exception(e); }
            None => { errors::runtime_error("No active exception to reraise"); }
        }
    }
    fn rethrow(exc: Value) { context::current().set_exception(exc); }
    fn catch() -> Opt { Some(context::take_exception()) }
    fn push_handled(exc: Borrowed) -> Opt {
        context::current().replace_handled(Some(Value::clone(&exc)))
    }
    fn pop_handled(previous: Opt) { drop(context::current().replace_handled(previous)); }
    fn exception_matches(exc: Borrowed, wanted: Borrowed) -> i64 { flag(matches(&exc, &wanted)) }
    fn exception_split(exc: Borrowed, wanted: Borrowed, out: u64) -> i64 {
        match crate::types::group::split(&exc, &wanted) {
            Ok((matched, rest)) => {
                // SAFETY: compiled code passes an array of two zeroed words.
                unsafe {
                    std::ptr::write(out as *mut Opt, Some(matched));
                    std::ptr::write((out as *mut Opt).add(1), Some(rest));
                }
                0
            }
            Err(_) => -1,
        }
    }
    fn exception_join(original: Borrowed, raised: Borrowed, rest: Borrowed) -> Opt {
        word(crate::types::group::join(&original, &raised, &rest))
    }
    fn traceback(code: u64, span: i64) {
        // SAFETY: the address of a static record.
        crate::traceback::add(unsafe { &*(code as *const taipan_abi::program::Code) }, span as u32, (span as u64 >> 32) as u32);
    }
    fn traceback_first(code: u64, span: i64) {
        let exc = context::take_exception();
        let has_entry = exception::as_exception(&exc).is_some_and(|e| e.parts().traceback.is_some());
        context::current().set_exception(exc);
        if !has_entry {
            // SAFETY: the address of a static record.
            crate::traceback::add(unsafe { &*(code as *const taipan_abi::program::Code) }, span as u32, (span as u64 >> 32) as u32);
        }
    }
    fn traceback_keep(local: Opt) { crate::traceback::keep(local) }
    fn raise_assertion(message: Option<Borrowed>) {
        errors::raise_with(ClassId::ASSERTION_ERROR, message.iter().map(|m| Value::clone(m)).collect());
    }
    fn with_enter(manager: Borrowed, out: u64) -> Opt {
        word((|| {
            let exit = manager_method(&manager, crate::name!("__exit__"), crate::name!("__aexit__"))?;
            let exit = attr::bind(&exit, &manager, manager.class())?;
            let enter = manager_method(&manager, crate::name!("__enter__"), crate::name!("__aenter__"))?;
            let result = call::call_found(&manager, &enter, &[])?;
            // SAFETY: compiled code passes an array of one zeroed word.
            unsafe { std::ptr::write(out as *mut Opt, Some(exit)) };
            Ok(result)
        })())
    }
    fn with_exit(exit: Borrowed, exc: Option<Borrowed>) -> i64 {
        let none = Value::NONE;
        let result = match exc {
            None => call::call(&exit, &[&none, &none, &none]),
            Some(e) => {
                let class = e.class().value();
                let traceback = exception::as_exception(&e).and_then(|x| x.parts().traceback.clone()).unwrap_or(Value::NONE);
                call::call(&exit, &[&class, &e, &traceback])
            }
        };
        flag(result.and_then(|v| ops::truth(&v)))
    }
    fn unsupported(text: u64, len: i64) {
        // SAFETY: the address of a text in read-only data.
        let text = unsafe { std::slice::from_raw_parts(text as *const u8, len as usize) };
        crate::modules::stop_unsupported(&String::from_utf8_lossy(text));
    }
}
