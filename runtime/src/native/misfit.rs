//! What is said of calls that do not fit a signature.

use super::{NO_CLASS, NativeKind, NativeObj, Signature, offset};
use crate::types::str;
use crate::{ClassId, R, Value, class, errors};
use std::fmt::Write;

/// Functions that count their arguments before they look at the names of keywords.
pub(super) fn check_keyword_count(
    native: &NativeObj,
    sig: &Signature,
    nargs: usize,
    num_keywords: usize,
) -> R<()> {
    let name = caller_name(native);
    // What comes by position beside `*args` is not bound with the keywords; `sorted` hands its keywords on to `list.sort`.
    let (nargs, max, name) = match name.as_str() {
        "max" | "min" if nargs == 0 => {
            return Err(errors::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        "sorted" if nargs != 1 => return Err(wrong_count(native, sig, nargs)),
        "sorted" => (0, sig.names.len() - 1, "sort"),
        "print" => return Ok(()),
        name if sig.varargs => (0, sig.names.len() - sig.num_positional, name),
        name => (nargs, sig.names.len() - offset(native), name),
    };
    let given = nargs + num_keywords;
    if given <= max {
        return Ok(());
    }
    if name == "enumerate" && nargs == 0 {
        return Err(errors::type_error(
            "enumerate() missing required argument 'iterable'",
        ));
    }
    let kind = if nargs == 0 { "keyword " } else { "" };
    let plural = if max == 1 { "" } else { "s" };
    Err(errors::type_error(format!(
        "{name}() takes at most {max} {kind}argument{plural} ({given} given)"
    )))
}

/// How many of the positional arguments are no arguments in messages: the receiver, or the class that is made.
pub(super) fn bound_count(native: &NativeObj, bound: Option<&Value>) -> usize {
    usize::from(bound.is_some() || native.owner != NO_CLASS)
}

#[cold]
pub(super) fn unexpected_keyword(
    native: &NativeObj,
    sig: &Signature,
    keyword: &str,
) -> crate::Raised {
    let name = caller_name(native);
    if name == "enumerate" {
        return errors::type_error(format!(
            "'{keyword}' is an invalid keyword argument for enumerate()"
        ));
    }
    let names: Vec<String> = sig.names[sig.num_posonly..]
        .iter()
        .map(str::to_string)
        .collect();
    let hint = match crate::traceback::suggest(keyword, &names) {
        Some(s) => format!(". Did you mean '{s}'?"),
        None => String::new(),
    };
    let name = if name == "sorted" { "sort" } else { &name };
    errors::type_error(format!(
        "{name}() got an unexpected keyword argument '{keyword}'{hint}"
    ))
}

#[cold]
pub(super) fn no_keywords(native: &NativeObj) -> crate::Raised {
    let name = native.name();
    if is_slot(native) && name != "__init__" {
        return errors::type_error(format!("wrapper {name}() takes no keyword arguments"));
    }
    let name = if native.name() == "__init__" {
        caller_name(native)
    } else {
        native.title()
    };
    errors::type_error(format!("{name}() takes no keyword arguments"))
}

fn is_slot(native: &NativeObj) -> bool {
    let class = native.header.class.get();
    class == ClassId::WRAPPER_DESCRIPTOR as u32 || class == ClassId::METHOD_WRAPPER as u32
}

/// The name in messages about arguments: a `__new__` or `__init__` goes by its class.
pub(super) fn caller_name(native: &NativeObj) -> String {
    if native.owner != NO_CLASS
        && (native.def.kind == NativeKind::StaticMethod || native.name() == "__init__")
    {
        class::by_id(native.owner).name_string()
    } else {
        native.name().to_string()
    }
}

#[cold]
pub(super) fn check_receiver_failed(native: &NativeObj, receiver: Option<&Value>) -> crate::Raised {
    let owner = class::by_id(native.owner).name_string();
    let name = native.name();
    match receiver {
        None if native.header.class.get() == ClassId::WRAPPER_DESCRIPTOR as u32 => {
            errors::type_error(format!(
                "descriptor '{name}' of '{owner}' object needs an argument"
            ))
        }
        None => errors::type_error(format!("unbound method {owner}.{name}() needs an argument")),
        Some(v) if name.starts_with("__") => errors::type_error(format!(
            "descriptor '{name}' requires a '{owner}' object but received a '{}'",
            errors::type_name(v)
        )),
        Some(v) => errors::type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object",
            errors::type_name(v)
        )),
    }
}

