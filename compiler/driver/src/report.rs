//! Turns the reports of name resolution into diagnostics.

use crate::loader::DiskLoader;
use taipan_diagnostics::codes::{self, Code};
use taipan_diagnostics::{Diagnostic, Diagnostics, FileId, Level, TextRange};
use taipan_resolve::{Entry, Loaded, Report, Reports, load_program};

/// Resolves the program; its problems are added to `diagnostics`.
pub fn resolve(
    entry: Entry,
    loader: &mut DiskLoader,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let mut reports = Reports::default();
    let loaded = load_program(entry, loader, &mut reports);
    diagnostics.extend(reports.0.into_iter().map(diagnostic));
    loaded
}

fn diagnostic(report: Report) -> Diagnostic {
    let level = match report.level {
        taipan_resolve::Level::Error => Level::Error,
        taipan_resolve::Level::Warning => Level::Warning,
    };
    let code = code(report.code, level);
    let mut diagnostic = match report.at {
        // A problem of the file as a whole may come with a place past its end.
        Some((file, span)) => {
            code.at(FileId(file), TextRange::new(span.start.into(), span.end.max(span.start).into()))
        }
        None => code.anywhere(),
    };
    diagnostic = diagnostic.level(level).message(report.message).label(report.label);
    if !report.help.is_empty() {
        diagnostic = diagnostic.help(report.help);
    }
    diagnostic
}

fn code(name: &str, level: Level) -> &'static Code {
    use taipan_resolve::report::codes as resolve;
    match (name, level) {
        (resolve::UNREADABLE_SOURCE, _) => &codes::UNREADABLE_FILE,
        (resolve::SYNTAX_ERROR | resolve::BAD_SCOPE, _) => &codes::SYNTAX_ERROR,
        (resolve::MISSING_MODULE, Level::Warning) => &codes::MODULE_NOT_FOUND,
        (resolve::MISSING_MODULE, Level::Error) => &codes::UNREADABLE_FILE,
        (_, Level::Error) => &codes::UNSUPPORTED,
        (_, Level::Warning) => &codes::UNSUPPORTED_ELSEWHERE,
    }
}
