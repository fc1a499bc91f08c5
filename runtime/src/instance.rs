//! Instances of classes with a Python body: fields, and an overflow word that few of them ever need. Where the layout is that
//! of a plain object, the overflow is a number in the header that leads to the word (see [`Overflow`]); behind other layouts the
//! word itself lies in the object.
//!
//! A field that is zero is unset. A field that no store of the program gives anything but floats lies there as a bare double
//! (`ClassObj::doubles`), with a mark of its own for unset. What is no float and comes to it all the same takes the instance to dict
//! mode.
//!
//! As long as an instance's attributes were set in layout order, its `__dict__` order is
//! known from the layout. From the first assignment that breaks the order, the overflow dict keeps it (*ordered*): it holds every
//! attribute's name, with None for those whose values stay in their fields. Any access to `__dict__` moves the
//! values of all fields to that dict (*dict mode*), which then is the whole truth. Compiled code therefore treats a zero field as "ask the
//! runtime", and a marked double too. Fields of `__slots__` have no overflow and never change mode.

use crate::class::{self, ClassObj};
use crate::threads::{Guard, Racy};
use crate::types::dict::DictObj;
use crate::types::float;
use crate::value::{FLAG_DICT_MODE, FLAG_FINALIZED, FLAG_ORDERED};
use crate::{ClassId, Header, Object, Opt, R, Value, errors};

use taipan_abi::layout::MAX_DOUBLE_FIELDS;
use taipan_abi::word::UNSET_DOUBLE;

mod overflow;
use overflow::Overflow;

/// A plain `object`, or an instance of a class that derives from nothing else built in.
#[repr(C)]
pub struct InstanceObj {
    pub header: Header,
}

// SAFETY: begins with a header.
unsafe impl Object for InstanceObj {
    const CLASS: ClassId = ClassId::OBJECT;
}

pub const OPS: class::LayoutOps = class::fixed::<InstanceObj>(class::trace_nothing);

/// `object.__new__` for a class whose layout is a plain object.
pub fn new_instance(class: &'static ClassObj) -> R {
    if class.has(class::ABSTRACT) {
        return Err(crate::class_make::abstract_error(class));
    }
    if class.layout != ClassId::OBJECT {
        let msg = format!(
            "object.__new__({0}) is not safe, use {1}.__new__()",
            class.name_string(),
            class::builtin(class.layout).name_string()
        );
        return Err(errors::type_error(msg));
    }
    Ok(class::new_object(
        class.id,
        InstanceObj {
            header: Header::new(class.id),
        },
    ))
}

/// The `overflow_offset` of classes whose instances hold the number of their overflow word instead of the word.
pub const NUMBERED: u32 = taipan_abi::layout::INSTANCE_OVERFLOW as u32;

/// The first byte behind an overflow word at this offset.
pub fn behind_overflow(offset: u32) -> u32 {
    match offset {
        NUMBERED => taipan_abi::layout::INSTANCE_FIELDS as u32,
        _ => offset + 8,
    }
}

/// The overflow word, if instances of the class have one.
#[inline]
fn overflow(object: &Value, class: &ClassObj) -> Option<Overflow> {
    let offset = class.overflow_offset.get();
    if offset == 0 {
        return None;
    }
    let base = object.word() as *mut u8;
    if offset == NUMBERED {
        // SAFETY: the object's header, which lives as long as the caller's use of the overflow.
        return Some(Overflow::Number(unsafe { &*(base as *const Header) }));
    }
    // SAFETY: the class's layout puts the word there.
    unsafe {
        Some(Overflow::Word(
            &*(match class.ops.get().tail {
                Some(tail) => tail(base as *mut Header) as *const Racy<u64>,
                None => base.add(offset as usize) as *const Racy<u64>,
            }),
        ))
    }
}

/// The word of field `index`.
#[inline]
fn field(object: &Value, class: &ClassObj, index: usize) -> &'static Racy<u64> {
    // SAFETY: index is in range and the class's layout puts the fields there.
    unsafe {
        &*((object.word() as *const u8).add(class.fields_offset.get() as usize + 8 * index)
            as *const Racy<u64>)
    }
}

