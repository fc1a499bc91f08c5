//! `object`: what every object inherits.

use crate::class::{self, lookup};
use crate::native::{
    NativeDef, TypeDef, arg, class_method, getter, method, opt, setter, static_method,
};
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj, intern, new_str};
use crate::types::{int, list, tuple};
use crate::{Borrowed, ClassId, Opt, R, Value, attr, call, errors, instance, native, ops};

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::OBJECT,
    ops: instance::OPS,
    flags: 0,
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new),
    method("__init__(self, /, *args, **kwargs)", init),
    method("__repr__(self, /)", repr),
    method("__str__(self, /)", |a| ops::repr(arg(a, 0))),
    method("__eq__(self, value, /)", |a| {
        Ok(if ops::is_same(arg(a, 0), arg(a, 1)) {
            Value::TRUE
        } else {
            Value::NOT_IMPLEMENTED
        })
    }),
    method("__ne__(self, value, /)", ne),
    method("__lt__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__le__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__gt__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__ge__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__hash__(self, /)", |a| {
        Ok(int::from_i64(address_hash(arg(a, 0))))
    }),
    method("__getattribute__(self, name, /)", get_attribute),
    method("__setattr__(self, name, value, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set_generic(
            arg(a, 0),
            &str::intern_value(arg(a, 1)),
            Some(arg(a, 2).clone()),
        )?;
        Ok(Value::NONE)
    }),
    method("__delattr__(self, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set_generic(arg(a, 0), &str::intern_value(arg(a, 1)), None)?;
        Ok(Value::NONE)
    }),
    getter("__class__", |a| Ok(arg(a, 0).class().value())),
    setter("__class__", set_class),
    method("__dir__(self, /)", dir),
    method("__format__(self, format_spec, /)", format),
    class_method("__init_subclass__(cls, /)", |_| Ok(Value::NONE)),
    class_method("__subclasshook__(cls, object, /)", |_| {
        Ok(Value::NOT_IMPLEMENTED)
    }),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_i64(i64::from(
            arg(a, 0).class().instance_size.get().max(16),
        )))
    }),
    method("__getstate__(self, /)", |a| get_state(arg(a, 0))),
    method("__reduce__(self, /)", |a| reduce(arg(a, 0))),
    method("__reduce_ex__(self, protocol, /)", |a| {
        // A `__reduce__` of the class's own is asked.
        let own = lookup(arg(a, 0).class(), crate::name!("__reduce__")).map(Borrowed::owned);
        match own.filter(|m| native::as_native(m).is_none_or(|n| n.owner != ClassId::OBJECT as u32))
        {
            Some(m) => call::call_found(arg(a, 0), &m, &[]),
            None => reduce(arg(a, 0)),
        }
    }),
];

