//! The value word and the object header.

use crate::class::{self, ClassObj};
use crate::threads::Racy;
use crate::{ClassId, Raised};
use std::num::NonZeroU64;
use taipan_abi::{layout::IMMORTAL, word};

/// The result of anything that may raise.
pub type R<T = Value> = Result<T, Raised>;
/// A value or none, in one word.
pub type Opt = Option<Value>;

/// An owned reference to a Python value (one word; see `taipan_abi::word`).
#[repr(transparent)]
pub struct Value(NonZeroU64);

/// A borrowed word, as compiled code passes it. Derefs to [`Value`].
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Borrowed(NonZeroU64);

impl std::ops::Deref for Borrowed {
    type Target = Value;
    #[inline(always)]
    fn deref(&self) -> &Value {
        // SAFETY: both are transparent over the same word, and a `&Value` neither retains nor releases.
        unsafe { &*(self as *const Borrowed as *const Value) }
    }
}

impl Borrowed {
    /// # Safety
    /// `word` is a valid, non-zero value word whose owner outlives the use.
    #[inline(always)]
    pub unsafe fn from_word(word: u64) -> Borrowed {
        // SAFETY: the caller's promise.
        Borrowed(unsafe { NonZeroU64::new_unchecked(word) })
    }
    /// Takes a reference of one's own.
    #[inline(always)]
    pub fn owned(self) -> Value {
        Value::clone(&self)
    }
}

/// The first 16 bytes of every object.
#[repr(C)]
pub struct Header {
    pub class: Racy<u32>,
    pub collector: Racy<u8>,
    pub flags: Racy<u8>,
    pub owner: Racy<u16>,
    pub local_count: Racy<u32>,
    pub shared_count: Racy<u32>,
}

/// The object's destructor is running or has run `__del__`.
pub const FLAG_FINALIZED: u8 = 1;
/// An instance whose attributes have moved to its overflow dict (see `instance.rs`).
pub const FLAG_DICT_MODE: u8 = 2;
/// A `str` that is in the intern table.
pub const FLAG_INTERNED: u8 = 4;
/// Weak references to the object exist (in the side table).
pub const FLAG_WEAKLY_REFERENCED: u8 = 8;
/// An instance whose overflow dict holds the order of its attributes (see `instance.rs`).
pub const FLAG_ORDERED: u8 = 64;
/// For the type's own use.
pub const FLAG_TYPE_1: u8 = 16;
pub const FLAG_TYPE_2: u8 = 32;
/// The lock bit of the build with threads.
#[cfg(feature = "threads")]
pub const FLAG_LOCKED: u8 = 128;

impl Header {
    pub const fn immortal(class: u32) -> Header {
        Header {
            class: Racy::new(class),
            collector: Racy::new(0),
            flags: Racy::new(0),
            owner: Racy::new(0),
            local_count: Racy::new(IMMORTAL),
            shared_count: Racy::new(0),
        }
    }
    pub fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }
    pub fn is_immortal(&self) -> bool {
        self.local_count.get() & IMMORTAL != 0
    }
    pub fn make_immortal(&self) {
        self.local_count.set(IMMORTAL);
    }
}

/// A `repr(C)` struct that begins with a [`Header`] and is the layout of a built-in class.
///
/// # Safety
/// The struct begins with a header, and every object whose class has layout `CLASS` is one.
pub unsafe trait Object: Sized {
    const CLASS: ClassId;
}

impl Value {
    pub const NONE: Value = Value::constant(word::NONE);
    pub const TRUE: Value = Value::constant(word::TRUE);
    pub const FALSE: Value = Value::constant(word::FALSE);
    pub const ELLIPSIS: Value = Value::constant(word::ELLIPSIS);
    pub const NOT_IMPLEMENTED: Value = Value::constant(word::NOT_IMPLEMENTED);

    const fn constant(word: u64) -> Value {
        match NonZeroU64::new(word) {
            Some(word) => Value(word),
            None => panic!("zero is not a value"),
        }
    }

    /// Takes over one reference held by a word.
    ///
    /// # Safety
    /// `word` is a valid, non-zero value word, and the caller gives up one reference.
    #[inline(always)]
    pub unsafe fn from_word(word: u64) -> Value {
        // SAFETY: the caller's promise.
        Value(unsafe { NonZeroU64::new_unchecked(word) })
    }
    #[inline(always)]
    pub fn word(&self) -> u64 {
        self.0.get()
    }
    /// Gives up ownership.
    #[inline(always)]
    pub fn into_word(self) -> u64 {
        let word = self.0.get();
        std::mem::forget(self);
        word
    }
    #[inline(always)]
    pub fn borrow(&self) -> Borrowed {
        Borrowed(self.0)
    }
    /// Takes over one reference to a fresh object.
    ///
    /// # Safety
    /// `object` points to a live object and the caller gives up one reference.
    #[inline(always)]
    pub unsafe fn from_object<T: Object>(object: *mut T) -> Value {
        // SAFETY: object pointers are not null and have the low bits and bit 63 clear.
        unsafe { Value::from_word(object as u64) }
    }

