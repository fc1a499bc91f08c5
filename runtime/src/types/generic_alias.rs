//! `types.GenericAlias`: `list[int]` and its like.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, static_method};
use crate::types::str::{self, intern_value, new_str};
use crate::types::{dict::DictObj, int, list, tuple, union};
use crate::{ClassId, Header, Object, Opt, R, Value, attr, call, errors, iter, ops};
use std::cell::Cell;

#[repr(C)]
pub struct AliasObj {
    pub header: Header,
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// `*tuple[int]`
    pub starred: Cell<bool>,
}

// SAFETY: begins with a header.
unsafe impl Object for AliasObj {
    const CLASS: ClassId = ClassId::GENERIC_ALIAS;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let a = unsafe { &*(object as *mut AliasObj) };
    visit(&a.origin);
    visit(&a.args);
}
const OPS: LayoutOps = class::fixed::<AliasObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::GENERIC_ALIAS,
    ops: OPS,
    flags: class::HAS_GETATTRIBUTE,
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

pub fn new_alias(origin: Value, args: Value) -> Value {
    of_class(ClassId::GENERIC_ALIAS as u32, origin, args)
}

fn of_class(class: u32, origin: Value, args: Value) -> Value {
    let args = if args.is_instance(ClassId::TUPLE) {
        args
    } else {
        tuple::new_tuple(vec![args])
    };
    let payload = AliasObj {
        header: Header::new(class),
        origin,
        args,
        starred: Cell::new(false),
    };
    class::new_object(class, payload)
}

fn this(args: &[Opt]) -> &AliasObj {
    arg(args, 0)
        .get::<AliasObj>()
        .expect("checked by the binding")
}

/// How a type shows inside of another's `repr`.
pub fn member_repr(v: &Value) -> R<String> {
    if v.is(&Value::ELLIPSIS) {
        return Ok("...".to_string());
    }
    if let Some(c) = class::as_class(v) {
        if c.id == ClassId::NONE_TYPE as u32 {
            return Ok("None".to_string());
        }
        return Ok(c.full_name());
    }
    if v.get::<AliasObj>().is_none()
        && let Some(q) = attr::get_optional(v, crate::name!("__qualname__"))?
        && let Some(m) = attr::get_optional(v, crate::name!("__module__"))?
        && !m.is_none()
        && !v.is_instance(ClassId::UNION_TYPE)
        && attr::get_optional(v, crate::name!("__origin__"))?.is_none()
    {
        let (q, m) = (str::to_string(&q), str::to_string(&m));
        return Ok(if m == "builtins" {
            q
        } else {
            format!("{m}.{q}")
        });
    }
    if v.is_exactly(ClassId::LIST) {
        let mut texts = vec![];
        for m in iter::collect(v)? {
            texts.push(member_repr(&m)?);
        }
        return Ok(format!("[{}]", texts.join(", ")));
    }
    Ok(str::to_string(&ops::repr(v)?))
}

/// Is it a type variable (or another thing with `__typing_subst__`)?
fn is_parameter(v: &Value) -> bool {
    v.is_pointer()
        && class::as_class(v).is_none()
        && class::lookup(v.class(), crate::name!("__typing_subst__")).is_some()
}

/// The type variables in arguments, in order, without duplicates.
pub fn parameters(args: &[Value]) -> R {
    let mut out: Vec<Value> = vec![];
    let mut add = |v: Value| {
        if !out.iter().any(|o| o.is(&v)) {
            out.push(v);
        }
    };
    for v in args {
        if class::as_class(v).is_some() {
            continue;
        }
        if is_parameter(v) {
            add(v.clone());
        } else if v.is_instance(ClassId::LIST) || v.is_instance(ClassId::TUPLE) {
            for p in tuple::items(&parameters(&iter::collect(v)?)?) {
                add(p.clone());
            }
        } else if let Some(p) = attr::get_optional(v, crate::name!("__parameters__"))?
            && p.is_instance(ClassId::TUPLE)
        {
            for p in tuple::items(&p) {
                add(p.clone());
            }
        }
    }
    Ok(tuple::new_tuple(out))
}

