//! `itertools`: iterators that are put together from others.

use super::NativeModule;
use super::add;
use crate::class::{self, LayoutOps};
use crate::module::ModuleObj;
use crate::native::{self, NativeDef, TypeDef, method};
use crate::{ClassId, Header, Object, Opt, R, Value, errors, ops};
use std::cell::{Cell, UnsafeCell};

mod choose;
mod groups;
mod infinite;
mod linear;
mod share;

/// The state of any of them. What the parts mean, each class says.
#[repr(C)]
pub(crate) struct ItObj {
    pub header: Header,
    slots: [UnsafeCell<Opt>; 5],
    pub n: [Cell<i64>; 4],
    pool: UnsafeCell<Vec<Value>>,
    marks: UnsafeCell<Vec<usize>>,
}

// SAFETY: begins with a header; the other classes cast.
unsafe impl Object for ItObj {
    const CLASS: ClassId = ClassId::COUNT;
}

impl ItObj {
    #[inline(always)]
    pub fn get(&self, at: usize) -> Opt {
        let _guard = self.header.lock();
        // SAFETY: a read, under the lock.
        unsafe { (*self.slots[at].get()).clone() }
    }
    /// Sets a slot; what was there is dropped when the new value is in place.
    #[inline(always)]
    pub fn set(&self, at: usize, value: Opt) {
        let guard = self.header.lock();
        // SAFETY: a short access, under the lock.
        let old = unsafe { std::mem::replace(&mut *self.slots[at].get(), value) };
        drop(guard);
        drop(old);
    }
    pub fn take(&self, at: usize) -> Opt {
        let _guard = self.header.lock();
        // SAFETY: a short access, under the lock.
        unsafe { (*self.slots[at].get()).take() }
    }
    /// Runs something short on the lists that runs no Python code.
    #[inline(always)]
    pub fn lists<T>(&self, f: impl FnOnce(&mut Vec<Value>, &mut Vec<usize>) -> T) -> T {
        let _guard = self.header.lock();
        // SAFETY: nobody else holds the lists, by the promise above.
        unsafe { f(&mut *self.pool.get(), &mut *self.marks.get()) }
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let it = &*(object as *mut ItObj);
        for slot in &it.slots {
            (*slot.get()).iter().for_each(&mut *visit);
        }
        (*it.pool.get()).iter().for_each(&mut *visit);
    }
}

/// A fresh one.
pub(crate) fn new<const N: usize>(class: u32, slots: [Opt; N], n: [i64; 4]) -> Value {
    new_pooled(class, slots, n, vec![], vec![])
}

pub(crate) fn new_pooled<const N: usize>(
    class: u32,
    slots: [Opt; N],
    n: [i64; 4],
    pool: Vec<Value>,
    marks: Vec<usize>,
) -> Value {
    let mut given = slots.into_iter();
    let payload = ItObj {
        header: Header::new(class),
        slots: std::array::from_fn(|_| UnsafeCell::new(given.next().flatten())),
        n: n.map(Cell::new),
        pool: UnsafeCell::new(pool),
        marks: UnsafeCell::new(marks),
    };
    class::new_object(class, payload)
}

/// The state behind an iterator of this module.
#[inline(always)]
pub(crate) fn this(iterator: &Value) -> &ItObj {
    // SAFETY: only the classes of this module have the rows that come here.
    unsafe { iterator.cast::<ItObj>() }
}

/// A class of this module.
const fn iterator(
    class: ClassId,
    next: fn(&Value) -> R<Opt>,
    doc: &'static str,
    methods: &'static [NativeDef],
) -> TypeDef {
    TypeDef {
        class,
        ops: LayoutOps {
            next: Some(next),
            ..class::fixed::<ItObj>(trace)
        },
        flags: 0,
        doc,
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

/// A machine int that an argument must be.
fn machine_index(v: &Value) -> R<i64> {
    ops::index_i64(v)?
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C ssize_t"))
}

static TYPES: [&[TypeDef]; 5] = [
    infinite::TYPES,
    linear::TYPES,
    groups::TYPES,
    choose::TYPES,
    share::TYPES,
];

pub const MODULE: NativeModule = NativeModule {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: &[method("tee(iterable, n=2, /)", share::tee)],
    init: |m: &ModuleObj| {
        for table in TYPES {
            native::install_late(table, "itertools");
            for def in table {
                let class = class::builtin(def.class);
                add(m, def.class.python_name(), class.value());
            }
        }
        Ok(())
    },
    mark: super::MARK,
};
