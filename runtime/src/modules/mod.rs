//! Native modules, `sys.modules`, and the end of the program.
//!
//! A native module is a row of [`NATIVE`]: its functions and a function that adds the rest. It is made at its first import.

use crate::module::ModuleObj;
use crate::native::{self, NativeDef};
use crate::types::dict::DictObj;
use crate::types::str::{intern, new_str};
use crate::{ClassId, R, Value, errors};
use std::cell::Cell;

pub mod atexit;
pub mod bisect;
pub mod builtins;
pub mod deque;
pub mod errno;
pub mod finish;
pub mod functools;
pub mod heap;
pub mod heapq;
pub mod io;
pub mod itertools;
pub mod json;
pub mod math;
pub mod ordered_dict;
pub mod posix;
pub mod signal;
pub mod sre;
pub mod structs;
pub mod sys;
pub mod time;
pub mod weakref;

pub use finish::finish;
pub use signal::{check_signals, run_signal_handlers};

/// A module that the runtime implements. Recognised by its last word, as [`NativeDef`] is.
#[repr(C)]
pub struct NativeModule {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [NativeDef],
    /// Adds constants and classes to the fresh module.
    pub init: fn(&ModuleObj) -> R<()>,
    /// [`MARK`]
    pub mark: u64,
}

/// "taipanM" and zero.
pub const MARK: u64 = 0x7461_6970_616e_4d00;

/// Every native module; the names are those of [`taipan_abi::native_modules`].
pub const NATIVE: &[&NativeModule] = &[
    &atexit::MODULE,
    &bisect::MODULE,
    &functools::MODULE,
    &heapq::MODULE,
    &builtins::MODULE,
    &deque::MODULE,
    &errno::MODULE,
    &io::MODULE,
    &itertools::MODULE,
    &json::MODULE,
    &ordered_dict::MODULE,
    &sre::MODULE,
    &posix::MODULE,
    &sys::MODULE,
    &math::MODULE,
    &time::MODULE,
    &weakref::MODULE,
    &weakref::GC,
];

/// For modules of functions only.
pub fn nothing(_: &ModuleObj) -> R<()> {
    Ok(())
}

/// Sets a module attribute by name.
#[inline(never)]
pub fn add(module: &ModuleObj, name: &str, value: Value) {
    module.put(&intern(name.as_bytes()), Some(value));
}

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

thread_local! {
    /// Words of the native modules made so far, by their place in [`NATIVE`]; kept for ever.
    static MADE: [Cell<u64>; NATIVE.len()] = const { [const { Cell::new(0) }; NATIVE.len()] };
}

/// Is it a module of the runtime?
pub fn is_native(module: &Value) -> bool {
    MADE.with(|made| made.iter().any(|word| word.get() == module.word()))
}

/// The module object of a module of the runtime.
pub fn import_native(name: &str) -> R {
    let Some(at) = NATIVE.iter().position(|m| m.name == name) else {
        return Err(errors::raise(
            ClassId::MODULE_NOT_FOUND_ERROR,
            format!("No module named '{name}'"),
        ));
    };
    let word = MADE.with(|m| m[at].get());
    if word != 0 {
        // SAFETY: the word owns a module object for ever.
        return Ok(unsafe { crate::Borrowed::from_word(word) }.owned());
    }
    let row = NATIVE[at];
    let text = intern(name.as_bytes());
    let module = crate::module::new_module(ClassId::MODULE as u32, text.clone(), std::ptr::null());
    MADE.with(|m| m[at].set(module.clone().into_word()));
    let m = module.get::<ModuleObj>().expect("a module");
    add(m, "__name__", text.clone());
    let doc = match row.doc {
        "" => Value::NONE,
        doc => new_str(doc.as_bytes()),
    };
    add(m, "__doc__", doc);
    add(m, "__package__", intern(b""));
    add(m, "__loader__", Value::NONE);
    add(m, "__spec__", Value::NONE);
    add_functions(m, row.functions, &text);
    (row.init)(m)?;
    sys_modules().set(&text, module.clone())?;
    Ok(module)
}

/// Adds native functions to a module.
pub fn add_functions(m: &ModuleObj, functions: &'static [NativeDef], module_name: &Value) {
    for def in functions {
        let f = native::function_value(def, module_name);
        if let Some(h) = f.header() {
            h.make_immortal();
        }
        let name = native::as_native(&f).expect("a function").name();
        add(m, name, f);
    }
}

/// A builtin by name, for compiled constants.
pub fn builtin(name: &[u8]) -> Value {
    lookup_builtin(&intern(name)).unwrap_or(Value::NONE)
}

/// Before the program starts: `builtins` and `sys` exist from the beginning.
pub fn init() {
    signal::install();
    for name in ["builtins", "sys"] {
        if import_native(name).is_err() {
            let e = crate::context::take_exception();
            eprintln!("{}", crate::traceback::summary(&e));
            std::process::exit(101);
        }
    }
}

/// For hooks that only None may be given: there is nothing to switch on.
pub fn nothing_to_none(value: &Value, what: &str) -> R {
    if value.is_none() {
        return Ok(Value::NONE);
    }
    stop_unsupported(&format!("{what}() is not supported in a compiled program"))
}

/// Text from the system: UTF-8 with surrogate escapes.
pub fn os_text(bytes: &[u8]) -> Value {
    if std::str::from_utf8(bytes).is_ok() {
        return new_str(bytes);
    }
    use taipan_text::codecs::{Codec, Errors, decode};
    let mut out = vec![];
    let handled = decode(Codec::Utf8, bytes, true, &mut out, &mut |fault| {
        Errors::SurrogateEscape.on_decode(fault, bytes).answer()
    });
    debug_assert!(handled.is_ok());
    new_str(&out)
}

/// `sys.argv[0]`
pub fn program_path() -> Value {
    crate::start::args()
        .first()
        .map_or_else(|| intern(b""), |a| os_text(a))
}

/// A builtin by name.
pub fn lookup_builtin(name: &Value) -> crate::Opt {
    let module = import_native("builtins").ok()?;
    module.get::<ModuleObj>()?.get(name)
}

/// The dict that `globals()` yields: a write-through view of a module's slots.
pub fn globals_of(record: &'static taipan_abi::program::Module) -> R {
    // SAFETY: the record's `object` points to a writable word.
    let cell = unsafe { &*(record.object as *const Cell<u64>) };
    match crate::module::read_slot(cell) {
        Some(m) => Ok(m.get::<ModuleObj>().expect("a module").dict.clone()),
        None => Err(errors::runtime_error("the module does not exist any more")),
    }
}

/// Ends the program because it has arrived at something unsupported: no `except` catches it.
pub fn stop_unsupported(message: &str) -> ! {
    // What the program has printed comes first.
    io::flush_open();
    eprintln!("{message}");
    std::process::exit(101)
}

#[cfg(test)]
mod tests {
    use super::NATIVE;
    use taipan_abi::native_modules::NATIVE_MODULES;

    #[test]
    fn the_compiler_knows_the_modules_that_are_here() {
        let mut names: Vec<&str> = NATIVE.iter().map(|m| m.name).collect();
        names.sort_unstable();
        assert_eq!(names, NATIVE_MODULES);
    }
}