/// A member with the parameters of `all` replaced by the items of a subscript.
pub fn substitute(member: &Value, all: &[Value], key: &Value) -> R {
    let params = parameters(all)?;
    let params = tuple::items(&params);
    let given = if key.is_instance(ClassId::TUPLE) {
        tuple::items(key).to_vec()
    } else {
        vec![key.clone()]
    };
    if let Some(at) = params.iter().position(|p| p.is(member)) {
        let Some(v) = given.get(at) else {
            return Ok(member.clone());
        };
        return call::call_method(member, crate::name!("__typing_subst__"), &[v]);
    }
    if class::as_class(member).is_some() {
        return Ok(member.clone());
    }
    if member.is_instance(ClassId::LIST) || member.is_instance(ClassId::TUPLE) {
        let mut out = vec![];
        for m in iter::collect(member)? {
            out.push(substitute(&m, all, key)?);
        }
        return Ok(if member.is_instance(ClassId::LIST) {
            list::new_list(out)
        } else {
            tuple::new_tuple(out)
        });
    }
    let Some(own) = attr::get_optional(member, crate::name!("__parameters__"))? else {
        return Ok(member.clone());
    };
    if !own.is_instance(ClassId::TUPLE) || tuple::len(&own) == 0 {
        return Ok(member.clone());
    }
    let chosen = tuple::items(&own)
        .iter()
        .map(|p| {
            let at = params.iter().position(|q| q.is(p));
            at.and_then(|at| given.get(at)).unwrap_or(p).clone()
        })
        .collect();
    ops::get_item(member, &tuple::new_tuple(chosen))
}

/// The error about parameters for what has none.
pub fn not_generic(alias: &Value) -> R<crate::Raised> {
    let text = str::to_string(&ops::repr(alias)?);
    Ok(errors::type_error(format!("{text} is not a generic class")))
}

fn get_item(args: &[Opt]) -> R {
    let a = this(args);
    let all = tuple::items(&a.args).to_vec();
    let params = parameters(&all)?;
    let wanted = tuple::len(&params);
    let key = arg(args, 1);
    let text = || -> R<String> { Ok(str::to_string(&ops::repr(arg(args, 0))?)) };
    if wanted == 0 {
        return Err(not_generic(arg(args, 0))?);
    }
    let given = if key.is_instance(ClassId::TUPLE) {
        tuple::len(key)
    } else {
        1
    };
    if given != wanted {
        let many = if given > wanted { "many" } else { "few" };
        return Err(errors::type_error(format!(
            "Too {many} arguments for {}; actual {given}, expected {wanted}",
            text()?
        )));
    }
    let mut out = vec![];
    for m in &all {
        out.push(substitute(m, &all, key)?);
    }
    Ok(new_alias(a.origin.clone(), tuple::new_tuple(out)))
}

