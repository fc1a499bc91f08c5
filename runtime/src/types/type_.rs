//! `type`: the class of classes.

use crate::class::{self, ClassObj, by_id, lookup};
use crate::native::{
    NativeDef, TypeDef, arg, class_method, getter, method, opt, setter, static_method,
};
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj, intern_value, new_str};
use crate::types::{int, list, mapping_proxy, tuple, union};
use crate::{Borrowed, ClassId, Header, Opt, R, Value, attr, call, class_make, errors, ops};

/// Classes are never freed.
unsafe fn free(_: *mut Header) {}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let c = unsafe { &*(object as *mut ClassObj) };
    visit(&c.dict);
    // SAFETY: reads; nothing is changed during a traversal.
    unsafe {
        visit(&*c.name.get());
        visit(&*c.qualname.get());
        (*c.bases.get()).iter().for_each(&mut *visit);
        (*c.fields.get()).iter().for_each(&mut *visit);
    }
}

pub const OPS: class::LayoutOps = class::LayoutOps {
    free,
    trace,
    size: size_of::<ClassObj>() as u32,
    tail: None,
    next: None,
    call: None,
};

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::TYPE,
    ops: OPS,
    flags: class::METACLASS,
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new),
    method("__init__(self, /, *args, **kwargs)", init),
    method("__call__(self, /, *args, **kwargs)", |a| {
        instantiate(this(a), arg(a, 1), arg(a, 2))
    }),
    method("__repr__(self, /)", |a| {
        Ok(new_str(class_repr(this(a)).as_bytes()))
    }),
    method("__getattribute__(self, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        let name = intern_value(arg(a, 1));
        match attr::find(arg(a, 0), arg(a, 0).class(), &name)? {
            Some(v) => Ok(v),
            None => Err(attr::missing(arg(a, 0), &name)),
        }
    }),
    method("__setattr__(self, name, value, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set_generic(arg(a, 0), &intern_value(arg(a, 1)), Some(arg(a, 2).clone()))?;
        Ok(Value::NONE)
    }),
    method("__delattr__(self, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        attr::set_generic(arg(a, 0), &intern_value(arg(a, 1)), None)?;
        Ok(Value::NONE)
    }),
    method("__instancecheck__(self, instance, /)", |a| {
        ops::plain_check(arg(a, 1), this(a), true).map(Value::bool)
    }),
    method("__subclasscheck__(self, subclass, /)", |a| {
        ops::plain_check(arg(a, 1), this(a), false).map(Value::bool)
    }),
    method("__or__(self, value, /)", |a| {
        union::or(arg(a, 0), arg(a, 1))
    }),
    method("__ror__(self, value, /)", |a| {
        union::or(arg(a, 1), arg(a, 0))
    }),
    method("__dir__(self, /)", |a| {
        let names = DictObj::new();
        crate::types::object::class_names(this(a), names.get::<DictObj>().expect("a dict"))?;
        Ok(list::new_list(
            names.get::<DictObj>().expect("a dict").keys(),
        ))
    }),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(size_of_val(this(a))))
    }),
    method("mro(self, /)", |a| Ok(list::new_list(mro_values(this(a))))),
    method("__subclasses__(self, /)", |a| {
        // SAFETY: a snapshot.
        let ids = unsafe { (*this(a).subclasses.get()).clone() };
        let of = |id: &u32| by_id(*id);
        Ok(list::new_list(
            ids.iter()
                .map(of)
                .filter(|c| c.alias_of.get() == 0)
                .map(ClassObj::value)
                .collect(),
        ))
    }),
    class_method("__prepare__(cls, /, *args, **kwargs)", |_| {
        Ok(DictObj::new())
    }),
    getter("__name__", |a| {
        // SAFETY: a read.
        Ok(unsafe { (*this(a).name.get()).clone() })
    }),
    setter("__name__", |a| set_name(a, "__name__")),
    getter("__qualname__", |a| {
        // SAFETY: a read.
        Ok(unsafe { (*this(a).qualname.get()).clone() })
    }),
    setter("__qualname__", |a| set_name(a, "__qualname__")),
    getter("__module__", |a| {
        let class = this(a);
        let module = class.dict().get_interned(crate::name!("__module__"));
        // `function` and `type` have a descriptor of that name for their instances.
        let module = module.filter(|m| class.has(class::HEAP) || m.get::<StrObj>().is_some());
        match module {
            Some(module) => Ok(module),
            // As in CPython, the types of `builtins` say so without an entry that their instances would see.
            None if !class.has(class::HEAP) => Ok(new_str(b"builtins")),
            None => Err(attr::missing(arg(a, 0), crate::name!("__module__"))),
        }
    }),
    setter("__module__", |a| set_in_dict(a, crate::name!("__module__"))),
    getter("__bases__", |a| {
        Ok(tuple::new_tuple(this(a).bases().to_vec()))
    }),
    setter("__bases__", |a| {
        check_mutable(this(a), "__bases__")?;
        class_make::set_bases(this(a), opt(a, 1))?;
        Ok(Value::NONE)
    }),
    getter("__base__", |a| {
        Ok(this(a).bases().first().cloned().unwrap_or(Value::NONE))
    }),
    getter("__mro__", |a| Ok(tuple::new_tuple(mro_values(this(a))))),
    getter("__dict__", |a| {
        Ok(mapping_proxy::new_proxy(this(a).dict.clone()))
    }),
    getter("__doc__", |a| {
        let c = this(a);
        match c.dict().get_interned(crate::name!("__doc__")) {
            Some(d) => attr::get_descriptor(&d, None, c),
            None => Ok(Value::NONE),
        }
    }),
    setter("__doc__", |a| set_in_dict(a, crate::name!("__doc__"))),
    getter("__abstractmethods__", |a| {
        let name = crate::name!("__abstractmethods__");
        let own = this(a)
            .dict()
            .get_interned(name)
            .filter(|_| this(a).id != ClassId::TYPE as u32);
        own.ok_or_else(|| attr::missing(arg(a, 0), name))
    }),
    setter("__abstractmethods__", set_abstract),
    getter("__annotations__", annotations),
    setter("__annotations__", |a| {
        let c = this(a);
        check_mutable(c, "__annotations__")?;
        let cache = crate::name!("__annotations_cache__");
        let plain = crate::name!("__annotations__");
        if opt(a, 1).is_none()
            && !class::set_attr(c, cache, None)?
            && !class::set_attr(c, plain, None)?
        {
            return Err(attr::missing(arg(a, 0), plain));
        }
        if let Some(v) = opt(a, 1) {
            let name = if c.dict().get_interned(plain).is_some() {
                plain
            } else {
                cache
            };
            class::set_attr(c, name, Some(v.clone()))?;
        }
        class::set_attr(c, crate::name!("__annotate__"), None)?;
        class::set_attr(c, crate::name!("__annotate_func__"), None)?;
        Ok(Value::NONE)
    }),
    getter("__annotate__", |a| {
        let c = this(a);
        if !c.has(class::HEAP) {
            return Err(attr::missing(arg(a, 0), crate::name!("__annotate__")));
        }
        Ok(own_annotate(c).unwrap_or(Value::NONE))
    }),
    setter("__annotate__", |a| {
        let c = this(a);
        check_mutable(c, "__annotate__")?;
        let Some(v) = opt(a, 1) else {
            return Err(errors::type_error("cannot delete __annotate__ attribute"));
        };
        class::set_attr(c, crate::name!("__annotate_func__"), Some(v.clone()))?;
        if !v.is_none() {
            class::set_attr(c, crate::name!("__annotations_cache__"), None)?;
        }
        Ok(Value::NONE)
    }),
    getter("__type_params__", |a| {
        Ok(this(a)
            .dict()
            .get_interned(crate::name!("__type_params__"))
            .filter(|_| this(a).has(class::HEAP))
            .unwrap_or_else(tuple::empty))
    }),
    setter("__type_params__", |a| {
        set_in_dict(a, crate::name!("__type_params__"))
    }),
    getter("__basicsize__", |a| {
        Ok(int::from_i64(i64::from(this(a).instance_size.get())))
    }),
    getter("__itemsize__", |a| {
        Ok(int::from_i64(if this(a).ops.get().tail.is_some() {
            8
        } else {
            0
        }))
    }),
    getter("__dictoffset__", |a| {
        Ok(int::from_i64(i64::from(this(a).overflow_offset.get())))
    }),
    getter("__weakrefoffset__", |_| Ok(Value::small(0))),
    getter("__flags__", |a| {
        let c = this(a);
        let bit = |on: bool, at: u32| (on as i64) << at;
        Ok(int::from_i64(
            bit(c.has(class::HEAP), 9)
                | bit(c.has(class::BASE), 10)
                | bit(!c.has(class::HEAP), 8)
                | bit(c.has(class::ABSTRACT), 20)
                | bit(c.has(class::PATTERN_SEQUENCE), 5)
                | bit(c.has(class::PATTERN_MAPPING), 6),
        ))
    }),
    getter("__text_signature__", |_| Ok(Value::NONE)),
];

