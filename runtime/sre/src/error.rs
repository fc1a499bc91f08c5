//! What compiling a pattern or a replacement template can raise.

use crate::chars;

/// The Python exception that the caller raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `re.PatternError(msg, pattern, pos)`.
    Pattern,
    ValueError,
    OverflowError,
    RecursionError,
    IndexError,
    /// Nothing that CPython raises: the engine lacks what the pattern uses.
    Unsupported,
}

/// A pattern or a template that is refused, in CPython's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    pub kind: ErrorKind,
    /// The message without the position, UTF-8 extended with lone surrogates (it may quote the pattern).
    pub msg: Vec<u8>,
    /// Code points (bytes, for a bytes pattern) before the fault; `None` where CPython gives no position.
    pub pos: Option<usize>,
}

impl PatternError {
    pub(crate) fn plain(kind: ErrorKind, msg: &str) -> Self {
        Self {
            kind,
            msg: msg.as_bytes().to_vec(),
            pos: None,
        }
    }

    /// `lineno` and `colno` of `re.PatternError`, and whether the pattern has a newline at all (its message then
    /// names line and column).
    pub fn line_and_column(&self, pattern: &[u8], is_bytes: bool) -> Option<(usize, usize, bool)> {
        let pos = self.pos?;
        let points = chars::decode_all(pattern, is_bytes);
        let before = &points[..pos.min(points.len())];
        let lineno = before.iter().filter(|&&c| c == 10).count() + 1;
        let colno = match before.iter().rposition(|&c| c == 10) {
            Some(newline) => pos - newline,
            None => pos + 1,
        };
        Some((lineno, colno, points.contains(&10)))
    }

    /// The text of the exception: `msg at position 3 (line 1, column 4)`.
    pub fn message(&self, pattern: &[u8], is_bytes: bool) -> Vec<u8> {
        let mut text = self.msg.clone();
        if let (Some(pos), Some((line, column, many))) =
            (self.pos, self.line_and_column(pattern, is_bytes))
        {
            text.extend_from_slice(format!(" at position {pos}").as_bytes());
            if many {
                text.extend_from_slice(format!(" (line {line}, column {column})").as_bytes());
            }
        }
        text
    }
}
