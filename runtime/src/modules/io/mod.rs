//! Module `_io`: files and streams.
//!
//! A text file lies over a buffered stream, which lies over a file descriptor. Each layer may also be a class of the
//! program's: then the layer above calls its methods. Output that a layer still holds when its object dies is written then;
//! what is alive at the end of the program is written by [`flush_open`].

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::str::{self, StrObj, new_str};
use crate::types::tuple::new_tuple;
use crate::types::{dict::DictObj, int};
use crate::{ClassId, R, Raised, Value, attr, call, class, errors, ops};
use std::cell::{Cell, RefCell};

pub mod base;
pub mod buffered;
pub mod bytes_io;
pub mod codec;
pub mod raw;
pub mod standard;
pub mod stream;
pub mod string_io;
pub mod text;
pub mod text_read;

/// `DEFAULT_BUFFER_SIZE`
pub const BUFFER_SIZE: usize = 128 << 10;

pub const MODULE: NativeModule = NativeModule {
    name: "_io",
    doc: "",
    functions: FUNCTIONS,
    init,
    mark: crate::modules::MARK,
};

const CLASSES: &[ClassId] = &[
    ClassId::IO_BASE,
    ClassId::RAW_IO_BASE,
    ClassId::BUFFERED_IO_BASE,
    ClassId::TEXT_IO_BASE,
    ClassId::RAW_FILE,
    ClassId::BUFFERED_READER,
    ClassId::BUFFERED_WRITER,
    ClassId::BUFFERED_RANDOM,
    ClassId::BYTES_IO,
    ClassId::TEXT_FILE,
    ClassId::STRING_IO,
];

/// After the classes have their methods: they belong to `_io`.
pub fn name_classes() {
    let module = str::intern(b"_io");
    for id in CLASSES {
        class::builtin(*id)
            .dict()
            .set_interned(crate::name!("__module__"), module.clone());
    }
    // Streams take attributes.
    for (id, offset) in [
        (
            ClassId::TEXT_FILE,
            std::mem::offset_of!(text::TextFile, dict),
        ),
        (
            ClassId::STRING_IO,
            std::mem::offset_of!(string_io::StringIo, dict),
        ),
        (
            ClassId::BYTES_IO,
            std::mem::offset_of!(bytes_io::BytesIo, dict),
        ),
        (ClassId::RAW_FILE, std::mem::offset_of!(raw::RawFile, dict)),
        (
            ClassId::BUFFERED_READER,
            std::mem::offset_of!(buffered::Buffered, dict),
        ),
        (
            ClassId::BUFFERED_WRITER,
            std::mem::offset_of!(buffered::Buffered, dict),
        ),
        (
            ClassId::BUFFERED_RANDOM,
            std::mem::offset_of!(buffered::Buffered, dict),
        ),
    ] {
        class::builtin(id).overflow_offset.set(offset as u32);
    }
}

fn init(m: &ModuleObj) -> R<()> {
    for id in CLASSES {
        add(m, id.python_name(), class::builtin(*id).value());
    }
    add(m, "UnsupportedOperation", unsupported_class());
    add(
        m,
        "BlockingIOError",
        class::builtin(ClassId::BLOCKING_IO_ERROR).value(),
    );
    add(m, "DEFAULT_BUFFER_SIZE", int::from_usize(BUFFER_SIZE));
    Ok(())
}

/// `io.UnsupportedOperation`, made at its first use.
fn unsupported_class() -> Value {
    thread_local! {
        static CLASS: Cell<u64> = const { Cell::new(0) };
    }
    let word = CLASS.with(Cell::get);
    if word != 0 {
        // SAFETY: the word owns a class for ever.
        return unsafe { crate::Borrowed::from_word(word) }.owned();
    }
    let bases = new_tuple(vec![
        class::builtin(ClassId::OS_ERROR).value(),
        class::builtin(ClassId::VALUE_ERROR).value(),
    ]);
    let namespace = DictObj::new();
    let dict = namespace.get::<DictObj>().expect("a dict");
    dict.set_interned(crate::name!("__module__"), new_str(b"io"));
    let name = new_str(b"UnsupportedOperation");
    let made = call::call(
        &class::builtin(ClassId::TYPE).value(),
        &[&name, &bases, &namespace],
    );
    let Ok(class) = made else {
        drop(crate::context::take_exception());
        return class::builtin(ClassId::OS_ERROR).value();
    };
    CLASS.with(|c| c.set(class.clone().into_word()));
    class
}

/// Raises `UnsupportedOperation`.
#[cold]
pub fn unsupported(message: &str) -> Raised {
    let class = unsupported_class();
    match call::call(&class, &[&new_str(message.as_bytes())]) {
        Ok(exc) => errors::raise_value(exc),
        Err(e) => e,
    }
}

/// ValueError about a closed file.
#[cold]
pub fn closed_error(message: &str) -> Raised {
    errors::value_error(message)
}

pub fn find_byte(text: &[u8], byte: u8) -> Option<usize> {
    taipan_text::search::find(text, &[byte])
}

/// A zeroed buffer of a size that the program chose.
pub fn buffer_of(size: usize) -> R<Vec<u8>> {
    let mut v = vec![];
    if v.try_reserve_exact(size).is_err() {
        return Err(errors::memory_error());
    }
    v.resize(size, 0);
    Ok(v)
}

/// Runs a flush whose failure nobody can be told of, keeping the exception in flight.
pub fn quietly(f: impl FnOnce() -> R<()>) {
    let context = crate::context::current();
    let before = context.take_exception();
    if f().is_err() {
        drop(context.take_exception());
    }
    if let Some(e) = before {
        context.set_exception(e);
    }
}

