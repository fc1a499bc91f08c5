//! Attributes, with their inline caches, and items.

#[cfg(not(feature = "threads"))]
mod modules;
/// Sites of modules need a lock that costs more than they save.
#[cfg(feature = "threads")]
mod modules {
    use super::Site;
    use crate::{Opt, Value};

    pub fn load(_: &Site, _: &Value) -> Opt {
        None
    }
    pub fn fill(_: &Site, _: &Value, _: &Value) {}
}
pub mod others;
mod plans;

use super::{entries, status, word};
use crate::types::dict::DictObj;
use crate::types::tuple_getter::TupleGetter;
use crate::types::{bytes, list_methods, str, tuple};
use crate::value::FLAG_DICT_MODE;
use crate::{Borrowed, ClassId, Opt, R, Value, attr, call, class, instance, ops};
use others::Use;

/// An inline cache site (see `layout::CACHE_SITE_SIZE`).
#[repr(C)]
pub struct Site {
    key: std::cell::Cell<u64>,
    value: std::cell::Cell<u64>,
}

/// SAFETY: compiled code passes addresses of its own sites.
fn site(address: u64) -> &'static Site {
    unsafe { &*(address as *const Site) }
}

/// Whether loads (or stores) of `name` on instances of the class may go straight to a field, and to which offset.
fn cacheable_field(class: &'static class::ClassObj, name: &Value, store: bool) -> Option<u32> {
    let hooks = if store {
        class::HAS_SETATTR
    } else {
        class::HAS_GETATTRIBUTE
    };
    if class.has(hooks) || class.layout == ClassId::TYPE || class.layout == ClassId::MODULE {
        return None;
    }
    match class::lookup(class, name) {
        // A slot member is a data descriptor that stands for its field.
        Some(found) if found.is_exactly(ClassId::MEMBER) => {
            // SAFETY: the class guarantees the layout.
            let m = unsafe { found.cast::<crate::types::descriptors::Member>() };
            Some(class.fields_offset.get() + 8 * m.index)
        }
        Some(found) if attr::is_data_descriptor(&found) => None,
        _ if class.has(class::SLOTTED) => None,
        _ => instance::field_offset(class, name),
    }
}

/// Whether the site knows of receivers of this class.
#[inline(always)]
fn knows(site: &Site, class: u32) -> bool {
    site.key.get() as u32 & !plans::MARK == class + 1
}

/// The field of an object of this class that the site says.
#[inline(always)]
fn field(site: &Site, class: u32, object: &Value) -> Opt {
    let key = site.key.get();
    if key as u32 != class + 1 {
        return None;
    }
    // SAFETY: as compiled code does: the class has such a field. It is a value or zero.
    unsafe {
        let place = (object.word() + (key >> 32)) as *const u64;
        (*place != 0).then(|| Borrowed::from_word(*place).owned())
    }
}

/// Stores to the field that the site says, if that is set.
#[inline(always)]
fn replace(site: &Site, object: &Value, value: &Value) -> bool {
    let key = site.key.get();
    if key as u32 & plans::MARK != 0 {
        return false;
    }
    // SAFETY: as in `field`; the old value is dropped when the new one is in its place.
    unsafe {
        let place = (object.word() + (key >> 32)) as *mut u64;
        if *place == 0 {
            return false;
        }
        let old = std::mem::replace(&mut *place, value.clone().into_word());
        drop(Value::from_word(old));
    }
    true
}

fn fill(site: &Site, object: &Value, name: &Value, store: bool) {
    fill_site(site, object, name, store);
    if object.class().layout != ClassId::TYPE {
        let of = if store { Use::Store } else { Use::Load };
        others::keep(site, object.class_id(), name, of);
    }
}

fn fill_site(site: &Site, object: &Value, name: &Value, store: bool) {
    let class = object.class();
    if class.layout == ClassId::TYPE {
        if !store {
            plans::fill_of_class(site, object, class, name);
        }
        return;
    }
    if !class.has(class::HEAP) || object.header().is_none_or(|h| h.has(FLAG_DICT_MODE)) {
        return;
    }
    if let Some(offset) = cacheable_field(class, name, store) {
        site.key
            .set(u64::from(class.id + 1) | u64::from(offset) << 32);
        let is_slot = class::lookup(class, name).is_some_and(|f| f.is_exactly(ClassId::MEMBER));
        site.value.set(u64::from(is_slot));
    } else if !store {
        plans::fill_load(site, class, name);
    } else if instance::field_index(class, name).is_none() && is_plain_store(class, name) {
        plans::fill_store(site, class);
    }
}

