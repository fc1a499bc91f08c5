//! `_IOBase` and its three heirs: what streams have in common, in terms of each other's methods.

use super::raw::size_arg;
use super::{closed_error, unsupported};
use crate::class;
use crate::native::{NativeDef, TypeDef, arg, getter, method, opt};
use crate::types::bytes::{as_bytes, new_bytes};
use crate::types::str::StrObj;
use crate::types::{int, list};
use crate::{ClassId, Opt, R, Value, attr, call, errors, iter, ops};

/// The attribute in which a stream without a layout of its own keeps that it is closed.
fn closed_name() -> &'static Value {
    crate::name!("__IOBase_closed")
}

fn is_closed(stream: &Value) -> R<bool> {
    ops::truth(&attr::get(stream, crate::name!("closed"))?)
}

fn check_closed(stream: &Value) -> R<()> {
    if is_closed(stream)? {
        return Err(closed_error("I/O operation on closed file."));
    }
    Ok(())
}

/// Has an object attributes of its own?
fn has_own(stream: &Value) -> bool {
    crate::instance::has_own_attributes(stream.class())
}

fn mark_closed(stream: &Value) -> R<()> {
    if has_own(stream) {
        attr::set(stream, closed_name(), Some(Value::TRUE))?;
    }
    Ok(())
}

