//! Signals: the system's handler notes the number and poisons the poll word; Python's handlers run at the next poll.

use crate::context::{self, Context};
use crate::{ClassId, R, errors};
use std::cell::RefCell;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// The signals that have arrived, a bit each.
static ARRIVED: AtomicU64 = AtomicU64::new(0);
static MAIN: AtomicPtr<Context> = AtomicPtr::new(std::ptr::null_mut());

extern "C" fn arrived(number: i32) {
    ARRIVED.fetch_or(1 << (number & 63), Ordering::Relaxed);
    let main = MAIN.load(Ordering::Relaxed);
    if !main.is_null() {
        // SAFETY: the main thread's context lives as long as the process; both fields are single words.
        unsafe {
            (*main).signal_pending.set(true);
            (*main).stack_limit.set(u64::MAX);
        }
    }
}

/// Lets [`arrived`] hear of a signal.
pub fn listen(number: i32) -> bool {
    // SAFETY: a handler that only writes two words.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = arrived as *const () as usize;
        libc::sigaction(number, &action, std::ptr::null_mut()) == 0
    }
}

/// Before the program starts: SIGINT raises KeyboardInterrupt, SIGPIPE becomes an error of the write.
pub fn install() {
    MAIN.store(
        context::current() as *const Context as *mut Context,
        Ordering::Relaxed,
    );
    // SAFETY: system calls.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_IGN);
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        let mut old: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGINT, std::ptr::null(), &mut old);
        if old.sa_sigaction == libc::SIG_IGN {
            return;
        }
    }
    listen(libc::SIGINT);
}

thread_local! {
    /// Python's handlers, by number.
    static HANDLERS: RefCell<Vec<(i32, crate::Value)>> = const { RefCell::new(Vec::new()) };
}

/// Sets Python's handler of a signal, or takes it away.
pub fn set_handler(number: i32, handler: Option<crate::Value>) {
    let old = HANDLERS.with(|h| {
        let mut all = h.borrow_mut();
        let at = all.iter().position(|e| e.0 == number);
        let old = at.map(|at| all.swap_remove(at));
        if let Some(f) = handler {
            all.push((number, f));
        }
        old
    });
    drop(old);
}

pub fn handler(number: i32) -> Option<crate::Value> {
    HANDLERS.with(|h| {
        h.borrow()
            .iter()
            .find(|e| e.0 == number)
            .map(|e| e.1.clone())
    })
}

/// Runs handlers if a signal has arrived; for long waits in system calls.
pub fn check_signals() -> R<()> {
    let c = context::current();
    if c.signal_pending.replace(false) {
        crate::start::reset_limit();
        run_signal_handlers()?;
    }
    Ok(())
}

/// Runs Python's handlers of the signals that have arrived; KeyboardInterrupt for SIGINT by default.
pub fn run_signal_handlers() -> R<()> {
    loop {
        let all = ARRIVED.load(Ordering::Relaxed);
        if all == 0 {
            return Ok(());
        }
        let number = all.trailing_zeros() as i32;
        ARRIVED.fetch_and(!(1 << number), Ordering::Relaxed);
        match handler(number) {
            Some(f) => {
                let n = crate::Value::small(number as i64);
                crate::call::call(&f, &[&n, &crate::Value::NONE])?;
            }
            None if number == libc::SIGINT => {
                return Err(errors::raise_with(ClassId::KEYBOARD_INTERRUPT, vec![]));
            }
            None => {}
        }
    }
}
