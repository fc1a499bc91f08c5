//! Generator objects: a header, a resume function, and a frame of value words.

use crate::{Borrowed, ClassId, Header, Object, Opt, R, Raised, Value, context, errors, memory};
use std::cell::{Cell, UnsafeCell};
use taipan_abi::layout;
use taipan_abi::program::{Code, GENERATOR_FINISHED, GENERATOR_RUNNING};

/// The frame's words follow the struct (`layout::GENERATOR_FRAME`); while the generator runs they are zero or stale-free:
/// the resume function has moved what it needs into registers.
#[repr(C)]
pub struct GeneratorObj {
    pub header: Header,
    pub resume: Cell<u64>,
    pub code: &'static Code,
    /// 0: not started; n ≥ 1: suspended at point n; or `GENERATOR_FINISHED`, `GENERATOR_RUNNING`.
    pub state: Cell<i64>,
    pub handled: UnsafeCell<Opt>,
    pub extra: UnsafeCell<Opt>,
    pub frame_len: usize,
}

// SAFETY: begins with a header.
unsafe impl Object for GeneratorObj {
    const CLASS: ClassId = ClassId::GENERATOR;
}

/// `(generator, sent value or none) -> yielded value`, or none: then either an exception is in flight, or the generator has
/// returned and its result lies in frame word 0 (none for None) with the state `GENERATOR_FINISHED`.
pub type Resume = extern "C" fn(Borrowed, Option<Borrowed>) -> Opt;

/// What one resumption brought.
pub enum Step {
    Yielded(Value),
    Returned(Value),
}

pub fn new_generator(class: ClassId, code: &'static Code) -> Value {
    let words = code.frame_words.max(1) as usize;
    let size = layout::GENERATOR_FRAME as usize + 8 * words;
    let block = memory::alloc(size) as *mut GeneratorObj;
    // SAFETY: fresh memory of that size.
    unsafe {
        block.write(GeneratorObj {
            header: Header::new(class as u32),
            resume: Cell::new(code.resume),
            code,
            state: Cell::new(0),
            handled: UnsafeCell::new(None),
            extra: UnsafeCell::new(None),
            frame_len: words,
        });
        std::ptr::write_bytes(
            (block as *mut u8).add(layout::GENERATOR_FRAME as usize),
            0,
            8 * words,
        );
        crate::leak::born(block as *mut Header);
        Value::from_object(block)
    }
}

impl GeneratorObj {
    fn word(&self, index: usize) -> &Cell<u64> {
        // SAFETY: `frame_len` words follow the struct.
        unsafe {
            &*((self as *const GeneratorObj as *const u8)
                .add(layout::GENERATOR_FRAME as usize + 8 * index)
                as *const Cell<u64>)
        }
    }
    fn release_frame(&self) {
        for i in 0..self.frame_len {
            let w = self.word(i).replace(0);
            // SAFETY: frame words own their values.
            drop((w != 0).then(|| unsafe { Value::from_word(w) }));
        }
    }
}

