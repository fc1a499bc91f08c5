//! `FileIO`: a file descriptor.

use super::{closed_error, unsupported};
use crate::class::{self, LayoutOps};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, getter, method, opt, setter, static_method,
};
use crate::types::bytes::{as_bytes, new_bytes};
use crate::types::int;
use crate::types::str::{self, new_str};
use crate::{ClassId, Header, Object, Opt, R, Value, call, errors, ops, os_error};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct RawFile {
    pub header: Header,
    /// `__dict__`: the class's overflow word.
    pub dict: UnsafeCell<Opt>,
    /// -1 when closed.
    pub fd: Cell<i32>,
    pub mode: Cell<Mode>,
    close_fd: Cell<bool>,
    /// Asked once: whether the file can seek.
    seekable: Cell<Option<bool>>,
    name: UnsafeCell<Opt>,
}

/// What a file was opened for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Mode {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub create: bool,
    /// Opened by `w`.
    pub truncate: bool,
}

impl Mode {
    /// `FileIO.mode`
    fn text(self) -> &'static str {
        match (self.create, self.append, self.read, self.write) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, _) => "rb",
            _ => "wb",
        }
    }
}

// SAFETY: begins with a header.
unsafe impl Object for RawFile {
    const CLASS: ClassId = ClassId::RAW_FILE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let (name, dict) = unsafe {
        let file = &*(object as *mut RawFile);
        (&*file.name.get(), &*file.dict.get())
    };
    name.iter().chain(dict).for_each(visit);
}

const OPS: LayoutOps = class::fixed::<RawFile>(trace);

impl Drop for RawFile {
    fn drop(&mut self) {
        let fd = self.fd.replace(-1);
        if fd >= 0 && self.close_fd.get() {
            // SAFETY: the descriptor is ours.
            unsafe { libc::close(fd) };
        }
    }
}

fn new_closed(class: u32) -> Value {
    class::new_object(
        class,
        RawFile {
            header: Header::new(class),
            dict: UnsafeCell::new(None),
            fd: Cell::new(-1),
            mode: Cell::new(Mode::default()),
            close_fd: Cell::new(true),
            seekable: Cell::new(None),
            name: UnsafeCell::new(None),
        },
    )
}

/// A file object for a descriptor that is open already.
pub fn from_fd(fd: i32, mode: Mode, name: Value, close_fd: bool) -> Value {
    let file = new_closed(ClassId::RAW_FILE as u32);
    let f = as_raw(&file).expect("a raw file");
    f.fd.set(fd);
    f.mode.set(mode);
    f.close_fd.set(close_fd);
    f.set_name(name);
    file
}

pub fn as_raw(value: &Value) -> Option<&RawFile> {
    value.get::<RawFile>()
}

/// A raw file whose methods nobody has overridden.
pub fn exact(value: &Value) -> Option<&RawFile> {
    // SAFETY: the class guarantees the layout.
    value
        .is_exactly(ClassId::RAW_FILE)
        .then(|| unsafe { value.cast::<RawFile>() })
        .filter(|file| unsafe { (*file.dict.get()).is_none() })
}

/// A path given by a program, as bytes for the system: `str`, `bytes` or anything with `__fspath__`.
pub fn path_bytes(path: &Value) -> R<Vec<u8>> {
    let given = fs_path(path)?;
    let bytes = match as_bytes(&given) {
        Some(b) => b.to_vec(),
        None => encode_path(&given)?,
    };
    if bytes.contains(&0) {
        return Err(errors::value_error("embedded null byte"));
    }
    Ok(bytes)
}

/// A `str` in the file system's encoding: UTF-8, where lone surrogates stand for bytes.
pub fn encode_path(text: &Value) -> R<Vec<u8>> {
    super::codec::TextCodec::file_system().encode(text)
}

/// The reverse of [`encode_path`].
pub fn decode_path(bytes: &[u8]) -> Value {
    let mut out = vec![];
    super::codec::decode_surrogateescape(bytes, &mut out);
    new_str(&out)
}

