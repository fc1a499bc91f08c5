//! `TextIOWrapper`: text over a buffered stream of bytes. Reading is in `text_read`.

use super::codec::TextCodec;
use super::raw::{offset_arg, size_arg};
use super::{buffered, closed_error, stream, unsupported};
use crate::class::{self, LayoutOps};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, getter, method, opt, setter, static_method,
};
use crate::types::object::DICT_GETTER;
use crate::types::str::{self, StrObj, new_str};
use crate::types::{int, list};
use crate::{ClassId, Header, Object, Opt, R, Value, attr, call, errors, ops};
use std::cell::UnsafeCell;

#[repr(C)]
pub struct TextFile {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
    state: UnsafeCell<State>,
}

/// What `newline=` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Newline {
    /// Every end of line is read as `\n`.
    Universal,
    /// Every end of line ends a line, and is read as it is.
    Kept,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    pub fn parse(value: Option<&Value>) -> R<Newline> {
        let Some(v) = value.filter(|v| !v.is_none()) else {
            return Ok(Newline::Universal);
        };
        if v.get::<StrObj>().is_none() {
            return Err(errors::type_error(format!(
                "open() argument 'newline' must be str or None, not {}",
                errors::type_name(v)
            )));
        }
        Ok(match str::bytes_of(v) {
            b"" => Newline::Kept,
            b"\n" => Newline::Lf,
            b"\r" => Newline::Cr,
            b"\r\n" => Newline::CrLf,
            _ => {
                return Err(errors::value_error(format!(
                    "illegal newline value: {}",
                    str::to_string(v)
                )));
            }
        })
    }
    /// What `\n` is written as, when not itself.
    pub fn written(self) -> Option<&'static [u8]> {
        match self {
            Newline::Cr => Some(b"\r"),
            Newline::CrLf => Some(b"\r\n"),
            _ => None,
        }
    }
}

pub struct State {
    /// None when detached, or not yet initialised.
    pub buffer: Opt,
    pub codec: TextCodec,
    pub encoding: Value,
    pub errors: Value,
    pub newline: Newline,
    pub line_buffering: bool,
    pub write_through: bool,
    /// A byte order mark has been written, or is not wanted.
    pub marked: bool,
    pub writable: bool,
    /// The buffer is flushed after each write.
    pub unbuffered: bool,
    /// Encoded, not yet handed to the buffer.
    pub pending: Vec<u8>,
    pub reading: super::text_read::Reading,
}

// SAFETY: begins with a header.
unsafe impl Object for TextFile {
    const CLASS: ClassId = ClassId::TEXT_FILE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let (s, dict) = unsafe {
        let file = &*(object as *mut TextFile);
        (&*file.state.get(), &*file.dict.get())
    };
    let named = [&s.encoding, &s.errors];
    let held = s.buffer.iter().chain(dict).chain(&s.reading.mode);
    held.chain(named).for_each(visit);
}

const OPS: LayoutOps = LayoutOps {
    next: Some(next),
    ..class::fixed::<TextFile>(trace)
};

impl Drop for TextFile {
    fn drop(&mut self) {
        super::forget_open(self as *const TextFile as usize);
        if !self.state().pending.is_empty() {
            super::quietly(|| self.hand_over());
        }
    }
}

fn flush_at_exit(object: usize) {
    // SAFETY: only registered objects that are alive come here.
    let t = unsafe { &*(object as *const TextFile) };
    if !t.state().pending.is_empty() {
        super::quietly(|| t.flush());
    }
}

fn new(class: u32) -> Value {
    let v = class::new_object(
        class,
        TextFile {
            header: Header::new(class),
            dict: UnsafeCell::new(None),
            state: UnsafeCell::new(State {
                buffer: None,
                codec: TextCodec {
                    codec: taipan_text::codecs::Codec::Utf8,
                    errors: taipan_text::codecs::Errors::Strict,
                },
                encoding: Value::NONE,
                errors: Value::NONE,
                newline: Newline::Universal,
                line_buffering: false,
                write_through: false,
                marked: false,
                writable: false,
                unbuffered: false,
                pending: vec![],
                reading: super::text_read::Reading::default(),
            }),
        },
    );
    super::remember_open(v.word() as usize, flush_at_exit);
    v
}

/// What `TextIOWrapper(…)` is given besides the buffer.
pub struct Options<'a> {
    pub encoding: Option<&'a Value>,
    pub errors: Option<&'a Value>,
    pub newline: Newline,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// A text file over `buffer`.
pub fn over(buffer: Value, options: &Options) -> R {
    let v = new(ClassId::TEXT_FILE as u32);
    as_text(&v).expect("a text file").init(buffer, options)?;
    Ok(v)
}