fn this(args: &[Opt]) -> &'static ClassObj {
    class::as_class(arg(args, 0)).expect("checked by the binding")
}

fn mro_values(c: &ClassObj) -> Vec<Value> {
    c.mro().iter().map(|id| by_id(*id).value()).collect()
}

/// `<class 'module.Name'>`
pub fn class_repr(c: &'static ClassObj) -> String {
    format!("<class '{}'>", c.full_name())
}

/// `type.__new__`
fn new(args: &[Opt]) -> R {
    let meta = class::as_class(arg(args, 0)).ok_or_else(|| {
        errors::type_error(format!(
            "type.__new__(X): X is not a type object ({})",
            errors::type_name(arg(args, 0))
        ))
    })?;
    if !meta.is_subclass_of(ClassId::TYPE as u32) {
        let name = meta.name_string();
        return Err(errors::type_error(format!(
            "type.__new__({name}): {name} is not a subtype of type"
        )));
    }
    let given = tuple::items(arg(args, 1));
    let [name, bases, namespace] = given else {
        let what = if meta.id == ClassId::TYPE as u32 && given.len() != 3 && given.len() != 1 {
            "type() takes 1 or 3 arguments".to_string()
        } else {
            format!(
                "type.__new__() takes exactly 3 arguments ({} given)",
                given.len()
            )
        };
        return Err(errors::type_error(what));
    };
    let Some(text) = name.get::<StrObj>() else {
        return Err(errors::bad_argument(
            "type.__new__() argument 1 must be str",
            name,
        ));
    };
    if !bases.is_instance(ClassId::TUPLE) {
        return Err(errors::bad_argument(
            "type.__new__() argument 2 must be tuple",
            bases,
        ));
    }
    if namespace.get::<DictObj>().is_none() {
        return Err(errors::bad_argument(
            "type.__new__() argument 3 must be dict",
            namespace,
        ));
    }
    let winner = class_make::winner(meta, tuple::items(bases))?;
    if winner.id != meta.id
        && let Some(new) = class::lookup(winner, crate::name!("__new__")).map(Borrowed::owned)
        && !class::lookup(class::builtin(ClassId::TYPE), crate::name!("__new__"))
            .is_some_and(|own| own.is(&new))
    {
        // The metaclass of a base makes the class.
        let value = winner.value();
        let new = attr::get_descriptor(&new, None, winner)?;
        let mut all = vec![value];
        all.extend(given.iter().cloned());
        return crate::call::call_tuple(&new, &tuple::new_tuple(all), opt(args, 2));
    }
    check_name(text)?;
    class_make::new_class(winner, name, bases, namespace, opt(args, 2))
}

