//! Functions, methods and code objects as Python sees them.

use crate::class::{self, LayoutOps};
use crate::function::{self, FunctionObj, static_value};
use crate::native::{
    self, NO_CLASS, NativeDef, NativeObj, TypeDef, arg, getter, method, opt, setter, static_method,
};
use crate::types::descriptors::{self, BoundMethod};
use crate::types::dict::DictObj;
use crate::types::object::{DICT_GETTER, DICT_SETTER};
use crate::types::str::{StrObj, new_str};
use crate::types::{int, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, attr, call, errors, ops};
use taipan_abi::program::{self, Code};

/// `__call__` of everything that `call::call_raw` calls by itself.
pub const CALL: NativeDef = method("__call__(self, /, *args, **kwargs)", |a| {
    call::call_tuple(arg(a, 0), arg(a, 1), Some(arg(a, 2)))
});

fn text(s: &str) -> Value {
    new_str(s.as_bytes())
}

/// A setter's value, or the error for `del`.
pub fn present<'a>(args: &'a [Opt], message: &str) -> R<&'a Value> {
    opt(args, 1).ok_or_else(|| errors::type_error(message))
}

/// The setter of attributes that cannot be set.
pub fn readonly(_: &[Opt]) -> R {
    Err(errors::attribute_error("readonly attribute"))
}

// Functions.

fn function(args: &[Opt]) -> &FunctionObj {
    arg(args, 0)
        .get::<FunctionObj>()
        .expect("checked by the binding")
}

/// Replaces a part of a function; the old value is dropped afterwards.
fn replace(place: &mut Opt, new: Opt) {
    drop(std::mem::replace(place, new));
}

fn check_str<'a>(args: &'a [Opt], name: &str) -> R<&'a Value> {
    match opt(args, 1).filter(|v| v.get::<StrObj>().is_some()) {
        Some(v) => Ok(v),
        None => Err(errors::type_error(format!(
            "{name} must be set to a string object"
        ))),
    }
}