pub fn as_text(value: &Value) -> Option<&TextFile> {
    value.get::<TextFile>()
}

/// A text file whose methods nobody has overridden.
pub fn exact(value: &Value) -> Option<&TextFile> {
    // SAFETY: the class guarantees the layout; a read.
    value
        .is_exactly(ClassId::TEXT_FILE)
        .then(|| unsafe { value.cast::<TextFile>() })
        .filter(|file| unsafe { (*file.dict.get()).is_none() })
}

fn this(args: &[Opt]) -> &TextFile {
    as_text(arg(args, 0)).expect("checked by the binding")
}

/// Hand over to the buffer from this many bytes on.
const CHUNK: usize = 8192;

#[allow(clippy::mut_from_ref)]
impl TextFile {
    /// One access at a time, never across Python code.
    pub fn state(&self) -> &mut State {
        // SAFETY: as the doc says.
        unsafe { &mut *self.state.get() }
    }

    fn init(&self, buffer: Value, options: &Options) -> R<()> {
        let named = |v: Option<&Value>, what: &str, default: &str| match v {
            Some(v) if v.get::<StrObj>().is_some() => Ok(v.clone()),
            Some(v) if !v.is_none() => Err(errors::type_error(format!(
                "TextIOWrapper() argument '{what}' must be str or None, not {}",
                errors::type_name(v)
            ))),
            _ => Ok(new_str(default.as_bytes())),
        };
        let default = if super::standard::utf8_mode() {
            "utf-8"
        } else {
            "UTF-8"
        };
        let mut encoding = named(options.encoding, "encoding", default)?;
        if str::bytes_of(&encoding) == b"locale" {
            encoding = new_str(b"UTF-8");
        }
        let handler = named(options.errors, "errors", "strict")?;
        let codec = TextCodec::find(&encoding, &handler)?;
        // Nobody writes a mark in the middle of a file.
        let seekable = stream::ask(&buffer, crate::name!("seekable"))?;
        let writable = stream::ask(&buffer, crate::name!("writable"))?;
        let marked = seekable && writable && stream::tell(&buffer)? != 0;
        let s = self.state();
        s.codec = codec;
        s.encoding = encoding;
        s.errors = handler;
        s.newline = options.newline;
        s.line_buffering = options.line_buffering;
        s.write_through = options.write_through;
        s.marked = marked;
        s.writable = writable;
        s.reading = super::text_read::Reading::default();
        s.reading.seekable = seekable;
        let old = s.buffer.replace(buffer);
        drop(old);
        Ok(())
    }

    pub fn buffer(&self) -> R {
        match &self.state().buffer {
            Some(b) => Ok(b.clone()),
            None if self.state().encoding.is_none() => {
                Err(errors::value_error("I/O operation on uninitialized object"))
            }
            None => Err(errors::value_error("underlying buffer has been detached")),
        }
    }
    /// Surely open: what [`check_open`](Self::check_open) would ask without running Python code.
    #[inline]
    pub fn is_plainly_open(&self) -> bool {
        let buffer = self.state().buffer.as_ref();
        buffer
            .and_then(buffered::exact)
            .is_some_and(buffered::Buffered::is_plainly_open)
    }
    pub fn check_open(&self) -> R {
        let buffer = self.buffer()?;
        if stream::is_closed(&buffer)? {
            return Err(closed_error("I/O operation on closed file."));
        }
        Ok(buffer)
    }

    /// `write(text)`, without its result.
    pub fn write(&self, text: &[u8]) -> R<()> {
        let buffer = self.check_open()?;
        let s = self.state();
        if s.reading.is_active() {
            s.reading.forget();
        }
        let has_end = (s.line_buffering || s.newline.written().is_some())
            && text.iter().any(|b| matches!(b, b'\n' | b'\r'));
        if let (true, Some(end)) = (has_end, s.newline.written()) {
            let mut translated = Vec::with_capacity(text.len() + 16);
            for part in text.split_inclusive(|b| *b == b'\n') {
                match part.strip_suffix(b"\n") {
                    Some(line) => {
                        translated.extend_from_slice(line);
                        translated.extend_from_slice(end);
                    }
                    None => translated.extend_from_slice(part),
                }
            }
            self.encode(&translated)?;
        } else {
            self.encode(text)?;
        }
        let s = self.state();
        if s.line_buffering && has_end || s.unbuffered {
            let sent = self.hand_over().and_then(|_| stream::flush(&buffer));
            if sent.is_err() && self.state().unbuffered {
                // What was refused is not kept.
                self.forget_pending();
            }
            return sent;
        }
        if s.pending.len() >= CHUNK || s.write_through {
            self.hand_over()?;
        }
        Ok(())
    }

