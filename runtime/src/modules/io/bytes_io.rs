//! `BytesIO`: a file of bytes in memory.

use super::closed_error;
use super::raw::{data, offset_arg, size_arg};
use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, opt, static_method};
use crate::types::bytes::new_bytes;
use crate::types::object::DICT_GETTER;
use crate::types::{int, list};
use crate::{ClassId, Header, Object, Opt, R, Value, errors};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct BytesIo {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
    bytes: UnsafeCell<Vec<u8>>,
    at: Cell<usize>,
    closed: Cell<bool>,
}

// SAFETY: begins with a header.
unsafe impl Object for BytesIo {
    const CLASS: ClassId = ClassId::BYTES_IO;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let dict = unsafe { &*(*(object as *mut BytesIo)).dict.get() };
    dict.iter().for_each(visit);
}

const OPS: LayoutOps = class::fixed::<BytesIo>(trace);

/// A stream whose methods nobody has overridden.
pub fn exact(value: &Value) -> Option<&BytesIo> {
    // SAFETY: the class guarantees the layout; a read.
    value
        .is_exactly(ClassId::BYTES_IO)
        .then(|| unsafe { value.cast::<BytesIo>() })
        .filter(|stream| unsafe { (*stream.dict.get()).is_none() })
}

fn this(args: &[Opt]) -> &BytesIo {
    arg(args, 0)
        .get::<BytesIo>()
        .expect("checked by the binding")
}

impl BytesIo {
    /// One access at a time, never across Python code.
    #[allow(clippy::mut_from_ref)]
    fn bytes(&self) -> &mut Vec<u8> {
        // SAFETY: as the doc says.
        unsafe { &mut *self.bytes.get() }
    }
    fn check_open(&self) -> R<()> {
        if self.closed.get() {
            return Err(closed_error("I/O operation on closed file."));
        }
        Ok(())
    }
    pub fn write(&self, data: &[u8]) -> R<()> {
        self.check_open()?;
        let (bytes, at) = (self.bytes(), self.at.get());
        if data.is_empty() {
            return Ok(());
        }
        let end = at
            .checked_add(data.len())
            .filter(|e| *e < isize::MAX as usize);
        let Some(end) = end else {
            return Err(errors::overflow_error("new buffer size too large"));
        };
        if end > bytes.len() {
            if bytes.try_reserve(end - bytes.len()).is_err() {
                return Err(errors::memory_error());
            }
            bytes.resize(end, 0);
        }
        bytes[at..end].copy_from_slice(data);
        self.at.set(end);
        Ok(())
    }
    /// Up to `n` bytes, all without.
    pub fn take(&self, n: Option<usize>) -> R<Vec<u8>> {
        self.check_open()?;
        let bytes = self.bytes();
        let at = self.at.get().min(bytes.len());
        let n = n.unwrap_or(usize::MAX).min(bytes.len() - at);
        self.at
            .set(self.at.get().max(at + n).min(self.at.get() + n));
        Ok(bytes[at..at + n].to_vec())
    }
    fn read_line(&self, limit: Option<usize>) -> R<Vec<u8>> {
        self.check_open()?;
        let bytes = self.bytes();
        let rest = &bytes[self.at.get().min(bytes.len())..];
        let end = super::find_byte(rest, b'\n').map_or(rest.len(), |at| at + 1);
        self.take(Some(end.min(limit.unwrap_or(usize::MAX))))
    }
}

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::BYTES_IO,
    ops: OPS,
    flags: 0,
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    DICT_GETTER,
    static_method("__new__(cls, *args, **kwargs)", |a| {
        let class = class_arg(a, ClassId::BYTES_IO)?.id;
        Ok(class::new_object(
            class,
            BytesIo {
                header: Header::new(class),
                dict: UnsafeCell::new(None),
                bytes: UnsafeCell::new(vec![]),
                at: Cell::new(0),
                closed: Cell::new(false),
            },
        ))
    }),
    method("__init__(self, initial_bytes=b'')", |a| {
        let initial = match opt(a, 1) {
            Some(v) if !v.is_none() => data(v)?.to_vec(),
            _ => vec![],
        };
        *this(a).bytes() = initial;
        this(a).at.set(0);
        this(a).closed.set(false);
        Ok(Value::NONE)
    }),
    method("read(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        Ok(new_bytes(&this(a).take(size)?))
    }),
    method("read1(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        Ok(new_bytes(&this(a).take(size)?))
    }),
    method("readline(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        Ok(new_bytes(&this(a).read_line(size)?))
    }),
    method("readlines(self, size=None, /)", |a| {
        let hint = size_arg(opt(a, 1))?.filter(|h| *h > 0);
        let (mut out, mut total) = (vec![], 0);
        loop {
            let line = this(a).read_line(None)?;
            total += line.len();
            if line.is_empty() {
                break;
            }
            out.push(new_bytes(&line));
            if hint.is_some_and(|h| total >= h) {
                break;
            }
        }
        Ok(list::new_list(out))
    }),
    method("__next__(self, /)", |a| {
        let line = this(a).read_line(None)?;
        if line.is_empty() {
            return Err(errors::stop_iteration(None));
        }
        Ok(new_bytes(&line))
    }),
    method("write(self, b, /)", |a| {
        this(a).check_open()?;
        let v = arg(a, 1).clone();
        let bytes = data(&v)?;
        this(a).write(bytes)?;
        Ok(int::from_usize(bytes.len()))
    }),
    method("seek(self, pos, whence=0, /)", |a| {
        let b = this(a);
        b.check_open()?;
        let to = offset_arg(arg(a, 1))?;
        let whence = opt(a, 2).map_or(Ok(0), offset_arg)?;
        let base = match whence {
            0 if to < 0 => {
                return Err(errors::value_error(format!("negative seek value {to}")));
            }
            0 => 0,
            1 => b.at.get() as i64,
            2 => b.bytes().len() as i64,
            _ => {
                return Err(errors::value_error(format!(
                    "invalid whence ({whence}, should be 0, 1 or 2)"
                )));
            }
        };
        let Some(to) = base.checked_add(to) else {
            return Err(errors::overflow_error("new position too large"));
        };
        b.at.set(to.max(0) as usize);
        Ok(int::from_usize(b.at.get()))
    }),
    method("tell(self, /)", |a| {
        this(a).check_open()?;
        Ok(int::from_usize(this(a).at.get()))
    }),
    method("truncate(self, size=None, /)", |a| {
        let b = this(a);
        b.check_open()?;
        let size = match opt(a, 1) {
            Some(v) if !v.is_none() => offset_arg(v)?,
            _ => b.at.get() as i64,
        };
        if size < 0 {
            return Err(errors::value_error(format!("negative size value {size}")));
        }
        b.bytes().truncate(size as usize);
        Ok(int::from_i64(size))
    }),
    method("getvalue(self, /)", |a| {
        this(a).check_open()?;
        Ok(new_bytes(this(a).bytes()))
    }),
    method("flush(self, /)", |a| {
        this(a).check_open()?;
        Ok(Value::NONE)
    }),
    method("close(self, /)", |a| {
        this(a).closed.set(true);
        *this(a).bytes() = vec![];
        Ok(Value::NONE)
    }),
    method("readable(self, /)", yes),
    method("writable(self, /)", yes),
    method("seekable(self, /)", yes),
    method("isatty(self, /)", |a| {
        this(a).check_open()?;
        Ok(Value::FALSE)
    }),
    getter("closed", |a| Ok(Value::bool(this(a).closed.get()))),
];

fn yes(a: &[Opt]) -> R {
    this(a).check_open()?;
    Ok(Value::TRUE)
}
