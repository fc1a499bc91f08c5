//! Compiled functions, cells, and the binding of arguments to parameters.

use crate::call::Entry;
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj};
use crate::types::tuple;
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value, class, errors};
use std::cell::{Cell, UnsafeCell};
use taipan_abi::program::{self, Code};

#[repr(C)]
pub struct FunctionObj {
    pub header: Header,
    pub entry: Cell<Entry>,
    pub code: &'static Code,
    /// A tuple of cells.
    pub closure: Opt,
    pub extra: UnsafeCell<FunctionExtra>,
}

/// What Python code can see and change.
pub struct FunctionExtra {
    pub defaults: Opt,
    pub kw_defaults: Opt,
    /// `__annotate__`
    pub annotate: Opt,
    pub annotations: Opt,
    pub name: Opt,
    pub qualname: Opt,
    pub doc: Opt,
    pub module: Opt,
    pub type_params: Opt,
    /// `__dict__`
    pub dict: Opt,
    /// For a `__new__` that makes a tuple of its arguments when they are so many (see `call::instantiate`).
    pub makes_tuple: Option<usize>,
}

// SAFETY: begins with a header.
unsafe impl Object for FunctionObj {
    const CLASS: ClassId = ClassId::FUNCTION;
}

impl FunctionObj {
    /// The Python-visible part. Do not hold it across Python code.
    #[allow(clippy::mut_from_ref)]
    pub fn extra(&self) -> &mut FunctionExtra {
        // SAFETY: callers use it for one access at a time.
        unsafe { &mut *self.extra.get() }
    }
    pub fn name(&self) -> Value {
        self.extra()
            .name
            .clone()
            .unwrap_or_else(|| static_value(self.code.name))
    }
    pub fn qualname(&self) -> Value {
        self.extra()
            .qualname
            .clone()
            .unwrap_or_else(|| static_value(self.code.qualname))
    }
}

/// A value from a word in static data.
pub fn static_value(word: u64) -> Value {
    // SAFETY: static descriptors hold words of immortal statics.
    unsafe { Value::from_word(word) }
}

pub fn code_name(code: &Code) -> String {
    str::to_string(&static_value(code.name))
}

/// The parameter names of a code record: positional, keyword-only, then `*args`, `**kwargs`.
pub fn param_names(code: &Code) -> &'static [Value] {
    let n = code.num_positional
        + code.num_kwonly
        + (code.flags & program::CODE_VARARGS != 0) as u32
        + (code.flags & program::CODE_VARKEYWORDS != 0) as u32;
    if n == 0 {
        return &[];
    }
    // SAFETY: the compiler wrote that many words of static strs.
    unsafe { std::slice::from_raw_parts(code.param_names as *const Value, n as usize) }
}

pub fn new_function(
    code: &'static Code,
    closure: Opt,
    defaults: Opt,
    kw_defaults: Opt,
    annotate: Opt,
) -> Value {
    let extra = FunctionExtra {
        defaults,
        kw_defaults,
        annotate,
        annotations: None,
        makes_tuple: None,
        name: None,
        qualname: None,
        doc: None,
        module: None,
        type_params: None,
        dict: None,
    };
    // SAFETY: the record's entry is a function with the uniform signature.
    let entry = unsafe { std::mem::transmute::<u64, Entry>(code.entry) };
    let header = Header::new(ClassId::FUNCTION as u32);
    class::new_object(
        ClassId::FUNCTION as u32,
        FunctionObj {
            header,
            entry: Cell::new(entry),
            code,
            closure,
            extra: UnsafeCell::new(extra),
        },
    )
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let f = unsafe { &*(object as *mut FunctionObj) };
    let e = f.extra();
    let parts = [
        &f.closure,
        &e.defaults,
        &e.kw_defaults,
        &e.annotate,
        &e.annotations,
        &e.name,
        &e.qualname,
    ];
    for v in parts
        .into_iter()
        .chain([&e.doc, &e.module, &e.type_params, &e.dict])
        .flatten()
    {
        visit(v);
    }
}

pub const OPS: class::LayoutOps = class::fixed::<FunctionObj>(trace);

/// A variable shared by closures.
#[repr(C)]
pub struct CellObj {
    pub header: Header,
    pub value: UnsafeCell<Opt>,
}

// SAFETY: begins with a header.
unsafe impl Object for CellObj {
    const CLASS: ClassId = ClassId::CELL;
}

