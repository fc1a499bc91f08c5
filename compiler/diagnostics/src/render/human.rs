//! For people, in the manner of rustc and ruff: the header, the place, the line with the span underlined, the remedy.

use crate::{Diagnostic, Level, SourceFile, SourceMap};
use anstyle::{AnsiColor, Style};
use ruff_text_size::TextRange;
use std::fmt::Write;

/// A line longer than this is cut around its span: nobody reads a line of a megabyte.
const WIDEST: usize = 160;
const TAB: usize = 4;

struct Palette {
    header: Style,
    bold: Style,
    gutter: Style,
    mark: Style,
}

impl Palette {
    fn new(level: Level, color: bool) -> Self {
        if !color {
            let plain = Style::new();
            return Palette {
                header: plain,
                bold: plain,
                gutter: plain,
                mark: plain,
            };
        }
        let bright = match level {
            Level::Error => AnsiColor::BrightRed,
            Level::Warning => AnsiColor::BrightYellow,
        };
        let header = bright.on_default().bold();
        Palette {
            header,
            bold: Style::new().bold(),
            gutter: AnsiColor::BrightBlue.on_default().bold(),
            mark: header,
        }
    }
}

pub(super) fn render(out: &mut String, diagnostic: &Diagnostic, sources: &SourceMap, color: bool) {
    let palette = Palette::new(diagnostic.level, color);
    let (header, bold, gutter) = (palette.header, palette.bold, palette.gutter);
    let _ = writeln!(
        out,
        "{header}{}[{}]{header:#}{bold}: {}{bold:#}",
        diagnostic.level.name(),
        diagnostic.code.id,
        diagnostic.message
    );
    let mut margin = 1;
    if let Some((file, span)) = diagnostic.place {
        let file = sources.file(file);
        margin = snippet(out, file, span, &diagnostic.label, &palette);
    }
    let remarks = diagnostic
        .help
        .iter()
        .map(|text| ("help", text))
        .chain(diagnostic.notes.iter().map(|text| ("note", text)));
    for (kind, text) in remarks {
        let text = text.replace('\n', &format!("\n{:margin$}         ", ""));
        let _ = writeln!(
            out,
            "{:margin$} {gutter}={gutter:#} {bold}{kind}{bold:#}: {text}",
            ""
        );
    }
    out.push('\n');
}

/// Writes the place and the underlined line; returns the width of the line number column.
fn snippet(
    out: &mut String,
    file: &SourceFile,
    span: TextRange,
    label: &str,
    palette: &Palette,
) -> usize {
    let gutter = palette.gutter;
    let start = file.line_column(span.start());
    let end_line = if span.is_empty() {
        start.line
    } else {
        file.line(span.end() - ruff_text_size::TextSize::from(1))
    };
    let margin = start.line.to_string().len();
    let _ = writeln!(
        out,
        "{:margin$}{gutter}-->{gutter:#} {}:{}:{}",
        "",
        file.path(),
        start.line,
        start.column
    );
    let range = file.line_range(start.line);
    let text = file.line_text(start.line);
    let from = (span.start() - range.start()).to_usize().min(text.len());
    // Of a span over several lines, the first line's part is underlined.
    let to = if end_line > start.line {
        text.len()
    } else {
        (span.end() - range.start()).to_usize().min(text.len())
    };
    let shown = cut(text, from, to);
    let (before, inside, after) = (
        &text[shown.start..from],
        &text[from..shown.end.min(to)],
        &text[shown.end.min(to)..shown.end],
    );

    let mut line = String::new();
    if shown.start > 0 {
        line.push('…');
    }
    let mut column = line.chars().count();
    expand(&mut line, &mut column, before);
    let first = column;
    expand(&mut line, &mut column, inside);
    let carets = (column - first).max(1);
    expand(&mut line, &mut column, after);
    if shown.end < text.len() {
        line.push('…');
    }

    let mark = palette.mark;
    let _ = writeln!(out, "{:margin$} {gutter}|{gutter:#}", "");
    let _ = writeln!(
        out,
        "{gutter}{} |{gutter:#} {}",
        start.line,
        line.trim_end()
    );
    let _ = write!(
        out,
        "{:margin$} {gutter}|{gutter:#} {:first$}{mark}{}",
        "",
        "",
        "^".repeat(carets)
    );
    if !label.is_empty() {
        let _ = write!(out, " {label}");
    }
    let _ = writeln!(out, "{mark:#}");
    margin
}