/// `os.fspath(path)`
pub fn fs_path(path: &Value) -> R {
    if path.is_instance(ClassId::STR) || path.is_instance(ClassId::BYTES) {
        return Ok(path.clone());
    }
    let expected = |found: &Value| {
        errors::type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            errors::type_name(found)
        ))
    };
    match call::call_special(path, crate::name!("__fspath__"), &[]) {
        None => Err(expected(path)),
        Some(r) => {
            let r = r?;
            if r.is_instance(ClassId::STR) || r.is_instance(ClassId::BYTES) {
                return Ok(r);
            }
            Err(errors::type_error(format!(
                "expected {}.__fspath__() to return str or bytes, not {}",
                errors::type_name(path),
                errors::type_name(&r)
            )))
        }
    }
}

/// Reads the letters of a mode that is meant for bytes.
fn parse_mode(text: &str) -> R<Mode> {
    let mut mode = Mode::default();
    let mut kinds = 0;
    let mut plus = false;
    for c in text.chars() {
        match c {
            'r' => mode.read = true,
            'w' => {
                mode.write = true;
                mode.truncate = true;
            }
            'x' => {
                mode.create = true;
                mode.write = true;
            }
            'a' => {
                mode.append = true;
                mode.write = true;
            }
            'b' => continue,
            '+' if !plus => {
                plus = true;
                continue;
            }
            '+' => kinds += 2,
            _ => return Err(errors::value_error(format!("invalid mode: {text}"))),
        }
        kinds += 1;
    }
    if kinds != 1 {
        return Err(errors::value_error(
            "Must have exactly one of create/read/write/append mode and at most one plus",
        ));
    }
    if plus {
        mode.read = true;
        mode.write = true;
    }
    Ok(mode)
}

impl RawFile {
    pub fn name(&self) -> Opt {
        // SAFETY: a read.
        unsafe { (*self.name.get()).clone() }
    }
    pub fn set_name(&self, name: Value) {
        // SAFETY: no reference is alive; the old name is dropped after the store.
        let old = unsafe { (*self.name.get()).replace(name) };
        drop(old);
    }
    pub fn is_closed(&self) -> bool {
        self.fd.get() < 0
    }
    fn open_fd(&self) -> R<i32> {
        match self.fd.get() {
            fd if fd >= 0 => Ok(fd),
            _ => Err(closed_error("I/O operation on closed file")),
        }
    }

    fn open(&self, file: &Value, text: &str, close_fd: bool, opener: Option<&Value>) -> R<()> {
        if file.is_instance(ClassId::FLOAT) {
            return Err(errors::type_error("integer argument expected, got float"));
        }
        self.close()?;
        let mode = parse_mode(text)?;
        let fd = if int::as_int(file).is_some() {
            let fd = int::as_i64(file).and_then(|i| i32::try_from(i).ok());
            match fd {
                Some(fd) if fd >= 0 => fd,
                Some(_) => return Err(errors::value_error("negative file descriptor")),
                None => {
                    return Err(errors::overflow_error(
                        "Python int too large to convert to C int",
                    ));
                }
            }
        } else {
            let path = path_bytes(file)?;
            if !close_fd {
                return Err(errors::value_error(
                    "Cannot use closefd=False with file name",
                ));
            }
            self.open_path(file, path, mode, opener)?
        };
        let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
        // SAFETY: a valid buffer.
        let failed = unsafe { libc::fstat(fd, stat.as_mut_ptr()) } != 0;
        let problem = if failed {
            Some(os_error::last()).filter(|e| *e == libc::EBADF)
        } else {
            // SAFETY: filled by fstat.
            let kind = unsafe { stat.assume_init() }.st_mode & libc::S_IFMT;
            (kind == libc::S_IFDIR).then_some(libc::EISDIR)
        };
        if let Some(e) = problem {
            if int::as_int(file).is_none() {
                // SAFETY: the descriptor is ours.
                unsafe { libc::close(fd) };
            }
            let by_number = e == libc::EBADF;
            return Err(if by_number {
                os_error::raise(e)
            } else {
                os_error::raise_for(e, file)
            });
        }
        self.fd.set(fd);
        self.mode.set(mode);
        self.close_fd.set(close_fd);
        self.seekable.set(None);
        self.set_name(file.clone());
        if mode.append {
            // SAFETY: a system call; pipes refuse it.
            unsafe { libc::lseek(fd, 0, libc::SEEK_END) };
        }
        Ok(())
    }