pub fn new_cell(value: Opt) -> Value {
    class::new_object(
        ClassId::CELL as u32,
        CellObj {
            header: Header::new(ClassId::CELL as u32),
            value: UnsafeCell::new(value),
        },
    )
}

impl CellObj {
    pub fn get(&self) -> Opt {
        // SAFETY: a read.
        unsafe { (*self.value.get()).clone() }
    }
    pub fn set(&self, value: Opt) {
        // SAFETY: the old value is dropped after the store.
        let old = unsafe { std::mem::replace(&mut *self.value.get(), value) };
        drop(old);
    }
}

unsafe fn trace_cell(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(v) = unsafe { &*(*(object as *mut CellObj)).value.get() } {
        visit(v);
    }
}

pub const CELL_OPS: class::LayoutOps = class::fixed::<CellObj>(trace_cell);

/// Binds arguments as CPython does, with its messages. `out` has a word per parameter, all zero on entry; on success each
/// holds an owned value, on failure all are released.
///
/// # Safety
/// `args` as for `call::call_raw`; `out` has room for every parameter.
pub unsafe fn bind_args(
    callee: &Value,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<&Value>,
    out: *mut Opt,
) -> R<()> {
    // SAFETY: only functions of compiled code bind this way.
    let f = unsafe { callee.cast::<FunctionObj>() };
    let code = f.code;
    let (npos, nkw) = (code.num_positional as usize, code.num_kwonly as usize);
    let names = param_names(code);
    // SAFETY: the caller's promise.
    let (given, slots) = unsafe {
        let total = nargs + kwnames.map_or(0, tuple::len);
        (
            std::slice::from_raw_parts(args, total),
            std::slice::from_raw_parts_mut(out, names.len()),
        )
    };
    for s in slots.iter_mut() {
        // SAFETY: the array is raw memory of the frame: whatever lies there is not owned.
        unsafe { std::ptr::write(s, None) };
    }
    let result = bind(f, given, nargs, kwnames, slots, npos, nkw, names);
    if result.is_err() {
        for s in slots.iter_mut() {
            *s = None;
        }
    }
    result
}

