//! `StringIO`: a text file in memory.

use super::closed_error;
use super::raw::{offset_arg, size_arg};
use super::text::Newline;
use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, opt, static_method};
use crate::types::object::DICT_GETTER;
use crate::types::str::{self, StrObj, new_str};
use crate::types::{int, list};
use crate::{ClassId, Header, Object, Opt, R, Value, errors};
use std::cell::{Cell, UnsafeCell};
use taipan_text::wtf8;

#[repr(C)]
pub struct StringIo {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
    text: UnsafeCell<Vec<u8>>,
    /// The position in characters, and the byte where that is (the end, for positions behind it).
    at: Cell<usize>,
    byte: Cell<usize>,
    /// Characters of the text.
    chars: Cell<usize>,
    newline: Cell<Newline>,
    closed: Cell<bool>,
}

// SAFETY: begins with a header.
unsafe impl Object for StringIo {
    const CLASS: ClassId = ClassId::STRING_IO;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let dict = unsafe { &*(*(object as *mut StringIo)).dict.get() };
    dict.iter().for_each(visit);
}

const OPS: LayoutOps = class::fixed::<StringIo>(trace);

/// A stream whose methods nobody has overridden.
pub fn exact(value: &Value) -> Option<&StringIo> {
    // SAFETY: the class guarantees the layout; a read.
    value
        .is_exactly(ClassId::STRING_IO)
        .then(|| unsafe { value.cast::<StringIo>() })
        .filter(|stream| unsafe { (*stream.dict.get()).is_none() })
}

fn this(args: &[Opt]) -> &StringIo {
    arg(args, 0)
        .get::<StringIo>()
        .expect("checked by the binding")
}

impl StringIo {
    /// One access at a time, never across Python code.
    #[allow(clippy::mut_from_ref)]
    fn text(&self) -> &mut Vec<u8> {
        // SAFETY: as the doc says.
        unsafe { &mut *self.text.get() }
    }
    fn check_open(&self) -> R<()> {
        if self.closed.get() {
            return Err(closed_error("I/O operation on closed file"));
        }
        Ok(())
    }
    fn set_position(&self, at: usize) {
        self.at.set(at);
        let ascii = self.chars.get() == self.text().len();
        self.byte.set(if ascii {
            at.min(self.text().len())
        } else {
            wtf8::offset(self.text(), at)
        });
    }

    pub fn write(&self, text: &[u8]) -> R<()> {
        self.check_open()?;
        let translated = match self.newline.get() {
            Newline::Universal if text.contains(&b'\r') => {
                Some(replace(&replace(text, b"\r\n", b"\n"), b"\r", b"\n"))
            }
            Newline::Cr | Newline::CrLf if text.contains(&b'\n') => Some(replace(
                text,
                b"\n",
                self.newline.get().written().expect("not itself"),
            )),
            _ => None,
        };
        let text = translated.as_deref().unwrap_or(text);
        let count = wtf8::count(text);
        if count == 0 {
            return Ok(());
        }
        let all = self.text();
        if self.at.get() > self.chars.get() {
            let missing = self.at.get() - self.chars.get();
            if all.try_reserve(missing).is_err() {
                return Err(errors::memory_error());
            }
            all.resize(all.len() + missing, 0);
            self.chars.set(self.at.get());
            self.byte.set(all.len());
        }
        let from = self.byte.get();
        if from == all.len() {
            all.extend_from_slice(text);
            self.chars.set(self.chars.get() + count);
        } else {
            let replaced = count.min(self.chars.get() - self.at.get());
            let to = from + wtf8::offset(&all[from..], replaced);
            all.splice(from..to, text.iter().copied());
            self.chars.set(self.chars.get() + count - replaced);
        }
        self.at.set(self.at.get() + count);
        self.byte.set(from + text.len());
        Ok(())
    }

    /// Takes the text up to a byte.
    fn take(&self, end: usize) -> Value {
        let text = &self.text()[self.byte.get()..end];
        let value = new_str(text);
        let chars = value.get::<StrObj>().expect("a str").chars.get();
        self.at.set(self.at.get() + chars);
        self.byte.set(end);
        value
    }

    fn read_line(&self, limit: Option<usize>) -> R {
        self.check_open()?;
        if self.at.get() > self.chars.get() {
            return Ok(new_str(b""));
        }
        let text = self.text();
        let rest = &text[self.byte.get()..];
        let end = match self.newline.get() {
            Newline::Kept => rest
                .iter()
                .position(|b| matches!(b, b'\n' | b'\r'))
                .map(|at| at + 1 + rest[at..].starts_with(b"\r\n") as usize),
            Newline::Cr => super::find_byte(rest, b'\r').map(|at| at + 1),
            Newline::CrLf => taipan_text::search::find(rest, b"\r\n").map(|at| at + 2),
            _ => super::find_byte(rest, b'\n').map(|at| at + 1),
        };
        let mut end = end.unwrap_or(rest.len());
        if let Some(limit) = limit {
            end = end.min(wtf8::offset(rest, limit));
        }
        Ok(self.take(self.byte.get() + end))
    }
}

