//! The methods and attributes of the built-in exception classes.

use crate::class;
use crate::exception::{self, ExceptionObj, as_exception};
use crate::native::{NativeDef, TypeDef, arg, getter, method, opt, setter, static_method};
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj, new_str};
use crate::types::{int, list, tuple};
use crate::{ClassId, Opt, R, Value, attr, errors, ops, os_error};

pub const TYPES: &[TypeDef] = &[
    TypeDef {
        class: ClassId::BASE_EXCEPTION,
        ops: exception::OPS,
        flags: 0,
        doc: "Common base class for all exceptions",
        methods: BASE,
        mark: crate::native::TYPE_MARK,
    },
    sub(
        ClassId::KEY_ERROR,
        &[method("__str__(self, /)", key_error_str)],
    ),
    sub(
        ClassId::STOP_ITERATION,
        &[
            getter("value", |a| extra(a, exception::EXTRA_VALUE)),
            setter("value", |a| set_extra(a, exception::EXTRA_VALUE)),
        ],
    ),
    sub(
        ClassId::SYSTEM_EXIT,
        &[
            getter("code", |a| extra(a, exception::EXTRA_VALUE)),
            setter("code", |a| set_extra(a, exception::EXTRA_VALUE)),
        ],
    ),
    sub(ClassId::OS_ERROR, OS),
    sub(ClassId::IMPORT_ERROR, IMPORT),
    sub(ClassId::ATTRIBUTE_ERROR, ATTRIBUTE),
    sub(ClassId::NAME_ERROR, NAME),
    sub(ClassId::UNICODE_DECODE_ERROR, UNICODE),
    sub(ClassId::UNICODE_ENCODE_ERROR, UNICODE),
    sub(ClassId::UNICODE_TRANSLATE_ERROR, UNICODE),
    sub(ClassId::SYNTAX_ERROR, SYNTAX),
];

const fn sub(class: ClassId, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: exception::OPS,
        flags: 0,
        doc: "",
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

const BASE: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new),
    method("__init__(self, /, *args, **kwargs)", init),
    method("__str__(self, /)", to_str),
    method("__repr__(self, /)", repr),
    method("with_traceback(self, object, /)", with_traceback),
    method("add_note(self, object, /)", add_note),
    method("__reduce__(self, /)", reduce),
    method("__setstate__(self, object, /)", |a| {
        let state = arg(a, 1);
        if state.is_none() {
            return Ok(Value::NONE);
        }
        let Some(state) = state.get::<DictObj>() else {
            return Err(errors::type_error("state is not a dictionary"));
        };
        for (name, value) in state.to_vec() {
            attr::set(arg(a, 0), &name, Some(value))?;
        }
        Ok(Value::NONE)
    }),
    getter("args", |a| Ok(exc(a).parts().args.clone())),
    setter("args", |a| {
        let items = crate::iter::collect(kept(a, "args")?)?;
        exc(a).parts().args = tuple::new_tuple(items);
        Ok(Value::NONE)
    }),
    getter("__cause__", |a| {
        Ok(exc(a).parts().cause.clone().unwrap_or(Value::NONE))
    }),
    setter("__cause__", |a| {
        let v = link(a, "cause")?;
        exc(a).parts().cause = v;
        exc(a).suppress_context.set(true);
        Ok(Value::NONE)
    }),
    getter("__context__", |a| {
        Ok(exc(a).parts().context.clone().unwrap_or(Value::NONE))
    }),
    setter("__context__", |a| {
        let v = link(a, "context")?;
        exc(a).parts().context = v;
        Ok(Value::NONE)
    }),
    getter("__suppress_context__", |a| {
        Ok(Value::bool(exc(a).suppress_context.get()))
    }),
    setter("__suppress_context__", |a| {
        let Some(v) = opt(a, 1) else {
            return Err(errors::type_error("can't delete numeric/char attribute"));
        };
        let Some(v) = v.as_bool() else {
            return Err(errors::type_error("attribute value type must be bool"));
        };
        exc(a).suppress_context.set(v);
        Ok(Value::NONE)
    }),
    getter("__traceback__", |a| {
        Ok(exc(a).parts().traceback.clone().unwrap_or(Value::NONE))
    }),
    setter("__traceback__", |a| {
        set_traceback(exc(a), kept(a, "__traceback__")?)?;
        Ok(Value::NONE)
    }),
    getter("__dict__", |a| {
        let v = arg(a, 0);
        Ok(crate::instance::dict_of(v, v.class()).unwrap_or_else(DictObj::new))
    }),
];

