//! `list`: an object that points to a self-describing buffer (`buffer.rs`): value words, or plain doubles, or bytes.
//!
//! A list is packed (doubles, bytes) where compiled code makes it for items that are all floats, or all bools, and what is
//! made of packed lists alone is packed. It becomes words for good when an item of another kind comes. Nothing outside of
//! this module and of compiled code sees the form but by speed.

use self::buffer::{Buffer, Form};
use crate::native::TypeDef;
use crate::threads::Guard;
use crate::types::slice::Range;
use crate::types::tuple;
use crate::{ClassId, Header, Object, R, Value, class, errors, iter};
use std::cell::Cell;

pub mod buffer;
pub mod packed;

#[repr(C)]
pub struct ListObj {
    pub header: Header,
    buffer: Cell<*mut Buffer>,
}

// SAFETY: begins with a header.
unsafe impl Object for ListObj {
    const CLASS: ClassId = ClassId::LIST;
}

impl Drop for ListObj {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Lets go of an array's items in the order that CPython's lists and tuples have.
///
/// # Safety
/// `items` points to that many values, which are not used afterwards.
#[inline]
pub unsafe fn drop_last_first(items: *mut Value, len: usize) {
    for i in (0..len).rev() {
        // SAFETY: each item is dropped once.
        unsafe { items.add(i).read() }.release_here();
    }
}

impl ListObj {
    #[inline(always)]
    fn lock(&self) -> Guard<'_> {
        self.header.lock()
    }
    /// The buffer, until the list gets another one. The caller holds the lock, as of everything below that begins with `raw`.
    #[inline(always)]
    fn raw(&self) -> &Buffer {
        // SAFETY: the buffer is always valid.
        unsafe { &*self.buffer.get() }
    }
    #[inline(always)]
    pub fn len(&self) -> usize {
        let _guard = self.lock();
        self.raw().len()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// How the items lie there now.
    pub fn form(&self) -> Form {
        let _guard = self.lock();
        self.raw().form()
    }
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        let _guard = self.lock();
        self.raw().get(index)
    }
    /// The same, counted from the end if the index is negative.
    #[inline(always)]
    pub fn get_at(&self, index: i64) -> Option<Value> {
        let _guard = self.lock();
        self.raw_position(index).and_then(|at| self.raw().get(at))
    }
    /// A copy of all items.
    #[inline]
    pub fn to_vec(&self) -> Vec<Value> {
        let _guard = self.lock();
        let b = self.raw();
        match b.form() {
            // SAFETY: as many items.
            Form::Words => unsafe { b.words(0, b.len()) }.to_vec(),
            Form::Doubles | Form::Bytes => (0..b.len()).filter_map(|i| b.get(i)).collect(),
        }
    }
    /// Runs something that runs no Python code on the items.
    pub fn with_items<T>(&self, f: impl FnOnce(&[Value]) -> T) -> T {
        #[cfg(not(feature = "threads"))]
        if self.raw().form() == Form::Words {
            // SAFETY: all items; nobody changes them meanwhile.
            return f(unsafe { self.raw().words(0, self.raw().len()) });
        }
        f(&self.to_vec())
    }
    /// A list of the items of a range, which is said for the list's length.
    pub fn copy_range(&self, range: impl FnOnce(usize) -> Range) -> Value {
        self.with_items(|items| {
            let r = range(items.len());
            if r.step == 1 {
                let from = r.start as usize;
                return new_copy(&[&items[from..from + r.len]]);
            }
            let (start, step) = (r.start as usize, r.step as usize);
            new_filled(
                r.len,
                (0..r.len).map(|n| &items[start.wrapping_add(n.wrapping_mul(step))]),
            )
        })
    }
    #[inline(always)]
    fn raw_position(&self, index: i64) -> Option<usize> {
        let len = self.raw().len();
        let at = if index < 0 { index + len as i64 } else { index } as usize;
        (at < len).then_some(at)
    }
    /// The form in which the list can hold `value` besides its items: its own, or words from now on.
    #[inline(always)]
    fn raw_form_for(&self, value: &Value) -> Form {
        let form = self.raw().form();
        if form.fits(value) {
            return form;
        }
        self.raw_unpack();
        Form::Words
    }
    /// Turns the items into words.
    #[cold]
    #[inline(never)]
    fn raw_unpack(&self) {
        self.buffer.set(buffer::unpacked(self.buffer.get()));
    }
    /// Replaces an item; the old one is returned, to be dropped when the list is consistent (None where the item owned nothing).
    #[inline]
    pub fn replace_at(&self, index: i64, value: Value) -> Option<Value> {
        let guard = self.lock();
        let Some(at) = self.raw_position(index) else {
            drop(guard);
            drop(value);
            return None;
        };
        let form = self.raw_form_for(&value);
        // SAFETY: in bounds, and the value fits the form.
        unsafe {
            if form == Form::Words {
                return Some(std::mem::replace(
                    &mut self.raw().words_mut(at, 1)[0],
                    value,
                ));
            }
            self.raw().put(form, at, value);
        }
        Some(Value::NONE)
    }
    pub fn reverse(&self) {
        let _guard = self.lock();
        self.raw().reverse();
    }
    /// Exchanges two items that are there.
    #[inline]
    pub fn swap(&self, a: usize, b: usize) {
        let _guard = self.lock();
        let buffer = self.raw();
        assert!(a < buffer.len() && b < buffer.len());
        let form = buffer.form();
        // SAFETY: in bounds; any bits are integers.
        unsafe {
            match form {
                Form::Bytes => std::ptr::swap(buffer.place(form, a), buffer.place(form, b)),
                _ => std::ptr::swap(
                    buffer.place(form, a) as *mut u64,
                    buffer.place(form, b) as *mut u64,
                ),
            }
        }
    }
    /// How many items from a place on are the same words, or equal as far as no Python code runs for it.
    pub fn same_until(&self, other: &ListObj, from: usize) -> usize {
        let _guards = crate::threads::lock_two(&self.header, &other.header);
        let (a, b) = (self.raw(), other.raw());
        if a.form() != Form::Words || b.form() != Form::Words || from > a.len().min(b.len()) {
            return 0;
        }
        // SAFETY: all items behind a place.
        let (x, y) = unsafe { (a.words(from, a.len() - from), b.words(from, b.len() - from)) };
        let pairs = x.iter().zip(y);
        pairs
            .take_while(|(x, y)| x.is(y) || crate::ops::equal_fast(x, y) == Some(true))
            .count()
    }
    /// Runs something short on two items, if they are there, that runs no Python code.
    #[inline]
    pub fn with_two<T>(
        &self,
        a: usize,
        b: usize,
        f: impl FnOnce(&Value, &Value) -> T,
    ) -> Option<T> {
        let _guard = self.lock();
        let buffer = self.raw();
        if buffer.form() == Form::Words {
            // SAFETY: all items.
            let items = unsafe { buffer.words(0, buffer.len()) };
            return Some(f(items.get(a)?, items.get(b)?));
        }
        Some(f(&buffer.get(a)?, &buffer.get(b)?))
    }
    #[inline]
    pub fn push(&self, value: Value) {
        let _guard = self.lock();
        let form = self.raw_form_for(&value);
        self.raw_push(form, value);
    }
    /// Appends the items so many times. The list holds words, and there is room for all of them.
    pub fn extend_repeated(&self, items: &[Value], times: usize) {
        let _guard = self.lock();
        let raw = self.raw();
        let (start, total) = (raw.len(), items.len() * times);
        assert!(raw.form() == Form::Words && start + total <= raw.room(Form::Words));
        for (at, v) in items.iter().cycle().take(total).enumerate() {
            // SAFETY: there is room, as was just seen.
            unsafe { raw.put(Form::Words, start + at, v.clone()) };
        }
        raw.set_len(Form::Words, start + total);
    }
    /// The caller knows that the value fits, and the form is the list's, or the list is empty.
    #[inline(always)]
    fn raw_push(&self, form: Form, value: Value) {
        let len = self.raw().len();
        if len == self.raw().room(form) {
            self.raw_grow(form);
        }
        // SAFETY: there is room behind the last item.
        unsafe { self.raw().put(form, len, value) };
        self.raw().set_len(form, len + 1);
    }
    /// Makes room for an item beyond the length, and for some to come. Aborts when memory ends, as
    /// [`ListObj::raw_reserve`]: use [`ListObj::try_reserve`] for sizes that users choose.
    #[cold]
    #[inline(never)]
    fn raw_grow(&self, form: Form) {
        let (len, room) = (self.raw().len(), self.raw().room(form));
        self.raw_set_room(form, (len + 1).max(room + room / 2).max(4));
    }
    /// The capacity in items, as `sys.getsizeof` tells it.
    pub fn capacity(&self) -> usize {
        let _guard = self.lock();
        let (len, room) = (self.raw().len(), self.raw().room(self.raw().form()));
        if self.raw().form() == Form::Bytes && room - len < 8 {
            return len;
        }
        room
    }
    pub fn reserve(&self, more: usize) {
        let _guard = self.lock();
        self.raw_reserve(self.raw().form(), more);
    }
    fn raw_reserve(&self, form: Form, more: usize) {
        let wanted = self.raw().len() + more;
        if wanted > self.raw().room(form) {
            self.raw_set_room(form, wanted.max(4));
        }
    }
    /// As [`ListObj::reserve`], with MemoryError when memory ends.
    pub fn try_reserve(&self, more: usize) -> R<()> {
        let guard = self.lock();
        let fits = self.raw_try_reserve(self.raw().form(), more);
        drop(guard);
        if fits {
            Ok(())
        } else {
            Err(errors::memory_error())
        }
    }
    fn raw_try_reserve(&self, form: Form, more: usize) -> bool {
        match self.raw().len().checked_add(more) {
            None => false,
            Some(wanted) if wanted <= self.raw().room(form) => true,
            Some(wanted) => self.raw_try_set_room(form, wanted.max(4)),
        }
    }
    fn raw_set_room(&self, form: Form, items: usize) {
        if !self.raw_try_set_room(form, items) {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Buffer>());
        }
    }
    fn raw_try_set_room(&self, form: Form, items: usize) -> bool {
        match buffer::with_room(self.buffer.get(), form, items) {
            Some(new) => {
                self.buffer.set(new);
                true
            }
            None => false,
        }
    }
    /// Makes a range, whose items have been moved out, another length. What lies in it then is to be written.
    fn raw_resize(&self, form: Form, from: usize, to: usize, n: usize) {
        let len = self.raw().len();
        assert!(from <= to && to <= len);
        let new = len - (to - from) + n;
        if new > len {
            self.raw_reserve(form, new - len);
        }
        // SAFETY: in bounds; room was made.
        unsafe { self.raw().move_items(form, to, from + n, len - to) };
        self.raw().set_len(form, new);
    }
    /// Removes the items of a range; they are returned, to be dropped when the list is consistent.
    pub fn drain(&self, from: usize, to: usize) -> Vec<Value> {
        let _guard = self.lock();
        let to = to.min(self.raw().len());
        self.raw_drain(from.min(to), to)
    }
    fn raw_drain(&self, from: usize, to: usize) -> Vec<Value> {
        let form = self.raw().form();
        assert!(from <= to && to <= self.raw().len());
        // SAFETY: in bounds; the items are moved out, the rest is moved down, and the length follows.
        let out = (from..to).map(|i| unsafe { self.raw().take(form, i) });
        let out = out.collect();
        self.raw_resize(form, from, to, 0);
        out
    }
    /// Puts items in at a position, or at the end of a shorter list.
    pub fn splice(&self, at: usize, items: Vec<Value>) {
        let _guard = self.lock();
        let form = self.raw_form_for_all(&items);
        let at = at.min(self.raw().len());
        self.raw_splice(form, at, items);
    }
    fn raw_form_for_all(&self, items: &[Value]) -> Form {
        let form = self.raw().form();
        if form == Form::Words || items.iter().all(|v| form.fits(v)) {
            return form;
        }
        self.raw_unpack();
        Form::Words
    }
    fn raw_splice(&self, form: Form, at: usize, items: Vec<Value>) {
        if items.is_empty() {
            return;
        }
        self.raw_resize(form, at, at, items.len());
        // SAFETY: room was made, and the items fit.
        unsafe { self.raw().put_all(form, at, items) };
    }
    /// Replaces a range by other items: the range is said for the list's length. The old items are returned, to be dropped
    /// when the list is consistent.
    pub fn exchange(
        &self,
        range: impl FnOnce(usize) -> (usize, usize),
        mut new: Vec<Value>,
    ) -> Vec<Value> {
        let _guard = self.lock();
        let form = self.raw_form_for_all(&new);
        let (from, to) = range(self.raw().len());
        if to - from == new.len() && form == Form::Words {
            assert!(to <= self.raw().len());
            // SAFETY: in bounds.
            unsafe { self.raw().words_mut(from, new.len()) }.swap_with_slice(&mut new);
            return new;
        }
        let old = self.raw_drain(from, to);
        self.raw_splice(form, from, new);
        old
    }
    pub fn pop(&self) -> Option<Value> {
        let _guard = self.lock();
        let form = self.raw().form();
        let last = self.raw().len().checked_sub(1)?;
        // SAFETY: the last item is moved out and no longer counted.
        let item = unsafe { self.raw().take(form, last) };
        self.raw().set_len(form, last);
        Some(item)
    }
    /// Puts an item in at a position, counted from the end if it is negative; past the ends: there.
    pub fn insert_at(&self, index: i64, value: Value) {
        let _guard = self.lock();
        let form = self.raw_form_for(&value);
        let len = self.raw().len();
        let n = len as i64;
        let index = if index < 0 {
            (index + n).max(0)
        } else {
            index.min(n)
        } as usize;
        if len == self.raw().room(form) {
            self.raw_grow(form);
        }
        self.raw_resize(form, index, index, 1);
        // SAFETY: room was made.
        unsafe { self.raw().put(form, index, value) };
    }
    /// Takes an item out, counted from the end if the index is negative.
    pub fn remove_at(&self, index: i64) -> Option<Value> {
        let _guard = self.lock();
        let form = self.raw().form();
        let index = self.raw_position(index)?;
        // SAFETY: the item is moved out, the items behind move down.
        let item = unsafe { self.raw().take(form, index) };
        self.raw_resize(form, index, index + 1, 0);
        Some(item)
    }
    /// Takes all items out; the list is empty before any of them is dropped.
    #[inline]
    pub fn take_all(&self) -> Vec<Value> {
        let guard = self.lock();
        let b = self.buffer.replace(buffer::empty());
        drop(guard);
        buffer::into_items(b)
    }
    /// Takes all items out to be sorted.
    pub fn take_to_sort(&self) -> Vec<Value> {
        let guard = self.lock();
        let b = self.buffer.replace(buffer::sorted());
        drop(guard);
        buffer::into_items(b)
    }
    /// Whether nobody has changed the list since [`ListObj::take_to_sort`].
    pub fn is_untouched(&self) -> bool {
        let _guard = self.lock();
        std::ptr::eq(self.buffer.get(), buffer::sorted())
    }
    #[inline]
    pub fn clear(&self) {
        let guard = self.lock();
        if self.raw().room(Form::Words) == 0 {
            return;
        }
        let b = self.buffer.replace(buffer::empty());
        drop(guard);
        buffer::drop_items(b);
    }
    /// Replaces all items; in this form, if all of them fit.
    pub fn set_all(&self, items: Vec<Value>, form: Form) {
        let old = self.take_all();
        let guard = self.lock();
        let form = if self.raw().len() == 0 && items.iter().all(|v| form.fits(v)) {
            form
        } else {
            self.raw_form_for_all(&items)
        };
        self.raw_splice(form, self.raw().len(), items);
        drop(guard);
        drop(old);
    }
}

