//! The thread context: the poll word, the exception in flight, the exception being handled.

use crate::threads::Racy;
use crate::{Opt, Value};
use std::cell::{Cell, UnsafeCell};

/// A token: an exception lies in the thread context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised;

/// Compiled code reaches this through the pinned register; offsets in `taipan_abi::layout`.
#[repr(C)]
pub struct Context {
    /// Compared with the stack pointer on function entry and loop back-edges.
    pub stack_limit: Racy<u64>,
    pub exception: UnsafeCell<Opt>,
    /// The exception that the innermost running generator, or what runs outside of generators, is handling.
    pub handled: UnsafeCell<Opt>,
    /// Written and read by compiled code only, around a call that preserves every register.
    pub slow_result: Cell<u64>,
    /// Lowest address of the stack that recursive Rust functions may use.
    pub native_limit: Cell<u64>,
    /// Highest address of the stack.
    pub stack_base: Cell<u64>,
    pub recursion_limit: Cell<u32>,
    /// What the nested runtime functions that CPython counts too would use of its stack, in bytes.
    pub native_used: Cell<u32>,
    /// A signal has arrived.
    pub signal_pending: Cell<bool>,
    /// The exception in flight comes from looking up the method of a call, not from calling it.
    pub callee_failed: Cell<bool>,
    /// What was being handled where the running generators were resumed.
    enclosing: Cell<*const Enclosing>,
}

/// The exception that is being handled around a running generator. It lies in the stack frame that resumes it.
#[repr(C)]
pub struct Enclosing {
    handled: Opt,
    next: *const Enclosing,
}

thread_local! {
    static CONTEXT: Context = const {
        Context {
            stack_limit: Racy::new(0),
            exception: UnsafeCell::new(None),
            handled: UnsafeCell::new(None),
            slow_result: Cell::new(0),
            native_limit: Cell::new(0),
            stack_base: Cell::new(0),
            recursion_limit: Cell::new(1000),
            native_used: Cell::new(0),
            signal_pending: Cell::new(false),
            callee_failed: Cell::new(false),
            enclosing: Cell::new(std::ptr::null()),
        }
    };
}

/// This thread's context. It lives as long as the thread.
#[inline(always)]
pub fn current() -> &'static Context {
    // SAFETY: the context is const-initialised and stays at its address until the thread ends; it is not handed to others.
    CONTEXT.with(|c| unsafe { &*(c as *const Context) })
}

impl Context {
    /// Puts an exception in flight, replacing (and dropping) another one.
    pub fn set_exception(&self, exception: Value) -> Raised {
        // SAFETY: no reference into the cell is alive; the old value is dropped after the store.
        let old = unsafe { (*self.exception.get()).replace(exception) };
        drop(old);
        Raised
    }
    pub fn has_exception(&self) -> bool {
        // SAFETY: a read.
        unsafe { (*self.exception.get()).is_some() }
    }
    pub fn take_exception(&self) -> Opt {
        // SAFETY: no reference into the cell is alive.
        unsafe { (*self.exception.get()).take() }
    }
    /// The exception that an `except` block is handling: the innermost one, in whichever generator or around them.
    pub fn handled(&self) -> Opt {
        // SAFETY: a read.
        if let Some(own) = unsafe { &*self.handled.get() } {
            return Some(own.clone());
        }
        let mut at = self.enclosing.get();
        // SAFETY: each entry lies in a frame of `within_generator` that has not returned.
        while let Some(entry) = unsafe { at.as_ref() } {
            if let Some(handled) = &entry.handled {
                return Some(handled.clone());
            }
            at = entry.next;
        }
        None
    }
    /// Runs a generator that is handling `own`. Yields what it is handling afterwards.
    pub fn within_generator<T>(&self, own: Opt, run: impl FnOnce() -> T) -> (T, Opt) {
        let entry = Enclosing {
            handled: self.replace_handled(own),
            next: self.enclosing.get(),
        };
        self.enclosing.set(&entry);
        let result = run();
        self.enclosing.set(entry.next);
        (result, self.replace_handled(entry.handled))
    }
    pub fn replace_handled(&self, exception: Opt) -> Opt {
        // SAFETY: no reference into the cell is alive.
        unsafe { std::mem::replace(&mut *self.handled.get(), exception) }
    }
}

/// Takes the exception out of flight: the caller deals with it.
pub fn take_exception() -> Value {
    current()
        .take_exception()
        .expect("an exception is in flight")
}

/// The C stack of CPython's main thread, in bytes; what is nested deeper raises there.
const NATIVE_STACK: u32 = 8160 << 10;
/// What one level costs there, measured as the deepest list that 3.14 compares (104,384 levels) and shows (65,240).
pub const COMPARE_BYTES: u32 = 80;
pub const CALL_BYTES: u32 = 128;

/// Guards recursion of runtime functions (repr, compare, hash, …): raises RecursionError near the end of the stack, or where
/// CPython's would end. Python functions in between count against the recursion limit where they are entered.
pub fn enter_recursion(where_: &str, bytes: u32) -> Result<RecursionGuard, Raised> {
    let context = current();
    let here = &context as *const _ as u64;
    let used = context.native_used.get() + bytes;
    if here < context.native_limit.get() || used > NATIVE_STACK {
        return Err(crate::errors::raise(
            crate::ClassId::RECURSION_ERROR,
            format!("Stack overflow (used {} kB){where_}", used >> 10),
        ));
    }
    context.native_used.set(used);
    Ok(RecursionGuard { bytes })
}

pub struct RecursionGuard {
    bytes: u32,
}

impl Drop for RecursionGuard {
    fn drop(&mut self) {
        let context = current();
        context
            .native_used
            .set(context.native_used.get() - self.bytes);
    }
}