fn exc(a: &[Opt]) -> &ExceptionObj {
    as_exception(arg(a, 0)).expect("an exception")
}

/// The new value of an attribute that cannot be deleted.
fn kept<'a>(a: &'a [Opt], name: &str) -> R<&'a Value> {
    opt(a, 1).ok_or_else(|| errors::type_error(format!("{name} may not be deleted")))
}

fn link(a: &[Opt], what: &str) -> R<Opt> {
    let v = kept(a, &format!("__{what}__"))?;
    if v.is_none() {
        return Ok(None);
    }
    if as_exception(v).is_none() {
        return Err(errors::type_error(format!(
            "exception {what} must be None or derive from BaseException"
        )));
    }
    Ok(Some(v.clone()))
}

fn set_traceback(e: &ExceptionObj, tb: &Value) -> R<()> {
    if tb.is_none() {
        e.parts().traceback = None;
    } else if tb.is_exactly(ClassId::TRACEBACK) {
        e.parts().traceback = Some(tb.clone());
    } else {
        return Err(errors::type_error(
            "__traceback__ must be a traceback or None",
        ));
    }
    Ok(())
}

fn with_traceback(a: &[Opt]) -> R {
    set_traceback(exc(a), arg(a, 1))?;
    Ok(arg(a, 0).clone())
}

fn add_note(a: &[Opt]) -> R {
    let note = arg(a, 1);
    if note.get::<StrObj>().is_none() {
        return Err(errors::bad_argument(
            "add_note() argument must be str",
            note,
        ));
    }
    let name = crate::name!("__notes__");
    let notes = match attr::get_optional(arg(a, 0), name)? {
        Some(n) => n,
        None => {
            let l = list::new_list(vec![]);
            attr::set(arg(a, 0), name, Some(l.clone()))?;
            l
        }
    };
    match notes.get::<list::ListObj>() {
        Some(l) => l.push(note.clone()),
        None => {
            return Err(errors::type_error(
                "Cannot add note: __notes__ is not a list",
            ));
        }
    }
    Ok(Value::NONE)
}

/// `args` of OSError with 2 to 5 items become attributes; the file names leave `args`.
fn fill_os(e: &Value) -> R<()> {
    let p = as_exception(e).expect("an exception").parts();
    let items: Vec<Value> = tuple::items(&p.args).to_vec();
    if items.len() < 2 || items.len() > 5 {
        return Ok(());
    }
    p.extra[exception::EXTRA_ERRNO] = Some(items[0].clone());
    p.extra[exception::EXTRA_STRERROR] = Some(items[1].clone());
    let Some(name) = items.get(2).filter(|f| !f.is_none()) else {
        return Ok(());
    };
    if e.is_exactly(ClassId::BLOCKING_IO_ERROR)
        && let Some(written) = int::as_i64(name)
    {
        p.extra[EXTRA_WRITTEN] = Some(int::from_i64(written));
        return Ok(());
    }
    p.extra[exception::EXTRA_FILENAME] = Some(name.clone());
    p.extra[exception::EXTRA_FILENAME2] = items.get(4).filter(|f| !f.is_none()).cloned();
    p.args = tuple::new_tuple(items[..2].to_vec());
    Ok(())
}

/// Whether a class has another method of that name than BaseException.
fn overrides(class: &'static class::ClassObj, name: &Value) -> bool {
    let own = class::builtin(ClassId::BASE_EXCEPTION)
        .dict()
        .get_interned(name);
    class::lookup(class, name).map(|f| f.word()) != own.as_ref().map(Value::word)
}

