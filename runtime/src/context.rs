//! The thread context: the poll word, the exception in flight, the exception being handled.

use crate::{Opt, Value};
use std::cell::{Cell, UnsafeCell};

/// A token: an exception lies in the thread context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised;

/// Compiled code reaches this through the pinned register; offsets in `taipan_abi::layout`.
#[repr(C)]
pub struct Context {
    /// Compared with the stack pointer on function entry and loop back-edges.
    pub stack_limit: Cell<u64>,
    pub exception: UnsafeCell<Opt>,
    pub handled: UnsafeCell<Opt>,
    /// Lowest address of the stack that recursive Rust functions may use.
    pub native_limit: Cell<u64>,
    /// Highest address of the stack.
    pub stack_base: Cell<u64>,
    pub recursion_limit: Cell<u32>,
    /// Nesting of recursive runtime functions that CPython counts too.
    pub native_depth: Cell<u32>,
    /// A signal has arrived.
    pub signal_pending: Cell<bool>,
}

thread_local! {
    static CONTEXT: Context = const {
        Context {
            stack_limit: Cell::new(0),
            exception: UnsafeCell::new(None),
            handled: UnsafeCell::new(None),
            native_limit: Cell::new(0),
            stack_base: Cell::new(0),
            recursion_limit: Cell::new(1000),
            native_depth: Cell::new(0),
            signal_pending: Cell::new(false),
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
    /// The exception that an `except` block is handling.
    pub fn handled(&self) -> Opt {
        // SAFETY: a read.
        unsafe { (*self.handled.get()).clone() }
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

/// Calls of runtime functions within each other: what CPython's 8 MB of stack allow for `repr` of nested lists, about.
const NATIVE_DEPTH: u32 = 60_000;

/// Guards recursion of runtime functions (repr, compare, hash, …): raises RecursionError near the end of the stack or at
/// [`NATIVE_DEPTH`]. Python functions in between count against the recursion limit where they are entered.
pub fn enter_recursion(where_: &str) -> Result<RecursionGuard, Raised> {
    let context = current();
    let here = &context as *const _ as u64;
    let depth = context.native_depth.get() + 1;
    if here < context.native_limit.get() || depth > NATIVE_DEPTH {
        let used = context.stack_base.get().saturating_sub(here) / 1024;
        return Err(crate::errors::raise(
            crate::ClassId::RECURSION_ERROR,
            format!("Stack overflow (used {used} kB){where_}"),
        ));
    }
    context.native_depth.set(depth);
    Ok(RecursionGuard)
}

pub struct RecursionGuard;

impl Drop for RecursionGuard {
    fn drop(&mut self) {
        let context = current();
        context.native_depth.set(context.native_depth.get() - 1);
    }
}
