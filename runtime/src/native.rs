//! Native functions and methods: a Python signature, a Rust function, and the binding between them.

mod misfit;

use crate::threads::Once;
use crate::types::dict::DictObj;
use crate::types::str::{self, intern, new_str};
use crate::types::tuple::new_tuple;
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value, call, class, errors};
use misfit::{
    bound_count, caller_name, check_keyword_count, check_receiver_failed, no_keywords,
    unexpected_keyword, wrong_count,
};

/// Arguments arrive bound to the parameters of the signature, in order; absent optional ones are `None`;
/// `*args` is a tuple, `**kwargs` a dict. All are borrowed.
pub type NativeFn = fn(&[Opt]) -> R;

/// A row of a type's or module's table. The linker recognises it by its last word and leaves out of a program the functions
/// of rows that no name reaches (`compiler/link`): the function is called through the table only.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct NativeDef {
    /// `name(self, x, /, y=None, *args, key=None, **kwargs)`; the text of a default is for `inspect` only.
    pub signature: &'static str,
    pub function: NativeFn,
    pub kind: NativeKind,
}

/// The numbers are "taipanm" and a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum NativeKind {
    Method = 0x7461_6970_616e_6d00,
    /// Looked up on an instance or the class, receives the class first.
    ClassMethod,
    StaticMethod,
    /// An attribute computed by the function from the object; a setter may follow.
    Getter,
    /// Receives (object, value or None to delete); must stand right after its getter, same name.
    Setter,
}

/// The attributes of a built-in class, beyond the generic ones. The linker recognises it by its last word and leaves out of a
/// program the functions of classes that the program cannot have.
#[repr(C)]
pub struct TypeDef {
    pub ops: class::LayoutOps,
    pub doc: &'static str,
    pub methods: &'static [NativeDef],
    pub flags: u32,
    pub class: ClassId,
    pub mark: u64,
}

/// "taipant" and zero.
pub const TYPE_MARK: u64 = 0x7461_6970_616e_7400;

/// A row for a method (or module function).
pub const fn method(signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef {
        signature,
        function,
        kind: NativeKind::Method,
    }
}
pub const fn class_method(signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef {
        signature,
        function,
        kind: NativeKind::ClassMethod,
    }
}
pub const fn static_method(signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef {
        signature,
        function,
        kind: NativeKind::StaticMethod,
    }
}
pub const fn getter(name: &'static str, function: NativeFn) -> NativeDef {
    NativeDef {
        signature: name,
        function,
        kind: NativeKind::Getter,
    }
}
pub const fn setter(name: &'static str, function: NativeFn) -> NativeDef {
    NativeDef {
        signature: name,
        function,
        kind: NativeKind::Setter,
    }
}

/// Stands in for a function that was left out of the program. Only a name that the compiler did not see gets here.
#[unsafe(no_mangle)]
pub fn taipan_unlinked_method(_: &[Opt]) -> R {
    crate::modules::stop_unsupported("a method that no name in the program reaches was called")
}

/// The same for the contents of a module.
#[unsafe(no_mangle)]
pub fn taipan_unlinked_module(_: &crate::module::ModuleObj) -> R<()> {
    crate::modules::stop_unsupported("a module that the program does not import was imported")
}

/// The name of a row that is installed under another name than its own, which the linker therefore keeps.
#[macro_export]
macro_rules! kept {
    ($name:literal) => {
        $name
    };
}

/// The owner of functions that belong to a module.
pub const NO_CLASS: u32 = u32::MAX;

/// An argument that the signature requires.
#[inline(always)]
pub fn arg(args: &[Opt], at: usize) -> &Value {
    args[at].as_ref().expect("a required argument")
}

/// An optional argument.
#[inline(always)]
pub fn opt(args: &[Opt], at: usize) -> Option<&Value> {
    args.get(at).and_then(Option::as_ref)
}

