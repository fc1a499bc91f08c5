//! A list's buffer: sixteen bytes that describe it, then its items in one of three forms.
//!
//! The items are value words, or plain doubles where all are floats, or bytes where all are bools. There is a length for each
//! form, and one of the three at most is not zero: compiled code that knows one form finds a list of another one empty,
//! and asks the runtime. An empty buffer has no form yet.
//!
//! A NaN carries the number of its object in its bits (`float::from_f64`), so doubles keep its identity too.

use super::drop_last_first;
use crate::types::float;
use crate::{ClassId, Value, memory};
use std::cell::Cell;
use std::mem::offset_of;
use taipan_abi::layout;

#[repr(C)]
pub struct Buffer {
    words: Cell<u32>,
    /// In words, whatever the items are.
    capacity: Cell<u32>,
    doubles: Cell<u32>,
    bytes: Cell<u32>,
}

const ITEMS: usize = layout::BUFFER_ITEMS as usize;
const _: () = {
    assert!(offset_of!(Buffer, words) == layout::BUFFER_WORDS as usize);
    assert!(offset_of!(Buffer, capacity) == layout::BUFFER_CAPACITY as usize);
    assert!(offset_of!(Buffer, doubles) == layout::BUFFER_DOUBLES as usize);
    assert!(offset_of!(Buffer, bytes) == layout::BUFFER_BYTES as usize);
    assert!(size_of::<Buffer>() == ITEMS);
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Words,
    Doubles,
    Bytes,
}

impl Form {
    /// Bytes of an item.
    #[inline(always)]
    pub fn unit(self) -> usize {
        match self {
            Form::Words | Form::Doubles => 8,
            Form::Bytes => 1,
        }
    }
    /// Whether a value can be an item: exactly a float, exactly a bool.
    #[inline(always)]
    pub fn fits(self, value: &Value) -> bool {
        match self {
            Form::Words => true,
            Form::Doubles => value.is_exactly(ClassId::FLOAT),
            Form::Bytes => value.as_bool().is_some(),
        }
    }
}

struct EmptyBuffer(Buffer);
// SAFETY: never written: its capacity is zero.
unsafe impl Sync for EmptyBuffer {}
static EMPTY: EmptyBuffer = nothing();
static SORTED: EmptyBuffer = nothing();

const fn nothing() -> EmptyBuffer {
    EmptyBuffer(Buffer {
        words: Cell::new(0),
        capacity: Cell::new(0),
        doubles: Cell::new(0),
        bytes: Cell::new(0),
    })
}

pub fn empty() -> *mut Buffer {
    &EMPTY.0 as *const Buffer as *mut Buffer
}

/// The buffer of a list that is sorted just now; another one there means that somebody has changed it.
pub fn sorted() -> *mut Buffer {
    &SORTED.0 as *const Buffer as *mut Buffer
}

impl Buffer {
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        (self.words.get() | self.doubles.get() | self.bytes.get()) as usize
    }
    #[inline(always)]
    pub fn form(&self) -> Form {
        if self.doubles.get() != 0 {
            Form::Doubles
        } else if self.bytes.get() != 0 {
            Form::Bytes
        } else {
            Form::Words
        }
    }
    /// How many items of a form there is room for.
    #[inline(always)]
    pub fn room(&self, form: Form) -> usize {
        self.capacity.get() as usize * (8 / form.unit())
    }
    /// The caller has seen to the room, and to the items up to there.
    #[inline(always)]
    pub fn set_len(&self, form: Form, len: usize) {
        if self.capacity.get() == 0 {
            return;
        }
        let of = |f| if f == form { len as u32 } else { 0 };
        self.words.set(of(Form::Words));
        self.doubles.set(of(Form::Doubles));
        self.bytes.set(of(Form::Bytes));
    }
    #[inline(always)]
    pub fn place(&self, form: Form, at: usize) -> *mut u8 {
        (self as *const Buffer as *mut u8).wrapping_add(ITEMS + at * form.unit())
    }
    /// Items that are words.
    ///
    /// # Safety
    /// The range lies within the words of a list that nobody changes meanwhile.
    #[inline(always)]
    pub unsafe fn words(&self, at: usize, len: usize) -> &[Value] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.place(Form::Words, at) as *const Value, len) }
    }
    /// # Safety
    /// As of [`Buffer::words`]; the caller is the only one who has them. They may be still to be written.
    #[inline(always)]
    #[allow(
        clippy::mut_from_ref,
        reason = "the buffer belongs to a list that is shared"
    )]
    pub unsafe fn words_mut(&self, at: usize, len: usize) -> &mut [Value] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.place(Form::Words, at) as *mut Value, len) }
    }
    #[inline(always)]
    pub fn get(&self, at: usize) -> Option<Value> {
        if at < self.words.get() as usize {
            // SAFETY: in bounds.
            return Some(unsafe { (*(self.place(Form::Words, at) as *const Value)).clone() });
        }
        self.get_packed(at)
    }
    fn get_packed(&self, at: usize) -> Option<Value> {
        // SAFETY: in bounds.
        unsafe {
            if at < self.doubles.get() as usize {
                Some(self.take(Form::Doubles, at))
            } else if at < self.bytes.get() as usize {
                Some(self.take(Form::Bytes, at))
            } else {
                None
            }
        }
    }
    /// Moves an item out.
    ///
    /// # Safety
    /// There is an item, of this form. It is not used any more, if it is a word.
    #[inline(always)]
    pub unsafe fn take(&self, form: Form, at: usize) -> Value {
        let place = self.place(form, at);
        // SAFETY: the caller's promise.
        unsafe {
            match form {
                Form::Words => (place as *const Value).read(),
                Form::Doubles => float::from_f64((place as *const f64).read()),
                Form::Bytes => Value::bool(*place != 0),
            }
        }
    }
    /// Moves an item in, over whatever is there.
    ///
    /// # Safety
    /// There is room at the place, and the value fits the form.
    #[inline(always)]
    pub unsafe fn put(&self, form: Form, at: usize, value: Value) {
        let place = self.place(form, at);
        // SAFETY: the caller's promise.
        unsafe {
            match form {
                Form::Words => (place as *mut Value).write(value),
                Form::Doubles => {
                    (place as *mut f64).write(float::as_f64(&value).unwrap_or_default());
                }
                Form::Bytes => *place = u8::from(value.is(&Value::TRUE)),
            }
        }
    }
    /// # Safety
    /// As of [`Buffer::put`], for each of the values.
    pub unsafe fn put_all(&self, form: Form, at: usize, values: Vec<Value>) {
        // SAFETY: the caller's promise.
        unsafe {
            if form == Form::Words {
                let to = self.place(form, at) as *mut Value;
                std::ptr::copy_nonoverlapping(values.as_ptr(), to, values.len());
                let mut values = values;
                values.set_len(0);
                return;
            }
            for (i, v) in values.into_iter().enumerate() {
                self.put(form, at + i, v);
            }
        }
    }
    /// # Safety
    /// Both ranges lie within the room.
    #[inline(always)]
    pub unsafe fn move_items(&self, form: Form, from: usize, to: usize, n: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            std::ptr::copy(
                self.place(form, from),
                self.place(form, to),
                n * form.unit(),
            )
        };
    }
    pub fn reverse(&self) {
        let len = self.len();
        // SAFETY: all items; any bits are integers.
        unsafe {
            match self.form() {
                Form::Words | Form::Doubles => {
                    let start = self.place(Form::Words, 0) as *mut u64;
                    std::slice::from_raw_parts_mut(start, len).reverse();
                }
                Form::Bytes => {
                    let start = self.place(Form::Bytes, 0);
                    std::slice::from_raw_parts_mut(start, len).reverse();
                }
            }
        }
    }
    /// The bytes of a range of packed items.
    ///
    /// # Safety
    /// As of [`Buffer::words_mut`].
    #[allow(
        clippy::mut_from_ref,
        reason = "the buffer belongs to a list that is shared"
    )]
    pub unsafe fn packed(&self, form: Form, at: usize, n: usize) -> &mut [u8] {
        debug_assert!(form != Form::Words);
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.place(form, at), n * form.unit()) }
    }
}

