//! Module `sys`.

use super::io::standard;
use super::{NativeModule, add, nothing_to_none};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::dict::DictObj;
use crate::types::list::new_list;
use crate::types::str::{self, StrObj, intern, new_str};
use crate::types::tuple::{self, new_tuple};
use crate::types::{float, int};
use crate::{ClassId, Opt, R, Value, class, context, errors, exception, ops};
use std::cell::Cell;
use taipan_abi::program::Code;

pub const MODULE: NativeModule = NativeModule {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: FUNCTIONS,
    init,
    mark: crate::modules::MARK,
};

/// The Python whose answers programs get.
const VERSION: (i64, i64, i64) = (3, 14, 0);

#[inline(never)]
fn text(s: &str) -> Value {
    new_str(s.as_bytes())
}

fn init(m: &ModuleObj) -> R<()> {
    // SAFETY: the module object whose address this is lives for ever.
    SYS.with(|s| s.set(m as *const ModuleObj as u64));
    let args = crate::start::args();
    let list = args
        .iter()
        .map(|a| super::io::raw::decode_path(a))
        .collect::<Vec<_>>();
    add(m, "argv", new_list(list.clone()));
    add(m, "orig_argv", new_list(list));
    let executable = std::fs::read_link("/proc/self/exe")
        .map(|p| super::io::raw::decode_path(p.as_os_str().as_encoded_bytes()))
        .unwrap_or_else(|_| text(""));
    add(m, "executable", executable.clone());
    add(m, "_base_executable", executable);
    let folder = args
        .first()
        .and_then(|a| {
            a.iter()
                .rposition(|b| *b == b'/')
                .map(|at| a[..at].to_vec())
        })
        .unwrap_or_default();
    add(
        m,
        "path",
        new_list(vec![super::io::raw::decode_path(&folder)]),
    );
    add(m, "path_hooks", new_list(vec![]));
    add(m, "path_importer_cache", DictObj::new());
    add(m, "meta_path", new_list(vec![]));
    let modules: &DictObj = super::sys_modules();
    // SAFETY: the dict is a live object.
    let modules = unsafe { crate::Borrowed::from_word(modules as *const DictObj as u64) }.owned();
    add(m, "modules", modules);
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        add(m, name, text("/usr"));
    }
    add(m, "platlibdir", text("lib"));
    add(m, "pycache_prefix", Value::NONE);
    add(m, "dont_write_bytecode", Value::TRUE);
    let version = format!(
        "{}.{}.{} (Taipan {}) [rustc]",
        VERSION.0,
        VERSION.1,
        VERSION.2,
        env!("CARGO_PKG_VERSION")
    );
    add(m, "version", text(&version));
    add(
        m,
        "copyright",
        text("Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved."),
    );
    let number = VERSION.0 << 24 | VERSION.1 << 16 | VERSION.2 << 8 | 0xf0;
    add(m, "hexversion", Value::small(number));
    add(m, "api_version", Value::small(1013));
    add(m, "maxsize", int::from_i64(i64::MAX));
    add(m, "maxunicode", Value::small(0x10ffff));
    add(m, "byteorder", intern(b"little"));
    add(m, "platform", intern(b"linux"));
    add(m, "float_repr_style", intern(b"short"));
    add(m, "abiflags", text(""));
    add(m, "warnoptions", new_list(vec![]));
    add(m, "_xoptions", DictObj::new());
    records(m)?;
    let builtin_names: Vec<Value> = super::NATIVE
        .iter()
        .map(|n| intern(n.name.as_bytes()))
        .collect();
    add(m, "builtin_module_names", new_tuple(builtin_names));
    let names: Vec<Value> = STDLIB_NAMES
        .split_ascii_whitespace()
        .map(|n| intern(n.as_bytes()))
        .collect();
    let names = new_list(names);
    let names = crate::types::set::from_iterable(ClassId::FROZENSET as u32, Some(&names))?;
    add(m, "stdlib_module_names", names);
    for (fd, name) in [(0, "stdin"), (1, "stdout"), (2, "stderr")] {
        let file = standard::make(fd)?;
        add(m, &format!("__{name}__"), file.clone());
        add(m, name, file);
    }
    for hook in [
        "excepthook",
        "displayhook",
        "unraisablehook",
        "breakpointhook",
    ] {
        if let Some(f) = m.get(&intern(hook.as_bytes())) {
            add(m, &format!("__{hook}__"), f);
        }
    }
    Ok(())
}

/// A record type: a subclass of tuple with named fields.
fn record(name: &str, fields: &[(&str, Value)]) -> Value {
    super::structs::new_struct(&format!("sys.{name}"), fields)
}

