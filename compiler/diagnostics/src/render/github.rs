//! One workflow command a line, which GitHub shows beside the changed code.

use crate::{Diagnostic, SourceMap};
use std::fmt::Write;

pub(super) fn render(out: &mut String, diagnostic: &Diagnostic, sources: &SourceMap) {
    let _ = write!(
        out,
        "::{} title={}",
        diagnostic.level.name(),
        diagnostic.code.id
    );
    if let Some((file, span)) = diagnostic.place {
        let file = sources.file(file);
        let (start, end) = (file.line_column(span.start()), file.line_column(span.end()));
        let _ = write!(
            out,
            ",file={},line={},endLine={},col={},endColumn={}",
            escape(file.path(), true),
            start.line,
            end.line,
            start.column,
            end.column
        );
    }
    let mut message = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        let _ = write!(message, " ({})", diagnostic.label);
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    let _ = writeln!(out, "::{}", escape(&message, false));
}

/// GitHub reads percent escapes; properties also escape their separators.
fn escape(text: &str, property: bool) -> String {
    let mut escaped = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    if property {
        escaped = escaped.replace(':', "%3A").replace(',', "%2C");
    }
    escaped
}
