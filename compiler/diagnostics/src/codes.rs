//! The table of diagnostic codes, the only place where their names are listed.
//!
//! A row is a constant, the code that users see, the level it has unless a stage overrides it, a title, and, as its
//! documentation comment, the text that `taipan explain CODE` prints. Codes are never reused for another meaning:
//! `E00xx` source text and files, `E01xx` imports, `E02xx` the subset, `E03xx` types; `W` instead of `E` where
//! the level is a warning.

use crate::diagnostic::Diagnostic;
use crate::source_map::FileId;
use ruff_text_size::TextRange;

/// How much a diagnostic matters: an error stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Warning,
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The constant's name, as in `codes::BAD_CALL`.
    pub name: &'static str,
    /// What users see, as in `E0303`.
    pub id: &'static str,
    pub level: Level,
    /// One line, for lists.
    pub title: &'static str,
    /// What `taipan explain` prints, in Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// Starts a diagnostic of this code that points at `span` of `file`; its message is the title until one is given.
    pub fn at(&'static self, file: FileId, span: TextRange) -> Diagnostic {
        Diagnostic::new(self, Some((file, span)))
    }

    /// Starts a diagnostic of this code that belongs to no place in a source text.
    pub fn anywhere(&'static self) -> Diagnostic {
        Diagnostic::new(self, None)
    }
}

/// The row whose code is `id`, in any case of its letters (`e0303` works on the command line).
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter()
        .copied()
        .find(|code| code.id.eq_ignore_ascii_case(id))
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident $id:literal $level:ident $title:literal; )+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: Code = Code {
                name: stringify!($name),
                id: $id,
                level: Level::$level,
                title: $title,
                explanation: concat!($($doc, "\n"),+),
            };
        )+

        /// Every row, in the order of the table.
        pub static ALL: &[&Code] = &[$(&$name),+];
    };
}