    fn open_path(&self, file: &Value, path: Vec<u8>, mode: Mode, opener: Option<&Value>) -> R<i32> {
        let mut flags = libc::O_CLOEXEC
            | match (mode.read, mode.write) {
                (true, true) => libc::O_RDWR,
                (true, false) => libc::O_RDONLY,
                _ => libc::O_WRONLY,
            };
        if mode.create {
            flags |= libc::O_EXCL | libc::O_CREAT;
        } else if mode.append {
            flags |= libc::O_APPEND | libc::O_CREAT;
        } else if mode.truncate {
            flags |= libc::O_CREAT | libc::O_TRUNC;
        }
        if let Some(opener) = opener.filter(|o| !o.is_none()) {
            let fd = call::call(opener, &[file, &Value::small(flags as i64)])?;
            return match int::as_i64(&fd).and_then(|i| i32::try_from(i).ok()) {
                None => Err(errors::type_error("expected integer from opener")),
                Some(fd) if fd < 0 => Err(errors::value_error(format!("opener returned {fd}"))),
                Some(fd) => Ok(fd),
            };
        }
        let path = std::ffi::CString::new(path).expect("checked by path_bytes");
        // SAFETY: a string that ends in zero.
        match os_error::retry(|| unsafe { libc::open(path.as_ptr(), flags, 0o666) } as i64)? {
            Ok(fd) => Ok(fd as i32),
            Err(e) => Err(os_error::raise_for(e, file)),
        }
    }

    /// One `read`: `None` when the descriptor does not block and has nothing.
    pub fn read_into(&self, buffer: &mut [u8]) -> R<Option<usize>> {
        let fd = self.open_fd()?;
        if !self.mode.get().read {
            return Err(unsupported("File not open for reading"));
        }
        let (p, n) = (buffer.as_mut_ptr(), buffer.len().min(1 << 30));
        // SAFETY: the buffer has that many bytes.
        match os_error::retry(|| unsafe { libc::read(fd, p as *mut _, n) } as i64)? {
            Ok(n) => Ok(Some(n as usize)),
            Err(libc::EAGAIN) => Ok(None),
            Err(e) => Err(os_error::raise(e)),
        }
    }

    /// Everything up to the end.
    pub fn read_all(&self) -> R<Option<Vec<u8>>> {
        let mut out = vec![];
        let fd = self.open_fd()?;
        let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
        // SAFETY: a valid buffer; the struct is read only when filled.
        unsafe {
            if libc::fstat(fd, stat.as_mut_ptr()) == 0 {
                let at = libc::lseek(fd, 0, libc::SEEK_CUR).max(0);
                let left = stat
                    .assume_init()
                    .st_size
                    .saturating_sub(at)
                    .clamp(0, 1 << 40);
                if out.try_reserve_exact(left as usize + 1).is_err() {
                    return Err(errors::memory_error());
                }
            }
        }
        loop {
            let used = out.len();
            if out.capacity() - used < 1 && out.try_reserve(used.max(8192)).is_err() {
                return Err(errors::memory_error());
            }
            let room = out.capacity() - used;
            out.resize(used + room, 0);
            let n = self.read_into(&mut out[used..]);
            out.truncate(used);
            match n? {
                None if used == 0 => return Ok(None),
                None | Some(0) => return Ok(Some(out)),
                // SAFETY: `read_into` has filled n bytes behind `used`, all initialised by `resize`.
                Some(n) => unsafe { out.set_len(used + n) },
            }
        }
    }