fn records(m: &ModuleObj) -> R<()> {
    let small = Value::small;
    let version = || {
        record(
            "version_info",
            &[
                ("major", small(VERSION.0)),
                ("minor", small(VERSION.1)),
                ("micro", small(VERSION.2)),
                ("releaselevel", intern(b"final")),
                ("serial", small(0)),
            ],
        )
    };
    add(m, "version_info", version());
    let f = float::from_f64;
    add(
        m,
        "float_info",
        record(
            "float_info",
            &[
                ("max", f(f64::MAX)),
                ("max_exp", small(1024)),
                ("max_10_exp", small(308)),
                ("min", f(f64::MIN_POSITIVE)),
                ("min_exp", small(-1021)),
                ("min_10_exp", small(-307)),
                ("dig", small(15)),
                ("mant_dig", small(53)),
                ("epsilon", f(f64::EPSILON)),
                ("radix", small(2)),
                ("rounds", small(1)),
            ],
        ),
    );
    add(
        m,
        "int_info",
        record(
            "int_info",
            &[
                ("bits_per_digit", small(30)),
                ("sizeof_digit", small(4)),
                ("default_max_str_digits", small(4300)),
                ("str_digits_check_threshold", small(640)),
            ],
        ),
    );
    add(
        m,
        "hash_info",
        record(
            "hash_info",
            &[
                ("width", small(64)),
                ("modulus", int::from_i64((1 << 61) - 1)),
                ("inf", small(314159)),
                ("nan", small(0)),
                ("imag", small(1000003)),
                ("algorithm", intern(b"siphash13")),
                ("hash_bits", small(64)),
                ("seed_bits", small(128)),
                ("cutoff", small(0)),
            ],
        ),
    );
    add(
        m,
        "thread_info",
        record(
            "thread_info",
            &[
                ("name", intern(b"pthread")),
                ("lock", intern(b"semaphore")),
                ("version", Value::NONE),
            ],
        ),
    );
    let flags = [
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
    ];
    let mut rows: Vec<(&str, Value)> = flags.iter().map(|n| (*n, small(0))).collect();
    rows[11].1 = small(1);
    rows.push(("dev_mode", Value::FALSE));
    rows.push((
        "utf8_mode",
        small(i64::from(super::io::standard::utf8_mode())),
    ));
    rows.push(("warn_default_encoding", small(0)));
    rows.push(("safe_path", Value::FALSE));
    rows.push(("int_max_str_digits", small(4300)));
    add(m, "flags", record("flags", &rows));
    let implementation = [
        ("name", intern(b"taipan")),
        ("cache_tag", Value::NONE),
        ("version", version()),
        (
            "hexversion",
            small(VERSION.0 << 24 | VERSION.1 << 16 | 0xf0),
        ),
    ];
    add(
        m,
        "implementation",
        crate::types::namespace::from_pairs(&implementation),
    );
    Ok(())
}

thread_local! {
    /// The module object, kept for ever once made.
    static SYS: Cell<u64> = const { Cell::new(0) };
}

/// An attribute of `sys`, as it is now.
pub fn attribute(name: &Value) -> Opt {
    let word = SYS.with(Cell::get);
    if word == 0 {
        return None;
    }
    // SAFETY: the module object is kept for ever.
    let m = unsafe { crate::Borrowed::from_word(word) };
    m.get::<ModuleObj>().and_then(|m| m.get(name))
}

pub fn is_stdlib_module(name: &str) -> bool {
    STDLIB_NAMES.split_ascii_whitespace().any(|n| n == name)
}

/// The line of a place in the function; its first where that is not known.
pub fn line_at(code: &Code, place: Option<u32>) -> usize {
    place.map_or(code.first_line as usize, |at| {
        crate::traceback::line_of(code, at)
    })
}

/// The Python frame `depth` levels up.
fn get_frame(a: &[Opt]) -> R {
    let depth = opt(a, 0).map_or(Ok(Some(0)), ops::index_i64)?.unwrap_or(0);
    let mut frames = vec![];
    crate::start::walk_stack(usize::MAX, |code, place, at| {
        frames.push((code, line_at(code, at), place));
        true
    });
    let outer = frames.into_iter().skip(depth.max(0) as usize).rev();
    let frame = outer.fold(None, |back, (code, line, place)| {
        Some(crate::types::frame::new_frame(code, line, place, back))
    });
    frame.ok_or_else(|| errors::value_error("call stack is not deep enough"))
}

