//! Module `posix`: the system calls behind `os`.

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::bytes::{as_bytes, new_bytes};
use crate::types::dict::DictObj;
use crate::types::str::new_str;
use crate::types::tuple::{self, new_tuple};
use crate::types::{float, int, list};
use crate::{ClassId, Opt, R, Value, class, errors, iter, ops, os_error};
use std::ffi::CString;

mod constants;
mod directory;
mod process;
mod stat;

pub const MODULE: NativeModule = NativeModule {
    name: "posix",
    doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
    functions: FUNCTIONS,
    init,
    mark: crate::modules::MARK,
};

fn init(m: &ModuleObj) -> R<()> {
    let name = crate::types::str::intern(b"posix");
    for table in [stat::FUNCTIONS, directory::FUNCTIONS, process::FUNCTIONS] {
        super::add_functions(m, table, &name);
    }
    for (name, value) in constants::CONSTANTS {
        add(m, name, int::from_i64(*value));
    }
    add(m, "error", class::builtin(ClassId::OS_ERROR).value());
    add(m, "environ", environment()?);
    add(m, "stat_result", stat::result_class());
    add(m, "DirEntry", directory::entry_class()?.value());
    add(m, "_have_functions", list::new_list(vec![]));
    process::add_classes(m);
    Ok(())
}

/// The environment: bytes to bytes.
fn environment() -> R {
    use std::os::unix::ffi::OsStrExt;
    let dict = DictObj::new();
    let d = dict.get::<DictObj>().expect("a dict");
    for (key, value) in std::env::vars_os() {
        let key = new_bytes(key.as_bytes());
        if !d.contains(&key)? {
            d.set(&key, new_bytes(value.as_bytes()))?;
        }
    }
    Ok(dict)
}

/// A path or a descriptor that a function was given.
pub struct Path {
    pub text: CString,
    pub fd: Option<i32>,
    /// As errors show it.
    pub shown: Value,
    pub is_bytes: bool,
}

/// What besides paths a function takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Path,
    PathOrFd,
    PathFdOrNone,
}

/// Reads a path argument of the function `name`.
pub fn path_arg(value: &Value, name: &str, takes: Takes) -> R<Path> {
    path_named(value, name, "path", takes)
}

fn path_named(value: &Value, name: &str, argument: &str, takes: Takes) -> R<Path> {
    let make = |text: Vec<u8>, shown: Value, is_bytes| {
        let Ok(text) = CString::new(text) else {
            return Err(errors::value_error(format!(
                "{name}: embedded null character in {argument}"
            )));
        };
        Ok(Path {
            text,
            fd: None,
            shown,
            is_bytes,
        })
    };
    if value.is_none() && takes == Takes::PathFdOrNone {
        return make(b".".to_vec(), Value::NONE, false);
    }
    let known = value.is_instance(ClassId::STR)
        || value.is_instance(ClassId::BYTES)
        || class::lookup(value.class(), crate::name!("__fspath__")).is_some();
    if known {
        let path = super::io::raw::fs_path(value)?;
        if let Some(b) = as_bytes(&path) {
            return make(b.to_vec(), path.clone(), true);
        }
        let text = super::io::raw::encode_path(&path)?;
        return make(text, path, false);
    }
    if takes != Takes::Path && class::lookup(value.class(), crate::name!("__index__")).is_some() {
        let fd = fd_value(value)?;
        let mut p = make(b"".to_vec(), value.clone(), false)?;
        p.fd = Some(fd);
        return Ok(p);
    }
    let wanted = match takes {
        Takes::Path => "string, bytes or os.PathLike",
        Takes::PathOrFd => "string, bytes, os.PathLike or integer",
        Takes::PathFdOrNone => "string, bytes, os.PathLike, integer or None",
    };
    Err(errors::type_error(format!(
        "{name}: {argument} should be {wanted}, not {}",
        errors::type_name(value)
    )))
}

fn fd_value(value: &Value) -> R<i32> {
    int_value(value)
}

