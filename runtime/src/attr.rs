//! Attribute access.

use crate::class::{self, ClassObj, lookup};
use crate::function::FunctionObj;
use crate::module::ModuleObj;
use crate::types::descriptors::{self, SuperObj};
use crate::types::str::{self, StrObj};
use crate::{Borrowed, ClassId, Opt, R, Value, call, errors, instance, native};
use taipan_abi::program::CODE_UNBOUND;

/// A method looked up for a call.
pub enum Method {
    /// A function of the class: call it with the receiver in front.
    Unbound(Value),
    /// Anything else.
    Bound(Value),
}

/// The class of an instance of a Python class. A value that a lookup has found is not looked at after the next lookup, which may
/// put another in its place: hence all that follows has the class.
fn heap_class(value: &Value) -> Option<&'static ClassObj> {
    let class = value.is_pointer().then(|| value.class());
    class.filter(|c| c.has(class::HEAP))
}

fn is_settable(class: &'static ClassObj) -> bool {
    lookup(class, crate::name!("__set__")).is_some()
        || lookup(class, crate::name!("__delete__")).is_some()
}

fn is_built_in_data(id: u32) -> bool {
    id == ClassId::PROPERTY as u32
        || id == ClassId::MEMBER as u32
        || id == ClassId::TUPLE_GETTER as u32
        || id == ClassId::GETSET as u32
}

/// Has `__get__` (functions, properties, …).
pub fn is_descriptor(value: &Value) -> bool {
    let (id, class) = (value.class_id(), heap_class(value));
    (id >= ClassId::FUNCTION as u32
        && id <= ClassId::PROPERTY as u32
        && id != ClassId::NATIVE_FUNCTION as u32
        && id != ClassId::BOUND_METHOD as u32)
        || is_built_in_data(id)
        || class.is_some_and(|c| lookup(c, crate::name!("__get__")).is_some() || is_settable(c))
}

/// Has `__set__` or `__delete__`.
pub fn is_data_descriptor(value: &Value) -> bool {
    is_built_in_data(value.class_id()) || heap_class(value).is_some_and(is_settable)
}

/// Whether an attribute of the class goes before one of the instance: a data descriptor that can be read.
fn goes_first(value: &Value) -> bool {
    is_built_in_data(value.class_id())
        || heap_class(value)
            .is_some_and(|c| is_settable(c) && lookup(c, crate::name!("__get__")).is_some())
}

/// Whether a function stays what it is when it is found on a class, as C functions of CPython do.
fn is_unbound(function: &Value) -> bool {
    function
        .get::<FunctionObj>()
        .is_some_and(|f| f.code.flags & CODE_UNBOUND != 0)
}

/// `descriptor.__get__(receiver, class)` for an attribute found on a class; plain values are themselves.
pub fn bind(found: &Value, receiver: &Value, class: &'static ClassObj) -> R {
    get_descriptor(found, Some(receiver), class)
}

/// As [`bind`], without a receiver when looked up on the class itself.
pub fn get_descriptor(found: &Value, receiver: Option<&Value>, class: &'static ClassObj) -> R {
    let Some(header) = found.header() else {
        return Ok(found.clone());
    };
    let id = header.class.get();
    match receiver {
        Some(r) if id == ClassId::FUNCTION as u32 && !is_unbound(found) => {
            return Ok(descriptors::new_bound_method(found.clone(), r.clone()));
        }
        _ if id == ClassId::FUNCTION as u32 => return Ok(found.clone()),
        _ => {}
    }
    if id == ClassId::NATIVE_METHOD as u32 || id == ClassId::WRAPPER_DESCRIPTOR as u32 {
        return Ok(match receiver {
            Some(r) => native::bind(
                native::as_native(found).expect("a native method"),
                r.clone(),
            ),
            None => found.clone(),
        });
    }
    if id >= ClassId::GETSET as u32
        && id <= ClassId::PROPERTY as u32
        && id != ClassId::BOUND_METHOD as u32
    {
        return descriptors::get_builtin(found, receiver, class);
    }
    if let (Some(r), Some(s)) = (receiver, found.get::<SuperObj>())
        && s.receiver.is_none()
    {
        return descriptors::new_super(class::by_id(s.class), r.clone());
    }
    if found.class().has(class::HEAP)
        && let Some(get) = lookup(found.class(), crate::name!("__get__")).map(Borrowed::owned)
    {
        let none = Value::NONE;
        return call::call_found(found, &get, &[receiver.unwrap_or(&none), &class.value()]);
    }
    Ok(found.clone())
}

