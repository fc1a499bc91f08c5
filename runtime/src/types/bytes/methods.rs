//! The methods of `bytes`.

use super::{
    BytesObj, as_bytes, byte, collect_bytes, contents, hash, item, new_bytes, new_of_class, repr,
    zeroed,
};
use crate::native::{NativeDef, TypeDef, arg, class_arg, class_method, method, opt, static_method};
use crate::ops::Cmp;
use crate::types::str::{StrObj, codec, format, methods::width_arg, new_str, search::check_growth};
use crate::types::{int, iterators, list, slice, tuple};
use crate::{ClassId, Opt, R, Value, call, class, errors, iter, ops};
use taipan_text::search::{self, Unit};
use taipan_text::words::{self, Flavor};
use taipan_text::{ascii, layout};

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::BYTES,
    ops: super::OPS,
    flags: class::BASE,
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

fn this(a: &[Opt]) -> &[u8] {
    as_bytes(arg(a, 0)).expect("a bytes receiver")
}

fn test(a: &[Opt], f: fn(&[u8]) -> bool) -> R {
    Ok(Value::bool(f(this(a))))
}
fn compare(a: &[Opt], op: Cmp) -> R {
    match as_bytes(arg(a, 1)) {
        Some(b) => Ok(Value::bool(op.test(this(a).cmp(b)))),
        None => match contents(arg(a, 1))? {
            Some(b) => Ok(Value::bool(op.test(this(a).cmp(&b)))),
            None => Ok(Value::NOT_IMPLEMENTED),
        },
    }
}

/// A bytes-like argument.
fn buffer(v: &Value) -> R<Vec<u8>> {
    contents(v)?.ok_or_else(|| {
        errors::type_error(format!(
            "a bytes-like object is required, not '{}'",
            errors::type_name(v)
        ))
    })
}

