//! `bytes`.

use crate::types::{int, str};
use crate::{ClassId, Header, Object, R, Value, class, errors, memory, ops};
use std::cell::Cell;
use taipan_abi::layout;

pub mod methods;

/// The bytes follow the struct (`layout::BYTES_DATA`), then a zero byte.
#[repr(C)]
pub struct BytesObj {
    pub header: Header,
    /// 0 means not computed.
    pub hash: Cell<i64>,
    pub len: usize,
}

// SAFETY: begins with a header; subclasses keep their overflow word behind the data.
unsafe impl Object for BytesObj {
    const CLASS: ClassId = ClassId::BYTES;
}

const DATA: usize = layout::BYTES_DATA as usize;

impl BytesObj {
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `len` initialised bytes follow the struct; bytes are immutable.
        unsafe {
            std::slice::from_raw_parts((self as *const BytesObj as *const u8).add(DATA), self.len)
        }
    }
}

/// Memory of an object with `len` bytes, up to its overflow word.
fn size(len: usize) -> usize {
    (DATA + len + 8) & !7
}

pub fn new_bytes(data: &[u8]) -> Value {
    new_of_class(ClassId::BYTES as u32, data)
}

pub fn new_of_class(class: u32, data: &[u8]) -> Value {
    let whole = size(data.len()) + if class == ClassId::BYTES as u32 { 0 } else { 8 };
    let block = memory::alloc(whole) as *mut BytesObj;
    if block.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<BytesObj>());
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(BytesObj {
            header: Header::new(class),
            hash: Cell::new(0),
            len: data.len(),
        });
        let to = (block as *mut u8).add(DATA);
        std::ptr::copy_nonoverlapping(data.as_ptr(), to, data.len());
        std::ptr::write_bytes(to.add(data.len()), 0, whole - DATA - data.len());
        crate::leak::born(block as *mut Header);
        Value::from_object(block)
    }
}

unsafe fn free(object: *mut Header) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let tail = if (*object).class.get() == ClassId::BYTES as u32 {
            0
        } else {
            8
        };
        memory::free(
            object as *mut u8,
            size((*(object as *mut BytesObj)).len) + tail,
        );
    }
}

unsafe fn tail(object: *mut Header) -> *mut u64 {
    // SAFETY: subclasses have a word behind the data.
    unsafe { (object as *mut u8).add(size((*(object as *mut BytesObj)).len)) as *mut u64 }
}

pub const OPS: class::LayoutOps = class::LayoutOps {
    free,
    trace: class::trace_nothing,
    size: 0,
    tail: Some(tail),
    next: None,
    call: None,
};

/// The contents of `bytes` or a subclass.
#[inline]
pub fn as_bytes(v: &Value) -> Option<&[u8]> {
    v.get::<BytesObj>().map(BytesObj::bytes)
}

/// The contents of anything bytes-like, copied: bytes, or what `__buffer__` gives.
pub fn contents(v: &Value) -> R<Option<Vec<u8>>> {
    if let Some(b) = as_bytes(v) {
        return Ok(Some(b.to_vec()));
    }
    // `bytearray` and `memoryview` give their contents as bytes by this method.
    match crate::call::call_special(v, crate::name!("__bytes_contents__"), &[]) {
        Some(r) => Ok(as_bytes(&r?).map(<[u8]>::to_vec)),
        None => Ok(None),
    }
}

/// Zeros, or MemoryError.
pub fn zeroed(len: usize) -> R<Vec<u8>> {
    let mut out = Vec::new();
    if len >= 1 << 46 || out.try_reserve_exact(len).is_err() {
        return Err(errors::memory_error());
    }
    out.resize(len, 0);
    Ok(out)
}

/// Bytes from ints: `bytes([1, 2])`.
pub fn collect_bytes(items: &[Value]) -> R<Vec<u8>> {
    let mut out = Vec::with_capacity(items.len());
    for v in items {
        out.push(byte(v, "bytes")?);
    }
    Ok(out)
}

/// One byte from an int.
pub fn byte(v: &Value, what: &str) -> R<u8> {
    match ops::index_i64(v)? {
        Some(i @ 0..=255) => Ok(i as u8),
        _ => Err(errors::value_error(format!(
            "{what} must be in range(0, 256)"
        ))),
    }
}

/// `hash`
pub fn hash(b: &BytesObj) -> i64 {
    let h = b.hash.get();
    if h != 0 {
        return h;
    }
    let h = crate::types::secret().hash_bytes(b.bytes());
    b.hash.set(h);
    h
}

/// One byte as an int.
pub fn item(b: u8) -> Value {
    int::from_i64(i64::from(b))
}

/// `repr`
pub fn repr(data: &[u8]) -> Value {
    str::new_str(&taipan_text::escape::repr_bytes(data))
}
