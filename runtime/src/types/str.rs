//! `str`: UTF-8 extended with lone surrogates (three bytes each), with cached hash and code-point count.

use crate::threads::Racy;
use crate::{ClassId, Header, Object, Value, class, memory};
pub(crate) mod chars;
pub mod codec;
pub mod format;
mod index;
pub mod methods;
pub mod percent;
pub mod search;

use std::cell::Cell;
#[cfg(not(feature = "threads"))]
use std::cell::UnsafeCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use taipan_abi::layout;
use taipan_text::short;

/// The bytes follow the struct (`layout::STR_DATA`).
#[repr(C)]
pub struct StrObj {
    pub header: Header,
    /// CPython's hash; 0 means not computed.
    pub hash: Racy<i64>,
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
    /// Equality of the texts.
    #[inline(always)]
    pub fn has_text_of(&self, other: &StrObj) -> bool {
        if self.is_short() {
            return self.has_short_text_of(other);
        }
        short::equal(self.bytes(), other.bytes())
    }
    #[inline(always)]
    pub fn is_short(&self) -> bool {
        self.len.get() <= 8
    }
    /// The same when this text is short.
    #[inline(always)]
    pub fn has_short_text_of(&self, other: &StrObj) -> bool {
        let len = self.len.get();
        let unused = 64 - 8 * len as u32;
        let difference = self.first_word() ^ other.first_word();
        len == other.len.get() && difference.to_le().checked_shl(unused).unwrap_or(0) == 0
    }
    /// A text of up to eight bytes as a number, the first byte lowest, zeros behind it.
    #[inline(always)]
    pub fn short_word(&self) -> Option<u64> {
        let len = self.len.get();
        if len > 8 {
            return None;
        }
        let all = u64::MAX.checked_shr(64 - 8 * len as u32).unwrap_or(0);
        Some(self.first_word().to_le() & all)
    }
    /// The first eight bytes behind the struct; those past the text are anything.
    #[inline(always)]
    fn first_word(&self) -> u64 {
        // SAFETY: every block and every static holds whole words behind the struct, the first of which is initialised.
        unsafe { *((self as *const StrObj as *const u8).add(DATA) as *const u64) }
    }
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.len.get() == self.chars.get()
    }
    #[inline(always)]
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
    new_str_counted(bytes, taipan_text::wtf8::count(bytes))
}

/// [`new_str`] when the number of code points is known.
pub fn new_str_counted(bytes: &[u8], chars: usize) -> Value {
    let len = bytes.len();
    let value = new_block(len, chars, len);
    // SAFETY: a fresh block, whose data are whole words, one at least.
    unsafe {
        let data = (value.word() as *mut u8).add(DATA);
        if len <= 8 {
            *(data as *mut u64) = short::word(bytes).to_le();
        } else {
            short::copy(std::slice::from_raw_parts_mut(data, len), bytes);
        }
    }
    value
}

/// A `str` whose `len` bytes the caller fills in at once through [`data_mut`]. The capacity may be larger.
pub fn new_uninit(len: usize, chars: usize, capacity: usize) -> Value {
    new_block(len, chars, capacity)
}

#[inline(always)]
fn new_block(len: usize, chars: usize, capacity: usize) -> Value {
    let size = (DATA + capacity.max(1) + 7) & !7;
    let block = memory::alloc(size) as *mut StrObj;
    if block.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<StrObj>());
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(StrObj {
            header: Header::new(ClassId::STR as u32),
            hash: Racy::new(0),
            len: Cell::new(len),
            chars: Cell::new(chars),
            capacity: Cell::new(size - DATA),
        });
        // For `first_word`.
        *((block as *mut u8).add(DATA) as *mut u64) = 0;
        crate::leak::born(block as *mut Header);
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
        if s.header.has(crate::value::FLAG_INTERNED | INDEXED) {
            forget(s);
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
    next: None,
    call: None,
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
        || matches!((a.get::<StrObj>(), b.get::<StrObj>()), (Some(x), Some(y)) if x.has_text_of(y))
}

