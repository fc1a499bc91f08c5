//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: one struct, three classes.

use super::raw::{data, offset_arg, size_arg};
use super::{closed_error, raw, stream, unsupported};
use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, getter, method, opt, static_method};
use crate::types::bytes::new_bytes;
use crate::types::str::{self, new_str};
use crate::types::{int, list};
use crate::{ClassId, Header, Object, Opt, R, Value, attr, call, errors, ops};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct Buffered {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
    raw: UnsafeCell<Opt>,
    size: Cell<usize>,
    /// Read ahead: `read[at..]` has not been asked for yet.
    read: UnsafeCell<Vec<u8>>,
    at: Cell<usize>,
    /// Not written yet.
    pending: UnsafeCell<Vec<u8>>,
}

// SAFETY: begins with a header; the three classes share it.
unsafe impl Object for Buffered {
    const CLASS: ClassId = ClassId::BUFFERED_READER;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let (raw, dict) = unsafe {
        let stream = &*(object as *mut Buffered);
        (&*stream.raw.get(), &*stream.dict.get())
    };
    raw.iter().chain(dict).for_each(visit);
}

const OPS: LayoutOps = class::fixed::<Buffered>(trace);

impl Drop for Buffered {
    fn drop(&mut self) {
        super::forget_open(self as *const Buffered as usize);
        if !self.pending().is_empty() {
            super::quietly(|| self.flush());
        }
    }
}

const FIRST: u32 = ClassId::BUFFERED_READER as u32;
const LAST: u32 = ClassId::BUFFERED_RANDOM as u32;

fn new(class: u32) -> Value {
    let v = class::new_object(
        class,
        Buffered {
            header: Header::new(class),
            dict: UnsafeCell::new(None),
            raw: UnsafeCell::new(None),
            size: Cell::new(super::BUFFER_SIZE),
            read: UnsafeCell::new(vec![]),
            at: Cell::new(0),
            pending: UnsafeCell::new(vec![]),
        },
    );
    if class::by_id(class).layout != ClassId::BUFFERED_READER {
        super::remember_open(v.word() as usize, flush_at_exit);
    }
    v
}

fn flush_at_exit(object: usize) {
    // SAFETY: only registered objects that are alive come here.
    let b = unsafe { &*(object as *const Buffered) };
    if !b.pending().is_empty() {
        super::quietly(|| b.flush());
    }
}

/// A stream over `raw` for `open()`.
pub fn over(class: ClassId, raw: Value, size: usize) -> Value {
    let v = new(class as u32);
    let b = exact(&v).expect("a buffered stream");
    b.set_raw(Some(raw));
    b.size.set(size);
    v
}

/// A buffered stream whose methods nobody has overridden.
pub fn exact(value: &Value) -> Option<&Buffered> {
    // SAFETY: the three classes share the layout.
    (FIRST..=LAST)
        .contains(&value.class_id())
        .then(|| unsafe { value.cast::<Buffered>() })
        .filter(|stream| unsafe { (*stream.dict.get()).is_none() })
}

fn this(args: &[Opt]) -> &Buffered {
    // SAFETY: the binding has checked for one of the three classes.
    unsafe { arg(args, 0).cast::<Buffered>() }
}

#[allow(clippy::mut_from_ref)]
impl Buffered {
    /// One access at a time, never across Python code.
    fn buffer(&self) -> &mut Vec<u8> {
        // SAFETY: as the doc says.
        unsafe { &mut *self.read.get() }
    }
    fn pending(&self) -> &mut Vec<u8> {
        // SAFETY: as above.
        unsafe { &mut *self.pending.get() }
    }
    fn set_raw(&self, raw: Opt) {
        // SAFETY: the old value is dropped after the store.
        let old = unsafe { std::mem::replace(&mut *self.raw.get(), raw) };
        drop(old);
    }
    pub fn raw(&self) -> R {
        // SAFETY: a read.
        unsafe { (*self.raw.get()).clone() }
            .ok_or_else(|| errors::value_error("raw stream has been detached"))
    }
    pub fn forget_pending(&self) {
        self.pending().clear();
    }
    fn unread(&self) -> usize {
        self.buffer().len() - self.at.get()
    }
    /// Over a raw file that is open.
    #[inline]
    pub fn is_plainly_open(&self) -> bool {
        // SAFETY: a read; what `exact` and `is_closed` of a raw file do runs no Python code.
        let raw = unsafe { &*self.raw.get() };
        raw.as_ref()
            .and_then(raw::exact)
            .is_some_and(|raw| !raw.is_closed())
    }
    pub fn is_closed(&self) -> R<bool> {
        stream::is_closed(&self.raw()?)
    }
    fn check_open(&self, what: &str) -> R<Value> {
        let raw = self.raw()?;
        if stream::is_closed(&raw)? {
            return Err(closed_error(what));
        }
        Ok(raw)
    }