const FUNCTION: &[NativeDef] = &[
    CALL,
    method("__get__(self, instance, owner=None, /)", get_method),
    method("__repr__(self, /)", |a| {
        let name = crate::types::str::to_string(&function(a).qualname());
        Ok(text(&format!(
            "<function {name} at {:#x}>",
            arg(a, 0).word()
        )))
    }),
    getter("__name__", |a| Ok(function(a).name())),
    setter("__name__", |a| {
        let v = check_str(a, "__name__")?.clone();
        replace(&mut function(a).extra().name, Some(v));
        Ok(Value::NONE)
    }),
    getter("__qualname__", |a| Ok(function(a).qualname())),
    setter("__qualname__", |a| {
        let v = check_str(a, "__qualname__")?.clone();
        replace(&mut function(a).extra().qualname, Some(v));
        Ok(Value::NONE)
    }),
    getter("__doc__", |a| {
        let f = function(a);
        Ok(match &f.extra().doc {
            Some(d) => d.clone(),
            None if f.code.doc == 0 => Value::NONE,
            None => static_value(f.code.doc),
        })
    }),
    setter("__doc__", |a| {
        replace(
            &mut function(a).extra().doc,
            Some(opt(a, 1).cloned().unwrap_or(Value::NONE)),
        );
        Ok(Value::NONE)
    }),
    getter("__module__", |a| Ok(function_module(function(a)))),
    setter("__module__", |a| {
        replace(
            &mut function(a).extra().module,
            Some(opt(a, 1).cloned().unwrap_or(Value::NONE)),
        );
        Ok(Value::NONE)
    }),
    getter("__dict__", DICT_GETTER.function),
    setter("__dict__", DICT_SETTER.function),
    getter("__defaults__", |a| {
        Ok(function(a).extra().defaults.clone().unwrap_or(Value::NONE))
    }),
    setter("__defaults__", |a| {
        let new = opt(a, 1).filter(|v| !v.is_none()).cloned();
        if new.as_ref().is_some_and(|v| !v.is_instance(ClassId::TUPLE)) {
            return Err(errors::type_error(
                "__defaults__ must be set to a tuple object",
            ));
        }
        replace(&mut function(a).extra().defaults, new);
        Ok(Value::NONE)
    }),
    getter("__kwdefaults__", |a| {
        Ok(function(a)
            .extra()
            .kw_defaults
            .clone()
            .unwrap_or(Value::NONE))
    }),
    setter("__kwdefaults__", |a| {
        let new = opt(a, 1).filter(|v| !v.is_none()).cloned();
        if new.as_ref().is_some_and(|v| v.get::<DictObj>().is_none()) {
            return Err(errors::type_error(
                "__kwdefaults__ must be set to a dict object",
            ));
        }
        replace(&mut function(a).extra().kw_defaults, new);
        Ok(Value::NONE)
    }),
    getter("__annotations__", |a| {
        let f = function(a);
        if let Some(v) = &f.extra().annotations {
            return Ok(v.clone());
        }
        let new = match f.extra().annotate.clone().filter(|v| !v.is_none()) {
            Some(annotate) => {
                let v = call::call(&annotate, &[&Value::small(1)])?;
                if v.get::<DictObj>().is_none() {
                    return Err(errors::type_error(format!(
                        "__annotate__() must return a dict, not {}",
                        errors::type_name(&v)
                    )));
                }
                v
            }
            None => DictObj::new(),
        };
        replace(&mut f.extra().annotations, Some(new.clone()));
        Ok(new)
    }),
    setter("__annotations__", |a| {
        let new = opt(a, 1).filter(|v| !v.is_none()).cloned();
        if new.as_ref().is_some_and(|v| v.get::<DictObj>().is_none()) {
            return Err(errors::type_error(
                "__annotations__ must be set to a dict object",
            ));
        }
        replace(&mut function(a).extra().annotations, new);
        replace(&mut function(a).extra().annotate, None);
        Ok(Value::NONE)
    }),
    getter("__annotate__", |a| {
        Ok(function(a).extra().annotate.clone().unwrap_or(Value::NONE))
    }),
    setter("__annotate__", |a| {
        let v = present(a, "__annotate__ cannot be deleted")?;
        if !v.is_none() && !crate::builtins::objects::is_callable(v) {
            return Err(errors::type_error("__annotate__ must be callable or None"));
        }
        replace(&mut function(a).extra().annotate, Some(v.clone()));
        if !v.is_none() {
            replace(&mut function(a).extra().annotations, None);
        }
        Ok(Value::NONE)
    }),
    getter("__type_params__", |a| {
        Ok(function(a)
            .extra()
            .type_params
            .clone()
            .unwrap_or_else(tuple::empty))
    }),
    setter("__type_params__", |a| {
        match opt(a, 1).filter(|v| v.is_instance(ClassId::TUPLE)) {
            Some(v) => replace(&mut function(a).extra().type_params, Some(v.clone())),
            None => return Err(errors::type_error("__type_params__ must be set to a tuple")),
        }
        Ok(Value::NONE)
    }),
    getter("__code__", |a| Ok(code_object(function(a).code))),
    setter("__code__", |a| {
        if opt(a, 1).is_none_or(|v| v.get::<CodeObj>().is_none()) {
            return Err(errors::type_error("__code__ must be set to a code object"));
        }
        crate::modules::stop_unsupported(
            "error: the code of a compiled function cannot be replaced",
        )
    }),
    getter("__closure__", |a| {
        Ok(function(a).closure.clone().unwrap_or(Value::NONE))
    }),
    setter("__closure__", readonly),
    getter("__globals__", |a| {
        // SAFETY: records are static.
        match unsafe { function(a).code.module.as_ref() } {
            Some(m) => crate::modules::globals_of(m),
            None => Ok(DictObj::new()),
        }
    }),
    setter("__globals__", readonly),
    getter("__builtins__", |_| {
        let m = crate::modules::import_native("builtins")?;
        attr::get(&m, crate::name!("__dict__"))
    }),
];

pub fn function_module(f: &FunctionObj) -> Value {
    if let Some(m) = &f.extra().module {
        return m.clone();
    }
    // SAFETY: records are static.
    match unsafe { f.code.module.as_ref() } {
        Some(m) => static_value(m.name),
        None => Value::NONE,
    }
}

/// `__get__` of functions and other plain descriptors.
fn get_method(args: &[Opt]) -> R {
    let instance = opt(args, 1).filter(|v| !v.is_none());
    let owner = opt(args, 2).filter(|v| !v.is_none());
    if instance.is_none() && owner.is_none() {
        return Err(errors::type_error("__get__(None, None) is invalid"));
    }
    let class = match owner.and_then(class::as_class) {
        Some(c) => c,
        None => instance.map_or(class::builtin(ClassId::OBJECT), Value::class),
    };
    attr::get_descriptor(arg(args, 0), instance, class)
}