/// A C `int` argument.
pub fn int_value(value: &Value) -> R<i32> {
    match ops::index_i64(value)? {
        Some(i) if i > i32::MAX as i64 => Err(errors::overflow_error(
            "signed integer is greater than maximum",
        )),
        Some(i) if i < i32::MIN as i64 => Err(errors::overflow_error(
            "signed integer is less than minimum",
        )),
        Some(i) => Ok(i as i32),
        None => Err(errors::overflow_error(
            "Python int too large to convert to C int",
        )),
    }
}

pub fn int_at(a: &[Opt], at: usize) -> R<i32> {
    int_value(arg(a, at))
}
/// As [`int_at`] for an optional argument.
pub fn int_or(a: &[Opt], at: usize, default: i32) -> R<i32> {
    opt(a, at)
        .filter(|v| !v.is_none())
        .map_or(Ok(default), int_value)
}
/// A `dir_fd` argument.
pub fn dir_fd(a: &[Opt], at: usize) -> R<i32> {
    int_or(a, at, libc::AT_FDCWD)
}
pub fn flag_at(a: &[Opt], at: usize, default: bool) -> R<bool> {
    opt(a, at).map_or(Ok(default), ops::truth)
}

/// Turns a result of -1 into the system's error.
pub fn check(mut call: impl FnMut() -> i32) -> R<i32> {
    match os_error::retry(|| call() as i64)? {
        Ok(n) => Ok(n as i32),
        Err(e) => Err(os_error::raise(e)),
    }
}

/// As [`check`], about a path.
pub fn check_path(path: &Path, mut call: impl FnMut() -> i32) -> R<i32> {
    match os_error::retry(|| call() as i64)? {
        Ok(n) => Ok(n as i32),
        Err(e) if path.shown.is_none() => Err(os_error::raise(e)),
        Err(e) => Err(os_error::raise_for(e, &path.shown)),
    }
}

fn check_two(a: &Path, b: &Path, mut call: impl FnMut() -> i32) -> R {
    match os_error::retry(|| call() as i64)? {
        Ok(_) => Ok(Value::NONE),
        Err(e) => Err(os_error::raise_with(e, Some(&a.shown), Some(&b.shown))),
    }
}

/// A name from the system, of the kind that the caller uses.
pub fn name_value(name: &[u8], is_bytes: bool) -> Value {
    if is_bytes {
        new_bytes(name)
    } else {
        super::os_text(name)
    }
}

fn none(_: i32) -> Value {
    Value::NONE
}

fn current_directory() -> R<Vec<u8>> {
    let mut buffer = vec![0u8; 4096];
    loop {
        // SAFETY: a buffer of that size.
        let p = unsafe { libc::getcwd(buffer.as_mut_ptr().cast(), buffer.len()) };
        if !p.is_null() {
            let end = buffer.iter().position(|b| *b == 0).unwrap_or(0);
            buffer.truncate(end);
            return Ok(buffer);
        }
        if os_error::last() != libc::ERANGE {
            return Err(os_error::raise_last());
        }
        let size = buffer.len() * 2;
        buffer.resize(size, 0);
    }
}

fn random_bytes(size: usize) -> R {
    let mut buffer = super::io::buffer_of(size)?;
    let mut done = 0;
    while done < size {
        // SAFETY: the rest of the buffer.
        let n = os_error::retry(|| unsafe {
            libc::getrandom(buffer[done..].as_mut_ptr().cast(), size - done, 0)
        } as i64)?;
        match n {
            Ok(n) => done += n as usize,
            Err(e) => return Err(os_error::raise(e)),
        }
    }
    Ok(new_bytes(&buffer))
}