/// The class that a `__new__` of the built-in class `base` is to make an instance of.
pub fn class_arg(args: &[Opt], base: ClassId) -> R<&'static class::ClassObj> {
    let given = arg(args, 0);
    let name = || class::builtin(base).name_string();
    let Some(c) = class::as_class(given) else {
        return Err(errors::type_error(format!(
            "{}.__new__(X): X is not a type object ({})",
            name(),
            errors::type_name(given)
        )));
    };
    if !c.is_subclass_of(base as u32) {
        let (own, base) = (c.name_string(), name());
        return Err(errors::type_error(format!(
            "{base}.__new__({own}): {own} is not a subtype of {base}"
        )));
    }
    if c.layout != class::builtin(base).layout {
        let (own, base) = (c.name_string(), name());
        return Err(errors::type_error(format!(
            "{base}.__new__({own}) is not safe, use {}.__new__()",
            class::builtin(c.layout).name_string()
        )));
    }
    Ok(c)
}

/// A parsed signature.
pub struct Signature {
    pub names: Vec<Value>,
    pub num_posonly: usize,
    pub num_positional: usize,
    /// Positional parameters without a default.
    pub num_required: usize,
    pub kwonly_required: Vec<bool>,
    pub varargs: bool,
    pub varkeywords: bool,
    /// `*_, **_`: what comes there is not wanted, and the function gets none of it.
    is_ignoring: bool,
    /// No `*args`, no `**kwargs`, no required keyword: a call by position fills the slots in order.
    is_simple: bool,
    /// Number of slots of a call by position in which those of absent arguments are empty; `usize::MAX` where that is not
    /// all that there is to do.
    by_position: usize,
}

impl Signature {
    /// Number of argument slots.
    pub fn slots(&self) -> usize {
        self.names.len() + self.varargs as usize + self.varkeywords as usize
    }

    fn parse(text: &str) -> Signature {
        let mut s = Signature {
            names: vec![],
            num_posonly: 0,
            num_positional: 0,
            num_required: 0,
            kwonly_required: vec![],
            varargs: false,
            varkeywords: false,
            is_ignoring: false,
            is_simple: false,
            by_position: usize::MAX,
        };
        let inner = text.find('(').map_or("", |at| {
            &text[at + 1..text.rfind(')').unwrap_or(text.len())]
        });
        let mut keyword_only = false;
        for part in inner.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            if part == "/" {
                s.num_posonly = s.names.len();
            } else if part == "*" {
                keyword_only = true;
            } else if part.starts_with("**") {
                s.varkeywords = true;
                s.is_ignoring |= part == "**_";
            } else if part.starts_with('*') {
                s.varargs = true;
                keyword_only = true;
            } else {
                let (name, default) = part
                    .split_once('=')
                    .map_or((part, false), |(n, _)| (n.trim(), true));
                s.names.push(intern(name.as_bytes()));
                if keyword_only {
                    s.kwonly_required.push(!default);
                } else {
                    s.num_positional += 1;
                    s.num_required += !default as usize;
                }
            }
        }
        s.is_simple = !s.varargs && !s.varkeywords && s.kwonly_required.is_empty();
        if !s.varargs && !s.varkeywords && !s.kwonly_required.contains(&true) {
            s.by_position = s.names.len();
        }
        s
    }
}

/// A native function, method descriptor, getter, or bound native method; the class tells which.
#[repr(C)]
pub struct NativeObj {
    pub header: Header,
    /// The uniform entry, at the same offset as in compiled functions.
    pub entry: call::Entry,
    pub def: &'static NativeDef,
    pub setter: Option<&'static NativeDef>,
    /// The receiver of a bound method; the module's name for a module function.
    pub receiver: Opt,
    /// The class that the row belongs to, or [`NO_CLASS`] for module functions.
    pub owner: u32,
    signature: Once<Box<Signature>>,
}

// SAFETY: begins with a header. NATIVE_METHOD, GETSET … share the layout: see `as_native`.
unsafe impl Object for NativeObj {
    const CLASS: ClassId = ClassId::NATIVE_FUNCTION;
}