codes! {
    /// The text is not a Python 3.14 program.
    ///
    /// The message is CPython's where it has one. The first syntax error of a file is the one that CPython would
    /// report; further ones may follow from it.
    SYNTAX_ERROR "E0001" Error "the source is not valid Python";

    /// The indentation of a line fits no block, a block has no indented line, or tabs and spaces are mixed in a way
    /// that makes the meaning depend on the width of a tab.
    ///
    /// CPython raises `IndentationError` or `TabError` here.
    INDENTATION_ERROR "E0002" Error "the indentation is inconsistent";

    /// The bytes of the file are not text in the declared encoding.
    ///
    /// Source files are UTF-8 unless a comment in one of the first two lines says otherwise (`# -*- coding: latin-1 -*-`).
    /// UTF-8, Latin-1 and ASCII are known. A source file contains no null bytes.
    SOURCE_ENCODING "E0003" Error "the file is not text in its encoding";

    /// A source file or folder that the command names cannot be read: it does not exist, is a folder without
    /// `__main__.py`, or the permission is missing.
    UNREADABLE_FILE "E0004" Error "a source file cannot be read";

    /// The executable, an intermediate file or the cache cannot be written.
    ///
    /// No half-written file stays behind.
    UNWRITABLE_OUTPUT "E0005" Error "an output file cannot be written";

    /// The target is not one that this compiler has a runtime for. `taipan targets` lists those it has.
    UNKNOWN_TARGET "E0006" Error "unknown target";

    /// The text is valid Python, and hardly what was meant: `x is 1`, a backslash that escapes nothing, an assertion of
    /// a tuple, `return` in a `finally` block.
    ///
    /// CPython prints a `SyntaxWarning` when it compiles such text. The program does what CPython's does.
    SUSPICIOUS_SYNTAX "W0001" Warning "suspicious syntax";

    /// An `import` names a module that is neither part of the program, nor of the standard library, nor found in the
    /// virtual environment.
    ///
    /// The program still compiles: the statement raises `ModuleNotFoundError` when it executes, as in CPython, so that
    /// `try: import numpy` / `except ImportError:` works.
    MODULE_NOT_FOUND "W0101" Warning "a module cannot be found";

    /// `from module import name` names something that the module never binds.
    ///
    /// The statement raises `ImportError` when it executes.
    NAME_NOT_IN_MODULE "W0102" Warning "a module has no such name";

    /// The program uses a feature of Python that is outside the compiled subset, such as `eval` of a string.
    ///
    /// `docs/subset.md` lists these features. Taipan refuses them because a wrong answer would be worse.
    UNSUPPORTED "E0201" Error "a feature outside the subset";

    /// A module that the program imports, but that is not the user's own, uses a feature outside the subset.
    ///
    /// Packages carry code that nobody calls, so this is a warning. If execution arrives there, the program stops with
    /// status 101; no `except` clause catches that.
    UNSUPPORTED_ELSEWHERE "W0201" Warning "an imported module uses a feature outside the subset";

    /// A value is assigned to a variable or an attribute whose declared type does not admit it.
    ///
    /// ```python
    /// count: int = "three"
    /// ```
    ///
    /// Types are checked when compiling and never change what the program does: `build` and `run` show type errors as
    /// warnings unless `--strict` is given.
    BAD_ASSIGNMENT "E0301" Error "a value does not fit the declared type";

    /// An argument's type is not that of the parameter.
    ///
    /// ```python
    /// def area(side: float) -> float: ...
    /// area("2")
    /// ```
    BAD_ARGUMENT "E0302" Error "an argument does not fit its parameter";

    /// A call passes too many or too few arguments, or a keyword that no parameter has.
    ///
    /// The call raises `TypeError` when it executes.
    BAD_CALL "E0303" Error "a call does not fit the signature";

    /// A `return` statement gives a value that the declared return type does not admit.
    BAD_RETURN "E0304" Error "a returned value does not fit the declared type";

    /// The end of a function with a declared return type can be reached without a `return`, so that it returns `None`.
    MISSING_RETURN "E0305" Error "a path ends without returning a value";

    /// An attribute is read or called that the class of the value does not have.
    ///
    /// The access raises `AttributeError` when it executes.
    UNKNOWN_ATTRIBUTE "E0306" Error "no such attribute";

    /// An operator is applied to types that do not support it, as in `1 + "a"`.
    BAD_OPERATOR "E0307" Error "unsupported operand types";

    /// An attribute, an item or a method of a value is used that may be `None` here.
    ///
    /// Test it first: `if value is not None:`.
    OPTIONAL_ACCESS "E0308" Error "the value may be None here";

    /// A value is indexed that has no items, or with an index of the wrong type.
    BAD_INDEX "E0309" Error "the value cannot be indexed like this";

    /// A value is called that is not callable.
    NOT_CALLABLE "E0310" Error "the value is not callable";

    /// A name or an attribute declared `Final` is assigned again.
    FINAL_ASSIGNMENT "E0311" Error "a Final name is assigned again";

    /// A `for` loop, an unpacking or a comprehension iterates over a value that is not iterable.
    NOT_ITERABLE "E0312" Error "the value is not iterable";

    /// An unpacking has more or fewer targets than the tuple has items.
    BAD_UNPACKING "E0313" Error "the number of targets does not fit";

    /// A name is used that nothing binds: no assignment, import, parameter or builtin has it.
    ///
    /// The use raises `NameError` when it executes.
    UNDEFINED_NAME "E0314" Error "a name is not defined";

    /// An abstract class is instantiated although some of its abstract methods have no implementation.
    ABSTRACT_INSTANCE "E0315" Error "an abstract class is instantiated";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_agree_with_their_level() {
        for (index, code) in ALL.iter().enumerate() {
            assert!(
                ALL[..index].iter().all(|other| other.id != code.id),
                "{} is listed twice",
                code.id
            );
            let letter = match code.level {
                Level::Warning => 'W',
                Level::Error => 'E',
            };
            assert!(
                code.id.starts_with(letter) && code.id.len() == 5,
                "{}",
                code.id
            );
            assert!(
                !code.title.ends_with('.') && code.explanation.len() > 40,
                "{}",
                code.id
            );
        }
        assert_eq!(find("e0303").map(|code| code.name), Some("BAD_CALL"));
        assert_eq!(find("E9999"), None);
    }
}
