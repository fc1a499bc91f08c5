//! `property`, `classmethod`, `staticmethod`, slot members and `super` as Python sees them.

use crate::class::{self, LayoutOps};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, getter, method, opt, setter, static_method,
};
use crate::types::descriptors::{self, Member, Property, PropertyParts, SuperObj, Wrapper};
use crate::types::object::{DICT_GETTER, DICT_SETTER};
use crate::types::str::{self, intern, new_str};
use crate::types::tuple;
use crate::{ClassId, Header, Opt, R, Value, attr, errors, ops};
use taipan_abi::program::CODE_BODY;

fn text(s: &str) -> Value {
    new_str(s.as_bytes())
}

// property

fn property(args: &[Opt]) -> &Property {
    arg(args, 0)
        .get::<Property>()
        .expect("checked by the binding")
}
fn not_none(v: Option<&Value>) -> Opt {
    v.filter(|v| !v.is_none()).cloned()
}

/// Replaces the parts; the old ones are dropped afterwards.
fn set_parts(p: &Property, parts: PropertyParts) {
    // SAFETY: a short access.
    drop(unsafe { std::mem::replace(&mut *p.parts.get(), parts) });
}

fn init_property(args: &[Opt]) -> R {
    let value = arg(args, 0);
    let (get, set, delete) = (
        not_none(opt(args, 1)),
        not_none(opt(args, 2)),
        not_none(opt(args, 3)),
    );
    let mut doc = not_none(opt(args, 4));
    let mut doc_is_getters = false;
    if doc.is_none()
        && let Some(g) = &get
    {
        doc = attr::get_optional(g, crate::name!("__doc__"))?.filter(|d| !d.is_none());
        doc_is_getters = doc.is_some();
    }
    let own_doc = value.is_exactly(ClassId::PROPERTY);
    let name = property(args).copy(|p| p.name.clone());
    set_parts(
        property(args),
        PropertyParts {
            get,
            set,
            delete,
            doc: doc.clone().filter(|_| own_doc),
            doc_is_getters,
            name,
        },
    );
    // An instance of a subclass keeps the text, or None, where a `__doc__` of its class does not hide it. A given text that
    // cannot be kept is dropped.
    if !own_doc
        && attr::set(
            value,
            crate::name!("__doc__"),
            Some(doc.unwrap_or(Value::NONE)),
        )
        .is_err()
        && (doc_is_getters || errors::catch(ClassId::ATTRIBUTE_ERROR).is_none())
    {
        return Err(crate::Raised);
    }
    Ok(Value::NONE)
}

/// A copy with one part replaced, made by calling the class. None replaces nothing.
fn copy_with(args: &[Opt], change: impl FnOnce(&mut PropertyParts, Value)) -> R {
    let mut parts = property(args).parts();
    if !arg(args, 1).is_none() {
        change(&mut parts, arg(args, 1).clone());
    }
    let part = |p: &Opt| p.clone().unwrap_or(Value::NONE);
    let (get, set, delete) = (part(&parts.get), part(&parts.set), part(&parts.delete));
    let doc = match &parts.doc {
        Some(d) if !(parts.doc_is_getters && parts.get.is_some()) => d.clone(),
        _ => Value::NONE,
    };
    let class_value = arg(args, 0).class().value();
    let out = crate::call::call(&class_value, &[&get, &set, &delete, &doc])?;
    if let Some(p) = out.get::<Property>() {
        let mut new = p.parts();
        new.name = parts.name;
        set_parts(p, new);
    }
    Ok(out)
}

fn is_abstract(v: &Opt) -> R<bool> {
    match v {
        None => Ok(false),
        Some(f) => match attr::get_optional(f, crate::name!("__isabstractmethod__"))? {
            Some(flag) => ops::truth(&flag),
            None => Ok(false),
        },
    }
}

fn property_get(args: &[Opt]) -> R {
    match opt(args, 1).filter(|v| !v.is_none()) {
        None => Ok(arg(args, 0).clone()),
        Some(instance) => descriptors::get_builtin(arg(args, 0), Some(instance), instance.class()),
    }
}
fn set_built_in(args: &[Opt]) -> R {
    descriptors::set_builtin(arg(args, 0), arg(args, 1), Some(arg(args, 2).clone()))?;
    Ok(Value::NONE)
}
fn delete_built_in(args: &[Opt]) -> R {
    descriptors::set_builtin(arg(args, 0), arg(args, 1), None)?;
    Ok(Value::NONE)
}
fn readonly(_: &[Opt]) -> R {
    Err(errors::attribute_error("readonly attribute"))
}
fn or_none(v: Opt) -> R {
    Ok(v.unwrap_or(Value::NONE))
}