/// Whether a store goes to the instance, whatever its class has of that name.
fn is_plain_store(class: &'static class::ClassObj, name: &Value) -> bool {
    !class.has(class::HAS_SETATTR)
        && class.layout != ClassId::TYPE
        && class.layout != ClassId::MODULE
        && class.overflow_offset.get() != 0
        && !class::lookup(class, name).is_some_and(|f| attr::is_data_descriptor(&f))
}

/// A store to a field that compiled code finds, but that is unset, or out of order.
#[inline(always)]
fn store_unset(object: &Value, offset: u32, is_slot: bool, value: &Value) -> bool {
    let class = object.class();
    let index = (offset - class.fields_offset.get()) as usize / 8;
    if is_slot {
        instance::set_slot(object, class, index, Some(value.clone()));
        return true;
    }
    instance::set_next(object, class, index, value)
}

/// Remembers an attribute that is an item of a named tuple, if all tuples of the class have that item.
fn fill_item(site: &Site, class: &'static class::ClassObj, index: usize) {
    // With threads a shorter tuple could be made and seen before the caches are forgotten.
    if !cfg!(feature = "threads")
        && class.has(class::HEAP)
        && index < class.shortest.get().min(1 << 16) as usize
    {
        let offset = u64::from(taipan_abi::layout::TUPLE_ITEMS as u32) + 8 * index as u64;
        site.key.set(u64::from(class.id + 1) | offset << 32);
    }
}

/// `call_method` on a receiver whose class has a plain function of that name.
fn call_method_slow(
    args: u64,
    nargs: i64,
    name: &Value,
    kwnames: Option<&Value>,
    address: u64,
) -> R {
    // SAFETY: args[0] is the receiver.
    let receiver = unsafe { (*(args as *const Opt)).as_ref().expect("a receiver") };
    let is_module = receiver.is_exactly(ClassId::MODULE);
    if is_module && let Some(callee) = modules::load(site(address), receiver) {
        // SAFETY: as below.
        return unsafe {
            call::call_raw(
                &callee,
                (args as *const Opt).add(1),
                nargs as usize - 1,
                kwnames,
            )
        };
    }
    if let Some(function) = other_method(site(address), receiver, name) {
        // SAFETY: as below.
        return unsafe { call::call_raw(&function, args as *const Opt, nargs as usize, kwnames) };
    }
    let found = attr::load_method(receiver, name);
    if is_module && found.is_ok() {
        modules::fill(site(address), receiver, name);
    }
    if found.is_err() {
        crate::context::current().callee_failed.set(true);
    }
    match found? {
        attr::Method::Unbound(function) => {
            cache_method(site(address), receiver, name, &function);
            others::keep(site(address), receiver.class_id(), name, Use::Method);
            // SAFETY: the caller's array.
            unsafe { call::call_raw(&function, args as *const Opt, nargs as usize, kwnames) }
        }
        attr::Method::Bound(callee) => {
            // SAFETY: the receiver is left out.
            unsafe {
                call::call_raw(
                    &callee,
                    (args as *const Opt).add(1),
                    nargs as usize - 1,
                    kwnames,
                )
            }
        }
    }
}

/// The method that the site has known for receivers of this class, if none of the receiver's own attributes shadows it.
fn other_method(site: &Site, receiver: &Value, name: &Value) -> Opt {
    let class = receiver.class_id();
    if knows(site, class)
        || receiver.header().is_none()
        || !others::recall(site, class, name, Use::Method)
    {
        return None;
    }
    // SAFETY: as compiled code does: the 32-bit word lies within the object; the class owns the function.
    unsafe {
        let shadow = (receiver.word() + (site.key.get() >> 32)) as *const u32;
        (*shadow == 0).then(|| Borrowed::from_word(site.value.get()).owned())
    }
}

