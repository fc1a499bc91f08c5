//! Text to AST: decoding, the parser, the errors beyond the grammar, and the words for all of them.
//!
//! What comes out of [`parse_module`] is a program that CPython's compiler accepts: no `return` outside a function, no
//! duplicate argument, no `nonlocal` without a binding. Its text has `\n` line ends only, and spans are bytes of it.
//! A syntax error is worded as CPython 3.14 words it, where CPython has a special wording; the first error of a file
//! is the one that CPython stops at.
//!
//! **Invariant:** trees may be [`MAX_DEPTH`] levels deep. Whoever walks or drops one recursively does so inside
//! [`on_deep_stack`]; so must the caller of [`parse_module`] be.
#![forbid(unsafe_code)]

mod decode;
mod deep_stack;
mod limits;
mod literals;
mod semantic;
mod suspicious;
mod wording;

pub use deep_stack::on_deep_stack;
pub use limits::MAX_DEPTH;
pub use literals::{interpolated_text_value, string_value};

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use std::sync::Arc;
use taipan_diagnostics::{Diagnostics, FileId, SourceMap, codes};

/// A module that is valid Python 3.14.
#[derive(Debug)]
pub struct ParsedModule {
    pub file: FileId,
    /// The same text as the source map's.
    pub text: Arc<str>,
    pub ast: ModModule,
}

/// The file has errors, which are in the diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

/// Decodes and parses the bytes of a source file, which becomes a file of `sources` in any case; `path` is the path
/// that messages and tracebacks show. Call it inside [`on_deep_stack`].
pub fn parse_module(
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
    path: &str,
    bytes: &[u8],
) -> Result<ParsedModule, Invalid> {
    match decode::decode(bytes, path) {
        Ok(text) => {
            let text: Arc<str> = text.into();
            let file = sources.add(path, text.clone());
            parse_text(file, text, diagnostics)
        }
        Err(error) => {
            let file = sources.add(path, error.text);
            diagnostics.push(
                codes::SOURCE_ENCODING
                    .at(file, error.span)
                    .message(error.message),
            );
            Err(Invalid)
        }
    }
}

/// Parses decoded text with `\n` line ends, which is `file` of a source map. Call it inside [`on_deep_stack`].
pub fn parse_text(
    file: FileId,
    text: Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Result<ParsedModule, Invalid> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(&text, options)
        .try_into_module()
        .expect("module mode makes a module");
    let limit = limits::check_tokens(&text, parsed.tokens());
    if !parsed.has_no_syntax_errors() || limit.is_some() {
        diagnostics.extend(wording::parse_errors(file, &text, &parsed, limit));
        return Err(Invalid);
    }
    let ast = parsed.into_syntax();
    let errors = semantic::check(file, &text, &ast);
    if !errors.is_empty() {
        diagnostics.extend(errors);
        return Err(Invalid);
    }
    diagnostics.extend(suspicious::check(file, &text, &ast));
    Ok(ParsedModule { file, text, ast })
}

#[cfg(test)]
mod tests;
