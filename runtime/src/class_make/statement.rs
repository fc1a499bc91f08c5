//! Classes of the program: class statements in two halves, and `type.__new__`, which both they and `type()` end in.

use super::bases::{best_base, inconsistent_order, linearise, update_flags, winner};
use super::layout::{add_instance_attributes, lay_out};
use super::{Parts, allocate};
use crate::class::{self, ClassObj, by_id};
use crate::types::dict::DictObj;
use crate::types::sort::sort_few;
use crate::types::str::{self, StrObj};
use crate::types::tuple;
use crate::{Borrowed, ClassId, R, Value, attr, call, errors};
use std::cell::Cell;
use taipan_abi::program::ClassLayout;

/// First half of a class statement: `(name, metaclass, namespace, bases, keywords or None, original bases or None)`.
pub fn begin(name: &Value, bases: &Value, keywords: Option<&Value>) -> R {
    let mut resolved = vec![];
    let mut changed = false;
    for b in tuple::items(bases) {
        if class::as_class(b).is_none()
            && let Some(f) = attr::get_optional(b, crate::name!("__mro_entries__"))?
        {
            let entries = call::call(&f, &[bases])?;
            if !entries.is_instance(ClassId::TUPLE) {
                return Err(errors::type_error("__mro_entries__ must return a tuple"));
            }
            resolved.extend_from_slice(tuple::items(&entries));
            changed = true;
        } else {
            resolved.push(b.clone());
        }
    }
    let keywords = match keywords {
        Some(k) => k.get::<DictObj>().expect("a dict").copy(),
        None => DictObj::new(),
    };
    let kw = keywords.get::<DictObj>().expect("a dict");
    let meta = match kw.remove_interned(crate::name!("metaclass")) {
        Some(m) => m,
        None => match resolved.first() {
            Some(b) => b.class().value(),
            None => class::builtin(ClassId::TYPE).value(),
        },
    };
    let meta = match class::as_class(&meta) {
        Some(m) => winner(m, &resolved)?.value(),
        None => meta,
    };
    let new_bases = tuple::new_tuple(resolved);
    let namespace = match attr::get_optional(&meta, crate::name!("__prepare__"))? {
        Some(prepare) => {
            let pairs = kw.to_vec();
            let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
            call::call_keywords(&prepare, &[name, &new_bases], &pairs)?
        }
        None => DictObj::new(),
    };
    let original = if changed { bases.clone() } else { Value::NONE };
    Ok(tuple::new_tuple(vec![
        name.clone(),
        meta,
        namespace,
        new_bases,
        keywords,
        original,
    ]))
}

/// Second half: calls the metaclass, fills the `__class__` cell.
pub fn finish(builder: &Value, cell: &Value, layout: &'static ClassLayout) -> R {
    let [name, meta, namespace, bases, keywords, original] = tuple::items(builder) else {
        unreachable!("made by `begin`")
    };
    if !original.is_none() {
        crate::ops::set_item(namespace, crate::name!("__orig_bases__"), original)?;
    }
    STATEMENT.with(|s| s.set(layout));
    let pairs = keywords.get::<DictObj>().expect("a dict").to_vec();
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    // The cell must be filled before `__init_subclass__` runs: `new_class` does it.
    PENDING_CELL.with(|c| c.set(cell.word()));
    let result = call::call_keywords(meta, &[name, bases, namespace], &pairs);
    PENDING_CELL.with(|c| c.set(0));
    STATEMENT.with(|s| s.set(std::ptr::null()));
    let class = result?;
    if let Some(c) = cell.get::<crate::function::CellObj>()
        && c.get().is_none()
    {
        c.set(Some(class.clone()));
    }
    Ok(class)
}

thread_local! {
    /// The class statement whose metaclass call is running: the next `type.__new__` takes its layout.
    static STATEMENT: Cell<*const ClassLayout> = const { Cell::new(std::ptr::null()) };
    static PENDING_CELL: Cell<u64> = const { Cell::new(0) };
}

