//! Builtin functions about objects in general: attributes, classes, hashing, length.

use crate::class;
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::{int, sort, str};
use crate::{ClassId, Opt, R, Value, attr, call, errors, iter, ops};

pub const FUNCTIONS: &[NativeDef] = &[
    method("len(obj, /)", |a| {
        Ok(int::from_usize(ops::length(arg(a, 0))?))
    }),
    method(
        "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
        import_by_name,
    ),
    method("hash(obj, /)", |a| ops::hash(arg(a, 0)).map(int::from_i64)),
    method("id(obj, /)", |a| {
        let word = arg(a, 0).word();
        Ok(i64::try_from(word).map_or_else(|_| int::from_big(word.into()), int::from_i64))
    }),
    method("callable(obj, /)", |a| {
        Ok(Value::bool(is_callable(arg(a, 0))))
    }),
    method("isinstance(obj, class_or_tuple, /)", |a| {
        ops::is_instance(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("issubclass(cls, class_or_tuple, /)", |a| {
        ops::is_subclass(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("getattr(object, name, default=None, /)", |a| {
        attr::check_name(arg(a, 1))?;
        match opt(a, 2) {
            None => attr::get(arg(a, 0), arg(a, 1)),
            Some(default) => {
                Ok(attr::get_optional(arg(a, 0), arg(a, 1))?.unwrap_or_else(|| default.clone()))
            }
        }
    }),
    method("setattr(obj, name, value, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set(arg(a, 0), arg(a, 1), Some(arg(a, 2).clone()))?;
        Ok(Value::NONE)
    }),
    method("delattr(obj, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set(arg(a, 0), arg(a, 1), None)?;
        Ok(Value::NONE)
    }),
    method("hasattr(obj, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        Ok(Value::bool(
            attr::get_optional(arg(a, 0), arg(a, 1))?.is_some(),
        ))
    }),
    method("iter(object, sentinel=None, /)", |a| match opt(a, 1) {
        None => iter::iter(arg(a, 0)),
        Some(_) if !is_callable(arg(a, 0)) => {
            Err(errors::type_error("iter(v, w): v must be callable"))
        }
        Some(s) => Ok(crate::types::iterators::new_callable_iterator(
            arg(a, 0).clone(),
            s.clone(),
        )),
    }),
    method("next(iterator, default=None, /)", next),
    method("vars(object=None, /)", |a| {
        let Some(object) = opt(a, 0) else {
            crate::modules::stop_unsupported(
                "error: vars() without an argument is not supported here",
            )
        };
        match attr::get_optional(object, crate::name!("__dict__"))? {
            Some(d) => Ok(d),
            None => Err(errors::type_error(
                "vars() argument must have __dict__ attribute",
            )),
        }
    }),
    method("dir(object=None, /)", |a| match opt(a, 0) {
        Some(object) => dir_of(object),
        None => crate::modules::stop_unsupported(
            "error: dir() without an argument is not supported here",
        ),
    }),
];

pub fn is_callable(v: &Value) -> bool {
    v.is_pointer() && class::lookup(v.class(), crate::name!("__call__")).is_some()
        || class::as_class(v).is_some()
        || v.class_id() >= ClassId::FUNCTION as u32
            && v.class_id() <= ClassId::METHOD_WRAPPER as u32
        || v.is_exactly(ClassId::BOUND_METHOD)
}

fn next(args: &[Opt]) -> R {
    let it = arg(args, 0);
    if class::lookup(it.class(), crate::name!("__next__")).is_none() {
        return Err(errors::type_error(format!(
            "'{}' object is not an iterator",
            errors::type_name(it)
        )));
    }
    if opt(args, 1).is_none() {
        // What a generator returns, or a `__next__` in Python raises, is passed on as it is.
        if it.is_exactly(ClassId::GENERATOR) {
            return crate::types::generator_methods::next(it);
        }
        if !crate::types::iterators::native_next_is(it) {
            return call::call_special(it, crate::name!("__next__"), &[]).expect("looked up above");
        }
    }
    match (iter::next(it)?, opt(args, 1)) {
        (Some(v), _) => Ok(v),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(errors::stop_iteration(None)),
    }
}

/// `dir(object)`: what `__dir__` yields, sorted.
pub fn dir_of(object: &Value) -> R {
    if let Some(m) = object.get::<ModuleObj>()
        && let Some(hook) = m.get(crate::name!("__dir__"))
    {
        return sorted(iter::collect(&call::call(&hook, &[])?)?);
    }
    let names = match call::call_special(object, crate::name!("__dir__"), &[]) {
        Some(r) => r?,
        None => return Err(errors::type_error("object does not provide __dir__")),
    };
    sorted(iter::collect(&names)?)
}

fn sorted(items: Vec<Value>) -> R {
    let (items, result) = sort::sort_items(items, None, false);
    result?;
    Ok(crate::types::list::new_list(items))
}

/// `__import__(name, …)`: the first module of a dotted name, or with `fromlist` the last.
fn import_by_name(args: &[Opt]) -> R {
    let name = arg(args, 0);
    if name.get::<str::StrObj>().is_none() {
        let found = errors::type_name(name);
        return Err(errors::type_error(format!(
            "module name must be a string, not {found}"
        )));
    }
    let mut full = str::to_string(name);
    let level = opt(args, 4)
        .map_or(Ok(Some(0)), ops::index_i64)?
        .unwrap_or(0);
    if level > 0 {
        let package = match opt(args, 1).filter(|g| !g.is_none()) {
            Some(globals) => ops::get_item(globals, &str::intern(b"__package__"))?,
            None => Value::NONE,
        };
        let mut package = match package.get::<str::StrObj>() {
            Some(_) => str::to_string(&package),
            None => String::new(),
        };
        if package.is_empty() {
            return Err(errors::import_error(
                "attempted relative import with no known parent package",
            ));
        }
        for _ in 1..level {
            match package.rfind('.') {
                Some(at) => package.truncate(at),
                None => {
                    return Err(errors::import_error(
                        "attempted relative import beyond top-level package",
                    ));
                }
            }
        }
        full = if full.is_empty() {
            package
        } else {
            format!("{package}.{full}")
        };
    } else if full.is_empty() {
        return Err(errors::value_error("Empty module name"));
    }
    let (first, last) = crate::module::import_named(&full)?;
    let names = match opt(args, 3).filter(|l| !l.is_none()) {
        Some(list) => iter::collect(list)?,
        None => vec![],
    };
    if names.is_empty() {
        return Ok(if level > 0 { last } else { first });
    }
    for n in names.iter().filter(|n| n.get::<str::StrObj>().is_some()) {
        if attr::get_optional(&last, n)?.is_none() {
            let sub = format!("{full}.{}", str::to_string(n));
            if crate::module::import_named(&sub).is_err() {
                errors::catch(ClassId::MODULE_NOT_FOUND_ERROR).ok_or(crate::Raised)?;
            }
        }
    }
    Ok(last)
}