/// Attributes that an alias answers itself.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__call__",
];

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, origin, args, /)", |a| {
        let c = class_arg(a, ClassId::GENERIC_ALIAS)?;
        Ok(of_class(c.id, arg(a, 1).clone(), arg(a, 2).clone()))
    }),
    getter("__origin__", |a| Ok(this(a).origin.clone())),
    getter("__args__", |a| Ok(this(a).args.clone())),
    getter("__parameters__", |a| {
        parameters(tuple::items(&this(a).args))
    }),
    getter("__unpacked__", |a| Ok(Value::bool(this(a).starred.get()))),
    getter("__typing_unpacked_tuple_args__", |a| {
        let starred =
            this(a).starred.get() && this(a).origin.is(&class::builtin(ClassId::TUPLE).value());
        Ok(if starred {
            this(a).args.clone()
        } else {
            Value::NONE
        })
    }),
    method("__call__(self, /, *args, **kwargs)", |a| {
        let out = call::call_tuple(&this(a).origin, arg(a, 1), Some(arg(a, 2)))?;
        // As CPython: an object that takes no attributes stays without.
        if attr::set(
            &out,
            crate::name!("__orig_class__"),
            Some(arg(a, 0).clone()),
        )
        .is_err()
            && errors::catch(ClassId::ATTRIBUTE_ERROR).is_none()
            && errors::catch(ClassId::TYPE_ERROR).is_none()
        {
            return Err(crate::Raised);
        }
        Ok(out)
    }),
    method("__getattribute__(self, name, /)", |a| {
        attr::check_name(arg(a, 1))?;
        let (object, name) = (arg(a, 0), &intern_value(arg(a, 1)));
        let text = str::to_string(name);
        if OWN.contains(&text.as_str()) {
            return match attr::find(object, object.class(), name)? {
                Some(v) => Ok(v),
                None => Err(attr::missing(object, name)),
            };
        }
        attr::get(&this(a).origin, name)
    }),
    method("__getitem__(self, key, /)", get_item),
    method("__iter__(self, /)", |a| {
        let out = new_alias(this(a).origin.clone(), this(a).args.clone());
        out.get::<AliasObj>().expect("just made").starred.set(true);
        Ok(crate::types::iterators::new_tuple_iterator(
            tuple::new_tuple(vec![out]),
        ))
    }),
    method("__repr__(self, /)", |a| {
        let mut texts = vec![];
        for m in tuple::items(&this(a).args).to_vec() {
            texts.push(member_repr(&m)?);
        }
        let inner = if texts.is_empty() {
            "()".to_string()
        } else {
            texts.join(", ")
        };
        let star = if this(a).starred.get() { "*" } else { "" };
        let origin = member_repr(&this(a).origin)?;
        Ok(new_str(format!("{star}{origin}[{inner}]").as_bytes()))
    }),
    method("__eq__(self, value, /)", |a| {
        let (x, Some(y)) = (this(a), arg(a, 1).get::<AliasObj>()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let same = x.starred.get() == y.starred.get()
            && ops::equal(&x.origin, &y.origin)?
            && ops::equal(&x.args, &y.args)?;
        Ok(Value::bool(same))
    }),
    method("__hash__(self, /)", |a| {
        let h = ops::hash(&this(a).origin)? ^ ops::hash(&this(a).args)?;
        Ok(int::from_i64(if h == -1 { -2 } else { h }))
    }),
    method("__or__(self, value, /)", |a| {
        union::or(arg(a, 0), arg(a, 1))
    }),
    method("__ror__(self, value, /)", |a| {
        union::or(arg(a, 1), arg(a, 0))
    }),
    method("__instancecheck__(self, instance, /)", |_| {
        Err(errors::type_error(
            "isinstance() argument 2 cannot be a parameterized generic",
        ))
    }),
    method("__subclasscheck__(self, subclass, /)", |_| {
        Err(errors::type_error(
            "issubclass() argument 2 cannot be a parameterized generic",
        ))
    }),
    method("__mro_entries__(self, bases, /)", |a| {
        Ok(tuple::new_tuple(vec![this(a).origin.clone()]))
    }),
    method("__dir__(self, /)", |a| {
        let names = DictObj::new();
        let d = names.get::<DictObj>().expect("a dict");
        for k in iter::collect(&crate::builtins::objects::dir_of(&this(a).origin)?)? {
            d.set(&k, Value::NONE)?;
        }
        for n in OWN {
            d.set(&new_str(n.as_bytes()), Value::NONE)?;
        }
        Ok(list::new_list(d.keys()))
    }),
    method("__reduce__(self, /)", |a| {
        let args = tuple::new_tuple(vec![this(a).origin.clone(), this(a).args.clone()]);
        Ok(tuple::new_tuple(vec![
            class::builtin(ClassId::GENERIC_ALIAS).value(),
            args,
        ]))
    }),
];
