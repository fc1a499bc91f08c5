//! `tuple`.

use crate::native::{NativeDef, TypeDef, arg, class_arg, method, opt, static_method};
use crate::ops::{self, Cmp};
use crate::threads::Racy;
use crate::types::int;
use crate::types::slice::{self, Subscript};
use crate::types::str::new_str;
use crate::{ClassId, Header, Object, Opt, R, Value, class, errors, iter, memory};
use taipan_abi::layout;

/// The items follow the struct (`layout::TUPLE_ITEMS`).
#[repr(C)]
pub struct TupleObj {
    pub header: Header,
    pub len: usize,
    /// 0 means not computed.
    hash: Racy<i64>,
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

#[repr(transparent)]
struct Empty(#[allow(dead_code)] TupleObj);
// SAFETY: immutable and immortal.
unsafe impl Sync for Empty {}
static EMPTY: Empty = Empty(TupleObj {
    header: Header::immortal(ClassId::TUPLE as u32),
    len: 0,
    hash: Racy::new(0),
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

/// A tuple of values that are there already.
#[inline]
pub fn from_array<const N: usize>(items: [Value; N]) -> Value {
    let items = std::mem::ManuallyDrop::new(items);
    // SAFETY: the values are moved.
    unsafe { from_raw(items.as_ptr(), N, ClassId::TUPLE as u32) }
}

/// The pair that an iterator yielded last. As in CPython, it is filled again when nobody else holds it any more.
#[derive(Default)]
pub struct Reused(std::cell::UnsafeCell<Opt>);

impl Reused {
    #[inline(always)]
    pub fn pair(&self, a: Value, b: Value) -> Value {
        #[cfg(not(feature = "threads"))]
        {
            // SAFETY: a short access.
            let last = unsafe { &mut *self.0.get() };
            if let Some(pair) = last
                && pair.ref_count() == 1
            {
                let out = pair.clone();
                // SAFETY: a tuple of two that nobody else sees; what it held is dropped when it is whole again.
                let old = unsafe {
                    pair.cast::<TupleObj>().hash.set(0);
                    let items = (pair.word() as *mut u8).add(ITEMS) as *mut [Value; 2];
                    std::mem::replace(&mut *items, [a, b])
                };
                drop(old);
                return out;
            }
            let out = from_array([a, b]);
            let old = last.replace(out.clone());
            drop(old);
            out
        }
        #[cfg(feature = "threads")]
        from_array([a, b])
    }
    pub fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        // SAFETY: nothing changes it meanwhile.
        unsafe { &*self.0.get() }.iter().for_each(visit);
    }
}

/// Moves `len` values from an array; `class` is tuple or a subclass.
///
/// # Safety
/// The values are readable and given up by the caller.
#[inline(always)]
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
            hash: Racy::new(0),
        });
        let data = (block as *mut u8).add(ITEMS) as *mut Value;
        std::ptr::copy_nonoverlapping(items, data, len);
        if tail != 0 {
            *(data.add(len) as *mut u64) = 0;
            note_length(class::by_id(class), len);
        }
        crate::leak::born(block as *mut Header);
        Value::from_object(block)
    }
}

/// There is an object of this class with so many items. Inline caches that count on more are forgotten.
#[inline]
pub fn note_length(class: &'static class::ClassObj, len: usize) {
    let (known, len) = (class.shortest.get(), len.min(u32::MAX as usize - 1) as u32);
    if len < known {
        class.shortest.set(len);
        if known != u32::MAX {
            crate::start::flush_inline_caches();
        }
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
        crate::types::list::drop_last_first((object as *mut u8).add(ITEMS) as *mut Value, len);
        memory::free(object as *mut u8, ITEMS + len * 8 + tail);
    }
}

/// Frees a tuple that is no subclass's and whose items have other owners by now.
///
/// # Safety
/// The word is such a tuple with one reference, which is given up.
pub unsafe fn free_block(tuple: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let len = (*(tuple as *const TupleObj)).len;
        memory::free(tuple as *mut u8, ITEMS + len * 8);
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
    next: None,
    call: None,
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

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::TUPLE,
    ops: OPS,
    flags: class::PATTERN_SEQUENCE,
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

fn this(args: &[Opt]) -> &[Value] {
    items(arg(args, 0))
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, iterable=(), /)", new),
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__getitem__(self, key, /)", get_item),
    method("__contains__(self, key, /)", |a| {
        for v in this(a) {
            if ops::equal(v, arg(a, 1))? {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }),
    method("__iter__(self, /)", |a| {
        Ok(crate::types::iterators::new_tuple_iterator(
            arg(a, 0).clone(),
        ))
    }),
    method("__add__(self, value, /)", |a| {
        let (x, y) = (arg(a, 0), arg(a, 1));
        if y.get::<TupleObj>().is_none() {
            return Err(errors::type_error(format!(
                "can only concatenate tuple (not \"{}\") to tuple",
                errors::type_name(y)
            )));
        }
        if len(y) == 0 && x.is_exactly(ClassId::TUPLE) {
            return Ok(x.clone());
        }
        if len(x) == 0 && y.is_exactly(ClassId::TUPLE) {
            return Ok(y.clone());
        }
        Ok(new_tuple([items(x), items(y)].concat()))
    }),
    method("__mul__(self, value, /)", repeat),
    method("__rmul__(self, value, /)", repeat),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("__hash__(self, /)", |a| hash(arg(a, 0)).map(int::from_i64)),
    method("__repr__(self, /)", |a| {
        let Some(_guard) = ops::enter_repr(arg(a, 0)) else {
            return Ok(new_str(b"(...)"));
        };
        let mut out = vec![b'('];
        for (i, v) in this(a).iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(b", ");
            }
            out.extend_from_slice(crate::types::str::bytes_of(&ops::repr(v)?));
        }
        if this(a).len() == 1 {
            out.push(b',');
        }
        out.push(b')');
        Ok(new_str(&out))
    }),
    method("count(self, value, /)", |a| {
        let mut n = 0;
        for v in this(a) {
            n += ops::equal(v, arg(a, 1))? as i64;
        }
        Ok(int::from_i64(n))
    }),
    method("index(self, value, start=0, stop=sys.maxsize, /)", |a| {
        let t = this(a);
        let (from, to) = index_range(opt(a, 2), opt(a, 3), t.len())?;
        for (i, v) in t.iter().enumerate().take(to).skip(from) {
            if ops::equal(v, arg(a, 1))? {
                return Ok(int::from_usize(i));
            }
        }
        Err(errors::value_error("tuple.index(x): x not in tuple"))
    }),
    method("__getnewargs__(self, /)", |a| {
        Ok(new_tuple(vec![new_tuple(this(a).to_vec())]))
    }),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(ITEMS + 8 * this(a).len()))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn new(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::TUPLE)?;
    let exact = c.id == ClassId::TUPLE as u32;
    let source = match opt(args, 1) {
        None if exact => return Ok(empty()),
        Some(v) if exact && v.is_exactly(ClassId::TUPLE) => return Ok(v.clone()),
        None => vec![],
        Some(v) => iter::collect(v)?,
    };
    if exact {
        return Ok(new_tuple(source));
    }
    // SAFETY: the items are moved out of the vector, whose memory alone is then freed.
    unsafe {
        let value = from_raw(source.as_ptr(), source.len(), c.id);
        let mut source = source;
        source.set_len(0);
        Ok(value)
    }
}