    /// Forgets what was read ahead, moving the file back to where the program is.
    fn drop_read_ahead(&self, raw: &Value) -> R<()> {
        let ahead = self.unread();
        self.buffer().clear();
        self.at.set(0);
        if ahead > 0 {
            stream::seek(raw, -(ahead as i64), 1)?;
        }
        Ok(())
    }

    pub fn write(&self, data: &[u8]) -> R<()> {
        let raw = self.check_open("write to closed file")?;
        if self.unread() > 0 {
            self.drop_read_ahead(&raw)?;
        }
        if self.pending().len() + data.len() <= self.size.get() {
            self.pending().extend_from_slice(data);
            return Ok(());
        }
        self.flush()?;
        if data.len() < self.size.get() {
            self.pending().extend_from_slice(data);
            return Ok(());
        }
        let done = self.send(&raw, data)?;
        if done < data.len() {
            self.pending().extend_from_slice(&data[done..]);
            return self.flush();
        }
        Ok(())
    }

    /// Hands bytes to the raw stream; stops early when it would block.
    fn send(&self, raw: &Value, data: &[u8]) -> R<usize> {
        let mut done = 0;
        while done < data.len() {
            match stream::raw_write(raw, &data[done..])? {
                Some(n) => done += n,
                None => break,
            }
        }
        Ok(done)
    }

    pub fn flush(&self) -> R<()> {
        let raw = self.check_open("flush of closed file")?;
        let mut data = std::mem::take(self.pending());
        if data.is_empty() {
            return Ok(());
        }
        let mut done = 0;
        let result = loop {
            if done == data.len() {
                break Ok(());
            }
            match stream::raw_write(&raw, &data[done..]) {
                Ok(Some(n)) => done += n,
                Ok(None) => {
                    let text = new_str(b"write could not complete without blocking");
                    let number = Value::small(libc::EAGAIN as i64);
                    break Err(errors::raise_with(
                        ClassId::BLOCKING_IO_ERROR,
                        vec![number, text, Value::small(0)],
                    ));
                }
                Err(e) => break Err(e),
            }
        };
        data.drain(..done);
        if self.pending().is_empty() {
            // Keep the memory, and what could not be written.
            *self.pending() = data;
        }
        result
    }

    /// Fills the empty read buffer by one read; false at the end (or when nothing is there yet).
    fn fill(&self, raw: &Value) -> R<Option<bool>> {
        let mut fresh = std::mem::take(self.buffer());
        fresh.clear();
        self.at.set(0);
        let got = stream::raw_read(raw, self.size.get(), &mut fresh);
        *self.buffer() = fresh;
        Ok(got?.map(|n| n > 0))
    }

    fn before_read(&self, what: &str) -> R {
        let raw = self.check_open(what)?;
        if !self.pending().is_empty() {
            self.flush()?;
        }
        Ok(raw)
    }

    /// Appends what is there, by at most one read.
    pub fn read1_into(&self, n: usize, out: &mut Vec<u8>) -> R<bool> {
        let raw = self.before_read("read of closed file")?;
        if self.unread() == 0 {
            if n >= self.size.get() {
                return Ok(stream::raw_read(&raw, n, out)?.is_some_and(|n| n > 0));
            }
            if self.fill(&raw)? != Some(true) {
                return Ok(false);
            }
        }
        let n = n.min(self.unread());
        let at = self.at.get();
        out.extend_from_slice(&self.buffer()[at..at + n]);
        self.at.set(at + n);
        Ok(true)
    }