// Native functions and methods.

fn native_object(args: &[Opt]) -> &NativeObj {
    native::as_native(arg(args, 0)).expect("checked by the binding")
}

/// The object a native function is bound to: a method's receiver; for functions of modules, the module.
fn native_self(n: &NativeObj) -> Value {
    match &n.receiver {
        Some(r) if n.owner != NO_CLASS => r.clone(),
        None if n.owner != NO_CLASS => class::by_id(n.owner).value(),
        Some(name) => crate::modules::import_native(&crate::types::str::to_string(name))
            .unwrap_or_else(|_| {
                drop(crate::context::take_exception());
                Value::NONE
            }),
        None => Value::NONE,
    }
}

fn native_qualname(n: &NativeObj) -> String {
    match &n.receiver {
        Some(r) if n.owner != NO_CLASS => {
            let c = class::as_class(r).unwrap_or_else(|| r.class());
            format!(
                "{}.{}",
                crate::types::str::to_string(&class_qualname(c)),
                n.name()
            )
        }
        Some(_) => n.name().to_string(),
        None if n.owner != NO_CLASS => {
            format!("{}.{}", class::by_id(n.owner).name_string(), n.name())
        }
        None => n.name().to_string(),
    }
}

fn class_qualname(c: &class::ClassObj) -> Value {
    // SAFETY: a read.
    unsafe { (*c.qualname.get()).clone() }
}

/// `($self, x, /)` as `inspect` reads it.
fn text_signature(n: &NativeObj) -> Value {
    let s = n.def.signature;
    match s.find('(') {
        Some(at) => {
            let inner = &s[at..];
            let method = n.owner != NO_CLASS;
            if method && inner.starts_with("(self") {
                return text(&inner.replacen("(self", "($self", 1));
            }
            if method && inner.starts_with("(cls") {
                return text(&inner.replacen("(cls", "($type", 1));
            }
            text(inner)
        }
        None => Value::NONE,
    }
}

const NATIVE_FUNCTION: &[NativeDef] = &[
    CALL,
    method("__repr__(self, /)", |a| {
        let n = native_object(a);
        let name = n.name();
        Ok(text(&match &n.receiver {
            Some(r) if n.owner != NO_CLASS => {
                let what = errors::type_name(r);
                if arg(a, 0).is_exactly(ClassId::METHOD_WRAPPER) {
                    return Ok(text(&format!(
                        "<method-wrapper '{name}' of {what} object at {:#x}>",
                        r.word()
                    )));
                }
                format!(
                    "<built-in method {name} of {what} object at {:#x}>",
                    r.word()
                )
            }
            None if name == "__new__" => {
                format!(
                    "<built-in method __new__ of type object at {:#x}>",
                    arg(a, 0).word()
                )
            }
            _ => format!("<built-in function {name}>"),
        }))
    }),
    getter("__name__", |a| Ok(text(native_object(a).name()))),
    getter("__qualname__", |a| {
        Ok(text(&native_qualname(native_object(a))))
    }),
    getter("__module__", |a| {
        let n = native_object(a);
        Ok(match &n.receiver {
            Some(name) if n.owner == NO_CLASS => name.clone(),
            _ => Value::NONE,
        })
    }),
    getter("__self__", |a| Ok(native_self(native_object(a)))),
    getter("__doc__", |_| Ok(Value::NONE)),
    getter("__text_signature__", |a| {
        Ok(text_signature(native_object(a)))
    }),
    method("__eq__(self, value, /)", |a| {
        let (x, Some(y)) = (native_object(a), native::as_native(arg(a, 1))) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let same_self = match (&x.receiver, &y.receiver) {
            (Some(p), Some(q)) => p.is(q),
            (None, None) => true,
            _ => false,
        };
        Ok(Value::bool(std::ptr::eq(x.def, y.def) && same_self))
    }),
    method("__hash__(self, /)", |a| {
        let n = native_object(a);
        let own = (n.def as *const NativeDef as u64).rotate_right(4) as i64;
        let of_self = n
            .receiver
            .as_ref()
            .map_or(0, crate::types::object::address_hash);
        let h = own ^ of_self;
        Ok(int::from_i64(if h == -1 { -2 } else { h }))
    }),
    method("__reduce__(self, /)", |a| Ok(text(native_object(a).name()))),
];

