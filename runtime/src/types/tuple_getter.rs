//! `collections._tuplegetter`: the attribute of a named tuple that stands for one item.

use crate::class::{self, LayoutOps};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, getter, method, opt, setter, static_method,
};
use crate::types::int;
use crate::types::str::{self, new_str};
use crate::types::tuple::{self, TupleObj};
use crate::{ClassId, Header, Object, Opt, R, Value, errors};
use std::cell::UnsafeCell;

#[repr(C)]
pub struct TupleGetter {
    pub header: Header,
    pub index: usize,
    pub doc: UnsafeCell<Value>,
}

// SAFETY: begins with a header.
unsafe impl Object for TupleGetter {
    const CLASS: ClassId = ClassId::TUPLE_GETTER;
}

impl TupleGetter {
    fn doc(&self) -> Value {
        // SAFETY: a read.
        unsafe { (*self.doc.get()).clone() }
    }

    /// The item of a tuple.
    pub fn item(&self, receiver: &Value) -> R {
        if receiver.get::<TupleObj>().is_none() {
            return Err(errors::type_error(format!(
                "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
                self.index,
                errors::type_name(receiver)
            )));
        }
        match tuple::items(receiver).get(self.index) {
            Some(v) => Ok(v.clone()),
            None => Err(errors::index_error("tuple index out of range")),
        }
    }
}

/// Assigning or deleting such an attribute.
pub fn refused(deletes: bool) -> R<()> {
    Err(errors::attribute_error(if deletes {
        "can't delete attribute"
    } else {
        "can't set attribute"
    }))
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout; nothing is changed during a traversal.
    visit(unsafe { &*(*(object as *mut TupleGetter)).doc.get() });
}

const OPS: LayoutOps = class::fixed::<TupleGetter>(trace);

fn this(a: &[Opt]) -> &TupleGetter {
    arg(a, 0)
        .get::<TupleGetter>()
        .expect("checked by the binding")
}

fn new(a: &[Opt]) -> R {
    let class = class_arg(a, ClassId::TUPLE_GETTER)?;
    let index = crate::ops::index_i64(arg(a, 1))?.and_then(|i| usize::try_from(i).ok());
    let Some(index) = index else {
        return Err(errors::index_error("tuple index out of range"));
    };
    let payload = TupleGetter {
        header: Header::new(class.id),
        index,
        doc: UnsafeCell::new(arg(a, 2).clone()),
    };
    Ok(class::new_object(class.id, payload))
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, index, doc, /)", new),
    method("__get__(self, instance, owner=None, /)", |a| {
        match opt(a, 1).filter(|i| !i.is_none()) {
            Some(instance) => this(a).item(instance),
            None => Ok(arg(a, 0).clone()),
        }
    }),
    method("__set__(self, instance, value, /)", |_| {
        refused(false).map(|_| Value::NONE)
    }),
    method("__delete__(self, instance, /)", |_| {
        refused(true).map(|_| Value::NONE)
    }),
    method("__reduce__(self, /)", |a| {
        let g = this(a);
        let arguments = tuple::new_tuple(vec![int::from_usize(g.index), g.doc()]);
        Ok(tuple::new_tuple(vec![arg(a, 0).class().value(), arguments]))
    }),
    method("__repr__(self, /)", |a| {
        let g = this(a);
        let (name, doc) = (arg(a, 0).class().name_string(), crate::ops::repr(&g.doc())?);
        let text = format!("{name}({}, {})", g.index, str::to_string(&doc));
        Ok(new_str(text.as_bytes()))
    }),
    getter("__doc__", |a| Ok(this(a).doc())),
    setter("__doc__", |a| {
        let doc = opt(a, 1).cloned().unwrap_or(Value::NONE);
        // SAFETY: the old value is dropped when the cell holds the new one.
        drop(unsafe { std::mem::replace(&mut *this(a).doc.get(), doc) });
        Ok(Value::NONE)
    }),
];

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::TUPLE_GETTER,
    ops: OPS,
    flags: 0,
    doc: "",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};