    /// Up to `n` bytes; fewer only at the end. `None` when the file would block and has nothing.
    pub fn read(&self, n: usize) -> R<Option<Vec<u8>>> {
        let raw = self.before_read("read of closed file")?;
        let mut out = vec![];
        while out.len() < n {
            if self.unread() == 0 {
                let left = n - out.len();
                if left >= self.size.get() {
                    // Large reads bypass the buffer.
                    match stream::raw_read(&raw, left.min(1 << 26), &mut out)? {
                        Some(0) => break,
                        Some(_) => continue,
                        None if out.is_empty() => return Ok(None),
                        None => break,
                    }
                }
                match self.fill(&raw)? {
                    Some(true) => {}
                    Some(false) => break,
                    None if out.is_empty() => return Ok(None),
                    None => break,
                }
            }
            let at = self.at.get();
            let take = (n - out.len()).min(self.unread());
            out.extend_from_slice(&self.buffer()[at..at + take]);
            self.at.set(at + take);
        }
        Ok(Some(out))
    }

    pub fn read_all(&self) -> R<Vec<u8>> {
        let raw = self.before_read("read of closed file")?;
        let mut out = self.buffer()[self.at.get()..].to_vec();
        self.buffer().clear();
        self.at.set(0);
        if let Some(r) = raw::exact(&raw) {
            let rest = r.read_all()?.unwrap_or_default();
            if out.is_empty() {
                return Ok(rest);
            }
            out.extend_from_slice(&rest);
            return Ok(out);
        }
        while stream::raw_read(&raw, self.size.get(), &mut out)?.is_some_and(|n| n > 0) {}
        Ok(out)
    }

    /// A line with its end.
    pub fn read_line(&self, limit: Option<usize>) -> R<Vec<u8>> {
        let raw = self.before_read("readline of closed file")?;
        let mut out = vec![];
        loop {
            let at = self.at.get();
            let room = limit.map_or(usize::MAX, |l| l - out.len());
            let n = self.unread().min(room);
            let part = &self.buffer()[at..at + n];
            if let Some(end) = super::find_byte(part, b'\n') {
                out.extend_from_slice(&part[..=end]);
                self.at.set(at + end + 1);
                return Ok(out);
            }
            out.extend_from_slice(part);
            self.at.set(at + n);
            if limit == Some(out.len()) || self.unread() == 0 && self.fill(&raw)? != Some(true) {
                return Ok(out);
            }
        }
    }

    pub fn tell(&self) -> R<i64> {
        let raw = self.raw()?;
        let at = stream::tell(&raw)?;
        Ok(at - self.unread() as i64 + self.pending().len() as i64)
    }

    pub fn seek(&self, to: i64, whence: i64) -> R<i64> {
        if !(0..=2).contains(&whence) {
            return Err(errors::value_error(format!(
                "whence value {whence} unsupported"
            )));
        }
        let raw = self.check_open("seek of closed file")?;
        if !stream::ask(&raw, crate::name!("seekable"))? {
            return Err(unsupported("File or stream is not seekable."));
        }
        if !self.pending().is_empty() {
            self.flush()?;
        }
        let to = if whence == 1 {
            to - self.unread() as i64
        } else {
            to
        };
        let at = stream::seek(&raw, to, whence)?;
        self.buffer().clear();
        self.at.set(0);
        Ok(at)
    }

    fn close(&self) -> R<()> {
        let raw = self.raw()?;
        if stream::is_closed(&raw)? {
            return Ok(());
        }
        let flushed = self.flush();
        let pending = flushed.err().map(|_| crate::context::take_exception());
        self.pending().clear();
        let closed = stream::close(&raw);
        match pending {
            None => closed,
            Some(first) => {
                if closed.is_err() {
                    drop(crate::context::take_exception());
                }
                Err(crate::context::current().set_exception(first))
            }
        }
    }
}

