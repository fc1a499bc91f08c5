//! The frames of a traceback, as CPython 3.14 prints them, and the suggestions of names.

use super::{TracebackObj, caret, line_of, suggest};
use crate::types::list;
use crate::types::sort::sort_few;
use crate::types::str::{self, StrObj};
use crate::{ClassId, Value, attr, class, context, errors, exception, function, ops};
use std::fmt::Write;
use taipan_abi::program::{CODE_WRITTEN, Code};
use taipan_text::unicode::width::columns;

/// The frames of an exception's traceback, oldest first; without `marks`, only the line of each, as the C code prints it.
pub(super) fn frames(exc: &Value, marks: bool, out: &mut String) {
    let Some(mut at) = exception::as_exception(exc).and_then(|e| e.parts().traceback.clone())
    else {
        return;
    };
    if let Some(limit) = limit() {
        if limit <= 0 {
            return;
        }
        let next = |tb: &Value| tb.get::<TracebackObj>().and_then(TracebackObj::next);
        let count = std::iter::successors(Some(at.clone()), next).count() as i64;
        for _ in limit..count {
            at = next(&at).expect("counted");
        }
    }
    let mut last: Option<(usize, usize)> = None;
    let mut repeats = 0usize;
    loop {
        let tb = at.get::<TracebackObj>().expect("a traceback");
        let key = (tb.code as *const Code as usize, tb.line());
        if last == Some(key) {
            repeats += 1;
        } else {
            repeated(repeats, out);
            last = Some(key);
            repeats = 0;
        }
        if repeats < 3 {
            frame(tb, marks, out);
        }
        match tb.next() {
            Some(n) => at = n,
            None => break,
        }
    }
    repeated(repeats, out);
}

/// `sys.tracebacklimit`: so many of the last entries are shown.
fn limit() -> Option<i64> {
    crate::modules::sys::attribute(&str::intern(b"tracebacklimit"))?.as_small()
}

fn repeated(repeats: usize, out: &mut String) {
    if repeats >= 3 {
        let more = repeats - 2;
        let s = if more == 1 { "" } else { "s" };
        let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
    }
}

/// One frame: file, line and name, then the source with its marks.
fn frame(tb: &TracebackObj, marks: bool, out: &mut String) {
    // SAFETY: descriptors are static.
    let module = unsafe { &*tb.code.module };
    let path = str::to_string(&super::path_of(tb.code));
    let name = function::code_name(tb.code);
    let _ = writeln!(out, "  File \"{path}\", line {}, in {name}", tb.line());
    if module.source.is_null() || tb.code.flags & CODE_WRITTEN != 0 {
        return;
    }
    // SAFETY: as above.
    let source = unsafe { std::slice::from_raw_parts(module.source, module.source_len as usize) };
    let source = String::from_utf8_lossy(source);
    let (start, end) = (tb.start as usize, (tb.end as usize).min(source.len()));
    if start >= source.len() || !source.is_char_boundary(start) || !source.is_char_boundary(end) {
        return;
    }
    if !marks {
        let line_start = source[..start].rfind('\n').map_or(0, |i| i + 1);
        let line = source[line_start..].lines().next().unwrap_or("");
        let _ = writeln!(out, "    {}", line.trim());
        return;
    }
    let end = if tb.is_callee {
        let segment: Vec<char> = source[start..end].chars().collect();
        let length = caret::callee_length(&segment).unwrap_or(segment.len());
        start
            + segment[..length]
                .iter()
                .map(|c| c.len_utf8())
                .sum::<usize>()
    } else {
        end
    };
    let first_start = source[..start].rfind('\n').map_or(0, |i| i + 1);
    let last_end = source[end..].find('\n').map_or(source.len(), |i| end + i);
    let lines: Vec<&str> = source[first_start..last_end]
        .split('\n')
        .map(|l| l.trim_end_matches('\r'))
        .collect();
    let _ = line_of(tb.code, tb.end);
    // The common indentation goes.
    let indent = lines
        .iter()
        .filter(|l| !l.trim().is_empty())
        .map(|l| l.len() - l.trim_start().len())
        .min()
        .unwrap_or(0);
    let cut = |l: &str| -> Vec<char> {
        l.get(indent.min(l.len() - l.trim_start().len())..)
            .unwrap_or("")
            .chars()
            .collect()
    };
    let shown: Vec<Vec<char>> = lines.iter().map(|l| cut(l)).collect();
    let chars = |a: usize, b: usize| source[a..b].chars().count();
    let start_column = chars(first_start, start).saturating_sub(indent);
    let last_start = source[..end]
        .rfind('\n')
        .map_or(0, |i| i + 1)
        .max(first_start);
    let end_column = chars(last_start, end).saturating_sub(indent);
    if shown.len() == 1 {
        single_line(&shown[0], start_column, end_column, out);
    } else {
        many_lines(&shown, start_column, end_column, out);
    }
}

