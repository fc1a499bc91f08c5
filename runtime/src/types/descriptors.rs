//! Bound methods, `classmethod`, `staticmethod`, `property`, slot members, `super`.

use crate::class::{self, ClassObj};
use crate::types::tuple_getter::{self, TupleGetter};
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value, attr, call, errors, native};
use std::cell::UnsafeCell;

#[repr(C)]
pub struct BoundMethod {
    pub header: Header,
    pub function: Value,
    pub receiver: Value,
}
// SAFETY: begins with a header.
unsafe impl Object for BoundMethod {
    const CLASS: ClassId = ClassId::BOUND_METHOD;
}
pub fn new_bound_method(function: Value, receiver: Value) -> Value {
    let id = ClassId::BOUND_METHOD as u32;
    class::new_object(
        id,
        BoundMethod {
            header: Header::new(id),
            function,
            receiver,
        },
    )
}
unsafe fn trace_bound(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let m = unsafe { &*(object as *mut BoundMethod) };
    visit(&m.function);
    visit(&m.receiver);
}
pub const BOUND_OPS: class::LayoutOps = class::fixed::<BoundMethod>(trace_bound);

/// `classmethod` and `staticmethod`.
#[repr(C)]
pub struct Wrapper {
    pub header: Header,
    pub function: UnsafeCell<Value>,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
}
// SAFETY: begins with a header; STATICMETHOD shares the layout (see `unwrap`).
unsafe impl Object for Wrapper {
    const CLASS: ClassId = ClassId::CLASSMETHOD;
}
pub fn new_classmethod(function: Value) -> Value {
    new_wrapper(ClassId::CLASSMETHOD as u32, function)
}
pub fn new_staticmethod(function: Value) -> Value {
    new_wrapper(ClassId::STATICMETHOD as u32, function)
}
/// `class` is classmethod, staticmethod or a subclass.
pub fn new_wrapper(class: u32, function: Value) -> Value {
    class::new_object(
        class,
        Wrapper {
            header: Header::new(class),
            function: UnsafeCell::new(function),
            dict: UnsafeCell::new(None),
        },
    )
}
/// The function in a classmethod or staticmethod.
pub fn unwrap(value: &Value) -> Value {
    // SAFETY: both classes have this layout; a read.
    unsafe { (*value.cast::<Wrapper>().function.get()).clone() }
}
/// The function in a static method; any other value is itself.
pub fn without_staticmethod(value: &Value) -> &Value {
    if value.is_exactly(ClassId::STATICMETHOD) {
        // SAFETY: the class has this layout; the function stays as long as the static method.
        unsafe { &*value.cast::<Wrapper>().function.get() }
    } else {
        value
    }
}
unsafe fn trace_wrapper(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let w = &*(object as *mut Wrapper);
        visit(&*w.function.get());
        (&*w.dict.get()).iter().for_each(visit);
    }
}
pub const WRAPPER_OPS: class::LayoutOps = class::fixed::<Wrapper>(trace_wrapper);

#[repr(C)]
pub struct Property {
    pub header: Header,
    pub parts: UnsafeCell<PropertyParts>,
}
#[derive(Clone)]
pub struct PropertyParts {
    pub get: Opt,
    pub set: Opt,
    pub delete: Opt,
    pub doc: Opt,
    /// The text is that of `get`: another getter brings its own.
    pub doc_is_getters: bool,
    /// Set by `__set_name__`.
    pub name: Opt,
}
// SAFETY: begins with a header.
unsafe impl Object for Property {
    const CLASS: ClassId = ClassId::PROPERTY;
}
pub fn new_property(class: u32, parts: PropertyParts) -> Value {
    class::new_object(
        class,
        Property {
            header: Header::new(class),
            parts: UnsafeCell::new(parts),
        },
    )
}
impl Property {
    /// A copy of one part, or of all. User code may replace them while it runs, so nobody keeps a reference into the cell.
    pub fn copy<T>(&self, part: impl FnOnce(&PropertyParts) -> T) -> T {
        // SAFETY: a short read, in which no user code runs.
        part(unsafe { &*self.parts.get() })
    }
    pub fn parts(&self) -> PropertyParts {
        self.copy(PropertyParts::clone)
    }
}
unsafe fn trace_property(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let p = unsafe { &*(*(object as *mut Property)).parts.get() };
    [&p.get, &p.set, &p.delete, &p.doc, &p.name]
        .into_iter()
        .flatten()
        .for_each(visit);
}
pub const PROPERTY_OPS: class::LayoutOps = class::fixed::<Property>(trace_property);

/// A `__slots__` member.
#[repr(C)]
pub struct Member {
    pub header: Header,
    pub name: Value,
    pub owner: u32,
    pub index: u32,
}
// SAFETY: begins with a header.
unsafe impl Object for Member {
    const CLASS: ClassId = ClassId::MEMBER;
}
pub fn new_member(name: Value, owner: u32, index: u32) -> Value {
    let id = ClassId::MEMBER as u32;
    class::new_object(
        id,
        Member {
            header: Header::new(id),
            name,
            owner,
            index,
        },
    )
}
unsafe fn trace_member(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    visit(unsafe { &(*(object as *mut Member)).name });
}
pub const MEMBER_OPS: class::LayoutOps = class::fixed::<Member>(trace_member);