/// `type.__new__(meta, name, bases, namespace, **keywords)`
pub fn new_class(
    meta: &'static ClassObj,
    name: &Value,
    bases: &Value,
    namespace: &Value,
    keywords: Option<&Value>,
) -> R {
    let statement = STATEMENT.with(|s| s.replace(std::ptr::null()));
    let cell = PENDING_CELL.with(|c| c.replace(0));
    let object = class::builtin(ClassId::OBJECT);
    let mut base_classes: Vec<&'static ClassObj> = vec![];
    for b in tuple::items(bases) {
        let Some(c) = class::as_class(b) else {
            return Err(errors::type_error("bases must be types"));
        };
        if !c.has(class::BASE) {
            return Err(errors::type_error(format!(
                "type '{}' is not an acceptable base type",
                c.full_name()
            )));
        }
        base_classes.push(c);
    }
    if base_classes.is_empty() {
        base_classes.push(object);
    }
    for (i, b) in base_classes.iter().enumerate() {
        if base_classes[..i].iter().any(|o| o.id == b.id) {
            return Err(errors::type_error(format!(
                "duplicate base class {}",
                b.name_string()
            )));
        }
    }
    let best = best_base(&base_classes)?;
    // SAFETY: statements are static records.
    let record = unsafe { statement.as_ref() };
    let id = match record {
        Some(r) if !class::is_registered(r.class_id) => r.class_id,
        _ => class::next_id(),
    };
    let mro = linearise(id, &base_classes).map_err(|heads| inconsistent_order(&heads))?;
    let dict = DictObj::new();
    let d = dict.get::<DictObj>().expect("a dict");
    for (k, v) in namespace.get::<DictObj>().expect("a dict").to_vec() {
        let key = str::intern_value(&k);
        d.set(&key, v)?;
    }
    let qualname = match d.remove_interned(crate::name!("__qualname__")) {
        Some(q) if q.get::<StrObj>().is_some() => q,
        Some(q) => {
            return Err(errors::type_error(format!(
                "type __qualname__ must be a str, not {}",
                errors::type_name(&q)
            )));
        }
        None => name.clone(),
    };
    // A class that no statement makes belongs to the module whose code is running.
    let module = crate::name!("__module__");
    if d.get_interned(module).is_none()
        && let Some(name) = crate::modules::sys::frame_module(0)
    {
        d.set_interned(module, name);
    }
    wrap_special(d);
    let inherited = best.flags.get() & class::METACLASS;
    let class = allocate(Parts {
        id,
        meta: meta.id,
        layout: best.layout,
        name: name.clone(),
        qualname,
        bases: if tuple::len(bases) == 0 {
            vec![object.value()]
        } else {
            tuple::items(bases).to_vec()
        },
        mro,
        dict: dict.clone(),
        ops: best.ops.get(),
        flags: class::HEAP | class::BASE | inherited,
    });
    class.statement.set(statement);
    lay_out(class, best, &base_classes, record, d)?;
    add_instance_attributes(class, &base_classes, d);
    for b in &base_classes {
        // SAFETY: no reference into the vector is alive.
        unsafe { (*b.subclasses.get()).push(id) };
    }
    update_flags(class);
    let value = class.value();
    if cell != 0 {
        // SAFETY: `finish` holds the cell alive.
        let cell = unsafe { std::mem::ManuallyDrop::new(Value::from_word(cell)) };
        if let Some(c) = cell.get::<crate::function::CellObj>() {
            c.set(Some(value.clone()));
        }
    }
    for (key, v) in d.to_vec() {
        if v.is_pointer()
            && let Some(hook) =
                class::lookup(v.class(), crate::name!("__set_name__")).map(Borrowed::owned)
            && let Err(e) = call::call_found(&v, &hook, &[&value, &key])
        {
            let (of, key) = (
                errors::type_name(&v),
                str::to_string(&crate::ops::repr(&key)?),
            );
            crate::exception::add_note(&format!(
                "Error calling __set_name__ on '{of}' instance {key} in '{}'",
                class.name_string()
            ))?;
            return Err(e);
        }
    }
    init_subclass(class, &value, keywords)?;
    Ok(value)
}

/// `super(class, class).__init_subclass__(**keywords)`
fn init_subclass(class: &'static ClassObj, value: &Value, keywords: Option<&Value>) -> R<()> {
    let name = crate::name!("__init_subclass__");
    let found = class.mro()[1..]
        .iter()
        .find_map(|c| by_id(*c).dict().get_interned(name));
    let Some(found) = found else { return Ok(()) };
    let hook = attr::get_descriptor(&found, None, class)?;
    let pairs = keywords
        .and_then(|k| k.get::<DictObj>())
        .map_or(vec![], DictObj::to_vec);
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    let _ = value;
    call::call_keywords(&hook, &[], &pairs).map(drop)
}

/// `__new__` becomes a static method, `__init_subclass__` and `__class_getitem__` class methods.
fn wrap_special(d: &DictObj) {
    if let Some(f) = d
        .get_interned(crate::name!("__new__"))
        .filter(|f| f.is_exactly(ClassId::FUNCTION))
    {
        d.set_interned(
            crate::name!("__new__"),
            crate::types::descriptors::new_staticmethod(f),
        );
    }
    for name in [
        crate::name!("__init_subclass__"),
        crate::name!("__class_getitem__"),
    ] {
        if let Some(f) = d
            .get_interned(name)
            .filter(|f| f.is_exactly(ClassId::FUNCTION))
        {
            d.set_interned(name, crate::types::descriptors::new_classmethod(f));
        }
    }
    // A class with `__eq__` and without `__hash__` is unhashable.
    if d.get_interned(crate::name!("__eq__")).is_some()
        && d.get_interned(crate::name!("__hash__")).is_none()
    {
        d.set_interned(crate::name!("__hash__"), Value::NONE);
    }
}

/// TypeError for the instantiation of an abstract class.
#[cold]
pub fn abstract_error(class: &'static ClassObj) -> crate::Raised {
    let names = class
        .dict()
        .get_interned(crate::name!("__abstractmethods__"));
    let mut names: Vec<String> = match names.map(|n| crate::iter::collect(&n)) {
        Some(Ok(list)) => list.iter().map(str::to_string).collect(),
        _ => vec![],
    };
    sort_few(&mut names, |a, b| a < b);
    let quoted: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
    let s = if quoted.len() == 1 { "" } else { "s" };
    let msg = format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        class.name_string(),
        quoted.join(", ")
    );
    errors::type_error(msg)
}