const METHODS: &[NativeDef] = &[
    static_method(
        "__new__(cls, source=b'', encoding='utf-8', errors='strict')",
        new,
    ),
    method("__repr__(self, /)", |a| Ok(repr(this(a)))),
    method("__str__(self, /)", |a| Ok(repr(this(a)))),
    method("__bytes__(self, /)", |a| Ok(new_bytes(this(a)))),
    method("__hash__(self, /)", |a| {
        Ok(int::from_i64(hash(
            arg(a, 0).get::<BytesObj>().expect("bytes"),
        )))
    }),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare(a, Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare(a, Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare(a, Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare(a, Cmp::Ge)),
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__iter__(self, /)", |a| {
        Ok(iterators::new_bytes_iterator(arg(a, 0).clone()))
    }),
    method("__getitem__(self, key, /)", get_item),
    method("__contains__(self, key, /)", |a| {
        let key = arg(a, 1);
        if int::as_int(key).is_some()
            || class::lookup(key.class(), crate::name!("__index__")).is_some()
        {
            let b = byte(key, "byte")?;
            return Ok(Value::bool(this(a).contains(&b)));
        }
        let needle = buffer(key)?;
        Ok(Value::bool(search::contains(this(a), &needle)))
    }),
    method("__add__(self, value, /)", |a| match contents(arg(a, 1))? {
        Some(b) => Ok(new_bytes(&[this(a), &b].concat())),
        None => Err(errors::type_error(format!(
            "can't concat {} to bytes",
            errors::type_name(arg(a, 1))
        ))),
    }),
    method("__mul__(self, value, /)", repeat),
    method("__rmul__(self, value, /)", repeat),
    method("__mod__(self, value, /)", |a| {
        Ok(new_bytes(&crate::types::str::percent::percent_bytes(
            this(a),
            arg(a, 1),
        )?))
    }),
    method("__getnewargs__(self, /)", |a| {
        Ok(tuple::new_tuple(vec![new_bytes(this(a))]))
    }),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(33 + this(a).len()))
    }),
    method("upper(self, /)", |a| {
        Ok(new_bytes(&this(a).to_ascii_uppercase()))
    }),
    method("lower(self, /)", |a| {
        Ok(new_bytes(&this(a).to_ascii_lowercase()))
    }),
    method("swapcase(self, /)", |a| {
        Ok(new_bytes(&ascii::swapcase(this(a))))
    }),
    method("title(self, /)", |a| Ok(new_bytes(&ascii::title(this(a))))),
    method("capitalize(self, /)", |a| {
        Ok(new_bytes(&ascii::capitalize(this(a))))
    }),
    method("isalpha(self, /)", |a| test(a, ascii::isalpha)),
    method("isalnum(self, /)", |a| test(a, ascii::isalnum)),
    method("isdigit(self, /)", |a| test(a, ascii::isdigit)),
    method("isspace(self, /)", |a| test(a, ascii::isspace)),
    method("isupper(self, /)", |a| test(a, ascii::isupper)),
    method("islower(self, /)", |a| test(a, ascii::islower)),
    method("istitle(self, /)", |a| test(a, ascii::istitle)),
    method("isascii(self, /)", |a| test(a, <[u8]>::is_ascii)),
    method("strip(self, bytes=None, /)", |a| strip(a, true, true)),
    method("lstrip(self, bytes=None, /)", |a| strip(a, true, false)),
    method("rstrip(self, bytes=None, /)", |a| strip(a, false, true)),
    method("removeprefix(self, prefix, /)", |a| {
        let p = buffer(arg(a, 1))?;
        let rest = this(a).strip_prefix(&p[..]).unwrap_or(this(a));
        Ok(same_or_new(arg(a, 0), rest))
    }),
    method("removesuffix(self, suffix, /)", |a| {
        let s = buffer(arg(a, 1))?;
        let rest = this(a).strip_suffix(&s[..]).unwrap_or(this(a));
        Ok(same_or_new(arg(a, 0), rest))
    }),
    method("center(self, width, fillchar=b' ', /)", |a| {
        pad(a, "center", layout::center)
    }),
    method("ljust(self, width, fillchar=b' ', /)", |a| {
        pad(a, "ljust", |len, width| (0, width - len))
    }),
    method("rjust(self, width, fillchar=b' ', /)", |a| {
        pad(a, "rjust", |len, width| (width - len, 0))
    }),
    method("zfill(self, width, /)", |a| {
        let width = width_arg(arg(a, 1))?;
        let n = this(a).len();
        if width <= n as i64 {
            return Ok(new_bytes(this(a)));
        }
        Ok(new_bytes(
            &layout::zfill(this(a), width as usize - n).map_err(errors::text)?,
        ))
    }),
    method("expandtabs(self, /, tabsize=8)", |a| {
        let size = opt(a, 1).map_or(Ok(8), width_arg)?;
        Ok(new_bytes(
            &layout::expandtabs(this(a), size, Unit::Byte).map_err(errors::text)?,
        ))
    }),
    method("join(self, iterable_of_bytes, /)", join),
    method("splitlines(self, /, keepends=False)", |a| {
        let keep = opt(a, 1).map_or(Ok(false), ops::truth)?;
        Ok(list::new_list(
            Flavor::Bytes.lines(this(a), keep).map(new_bytes).collect(),
        ))
    }),
    method("split(self, /, sep=None, maxsplit=-1)", |a| {
        let limit = opt(a, 2).map_or(Ok(-1), width_arg)?;
        Ok(list::new_list(match separator(a)? {
            None => Flavor::Bytes.split(this(a), limit).map(new_bytes).collect(),
            Some(s) => search::split(this(a), &s, limit).map(new_bytes).collect(),
        }))
    }),
    method("rsplit(self, /, sep=None, maxsplit=-1)", |a| {
        let limit = opt(a, 2).map_or(Ok(-1), width_arg)?;
        let mut items: Vec<Value> = match separator(a)? {
            None => Flavor::Bytes
                .rsplit(this(a), limit)
                .map(new_bytes)
                .collect(),
            Some(s) => search::rsplit(this(a), &s, limit).map(new_bytes).collect(),
        };
        items.reverse();
        Ok(list::new_list(items))
    }),
    method("partition(self, sep, /)", |a| parts_at(a, false)),
    method("rpartition(self, sep, /)", |a| parts_at(a, true)),
    method("find(self, sub, start=None, end=None, /)", |a| {
        look(a, false).map(position)
    }),
    method("rfind(self, sub, start=None, end=None, /)", |a| {
        look(a, true).map(position)
    }),
    method("index(self, sub, start=None, end=None, /)", |a| {
        found_or_error(look(a, false)?)
    }),
    method("rindex(self, sub, start=None, end=None, /)", |a| {
        found_or_error(look(a, true)?)
    }),
    method("count(self, sub, start=None, end=None, /)", |a| {
        let needle = needle(arg(a, 1))?;
        Ok(int::from_usize(match part(a)? {
            None => 0,
            Some((_, text)) if needle.is_empty() => text.len() + 1,
            Some((_, text)) => search::count(text, &needle),
        }))
    }),
    method("startswith(self, prefix, start=None, end=None, /)", |a| {
        affix(a, "startswith", |t, p| t.starts_with(p))
    }),
    method("endswith(self, suffix, start=None, end=None, /)", |a| {
        affix(a, "endswith", |t, p| t.ends_with(p))
    }),
    method("replace(self, old, new, count=-1, /)", |a| {
        let (old, new) = (buffer(arg(a, 1))?, buffer(arg(a, 2))?);
        let limit = opt(a, 3).map_or(Ok(-1), width_arg)?;
        check_growth(this(a), &old, &new)?;
        Ok(
            match search::replace(this(a), &old, &new, limit, Unit::Byte) {
                Some(b) => new_bytes(&b),
                None => new_bytes(this(a)),
            },
        )
    }),
    method("translate(self, table, /, delete=b'')", translate),
    static_method("maketrans(frm, to, /)", |a| {
        let (from, to) = (buffer(arg(a, 0))?, buffer(arg(a, 1))?);
        if from.len() != to.len() {
            return Err(errors::value_error(
                "maketrans arguments must have same length",
            ));
        }
        let mut table: Vec<u8> = (0..=255).collect();
        for (f, t) in from.iter().zip(&to) {
            table[*f as usize] = *t;
        }
        Ok(new_bytes(&table))
    }),
    method("decode(self, /, encoding='utf-8', errors='strict')", |a| {
        codec::decode(this(a), arg(a, 0), opt(a, 1), opt(a, 2))
    }),
    method("hex(self, /, sep=None, bytes_per_sep=1)", |a| {
        hex(this(a), opt(a, 1), opt(a, 2))
    }),
    class_method("fromhex(type, string, /)", from_hex),
];