    fn encode(&self, text: &[u8]) -> R<()> {
        let s = self.state();
        if !s.writable {
            return Err(unsupported("not writable"));
        }
        let (codec, first) = (s.codec, !s.marked);
        codec.encode_into(text, first, &mut s.pending)?;
        s.marked = true;
        Ok(())
    }

    /// Gives what is pending to the buffer.
    pub fn hand_over(&self) -> R<()> {
        let s = self.state();
        if s.pending.is_empty() {
            return Ok(());
        }
        let Some(buffer) = s.buffer.clone() else {
            return Ok(());
        };
        let mut data = std::mem::take(&mut s.pending);
        let result = stream::write(&buffer, &data);
        data.clear();
        if self.state().pending.is_empty() {
            self.state().pending = data;
        }
        result
    }

    /// Drops output that cannot be written, here and in the buffer.
    pub fn forget_pending(&self) {
        self.state().pending.clear();
        if let Some(b) = self
            .state()
            .buffer
            .as_ref()
            .and_then(super::buffered::exact)
        {
            b.forget_pending();
        }
    }

    pub fn flush(&self) -> R<()> {
        let buffer = self.check_open()?;
        self.hand_over()?;
        stream::flush(&buffer)
    }

    fn close(&self) -> R<()> {
        let buffer = self.buffer()?;
        if stream::is_closed(&buffer)? {
            return Ok(());
        }
        let flushed = self.flush();
        let first = flushed.err().map(|_| crate::context::take_exception());
        let closed = stream::close(&buffer);
        match first {
            None => closed,
            Some(first) => {
                if closed.is_err() {
                    drop(crate::context::take_exception());
                }
                Err(crate::context::current().set_exception(first))
            }
        }
    }

    fn reconfigure(&self, a: &[Opt]) -> R {
        let given = |at| opt(a, at).filter(|v| !v.is_none());
        if (given(1).is_some() || given(2).is_some() || opt(a, 3).is_some())
            && self.state().reading.has_read()
        {
            return Err(unsupported(
                "It is not possible to set the encoding or newline of stream after the first read",
            ));
        }
        self.flush()?;
        if given(1).is_some() || given(2).is_some() {
            let s = self.state();
            let encoding = given(1).cloned().unwrap_or_else(|| s.encoding.clone());
            let handler = match (given(2), given(1)) {
                (Some(h), _) => h.clone(),
                (None, Some(_)) => new_str(b"strict"),
                (None, None) => s.errors.clone(),
            };
            let codec = TextCodec::find(&encoding, &handler)?;
            let s = self.state();
            s.codec = codec;
            let old = (
                std::mem::replace(&mut s.encoding, encoding),
                std::mem::replace(&mut s.errors, handler),
            );
            drop(old);
        }
        if opt(a, 3).is_some() {
            self.state().newline = Newline::parse(opt(a, 3))?;
        }
        if let Some(v) = given(4) {
            self.state().line_buffering = ops::truth(v)?;
        }
        if let Some(v) = given(5) {
            self.state().write_through = ops::truth(v)?;
        }
        Ok(Value::NONE)
    }
}

