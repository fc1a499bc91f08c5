//! The standard library's Python sources, embedded in the compiler.
//!
//! They live under [`ROOT`], a folder that exists on no disk; tracebacks show their paths so.

/// The search path's entry for the standard library.
pub const ROOT: &str = "<stdlib>";

/// Path below `ROOT` and text, sorted by path.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/stdlib.rs"));

/// The part of `path` below [`ROOT`], if it lies there.
pub fn relative(path: &str) -> Option<&str> {
    path.strip_prefix(ROOT)?.strip_prefix('/')
}

/// The text of the file at `path`, which is relative to [`ROOT`].
pub fn read(path: &str) -> Option<&'static str> {
    let index = FILES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    Some(FILES[index].1)
}

/// Whether some file lies in the folder at `path`, which is relative to [`ROOT`].
pub fn is_dir(path: &str) -> bool {
    let prefix = format!("{path}/");
    let next = FILES.partition_point(|(name, _)| *name < prefix.as_str());
    FILES
        .get(next)
        .is_some_and(|(name, _)| name.starts_with(&prefix))
}

/// All files, for tools that look at the library as a whole.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied()
}