#[allow(clippy::too_many_arguments)]
fn bind(
    f: &FunctionObj,
    given: &[Opt],
    nargs: usize,
    kwnames: Option<&Value>,
    slots: &mut [Opt],
    npos: usize,
    nkw: usize,
    names: &[Value],
) -> R<()> {
    let code = f.code;
    let varargs = code.flags & program::CODE_VARARGS != 0;
    let varkeywords = code.flags & program::CODE_VARKEYWORDS != 0;
    let title = || str::to_string(&f.qualname());
    for (slot, v) in slots.iter_mut().zip(given[..nargs].iter().take(npos)) {
        *slot = v.clone();
    }
    let kwargs = varkeywords.then(DictObj::new);
    if let Some(kwnames) = kwnames {
        for (i, name) in tuple::items(kwnames).iter().enumerate() {
            let value = given[nargs + i]
                .clone()
                .expect("keyword values are present");
            let posonly = code.num_posonly as usize;
            let found = names[posonly..npos + nkw]
                .iter()
                .position(|n| str::equal(n, name))
                .map(|i| i + posonly);
            match (found, &kwargs) {
                (Some(at), _) if slots[at].is_none() => slots[at] = Some(value),
                (Some(at), _) => {
                    let msg = format!(
                        "{}() got multiple values for argument '{}'",
                        title(),
                        str::to_string(&names[at])
                    );
                    return Err(errors::type_error(msg));
                }
                (None, Some(dict)) => {
                    // SAFETY: just made.
                    unsafe { dict.cast::<DictObj>() }.set(name, value)?;
                }
                (None, None) => return Err(unexpected_keyword(f, kwnames, name, names)),
            }
        }
    }
    if nargs > npos && !varargs {
        return Err(too_many(f, nargs, slots, npos, nkw));
    }
    let extra = f.extra();
    if slots[..npos].iter().any(Option::is_none) {
        let defaults: &[Value] = extra.defaults.as_ref().map_or(&[], |d| tuple::items(d));
        let first = npos - defaults.len().min(npos);
        let mut missing = vec![];
        for at in 0..npos {
            if slots[at].is_none() {
                if at >= first {
                    slots[at] =
                        Some(defaults[at - first + defaults.len().saturating_sub(npos)].clone());
                } else {
                    missing.push(str::to_string(&names[at]));
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(&title(), "positional", &missing));
        }
    }
    if nkw > 0 {
        let defaults = extra.kw_defaults.clone();
        let mut missing = vec![];
        for at in npos..npos + nkw {
            if slots[at].is_none() {
                slots[at] = defaults
                    .as_ref()
                    .and_then(|d| d.get::<DictObj>())
                    .and_then(|d| d.get_interned(&names[at]));
                if slots[at].is_none() {
                    missing.push(str::to_string(&names[at]));
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(&title(), "keyword-only", &missing));
        }
    }
    let mut at = npos + nkw;
    if varargs {
        let rest = &given[npos.min(nargs)..nargs];
        slots[at] = Some(match rest.len() {
            0 => tuple::empty(),
            n => {
                // The tuple takes references of its own.
                rest.iter().for_each(|v| std::mem::forget(v.clone()));
                // SAFETY: so many words, all of them values.
                unsafe { tuple::from_raw(rest.as_ptr() as *const Value, n, ClassId::TUPLE as u32) }
            }
        });
        at += 1;
    }
    if varkeywords {
        slots[at] = kwargs;
    }
    Ok(())
}

#[cold]
fn unexpected_keyword(
    f: &FunctionObj,
    kwnames: &Value,
    name: &Value,
    names: &[Value],
) -> crate::Raised {
    let title = str::to_string(&f.qualname());
    if name.get::<StrObj>().is_none() {
        return errors::type_error(format!("{title}() keywords must be strings"));
    }
    let posonly = &names[..f.code.num_posonly as usize];
    let wrong: Vec<String> = tuple::items(kwnames)
        .iter()
        .filter(|k| posonly.iter().any(|n| str::equal(n, k)))
        .map(str::to_string)
        .collect();
    if !wrong.is_empty() {
        return errors::type_error(format!(
            "{title}() got some positional-only arguments passed as keyword arguments: '{}'",
            wrong.join(", ")
        ));
    }
    let keyword = str::to_string(name);
    let candidates: Vec<String> = names
        [posonly.len()..(f.code.num_positional + f.code.num_kwonly) as usize]
        .iter()
        .map(str::to_string)
        .collect();
    let hint = match crate::traceback::suggest(&keyword, &candidates) {
        Some(s) => format!(". Did you mean '{s}'?"),
        None => String::new(),
    };
    errors::type_error(format!(
        "{title}() got an unexpected keyword argument '{keyword}'{hint}"
    ))
}

#[cold]
fn too_many(
    f: &FunctionObj,
    nargs: usize,
    slots: &[Opt],
    npos: usize,
    nkw: usize,
) -> crate::Raised {
    let title = str::to_string(&f.qualname());
    let num_defaults = f.extra().defaults.as_ref().map_or(0, tuple::len);
    let kwonly_given = slots[npos..npos + nkw].iter().flatten().count();
    let (takes, plural) = if num_defaults > 0 {
        (format!("from {} to {npos}", npos - num_defaults), true)
    } else {
        (npos.to_string(), npos != 1)
    };
    let given = if kwonly_given > 0 {
        format!(
            "{nargs} positional argument{} (and {kwonly_given} keyword-only argument{}) were",
            if nargs != 1 { "s" } else { "" },
            if kwonly_given != 1 { "s" } else { "" }
        )
    } else {
        format!("{nargs} {}", if nargs == 1 { "was" } else { "were" })
    };
    let s = if plural { "s" } else { "" };
    errors::type_error(format!(
        "{title}() takes {takes} positional argument{s} but {given} given"
    ))
}

#[cold]
fn missing_arguments(title: &str, kind: &str, missing: &[String]) -> crate::Raised {
    let quoted: Vec<String> = missing.iter().map(|n| format!("'{n}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    let n = missing.len();
    let s = if n == 1 { "" } else { "s" };
    errors::type_error(format!(
        "{title}() missing {n} required {kind} argument{s}: {list}"
    ))
}

/// The borrowed word of cell `index` of a function's closure.
pub fn free_cell(callee: &Value, index: usize) -> Borrowed {
    // SAFETY: compiled code passes its own function object.
    let f = unsafe { callee.cast::<FunctionObj>() };
    tuple::items(f.closure.as_ref().expect("a closure"))[index].borrow()
}