/// Whether the field is a bare double.
#[inline(always)]
fn is_double(class: &ClassObj, index: usize) -> bool {
    index < MAX_DOUBLE_FIELDS && class.doubles.get() >> index & 1 != 0
}

/// The bits of an exact float that a bare double can hold; a NaN keeps the number that makes it this object.
fn double_bits(value: &Value) -> Option<u64> {
    let x = float::as_f64(value).filter(|_| value.is_exactly(ClassId::FLOAT))?;
    Some(x.to_bits()).filter(|bits| *bits != UNSET_DOUBLE)
}

/// The float that a bare double's bits stand for.
fn double_value(bits: u64) -> Opt {
    (bits != UNSET_DOUBLE).then(|| float::from_f64(f64::from_bits(bits)))
}

/// What an unset field has for a word.
fn unset(class: &ClassObj, index: usize) -> u64 {
    if is_double(class, index) {
        UNSET_DOUBLE
    } else {
        0
    }
}

fn is_set(object: &Value, class: &ClassObj, index: usize) -> bool {
    field(object, class, index).get() != unset(class, index)
}

/// Puts a value into a field, or nothing, and yields the former one. A bare double must be able to hold the value.
fn replace_field(object: &Value, class: &ClassObj, index: usize, value: Opt) -> Opt {
    let cell = field(object, class, index);
    if is_double(class, index) {
        let bits = value.map(|v| double_bits(&v).expect("a double"));
        return double_value(cell.replace(bits.unwrap_or(UNSET_DOUBLE)));
    }
    let old = cell.replace(value.map_or(0, Value::into_word));
    // SAFETY: the field's reference is given up.
    (old != 0).then(|| unsafe { Value::from_word(old) })
}

/// Marks the bare doubles of a fresh instance, whose fields are zero.
///
/// # Safety
/// The object is of this class and nobody else sees it.
#[inline(always)]
pub unsafe fn unset_doubles(object: *mut Header, class: &ClassObj) {
    let mut rest = class.doubles.get();
    while rest != 0 {
        let index = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        // SAFETY: the class's layout puts the fields there.
        unsafe {
            *((object as *mut u8).add(class.fields_offset.get() as usize + 8 * index)
                as *mut u64) = UNSET_DOUBLE;
        }
    }
}

/// Makes all fields unset, in the way of the object's new class. The object is in dict mode: the fields own nothing.
pub fn unset_fields(object: &Value, class: &ClassObj) {
    let _guard = lock(object);
    for i in 0..class.fields().len() {
        field(object, class, i).replace(unset(class, i));
    }
}

/// Keeps other threads from the fields and the overflow word.
#[inline(always)]
fn lock(object: &Value) -> Option<Guard<'_>> {
    object.header().map(Header::lock)
}

/// A reference of one's own to the value of a field or an overflow word, unless it is zero.
#[inline(always)]
fn read(object: &Value, word: impl FnOnce() -> u64) -> Opt {
    let _guard = lock(object);
    let word = word();
    // SAFETY: the word owns a reference, as long as the lock is held; the clone takes another.
    (word != 0).then(|| unsafe { crate::Borrowed::from_word(word) }.owned())
}

/// Whether attributes may be set on instances (fields or overflow).
pub fn has_own_attributes(class: &ClassObj) -> bool {
    class.overflow_offset.get() != 0 || !class.fields().is_empty()
}

/// The index of a field by name.
#[inline]
pub fn field_index(class: &ClassObj, name: &Value) -> Option<usize> {
    class.fields().iter().position(|f| f.is(name))
}

/// The byte offset of the field, when instances of the class hold it as a plain word (for inline caches).
pub fn field_offset(class: &ClassObj, name: &Value) -> Option<u32> {
    field_index(class, name)
        .filter(|i| !is_double(class, *i))
        .map(|i| class.fields_offset.get() + 8 * i as u32)
}

