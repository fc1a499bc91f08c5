//! The methods of `str` (searching ones in `search`, formatting ones in `format`, `encode` in `codec`).

use super::{
    StrObj, bytes_of, codec, format, new_str, new_str_counted, search, substring, try_repeat,
};
use crate::native::{NativeDef, TypeDef, arg, class_arg, method, opt, static_method};
use crate::ops::Cmp;
use crate::types::dict::DictObj;
use crate::types::{bytes, int, iterators, list, slice, tuple};
use crate::{ClassId, Opt, R, Value, class, errors, iter, ops};
use taipan_text::unicode::{case, predicates};
use taipan_text::words::{self, Flavor};
use taipan_text::{layout, short, wtf8};

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::STR,
    ops: super::OPS,
    flags: class::BASE,
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// The text of the receiver.
#[inline(always)]
pub fn this(a: &[Opt]) -> &[u8] {
    bytes_of(arg(a, 0))
}

/// Text that replaces the receiver's: the receiver itself if nothing has changed.
#[inline(always)]
pub fn changed(receiver: &Value, text: &[u8]) -> Value {
    if text.len() == bytes_of(receiver).len() && receiver.is_exactly(ClassId::STR) {
        return receiver.clone();
    }
    new_str(text)
}

/// An argument that must be a str: `find() argument 1 must be str, not int`.
pub fn text_arg<'a>(v: &'a Value, function: &str, place: usize) -> R<&'a [u8]> {
    match v.get::<StrObj>() {
        Some(s) => Ok(s.bytes()),
        None => Err(errors::type_error(format!(
            "{function}() argument {place} must be str, not {}",
            errors::argument_name(v)
        ))),
    }
}

fn test(a: &[Opt], f: fn(&[u8]) -> bool) -> R {
    Ok(Value::bool(f(this(a))))
}
fn map(a: &[Opt], f: fn(&[u8]) -> Vec<u8>) -> R {
    Ok(new_str(&f(this(a))))
}
/// Case changes: of ASCII text by the letters from `first` on, which change into the others. Text without such is its own.
fn map_case(a: &[Opt], first: u8, other: fn(&[u8]) -> Vec<u8>) -> R {
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    if !s.is_ascii() {
        return Ok(new_str(&other(s.bytes())));
    }
    if let Some(word) = s.short_word() {
        let letters = short::letters(word, first);
        if letters == 0 {
            return Ok(plain(arg(a, 0)));
        }
        let text = (word ^ letters).to_le_bytes();
        return Ok(super::ascii_piece(&text[..s.len.get()]));
    }
    let letters = |part: &[u8]| short::letters(short::word(part), first);
    if s.bytes().chunks(8).all(|part| letters(part) == 0) {
        return Ok(plain(arg(a, 0)));
    }
    let mut out = super::new_uninit(s.len.get(), s.len.get(), s.len.get());
    // SAFETY: fresh.
    let data = unsafe { super::data_mut(&mut out) };
    let (to, to_rest) = data.as_chunks_mut::<8>();
    let (from, from_rest) = s.bytes().as_chunks::<8>();
    let change = |word: u64| word ^ short::letters(word, first);
    for (to, from) in to.iter_mut().zip(from) {
        *to = change(u64::from_le_bytes(*from)).to_le_bytes();
    }
    short::put(to_rest, change(short::word(from_rest)));
    Ok(out)
}