/// Words of the interned strs by their text. Its table uses the hash that the str has: none is computed twice.
type Interned = HashMap<Text<'static>, u64, BuildHasherDefault<Given>>;

/// A text with its hash.
struct Text<'a> {
    bytes: &'a [u8],
    hash: i64,
}

impl Text<'_> {
    fn of(bytes: &[u8]) -> Text<'_> {
        let hash = crate::types::str_hash(bytes, bytes.is_ascii());
        Text { bytes, hash }
    }
}
impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.bytes == other.bytes
    }
}
impl Eq for Text<'_> {}
impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_i64(self.hash);
    }
}

/// A hash that is one already.
#[derive(Default)]
struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write_i64(&mut self, hash: i64) {
        self.0 = hash as u64;
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("texts write their hash");
    }
}

#[cfg(not(feature = "threads"))]
fn with_interned<T>(f: impl FnOnce(&mut Interned) -> T) -> T {
    struct Table(UnsafeCell<Option<Interned>>);
    // SAFETY: this build has one thread.
    unsafe impl Sync for Table {}
    static INTERNED: Table = Table(UnsafeCell::new(None));
    // SAFETY: `f` is one of the closures below: none of them comes here again.
    f(unsafe { (*INTERNED.0.get()).get_or_insert_with(Interned::default) })
}
#[cfg(feature = "threads")]
fn with_interned<T>(f: impl FnOnce(&mut Interned) -> T) -> T {
    static INTERNED: std::sync::Mutex<Option<Interned>> = std::sync::Mutex::new(None);
    let mut table = INTERNED.lock().unwrap_or_else(|e| e.into_inner());
    f(table.get_or_insert_with(Interned::default))
}

/// The one `str` of this text that attribute names are compared by. Immortal.
pub fn intern(bytes: &[u8]) -> Value {
    if let [byte @ 0..128] = bytes {
        return chars::ascii(*byte);
    }
    let text = Text::of(bytes);
    with_interned(|table| {
        if let Some(&word) = table.get(&text) {
            // SAFETY: interned strings are immortal.
            return unsafe { Value::from_word(word) };
        }
        let value = new_str(bytes);
        register_interned(table, &value, text.hash);
        value
    })
}

/// Makes a `str` object the interned one, unless there is one of the same text: yields that.
pub fn intern_value(value: &Value) -> Value {
    let Some(s) = value.get::<StrObj>() else {
        return value.clone();
    };
    if s.header.has(crate::value::FLAG_INTERNED) {
        return value.clone();
    }
    if let [byte @ 0..128] = s.bytes() {
        return chars::ascii(*byte);
    }
    // Nobody but the owner may make an object immortal.
    let suits = value.is_exactly(ClassId::STR) && s.header.is_own();
    let text = Text {
        bytes: s.bytes(),
        hash: s.hash(),
    };
    let found = with_interned(|table| {
        if let Some(&word) = table.get(&text) {
            // SAFETY: as above.
            return Some(unsafe { Value::from_word(word) });
        }
        suits.then(|| {
            register_interned(table, value, text.hash);
            value.clone()
        })
    });
    found.unwrap_or_else(|| intern(s.bytes()))
}