fn new(a: &[Opt]) -> R {
    let class = class_arg(a, ClassId::BYTES)?;
    let data = match (opt(a, 1), opt(a, 2), opt(a, 3)) {
        (v, encoding, handler) if encoding.is_some() || handler.is_some() => {
            for (option, name) in [(encoding, "encoding"), (handler, "errors")] {
                if let Some(o) = option.filter(|o| o.get::<StrObj>().is_none()) {
                    let must = format!("bytes() argument '{name}' must be str");
                    return Err(errors::bad_argument(&must, o));
                }
            }
            let Some(v) = v.filter(|v| v.get::<StrObj>().is_some()) else {
                return Err(errors::type_error(if encoding.is_some() {
                    "encoding without a string argument"
                } else {
                    "errors without a string argument"
                }));
            };
            if encoding.is_none() {
                return Err(errors::type_error("string argument without an encoding"));
            }
            let b = codec::encode(v, encoding, handler)?;
            as_bytes(&b).expect("bytes").to_vec()
        }
        (v, _, _) => {
            let Some(v) = v else {
                return Ok(new_of_class(class.id, &[]));
            };
            if class.id == ClassId::BYTES as u32 && v.is_exactly(ClassId::BYTES) {
                return Ok(v.clone());
            }
            from_value(v)?
        }
    };
    Ok(new_of_class(class.id, &data))
}

/// What `__bytes__` has returned.
pub fn checked(result: &Value) -> R<Vec<u8>> {
    as_bytes(result).map(<[u8]>::to_vec).ok_or_else(|| {
        errors::type_error(format!(
            "__bytes__ returned non-bytes (type {})",
            errors::type_name(result)
        ))
    })
}

