//! The modules that the runtime implements itself.

/// Names of the native modules. They win over every file, as CPython's built-in modules do.
pub const NATIVE_MODULES: &[&str] = &[
    "_collections",
    "_functools",
    "_io",
    "_json",
    "_random",
    "_sre",
    "_struct",
    "_taipan",
    "_thread",
    "_weakref",
    "builtins",
    "errno",
    "gc",
    "math",
    "posix",
    "sys",
    "time",
];

pub fn is_native(name: &str) -> bool {
    NATIVE_MODULES.contains(&name)
}
