//! The threads: their numbers, what other threads leave in their queues, and what waits until one thread is alone.
//!
//! A thread gets its number when it first makes or touches an object, and gives it back when it ends. A later thread with the
//! same number is the owner of whatever the first one left alive: the registry's lock lies between the two.

use crate::value::Header;
use crate::{Opt, Value, class, context, memory};
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard};

/// The number of a thread that has given its own back: the owner of nothing.
pub const ENDED: u16 = u16::MAX;

struct Slot {
    live: bool,
    /// Objects of this thread that others want merged.
    queue: Vec<Object>,
    /// The thread's context, to poison its poll word; valid while the thread is live.
    context: Context,
}
struct Object(*const Header);
struct Context(*const context::Context);
// SAFETY: the queue owns a reference to each object; contexts are touched under the registry's lock only, by atomic stores.
unsafe impl Send for Object {}
unsafe impl Send for Context {}

struct Registry {
    slots: Vec<Slot>,
    /// What [`bury`] was given.
    graves: Vec<Grave>,
}
struct Grave(#[allow(dead_code, reason = "dropped in time")] Value);
// SAFETY: counts are kept by the rules of `biased`, on whichever thread the value is dropped.
unsafe impl Send for Grave {}

static REGISTRY: Mutex<Registry> = Mutex::new(Registry {
    slots: Vec::new(),
    graves: Vec::new(),
});

fn registry() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(|e| e.into_inner())
}

thread_local! {
    static NUMBER: Cell<u16> = const { Cell::new(0) };
    static MEMBER: Member = const { Member };
}

/// Its destruction is the thread's end.
struct Member;
impl Drop for Member {
    fn drop(&mut self) {
        leave();
    }
}

/// This thread's number: 1 to 65,534, or [`ENDED`].
#[inline(always)]
pub fn number() -> u16 {
    match NUMBER.get() {
        0 => join(),
        number => number,
    }
}

#[cold]
#[inline(never)]
fn join() -> u16 {
    memory::adopt();
    let context = Context(context::current());
    let mut all = registry();
    let fresh = Slot {
        live: true,
        queue: Vec::new(),
        context,
    };
    let at = match all.slots.iter().position(|s| !s.live) {
        Some(at) => {
            all.slots[at] = fresh;
            at
        }
        None => {
            all.slots.push(fresh);
            all.slots.len() - 1
        }
    };
    drop(all);
    let Some(number) = u16::try_from(at + 1).ok().filter(|n| *n != ENDED) else {
        eprintln!("too many threads at once");
        std::process::abort();
    };
    NUMBER.set(number);
    // The destructor runs from here on.
    MEMBER.with(|_| ());
    number
}

fn leave() {
    let number = NUMBER.get();
    loop {
        work_off(number);
        let mut all = registry();
        let slot = &mut all.slots[number as usize - 1];
        if slot.queue.is_empty() {
            slot.live = false;
            break;
        }
    }
    NUMBER.set(ENDED);
    memory::abandon();
}

/// Queues an object for its owner to merge, together with the reference that this thread gives up. If the owner has ended,
/// merges at once: whether that was the last reference.
pub(super) fn queue(object: &Header) -> bool {
    let mut all = registry();
    let owner = object.owner.get();
    if owner == 0 {
        // Merged meanwhile, with the queue's reference in the count.
        drop(all);
        return object.release();
    }
    let slot = &mut all.slots[owner as usize - 1];
    if !slot.live {
        return object.merge();
    }
    slot.queue.push(Object(object));
    // SAFETY: the thread is live, since it has to take the lock to leave.
    unsafe { (*slot.context.0).stack_limit.set(u64::MAX) };
    false
}

/// A moment at which the thread holds no lock and no borrowed object: it works off its queue. Loops and function entries come
/// here when their poll word is poisoned; so does a thread that waits for a lock or ends.
pub fn safepoint() {
    match NUMBER.get() {
        0 | ENDED => {}
        number => work_off(number),
    }
    exhume();
}

fn work_off(number: u16) {
    let queue = std::mem::take(&mut registry().slots[number as usize - 1].queue);
    for object in queue {
        // SAFETY: the queue's reference keeps the object alive until it is merged; after that the last one frees it.
        unsafe {
            if (*object.0).merge() {
                class::dealloc(object.0 as *mut Header);
            }
        }
    }
}

/// Keeps a value that another thread may be looking at without a count of its own (an attribute of a class that has just been
/// replaced) until this thread is the only one.
pub fn bury(value: Opt) {
    if let Some(v) = value {
        registry().graves.push(Grave(v));
        exhume();
    }
}

fn exhume() {
    let mut all = registry();
    if !all.graves.is_empty() && all.slots.iter().filter(|s| s.live).count() <= 1 {
        let graves = std::mem::take(&mut all.graves);
        drop(all);
        drop(graves);
    }
}
