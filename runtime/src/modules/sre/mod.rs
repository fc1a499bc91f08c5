//! `_sre`: patterns and matches, over the engine of `taipan_sre`. `stdlib/re` is the public face.
//!
//! The module provides
//! - the classes `Pattern` and `Match`;
//! - `set_error_class(cls)`: the class of the exception for invalid patterns and replacements, called with
//!   `(msg, pattern, pos)`, or with `(msg)` where there is no position;
//! - `compile(pattern, flags)`: a new `Pattern` (no cache here);
//! - `warnings(pattern)`: the texts of the `FutureWarning`s that its syntax deserves;
//! - `MAGIC`, `CODESIZE`, `MAXREPEAT`, `MAXGROUPS`.

pub mod matched;
mod pattern;
mod replace;
mod subject;
#[cfg(test)]
mod tests;

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{TypeDef, method};
use crate::types::str::new_str;
use crate::{ClassId, Opt, R, Raised, Value, call, class, context, errors, ops};
use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use taipan_sre::{ErrorKind, Mode, PatternError, Program, Scratch, Stop};

pub use matched::MatchObj;
pub use pattern::{PatternObj, ScannerObj};
use subject::Subject;

/// Filled when the module is made: a program without it is linked without the engine.
static TYPES: [TypeDef; 2] = [pattern::PATTERN, matched::MATCH];
static SCANNER: [TypeDef; 1] = [pattern::SCANNER];

/// The step of `finditer`'s iterator, which may not name the engine.
static NEXT_FOUND: OnceLock<fn(&ScannerObj) -> R<Opt>> = OnceLock::new();

/// The next match of a scanner.
pub fn next_found(scanner: &ScannerObj) -> R<Opt> {
    NEXT_FOUND.get().map_or(Ok(None), |step| step(scanner))
}

pub const MODULE: NativeModule = NativeModule {
    name: "_sre",
    doc: "",
    functions: &[
        method("set_error_class(cls, /)", set_error_class),
        method("compile(pattern, flags, /)", compile),
        method("warnings(pattern, /)", warnings),
    ],
    init,
    mark: crate::modules::MARK,
};

/// The methods of the classes, which are there only where the module is imported.
fn install() {
    crate::native::install_late(&TYPES, "re");
    crate::native::install_late(&SCANNER, "_sre");
    NEXT_FOUND.get_or_init(|| ScannerObj::next_found);
}

fn init(module: &ModuleObj) -> R<()> {
    install();
    for (name, id) in [("Pattern", ClassId::PATTERN), ("Match", ClassId::MATCH)] {
        add(module, name, class::builtin(id).value());
    }
    add(module, "MAGIC", Value::small(20_230_612));
    add(module, "CODESIZE", Value::small(4));
    add(module, "MAXREPEAT", Value::small(4_294_967_295));
    add(module, "MAXGROUPS", Value::small(1_073_741_823));
    Ok(())
}

/// The word of the class set by `set_error_class`, kept for ever; 0 before.
static ERROR_CLASS: AtomicU64 = AtomicU64::new(0);

fn set_error_class(args: &[Opt]) -> R {
    let class = argument(args, 0).clone();
    ERROR_CLASS.store(class.into_word(), Ordering::Relaxed);
    Ok(Value::NONE)
}

fn compile(args: &[Opt]) -> R {
    let source = argument(args, 0);
    let Some(subject) = Subject::find(source) else {
        return Err(errors::type_error(
            "first argument must be string or compiled pattern",
        ));
    };
    let flags = match ops::index_i64(argument(args, 1))? {
        Some(flags) if i32::try_from(flags).is_ok() => flags as u32,
        _ => {
            return Err(errors::overflow_error(
                "Python int too large to convert to C int",
            ));
        }
    };
    if flags & taipan_sre::flags::DEBUG != 0 {
        super::stop_unsupported(
            "re.DEBUG, which prints CPython's internal form of a pattern, is not supported",
        );
    }
    match taipan_sre::compile(subject.bytes, subject.is_bytes, flags) {
        Ok(program) => Ok(pattern::new_pattern(program, source.clone())),
        Err(error) => Err(raise(error, source)),
    }
}

fn warnings(args: &[Opt]) -> R {
    let pattern = argument(args, 0)
        .get::<PatternObj>()
        .ok_or_else(|| errors::type_error("expected a Pattern"))?;
    let texts = pattern
        .program
        .warnings
        .iter()
        .map(|text| new_str(text.as_bytes()))
        .collect();
    Ok(crate::types::list::new_list(texts))
}

/// A required argument: the binding has made sure that it is there.
fn argument(args: &[Opt], at: usize) -> &Value {
    args[at].as_ref().expect("a required argument is bound")
}

/// Raises what the engine says about `source`, a pattern or a replacement.
#[cold]
fn raise(error: PatternError, source: &Value) -> Raised {
    let text = new_str(&error.msg);
    let class = match error.kind {
        ErrorKind::Pattern => return raise_pattern_error(text, source, error.pos),
        ErrorKind::ValueError => ClassId::VALUE_ERROR,
        ErrorKind::OverflowError => ClassId::OVERFLOW_ERROR,
        ErrorKind::RecursionError => ClassId::RECURSION_ERROR,
        ErrorKind::IndexError => ClassId::INDEX_ERROR,
        ErrorKind::Unsupported => super::stop_unsupported(&String::from_utf8_lossy(&error.msg)),
    };
    errors::raise_with(class, vec![text])
}

fn raise_pattern_error(text: Value, source: &Value, pos: Option<usize>) -> Raised {
    let word = ERROR_CLASS.load(Ordering::Relaxed);
    if word == 0 {
        return errors::raise_with(ClassId::VALUE_ERROR, vec![text]);
    }
    // SAFETY: the cell holds a reference that is never given up; the clone is this function's own.
    let class = unsafe { std::mem::ManuallyDrop::new(Value::from_word(word)) };
    let made = match pos {
        Some(pos) => call::call(
            &class,
            &[&text, source, &crate::types::int::from_usize(pos)],
        ),
        None => call::call(&class, &[&text]),
    };
    match made {
        Ok(exception) => errors::raise_value(exception),
        Err(raised) => raised,
    }
}

thread_local! {
    /// The scratch of the last operation, for the next one. Empty while an operation runs: callbacks and signal
    /// handlers that match meanwhile make their own.
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Lends a scratch; gives it back when dropped.
struct Lent(Option<Box<Scratch>>);

impl Lent {
    fn new() -> Lent {
        Lent(Some(SCRATCH.take().unwrap_or_default()))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        SCRATCH.set(self.0.take());
    }
}

impl std::ops::Deref for Lent {
    type Target = Scratch;
    fn deref(&self) -> &Scratch {
        self.0.as_ref().expect("lent until dropped")
    }
}

impl std::ops::DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Scratch {
        self.0.as_mut().expect("lent until dropped")
    }
}

/// Runs a program; signal handlers run now and then.
fn execute(
    program: &Program,
    scratch: &mut Scratch,
    text: &[u8],
    range: (usize, usize),
    mode: Mode,
    must_advance: bool,
) -> R<bool> {
    let mut poll =
        || context::current().signal_pending.get() && super::run_signal_handlers().is_err();
    match program.execute(
        scratch,
        text,
        range.0,
        range.1,
        mode,
        must_advance,
        &mut poll,
    ) {
        Ok(found) => Ok(found),
        Err(Stop::Interrupted) => Err(Raised),
        Err(Stop::OutOfMemory) => Err(errors::memory_error()),
    }
}
