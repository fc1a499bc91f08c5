//! Iterators of the built-in types.
//!
//! Each class has a struct and a step; `native_next` is the door for `iter::next`, and the rows of `__next__` for Python.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, method};
use crate::threads::Racy;
use crate::types::dict::DictObj;
use crate::types::list::ListObj;
use crate::types::range;
use crate::types::str::{StrObj, one_char};
use crate::types::{int, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, call, errors, ops};
use std::cell::UnsafeCell;

/// Over a sequence by position: list, tuple, str (byte positions), any object with `__getitem__`; also backwards.
#[repr(C)]
pub struct SequenceIter {
    pub header: Header,
    /// None when exhausted.
    pub sequence: UnsafeCell<Opt>,
    /// The next index; for reverse iterators, one more than that.
    pub index: Racy<usize>,
}

// SAFETY: begins with a header; the other classes that use the struct have layouts of their own and cast.
unsafe impl Object for SequenceIter {
    const CLASS: ClassId = ClassId::LIST_ITERATOR;
}

impl SequenceIter {
    pub fn sequence(&self) -> Opt {
        let _guard = self.header.lock();
        // SAFETY: a read, under the lock.
        unsafe { (*self.sequence.get()).clone() }
    }
    fn finish(&self) {
        let guard = self.header.lock();
        // SAFETY: the value is dropped after the store.
        let old = unsafe { (*self.sequence.get()).take() };
        drop(guard);
        drop(old);
    }
    /// The sequence for the length of a step. Of one thread: without counting.
    #[cfg(not(feature = "threads"))]
    #[inline(always)]
    fn held(&self) -> Option<&Value> {
        // SAFETY: a short access.
        unsafe { (*self.sequence.get()).as_ref() }
    }
    #[cfg(feature = "threads")]
    fn held(&self) -> Opt {
        self.sequence()
    }
}

unsafe fn trace_sequence(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(v) = unsafe { &*(*(object as *mut SequenceIter)).sequence.get() } {
        visit(v);
    }
}
pub const SEQUENCE_OPS: LayoutOps = class::fixed::<SequenceIter>(trace_sequence);

fn new_sequence(class: ClassId, sequence: Value, index: usize) -> Value {
    let payload = SequenceIter {
        header: Header::new(class as u32),
        sequence: UnsafeCell::new(Some(sequence)),
        index: Racy::new(index),
    };
    class::new_object(class as u32, payload)
}
pub fn new_list_iterator(list: Value) -> Value {
    new_sequence(ClassId::LIST_ITERATOR, list, 0)
}
pub fn new_list_reverse_iterator(list: Value, len: usize) -> Value {
    new_sequence(ClassId::LIST_REVERSEITERATOR, list, len)
}
pub fn new_tuple_iterator(tuple: Value) -> Value {
    new_sequence(ClassId::TUPLE_ITERATOR, tuple, 0)
}
pub fn new_str_iterator(text: Value) -> Value {
    let ascii = text.get::<StrObj>().is_some_and(StrObj::is_ascii);
    let class = if ascii {
        ClassId::STR_ASCII_ITERATOR
    } else {
        ClassId::STR_ITERATOR
    };
    new_sequence(class, text, 0)
}
pub fn new_bytes_iterator(bytes: Value) -> Value {
    new_sequence(ClassId::BYTES_ITERATOR, bytes, 0)
}
/// For objects with `__getitem__` alone.
pub fn new_sequence_iterator(sequence: Value) -> Value {
    new_sequence(ClassId::SEQUENCE_ITERATOR, sequence, 0)
}

/// Range iterator over machine ints: all fields raw.
#[repr(C)]
pub struct RangeIter {
    pub header: Header,
    pub next: Racy<i64>,
    pub left: Racy<i64>,
    pub step: Racy<i64>,
}

// SAFETY: begins with a header.
unsafe impl Object for RangeIter {
    const CLASS: ClassId = ClassId::RANGE_ITERATOR;
}
pub const RANGE_OPS: LayoutOps = class::fixed::<RangeIter>(class::trace_nothing);

pub fn new_range_iterator(next: i64, left: i64, step: i64) -> Value {
    let id = ClassId::RANGE_ITERATOR as u32;
    let payload = RangeIter {
        header: Header::new(id),
        next: Racy::new(next),
        left: Racy::new(left),
        step: Racy::new(step),
    };
    class::new_object(id, payload)
}

