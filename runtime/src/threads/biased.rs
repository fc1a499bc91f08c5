//! Biased reference counts.
//!
//! The references to an object are its local count plus its shared count, which is signed: what the owner counted may be
//! given back by another thread. The low bits of the shared word say where the object stands:
//!
//! - 0: both counts are in use;
//! - [`QUEUED`]: it lies in its owner's queue, which holds one reference;
//! - [`MERGED`]: it has no owner any more, and the shared count is all there is.
//!
//! **Invariant:** `local_count` and `owner` are written by the owner, or by whoever holds the registry's lock after the owner
//! has ended; `owner` only ever changes to zero while the object is alive.

use super::{Racy, registry};
use crate::value::{FLAG_WEAKLY_REFERENCED, Header};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use taipan_abi::layout::IMMORTAL;

const QUEUED: u32 = 1;
const MERGED: u32 = 2;
const STATE: u32 = 3;
const ONE: u32 = 4;

impl Header {
    /// Of a fresh object, which the caller owns.
    pub fn new(class: u32) -> Header {
        let (owner, local, shared) = match registry::number() {
            // A thread that is ending owns nothing.
            registry::ENDED => (0, 0, ONE | MERGED),
            me => (me, 1, 0),
        };
        Header {
            class: Racy::new(class),
            collector: Racy::new(0),
            flags: Racy::new(0),
            owner: Racy::new(owner),
            local_count: Racy::new(local),
            shared_count: Racy::new(shared),
        }
    }
    #[inline(always)]
    pub fn retain(&self) {
        let local = self.local_count.get();
        if local & IMMORTAL != 0 {
            return;
        }
        if self.owner.get() == registry::number() {
            self.local_count.set(local + 1);
        } else {
            self.shared_count.atomic().fetch_add(ONE, Relaxed);
        }
    }
    /// Gives a reference back; whether it was the last one.
    #[inline(always)]
    #[must_use]
    pub fn release(&self) -> bool {
        let local = self.local_count.get();
        if local & IMMORTAL != 0 {
            return false;
        }
        if self.owner.get() == registry::number() {
            self.local_count.set(local - 1);
            local == 1 && self.local_gone()
        } else {
            self.release_shared()
        }
    }
    /// The owner has no references left.
    #[cold]
    fn local_gone(&self) -> bool {
        let word = self.shared_count.atomic();
        let mut shared = word.load(Acquire);
        // Without a weak reference nobody else can come by one.
        if shared == 0 && !self.has(FLAG_WEAKLY_REFERENCED) {
            return true;
        }
        self.owner.set(0);
        loop {
            let merged = shared & !STATE | MERGED;
            match word.compare_exchange_weak(shared, merged, AcqRel, Acquire) {
                Ok(_) => return merged == MERGED,
                Err(now) => shared = now,
            }
        }
    }
    #[cold]
    fn release_shared(&self) -> bool {
        let word = self.shared_count.atomic();
        let mut shared = word.load(Relaxed);
        loop {
            let new = match shared {
                // The reference passes to the queue.
                0 => QUEUED,
                _ => shared.wrapping_sub(ONE),
            };
            match word.compare_exchange_weak(shared, new, AcqRel, Relaxed) {
                Ok(0) => return registry::queue(self),
                Ok(_) => return new == MERGED,
                Err(now) => shared = now,
            }
        }
    }
    /// Adds the counts up and takes back the queue's reference; whether it was the last one. By the owner, or in its stead
    /// once it has ended.
    pub(super) fn merge(&self) -> bool {
        let local = self.local_count.get();
        if local & IMMORTAL != 0 {
            return false;
        }
        // Before the exchange: after it another thread may free the object.
        self.owner.set(0);
        self.local_count.set(0);
        let word = self.shared_count.atomic();
        let mut shared = word.load(Acquire);
        loop {
            let count = (shared as i32 >> 2) + local as i32 - 1;
            let merged = (count as u32) << 2 | MERGED;
            match word.compare_exchange_weak(shared, merged, AcqRel, Acquire) {
                Ok(_) => return count == 0,
                Err(now) => shared = now,
            }
        }
    }
    /// References, for sole-owner tricks and `sys.getrefcount`; large for immortals and where only the owner can tell.
    pub fn count(&self) -> u32 {
        let local = self.local_count.get();
        let owner = self.owner.get();
        if local & IMMORTAL != 0 {
            return local;
        }
        let shared = self.shared_count.atomic().load(Acquire);
        let count = (shared as i32 >> 2) + local as i32;
        if owner == registry::number() || shared & STATE == MERGED {
            count.max(0) as u32
        } else {
            (count.max(1) as u32).max(2)
        }
    }
    /// Exactly how many references are counted, while no other thread runs.
    pub fn references(&self) -> i64 {
        i64::from(self.local_count.get()) + i64::from(self.shared_count.get() as i32 >> 2)
    }
    /// The last reference is gone, or the object waits to be freed.
    pub fn is_dying(&self) -> bool {
        let shared = self.shared_count.atomic().load(Acquire);
        self.local_count.get() == 0 && shared & !STATE == 0
    }
    /// Whether this thread may change the local count.
    pub fn is_own(&self) -> bool {
        self.owner.get() == registry::number()
    }
    /// Takes a reference of an object that only a table without counts names, unless it is dying. The caller holds that
    /// table's lock, and the object has its flag.
    pub fn try_retain(&self) -> bool {
        let local = self.local_count.get();
        if local & IMMORTAL != 0 {
            return true;
        }
        if self.owner.get() == registry::number() {
            self.local_count.set(local + u32::from(local != 0));
            return local != 0;
        }
        let word = self.shared_count.atomic();
        let mut shared = word.load(Acquire);
        while shared != MERGED {
            match word.compare_exchange_weak(shared, shared.wrapping_add(ONE), AcqRel, Acquire) {
                Ok(_) => return true,
                Err(now) => shared = now,
            }
        }
        false
    }
    /// Gives a dead object one reference while its destructor runs: this thread's.
    pub fn revive(&self) {
        match registry::number() {
            registry::ENDED => self.shared_count.atomic().store(ONE | MERGED, Release),
            me => {
                self.local_count.set(1);
                self.owner.set(me);
                self.shared_count.atomic().store(0, Release);
            }
        }
    }
    /// Takes that reference back; whether the destructor has made others.
    pub fn has_survived(&self) -> bool {
        !self.release()
    }
    pub fn set(&self, flag: u8) {
        self.flags.atomic().fetch_or(flag, AcqRel);
    }
    pub fn clear(&self, flag: u8) {
        self.flags.atomic().fetch_and(!flag, AcqRel);
    }
}