const PROPERTY: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        let c = class_arg(a, ClassId::PROPERTY)?;
        let parts = PropertyParts {
            get: None,
            set: None,
            delete: None,
            doc: None,
            doc_is_getters: false,
            name: None,
        };
        Ok(descriptors::new_property(c.id, parts))
    }),
    method(
        "__init__(self, fget=None, fset=None, fdel=None, doc=None)",
        init_property,
    ),
    getter("fget", |a| or_none(property(a).copy(|p| p.get.clone()))),
    setter("fget", readonly),
    getter("fset", |a| or_none(property(a).copy(|p| p.set.clone()))),
    setter("fset", readonly),
    getter("fdel", |a| or_none(property(a).copy(|p| p.delete.clone()))),
    setter("fdel", readonly),
    getter("__doc__", |a| or_none(property(a).copy(|p| p.doc.clone()))),
    setter("__doc__", |a| {
        let mut parts = property(a).parts();
        parts.doc = opt(a, 1).cloned();
        set_parts(property(a), parts);
        Ok(Value::NONE)
    }),
    getter("__name__", |a| {
        let parts = property(a).parts();
        if let Some(n) = parts.name {
            return Ok(n);
        }
        if let Some(g) = &parts.get
            && let Some(n) = attr::get_optional(g, crate::name!("__name__"))?
        {
            return Ok(n);
        }
        Err(attr::missing(arg(a, 0), crate::name!("__name__")))
    }),
    setter("__name__", |a| {
        let mut parts = property(a).parts();
        parts.name = opt(a, 1).cloned();
        set_parts(property(a), parts);
        Ok(Value::NONE)
    }),
    getter("__isabstractmethod__", |a| {
        let parts = property(a).parts();
        for f in [&parts.get, &parts.set, &parts.delete] {
            if is_abstract(f)? {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }),
    method("getter(self, object, /)", |a| {
        copy_with(a, |p, f| p.get = Some(f))
    }),
    method("setter(self, object, /)", |a| {
        copy_with(a, |p, f| p.set = Some(f))
    }),
    method("deleter(self, object, /)", |a| {
        copy_with(a, |p, f| p.delete = Some(f))
    }),
    method("__get__(self, instance, owner=None, /)", property_get),
    method("__set__(self, instance, value, /)", set_built_in),
    method("__delete__(self, instance, /)", delete_built_in),
    method("__set_name__(self, /, *args)", |a| {
        let given = tuple::items(arg(a, 1));
        let [_, name] = given else {
            return Err(errors::type_error(format!(
                "__set_name__() takes 2 positional arguments but {} were given",
                given.len()
            )));
        };
        let mut parts = property(a).parts();
        parts.name = Some(name.clone());
        set_parts(property(a), parts);
        Ok(Value::NONE)
    }),
];

// classmethod and staticmethod

fn wrapper(args: &[Opt]) -> &Wrapper {
    // SAFETY: both classes have this layout, and the binding has checked the class.
    unsafe { arg(args, 0).cast::<Wrapper>() }
}

/// Takes over what `functools.wraps` takes over, as far as the function has it.
fn init_wrapper(args: &[Opt]) -> R {
    let (value, function) = (arg(args, 0), arg(args, 1));
    // SAFETY: the old function is dropped after the store.
    drop(unsafe { std::mem::replace(&mut *wrapper(args).function.get(), function.clone()) });
    for name in [
        crate::name!("__module__"),
        crate::name!("__name__"),
        crate::name!("__qualname__"),
        crate::name!("__doc__"),
    ] {
        if let Some(v) = attr::get_optional(function, name)? {
            crate::instance::set_own(value, value.class(), name, Some(v))?;
        }
    }
    Ok(Value::NONE)
}

/// The class itself takes no keywords; those of a subclass are for its own `__init__`.
fn refuse_keywords(args: &[Opt], c: &class::ClassObj, base: ClassId) -> R<()> {
    if c.id == base as u32 && ops::length(arg(args, 2))? != 0 {
        return Err(errors::type_error(format!(
            "{}() takes no keyword arguments",
            c.name_string()
        )));
    }
    Ok(())
}

fn new_wrapper(args: &[Opt], base: ClassId) -> R {
    let c = class_arg(args, base)?;
    let given = arg(args, 1);
    refuse_keywords(args, c, base)?;
    if tuple::len(given) != 1 && c.id == base as u32 {
        return Err(errors::type_error(format!(
            "{} expected 1 argument, got {}",
            class::builtin(base).name_string(),
            tuple::len(given)
        )));
    }
    let function = tuple::items(given).first().cloned().unwrap_or(Value::NONE);
    Ok(descriptors::new_wrapper(c.id, function))
}

fn wrapper_repr(args: &[Opt]) -> R {
    let inner = str::to_string(&ops::repr(&descriptors::unwrap(arg(args, 0)))?);
    Ok(text(&format!(
        "<{}({inner})>",
        errors::type_name(arg(args, 0))
    )))
}

/// `__annotations__` and `__annotate__` are the function's.
fn forwarded(args: &[Opt], name: &'static Value) -> R {
    let value = arg(args, 0);
    if let Some(v) = crate::instance::get_own(value, value.class(), name) {
        return Ok(v);
    }
    attr::get(&descriptors::unwrap(value), name)
}
fn set_forwarded(args: &[Opt], name: &'static Value) -> R {
    let value = arg(args, 0);
    if !crate::instance::set_own(value, value.class(), name, opt(args, 1).cloned())? {
        return Err(attr::missing(value, name));
    }
    Ok(Value::NONE)
}

fn wrapper_get(args: &[Opt]) -> R {
    let instance = opt(args, 1).filter(|v| !v.is_none());
    let owner = opt(args, 2).and_then(class::as_class);
    let class = owner.or_else(|| instance.map(Value::class));
    descriptors::get_builtin(
        arg(args, 0),
        instance,
        class.unwrap_or(class::builtin(ClassId::NONE_TYPE)),
    )
}

macro_rules! wrapper_rows {
    ($id:ident) => {
        &[
            static_method("__new__(cls, /, *args, **kwargs)", |a| {
                new_wrapper(a, ClassId::$id)
            }),
            method("__init__(self, callable, /)", init_wrapper),
            getter("__func__", |a| Ok(descriptors::unwrap(arg(a, 0)))),
            setter("__func__", readonly),
            getter("__wrapped__", |a| Ok(descriptors::unwrap(arg(a, 0)))),
            setter("__wrapped__", readonly),
            getter("__isabstractmethod__", |a| {
                is_abstract(&Some(descriptors::unwrap(arg(a, 0)))).map(Value::bool)
            }),
            getter("__annotations__", |a| {
                forwarded(a, crate::name!("__annotations__"))
            }),
            setter("__annotations__", |a| {
                set_forwarded(a, crate::name!("__annotations__"))
            }),
            getter("__annotate__", |a| {
                forwarded(a, crate::name!("__annotate__"))
            }),
            setter("__annotate__", |a| {
                set_forwarded(a, crate::name!("__annotate__"))
            }),
            getter("__dict__", DICT_GETTER.function),
            setter("__dict__", DICT_SETTER.function),
            method("__get__(self, instance, owner=None, /)", wrapper_get),
            method("__repr__(self, /)", wrapper_repr),
            crate::types::type_::CLASS_GETITEM,
        ]
    };
}
const CLASSMETHOD: &[NativeDef] = wrapper_rows!(CLASSMETHOD);
const STATICMETHOD: &[NativeDef] = wrapper_rows!(STATICMETHOD);
const STATIC_CALL: &[NativeDef] = &[method("__call__(self, /, *args, **kwargs)", |a| {
    crate::call::call_tuple(&descriptors::unwrap(arg(a, 0)), arg(a, 1), Some(arg(a, 2)))
})];

// Slot members.

fn member(args: &[Opt]) -> &Member {
    arg(args, 0)
        .get::<Member>()
        .expect("checked by the binding")
}
const MEMBER: &[NativeDef] = &[
    method("__get__(self, instance, owner=None, /)", property_get),
    method("__set__(self, instance, value, /)", set_built_in),
    method("__delete__(self, instance, /)", delete_built_in),
    method("__repr__(self, /)", |a| {
        let m = member(a);
        let (name, owner) = (str::to_string(&m.name), class::by_id(m.owner).name_string());
        Ok(text(&format!("<member '{name}' of '{owner}' objects>")))
    }),
    getter("__name__", |a| Ok(member(a).name.clone())),
    getter("__qualname__", |a| {
        let m = member(a);
        let (name, owner) = (str::to_string(&m.name), class::by_id(m.owner).name_string());
        Ok(text(&format!("{owner}.{name}")))
    }),
    getter(
        "__objclass__",
        |a| Ok(class::by_id(member(a).owner).value()),
    ),
    getter("__doc__", |_| Ok(Value::NONE)),
];

// super

fn super_object(args: &[Opt]) -> &SuperObj {
    arg(args, 0)
        .get::<SuperObj>()
        .expect("checked by the binding")
}

fn new_super(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::SUPER)?;
    refuse_keywords(args, c, ClassId::SUPER)?;
    let given = tuple::items(arg(args, 1));
    let [first, rest @ ..] = given else {
        // Where compiled code knows class and receiver it does not call this.
        let has_receiver = crate::start::innermost(usize::MAX)
            .is_some_and(|code| code.flags & CODE_BODY == 0 && code.num_positional != 0);
        return Err(errors::runtime_error(match has_receiver {
            true => "super(): __class__ cell not found",
            false => "super(): no arguments",
        }));
    };
    if rest.len() > 1 {
        return Err(errors::type_error(format!(
            "super() expected at most 2 arguments, got {}",
            given.len()
        )));
    }
    let Some(after) = class::as_class(first) else {
        return Err(errors::type_error(format!(
            "super() argument 1 must be a type, not {}",
            errors::type_name(first)
        )));
    };
    let value = match rest.first().filter(|v| !v.is_none()) {
        Some(receiver) => descriptors::new_super(after, receiver.clone())?,
        None => descriptors::new_unbound_super(after),
    };
    if c.id == ClassId::SUPER as u32 {
        return Ok(value);
    }
    let s = value.get::<SuperObj>().expect("just made");
    let payload = SuperObj {
        header: Header::new(c.id),
        class: s.class,
        start: s.start,
        receiver: s.receiver.clone(),
    };
    Ok(class::new_object(c.id, payload))
}