/// The instance's own attribute (field or overflow).
pub fn get_own(object: &Value, class: &'static ClassObj, name: &Value) -> Opt {
    if !class.has(class::SLOTTED)
        && let Some(i) = field_index(class, name)
    {
        let found = if is_double(class, i) {
            let guard = lock(object);
            let bits = field(object, class, i).get();
            drop(guard);
            double_value(bits)
        } else {
            read(object, || field(object, class, i).get())
        };
        if found.is_some() {
            return found;
        }
    }
    with_overflow(object, overflow(object, class)?, |d| d.get_interned(name))?
}

/// Calls with the overflow dict, if there is one. Of one thread: without counting.
#[cfg(not(feature = "threads"))]
#[inline(always)]
fn with_overflow<T>(_: &Value, cell: Overflow, f: impl FnOnce(&DictObj) -> T) -> Option<T> {
    let word = cell.get();
    if word == 0 {
        return None;
    }
    // SAFETY: the overflow word owns a dict.
    let dict = unsafe { std::mem::ManuallyDrop::new(Value::from_word(word)) };
    dict.get::<DictObj>().map(f)
}
#[cfg(feature = "threads")]
fn with_overflow<T>(object: &Value, cell: Overflow, f: impl FnOnce(&DictObj) -> T) -> Option<T> {
    read(object, || cell.get())?.get::<DictObj>().map(f)
}

/// The overflow dict, made if need be; `None` when the class has none.
fn overflow_dict(object: &Value, class: &'static ClassObj) -> Option<Value> {
    let cell = overflow(object, class)?;
    let _guard = lock(object);
    if cell.get() == 0 {
        cell.replace(DictObj::new().into_word());
    }
    // SAFETY: the overflow word owns a dict.
    Some(unsafe { crate::Borrowed::from_word(cell.get()) }.owned())
}

/// Moves all fields to the overflow dict and yields it: `__dict__`.
pub fn dict_of(object: &Value, class: &'static ClassObj) -> Option<Value> {
    let header = object.header()?;
    let dict = overflow_dict(object, class)?;
    if header.has(FLAG_DICT_MODE) || class.has(class::SLOTTED) {
        return Some(dict);
    }
    let guard = header.lock();
    if cfg!(feature = "threads") && header.has(FLAG_DICT_MODE) {
        drop(guard);
        return Some(dict);
    }
    header.set(FLAG_DICT_MODE);
    // Fields come first in the order.
    let mut moved = vec![];
    for (i, name) in class.fields().iter().enumerate() {
        if is_slot(class, i) {
            continue;
        }
        if let Some(value) = replace_field(object, class, i, None) {
            moved.push((name.clone(), value));
        }
    }
    let d = dict.get::<DictObj>().expect("a dict");
    if header.has(FLAG_ORDERED) {
        header.clear(FLAG_ORDERED);
        drop(guard);
        // Each name has its place.
        for (name, value) in moved {
            d.set_interned(&name, value);
        }
        return Some(dict);
    }
    if !moved.is_empty() {
        d.prepend(moved);
    }
    drop(guard);
    Some(dict)
}

/// Whether a field is a `__slots__` member's: such fields are not part of `__dict__`.
fn is_slot(class: &'static ClassObj, index: usize) -> bool {
    class::lookup(class, &class.fields()[index])
        .and_then(|m| Some(m.get::<crate::types::descriptors::Member>()?.index))
        .is_some_and(|i| i as usize == index)
}

/// Replaces `__dict__`.
pub fn set_dict(object: &Value, class: &'static ClassObj, dict: Value) {
    let old = dict_of(object, class);
    if let Some(cell) = overflow(object, class) {
        let guard = lock(object);
        let word = cell.replace(dict.into_word());
        drop(guard);
        // SAFETY: the overflow's reference is given up.
        drop((word != 0).then(|| unsafe { Value::from_word(word) }));
    }
    drop(old);
}