fn register_interned(table: &mut Interned, value: &Value, hash: i64) {
    let s = value.get::<StrObj>().expect("a str");
    s.hash.set(hash);
    s.header.set(crate::value::FLAG_INTERNED);
    s.header.make_immortal();
    // SAFETY: immortal, so the bytes live for ever.
    let bytes = unsafe { std::mem::transmute::<&[u8], &'static [u8]>(s.bytes()) };
    table.insert(Text { bytes, hash }, value.word());
}

/// The tables that know a dying text.
#[cold]
#[inline(never)]
fn forget(s: &StrObj) {
    if s.header.has(crate::value::FLAG_INTERNED) {
        // SAFETY: the str outlives this call, and its text is in the table no longer.
        let bytes = unsafe { std::mem::transmute::<&[u8], &'static [u8]>(s.bytes()) };
        let hash = s.hash();
        with_interned(|table| table.remove(&Text { bytes, hash }));
    }
    if s.header.has(INDEXED) {
        index::forget(std::ptr::from_ref(s) as u64);
    }
}

/// `name!("__add__")`: the interned `str`, as `&'static Value`.
#[macro_export]
macro_rules! name {
    ($text:expr) => {{
        static CELL: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        if CELL.load($crate::threads::SEEN) == 0 {
            CELL.store(
                $crate::types::str::intern($text.as_bytes()).into_word(),
                $crate::threads::SHOWN,
            );
        }
        // SAFETY: the cell holds an immortal value's word, and is never written again.
        #[allow(unused_unsafe)]
        unsafe {
            &*(CELL.as_ptr() as *const $crate::Value)
        }
    }};
}

/// The text has an index of byte offsets.
const INDEXED: u8 = crate::value::FLAG_TYPE_1;

/// As [`new_uninit`], with MemoryError when there is no memory for it.
pub fn try_uninit(len: usize, chars: usize) -> crate::R {
    if len >= 1 << 46 {
        return Err(crate::errors::memory_error());
    }
    if len > 1 << 20 {
        let size = DATA + len + 8;
        let probe = memory::alloc(size);
        if probe.is_null() {
            return Err(crate::errors::memory_error());
        }
        // SAFETY: just allocated with that size.
        unsafe { memory::free(probe, size) };
    }
    Ok(new_uninit(len, chars, len))
}

/// `text * n`
pub fn try_repeat(text: &Value, n: usize) -> crate::R {
    let s = text.get::<StrObj>().expect("a str");
    let Some(len) = s.len.get().checked_mul(n) else {
        return Err(crate::errors::memory_error());
    };
    let mut out = try_uninit(len, s.chars.get() * n)?;
    // SAFETY: fresh.
    let data = unsafe { data_mut(&mut out) };
    match s.bytes() {
        [] => {}
        [byte] => data.fill(*byte),
        bytes => data
            .chunks_exact_mut(bytes.len())
            .for_each(|c| c.copy_from_slice(bytes)),
    }
    Ok(out)
}

/// An object of a str subclass with the text of `text`.
pub fn new_of_class(class: u32, text: &Value) -> Value {
    let s = text.get::<StrObj>().expect("a str");
    let capacity = (s.len.get().max(1) + 7) & !7;
    // Behind the text: the overflow word.
    let tail = 8;
    let block = memory::alloc(DATA + capacity + tail) as *mut StrObj;
    if block.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<StrObj>());
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(StrObj {
            header: Header::new(class),
            hash: Racy::new(s.hash.get()),
            len: Cell::new(s.len.get()),
            chars: Cell::new(s.chars.get()),
            capacity: Cell::new(capacity),
        });
        let data = (block as *mut u8).add(DATA);
        *(data as *mut u64) = 0;
        std::ptr::copy_nonoverlapping(s.bytes().as_ptr(), data, s.len.get());
        std::ptr::write_bytes(data.add(capacity), 0, tail);
        crate::leak::born(block as *mut Header);
        Value::from_object(block)
    }
}

/// Byte offset of character `n` (the length of the text for its end).
pub fn byte_offset(s: &StrObj, n: usize) -> usize {
    if s.is_ascii() {
        return n.min(s.len.get());
    }
    index::byte_offset(s, n)
}

/// The number of characters before a byte offset.
pub fn char_index(s: &StrObj, at: usize) -> usize {
    if s.is_ascii() {
        return at;
    }
    index::char_index(s, at)
}

/// The characters numbered `start..end`; both are in range.
pub fn substring(text: &Value, start: usize, end: usize) -> Value {
    let s = text.get::<StrObj>().expect("a str");
    if end <= start {
        return empty();
    }
    if start == 0 && end == s.chars.get() && text.is_exactly(ClassId::STR) {
        return text.clone();
    }
    let (from, to) = (byte_offset(s, start), byte_offset(s, end));
    if end - start == 1 {
        return one_char(&s.bytes()[from..to]);
    }
    new_str_counted(&s.bytes()[from..to], end - start)
}

/// A part of ASCII text.
pub fn ascii_piece(text: &[u8]) -> Value {
    match text {
        [] => empty(),
        [byte] => latin1(*byte),
        _ => new_str_counted(text, text.len()),
    }
}

