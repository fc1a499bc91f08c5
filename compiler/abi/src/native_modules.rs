//! The modules that the runtime implements itself. A test of the runtime holds this list against its table of modules.

/// Names of the native modules, sorted. They win over every file, as CPython's built-in modules do.
pub const NATIVE_MODULES: &[&str] = &[
    "_deque", "_io", "_sre", "_taipan", "_weakref", "atexit", "builtins", "errno", "gc", "math",
    "posix", "sys", "time",
];