fn read_line(stream: &Value, limit: Option<usize>) -> R {
    let mut out: Vec<u8> = vec![];
    while limit.is_none_or(|l| out.len() < l) {
        let part = call::call_method(stream, crate::name!("read"), &[&Value::small(1)])?;
        if part.is_none() {
            break;
        }
        let Some(b) = as_bytes(&part) else {
            return Err(errors::raise(
                ClassId::OS_ERROR,
                format!(
                    "read() should have returned a bytes object, not '{}'",
                    errors::type_name(&part)
                ),
            ));
        };
        if b.is_empty() {
            break;
        }
        out.extend_from_slice(b);
        if out.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(new_bytes(&out))
}

const IO_BASE: &[NativeDef] = &[
    method("seek(self, offset, whence=0, /)", |_| {
        Err(unsupported("seek"))
    }),
    method("tell(self, /)", |a| {
        call::call_method(
            arg(a, 0),
            crate::name!("seek"),
            &[&Value::small(0), &Value::small(1)],
        )
    }),
    method("truncate(self, size=None, /)", |_| {
        Err(unsupported("truncate"))
    }),
    method("flush(self, /)", |a| {
        check_closed(arg(a, 0))?;
        Ok(Value::NONE)
    }),
    method("close(self, /)", |a| {
        let stream = arg(a, 0);
        if is_closed(stream)? {
            return Ok(Value::NONE);
        }
        let flushed = call::call_method(stream, crate::name!("flush"), &[]);
        let first = flushed.err().map(|_| crate::context::take_exception());
        mark_closed(stream)?;
        match first {
            None => Ok(Value::NONE),
            Some(e) => Err(crate::context::current().set_exception(e)),
        }
    }),
    getter("closed", |a| {
        let stream = arg(a, 0);
        let own = crate::instance::get_own(stream, stream.class(), closed_name());
        Ok(Value::bool(has_own(stream) && own.is_some()))
    }),
    method("seekable(self, /)", no),
    method("readable(self, /)", no),
    method("writable(self, /)", no),
    method("isatty(self, /)", |a| {
        check_closed(arg(a, 0))?;
        Ok(Value::FALSE)
    }),
    method("fileno(self, /)", |_| Err(unsupported("fileno"))),
    method("__enter__(self, /)", |a| {
        check_closed(arg(a, 0))?;
        Ok(arg(a, 0).clone())
    }),
    method("__exit__(self, *args)", |a| {
        call::call_method(arg(a, 0), crate::name!("close"), &[])?;
        Ok(Value::NONE)
    }),
    method("__iter__(self, /)", |a| {
        check_closed(arg(a, 0))?;
        Ok(arg(a, 0).clone())
    }),
    method("__next__(self, /)", |a| {
        let line = call::call_method(arg(a, 0), crate::name!("readline"), &[])?;
        if ops::length(&line)? == 0 {
            return Err(errors::stop_iteration(None));
        }
        Ok(line)
    }),
    method("readline(self, size=-1, /)", |a| {
        let limit = size_arg(opt(a, 1))?;
        read_line(arg(a, 0), limit)
    }),
    method("readlines(self, hint=-1, /)", |a| {
        let hint = size_arg(opt(a, 1))?.filter(|h| *h > 0);
        let it = iter::iter(arg(a, 0))?;
        let (mut out, mut total) = (vec![], 0);
        while let Some(line) = iter::next(&it)? {
            total += ops::length(&line)?;
            out.push(line);
            if hint.is_some_and(|h| total >= h) {
                break;
            }
        }
        Ok(list::new_list(out))
    }),
    method("writelines(self, lines, /)", |a| {
        check_closed(arg(a, 0))?;
        let it = iter::iter(arg(a, 1))?;
        while let Some(line) = iter::next(&it)? {
            match (super::text::exact(arg(a, 0)), line.get::<StrObj>()) {
                (Some(file), Some(text)) => file.write(text.bytes())?,
                _ => drop(call::call_method(
                    arg(a, 0),
                    crate::name!("write"),
                    &[&line],
                )?),
            }
        }
        Ok(Value::NONE)
    }),
    method("_checkClosed(self, /)", |a| {
        check_closed(arg(a, 0))?;
        Ok(Value::NONE)
    }),
];

fn no(_: &[Opt]) -> R {
    Ok(Value::FALSE)
}

/// What a raw stream must do for itself.
fn not_implemented() -> crate::Raised {
    errors::raise_with(ClassId::NOT_IMPLEMENTED_ERROR, vec![])
}

const RAW: &[NativeDef] = &[
    method("read(self, size=-1, /)", |a| {
        if size_arg(opt(a, 1))?.is_none() {
            return call::call_method(arg(a, 0), crate::name!("readall"), &[]);
        }
        Err(not_implemented())
    }),
    method("write(self, b, /)", |_| Err(not_implemented())),
    method("readall(self, /)", |a| {
        let mut out = vec![];
        loop {
            let size = int::from_usize(super::BUFFER_SIZE);
            let part = call::call_method(arg(a, 0), crate::name!("read"), &[&size])?;
            if part.is_none() && out.is_empty() {
                return Ok(part);
            }
            match as_bytes(&part) {
                Some(b) if !b.is_empty() => out.extend_from_slice(b),
                _ => return Ok(new_bytes(&out)),
            }
        }
    }),
];

const BUFFERED: &[NativeDef] = &[
    method("read(self, size=-1, /)", |_| Err(unsupported("read"))),
    method("read1(self, size=-1, /)", |_| Err(unsupported("read1"))),
    method("write(self, b, /)", |_| Err(unsupported("write"))),
    method("detach(self, /)", |_| Err(unsupported("detach"))),
];

const TEXT: &[NativeDef] = &[
    method("read(self, size=-1, /)", |_| Err(unsupported("read"))),
    method("readline(self, size=-1, /)", |_| {
        Err(unsupported("readline"))
    }),
    method("write(self, s, /)", |_| Err(unsupported("write"))),
    method("detach(self, /)", |_| Err(unsupported("detach"))),
    getter("encoding", |_| Ok(Value::NONE)),
    getter("newlines", |_| Ok(Value::NONE)),
    getter("errors", |_| Ok(Value::NONE)),
];

const fn base(class: ClassId, doc: &'static str, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: crate::instance::OPS,
        flags: class::BASE,
        doc,
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    base(
        ClassId::IO_BASE,
        "The abstract base class for all I/O classes.",
        IO_BASE,
    ),
    base(ClassId::RAW_IO_BASE, "Base class for raw binary I/O.", RAW),
    base(
        ClassId::BUFFERED_IO_BASE,
        "Base class for buffered IO objects.",
        BUFFERED,
    ),
    base(ClassId::TEXT_IO_BASE, "Base class for text I/O.", TEXT),
];
