//! Traceback objects: one per frame that an exception has passed, outermost first.

use crate::class;
use crate::native::{NativeDef, TypeDef, arg, getter};
use crate::types::{int, str};
use crate::{ClassId, Header, Object, Opt, Value, context, exception};
use std::cell::UnsafeCell;
use taipan_abi::program::{CODE_FROZEN, CODE_STDLIB, CODE_WRITTEN, Code, Module};

pub mod caret;
pub mod chain;
pub mod print;
pub mod suggest;
pub mod unraisable;

pub use chain::{format_exception, print_uncaught, summary};
pub use suggest::suggest;
pub use unraisable::{print_unraisable, unraisable};

#[repr(C)]
pub struct TracebackObj {
    pub header: Header,
    pub next: UnsafeCell<Opt>,
    pub code: &'static Code,
    /// Byte offsets in the module's source.
    pub start: u32,
    pub end: u32,
    /// Variables of the frame, in the order in which they die; only in programs with destructors.
    pub locals: UnsafeCell<Vec<Value>>,
    /// Of the call in that range, only what is called: its method was not found.
    pub is_callee: bool,
}

// SAFETY: begins with a header.
unsafe impl Object for TracebackObj {
    const CLASS: ClassId = ClassId::TRACEBACK;
}

impl TracebackObj {
    pub fn next(&self) -> Opt {
        // SAFETY: a read.
        unsafe { (*self.next.get()).clone() }
    }
    /// One-based line.
    pub fn line(&self) -> usize {
        line_of(self.code, self.start)
    }
}

/// The one-based line of a source offset.
pub fn line_of(code: &Code, offset: u32) -> usize {
    if code.flags & (CODE_WRITTEN | CODE_FROZEN) != 0 {
        return offset as usize;
    }
    // SAFETY: descriptors are static; the table has that many entries.
    unsafe {
        let m = &*code.module;
        if m.num_lines == 0 || m.line_starts.is_null() {
            return 0;
        }
        let starts = std::slice::from_raw_parts(m.line_starts, m.num_lines as usize);
        starts.partition_point(|s| *s <= offset)
    }
}

/// The path of the file that the code stands in, a `str`.
pub fn path_of(code: &Code) -> Value {
    if code.flags & CODE_WRITTEN != 0 {
        return str::new_str(b"<string>");
    }
    // SAFETY: descriptors are static.
    unsafe { code.module.as_ref() }.map_or_else(
        || str::new_str(b"<unknown>"),
        |m| crate::function::static_value(m.path),
    )
}

/// Adds an entry for this code and source range to the traceback of the exception in flight.
pub fn add(code: &'static Code, start: u32, end: u32) {
    let is_callee = context::current().callee_failed.replace(false);
    // Modules that are native in CPython show no frames.
    if code.flags & CODE_STDLIB != 0 {
        // SAFETY: descriptors are static.
        let name = crate::function::static_value(unsafe { (*code.module).name });
        if str::bytes_of(&name).starts_with(b"_") {
            return;
        }
    }
    // SAFETY: a short access to this thread's context.
    let Some(exc) = (unsafe { (*context::current().exception.get()).clone() }) else {
        return;
    };
    let Some(e) = exception::as_exception(&exc) else {
        return;
    };
    let next = e.parts().traceback.take();
    let entry = TracebackObj {
        header: Header::new(ClassId::TRACEBACK as u32),
        next: UnsafeCell::new(next),
        code,
        start,
        end,
        locals: UnsafeCell::new(vec![]),
        is_callee,
    };
    e.parts().traceback = Some(class::new_object(ClassId::TRACEBACK as u32, entry));
}

/// Adds the entry of the decoder that CPython has in Python, and that reads text files in UTF-8. Nobody has its source.
#[cold]
pub fn add_codec() {
    use std::sync::atomic::{AtomicPtr, Ordering};
    static DECODE: AtomicPtr<Code> = AtomicPtr::new(std::ptr::null_mut());
    const LINE: u32 = 325;
    let mut code = DECODE.load(Ordering::Acquire);
    if code.is_null() {
        // SAFETY: zero is a value of every field; what is not set here is of no use to an entry.
        let (mut module, mut new): (Module, Code) = unsafe { std::mem::zeroed() };
        module.name = crate::name!("codecs").word();
        module.path = crate::name!("<frozen codecs>").word();
        module.object = Box::leak(Box::new(0));
        new.name = crate::name!("decode").word();
        new.qualname = crate::name!("BufferedIncrementalDecoder.decode").word();
        new.module = Box::leak(Box::new(module));
        new.flags = CODE_FROZEN;
        code = Box::leak(Box::new(new));
        DECODE.store(code, Ordering::Release);
    }
    // SAFETY: made above, for good.
    add(unsafe { &*code }, LINE, LINE);
}

/// The newest entry of the exception in flight takes over a variable of its frame.
pub fn keep(local: Opt) {
    let Some(local) = local else { return };
    // SAFETY: a short access to this thread's context.
    let exc = unsafe { (*context::current().exception.get()).clone() };
    let entry = exc
        .as_ref()
        .and_then(exception::as_exception)
        .and_then(|e| e.parts().traceback.clone());
    if let Some(t) = entry.as_ref().and_then(Value::get::<TracebackObj>) {
        // SAFETY: no reference into the vector is alive.
        unsafe { (*t.locals.get()).push(local) };
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(n) = unsafe { &*(*(object as *mut TracebackObj)).next.get() } {
        visit(n);
    }
    // SAFETY: as above; nothing is changed during a traversal.
    unsafe {
        (*(*(object as *mut TracebackObj)).locals.get())
            .iter()
            .for_each(visit)
    };
}

const METHODS: &[NativeDef] = &[
    getter("tb_next", |a| {
        Ok(arg(a, 0)
            .get::<TracebackObj>()
            .and_then(TracebackObj::next)
            .unwrap_or(Value::NONE))
    }),
    getter("tb_lineno", |a| {
        Ok(int::from_usize(
            arg(a, 0)
                .get::<TracebackObj>()
                .map_or(0, TracebackObj::line),
        ))
    }),
    getter("tb_lasti", |_| Ok(Value::small(0))),
    getter("tb_frame", |a| {
        let entry = arg(a, 0).get::<TracebackObj>();
        let entry = entry.expect("checked by the binding");
        Ok(crate::types::frame::new_frame(
            entry.code,
            entry.line(),
            0,
            None,
        ))
    }),
];

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::TRACEBACK,
    ops: class::fixed::<TracebackObj>(trace),
    flags: 0,
    doc: "",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};