/// `bytes(v)`
pub fn from_value(v: &Value) -> R<Vec<u8>> {
    if v.is_exactly(ClassId::BYTES) {
        return Ok(as_bytes(v).expect("bytes").to_vec());
    }
    if let Some(r) = call::call_special(v, crate::name!("__bytes__"), &[]) {
        return checked(&r?);
    }
    if v.get::<StrObj>().is_some() {
        return Err(errors::type_error("string argument without an encoding"));
    }
    if int::as_int(v).is_some() || class::lookup(v.class(), crate::name!("__index__")).is_some() {
        let n = ops::index_i64(v)?.ok_or_else(|| {
            errors::overflow_error("cannot fit 'int' into an index-sized integer")
        })?;
        if n < 0 {
            return Err(errors::value_error("negative count"));
        }
        return zeroed(n as usize);
    }
    if let Some(b) = contents(v)? {
        return Ok(b);
    }
    if class::lookup(v.class(), crate::name!("__iter__")).is_none()
        && class::lookup(v.class(), crate::name!("__getitem__")).is_none()
    {
        return Err(errors::type_error(format!(
            "cannot convert '{}' object to bytes",
            errors::type_name(v)
        )));
    }
    if v.is_exactly(ClassId::TUPLE) {
        return collect_bytes(&iter::collect(v)?);
    }
    let it = iter::iter(v)?;
    iter::ask_length(v)?;
    let mut out = vec![];
    while let Some(item) = iter::next(&it)? {
        out.push(byte(&item, "bytes")?);
    }
    Ok(out)
}

fn get_item(a: &[Opt]) -> R {
    let data = this(a);
    match slice::subscript(arg(a, 1), "byte")? {
        slice::Subscript::Index(i) => match slice::position(i, data.len()) {
            Some(at) => Ok(item(data[at])),
            None => Err(errors::index_error("index out of range")),
        },
        slice::Subscript::Slice(bounds) => Ok(slice_of(arg(a, 0), data, bounds)),
    }
}

/// A slice of the data of a bytes object.
pub fn slice_of(object: &Value, data: &[u8], bounds: slice::Bounds) -> Value {
    let r = bounds.apply(data.len());
    if r.step == 1 {
        let start = r.start as usize;
        return same_or_new(object, &data[start..start + r.len]);
    }
    new_bytes(&r.positions().map(|i| data[i]).collect::<Vec<_>>())
}

fn repeat(a: &[Opt]) -> R {
    let n = arg(a, 1);
    let Some(n) = slice::repeat_count(n)? else {
        return Err(errors::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            errors::type_name(n)
        )));
    };
    let data = this(a);
    let len = data.len().checked_mul(n);
    let Some(len) = len.filter(|len| *len <= isize::MAX as usize) else {
        return Err(errors::raise(
            crate::ClassId::OVERFLOW_ERROR,
            "repeated bytes are too long",
        ));
    };
    if data.is_empty() || len == 0 {
        return Ok(new_bytes(b""));
    }
    if n == 1 && arg(a, 0).is_exactly(ClassId::BYTES) {
        return Ok(arg(a, 0).clone());
    }
    let mut out = zeroed(len)?;
    // Each turn doubles what is filled.
    let mut filled = data.len();
    out[..filled].copy_from_slice(data);
    while filled < len {
        let more = filled.min(len - filled);
        out.copy_within(..more, filled);
        filled += more;
    }
    Ok(new_bytes(&out))
}

fn strip(a: &[Opt], start: bool, end: bool) -> R {
    let mut data = this(a);
    match opt(a, 1).filter(|c| !c.is_none()) {
        None => {
            if start {
                data = Flavor::Bytes.trim_start(data);
            }
            if end {
                data = Flavor::Bytes.trim_end(data);
            }
        }
        Some(set) => {
            let set = buffer(set)?;
            if start {
                data = words::trim_start_bytes(data, &set);
            }
            if end {
                data = words::trim_end_bytes(data, &set);
            }
        }
    }
    Ok(same_or_new(arg(a, 0), data))
}

/// A part of `whole`, which is `whole` itself if nothing is missing.
fn same_or_new(whole: &Value, part: &[u8]) -> Value {
    match as_bytes(whole) {
        Some(all) if all.len() == part.len() && whole.is_exactly(ClassId::BYTES) => whole.clone(),
        _ => new_bytes(part),
    }
}

