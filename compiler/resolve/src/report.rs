//! Problems found while resolving.

use taipan_hir::Span;

pub mod codes {
    pub const UNREADABLE_SOURCE: &str = "unreadable-source";
    pub const SYNTAX_ERROR: &str = "syntax-error";
    pub const MISSING_MODULE: &str = "missing-module";
    pub const DYNAMIC_CODE: &str = "dynamic-code";
    pub const UNSUPPORTED_TYPE: &str = "unsupported-type";
    pub const UNSUPPORTED_SYNTAX: &str = "unsupported-syntax";
    pub const BAD_SCOPE: &str = "bad-scope";
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Error,
    Warning,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub level: Level,
    pub code: &'static str,
    /// File index in the source map, and the range in it.
    pub at: Option<(u32, Span)>,
    pub message: String,
    pub label: String,
    pub help: String,
}

#[derive(Default)]
pub struct Reports(pub Vec<Report>);

impl Reports {
    pub fn push(&mut self, level: Level, code: &'static str, at: Option<(u32, Span)>, message: String) -> &mut Report {
        self.0.push(Report { level, code, at, message, label: String::new(), help: String::new() });
        self.0.last_mut().expect("just pushed")
    }

    pub fn error(&mut self, code: &'static str, at: Option<(u32, Span)>, message: String) -> &mut Report {
        self.push(Level::Error, code, at, message)
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|report| report.level == Level::Error)
    }
}