/// The part of `text` to show, on character boundaries: all of it when short, else a window around the span.
fn cut(text: &str, from: usize, to: usize) -> std::ops::Range<usize> {
    if text.len() <= WIDEST {
        return 0..text.len();
    }
    let mut start = if to <= WIDEST {
        0
    } else {
        from.saturating_sub(WIDEST / 3)
    };
    let mut end = (start + WIDEST).min(text.len()).max(from);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Appends `text` with tabs as spaces and control characters made harmless; counts terminal columns.
fn expand(line: &mut String, column: &mut usize, text: &str) {
    for char in text.chars() {
        if char == '\t' {
            let width = TAB - *column % TAB;
            line.extend(std::iter::repeat_n(' ', width));
            *column += width;
        } else if char.is_control() {
            line.push('\u{fffd}');
            *column += 1;
        } else {
            line.push(char);
            *column += width(char);
        }
    }
}

/// Columns a terminal gives a character: combining marks none, East Asian wide forms and emoji two.
fn width(char: char) -> usize {
    match char as u32 {
        0x0300..=0x036f | 0x200b..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, render};
    use crate::{Diagnostics, SourceMap, TextRange, codes};

    fn rendered(text: &str, from: u32, to: u32) -> String {
        let mut sources = SourceMap::new();
        let file = sources.add("app.py", text);
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            codes::BAD_CALL
                .at(file, TextRange::new(from.into(), to.into()))
                .message("f() takes 1 argument")
                .label("got 2")
                .help("remove one")
                .note("defined above"),
        );
        render(&diagnostics, &sources, Format::Human { color: false })
    }

    #[test]
    fn the_span_is_underlined() {
        let expected = "\
error[E0303]: f() takes 1 argument
 --> app.py:2:2
  |
2 |     f(1, 2)
  |     ^^^^^^^ got 2
  = help: remove one
  = note: defined above

";
        assert_eq!(rendered("x\n\tf(1, 2)\n", 3, 10), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let text = format!("{}f(1){}", "é".repeat(100_000), "b".repeat(100_000));
        let out = rendered(&text, 200_000, 200_004);
        let lines: Vec<&str> = out.lines().collect();
        assert!(
            lines[3].chars().count() < 200 && lines[3].contains("éf(1)b"),
            "{out}"
        );
        let mark = lines[4].find('^').unwrap();
        assert_eq!(
            lines[3].chars().skip(mark).take(4).collect::<String>(),
            "f(1)"
        );
    }

    #[test]
    fn an_empty_span_at_the_end_has_one_caret() {
        assert!(rendered("f(", 2, 2).contains("1 | f(\n  |   ^ got 2\n"));
    }

    #[test]
    fn json_and_github_escape() {
        let mut sources = SourceMap::new();
        let file = sources.add("a,b.py", "x = \"é\"\ny");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            codes::BAD_CALL
                .at(file, TextRange::new(9.into(), 10.into()))
                .message("50% \"of\"\nit"),
        );
        assert_eq!(
            render(&diagnostics, &sources, Format::Github),
            "::error title=E0303,file=a%2Cb.py,line=2,endLine=2,col=1,endColumn=2::50%25 \"of\"%0Ait\n"
        );
        assert_eq!(
            render(&diagnostics, &sources, Format::Json),
            "{\"code\":\"E0303\",\"level\":\"error\",\"message\":\"50% \\\"of\\\"\\nit\",\"file\":\"a,b.py\",\
             \"start\":{\"offset\":9,\"line\":2,\"column\":1},\"end\":{\"offset\":10,\"line\":2,\"column\":2},\
             \"label\":null,\"help\":null,\"notes\":[]}\n"
        );
    }
}