fn compare(a: &[Opt], op: Cmp) -> R {
    match arg(a, 1).get::<StrObj>() {
        Some(s) => Ok(Value::bool(op.test(this(a).cmp(s.bytes())))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

const METHODS: &[NativeDef] = &[
    static_method(
        "__new__(cls, object='', encoding='utf-8', errors='strict')",
        new,
    ),
    method("__repr__(self, /)", |a| {
        Ok(new_str(&taipan_text::escape::repr_str(this(a))))
    }),
    method("__str__(self, /)", |a| Ok(plain(arg(a, 0)))),
    method("__hash__(self, /)", |a| {
        Ok(int::from_i64(
            arg(a, 0).get::<StrObj>().expect("a str").hash(),
        ))
    }),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare(a, Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare(a, Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare(a, Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare(a, Cmp::Ge)),
    method("__len__(self, /)", |a| {
        Ok(int::from_usize(chars(arg(a, 0))))
    }),
    method("__iter__(self, /)", |a| {
        Ok(iterators::new_str_iterator(arg(a, 0).clone()))
    }),
    method("__getitem__(self, key, /)", |a| {
        get_item(arg(a, 0), arg(a, 1))
    }),
    method("__contains__(self, key, /)", |a| {
        match arg(a, 1).get::<StrObj>() {
            Some(s) => Ok(Value::bool(taipan_text::search::contains(
                this(a),
                s.bytes(),
            ))),
            None => Err(errors::type_error(format!(
                "'in <string>' requires string as left operand, not {}",
                errors::type_name(arg(a, 1))
            ))),
        }
    }),
    method("__add__(self, value, /)", |a| add(arg(a, 0), arg(a, 1))),
    method("__mul__(self, value, /)", |a| repeat(arg(a, 0), arg(a, 1))),
    method("__rmul__(self, value, /)", |a| repeat(arg(a, 0), arg(a, 1))),
    method("__mod__(self, value, /)", |a| {
        super::percent::percent(arg(a, 0), arg(a, 1))
    }),
    method("__rmod__(self, value, /)", |a| {
        match arg(a, 1).get::<StrObj>() {
            Some(_) => super::percent::percent(arg(a, 1), arg(a, 0)),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }),
    method("__format__(self, format_spec, /)", |a| {
        format::format_str(arg(a, 0), arg(a, 1))
    }),
    method("__getnewargs__(self, /)", |a| {
        Ok(tuple::new_tuple(vec![plain(arg(a, 0))]))
    }),
    method("__sizeof__(self, /)", |a| {
        let s = arg(a, 0).get::<StrObj>().expect("a str");
        let n = s.chars.get();
        let width = match wtf8::max_code(s.bytes()) {
            0..128 => return Ok(int::from_usize(41 + n)),
            128..256 => 1,
            256..0x1_0000 => 2,
            _ => 4,
        };
        Ok(int::from_usize(
            57 + width * (n + 1) - width + width.max(1) - 1 + 1,
        ))
    }),
    method("upper(self, /)", |a| map_case(a, b'a', case::upper)),
    method("lower(self, /)", |a| map_case(a, b'A', case::lower)),
    method("casefold(self, /)", |a| map_case(a, b'A', case::casefold)),
    method("swapcase(self, /)", |a| map(a, case::swapcase)),
    method("title(self, /)", |a| map(a, case::title)),
    method("capitalize(self, /)", |a| map(a, case::capitalize)),
    method("isalpha(self, /)", |a| test(a, predicates::isalpha)),
    method("isalnum(self, /)", |a| test(a, predicates::isalnum)),
    method("isdecimal(self, /)", |a| test(a, predicates::isdecimal)),
    method("isdigit(self, /)", |a| test(a, predicates::isdigit)),
    method("isnumeric(self, /)", |a| test(a, predicates::isnumeric)),
    method("isspace(self, /)", |a| test(a, predicates::isspace)),
    method("isupper(self, /)", |a| test(a, predicates::isupper)),
    method("islower(self, /)", |a| test(a, predicates::islower)),
    method("istitle(self, /)", |a| test(a, predicates::istitle)),
    method("isidentifier(self, /)", |a| {
        test(a, predicates::isidentifier)
    }),
    method("isprintable(self, /)", |a| test(a, predicates::isprintable)),
    method("isascii(self, /)", |a| test(a, wtf8::is_ascii)),
    method("strip(self, chars=None, /)", |a| {
        strip(a, "strip", true, true)
    }),
    method("lstrip(self, chars=None, /)", |a| {
        strip(a, "lstrip", true, false)
    }),
    method("rstrip(self, chars=None, /)", |a| {
        strip(a, "rstrip", false, true)
    }),
    method("removeprefix(self, prefix, /)", |a| {
        let p = affix(a, "removeprefix")?;
        Ok(changed(
            arg(a, 0),
            this(a).strip_prefix(p).unwrap_or(this(a)),
        ))
    }),
    method("removesuffix(self, suffix, /)", |a| {
        let s = affix(a, "removesuffix")?;
        Ok(changed(
            arg(a, 0),
            this(a).strip_suffix(s).unwrap_or(this(a)),
        ))
    }),
    method("center(self, width, fillchar=' ', /)", |a| {
        pad(a, layout::center)
    }),
    method("ljust(self, width, fillchar=' ', /)", |a| {
        pad(a, |len, width| (0, width - len))
    }),
    method("rjust(self, width, fillchar=' ', /)", |a| {
        pad(a, |len, width| (width - len, 0))
    }),
    method("zfill(self, width, /)", |a| {
        let width = width_arg(arg(a, 1))?;
        let n = chars(arg(a, 0));
        if width <= n as i64 {
            return Ok(plain(arg(a, 0)));
        }
        Ok(new_str(
            &layout::zfill(this(a), width as usize - n).map_err(errors::text)?,
        ))
    }),
    method("expandtabs(self, /, tabsize=8)", |a| {
        let size = opt(a, 1).map_or(Ok(8), width_arg)?;
        let text = layout::expandtabs(this(a), size, taipan_text::search::Unit::Character);
        let text = text.map_err(errors::text)?;
        if text == this(a) {
            return Ok(changed(arg(a, 0), &text));
        }
        Ok(new_str(&text))
    }),
    method("join(self, iterable, /)", |a| join(arg(a, 0), arg(a, 1))),
    method("splitlines(self, /, keepends=False)", |a| {
        let keep = opt(a, 1).map_or(Ok(false), ops::truth)?;
        Ok(list::new_list(
            Flavor::Str.lines(this(a), keep).map(new_str).collect(),
        ))
    }),
    method("split(self, /, sep=None, maxsplit=-1)", search::split),
    method("rsplit(self, /, sep=None, maxsplit=-1)", search::rsplit),
    method("partition(self, sep, /)", search::partition),
    method("rpartition(self, sep, /)", search::rpartition),
    method("find(self, sub, start=None, end=None, /)", search::find),
    method("rfind(self, sub, start=None, end=None, /)", search::rfind),
    method("index(self, sub, start=None, end=None, /)", search::index),
    method("rindex(self, sub, start=None, end=None, /)", search::rindex),
    method("count(self, sub, start=None, end=None, /)", search::count),
    method(
        "startswith(self, prefix, start=None, end=None, /)",
        search::starts_with,
    ),
    method(
        "endswith(self, suffix, start=None, end=None, /)",
        search::ends_with,
    ),
    method("replace(self, old, new, /, count=-1)", search::replace),
    method(
        "encode(self, /, encoding='utf-8', errors='strict')",
        codec::encode_method,
    ),
    method("format(self, /, *args, **kwargs)", format::format_method),
    method("format_map(self, mapping, /)", format::format_map),
    method("translate(self, table, /)", translate),
    static_method("maketrans(x, y=None, z=None, /)", make_trans),
];

/// Number of code points.
pub fn chars(v: &Value) -> usize {
    v.get::<StrObj>().expect("a str").chars.get()
}

/// The value as a `str` proper.
#[inline(always)]
pub fn plain(v: &Value) -> Value {
    if v.is_exactly(ClassId::STR) {
        return v.clone();
    }
    new_str(bytes_of(v))
}

fn new(a: &[Opt]) -> R {
    let class = class_arg(a, ClassId::STR)?;
    let value = match (opt(a, 1), opt(a, 2), opt(a, 3)) {
        (None, None, None) => new_str(b""),
        (Some(v), None, None) => ops::to_str(v)?,
        (None, _, _) => new_str(b""),
        (Some(v), encoding, handler) => {
            if let Some(e) = encoding.filter(|e| e.get::<StrObj>().is_none()) {
                return Err(errors::bad_argument(
                    "str() argument 'encoding' must be str",
                    e,
                ));
            }
            codec::find_handler(handler, "str")?;
            if v.get::<StrObj>().is_some() {
                return Err(errors::type_error("decoding str is not supported"));
            }
            let Some(data) = bytes::as_bytes(v) else {
                return Err(errors::type_error(format!(
                    "decoding to str: need a bytes-like object, {} found",
                    errors::type_name(v)
                )));
            };
            codec::decode(data, v, encoding, handler)?
        }
    };
    if class.id == ClassId::STR as u32 {
        return Ok(value);
    }
    Ok(super::new_of_class(class.id, &value))
}

/// `a + b`
pub fn add(a: &Value, b: &Value) -> R {
    let (Some(x), Some(y)) = (a.get::<StrObj>(), b.get::<StrObj>()) else {
        return Err(errors::type_error(format!(
            "can only concatenate str (not \"{}\") to str",
            errors::type_name(b)
        )));
    };
    if y.len.get() == 0 && a.is_exactly(ClassId::STR) {
        return Ok(a.clone());
    }
    if x.len.get() == 0 && b.is_exactly(ClassId::STR) {
        return Ok(b.clone());
    }
    let len = x.len.get() + y.len.get();
    let mut out = super::try_uninit(len, x.chars.get() + y.chars.get())?;
    // SAFETY: fresh.
    let data = unsafe { super::data_mut(&mut out) };
    data[..x.len.get()].copy_from_slice(x.bytes());
    data[x.len.get()..].copy_from_slice(y.bytes());
    Ok(out)
}

pub fn repeat(a: &Value, n: &Value) -> R {
    match slice::repeat_count(n)? {
        Some(1) if a.is_exactly(ClassId::STR) => Ok(a.clone()),
        Some(n)
            if a.get::<StrObj>()
                .is_some_and(|s| s.chars.get() > isize::MAX as usize / n.max(1)) =>
        {
            Err(errors::raise(
                ClassId::OVERFLOW_ERROR,
                "repeated string is too long",
            ))
        }
        Some(n) => try_repeat(a, n),
        None => Err(errors::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            errors::type_name(n)
        ))),
    }
}

/// `a[key]`
pub fn get_item(a: &Value, key: &Value) -> R {
    let s = a.get::<StrObj>().expect("a str");
    if let Some(i) = key.as_small() {
        return match slice::position(i, s.chars.get()) {
            Some(at) => Ok(super::char_at(s, at)),
            None => Err(errors::index_error("string index out of range")),
        };
    }
    let is_slice = key.get::<slice::SliceObj>().is_some();
    if !is_slice
        && int::as_int(key).is_none()
        && class::lookup(key.class(), crate::name!("__index__")).is_none()
    {
        return Err(errors::type_error(format!(
            "string indices must be integers, not '{}'",
            errors::type_name(key)
        )));
    }
    match slice::subscript(key, "string")? {
        slice::Subscript::Index(i) => match slice::position(i, s.chars.get()) {
            Some(at) => Ok(super::char_at(s, at)),
            None => Err(errors::index_error("string index out of range")),
        },
        slice::Subscript::Slice(bounds) => {
            let r = bounds.apply(s.chars.get());
            if r.step == 1 {
                return Ok(substring(a, r.start as usize, r.start as usize + r.len));
            }
            let mut out = Vec::with_capacity(r.len);
            if s.is_ascii() {
                out.extend(r.positions().map(|i| s.bytes()[i]));
                return Ok(new_str_counted(&out, r.len));
            }
            if r.step == -1 && r.len > 0 {
                let last = r.start as usize + 1;
                let part = substring(a, last - r.len, last);
                let text = part.get::<StrObj>().expect("a str").bytes();
                return Ok(new_str_counted(&wtf8::reverse(text), r.len));
            }
            let codes: Vec<u32> = wtf8::chars(s.bytes()).collect();
            for i in r.positions() {
                wtf8::push(&mut out, codes[i]);
            }
            Ok(new_str_counted(&out, r.len))
        }
    }
}

fn affix<'a>(a: &'a [Opt], name: &str) -> R<&'a [u8]> {
    match arg(a, 1).get::<StrObj>() {
        Some(s) => Ok(s.bytes()),
        None => Err(errors::bad_argument(
            &format!("{name}() argument must be str"),
            arg(a, 1),
        )),
    }
}

fn strip(a: &[Opt], name: &str, start: bool, end: bool) -> R {
    let visible = |byte: Option<&u8>| byte.is_some_and(|b| (b'!'..128).contains(b));
    if opt(a, 1).is_none() && arg(a, 0).is_exactly(ClassId::STR) {
        let text = this(a);
        if visible(text.first()) && visible(text.last()) {
            return Ok(arg(a, 0).clone());
        }
    }
    strip_some(a, name, start, end)
}

#[inline(never)]
fn strip_some(a: &[Opt], name: &str, start: bool, end: bool) -> R {
    let mut text = this(a);
    match opt(a, 1).filter(|c| !c.is_none()) {
        None => {
            if start {
                text = Flavor::Str.trim_start(text);
            }
            if end {
                text = Flavor::Str.trim_end(text);
            }
        }
        Some(c) => {
            let Some(set) = c.get::<StrObj>() else {
                return Err(errors::type_error(format!(
                    "{name} arg must be None or str"
                )));
            };
            if start {
                text = words::trim_start_chars(text, set.bytes());
            }
            if end {
                text = words::trim_end_chars(text, set.bytes());
            }
        }
    }
    Ok(changed(arg(a, 0), text))
}

/// An index-sized argument.
pub fn width_arg(v: &Value) -> R<i64> {
    ops::index_i64(v)?
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C ssize_t"))
}

fn pad(a: &[Opt], sides: fn(usize, usize) -> (usize, usize)) -> R {
    let width = width_arg(arg(a, 1))?;
    let fill: &[u8] = match opt(a, 2) {
        None => b" ",
        Some(f) => match f.get::<StrObj>() {
            Some(s) if s.chars.get() == 1 => s.bytes(),
            Some(_) => {
                return Err(errors::type_error(
                    "The fill character must be exactly one character long",
                ));
            }
            None => {
                return Err(errors::type_error(format!(
                    "The fill character must be a unicode character, not {}",
                    errors::type_name(f)
                )));
            }
        },
    };
    let n = chars(arg(a, 0));
    if width <= n as i64 {
        return Ok(plain(arg(a, 0)));
    }
    let (left, right) = sides(n, width as usize);
    let text = layout::pad(this(a), left, right, fill).map_err(errors::text)?;
    Ok(new_str_counted(&text, width as usize))
}

/// `separator.join(iterable)`
pub fn join(separator: &Value, iterable: &Value) -> R {
    let gap = separator.get::<StrObj>().expect("a str");
    if iterable.is_exactly(ClassId::TUPLE) {
        return join_items(gap, tuple::items(iterable));
    }
    if iterable.is_exactly(ClassId::LIST) {
        // SAFETY: an exact list.
        let list = unsafe { iterable.cast::<list::ListObj>() };
        return list.with_items(|items| join_items(gap, items));
    }
    let items = match iter::iter(iterable) {
        Ok(it) => iter::collect_list(&it)?,
        Err(_)
            if class::lookup(iterable.class(), crate::name!("__iter__")).is_none()
                && errors::catch(ClassId::TYPE_ERROR).is_some() =>
        {
            return Err(errors::type_error("can only join an iterable"));
        }
        Err(e) => return Err(e),
    };
    join_items(gap, &items)
}

fn join_items(gap: &StrObj, items: &[Value]) -> R {
    let (mut len, mut count) = (0usize, 0usize);
    for (i, item) in items.iter().enumerate() {
        let Some(s) = item.get::<StrObj>() else {
            return Err(errors::type_error(format!(
                "sequence item {i}: expected str instance, {} found",
                errors::type_name(item)
            )));
        };
        len += s.len.get();
        count += s.chars.get();
    }
    if let [one] = items
        && one.is_exactly(ClassId::STR)
    {
        return Ok(one.clone());
    }
    let gaps = items.len().saturating_sub(1);
    len += gap.len.get() * gaps;
    count += gap.chars.get() * gaps;
    let mut out = super::try_uninit(len, count)?;
    // SAFETY: fresh.
    let mut to = unsafe { super::data_mut(&mut out) };
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            to = search::put(to, gap.bytes(), gap.len.get());
        }
        let part = bytes_of(item);
        to = search::put(to, part, part.len());
    }
    Ok(out)
}

