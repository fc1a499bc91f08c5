//! Exception objects.

use crate::types::tuple;
use crate::{ClassId, Header, Object, Opt, R, Value, class, context, errors};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct ExceptionObj {
    pub header: Header,
    pub parts: UnsafeCell<Parts>,
    pub suppress_context: Cell<bool>,
}

pub struct Parts {
    /// `args`, a tuple.
    pub args: Value,
    pub cause: Opt,
    pub context: Opt,
    /// The traceback (`traceback::TracebackObj`), newest frame outermost.
    pub traceback: Opt,
    /// Attributes of the built-in classes, by class: see the `EXTRA_` constants.
    pub extra: [Opt; 5],
}

/// `name` of AttributeError, NameError, ImportError.
pub const EXTRA_NAME: usize = 0;
/// `obj` of AttributeError; `path` of ImportError.
pub const EXTRA_OBJ: usize = 1;
/// `value` of StopIteration; `code` of SystemExit; `msg` of ImportError and SyntaxError.
pub const EXTRA_VALUE: usize = 2;
/// OSError.
pub const EXTRA_ERRNO: usize = 0;
pub const EXTRA_STRERROR: usize = 1;
pub const EXTRA_FILENAME: usize = 2;
pub const EXTRA_FILENAME2: usize = 3;
/// UnicodeError: encoding, object, start, end, reason.
pub const EXTRA_ENCODING: usize = 0;
/// BaseExceptionGroup: message, exceptions (tuple).
pub const EXTRA_MESSAGE: usize = 0;
pub const EXTRA_EXCEPTIONS: usize = 1;

// SAFETY: begins with a header; all exception classes share the layout.
unsafe impl Object for ExceptionObj {
    const CLASS: ClassId = ClassId::BASE_EXCEPTION;
}

impl ExceptionObj {
    /// Do not hold it across Python code.
    #[allow(clippy::mut_from_ref)]
    pub fn parts(&self) -> &mut Parts {
        // SAFETY: callers use it for one access at a time.
        unsafe { &mut *self.parts.get() }
    }
}

/// The exception behind a value.
pub fn as_exception(value: &Value) -> Option<&ExceptionObj> {
    value.get::<ExceptionObj>()
}

/// An exception object with these `args`, not raised yet. Fills the extras that `__init__` of the built-in classes fills.
pub fn new(class: u32, args: Vec<Value>) -> Value {
    let exc = new_raw(class, tuple::new_tuple(args));
    fill_extra(&exc);
    exc
}

/// Without extras: `BaseException.__new__`.
pub fn new_raw(class: u32, args: Value) -> Value {
    let parts = Parts {
        args,
        cause: None,
        context: None,
        traceback: None,
        extra: [const { None }; 5],
    };
    class::new_object(
        class,
        ExceptionObj {
            header: Header::new(class),
            parts: UnsafeCell::new(parts),
            suppress_context: Cell::new(false),
        },
    )
}

fn fill_extra(exc: &Value) {
    let p = as_exception(exc).expect("an exception").parts();
    let args = tuple::items(&p.args);
    let class = exc.class();
    if class.is_subclass_of(ClassId::STOP_ITERATION as u32) {
        p.extra[EXTRA_VALUE] = args.first().cloned();
    } else if class.is_subclass_of(ClassId::SYSTEM_EXIT as u32) {
        p.extra[EXTRA_VALUE] = match args {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(p.args.clone()),
        };
    } else if class.is_subclass_of(ClassId::IMPORT_ERROR as u32) {
        p.extra[EXTRA_VALUE] = match args {
            [one] => Some(one.clone()),
            _ => None,
        };
    } else if class.is_subclass_of(ClassId::UNICODE_ERROR as u32) && (4..=5).contains(&args.len()) {
        for (slot, v) in p.extra.iter_mut().zip(args) {
            *slot = Some(v.clone());
        }
    }
}

/// Sets an extra of the exception in flight.
pub fn set_extra(index: usize, value: Value) {
    // SAFETY: a short access to this thread's context.
    if let Some(e) = unsafe { (*context::current().exception.get()).as_ref() } {
        as_exception(e).expect("an exception").parts().extra[index] = Some(value);
    }
}

/// Adds a note to the exception in flight.
pub fn add_note(text: &str) -> crate::R<()> {
    let exc = context::take_exception();
    let name = crate::name!("__notes__");
    let notes = match crate::attr::get_optional(&exc, name)? {
        Some(n) => n,
        None => {
            let n = crate::types::list::new_list(vec![]);
            crate::attr::set(&exc, name, Some(n.clone()))?;
            n
        }
    };
    if let Some(l) = notes.get::<crate::types::list::ListObj>() {
        l.push(crate::types::str::new_str(text.as_bytes()));
    }
    context::current().set_exception(exc);
    Ok(())
}

/// Calls an exception class. `shown` is how a result that is no exception is described.
pub fn instantiate(class: &Value, args: &[&Value], shown: fn(&Value) -> R<String>) -> R {
    let e = crate::call::call(class, args)?;
    if as_exception(&e).is_some() {
        return Ok(e);
    }
    let msg = format!(
        "calling {} should have returned an instance of BaseException, not {}",
        crate::types::str::to_string(&crate::ops::repr(class)?),
        shown(&e)?
    );
    Err(errors::type_error(msg))
}

/// `__context__` of an exception about to be raised: the one being handled, unless that makes a cycle.
pub fn set_context(exc: &Value) {
    let Some(handled) = context::current().handled() else {
        return;
    };
    if handled.is(exc) {
        return;
    }
    // Break the chain where it would come back to `exc`. The program may have made a cycle of its own, which is found by a
    // second pointer of half the speed.
    let (mut at, mut slow, mut is_even) = (handled.clone(), handled.clone(), false);
    while let Some(next) = as_exception(&at).and_then(|e| e.parts().context.clone()) {
        if next.is(exc) {
            as_exception(&at).expect("an exception").parts().context = None;
            break;
        }
        at = next;
        if at.is(&slow) {
            break;
        }
        if is_even && let Some(next) = as_exception(&slow).and_then(|e| e.parts().context.clone()) {
            slow = next;
        }
        is_even = !is_even;
    }
    as_exception(exc).expect("an exception").parts().context = Some(handled);
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let p = unsafe { &*(*(object as *mut ExceptionObj)).parts.get() };
    visit(&p.args);
    [&p.cause, &p.context, &p.traceback]
        .into_iter()
        .chain(&p.extra)
        .flatten()
        .for_each(visit);
}

pub const OPS: class::LayoutOps = class::fixed::<ExceptionObj>(trace);