fn replace(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = taipan_text::search::find(rest, old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    out.extend_from_slice(rest);
    out
}

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::STRING_IO,
    ops: OPS,
    flags: 0,
    doc: "Text I/O implementation using an in-memory buffer.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    DICT_GETTER,
    static_method("__new__(cls, *args, **kwargs)", |a| {
        let class = class_arg(a, ClassId::STRING_IO)?.id;
        Ok(class::new_object(
            class,
            StringIo {
                header: Header::new(class),
                dict: UnsafeCell::new(None),
                text: UnsafeCell::new(vec![]),
                at: Cell::new(0),
                byte: Cell::new(0),
                chars: Cell::new(0),
                newline: Cell::new(Newline::Lf),
                closed: Cell::new(false),
            },
        ))
    }),
    method("__init__(self, initial_value='', newline='\\n')", |a| {
        let s = this(a);
        s.newline.set(match opt(a, 2) {
            None => Newline::Lf,
            Some(v) if !v.is_none() && v.get::<StrObj>().is_none() => {
                return Err(errors::type_error(format!(
                    "newline must be str or None, not {}",
                    errors::type_name(v)
                )));
            }
            Some(v) => match Newline::parse(Some(v)) {
                Ok(n) => n,
                Err(_) => {
                    drop(crate::context::take_exception());
                    let shown = str::to_string(&crate::ops::repr(v)?);
                    return Err(errors::value_error(format!(
                        "illegal newline value: {shown}"
                    )));
                }
            },
        });
        s.text().clear();
        s.closed.set(false);
        s.chars.set(0);
        s.set_position(0);
        match opt(a, 1) {
            None => {}
            Some(v) if v.is_none() => {}
            Some(v) => match v.get::<StrObj>() {
                Some(text) => s.write(text.bytes())?,
                None => {
                    return Err(errors::type_error(format!(
                        "initial_value must be str or None, not {}",
                        errors::type_name(v)
                    )));
                }
            },
        }
        s.set_position(0);
        Ok(Value::NONE)
    }),
    method("write(self, s, /)", |a| {
        let text = arg(a, 1).clone();
        let Some(t) = text.get::<StrObj>() else {
            return Err(errors::type_error(format!(
                "string argument expected, got '{}'",
                errors::type_name(&text)
            )));
        };
        this(a).write(t.bytes())?;
        Ok(int::from_usize(t.chars.get()))
    }),
    method("read(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        let s = this(a);
        s.check_open()?;
        if s.at.get() > s.chars.get() {
            return Ok(new_str(b""));
        }
        let from = s.byte.get();
        Ok(s.take(match size {
            None => s.text().len(),
            Some(n) => from + wtf8::offset(&s.text()[from..], n),
        }))
    }),
    method("readline(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        this(a).read_line(size)
    }),
    method("readlines(self, hint=-1, /)", |a| {
        let hint = size_arg(opt(a, 1))?.filter(|h| *h > 0);
        let (mut out, mut total) = (vec![], 0);
        loop {
            let line = this(a).read_line(None)?;
            let n = line.get::<StrObj>().expect("a str").chars.get();
            total += n;
            if n == 0 {
                break;
            }
            out.push(line);
            if hint.is_some_and(|h| total >= h) {
                break;
            }
        }
        Ok(list::new_list(out))
    }),
    method("__next__(self, /)", |a| {
        let line = this(a).read_line(None)?;
        if str::bytes_of(&line).is_empty() {
            return Err(errors::stop_iteration(None));
        }
        Ok(line)
    }),
    method("getvalue(self, /)", |a| {
        this(a).check_open()?;
        Ok(new_str(this(a).text()))
    }),
    method("seek(self, pos, whence=0, /)", |a| {
        let s = this(a);
        s.check_open()?;
        let to = offset_arg(arg(a, 1))?;
        let whence = opt(a, 2).map_or(Ok(0), offset_arg)?;
        let to = match whence {
            0 if to < 0 => {
                return Err(errors::value_error(format!("Negative seek position {to}")));
            }
            0 => to as usize,
            1 | 2 if to != 0 => {
                return Err(errors::raise(
                    ClassId::OS_ERROR,
                    "Can't do nonzero cur-relative seeks",
                ));
            }
            1 => s.at.get(),
            2 => s.chars.get(),
            _ => {
                return Err(errors::value_error(format!(
                    "Invalid whence ({whence}, should be 0, 1 or 2)"
                )));
            }
        };
        s.set_position(to);
        Ok(int::from_usize(to))
    }),
    method("tell(self, /)", |a| {
        this(a).check_open()?;
        Ok(int::from_usize(this(a).at.get()))
    }),
    method("truncate(self, pos=None, /)", |a| {
        let s = this(a);
        s.check_open()?;
        let size = match opt(a, 1) {
            Some(v) if !v.is_none() => offset_arg(v)?,
            _ => s.at.get() as i64,
        };
        if size < 0 {
            return Err(errors::value_error(format!("Negative size value {size}")));
        }
        if (size as usize) < s.chars.get() {
            let end = wtf8::offset(s.text(), size as usize);
            s.text().truncate(end);
            s.chars.set(size as usize);
            s.byte.set(s.byte.get().min(end));
        }
        Ok(int::from_i64(size))
    }),
    method("flush(self, /)", |_| Ok(Value::NONE)),
    method("close(self, /)", |a| {
        this(a).closed.set(true);
        *this(a).text() = vec![];
        Ok(Value::NONE)
    }),
    method("readable(self, /)", yes),
    method("writable(self, /)", yes),
    method("seekable(self, /)", yes),
    getter("closed", |a| Ok(Value::bool(this(a).closed.get()))),
    getter("line_buffering", |a| {
        this(a).check_open()?;
        Ok(Value::FALSE)
    }),
    getter("newlines", |_| Ok(Value::NONE)),
    getter("encoding", |_| Ok(Value::NONE)),
    getter("errors", |_| Ok(Value::NONE)),
];

fn yes(a: &[Opt]) -> R {
    this(a).check_open()?;
    Ok(Value::TRUE)
}
