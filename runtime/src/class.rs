//! Class objects, the table of classes by id, method resolution and the method cache.
//!
//! **Invariant:** a class is never freed: its id stays valid for every inline cache and for `Header::class`.

use crate::types::dict::DictObj;
use crate::types::str::StrObj;
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value};
use std::cell::{Cell, UnsafeCell};

/// How objects of a class are freed and traversed; inherited from the class that decides the layout.
#[derive(Clone, Copy)]
pub struct LayoutOps {
    /// Drops the payload (fields that own references or memory) and frees the object's memory. Receives the object's address;
    /// instance parts of user subclasses have been released already.
    pub free: unsafe fn(*mut Header),
    /// Calls back for each value the payload owns.
    pub trace: unsafe fn(*mut Header, &mut dyn FnMut(&Value)),
    /// Size in bytes of the fixed part; user subclasses append the overflow word and fields behind it (rounded to 8).
    /// Zero for layouts with a variable tail (tuple, str, bytes): those find their instance part with `tail`.
    pub size: u32,
    /// Address of the overflow word behind a variable tail.
    pub tail: Option<unsafe fn(*mut Header) -> *mut u64>,
    /// The step of an iterator of a native module; those of the other iterators are known to `iter::next` itself.
    pub next: Option<fn(&Value) -> R<Opt>>,
    /// What stands behind the `__call__` of a native module's class: as `call::call_raw`.
    pub call: Option<fn(&Value, *const Opt, usize, Option<&Value>) -> R>,
}

#[repr(C)]
pub struct ClassObj {
    pub header: Header,
    pub id: u32,
    /// The built-in class whose layout the instances have.
    pub layout: ClassId,
    pub ops: Cell<LayoutOps>,
    /// `__name__` and `__qualname__`, `str`s.
    pub name: UnsafeCell<Value>,
    pub qualname: UnsafeCell<Value>,
    pub bases: UnsafeCell<Vec<Value>>,
    /// The MRO, the class itself first: ids.
    pub mro: UnsafeCell<Vec<u32>>,
    pub dict: Value,
    /// Names of the fields (interned), in layout order, bases' first.
    pub fields: UnsafeCell<Vec<Value>>,
    /// Byte offset of the overflow word; 0 when instances take no attributes of their own (built-ins, `__slots__`).
    /// Fields begin behind it, or at `fields_offset`.
    pub overflow_offset: Cell<u32>,
    pub fields_offset: Cell<u32>,
    /// Bit n: field n is a bare double (see `instance`).
    pub doubles: Cell<u64>,
    /// Whole size of an instance (fixed layouts).
    pub instance_size: Cell<u32>,
    pub flags: Cell<u32>,
    pub subclasses: UnsafeCell<Vec<u32>>,
    /// A class of the compiled program: the record it was made from, else null.
    pub statement: Cell<*const taipan_abi::program::ClassLayout>,
    /// Not zero in a hidden twin that objects get whose `__class__` was assigned: the class that Python code sees.
    pub alias_of: Cell<u32>,
    /// Of a subclass of tuple: all its instances have at least so many items; `u32::MAX` before the first one.
    pub shortest: Cell<u32>,
}

// SAFETY: begins with a header; metaclasses' instances extend it behind `size`.
unsafe impl Object for ClassObj {
    const CLASS: ClassId = ClassId::TYPE;
}

/// Made by a class statement or `type()`, so attributes may be set on it.
pub const HEAP: u32 = 1;
/// May be subclassed.
pub const BASE: u32 = 2;
/// Defines or inherits, in Python code, the attribute hook of that name.
pub const HAS_GETATTRIBUTE: u32 = 4;
pub const HAS_GETATTR: u32 = 8;
pub const HAS_SETATTR: u32 = 16;
pub const HAS_DELATTR: u32 = 32;
pub const HAS_DEL: u32 = 64;
/// Has abstract methods that are not implemented (`__abstractmethods__` is not empty).
pub const ABSTRACT: u32 = 128;
/// The fields are `__slots__` members only (no overflow dict).
pub const SLOTTED: u32 = 256;
/// Inherits from `type`.
pub const METACLASS: u32 = 512;
/// `match` treats instances as sequences or mappings.
pub const PATTERN_SEQUENCE: u32 = 1024;
pub const PATTERN_MAPPING: u32 = 2048;
/// In a `TypeDef`: `__hash__` is None.
pub const UNHASHABLE: u32 = 4096;
/// In a `TypeDef`: may not be subclassed.
pub const NOT_BASE: u32 = 8192;

