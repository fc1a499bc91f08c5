//! Small classes of native modules, made at their first use: ordinary classes with native methods, whose state lies in
//! attributes.

use crate::class::{self, ClassObj};
use crate::native::{NativeDef, NativeKind, new_native};
use crate::types::dict::DictObj;
use crate::types::str::{intern, new_str};
use crate::types::tuple;
use crate::{ClassId, R, Value, call};
use std::cell::RefCell;

thread_local! {
    static CLASSES: RefCell<Vec<(&'static str, &'static ClassObj)>> = const { RefCell::new(Vec::new()) };
}

/// The class `title` (`module.name`) with these methods.
pub fn class_of(title: &'static str, methods: &'static [NativeDef]) -> R<&'static ClassObj> {
    if let Some(c) = CLASSES.with_borrow(|all| all.iter().find(|c| c.0 == title).map(|c| c.1)) {
        return Ok(c);
    }
    let (module, name) = title.rsplit_once('.').unwrap_or(("builtins", title));
    let namespace = DictObj::new();
    let d = namespace.get::<DictObj>().expect("a dict");
    d.set_interned(crate::name!("__module__"), intern(module.as_bytes()));
    for row in methods {
        let end = row.signature.find('(').unwrap_or(row.signature.len());
        let key = intern(&row.signature.as_bytes()[..end]);
        let class = match row.kind {
            NativeKind::Getter => ClassId::GETSET,
            _ => ClassId::NATIVE_METHOD,
        };
        d.set_interned(&key, new_native(class, row, ClassId::OBJECT as u32, None));
    }
    let bases = tuple::new_tuple(vec![class::builtin(ClassId::OBJECT).value()]);
    let meta = class::builtin(ClassId::TYPE).value();
    let made = call::call(&meta, &[&new_str(name.as_bytes()), &bases, &namespace])?;
    let made = class::as_class(&made).expect("a class");
    CLASSES.with_borrow_mut(|all| all.push((title, made)));
    Ok(made)
}

/// An instance of such a class with these attributes.
pub fn new(class: &'static ClassObj, attributes: &[(&str, Value)]) -> R {
    let object = crate::instance::new_instance(class)?;
    for (name, value) in attributes {
        crate::instance::set_own(
            &object,
            class,
            &intern(name.as_bytes()),
            Some(value.clone()),
        )?;
    }
    Ok(object)
}

/// An attribute of an instance.
pub fn get(object: &Value, name: &'static Value) -> Value {
    crate::instance::get_own(object, object.class(), name).unwrap_or(Value::NONE)
}

/// Sets an attribute of an instance.
pub fn set(object: &Value, name: &'static Value, value: Value) -> R<()> {
    crate::instance::set_own(object, object.class(), name, Some(value)).map(drop)
}