/// Calls the program's own `sys.unraisablehook`; `None` if it has none.
pub fn call_unraisable_hook(exc: &Value, message: &str) -> Option<R> {
    let word = SYS.with(Cell::get);
    if word == 0 {
        return None;
    }
    // SAFETY: the word owns the module object for ever.
    let module = unsafe { crate::Borrowed::from_word(word) }.owned();
    let module = module.get::<ModuleObj>()?;
    let hook = module.get(&intern(b"unraisablehook"))?;
    let own = module.get(&intern(b"__unraisablehook__"))?;
    if hook.word() == own.word() || hook.is_none() {
        return None;
    }
    let arguments = record(
        "UnraisableHookArgs",
        &[
            ("exc_type", exc.class().value()),
            ("exc_value", exc.clone()),
            (
                "exc_traceback",
                crate::attr::get(exc, crate::name!("__traceback__")).unwrap_or(Value::NONE),
            ),
            ("err_msg", new_str(message.as_bytes())),
            ("object", Value::NONE),
        ],
    );
    Some(crate::call::call(&hook, &[&arguments]))
}

/// The name of the module whose code runs in the Python frame `depth` levels up.
pub fn frame_module(depth: i64) -> Opt {
    let (mut left, mut found) = (depth, None);
    crate::start::walk_frames(|code, _| {
        if left == 0 {
            // SAFETY: module records are static.
            found = Some(crate::function::static_value(unsafe {
                (*code.module).name
            }));
            return false;
        }
        left -= 1;
        true
    });
    found
}

/// Where a call comes from: (path, line, module name) of the `level`th frame (from 1) outside of the file `path`.
pub fn caller(a: &[Opt]) -> R {
    let path = str::bytes_of(arg(a, 0)).to_vec();
    let mut left = ops::index_i64(arg(a, 1))?.unwrap_or(1).max(1);
    let mut is_outside = false;
    let mut found = Value::NONE;
    crate::start::walk_frames(|code, place| {
        // SAFETY: module records are static.
        let module = unsafe { &*code.module };
        let module_path = crate::function::static_value(module.path);
        // Once outside, a frame is a frame.
        is_outside |= str::bytes_of(&module_path) != path;
        if !is_outside {
            return true;
        }
        if left > 1 {
            left -= 1;
            return true;
        }
        found = tuple::new_tuple(vec![
            module_path,
            Value::small(line_at(code, place) as i64),
            crate::function::static_value(module.name),
        ]);
        false
    });
    Ok(found)
}

/// `sys.exc_info()`'s exception.
fn handled() -> Value {
    context::current().handled().unwrap_or(Value::NONE)
}