/// The native object behind a value of any of the classes with that layout.
#[inline]
pub fn as_native(value: &Value) -> Option<&NativeObj> {
    let id = value.class_id();
    let range = ClassId::NATIVE_FUNCTION as u32..=ClassId::GETSET as u32;
    // SAFETY: these classes all have NativeObj as layout.
    if range.contains(&id) {
        Some(unsafe { value.cast::<NativeObj>() })
    } else {
        None
    }
}

pub(crate) unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(r) = unsafe { &(*(object as *mut NativeObj)).receiver } {
        visit(r);
    }
}

pub const OPS: class::LayoutOps = class::fixed::<NativeObj>(trace);

impl NativeObj {
    pub fn name(&self) -> &'static str {
        let s = self.def.signature;
        s.find('(').map_or(s, |at| &s[..at])
    }
    pub fn signature(&self) -> &Signature {
        self.signature
            .get_or_init(|| Box::new(Signature::parse(self.def.signature)))
    }
    /// `list.append` for methods, `len` for functions.
    fn title(&self) -> String {
        if self.def.kind == NativeKind::StaticMethod {
            return caller_name(self);
        }
        if self.def.kind == NativeKind::ClassMethod
            && let Some(c) = self.receiver.as_ref().and_then(class::as_class)
        {
            return format!("{}.{}", c.name_string(), self.name());
        }
        if self.owner != NO_CLASS && self.header.class.get() != ClassId::NATIVE_FUNCTION as u32
            || self.receiver.is_some() && self.owner != NO_CLASS
        {
            format!("{}.{}", class::by_id(self.owner).name_string(), self.name())
        } else {
            match self
                .receiver
                .as_ref()
                .filter(|it| it.is_instance(ClassId::STR))
            {
                Some(module) if str::bytes_of(module) != b"builtins" => {
                    format!("{}.{}", str::to_string(module), self.name())
                }
                _ => self.name().to_string(),
            }
        }
    }
}

/// Makes the object of a row.
pub fn new_native(class: ClassId, def: &'static NativeDef, owner: u32, receiver: Opt) -> Value {
    class::new_object(
        class as u32,
        NativeObj {
            header: Header::new(class as u32),
            entry: native_entry,
            def,
            setter: None,
            receiver,
            owner,
            signature: Once::new(),
        },
    )
}

/// Binds a method descriptor to a receiver.
pub fn bind(descriptor: &NativeObj, receiver: Value) -> Value {
    let slot = descriptor.header.class.get() == ClassId::WRAPPER_DESCRIPTOR as u32;
    new_native(
        if slot {
            ClassId::METHOD_WRAPPER
        } else {
            ClassId::NATIVE_FUNCTION
        },
        descriptor.def,
        descriptor.owner,
        Some(receiver),
    )
}

/// The uniform entry of all native functions.
pub extern "C" fn native_entry(
    callee: Borrowed,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<Borrowed>,
) -> Option<Value> {
    // SAFETY: only NativeObj carry this entry.
    let native = unsafe { callee.cast::<NativeObj>() };
    if kwnames.is_none()
        && let Some(sig) = native.signature.get()
        && sig.by_position <= SLOTS
        && (sig.num_required..=sig.num_positional).contains(&nargs)
        && (native.owner == NO_CLASS
            || native.receiver.is_none()
                // SAFETY: the caller passes nargs words.
                && unsafe { is_own_receiver(native, args, nargs) })
    {
        // SAFETY: as above.
        let given = unsafe { std::slice::from_raw_parts(args, nargs) };
        return fill_up(native, sig, given).ok();
    }
    // SAFETY: the caller's promise.
    unsafe { enter_slowly(native, args, nargs, kwnames) }
}