thread_local! {
    /// Streams that may hold output: address, and how to flush it.
    static OPEN: RefCell<Vec<(usize, fn(usize))>> = const { RefCell::new(Vec::new()) };
}

/// An object that may hold output has been made.
fn remember_open(object: usize, flush: fn(usize)) {
    OPEN.with(|o| o.borrow_mut().push((object, flush)));
}

/// It dies.
fn forget_open(object: usize) {
    // At the thread's very end the list may be gone.
    let _ = OPEN.try_with(|o| {
        let mut open = o.borrow_mut();
        if let Some(at) = open.iter().rposition(|e| e.0 == object) {
            open.swap_remove(at);
        }
    });
}

/// At the end of the program: writes what open files still hold, text first.
pub fn flush_open() {
    for _ in 0..2 {
        let all: Vec<(usize, fn(usize))> = OPEN.with(|o| o.borrow().clone());
        for (object, flush) in all.into_iter().rev() {
            if OPEN.with(|o| o.borrow().iter().any(|e| e.0 == object)) {
                flush(object);
            }
        }
    }
}

const FUNCTIONS: &[NativeDef] = &[
    method(
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open,
    ),
    method("open_code(path)", |a| {
        let mode = new_str(b"rb");
        open(&[
            Some(arg(a, 0).clone()),
            Some(mode),
            None,
            None,
            None,
            None,
            None,
            None,
        ])
    }),
    method("text_encoding(encoding, stacklevel=2, /)", |a| {
        Ok(match opt(a, 0) {
            Some(v) if !v.is_none() => v.clone(),
            _ => str::intern(b"locale"),
        })
    }),
];

/// `open(…)`, also for `builtins`.
pub fn open(a: &[crate::Opt]) -> R {
    let given = |at: usize| opt(a, at).filter(|v| !v.is_none());
    let text_of = |at: usize, name: &str, none: &str| -> R<Option<&Value>> {
        match opt(a, at) {
            None => Ok(None),
            Some(v) if v.is_none() && !none.is_empty() => Ok(None),
            Some(v) if v.get::<StrObj>().is_some() => Ok(Some(v)),
            Some(v) => Err(errors::bad_argument(
                &format!("open() argument '{name}' must be str{none}"),
                v,
            )),
        }
    };
    let file = match arg(a, 0) {
        f if int::as_int(f).is_some() => f.clone(),
        f => raw::fs_path(f)?,
    };
    let file = &file;
    let mode = text_of(1, "mode", "")?.map_or_else(|| "r".to_string(), str::to_string);
    let buffering = match opt(a, 2) {
        None => -1,
        Some(v) => raw::offset_arg(v)?,
    };
    let encoding = text_of(3, "encoding", " or None")?;
    let handler = text_of(4, "errors", " or None")?;
    let newline = text_of(5, "newline", " or None")?;
    let (mut letters, mut kinds) = (String::new(), 0);
    let (mut text, mut binary) = (false, false);
    let bad = || errors::value_error(format!("invalid mode: '{mode}'"));
    for (at, c) in mode.char_indices() {
        if mode[..at].contains(c) {
            return Err(bad());
        }
        match c {
            't' => text = true,
            'b' => binary = true,
            'r' | 'w' | 'a' | 'x' => {
                kinds += 1;
                letters.push(c);
            }
            '+' => letters.push(c),
            _ => return Err(bad()),
        }
    }
    if text && binary {
        return Err(errors::value_error(
            "can't have text and binary mode at once",
        ));
    }
    // Without any, the raw file refuses.
    if kinds > 1 {
        return Err(errors::value_error(
            "must have exactly one of create/read/write/append mode",
        ));
    }
    for (given, what) in [
        (encoding, "an encoding"),
        (handler, "an errors"),
        (newline, "a newline"),
    ] {
        if binary && given.is_some() {
            return Err(errors::value_error(format!(
                "binary mode doesn't take {what} argument"
            )));
        }
    }
    let close_fd = opt(a, 6).map_or(Ok(true), ops::truth)?;
    let file_raw = raw::open(file, &letters, close_fd, given(7))?;
    let r = raw::as_raw(&file_raw).expect("a raw file");
    let terminal = buffering < 0 && r.is_terminal()?;
    let line_buffering = !binary && (buffering == 1 || terminal);
    if buffering == 0 {
        if !binary {
            return Err(errors::value_error("can't have unbuffered text I/O"));
        }
        return Ok(file_raw);
    }
    let size = if buffering > 1 {
        buffering as usize
    } else {
        BUFFER_SIZE
    };
    let m = r.mode.get();
    let class = match (m.read, m.write) {
        (true, true) => ClassId::BUFFERED_RANDOM,
        (true, false) => ClassId::BUFFERED_READER,
        _ => ClassId::BUFFERED_WRITER,
    };
    if class == ClassId::BUFFERED_RANDOM && !r.is_seekable()? {
        return Err(unsupported("File or stream is not seekable."));
    }
    let buffer = buffered::over(class, file_raw, size);
    if binary {
        return Ok(buffer);
    }
    let options = text::Options {
        encoding,
        errors: handler,
        newline: text::Newline::parse(newline)?,
        line_buffering,
        write_through: false,
    };
    let wrapper = text::over(buffer, &options)?;
    attr::set(
        &wrapper,
        crate::name!("mode"),
        Some(new_str(mode.as_bytes())),
    )?;
    Ok(wrapper)
}