const NATIVE_METHOD: &[NativeDef] = &[
    CALL,
    method("__get__(self, instance, owner=None, /)", |a| {
        let instance = opt(a, 1).filter(|v| !v.is_none());
        let n = native_object(a);
        if let Some(r) = instance
            && !r.class().is_subclass_of(n.owner)
        {
            return Err(errors::type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                n.name(),
                class::by_id(n.owner).name_string(),
                errors::type_name(r)
            )));
        }
        get_method(a)
    }),
    method("__repr__(self, /)", |a| {
        let n = native_object(a);
        let (name, owner) = (n.name(), class::by_id(n.owner).name_string());
        let kind = if arg(a, 0).is_exactly(ClassId::WRAPPER_DESCRIPTOR) {
            "slot wrapper"
        } else {
            "method"
        };
        Ok(text(&format!("<{kind} '{name}' of '{owner}' objects>")))
    }),
    getter("__name__", |a| Ok(text(native_object(a).name()))),
    getter("__qualname__", |a| {
        Ok(text(&native_qualname(native_object(a))))
    }),
    getter("__objclass__", |a| {
        Ok(class::by_id(native_object(a).owner).value())
    }),
    getter("__doc__", |_| Ok(Value::NONE)),
    getter("__text_signature__", |a| {
        Ok(text_signature(native_object(a)))
    }),
];

const GETSET: &[NativeDef] = &[
    method("__get__(self, instance, owner=None, /)", get_method),
    method("__set__(self, instance, value, /)", |a| {
        descriptors::set(arg(a, 0), arg(a, 1), Some(arg(a, 2).clone()))?;
        Ok(Value::NONE)
    }),
    method("__delete__(self, instance, /)", |a| {
        descriptors::set(arg(a, 0), arg(a, 1), None)?;
        Ok(Value::NONE)
    }),
    method("__repr__(self, /)", |a| {
        let n = native_object(a);
        let owner = class::by_id(n.owner).name_string();
        Ok(text(&format!(
            "<attribute '{}' of '{owner}' objects>",
            n.name()
        )))
    }),
    getter("__name__", |a| Ok(text(native_object(a).name()))),
    getter("__qualname__", |a| {
        Ok(text(&native_qualname(native_object(a))))
    }),
    getter("__objclass__", |a| {
        Ok(class::by_id(native_object(a).owner).value())
    }),
    getter("__doc__", |_| Ok(Value::NONE)),
];

// Bound methods.

fn bound(args: &[Opt]) -> &BoundMethod {
    arg(args, 0)
        .get::<BoundMethod>()
        .expect("checked by the binding")
}

const BOUND_METHOD: &[NativeDef] = &[
    static_method("__new__(cls, function, instance, /)", |a| {
        if !crate::builtins::objects::is_callable(arg(a, 1)) {
            return Err(errors::type_error("first argument must be callable"));
        }
        if arg(a, 2).is_none() {
            return Err(errors::type_error("instance must not be None"));
        }
        Ok(descriptors::new_bound_method(
            arg(a, 1).clone(),
            arg(a, 2).clone(),
        ))
    }),
    CALL,
    method("__get__(self, instance, owner=None, /)", |a| {
        Ok(arg(a, 0).clone())
    }),
    method("__repr__(self, /)", |a| {
        let m = bound(a);
        let mut name = attr::get_optional(&m.function, crate::name!("__qualname__"))?;
        if name.is_none() {
            name = attr::get_optional(&m.function, crate::name!("__name__"))?;
        }
        let name = match name.filter(|n| n.get::<StrObj>().is_some()) {
            Some(n) => crate::types::str::to_string(&n),
            None => "?".to_string(),
        };
        let of = crate::types::str::to_string(&ops::repr(&m.receiver)?);
        Ok(text(&format!("<bound method {name} of {of}>")))
    }),
    getter("__func__", |a| Ok(bound(a).function.clone())),
    setter("__func__", readonly),
    getter("__self__", |a| Ok(bound(a).receiver.clone())),
    setter("__self__", readonly),
    getter("__doc__", |a| {
        Ok(attr::get_optional(&bound(a).function, crate::name!("__doc__"))?.unwrap_or(Value::NONE))
    }),
    method("__eq__(self, value, /)", |a| same_method(a, true)),
    method("__ne__(self, value, /)", |a| same_method(a, false)),
    method("__hash__(self, /)", |a| {
        let h =
            crate::types::object::address_hash(&bound(a).receiver) ^ ops::hash(&bound(a).function)?;
        Ok(int::from_i64(if h == -1 { -2 } else { h }))
    }),
    method("__reduce__(self, /)", |a| {
        let name = attr::get(&bound(a).function, crate::name!("__name__"))?;
        let args = tuple::new_tuple(vec![bound(a).receiver.clone(), name]);
        Ok(tuple::new_tuple(vec![
            crate::modules::builtin(b"getattr"),
            args,
        ]))
    }),
];