fn forward(args: &[Opt], name: &'static Value) -> R {
    call::call_method(&this(args).raw()?, name, &[])
}

/// A line limit: `None` for none.
fn limit(args: &[Opt]) -> R<Option<usize>> {
    size_arg(opt(args, 1))
}

fn init(args: &[Opt], can: &'static Value, complaint: &str) -> R {
    let raw = arg(args, 1);
    if !stream::ask(raw, can)? {
        return Err(unsupported(complaint));
    }
    let size = match opt(args, 2) {
        None => super::BUFFER_SIZE as i64,
        Some(v) => offset_arg(v)?,
    };
    if size <= 0 {
        return Err(errors::value_error("buffer size must be strictly positive"));
    }
    let b = this(args);
    b.size.set(size as usize);
    b.buffer().clear();
    b.at.set(0);
    b.set_raw(Some(raw.clone()));
    Ok(Value::NONE)
}

fn lines(args: &[Opt]) -> R<Vec<Value>> {
    let hint = limit(args)?.filter(|h| *h > 0);
    let (mut out, mut total) = (vec![], 0);
    loop {
        let line = this(args).read_line(None)?;
        total += line.len();
        if line.is_empty() {
            return Ok(out);
        }
        out.push(new_bytes(&line));
        if hint.is_some_and(|h| total >= h) {
            return Ok(out);
        }
    }
}

macro_rules! common {
    () => {
        [
            crate::types::object::DICT_GETTER,
            method("seek(self, target, whence=0, /)", |a| {
                let whence = opt(a, 2).map_or(Ok(0), offset_arg)?;
                this(a)
                    .seek(offset_arg(arg(a, 1))?, whence)
                    .map(int::from_i64)
            }),
            method("tell(self, /)", |a| this(a).tell().map(int::from_i64)),
            method("truncate(self, pos=None, /)", |a| {
                let raw = this(a).check_open("truncate of closed file")?;
                if !stream::ask(&raw, crate::name!("writable"))? {
                    return Err(unsupported("truncate"));
                }
                this(a).flush()?;
                let size = match opt(a, 1) {
                    Some(v) if !v.is_none() => v.clone(),
                    _ => int::from_i64(this(a).tell()?),
                };
                call::call_method(&raw, crate::name!("truncate"), &[&size])
            }),
            method("flush(self, /)", |a| {
                this(a).flush()?;
                Ok(Value::NONE)
            }),
            method("close(self, /)", |a| {
                this(a).close()?;
                Ok(Value::NONE)
            }),
            method("detach(self, /)", |a| {
                this(a).flush()?;
                let raw = this(a).raw()?;
                this(a).set_raw(None);
                Ok(raw)
            }),
            method("fileno(self, /)", |a| forward(a, crate::name!("fileno"))),
            method("isatty(self, /)", |a| forward(a, crate::name!("isatty"))),
            method("seekable(self, /)", |a| {
                forward(a, crate::name!("seekable"))
            }),
            method("__repr__(self, /)", |a| {
                let class = arg(a, 0).class().name_string();
                let name = attr::get_optional(arg(a, 0), crate::name!("name"))?;
                let name = match name {
                    Some(n) => format!(" name={}", str::to_string(&ops::repr(&n)?)),
                    None => String::new(),
                };
                Ok(new_str(format!("<_io.{class}{name}>").as_bytes()))
            }),
            getter("closed", |a| this(a).is_closed().map(Value::bool)),
            getter("name", |a| attr::get(&this(a).raw()?, crate::name!("name"))),
            getter("mode", |a| attr::get(&this(a).raw()?, crate::name!("mode"))),
            getter("raw", |a| this(a).raw()),
        ]
    };
}

