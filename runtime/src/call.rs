//! Calling values.

use crate::function::FunctionObj;
use crate::types::descriptors::BoundMethod;
use crate::types::dict::DictObj;
use crate::types::{list, range, set, tuple};
use crate::{Borrowed, ClassId, Opt, R, Raised, Value, attr, class, errors, native};

/// The uniform entry: `(callee, args, nargs, kwnames or none)`; args are borrowed: `nargs` positional words, then one per
/// keyword name. Yields an owned value, or none with an exception in flight.
pub type Entry = extern "C" fn(Borrowed, *const Opt, usize, Option<Borrowed>) -> Opt;

/// Calls with borrowed words.
///
/// # Safety
/// `args` holds `nargs` words, plus one per name of `kwnames` (a tuple of strs).
pub unsafe fn call_raw(
    callee: &Value,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<&Value>,
) -> R {
    let id = callee.class_id();
    if id == ClassId::FUNCTION as u32 {
        // SAFETY: the class guarantees the layout.
        let entry = unsafe { callee.cast::<FunctionObj>() }.entry.get();
        return finish(enter(entry, callee, args, nargs, kwnames));
    }
    if id >= ClassId::NATIVE_FUNCTION as u32 && id <= ClassId::METHOD_WRAPPER as u32 {
        return finish(native::native_entry(
            callee.borrow(),
            args,
            nargs,
            kwnames.map(Value::borrow),
        ));
    }
    if id == ClassId::TYPE as u32 {
        // SAFETY: the class guarantees the layout; the caller's promise.
        return unsafe {
            let class = class::by_id(callee.cast::<class::ClassObj>().id);
            instantiate(class, args, nargs, kwnames)
        };
    }
    // SAFETY: the caller's promise.
    unsafe { call_other(callee, args, nargs, kwnames) }
}

/// Enters compiled code: sets the pinned register.
#[inline(always)]
fn enter(
    entry: Entry,
    callee: &Value,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<&Value>,
) -> Opt {
    crate::start::enter_compiled(
        entry,
        callee.borrow(),
        args,
        nargs,
        kwnames.map(Value::borrow),
    )
}

#[inline(always)]
fn finish(result: Opt) -> R {
    result.ok_or(Raised)
}

unsafe fn call_other(callee: &Value, args: *const Opt, nargs: usize, kwnames: Option<&Value>) -> R {
    let total = nargs + kwnames.map_or(0, tuple::len);
    if callee.is_exactly(ClassId::BOUND_METHOD) {
        // SAFETY: the class guarantees the layout.
        let m = unsafe { callee.cast::<BoundMethod>() };
        // SAFETY: the caller's promise.
        return unsafe {
            with_receiver(&m.receiver, args, total, |all| {
                call_raw(&m.function, all, nargs + 1, kwnames)
            })
        };
    }
    let Some(call) = class::lookup(callee.class(), crate::name!("__call__")).map(Borrowed::owned)
    else {
        return Err(errors::type_error(format!(
            "'{}' object is not callable",
            errors::type_name(callee)
        )));
    };
    if let Some(native) = native::as_native(&call)
        && let Some(enter) = callee.class().ops.get().call
        && native.owner == callee.class().layout as u32
    {
        return enter(callee, args, nargs, kwnames);
    }
    // `type.__call__`, which a metaclass has inherited.
    if let Some(class) = class::as_class(callee)
        && native::as_native(&call).is_some_and(|n| n.owner == ClassId::TYPE as u32)
    {
        // SAFETY: the caller's promise.
        return unsafe { instantiate(class, args, nargs, kwnames) };
    }
    if native::as_native(&call).is_some() || call.is_exactly(ClassId::FUNCTION) {
        // SAFETY: the caller's promise.
        return unsafe {
            with_receiver(callee, args, total, |all| {
                call_raw(&call, all, nargs + 1, kwnames)
            })
        };
    }
    let bound = attr::bind(&call, callee, callee.class())?;
    let _guard = crate::context::enter_recursion(" in __call__", crate::context::CALL_BYTES)?;
    // SAFETY: the caller's promise.
    unsafe { call_raw(&bound, args, nargs, kwnames) }
}

