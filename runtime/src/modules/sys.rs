//! Module `sys`.

use super::{NativeModule, add};
use crate::exception::as_exception;
use crate::module::ModuleObj;
use crate::native::{arg, method, opt};
use crate::types::dict::DictObj;
use crate::types::str::{StrObj, intern, intern_value, new_str};
use crate::types::{float, int, list, tuple};
use crate::{ClassId, Opt, R, Value, call, class, context, errors, ops};
use std::cell::Cell;

pub const MODULE: NativeModule = NativeModule {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: &[
        method("exit(status=None, /)", |a| {
            Err(errors::raise_with(ClassId::SYSTEM_EXIT, opt(a, 0).cloned().into_iter().collect()))
        }),
        method("getrecursionlimit()", |_| {
            Ok(int::from_i64(i64::from(context::current().recursion_limit.get())))
        }),
        method("setrecursionlimit(limit, /)", set_recursion_limit),
        method("getrefcount(object, /)", |a| {
            Ok(int::from_i64(i64::from(arg(a, 0).ref_count() & 0x7FFF_FFFF) + 1))
        }),
        method("getsizeof(object, default=None)", |a| {
            match call::call_special(arg(a, 0), crate::name!("__sizeof__"), &[]) {
                Some(r) => r,
                None => Ok(opt(a, 1).cloned().unwrap_or(Value::small(16))),
            }
        }),
        method("intern(string, /)", |a| {
            if !arg(a, 0).is_exactly(ClassId::STR) {
                return Err(errors::type_error(format!(
                    "intern() argument must be str, not {}",
                    errors::type_name(arg(a, 0))
                )));
            }
            Ok(intern_value(arg(a, 0)))
        }),
        method("_is_interned(string, /)", |a| {
            Ok(Value::bool(arg(a, 0).get::<StrObj>().is_some_and(|s| s.header.has(crate::value::FLAG_INTERNED))))
        }),
        method("exc_info()", |_| {
            Ok(tuple::new_tuple(match context::current().handled() {
                None => vec![Value::NONE; 3],
                Some(e) => {
                    let t = as_exception(&e).and_then(|x| x.parts().traceback.clone());
                    vec![e.class().value(), e.clone(), t.unwrap_or(Value::NONE)]
                }
            }))
        }),
        method("exception()", |_| Ok(context::current().handled().unwrap_or(Value::NONE))),
        method("excepthook(exctype, value, traceback, /)", excepthook),
        method("__excepthook__(exctype, value, traceback, /)", excepthook),
        method("get_int_max_str_digits()", |_| Ok(int::from_usize(int::max_str_digits()))),
        method("set_int_max_str_digits(maxdigits)", |a| {
            let n = ops::index_i64(arg(a, 0))?.unwrap_or(-1);
            if n != 0 && n < 640 {
                return Err(errors::value_error("maxdigits must be 0 or larger than 640"));
            }
            int::set_max_str_digits(n as usize);
            Ok(Value::NONE)
        }),
        method("getdefaultencoding()", |_| Ok(new_str(b"utf-8"))),
        method("getfilesystemencoding()", |_| Ok(new_str(b"utf-8"))),
        method("getfilesystemencodeerrors()", |_| Ok(new_str(b"surrogateescape"))),
        method("getswitchinterval()", |_| Ok(float::from_f64(0.005))),
        method("setswitchinterval(interval, /)", |_| Ok(Value::NONE)),
        method("audit(event, /, *args)", |_| Ok(Value::NONE)),
        method("addaudithook(hook)", |_| Ok(Value::NONE)),
        method("gettrace()", |_| Ok(Value::NONE)),
        method("getprofile()", |_| Ok(Value::NONE)),
        method("is_finalizing()", |_| Ok(Value::FALSE)),
        method("_is_gil_enabled()", |_| Ok(Value::TRUE)),
        method("displayhook(object, /)", |a| {
            if !arg(a, 0).is_none() {
                let shown = ops::repr(arg(a, 0))?;
                crate::builtins::output::write(&[crate::types::str::bytes_of(&shown), b"\n"])?;
            }
            Ok(Value::NONE)
        }),
        method("_getframemodulename(depth=0)", |a| {
            let depth = opt(a, 0).map_or(Ok(Some(0)), ops::index_i64)?.unwrap_or(0);
            Ok(match frame_at(depth) {
                // SAFETY: module records are static.
                Some((code, _)) => crate::function::static_value(unsafe { (*code.module).name }),
                None => Value::NONE,
            })
        }),
    ],
    init,
};

