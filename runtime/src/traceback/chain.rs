//! The whole text of an exception as CPython 3.14 prints it: what it was raised from, its frames, its last lines, and the
//! exceptions of a group.

use super::print::{frames, hint};
use crate::types::str::{self, StrObj};
use crate::types::{int, list, tuple};
use crate::{ClassId, Value, attr, context, exception, ops};
use std::fmt::Write;

/// How many exceptions of a group are shown, and how many groups within each other.
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

/// The whole text, chained exceptions included.
pub fn format_exception(exc: &Value) -> String {
    let mut printer = Printer {
        nodes: links(exc),
        out: String::new(),
        depth: 0,
        needs_close: false,
    };
    printer.chain(0);
    printer.out
}

/// Prints an uncaught exception on standard error.
pub fn print_uncaught(exc: &Value) {
    crate::modules::finish::write_error(&format_exception(exc));
}

/// The last line of the text, without its end.
pub fn summary(exc: &Value) -> String {
    let mut out = String::new();
    last_lines(exc, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// An exception that the text shows, and the places of those it leads to.
struct Node {
    exc: Value,
    cause: Option<usize>,
    context: Option<usize>,
    /// Of a group: its exceptions.
    members: Option<Vec<usize>>,
}

/// The exceptions that the text shows. Nothing is shown twice, except as a member of several groups; what is reached first
/// follows CPython's order of visits (newest group members first).
fn links(exc: &Value) -> Vec<Node> {
    fn add(nodes: &mut Vec<Node>, seen: &mut Vec<u64>, exc: Value) -> usize {
        seen.push(exc.word());
        nodes.push(Node {
            exc,
            cause: None,
            context: None,
            members: None,
        });
        nodes.len() - 1
    }
    let (mut nodes, mut seen) = (vec![], vec![]);
    add(&mut nodes, &mut seen, exc.clone());
    let mut queue = vec![0];
    while let Some(at) = queue.pop() {
        let exc = nodes[at].exc.clone();
        let Some(e) = exception::as_exception(&exc) else {
            continue;
        };
        let (cause, ctx) = (e.parts().cause.clone(), e.parts().context.clone());
        if let Some(c) = cause.filter(|c| !seen.contains(&c.word())) {
            let found = add(&mut nodes, &mut seen, c);
            nodes[at].cause = Some(found);
            queue.push(found);
        } else if let Some(c) =
            ctx.filter(|c| !e.suppress_context.get() && !seen.contains(&c.word()))
        {
            let found = add(&mut nodes, &mut seen, c);
            nodes[at].context = Some(found);
            queue.push(found);
        }
        if exc.is_instance(ClassId::BASE_EXCEPTION_GROUP)
            && let Some(all) = &e.parts().extra[exception::EXTRA_EXCEPTIONS]
        {
            let members: Vec<usize> = tuple::items(all)
                .iter()
                .map(|member| add(&mut nodes, &mut seen, member.clone()))
                .collect();
            queue.extend(&members);
            nodes[at].members = Some(members);
        }
    }
    nodes
}

struct Printer {
    nodes: Vec<Node>,
    out: String,
    /// Groups within each other, counted from 1.
    depth: usize,
    /// The frame of the innermost group is still open.
    needs_close: bool,
}

impl Printer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Each line of the text behind the margin of the group it stands in.
    fn emit(&mut self, text: &str, margin: char) {
        let indent = match self.depth {
            0 => String::new(),
            _ => format!("{}{margin} ", self.indent()),
        };
        for line in text.split_inclusive('\n') {
            self.out.push_str(&indent);
            self.out.push_str(line);
        }
    }

    /// An exception behind those it came from.
    fn chain(&mut self, at: usize) {
        let mut all = vec![];
        let mut next = Some(at);
        while let Some(at) = next {
            let node = &self.nodes[at];
            let (message, from) = match (node.cause, node.context) {
                (Some(c), _) => (
                    "\nThe above exception was the direct cause of the following exception:\n\n",
                    Some(c),
                ),
                (None, Some(c)) => (
                    "\nDuring handling of the above exception, another exception occurred:\n\n",
                    Some(c),
                ),
                (None, None) => ("", None),
            };
            all.push((message, at));
            next = from;
        }
        for (message, at) in all.into_iter().rev() {
            self.emit(message, '|');
            let exc = self.nodes[at].exc.clone();
            match self.nodes[at].members.take() {
                None => {
                    self.frames(&exc, "Traceback (most recent call last):\n", '|');
                    self.last_lines(&exc);
                }
                Some(_) if self.depth > MAX_GROUP_DEPTH => {
                    let text = format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n");
                    self.emit(&text, '|');
                }
                Some(members) => self.group(&exc, &members),
            }
        }
    }

    fn frames(&mut self, exc: &Value, title: &str, margin: char) {
        let mut text = String::new();
        frames(exc, true, &mut text);
        if !text.is_empty() {
            self.emit(title, margin);
            self.emit(&text, '|');
        }
    }

    fn last_lines(&mut self, exc: &Value) {
        let mut text = String::new();
        last_lines(exc, &mut text);
        self.emit(&text, '|');
    }

    fn group(&mut self, exc: &Value, members: &[usize]) {
        let is_outermost = self.depth == 0;
        if is_outermost {
            self.depth = 1;
        }
        let margin = if is_outermost { '+' } else { '|' };
        let title = "Exception Group Traceback (most recent call last):\n";
        self.frames(exc, title, margin);
        self.last_lines(exc);
        let shown = members.len().min(MAX_GROUP_WIDTH + 1);
        self.needs_close = false;
        for (i, &member) in members.iter().enumerate().take(shown) {
            // The last one may be a group, which closes the frame itself.
            let is_last = i + 1 == shown;
            self.needs_close |= is_last;
            let corner = if i == 0 { "+-" } else { "  " };
            let number = match i < MAX_GROUP_WIDTH {
                true => format!("{}", i + 1),
                false => "...".to_string(),
            };
            let indent = self.indent();
            let _ = writeln!(
                self.out,
                "{indent}{corner}+---------------- {number} ----------------"
            );
            self.depth += 1;
            if i < MAX_GROUP_WIDTH {
                self.chain(member);
            } else {
                let more = members.len() - MAX_GROUP_WIDTH;
                let s = if more > 1 { "s" } else { "" };
                self.emit(&format!("and {more} more exception{s}\n"), '|');
            }
            if is_last && self.needs_close {
                let indent = self.indent();
                let _ = writeln!(self.out, "{indent}+------------------------------------");
                self.needs_close = false;
            }
            self.depth -= 1;
        }
        if is_outermost {
            self.depth = 0;
        }
    }
}

/// The text of a value, or that there is none.
fn safe_text(value: &Value, what: &str) -> String {
    match ops::to_str(value) {
        Ok(s) => str::to_string(&s),
        Err(_) => {
            drop(context::take_exception());
            format!("<{what} str() failed>")
        }
    }
}

/// `module.Class: message` with suggestions, and the notes; before them, what a SyntaxError points at.
pub(super) fn last_lines(exc: &Value, out: &mut String) {
    let class = exc.class();
    let mut title = class.full_name();
    if let Some(plain) = title.strip_prefix("__main__.") {
        title = plain.to_string();
    }
    if class.is_subclass_of(ClassId::SYNTAX_ERROR as u32) {
        let (message, suffix) = syntax_error(exc, out);
        let _ = writeln!(out, "{title}: {message}{suffix}");
    } else {
        let mut message = safe_text(exc, "exception");
        if let Some(hint) = hint(exc) {
            message.push_str(&hint);
        }
        let colon = if message.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "{title}{colon}{message}");
    }
    notes(exc, out);
}

