//! `Union`: what `int | None` makes.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, getter, method};
use crate::types::str::new_str;
use crate::types::{generic_alias, int, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, errors, ops};

#[repr(C)]
pub struct UnionObj {
    pub header: Header,
    /// The members, a tuple.
    pub args: Value,
}

// SAFETY: begins with a header.
unsafe impl Object for UnionObj {
    const CLASS: ClassId = ClassId::UNION_TYPE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    visit(unsafe { &(*(object as *mut UnionObj)).args });
}
const OPS: LayoutOps = class::fixed::<UnionObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::UNION_TYPE,
    ops: OPS,
    flags: class::NOT_BASE,
    doc: "Represent a union type\n\nE.g. for int | str",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// What may stand on a side of `|`.
fn is_member(v: &Value) -> bool {
    v.is_none()
        || class::as_class(v).is_some()
        || v.is_exactly(ClassId::UNION_TYPE)
        || v.is_instance(ClassId::GENERIC_ALIAS)
        || v.is_exactly(ClassId::TYPE_ALIAS)
}

/// `a | b` for types.
pub fn or(a: &Value, b: &Value) -> R {
    if !is_member(a) || !is_member(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    make(&[a.clone(), b.clone()])
}

/// A union of these members, flattened and without duplicates; a single one is itself.
pub fn make(members: &[Value]) -> R {
    let mut out: Vec<Value> = vec![];
    for m in members {
        let parts = match m.get::<UnionObj>() {
            Some(u) => tuple::items(&u.args).to_vec(),
            None if m.is_none() => vec![class::builtin(ClassId::NONE_TYPE).value()],
            None => vec![m.clone()],
        };
        for p in parts {
            let mut known = false;
            for o in &out {
                if o.class_id() == p.class_id() && ops::equal(o, &p)? {
                    known = true;
                    break;
                }
            }
            if !known {
                out.push(p);
            }
        }
    }
    if out.len() == 1 {
        return Ok(out.remove(0));
    }
    let id = ClassId::UNION_TYPE as u32;
    Ok(class::new_object(
        id,
        UnionObj {
            header: Header::new(id),
            args: tuple::new_tuple(out),
        },
    ))
}

fn members(args: &[Opt]) -> Vec<Value> {
    tuple::items(
        &arg(args, 0)
            .get::<UnionObj>()
            .expect("checked by the binding")
            .args,
    )
    .to_vec()
}

/// `Union[…]`
fn subscript(parameters: &Value) -> R {
    let parts = match parameters.is_instance(ClassId::TUPLE) {
        true => tuple::items(parameters).to_vec(),
        false => vec![parameters.clone()],
    };
    if parts.is_empty() {
        return Err(errors::type_error("Cannot take a Union of no types."));
    }
    let mut members = Vec::with_capacity(parts.len());
    for part in parts {
        members.push(if is_member(&part) {
            part
        } else {
            checked(&part)?
        });
    }
    make(&members)
}

/// What `typing` makes of a member that is no class: text becomes a forward reference, and anything that cannot stand for a
/// type is refused.
fn checked(part: &Value) -> R {
    let name = crate::types::str::intern(b"typing");
    let check = match crate::modules::sys_modules().get(&name)? {
        Some(typing) => {
            crate::attr::get_optional(&typing, &crate::types::str::intern(b"_type_check"))?
        }
        None => None,
    };
    let message = "Union[arg, ...]: each arg must be a type.";
    match check {
        Some(check) => crate::call::call(&check, &[part, &new_str(message.as_bytes())]),
        None => Err(errors::type_error(format!(
            "{message} Got {}.",
            crate::types::str::to_string(&ops::repr(part)?)
        ))),
    }
}

const METHODS: &[NativeDef] = &[
    crate::native::class_method("__class_getitem__(cls, parameters, /)", |a| {
        subscript(arg(a, 1))
    }),
    getter("__args__", |a| Ok(tuple::new_tuple(members(a)))),
    getter("__parameters__", |a| generic_alias::parameters(&members(a))),
    getter("__origin__", |_| {
        Ok(class::builtin(ClassId::UNION_TYPE).value())
    }),
    getter("__name__", |_| Ok(new_str(b"Union"))),
    getter("__qualname__", |_| Ok(new_str(b"Union"))),
    getter("__module__", |_| Ok(new_str(b"typing"))),
    method("__or__(self, value, /)", |a| or(arg(a, 0), arg(a, 1))),
    method("__ror__(self, value, /)", |a| or(arg(a, 1), arg(a, 0))),
    method("__repr__(self, /)", |a| {
        let mut texts = vec![];
        for m in members(a) {
            texts.push(generic_alias::member_repr(&m)?);
        }
        Ok(new_str(texts.join(" | ").as_bytes()))
    }),
    method("__eq__(self, value, /)", |a| {
        let Some(other) = arg(a, 1).get::<UnionObj>() else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let (x, y) = (members(a), tuple::items(&other.args).to_vec());
        Ok(Value::bool(x.len() == y.len() && all_in(&x, &y)?))
    }),
    method("__hash__(self, /)", |a| {
        let mut h = 0i64;
        for m in members(a) {
            h ^= ops::hash(&m)?;
        }
        Ok(int::from_i64(if h == -1 { -2 } else { h }))
    }),
    method("__instancecheck__(self, instance, /)", |a| check(a, true)),
    method("__subclasscheck__(self, subclass, /)", |a| check(a, false)),
    method("__getitem__(self, key, /)", |a| {
        let all = members(a);
        if tuple::len(&generic_alias::parameters(&all)?) == 0 {
            return Err(generic_alias::not_generic(arg(a, 0))?);
        }
        let mut out = vec![];
        for m in &all {
            out.push(generic_alias::substitute(m, &all, arg(a, 1))?);
        }
        make(&out)
    }),
    method("__mro_entries__(self, bases, /)", |a| {
        let text = crate::types::str::to_string(&ops::repr(arg(a, 0))?);
        Err(errors::type_error(format!("Cannot subclass {text}")))
    }),
];

fn all_in(a: &[Value], b: &[Value]) -> R<bool> {
    for x in a {
        let mut found = false;
        for y in b {
            if ops::equal(x, y)? {
                found = true;
                break;
            }
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(args: &[Opt], instance: bool) -> R {
    let name = if instance { "isinstance" } else { "issubclass" };
    let all = members(args);
    for m in all {
        if m.is_instance(ClassId::GENERIC_ALIAS) {
            return Err(errors::type_error(format!(
                "{name}() argument 2 cannot be a parameterized generic"
            )));
        }
        let yes = if instance {
            ops::is_instance(arg(args, 1), &m)?
        } else {
            ops::is_subclass(arg(args, 1), &m)?
        };
        if yes {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