/// Over a dict's entries; the class tells whether keys, values or items, and the direction.
#[repr(C)]
pub struct DictIter {
    pub header: Header,
    pub dict: UnsafeCell<Opt>,
    /// The next entry position; backwards, one more than that.
    pub at: Racy<usize>,
    pub len: Racy<usize>,
    pub left: Racy<usize>,
    /// The last item, of the iterator over items.
    last: tuple::Reused,
}

// SAFETY: begins with a header.
unsafe impl Object for DictIter {
    const CLASS: ClassId = ClassId::DICT_KEYITERATOR;
}
unsafe fn trace_dict(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let it = unsafe { &*(object as *mut DictIter) };
    // SAFETY: nothing changes it meanwhile.
    if let Some(v) = unsafe { &*it.dict.get() } {
        visit(v);
    }
    it.last.trace(visit);
}
pub const DICT_OPS: LayoutOps = class::fixed::<DictIter>(trace_dict);

/// `class` is one of the six dict iterators.
pub fn new_dict_iterator(class: ClassId, dict: Value) -> Value {
    let d = dict.get::<DictObj>().expect("a dict");
    let backwards = class as u32 >= ClassId::DICT_REVERSEKEYITERATOR as u32;
    let payload = DictIter {
        header: Header::new(class as u32),
        at: Racy::new(if backwards { d.end() } else { 0 }),
        len: Racy::new(d.len()),
        left: Racy::new(d.len()),
        dict: UnsafeCell::new(Some(dict.clone())),
        last: tuple::Reused::default(),
    };
    class::new_object(class as u32, payload)
}

fn finish_dict(it: &DictIter) {
    let guard = it.header.lock();
    // SAFETY: the dict is dropped after the store.
    let old = unsafe { (*it.dict.get()).take() };
    drop(guard);
    drop(old);
}

impl DictIter {
    /// The dict for the length of a step. Of one thread: without counting.
    #[cfg(not(feature = "threads"))]
    #[inline(always)]
    fn held(&self) -> Option<&Value> {
        // SAFETY: a short access.
        unsafe { (*self.dict.get()).as_ref() }
    }
    #[cfg(feature = "threads")]
    fn held(&self) -> Opt {
        let _guard = self.header.lock();
        // SAFETY: a read, under the lock.
        unsafe { (*self.dict.get()).clone() }
    }
}

#[inline]
fn step_dict(class: u32, it: &DictIter) -> R<Opt> {
    let Some(dict) = it.held() else {
        return Ok(None);
    };
    // SAFETY: made for dicts only.
    let d = unsafe { dict.cast::<DictObj>() };
    if d.len() != it.len.get() {
        it.len.set(usize::MAX);
        return Err(errors::runtime_error(
            "dictionary changed size during iteration",
        ));
    }
    const KEYS: u32 = ClassId::DICT_KEYITERATOR as u32;
    const VALUES: u32 = ClassId::DICT_VALUEITERATOR as u32;
    const ITEMS: u32 = ClassId::DICT_ITEMITERATOR as u32;
    let found = match class {
        KEYS => d.next_entry(it.at.get(), |k, _| k.clone()),
        VALUES => d.next_entry(it.at.get(), |_, v| v.clone()),
        ITEMS => d.next_entry(it.at.get(), |k, v| it.last.pair(k.clone(), v.clone())),
        _ => return step_dict_back(class, it, d),
    };
    let left = it.left.get();
    match found {
        Some((at, v)) if left > 0 => {
            it.left.set(left - 1);
            it.at.set(at + 1);
            Ok(Some(v))
        }
        found => end_dict(it, found.is_some()),
    }
}

#[cold]
fn end_dict(it: &DictIter, has_more: bool) -> R<Opt> {
    finish_dict(it);
    if has_more {
        return Err(errors::runtime_error(
            "dictionary keys changed during iteration",
        ));
    }
    Ok(None)
}

#[inline(never)]
fn step_dict_back(class: u32, it: &DictIter, d: &DictObj) -> R<Opt> {
    const KEYS: u32 = ClassId::DICT_REVERSEKEYITERATOR as u32;
    const VALUES: u32 = ClassId::DICT_REVERSEVALUEITERATOR as u32;
    let left = it.left.get();
    match d.entry_before(it.at.get()) {
        Some((at, key, value)) if left > 0 => {
            it.left.set(left - 1);
            it.at.set(at);
            Ok(Some(match class {
                KEYS => key,
                VALUES => value,
                _ => tuple::from_array([key, value]),
            }))
        }
        found => end_dict(it, found.is_some()),
    }
}