#[cfg(not(feature = "threads"))]
#[path = "class/table_plain.rs"]
mod table;
#[cfg(feature = "threads")]
#[path = "class/table_threads.rs"]
mod table;
pub use table::{all, by_id, reserve};
pub(crate) use table::{is_registered, next_id, register};

pub fn builtin(id: ClassId) -> &'static ClassObj {
    by_id(id as u32)
}
impl ClassObj {
    pub fn value(&self) -> Value {
        if self.alias_of.get() != 0 {
            return by_id(self.alias_of.get()).value();
        }
        Value::clone(&self.borrow())
    }
    pub fn borrow(&self) -> crate::Borrowed {
        // SAFETY: a class is an immortal object; its address is a valid word.
        unsafe { std::mem::transmute(self as *const ClassObj as u64) }
    }
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }
    pub fn mro(&self) -> &[u32] {
        // SAFETY: replaced only by assigning __bases__, between which no slice is held.
        unsafe { &*self.mro.get() }
    }
    pub fn bases(&self) -> &[Value] {
        // SAFETY: as `mro`.
        unsafe { &*self.bases.get() }
    }
    pub fn fields(&self) -> &[Value] {
        // SAFETY: set once when the class is made.
        unsafe { &*self.fields.get() }
    }
    pub fn dict(&self) -> &DictObj {
        // SAFETY: always an exact dict.
        unsafe { self.dict.cast::<DictObj>() }
    }
    pub fn is_subclass_of(&self, id: u32) -> bool {
        self.id == id || self.mro().contains(&id)
    }
    /// `__name__` as text for messages.
    pub fn name_string(&self) -> String {
        // SAFETY: a read of a str value.
        crate::types::str::to_string(unsafe { &*self.name.get() })
    }
    /// `module.qualname`, or the qualname alone for builtins, as `repr` and tracebacks show it.
    pub fn full_name(&self) -> String {
        // SAFETY: a read of a str value.
        let qualname = crate::types::str::to_string(unsafe { &*self.qualname.get() });
        match self.dict().get_interned(crate::name!("__module__")) {
            Some(m) if m.get::<StrObj>().is_some() => {
                let module = crate::types::str::to_string(&m);
                if module == "builtins" {
                    qualname
                } else {
                    format!("{module}.{qualname}")
                }
            }
            _ => qualname,
        }
    }
}

/// The class behind a value that is a class object; never a twin.
pub fn as_class(value: &Value) -> Option<&'static ClassObj> {
    value.get::<ClassObj>().map(|c| by_id(c.id))
}

// The method cache: (class, name) -> the attribute found along the MRO, or zero.
#[derive(Clone, Copy)]
struct Entry {
    class: u32,
    version: u32,
    name: u64,
    found: u64,
}
const CACHE_BITS: u32 = 11;
struct Cache(UnsafeCell<[Entry; 1 << CACHE_BITS]>);
// SAFETY: the plain runtime's only user is its thread; with threads each has a cache of its own.
#[cfg(not(feature = "threads"))]
unsafe impl Sync for Cache {}
#[allow(
    clippy::declare_interior_mutable_const,
    reason = "a name for the initial value"
)]
const EMPTY_CACHE: Cache = Cache(UnsafeCell::new(
    [Entry {
        class: 0,
        version: 0,
        name: 0,
        found: 0,
    }; 1 << CACHE_BITS],
));
#[cfg(not(feature = "threads"))]
static CACHE: Cache = EMPTY_CACHE;
#[cfg(feature = "threads")]
thread_local! {
    static CACHE: Cache = const { EMPTY_CACHE };
}
#[cfg(not(feature = "threads"))]
#[inline(always)]
fn cache() -> *mut [Entry; 1 << CACHE_BITS] {
    CACHE.0.get()
}
#[cfg(feature = "threads")]
fn cache() -> *mut [Entry; 1 << CACHE_BITS] {
    CACHE.with(|c| c.0.get())
}
static VERSION: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);

