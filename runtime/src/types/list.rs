//! `list`: an object that points to a self-describing buffer (length, capacity, items).

use crate::native::TypeDef;
use crate::threads::Guard;
use crate::{ClassId, Header, Object, R, Value, class, errors, memory};
use std::cell::Cell;
use taipan_abi::layout;

#[repr(C)]
pub struct ListObj {
    pub header: Header,
    buffer: Cell<*mut Buffer>,
}

#[repr(C)]
struct Buffer {
    len: usize,
    capacity: usize,
}

const ITEMS: usize = layout::BUFFER_ITEMS as usize;

// SAFETY: begins with a header.
unsafe impl Object for ListObj {
    const CLASS: ClassId = ClassId::LIST;
}

struct EmptyBuffer(Buffer);
// SAFETY: never written: its capacity is zero.
unsafe impl Sync for EmptyBuffer {}
static EMPTY: EmptyBuffer = EmptyBuffer(Buffer {
    len: 0,
    capacity: 0,
});

fn empty_buffer() -> *mut Buffer {
    &EMPTY.0 as *const Buffer as *mut Buffer
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
        unsafe { std::ptr::drop_in_place(items.add(i)) };
    }
}

/// The items of a list: the list's own or, where another thread might change it, a copy of them.
#[cfg(not(feature = "threads"))]
pub type Items<'a> = &'a [Value];
#[cfg(feature = "threads")]
pub struct Items<'a>(Vec<Value>, std::marker::PhantomData<&'a ListObj>);
#[cfg(feature = "threads")]
impl std::ops::Deref for Items<'_> {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl ListObj {
    #[inline(always)]
    fn lock(&self) -> Guard<'_> {
        self.header.lock()
    }
    #[inline(always)]
    pub fn len(&self) -> usize {
        let _guard = self.lock();
        self.raw_len()
    }
    /// The caller holds the lock.
    #[inline(always)]
    fn raw_len(&self) -> usize {
        // SAFETY: the buffer is always valid.
        unsafe { (*self.buffer.get()).len }
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    #[inline(always)]
    fn data(&self) -> *mut Value {
        (self.buffer.get() as *mut u8).wrapping_add(ITEMS) as *mut Value
    }
    /// The items. Do not hold the slice across anything that may run Python code or change the list.
    #[cfg(not(feature = "threads"))]
    #[inline(always)]
    pub fn items(&self) -> Items<'_> {
        self.raw_items()
    }
    #[cfg(feature = "threads")]
    pub fn items(&self) -> Items<'_> {
        let _guard = self.lock();
        Items(self.raw_items().to_vec(), std::marker::PhantomData)
    }
    /// The caller holds the lock as long as the slice.
    #[inline(always)]
    fn raw_items(&self) -> &[Value] {
        // SAFETY: `len` initialised items.
        unsafe { std::slice::from_raw_parts(self.data(), self.raw_len()) }
    }
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        let _guard = self.lock();
        self.raw_items().get(index).cloned()
    }
    /// The same, counted from the end if the index is negative.
    #[inline(always)]
    pub fn get_at(&self, index: i64) -> Option<Value> {
        let _guard = self.lock();
        let at = self.position(index)?;
        // SAFETY: in bounds.
        Some(unsafe { (*self.data().add(at)).clone() })
    }
    /// The caller holds the lock.
    #[inline(always)]
    fn position(&self, index: i64) -> Option<usize> {
        let len = self.raw_len();
        let at = if index < 0 { index + len as i64 } else { index } as usize;
        (at < len).then_some(at)
    }
    /// Replaces an item; the old one is returned, to be dropped when the list is consistent.
    #[inline]
    pub fn replace_at(&self, index: i64, value: Value) -> Option<Value> {
        let guard = self.lock();
        let Some(at) = self.position(index) else {
            drop(guard);
            drop(value);
            return None;
        };
        // SAFETY: in bounds.
        Some(unsafe { std::mem::replace(&mut *self.data().add(at), value) })
    }
    pub fn reverse(&self) {
        let _guard = self.lock();
        // SAFETY: nobody else touches the items, and no Python code runs.
        unsafe { std::slice::from_raw_parts_mut(self.data(), self.raw_len()) }.reverse();
    }
    #[inline]
    pub fn push(&self, value: Value) {
        let _guard = self.lock();
        self.raw_push(value);
    }
    #[inline(always)]
    fn raw_push(&self, value: Value) {
        // SAFETY: `grow` makes room behind the last item.
        unsafe {
            let b = self.buffer.get();
            if (*b).len == (*b).capacity {
                self.grow(1);
            }
            let b = self.buffer.get();
            self.data().add((*b).len).write(value);
            (*b).len += 1;
        }
    }
    /// Makes room for `more` items beyond the length. Aborts when memory ends: check [`fits`] for sizes that users choose.
    #[cold]
    #[inline(never)]
    fn grow(&self, more: usize) {
        let (len, capacity) = (self.raw_len(), self.raw_capacity());
        let wanted = (len + more).max(capacity + capacity / 2).max(4);
        self.set_capacity(wanted);
    }
    pub fn capacity(&self) -> usize {
        let _guard = self.lock();
        self.raw_capacity()
    }
    fn raw_capacity(&self) -> usize {
        // SAFETY: the buffer is always valid.
        unsafe { (*self.buffer.get()).capacity }
    }
    pub fn reserve(&self, more: usize) {
        let _guard = self.lock();
        self.raw_reserve(more);
    }
    fn raw_reserve(&self, more: usize) {
        if self.raw_len() + more > self.raw_capacity() {
            self.set_capacity((self.raw_len() + more).max(4));
        }
    }
    /// As [`ListObj::reserve`], with MemoryError when memory ends.
    pub fn try_reserve(&self, more: usize) -> R<()> {
        let guard = self.lock();
        let fits = match self.raw_len().checked_add(more) {
            None => false,
            Some(wanted) if wanted <= self.raw_capacity() => true,
            Some(wanted) => {
                wanted <= isize::MAX as usize / 16 && self.change_capacity(wanted.max(4))
            }
        };
        drop(guard);
        if fits {
            Ok(())
        } else {
            Err(errors::memory_error())
        }
    }
    fn set_capacity(&self, capacity: usize) {
        if !self.change_capacity(capacity) {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Buffer>());
        }
    }
    fn change_capacity(&self, capacity: usize) -> bool {
        let b = self.buffer.get();
        // SAFETY: the static buffer has capacity 0 and is never freed or moved.
        unsafe {
            let old = (*b).capacity;
            let new = if old == 0 {
                let new = memory::alloc(ITEMS + capacity * 8) as *mut Buffer;
                if !new.is_null() {
                    (*new).len = 0;
                }
                new
            } else {
                memory::realloc(b as *mut u8, ITEMS + old * 8, ITEMS + capacity * 8) as *mut Buffer
            };
            if new.is_null() {
                return false;
            }
            (*new).capacity = capacity;
            self.buffer.set(new);
            true
        }
    }
    /// Removes the items of a range; they are returned, to be dropped when the list is consistent.
    pub fn drain(&self, from: usize, to: usize) -> Vec<Value> {
        let _guard = self.lock();
        let to = to.min(self.raw_len());
        self.raw_drain(from.min(to), to)
    }
    fn raw_drain(&self, from: usize, to: usize) -> Vec<Value> {
        let len = self.raw_len();
        assert!(from <= to && to <= len);
        // SAFETY: in bounds; the items are moved out, the rest is moved down, and the length follows.
        unsafe {
            let out = (from..to).map(|i| self.data().add(i).read()).collect();
            std::ptr::copy(self.data().add(to), self.data().add(from), len - to);
            if to > from {
                (*self.buffer.get()).len = len - (to - from);
            }
            out
        }
    }
    /// Puts items in at a position, or at the end of a shorter list.
    pub fn splice(&self, at: usize, items: Vec<Value>) {
        let _guard = self.lock();
        self.raw_splice(at.min(self.raw_len()), items);
    }
    /// Replaces a range by other items: the range is said for the list's length. The old items are returned, to be dropped
    /// when the list is consistent.
    pub fn exchange(
        &self,
        range: impl FnOnce(usize) -> (usize, usize),
        mut new: Vec<Value>,
    ) -> Vec<Value> {
        let _guard = self.lock();
        let (from, to) = range(self.raw_len());
        if to - from == new.len() {
            assert!(to <= self.raw_len());
            // SAFETY: in bounds; the two buffers are apart.
            unsafe {
                std::ptr::swap_nonoverlapping(self.data().add(from), new.as_mut_ptr(), new.len());
            }
            return new;
        }
        let old = self.raw_drain(from, to);
        self.raw_splice(from, new);
        old
    }
    fn raw_splice(&self, at: usize, items: Vec<Value>) {
        let (len, n) = (self.raw_len(), items.len());
        assert!(at <= len);
        if n == 0 {
            return;
        }
        self.raw_reserve(n);
        // SAFETY: room was made; the items are moved in, and the vector forgets them.
        unsafe {
            let gap = self.data().add(at);
            std::ptr::copy(gap, gap.add(n), len - at);
            std::ptr::copy_nonoverlapping(items.as_ptr(), gap, n);
            (*self.buffer.get()).len = len + n;
            let mut items = items;
            items.set_len(0);
        }
    }
    pub fn pop(&self) -> Option<Value> {
        let _guard = self.lock();
        // SAFETY: the last item is moved out and no longer counted.
        unsafe {
            let b = self.buffer.get();
            if (*b).len == 0 {
                return None;
            }
            (*b).len -= 1;
            Some(self.data().add((*b).len).read())
        }
    }
    /// Puts an item in at a position, counted from the end if it is negative; past the ends: there.
    pub fn insert_at(&self, index: i64, value: Value) {
        let _guard = self.lock();
        let len = self.raw_len();
        let n = len as i64;
        let index = if index < 0 {
            (index + n).max(0)
        } else {
            index.min(n)
        } as usize;
        if len == self.raw_capacity() {
            self.grow(1);
        }
        // SAFETY: room was made; the items behind move up.
        unsafe {
            let at = self.data().add(index);
            std::ptr::copy(at, at.add(1), len - index);
            at.write(value);
            (*self.buffer.get()).len = len + 1;
        }
    }
    /// Takes an item out, counted from the end if the index is negative.
    pub fn remove_at(&self, index: i64) -> Option<Value> {
        let _guard = self.lock();
        let len = self.raw_len();
        let index = self.position(index)?;
        // SAFETY: the item is moved out, the items behind move down.
        unsafe {
            let at = self.data().add(index);
            let item = at.read();
            std::ptr::copy(at.add(1), at, len - index - 1);
            (*self.buffer.get()).len = len - 1;
            Some(item)
        }
    }
    /// Takes all items out; the list is empty before any of them is dropped.
    pub fn take_all(&self) -> Vec<Value> {
        let guard = self.lock();
        let b = self.buffer.replace(empty_buffer());
        drop(guard);
        // SAFETY: the buffer was this list's own; items are moved out, then the memory is freed.
        unsafe {
            let len = (*b).len;
            let mut out = Vec::with_capacity(len);
            std::ptr::copy_nonoverlapping(
                (b as *mut u8).add(ITEMS) as *const Value,
                out.as_mut_ptr(),
                len,
            );
            out.set_len(len);
            if (*b).capacity != 0 {
                memory::free(b as *mut u8, ITEMS + (*b).capacity * 8);
            }
            out
        }
    }
    pub fn clear(&self) {
        let guard = self.lock();
        let b = self.buffer.replace(empty_buffer());
        drop(guard);
        // SAFETY: as in `take_all`.
        unsafe {
            if (*b).capacity != 0 {
                drop_last_first((b as *mut u8).add(ITEMS) as *mut Value, (*b).len);
                memory::free(b as *mut u8, ITEMS + (*b).capacity * 8);
            }
        }
    }
    /// Replaces all items.
    pub fn set_all(&self, items: Vec<Value>) {
        let old = self.take_all();
        let guard = self.lock();
        self.raw_reserve(items.len());
        for v in items {
            self.raw_push(v);
        }
        drop(guard);
        drop(old);
    }
}