fn pad(a: &[Opt], name: &str, sides: fn(usize, usize) -> (usize, usize)) -> R {
    let width = width_arg(arg(a, 1))?;
    let fill = match opt(a, 2) {
        None => b' ',
        Some(f) => match contents(f)?.as_deref() {
            Some([one]) => *one,
            Some(other) => {
                return Err(errors::type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a bytes object of length {}",
                    other.len()
                )));
            }
            None => {
                let must = format!("{name}() argument 2 must be a byte string of length 1");
                return Err(errors::bad_argument(&must, f));
            }
        },
    };
    let n = this(a).len();
    if width <= n as i64 {
        return Ok(new_bytes(this(a)));
    }
    let (left, right) = sides(n, width as usize);
    Ok(new_bytes(
        &layout::pad(this(a), left, right, &[fill]).map_err(errors::text)?,
    ))
}

fn join(a: &[Opt]) -> R {
    let iterable = arg(a, 1);
    let items = match iter::collect_sequence(iterable) {
        Ok(items) => items,
        Err(_)
            if class::lookup(iterable.class(), crate::name!("__iter__")).is_none()
                && errors::catch(ClassId::TYPE_ERROR).is_some() =>
        {
            return Err(errors::type_error("can only join an iterable"));
        }
        Err(e) => return Err(e),
    };
    let mut out = vec![];
    for (i, v) in items.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(this(a));
        }
        match contents(v)? {
            Some(b) => out.extend_from_slice(&b),
            None => {
                return Err(errors::type_error(format!(
                    "sequence item {i}: expected a bytes-like object, {} found",
                    errors::type_name(v)
                )));
            }
        }
    }
    Ok(new_bytes(&out))
}

fn separator(a: &[Opt]) -> R<Option<Vec<u8>>> {
    match opt(a, 1).filter(|s| !s.is_none()) {
        None => Ok(None),
        Some(v) => {
            let s = buffer(v)?;
            if s.is_empty() {
                return Err(errors::value_error("empty separator"));
            }
            Ok(Some(s))
        }
    }
}

fn parts_at(a: &[Opt], backwards: bool) -> R {
    let sep = buffer(arg(a, 1))?;
    if sep.is_empty() {
        return Err(errors::value_error("empty separator"));
    }
    let data = this(a);
    let found = if backwards {
        search::rfind(data, &sep)
    } else {
        search::find(data, &sep)
    };
    let parts: [&[u8]; 3] = match found {
        Some(at) => [&data[..at], &sep, &data[at + sep.len()..]],
        None if backwards => [b"", b"", data],
        None => [data, b"", b""],
    };
    Ok(tuple::new_tuple(
        parts.iter().map(|p| new_bytes(p)).collect(),
    ))
}

/// What `find` and its sisters look for: bytes or one byte.
fn needle(v: &Value) -> R<Vec<u8>> {
    if let Some(b) = contents(v)? {
        return Ok(b);
    }
    if int::as_int(v).is_some() || class::lookup(v.class(), crate::name!("__index__")).is_some() {
        return Ok(vec![byte(v, "byte")?]);
    }
    Err(errors::type_error(format!(
        "argument should be integer or bytes-like object, not '{}'",
        errors::type_name(v)
    )))
}

/// The part that the optional arguments 2 and 3 name, and where it begins.
fn part(a: &[Opt]) -> R<Option<(usize, &[u8])>> {
    let data = this(a);
    let (start, end) = crate::types::str::search::range(a, data.len())?;
    Ok((start <= end).then(|| (start as usize, &data[start as usize..end as usize])))
}

fn look(a: &[Opt], backwards: bool) -> R<Option<usize>> {
    let needle = needle(arg(a, 1))?;
    let Some((start, text)) = part(a)? else {
        return Ok(None);
    };
    let found = if backwards {
        search::rfind(text, &needle)
    } else {
        search::find(text, &needle)
    };
    Ok(found.map(|at| start + at))
}
fn position(found: Option<usize>) -> Value {
    found.map_or(Value::small(-1), int::from_usize)
}
fn found_or_error(found: Option<usize>) -> R {
    found
        .map(int::from_usize)
        .ok_or_else(|| errors::value_error("subsection not found"))
}

