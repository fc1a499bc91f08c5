//! The class `module`.

use crate::module::{self, ModuleObj};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, getter, method, opt, setter, static_method,
};
use crate::types::dict::DictObj;
use crate::types::list;
use crate::types::str::{self, StrObj, new_str};
use crate::{ClassId, Opt, R, Value, call, errors};

fn this(args: &[Opt]) -> &ModuleObj {
    arg(args, 0)
        .get::<ModuleObj>()
        .expect("checked by the binding")
}

fn init(args: &[Opt]) -> R {
    let (m, name) = (this(args), arg(args, 1));
    if name.get::<StrObj>().is_none() {
        return Err(errors::bad_argument(
            "module() argument 'name' must be str",
            name,
        ));
    }
    // SAFETY: the old name is dropped after the store.
    drop(unsafe { std::mem::replace(&mut *m.name.get(), name.clone()) });
    m.put(crate::name!("__name__"), Some(name.clone()));
    m.put(
        crate::name!("__doc__"),
        Some(opt(args, 2).cloned().unwrap_or(Value::NONE)),
    );
    for n in [
        crate::name!("__package__"),
        crate::name!("__loader__"),
        crate::name!("__spec__"),
    ] {
        m.put(n, Some(Value::NONE));
    }
    Ok(Value::NONE)
}

fn repr(args: &[Opt]) -> R {
    let m = this(args);
    let name = match m.get(crate::name!("__name__")) {
        Some(n) if n.get::<StrObj>().is_some() => str::to_string(&n),
        _ => "?".to_string(),
    };
    let native = m.record.is_null() && crate::modules::NATIVE.iter().any(|n| n.name == name);
    let text = match m.get(crate::name!("__file__")) {
        Some(f) if f.is_none() => format!("<module '{name}' (namespace)>"),
        Some(f) => format!(
            "<module '{name}' from {}>",
            str::to_string(&crate::ops::repr(&f)?)
        ),
        None if native => format!("<module '{name}' (built-in)>"),
        None => format!("<module '{name}'>"),
    };
    Ok(new_str(text.as_bytes()))
}

/// `__annotations__`: what the module's `__annotate__` yields.
fn annotations(args: &[Opt]) -> R {
    let m = this(args);
    let name = crate::name!("__annotations__");
    if let Some(v) = m.get(name) {
        return Ok(v);
    }
    let new = match m.get(crate::name!("__annotate__")).filter(|f| !f.is_none()) {
        Some(f) => call::call(&f, &[&Value::small(1)])?,
        None => DictObj::new(),
    };
    m.put(name, Some(new.clone()));
    Ok(new)
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        let c = class_arg(a, ClassId::MODULE)?;
        Ok(module::new_module(
            c.id,
            str::intern(b"?"),
            std::ptr::null(),
        ))
    }),
    method("__init__(self, name, doc=None)", init),
    method("__repr__(self, /)", repr),
    method("__dir__(self, /)", |a| Ok(list::new_list(this(a).names()))),
    getter("__dict__", |a| Ok(this(a).dict.clone())),
    getter("__annotations__", annotations),
    setter("__annotations__", |a| {
        this(a).put(crate::name!("__annotations__"), opt(a, 1).cloned());
        Ok(Value::NONE)
    }),
    getter("__annotate__", |a| {
        Ok(this(a)
            .get(crate::name!("__annotate__"))
            .unwrap_or(Value::NONE))
    }),
    setter("__annotate__", |a| {
        this(a).put(crate::name!("__annotate__"), opt(a, 1).cloned());
        Ok(Value::NONE)
    }),
];

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::MODULE,
    ops: module::OPS,
    flags: 0,
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};