fn push_line(line: &[char], out: &mut String) {
    out.push_str("    ");
    let text: String = line.iter().collect();
    out.push_str(text.trim_end());
    out.push('\n');
}

/// A row of marks under `line`, for its characters from `from` to `to`.
fn push_marks(
    line: &[char],
    from: usize,
    to: usize,
    mark: impl Fn(usize) -> char,
    out: &mut String,
) {
    let blanks: usize = line[..from].iter().map(|c| columns(*c)).sum();
    out.push_str("    ");
    out.extend(std::iter::repeat_n(' ', blanks));
    for (i, c) in line.iter().enumerate().take(to).skip(from) {
        out.extend(std::iter::repeat_n(mark(i), columns(*c)));
    }
    out.push('\n');
}

fn single_line(line: &[char], start: usize, end: usize, out: &mut String) {
    push_line(line, out);
    let end = end.min(line.len());
    if start >= end {
        return;
    }
    let segment = &line[start..end];
    let anchors = caret::anchors(segment);
    let spans_line = line[..start].iter().all(|c| c.is_whitespace())
        && line[end..].iter().all(|c| c.is_whitespace());
    if caret::is_plain_call_statement(&line[..start], segment, &line[end..])
        || (anchors.is_none() && spans_line)
    {
        return;
    }
    let mark = |i: usize| match anchors {
        Some((l, r)) if i - start < l || i - start >= r => '~',
        _ => '^',
    };
    push_marks(line, start, end, mark, out);
}

/// A range over several lines: all are shown up to a gap, each with its marks.
fn many_lines(lines: &[Vec<char>], start: usize, end: usize, out: &mut String) {
    // The anchors of a multi-line segment: found on the joined text, then mapped back.
    let mut joined: Vec<char> = vec![];
    let mut places: Vec<(usize, usize)> = vec![];
    for (n, line) in lines.iter().enumerate() {
        let from = if n == 0 { start } else { 0 };
        let to = if n + 1 == lines.len() {
            end.min(line.len())
        } else {
            line.len()
        };
        for (c, ch) in line.iter().enumerate().take(to).skip(from) {
            joined.push(*ch);
            places.push((n, c));
        }
        if n + 1 < lines.len() {
            joined.push('\n');
            places.push((n, line.len()));
        }
    }
    let anchors = caret::anchors(&joined);
    let spans = lines[0][..start.min(lines[0].len())]
        .iter()
        .all(|c| c.is_whitespace())
        && lines[lines.len() - 1]
            .iter()
            .skip(end)
            .all(|c| c.is_whitespace());
    let last = &lines[lines.len() - 1];
    let before = &lines[0][..start.min(lines[0].len())];
    let plain = caret::is_plain_call_statement(before, &joined, &last[end.min(last.len())..]);
    let show = !plain && (anchors.is_some() || !spans);
    let mut wanted = vec![0, lines.len() - 1];
    if let Some((l, r)) = anchors {
        for at in [l, r.saturating_sub(1)] {
            let n = places[at].0;
            wanted.extend([n.saturating_sub(1), n, (n + 1).min(lines.len() - 1)]);
        }
    }
    sort_few(&mut wanted, |a, b| a < b);
    wanted.dedup();
    let marked = |n: usize, c: usize| {
        let at = places.iter().position(|p| *p == (n, c));
        match (at, anchors) {
            (Some(i), Some((l, r))) => {
                if i >= l && i < r {
                    '^'
                } else {
                    '~'
                }
            }
            _ => '^',
        }
    };
    let show_line = |n: usize, out: &mut String| {
        push_line(&lines[n], out);
        if !show {
            return;
        }
        let line = &lines[n];
        let first = line.iter().take_while(|c| c.is_whitespace()).count();
        let from = if n == 0 { start.max(first) } else { first };
        let to = if n + 1 == lines.len() {
            end.min(line.len())
        } else {
            line.len()
        };
        if from >= to {
            return;
        }
        push_marks(line, from, to, |c| marked(n, c), out);
    };
    let mut previous: Option<usize> = None;
    for n in wanted {
        if let Some(p) = previous {
            match n - p {
                2 => show_line(p + 1, out),
                gap if gap > 2 => {
                    let _ = writeln!(out, "    ...<{} lines>...", gap - 1);
                }
                _ => {}
            }
        }
        show_line(n, out);
        previous = Some(n);
    }
}