/// Looks `name` (interned) up along the MRO of a class: the raw attribute, which the class's dict owns. Take a reference of one's
/// own before Python code runs, which may remove it there.
#[inline]
pub fn lookup(class: &'static ClassObj, name: &Value) -> Option<Borrowed> {
    let word = name.word();
    let at = ((word >> 4) as u32 ^ class.id.wrapping_mul(0x9E37_79B1)) & ((1 << CACHE_BITS) - 1);
    // SAFETY: no reference into the cache outlives this function.
    let entry = unsafe { &mut (*cache())[at as usize] };
    let version = VERSION.load(std::sync::atomic::Ordering::Relaxed);
    if entry.class != class.id || entry.name != word || entry.version != version {
        let found = lookup_slow(class, name);
        *entry = Entry {
            class: class.id,
            version,
            name: word,
            found,
        };
    }
    if entry.found == 0 {
        return None;
    }
    // SAFETY: the word lies in a class's dict, whose change bumps the version; callers own it before they run Python code.
    Some(unsafe { Borrowed::from_word(entry.found) })
}

#[cold]
fn lookup_slow(class: &'static ClassObj, name: &Value) -> u64 {
    for id in class.mro() {
        if let Some(found) = by_id(*id).dict().get_interned(name) {
            // The dict keeps it alive.
            return found.word();
        }
    }
    0
}

/// Like [`lookup`], with an owned result, and the class that holds it.
pub fn lookup_where(class: &'static ClassObj, name: &Value) -> Option<(Value, &'static ClassObj)> {
    class.mro().iter().find_map(|id| {
        by_id(*id)
            .dict()
            .get_interned(name)
            .map(|v| (v, by_id(*id)))
    })
}

/// Must be called after any change of a class's dict or bases: forgets every cached lookup, inline caches included.
pub fn changed() {
    VERSION.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    crate::start::flush_inline_caches();
}

/// Sets an attribute in a class's dict, with all consequences (caches, hook flags of it and its subclasses).
pub fn set_attr(class: &'static ClassObj, name: &Value, value: Opt) -> R<bool> {
    let old = class.dict().get_interned(name);
    let plain = |v: &Value| !crate::attr::is_descriptor(v);
    let stays_plain = matches!((&old, &value), (Some(o), Some(n)) if plain(o) && plain(n));
    match value {
        Some(v) => class.dict().set_interned(name, v),
        None => {
            if old.is_none() {
                return Ok(false);
            }
            class.dict().remove_interned(name);
        }
    }
    // Inline caches never hold plain class attributes, only the method cache does.
    if stays_plain {
        VERSION.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    } else {
        // What was looked up before is forgotten before the flags are looked up.
        changed();
        crate::class_make::update_flags(class);
    }
    // Whoever looked it up may not have counted it yet.
    crate::threads::bury(old);
    Ok(true)
}

/// Frees an object whose last reference is gone. Deep structures are freed iteratively.
///
/// # Safety
/// `object` is live with a count of zero and is not used afterwards.
#[inline(never)]
pub unsafe fn dealloc(object: *mut Header) {
    // SAFETY: the caller's promise.
    unsafe { dealloc_here(object) }
}

/// The same, where it stands.
///
/// # Safety
/// As `dealloc`.
#[inline(always)]
pub unsafe fn dealloc_here(object: *mut Header) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*object).class.get() == ClassId::STR as u32 {
            // Owns nothing, and nothing watches it die.
            return (crate::types::str::OPS.free)(object);
        }
        dealloc_deep(object);
    }
}

/// How deep the destruction of one object is in the destruction of others, and what is put off because of it.
struct Dying {
    depth: Cell<u32>,
    pending: UnsafeCell<Vec<*mut Header>>,
}

