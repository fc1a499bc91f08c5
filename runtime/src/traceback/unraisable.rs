//! Exceptions that nothing can catch: those of destructors, callbacks of weak references and functions run at the end.

use super::chain::last_lines;
use super::print::frames;
use crate::types::str;
use crate::{Borrowed, Value, class, context, ops};

/// Tells `sys.unraisablehook` of an exception that was raised `doing` something with `object`.
pub fn unraisable(exc: &Value, doing: &str, object: &Value) {
    let message = format!("Exception ignored {doing} {}", shown(object));
    match crate::modules::sys::call_unraisable_hook(exc, &message) {
        None => print(exc, &format!("{message}:\n")),
        Some(Ok(_)) => {}
        Some(Err(_)) => print(&context::take_exception(), &format!("{message}:\n")),
    }
}

/// What `sys.unraisablehook` does by itself.
pub fn print_unraisable(exc: &Value, message: &Value, object: &Value) {
    let mut title = match message.is_none() {
        true => "Exception ignored in".to_string(),
        false => str::to_string(message),
    };
    match (object.is_none(), message.is_none()) {
        (false, _) => title.push_str(&format!(": {}\n", shown(object))),
        (true, false) => title.push_str(":\n"),
        (true, true) => title.clear(),
    }
    print(exc, &title);
}

fn print(exc: &Value, title: &str) {
    let mut text = String::new();
    frames(exc, false, &mut text);
    if !text.is_empty() {
        text.insert_str(0, "Traceback (most recent call last):\n");
    }
    text.insert_str(0, title);
    last_lines(exc, &mut text);
    crate::modules::finish::write_error(&text);
}

fn shown(object: &Value) -> String {
    match ops::repr(object) {
        Ok(r) => str::to_string(&r),
        Err(_) => {
            drop(context::take_exception());
            "<object repr() failed>".to_string()
        }
    }
}

/// What the deallocator of an instance calls.
pub fn deallocator(value: &Value) -> Value {
    class::lookup(value.class(), crate::name!("__del__"))
        .map(Borrowed::owned)
        .unwrap_or(Value::NONE)
}