/// ". Did you mean: 'x'?" and ". Did you forget to import 'x'?"
pub(super) fn hint(exc: &Value) -> Option<String> {
    let class = exc.class();
    let e = exception::as_exception(exc)?;
    let name = e.parts().extra[exception::EXTRA_NAME]
        .clone()
        .filter(|n| n.get::<StrObj>().is_some());
    if class.is_subclass_of(ClassId::ATTRIBUTE_ERROR as u32) {
        let (name, object) = (
            str::to_string(&name?),
            e.parts().extra[exception::EXTRA_OBJ].clone()?,
        );
        let found = suggest(&name, &visible_attributes(&object, name.starts_with('_')))?;
        return Some(format!(". Did you mean: '{found}'?"));
    }
    if class.is_subclass_of(ClassId::NAME_ERROR as u32) {
        let name = str::to_string(&name?);
        let mut at = e.parts().traceback.clone()?;
        while let Some(n) = at.get::<TracebackObj>().and_then(TracebackObj::next) {
            at = n;
        }
        let code = at.get::<TracebackObj>()?.code;
        let mut candidates = local_names(code);
        // SAFETY: descriptors are static.
        let module = unsafe { &*code.module };
        candidates.extend(
            crate::module::slots(module)
                .filter(|(_, c)| c.get() != 0)
                .map(|(n, _)| str::to_string(n)),
        );
        candidates.extend(taipan_abi::builtins::BUILTINS.iter().map(|b| b.to_string()));
        let found = suggest(&name, &candidates);
        let library = STDLIB.contains(&name.as_str());
        return match (found, library) {
            (Some(f), true) => Some(format!(
                ". Did you mean: '{f}'? Or did you forget to import '{name}'?"
            )),
            (Some(f), false) => Some(format!(". Did you mean: '{f}'?")),
            (None, true) => Some(format!(". Did you forget to import '{name}'?")),
            (None, false) => None,
        };
    }
    None
}

const STDLIB: &[&str] = &[
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "base64",
    "bisect",
    "calendar",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "errno",
    "fractions",
    "functools",
    "gc",
    "glob",
    "hashlib",
    "heapq",
    "html",
    "http",
    "inspect",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "platform",
    "pprint",
    "queue",
    "random",
    "re",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "traceback",
    "types",
    "typing",
    "unittest",
    "urllib",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
];

fn local_names(code: &Code) -> Vec<String> {
    let mut out: Vec<String> = function::param_names(code)
        .iter()
        .map(str::to_string)
        .collect();
    // SAFETY: the compiler wrote that many words of static strs.
    if code.num_locals > 0 {
        let names = unsafe {
            std::slice::from_raw_parts(code.local_names as *const Value, code.num_locals as usize)
        };
        out.extend(names.iter().map(str::to_string));
    }
    out
}

fn visible_attributes(object: &Value, private: bool) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for id in object.class().mro() {
        names.extend(class::by_id(*id).dict().keys().iter().map(str::to_string));
    }
    if let Some(c) = class::as_class(object) {
        for id in c.mro() {
            names.extend(class::by_id(*id).dict().keys().iter().map(str::to_string));
        }
    }
    if let Some(m) = object.get::<crate::module::ModuleObj>() {
        names.extend(m.names().iter().map(str::to_string));
    } else {
        for f in object.class().fields() {
            if crate::instance::get_own(object, object.class(), f).is_some() {
                names.push(str::to_string(f));
            }
        }
    }
    sort_few(&mut names, |a, b| a < b);
    names.dedup();
    if !private {
        names.retain(|n| !n.starts_with('_'));
    }
    names
}