/// An OSError takes its arguments in `__new__`, so that a number can choose the class; in `__init__` if the class has one of
/// its own, but no `__new__`.
fn os_error_waits(class: &'static class::ClassObj) -> bool {
    overrides(class, crate::name!("__init__")) && !overrides(class, crate::name!("__new__"))
}

/// `(class, args)` and, where there is one, the state.
fn reduce(a: &[Opt]) -> R {
    let this = arg(a, 0);
    let class = this.class();
    let is = |c: ClassId| class.is_subclass_of(c as u32);
    let p = exc(a).parts();
    let mut args = p.args.clone();
    let state = crate::instance::dict_of(this, class).and_then(|d| {
        d.get::<DictObj>()
            .filter(|d| !d.is_empty())
            .map(|d| d.to_vec())
    });
    let mut state = state.unwrap_or_default();
    let mut keep = |name: &str, at: usize| {
        if let Some(v) = &p.extra[at] {
            state.push((str::intern(name.as_bytes()), v.clone()));
        }
    };
    if is(ClassId::OS_ERROR) {
        let extra = |at: usize| p.extra[at].clone();
        if let (2, Some(name)) = (tuple::items(&args).len(), extra(exception::EXTRA_FILENAME)) {
            let mut items = tuple::items(&args).to_vec();
            items.push(name);
            if let Some(second) = extra(exception::EXTRA_FILENAME2) {
                items.extend([Value::NONE, second]);
            }
            args = tuple::new_tuple(items);
        }
    } else if is(ClassId::IMPORT_ERROR) {
        keep("name", exception::EXTRA_NAME);
        keep("path", exception::EXTRA_OBJ);
        keep("name_from", EXTRA_NAME_FROM);
    } else if is(ClassId::ATTRIBUTE_ERROR) {
        keep("name", exception::EXTRA_NAME);
        state.push((str::intern(b"args"), args.clone()));
    }
    let mut items = vec![class.value(), args];
    if !state.is_empty() {
        let all = DictObj::new();
        let d = all.get::<DictObj>().expect("a dict");
        for (name, value) in state {
            d.set_interned(&name, value);
        }
        items.push(all);
    }
    Ok(tuple::new_tuple(items))
}

/// `BaseException.__new__`
fn new(a: &[Opt]) -> R {
    let Some(mut c) = class::as_class(arg(a, 0)) else {
        return Err(errors::type_error(
            "BaseException.__new__(X): X is not a type object",
        ));
    };
    if c.has(class::ABSTRACT) {
        return Err(crate::class_make::abstract_error(c));
    }
    let args = arg(a, 1).clone();
    if !c.is_subclass_of(ClassId::OS_ERROR as u32) {
        return Ok(exception::new_raw(c.id, args));
    }
    if os_error_waits(c) {
        return Ok(exception::new_raw(c.id, tuple::empty()));
    }
    no_keywords(a, c)?;
    let items = tuple::items(&args);
    if c.id == ClassId::OS_ERROR as u32
        && (2..=5).contains(&items.len())
        && let Some(errno) = int::as_i64(&items[0])
    {
        c = class::builtin(os_error::class_of(errno as i32));
    }
    let made = exception::new_raw(c.id, args);
    fill_os(&made)?;
    Ok(made)
}

/// `*args, **kwargs` hold no keyword.
fn no_keywords(a: &[Opt], class: &class::ClassObj) -> R<()> {
    match a[2].as_ref().and_then(|k| k.get::<DictObj>()) {
        Some(k) if !k.is_empty() => Err(errors::type_error(format!(
            "{}() takes no keyword arguments",
            class.name_string()
        ))),
        _ => Ok(()),
    }
}

/// Whether these are the `__new__` and `__init__` of the plain exceptions.
pub fn is_plain(new_method: &Value, init_method: &Value) -> bool {
    let is = |method: &Value, function: crate::native::NativeFn| {
        crate::native::as_native(method)
            .is_some_and(|n| std::ptr::fn_addr_eq(n.def.function, function))
    };
    is(new_method, new) && is(init_method, init)
}