#[repr(C)]
pub struct SuperObj {
    pub header: Header,
    /// The class after which the search goes on.
    pub class: u32,
    /// The class whose MRO is searched.
    pub start: u32,
    /// The instance or class that attributes are bound to; none for an unbound super.
    pub receiver: Opt,
}
// SAFETY: begins with a header.
unsafe impl Object for SuperObj {
    const CLASS: ClassId = ClassId::SUPER;
}
unsafe fn trace_super(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(r) = unsafe { &(*(object as *mut SuperObj)).receiver } {
        visit(r);
    }
}
pub const SUPER_OPS: class::LayoutOps = class::fixed::<SuperObj>(trace_super);

/// `super(class)`
pub fn new_unbound_super(class: &'static ClassObj) -> Value {
    let id = ClassId::SUPER as u32;
    let payload = SuperObj {
        header: Header::new(id),
        class: class.id,
        start: class.id,
        receiver: None,
    };
    class::new_object(id, payload)
}

/// `super(class, receiver)`
pub fn new_super(class: &'static ClassObj, receiver: Value) -> R {
    let start = match class::as_class(&receiver) {
        Some(c) if c.is_subclass_of(class.id) => c,
        _ if receiver.class().is_subclass_of(class.id) => receiver.class(),
        _ => match claimed_class(&receiver)?.filter(|c| c.is_subclass_of(class.id)) {
            Some(c) => c,
            None => {
                let what = match class::as_class(&receiver) {
                    Some(c) => format!("type {}", c.name_string()),
                    None => format!("instance of {}", errors::type_name(&receiver)),
                };
                let name = class.name_string();
                return Err(errors::type_error(format!(
                    "super(type, obj): obj ({what}) is not an instance or subtype of type ({name})."
                )));
            }
        },
    };
    let id = ClassId::SUPER as u32;
    Ok(class::new_object(
        id,
        SuperObj {
            header: Header::new(id),
            class: class.id,
            start: start.id,
            receiver: Some(receiver),
        },
    ))
}

/// The class that an object claims to have by a `__class__` of its own.
fn claimed_class(object: &Value) -> R<Option<&'static ClassObj>> {
    let claimed = attr::get_optional(object, crate::name!("__class__"))?;
    Ok(claimed.as_ref().and_then(class::as_class))
}

/// The raw attribute that a super object finds.
pub fn lookup_super(s: &SuperObj, name: &Value) -> Opt {
    let mro = class::by_id(s.start).mro();
    let at = mro.iter().position(|c| *c == s.class)?;
    mro[at + 1..]
        .iter()
        .find_map(|c| class::by_id(*c).dict().get_interned(name))
}

pub fn find_super(object: &Value, s: &SuperObj, name: &Value) -> R<Opt> {
    if let Some(receiver) = &s.receiver
        && !name.is(crate::name!("__class__"))
        && let Some(found) = lookup_super(s, name)
    {
        let start = class::by_id(s.start);
        let on_class = class::as_class(receiver).is_some_and(|c| c.id == s.start);
        return attr::get_descriptor(&found, (!on_class).then_some(receiver), start).map(Some);
    }
    match class::lookup(object.class(), name).map(Borrowed::owned) {
        Some(f) => attr::bind(&f, object, object.class()).map(Some),
        None => Ok(None),
    }
}

/// `__get__` of the built-in descriptors.
pub fn get_builtin(found: &Value, receiver: Option<&Value>, class: &'static ClassObj) -> R {
    let id = found.class().layout;
    match id {
        ClassId::PROPERTY => {
            // SAFETY: the layout says so.
            let property = unsafe { found.cast::<Property>() };
            let Some(receiver) = receiver else {
                return Ok(found.clone());
            };
            match property.copy(|p| p.get.clone()) {
                Some(g) => call::call(&g, &[receiver]),
                None => Err(property_error(property, receiver, "getter")),
            }
        }
        ClassId::CLASSMETHOD => {
            let function = unwrap(found);
            let class_value = class.value();
            if function.is_exactly(ClassId::FUNCTION) {
                return Ok(new_bound_method(function, class_value));
            }
            if let Some(n) = native::as_native(&function).filter(|_| native::is_method(&function)) {
                return Ok(native::new_native(
                    ClassId::NATIVE_FUNCTION,
                    n.def,
                    n.owner,
                    Some(class_value),
                ));
            }
            // A callable with `__get__` is bound to the class; any other is called with it.
            Ok(new_bound_method(function, class_value))
        }
        ClassId::STATICMETHOD => Ok(unwrap(found)),
        ClassId::MEMBER => {
            let Some(receiver) = receiver else {
                return Ok(found.clone());
            };
            // SAFETY: the layout says so.
            let m = unsafe { found.cast::<Member>() };
            check_member(m, receiver)?;
            match crate::instance::get_slot(receiver, receiver.class(), m.index as usize) {
                Some(v) => Ok(v),
                None => Err(attr::missing(receiver, &m.name)),
            }
        }
        ClassId::TUPLE_GETTER => match receiver {
            // SAFETY: the layout says so.
            Some(receiver) => unsafe { found.cast::<TupleGetter>() }.item(receiver),
            None => Ok(found.clone()),
        },
        ClassId::GETSET => {
            let Some(receiver) = receiver else {
                return Ok(found.clone());
            };
            let n = native::as_native(found).expect("a getter");
            if !receiver.class().is_subclass_of(n.owner) {
                let (name, owner) = (n.name(), class::by_id(n.owner).name_string());
                let msg = format!(
                    "descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object",
                    errors::type_name(receiver)
                );
                return Err(errors::type_error(msg));
            }
            (n.def.function)(&[Some(receiver.clone())])
        }
        _ => Ok(found.clone()),
    }
}