fn get_item(args: &[Opt]) -> R {
    let t = this(args);
    match slice::subscript(arg(args, 1), "tuple")? {
        Subscript::Index(i) => match slice::position(i, t.len()) {
            Some(at) => Ok(t[at].clone()),
            None => Err(errors::index_error("tuple index out of range")),
        },
        Subscript::Slice(b) => Ok(part(arg(args, 0), b)),
    }
}

/// A slice of a tuple.
pub fn part(tuple: &Value, bounds: slice::Bounds) -> Value {
    let t = items(tuple);
    let r = bounds.apply(t.len());
    if r.len == t.len() && r.step == 1 && tuple.is_exactly(ClassId::TUPLE) {
        return tuple.clone();
    }
    new_tuple(r.positions().map(|i| t[i].clone()).collect())
}

fn repeat(args: &[Opt]) -> R {
    let Some(n) = slice::repeat_count(arg(args, 1))? else {
        return Err(errors::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            errors::type_name(arg(args, 1))
        )));
    };
    let t = this(args);
    if n == 1 && arg(args, 0).is_exactly(ClassId::TUPLE) {
        return Ok(arg(args, 0).clone());
    }
    let mut out: Vec<Value> = Vec::new();
    match t.len().checked_mul(n) {
        Some(total) if total < isize::MAX as usize / 8 && out.try_reserve_exact(total).is_ok() => {}
        _ => return Err(errors::memory_error()),
    }
    for _ in 0..if t.is_empty() { 0 } else { n } {
        out.extend_from_slice(t);
    }
    Ok(new_tuple(out))
}

/// `start` and `stop` of `index()`, clamped.
pub fn index_range(start: Option<&Value>, stop: Option<&Value>, len: usize) -> R<(usize, usize)> {
    let place = |v: Option<&Value>, default: usize| -> R<usize> {
        match v {
            None => Ok(default),
            Some(v) => {
                let i = slice::clamped_place(v)?;
                Ok(if i < 0 {
                    i.saturating_add(len as i64).max(0)
                } else {
                    i
                } as usize)
            }
        }
    };
    Ok((place(start, 0)?, place(stop, usize::MAX)?))
}

fn compare(op: Cmp, args: &[Opt]) -> R {
    match arg(args, 1).get::<TupleObj>() {
        Some(other) => compare_items(op, this(args), other.items()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Compares two immutable sequences of items.
pub fn compare_items(op: Cmp, a: &[Value], b: &[Value]) -> R {
    for (x, y) in a.iter().zip(b) {
        if !ops::equal(x, y)? {
            return match op {
                Cmp::Eq => Ok(Value::FALSE),
                Cmp::Ne => Ok(Value::TRUE),
                _ => ops::compare(op, x, y),
            };
        }
    }
    Ok(Value::bool(op.test(a.len().cmp(&b.len()))))
}

/// The hash of a tuple. It is kept: equal items have equal hashes for as long as they live.
pub fn hash(tuple: &Value) -> R<i64> {
    let t = tuple.get::<TupleObj>().expect("a tuple");
    let known = t.hash.get();
    if known != 0 {
        return Ok(known);
    }
    let hash = hash_items(t.items())?;
    t.hash.set(hash);
    Ok(hash)
}

/// The hash of a tuple of these items: CPython's variant of xxHash.
pub fn hash_items(items: &[Value]) -> R<i64> {
    const P1: u64 = 11400714785074694791;
    const P2: u64 = 14029467366897019727;
    const P5: u64 = 2870177450012600261;
    let mut acc = P5;
    for v in items {
        let lane = ops::hash(v)? as u64;
        acc = acc
            .wrapping_add(lane.wrapping_mul(P2))
            .rotate_left(31)
            .wrapping_mul(P1);
    }
    acc = acc.wrapping_add(items.len() as u64 ^ (P5 ^ 3527539));
    Ok(if acc == u64::MAX {
        1546275796
    } else {
        acc as i64
    })
}
