//! `print`, and functions between text and numbers: `repr`, `ascii`, `chr`, `ord`, `bin`, `hex`, `oct`, `format`, `round`.

use crate::native::{NativeDef, arg, method, opt};
use crate::types::str::{self, StrObj, new_str};
use crate::types::{bytes, int};
use crate::{Borrowed, Opt, R, Value, call, class, errors, ops};

pub const FUNCTIONS: &[NativeDef] = &[
    method("repr(obj, /)", |a| ops::repr(arg(a, 0))),
    method("ascii(obj, /)", |a| str::format::ascii(arg(a, 0))),
    method("chr(i, /)", |a| match ops::index_i64(arg(a, 0))? {
        Some(i) if (0..0x11_0000).contains(&i) => Ok(str::from_code(i as u32)),
        _ => Err(errors::value_error("chr() arg not in range(0x110000)")),
    }),
    method("ord(character, /)", ord),
    method("bin(number, /)", |a| prefixed(a, 2)),
    method("oct(number, /)", |a| prefixed(a, 8)),
    method("hex(number, /)", |a| prefixed(a, 16)),
    method("format(value, format_spec='', /)", |a| {
        if let Some(s) = opt(a, 1)
            && s.get::<StrObj>().is_none()
        {
            return Err(errors::bad_argument("format() argument 2 must be str", s));
        }
        str::format::format(arg(a, 0), opt(a, 1))
    }),
    method("round(number, ndigits=None)", |a| {
        let v = arg(a, 0);
        let Some(m) = class::lookup(v.class(), crate::name!("__round__")).map(Borrowed::owned)
        else {
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
            return Ok(Value::small(i64::from(
                taipan_text::wtf8::decode_at(s.bytes(), 0).0,
            )));
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
