//! `str`: UTF-8 extended with lone surrogates (three bytes each), with cached hash and code-point count.

use crate::{ClassId, Header, Object, Value, class, memory};
use std::cell::{Cell, UnsafeCell};
use std::collections::HashMap;
use taipan_abi::layout;

/// The bytes follow the struct (`layout::STR_DATA`).
#[repr(C)]
pub struct StrObj {
    pub header: Header,
    /// CPython's hash; 0 means not computed.
    pub hash: Cell<i64>,
    pub len: Cell<usize>,
    /// Code points; equal to `len` exactly for ASCII.
    pub chars: Cell<usize>,
    /// Bytes that fit behind the struct; 0 for statics.
    pub capacity: Cell<usize>,
}

// SAFETY: begins with a header; subclasses keep the data behind the struct and their parts behind the capacity.
unsafe impl Object for StrObj {
    const CLASS: ClassId = ClassId::STR;
}

const DATA: usize = layout::STR_DATA as usize;

impl StrObj {
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `len` initialised bytes follow the struct.
        unsafe {
            std::slice::from_raw_parts(
                (self as *const StrObj as *const u8).add(DATA),
                self.len.get(),
            )
        }
    }
    pub fn is_ascii(&self) -> bool {
        self.len.get() == self.chars.get()
    }
    pub fn hash(&self) -> i64 {
        let h = self.hash.get();
        if h != 0 {
            return h;
        }
        let h = crate::types::str_hash(self.bytes(), self.is_ascii());
        self.hash.set(h);
        h
    }
}

/// Counts code points of extended UTF-8.
pub fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -64).count()
}

/// A fresh `str` with these bytes (extended UTF-8).
pub fn new_str(bytes: &[u8]) -> Value {
    new_str_counted(bytes, count_chars(bytes))
}

/// [`new_str`] when the number of code points is known.
pub fn new_str_counted(bytes: &[u8], chars: usize) -> Value {
    let value = new_uninit(bytes.len(), chars, bytes.len());
    // SAFETY: `new_uninit` reserved the bytes; the object is not shared yet.
    unsafe {
        std::ptr::copy_nonoverlapping(
            bytes.as_ptr(),
            (value.word() as *mut u8).add(DATA),
            bytes.len(),
        );
    }
    value
}

/// A `str` whose `len` bytes the caller fills in at once through [`data_mut`]. The capacity may be larger.
pub fn new_uninit(len: usize, chars: usize, capacity: usize) -> Value {
    let size = (DATA + capacity.max(1) + 7) & !7;
    let block = memory::alloc(size) as *mut StrObj;
    if block.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<StrObj>());
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(StrObj {
            header: Header::new(ClassId::STR as u32),
            hash: Cell::new(0),
            len: Cell::new(len),
            chars: Cell::new(chars),
            capacity: Cell::new(size - DATA),
        });
        crate::start::count_new(block as *mut Header);
        Value::from_object(block)
    }
}

/// The bytes of a `str` that nobody else has seen yet.
///
/// # Safety
/// `value` is a fresh str with one owner.
pub unsafe fn data_mut(value: &mut Value) -> &mut [u8] {
    // SAFETY: capacity bytes follow the struct.
    unsafe {
        let s = value.cast::<StrObj>();
        std::slice::from_raw_parts_mut((value.word() as *mut u8).add(DATA), s.len.get())
    }
}

unsafe fn free(object: *mut Header) {
    // SAFETY: the class guarantees the layout; `capacity` is what was allocated (plus a tail word for subclasses).
    unsafe {
        let s = &*(object as *mut StrObj);
        let tail = if (*object).class.get() == ClassId::STR as u32 {
            0
        } else {
            8
        };
        if s.header.has(crate::value::FLAG_INTERNED) {
            forget_interned(s);
        }
        memory::free(object as *mut u8, DATA + s.capacity.get() + tail);
    }
}

