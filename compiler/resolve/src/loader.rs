//! Where sources come from. This crate does no IO: whoever drives it supplies a [`Loader`].

use std::borrow::Cow;

/// Whose code a module is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The user's own program.
    Program,
    /// Our standard library.
    Stdlib,
    /// An installed package.
    SitePackages,
}

/// A folder that imports are searched in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    pub dir: String,
    pub origin: Origin,
}

/// A source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path shown in tracebacks and `__file__`.
    pub path: String,
    /// The path that diagnostics show.
    pub shown: String,
    pub bytes: Cow<'static, [u8]>,
}

pub trait Loader {
    /// The folders of `sys.path`, in its order: the program's, the standard library, installed packages.
    fn roots(&self) -> Vec<Root>;

    /// Reads `path`, which is a root's `dir`, a slash, and a path with slashes. `Ok(None)` when there is no such file; an
    /// error is a file that cannot be read, in words for the user.
    fn read(&mut self, path: &str) -> Result<Option<Source>, String>;

    /// Is there a folder at `path`? (A folder without `__init__.py` is a namespace package.)
    fn is_dir(&mut self, path: &str) -> bool;
}

/// What to compile.
pub enum Entry {
    /// A script, already read; it runs as `__main__`.
    Script(Source),
    /// `-m NAME`: a module of the search path, or a package's `__main__`.
    Module(String),
}
