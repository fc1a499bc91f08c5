//! The lock bit of a container.

use crate::value::{FLAG_LOCKED, Header};
use crate::{Opt, Value};
use std::cell::{Cell, UnsafeCell};
use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// Turns of waiting before the thread gives its time away.
const SPINS: u32 = 64;

/// Holds an object's lock bit.
pub struct Guard<'a>(&'a Header);

thread_local! {
    static HELD: Cell<u32> = const { Cell::new(0) };
    static LATER: ManuallyDrop<UnsafeCell<Vec<Value>>> =
        const { ManuallyDrop::new(UnsafeCell::new(Vec::new())) };
}

impl Header {
    pub fn lock(&self) -> Guard<'_> {
        let flags = self.flags.atomic();
        if flags.fetch_or(FLAG_LOCKED, Acquire) & FLAG_LOCKED != 0 {
            wait(self);
        }
        HELD.set(HELD.get() + 1);
        Guard(self)
    }
}

#[cold]
fn wait(header: &Header) {
    let flags = header.flags.atomic();
    let mut turns = 0;
    loop {
        if flags.load(Relaxed) & FLAG_LOCKED == 0
            && flags.fetch_or(FLAG_LOCKED, AcqRel) & FLAG_LOCKED == 0
        {
            return;
        }
        turns += 1;
        if turns % SPINS == 0 {
            std::thread::yield_now();
        } else {
            std::hint::spin_loop();
        }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.flags.atomic().fetch_and(!FLAG_LOCKED, Release);
        let held = HELD.get() - 1;
        HELD.set(held);
        if held == 0 {
            let_go();
        }
    }
}

/// Guards of two objects, which may be the same. In the order of their addresses: two threads never wait for each other.
pub fn lock_two<'a>(a: &'a Header, b: &'a Header) -> (Guard<'a>, Option<Guard<'a>>) {
    let (x, y) = (std::ptr::from_ref(a), std::ptr::from_ref(b));
    match x.cmp(&y) {
        std::cmp::Ordering::Less => {
            let first = a.lock();
            (first, Some(b.lock()))
        }
        std::cmp::Ordering::Equal => (a.lock(), None),
        std::cmp::Ordering::Greater => {
            let first = b.lock();
            (a.lock(), Some(first))
        }
    }
}

/// Lets go of a value as soon as this thread holds no lock: its destructor may want one.
pub fn later(value: Opt) {
    let Some(value) = value else { return };
    if HELD.get() == 0 {
        return drop(value);
    }
    // SAFETY: no reference into the vector outlives this statement.
    LATER.with(|l| unsafe { (*l.get()).push(value) });
}

#[inline]
fn let_go() {
    LATER.with(|l| {
        // SAFETY: as above; each value is out of the vector before it is dropped.
        while let Some(value) = unsafe { (*l.get()).pop() } {
            drop(value);
        }
    });
}