/// Runs `f` on an array of borrowed words, the receiver's (if any) in front.
#[inline(always)]
fn with_words(
    receiver: Option<&Value>,
    words: impl ExactSizeIterator<Item = u64>,
    f: impl FnOnce(*const Opt) -> R,
) -> R {
    const SHORT: usize = 8;
    let first = receiver.map(Value::word).into_iter();
    if words.len() < SHORT {
        // Written word by word: no value moves through memory but the words themselves.
        let mut all = [const { std::mem::MaybeUninit::<u64>::uninit() }; SHORT];
        for (slot, word) in all.iter_mut().zip(first.chain(words)) {
            slot.write(word);
        }
        return f(all.as_ptr() as *const Opt);
    }
    let all: Vec<u64> = first.chain(words).collect();
    f(all.as_ptr() as *const Opt)
}

/// Runs `f` on an array with the receiver put in front.
unsafe fn with_receiver(
    receiver: &Value,
    args: *const Opt,
    total: usize,
    f: impl FnOnce(*const Opt) -> R,
) -> R {
    // SAFETY: the caller's array has that many words; zero stands for none.
    let words = unsafe { std::slice::from_raw_parts(args as *const u64, total) };
    with_words(Some(receiver), words.iter().copied(), f)
}

/// `type.__call__`: `__new__`, then `__init__` if the result is an instance.
///
/// # Safety
/// As [`call_raw`].
pub unsafe fn instantiate(
    class: &'static class::ClassObj,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<&Value>,
) -> R {
    if nargs == 1 && kwnames.is_none() {
        // SAFETY: one argument.
        let arg = unsafe { (*args).as_ref().expect("an argument") };
        if class.id == ClassId::TYPE as u32 {
            return Ok(arg.class().value());
        }
        if let Some(v) = quick_conversion(class.id, arg) {
            return Ok(v);
        }
    }
    if !class.has(class::HEAP) && kwnames.is_none() {
        // SAFETY: as many arguments.
        let args = unsafe { std::slice::from_raw_parts(args, nargs) };
        if let Some(made) = quick_container(class.id, args) {
            return made;
        }
    }
    // SAFETY: the caller's promise.
    unsafe { construct(class, args, nargs, kwnames) }
}

/// # Safety
/// As [`call_raw`].
#[inline(never)]
unsafe fn construct(
    class: &'static class::ClassObj,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<&Value>,
) -> R {
    if class.id == ClassId::STR as u32
        && nargs == 1
        && kwnames.is_none()
        // SAFETY: one argument.
        && let Some(value) = unsafe { &*args }
    {
        return crate::ops::to_str(value);
    }
    let total = nargs + kwnames.map_or(0, tuple::len);
    let new = class::lookup(class, crate::name!("__new__"))
        .expect("object defines __new__")
        .owned();
    if class.layout == ClassId::TUPLE
        && kwnames.is_none()
        && let Some(function) =
            crate::types::descriptors::without_staticmethod(&new).get::<FunctionObj>()
        && function.extra().makes_tuple == Some(nargs)
        && let Some(init) = class::lookup(class, crate::name!("__init__"))
        && is_object_method(&init, false)
    {
        // SAFETY: so many words; the tuple takes references of its own.
        return Ok(unsafe {
            let items = std::slice::from_raw_parts(args, nargs);
            for item in items {
                std::mem::forget(item.clone());
            }
            tuple::from_raw(args as *const Value, nargs, class.id)
        });
    }
    let init = class::lookup(class, crate::name!("__init__"))
        .expect("object defines __init__")
        .owned();
    if class.layout == ClassId::BASE_EXCEPTION
        && kwnames.is_none()
        && crate::types::exceptions::is_plain(&new, &init)
    {
        // SAFETY: so many words; the tuple takes references of its own.
        let items = unsafe {
            let items = std::slice::from_raw_parts(args, nargs);
            items.iter().for_each(|item| std::mem::forget(item.clone()));
            match nargs {
                0 => tuple::empty(),
                _ => tuple::from_raw(args as *const Value, nargs, ClassId::TUPLE as u32),
            }
        };
        return crate::types::exceptions::make(class, items);
    }
    let instance = if is_object_method(&new, true) {
        if total > 0 && is_object_method(&init, false) {
            let name = class.name_string();
            return Err(errors::type_error(format!("{name}() takes no arguments")));
        }
        if class.layout != ClassId::OBJECT && !class.has(class::HEAP) {
            let name = class.full_name();
            return Err(errors::type_error(format!(
                "cannot create '{name}' instances"
            )));
        }
        crate::instance::new_instance(class)?
    } else {
        let new = attr::bind(&new, &class.value(), class)?;
        let callee = if new.is_exactly(ClassId::STATICMETHOD) {
            crate::types::descriptors::unwrap(&new)
        } else {
            new
        };
        // SAFETY: the caller's promise.
        unsafe {
            with_receiver(&class.value(), args, total, |all| {
                call_raw(&callee, all, nargs + 1, kwnames)
            })
        }?
    };
    if !instance.class().is_subclass_of(class.id) {
        return Ok(instance);
    }
    let init = if instance.class_id() == class.id {
        init
    } else {
        class::lookup(instance.class(), crate::name!("__init__"))
            .expect("object defines __init__")
            .owned()
    };
    if is_object_method(&init, false) {
        return Ok(instance);
    }
    let result = if init.is_exactly(ClassId::FUNCTION) || native::as_native(&init).is_some() {
        // SAFETY: the caller's promise.
        unsafe {
            with_receiver(&instance, args, total, |all| {
                call_raw(&init, all, nargs + 1, kwnames)
            })
        }?
    } else {
        let bound = attr::bind(&init, &instance, instance.class())?;
        // SAFETY: the caller's promise.
        unsafe { call_raw(&bound, args, nargs, kwnames) }?
    };
    if !result.is_none() {
        let msg = format!(
            "__init__() should return None, not '{}'",
            errors::type_name(&result)
        );
        return Err(errors::type_error(msg));
    }
    Ok(instance)
}