    // Ints that fit 63 bits, bools, floats.
    /// A small int; `types::int::from_i64` takes any i64.
    #[inline(always)]
    pub fn small(i: i64) -> Value {
        debug_assert!(word::encode_int(i).is_some());
        // SAFETY: an odd word.
        unsafe { Value::from_word(((i << 1) | 1) as u64) }
    }
    #[inline(always)]
    pub fn bool(b: bool) -> Value {
        // SAFETY: an immediate.
        unsafe { Value::from_word(word::encode_bool(b)) }
    }
    #[inline(always)]
    pub fn is_small(&self) -> bool {
        word::is_int(self.word())
    }
    #[inline(always)]
    pub fn as_small(&self) -> Option<i64> {
        if self.is_small() {
            Some(word::decode_int(self.word()))
        } else {
            None
        }
    }
    /// The small int, which needs no destructor.
    #[inline(always)]
    pub fn into_small(self) -> Result<i64, Value> {
        match self.as_small() {
            Some(n) => {
                std::mem::forget(self);
                Ok(n)
            }
            None => Err(self),
        }
    }
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.word() == word::NONE
    }
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.word() == word::NOT_IMPLEMENTED
    }
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if word::is_bool(self.word()) {
            Some(self.word() == word::TRUE)
        } else {
            None
        }
    }
    #[inline(always)]
    pub fn is_pointer(&self) -> bool {
        self.word().rotate_left(1) & word::POINTER_MASK == 0
    }
    /// The same word: identity but for boxed ints and floats, where `ops::is_same` decides.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.word() == other.word()
    }
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        // SAFETY: a pointer word points to a live object.
        if self.is_pointer() {
            Some(unsafe { &*(self.word() as *const Header) })
        } else {
            None
        }
    }
    /// The class id.
    #[inline(always)]
    pub fn class_id(&self) -> u32 {
        match self.header() {
            Some(h) => h.class.get(),
            None => self.immediate_class() as u32,
        }
    }
    fn immediate_class(&self) -> ClassId {
        let w = self.word();
        if word::is_int(w) {
            ClassId::INT
        } else if word::is_immediate_float(w) {
            ClassId::FLOAT
        } else if word::is_bool(w) {
            ClassId::BOOL
        } else if w == word::NONE {
            ClassId::NONE_TYPE
        } else if w == word::ELLIPSIS {
            ClassId::ELLIPSIS_TYPE
        } else {
            ClassId::NOT_IMPLEMENTED_TYPE
        }
    }
    #[inline(always)]
    pub fn class(&self) -> &'static ClassObj {
        class::by_id(self.class_id())
    }
    #[inline(always)]
    pub fn is_exactly(&self, class: ClassId) -> bool {
        self.class_id() == class as u32
    }
    /// The object, if the class is `T`'s or a subclass with that layout. Not for int, float and bool, which may be immediates.
    #[inline(always)]
    pub fn get<T: Object>(&self) -> Option<&T> {
        let header = self.header()?;
        if header.class.get() == T::CLASS as u32
            || class::by_id(header.class.get()).layout == T::CLASS
        {
            // SAFETY: the class has this layout; the object lives as long as the borrow of an owner.
            Some(unsafe { &*(self.word() as *const T) })
        } else {
            None
        }
    }
    /// The object, when the caller knows its layout.
    ///
    /// # Safety
    /// The value's class has layout `T::CLASS`.
    #[inline(always)]
    pub unsafe fn cast<T: Object>(&self) -> &T {
        // SAFETY: the caller's promise.
        unsafe { &*(self.word() as *const T) }
    }
    /// Is the class, or a subclass of, a built-in class?
    pub fn is_instance(&self, class: ClassId) -> bool {
        self.is_exactly(class) || self.class().is_subclass_of(class as u32)
    }
    /// Releases the reference where this stands: dropping goes through a call that the optimiser keeps out of line.
    #[inline(always)]
    pub fn release_here(self) {
        let value = std::mem::ManuallyDrop::new(self);
        if let Some(h) = value.header()
            && h.release()
        {
            // SAFETY: the last reference is gone.
            unsafe { crate::class::dealloc_here(value.word() as *mut Header) };
        }
    }
    /// The number of references, for sole-owner tricks; large for immortals.
    pub fn ref_count(&self) -> u32 {
        self.header().map_or(u32::MAX, Header::count)
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(h) = self.header() {
            h.retain();
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(h) = self.header()
            && h.release()
        {
            // SAFETY: the last reference is gone.
            unsafe { crate::class::dealloc(self.word() as *mut Header) };
        }
    }
}

/// Shows the word only; `repr` is `ops::repr`.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Value({:#x})", self.word())
    }
}