/// Sets or deletes an own attribute; `false` when that is not possible (or nothing to delete).
pub fn set_own(object: &Value, class: &'static ClassObj, name: &Value, value: Opt) -> R<bool> {
    let Some(header) = object.header() else {
        return Ok(false);
    };
    if !header.has(FLAG_DICT_MODE)
        && !class.has(class::SLOTTED)
        && let Some(i) = field_index(class, name)
    {
        let guard = header.lock();
        if cfg!(feature = "threads") && header.has(FLAG_DICT_MODE) {
            drop(guard);
            return set_own(object, class, name, value);
        }
        match value {
            None => {
                let old = replace_field(object, class, i, None);
                drop(guard);
                if old.is_some() && header.has(FLAG_ORDERED) {
                    with_overflow(
                        object,
                        overflow(object, class).expect("it has an order"),
                        |d| d.remove_interned(name),
                    );
                }
                return Ok(old.is_some());
            }
            Some(v) => {
                if is_double(class, i) && double_bits(&v).is_none() {
                    drop(guard);
                    let dict = dict_of(object, class).expect("classes with doubles have one");
                    dict.get::<DictObj>().expect("a dict").set_interned(name, v);
                    return Ok(true);
                }
                let in_order = || {
                    (i + 1..class.fields().len()).all(|k| !is_set(object, class, k))
                        && overflow(object, class).is_none_or(|o| o.get() == 0)
                };
                if is_set(object, class, i) || in_order() {
                    let old = replace_field(object, class, i, Some(v));
                    drop(guard);
                    drop(old);
                    return Ok(true);
                }
                drop(guard);
                if !cfg!(feature = "threads") {
                    record_order(object, class, i);
                    replace_field(object, class, i, Some(v));
                    return Ok(true);
                }
                let dict =
                    dict_of(object, class).expect("classes with such fields have an overflow");
                dict.get::<DictObj>().expect("a dict").set_interned(name, v);
                return Ok(true);
            }
        }
    }
    match value {
        Some(v) => {
            let Some(dict) = overflow_dict(object, class) else {
                return Ok(false);
            };
            dict.get::<DictObj>().expect("a dict").set(name, v)?;
            Ok(true)
        }
        None => {
            let removed = overflow(object, class)
                .and_then(|cell| with_overflow(object, cell, |d| d.remove(name)));
            Ok(match removed {
                Some(entry) => entry?.is_some(),
                None => false,
            })
        }
    }
}

/// Sets a field that is unset, and whose turn it is: nothing behind it is set. False: nothing was done.
#[inline]
pub fn set_next(object: &Value, class: &'static ClassObj, index: usize, value: &Value) -> bool {
    let Some(header) = object.header() else {
        return false;
    };
    let guard = header.lock();
    let is_next = !header.has(FLAG_DICT_MODE)
        && field(object, class, index).get() == 0
        && (index + 1..class.fields().len()).all(|k| !is_set(object, class, k))
        && overflow(object, class).is_none_or(|o| o.get() == 0);
    if is_next {
        field(object, class, index).replace(value.clone().into_word());
    }
    drop(guard);
    is_next
}

/// Whether the instance has an overflow dict, or its class no place for the word.
#[inline]
pub fn has_overflow(object: &Value, class: &ClassObj) -> bool {
    overflow(object, class).is_none_or(|o| o.get() != 0)
}

/// What the overflow dict has of this (interned) name.
#[inline]
pub fn get_overflow(object: &Value, class: &'static ClassObj, name: &Value) -> Opt {
    with_overflow(object, overflow(object, class)?, |d| d.get_interned(name))?
}

/// Sets an attribute that is no field, where there is an overflow dict. False: nothing was done.
#[inline]
pub fn set_overflow(object: &Value, class: &'static ClassObj, name: &Value, value: &Value) -> bool {
    let Some(cell) = overflow(object, class) else {
        return false;
    };
    // What the store releases may run code that takes the dict away.
    let Some(dict) = read(object, || cell.get()) else {
        return false;
    };
    let name = crate::types::str::intern_value(name);
    let dict = dict.get::<DictObj>();
    dict.map(|d| d.set_interned(&name, value.clone())).is_some()
}

