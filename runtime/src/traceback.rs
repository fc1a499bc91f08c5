//! Traceback objects, and the text that CPython prints.

use crate::Value;

/// The candidate that CPython's "Did you mean" would name.
pub fn suggest(_name: &str, _candidates: &[String]) -> Option<String> {
    None
}

/// `sys.unraisablehook`: "Exception ignored in: …".
pub fn unraisable(_exception: &Value, _object: &Value) {}

/// Adds an entry for this code and source range to the traceback of the exception in flight.
pub fn add(_code: &'static taipan_abi::program::Code, _start: u32, _end: u32) {}