/// Remembers a method for receivers of this class. The upper half of the key is the offset of a 32-bit word that is zero as
/// long as no attribute of the instance shadows the method: the overflow word, or for instances without one the (unused)
/// shared count.
fn cache_method(site: &Site, receiver: &Value, name: &Value, function: &Value) {
    let class = receiver.class();
    let offset = if !instance::has_own_attributes(class) {
        taipan_abi::layout::HEADER_SHARED_COUNT as u32
    } else if class.ops.get().tail.is_none()
        && class.layout != ClassId::TYPE
        && (class.has(class::SLOTTED) || instance::field_index(class, name).is_none())
    {
        match class.overflow_offset.get() {
            0 => taipan_abi::layout::HEADER_SHARED_COUNT as u32,
            overflow => overflow,
        }
    } else {
        return;
    };
    if receiver.header().is_some() {
        site.value.set(function.word());
        site.key
            .set(u64::from(class.id + 1) | u64::from(offset) << 32);
    }
}

/// `text[start:stop]` of an exact str, for bounds that are small ints or None.
fn slice_str(text: &Value, start: &Value, stop: &Value) -> Opt {
    // SAFETY: an exact str.
    let chars = unsafe { text.cast::<str::StrObj>() }.chars.get() as i64;
    let bound = |v: &Value, default: i64| match v.as_small() {
        Some(i) if i < 0 => Some((i + chars).max(0)),
        Some(i) => Some(i.min(chars)),
        None => v.is_none().then_some(default),
    };
    let (from, to) = (bound(start, 0)?, bound(stop, chars)?);
    Some(str::substring(text, from as usize, to.max(from) as usize))
}

/// `object[start:stop]` of an exact list, tuple or bytes, for bounds that are small ints or None, without a slice object.
fn slice_plain(object: &Value, start: &Option<Borrowed>, stop: &Option<Borrowed>) -> Option<R> {
    let bound = |p: &Option<Borrowed>| match p {
        Some(v) if !v.is_none() => v.as_small().map(Some),
        _ => Some(None),
    };
    let bounds = crate::types::slice::Bounds {
        start: bound(start)?,
        stop: bound(stop)?,
        step: 1,
    };
    if object.is_exactly(ClassId::LIST) {
        Some(list_methods::part(object.get()?, bounds))
    } else if object.is_exactly(ClassId::TUPLE) {
        Some(Ok(tuple::part(object, bounds)))
    } else if object.is_exactly(ClassId::BYTES) {
        let data = bytes::as_bytes(object)?;
        Some(Ok(bytes::methods::slice_of(object, data, bounds)))
    } else {
        None
    }
}

/// Dicts have the shortest way: what else compiled code knows, it does itself.
#[inline(always)]
fn exact_dict(value: &Value) -> Option<&DictObj> {
    // SAFETY: an exact dict.
    value
        .is_exactly(ClassId::DICT)
        .then(|| unsafe { value.cast::<DictObj>() })
}

