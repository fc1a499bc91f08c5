//! The table of all classes, by id: a vector.

use super::ClassObj;
use std::cell::UnsafeCell;

struct Table(UnsafeCell<Vec<*const ClassObj>>);
// SAFETY: this build has one thread.
unsafe impl Sync for Table {}
static TABLE: Table = Table(UnsafeCell::new(Vec::new()));

/// The class with this id.
#[inline(always)]
pub fn by_id(id: u32) -> &'static ClassObj {
    // SAFETY: ids in headers are those of registered classes, which are never freed.
    unsafe { &**(&*TABLE.0.get()).get_unchecked(id as usize) }
}
/// All registered classes.
pub fn all() -> impl Iterator<Item = &'static ClassObj> {
    // SAFETY: as in `by_id`; the length is read anew each time.
    (0..unsafe { (&*TABLE.0.get()).len() }).filter_map(|i| {
        let c = unsafe { (&*TABLE.0.get())[i] };
        // SAFETY: registered classes live for ever.
        if c.is_null() {
            None
        } else {
            Some(unsafe { &*c })
        }
    })
}
pub(crate) fn register(id: u32, class: *const ClassObj) {
    // SAFETY: see `Table`.
    let table = unsafe { &mut *TABLE.0.get() };
    if table.len() <= id as usize {
        table.resize(id as usize + 1, std::ptr::null());
    }
    table[id as usize] = class;
}
/// Keeps the ids below `end` for the classes of the compiled program.
pub fn reserve(end: u32) {
    // SAFETY: see `Table`.
    let table = unsafe { &mut *TABLE.0.get() };
    if table.len() < end as usize {
        table.resize(end as usize, std::ptr::null());
    }
}
pub(crate) fn is_registered(id: u32) -> bool {
    // SAFETY: see `Table`.
    unsafe {
        (&*TABLE.0.get())
            .get(id as usize)
            .is_some_and(|c| !c.is_null())
    }
}
pub(crate) fn next_id() -> u32 {
    // SAFETY: see `Table`.
    unsafe { (&*TABLE.0.get()).len() as u32 }
}