/// The buffer with room for so many items of a form, moved if need be; nothing when memory ends. A list has less than 2^32
/// items.
pub fn with_room(b: *mut Buffer, form: Form, items: usize) -> Option<*mut Buffer> {
    if items > u32::MAX as usize {
        return None;
    }
    let capacity = items.div_ceil(8 / form.unit());
    // SAFETY: the buffer is valid; the static one has capacity 0 and is never freed or moved.
    unsafe {
        let old = (*b).capacity.get() as usize;
        let new = if old == 0 {
            let new = memory::alloc(ITEMS + capacity * 8) as *mut Buffer;
            if !new.is_null() {
                std::ptr::write_bytes(new, 0, 1);
            }
            new
        } else {
            memory::realloc(b as *mut u8, ITEMS + old * 8, ITEMS + capacity * 8) as *mut Buffer
        };
        if new.is_null() {
            return None;
        }
        (*new).capacity.set(capacity as u32);
        Some(new)
    }
}

/// The buffer with its items as words; aborts when memory ends.
pub fn unpacked(b: *mut Buffer) -> *mut Buffer {
    // SAFETY: the buffer is valid and the caller's own.
    unsafe {
        let (form, len) = ((*b).form(), (*b).len());
        match form {
            Form::Words => b,
            Form::Doubles => {
                for i in 0..len {
                    let item = (*b).take(Form::Doubles, i);
                    (*b).put(Form::Words, i, item);
                }
                (*b).set_len(Form::Words, len);
                b
            }
            Form::Bytes => {
                let Some(new) = with_room(empty(), Form::Words, len) else {
                    std::alloc::handle_alloc_error(std::alloc::Layout::new::<Buffer>());
                };
                for i in 0..len {
                    (*new).put(Form::Words, i, (*b).take(Form::Bytes, i));
                }
                (*new).set_len(Form::Words, len);
                free(b);
                new
            }
        }
    }
}

/// # Safety
/// The buffer is the caller's own, its items are gone, and it is not used afterwards.
unsafe fn free(b: *mut Buffer) {
    // SAFETY: the caller's promise; the static buffer is nobody's.
    unsafe {
        let capacity = (*b).capacity.get() as usize;
        if capacity != 0 {
            memory::free(b as *mut u8, ITEMS + capacity * 8);
        }
    }
}

/// The items of a buffer that belongs to no list any more.
pub fn into_items(b: *mut Buffer) -> Vec<Value> {
    // SAFETY: the items are moved out, then the memory is freed.
    unsafe {
        let (form, len) = ((*b).form(), (*b).len());
        let mut out = Vec::with_capacity(len);
        if form == Form::Words {
            let from = (*b).place(form, 0) as *const Value;
            std::ptr::copy_nonoverlapping(from, out.as_mut_ptr(), len);
            out.set_len(len);
        } else {
            out.extend((0..len).map(|i| (*b).take(form, i)));
        }
        free(b);
        out
    }
}

/// Lets a buffer go that belongs to no list any more.
pub fn drop_items(b: *mut Buffer) {
    // SAFETY: as in `into_items`.
    unsafe {
        if (*b).form() == Form::Words {
            drop_last_first((*b).place(Form::Words, 0) as *mut Value, (*b).len());
        }
        free(b);
    }
}