macro_rules! reading {
    () => {
        [
            method("readable(self, /)", |a| {
                forward(a, crate::name!("readable"))
            }),
            method("read(self, size=-1, /)", |a| match size_arg(opt(a, 1))? {
                None if opt(a, 1).and_then(Value::as_small).is_some_and(|n| n < -1) => Err(
                    errors::value_error("read length must be non-negative or -1"),
                ),
                None => Ok(new_bytes(&this(a).read_all()?)),
                Some(n) => Ok(this(a).read(n)?.map_or(Value::NONE, |b| new_bytes(&b))),
            }),
            method("read1(self, size=-1, /)", |a| {
                let n = size_arg(opt(a, 1))?.unwrap_or(this(a).size.get());
                let mut out = vec![];
                if n > 0 {
                    this(a).read1_into(n, &mut out)?;
                }
                Ok(new_bytes(&out))
            }),
            method("peek(self, size=0, /)", |a| {
                let b = this(a);
                let raw = b.before_read("peek of closed file")?;
                if b.unread() == 0 {
                    b.fill(&raw)?;
                }
                Ok(new_bytes(&b.buffer()[b.at.get()..]))
            }),
            method("readline(self, size=-1, /)", |a| {
                Ok(new_bytes(&this(a).read_line(limit(a)?)?))
            }),
            method("readlines(self, hint=-1, /)", |a| {
                Ok(list::new_list(lines(a)?))
            }),
            method("__next__(self, /)", |a| {
                let line = this(a).read_line(None)?;
                if line.is_empty() {
                    return Err(errors::stop_iteration(None));
                }
                Ok(new_bytes(&line))
            }),
        ]
    };
}

macro_rules! writing {
    () => {
        [
            method("writable(self, /)", |a| {
                forward(a, crate::name!("writable"))
            }),
            method("write(self, buffer, /)", |a| {
                let v = arg(a, 1).clone();
                let bytes = data(&v)?;
                this(a).write(bytes)?;
                Ok(int::from_usize(bytes.len()))
            }),
        ]
    };
}

macro_rules! start {
    ($class:ident, $can:literal, $complaint:literal) => {
        [
            static_method("__new__(cls, *args, **kwargs)", |a| {
                Ok(new(crate::native::class_arg(a, ClassId::$class)?.id))
            }),
            method("__init__(self, raw, buffer_size=131072)", |a| {
                init(a, crate::name!($can), $complaint)
            }),
        ]
    };
}

/// Joins tables at compile time.
const fn join<const A: usize, const B: usize, const C: usize, const D: usize, const N: usize>(
    a: [NativeDef; A],
    b: [NativeDef; B],
    c: [NativeDef; C],
    d: [NativeDef; D],
) -> [NativeDef; N] {
    let mut out = [a[0]; N];
    let mut i = 0;
    while i < N {
        out[i] = if i < A {
            a[i]
        } else if i < A + B {
            b[i - A]
        } else if i < A + B + C {
            c[i - A - B]
        } else {
            d[i - A - B - C]
        };
        i += 1;
    }
    out
}

const READER: &[NativeDef] = &join::<2, 15, 7, 0, 24>(
    start!(
        BUFFERED_READER,
        "readable",
        "File or stream is not readable."
    ),
    common!(),
    reading!(),
    [],
);
const WRITER: &[NativeDef] = &join::<2, 15, 2, 0, 19>(
    start!(
        BUFFERED_WRITER,
        "writable",
        "File or stream is not writable."
    ),
    common!(),
    writing!(),
    [],
);
const RANDOM: &[NativeDef] = &join::<2, 15, 7, 2, 26>(
    start!(
        BUFFERED_RANDOM,
        "seekable",
        "File or stream is not seekable."
    ),
    common!(),
    reading!(),
    writing!(),
);

const fn buffered_type(
    class: ClassId,
    doc: &'static str,
    methods: &'static [NativeDef],
) -> TypeDef {
    TypeDef {
        class,
        ops: OPS,
        flags: 0,
        doc,
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    buffered_type(
        ClassId::BUFFERED_READER,
        "Create a new buffered reader using the given readable raw IO object.",
        READER,
    ),
    buffered_type(
        ClassId::BUFFERED_WRITER,
        "A buffer for a writeable sequential RawIO object.",
        WRITER,
    ),
    buffered_type(
        ClassId::BUFFERED_RANDOM,
        "A buffered interface to random access streams.",
        RANDOM,
    ),
];