const SUPER: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new_super),
    method("__init__(self, /, *args, **kwargs)", |_| Ok(Value::NONE)),
    method("__repr__(self, /)", |a| {
        let s = super_object(a);
        let name = class::by_id(s.class).name_string();
        Ok(text(&match &s.receiver {
            Some(_) => {
                let start = class::by_id(s.start).name_string();
                format!("<super: <class '{name}'>, <{start} object>>")
            }
            None => format!("<super: <class '{name}'>, NULL>"),
        }))
    }),
    getter("__thisclass__", |a| {
        Ok(class::by_id(super_object(a).class).value())
    }),
    getter("__self__", |a| or_none(super_object(a).receiver.clone())),
    getter("__self_class__", |a| {
        let s = super_object(a);
        Ok(match s.receiver {
            Some(_) => class::by_id(s.start).value(),
            None => Value::NONE,
        })
    }),
    method("__get__(self, instance, owner=None, /)", |a| {
        let s = super_object(a);
        match opt(a, 1).filter(|v| !v.is_none()) {
            Some(instance) if s.receiver.is_none() => {
                descriptors::new_super(class::by_id(s.class), instance.clone())
            }
            _ => Ok(arg(a, 0).clone()),
        }
    }),
    method("__getattribute__(self, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        let name = &intern(str::bytes_of(arg(a, 1)));
        match descriptors::find_super(arg(a, 0), super_object(a), name)? {
            Some(v) => Ok(v),
            None => Err(attr::missing(arg(a, 0), name)),
        }
    }),
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
        flags,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::PROPERTY, descriptors::PROPERTY_OPS, 0, PROPERTY),
    type_def(
        ClassId::CLASSMETHOD,
        descriptors::WRAPPER_OPS,
        0,
        CLASSMETHOD,
    ),
    type_def(
        ClassId::STATICMETHOD,
        descriptors::WRAPPER_OPS,
        0,
        STATICMETHOD,
    ),
    type_def(
        ClassId::STATICMETHOD,
        descriptors::WRAPPER_OPS,
        0,
        STATIC_CALL,
    ),
    type_def(
        ClassId::MEMBER,
        descriptors::MEMBER_OPS,
        class::NOT_BASE,
        MEMBER,
    ),
    type_def(ClassId::SUPER, descriptors::SUPER_OPS, 0, SUPER),
];