fn link_times(a: &[Opt]) -> R<[libc::timespec; 2]> {
    let spec = |sec: i64, nsec: i64| libc::timespec {
        tv_sec: sec,
        tv_nsec: nsec,
    };
    let pair = |v: &Value| -> R<[Value; 2]> {
        match v.is_instance(ClassId::TUPLE).then(|| tuple::items(v)) {
            Some([x, y]) => Ok([x.clone(), y.clone()]),
            _ => Err(errors::type_error(
                "utime: 'times' must be either a tuple of two ints or None",
            )),
        }
    };
    let times = opt(a, 1).filter(|v| !v.is_none());
    let ns = opt(a, 2);
    match (times, ns) {
        (Some(_), Some(_)) => Err(errors::value_error(
            "utime: you may specify either 'times' or 'ns' but not both",
        )),
        (Some(t), None) => {
            let mut out = [spec(0, 0); 2];
            for (slot, v) in out.iter_mut().zip(pair(t)?) {
                *slot = match float::as_f64(&v) {
                    Some(x) if x.is_finite() => {
                        let whole = x.floor();
                        spec(whole as i64, ((x - whole) * 1e9) as i64)
                    }
                    Some(_) => return Err(errors::value_error("Invalid value NaN (not a number)")),
                    None => spec(super::io::raw::offset_arg(&v)?, 0),
                };
            }
            Ok(out)
        }
        (None, Some(n)) => {
            let mut out = [spec(0, 0); 2];
            for (slot, v) in out.iter_mut().zip(pair(n)?) {
                let n = super::io::raw::offset_arg(&v)?;
                *slot = spec(n.div_euclid(1_000_000_000), n.rem_euclid(1_000_000_000));
            }
            Ok(out)
        }
        (None, None) => Ok([spec(0, libc::UTIME_NOW); 2]),
    }
}

/// `putenv` and `unsetenv` arguments.
fn variable(value: &Value) -> R<CString> {
    let path = super::io::raw::path_bytes(value)?;
    CString::new(path).map_err(|_| errors::value_error("embedded null byte"))
}

fn rename(a: &[Opt], name: &str) -> R {
    let from = path_named(arg(a, 0), name, "src", Takes::Path)?;
    let to = path_named(arg(a, 1), name, "dst", Takes::Path)?;
    let (x, y) = (dir_fd(a, 2)?, dir_fd(a, 3)?);
    // SAFETY: strings that end in zero.
    check_two(&from, &to, || unsafe {
        libc::renameat(x, from.text.as_ptr(), y, to.text.as_ptr())
    })
}

fn remove(a: &[Opt], name: &str) -> R {
    let p = path_arg(arg(a, 0), name, Takes::Path)?;
    let fd = dir_fd(a, 1)?;
    // SAFETY: a string that ends in zero.
    check_path(&p, || unsafe { libc::unlinkat(fd, p.text.as_ptr(), 0) }).map(none)
}

