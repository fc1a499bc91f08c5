//! The modules that the runtime implements itself.

/// Names of the native modules. They win over every file, as CPython's built-in modules do.
pub const NATIVE_MODULES: &[&str] = &[
    "_io", "_sre", "_struct", "_taipan", "_thread", "_weakref", "atexit", "builtins", "errno",
    "gc", "math", "posix", "sys", "time",
];

pub fn is_native(name: &str) -> bool {
    NATIVE_MODULES.contains(&name)
}

/// Modules that CPython has built in or frozen, or has imported before the program starts: no file of the program's folder
/// stands in for them.
const EARLY_MODULES: &[&str] = &[
    "_abc",
    "_ast",
    "_bisect",
    "_blake2",
    "_codecs",
    "_collections",
    "_collections_abc",
    "_contextvars",
    "_csv",
    "_datetime",
    "_functools",
    "_heapq",
    "_imp",
    "_io",
    "_json",
    "_locale",
    "_md5",
    "_operator",
    "_pickle",
    "_random",
    "_sha1",
    "_sha2",
    "_sha3",
    "_signal",
    "_sitebuiltins",
    "_socket",
    "_sre",
    "_stat",
    "_statistics",
    "_string",
    "_struct",
    "_thread",
    "_tokenize",
    "_tracemalloc",
    "_types",
    "_typing",
    "_warnings",
    "_weakref",
    "abc",
    "array",
    "atexit",
    "binascii",
    "builtins",
    "cmath",
    "codecs",
    "encodings",
    "errno",
    "faulthandler",
    "fcntl",
    "gc",
    "genericpath",
    "grp",
    "io",
    "itertools",
    "marshal",
    "math",
    "ntpath",
    "os",
    "posix",
    "posixpath",
    "pwd",
    "runpy",
    "select",
    "site",
    "stat",
    "sys",
    "syslog",
    "time",
    "unicodedata",
    "zipimport",
    "zlib",
];

pub fn is_early(name: &str) -> bool {
    EARLY_MODULES.contains(&name)
}