/// `getattr(object, name)`; `name` is a `str`.
pub fn get(object: &Value, name: &Value) -> R {
    let name = &str::intern_value(name);
    let class = object.class();
    if class.has(class::HAS_GETATTRIBUTE) {
        let hook = lookup(class, crate::name!("__getattribute__"))
            .expect("the flag says so")
            .owned();
        let result = call::call_found(object, &hook, &[name]);
        return match result {
            Err(_)
                if class.has(class::HAS_GETATTR)
                    && errors::in_flight_is(ClassId::ATTRIBUTE_ERROR) =>
            {
                drop(crate::context::take_exception());
                call_getattr(object, class, name)
            }
            other => other,
        };
    }
    match find(object, class, name)? {
        Some(v) => Ok(v),
        None if class.has(class::HAS_GETATTR) => call_getattr(object, class, name),
        None => Err(missing(object, name)),
    }
}

fn call_getattr(object: &Value, class: &'static ClassObj, name: &Value) -> R {
    let hook = lookup(class, crate::name!("__getattr__"))
        .expect("the flag says so")
        .owned();
    call::call_found(object, &hook, &[name])
}

/// `object.__getattribute__` with `None` for a miss. An AttributeError raised by a descriptor of a class with `__getattr__`
/// counts as a miss.
pub fn find(object: &Value, class: &'static ClassObj, name: &Value) -> R<Opt> {
    if let Some(m) = object.get::<ModuleObj>() {
        return crate::module::find(object, m, class, name);
    }
    if let Some(c) = class::as_class(object) {
        return find_on_class(object, c, class, name);
    }
    if class.layout == ClassId::SUPER {
        // SAFETY: the class guarantees the layout.
        return descriptors::find_super(object, unsafe { object.cast::<SuperObj>() }, name);
    }
    let found = lookup(class, name).map(Borrowed::owned);
    if let Some(f) = &found
        && goes_first(f)
    {
        return swallow(class, bind(f, object, class));
    }
    if let Some(v) = instance::get_own(object, class, name) {
        return Ok(Some(v));
    }
    match found {
        Some(f) => swallow(class, bind(&f, object, class)),
        None if object.is_exactly(ClassId::BOUND_METHOD) => {
            // SAFETY: the class guarantees the layout. The function answers, also with the error.
            let function = unsafe { object.cast::<descriptors::BoundMethod>() }
                .function
                .clone();
            get(&function, name).map(Some)
        }
        None => Ok(None),
    }
}