fn check_member(m: &Member, receiver: &Value) -> R<()> {
    if receiver.class().is_subclass_of(m.owner) {
        return Ok(());
    }
    let (name, owner) = (
        crate::types::str::to_string(&m.name),
        class::by_id(m.owner).name_string(),
    );
    let msg = format!(
        "descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object",
        errors::type_name(receiver)
    );
    Err(errors::type_error(msg))
}

#[cold]
fn property_error(property: &Property, receiver: &Value, what: &str) -> crate::Raised {
    // SAFETY: a read of the class's qualname.
    let class = crate::types::str::to_string(unsafe { &*receiver.class().qualname.get() });
    let own_name = |g: Value| attr::get(&g, crate::name!("__name__")).ok();
    let name = property.copy(|p| p.name.clone()).or_else(|| {
        property
            .copy(|p| p.get.clone())
            .filter(|g| g.is_exactly(ClassId::FUNCTION))
            .and_then(own_name)
    });
    let msg = match &name {
        Some(n) => format!(
            "property '{}' of '{class}' object has no {what}",
            crate::types::str::to_string(n)
        ),
        None => format!("property of '{class}' object has no {what}"),
    };
    errors::attribute_error(msg)
}

/// `descriptor.__set__(object, value)`, or `__delete__` without a value.
pub fn set(descriptor: &Value, object: &Value, value: Opt) -> R<()> {
    if !descriptor.class().has(class::HEAP) {
        return set_builtin(descriptor, object, value);
    }
    let name = if value.is_some() {
        crate::name!("__set__")
    } else {
        crate::name!("__delete__")
    };
    match (
        class::lookup(descriptor.class(), name).map(Borrowed::owned),
        value,
    ) {
        (Some(f), Some(v)) => call::call_found(descriptor, &f, &[object, &v]).map(drop),
        (Some(f), None) => call::call_found(descriptor, &f, &[object]).map(drop),
        (None, v) => {
            let which = if v.is_some() { "__set__" } else { "__delete__" };
            Err(errors::attribute_error(which))
        }
    }
}

/// [`set`] of the built-in descriptors.
pub fn set_builtin(descriptor: &Value, object: &Value, value: Opt) -> R<()> {
    match descriptor.class().layout {
        ClassId::PROPERTY => {
            // SAFETY: the layout says so.
            let property = unsafe { descriptor.cast::<Property>() };
            match value {
                Some(v) => match property.copy(|p| p.set.clone()) {
                    Some(f) => call::call(&f, &[object, &v]).map(drop),
                    None => Err(property_error(property, object, "setter")),
                },
                None => match property.copy(|p| p.delete.clone()) {
                    Some(f) => call::call(&f, &[object]).map(drop),
                    None => Err(property_error(property, object, "deleter")),
                },
            }
        }
        ClassId::MEMBER => {
            // SAFETY: the layout says so.
            let m = unsafe { descriptor.cast::<Member>() };
            check_member(m, object)?;
            let deleting = value.is_none();
            let was_set =
                crate::instance::set_slot(object, object.class(), m.index as usize, value);
            if deleting && !was_set {
                Err(errors::attribute_error(crate::types::str::to_string(
                    &m.name,
                )))
            } else {
                Ok(())
            }
        }
        ClassId::TUPLE_GETTER => tuple_getter::refused(value.is_none()),
        ClassId::GETSET => {
            let n = native::as_native(descriptor).expect("a getter");
            let (name, class) = (n.name(), class::by_id(n.owner).full_name());
            match n.setter {
                Some(s) => (s.function)(&[Some(object.clone()), value]).map(drop),
                None => Err(errors::attribute_error(format!(
                    "attribute '{name}' of '{class}' objects is not writable"
                ))),
            }
        }
        _ => unreachable!("not a built-in data descriptor"),
    }
}