/// Resumes with a value (`None` starts or continues with None), or with an exception in flight when `throwing`.
pub fn resume(generator: &Value, sent: Option<&Value>, throwing: bool) -> R<Step> {
    // SAFETY: callers have checked the class.
    let g = unsafe { generator.cast::<GeneratorObj>() };
    let state = g.state.get();
    if state == GENERATOR_RUNNING {
        if throwing {
            drop(context::take_exception());
        }
        return Err(errors::value_error("generator already executing"));
    }
    if state == GENERATOR_FINISHED {
        return if throwing {
            Err(Raised)
        } else {
            Ok(Step::Returned(Value::NONE))
        };
    }
    if state == 0 {
        if throwing {
            g.state.set(GENERATOR_FINISHED);
            g.release_frame();
            return Err(Raised);
        }
        if sent.is_some_and(|s| !s.is_none()) {
            return Err(errors::type_error(
                "can't send non-None value to a just-started generator",
            ));
        }
    }
    let context = context::current();
    // A generator that is suspended inside an except block handles its own exception while it runs.
    // SAFETY: a short access to this generator's cell.
    let own = unsafe { (*g.handled.get()).take() };
    let is_handling = own.is_some();
    // The resume function reads the state, then marks the generator as running; a thrown exception is in flight.
    let (result, inner) = context.within_generator(own, || {
        if throwing && is_handling {
            set_thrown_context();
        }
        crate::start::enter_resume(
            g.resume.get(),
            generator.borrow(),
            if throwing {
                None
            } else {
                Some(sent.unwrap_or(&Value::NONE).borrow())
            },
        )
    });
    match result {
        Some(v) => {
            // SAFETY: as above.
            unsafe { *g.handled.get() = inner };
            Ok(Step::Yielded(v))
        }
        None => {
            g.state.set(GENERATOR_FINISHED);
            if context.has_exception() {
                g.release_frame();
                if errors::in_flight_is(ClassId::STOP_ITERATION) {
                    return Err(convert_stop());
                }
                return Err(Raised);
            }
            let w = g.word(0).replace(0);
            // SAFETY: the resume function moved its result there.
            let result = if w == 0 {
                Value::NONE
            } else {
                unsafe { Value::from_word(w) }
            };
            g.release_frame();
            Ok(Step::Returned(result))
        }
    }
}

/// An exception that is thrown in is raised where the generator waits: what the generator handles is its context.
fn set_thrown_context() {
    let context = context::current();
    if let Some(thrown) = context.take_exception() {
        crate::exception::set_context(&thrown);
        context.set_exception(thrown);
    }
}

/// What [`resume`] does behind a resume function that compiled code has called and that has yielded nothing.
pub fn ended(generator: &Value) -> R<()> {
    // SAFETY: compiled code has checked the class.
    let g = unsafe { generator.cast::<GeneratorObj>() };
    let context = context::current();
    drop(context.replace_handled(None));
    g.state.set(GENERATOR_FINISHED);
    g.release_frame();
    if !context.has_exception() {
        return Ok(());
    }
    Err(if errors::in_flight_is(ClassId::STOP_ITERATION) {
        convert_stop()
    } else {
        Raised
    })
}

/// What [`resume`] does about an exception that leaves a generator which compiled code has made part of its loop.
#[cold]
pub fn raised() {
    if errors::in_flight_is(ClassId::STOP_ITERATION) {
        let _: Raised = convert_stop();
    }
}

/// The same for one that has yielded inside an `except` block.
pub fn suspended(generator: &Value) {
    // SAFETY: as in `ended`; a short access to this generator's cell.
    unsafe {
        *generator.cast::<GeneratorObj>().handled.get() = context::current().replace_handled(None);
    }
}

/// A StopIteration that leaves a generator becomes RuntimeError (PEP 479).
#[cold]
fn convert_stop() -> Raised {
    let stop = context::take_exception();
    let raised = errors::runtime_error("generator raised StopIteration");
    // SAFETY: a short access to this thread's context.
    if let Some(e) = unsafe { (*context::current().exception.get()).as_ref() } {
        let e = crate::exception::as_exception(e).expect("an exception");
        e.parts().cause = Some(stop.clone());
        e.parts().context = Some(stop);
        e.suppress_context.set(true);
    }
    raised
}

/// `close()`: throws GeneratorExit where the generator is suspended. Yields the return value.
pub fn close(generator: &Value) -> R {
    // SAFETY: callers have checked the class.
    let g = unsafe { generator.cast::<GeneratorObj>() };
    match g.state.get() {
        0 => {
            g.state.set(GENERATOR_FINISHED);
            g.release_frame();
            return Ok(Value::NONE);
        }
        GENERATOR_FINISHED => return Ok(Value::NONE),
        _ => {}
    }
    errors::raise_with(ClassId::GENERATOR_EXIT, vec![]);
    match resume(generator, None, true) {
        Ok(Step::Yielded(v)) => {
            drop(v);
            Err(errors::runtime_error("generator ignored GeneratorExit"))
        }
        Ok(Step::Returned(v)) => Ok(v),
        Err(_)
            if errors::in_flight_is(ClassId::GENERATOR_EXIT)
                || errors::in_flight_is(ClassId::STOP_ITERATION) =>
        {
            drop(context::take_exception());
            Ok(Value::NONE)
        }
        Err(e) => Err(e),
    }
}

