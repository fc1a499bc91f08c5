//! `tuple`.

use crate::{ClassId, Header, Object, Value, class, memory};
use taipan_abi::layout;

/// The items follow the struct (`layout::TUPLE_ITEMS`).
#[repr(C)]
pub struct TupleObj {
    pub header: Header,
    pub len: usize,
}

// SAFETY: begins with a header; subclasses keep their overflow word behind the items.
unsafe impl Object for TupleObj {
    const CLASS: ClassId = ClassId::TUPLE;
}

const ITEMS: usize = layout::TUPLE_ITEMS as usize;

impl TupleObj {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `len` initialised values follow the struct; a tuple is immutable.
        unsafe {
            std::slice::from_raw_parts(
                (self as *const TupleObj as *const u8).add(ITEMS) as *const Value,
                self.len,
            )
        }
    }
}

struct Empty(TupleObj);
// SAFETY: immutable and immortal.
unsafe impl Sync for Empty {}
static EMPTY: Empty = Empty(TupleObj {
    header: Header::immortal(ClassId::TUPLE as u32),
    len: 0,
});

/// `()`
pub fn empty() -> Value {
    // SAFETY: a static immortal object.
    unsafe { Value::from_word(&EMPTY as *const Empty as u64) }
}

pub fn new_tuple(items: Vec<Value>) -> Value {
    if items.is_empty() {
        return empty();
    }
    // SAFETY: the items are moved out of the vector, whose memory alone is then freed.
    unsafe {
        let value = from_raw(items.as_ptr(), items.len(), ClassId::TUPLE as u32);
        let mut items = items;
        items.set_len(0);
        value
    }
}

/// Moves `len` values from an array; `class` is tuple or a subclass.
///
/// # Safety
/// The values are readable and given up by the caller.
pub unsafe fn from_raw(items: *const Value, len: usize, class: u32) -> Value {
    let tail = if class == ClassId::TUPLE as u32 { 0 } else { 8 };
    let block = memory::alloc(ITEMS + len * 8 + tail) as *mut TupleObj;
    if block.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<TupleObj>());
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(TupleObj {
            header: Header::new(class),
            len,
        });
        let data = (block as *mut u8).add(ITEMS) as *mut Value;
        std::ptr::copy_nonoverlapping(items, data, len);
        if tail != 0 {
            *(data.add(len) as *mut u64) = 0;
        }
        crate::start::count_new(block as *mut Header);
        Value::from_object(block)
    }
}

unsafe fn free(object: *mut Header) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let t = &*(object as *mut TupleObj);
        let tail = if (*object).class.get() == ClassId::TUPLE as u32 {
            0
        } else {
            8
        };
        let len = t.len;
        std::ptr::drop_in_place(std::ptr::slice_from_raw_parts_mut(
            (object as *mut u8).add(ITEMS) as *mut Value,
            len,
        ));
        memory::free(object as *mut u8, ITEMS + len * 8 + tail);
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe { (*(object as *mut TupleObj)).items().iter().for_each(visit) }
}

unsafe fn tail(object: *mut Header) -> *mut u64 {
    // SAFETY: subclasses have a word behind the items.
    unsafe { (object as *mut u8).add(ITEMS + (*(object as *mut TupleObj)).len * 8) as *mut u64 }
}

pub const OPS: class::LayoutOps = class::LayoutOps {
    free,
    trace,
    size: 0,
    tail: Some(tail),
};

/// The items of a value known to be a tuple.
#[inline]
pub fn items(value: &Value) -> &[Value] {
    value.get::<TupleObj>().expect("a tuple").items()
}
#[inline]
pub fn len(value: &Value) -> usize {
    value.get::<TupleObj>().expect("a tuple").len
}

pub const TYPE: crate::native::TypeDef = crate::native::TypeDef {
    class: ClassId::TUPLE,
    ops: OPS,
    flags: 0,
    doc: "",
    methods: &[],
};
