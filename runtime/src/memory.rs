//! Object memory: size-class free lists over chunks for small blocks, free lists of whole blocks of the system allocator
//! for middling ones (it would give the pages back at every free), the system allocator itself for large ones.
//!
//! Small blocks are 8-byte aligned, the others 16. A block does not know its size: the caller passes it to [`free`].

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;

const CLASS_SHIFT: usize = 3;
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST >> CLASS_SHIFT;
/// The first chunk; each following one is twice as large, up to the largest. Pages are the system's until they are touched.
const FIRST_CHUNK: usize = 64 << 10;
const LARGEST_CHUNK: usize = 1 << 20;
/// So much is asked of the system at once, in place of a fault for every page.
const AHEAD: usize = 64 << 10;

/// Middling blocks: up to here, in four sizes per power of two.
const MIDDLING: usize = 256 << 10;
const MIDDLING_CLASSES: usize = 36;
/// How many bytes one list of middling blocks may hold back.
const HELD: usize = 1 << 20;

/// The class of a middling size and the size of its blocks.
#[inline]
fn middling(size: usize) -> (usize, usize) {
    // For 2^k < size <= 2^(k+1): steps of 2^(k-2).
    let k = (size - 1).ilog2();
    let step = 1usize << (k - 2);
    let rounded = (size + step - 1) & !(step - 1);
    let quarter = (rounded - (1 << k)) / step - 1;
    ((k as usize - 9) * 4 + quarter, rounded)
}

struct Lists {
    /// Heads and lengths of the lists of middling blocks.
    blocks: [(*mut u8, usize); MIDDLING_CLASSES],
    heads: [*mut u8; CLASSES + 1],
    bump: *mut u8,
    /// The pages up to here are there.
    present: *mut u8,
    end: *mut u8,
    next_chunk: usize,
}

const NO_LISTS: Lists = Lists {
    blocks: [(std::ptr::null_mut(), 0); MIDDLING_CLASSES],
    heads: [std::ptr::null_mut(); CLASSES + 1],
    bump: std::ptr::null_mut(),
    present: std::ptr::null_mut(),
    end: std::ptr::null_mut(),
    next_chunk: FIRST_CHUNK,
};

thread_local! {
    static LISTS: UnsafeCell<Lists> = const { UnsafeCell::new(NO_LISTS) };
}

/// Allocates `size` bytes, uninitialised. Null when the system has no more (large sizes only; small ones abort).
#[inline(always)]
pub fn alloc(size: usize) -> *mut u8 {
    if size > LARGEST {
        return alloc_large(size);
    }
    let class = (size + 7) >> CLASS_SHIFT;
    // SAFETY: the lists belong to this thread and no reference to them outlives this function.
    let lists = unsafe { &mut *LISTS.with(UnsafeCell::get) };
    let head = lists.heads[class];
    if !head.is_null() {
        // SAFETY: a block on a free list holds the next block's address in its first word.
        lists.heads[class] = unsafe { *(head as *mut *mut u8) };
        return head;
    }
    refill(lists, class)
}

#[inline(never)]
fn alloc_large(size: usize) -> *mut u8 {
    if size <= MIDDLING {
        let (class, rounded) = middling(size);
        return LISTS.with(|lists| {
            // SAFETY: as in `alloc`.
            unsafe {
                let list = &mut (*lists.get()).blocks[class];
                if list.0.is_null() {
                    return System.alloc(Layout::from_size_align_unchecked(rounded, 16));
                }
                let head = list.0;
                *list = (*(head as *mut *mut u8), list.1 - 1);
                head
            }
        });
    }
    let Ok(layout) = Layout::from_size_align(size, 16) else {
        return std::ptr::null_mut();
    };
    // SAFETY: the size is not zero.
    unsafe { System.alloc(layout) }
}

#[cold]
#[inline(never)]
fn refill(lists: &mut Lists, class: usize) -> *mut u8 {
    let size = class.max(1) << CLASS_SHIFT;
    if (lists.present as usize) - (lists.bump as usize) < size {
        more(lists, size);
    }
    let block = lists.bump;
    lists.bump = block.wrapping_add(size);
    block
}

/// Makes `size` bytes present at the bump pointer, in the next chunk if need be.
#[cold]
fn more(lists: &mut Lists, size: usize) {
    if (lists.end as usize) - (lists.bump as usize) < size {
        let chunk = lists.next_chunk;
        // SAFETY: a fresh private mapping.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                chunk,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if start == libc::MAP_FAILED {
            std::process::abort();
        }
        lists.bump = start.cast();
        lists.present = start.cast();
        lists.end = lists.bump.wrapping_add(chunk);
        lists.next_chunk = (chunk * 2).min(LARGEST_CHUNK);
    }
    // Only a hint: a kernel without it gives the pages one by one when they are touched.
    // SAFETY: the range lies in a chunk of ours that nobody uses.
    unsafe { libc::madvise(lists.present.cast(), AHEAD, MADV_POPULATE_WRITE) };
    lists.present = lists.present.wrapping_add(AHEAD);
}

/// Linux's number, since 5.14.
const MADV_POPULATE_WRITE: i32 = 23;