/// `int('123')`, `str(123)` and conversions of a value to the class that it has, without the way through `__new__`.
#[inline]
pub fn quick_conversion(class: u32, arg: &Value) -> Opt {
    const INT: u32 = ClassId::INT as u32;
    const STR: u32 = ClassId::STR as u32;
    const FLOAT: u32 = ClassId::FLOAT as u32;
    match class {
        FLOAT if arg.is_exactly(ClassId::STR) => {
            let text = crate::types::str::bytes_of(arg);
            taipan_text::short::decimal(text).map(crate::types::float::from_f64)
        }
        INT if arg.is_small() => Some(arg.clone()),
        INT if arg.is_exactly(ClassId::STR) => {
            // SAFETY: an exact str.
            let s = unsafe { arg.cast::<crate::types::str::StrObj>() };
            if let Some(word) = s.short_word()
                && let Some(n) = taipan_text::short::digits(word, s.len.get())
            {
                return Some(Value::small(n));
            }
            let text = crate::types::str::bytes_of(arg);
            taipan_text::short::integer(text).map(Value::small)
        }
        STR if arg.is_small() => arg
            .as_small()
            .map(crate::types::int::methods::small_decimal),
        STR if arg.is_exactly(ClassId::STR) => Some(arg.clone()),
        _ => None,
    }
}

/// `list(items)`, `set(items)`, `dict(other)`, the empty ones, and ranges, without the way through `__new__` and `__init__`.
fn quick_container(class: u32, args: &[Opt]) -> Option<R> {
    const LIST: u32 = ClassId::LIST as u32;
    const SET: u32 = ClassId::SET as u32;
    const DICT: u32 = ClassId::DICT as u32;
    const RANGE: u32 = ClassId::RANGE as u32;
    match (class, args) {
        (LIST, []) => Some(Ok(list::with_capacity(0))),
        (LIST, [Some(items)]) => Some(list::from_iterable(items)),
        (SET, [] | [_]) => {
            let items = args.first().and_then(Opt::as_ref);
            Some(set::from_iterable(class, items))
        }
        (DICT, []) => Some(Ok(DictObj::new())),
        (DICT, [Some(other)]) if other.is_exactly(ClassId::DICT) => {
            other.get::<DictObj>().map(|d| Ok(d.copy()))
        }
        (RANGE, [Some(stop)]) if stop.is_small() => {
            let (start, step) = (Value::small(0), Value::small(1));
            Some(Ok(range::new_range(start, stop.clone(), step)))
        }
        (RANGE, [Some(start), Some(stop)]) if start.is_small() && stop.is_small() => {
            let (start, stop) = (start.clone(), stop.clone());
            Some(Ok(range::new_range(start, stop, Value::small(1))))
        }
        _ => None,
    }
}

