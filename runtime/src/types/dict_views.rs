//! `dict_keys`, `dict_values`, `dict_items`.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, getter, method};
use crate::ops::{self, Cmp};
use crate::types::dict::DictObj;
use crate::types::iterators::new_dict_iterator;
use crate::types::str::{self, new_str};
use crate::types::{int, list, set, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, iter};

#[repr(C)]
pub struct ViewObj {
    pub header: Header,
    pub dict: Value,
}

// SAFETY: begins with a header; the other two classes cast.
unsafe impl Object for ViewObj {
    const CLASS: ClassId = ClassId::DICT_KEYS;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    visit(unsafe { &(*(object as *mut ViewObj)).dict });
}
const OPS: LayoutOps = class::fixed::<ViewObj>(trace);

/// `class` is one of the three views.
pub fn new_view(class: ClassId, dict: Value) -> Value {
    class::new_object(
        class as u32,
        ViewObj {
            header: Header::new(class as u32),
            dict,
        },
    )
}

/// The dict behind a view.
pub fn dict_of(view: &Value) -> Option<&DictObj> {
    let id = view.class_id();
    if id < ClassId::DICT_KEYS as u32 || id > ClassId::DICT_ITEMS as u32 {
        return None;
    }
    // SAFETY: the three classes have this layout; the view keeps the dict alive.
    unsafe { view.cast::<ViewObj>() }.dict.get::<DictObj>()
}

fn this(args: &[Opt]) -> &DictObj {
    dict_of(arg(args, 0)).expect("checked by the binding")
}
fn dict_value(args: &[Opt]) -> Value {
    // SAFETY: as above.
    unsafe { arg(args, 0).cast::<ViewObj>() }.dict.clone()
}

/// What a view iterates over now.
fn items_now(view: &Value) -> Vec<Value> {
    let d = dict_of(view).expect("a view");
    match view.class_id() {
        id if id == ClassId::DICT_KEYS as u32 => d.keys(),
        id if id == ClassId::DICT_VALUES as u32 => d.values(),
        _ => d
            .to_vec()
            .into_iter()
            .map(|(k, v)| tuple::new_tuple(vec![k, v]))
            .collect(),
    }
}

fn iterator(args: &[Opt], forwards: bool) -> Value {
    let class = match (arg(args, 0).class_id(), forwards) {
        (id, true) if id == ClassId::DICT_KEYS as u32 => ClassId::DICT_KEYITERATOR,
        (id, false) if id == ClassId::DICT_KEYS as u32 => ClassId::DICT_REVERSEKEYITERATOR,
        (id, true) if id == ClassId::DICT_VALUES as u32 => ClassId::DICT_VALUEITERATOR,
        (id, false) if id == ClassId::DICT_VALUES as u32 => ClassId::DICT_REVERSEVALUEITERATOR,
        (_, true) => ClassId::DICT_ITEMITERATOR,
        (_, false) => ClassId::DICT_REVERSEITEMITERATOR,
    };
    new_dict_iterator(class, dict_value(args))
}

fn contains(view: &Value, item: &Value) -> R<bool> {
    let d = dict_of(view).expect("a view");
    if view.is_exactly(ClassId::DICT_KEYS) {
        return d.contains(item);
    }
    if !item.is_instance(ClassId::TUPLE) || tuple::len(item) != 2 {
        return Ok(false);
    }
    let pair = tuple::items(item);
    match d.get(&pair[0])? {
        Some(v) => ops::equal(&v, &pair[1]),
        None => Ok(false),
    }
}

fn repr(args: &[Opt]) -> R {
    let view = arg(args, 0);
    let Some(_guard) = ops::enter_repr(view) else {
        return Ok(new_str(b"..."));
    };
    let items = str::to_string(&ops::repr(&list::new_list(items_now(view)))?);
    let name = crate::errors::type_name(view);
    Ok(new_str(format!("{name}({items})").as_bytes()))
}

fn is_set_like(v: &Value) -> bool {
    v.is_instance(ClassId::SET)
        || v.is_instance(ClassId::FROZENSET)
        || v.is_exactly(ClassId::DICT_KEYS)
        || v.is_exactly(ClassId::DICT_ITEMS)
}

