//! `mappingproxy`: a read-only view of a mapping.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, method, opt, static_method};
use crate::ops::{self, Cmp};
use crate::types::dict::DictObj;
use crate::types::str::{self, new_str};
use crate::{ClassId, Header, Object, Opt, R, Value, call, errors, iter};

#[repr(C)]
pub struct ProxyObj {
    pub header: Header,
    pub mapping: Value,
}

// SAFETY: begins with a header.
unsafe impl Object for ProxyObj {
    const CLASS: ClassId = ClassId::MAPPINGPROXY;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    visit(unsafe { &(*(object as *mut ProxyObj)).mapping });
}

pub fn new_proxy(mapping: Value) -> Value {
    let id = ClassId::MAPPINGPROXY as u32;
    class::new_object(
        id,
        ProxyObj {
            header: Header::new(id),
            mapping,
        },
    )
}

const OPS: LayoutOps = class::fixed::<ProxyObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::MAPPINGPROXY,
    ops: OPS,
    flags: 0,
    doc: "Read-only proxy of a mapping.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// The mapping behind the receiver.
fn inner(args: &[Opt]) -> Value {
    arg(args, 0)
        .get::<ProxyObj>()
        .expect("checked by the binding")
        .mapping
        .clone()
}
fn forward(args: &[Opt], name: &'static Value) -> R {
    let rest: Vec<&Value> = args[1..].iter().flatten().collect();
    call::call_method(&inner(args), name, &rest)
}
/// The mapping, when the operand is a proxy too.
fn operand(v: &Value) -> Value {
    v.get::<ProxyObj>()
        .map_or_else(|| v.clone(), |p| p.mapping.clone())
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, mapping)", |a| {
        class_arg(a, ClassId::MAPPINGPROXY)?;
        let m = arg(a, 1);
        let mapping = class::lookup(m.class(), crate::name!("__getitem__")).is_some()
            && !m.is_instance(ClassId::LIST)
            && !m.is_instance(ClassId::TUPLE);
        if !mapping {
            return Err(errors::type_error(format!(
                "mappingproxy() argument must be a mapping, not {}",
                errors::type_name(m)
            )));
        }
        Ok(new_proxy(m.clone()))
    }),
    method("__getitem__(self, key, /)", |a| {
        ops::get_item(&inner(a), arg(a, 1))
    }),
    method("__contains__(self, key, /)", |a| {
        ops::contains(arg(a, 1), &inner(a)).map(Value::bool)
    }),
    method("__len__(self, /)", |a| {
        Ok(crate::types::int::from_usize(ops::length(&inner(a))?))
    }),
    method("__iter__(self, /)", |a| iter::iter(&inner(a))),
    method("__reversed__(self, /)", |a| {
        forward(a, crate::name!("__reversed__"))
    }),
    method("__repr__(self, /)", |a| {
        let text = str::to_string(&ops::repr(&inner(a))?);
        Ok(new_str(format!("mappingproxy({text})").as_bytes()))
    }),
    method("__str__(self, /)", |a| ops::to_str(&inner(a))),
    method("__hash__(self, /)", |a| {
        ops::hash(&inner(a)).map(crate::types::int::from_i64)
    }),
    method("__eq__(self, value, /)", |a| {
        ops::compare(Cmp::Eq, &inner(a), &operand(arg(a, 1)))
    }),
    method("__ne__(self, value, /)", |a| {
        ops::compare(Cmp::Ne, &inner(a), &operand(arg(a, 1)))
    }),
    method("__or__(self, value, /)", |a| {
        ops::binary(&ops::OR, &inner(a), &operand(arg(a, 1)))
    }),
    method("__ror__(self, value, /)", |a| {
        ops::binary(&ops::OR, &operand(arg(a, 1)), &inner(a))
    }),
    method("__ior__(self, value, /)", |a| {
        let name = errors::type_name(arg(a, 0));
        Err(errors::type_error(format!(
            "'|=' is not supported by {name}; use '|' instead"
        )))
    }),
    method("get(self, key, default=None, /)", |a| {
        let m = inner(a);
        if let Some(d) = m.get::<DictObj>().filter(|_| m.is_exactly(ClassId::DICT)) {
            return Ok(d
                .get(arg(a, 1))?
                .unwrap_or_else(|| opt(a, 2).cloned().unwrap_or(Value::NONE)));
        }
        forward(a, crate::name!("get"))
    }),
    method("keys(self, /)", |a| forward(a, crate::name!("keys"))),
    method("values(self, /)", |a| forward(a, crate::name!("values"))),
    method("items(self, /)", |a| forward(a, crate::name!("items"))),
    method("copy(self, /)", |a| forward(a, crate::name!("copy"))),
    crate::types::type_::CLASS_GETITEM,
];