unsafe fn dealloc_deep(object: *mut Header) {
    thread_local! {
        static DYING: std::mem::ManuallyDrop<Dying> = const {
            std::mem::ManuallyDrop::new(Dying { depth: Cell::new(0), pending: UnsafeCell::new(Vec::new()) })
        };
    }
    DYING.with(|d| {
        let depth = d.depth.get();
        if depth >= 100 {
            // SAFETY: no reference into the vector is alive.
            unsafe { (*d.pending.get()).push(object) };
            return;
        }
        d.depth.set(depth + 1);
        // SAFETY: the caller's promise.
        unsafe { dealloc_one(object) };
        if depth == 0 {
            // SAFETY: as above; each pop ends before the object is freed.
            while let Some(next) = unsafe { (*d.pending.get()).pop() } {
                unsafe { dealloc_one(next) };
            }
        }
        d.depth.set(depth);
    });
}

unsafe fn dealloc_one(object: *mut Header) {
    // SAFETY: the object is live until freed below.
    unsafe {
        let header = &*object;
        let class = by_id(header.class.get());
        if class.has(HAS_DEL)
            && !header.has(crate::value::FLAG_FINALIZED)
            && crate::instance::finalize(object)
        {
            return;
        }
        if header.has(crate::value::FLAG_WEAKLY_REFERENCED) {
            crate::types::weakref::object_dies(object);
        }
        if class.has(HEAP) || class.layout == ClassId::BASE_EXCEPTION {
            crate::instance::release_parts(object, class);
            if class.layout == ClassId::OBJECT {
                // Nothing but its memory is left.
                let size = class.instance_size.get() as usize;
                return crate::memory::free(object as *mut u8, size.max(size_of::<Header>()));
            }
        }
        (class.ops.get().free)(object);
    }
}

/// Frees an object that owns nothing beyond its memory.
///
/// # Safety
/// As `LayoutOps::free`.
pub unsafe fn free_object<T: Object>(object: *mut Header) {
    // SAFETY: the payload is dropped exactly once; the size is the one that `alloc` used.
    unsafe {
        let class = by_id((*object).class.get());
        let size = class.instance_size.get().max(size_of::<T>() as u32) as usize;
        std::ptr::drop_in_place(object as *mut T);
        crate::memory::free(object as *mut u8, size);
    }
}

/// A `LayoutOps` for a fixed-size struct whose Rust `Drop` releases what it owns.
pub const fn fixed<T: Object>(trace: unsafe fn(*mut Header, &mut dyn FnMut(&Value))) -> LayoutOps {
    LayoutOps {
        free: free_object::<T>,
        trace,
        size: size_of::<T>() as u32,
        tail: None,
        next: None,
        call: None,
    }
}

/// For payloads that own no values.
///
/// # Safety
/// Always safe to call.
pub unsafe fn trace_nothing(_: *mut Header, _: &mut dyn FnMut(&Value)) {}

/// Clears a fresh block from one offset to another.
///
/// # Safety
/// The block has so many bytes, rounded up to whole words.
#[inline(always)]
unsafe fn zero(block: *mut u8, from: usize, to: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if !from.is_multiple_of(8) || to - from > 64 {
            return std::ptr::write_bytes(block.add(from), 0, to - from);
        }
        for at in (from..to).step_by(8) {
            // Volatile, or the loop would become a call of memset, which costs more than these few words.
            (block.add(at) as *mut u64).write_volatile(0);
        }
    }
}

/// Allocates an object of a fixed layout and moves `payload` (with a header of the exact class) into it; for subclasses the
/// instance part is zeroed.
pub fn new_object<T: Object>(class: u32, payload: T) -> Value {
    let size = if class == T::CLASS as u32 && T::CLASS as u32 != ClassId::BASE_EXCEPTION as u32 {
        size_of::<T>()
    } else {
        (by_id(class).instance_size.get() as usize).max(size_of::<T>())
    };
    let block = crate::memory::alloc(size) as *mut T;
    // SAFETY: the block is fresh and large enough; the header's class is set last.
    unsafe {
        block.write(payload);
        zero(block as *mut u8, size_of::<T>(), size);
        (*(block as *mut Header)).class.set(class);
        if T::CLASS as u32 == ClassId::OBJECT as u32 {
            crate::instance::unset_doubles(block as *mut Header, by_id(class));
        }
        crate::leak::born(block as *mut Header);
        Value::from_object(block)
    }
}