/// Is it `object.__new__` (or `object.__init__`) itself?
fn is_object_method(method: &Value, new: bool) -> bool {
    let function: native::NativeFn = if new {
        crate::types::object::new
    } else {
        crate::types::object::init
    };
    native::as_native(method).is_some_and(|n| std::ptr::fn_addr_eq(n.def.function, function))
}

/// Calls with positional arguments.
pub fn call(callee: &Value, args: &[&Value]) -> R {
    with_words(None, args.iter().map(|a| a.word()), |words| {
        // SAFETY: borrowed words of the right number.
        unsafe { call_raw(callee, words, args.len(), None) }
    })
}

/// Calls with positional arguments and keyword arguments.
pub fn call_keywords(callee: &Value, args: &[&Value], keywords: &[(&Value, &Value)]) -> R {
    if keywords.is_empty() {
        return call(callee, args);
    }
    let words: Vec<u64> = args
        .iter()
        .map(|a| a.word())
        .chain(keywords.iter().map(|k| k.1.word()))
        .collect();
    let names = tuple::new_tuple(keywords.iter().map(|k| k.0.clone()).collect());
    // SAFETY: as in `call`, plus a word per name.
    unsafe {
        call_raw(
            callee,
            words.as_ptr() as *const Opt,
            args.len(),
            Some(&names),
        )
    }
}

/// `callee(*args, **kwargs)` with a tuple and a dict (or none).
pub fn call_tuple(callee: &Value, args: &Value, kwargs: Option<&Value>) -> R {
    let items: Vec<&Value> = tuple::items(args).iter().collect();
    let Some(dict) = kwargs
        .and_then(|k| k.get::<crate::types::dict::DictObj>())
        .filter(|d| !d.is_empty())
    else {
        return call(callee, &items);
    };
    let pairs = dict.to_vec();
    if pairs
        .iter()
        .any(|(k, _)| k.get::<crate::types::str::StrObj>().is_none())
    {
        return Err(errors::type_error("keywords must be strings"));
    }
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    call_keywords(callee, &items, &pairs)
}

/// `receiver.name(args)`: looked up as attribute access does, without making a bound method where possible.
pub fn call_method(receiver: &Value, name: &Value, args: &[&Value]) -> R {
    match attr::load_method(receiver, name)? {
        attr::Method::Unbound(function) => call_with(receiver, &function, args),
        attr::Method::Bound(callee) => call(&callee, args),
    }
}

/// Calls a plain function or method with a receiver.
#[inline]
fn call_with(receiver: &Value, function: &Value, args: &[&Value]) -> R {
    with_words(Some(receiver), args.iter().map(|a| a.word()), |words| {
        // SAFETY: borrowed words, the receiver's first.
        unsafe { call_raw(function, words, args.len() + 1, None) }
    })
}

/// Calls a special method of the class (never of the instance): `None` when the class lacks it.
pub fn call_special(receiver: &Value, name: &'static Value, args: &[&Value]) -> Option<R> {
    let method = class::lookup(receiver.class(), name)?;
    if method.is_exactly(ClassId::FUNCTION) {
        // It may be replaced while it runs.
        let method = method.owned();
        return Some(call_with(receiver, &method, args));
    }
    if native::is_method(&method) {
        // SAFETY: methods have that layout. The row, which is static, is all that is needed of it.
        let native = unsafe { method.cast::<native::NativeObj>() };
        if let Some(result) = native::call_positional(native, receiver, args) {
            return Some(result);
        }
    }
    let method = method.owned();
    Some(call_found(receiver, &method, args))
}

/// Calls an attribute found on the receiver's class.
pub fn call_found(receiver: &Value, method: &Value, args: &[&Value]) -> R {
    if native::is_method(method) {
        // SAFETY: methods have that layout.
        let native = unsafe { method.cast::<native::NativeObj>() };
        if let Some(result) = native::call_positional(native, receiver, args) {
            return result;
        }
    }
    if method.is_exactly(ClassId::FUNCTION) || native::is_method(method) {
        return call_with(receiver, method, args);
    }
    let bound = attr::bind(method, receiver, receiver.class())?;
    call(&bound, args)
}
