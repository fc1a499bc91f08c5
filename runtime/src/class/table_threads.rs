//! The table of all classes, by id: chunks that never move, so that reading takes no lock.

use super::ClassObj;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

const CHUNK: usize = 1024;
type Chunk = [AtomicPtr<ClassObj>; CHUNK];

/// Room for four million classes.
static CHUNKS: [AtomicPtr<Chunk>; 4096] = [const { AtomicPtr::new(null_mut()) }; 4096];
/// Ids below are given out.
static END: AtomicU32 = AtomicU32::new(0);

fn slot(id: u32) -> &'static AtomicPtr<ClassObj> {
    let chunk = &CHUNKS[id as usize / CHUNK];
    let mut at = chunk.load(Ordering::Acquire);
    if at.is_null() {
        let fresh = Box::into_raw(Box::new([const { AtomicPtr::new(null_mut()) }; CHUNK]));
        match chunk.compare_exchange(null_mut(), fresh, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => at = fresh,
            Err(other) => {
                // SAFETY: just made, and nobody else has seen it.
                drop(unsafe { Box::from_raw(fresh) });
                at = other;
            }
        }
    }
    // SAFETY: chunks are never freed.
    unsafe { &(*at)[id as usize % CHUNK] }
}

/// The class with this id.
#[inline]
pub fn by_id(id: u32) -> &'static ClassObj {
    // SAFETY: ids in headers are those of registered classes, which are never freed; their chunk is there.
    unsafe {
        let chunk = CHUNKS[id as usize / CHUNK].load(Ordering::Acquire);
        &*(*chunk)[id as usize % CHUNK].load(Ordering::Acquire)
    }
}
/// All registered classes.
pub fn all() -> impl Iterator<Item = &'static ClassObj> {
    (0..END.load(Ordering::Acquire)).filter_map(|id| {
        let class = slot(id).load(Ordering::Acquire);
        // SAFETY: registered classes live for ever.
        (!class.is_null()).then(|| unsafe { &*class })
    })
}
pub(crate) fn register(id: u32, class: *const ClassObj) {
    END.fetch_max(id + 1, Ordering::AcqRel);
    slot(id).store(class.cast_mut(), Ordering::Release);
}
/// Keeps the ids below `end` for the classes of the compiled program.
pub fn reserve(end: u32) {
    END.fetch_max(end, Ordering::AcqRel);
}
pub(crate) fn is_registered(id: u32) -> bool {
    id < END.load(Ordering::Acquire) && !slot(id).load(Ordering::Acquire).is_null()
}
/// An id that no class has and nobody else gets.
pub(crate) fn next_id() -> u32 {
    END.fetch_add(1, Ordering::AcqRel)
}
