//! `print`, and functions between text and numbers: `repr`, `ascii`, `chr`, `ord`, `bin`, `hex`, `oct`, `format`, `round`.

use crate::native::{NativeDef, arg, method, opt};
use crate::types::str::{self, StrObj, bytes_of, new_str};
use crate::types::{bytes, int, tuple};
use crate::{Opt, R, Value, call, class, errors, ops};

pub const FUNCTIONS: &[NativeDef] = &[
    method("print(*args, sep=' ', end='\\n', file=None, flush=False)", print),
    method("repr(obj, /)", |a| ops::repr(arg(a, 0))),
    method("ascii(obj, /)", |a| str::format::ascii(arg(a, 0))),
    method("chr(i, /)", |a| {
        match ops::index_i64(arg(a, 0))? {
            Some(i) if (0..0x11_0000).contains(&i) => Ok(str::from_code(i as u32)),
            _ => Err(errors::value_error("chr() arg not in range(0x110000)")),
        }
    }),
    method("ord(character, /)", ord),
    method("bin(number, /)", |a| prefixed(a, 2)),
    method("oct(number, /)", |a| prefixed(a, 8)),
    method("hex(number, /)", |a| prefixed(a, 16)),
    method("format(value, format_spec='', /)", |a| {
        if let Some(s) = opt(a, 1)
            && s.get::<StrObj>().is_none()
        {
            return Err(errors::type_error(format!(
                "format() argument 2 must be str, not {}",
                errors::type_name(s)
            )));
        }
        str::format::format(arg(a, 0), opt(a, 1))
    }),
    method("round(number, ndigits=None)", |a| {
        let v = arg(a, 0);
        let Some(m) = class::lookup(v.class(), crate::name!("__round__")).cloned() else {
            return Err(errors::type_error(format!(
                "type {} doesn't define __round__ method",
                errors::type_name(v)
            )));
        };
        match opt(a, 1).filter(|n| !n.is_none()) {
            Some(n) => call::call_found(v, &m, &[n]),
            None => call::call_found(v, &m, &[]),
        }
    }),
];

fn ord(a: &[Opt]) -> R {
    let v = arg(a, 0);
    if let Some(s) = v.get::<StrObj>() {
        if s.chars.get() == 1 {
            return Ok(Value::small(i64::from(taipan_text::wtf8::decode_at(s.bytes(), 0).0)));
        }
        return Err(errors::type_error(format!(
            "ord() expected a character, but string of length {} found",
            s.chars.get()
        )));
    }
    match bytes::contents(v)?.as_deref() {
        Some([b]) => Ok(Value::small(i64::from(*b))),
        Some(b) => Err(errors::type_error(format!(
            "ord() expected a character, but string of length {} found",
            b.len()
        ))),
        None => Err(errors::type_error(format!(
            "ord() expected string of length 1, but {} found",
            errors::type_name(v)
        ))),
    }
}

fn prefixed(a: &[Opt], radix: u32) -> R {
    let i = ops::index(arg(a, 0))?;
    let i = int::as_int(&i).expect("an int");
    Ok(new_str(&taipan_text::int::to_prefixed(i.text(), radix)))
}

/// An optional separator or end.
fn text_option<'a>(v: Option<&'a Value>, name: &str, default: &'static [u8]) -> R<&'a [u8]> {
    match v {
        None => Ok(default),
        Some(v) if v.is_none() => Ok(default),
        Some(v) => match v.get::<StrObj>() {
            Some(s) => Ok(s.bytes()),
            None => Err(errors::type_error(format!(
                "{name} must be None or a string, not {}",
                errors::type_name(v)
            ))),
        },
    }
}

/// Slots: sep, end, file, flush, args.
fn print(a: &[Opt]) -> R {
    let sep = text_option(opt(a, 0), "sep", b" ")?;
    let end = text_option(opt(a, 1), "end", b"\n")?;
    let file = match opt(a, 2).filter(|f| !f.is_none()) {
        Some(f) => Some(f.clone()),
        None => crate::modules::sys::attribute(crate::name!("stdout")),
    };
    let flush = match opt(a, 3) {
        Some(f) => ops::truth(f)?,
        None => false,
    };
    let items = tuple::items(arg(a, 4));
    if let Some(f) = &file
        && f.is_none()
    {
        return Ok(Value::NONE);
    }
    let Some(file) = file.filter(|f| !crate::modules::io::is_plain_stdout(f)) else {
        // Everything is put together first: conversions may print themselves.
        let mut out = Vec::with_capacity(64);
        for (i, v) in items.iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(sep);
            }
            if let Some(n) = v.as_small() {
                use std::io::Write;
                let _ = write!(out, "{n}");
                continue;
            }
            match ops::to_str(v) {
                Ok(s) => out.extend_from_slice(bytes_of(&s)),
                Err(e) => {
                    write(&[&out])?;
                    return Err(e);
                }
            }
        }
        out.extend_from_slice(end);
        write(&[&out])?;
        if flush {
            crate::modules::io::flush_stdout()?;
        }
        return Ok(Value::NONE);
    };
    let write = crate::attr::get(&file, crate::name!("write"))?;
    for (i, v) in items.iter().enumerate() {
        if i > 0 {
            call::call(&write, &[&opt(a, 0).filter(|s| !s.is_none()).cloned().unwrap_or_else(|| new_str(sep))])?;
        }
        call::call(&write, &[&ops::to_str(v)?])?;
    }
    call::call(&write, &[&opt(a, 1).filter(|s| !s.is_none()).cloned().unwrap_or_else(|| new_str(end))])?;
    if flush {
        call::call_method(&file, crate::name!("flush"), &[])?;
    }
    Ok(Value::NONE)
}

/// Writes text to standard output.
pub fn write(parts: &[&[u8]]) -> R<()> {
    for p in parts {
        crate::modules::io::write_stdout(p)?;
    }
    Ok(())
}