unsafe fn free(object: *mut Header) {
    // SAFETY: the class guarantees the layout; the object gets one reference while its pending `finally` blocks run.
    unsafe {
        let g = &*(object as *mut GeneratorObj);
        if g.state.get() > 0 {
            (*object).revive();
            let value = Value::from_word(object as u64);
            let ctx = context::current();
            let pending = ctx.take_exception();
            if close(&value).is_err() {
                let exc = context::take_exception();
                crate::traceback::unraisable(&exc, "while closing generator", &value);
            }
            if let Some(p) = pending {
                ctx.set_exception(p);
            }
            std::mem::forget(value);
            if (*object).has_survived() {
                return;
            }
        }
        g.release_frame();
        drop((*g.handled.get()).take());
        drop((*g.extra.get()).take());
        let size = layout::GENERATOR_FRAME as usize + 8 * g.frame_len;
        memory::free(object as *mut u8, size);
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout; words own their values.
    unsafe {
        let g = &*(object as *mut GeneratorObj);
        for i in 0..g.frame_len {
            let w = g.word(i).get();
            if w != 0 {
                visit(&std::mem::ManuallyDrop::new(Value::from_word(w)));
            }
        }
        for v in [&*g.handled.get(), &*g.extra.get()].into_iter().flatten() {
            visit(v);
        }
    }
}

pub const OPS: crate::class::LayoutOps = crate::class::LayoutOps {
    free,
    trace,
    size: size_of::<GeneratorObj>() as u32,
    tail: None,
    next: None,
    call: None,
};

/// One step of `yield from` for any iterator.
pub fn delegate(iterator: &Value, sent: Option<&Value>) -> R<Step> {
    if iterator.is_exactly(ClassId::GENERATOR) {
        return resume(iterator, sent, false);
    }
    let next = match sent {
        Some(s) if !s.is_none() => crate::call::call_method(iterator, crate::name!("send"), &[s]),
        // A class of the program's may end with a value.
        _ if iterator.class().has(crate::class::HEAP) => {
            match crate::call::call_special(iterator, crate::name!("__next__"), &[]) {
                Some(next) => next,
                None => crate::iter::next(iterator).map(|v| v.unwrap_or(Value::NONE)),
            }
        }
        _ => match crate::iter::next(iterator) {
            Ok(Some(v)) => Ok(v),
            Ok(None) => return Ok(Step::Returned(Value::NONE)),
            Err(e) => Err(e),
        },
    };
    after_delegate(next)
}

fn after_delegate(next: R) -> R<Step> {
    match next {
        Ok(v) => Ok(Step::Yielded(v)),
        Err(_) => match errors::catch(ClassId::STOP_ITERATION) {
            Some(stop) => Ok(Step::Returned(stop_value(&stop))),
            None => Err(Raised),
        },
    }
}

/// `StopIteration.value`
pub fn stop_value(stop: &Value) -> Value {
    let e = crate::exception::as_exception(stop).expect("an exception");
    e.parts().extra[crate::exception::EXTRA_VALUE]
        .clone()
        .unwrap_or(Value::NONE)
}

/// Passes an exception into the delegate of `yield from`.
pub fn delegate_throw(iterator: &Value, exception: Value) -> R<Step> {
    if exception.is_instance(ClassId::GENERATOR_EXIT) {
        if iterator.is_exactly(ClassId::GENERATOR) {
            close(iterator)?;
        } else if let Some(f) = crate::attr::get_optional(iterator, crate::name!("close"))? {
            crate::call::call(&f, &[])?;
        }
        return Err(context::current().set_exception(exception));
    }
    if iterator.is_exactly(ClassId::GENERATOR) {
        context::current().set_exception(exception);
        return resume(iterator, None, true);
    }
    match crate::attr::get_optional(iterator, crate::name!("throw"))? {
        Some(f) => after_delegate(crate::call::call(&f, &[&exception])),
        // Raised where the generator waits, a StopIteration ends the delegation as if the iterator had raised it.
        None => after_delegate(Err(context::current().set_exception(exception))),
    }
}
