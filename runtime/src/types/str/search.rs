//! Searching, splitting and replacing in `str`.

use super::methods::{changed, text_arg, this, width_arg};
use super::{StrObj, byte_offset, bytes_of, char_index, empty, new_str};
use crate::native::{arg, opt};
use crate::types::{int, list, slice, tuple};
use crate::{ClassId, Opt, R, Value, errors};
use smallvec::SmallVec;
use taipan_text::search::{self as algorithms, Unit};
use taipan_text::short;
use taipan_text::words::Flavor;

/// `[start, end)` of the optional arguments 2 and 3, in characters, clamped as slices are.
pub fn range(a: &[Opt], len: usize) -> R<(i64, i64)> {
    let part = |at: usize, default: i64| match opt(a, at) {
        Some(v) if !v.is_none() => slice::clamped_index(v),
        _ => Ok(default),
    };
    let (start, end) = (part(2, 0)?, part(3, i64::MAX)?);
    let n = len as i64;
    let end = if end > n {
        n
    } else if end < 0 {
        (end + n).max(0)
    } else {
        end
    };
    let start = if start < 0 { (start + n).max(0) } else { start };
    Ok((start, end))
}

fn look(a: &[Opt], name: &str, backwards: bool) -> R<Option<usize>> {
    let needle = text_arg(arg(a, 1), name, 1)?;
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    if opt(a, 2).is_none() && opt(a, 3).is_none() {
        let found = if backwards {
            algorithms::rfind(s.bytes(), needle)
        } else {
            algorithms::find(s.bytes(), needle)
        };
        return Ok(found.map(|at| char_index(s, at)));
    }
    let (start, end) = range(a, s.chars.get())?;
    if start > end {
        return Ok(None);
    }
    let from = byte_offset(s, start as usize);
    let text = &s.bytes()[from..byte_offset(s, end as usize)];
    let found = if backwards {
        algorithms::rfind(text, needle)
    } else {
        algorithms::find(text, needle)
    };
    Ok(found.map(|at| char_index(s, from + at)))
}

fn position(found: Option<usize>) -> Value {
    found.map_or(Value::small(-1), int::from_usize)
}
pub fn find(a: &[Opt]) -> R {
    look(a, "find", false).map(position)
}
pub fn rfind(a: &[Opt]) -> R {
    look(a, "rfind", true).map(position)
}
fn found_or_error(found: Option<usize>) -> R {
    found
        .map(int::from_usize)
        .ok_or_else(|| errors::value_error("substring not found"))
}
pub fn index(a: &[Opt]) -> R {
    found_or_error(look(a, "index", false)?)
}
pub fn rindex(a: &[Opt]) -> R {
    found_or_error(look(a, "rindex", true)?)
}

/// The part that the optional arguments 2 and 3 name; `None` if it is before its own start.
fn part(a: &[Opt]) -> R<Option<&[u8]>> {
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    if opt(a, 2).is_none() && opt(a, 3).is_none() {
        return Ok(Some(s.bytes()));
    }
    let (start, end) = range(a, s.chars.get())?;
    if start > end {
        return Ok(None);
    }
    Ok(Some(
        &s.bytes()[byte_offset(s, start as usize)..byte_offset(s, end as usize)],
    ))
}

pub fn count(a: &[Opt]) -> R {
    let needle = text_arg(arg(a, 1), "count", 1)?;
    let Some(text) = part(a)? else {
        return Ok(Value::small(0));
    };
    Ok(int::from_usize(if needle.is_empty() {
        super::count_chars(text) + 1
    } else {
        algorithms::count(text, needle)
    }))
}

fn affix(a: &[Opt], name: &str, test: fn(&[u8], &[u8]) -> bool) -> R {
    let affixes = arg(a, 1);
    let wrong =
        |v: &Value, what: &str| errors::type_error(format!("{what}, not {}", errors::type_name(v)));
    let text = part(a)?;
    if let Some(s) = affixes.get::<StrObj>() {
        return Ok(Value::bool(text.is_some_and(|t| test(t, s.bytes()))));
    }
    if !affixes.is_instance(ClassId::TUPLE) {
        return Err(wrong(
            affixes,
            &format!("{name} first arg must be str or a tuple of str"),
        ));
    }
    for v in tuple::items(affixes) {
        let Some(s) = v.get::<StrObj>() else {
            return Err(wrong(v, &format!("tuple for {name} must only contain str")));
        };
        if text.is_some_and(|t| test(t, s.bytes())) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
pub fn starts_with(a: &[Opt]) -> R {
    affix(a, "startswith", |t, p| t.starts_with(p))
}
pub fn ends_with(a: &[Opt]) -> R {
    affix(a, "endswith", |t, p| t.ends_with(p))
}

pub fn replace(a: &[Opt]) -> R {
    let old = text_arg(arg(a, 1), "replace", 1)?;
    let new = text_arg(arg(a, 2), "replace", 2)?;
    let limit = opt(a, 3).map_or(Ok(-1), width_arg)?;
    check_growth(this(a), old, new)?;
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    if s.is_ascii() && new.is_ascii() && old != new && old.len() > 1 {
        return Ok(replace_ascii(arg(a, 0), s, old, new, limit));
    }
    match algorithms::replace(this(a), old, new, limit, Unit::Character) {
        Some(text) if s.is_ascii() && new.is_ascii() => Ok(super::ascii_piece(&text)),
        Some(text) => Ok(new_str(&text)),
        None => Ok(changed(arg(a, 0), this(a))),
    }
}

/// Writes the first `n` bytes of a text; yields the room behind them. Eight bytes at once where there are so many on both
/// sides: those past the part are written again later.
#[inline(always)]
pub fn put<'a>(to: &'a mut [u8], text: &[u8], n: usize) -> &'a mut [u8] {
    if let (0..=8, Some(from), Some(here)) = (n, text.first_chunk::<8>(), to.first_chunk_mut()) {
        *here = *from;
    } else {
        short::copy(&mut to[..n], &text[..n]);
    }
    &mut to[n..]
}