unsafe fn tail(object: *mut Header) -> *mut u64 {
    // SAFETY: as in `free`.
    unsafe { (object as *mut u8).add(DATA + (*(object as *mut StrObj)).capacity.get()) as *mut u64 }
}

pub const OPS: class::LayoutOps = class::LayoutOps {
    free,
    trace: class::trace_nothing,
    size: 0,
    tail: Some(tail),
};

/// The bytes of a value known to be a `str`.
#[inline]
pub fn bytes_of(value: &Value) -> &[u8] {
    value.get::<StrObj>().expect("a str").bytes()
}

/// A Rust string; lone surrogates become U+FFFD (messages only).
pub fn to_string(value: &Value) -> String {
    match value.get::<StrObj>() {
        Some(s) => String::from_utf8_lossy(s.bytes()).into_owned(),
        None => String::from("?"),
    }
}

/// Equality of two `str`s.
#[inline]
pub fn equal(a: &Value, b: &Value) -> bool {
    a.is(b)
        || matches!((a.get::<StrObj>(), b.get::<StrObj>()), (Some(x), Some(y)) if x.bytes() == y.bytes())
}

struct Interned(UnsafeCell<Option<HashMap<&'static [u8], u64>>>);
// SAFETY: the threaded runtime takes the world lock around it.
unsafe impl Sync for Interned {}
static INTERNED: Interned = Interned(UnsafeCell::new(None));

/// The one `str` of this text that attribute names are compared by. Immortal.
pub fn intern(bytes: &[u8]) -> Value {
    // SAFETY: no reference into the table outlives this function.
    let table = unsafe { (*INTERNED.0.get()).get_or_insert_with(HashMap::new) };
    if let Some(&word) = table.get(bytes) {
        // SAFETY: interned strings are immortal.
        return unsafe { Value::from_word(word) };
    }
    let value = new_str(bytes);
    register_interned(&value);
    value
}

/// Makes a `str` object the interned one, unless there is one of the same text: yields that.
pub fn intern_value(value: &Value) -> Value {
    let Some(s) = value.get::<StrObj>() else {
        return value.clone();
    };
    if s.header.has(crate::value::FLAG_INTERNED) {
        return value.clone();
    }
    // SAFETY: as above.
    let table = unsafe { (*INTERNED.0.get()).get_or_insert_with(HashMap::new) };
    if let Some(&word) = table.get(s.bytes()) {
        // SAFETY: as above.
        return unsafe { Value::from_word(word) };
    }
    if value.is_exactly(ClassId::STR) {
        register_interned(value);
        value.clone()
    } else {
        intern(s.bytes())
    }
}

fn register_interned(value: &Value) {
    let s = value.get::<StrObj>().expect("a str");
    s.header.set(crate::value::FLAG_INTERNED);
    crate::start::made_immortal(&s.header);
    s.header.make_immortal();
    // SAFETY: immortal, so the bytes live for ever; as above for the table.
    unsafe {
        let bytes: &'static [u8] = std::mem::transmute::<&[u8], &'static [u8]>(s.bytes());
        (*INTERNED.0.get())
            .get_or_insert_with(HashMap::new)
            .insert(bytes, value.word());
    }
}

fn forget_interned(s: &StrObj) {
    // SAFETY: as above.
    unsafe {
        if let Some(t) = (*INTERNED.0.get()).as_mut() {
            t.remove(s.bytes());
        }
    }
}

/// `name!("__add__")`: the interned `str`, as `&'static Value`.
#[macro_export]
macro_rules! name {
    ($text:expr) => {{
        static CELL: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        if CELL.load(std::sync::atomic::Ordering::Relaxed) == 0 {
            CELL.store(
                $crate::types::str::intern($text.as_bytes()).into_word(),
                std::sync::atomic::Ordering::Relaxed,
            );
        }
        // SAFETY: the cell holds an immortal value's word, and is never written again.
        #[allow(unused_unsafe)]
        unsafe {
            &*(CELL.as_ptr() as *const $crate::Value)
        }
    }};
}
