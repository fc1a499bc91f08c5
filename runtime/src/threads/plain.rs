//! One thread: plain counts, no locks.

use crate::value::Header;
use crate::{Opt, Value};
use std::marker::PhantomData;
use std::sync::atomic::Ordering;
use taipan_abi::layout::IMMORTAL;

pub type Racy<T> = std::cell::Cell<T>;

/// How a word is read and written that names something made for all threads.
pub const SEEN: Ordering = Ordering::Relaxed;
pub const SHOWN: Ordering = Ordering::Relaxed;

/// Nothing: there is nobody to keep out.
pub struct Guard<'a>(PhantomData<&'a Header>);

/// Guards of two objects, which may be the same.
#[inline(always)]
pub fn lock_two<'a>(a: &'a Header, b: &'a Header) -> (Guard<'a>, Option<Guard<'a>>) {
    (a.lock(), Some(b.lock()))
}

/// Lets go of a value as soon as no lock is held: here at once.
#[inline(always)]
pub fn later(value: Opt) {
    drop(value);
}

/// Lets go of a value that another thread may be looking at without a count of its own: here there is none.
#[inline(always)]
pub fn bury(value: Opt) {
    drop(value);
}

impl Header {
    /// Of a fresh object, which the caller owns.
    pub const fn new(class: u32) -> Header {
        Header {
            class: Racy::new(class),
            collector: Racy::new(0),
            flags: Racy::new(0),
            owner: Racy::new(0),
            local_count: Racy::new(1),
            shared_count: Racy::new(0),
        }
    }
    #[inline(always)]
    pub fn retain(&self) {
        let count = self.local_count.get();
        if count & IMMORTAL == 0 {
            self.local_count.set(count + 1);
        }
    }
    /// Gives a reference back; whether it was the last one.
    #[inline(always)]
    #[must_use]
    pub fn release(&self) -> bool {
        let count = self.local_count.get();
        if count & IMMORTAL != 0 {
            return false;
        }
        self.local_count.set(count - 1);
        count == 1
    }
    /// References, for sole-owner tricks and `sys.getrefcount`; large for immortals.
    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.local_count.get()
    }
    /// Exactly how many references are counted, while no other thread runs.
    pub fn references(&self) -> i64 {
        i64::from(self.local_count.get())
    }
    /// The last reference is gone, or the object waits to be freed.
    pub fn is_dying(&self) -> bool {
        self.local_count.get() == 0
    }
    /// Whether this thread may change the local count.
    #[inline(always)]
    pub fn is_own(&self) -> bool {
        true
    }
    /// Takes a reference of an object that only a table without counts names, unless it is dying.
    pub fn try_retain(&self) -> bool {
        let alive = !self.is_dying();
        if alive {
            self.retain();
        }
        alive
    }
    /// Gives a dead object one reference while its destructor runs.
    pub fn revive(&self) {
        self.local_count.set(1);
    }
    /// Takes that reference back; whether the destructor has made others.
    pub fn has_survived(&self) -> bool {
        !self.release()
    }
    pub fn set(&self, flag: u8) {
        self.flags.set(self.flags.get() | flag);
    }
    pub fn clear(&self, flag: u8) {
        self.flags.set(self.flags.get() & !flag);
    }
    #[inline(always)]
    pub fn lock(&self) -> Guard<'_> {
        Guard(PhantomData)
    }
}

const _: () = assert!(size_of::<Guard<'_>>() == 0 && size_of::<Value>() == size_of::<Opt>());