/// An empty list with room for `capacity` items.
pub fn with_capacity(capacity: usize) -> Value {
    let value = new_of_class(ClassId::LIST as u32);
    if capacity > 0 {
        // SAFETY: just made.
        unsafe { value.cast::<ListObj>() }.reserve(capacity);
    }
    value
}

/// An empty object of list or a subclass.
pub fn new_of_class(class: u32) -> Value {
    class::new_object(
        class,
        ListObj {
            header: Header::new(class),
            buffer: Cell::new(buffer::empty()),
        },
    )
}

pub fn new_list(mut items: Vec<Value>) -> Value {
    // SAFETY: the items are moved out of the vector, whose memory alone is then freed.
    unsafe {
        let value = from_raw(items.as_ptr(), items.len());
        items.set_len(0);
        value
    }
}

/// A list of the items of each part in turn.
pub fn new_copy(parts: &[&[Value]]) -> Value {
    let total = parts.iter().map(|part| part.len()).sum();
    new_filled(total, parts.iter().copied().flatten())
}

/// A list of so many items.
#[inline(always)]
fn new_filled<'a>(total: usize, items: impl Iterator<Item = &'a Value>) -> Value {
    let value = with_capacity(total);
    // SAFETY: just made, with room for so many words.
    unsafe {
        let raw = value.cast::<ListObj>().raw();
        items.take(total).enumerate().for_each(|(at, item)| {
            raw.put(Form::Words, at, item.clone());
        });
        raw.set_len(Form::Words, total);
    }
    value
}

