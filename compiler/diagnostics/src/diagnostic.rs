//! One diagnostic, and the chain of calls that builds it.

use crate::codes::{Code, Level};
use crate::source_map::FileId;
use ruff_text_size::TextRange;

/// Something the user should know about the program, not yet rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static Code,
    pub level: Level,
    /// One sentence without a final full stop.
    pub message: String,
    /// Absent for what belongs to no source text, such as an unwritable output file.
    pub place: Option<(FileId, TextRange)>,
    /// Written under the span; empty for none.
    pub label: String,
    /// One remedy.
    pub help: Option<String>,
    pub notes: Vec<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: &'static Code, place: Option<(FileId, TextRange)>) -> Self {
        Diagnostic {
            code,
            level: code.level,
            message: code.title.to_owned(),
            place,
            label: String::new(),
            help: None,
            notes: Vec::new(),
        }
    }

    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Overrides the level of the table, as `build` does with type errors.
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    pub fn file(&self) -> Option<FileId> {
        self.place.map(|(file, _)| file)
    }

    pub fn span(&self) -> Option<TextRange> {
        self.place.map(|(_, span)| span)
    }
}