entries! {
    fn getattr(object: Borrowed, name: Borrowed, address: u64) -> Opt {
        if address != 0
            && object.is_exactly(ClassId::MODULE)
            && let Some(found) = modules::load(site(address), &object)
        {
            return Some(found);
        }
        if address != 0 {
            let (site, class) = (site(address), object.class_id());
            if !knows(site, class)
                && others::recall(site, class, &name, Use::Load)
                && let Some(found) = field(site, class, &object)
            {
                return Some(found);
            }
            if let Some(kind) = plans::kind(site, class)
                && let Some(found) = plans::load(site, &object, &name, kind)
            {
                return word(found);
            }
        }
        let class = object.class();
        if address != 0
            && class.layout == ClassId::TUPLE
            && !class.has(class::HAS_GETATTRIBUTE)
            && let Some(found) = class::lookup(class, &name)
            && found.is_exactly(ClassId::TUPLE_GETTER)
        {
            // SAFETY: the class guarantees the layout.
            let getter = unsafe { found.cast::<TupleGetter>() };
            fill_item(site(address), class, getter.index);
            return word(getter.item(&object));
        }
        let result = attr::get(&object, &name);
        if result.is_ok() && address != 0 {
            fill(site(address), &object, &name, false);
            modules::fill(site(address), &object, &name);
        }
        word(result)
    }
    fn setattr(object: Borrowed, name: Borrowed, value: Borrowed, address: u64) -> i64 {
        if address != 0 {
            let site = site(address);
            if !knows(site, object.class_id())
                && others::recall(site, object.class_id(), &name, Use::Store)
                && replace(site, &object, &value)
            {
                return 0;
            }
            let key = site.key.get();
            if key as u32 == object.class_id() + 1 {
                if store_unset(&object, (key >> 32) as u32, site.value.get() != 0, &value) {
                    return 0;
                }
            } else if plans::kind(site, object.class_id()).is_some()
                && instance::set_overflow(&object, object.class(), &name, &value)
            {
                return 0;
            }
        }
        let result = attr::set(&object, &name, Some(Value::clone(&value)));
        if result.is_ok() && address != 0 {
            fill(site(address), &object, &name, true);
        }
        status(result)
    }
    fn delattr(object: Borrowed, name: Borrowed) -> i64 {
        status(attr::set(&object, &name, None))
    }
    fn call_method(args: u64, nargs: i64, name: Borrowed, kwnames: Option<Borrowed>, address: u64) -> Opt {
        word(call_method_slow(args, nargs, &name, kwnames.as_deref(), address))
    }
    fn new_instance(class: i64) -> Opt {
        word(instance::new_instance(class::by_id(class as u32)))
    }
    fn init_field(object: Borrowed, index: i64, value: Value) {
        let name = object.class().fields()[index as usize].clone();
        if instance::set_own(&object, object.class(), &name, Some(value)).is_err() {
            drop(crate::context::take_exception());
        }
    }
    fn getitem(object: Borrowed, key: Borrowed) -> Opt {
        if let Some(dict) = exact_dict(&object) {
            match dict.get(&key) {
                Ok(Some(value)) => return Some(value),
                Ok(None) => {}
                Err(_) => return None,
            }
            return word(Err(crate::errors::key_error(&key)));
        }
        if object.is_exactly(ClassId::MATCH) {
            return word(crate::modules::sre::matched::item(&object, &key));
        }
        word(ops::get_item(&object, &key))
    }
    fn str_item(object: Borrowed, key: Borrowed) -> Opt {
        // SAFETY: proven to be an exact str.
        let s = unsafe { object.cast::<str::StrObj>() };
        let chars = s.chars.get() as i64;
        if let Some(i) = key.as_small() {
            let at = if i < 0 { i + chars } else { i };
            if (0..chars).contains(&at) {
                return Some(str::char_at(s, at as usize));
            }
        }
        word(ops::get_item(&object, &key))
    }
    fn get_slice(object: Borrowed, start: Option<Borrowed>, stop: Option<Borrowed>) -> Opt {
        let part = |p: &Option<Borrowed>| p.as_ref().map_or(Value::NONE, |v| Value::clone(v));
        if object.is_exactly(ClassId::STR)
            && let Some(text) = slice_str(&object, &part(&start), &part(&stop))
        {
            return Some(text);
        }
        if let Some(found) = slice_plain(&object, &start, &stop) {
            return word(found);
        }
        let key = crate::types::slice::new_slice(part(&start), part(&stop), Value::NONE);
        word(ops::get_item(&object, &key))
    }
    fn setitem(object: Borrowed, key: Borrowed, value: Borrowed) -> i64 {
        match exact_dict(&object) {
            Some(dict) => status(dict.set(&key, Value::clone(&value))),
            None => status(ops::set_item(&object, &key, &value)),
        }
    }
    fn delitem(object: Borrowed, key: Borrowed) -> i64 { status(ops::del_item(&object, &key)) }
    fn build_slice(start: Option<Borrowed>, stop: Option<Borrowed>, step: Option<Borrowed>) -> Opt {
        let part = |p: Option<Borrowed>| p.map_or(Value::NONE, |v| Value::clone(&v));
        Some(crate::types::slice::new_slice(part(start), part(stop), part(step)))
    }
    fn length(object: Borrowed) -> i64 {
        ops::length(&object).map_or(-1, |n| n as i64)
    }
    fn check_length(length: Borrowed) -> i64 {
        ops::check_length(&length).map_or(-1, |n| n as i64)
    }
    fn raise_name_error(name: Borrowed) {
        let text = str::to_string(&name);
        crate::errors::name_error(format!("name '{text}' is not defined"));
        crate::exception::set_extra(crate::exception::EXTRA_NAME, Value::clone(&name));
    }
    fn raise_unbound_local(name: Borrowed) {
        let text = str::to_string(&name);
        let msg = format!("cannot access local variable '{text}' where it is not associated with a value");
        crate::errors::raise(ClassId::UNBOUND_LOCAL_ERROR, msg);
    }
    fn raise_unbound_free(name: Borrowed) {
        let text = str::to_string(&name);
        let msg = format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
        crate::errors::name_error(msg);
        crate::exception::set_extra(crate::exception::EXTRA_NAME, Value::clone(&name));
    }
}
