//! A word that several threads read and write at the same time.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// How a word is read and written that names something made for all threads.
pub const SEEN: Ordering = Ordering::Acquire;
pub const SHOWN: Ordering = Ordering::Release;

/// `Cell`'s interface over relaxed atomic operations, for plain data of 1, 2, 4 or 8 bytes.
#[repr(transparent)]
pub struct Racy<T: Copy>(UnsafeCell<T>);

// SAFETY: every access is atomic.
unsafe impl<T: Copy + Send> Sync for Racy<T> {}

/// One arm per size; the atomic of that size sits on the cell's own bytes.
macro_rules! by_size {
    ($cell:expr, |$atomic:ident| $body:expr) => {{
        const { assert!(align_of::<T>() == size_of::<T>()) };
        // SAFETY: the cell is aligned to its size, lives as long as the reference, and all accesses to it are atomic;
        // `transmute_copy` is between types of the same size.
        unsafe {
            match size_of::<T>() {
                1 => {
                    let $atomic = AtomicU8::from_ptr($cell.0.get().cast());
                    $body
                }
                2 => {
                    let $atomic = AtomicU16::from_ptr($cell.0.get().cast());
                    $body
                }
                4 => {
                    let $atomic = AtomicU32::from_ptr($cell.0.get().cast());
                    $body
                }
                8 => {
                    let $atomic = AtomicU64::from_ptr($cell.0.get().cast());
                    $body
                }
                _ => unreachable!("not the size of a word"),
            }
        }
    }};
}

impl<T: Copy> Racy<T> {
    pub const fn new(value: T) -> Racy<T> {
        Racy(UnsafeCell::new(value))
    }
    #[inline(always)]
    pub fn get(&self) -> T {
        by_size!(self, |a| std::mem::transmute_copy(
            &a.load(Ordering::Relaxed)
        ))
    }
    #[inline(always)]
    pub fn set(&self, value: T) {
        by_size!(self, |a| a
            .store(std::mem::transmute_copy(&value), Ordering::Relaxed));
    }
    #[inline(always)]
    pub fn replace(&self, value: T) -> T {
        by_size!(self, |a| std::mem::transmute_copy(
            &a.swap(std::mem::transmute_copy(&value), Ordering::AcqRel)
        ))
    }
}

impl Racy<u8> {
    pub fn atomic(&self) -> &AtomicU8 {
        // SAFETY: as above.
        unsafe { AtomicU8::from_ptr(self.0.get()) }
    }
}
impl Racy<u32> {
    pub fn atomic(&self) -> &AtomicU32 {
        // SAFETY: as above.
        unsafe { AtomicU32::from_ptr(self.0.get()) }
    }
}
