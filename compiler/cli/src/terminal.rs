//! What the user sees: diagnostics in the chosen format, plain errors, text on standard output.

use crate::args::{Color, MessageFormat};
use std::io::{self, IsTerminal, Write};
use taipan_diagnostics::render::{Format, render};
use taipan_diagnostics::{Diagnostic, Diagnostics, Level, SourceMap};

pub struct Output {
    pub format: Format,
}

impl Output {
    pub fn new(color: Color, format: MessageFormat) -> Output {
        let format = match format {
            MessageFormat::Human => Format::Human {
                color: wants_color(color),
            },
            MessageFormat::Json => Format::Json,
            MessageFormat::Github => Format::Github,
        };
        Output { format }
    }

    /// The text of diagnostics, with a summary for people.
    pub fn render(&self, diagnostics: &Diagnostics, sources: &SourceMap) -> String {
        let mut text = render(diagnostics, sources, self.format);
        if let Format::Human { .. } = self.format
            && let Some(summary) = summary(diagnostics)
        {
            text += &summary;
        }
        text
    }

    /// Writes diagnostics to standard error.
    pub fn show(&self, diagnostics: &Diagnostics, sources: &SourceMap) {
        note(&self.render(diagnostics, sources));
    }

    /// Writes one diagnostic that belongs to no source text.
    pub fn show_one(&self, diagnostic: Diagnostic) {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        note(&render(&diagnostics, &SourceMap::new(), self.format));
    }
}

fn summary(diagnostics: &Diagnostics) -> Option<String> {
    let count = |level, name: &str| match diagnostics.count(level) {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts = [
        count(Level::Error, "error"),
        count(Level::Warning, "warning"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}\n", parts.join(", ")))
}

fn wants_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            io::stderr().is_terminal() && !is_refused && !is_dumb
        }
    }
}

/// Writes to standard error. Where that is closed, the exit status has to say it all.
pub fn note(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output; a reader that has seen enough (`| head`) is no failure.
pub fn print(text: &str) -> u8 {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Ok(()) => 0,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            note(&format!(
                "error: cannot write to standard output: {error}\n"
            ));
            1
        }
    }
}
