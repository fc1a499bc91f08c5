//! Imports.

use super::{entries, status, word};
use crate::types::str;
use crate::{Borrowed, ClassId, Opt, Value, errors, exception, module};
use taipan_abi::program::Module;

/// SAFETY: compiled code passes the address of a static record, or zero.
fn record(address: u64) -> Option<&'static Module> {
    unsafe { (address as *const Module).as_ref() }
}

entries! {
    fn import_module(address: u64) -> Opt { word(module::import(record(address).expect("a module record"))) }
    fn import_from(module: Borrowed, name: Borrowed, sub: u64) -> Opt { word(module::import_from(&module, &name, record(sub))) }
    fn import_star(module: Borrowed, into: u64) -> i64 {
        status(module::import_star(&module, record(into).expect("a module record")))
    }
    fn import_missing(name: Borrowed, message: Borrowed) {
        errors::raise(ClassId::MODULE_NOT_FOUND_ERROR, str::to_string(&message));
        exception::set_extra(exception::EXTRA_NAME, Value::clone(&name));
    }
    fn import_error(message: Borrowed) { errors::import_error(str::to_string(&message)); }
}
