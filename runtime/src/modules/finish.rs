//! The end of a program: uncaught exceptions, `atexit`, the last flush, teardown of the modules.

use super::io::standard;
use crate::module::ModuleObj;
use crate::types::int;
use crate::types::str;
use crate::{ClassId, R, Value, call, context, exception};
use std::cell::{Cell, RefCell};

thread_local! {
    static FINALIZING: Cell<bool> = const { Cell::new(false) };
    /// What `atexit.register` was given: function, arguments, keywords.
    static AT_EXIT: RefCell<Vec<(Value, Value, Value)>> = const { RefCell::new(Vec::new()) };
}

pub fn is_finalizing() -> bool {
    FINALIZING.with(Cell::get)
}

pub fn register(function: Value, args: Value, keywords: Value) {
    AT_EXIT.with(|l| l.borrow_mut().push((function, args, keywords)));
}

/// Takes functions equal to this one off the list; all of them without one.
pub fn unregister(function: Option<&Value>) -> R<()> {
    let all = AT_EXIT.with(|l| std::mem::take(&mut *l.borrow_mut()));
    if let Some(f) = function {
        for row in all {
            if !crate::ops::equal(&row.0, f)? {
                AT_EXIT.with(|l| l.borrow_mut().push(row));
            }
        }
    }
    Ok(())
}

pub fn count() -> usize {
    AT_EXIT.with(|l| l.borrow().len())
}

/// Runs the registered functions, the last one first.
pub fn run_at_exit() {
    while let Some((f, args, keywords)) = AT_EXIT.with(|l| l.borrow_mut().pop()) {
        if call::call_tuple(&f, &args, Some(&keywords)).is_err() {
            let e = context::take_exception();
            if e.is_instance(ClassId::SYSTEM_EXIT) {
                continue;
            }
            crate::traceback::unraisable(&e, "in atexit callback", &f);
        }
    }
}

/// Writes a line to `sys.stderr`.
pub fn standard_error_line(text: &str) {
    write_error(&format!("{text}\n"));
}

/// Writes to `sys.stderr`, or to the descriptor when there is none.
pub fn write_error(text: &str) {
    let line = str::new_str(text.as_bytes());
    let file = standard::of_sys(crate::name!("stderr")).filter(|f| !f.is_none());
    let done = file.is_some_and(|f| {
        let written = standard::show(&f, &line).and_then(|_| standard::flush(&f));
        if written.is_err() {
            drop(context::take_exception());
        }
        written.is_ok()
    });
    if !done {
        eprint!("{text}");
    }
}

/// Exit status of a program whose objects have leaked, in the debug runtime.
const LEAKED: i32 = 99;

/// What is to become of the process.
enum End {
    Status(i32),
    /// Death by this signal.
    Signal(i32),
}

/// Ends the program; yields the exit status.
pub fn finish(result: R<()>) -> i32 {
    let mut end = match result {
        Ok(()) => End::Status(0),
        Err(_) => uncaught(&context::take_exception()),
    };
    run_at_exit();
    FINALIZING.with(|f| f.set(true));
    if !flush_standard() {
        end = End::Status(120);
    }
    tear_down();
    super::io::flush_open();
    if crate::leak::report() {
        end = End::Status(LEAKED);
    }
    match end {
        End::Status(s) => s & 0xff,
        End::Signal(number) => {
            // SAFETY: system calls.
            unsafe {
                libc::signal(number, libc::SIG_DFL);
                libc::raise(number);
            }
            128 + number
        }
    }
}

/// Deals with an exception that nothing caught.
fn uncaught(exc: &Value) -> End {
    if exc.is_instance(ClassId::SYSTEM_EXIT) {
        return End::Status(exit_status(exc));
    }
    show_uncaught(exc);
    if exc.is_exactly(ClassId::KEYBOARD_INTERRUPT) {
        return End::Signal(libc::SIGINT);
    }
    End::Status(1)
}

/// By `sys.excepthook`.
fn show_uncaught(exc: &Value) {
    let hook = standard::of_sys(crate::name!("excepthook"));
    let original = standard::of_sys(crate::name!("__excepthook__"));
    match hook {
        Some(h) if !original.is_some_and(|o| o.is(&h)) => {
            let tb = exception::as_exception(exc)
                .and_then(|e| e.parts().traceback.clone())
                .unwrap_or(Value::NONE);
            if call::call(&h, &[&exc.class().value(), exc, &tb]).is_err() {
                let second = context::take_exception();
                standard_error_line("Error in sys.excepthook:");
                crate::traceback::print_uncaught(&second);
                standard_error_line("\nOriginal exception was:");
                crate::traceback::print_uncaught(exc);
            }
        }
        _ => crate::traceback::print_uncaught(exc),
    }
}

/// `SystemExit`'s status; anything but an int or None is shown, and counts as 1.
fn exit_status(exc: &Value) -> i32 {
    let parts = exception::as_exception(exc).expect("an exception").parts();
    let code = parts.extra[exception::EXTRA_VALUE]
        .clone()
        .unwrap_or(Value::NONE);
    if code.is_none() {
        return 0;
    }
    if int::as_int(&code).is_some() {
        return int::as_i64(&code).map_or(-1, |i| i as i32);
    }
    if let Some(out) = standard::of_sys(crate::name!("stdout")).filter(|f| !f.is_none())
        && standard::flush(&out).is_err()
    {
        drop(context::take_exception());
    }
    let shown = crate::ops::to_str(&code).unwrap_or_else(|_| {
        drop(context::take_exception());
        str::new_str(b"")
    });
    standard_error_line(&str::to_string(&shown));
    1
}

/// The last flush; false when `stdout` could not be written.
fn flush_standard() -> bool {
    let mut ok = true;
    for name in [crate::name!("stdout"), crate::name!("stderr")] {
        let Some(file) = standard::of_sys(name).filter(|f| !f.is_none()) else {
            continue;
        };
        let closed = super::io::stream::is_closed(&file);
        match closed {
            Ok(true) => continue,
            Ok(false) => {}
            Err(_) => drop(context::take_exception()),
        }
        if standard::flush(&file).is_err() {
            let e = context::take_exception();
            if str::bytes_of(name) == b"stdout" {
                ok = false;
                standard_error_line(&format!(
                    "Exception ignored while flushing sys.stdout:\n{}",
                    crate::traceback::summary(&e)
                ));
            } else {
                ok = false;
            }
            // What cannot be written is not tried again.
            if let Some(t) = super::io::text::exact(&file) {
                t.forget_pending();
            }
        }
    }
    ok
}

/// Empties the modules' globals, the program's own first: destructors run.
fn tear_down() {
    let mut modules = super::sys_modules().to_vec();
    let main = modules
        .iter()
        .position(|(name, _)| str::bytes_of(name) == b"__main__");
    if let Some(at) = main {
        modules[..=at].rotate_right(1);
    }
    for (_, module) in &modules {
        let Some(m) = module.get::<ModuleObj>() else {
            continue;
        };
        // SAFETY: records are static.
        let Some(record) = (unsafe { m.record.as_ref() }) else {
            continue;
        };
        // The slots themselves: the dict holds values only if the program has looked at it.
        let slots: Vec<_> = crate::module::slots(record).collect();
        // In the order of binding, as CPython's dict dies.
        for (name, cell) in &slots {
            if str::bytes_of(name) != b"__builtins__" && cell.get() != 0 {
                m.put(name, Some(Value::NONE));
            }
        }
        // Lets go of what the dict still shows.
        drop(m.names());
    }
    if context::current().has_exception() {
        drop(context::take_exception());
    }
}