/// The exceptions that make more of their arguments than `args`.
const SPECIAL: [u32; 6] = [
    ClassId::STOP_ITERATION as u32,
    ClassId::SYSTEM_EXIT as u32,
    ClassId::IMPORT_ERROR as u32,
    ClassId::OS_ERROR as u32,
    ClassId::UNICODE_ERROR as u32,
    ClassId::SYNTAX_ERROR as u32,
];

/// What the two do when they are called one after the other.
pub fn make(class: &'static class::ClassObj, args: Value) -> R {
    let is_special = class.mro().iter().any(|id| SPECIAL.contains(id));
    if !is_special && !class.has(class::ABSTRACT) {
        return Ok(exception::new_raw(class.id, args));
    }
    let e = new(&[Some(class.value()), Some(args.clone()), None])?;
    init(&[Some(e.clone()), Some(args), None])?;
    Ok(e)
}

fn init(a: &[Opt]) -> R {
    let this = arg(a, 0);
    let class = this.class();
    let args = arg(a, 1).clone();
    let keywords = a[2]
        .as_ref()
        .and_then(|k| k.get::<DictObj>())
        .map_or(vec![], DictObj::to_vec);
    let is = |c: ClassId| class.is_subclass_of(c as u32);
    if is(ClassId::OS_ERROR) && !os_error_waits(class) {
        return Ok(Value::NONE);
    }
    let e = exc(a);
    let allowed: &[(&str, usize)] = if is(ClassId::IMPORT_ERROR) {
        &[
            ("name", exception::EXTRA_NAME),
            ("path", exception::EXTRA_OBJ),
            ("name_from", EXTRA_NAME_FROM),
        ]
    } else if is(ClassId::ATTRIBUTE_ERROR) {
        &[
            ("name", exception::EXTRA_NAME),
            ("obj", exception::EXTRA_OBJ),
        ]
    } else if is(ClassId::NAME_ERROR) {
        &[("name", exception::EXTRA_NAME)]
    } else {
        &[]
    };
    for (k, v) in keywords {
        let text = str::to_string(&k);
        match allowed.iter().find(|(n, _)| *n == text) {
            Some((_, at)) => e.parts().extra[*at] = Some(v),
            None if allowed.is_empty() => {
                return Err(errors::type_error(format!(
                    "{}() takes no keyword arguments",
                    class.name_string()
                )));
            }
            None => {
                let base = if is(ClassId::IMPORT_ERROR) {
                    "ImportError"
                } else if is(ClassId::NAME_ERROR) {
                    "NameError"
                } else {
                    "AttributeError"
                };
                return Err(errors::type_error(format!(
                    "{base}() got an unexpected keyword argument '{text}'"
                )));
            }
        }
    }
    e.parts().args = args.clone();
    let items = tuple::items(&args);
    if is(ClassId::STOP_ITERATION) {
        e.parts().extra[exception::EXTRA_VALUE] = items.first().cloned();
    } else if is(ClassId::SYSTEM_EXIT) {
        e.parts().extra[exception::EXTRA_VALUE] = match items {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(args.clone()),
        };
    } else if is(ClassId::IMPORT_ERROR) {
        e.parts().extra[exception::EXTRA_VALUE] = match items {
            [one] => Some(one.clone()),
            _ => None,
        };
    } else if is(ClassId::OS_ERROR) {
        fill_os(this)?;
    } else if is(ClassId::UNICODE_ERROR) && class.id != ClassId::UNICODE_ERROR as u32 {
        fill_unicode(this, items)?;
    } else if is(ClassId::SYNTAX_ERROR) {
        fill_syntax(this, items)?;
    }
    Ok(Value::NONE)
}