/// # Safety
/// As of [`native_entry`].
#[inline(never)]
unsafe fn enter_slowly(
    native: &NativeObj,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<Borrowed>,
) -> Opt {
    // SAFETY: the caller passes nargs words, plus one per keyword name.
    let given = unsafe {
        std::slice::from_raw_parts(
            args,
            nargs + kwnames.map_or(0, |k| crate::types::tuple::len(&k)),
        )
    };
    invoke(native, given, nargs, kwnames.as_deref()).ok()
}

/// Is the first argument of a method of exactly the class that has the method?
///
/// # Safety
/// `args` are that many words.
#[inline(always)]
unsafe fn is_own_receiver(native: &NativeObj, args: *const Opt, nargs: usize) -> bool {
    native.def.kind == NativeKind::Method
        && nargs > 0
        // SAFETY: there is one.
        && unsafe { &*args }.as_ref().is_some_and(|v| v.class_id() == native.owner)
}

/// Up to so many slots are filled without an allocation.
const SLOTS: usize = 12;

/// Calls the function with all that it requires, given by position; the slots of absent arguments are empty.
#[inline(always)]
fn fill_up(native: &NativeObj, sig: &Signature, given: &[Opt]) -> R {
    if given.len() == sig.by_position {
        return (native.def.function)(given);
    }
    // Borrowed words, and zeros for the absent: never dropped.
    let mut slots = [const { std::mem::MaybeUninit::<u64>::uninit() }; SLOTS];
    let total = sig.by_position.min(SLOTS);
    for (slot, v) in slots.iter_mut().zip(given) {
        slot.write(v.as_ref().map_or(0, Value::word));
    }
    for slot in &mut slots[given.len()..total] {
        slot.write(0);
    }
    // SAFETY: so many words were written, each a borrowed value's or zero, which is how `Opt` is laid out.
    let slots = unsafe { std::slice::from_raw_parts(slots.as_ptr() as *const Opt, total) };
    (native.def.function)(slots)
}

fn invoke(native: &NativeObj, given: &[Opt], nargs: usize, kwnames: Option<&Value>) -> R {
    let sig = native.signature();
    let bound = match (&native.receiver, native.owner != NO_CLASS) {
        (Some(r), true) if native.def.kind != NativeKind::StaticMethod => Some(r),
        _ => None,
    };
    if let (None, NativeKind::Method) = (bound, native.def.kind)
        && native.owner != NO_CLASS
    {
        check_receiver(native, given[..nargs].first().and_then(|a| a.as_ref()))?;
    }
    let simple = kwnames.is_none() && sig.is_simple;
    if simple && bound.is_none() && nargs == sig.num_positional {
        return (native.def.function)(given);
    }
    if simple && sig.num_positional <= SLOTS {
        let total = nargs + usize::from(bound.is_some());
        if total < sig.num_required || total > sig.num_positional {
            return Err(wrong_count(native, sig, total));
        }
        // Borrowed words, and zeros for the absent: never dropped.
        let mut slots = [const { std::mem::MaybeUninit::<u64>::uninit() }; SLOTS];
        let word = |v: &Opt| v.as_ref().map_or(0, Value::word);
        let words = bound.map(Value::word).into_iter();
        let words = words.chain(given[..nargs].iter().map(word));
        for (slot, w) in slots[..sig.num_positional]
            .iter_mut()
            .zip(words.chain(std::iter::repeat(0)))
        {
            slot.write(w);
        }
        // SAFETY: so many words were written, each a borrowed value's or zero, which is how `Opt` is laid out.
        let slots =
            unsafe { std::slice::from_raw_parts(slots.as_ptr() as *const Opt, sig.num_positional) };
        return (native.def.function)(slots);
    }
    if sig.is_ignoring && bound.is_none() && nargs >= sig.num_positional {
        return (native.def.function)(&given[..sig.num_positional]);
    }
    let total = nargs + usize::from(bound.is_some());
    if kwnames.is_none()
        && sig.varargs
        && !sig.kwonly_required.contains(&true)
        && total >= sig.num_required
    {
        return with_rest(native, sig, bound, given);
    }
    general(native, sig, bound, given, nargs, kwnames)
}