fn check_name(name: &StrObj) -> R<()> {
    if name.bytes().contains(&0) {
        return Err(errors::value_error(
            "type name must not contain null characters",
        ));
    }
    Ok(())
}

fn init(args: &[Opt]) -> R {
    let n = tuple::len(arg(args, 1));
    let keywords = arg(args, 2).get::<DictObj>().is_some_and(|d| !d.is_empty());
    if keywords && n == 1 {
        return Err(errors::type_error(
            "type.__init__() takes no keyword arguments",
        ));
    }
    if n != 1 && n != 3 {
        return Err(errors::type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::NONE)
}

/// `type.__call__` with a tuple and a dict.
pub fn instantiate(class: &'static ClassObj, args: &Value, kwargs: &Value) -> R {
    let pairs = kwargs.get::<DictObj>().map_or(vec![], DictObj::to_vec);
    let words: Vec<u64> = tuple::items(args)
        .iter()
        .map(Value::word)
        .chain(pairs.iter().map(|p| p.1.word()))
        .collect();
    let names =
        (!pairs.is_empty()).then(|| tuple::new_tuple(pairs.iter().map(|p| p.0.clone()).collect()));
    // SAFETY: borrowed words: the positional arguments, then one for each name.
    unsafe {
        call::instantiate(
            class,
            words.as_ptr() as *const Opt,
            tuple::len(args),
            names.as_ref(),
        )
    }
}

fn check_mutable(c: &'static ClassObj, name: &str) -> R<()> {
    if c.has(class::HEAP) {
        return Ok(());
    }
    Err(errors::type_error(format!(
        "cannot set '{name}' attribute of immutable type '{}'",
        c.name_string()
    )))
}

fn set_name(args: &[Opt], which: &str) -> R {
    let c = this(args);
    check_mutable(c, which)?;
    let Some(v) = opt(args, 1) else {
        return Err(errors::type_error(format!(
            "cannot delete '{which}' attribute of immutable type '{}'",
            c.name_string()
        )));
    };
    let Some(s) = v.get::<StrObj>() else {
        return Err(errors::type_error(format!(
            "can only assign string to {}.{which}, not '{}'",
            c.name_string(),
            errors::type_name(v)
        )));
    };
    if which == "__name__" {
        check_name(s)?;
    }
    let cell = if which == "__name__" {
        &c.name
    } else {
        &c.qualname
    };
    // SAFETY: the old name is dropped after the store.
    let old = unsafe { std::mem::replace(&mut *cell.get(), v.clone()) };
    drop(old);
    Ok(Value::NONE)
}

fn set_in_dict(args: &[Opt], name: &Value) -> R {
    let c = this(args);
    let text = str::to_string(name);
    check_mutable(c, &text)?;
    if opt(args, 1).is_none() {
        return Err(errors::type_error(format!(
            "cannot delete '{text}' attribute of immutable type '{}'",
            c.name_string()
        )));
    }
    class::set_attr(c, name, opt(args, 1).cloned())?;
    Ok(Value::NONE)
}

fn set_abstract(args: &[Opt]) -> R {
    let c = this(args);
    let name = crate::name!("__abstractmethods__");
    check_mutable(c, "__abstractmethods__")?;
    let on = match opt(args, 1) {
        Some(v) => ops::truth(v)?,
        None => {
            if c.dict().get_interned(name).is_none() {
                return Err(attr::missing(arg(args, 0), name));
            }
            false
        }
    };
    class::set_attr(c, name, opt(args, 1).cloned())?;
    let flags = c.flags.get() & !class::ABSTRACT;
    c.flags
        .set(if on { flags | class::ABSTRACT } else { flags });
    Ok(Value::NONE)
}

fn own_annotate(c: &'static ClassObj) -> Opt {
    let d = c.dict();
    d.get_interned(crate::name!("__annotate_func__"))
        .or_else(|| d.get_interned(crate::name!("__annotate__")))
        .filter(|f| !f.is_none())
}

/// `__annotations__` of a class: what `__annotate__` yields, kept after the first call.
fn annotations(args: &[Opt]) -> R {
    let c = this(args);
    if !c.has(class::HEAP) {
        return Err(attr::missing(arg(args, 0), crate::name!("__annotations__")));
    }
    for name in [
        crate::name!("__annotations__"),
        crate::name!("__annotations_cache__"),
    ] {
        if let Some(v) = c.dict().get_interned(name) {
            return attr::get_descriptor(&v, None, c);
        }
    }
    let result = match own_annotate(c) {
        Some(f) => {
            let v = call::call(&f, &[&Value::small(1)])?;
            if v.get::<DictObj>().is_none() {
                return Err(errors::type_error(format!(
                    "__annotate__ returned non-dict of type '{}'",
                    errors::type_name(&v)
                )));
            }
            v
        }
        None => DictObj::new(),
    };
    class::set_attr(
        c,
        crate::name!("__annotations_cache__"),
        Some(result.clone()),
    )?;
    Ok(result)
}

/// `list[int]` and so on.
pub fn generic_alias(origin: &Value, args: &Value) -> R {
    Ok(crate::types::generic_alias::new_alias(
        origin.clone(),
        args.clone(),
    ))
}

/// For the `__class_getitem__` of the built-in generic classes.
pub const CLASS_GETITEM: NativeDef = class_method("__class_getitem__(cls, object, /)", |a| {
    generic_alias(arg(a, 0), arg(a, 1))
});

/// The attribute of a class, looked up as special methods are.
pub fn special(v: &Value, name: &'static Value) -> Opt {
    lookup(v.class(), name).map(Borrowed::owned)
}