fn set_recursion_limit(a: &[Opt]) -> R {
    let n = ops::index_i64(arg(a, 0))?.unwrap_or(-1);
    if n < 1 {
        return Err(errors::value_error("recursion limit must be greater or equal than 1"));
    }
    context::current().recursion_limit.set(n.min(i64::from(u32::MAX / 8)) as u32);
    crate::start::reset_limit();
    Ok(Value::NONE)
}

/// The code and line of the Python frame `depth` levels up.
fn frame_at(depth: i64) -> Option<(&'static taipan_abi::program::Code, usize)> {
    let mut left = depth;
    let mut found = None;
    crate::start::walk_frames(|code, _| {
        if left == 0 {
            found = Some((code, code.first_line as usize));
            return false;
        }
        left -= 1;
        true
    });
    found
}

fn excepthook(a: &[Opt]) -> R {
    if as_exception(arg(a, 1)).is_some() {
        super::print_error(crate::traceback::format_exception(arg(a, 1)).as_bytes());
    }
    Ok(Value::NONE)
}

/// A struct sequence of `sys`: a tuple with named fields.
fn named(title: &str, fields: &[(&str, Value)]) -> Value {
    super::structs::new_struct(&format!("sys.{title}"), fields)
}

const FLAGS: &[&str] = &[
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
    "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
    "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", "gil",
    "thread_inherit_context", "context_aware_warnings",
];

/// Modules of the standard library, for suggestions.
const STDLIB: &[&str] = &[
    "abc", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bisect", "bz2", "calendar",
    "cmath", "codecs", "collections", "colorsys", "concurrent", "configparser", "contextlib",
    "contextvars", "copy", "copyreg", "csv", "ctypes", "dataclasses", "datetime", "dbm", "decimal",
    "difflib", "dis", "doctest", "email", "enum", "errno", "faulthandler", "fcntl", "filecmp",
    "fnmatch", "fractions", "functools", "gc", "getopt", "getpass", "gettext", "glob", "graphlib",
    "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "importlib", "inspect", "io",
    "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging", "lzma", "math",
    "mimetypes", "mmap", "multiprocessing", "numbers", "operator", "os", "pathlib", "pickle",
    "pkgutil", "platform", "plistlib", "pprint", "profile", "pstats", "pwd", "queue", "random",
    "re", "reprlib", "resource", "sched", "secrets", "select", "selectors", "shelve", "shlex",
    "shutil", "signal", "site", "smtplib", "socket", "sqlite3", "ssl", "stat", "statistics",
    "string", "struct", "subprocess", "symtable", "sys", "sysconfig", "tarfile", "tempfile",
    "textwrap", "threading", "time", "timeit", "token", "tokenize", "tomllib", "trace",
    "traceback", "tracemalloc", "types", "typing", "unicodedata", "unittest", "urllib", "uuid",
    "venv", "warnings", "wave", "weakref", "xml", "zipfile", "zipimport", "zlib", "zoneinfo",
];

pub fn is_stdlib_module(name: &str) -> bool {
    STDLIB.contains(&name)
}

thread_local! {
    /// The module object, kept for ever once made.
    static SYS: Cell<u64> = const { Cell::new(0) };
}

/// An attribute of `sys`, if the module is in use.
pub fn attribute(name: &Value) -> Opt {
    let word = SYS.with(Cell::get);
    if word == 0 {
        return None;
    }
    // SAFETY: the module object is kept for ever.
    let m = unsafe { crate::Borrowed::from_word(word) };
    m.get::<ModuleObj>().and_then(|m| m.get(name))
}