fn all_in(a: &Value, b: &Value) -> R<bool> {
    let it = iter::iter(a)?;
    while let Some(v) = iter::next(&it)? {
        if !ops::contains(&v, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(op: Cmp, args: &[Opt]) -> R {
    let (a, b) = (arg(args, 0), arg(args, 1));
    if !is_set_like(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (la, lb) = (ops::length(a)?, ops::length(b)?);
    let answer = match op {
        Cmp::Eq => la == lb && all_in(a, b)?,
        Cmp::Ne => !(la == lb && all_in(a, b)?),
        Cmp::Lt => la < lb && all_in(a, b)?,
        Cmp::Le => la <= lb && all_in(a, b)?,
        Cmp::Gt => la > lb && all_in(b, a)?,
        Cmp::Ge => la >= lb && all_in(b, a)?,
    };
    Ok(Value::bool(answer))
}

/// A set with the items of the left operand, changed by a method of set with the right one.
fn combine(a: &Value, b: &Value, method: &'static Value) -> R {
    let out = set::from_items(iter::collect(a)?)?;
    crate::call::call_method(&out, method, &[b])?;
    Ok(out)
}

/// `a & b` goes through the smaller one.
fn intersection(a: &Value, b: &Value) -> R {
    let (mut inner, mut outer) = (a, b);
    if is_set_like(b) && ops::length(b)? > ops::length(a)? {
        (inner, outer) = (b, a);
    }
    let out = set::from_items(vec![])?;
    let it = iter::iter(outer)?;
    while let Some(v) = iter::next(&it)? {
        if ops::contains(&v, inner)? {
            set::add(&out, &v)?;
        }
    }
    Ok(out)
}

const SET_METHODS: &[NativeDef] = &[
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__iter__(self, /)", |a| Ok(iterator(a, true))),
    method("__reversed__(self, /)", |a| Ok(iterator(a, false))),
    method("__contains__(self, key, /)", |a| {
        contains(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("__repr__(self, /)", repr),
    getter("mapping", |a| {
        Ok(crate::types::mapping_proxy::new_proxy(dict_value(a)))
    }),
    method("isdisjoint(self, other, /)", |a| {
        let it = iter::iter(arg(a, 1))?;
        while let Some(v) = iter::next(&it)? {
            if contains(arg(a, 0), &v)? {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("__or__(self, value, /)", |a| {
        combine(arg(a, 0), arg(a, 1), crate::name!("update"))
    }),
    method("__ror__(self, value, /)", |a| {
        combine(arg(a, 1), arg(a, 0), crate::name!("update"))
    }),
    method("__and__(self, value, /)", |a| {
        intersection(arg(a, 0), arg(a, 1))
    }),
    method("__rand__(self, value, /)", |a| {
        intersection(arg(a, 1), arg(a, 0))
    }),
    method("__sub__(self, value, /)", |a| {
        combine(arg(a, 0), arg(a, 1), crate::name!("difference_update"))
    }),
    method("__rsub__(self, value, /)", |a| {
        combine(arg(a, 1), arg(a, 0), crate::name!("difference_update"))
    }),
    method("__xor__(self, value, /)", |a| {
        combine(
            arg(a, 0),
            arg(a, 1),
            crate::name!("symmetric_difference_update"),
        )
    }),
    method("__rxor__(self, value, /)", |a| {
        combine(
            arg(a, 1),
            arg(a, 0),
            crate::name!("symmetric_difference_update"),
        )
    }),
];
const VALUE_METHODS: &[NativeDef] = &[
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__iter__(self, /)", |a| Ok(iterator(a, true))),
    method("__reversed__(self, /)", |a| Ok(iterator(a, false))),
    method("__repr__(self, /)", repr),
    getter("mapping", |a| {
        Ok(crate::types::mapping_proxy::new_proxy(dict_value(a)))
    }),
];

const fn type_def(class: ClassId, flags: u32, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: OPS,
        flags: flags | class::NOT_BASE,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}
pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::DICT_KEYS, class::UNHASHABLE, SET_METHODS),
    type_def(ClassId::DICT_VALUES, 0, VALUE_METHODS),
    type_def(ClassId::DICT_ITEMS, class::UNHASHABLE, SET_METHODS),
];