/// Calls a function with `*args` by position.
#[inline(never)]
fn with_rest(native: &NativeObj, sig: &Signature, bound: Option<&Value>, given: &[Opt]) -> R {
    let mut all = bound.into_iter().chain(given.iter().flatten()).cloned();
    let mut slots: smallvec::SmallVec<[Opt; 6]> = smallvec::SmallVec::new();
    slots.extend(all.by_ref().take(sig.num_positional).map(Some));
    slots.resize_with(sig.names.len(), || None);
    slots.push(Some(new_tuple(all.collect())));
    if sig.varkeywords {
        slots.push(Some(DictObj::new()));
    }
    (native.def.function)(&slots)
}

/// Calls a method whose parameters are as many as the receiver and these arguments, all of them positional.
#[inline]
pub fn call_positional(native: &NativeObj, receiver: &Value, args: &[&Value]) -> Option<R> {
    const MAX: usize = 4;
    let sig = native.signature();
    let total = args.len() + 1;
    let is_receiver =
        receiver.class_id() == native.owner || receiver.class().is_subclass_of(native.owner);
    if !sig.is_simple || total != sig.num_positional || total > MAX || !is_receiver {
        return None;
    }
    let mut words = [receiver.word(); MAX];
    for (slot, arg) in words[1..].iter_mut().zip(args) {
        *slot = arg.word();
    }
    // SAFETY: so many borrowed words, which are never dropped; `Opt` is laid out as a word.
    let slots = unsafe { std::slice::from_raw_parts(words.as_ptr() as *const Opt, total) };
    Some((native.def.function)(slots))
}

#[inline(never)]
fn general(
    native: &NativeObj,
    sig: &Signature,
    bound: Option<&Value>,
    given: &[Opt],
    nargs: usize,
    kwnames: Option<&Value>,
) -> R {
    let mut slots: Vec<Opt> = vec![None; sig.slots()];
    let positional: Vec<&Value> = bound
        .into_iter()
        .chain(given[..nargs].iter().flatten())
        .collect();
    let num_keywords = kwnames.map_or(0, |names| crate::types::tuple::items(names).len());
    if num_keywords != 0
        && !sig.varkeywords
        && !ignores_keywords(native, positional.first().copied())
    {
        if takes_no_keywords(sig, native) {
            return Err(no_keywords(native));
        }
        check_keyword_count(
            native,
            sig,
            positional.len() - bound_count(native, bound),
            num_keywords,
        )?;
    }
    if positional.len() > sig.num_positional && !sig.varargs {
        return Err(wrong_count(native, sig, positional.len()));
    }
    for (slot, v) in slots
        .iter_mut()
        .zip(positional.iter().take(sig.num_positional))
    {
        *slot = Some((*v).clone());
    }
    let mut extra_keywords = None;
    // What is missing is reported before what is too much.
    let mut surplus = None;
    if let Some(names) = kwnames {
        for (i, name) in crate::types::tuple::items(names).iter().enumerate() {
            let value = given[nargs + i]
                .as_ref()
                .expect("keyword values are present")
                .clone();
            let wanted = |n: &Value| n.is(name) || str::equal(n, name);
            match sig.names.iter().skip(sig.num_posonly).position(wanted) {
                Some(at) if slots[at + sig.num_posonly].is_none() => {
                    slots[at + sig.num_posonly] = Some(value)
                }
                Some(_) if caller_name(native) == "enumerate" => {
                    return Err(unexpected_keyword(native, sig, &str::to_string(name)));
                }
                Some(at) => surplus = surplus.or(Some((name, Some(at)))),
                None if sig.varkeywords => {
                    let dict = extra_keywords.get_or_insert_with(DictObj::new);
                    // SAFETY: made by `DictObj::new`.
                    unsafe { dict.cast::<DictObj>() }.set(name, value)?;
                }
                None if ignores_keywords(native, positional.first().copied()) => {}
                None => surplus = surplus.or(Some((name, None))),
            }
        }
    }
    for at in 0..sig.num_required {
        if slots[at].is_none() {
            if at < sig.num_posonly {
                return Err(wrong_count(native, sig, positional.len()));
            }
            let name = str::to_string(&sig.names[at]);
            let msg = format!(
                "{}() missing required argument '{name}' (pos {})",
                caller_name(native),
                at + 1 - offset(native)
            );
            return Err(errors::type_error(msg));
        }
    }
    if let Some((name, by_position)) = surplus {
        let name = str::to_string(name);
        let Some(at) = by_position else {
            return Err(unexpected_keyword(native, sig, &name));
        };
        return Err(errors::type_error(format!(
            "argument for {}() given by name ('{name}') and position ({})",
            caller_name(native),
            at + sig.num_posonly + 1 - offset(native)
        )));
    }
    for (i, required) in sig.kwonly_required.iter().enumerate() {
        let at = sig.num_positional + i;
        if *required && slots[at].is_none() {
            let msg = format!(
                "{}() missing required keyword-only argument: '{}'",
                caller_name(native),
                str::to_string(&sig.names[at])
            );
            return Err(errors::type_error(msg));
        }
    }
    let mut at = sig.names.len();
    if sig.varargs {
        let rest = positional
            .iter()
            .skip(sig.num_positional)
            .map(|v| (*v).clone())
            .collect();
        slots[at] = Some(new_tuple(rest));
        at += 1;
    }
    if sig.varkeywords {
        slots[at] = Some(extra_keywords.unwrap_or_else(DictObj::new));
    }
    (native.def.function)(&slots)
}

