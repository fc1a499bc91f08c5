//! Classes that change afterwards: assignments to `__bases__` and `__class__`.
//!
//! Objects keep their memory: either the new class has the old one's measures, or a twin of it that has them stands for it.

use super::bases::{best_base, inconsistent_order, linearise, update_flags, update_mro};
use super::{Parts, allocate};
use crate::class::{self, ClassObj, by_id};
use crate::types::tuple;
use crate::{ClassId, R, Value, errors};

/// Assigns `__bases__`.
pub fn set_bases(class: &'static ClassObj, value: Option<&Value>) -> R<()> {
    let name = class.name_string();
    let Some(value) = value else {
        return Err(errors::type_error(format!(
            "cannot delete '__bases__' attribute of type '{name}'"
        )));
    };
    if !value.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error(format!(
            "can only assign tuple to {name}.__bases__, not {}",
            errors::type_name(value)
        )));
    }
    if tuple::len(value) == 0 {
        return Err(errors::type_error(format!(
            "can only assign non-empty tuple to {name}.__bases__, not ()"
        )));
    }
    let mut bases: Vec<&'static ClassObj> = vec![];
    for b in tuple::items(value) {
        let Some(c) = class::as_class(b) else {
            return Err(errors::type_error(format!(
                "{name}.__bases__ must be tuple of classes, not '{}'",
                errors::type_name(b)
            )));
        };
        if c.is_subclass_of(class.id) {
            return Err(errors::type_error(
                "a __bases__ item causes an inheritance cycle",
            ));
        }
        bases.push(c);
    }
    let best = best_base(&bases)?;
    // Fields of instances keep their places: the new bases must not bring others.
    let known = |f: &Value| class.fields().iter().any(|own| own.is(f));
    if best.layout != class.layout || !bases.iter().all(|b| b.fields().iter().all(known)) {
        return Err(errors::type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            best.name_string(),
            by_id(class.mro().get(1).copied().unwrap_or(0)).name_string()
        )));
    }
    if let Err(heads) = linearise(class.id, &bases) {
        return Err(inconsistent_order(&heads));
    }
    // SAFETY: no reference into the vectors is alive.
    unsafe {
        for b in class.bases().to_vec() {
            if let Some(c) = class::as_class(&b) {
                (*c.subclasses.get()).retain(|id| *id != class.id);
            }
        }
        *class.bases.get() = tuple::items(value).to_vec();
        for b in &bases {
            (*b.subclasses.get()).push(class.id);
        }
    }
    update_mro(class);
    update_flags(class);
    class::changed();
    Ok(())
}

/// Assigns `__class__`.
pub fn set_class_of(object: &Value, new: &'static ClassObj) -> R<()> {
    let old = object.class();
    if old.id == new.id {
        return Ok(());
    }
    let modules =
        old.is_subclass_of(ClassId::MODULE as u32) && new.is_subclass_of(ClassId::MODULE as u32);
    if !modules && !(old.has(class::HEAP) && new.has(class::HEAP)) {
        return Err(errors::type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    let slots = |c: &'static ClassObj| {
        if c.has(class::SLOTTED) {
            c.fields()
        } else {
            &[]
        }
    };
    let same_slots = slots(old).len() == slots(new).len()
        && slots(old).iter().zip(slots(new)).all(|(a, b)| a.is(b));
    if old.layout != new.layout
        || !same_slots
        || (old.overflow_offset.get() == 0) != (new.overflow_offset.get() == 0)
        || old.layout == ClassId::TYPE && old.overflow_offset.get() != new.overflow_offset.get()
    {
        return Err(errors::type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name_string(),
            old.value()
                .get::<ClassObj>()
                .expect("a class")
                .name_string()
        )));
    }
    let header = object
        .header()
        .expect("instances of such classes are objects");
    let become_one_of = |class: &'static ClassObj| {
        if class.layout == ClassId::TUPLE {
            tuple::note_length(class, tuple::len(object));
        }
        header.class.set(class.id);
    };
    if !slots(old).is_empty() {
        become_one_of(new);
        return Ok(());
    }
    // The attributes move to the dict; the object keeps its memory, so its class becomes a twin of the new one with the old
    // one's measures.
    crate::instance::dict_of(object, old);
    let twin = twin_of(new, old)?;
    become_one_of(twin);
    if old.doubles.get() | twin.doubles.get() != 0 {
        crate::instance::unset_fields(object, twin);
    }
    Ok(())
}

/// The class that stands for `new` in objects that were made for `old`.
fn twin_of(new: &'static ClassObj, old: &'static ClassObj) -> R<&'static ClassObj> {
    let new = by_id(if new.alias_of.get() != 0 {
        new.alias_of.get()
    } else {
        new.id
    });
    let same = |c: &ClassObj| {
        c.instance_size.get() == old.instance_size.get()
            && c.overflow_offset.get() == old.overflow_offset.get()
    };
    if same(new) {
        return Ok(new);
    }
    // SAFETY: a snapshot.
    for id in unsafe { (*new.subclasses.get()).clone() } {
        let c = by_id(id);
        if c.alias_of.get() == new.id && same(c) {
            return Ok(c);
        }
    }
    let id = class::next_id();
    let twin = allocate(Parts {
        id,
        meta: new.header.class.get(),
        layout: new.layout,
        // SAFETY: a read.
        name: unsafe { (*new.name.get()).clone() },
        // SAFETY: a read.
        qualname: unsafe { (*new.qualname.get()).clone() },
        bases: vec![new.value()],
        // The twin has no dict of its own: it is the class itself in every lookup.
        mro: new.mro().to_vec(),
        dict: new.dict.clone(),
        ops: new.ops.get(),
        flags: new.flags.get(),
    });
    twin.alias_of.set(new.id);
    twin.overflow_offset.set(old.overflow_offset.get());
    twin.fields_offset.set(old.fields_offset.get());
    twin.instance_size.set(old.instance_size.get());
    // SAFETY: no reference into the vector is alive.
    unsafe { (*new.subclasses.get()).push(id) };
    Ok(twin)
}
