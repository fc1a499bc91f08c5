//! A backtracking engine for regular expressions with the semantics of CPython 3.14's `re`.
//!
//! It knows nothing of Python objects: the runtime's module `_sre` makes `Pattern` and `Match` of it (what that module
//! provides is listed at its head), and `stdlib/re` is the public face.
//! A text pattern and its texts are UTF-8 extended with lone surrogates in their
//! three-byte forms; a bytes pattern works on bytes. All positions are byte offsets, except the position of an error
//! in the pattern, which counts code points.
//!
//! Known to differ from CPython: `\N{name}` is refused ([`ErrorKind::Unsupported`]); LOCALE is that of the C locale;
//! a lookbehind evaluated past the end position sees the text there.
//!
//! ```
//! use taipan_sre::{Mode, Scratch, compile};
//!
//! let program = compile(br"(\w+)@(\w+)", false, 0).unwrap();
//! let mut scratch = Scratch::new();
//! let text = "mail to ann@example today".as_bytes();
//! let found = program.execute(&mut scratch, text, 0, text.len(), Mode::Search, false, &mut || false);
//! assert_eq!(found, Ok(true));
//! assert_eq!(scratch.group(2), Some((12, 19)));
//! ```

mod ast;
mod chars;
mod charset;
mod compile;
mod error;
mod escape;
mod exec;
mod first;
pub mod flags;
mod parse;
mod program;
mod scratch;
mod search;
mod template;
mod tokenizer;

pub use error::{ErrorKind, PatternError};
pub use exec::Stop;
pub use scratch::Scratch;
pub use search::Mode;
pub use template::{Piece, parse_template};

use exec::Engine;
use program::Code;

/// A compiled pattern.
pub struct Program {
    /// Number of capturing groups.
    pub groups: usize,
    /// Named groups with their numbers, in the order of their appearance.
    pub names: Vec<(Vec<u8>, u32)>,
    /// The flags given and those that the pattern sets itself, `UNICODE` included.
    pub flags: u32,
    pub is_bytes: bool,
    /// Texts of the `FutureWarning`s that compiling the pattern issues.
    pub warnings: Vec<String>,
    code: Code,
}

/// Compiles `pattern` as `re.compile` does.
pub fn compile(pattern: &[u8], is_bytes: bool, flags: u32) -> Result<Program, PatternError> {
    let parsed = parse::parse(pattern, is_bytes, flags)?;
    let code = compile::compile(&parsed, is_bytes)?;
    Ok(Program {
        groups: parsed.group_widths.len() - 1,
        names: parsed.names,
        flags: parsed.flags,
        is_bytes,
        warnings: parsed.warnings,
        code,
    })
}

impl Program {
    /// Matches `text` from `start` (a boundary of a character) on, as if it ended at `end`; what lies before `start`
    /// stays visible to `^`, `\b` and lookbehind. With `must_advance` an empty match at `start` does not count.
    /// `poll` is called now and then during backtracking and stops the match by returning true.
    /// The result is in `scratch` until it is used again.
    #[allow(clippy::too_many_arguments)]
    pub fn execute(
        &self,
        scratch: &mut Scratch,
        text: &[u8],
        start: usize,
        end: usize,
        mode: Mode,
        must_advance: bool,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, Stop> {
        let start = start.min(text.len());
        let past_end = start > end;
        let text = &text[..end.min(text.len()).max(start)];
        let code = &self.code;
        match self.is_bytes {
            true => Engine::<true> {
                code,
                text,
                past_end,
                scratch,
                poll,
            }
            .execute(start, mode, must_advance),
            false => Engine::<false> {
                code,
                text,
                past_end,
                scratch,
                poll,
            }
            .execute(start, mode, must_advance),
        }
    }

    /// The number of the group called `name`.
    pub fn group_index(&self, name: &[u8]) -> Option<u32> {
        self.names
            .iter()
            .find(|(known, _)| known.first() == name.first() && known == name)
            .map(|&(_, group)| group)
    }

    /// The name of a group.
    pub fn group_name(&self, group: usize) -> Option<&[u8]> {
        self.names
            .iter()
            .find(|(_, known)| *known as usize == group)
            .map(|(name, _)| &name[..])
    }
}