/// Frees a block of [`alloc`] with the same size.
///
/// # Safety
/// `block` came from `alloc(size)` and is not used afterwards.
#[inline(always)]
pub unsafe fn free(block: *mut u8, size: usize) {
    crate::leak::gone(block);
    if size > LARGEST {
        // SAFETY: the caller's promise.
        unsafe { free_large(block, size) };
        return;
    }
    let class = (size + 7) >> CLASS_SHIFT;
    // SAFETY: as in `alloc`; the block has at least 16 bytes.
    unsafe {
        let lists = &mut *LISTS.with(UnsafeCell::get);
        *(block as *mut *mut u8) = lists.heads[class];
        lists.heads[class] = block;
    }
}

#[inline(never)]
unsafe fn free_large(block: *mut u8, size: usize) {
    // SAFETY: `alloc_large` used the same layout; lists as in `alloc`.
    unsafe {
        if size > MIDDLING {
            return System.dealloc(block, Layout::from_size_align_unchecked(size, 16));
        }
        let (class, rounded) = middling(size);
        LISTS.with(|lists| {
            let list = &mut (*lists.get()).blocks[class];
            if list.1 * rounded >= HELD {
                return System.dealloc(block, Layout::from_size_align_unchecked(rounded, 16));
            }
            *(block as *mut *mut u8) = list.0;
            *list = (block, list.1 + 1);
        });
    }
}

/// Changes a block's size, moving it if need be. Null when the system has no more; the old block then stays.
///
/// # Safety
/// As [`free`] for the old block.
pub unsafe fn realloc(block: *mut u8, old: usize, new: usize) -> *mut u8 {
    if old > MIDDLING && new > MIDDLING {
        // SAFETY: both sizes belong to the system allocator.
        let moved =
            unsafe { System.realloc(block, Layout::from_size_align_unchecked(old, 16), new) };
        if !moved.is_null() && moved != block {
            crate::leak::moved(block, moved);
        }
        return moved;
    }
    if old <= LARGEST && new <= LARGEST && (old + 7) >> CLASS_SHIFT == (new + 7) >> CLASS_SHIFT {
        return block;
    }
    let is_middling = |size: usize| size > LARGEST && size <= MIDDLING;
    if is_middling(old) && is_middling(new) && middling(old) == middling(new) {
        return block;
    }
    let moved = alloc(new);
    if !moved.is_null() {
        // SAFETY: both blocks are at least `min` long and distinct.
        unsafe {
            std::ptr::copy_nonoverlapping(block, moved, old.min(new));
            crate::leak::moved(block, moved);
            free(block, old);
        }
    }
    moved
}

/// The lists of threads that have ended.
#[cfg(feature = "threads")]
static ORPHANS: std::sync::Mutex<Vec<Lists>> = std::sync::Mutex::new(Vec::new());
// SAFETY: free blocks belong to whoever has the list.
#[cfg(feature = "threads")]
unsafe impl Send for Lists {}

/// A thread begins: it takes over what an ended one had, unless it has blocks of its own already.
#[cfg(feature = "threads")]
pub fn adopt() {
    let found = ORPHANS.lock().unwrap_or_else(|e| e.into_inner()).pop();
    let Some(found) = found else { return };
    let own = LISTS.with(|lists| {
        // SAFETY: as in `alloc`.
        let lists = unsafe { &mut *lists.get() };
        if lists.bump.is_null() && lists.heads.iter().all(|h| h.is_null()) {
            *lists = found;
            return None;
        }
        Some(found)
    });
    if let Some(lists) = own {
        ORPHANS
            .lock()
            .unwrap_or_else(|e| e.into_inner())
            .push(lists);
    }
}

/// A thread ends: its free blocks wait for the next one.
#[cfg(feature = "threads")]
pub fn abandon() {
    let mut orphans = ORPHANS.lock().unwrap_or_else(|e| e.into_inner());
    orphans.reserve(1);
    // SAFETY: as in `alloc`.
    let lists = LISTS.with(|lists| std::mem::replace(unsafe { &mut *lists.get() }, NO_LISTS));
    orphans.push(lists);
}

/// Alignments that our blocks may not have.
fn is_foreign(layout: &Layout) -> bool {
    layout.align() > 8
}

/// The Rust side's allocations (vectors, strings) use the same lists.
pub struct Allocator;

/// Bytes that are no object's are most often a message: out of line, as they stand in many cold places.
#[inline(never)]
fn alloc_bytes(size: usize) -> *mut u8 {
    alloc(size)
}

/// See [`alloc_bytes`].
///
/// # Safety
/// As [`free`].
#[inline(never)]
unsafe fn free_bytes(block: *mut u8, size: usize) {
    // SAFETY: forwarded.
    unsafe { free(block, size) }
}

// SAFETY: `alloc` and `free` give 8-byte aligned blocks of at least the asked size; larger alignments go to the system.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_foreign(&layout) {
            // SAFETY: forwarded.
            return unsafe { System.alloc(layout) };
        }
        if layout.align() == 1 {
            return alloc_bytes(layout.size());
        }
        alloc(layout.size())
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: forwarded with the same layout.
        unsafe {
            if is_foreign(&layout) {
                System.dealloc(block, layout)
            } else if layout.align() == 1 {
                free_bytes(block, layout.size())
            } else {
                free(block, layout.size())
            }
        }
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new: usize) -> *mut u8 {
        // SAFETY: forwarded with the same layout.
        unsafe {
            if is_foreign(&layout) {
                System.realloc(block, layout, new)
            } else {
                realloc(block, layout.size(), new)
            }
        }
    }
}

#[cfg(not(test))]
#[global_allocator]
static GLOBAL: Allocator = Allocator;
