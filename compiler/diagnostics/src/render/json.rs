//! One JSON object a line.

use crate::{Diagnostic, LineColumn, SourceMap};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    start: Option<Position>,
    end: Option<Position>,
    label: Option<&'a str>,
    help: Option<&'a str>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Position {
    offset: u32,
    line: u32,
    column: u32,
}

pub(super) fn render(out: &mut String, diagnostic: &Diagnostic, sources: &SourceMap) {
    let place = diagnostic
        .place
        .map(|(file, span)| (sources.file(file), span));
    let position =
        |offset: ruff_text_size::TextSize, LineColumn { line, column }: LineColumn| Position {
            offset: offset.to_u32(),
            line,
            column,
        };
    let line = Line {
        code: diagnostic.code.id,
        level: diagnostic.level.name(),
        message: &diagnostic.message,
        file: place.map(|(file, _)| file.path()),
        start: place.map(|(file, span)| position(span.start(), file.line_column(span.start()))),
        end: place.map(|(file, span)| position(span.end(), file.line_column(span.end()))),
        label: Some(diagnostic.label.as_str()).filter(|label| !label.is_empty()),
        help: diagnostic.help.as_deref(),
        notes: &diagnostic.notes,
    };
    out.push_str(&serde_json::to_string(&line).expect("strings and numbers always serialise"));
    out.push('\n');
}