fn init(m: &ModuleObj) -> R<()> {
    // SAFETY: the module object whose address this is lives for ever.
    SYS.with(|s| s.set(m as *const ModuleObj as u64));
    let text = |t: &str| new_str(t.as_bytes());
    let n = |i: i64| int::from_i64(i);
    let program = super::program_path();
    let mut argv: Vec<Value> = crate::start::args().iter().map(|a| super::os_text(a)).collect();
    if let Some(first) = argv.first_mut() {
        *first = program.clone();
    }
    add(m, "argv", list::new_list(argv.clone()));
    add(m, "orig_argv", list::new_list(argv));
    add(m, "path", list::new_list(vec![text("")]));
    add(m, "meta_path", list::new_list(vec![]));
    add(m, "path_hooks", list::new_list(vec![]));
    add(m, "path_importer_cache", DictObj::new());
    add(m, "warnoptions", list::new_list(vec![]));
    add(m, "_xoptions", DictObj::new());
    // SAFETY: kept for ever.
    let modules = unsafe { crate::Borrowed::from_word(super::sys_modules() as *const DictObj as u64) };
    add(m, "modules", modules.owned());
    let version_info = named(
        "version_info",
        &[
            ("major", n(3)),
            ("minor", n(14)),
            ("micro", n(0)),
            ("releaselevel", text("final")),
            ("serial", n(0)),
        ],
    );
    add(m, "version", text("3.14.0 (main) [Taipan]"));
    add(m, "version_info", version_info.clone());
    add(m, "hexversion", n(0x030E_00F0));
    add(m, "api_version", n(1013));
    add(m, "copyright", text(""));
    add(m, "maxsize", n(i64::MAX));
    add(m, "maxunicode", n(0x10FFFF));
    add(m, "byteorder", text("little"));
    add(m, "platform", text("linux"));
    add(m, "platlibdir", text("lib"));
    add(m, "executable", text(""));
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        add(m, name, text("/usr"));
    }
    add(m, "pycache_prefix", Value::NONE);
    add(m, "dont_write_bytecode", Value::TRUE);
    add(m, "float_repr_style", text("short"));
    add(m, "abiflags", text(""));
    add(m, "builtin_module_names", tuple::new_tuple(vec![text("builtins"), text("sys")]));
    let names = STDLIB.iter().map(|s| intern(s.as_bytes())).collect();
    let set = crate::types::set::from_items(names)?;
    let frozen = class::builtin(ClassId::FROZENSET).value();
    add(m, "stdlib_module_names", call::call(&frozen, &[&set])?);
    let f = float::from_f64;
    add(
        m,
        "float_info",
        named(
            "float_info",
            &[
                ("max", f(f64::MAX)),
                ("max_exp", n(1024)),
                ("max_10_exp", n(308)),
                ("min", f(f64::MIN_POSITIVE)),
                ("min_exp", n(-1021)),
                ("min_10_exp", n(-307)),
                ("dig", n(15)),
                ("mant_dig", n(53)),
                ("epsilon", f(f64::EPSILON)),
                ("radix", n(2)),
                ("rounds", n(1)),
            ],
        ),
    );
    add(
        m,
        "int_info",
        named(
            "int_info",
            &[
                ("bits_per_digit", n(30)),
                ("sizeof_digit", n(4)),
                ("default_max_str_digits", n(4300)),
                ("str_digits_check_threshold", n(640)),
            ],
        ),
    );
    add(
        m,
        "hash_info",
        named(
            "hash_info",
            &[
                ("width", n(64)),
                ("modulus", n((1 << 61) - 1)),
                ("inf", n(314_159)),
                ("nan", n(0)),
                ("imag", n(1_000_003)),
                ("algorithm", text("siphash13")),
                ("hash_bits", n(64)),
                ("seed_bits", n(128)),
                ("cutoff", n(0)),
            ],
        ),
    );
    add(
        m,
        "thread_info",
        named("thread_info", &[("name", text("pthread")), ("lock", text("semaphore")), ("version", Value::NONE)]),
    );
    let flags: Vec<(&str, Value)> = FLAGS
        .iter()
        .map(|name| {
            let value = match *name {
                "hash_randomization" | "utf8_mode" | "gil" => n(1),
                "int_max_str_digits" => n(4300),
                "dev_mode" | "safe_path" => Value::FALSE,
                _ => n(0),
            };
            (*name, value)
        })
        .collect();
    add(m, "flags", named("flags", &flags));
    let implementation = super::namespace(&[
        ("name", text("taipan")),
        ("cache_tag", Value::NONE),
        ("version", version_info),
        ("hexversion", n(0x030E_00F0)),
        ("_multiarch", text("x86_64-linux-gnu")),
        ("supports_isolated_interpreters", Value::FALSE),
    ])?;
    add(m, "implementation", implementation);
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(v) = super::standard_stream(name) {
            add(m, name, v.clone());
            add(m, &format!("__{name}__"), v);
        }
    }
    Ok(())
}