fn same_method(args: &[Opt], equal: bool) -> R {
    let (x, Some(y)) = (bound(args), arg(args, 1).get::<BoundMethod>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = x.receiver.is(&y.receiver) && ops::equal(&x.function, &y.function)?;
    Ok(Value::bool(same == equal))
}

// Code objects.

#[repr(C)]
pub struct CodeObj {
    pub header: Header,
    pub code: &'static Code,
}
// SAFETY: begins with a header.
unsafe impl Object for CodeObj {
    const CLASS: ClassId = ClassId::CODE;
}
const CODE_OPS: LayoutOps = class::fixed::<CodeObj>(class::trace_nothing);

thread_local! {
    /// The code objects made so far; one for each record.
    static CODES: std::cell::RefCell<std::collections::HashMap<usize, Value>> = Default::default();
}

/// The code object of a record: always the same one.
pub fn code_object(code: &'static Code) -> Value {
    let key = code as *const Code as usize;
    if let Some(v) = CODES.with_borrow(|m| m.get(&key).cloned()) {
        return v;
    }
    let id = ClassId::CODE as u32;
    let v = class::new_object(
        id,
        CodeObj {
            header: Header::new(id),
            code,
        },
    );
    // One for each function, for ever.
    v.header().expect("an object").make_immortal();
    CODES.with_borrow_mut(|m| m.insert(key, v.clone()));
    v
}

fn code(args: &[Opt]) -> &'static Code {
    arg(args, 0)
        .get::<CodeObj>()
        .expect("checked by the binding")
        .code
}
fn names(pointer: *const u64, n: u32) -> Vec<Value> {
    // SAFETY: the compiler wrote that many words of static strs.
    (0..n as usize)
        .map(|i| static_value(unsafe { *pointer.add(i) }))
        .collect()
}
fn code_flags(c: &Code) -> i64 {
    let has = |flag: u32, bit: i64| if c.flags & flag != 0 { bit } else { 0 };
    let function = if c.flags & program::CODE_BODY != 0 {
        0
    } else {
        3
    };
    let inner = crate::types::str::to_string(&static_value(c.qualname)).contains("<locals>");
    let nested = if inner { 16 } else { 0 };
    let doc = if c.doc != 0 { 0x400_0000 } else { 0 };
    function
        | nested
        | doc
        | has(program::CODE_VARARGS, 4)
        | has(program::CODE_VARKEYWORDS, 8)
        | has(program::CODE_GENERATOR, 0x20)
        | has(program::CODE_COROUTINE, 0x80)
        | has(program::CODE_ASYNC_GENERATOR, 0x200)
}
fn variable_names(c: &'static Code) -> Vec<Value> {
    let mut out = function::param_names(c).to_vec();
    let params = out.len();
    if !c.local_names.is_null() {
        for n in names(c.local_names, c.num_locals) {
            if !out[..params]
                .iter()
                .any(|p| crate::types::str::equal(p, &n))
            {
                out.push(n);
            }
        }
    }
    out
}