fn swallow(class: &'static ClassObj, result: R) -> R<Opt> {
    match result {
        Ok(v) => Ok(Some(v)),
        Err(_)
            if class.has(class::HAS_GETATTR) && errors::in_flight_is(ClassId::ATTRIBUTE_ERROR) =>
        {
            drop(crate::context::take_exception());
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

/// `type.__getattribute__`
fn find_on_class(
    object: &Value,
    c: &'static ClassObj,
    meta: &'static ClassObj,
    name: &Value,
) -> R<Opt> {
    let found = lookup(meta, name).map(Borrowed::owned);
    if let Some(f) = &found
        && goes_first(f)
    {
        return swallow(meta, bind(f, object, meta));
    }
    if let Some(own) = lookup(c, name).map(Borrowed::owned) {
        return swallow(meta, get_descriptor(&own, None, c));
    }
    match found {
        Some(f) => swallow(meta, bind(&f, object, meta)),
        None => Ok(None),
    }
}

/// AttributeError with CPython's message; its `name` and `obj` are set.
#[cold]
pub fn missing(object: &Value, name: &Value) -> crate::Raised {
    let text = str::to_string(name);
    let message = if let Some(c) = class::as_class(object) {
        format!(
            "type object '{}' has no attribute '{text}'",
            c.name_string()
        )
    } else if let Some(m) = object.get::<ModuleObj>() {
        crate::module::missing_message(m, &text)
    } else if let Some(s) = object
        .get::<SuperObj>()
        .filter(|_| object.is_exactly(ClassId::SUPER))
    {
        let _ = s;
        format!("'super' object has no attribute '{text}'")
    } else {
        format!(
            "'{}' object has no attribute '{text}'",
            errors::type_name(object)
        )
    };
    with_name(errors::attribute_error(message), object, name)
}

/// `getattr` with `None` for a miss (AttributeError swallowed).
pub fn get_optional(object: &Value, name: &Value) -> R<Opt> {
    let class = object.class();
    // Without hooks no exception is made of a miss.
    let found = if class.has(class::HAS_GETATTRIBUTE) || class.has(class::HAS_GETATTR) {
        get(object, name).map(Some)
    } else {
        find(object, class, &str::intern_value(name))
    };
    match found {
        Ok(v) => Ok(v),
        Err(_) if errors::catch(ClassId::ATTRIBUTE_ERROR).is_some() => Ok(None),
        Err(e) => Err(e),
    }
}

/// Looks a method up for a call.
pub fn load_method(object: &Value, name: &Value) -> R<Method> {
    let class = object.class();
    if !class.has(class::HAS_GETATTRIBUTE)
        && !class.has(class::METACLASS)
        && class.id != ClassId::MODULE as u32
        && class.id != ClassId::SUPER as u32
        && let Some(found) = lookup(class, name)
    {
        let id = found.class_id();
        if id == ClassId::FUNCTION as u32 && !is_unbound(&found) || native::is_method(&found) {
            let found = found.owned();
            return Ok(match instance::get_own(object, class, name) {
                Some(own) => Method::Bound(own),
                None => Method::Unbound(found),
            });
        }
    }
    get(object, name).map(Method::Bound)
}

/// `setattr(object, name, value)`, or `delattr` without a value.
pub fn set(object: &Value, name: &Value, value: Opt) -> R<()> {
    let name = &str::intern_value(name);
    let class = object.class();
    let flag = if value.is_some() {
        class::HAS_SETATTR
    } else {
        class::HAS_DELATTR
    };
    if class.has(flag) {
        let hook_name = if value.is_some() {
            crate::name!("__setattr__")
        } else {
            crate::name!("__delattr__")
        };
        let hook = lookup(class, hook_name).expect("the flag says so").owned();
        return match &value {
            Some(v) => call::call_found(object, &hook, &[name, v]),
            None => call::call_found(object, &hook, &[name]),
        }
        .map(drop);
    }
    set_generic(object, name, value)
}

/// `object.__setattr__` and `type.__setattr__`.
pub fn set_generic(object: &Value, name: &Value, value: Opt) -> R<()> {
    let class = object.class();
    let found = lookup(class, name).map(Borrowed::owned);
    if let Some(f) = &found
        && is_data_descriptor(f)
    {
        return descriptors::set(f, object, value);
    }
    if let Some(c) = class::as_class(object) {
        if !c.has(class::HEAP) {
            let verb = format!(
                "cannot set '{}' attribute of immutable type '{}'",
                str::to_string(name),
                errors::class_name(c)
            );
            return Err(errors::type_error(verb));
        }
        return match class::set_attr(c, name, value)? {
            true => Ok(()),
            false => Err(missing(object, name)),
        };
    }
    if let Some(m) = object.get::<ModuleObj>() {
        return crate::module::set(object, m, name, value);
    }
    if instance::set_own(object, class, name, value.clone())? {
        return Ok(());
    }
    let text = str::to_string(name);
    let has_dict = !class.has(class::HEAP) || class.overflow_offset.get() != 0;
    if instance::has_own_attributes(class) && value.is_none() && has_dict {
        if !class.has(class::HEAP) {
            return Err(missing(object, name));
        }
        let class = errors::class_name(class);
        let msg = format!("'{class}' object has no attribute '{text}'");
        return Err(errors::attribute_error(msg));
    }
    Err(if found.is_some() {
        let class = errors::class_name(class);
        let msg = format!("'{class}' object attribute '{text}' is read-only");
        errors::attribute_error(msg)
    } else {
        let class = errors::class_name(class);
        let msg = format!(
            "'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes"
        );
        with_name(errors::attribute_error(msg), object, name)
    })
}

/// Notes what an AttributeError is about.
pub fn with_name(raised: crate::Raised, object: &Value, name: &Value) -> crate::Raised {
    crate::exception::set_extra(crate::exception::EXTRA_NAME, name.clone());
    crate::exception::set_extra(crate::exception::EXTRA_OBJ, object.clone());
    raised
}

/// Checks that a name given to `getattr` and its like is a `str`.
pub fn check_name(name: &Value) -> R<()> {
    if name.get::<StrObj>().is_some() {
        return Ok(());
    }
    Err(errors::type_error(format!(
        "attribute name must be string, not '{}'",
        errors::type_name(name)
    )))
}