fn translate(a: &[Opt]) -> R {
    let table = arg(a, 1);
    let mut out = Vec::with_capacity(this(a).len());
    // Characters below 128 are looked up once.
    let mut known: [Option<Vec<u8>>; 128] = [const { None }; 128];
    let text = this(a).to_vec();
    for code in wtf8::chars(&text) {
        if let Some(Some(t)) = known.get(code as usize) {
            out.extend_from_slice(t);
            continue;
        }
        let mut piece = vec![];
        match ops::get_item(table, &Value::small(i64::from(code))) {
            Ok(v) if v.is_none() => {}
            Ok(v) => match v.get::<StrObj>() {
                Some(s) => piece.extend_from_slice(s.bytes()),
                None => match int::as_i64(&v) {
                    Some(i) if (0..0x11_0000).contains(&i) => wtf8::push(&mut piece, i as u32),
                    Some(_) => {
                        return Err(errors::value_error(
                            "character mapping must be in range(0x110000)",
                        ));
                    }
                    None => {
                        return Err(errors::type_error(
                            "character mapping must return integer, None or str",
                        ));
                    }
                },
            },
            Err(_) if errors::catch(ClassId::LOOKUP_ERROR).is_some() => {
                wtf8::push(&mut piece, code)
            }
            Err(e) => return Err(e),
        }
        out.extend_from_slice(&piece);
        if let Some(slot) = known.get_mut(code as usize) {
            *slot = Some(piece);
        }
    }
    Ok(new_str(&out))
}

