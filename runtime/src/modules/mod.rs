//! Native modules, `sys.modules`, and the end of the program.

use crate::types::dict::DictObj;
use crate::{R, Value, errors};

/// `sys.modules`
pub fn sys_modules() -> &'static DictObj {
    use std::sync::atomic::{AtomicU64, Ordering};
    static CELL: AtomicU64 = AtomicU64::new(0);
    if CELL.load(Ordering::Relaxed) == 0 {
        CELL.store(DictObj::new().into_word(), Ordering::Relaxed);
    }
    // SAFETY: the dict is kept for ever.
    unsafe { &*(CELL.load(Ordering::Relaxed) as *const DictObj) }
}

/// The module object of a module of the runtime.
pub fn import_native(name: &str) -> R {
    Err(errors::import_error(format!("no native module {name}")))
}

/// A builtin by name, for compiled constants.
pub fn builtin(_name: &[u8]) -> Value {
    Value::NONE
}

pub fn init() {}

/// Runs Python's handlers of the signals that have arrived; KeyboardInterrupt for SIGINT by default.
pub fn run_signal_handlers() -> R<()> {
    Ok(())
}

/// Ends the program: prints an uncaught exception, runs `atexit`, flushes; yields the exit status.
pub fn finish(result: R<()>) -> i32 {
    i32::from(result.is_err())
}

/// A builtin by name.
pub fn lookup_builtin(_name: &Value) -> crate::Opt {
    None
}

/// The dict that `globals()` yields: a write-through view of a module's slots.
pub fn globals_of(_record: &'static taipan_abi::program::Module) -> R {
    Err(errors::runtime_error("globals"))
}

/// Ends the program because it has arrived at something unsupported: no `except` catches it.
pub fn stop_unsupported(message: &str) -> ! {
    eprintln!("{message}");
    std::process::exit(101)
}