fn notes(exc: &Value, out: &mut String) {
    let notes = match attr::get_optional(exc, crate::name!("__notes__")) {
        Ok(Some(notes)) if !notes.is_none() => notes,
        Ok(_) => return,
        Err(_) => return drop(context::take_exception()),
    };
    if notes.get::<list::ListObj>().is_none() && !notes.is_instance(ClassId::TUPLE) {
        let text = match ops::repr(&notes) {
            Ok(r) => str::to_string(&r),
            Err(_) => {
                drop(context::take_exception());
                "<__notes__ repr() failed>".to_string()
            }
        };
        let _ = writeln!(out, "{text}");
        return;
    }
    for note in crate::iter::collect(&notes).unwrap_or_default() {
        for line in safe_text(&note, "note").split('\n') {
            let _ = writeln!(out, "{line}");
        }
    }
}

/// Where a SyntaxError points; yields its message and what follows it.
fn syntax_error(exc: &Value, out: &mut String) -> (String, String) {
    let field = |name| match attr::get(exc, name) {
        Ok(v) => Some(v).filter(|v| !v.is_none()),
        Err(_) => {
            drop(context::take_exception());
            None
        }
    };
    let number = |name| field(name).as_ref().and_then(int::as_i64);
    let plain = |v: &Value| safe_text(v, "exception");
    let message = match field(crate::name!("msg")).map(|m| plain(&m)) {
        Some(m) if !m.is_empty() => m,
        Some(_) => "<no detail available>".to_string(),
        None => "None".to_string(),
    };
    let file = field(crate::name!("filename")).map(|f| plain(&f));
    let line = field(crate::name!("lineno")).map(|l| plain(&l));
    let suffix = match (&line, &file) {
        (Some(line), _) => {
            let file = file.as_deref().filter(|f| !f.is_empty());
            let _ = writeln!(
                out,
                "  File \"{}\", line {line}",
                file.unwrap_or("<string>")
            );
            String::new()
        }
        (None, Some(file)) => format!(" ({file})"),
        (None, None) => String::new(),
    };
    let text = field(crate::name!("text"));
    if let Some(text) = text.filter(|t| t.get::<StrObj>().is_some()) {
        let is_one_line = field(crate::name!("end_lineno")).map(|l| plain(&l)) == line;
        source_line(
            &str::to_string(&text),
            number(crate::name!("offset")),
            number(crate::name!("end_offset")).filter(|_| is_one_line),
            is_one_line,
            out,
        );
    }
    (message, suffix)
}

/// The line of a SyntaxError with its marks. Offsets count from 1.
fn source_line(
    text: &str,
    offset: Option<i64>,
    end: Option<i64>,
    is_one_line: bool,
    out: &mut String,
) {
    let whole = text.chars().count() as i64;
    let line = text.trim_end_matches('\n');
    let length = line.chars().count() as i64;
    let stripped = line.trim_start_matches([' ', '\n', '\x0c']);
    let indent = length - stripped.chars().count() as i64;
    let _ = writeln!(out, "    {stripped}");
    let Some(mut offset) = offset else { return };
    let mut end = match end {
        Some(end) if end != 0 => end,
        _ if is_one_line => offset,
        _ => length + 1,
    };
    if whole > 0 && offset > whole {
        offset = length + 1;
    }
    if whole > 0 && end > whole {
        end = length + 1;
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let column = offset - 1 - indent;
    if column < 0 {
        return;
    }
    let blanks: String = stripped
        .chars()
        .chain(std::iter::repeat(' '))
        .take((column as usize).min(stripped.chars().count()))
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    let marks = "^".repeat((end - offset) as usize);
    let _ = writeln!(out, "    {blanks}{marks}");
}
