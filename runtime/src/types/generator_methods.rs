//! Generators and coroutines as Python sees them.

use crate::class;
use crate::function::static_value;
use crate::generator::{self, GeneratorObj, OPS, Step};
use crate::native::{NativeDef, TypeDef, arg, getter, method, opt, setter};
use crate::types::iterators::ITER;
use crate::types::str::{self, StrObj, new_str};
use crate::types::{functions, tuple};
use crate::{ClassId, Opt, R, Value, context, errors, exception};
use taipan_abi::program::{GENERATOR_FINISHED, GENERATOR_RUNNING};

fn this(args: &[Opt]) -> &GeneratorObj {
    // SAFETY: generators and coroutines share the layout, and the binding has checked the class.
    unsafe { arg(args, 0).cast::<GeneratorObj>() }
}

/// A yielded value, or StopIteration with the result.
fn outcome(step: R<Step>) -> R {
    match step? {
        Step::Yielded(v) => Ok(v),
        Step::Returned(v) => Err(errors::stop_iteration((!v.is_none()).then_some(v))),
    }
}

/// `next(generator)`
pub fn next(value: &Value) -> R {
    outcome(generator::resume(value, None, false))
}

fn throw(args: &[Opt]) -> R {
    let exc = thrown(arg(args, 1), opt(args, 2), opt(args, 3))?;
    context::current().set_exception(exc);
    outcome(generator::resume(arg(args, 0), None, true))
}

/// The exception that `throw(type, value, traceback)` means.
pub fn thrown(kind: &Value, value: Option<&Value>, traceback: Option<&Value>) -> R {
    if let Some(t) = traceback.filter(|t| !t.is_none())
        && !t.is_exactly(ClassId::TRACEBACK)
    {
        return Err(errors::type_error(
            "throw() third argument must be a traceback object",
        ));
    }
    let value = value.filter(|v| !v.is_none());
    let exc = match class::as_class(kind) {
        Some(c) if c.is_subclass_of(ClassId::BASE_EXCEPTION as u32) => match value {
            Some(v) if v.class().is_subclass_of(c.id) => v.clone(),
            value => {
                let args: Vec<&Value> = match value {
                    Some(v) if v.is_instance(ClassId::TUPLE) => tuple::items(v).iter().collect(),
                    v => v.into_iter().collect(),
                };
                // What making the exception raises is thrown in its stead.
                exception::instantiate(kind, &args, |v| Ok(errors::type_name(v)))
                    .unwrap_or_else(|_| context::take_exception())
            }
        },
        _ if exception::as_exception(kind).is_some() => {
            if value.is_some() {
                return Err(errors::type_error(
                    "instance exception may not have a separate value",
                ));
            }
            kind.clone()
        }
        _ => {
            return Err(errors::type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                errors::type_name(kind)
            )));
        }
    };
    if let (Some(e), Some(t)) = (exception::as_exception(&exc), traceback) {
        e.parts().traceback = Some(t.clone()).filter(|t| !t.is_none());
    }
    Ok(exc)
}

/// Overrides of name and qualname: a tuple in the object's `extra`.
fn names(args: &[Opt]) -> (Value, Value) {
    let g = this(args);
    // SAFETY: a read.
    match unsafe { (*g.extra.get()).clone() } {
        Some(pair) => (
            tuple::items(&pair)[0].clone(),
            tuple::items(&pair)[1].clone(),
        ),
        None => (static_value(g.code.name), static_value(g.code.qualname)),
    }
}
fn set_names(args: &[Opt], name: Value, qualname: Value) {
    // SAFETY: the old pair is dropped after the store.
    let new = Some(tuple::new_tuple(vec![name, qualname]));
    drop(unsafe { std::mem::replace(&mut *this(args).extra.get(), new) });
}
fn new_name(args: &[Opt], which: &str) -> R {
    match opt(args, 1).filter(|v| v.get::<StrObj>().is_some()) {
        Some(v) => Ok(v.clone()),
        None => Err(errors::type_error(format!(
            "{which} must be set to a string object"
        ))),
    }
}

fn running(args: &[Opt]) -> R {
    Ok(Value::bool(this(args).state.get() == GENERATOR_RUNNING))
}
fn suspended(args: &[Opt]) -> R {
    Ok(Value::bool(this(args).state.get() > 0))
}

const NAMES: &[NativeDef] = &[
    getter("__name__", |a| Ok(names(a).0)),
    setter("__name__", |a| {
        let n = new_name(a, "__name__")?;
        let q = names(a).1;
        set_names(a, n, q);
        Ok(Value::NONE)
    }),
    getter("__qualname__", |a| Ok(names(a).1)),
    setter("__qualname__", |a| {
        let q = new_name(a, "__qualname__")?;
        let n = names(a).0;
        set_names(a, n, q);
        Ok(Value::NONE)
    }),
    method("__repr__(self, /)", |a| {
        let (kind, name) = (errors::type_name(arg(a, 0)), str::to_string(&names(a).1));
        Ok(new_str(
            format!("<{kind} object {name} at {:#x}>", arg(a, 0).word()).as_bytes(),
        ))
    }),
    method("send(self, arg, /)", |a| {
        outcome(generator::resume(arg(a, 0), Some(arg(a, 1)), false))
    }),
    method("throw(self, type, value=None, traceback=None, /)", throw),
    method("close(self, /)", |a| generator::close(arg(a, 0))),
    method("__del__(self, /)", |a| {
        generator::close(arg(a, 0)).map(|_| Value::NONE)
    }),
    crate::types::type_::CLASS_GETITEM,
];

const GENERATOR: &[NativeDef] = &[
    ITER,
    method("__next__(self, /)", |a| next(arg(a, 0))),
    getter("gi_running", running),
    getter("gi_suspended", suspended),
    getter("gi_yieldfrom", |_| Ok(Value::NONE)),
    getter("gi_code", |a| Ok(functions::code_object(this(a).code))),
    // There is no frame object to show; whether there is one tells if the generator can go on.
    getter("gi_frame", |a| {
        Ok(if this(a).state.get() == GENERATOR_FINISHED {
            Value::NONE
        } else {
            arg(a, 0).clone()
        })
    }),
];
const COROUTINE: &[NativeDef] = &[
    method("__await__(self, /)", |a| Ok(arg(a, 0).clone())),
    getter("cr_running", running),
    getter("cr_suspended", suspended),
    getter("cr_await", |_| Ok(Value::NONE)),
    getter("cr_code", |a| Ok(functions::code_object(this(a).code))),
];

const fn type_def(class: ClassId, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: OPS,
        flags: class::NOT_BASE,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}
pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::GENERATOR, NAMES),
    type_def(ClassId::GENERATOR, GENERATOR),
    type_def(ClassId::COROUTINE, NAMES),
    type_def(ClassId::COROUTINE, COROUTINE),
];