const CODE: &[NativeDef] = &[
    method("__repr__(self, /)", |a| {
        let c = code(a);
        let path = crate::types::str::to_string(&crate::traceback::path_of(c));
        Ok(text(&format!(
            "<code object {} at {:#x}, file \"{path}\", line {}>",
            function::code_name(c),
            arg(a, 0).word(),
            c.first_line
        )))
    }),
    getter("co_name", |a| Ok(static_value(code(a).name))),
    getter("co_qualname", |a| Ok(static_value(code(a).qualname))),
    getter("co_filename", |a| Ok(crate::traceback::path_of(code(a)))),
    getter("co_firstlineno", |a| {
        Ok(Value::small(i64::from(code(a).first_line)))
    }),
    getter("co_argcount", |a| {
        Ok(Value::small(i64::from(code(a).num_positional)))
    }),
    getter("co_posonlyargcount", |a| {
        Ok(Value::small(i64::from(code(a).num_posonly)))
    }),
    getter("co_kwonlyargcount", |a| {
        Ok(Value::small(i64::from(code(a).num_kwonly)))
    }),
    getter("co_varnames", |a| {
        Ok(tuple::new_tuple(variable_names(code(a))))
    }),
    getter("co_nlocals", |a| {
        Ok(int::from_usize(variable_names(code(a)).len()))
    }),
    getter("co_freevars", |a| {
        Ok(tuple::new_tuple(names(
            code(a).free_names,
            code(a).num_free,
        )))
    }),
    getter("co_cellvars", |_| Ok(tuple::empty())),
    getter("co_flags", |a| Ok(Value::small(code_flags(code(a))))),
];

// Cells.

use crate::function::CellObj;

fn cell(args: &[Opt]) -> &CellObj {
    arg(args, 0)
        .get::<CellObj>()
        .expect("checked by the binding")
}
fn compare_cells(args: &[Opt], op: ops::Cmp) -> R {
    let (x, Some(y)) = (cell(args), arg(args, 1).get::<CellObj>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match (x.get(), y.get()) {
        (Some(p), Some(q)) => ops::compare(op, &p, &q),
        (p, q) => Ok(Value::bool(op.test(p.is_some().cmp(&q.is_some())))),
    }
}

const CELL: &[NativeDef] = &[
    static_method("__new__(cls, contents=None, /)", |a| {
        Ok(function::new_cell(opt(a, 1).cloned()))
    }),
    getter("cell_contents", |a| {
        cell(a)
            .get()
            .ok_or_else(|| errors::value_error("Cell is empty"))
    }),
    setter("cell_contents", |a| {
        cell(a).set(opt(a, 1).cloned());
        Ok(Value::NONE)
    }),
    method("__repr__(self, /)", |a| {
        let at = arg(a, 0).word();
        Ok(text(&match cell(a).get() {
            Some(v) => format!(
                "<cell at {at:#x}: {} object at {:#x}>",
                errors::type_name(&v),
                v.word()
            ),
            None => format!("<cell at {at:#x}: empty>"),
        }))
    }),
    method("__eq__(self, value, /)", |a| compare_cells(a, ops::Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare_cells(a, ops::Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare_cells(a, ops::Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare_cells(a, ops::Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare_cells(a, ops::Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare_cells(a, ops::Cmp::Ge)),
];

const fn type_def(
    class: ClassId,
    ops: LayoutOps,
    flags: u32,
    methods: &'static [NativeDef],
) -> TypeDef {
    TypeDef {
        class,
        ops,
        flags: flags | class::NOT_BASE,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::FUNCTION, function::OPS, 0, FUNCTION),
    type_def(ClassId::NATIVE_FUNCTION, native::OPS, 0, NATIVE_FUNCTION),
    type_def(ClassId::NATIVE_METHOD, native::OPS, 0, NATIVE_METHOD),
    type_def(ClassId::WRAPPER_DESCRIPTOR, native::OPS, 0, NATIVE_METHOD),
    type_def(ClassId::METHOD_WRAPPER, native::OPS, 0, NATIVE_FUNCTION),
    type_def(ClassId::GETSET, native::OPS, 0, GETSET),
    type_def(
        ClassId::BOUND_METHOD,
        descriptors::BOUND_OPS,
        0,
        BOUND_METHOD,
    ),
    type_def(ClassId::CODE, CODE_OPS, 0, CODE),
    type_def(ClassId::CELL, function::CELL_OPS, class::UNHASHABLE, CELL),
];

/// Functions take attributes: their `__dict__` is the word of `FunctionExtra::dict`.
pub fn finish_types() {
    let offset = std::mem::offset_of!(FunctionObj, extra)
        + std::mem::offset_of!(function::FunctionExtra, dict);
    class::builtin(ClassId::FUNCTION)
        .overflow_offset
        .set(offset as u32);
    let offset = std::mem::offset_of!(descriptors::Wrapper, dict) as u32;
    for id in [ClassId::CLASSMETHOD, ClassId::STATICMETHOD] {
        class::builtin(id).overflow_offset.set(offset);
    }
}