/// `iter(callable, sentinel)`
#[repr(C)]
pub struct CallableIter {
    pub header: Header,
    parts: UnsafeCell<Option<(Value, Value)>>,
}
// SAFETY: begins with a header.
unsafe impl Object for CallableIter {
    const CLASS: ClassId = ClassId::CALLABLE_ITERATOR;
}
unsafe fn trace_callable(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some((f, s)) = unsafe { &*(*(object as *mut CallableIter)).parts.get() } {
        visit(f);
        visit(s);
    }
}
pub const CALLABLE_OPS: LayoutOps = class::fixed::<CallableIter>(trace_callable);

pub fn new_callable_iterator(function: Value, sentinel: Value) -> Value {
    let id = ClassId::CALLABLE_ITERATOR as u32;
    let payload = CallableIter {
        header: Header::new(id),
        parts: UnsafeCell::new(Some((function, sentinel))),
    };
    class::new_object(id, payload)
}

fn step_callable(it: &CallableIter) -> R<Opt> {
    // SAFETY: a read.
    let Some((f, sentinel)) = (unsafe { (*it.parts.get()).clone() }) else {
        return Ok(None);
    };
    // SAFETY: the parts are dropped after the store.
    let finish = || drop(unsafe { (*it.parts.get()).take() });
    // `finditer`: the scanner stands for its search method.
    if let Some(scanner) = f.get::<crate::modules::sre::ScannerObj>() {
        let found = crate::modules::sre::next_found(scanner)?;
        if found.is_none() {
            finish();
        }
        return Ok(found);
    }
    match call::call(&f, &[]) {
        Ok(v) => {
            if ops::equal(&sentinel, &v)? {
                finish();
                return Ok(None);
            }
            Ok(Some(v))
        }
        Err(_) if errors::catch(ClassId::STOP_ITERATION).is_some() => {
            finish();
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

/// Whether [`step`] knows the class.
#[inline(always)]
pub fn is_native(id: u32) -> bool {
    (LIST..=REVERSED).contains(&id)
}

/// The same of a value's class.
pub fn native_next_is(iterator: &Value) -> bool {
    is_native(iterator.class_id())
}

const LIST: u32 = ClassId::LIST_ITERATOR as u32;
const LIST_REVERSE: u32 = ClassId::LIST_REVERSEITERATOR as u32;
const TUPLE: u32 = ClassId::TUPLE_ITERATOR as u32;
const RANGE: u32 = ClassId::RANGE_ITERATOR as u32;
const LONG_RANGE: u32 = ClassId::LONGRANGE_ITERATOR as u32;
const STR: u32 = ClassId::STR_ITERATOR as u32;
const STR_ASCII: u32 = ClassId::STR_ASCII_ITERATOR as u32;
const BYTES: u32 = ClassId::BYTES_ITERATOR as u32;
const DICT_FIRST: u32 = ClassId::DICT_KEYITERATOR as u32;
const DICT_LAST: u32 = ClassId::DICT_REVERSEITEMITERATOR as u32;
const SET: u32 = ClassId::SET_ITERATOR as u32;
const CALLABLE: u32 = ClassId::CALLABLE_ITERATOR as u32;
const SEQUENCE: u32 = ClassId::SEQUENCE_ITERATOR as u32;
const ENUMERATE: u32 = ClassId::ENUMERATE as u32;
const ZIP: u32 = ClassId::ZIP as u32;
const MAP: u32 = ClassId::MAP as u32;
const FILTER: u32 = ClassId::FILTER as u32;
const REVERSED: u32 = ClassId::REVERSED as u32;

/// One step of an iterator whose class has layout `layout`.
pub fn step(layout: u32, iterator: &Value) -> R<Opt> {
    // SAFETY: in each arm, the layout determines the struct.
    unsafe {
        match layout {
            LIST => Ok(step_list(iterator.cast())),
            TUPLE => Ok(step_tuple(iterator.cast())),
            RANGE => Ok(step_range(iterator.cast())),
            LIST_REVERSE => Ok(step_list_reverse(iterator.cast())),
            LONG_RANGE => Ok(range::step_long(iterator)),
            STR | STR_ASCII => Ok(step_str(iterator.cast())),
            BYTES => Ok(step_bytes(iterator.cast())),
            DICT_FIRST..=DICT_LAST => step_dict(layout, iterator.cast()),
            SET => crate::types::set::step(iterator),
            CALLABLE => step_callable(iterator.cast()),
            SEQUENCE => step_sequence(iterator.cast()),
            ENUMERATE | ZIP | MAP | FILTER | REVERSED => crate::types::lazy::step(layout, iterator),
            _ => unreachable!("not a native iterator"),
        }
    }
}

fn step_list(it: &SequenceIter) -> Opt {
    let sequence = it.held()?;
    // SAFETY: the list is an exact list or a subclass.
    let list = unsafe { sequence.cast::<ListObj>() };
    let at = it.index.get();
    match list.get(at) {
        Some(v) => {
            it.index.set(at + 1);
            Some(v)
        }
        None => {
            it.finish();
            None
        }
    }
}

fn step_list_reverse(it: &SequenceIter) -> Opt {
    let list = it.sequence()?;
    let at = it.index.get();
    let found = match at.checked_sub(1) {
        Some(i) => list.get::<ListObj>().and_then(|l| l.get(i)),
        None => None,
    };
    match found {
        Some(v) => {
            it.index.set(at - 1);
            Some(v)
        }
        None => {
            it.finish();
            None
        }
    }
}

fn step_tuple(it: &SequenceIter) -> Opt {
    let sequence = it.held()?;
    #[allow(clippy::needless_borrow, reason = "an owned value in the other build")]
    let items = tuple::items(&sequence);
    let at = it.index.get();
    match items.get(at) {
        Some(v) => {
            it.index.set(at + 1);
            Some(v.clone())
        }
        None => {
            it.finish();
            None
        }
    }
}

fn step_range(it: &RangeIter) -> Opt {
    let guard = it.header.lock();
    let left = it.left.get();
    if left <= 0 {
        return None;
    }
    let v = it.next.get();
    it.left.set(left - 1);
    it.next.set(v.wrapping_add(it.step.get()));
    drop(guard);
    Some(int::from_i64(v))
}

#[inline]
fn step_str(it: &SequenceIter) -> Opt {
    let text = it.held()?;
    // SAFETY: made for strs only.
    let bytes = unsafe { text.cast::<StrObj>() }.bytes();
    let at = it.index.get();
    let Some(&first) = bytes.get(at) else {
        it.finish();
        return None;
    };
    if first < 0x80 {
        it.index.set(at + 1);
        return Some(one_char(&[first]));
    }
    let mut end = at + 1;
    while end < bytes.len() && (bytes[end] as i8) < -64 {
        end += 1;
    }
    it.index.set(end);
    Some(one_char(&bytes[at..end]))
}

fn step_bytes(it: &SequenceIter) -> Opt {
    let value = it.sequence()?;
    let at = it.index.get();
    match crate::types::bytes_item(&value, at) {
        Some(b) => {
            it.index.set(at + 1);
            Some(Value::small(i64::from(b)))
        }
        None => {
            it.finish();
            None
        }
    }
}

fn step_sequence(it: &SequenceIter) -> R<Opt> {
    let Some(sequence) = it.sequence() else {
        return Ok(None);
    };
    let at = it.index.get();
    match ops::get_item(&sequence, &int::from_usize(at)) {
        Ok(v) => {
            it.index.set(at + 1);
            Ok(Some(v))
        }
        Err(_) => {
            if errors::catch(ClassId::INDEX_ERROR).is_some()
                || errors::catch(ClassId::STOP_ITERATION).is_some()
            {
                it.finish();
                return Ok(None);
            }
            Err(crate::Raised)
        }
    }
}

/// `__next__` of every native iterator.
pub fn next_method(args: &[Opt]) -> R {
    let it = arg(args, 0);
    let class = it.class();
    let found = match class.ops.get().next {
        Some(next) => next(it)?,
        None => step(class.layout as u32, it)?,
    };
    match found {
        Some(v) => Ok(v),
        None => Err(errors::stop_iteration(None)),
    }
}
pub fn self_method(args: &[Opt]) -> R {
    Ok(arg(args, 0).clone())
}

pub const ITER: NativeDef = method("__iter__(self, /)", self_method);
pub const NEXT: NativeDef = method("__next__(self, /)", next_method);

/// Items left of an iterator over a sequence.
fn length_hint(args: &[Opt]) -> R {
    let value = arg(args, 0);
    // SAFETY: only the classes with this struct have this row.
    let it = unsafe { value.cast::<SequenceIter>() };
    let Some(sequence) = it.sequence() else {
        return Ok(Value::small(0));
    };
    let at = it.index.get();
    let left = match value.class().layout as u32 {
        LIST_REVERSE => {
            let len = ops::length(&sequence)?;
            if at <= len { at } else { 0 }
        }
        STR | STR_ASCII => {
            crate::types::str::count_chars(&sequence.get::<StrObj>().expect("a str").bytes()[at..])
        }
        _ => ops::length(&sequence)?.saturating_sub(at),
    };
    Ok(int::from_usize(left))
}

/// `__reduce__` of iterators over a sequence: `(iter, (sequence,), index)`.
fn reduce(args: &[Opt]) -> R {
    // SAFETY: as in `length_hint`.
    let it = unsafe { arg(args, 0).cast::<SequenceIter>() };
    let function = crate::modules::builtin(b"iter");
    Ok(tuple::new_tuple(match it.sequence() {
        Some(s) => vec![
            function,
            tuple::new_tuple(vec![s]),
            int::from_usize(it.index.get()),
        ],
        None => vec![function, tuple::new_tuple(vec![tuple::empty()])],
    }))
}

fn set_state(args: &[Opt]) -> R {
    // SAFETY: as in `length_hint`.
    let it = unsafe { arg(args, 0).cast::<SequenceIter>() };
    if let Some(i) = ops::index_i64(arg(args, 1))? {
        it.index.set(i.max(0) as usize);
    }
    Ok(Value::NONE)
}

const SEQUENCE_METHODS: &[NativeDef] = &[
    ITER,
    NEXT,
    method("__length_hint__(self, /)", length_hint),
    method("__reduce__(self, /)", reduce),
    method("__setstate__(self, state, /)", set_state),
];
const PLAIN_METHODS: &[NativeDef] = &[ITER, NEXT];
const RANGE_METHODS: &[NativeDef] = &[
    ITER,
    NEXT,
    method("__length_hint__(self, /)", |a| {
        Ok(int::from_i64(
            arg(a, 0)
                .get::<RangeIter>()
                .expect("checked")
                .left
                .get()
                .max(0),
        ))
    }),
];
const DICT_METHODS: &[NativeDef] = &[
    ITER,
    NEXT,
    method("__length_hint__(self, /)", |a| {
        // SAFETY: only dict iterators have this row.
        let it = unsafe { arg(a, 0).cast::<DictIter>() };
        // SAFETY: a read.
        let dict = unsafe { (*it.dict.get()).clone() };
        let same =
            dict.is_some_and(|d| d.get::<DictObj>().is_some_and(|d| d.len() == it.len.get()));
        Ok(int::from_usize(if same { it.left.get() } else { 0 }))
    }),
    method("__reduce__(self, /)", |a| {
        // SAFETY: as above: a copy goes on where this one stands.
        let it = unsafe { arg(a, 0).cast::<DictIter>() };
        let (at, left, len) = (it.at.get(), it.left.get(), it.len.get());
        // SAFETY: a read.
        let dict = unsafe { (*it.dict.get()).clone() };
        let mut rest = vec![];
        while let Some(v) = step_dict(it.header.class.get(), it)? {
            rest.push(v);
        }
        it.at.set(at);
        it.left.set(left);
        it.len.set(len);
        // SAFETY: the exhausted iterator gets its dict back.
        unsafe { *it.dict.get() = dict };
        let list = crate::types::list::new_list(rest);
        Ok(tuple::new_tuple(vec![
            crate::modules::builtin(b"iter"),
            tuple::new_tuple(vec![list]),
        ]))
    }),
];

const fn type_def(class: ClassId, ops: LayoutOps, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops,
        flags: class::NOT_BASE,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::LIST_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(
        ClassId::LIST_REVERSEITERATOR,
        SEQUENCE_OPS,
        SEQUENCE_METHODS,
    ),
    type_def(ClassId::TUPLE_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(ClassId::STR_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(ClassId::STR_ASCII_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(ClassId::BYTES_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(ClassId::SEQUENCE_ITERATOR, SEQUENCE_OPS, SEQUENCE_METHODS),
    type_def(ClassId::RANGE_ITERATOR, RANGE_OPS, RANGE_METHODS),
    type_def(ClassId::LONGRANGE_ITERATOR, range::LONG_OPS, PLAIN_METHODS),
    type_def(ClassId::DICT_KEYITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::DICT_VALUEITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::DICT_ITEMITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::DICT_REVERSEKEYITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::DICT_REVERSEVALUEITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::DICT_REVERSEITEMITERATOR, DICT_OPS, DICT_METHODS),
    type_def(ClassId::CALLABLE_ITERATOR, CALLABLE_OPS, PLAIN_METHODS),
];