/// An empty list with room for `capacity` items.
pub fn with_capacity(capacity: usize) -> Value {
    let list = ListObj {
        header: Header::new(ClassId::LIST as u32),
        buffer: Cell::new(empty_buffer()),
    };
    let value = class::new_object(ClassId::LIST as u32, list);
    if capacity > 0 {
        // SAFETY: just made.
        unsafe { value.cast::<ListObj>() }.reserve(capacity);
    }
    value
}

/// An empty object of a subclass of list.
pub fn new_of_class(class: u32) -> Value {
    class::new_object(
        class,
        ListObj {
            header: Header::new(class),
            buffer: Cell::new(empty_buffer()),
        },
    )
}

pub fn new_list(items: Vec<Value>) -> Value {
    let len = items.len();
    // SAFETY: the items are moved out of the vector, whose memory alone is then freed.
    unsafe {
        let value = from_raw(items.as_ptr(), len);
        let mut items = items;
        items.set_len(0);
        value
    }
}

/// Moves `len` values from an array.
///
/// # Safety
/// The values are readable and given up by the caller.
pub unsafe fn from_raw(items: *const Value, len: usize) -> Value {
    let value = with_capacity(len);
    // SAFETY: capacity was reserved.
    unsafe {
        let list = value.cast::<ListObj>();
        if len > 0 {
            std::ptr::copy_nonoverlapping(items, list.data(), len);
            (*list.buffer.get()).len = len;
        }
    }
    value
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        (*(object as *mut ListObj))
            .raw_items()
            .iter()
            .for_each(visit)
    }
}

pub const OPS: class::LayoutOps = class::fixed::<ListObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::LIST,
    ops: OPS,
    flags: class::UNHASHABLE | class::PATTERN_SEQUENCE,
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    methods: super::list_methods::METHODS,
};