/// Notes that an unset field is being set out of layout order. (The build with threads goes to dict mode instead.)
fn record_order(object: &Value, class: &'static ClassObj, index: usize) {
    let header = object.header().expect("an instance");
    let dict = overflow_dict(object, class).expect("classes with such fields have an overflow");
    let dict = dict.get::<DictObj>().expect("a dict");
    let names = class.fields();
    if !header.has(FLAG_ORDERED) {
        header.set(FLAG_ORDERED);
        // Up to now the fields came in order, and before whatever the overflow holds.
        let so_far = (0..names.len())
            .filter(|k| is_set(object, class, *k) && !is_slot(class, *k))
            .map(|k| (names[k].clone(), Value::NONE))
            .collect();
        dict.prepend(so_far);
    }
    if !is_slot(class, index) {
        dict.set_interned(&names[index], Value::NONE);
    }
}

/// Content of a `__slots__` field.
pub fn get_slot(object: &Value, class: &ClassObj, index: usize) -> Opt {
    read(object, || field(object, class, index).get())
}

/// Sets a `__slots__` field; yields whether it was set before.
pub fn set_slot(object: &Value, class: &ClassObj, index: usize, value: Opt) -> bool {
    let guard = lock(object);
    let old = field(object, class, index).replace(value.map_or(0, Value::into_word));
    drop(guard);
    // SAFETY: the field's reference is given up.
    drop((old != 0).then(|| unsafe { Value::from_word(old) }));
    old != 0
}

/// Releases overflow and fields of a dying object.
///
/// # Safety
/// The object is dead and of this class.
pub unsafe fn release_parts(object: *mut Header, class: &'static ClassObj) {
    // SAFETY: the words belong to the object, which nobody else sees any more.
    unsafe {
        let value = std::mem::ManuallyDrop::new(Value::from_word(object as u64));
        if let Some(cell) = overflow(&value, class) {
            let word = cell.replace(0);
            if word != 0 {
                Value::from_word(word).release_here();
            }
        }
        for i in (0..class.fields().len()).filter(|i| !is_double(class, *i)) {
            let word = field(&value, class, i).replace(0);
            if word != 0 {
                Value::from_word(word).release_here();
            }
        }
    }
}

/// Visits overflow and fields.
///
/// # Safety
/// The object is live and of this class.
pub unsafe fn trace_parts(
    object: *mut Header,
    class: &'static ClassObj,
    visit: &mut dyn FnMut(&Value),
) {
    // SAFETY: the words belong to the object and own their values.
    unsafe {
        let value = std::mem::ManuallyDrop::new(Value::from_word(object as u64));
        let words = overflow(&value, class).into_iter().map(|o| o.get());
        let fields = (0..class.fields().len())
            .filter(|i| !is_double(class, *i))
            .map(|i| field(&value, class, i).get());
        for word in words.chain(fields) {
            if word != 0 {
                visit(&std::mem::ManuallyDrop::new(Value::from_word(word)));
            }
        }
    }
}

/// Runs `__del__`; true when the object was resurrected.
///
/// # Safety
/// The object's count is zero and it is otherwise intact.
pub unsafe fn finalize(object: *mut Header) -> bool {
    // SAFETY: the object gets one reference for the duration of the call.
    unsafe {
        (*object).set(FLAG_FINALIZED);
        (*object).revive();
        let value = Value::from_word(object as u64);
        let context = crate::context::current();
        let pending = context.take_exception();
        if let Some(result) = crate::call::call_special(&value, crate::name!("__del__"), &[])
            && result.is_err()
        {
            let exc = crate::context::take_exception();
            let function = crate::traceback::unraisable::deallocator(&value);
            crate::traceback::unraisable(&exc, "while calling deallocator", &function);
        }
        if let Some(p) = pending {
            context.set_exception(p);
        }
        std::mem::forget(value);
        (*object).has_survived()
    }
}