#[cold]
pub(super) fn wrong_count(native: &NativeObj, sig: &Signature, total: usize) -> crate::Raised {
    let hidden = offset(native);
    let (max, min) = (
        sig.num_positional - hidden,
        sig.num_required.saturating_sub(hidden),
    );
    let given = total.saturating_sub(hidden);
    if total == 0 && native.def.kind == NativeKind::StaticMethod && hidden == 1 {
        let name = caller_name(native);
        return errors::type_error(format!("{name}.__new__(): not enough arguments"));
    }
    let mut msg = String::new();
    // Calling `int` or `str` with positional arguments goes another way in CPython than with keywords.
    let all_positional = sig.num_posonly >= sig.num_positional
        || [ClassId::INT as u32, ClassId::STR as u32].contains(&native.owner)
            && native.name() == "__new__";
    let slot = is_slot(native);
    if slot && min == max {
        let (s, name) = match max {
            1 => ("", String::new()),
            0 => ("s", String::new()),
            _ => ("s", format!("{} ", native.name())),
        };
        return errors::type_error(format!("{name}expected {max} argument{s}, got {given}"));
    }
    if slot && ["__pow__", "__rpow__", "__ipow__"].contains(&native.name()) {
        return errors::type_error(format!("expected 1 or 2 arguments, got {given}"));
    }
    let only_by_name = sig.names.len() - sig.num_positional;
    let misfits = given > max || given < min.min(sig.num_posonly.saturating_sub(hidden));
    if only_by_name > 0 && !sig.varargs && misfits && native.name() != "sorted" {
        let (all, name) = (max + only_by_name, caller_name(native));
        let (bound, n, positional) = match () {
            _ if given > all => ("at most", all, ""),
            _ if max == 0 => {
                return errors::type_error(format!("{name}() takes no positional arguments"));
            }
            _ if min == max => ("exactly", max, "positional "),
            _ if given < min => ("at least", min, "positional "),
            _ => ("at most", max, "positional "),
        };
        let s = if n == 1 { "" } else { "s" };
        return errors::type_error(format!(
            "{name}() takes {bound} {n} {positional}argument{s} ({given} given)"
        ));
    }
    if max == 0 && !sig.kwonly_required.is_empty() {
        let _ = write!(
            msg,
            "{}() takes no positional arguments",
            caller_name(native)
        );
    } else if max == 0 {
        let _ = write!(
            msg,
            "{}() takes no arguments ({given} given)",
            native.title()
        );
    } else if max == 1
        && min == 1
        && all_positional
        && !["sorted", "__new__"].contains(&native.name())
    {
        let _ = write!(
            msg,
            "{}() takes exactly one argument ({given} given)",
            native.title()
        );
    } else if all_positional {
        let bound = if min == max {
            ""
        } else if given < min {
            "at least "
        } else {
            "at most "
        };
        let n = if given < min { min } else { max };
        let _ = write!(
            msg,
            "{} expected {bound}{n} argument{}, got {given}",
            caller_name(native),
            if n == 1 { "" } else { "s" }
        );
    } else if given < min.min(sig.num_posonly.saturating_sub(hidden)) {
        let needed = min.min(sig.num_posonly - hidden);
        let bound = if needed < max { "at least" } else { "exactly" };
        let plural = if needed == 1 { "" } else { "s" };
        let _ = write!(
            msg,
            "{}() takes {bound} {needed} positional argument{plural} ({given} given)",
            caller_name(native)
        );
    } else if given < min {
        let name = str::to_string(&sig.names[hidden + given]);
        let _ = write!(
            msg,
            "{}() missing required argument '{name}' (pos {})",
            caller_name(native),
            given + 1
        );
    } else {
        let kind = if sig.kwonly_required.is_empty() {
            "argument"
        } else {
            "positional argument"
        };
        let bound = if min == max { "exactly" } else { "at most" };
        let plural = if max == 1 { "" } else { "s" };
        let _ = write!(
            msg,
            "{}() takes {bound} {max} {kind}{plural} ({given} given)",
            caller_name(native)
        );
    }
    errors::type_error(msg)
}