    /// One `write`: `None` when the descriptor does not block and takes nothing.
    pub fn write(&self, data: &[u8]) -> R<Option<usize>> {
        let fd = self.open_fd()?;
        if !self.mode.get().write {
            return Err(unsupported("File not open for writing"));
        }
        let n = data.len().min(0x7fff_f000);
        // SAFETY: the buffer has that many bytes.
        match os_error::retry(|| unsafe { libc::write(fd, data.as_ptr() as *const _, n) } as i64)? {
            Ok(n) => Ok(Some(n as usize)),
            Err(libc::EAGAIN) => Ok(None),
            Err(e) => Err(os_error::raise(e)),
        }
    }

    pub fn seek(&self, offset: i64, whence: i32) -> R<i64> {
        let fd = self.open_fd()?;
        // SAFETY: a system call.
        match unsafe { libc::lseek(fd, offset, whence) } {
            -1 => Err(os_error::raise_last()),
            at => Ok(at),
        }
    }

    pub fn is_seekable(&self) -> R<bool> {
        let fd = self.open_fd()?;
        Ok(self.seekable.get().unwrap_or_else(|| {
            // SAFETY: a system call.
            let yes = unsafe { libc::lseek(fd, 0, libc::SEEK_CUR) } >= 0;
            self.seekable.set(Some(yes));
            yes
        }))
    }

    pub fn is_terminal(&self) -> R<bool> {
        let fd = self.open_fd()?;
        // SAFETY: a system call.
        Ok(unsafe { libc::isatty(fd) } == 1)
    }

    pub fn close(&self) -> R<()> {
        let fd = self.fd.replace(-1);
        // SAFETY: the descriptor is ours.
        if fd >= 0 && self.close_fd.get() && unsafe { libc::close(fd) } != 0 {
            let e = os_error::last();
            if e != libc::EINTR {
                return Err(os_error::raise(e));
            }
        }
        Ok(())
    }

    pub fn truncate(&self, size: Option<i64>) -> R<i64> {
        let fd = self.open_fd()?;
        if !self.mode.get().write {
            return Err(unsupported("File not open for writing"));
        }
        let size = match size {
            Some(s) => s,
            None => self.seek(0, libc::SEEK_CUR)?,
        };
        // SAFETY: a system call.
        match os_error::retry(|| unsafe { libc::ftruncate(fd, size) } as i64)? {
            Ok(_) => Ok(size),
            Err(e) => Err(os_error::raise(e)),
        }
    }
}

fn this(args: &[Opt]) -> &RawFile {
    as_raw(arg(args, 0)).expect("checked by the binding")
}

/// The data of a bytes-like argument.
pub fn data(value: &Value) -> R<&[u8]> {
    as_bytes(value).ok_or_else(|| {
        errors::type_error(format!(
            "a bytes-like object is required, not '{}'",
            errors::type_name(value)
        ))
    })
}

/// A size argument: `None` for absent, None, or negative.
pub fn size_arg(value: Option<&Value>) -> R<Option<usize>> {
    match value {
        None => Ok(None),
        Some(v) if v.is_none() => Ok(None),
        Some(v) => {
            if int::as_int(v).is_none()
                && class::lookup(v.class(), crate::name!("__index__")).is_none()
            {
                return Err(errors::type_error(format!(
                    "argument should be integer or None, not '{}'",
                    errors::type_name(v)
                )));
            }
            match ops::index_i64(v)? {
                Some(n) => Ok(usize::try_from(n).ok()),
                None => Err(errors::overflow_error(
                    "cannot fit 'int' into an index-sized integer",
                )),
            }
        }
    }
}

/// An int argument that must fit 64 bits.
pub fn offset_arg(value: &Value) -> R<i64> {
    ops::index_i64(value)?
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C long"))
}

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::RAW_FILE,
    ops: OPS,
    flags: 0,
    doc: "Open a file.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

