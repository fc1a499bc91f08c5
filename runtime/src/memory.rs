//! Object memory: size-class free lists over chunks, in front of the system allocator for large blocks.
//!
//! Blocks are 16-byte aligned. A block does not know its size: the caller passes it to [`free`].

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;

const CLASS_SHIFT: usize = 4;
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST >> CLASS_SHIFT;
const CHUNK: usize = 64 << 10;

struct Lists {
    heads: [*mut u8; CLASSES + 1],
    bump: *mut u8,
    end: *mut u8,
}

thread_local! {
    static LISTS: UnsafeCell<Lists> = const {
        UnsafeCell::new(Lists { heads: [std::ptr::null_mut(); CLASSES + 1], bump: std::ptr::null_mut(), end: std::ptr::null_mut() })
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

#[cold]
#[inline(never)]
fn alloc_large(size: usize) -> *mut u8 {
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
    if size > LARGEST {
        // SAFETY: alloc used the same layout.
        unsafe { System.dealloc(block, Layout::from_size_align_unchecked(size, 16)) };
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

/// Changes a block's size, moving it if need be. Null when the system has no more; the old block then stays.
///
/// # Safety
/// As [`free`] for the old block.
pub unsafe fn realloc(block: *mut u8, old: usize, new: usize) -> *mut u8 {
    if old > LARGEST && new > LARGEST {
        // SAFETY: both sizes belong to the system allocator.
        return unsafe { System.realloc(block, Layout::from_size_align_unchecked(old, 16), new) };
    }
    if old <= LARGEST && new <= LARGEST && (old + 15) >> CLASS_SHIFT == (new + 15) >> CLASS_SHIFT {
        return block;
    }
    let moved = alloc(new);
    if !moved.is_null() {
        // SAFETY: both blocks are at least `min` long and distinct.
        unsafe {
            std::ptr::copy_nonoverlapping(block, moved, old.min(new));
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
