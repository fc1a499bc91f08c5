//! Struct sequences: tuples whose items have names (`sys.version_info`, `os.stat_result`, …).

use crate::class::{self, ClassObj};
use crate::types::str::{intern, new_str};
use crate::types::{dict::DictObj, tuple};
use crate::{ClassId, R, Value, call};
use std::cell::RefCell;

thread_local! {
    static CLASSES: RefCell<Vec<(String, &'static ClassObj)>> = const { RefCell::new(Vec::new()) };
}

/// An object of the struct sequence `title` (`module.name`); the class is made at its first use.
pub fn new_struct(title: &str, fields: &[(&str, Value)]) -> Value {
    let class = class_of(
        title,
        &fields.iter().map(|f| f.0).collect::<Vec<_>>(),
        fields.len(),
    );
    let mut items: Vec<Value> = fields.iter().map(|f| f.1.clone()).collect();
    // SAFETY: the items move into the tuple; the vector's memory alone is freed.
    unsafe {
        let v = tuple::from_raw(items.as_ptr(), items.len(), class.id);
        items.set_len(0);
        v
    }
}

/// An object of a struct sequence with fields that are no items: `named` of the visible fields are attributes by their place,
/// the `hidden` ones (and visible ones of the same name, which they hide) are attributes only.
pub fn new_with_hidden(
    title: &str,
    visible: &[(&str, Value)],
    named: usize,
    hidden: &[(&str, Value)],
) -> R {
    let class = open_class(
        title,
        &visible.iter().map(|f| f.0).collect::<Vec<_>>(),
        named,
        hidden.len(),
    );
    let items = tuple::new_tuple(visible.iter().map(|f| f.1.clone()).collect());
    let object = call::call(&class.value(), &[&items])?;
    for (name, value) in hidden {
        crate::instance::set_own(
            &object,
            object.class(),
            &intern(name.as_bytes()),
            Some(value.clone()),
        )?;
    }
    Ok(object)
}

/// The class of such objects.
pub fn open_class(title: &str, visible: &[&str], named: usize, hidden: usize) -> &'static ClassObj {
    if let Some(c) = CLASSES.with_borrow(|all| all.iter().find(|c| c.0 == title).map(|c| c.1)) {
        return c;
    }
    let made = make(title, visible, visible.len(), Some((named, hidden))).unwrap_or_else(|_| {
        drop(crate::context::take_exception());
        class::builtin(ClassId::TUPLE)
    });
    CLASSES.with_borrow_mut(|all| all.push((title.to_string(), made)));
    made
}

/// The class of a struct sequence: a tuple subclass with a property per field.
pub fn class_of(title: &str, fields: &[&str], visible: usize) -> &'static ClassObj {
    if let Some(c) = CLASSES.with_borrow(|all| all.iter().find(|c| c.0 == title).map(|c| c.1)) {
        return c;
    }
    let made = make(title, fields, visible, None).unwrap_or_else(|_| {
        drop(crate::context::take_exception());
        class::builtin(ClassId::TUPLE)
    });
    CLASSES.with_borrow_mut(|all| all.push((title.to_string(), made)));
    made
}

/// `open` holds the number of fields that are properties and of those that are attributes only.
fn make(
    title: &str,
    fields: &[&str],
    visible: usize,
    open: Option<(usize, usize)>,
) -> R<&'static ClassObj> {
    let (module, name) = title.rsplit_once('.').unwrap_or(("builtins", title));
    let namespace = DictObj::new();
    let d = namespace.get::<DictObj>().expect("a dict");
    let set = |k: &str, v: Value| d.set_interned(&intern(k.as_bytes()), v);
    set("__module__", intern(module.as_bytes()));
    let (named, hidden) = open.unwrap_or((fields.len(), 0));
    if open.is_none() {
        set("__slots__", tuple::empty());
    }
    set("n_fields", Value::small((fields.len() + hidden) as i64));
    set("n_sequence_fields", Value::small(visible as i64));
    set(
        "n_unnamed_fields",
        Value::small(visible.saturating_sub(named) as i64),
    );
    set(
        "__match_args__",
        tuple::new_tuple(fields.iter().map(|f| intern(f.as_bytes())).collect()),
    );
    for (i, f) in fields.iter().take(named).enumerate() {
        set(f, field_property(i));
    }
    set("__repr__", repr_function());
    let bases = tuple::new_tuple(vec![class::builtin(ClassId::TUPLE).value()]);
    let meta = class::builtin(ClassId::TYPE).value();
    let class = call::call(&meta, &[&new_str(name.as_bytes()), &bases, &namespace])?;
    Ok(class::as_class(&class).expect("a class"))
}

macro_rules! item_getters {
    ($($n:literal)*) => {
        static GETTERS: &[crate::native::NativeDef] = &[$(crate::native::getter(crate::kept!("field"), |a| {
            Ok(tuple::items(crate::native::arg(a, 0)).get($n).cloned().unwrap_or(Value::NONE))
        })),*];
    };
}
item_getters! { 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 }

fn field_property(i: usize) -> Value {
    crate::native::new_native(
        ClassId::GETSET,
        &GETTERS[i.min(GETTERS.len() - 1)],
        ClassId::TUPLE as u32,
        None,
    )
}

static REPR: crate::native::NativeDef = crate::native::method("__repr__(self, /)", |a| {
    let v = crate::native::arg(a, 0);
    let class = v.class();
    let names = class
        .dict()
        .get_interned(crate::name!("__match_args__"))
        .map_or(vec![], |t| tuple::items(&t).to_vec());
    let mut out = class.full_name();
    out.push('(');
    for (i, (n, item)) in names.iter().zip(tuple::items(v)).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&crate::types::str::to_string(n));
        out.push('=');
        out.push_str(&crate::types::str::to_string(&crate::ops::repr(item)?));
    }
    out.push(')');
    Ok(new_str(out.as_bytes()))
});

fn repr_function() -> Value {
    crate::native::new_native(ClassId::NATIVE_METHOD, &REPR, ClassId::TUPLE as u32, None)
}