/// Whether a subclass of a built-in class makes its instances its own way: `__init__` of the base then leaves keywords alone.
pub fn keywords_belong_to_new(receiver: &Value, base: ClassId) -> bool {
    let class = receiver.class();
    let new = |c| class::lookup(c, crate::name!("__new__")).map(|f| f.word());
    matches!((new(class::builtin(base)), new(class)), (Some(a), Some(b)) if a != b)
}

/// Whether keywords that a constructor of these classes does not know are for the other half of a subclass's constructor.
fn ignores_keywords(native: &NativeObj, first: Option<&Value>) -> bool {
    let base = |id: ClassId| native.owner == id as u32;
    let Some(first) = first else {
        return false;
    };
    if base(ClassId::LIST) && native.name() == "__init__" {
        return keywords_belong_to_new(first, ClassId::LIST);
    }
    if (base(ClassId::TUPLE) || base(ClassId::FLOAT)) && native.name() == "__new__" {
        let init = |c| class::lookup(c, crate::name!("__init__")).map(|f| f.word());
        let used = class::as_class(first).and_then(init);
        return matches!((init(class::by_id(native.owner)), used), (Some(a), Some(b)) if a != b);
    }
    false
}

fn takes_no_keywords(sig: &Signature, native: &NativeObj) -> bool {
    !sig.varkeywords && (sig.names.len() == sig.num_posonly || sig.names.len() == offset(native))
}

/// Receivers do not count in messages.
fn offset(native: &NativeObj) -> usize {
    (native.owner != NO_CLASS) as usize
}

#[inline]
fn check_receiver(native: &NativeObj, receiver: Option<&Value>) -> R<()> {
    match receiver {
        Some(v) if v.class_id() == native.owner || v.class().is_subclass_of(native.owner) => Ok(()),
        other => Err(check_receiver_failed(native, other)),
    }
}

/// Is it a method of a built-in class, not bound yet?
#[inline(always)]
pub fn is_method(value: &Value) -> bool {
    value.is_exactly(ClassId::NATIVE_METHOD) || value.is_exactly(ClassId::WRAPPER_DESCRIPTOR)
}