const METHODS: &[NativeDef] = &[
    crate::types::object::DICT_GETTER,
    static_method("__new__(cls, *args, **kwargs)", |a| {
        Ok(new_closed(class_arg(a, ClassId::RAW_FILE)?.id))
    }),
    method(
        "__init__(self, file, mode='r', closefd=True, opener=None)",
        |a| {
            let mode = opt(a, 2).map_or_else(|| "r".to_string(), str::to_string);
            let close_fd = opt(a, 3).map_or(Ok(true), ops::truth)?;
            this(a).open(arg(a, 1), &mode, close_fd, opt(a, 4))?;
            Ok(Value::NONE)
        },
    ),
    method("read(self, size=-1, /)", |a| {
        let Some(n) = size_arg(opt(a, 1))? else {
            return Ok(this(a).read_all()?.map_or(Value::NONE, |b| new_bytes(&b)));
        };
        let mut buffer = super::buffer_of(n)?;
        Ok(match this(a).read_into(&mut buffer)? {
            None => Value::NONE,
            Some(n) => new_bytes(&buffer[..n]),
        })
    }),
    method("readall(self, /)", |a| {
        Ok(this(a).read_all()?.map_or(Value::NONE, |b| new_bytes(&b)))
    }),
    method("write(self, b, /)", |a| {
        let n = this(a).write(data(arg(a, 1))?)?;
        Ok(n.map_or(Value::NONE, int::from_usize))
    }),
    method("seek(self, pos, whence=0, /)", |a| {
        let whence = opt(a, 2).map_or(Ok(0), offset_arg)?;
        this(a)
            .seek(offset_arg(arg(a, 1))?, whence as i32)
            .map(int::from_i64)
    }),
    method("tell(self, /)", |a| {
        this(a).seek(0, libc::SEEK_CUR).map(int::from_i64)
    }),
    method("truncate(self, size=None, /)", |a| {
        let size = match opt(a, 1) {
            Some(v) if !v.is_none() => Some(offset_arg(v)?),
            _ => None,
        };
        this(a).truncate(size).map(int::from_i64)
    }),
    method("close(self, /)", |a| {
        this(a).close()?;
        Ok(Value::NONE)
    }),
    method("seekable(self, /)", |a| {
        this(a).is_seekable().map(Value::bool)
    }),
    method("readable(self, /)", |a| {
        this(a).open_fd()?;
        Ok(Value::bool(this(a).mode.get().read))
    }),
    method("writable(self, /)", |a| {
        this(a).open_fd()?;
        Ok(Value::bool(this(a).mode.get().write))
    }),
    method("fileno(self, /)", |a| {
        Ok(Value::small(this(a).open_fd()? as i64))
    }),
    method("isatty(self, /)", |a| {
        this(a).is_terminal().map(Value::bool)
    }),
    getter("closed", |a| Ok(Value::bool(this(a).is_closed()))),
    getter("closefd", |a| Ok(Value::bool(this(a).close_fd.get()))),
    getter("mode", |a| {
        Ok(new_str(this(a).mode.get().text().as_bytes()))
    }),
    getter("name", |a| match this(a).name() {
        Some(n) => Ok(n),
        None => Err(errors::attribute_error(
            "'FileIO' object has no attribute 'name'",
        )),
    }),
    setter("name", |a| {
        if let Some(v) = opt(a, 1) {
            this(a).set_name(v.clone());
        }
        Ok(Value::NONE)
    }),
    method("__repr__(self, /)", |a| {
        let f = this(a);
        let class = arg(a, 0).class().name_string();
        let rest = if f.is_closed() {
            "[closed]".to_string()
        } else {
            let name = match f.name() {
                Some(n) => format!("name={}", str::to_string(&ops::repr(&n)?)),
                None => format!("fd={}", f.fd.get()),
            };
            let closefd = if f.close_fd.get() { "True" } else { "False" };
            format!("{name} mode='{}' closefd={closefd}", f.mode.get().text())
        };
        Ok(new_str(format!("<_io.{class} {rest}>").as_bytes()))
    }),
];

/// A file for `open()`: exact `FileIO`.
pub fn open(file: &Value, mode: &str, close_fd: bool, opener: Option<&Value>) -> R {
    let raw = new_closed(ClassId::RAW_FILE as u32);
    as_raw(&raw)
        .expect("a raw file")
        .open(file, mode, close_fd, opener)?;
    Ok(raw)
}