/// `object.__new__`
pub fn new(args: &[Opt]) -> R {
    let given = arg(args, 0);
    let Some(c) = class::as_class(given) else {
        return Err(errors::type_error(format!(
            "object.__new__(X): X is not a type object ({})",
            errors::type_name(given)
        )));
    };
    // Others are refused below, whatever they are given.
    if c.layout == ClassId::OBJECT && has_arguments(args) {
        if !is_own(c, crate::name!("__new__"), new) {
            return Err(errors::type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if is_own(c, crate::name!("__init__"), init) {
            return Err(errors::type_error(format!(
                "{}() takes no arguments",
                c.name_string()
            )));
        }
    }
    instance::new_instance(c)
}

/// `object.__init__`
pub fn init(args: &[Opt]) -> R {
    if has_arguments(args) {
        let c = arg(args, 0).class();
        if !is_own(c, crate::name!("__init__"), init) {
            return Err(errors::type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        if is_own(c, crate::name!("__new__"), new) {
            return Err(errors::type_error(format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                c.name_string()
            )));
        }
    }
    Ok(Value::NONE)
}

fn has_arguments(args: &[Opt]) -> bool {
    opt(args, 1).is_some_and(|t| tuple::len(t) > 0)
        || opt(args, 2)
            .and_then(|d| d.get::<DictObj>())
            .is_some_and(|d| !d.is_empty())
}

/// Does the class have object's own method of that name?
fn is_own(c: &'static class::ClassObj, name: &Value, function: native::NativeFn) -> bool {
    lookup(c, name).is_some_and(|f| {
        native::as_native(&f).is_some_and(|n| std::ptr::fn_addr_eq(n.def.function, function))
    })
}

/// The hash that goes with identity.
pub fn address_hash(v: &Value) -> i64 {
    let h = v.word().rotate_right(4) as i64;
    if h == -1 { -2 } else { h }
}

/// `<module.Class object at 0x…>`
pub fn default_repr(v: &Value) -> Value {
    let text = format!("<{} object at {:#x}>", v.class().full_name(), v.word());
    new_str(text.as_bytes())
}

fn repr(args: &[Opt]) -> R {
    Ok(default_repr(arg(args, 0)))
}

fn ne(args: &[Opt]) -> R {
    let (a, b) = (arg(args, 0), arg(args, 1));
    let result =
        call::call_special(a, crate::name!("__eq__"), &[b]).expect("object defines __eq__")?;
    if result.is_not_implemented() {
        return Ok(result);
    }
    Ok(Value::bool(!ops::truth(&result)?))
}

fn get_attribute(args: &[Opt]) -> R {
    let (object, name) = (arg(args, 0), arg(args, 1));
    attr::check_name(name)?;
    let name = str::intern_value(name);
    match attr::find(object, object.class(), &name)? {
        Some(v) => Ok(v),
        None => Err(attr::missing(object, &name)),
    }
}

fn set_class(args: &[Opt]) -> R {
    let object = arg(args, 0);
    let Some(new) = opt(args, 1) else {
        return Err(errors::type_error("can't delete __class__ attribute"));
    };
    let Some(c) = class::as_class(new) else {
        return Err(errors::type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            errors::type_name(new)
        )));
    };
    crate::class_make::set_class_of(object, c)?;
    Ok(Value::NONE)
}

/// Names of the attributes of an object: its own, then those of its classes; unsorted, without duplicates.
fn dir(args: &[Opt]) -> R {
    let object = arg(args, 0);
    let names = DictObj::new();
    let d = names.get::<DictObj>().expect("a dict");
    let own = match attr::get_optional(object, crate::name!("__dict__"))? {
        Some(v) => v,
        None => Value::NONE,
    };
    if let Some(own) = own.get::<DictObj>() {
        for k in own.keys() {
            d.set(&k, Value::NONE)?;
        }
    }
    let c = attr::get_optional(object, crate::name!("__class__"))?;
    if let Some(c) = c.as_ref().and_then(class::as_class) {
        class_names(c, d)?;
    }
    Ok(list::new_list(d.keys()))
}

/// Adds the names of all attributes along a class's MRO.
pub fn class_names(c: &'static class::ClassObj, names: &DictObj) -> R<()> {
    for id in c.mro().to_vec() {
        for k in class::by_id(id).dict().keys() {
            names.set(&k, Value::NONE)?;
        }
    }
    Ok(())
}

fn format(args: &[Opt]) -> R {
    let (object, spec) = (arg(args, 0), arg(args, 1));
    let Some(s) = spec.get::<StrObj>() else {
        return Err(errors::bad_argument(
            "__format__() argument must be str",
            spec,
        ));
    };
    if s.len.get() > 0 {
        return Err(errors::type_error(format!(
            "unsupported format string passed to {}.__format__",
            errors::type_name(object)
        )));
    }
    ops::to_str(object)
}

/// How to make a copy: what `copyreg.reduce_object` says, for programs that have that module.
fn reduce(object: &Value) -> R {
    let module = crate::modules::sys_modules().get(&new_str(b"copyreg"))?;
    match module {
        Some(m) => {
            let f = attr::get(&m, &intern(b"reduce_object"))?;
            call::call(&f, &[object, &object.class().value()])
        }
        None => Err(errors::type_error(format!(
            "cannot pickle '{}' object",
            object.class().full_name()
        ))),
    }
}

/// `__dict__`, or a pair of it and the `__slots__`; None when there is nothing.
fn get_state(object: &Value) -> R {
    let state = match attr::get_optional(object, crate::name!("__dict__"))? {
        Some(d) if d.get::<DictObj>().is_some_and(|d| !d.is_empty()) => {
            d.get::<DictObj>().expect("a dict").copy()
        }
        _ => Value::NONE,
    };
    let c = object.class();
    if !c.has(class::SLOTTED) || c.fields().is_empty() {
        return Ok(state);
    }
    let slots = DictObj::new();
    for name in c.fields() {
        if let Some(v) = attr::get_optional(object, name)? {
            slots.get::<DictObj>().expect("a dict").set(name, v)?;
        }
    }
    if slots.get::<DictObj>().expect("a dict").is_empty() {
        return Ok(state);
    }
    Ok(tuple::new_tuple(vec![state, slots]))
}

/// `__dict__` of instances; classes whose instances have one carry it as an attribute.
pub const DICT_GETTER: NativeDef = getter("__dict__", |a| {
    let object = arg(a, 0);
    match instance::dict_of(object, object.class()) {
        Some(d) => Ok(d),
        None => Err(attr::missing(object, &intern(b"__dict__"))),
    }
});
pub const DICT_SETTER: NativeDef = setter("__dict__", |a| {
    let object = arg(a, 0);
    let Some(v) = opt(a, 1) else {
        if !object.class().has(crate::class::HEAP) || object.is_instance(ClassId::BASE_EXCEPTION) {
            return Err(errors::type_error("cannot delete __dict__"));
        }
        instance::set_dict(object, object.class(), DictObj::new());
        return Ok(Value::NONE);
    };
    if v.get::<DictObj>().is_none() {
        return Err(errors::type_error(format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            errors::type_name(v)
        )));
    }
    instance::set_dict(object, object.class(), v.clone());
    Ok(Value::NONE)
});
/// `__weakref__`: weak references themselves are kept aside.
pub const WEAKREF_GETTER: NativeDef = getter("__weakref__", |a| {
    Ok(crate::types::weakref::first_ref(arg(a, 0)).unwrap_or(Value::NONE))
});
