//! Renderers: for people, as JSON lines, and as GitHub workflow commands.

mod github;
mod human;
mod json;

use crate::{Diagnostics, SourceMap};

/// `--message-format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Human { color: bool },
    Json,
    Github,
}

/// The text of all diagnostics in their present order, with a final line end unless it is empty.
pub fn render(diagnostics: &Diagnostics, sources: &SourceMap, format: Format) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human { color } => human::render(&mut out, diagnostic, sources, color),
            Format::Json => json::render(&mut out, diagnostic, sources),
            Format::Github => github::render(&mut out, diagnostic, sources),
        }
    }
    out
}