/// Special methods that in CPython are ordinary methods, not slots of the type.
const NOT_SLOTS: &[&str] = &[
    "__bytes__",
    "__ceil__",
    "__complex__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__enter__",
    "__exit__",
    "__floor__",
    "__format__",
    "__getnewargs__",
    "__getnewargs_ex__",
    "__getstate__",
    "__instancecheck__",
    "__length_hint__",
    "__mro_entries__",
    "__reduce__",
    "__reduce_ex__",
    "__replace__",
    "__reversed__",
    "__round__",
    "__set_name__",
    "__setstate__",
    "__sizeof__",
    "__subclasscheck__",
    "__trunc__",
    "__typing_subst__",
];

/// The class of a method's descriptor: slots have one of their own.
fn method_class(class: ClassId, name: &str) -> ClassId {
    let special = name.starts_with("__") && name.ends_with("__");
    // CPython has these as methods too, which are quicker to call there.
    let coexists = match name {
        "__getitem__" => matches!(class, ClassId::LIST | ClassId::DICT),
        "__contains__" => matches!(class, ClassId::DICT | ClassId::SET | ClassId::FROZENSET),
        _ => false,
    };
    if special && !coexists && !NOT_SLOTS.contains(&name) {
        ClassId::WRAPPER_DESCRIPTOR
    } else {
        ClassId::NATIVE_METHOD
    }
}

/// Fills a built-in class's dict from its table.
pub fn install(def: &'static TypeDef) {
    let class = class::builtin(def.class);
    class.ops.set(def.ops);
    class.instance_size.set(def.ops.size);
    let flags = class.flags.get() | def.flags & !(class::UNHASHABLE | class::NOT_BASE);
    class.flags.set(if def.flags & class::NOT_BASE != 0 {
        flags & !class::BASE
    } else {
        flags
    });
    for row in def.methods {
        // Plain bytes: there are hundreds, at the start of each program.
        let end = row.signature.bytes().position(|b| b == b'(');
        let name = end.map_or(row.signature, |at| &row.signature[..at]);
        let key = intern(name.as_bytes());
        let id = def.class as u32;
        let value = match row.kind {
            NativeKind::Method => new_native(method_class(def.class, name), row, id, None),
            NativeKind::ClassMethod => crate::types::descriptors::new_classmethod(new_native(
                ClassId::NATIVE_METHOD,
                row,
                id,
                None,
            )),
            NativeKind::StaticMethod => {
                if name == "__new__" {
                    new_native(ClassId::NATIVE_FUNCTION, row, id, None)
                } else {
                    let f = new_native(ClassId::NATIVE_FUNCTION, row, NO_CLASS, None);
                    crate::types::descriptors::new_staticmethod(f)
                }
            }
            NativeKind::Getter => new_native(ClassId::GETSET, row, id, None),
            NativeKind::Setter => {
                let getter = class
                    .dict()
                    .get_interned(&key)
                    .expect("a setter follows its getter");
                // SAFETY: install runs before any other use; GETSET objects are NativeObj.
                unsafe { (*(getter.word() as *mut NativeObj)).setter = Some(row) };
                continue;
            }
        };
        class.dict().set_interned(&key, value);
    }
    if def.flags & class::UNHASHABLE != 0 {
        class
            .dict()
            .set_interned(crate::name!("__hash__"), Value::NONE);
    }
    if !def.doc.is_empty() {
        class
            .dict()
            .set_interned(crate::name!("__doc__"), new_str(def.doc.as_bytes()));
    }
}

/// Fills classes that belong to a native module, when that is made.
pub fn install_late(types: &'static [TypeDef], module: &str) {
    for def in types {
        install(def);
        let dict = class::builtin(def.class).dict();
        dict.set_interned(crate::name!("__module__"), intern(module.as_bytes()));
        let name = format!("{module}.{}", def.class.python_name());
        dict.set_interned(crate::name!("__c_name__"), intern(name.as_bytes()));
    }
    class::changed();
}

/// A module's functions, for `modules/`.
pub fn function_value(def: &'static NativeDef, module: &Value) -> Value {
    new_native(
        ClassId::NATIVE_FUNCTION,
        def,
        NO_CLASS,
        Some(module.clone()),
    )
}