fn make_trans(a: &[Opt]) -> R {
    let table = DictObj::new();
    let dict = table.get::<DictObj>().expect("a dict");
    let x = arg(a, 0);
    let Some(y) = opt(a, 1) else {
        let Some(source) = x.get::<DictObj>() else {
            return Err(errors::type_error(
                "if you give only one argument to maketrans it must be a dict",
            ));
        };
        for (k, v) in source.to_vec() {
            let key = match k.get::<StrObj>() {
                Some(s) if s.chars.get() == 1 => {
                    Value::small(i64::from(wtf8::decode_at(s.bytes(), 0).0))
                }
                Some(_) => {
                    return Err(errors::value_error(
                        "string keys in translatetable must be of length 1",
                    ));
                }
                None if int::as_int(&k).is_some() => k.clone(),
                None => {
                    return Err(errors::type_error(
                        "keys in translate table mustbe strings or integers",
                    ));
                }
            };
            dict.set(&key, v)?;
        }
        return Ok(table);
    };
    let (Some(from), Some(to)) = (x.get::<StrObj>(), y.get::<StrObj>()) else {
        let which = if x.get::<StrObj>().is_none() {
            return Err(errors::type_error(
                "first maketrans argument must be a string if there is a second argument",
            ));
        } else {
            y
        };
        return Err(errors::bad_argument(
            "maketrans() argument 2 must be str",
            which,
        ));
    };
    let deleted = match opt(a, 2) {
        Some(z) => text_arg(z, "maketrans", 3)?,
        None => &[],
    };
    if from.chars.get() != to.chars.get() {
        return Err(errors::value_error(
            "the first two maketrans arguments must have equal length",
        ));
    }
    for (k, v) in wtf8::chars(from.bytes()).zip(wtf8::chars(to.bytes())) {
        dict.set(&Value::small(i64::from(k)), Value::small(i64::from(v)))?;
    }
    for k in wtf8::chars(deleted) {
        dict.set(&Value::small(i64::from(k)), Value::NONE)?;
    }
    Ok(table)
}
