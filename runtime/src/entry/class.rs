//! Class statements and names in class bodies.

use super::{entries, status, word};
use crate::types::str;
use crate::types::{dict::DictObj, tuple};
use crate::{Borrowed, ClassId, Opt, R, Value, class_make, errors, module, ops};
use taipan_abi::program::{ClassLayout, Module};

/// A name in a class namespace: dicts directly, other mappings by `__getitem__` with KeyError as a miss.
fn namespace_get(namespace: &Value, name: &Value) -> R<Opt> {
    if namespace.is_exactly(ClassId::DICT) {
        return namespace.get::<DictObj>().expect("a dict").get(name);
    }
    match ops::get_item(namespace, name) {
        Ok(v) => Ok(Some(v)),
        Err(_) if errors::catch(ClassId::KEY_ERROR).is_some() => Ok(None),
        Err(e) => Err(e),
    }
}

/// The builtin of this name, or NameError.
fn builtin_or_error(name: &Value) -> R {
    match crate::modules::lookup_builtin(name) {
        Some(v) => Ok(v),
        None => {
            let raised =
                errors::name_error(format!("name '{}' is not defined", str::to_string(name)));
            crate::exception::set_extra(crate::exception::EXTRA_NAME, name.clone());
            Err(raised)
        }
    }
}

entries! {
    fn global_missing(name: Borrowed) -> Opt { word(builtin_or_error(&name)) }
    fn class_load(namespace: Borrowed, name: Borrowed, slot: u64) -> Opt {
        word((|| {
            if let Some(v) = namespace_get(&namespace, &name)? {
                return Ok(v);
            }
            // SAFETY: the address of a global's slot, or zero.
            if let Some(v) = unsafe { (slot as *const std::cell::Cell<u64>).as_ref() }.and_then(module::read_slot) {
                return Ok(v);
            }
            builtin_or_error(&name)
        })())
    }
    fn class_load_free(namespace: Borrowed, name: Borrowed, cell: Borrowed) -> Opt {
        word((|| {
            if let Some(v) = namespace_get(&namespace, &name)? {
                return Ok(v);
            }
            match cell.get::<crate::function::CellObj>().and_then(|c| c.get()) {
                Some(v) => Ok(v),
                None => {
                    let text = str::to_string(&name);
                    let msg = format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
                    Err(errors::name_error(msg))
                }
            }
        })())
    }
    fn class_store(namespace: Borrowed, name: Borrowed, value: Borrowed) -> i64 {
        status(ops::set_item(&namespace, &name, &value))
    }
    fn class_delete(namespace: Borrowed, name: Borrowed) -> i64 {
        match namespace_get(&namespace, &name) {
            Ok(Some(_)) => status(ops::del_item(&namespace, &name)),
            Ok(None) => {
                errors::name_error(format!("name '{}' is not defined", str::to_string(&name)));
                -1
            }
            Err(_) => -1,
        }
    }
    fn class_begin(name: Borrowed, bases: Borrowed, keywords: Option<Borrowed>) -> Opt {
        word(class_make::begin(&name, &bases, keywords.as_deref()))
    }
    fn class_namespace(builder: Borrowed) -> Opt { Some(tuple::items(&builder)[2].clone()) }
    fn class_finish(builder: Borrowed, cell: Borrowed, layout: u64) -> Opt {
        // SAFETY: the address of a static record.
        word(class_make::finish(&builder, &cell, unsafe { &*(layout as *const ClassLayout) }))
    }
    fn class_decorate(decorator: Borrowed, class: Borrowed) -> i64 {
        status(crate::call::call(&decorator, &[&class]).and_then(|same| {
            if same.word() == class.word() {
                Ok(())
            } else {
                Err(crate::errors::type_error("dataclass() returned another class"))
            }
        }))
    }
    fn make_super(cell: Borrowed, receiver: Borrowed) -> Opt {
        word(match cell.get::<crate::function::CellObj>().and_then(|c| c.get()) {
            Some(class) => match crate::class::as_class(&class) {
                Some(c) => crate::types::descriptors::new_super(c, Value::clone(&receiver)),
                None => {
                    let kind = errors::type_name(&class);
                    Err(errors::runtime_error(format!("super(): __class__ is not a type ({kind})")))
                }
            },
            None => Err(errors::runtime_error("super(): empty __class__ cell")),
        })
    }
    fn globals(record: u64) -> Opt {
        // SAFETY: the address of a static record.
        word(crate::modules::globals_of(unsafe { &*(record as *const Module) }))
    }
}
