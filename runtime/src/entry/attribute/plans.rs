//! How the runtime itself goes on where compiled code finds no word, for receivers of the class that the site knows. The upper
//! half of the key is a kind from here, the lower has [`MARK`] besides the class. Any change of a class empties the site.

use super::Site;
use crate::class::{self, ClassObj};
use crate::types::descriptors::Property;
use crate::{Borrowed, ClassId, R, Value, call, instance};

/// No class has so high a number.
pub const MARK: u32 = 1 << 31;
/// The site's value is a property.
const PROPERTY: u32 = 0;
/// `__class__` of `object`.
const CLASS: u32 = 1;
/// An attribute of the class that is no descriptor. Another such may take its place without emptying the site.
const CONSTANT: u32 = 2;
/// Nothing of the class: what the overflow dict has of that name, or a store to it.
const OVERFLOW: u32 = 3;
/// The site's value is a class, which stays where it is: an attribute of it or its bases that is no descriptor, found before
/// all that its metaclass has.
const OF_CLASS: u32 = 4;
/// `__name__` of a class, as `type` has it.
const CLASS_NAME: u32 = 5;

/// What is remembered for objects of this class.
#[inline(always)]
pub fn kind(site: &Site, class: u32) -> Option<u32> {
    let key = site.key.get();
    (key as u32 == (class + 1) | MARK).then_some((key >> 32) as u32)
}

fn remember(site: &Site, class: &ClassObj, kind: u32, value: &Value) {
    site.value.set(value.word());
    site.key
        .set(u64::from((class.id + 1) | MARK) | u64::from(kind) << 32);
}

/// Follows the plan; `None` when it does not hold for this object.
#[inline(always)]
pub fn load(site: &Site, object: &Value, name: &Value, kind: u32) -> Option<R> {
    // SAFETY: the class owns the value as long as it stays as it is.
    let value = || unsafe { Borrowed::from_word(site.value.get()) }.owned();
    match kind {
        PROPERTY => {
            let value = value();
            // SAFETY: what was remembered.
            let property = unsafe { value.cast::<Property>() };
            let getter = property.copy(|p| p.get.clone())?;
            Some(call::call(&getter, &[object]))
        }
        CLASS => Some(Ok(object.class().value())),
        OF_CLASS if object.word() == site.value.get() => {
            class::lookup(class::as_class(object)?, name)
                .map(Borrowed::owned)
                .map(Ok)
        }
        CLASS_NAME => {
            let class = class::as_class(object)?;
            // SAFETY: a read.
            Some(Ok(unsafe { (*class.name.get()).clone() }))
        }
        OVERFLOW => instance::get_overflow(object, object.class(), name).map(Ok),
        CONSTANT if !instance::has_overflow(object, object.class()) => {
            class::lookup(object.class(), name)
                .map(Borrowed::owned)
                .map(Ok)
        }
        _ => None,
    }
}

/// Remembers how the attribute was found, unless compiled code finds it by itself.
pub fn fill_load(site: &Site, class: &'static ClassObj, name: &Value) {
    if class.has(class::HAS_GETATTRIBUTE)
        || class.has(class::HAS_GETATTR)
        || matches!(
            class.layout,
            ClassId::TYPE | ClassId::MODULE | ClassId::SUPER
        )
    {
        return;
    }
    let Some(found) = class::lookup(class, name) else {
        if instance::field_index(class, name).is_none() {
            remember(site, class, OVERFLOW, &Value::NONE);
        }
        return;
    };
    if found.is_exactly(ClassId::PROPERTY) {
        remember(site, class, PROPERTY, &found);
    } else if found.is_exactly(ClassId::GETSET) {
        let object = class::builtin(ClassId::OBJECT);
        if name.is(crate::name!("__class__"))
            && class::lookup(object, name).is_some_and(|own| own.is(&found))
        {
            remember(site, class, CLASS, &found);
        }
    } else if !crate::attr::is_descriptor(&found)
        && instance::field_index(class, name).is_none()
        && class.ops.get().tail.is_none()
    {
        remember(site, class, CONSTANT, &found);
    }
}

/// The same for an attribute of a class.
pub fn fill_of_class(site: &Site, object: &Value, meta: &'static ClassObj, name: &Value) {
    if meta.has(class::HAS_GETATTRIBUTE) || meta.has(class::HAS_GETATTR) {
        return;
    }
    if name.is(crate::name!("__name__")) {
        let own = class::lookup(class::builtin(ClassId::TYPE), name);
        let found = class::lookup(meta, name);
        if found.zip(own).is_some_and(|(found, own)| found.is(&own)) {
            remember(site, meta, CLASS_NAME, &Value::NONE);
        }
        return;
    }
    let is_plain = class::as_class(object)
        .and_then(|c| class::lookup(c, name))
        .is_some_and(|found| !crate::attr::is_descriptor(&found));
    if is_plain && !class::lookup(meta, name).is_some_and(|f| crate::attr::is_data_descriptor(&f)) {
        remember(site, meta, OF_CLASS, object);
    }
}

pub fn fill_store(site: &Site, class: &'static ClassObj) {
    remember(site, class, OVERFLOW, &Value::NONE);
}