const FUNCTIONS: &[NativeDef] = &[
    method("exit(status=None, /)", |a| {
        let status = opt(a, 0).cloned().unwrap_or(Value::NONE);
        let args = if tuple_like(&status) {
            tuple::items(&status).to_vec()
        } else if status.is_none() {
            vec![]
        } else {
            vec![status]
        };
        Err(errors::raise_with(ClassId::SYSTEM_EXIT, args))
    }),
    method("exception()", |_| Ok(handled())),
    method("exc_info()", |_| {
        let e = handled();
        Ok(match exception::as_exception(&e) {
            None => new_tuple(vec![Value::NONE, Value::NONE, Value::NONE]),
            Some(x) => {
                let tb = x.parts().traceback.clone().unwrap_or(Value::NONE);
                new_tuple(vec![e.class().value(), e.clone(), tb])
            }
        })
    }),
    method("getrecursionlimit()", |_| {
        Ok(Value::small(context::current().recursion_limit.get() as i64))
    }),
    method("setrecursionlimit(limit, /)", |a| {
        let limit = super::io::raw::offset_arg(arg(a, 0))?;
        if limit < 1 {
            return Err(errors::value_error(
                "recursion limit must be greater or equal than 1",
            ));
        }
        let Ok(limit) = i32::try_from(limit) else {
            return Err(errors::overflow_error(
                "Python int too large to convert to C int",
            ));
        };
        context::current().recursion_limit.set(limit as u32);
        crate::start::reset_limit();
        Ok(Value::NONE)
    }),
    method("getrefcount(object, /)", |a| {
        // The caller's own reference counts, as in CPython.
        let v = arg(a, 0);
        Ok(match v.header() {
            Some(h) if h.is_immortal() => Value::small(3221225472),
            Some(h) => Value::small(h.count() as i64),
            None => Value::small(3221225472),
        })
    }),
    method(
        "getsizeof(object, default=None)",
        |a| match crate::call::call_special(arg(a, 0), crate::name!("__sizeof__"), &[]) {
            Some(r) => r,
            None => match opt(a, 1) {
                Some(d) => Ok(d.clone()),
                None => Err(errors::type_error(format!(
                    "Type {} doesn't define __sizeof__",
                    errors::type_name(arg(a, 0))
                ))),
            },
        },
    ),
    method("intern(string, /)", |a| {
        let s = arg(a, 0);
        if s.is_exactly(ClassId::STR) {
            return Ok(str::intern_value(s));
        }
        if s.get::<StrObj>().is_some() {
            return Err(errors::type_error(format!(
                "can't intern {}",
                errors::type_name(s)
            )));
        }
        Err(errors::bad_argument("intern() argument must be str", s))
    }),
    method("_is_interned(string, /)", |a| {
        let s = arg(a, 0);
        Ok(Value::bool(
            s.header()
                .is_some_and(|h| h.has(crate::value::FLAG_INTERNED)),
        ))
    }),
    method("is_finalizing()", |_| {
        Ok(Value::bool(super::finish::is_finalizing()))
    }),
    method("_is_gil_enabled()", |_| Ok(Value::TRUE)),
    method("getdefaultencoding()", |_| Ok(intern(b"utf-8"))),
    method("getfilesystemencoding()", |_| Ok(intern(b"utf-8"))),
    method("getfilesystemencodeerrors()", |_| {
        Ok(intern(b"surrogateescape"))
    }),
    method("getswitchinterval()", |_| Ok(float::from_f64(0.005))),
    method("setswitchinterval(interval, /)", |_| Ok(Value::NONE)),
    method("get_int_max_str_digits()", |_| {
        Ok(int::from_usize(int::max_str_digits()))
    }),
    method("set_int_max_str_digits(maxdigits)", |a| {
        let n = super::io::raw::offset_arg(arg(a, 0))?;
        if n != 0 && n < 640 {
            return Err(errors::value_error(
                "maxdigits must be >= 640 or 0 for unlimited",
            ));
        }
        int::set_max_str_digits(n.max(0) as usize);
        Ok(Value::NONE)
    }),
    method("audit(event, *args)", |_| Ok(Value::NONE)),
    method("addaudithook(hook)", |_| Ok(Value::NONE)),
    method("gettrace()", |_| Ok(Value::NONE)),
    method("getprofile()", |_| Ok(Value::NONE)),
    method("settrace(function, /)", |a| {
        nothing_to_none(arg(a, 0), "sys.settrace")
    }),
    method("setprofile(function, /)", |a| {
        nothing_to_none(arg(a, 0), "sys.setprofile")
    }),
    method("excepthook(exctype, value, traceback, /)", |a| {
        crate::traceback::print_uncaught(arg(a, 1));
        Ok(Value::NONE)
    }),
    method("unraisablehook(unraisable, /)", |a| {
        let e = crate::attr::get(arg(a, 0), crate::name!("exc_value"))?;
        let m = crate::attr::get(arg(a, 0), crate::name!("err_msg"))?;
        let o = crate::attr::get(arg(a, 0), crate::name!("object"))?;
        crate::traceback::print_unraisable(&e, &m, &o);
        Ok(Value::NONE)
    }),
    method("displayhook(object, /)", |a| {
        let v = arg(a, 0);
        if v.is_none() {
            return Ok(Value::NONE);
        }
        let shown = ops::repr(v)?;
        standard::print(&[shown], None, None, None, false)?;
        Ok(Value::NONE)
    }),
    method("breakpointhook(*args, **kws)", |_| {
        super::stop_unsupported("breakpoint() has no debugger to enter in a compiled program")
    }),
    method("_getframe(depth=0, /)", get_frame),
    method("_getframemodulename(depth=0)", |a| {
        let depth = opt(a, 0).map_or(Ok(Some(0)), ops::index_i64)?.unwrap_or(0);
        Ok(frame_module(depth).unwrap_or(Value::NONE))
    }),
    method("_clear_type_cache()", |_| Ok(Value::NONE)),
    method("_clear_internal_caches()", |_| Ok(Value::NONE)),
    method("call_tracing(func, args, /)", |a| {
        crate::call::call_tuple(arg(a, 0), arg(a, 1), None)
    }),
    method("getallocatedblocks()", |_| Ok(Value::small(0))),
    method("getunicodeinternedsize()", |_| Ok(Value::small(0))),
];

fn tuple_like(v: &Value) -> bool {
    v.is_instance(ClassId::TUPLE)
}

const STDLIB_NAMES: &str = "\
    __future__ _abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 \
    _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc \
    _colorize _compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree \
    _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels \
    _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec \
    _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem \
    _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random \
    _remote_debugging _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat \
    _statistics _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter \
    _tokenize _tracemalloc _types _typing _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo _zstd abc \
    annotationlib antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile \
    calendar cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser \
    contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest \
    email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools \
    gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib \
    importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math \
    mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse \
    os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty \
    pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter \
    runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 \
    sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys \
    sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize \
    tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv \
    warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";