/// `text[at]`
#[inline]
pub fn char_at(s: &StrObj, at: usize) -> Value {
    if s.is_ascii() {
        return latin1(s.bytes()[at]);
    }
    let from = index::byte_offset(s, at);
    let width = taipan_text::wtf8::width_of_first(s.bytes()[from]);
    one_char(&s.bytes()[from..from + width])
}

/// The string of one encoded character.
pub fn one_char(bytes: &[u8]) -> Value {
    match *bytes {
        [a] => latin1(a),
        [a @ 0xC2..=0xC3, b] => latin1((a & 3) << 6 | b & 0x3F),
        _ => new_str_counted(bytes, 1),
    }
}

/// The string of one code point.
pub fn from_code(code: u32) -> Value {
    if code < 256 {
        return latin1(code as u8);
    }
    new_str_counted(&taipan_text::wtf8::encode(code), 1)
}

/// `''`
pub fn empty() -> Value {
    crate::name!("").clone()
}

/// The one string of a Latin-1 character. Immortal.
#[inline]
pub fn latin1(code: u8) -> Value {
    if code < 128 {
        return chars::ascii(code);
    }
    latin1_other(code)
}

fn latin1_other(code: u8) -> Value {
    thread_local! {
        static TABLE: [Cell<u64>; 256] = const { [const { Cell::new(0) }; 256] };
    }
    TABLE.with(|t| {
        let cell = &t[code as usize];
        if cell.get() == 0 {
            cell.set(intern(&taipan_text::wtf8::encode(u32::from(code))).into_word());
        }
        // SAFETY: interned strings are immortal.
        unsafe { Value::from_word(cell.get()) }
    })
}

/// `a += b`: a sole owner of an exact str grows in place; `None` when the operands are not exact strs.
pub fn append(a: Value, b: &Value) -> Result<crate::R, Value> {
    if !a.is_exactly(ClassId::STR) || !b.is_exactly(ClassId::STR) {
        return Err(a);
    }
    // SAFETY: exact strs.
    let (x, y) = unsafe { (a.cast::<StrObj>(), b.cast::<StrObj>()) };
    let (len, more) = (x.len.get(), y.len.get());
    if more == 0 {
        return Ok(Ok(a));
    }
    let alone = a.ref_count() == 1 && !a.is(b) && x.header.flags.get() & !INDEXED == 0;
    if !alone {
        if len == 0 {
            return Ok(Ok(b.clone()));
        }
        // Room to grow: an appended-to string is often appended to again.
        let total = len + more;
        let mut out = new_uninit(total, x.chars.get() + y.chars.get(), total + total / 4);
        // SAFETY: fresh.
        let data = unsafe { data_mut(&mut out) };
        data[..len].copy_from_slice(x.bytes());
        data[len..].copy_from_slice(y.bytes());
        return Ok(Ok(out));
    }
    let total = len + more;
    let chars = x.chars.get() + y.chars.get();
    let mut word = a.into_word();
    // SAFETY: a sole owner; the block has `DATA + capacity` bytes; `b` is another object, since `a` has one reference only.
    unsafe {
        let x = &*(word as *const StrObj);
        if x.header.has(INDEXED) {
            index::forget(word);
            x.header.clear(INDEXED);
        }
        let capacity = x.capacity.get();
        if total > capacity {
            let wanted = (DATA + total + total / 2 + 15) & !7;
            let block = memory::realloc(word as *mut u8, DATA + capacity, wanted);
            if block.is_null() {
                drop(Value::from_word(word));
                return Ok(Err(crate::errors::memory_error()));
            }
            word = block as u64;
            (*(word as *const StrObj)).capacity.set(wanted - DATA);
        }
        let x = &*(word as *const StrObj);
        let to = (word as *mut u8).add(DATA + len);
        std::ptr::copy_nonoverlapping(b.cast::<StrObj>().bytes().as_ptr(), to, more);
        x.len.set(total);
        x.chars.set(chars);
        x.hash.set(0);
        Ok(Ok(Value::from_word(word)))
    }
}
