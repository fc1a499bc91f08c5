//! `types.SimpleNamespace`.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, static_method};
use crate::ops::{self, Cmp};
use crate::types::dict::DictObj;
use crate::types::object::DICT_GETTER;
use crate::types::str::{self, StrObj, intern, new_str};
use crate::types::{dict_methods, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, errors, instance};
use std::cell::UnsafeCell;

#[repr(C)]
pub struct NamespaceObj {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    dict: UnsafeCell<Opt>,
}

// SAFETY: begins with a header.
unsafe impl Object for NamespaceObj {
    const CLASS: ClassId = ClassId::SIMPLE_NAMESPACE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(v) = unsafe { &*(*(object as *mut NamespaceObj)).dict.get() } {
        visit(v);
    }
}
const OPS: LayoutOps = class::fixed::<NamespaceObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::SIMPLE_NAMESPACE,
    ops: OPS,
    flags: class::UNHASHABLE,
    doc: "A simple attribute-based namespace.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// The attributes lie in the dict word.
pub fn finish_type() {
    let offset = std::mem::offset_of!(NamespaceObj, dict) as u32;
    class::builtin(ClassId::SIMPLE_NAMESPACE)
        .overflow_offset
        .set(offset);
}

fn empty(id: u32) -> Value {
    let payload = NamespaceObj {
        header: Header::new(id),
        dict: UnsafeCell::new(None),
    };
    class::new_object(id, payload)
}

/// A namespace with these attributes.
pub fn from_pairs(attributes: &[(&str, Value)]) -> Value {
    let namespace = empty(ClassId::SIMPLE_NAMESPACE as u32);
    let dict = dict_of(&namespace);
    let dict = dict.get::<DictObj>().expect("a dict");
    for (name, value) in attributes {
        dict.set_interned(&intern(name.as_bytes()), value.clone());
    }
    namespace
}

fn dict_of(v: &Value) -> Value {
    instance::dict_of(v, v.class()).expect("namespaces have a dict")
}

fn compare(args: &[Opt], op: Cmp) -> R {
    let (a, b) = (arg(args, 0), arg(args, 1));
    if b.get::<NamespaceObj>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    ops::compare(op, &dict_of(a), &dict_of(b))
}

fn repr(args: &[Opt]) -> R {
    let value = arg(args, 0);
    let name = if value.is_exactly(ClassId::SIMPLE_NAMESPACE) {
        "namespace".to_string()
    } else {
        errors::type_name(value)
    };
    let Some(_guard) = ops::enter_repr(value) else {
        return Ok(new_str(format!("{name}(...)").as_bytes()));
    };
    let mut parts = vec![];
    for (k, v) in dict_of(value).get::<DictObj>().expect("a dict").to_vec() {
        if k.get::<StrObj>().is_some_and(|s| s.len.get() > 0) {
            parts.push(format!(
                "{}={}",
                str::to_string(&k),
                str::to_string(&ops::repr(&v)?)
            ));
        }
    }
    Ok(new_str(format!("{name}({})", parts.join(", ")).as_bytes()))
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        Ok(empty(class_arg(a, ClassId::SIMPLE_NAMESPACE)?.id))
    }),
    method("__init__(self, /, *args, **kwargs)", |a| {
        let dict = dict_of(arg(a, 0));
        match tuple::items(arg(a, 1)) {
            [] => {}
            [source] => {
                let new = DictObj::new();
                dict_methods::update(&new, source)?;
                let new = new.get::<DictObj>().expect("a dict");
                if new.keys().iter().any(|k| k.get::<StrObj>().is_none()) {
                    return Err(errors::type_error("keywords must be strings"));
                }
                for (k, v) in new.to_vec() {
                    dict.get::<DictObj>().expect("a dict").set(&k, v)?;
                }
            }
            more => {
                return Err(errors::type_error(format!(
                    "SimpleNamespace expected at most 1 argument, got {}",
                    more.len()
                )));
            }
        }
        dict_methods::update(&dict, arg(a, 2))?;
        Ok(Value::NONE)
    }),
    getter("__dict__", DICT_GETTER.function),
    method("__repr__(self, /)", repr),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare(a, Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare(a, Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare(a, Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare(a, Cmp::Ge)),
    method("__replace__(self, /, *args, **kwargs)", |a| {
        if tuple::len(arg(a, 1)) > 0 {
            return Err(errors::type_error(format!(
                "__replace__() takes no positional arguments but {} were given",
                tuple::len(arg(a, 1))
            )));
        }
        let class_value = arg(a, 0).class().value();
        let all = dict_of(arg(a, 0)).get::<DictObj>().expect("a dict").copy();
        dict_methods::update(&all, arg(a, 2))?;
        crate::call::call_tuple(&class_value, &tuple::empty(), Some(&all))
    }),
    method("__reduce__(self, /)", |a| {
        let class_value = arg(a, 0).class().value();
        Ok(tuple::new_tuple(vec![
            class_value,
            tuple::empty(),
            dict_of(arg(a, 0)),
        ]))
    }),
];
