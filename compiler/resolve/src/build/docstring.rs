//! Docstrings.

use ruff_python_ast as ast;

/// The docstring of a body, cleaned as the compiler of CPython 3.13 and later does, and the statements after it.
pub fn split(body: &[ast::Stmt]) -> (Option<String>, &[ast::Stmt]) {
    if let Some((ast::Stmt::Expr(first), rest)) = body.split_first()
        && let ast::Expr::StringLiteral(text) = &*first.value
    {
        return (Some(clean(text.value.to_str())), rest);
    }
    (None, body)
}

/// Removes the common indentation of all lines but the first, and the first line's own (`_PyCompile_CleanDoc`).
fn clean(doc: &str) -> String {
    let doc = expand_tabs(doc);
    let mut lines = doc.split('\n');
    let first = lines.next().unwrap_or_default().trim_start_matches(' ');
    let rest: Vec<&str> = lines.collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = rest
        .iter()
        .filter(|line| indent(line) < line.len())
        .map(|line| indent(line))
        .min();
    let mut cleaned = first.to_string();
    for line in rest {
        cleaned.push('\n');
        let cut = margin.unwrap_or(0).min(indent(line));
        cleaned.push_str(&line[cut..]);
    }
    cleaned
}

/// `str.expandtabs()` with stops at every eighth column.
fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_string();
    }
    let mut expanded = String::with_capacity(text.len() + 16);
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}