/// The arguments of a UnicodeError: of five, or without the encoding.
fn fill_unicode(this: &Value, items: &[Value]) -> R<()> {
    let translating = this.is_instance(ClassId::UNICODE_TRANSLATE_ERROR);
    let wanted = if translating { 4 } else { 5 };
    if items.len() != wanted {
        return Err(errors::type_error(format!(
            "function takes exactly {wanted} arguments ({} given)",
            items.len()
        )));
    }
    let first = 5 - wanted;
    let mut extra: [Opt; 5] = [const { None }; 5];
    for (n, v) in items.iter().enumerate() {
        let at = first + n;
        extra[at] = Some(match at {
            2 | 3 => int::from_i64(crate::modules::io::raw::offset_arg(v)?),
            1 if this.is_instance(ClassId::UNICODE_DECODE_ERROR) => {
                if crate::types::bytes::as_bytes(v).is_none() {
                    return Err(errors::type_error(format!(
                        "a bytes-like object is required, not '{}'",
                        errors::type_name(v)
                    )));
                }
                v.clone()
            }
            _ if v.get::<StrObj>().is_none() => {
                return Err(errors::bad_argument(
                    &format!("argument {} must be str", n + 1),
                    v,
                ));
            }
            _ => v.clone(),
        });
    }
    as_exception(this).expect("an exception").parts().extra = extra;
    Ok(())
}

/// Message and place of a SyntaxError. What follows the offset lies in one tuple: see `details`.
fn fill_syntax(this: &Value, items: &[Value]) -> R<()> {
    let p = as_exception(this).expect("an exception").parts();
    p.extra[0] = items.first().cloned();
    let [_, place] = items else { return Ok(()) };
    let place = crate::iter::collect(place)?;
    let count = place.len();
    if !(4..=7).contains(&count) {
        let (bound, limit) = if count < 4 { ("least", 4) } else { ("most", 7) };
        return Err(errors::type_error(format!(
            "function takes at {bound} {limit} arguments ({count} given)"
        )));
    }
    if count == 5 && !place[4].is_none() {
        return Err(errors::type_error(
            "end_offset must be provided when end_lineno is provided",
        ));
    }
    for (n, v) in place.iter().take(3).enumerate() {
        p.extra[1 + n] = Some(v.clone());
    }
    for (n, v) in place.iter().skip(3).take(3).enumerate() {
        set_detail(this, n, v.clone());
    }
    Ok(())
}

/// `text`, `end_lineno`, `end_offset` and `print_file_and_line` of a SyntaxError.
const DETAILS: usize = 4;
fn detail(a: &[Opt], at: usize) -> R {
    Ok(exc(a).parts().extra[4]
        .as_ref()
        .map_or(Value::NONE, |all| tuple::items(all)[at].clone()))
}
fn set_detail(this: &Value, at: usize, value: Value) {
    let p = as_exception(this).expect("an exception").parts();
    let mut all = match &p.extra[4] {
        Some(all) => tuple::items(all).to_vec(),
        None => vec![Value::NONE; DETAILS],
    };
    all[at] = value;
    p.extra[4] = Some(tuple::new_tuple(all));
}
fn put_detail(a: &[Opt], at: usize) -> R {
    set_detail(arg(a, 0), at, opt(a, 1).cloned().unwrap_or(Value::NONE));
    Ok(Value::NONE)
}

fn to_str(a: &[Opt]) -> R {
    let args = exc(a).parts().args.clone();
    match tuple::items(&args) {
        [] => Ok(new_str(b"")),
        [one] => ops::to_str(one),
        _ => ops::to_str(&args),
    }
}

fn repr(a: &[Opt]) -> R {
    let name = arg(a, 0).class().name_string();
    let args = exc(a).parts().args.clone();
    let text = match tuple::items(&args) {
        [one] => format!("({})", str::to_string(&ops::repr(one)?)),
        _ => str::to_string(&ops::repr(&args)?),
    };
    Ok(new_str(format!("{name}{text}").as_bytes()))
}

fn key_error_str(a: &[Opt]) -> R {
    let args = exc(a).parts().args.clone();
    match tuple::items(&args) {
        [one] => ops::repr(one),
        _ => to_str(a),
    }
}

fn extra(a: &[Opt], at: usize) -> R {
    Ok(exc(a).parts().extra[at].clone().unwrap_or(Value::NONE))
}
fn set_extra(a: &[Opt], at: usize) -> R {
    exc(a).parts().extra[at] = a[1].clone();
    Ok(Value::NONE)
}