/// A list in this form, if all items fit.
pub fn new_fitting(form: Form, items: Vec<Value>) -> Value {
    let value = with_capacity(0);
    // SAFETY: just made.
    unsafe { value.cast::<ListObj>() }.set_all(items, form);
    value
}

/// `list(iterable)`
pub fn from_iterable(iterable: &Value) -> R {
    if iterable.is_exactly(ClassId::TUPLE) {
        return Ok(new_copy(&[tuple::items(iterable)]));
    }
    if iterable.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        let list = unsafe { iterable.cast::<ListObj>() };
        if list.form() == Form::Words {
            return Ok(list.with_items(|items| new_copy(&[items])));
        }
    }
    let items = iter::collect_list(iterable)?;
    Ok(match iterable.get::<ListObj>() {
        Some(l) if iterable.is_exactly(ClassId::LIST) && l.form() != Form::Words => {
            new_fitting(l.form(), items)
        }
        _ => new_list(items),
    })
}

/// Moves `len` values from an array.
///
/// # Safety
/// The values are readable and given up by the caller.
pub unsafe fn from_raw(items: *const Value, len: usize) -> Value {
    let value = with_capacity(len);
    if len > 0 {
        // SAFETY: capacity was reserved.
        unsafe {
            let list = value.cast::<ListObj>();
            let to = list.raw().place(Form::Words, 0) as *mut Value;
            std::ptr::copy_nonoverlapping(items, to, len);
            list.raw().set_len(Form::Words, len);
        }
    }
    value
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout. Packed items own nothing.
    unsafe {
        let b = (*(object as *mut ListObj)).raw();
        if b.form() == Form::Words {
            b.words(0, b.len()).iter().for_each(visit);
        }
    }
}

pub const OPS: class::LayoutOps = class::fixed::<ListObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::LIST,
    ops: OPS,
    flags: class::UNHASHABLE | class::PATTERN_SEQUENCE,
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    methods: super::list_methods::METHODS,
    mark: crate::native::TYPE_MARK,
};
