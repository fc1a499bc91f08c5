//! Words for what the parser and the lexer refuse.

use crate::limits::Limit;
use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;
use ruff_text_size::Ranged;
use taipan_diagnostics::{Diagnostic, FileId, codes};

/// The errors of a text that does not parse, in the order of the text.
pub(crate) fn parse_errors(
    file: FileId,
    text: &str,
    parsed: &Parsed<ModModule>,
    limit: Option<Limit>,
) -> Vec<Diagnostic> {
    let _ = text;
    let mut out: Vec<Diagnostic> = parsed
        .errors()
        .iter()
        .map(|e| {
            codes::SYNTAX_ERROR
                .at(file, e.range())
                .message(e.error.to_string())
        })
        .collect();
    out.extend(parsed.unsupported_syntax_errors().iter().map(|e| {
        codes::SYNTAX_ERROR
            .at(file, e.range())
            .message(e.to_string())
    }));
    if let Some(limit) = limit {
        let code = if limit.is_indentation {
            &codes::INDENTATION_ERROR
        } else {
            &codes::SYNTAX_ERROR
        };
        out.push(code.at(file, limit.span).message(limit.message));
    }
    out.sort_by_key(|diagnostic| diagnostic.span().map(|span| span.start()));
    out
}