/// `name_from` of ImportError.
const EXTRA_NAME_FROM: usize = 3;
/// `characters_written` of BlockingIOError.
const EXTRA_WRITTEN: usize = 4;

const OS: &[NativeDef] = &[
    getter("characters_written", |a| {
        exc(a).parts().extra[EXTRA_WRITTEN]
            .clone()
            .ok_or_else(|| errors::raise(ClassId::ATTRIBUTE_ERROR, "characters_written"))
    }),
    setter("characters_written", |a| {
        let written = match opt(a, 1) {
            Some(v) => Some(int::from_i64(crate::modules::io::raw::offset_arg(v)?)),
            None if exc(a).parts().extra[EXTRA_WRITTEN].is_none() => {
                return Err(errors::raise(
                    ClassId::ATTRIBUTE_ERROR,
                    "characters_written",
                ));
            }
            None => None,
        };
        exc(a).parts().extra[EXTRA_WRITTEN] = written;
        Ok(Value::NONE)
    }),
    getter("errno", |a| extra(a, exception::EXTRA_ERRNO)),
    setter("errno", |a| set_extra(a, exception::EXTRA_ERRNO)),
    getter("strerror", |a| extra(a, exception::EXTRA_STRERROR)),
    setter("strerror", |a| set_extra(a, exception::EXTRA_STRERROR)),
    getter("filename", |a| extra(a, exception::EXTRA_FILENAME)),
    setter("filename", |a| set_extra(a, exception::EXTRA_FILENAME)),
    getter("filename2", |a| extra(a, exception::EXTRA_FILENAME2)),
    setter("filename2", |a| set_extra(a, exception::EXTRA_FILENAME2)),
    method("__str__(self, /)", os_str),
];

fn os_str(a: &[Opt]) -> R {
    let x = |n: usize| exc(a).parts().extra[n].clone();
    let text = |v: &Value| ops::to_str(v).map(|s| str::to_string(&s));
    let (Some(errno), Some(strerror)) = (x(exception::EXTRA_ERRNO), x(exception::EXTRA_STRERROR))
    else {
        return to_str(a);
    };
    let mut out = format!("[Errno {}] {}", text(&errno)?, text(&strerror)?);
    if let Some(f) = x(exception::EXTRA_FILENAME) {
        out.push_str(&format!(": {}", str::to_string(&ops::repr(&f)?)));
        if let Some(g) = x(exception::EXTRA_FILENAME2) {
            out.push_str(&format!(" -> {}", str::to_string(&ops::repr(&g)?)));
        }
    }
    Ok(new_str(out.as_bytes()))
}

const IMPORT: &[NativeDef] = &[
    getter("name", |a| extra(a, exception::EXTRA_NAME)),
    setter("name", |a| set_extra(a, exception::EXTRA_NAME)),
    getter("path", |a| extra(a, exception::EXTRA_OBJ)),
    setter("path", |a| set_extra(a, exception::EXTRA_OBJ)),
    getter("msg", |a| extra(a, exception::EXTRA_VALUE)),
    setter("msg", |a| set_extra(a, exception::EXTRA_VALUE)),
];
const ATTRIBUTE: &[NativeDef] = &[
    getter("name", |a| extra(a, exception::EXTRA_NAME)),
    setter("name", |a| set_extra(a, exception::EXTRA_NAME)),
    getter("obj", |a| extra(a, exception::EXTRA_OBJ)),
    setter("obj", |a| set_extra(a, exception::EXTRA_OBJ)),
];
const NAME: &[NativeDef] = &[
    getter("name", |a| extra(a, exception::EXTRA_NAME)),
    setter("name", |a| set_extra(a, exception::EXTRA_NAME)),
];
const UNICODE: &[NativeDef] = &[
    getter("encoding", |a| extra(a, 0)),
    setter("encoding", |a| set_extra(a, 0)),
    getter("object", |a| extra(a, 1)),
    setter("object", |a| set_extra(a, 1)),
    getter("start", |a| extra(a, 2)),
    setter("start", |a| set_extra(a, 2)),
    getter("end", |a| extra(a, 3)),
    setter("end", |a| set_extra(a, 3)),
    getter("reason", |a| extra(a, 4)),
    setter("reason", |a| set_extra(a, 4)),
    method("__str__(self, /)", unicode_str),
];

/// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", and its variants.
fn unicode_str(a: &[Opt]) -> R {
    let x = |n: usize| exc(a).parts().extra[n].clone();
    let (Some(object), Some(start), Some(end), Some(reason)) = (x(1), x(2), x(3), x(4)) else {
        return Ok(new_str(b""));
    };
    let (start, end) = (
        int::as_i64(&start).unwrap_or(0),
        int::as_i64(&end).unwrap_or(0),
    );
    let text = |v: &Value| ops::to_str(v).map(|s| str::to_string(&s));
    let reason = text(&reason)?;
    let class = arg(a, 0).class();
    let decoding = class.is_subclass_of(ClassId::UNICODE_DECODE_ERROR as u32);
    let head = match x(0) {
        Some(e) => format!(
            "'{}' codec can't {}",
            text(&e)?,
            if decoding { "decode" } else { "encode" }
        ),
        None => "can't translate".to_string(),
    };
    let length = match object.get::<StrObj>() {
        Some(s) => str::count_chars(s.bytes()),
        None => crate::types::bytes::as_bytes(&object).map_or(0, <[u8]>::len),
    };
    let out = if end == start + 1 && start >= 0 && end <= length as i64 {
        let item = ops::get_item(&object, &int::from_i64(start))?;
        if decoding {
            format!(
                "{head} byte 0x{:02x} in position {start}: {reason}",
                int::as_i64(&item).unwrap_or(0)
            )
        } else {
            let code = item.get::<StrObj>().map_or(0, |s| {
                taipan_text::wtf8::chars(s.bytes()).next().unwrap_or(0)
            });
            let shown = if code <= 0xff {
                format!("\\x{code:02x}")
            } else if code <= 0xffff {
                format!("\\u{code:04x}")
            } else {
                format!("\\U{code:08x}")
            };
            format!("{head} character '{shown}' in position {start}: {reason}")
        }
    } else {
        let what = if decoding { "bytes" } else { "characters" };
        format!("{head} {what} in position {start}-{}: {reason}", end - 1)
    };
    Ok(new_str(out.as_bytes()))
}

const SYNTAX: &[NativeDef] = &[
    getter("msg", |a| extra(a, 0)),
    setter("msg", |a| set_extra(a, 0)),
    getter("filename", |a| extra(a, 1)),
    setter("filename", |a| set_extra(a, 1)),
    getter("lineno", |a| extra(a, 2)),
    setter("lineno", |a| set_extra(a, 2)),
    getter("offset", |a| extra(a, 3)),
    setter("offset", |a| set_extra(a, 3)),
    getter("text", |a| detail(a, 0)),
    setter("text", |a| put_detail(a, 0)),
    getter("end_lineno", |a| detail(a, 1)),
    setter("end_lineno", |a| put_detail(a, 1)),
    getter("end_offset", |a| detail(a, 2)),
    setter("end_offset", |a| put_detail(a, 2)),
    getter("print_file_and_line", |a| detail(a, 3)),
    setter("print_file_and_line", |a| put_detail(a, 3)),
    method("__str__(self, /)", |a| {
        let m = exc(a).parts().extra[0].clone().unwrap_or(Value::NONE);
        let text = str::to_string(&ops::to_str(&m)?);
        let x = |n: usize| exc(a).parts().extra[n].clone().filter(|v| !v.is_none());
        let file = x(1)
            .map(|f| str::to_string(&f))
            .map(|f| f.rsplit('/').next().unwrap_or("").to_string());
        Ok(new_str(
            match (file, x(2).and_then(|l| int::as_i64(&l))) {
                (Some(f), Some(l)) => format!("{text} ({f}, line {l})"),
                (Some(f), None) => format!("{text} ({f})"),
                (None, Some(l)) => format!("{text} (line {l})"),
                (None, None) => text,
            }
            .as_bytes(),
        ))
    }),
];