/// The places are found before the result is made, which is then made at once as long as it is.
fn replace_ascii(receiver: &Value, s: &StrObj, old: &[u8], new: &[u8], limit: i64) -> Value {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let text = s.bytes();
    let places: SmallVec<[usize; 32]> = algorithms::places(text, old).take(limit).collect();
    if places.is_empty() {
        return changed(receiver, text);
    }
    let len = text.len() - places.len() * old.len() + places.len() * new.len();
    if len == 0 {
        return empty();
    }
    let mut out = super::new_uninit(len, len, len);
    // SAFETY: fresh.
    let mut to = unsafe { super::data_mut(&mut out) };
    let mut copied = 0;
    for at in places {
        to = put(to, &text[copied..], at - copied);
        to = put(to, new, new.len());
        copied = at + old.len();
    }
    put(to, &text[copied..], text.len() - copied);
    if let [byte] = bytes_of(&out) {
        return super::latin1(*byte);
    }
    out
}

/// Refuses results that cannot be held.
pub fn check_growth(text: &[u8], old: &[u8], new: &[u8]) -> R<()> {
    let places = if old.is_empty() {
        text.len() + 1
    } else {
        text.len() / old.len()
    };
    match places.checked_mul(new.len()) {
        Some(bytes) if bytes < 1 << 40 => Ok(()),
        _ => Err(errors::memory_error()),
    }
}

fn separator(a: &[Opt]) -> R<Option<&[u8]>> {
    match opt(a, 1).filter(|s| !s.is_none()) {
        None => Ok(None),
        Some(v) => match v.get::<StrObj>() {
            Some(s) if s.len.get() == 0 => Err(errors::value_error("empty separator")),
            Some(s) => Ok(Some(s.bytes())),
            None => Err(errors::type_error(format!(
                "must be str or None, not {}",
                errors::type_name(v)
            ))),
        },
    }
}

/// Parts of ASCII text are ASCII.
fn piece(ascii: bool) -> impl Fn(&[u8]) -> Value {
    move |t| {
        if ascii {
            super::ascii_piece(t)
        } else {
            new_str(t)
        }
    }
}

/// So many parts are collected without an allocation.
const FIRST_PARTS: usize = 12;

pub fn split(a: &[Opt]) -> R {
    let limit = opt(a, 2).map_or(Ok(-1), width_arg)?;
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    let make = piece(s.is_ascii());
    let mut items: SmallVec<[Value; FIRST_PARTS]> = SmallVec::new();
    match separator(a)? {
        None => items.extend(Flavor::Str.split(s.bytes(), limit).map(make)),
        Some([byte]) => {
            let mut rest = s.bytes();
            let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
            while left > 0
                && let Some(end) = algorithms::find_byte(*byte, rest)
            {
                items.push(make(&rest[..end]));
                rest = &rest[end + 1..];
                left -= 1;
            }
            items.push(make(rest));
        }
        Some(sep) => items.extend(algorithms::split(s.bytes(), sep, limit).map(make)),
    }
    // SAFETY: the items are moved out of the vector, whose memory alone is then freed.
    unsafe {
        let value = list::from_raw(items.as_ptr(), items.len());
        items.set_len(0);
        Ok(value)
    }
}

pub fn rsplit(a: &[Opt]) -> R {
    let limit = opt(a, 2).map_or(Ok(-1), width_arg)?;
    let s = arg(a, 0).get::<StrObj>().expect("a str receiver");
    let make = piece(s.is_ascii());
    let mut items: Vec<Value> = match separator(a)? {
        None => Flavor::Str.rsplit(s.bytes(), limit).map(make).collect(),
        Some(sep) => algorithms::rsplit(s.bytes(), sep, limit)
            .map(make)
            .collect(),
    };
    items.reverse();
    Ok(list::new_list(items))
}

fn parts_at(a: &[Opt], backwards: bool) -> R {
    let v = arg(a, 1);
    let Some(sep) = v.get::<StrObj>() else {
        return Err(errors::type_error(format!(
            "must be str, not {}",
            errors::type_name(v)
        )));
    };
    if sep.len.get() == 0 {
        return Err(errors::value_error("empty separator"));
    }
    let text = this(a);
    let make = piece(arg(a, 0).get::<StrObj>().is_some_and(StrObj::is_ascii));
    let found = if backwards {
        algorithms::rfind(text, sep.bytes())
    } else {
        algorithms::find(text, sep.bytes())
    };
    let parts = match found {
        Some(at) => [
            make(&text[..at]),
            v.clone(),
            make(&text[at + sep.len.get()..]),
        ],
        None if backwards => [empty(), empty(), super::methods::plain(arg(a, 0))],
        None => [super::methods::plain(arg(a, 0)), empty(), empty()],
    };
    Ok(tuple::from_array(parts))
}
pub fn partition(a: &[Opt]) -> R {
    parts_at(a, false)
}
pub fn rpartition(a: &[Opt]) -> R {
    parts_at(a, true)
}
