//! Diagnostics: the table of codes, and their rendering.
//!
//! A user's mistake is a [`Diagnostic`]: a code from [`codes`], one sentence, one label under the span, one remedy.
//! Stages build them (`codes::BAD_CALL.at(file, span).message(…).label(…).help(…)`) and push them into [`Diagnostics`];
//! only the command line renders them, by [`render`], with the text that [`SourceMap`] holds.
//!
//! **Invariant:** nothing here reads a file, the environment or the terminal.
#![forbid(unsafe_code)]

pub mod codes;
mod collector;
mod diagnostic;
pub mod render;
mod source_map;

pub use codes::{Code, Level};
pub use collector::Diagnostics;
pub use diagnostic::Diagnostic;
pub use ruff_text_size::{TextRange, TextSize};
pub use source_map::{FileId, LineColumn, SourceFile, SourceMap};
