//! Values as text: `repr`, `str`, `format`.

use crate::types::str::{self, StrObj};
use crate::{ClassId, R, Value, call, context, errors};

thread_local! {
    /// The containers whose `repr` is under way.
    static IN_REPR: std::cell::RefCell<Vec<u64>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Marks a container as being shown; `None` when it is already: it contains itself.
pub fn enter_repr(a: &Value) -> Option<ReprGuard> {
    IN_REPR.with_borrow_mut(|list| {
        if list.contains(&a.word()) {
            return None;
        }
        list.push(a.word());
        Some(ReprGuard(a.word()))
    })
}

pub struct ReprGuard(u64);

impl Drop for ReprGuard {
    fn drop(&mut self) {
        IN_REPR.with_borrow_mut(|list| {
            if let Some(at) = list.iter().rposition(|w| *w == self.0) {
                list.remove(at);
            }
        });
    }
}

/// `repr(a)`, a `str` value.
pub fn repr(a: &Value) -> R {
    let _guard = context::enter_recursion(
        " while getting the repr of an object",
        crate::context::CALL_BYTES,
    )?;
    let r =
        call::call_special(a, crate::name!("__repr__"), &[]).expect("object defines __repr__")?;
    if r.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "__repr__ returned non-string (type {})",
            errors::type_name(&r)
        )));
    }
    Ok(r)
}

/// `str(a)`
pub fn to_str(a: &Value) -> R {
    if a.is_exactly(ClassId::STR) {
        return Ok(a.clone());
    }
    let _guard = context::enter_recursion(
        " while getting the str of an object",
        crate::context::CALL_BYTES,
    )?;
    let r = call::call_special(a, crate::name!("__str__"), &[]).expect("object defines __str__")?;
    if r.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "__str__ returned non-string (type {})",
            errors::type_name(&r)
        )));
    }
    Ok(r)
}

/// `format(value, spec)` after a conversion (`s`, `r`, `a` or 0).
pub fn format_value(value: &Value, conversion: u8, spec: Option<&Value>) -> R {
    let shown;
    let value = match conversion {
        b'r' => {
            shown = repr(value)?;
            &shown
        }
        b's' => {
            shown = to_str(value)?;
            &shown
        }
        b'a' => {
            shown = str::format::ascii(value)?;
            &shown
        }
        _ => value,
    };
    str::format::format(value, spec)
}
