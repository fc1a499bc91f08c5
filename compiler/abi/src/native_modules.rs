//! The modules that the runtime implements itself. A test of the runtime holds this list against its table of modules.

/// Names of the native modules, sorted. They win over every file, as CPython's built-in modules do.
pub const NATIVE_MODULES: &[&str] = &[
    "_bisect",
    "_calls",
    "_deque",
    "_heapq",
    "_io",
    "_odict",
    "_sre",
    "_taipan",
    "_weakref",
    "atexit",
    "builtins",
    "errno",
    "gc",
    "itertools",
    "math",
    "posix",
    "sys",
    "time",
];