fn forward(args: &[Opt], name: &'static Value) -> R {
    call::call_method(&this(args).buffer()?, name, &[])
}

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::TEXT_FILE,
    ops: OPS,
    flags: 0,
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    DICT_GETTER,
    static_method("__new__(cls, *args, **kwargs)", |a| {
        Ok(new(class_arg(a, ClassId::TEXT_FILE)?.id))
    }),
    method(
        "__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
        |a| {
            let options = Options {
                encoding: opt(a, 2),
                errors: opt(a, 3),
                newline: Newline::parse(opt(a, 4))?,
                line_buffering: opt(a, 5).map_or(Ok(false), ops::truth)?,
                write_through: opt(a, 6).map_or(Ok(false), ops::truth)?,
            };
            this(a).init(arg(a, 1).clone(), &options)?;
            Ok(Value::NONE)
        },
    ),
    method("write(self, text, /)", |a| {
        let text = arg(a, 1).clone();
        let Some(s) = text.get::<StrObj>() else {
            return Err(errors::type_error(format!(
                "write() argument must be str, not {}",
                errors::type_name(&text)
            )));
        };
        this(a).write(s.bytes())?;
        Ok(int::from_usize(s.chars.get()))
    }),
    method("read(self, size=-1, /)", |a| {
        let size = size_arg(opt(a, 1))?;
        this(a).read(size)
    }),
    method("readline(self, size=-1, /)", |a| {
        let limit = match opt(a, 1) {
            None => None,
            Some(v) => usize::try_from(offset_arg(v)?).ok(),
        };
        Ok(this(a).read_line(limit)?.unwrap_or_else(|| new_str(b"")))
    }),
    method("readlines(self, hint=-1, /)", |a| {
        let hint = size_arg(opt(a, 1))?.filter(|h| *h > 0);
        let (mut out, mut total) = (vec![], 0);
        while let Some(line) = this(a).read_line(None)? {
            total += line.get::<StrObj>().expect("a str").chars.get();
            out.push(line);
            if hint.is_some_and(|h| total >= h) {
                break;
            }
        }
        Ok(list::new_list(out))
    }),
    method("__next__(self, /)", |a| match next(arg(a, 0))? {
        Some(line) => Ok(line),
        None => Err(errors::stop_iteration(None)),
    }),
    method("seek(self, cookie, whence=0, /)", |a| {
        let whence = opt(a, 2).map_or(Ok(0), offset_arg)?;
        this(a).seek(arg(a, 1), whence)
    }),
    method("tell(self, /)", |a| this(a).tell().map(int::from_i64)),
    method("truncate(self, pos=None, /)", |a| {
        let buffer = this(a).check_open()?;
        this(a).flush()?;
        let size = match opt(a, 1) {
            Some(v) if !v.is_none() => v.clone(),
            _ => int::from_i64(this(a).tell()?),
        };
        call::call_method(&buffer, crate::name!("truncate"), &[&size])
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
        let buffer = this(a).buffer()?;
        let old = this(a).state().buffer.take();
        drop(old);
        Ok(buffer)
    }),
    method(
        "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        |a| this(a).reconfigure(a),
    ),
    method("readable(self, /)", |a| {
        forward(a, crate::name!("readable"))
    }),
    method("writable(self, /)", |a| {
        forward(a, crate::name!("writable"))
    }),
    method("seekable(self, /)", |a| {
        forward(a, crate::name!("seekable"))
    }),
    method("fileno(self, /)", |a| forward(a, crate::name!("fileno"))),
    method("isatty(self, /)", |a| forward(a, crate::name!("isatty"))),
    getter("closed", |a| {
        stream::is_closed(&this(a).buffer()?).map(Value::bool)
    }),
    getter("name", |a| {
        attr::get(&this(a).buffer()?, crate::name!("name"))
    }),
    getter("buffer", |a| {
        Ok(this(a).state().buffer.clone().unwrap_or(Value::NONE))
    }),
    getter("encoding", |a| Ok(this(a).state().encoding.clone())),
    getter("errors", |a| Ok(this(a).state().errors.clone())),
    getter("line_buffering", |a| {
        Ok(Value::bool(this(a).state().line_buffering))
    }),
    getter("write_through", |a| {
        Ok(Value::bool(this(a).state().write_through))
    }),
    getter("newlines", |a| Ok(this(a).state().reading.newlines())),
    getter("mode", |a| match this(a).state().reading.mode.clone() {
        Some(m) => Ok(m),
        None => Err(errors::attribute_error(
            "'_io.TextIOWrapper' object has no attribute 'mode'",
        )),
    }),
    setter("mode", |a| {
        let old = std::mem::replace(&mut this(a).state().reading.mode, opt(a, 1).cloned());
        drop(old);
        Ok(Value::NONE)
    }),
    getter("_CHUNK_SIZE", |_| Ok(Value::small(CHUNK as i64))),
    method("__repr__(self, /)", |a| {
        let shown = |name| -> R<String> {
            Ok(match attr::get_optional(arg(a, 0), name)? {
                Some(v) => format!(
                    " {}={}",
                    str::to_string(name),
                    str::to_string(&ops::repr(&v)?)
                ),
                None => String::new(),
            })
        };
        let (name, mode) = (shown(crate::name!("name"))?, shown(crate::name!("mode"))?);
        let encoding = str::to_string(&ops::repr(&this(a).state().encoding.clone())?);
        let class = arg(a, 0).class().name_string();
        Ok(new_str(
            format!("<_io.{class}{name}{mode} encoding={encoding}>").as_bytes(),
        ))
    }),
];

/// The next line of a text file; `None` at the end.
pub fn next(file: &Value) -> R<Opt> {
    let t = as_text(file).expect("a text file");
    t.state().reading.iterating = true;
    let line = t.read_line(None)?;
    if line.is_none() {
        t.state().reading.iterating = false;
    }
    Ok(line)
}