const FUNCTIONS: &[NativeDef] = &[
    method("getcwd()", |_| Ok(super::os_text(&current_directory()?))),
    method("getcwdb()", |_| Ok(new_bytes(&current_directory()?))),
    method("chdir(path)", |a| {
        let p = path_arg(arg(a, 0), "chdir", Takes::PathOrFd)?;
        // SAFETY: a string that ends in zero.
        check_path(&p, || unsafe {
            match p.fd {
                Some(fd) => libc::fchdir(fd),
                None => libc::chdir(p.text.as_ptr()),
            }
        })
        .map(none)
    }),
    method("fchdir(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        check(|| unsafe { libc::fchdir(fd) }).map(none)
    }),
    method("mkdir(path, mode=511, *, dir_fd=None)", |a| {
        let p = path_arg(arg(a, 0), "mkdir", Takes::Path)?;
        let (mode, fd) = (int_or(a, 1, 0o777)?, dir_fd(a, 2)?);
        // SAFETY: a string that ends in zero.
        check_path(&p, || unsafe {
            libc::mkdirat(fd, p.text.as_ptr(), mode as u32)
        })
        .map(none)
    }),
    method("rmdir(path, *, dir_fd=None)", |a| {
        let p = path_arg(arg(a, 0), "rmdir", Takes::Path)?;
        let fd = dir_fd(a, 1)?;
        // SAFETY: a string that ends in zero.
        check_path(&p, || unsafe {
            libc::unlinkat(fd, p.text.as_ptr(), libc::AT_REMOVEDIR)
        })
        .map(none)
    }),
    method("remove(path, *, dir_fd=None)", |a| remove(a, "remove")),
    method("unlink(path, *, dir_fd=None)", |a| remove(a, "unlink")),
    method(
        "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        |a| rename(a, "rename"),
    ),
    method(
        "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        |a| rename(a, "replace"),
    ),
    method(
        "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=False)",
        |a| {
            let from = path_named(arg(a, 0), "link", "src", Takes::Path)?;
            let to = path_named(arg(a, 1), "link", "dst", Takes::Path)?;
            let (x, y) = (dir_fd(a, 2)?, dir_fd(a, 3)?);
            let flags = if flag_at(a, 4, false)? {
                libc::AT_SYMLINK_FOLLOW
            } else {
                0
            };
            // SAFETY: strings that end in zero.
            check_two(&from, &to, || unsafe {
                libc::linkat(x, from.text.as_ptr(), y, to.text.as_ptr(), flags)
            })
        },
    ),
    method(
        "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
        |a| {
            let from = path_named(arg(a, 0), "symlink", "src", Takes::Path)?;
            let to = path_named(arg(a, 1), "symlink", "dst", Takes::Path)?;
            let fd = dir_fd(a, 3)?;
            // SAFETY: strings that end in zero.
            check_two(&from, &to, || unsafe {
                libc::symlinkat(from.text.as_ptr(), fd, to.text.as_ptr())
            })
        },
    ),
    method("readlink(path, *, dir_fd=None)", |a| {
        let p = path_arg(arg(a, 0), "readlink", Takes::Path)?;
        let fd = dir_fd(a, 1)?;
        let mut buffer = [0u8; 4097];
        // SAFETY: a buffer of that size.
        let n = check_path(&p, || unsafe {
            libc::readlinkat(
                fd,
                p.text.as_ptr(),
                buffer.as_mut_ptr().cast(),
                buffer.len() - 1,
            ) as i32
        })?;
        Ok(name_value(&buffer[..n as usize], p.is_bytes))
    }),
    method(
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        |a| {
            let p = path_arg(arg(a, 0), "access", Takes::Path)?;
            let (mode, fd) = (int_at(a, 1)?, dir_fd(a, 2)?);
            let mut flags = 0;
            if flag_at(a, 3, false)? {
                flags |= libc::AT_EACCESS;
            }
            if !flag_at(a, 4, true)? {
                flags |= libc::AT_SYMLINK_NOFOLLOW;
            }
            // SAFETY: a string that ends in zero.
            Ok(Value::bool(
                unsafe { libc::faccessat(fd, p.text.as_ptr(), mode, flags) } == 0,
            ))
        },
    ),
    method(
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
        |a| {
            let p = path_arg(arg(a, 0), "chmod", Takes::PathOrFd)?;
            let (mode, fd) = (int_at(a, 1)? as u32, dir_fd(a, 2)?);
            let flags = if flag_at(a, 3, true)? {
                0
            } else {
                libc::AT_SYMLINK_NOFOLLOW
            };
            // SAFETY: a string that ends in zero.
            check_path(&p, || unsafe {
                match p.fd {
                    Some(f) => libc::fchmod(f, mode),
                    None => libc::fchmodat(fd, p.text.as_ptr(), mode, flags),
                }
            })
            .map(none)
        },
    ),
    method("fchmod(fd, mode)", |a| {
        let (fd, mode) = (int_at(a, 0)?, int_at(a, 1)? as u32);
        // SAFETY: a system call.
        check(|| unsafe { libc::fchmod(fd, mode) }).map(none)
    }),
    method(
        "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        |a| {
            let p = path_arg(arg(a, 0), "chown", Takes::PathOrFd)?;
            let (uid, gid, fd) = (int_at(a, 1)? as u32, int_at(a, 2)? as u32, dir_fd(a, 3)?);
            let flags = if flag_at(a, 4, true)? {
                0
            } else {
                libc::AT_SYMLINK_NOFOLLOW
            };
            // SAFETY: a string that ends in zero.
            check_path(&p, || unsafe {
                match p.fd {
                    Some(f) => libc::fchown(f, uid, gid),
                    None => libc::fchownat(fd, p.text.as_ptr(), uid, gid, flags),
                }
            })
            .map(none)
        },
    ),
    method("truncate(path, length)", |a| {
        let p = path_arg(arg(a, 0), "truncate", Takes::PathOrFd)?;
        let size = super::io::raw::offset_arg(arg(a, 1))?;
        // SAFETY: a string that ends in zero.
        check_path(&p, || unsafe {
            match p.fd {
                Some(f) => libc::ftruncate(f, size),
                None => libc::truncate(p.text.as_ptr(), size),
            }
        })
        .map(none)
    }),
    method(
        "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
        |a| {
            let p = path_arg(arg(a, 0), "utime", Takes::PathOrFd)?;
            let times = link_times(a)?;
            let fd = dir_fd(a, 3)?;
            let flags = if flag_at(a, 4, true)? {
                0
            } else {
                libc::AT_SYMLINK_NOFOLLOW
            };
            // SAFETY: a string that ends in zero, an array of two.
            check_path(&p, || unsafe {
                match p.fd {
                    Some(f) => libc::futimens(f, times.as_ptr()),
                    None => libc::utimensat(fd, p.text.as_ptr(), times.as_ptr(), flags),
                }
            })
            .map(none)
        },
    ),
    method("open(path, flags, mode=511, *, dir_fd=None)", |a| {
        let p = path_arg(arg(a, 0), "open", Takes::Path)?;
        let (flags, mode, fd) = (int_at(a, 1)?, int_or(a, 2, 0o777)?, dir_fd(a, 3)?);
        // SAFETY: a string that ends in zero.
        check_path(&p, || unsafe {
            libc::openat(
                fd,
                p.text.as_ptr(),
                flags | libc::O_CLOEXEC,
                mode as libc::c_uint,
            )
        })
        .map(|fd| Value::small(fd as i64))
    }),
    method("close(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        match unsafe { libc::close(fd) } {
            0 => Ok(Value::NONE),
            _ => Err(os_error::raise_last()),
        }
    }),
    method("closerange(fd_low, fd_high, /)", |a| {
        for fd in int_at(a, 0)?..int_at(a, 1)? {
            // SAFETY: a system call; errors do not matter.
            unsafe { libc::close(fd) };
        }
        Ok(Value::NONE)
    }),
    method("read(fd, length, /)", |a| {
        let (fd, n) = (int_at(a, 0)?, super::io::raw::offset_arg(arg(a, 1))?);
        let Ok(n) = usize::try_from(n) else {
            return Err(os_error::raise(libc::EINVAL));
        };
        let mut buffer = super::io::buffer_of(n)?;
        // SAFETY: a buffer of that size.
        match os_error::retry(|| unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), n) } as i64)? {
            Ok(n) => Ok(new_bytes(&buffer[..n as usize])),
            Err(e) => Err(os_error::raise(e)),
        }
    }),
    method("write(fd, data, /)", |a| {
        let fd = int_at(a, 0)?;
        let data = super::io::raw::data(arg(a, 1))?;
        // SAFETY: a buffer of that size.
        match os_error::retry(
            || unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) } as i64,
        )? {
            Ok(n) => Ok(int::from_i64(n)),
            Err(e) => Err(os_error::raise(e)),
        }
    }),
    method("lseek(fd, position, whence, /)", |a| {
        let (fd, to, whence) = (
            int_at(a, 0)?,
            super::io::raw::offset_arg(arg(a, 1))?,
            int_at(a, 2)?,
        );
        // SAFETY: a system call.
        match unsafe { libc::lseek(fd, to, whence) } {
            -1 => Err(os_error::raise_last()),
            at => Ok(int::from_i64(at)),
        }
    }),
    method("ftruncate(fd, length, /)", |a| {
        let (fd, size) = (int_at(a, 0)?, super::io::raw::offset_arg(arg(a, 1))?);
        // SAFETY: a system call.
        check(|| unsafe { libc::ftruncate(fd, size) }).map(none)
    }),
    method("fsync(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        check(|| unsafe { libc::fsync(fd) }).map(none)
    }),
    method("fdatasync(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        check(|| unsafe { libc::fdatasync(fd) }).map(none)
    }),
    method("sync()", |_| {
        // SAFETY: a system call.
        unsafe { libc::sync() };
        Ok(Value::NONE)
    }),
    method("dup(fd, /)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        check(|| unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
            .map(|fd| Value::small(fd as i64))
    }),
    method("dup2(fd, fd2, inheritable=True)", |a| {
        let (fd, to) = (int_at(a, 0)?, int_at(a, 1)?);
        let flags = if flag_at(a, 2, true)? {
            0
        } else {
            libc::O_CLOEXEC
        };
        // SAFETY: system calls.
        check(|| unsafe {
            if flags == 0 {
                libc::dup2(fd, to)
            } else {
                libc::dup3(fd, to, flags)
            }
        })
        .map(|fd| Value::small(fd as i64))
    }),
    method("pipe()", |_| {
        let mut fds = [0i32; 2];
        // SAFETY: an array of two.
        check(|| unsafe { libc::pipe2(fds.as_mut_ptr(), libc::O_CLOEXEC) })?;
        Ok(new_tuple(
            fds.iter().map(|fd| Value::small(*fd as i64)).collect(),
        ))
    }),
    method("isatty(fd, /)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        Ok(Value::bool(unsafe { libc::isatty(fd) } == 1))
    }),
    method("get_inheritable(fd, /)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        let flags = check(|| unsafe { libc::fcntl(fd, libc::F_GETFD) })?;
        Ok(Value::bool(flags & libc::FD_CLOEXEC == 0))
    }),
    method("set_inheritable(fd, inheritable, /)", |a| {
        let (fd, yes) = (int_at(a, 0)?, flag_at(a, 1, false)?);
        // SAFETY: system calls.
        let flags = check(|| unsafe { libc::fcntl(fd, libc::F_GETFD) })?;
        let flags = if yes {
            flags & !libc::FD_CLOEXEC
        } else {
            flags | libc::FD_CLOEXEC
        };
        check(|| unsafe { libc::fcntl(fd, libc::F_SETFD, flags) }).map(none)
    }),
    method("urandom(size, /)", |a| {
        match usize::try_from(super::io::raw::offset_arg(arg(a, 0))?) {
            Ok(n) => random_bytes(n),
            Err(_) => Err(errors::value_error("negative argument not allowed")),
        }
    }),
    method("getrandom(size, flags=0)", |a| {
        match usize::try_from(super::io::raw::offset_arg(arg(a, 0))?) {
            Ok(n) => random_bytes(n),
            Err(_) => Err(os_error::raise(libc::EINVAL)),
        }
    }),
    method("fspath(path)", |a| super::io::raw::fs_path(arg(a, 0))),
    method("strerror(code, /)", |a| {
        Ok(new_str(super::errno::message(int_at(a, 0)?).as_bytes()))
    }),
    method("putenv(name, value, /)", |a| {
        let (name, value) = (variable(arg(a, 0))?, variable(arg(a, 1))?);
        if name.as_bytes().is_empty() || name.as_bytes().contains(&b'=') {
            return Err(errors::value_error("illegal environment variable name"));
        }
        // SAFETY: strings that end in zero; the program has one thread that uses the environment.
        check(|| unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) }).map(none)
    }),
    method("unsetenv(name, /)", |a| {
        let name = variable(arg(a, 0))?;
        // SAFETY: as above.
        check(|| unsafe { libc::unsetenv(name.as_ptr()) }).map(none)
    }),
    method("_create_environ()", |_| environment()),
    method("get_terminal_size(fd=1, /)", |a| {
        let fd = int_or(a, 0, 1)?;
        // SAFETY: a buffer of the kind that the call fills.
        let size = unsafe {
            let mut size: libc::winsize = std::mem::zeroed();
            if libc::ioctl(fd, libc::TIOCGWINSZ, &mut size) != 0 {
                return Err(os_error::raise_last());
            }
            size
        };
        Ok(process::terminal_size(
            size.ws_col as i64,
            size.ws_row as i64,
        ))
    }),
    method("device_encoding(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a system call.
        let terminal = unsafe { libc::isatty(fd) } == 1;
        Ok(if terminal {
            new_str(b"utf-8")
        } else {
            Value::NONE
        })
    }),
];

/// A list of strings for `exec`: each without a zero byte.
pub fn strings(value: &Value, what: &str) -> R<Vec<CString>> {
    if !value.is_instance(ClassId::LIST) && !value.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error(format!(
            "{what} must be a tuple or list"
        )));
    }
    iter::collect(value)?.iter().map(variable).collect()
}