fn affix(a: &[Opt], name: &str, test: fn(&[u8], &[u8]) -> bool) -> R {
    let affixes = arg(a, 1);
    let text = part(a)?.map(|p| p.1);
    if let Some(b) = contents(affixes)? {
        return Ok(Value::bool(text.is_some_and(|t| test(t, &b))));
    }
    if !affixes.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            errors::type_name(affixes)
        )));
    }
    for v in tuple::items(affixes) {
        let b = buffer(v)?;
        if text.is_some_and(|t| test(t, &b)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn translate(a: &[Opt]) -> R {
    let table = match arg(a, 1) {
        t if t.is_none() => None,
        t => {
            let t = buffer(t)?;
            if t.len() != 256 {
                return Err(errors::value_error(
                    "translation table must be 256 characters long",
                ));
            }
            Some(t)
        }
    };
    let delete = opt(a, 2).map_or(Ok(vec![]), buffer)?;
    let out: Vec<u8> = this(a)
        .iter()
        .filter(|b| !delete.contains(b))
        .map(|b| table.as_ref().map_or(*b, |t| t[*b as usize]))
        .collect();
    Ok(new_bytes(&out))
}

/// `hex(sep, bytes_per_sep)`
pub fn hex(data: &[u8], sep: Option<&Value>, group: Option<&Value>) -> R {
    let group = group.map_or(Ok(1), width_arg)?;
    let separator = match sep {
        None => None,
        Some(s) => {
            if ops::length(s)? != 1 {
                return Err(errors::value_error("sep must be length 1."));
            }
            let text = match s.get::<StrObj>() {
                Some(s) => s.bytes(),
                None => match as_bytes(s) {
                    Some(b) => b,
                    None => return Err(errors::type_error("sep must be str or bytes.")),
                },
            };
            match text[..] {
                [one @ 0..128] => Some(one),
                _ => return Err(errors::value_error("sep must be ASCII.")),
            }
        }
    };
    let size = group.unsigned_abs() as usize;
    let mut out = Vec::with_capacity(data.len() * 3);
    for (i, b) in data.iter().enumerate() {
        if let Some(s) = separator
            && i > 0
            && size > 0
            && (if group > 0 {
                (data.len() - i).is_multiple_of(size)
            } else {
                i % size == 0
            })
        {
            out.push(s);
        }
        out.push(b"0123456789abcdef"[usize::from(b >> 4)]);
        out.push(b"0123456789abcdef"[usize::from(b & 15)]);
    }
    Ok(new_str(&out))
}

/// Bytes from hexadecimal text.
pub fn parse_hex(text: &[u8]) -> R<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let bad = |at: usize| {
        errors::value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    };
    let digit = |at: usize| match text.get(at) {
        None => Err(errors::value_error(
            "fromhex() arg must contain an even number of hexadecimal digits",
        )),
        Some(c) => match (*c as char).to_digit(16) {
            Some(d) => Ok(d as u8),
            None => Err(bad(taipan_text::wtf8::count(&text[..at]))),
        },
    };
    let mut at = 0;
    while at < text.len() {
        if words::is_byte_space(text[at]) {
            at += 1;
            continue;
        }
        out.push(digit(at)? << 4 | digit(at + 1)?);
        at += 2;
    }
    Ok(out)
}

fn from_hex(a: &[Opt]) -> R {
    let v = arg(a, 1);
    let text = match v.get::<StrObj>() {
        Some(s) => s.bytes().to_vec(),
        None => contents(v)?.ok_or_else(|| {
            errors::type_error(format!(
                "fromhex() argument must be str or bytes-like, not {}",
                errors::type_name(v)
            ))
        })?,
    };
    let data = new_bytes(&parse_hex(&text)?);
    let class = class::as_class(arg(a, 0)).expect("a class receiver");
    if class.id == ClassId::BYTES as u32 {
        return Ok(data);
    }
    call::call(&class.value(), &[&data])
}
