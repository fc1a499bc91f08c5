//! Object memory: size-class free lists over chunks for small blocks, free lists of whole blocks of the system allocator
//! for middling ones (it would give the pages back at every free), the system allocator itself for large ones.
//!
//! Blocks are 16-byte aligned. A block does not know its size: the caller passes it to [`free`].

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;

const CLASS_SHIFT: usize = 4;
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST >> CLASS_SHIFT;
const CHUNK: usize = 64 << 10;

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
    end: *mut u8,
}

thread_local! {
    static LISTS: UnsafeCell<Lists> = const {
        UnsafeCell::new(Lists { blocks: [(std::ptr::null_mut(), 0); MIDDLING_CLASSES], heads: [std::ptr::null_mut(); CLASSES + 1], bump: std::ptr::null_mut(), end: std::ptr::null_mut() })
    };
}

/// Allocates `size` bytes, uninitialised. Null when the system has no more (large sizes only; small ones abort).
#[inline]
pub fn alloc(size: usize) -> *mut u8 {
    if size > LARGEST {
        return alloc_large(size);
    }
    let class = (size + 15) >> CLASS_SHIFT;
    LISTS.with(|lists| {
        // SAFETY: the lists belong to this thread and no reference to them outlives this closure.
        let lists = unsafe { &mut *lists.get() };
        let head = lists.heads[class];
        if !head.is_null() {
            // SAFETY: a block on a free list holds the next block's address in its first word.
            lists.heads[class] = unsafe { *(head as *mut *mut u8) };
            return head;
        }
        refill(lists, class)
    })
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
    if (lists.end as usize) - (lists.bump as usize) < size {
        // SAFETY: constant non-zero size.
        let chunk = unsafe { System.alloc(Layout::from_size_align_unchecked(CHUNK, 4096)) };
        if chunk.is_null() {
            std::process::abort();
        }
        lists.bump = chunk;
        lists.end = chunk.wrapping_add(CHUNK);
    }
    let block = lists.bump;
    lists.bump = block.wrapping_add(size);
    block
}

/// Frees a block of [`alloc`] with the same size.
///
/// # Safety
/// `block` came from `alloc(size)` and is not used afterwards.
#[inline]
pub unsafe fn free(block: *mut u8, size: usize) {
    crate::leak::gone(block);
    if size > LARGEST {
        // SAFETY: the caller's promise.
        unsafe { free_large(block, size) };
        return;
    }
    let class = (size + 15) >> CLASS_SHIFT;
    LISTS.with(|lists| {
        // SAFETY: as in `alloc`; the block has at least 16 bytes.
        unsafe {
            let lists = &mut *lists.get();
            *(block as *mut *mut u8) = lists.heads[class];
            lists.heads[class] = block;
        }
    });
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
    if old <= LARGEST && new <= LARGEST && (old + 15) >> CLASS_SHIFT == (new + 15) >> CLASS_SHIFT {
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

/// The Rust side's allocations (vectors, strings) use the same lists.
pub struct Allocator;

// SAFETY: `alloc` and `free` give 16-byte aligned blocks of at least the asked size; larger alignments go to the system.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > 16 {
            // SAFETY: forwarded.
            return unsafe { System.alloc(layout) };
        }
        alloc(layout.size())
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: forwarded with the same layout.
        unsafe {
            if layout.align() > 16 {
                System.dealloc(block, layout)
            } else {
                free(block, layout.size())
            }
        }
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new: usize) -> *mut u8 {
        // SAFETY: forwarded with the same layout.
        unsafe {
            if layout.align() > 16 {
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
