//! What is valid and yet hardly meant: CPython's compiler prints a `SyntaxWarning` for it.
//!
//! Calls and subscripts of literals are not here: the type checker reports them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    CmpOp, Expr, InterpolatedStringElement, InterpolatedStringElements, ModModule, Number, Stmt,
    StringFlags,
};
use ruff_text_size::{Ranged, TextRange, TextSize};
use taipan_diagnostics::{Diagnostic, FileId, codes};

/// The warnings of a module.
pub fn check(file: FileId, text: &str, module: &ModModule) -> Vec<Diagnostic> {
    let mut finder = Finder {
        file,
        text,
        in_finally: false,
        found: Vec::new(),
    };
    finder.visit_body(&module.body);
    finder.found
}

struct Finder<'a> {
    file: FileId,
    text: &'a str,
    /// In a `finally` block, and in no loop or function inside it.
    in_finally: bool,
    found: Vec<Diagnostic>,
}

impl Finder<'_> {
    fn report(&mut self, range: TextRange, message: String, help: &str) {
        self.found.push(
            codes::SUSPICIOUS_SYNTAX
                .at(self.file, range)
                .message(message)
                .help(help),
        );
    }

    fn with(&mut self, in_finally: bool, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_finally, in_finally);
        walk(self);
        self.in_finally = outer;
    }

    fn leaves_finally(&mut self, word: &str, range: TextRange) {
        if self.in_finally {
            self.report(
                range,
                format!("'{word}' in a 'finally' block"),
                "it discards the exception in flight; put it behind the block",
            );
        }
    }

    /// The first escape sequence of a literal that means itself.
    fn escapes(&mut self, range: TextRange, is_bytes: bool) {
        let text = &self.text[range];
        let mut at = 0;
        while let Some(slash) = text[at..].find('\\') {
            let start = at + slash;
            let rest = &text[start + 1..];
            let Some(c) = rest.chars().next() else {
                return;
            };
            let digits = rest
                .bytes()
                .take(3)
                .take_while(|b| (b'0'..=b'7').contains(b))
                .count();
            let (kind, len) = match c {
                '0'..='7' if digits == 3 && c > '3' => ("octal escape", 3),
                'N' | 'u' | 'U' if is_bytes => ("escape", 1),
                '\n'
                | '\r'
                | '\\'
                | '\''
                | '"'
                | 'a'
                | 'b'
                | 'f'
                | 'n'
                | 'r'
                | 't'
                | 'v'
                | 'x'
                | '0'..='7'
                | 'N'
                | 'u'
                | 'U' => {
                    at = start + 1 + c.len_utf8();
                    continue;
                }
                // Bytes and CPython's message have one character; braces of f-strings follow a plain backslash.
                c => ("escape", c.len_utf8()),
            };
            let sequence = &rest[..len];
            let range = TextRange::at(
                range.start() + TextSize::try_from(start).expect("a source offset"),
                TextSize::try_from(len + 1).expect("a short text"),
            );
            self.report(
                range,
                format!("\"\\{sequence}\" is an invalid {kind} sequence"),
                &format!("write \"\\\\{sequence}\", or a raw string"),
            );
            return;
        }
    }

    fn interpolated(&mut self, elements: &InterpolatedStringElements, is_raw: bool) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    if !is_raw {
                        self.escapes(literal.range(), false);
                    }
                }
                InterpolatedStringElement::Interpolation(part) => {
                    if let Some(spec) = &part.format_spec {
                        self.interpolated(&spec.elements, is_raw);
                    }
                }
            }
        }
    }
}

/// The type's name, of a literal that `is` should not be asked about.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::NumberLiteral(n) => Some(match n.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        }),
        Expr::StringLiteral(_) => Some("str"),
        Expr::BytesLiteral(_) => Some("bytes"),
        Expr::Tuple(t) => t
            .elts
            .iter()
            .all(|e| e.is_literal_expr())
            .then_some("tuple"),
        _ => None,
    }
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Return(_) => self.leaves_finally("return", stmt.range()),
            Stmt::Break(_) => self.leaves_finally("break", stmt.range()),
            Stmt::Continue(_) => self.leaves_finally("continue", stmt.range()),
            Stmt::Assert(node) => {
                if let Expr::Tuple(test) = &*node.test
                    && !test.elts.is_empty()
                {
                    self.report(
                        stmt.range(),
                        "assertion is always true, perhaps remove parentheses?".to_string(),
                        "a tuple with items is true",
                    );
                }
            }
            Stmt::Try(node) => {
                self.visit_body(&node.body);
                for handler in &node.handlers {
                    self.visit_except_handler(handler);
                }
                self.visit_body(&node.orelse);
                self.with(true, |f| f.visit_body(&node.finalbody));
                return;
            }
            Stmt::For(node) => {
                self.visit_expr(&node.target);
                self.visit_expr(&node.iter);
                self.with(false, |f| f.visit_body(&node.body));
                self.visit_body(&node.orelse);
                return;
            }
            Stmt::While(node) => {
                self.visit_expr(&node.test);
                self.with(false, |f| f.visit_body(&node.body));
                self.visit_body(&node.orelse);
                return;
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {
                self.with(false, |f| visitor::walk_stmt(f, stmt));
                return;
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(node) => {
                let operands = std::iter::once(&*node.left).chain(&node.comparators);
                let pairs = operands.zip(&node.comparators).zip(&node.ops);
                let found = pairs
                    .filter(|(_, op)| matches!(op, CmpOp::Is | CmpOp::IsNot))
                    .find_map(|((a, b), op)| {
                        Some((literal_type(a).or_else(|| literal_type(b))?, *op))
                    });
                if let Some((kind, op)) = found {
                    let (word, better) = match op {
                        CmpOp::Is => ("is", "=="),
                        _ => ("is not", "!="),
                    };
                    self.report(
                        expr.range(),
                        format!("\"{word}\" with '{kind}' literal"),
                        &format!("did you mean \"{better}\"?"),
                    );
                }
            }
            Expr::StringLiteral(node) => {
                for part in &node.value {
                    if !part.flags.prefix().is_raw() {
                        self.escapes(inside(part.range(), part.flags), false);
                    }
                }
            }
            Expr::BytesLiteral(node) => {
                for part in &node.value {
                    if !part.flags.prefix().is_raw() {
                        self.escapes(inside(part.range(), part.flags), true);
                    }
                }
            }
            Expr::FString(node) => {
                for part in &node.value {
                    match part {
                        ruff_python_ast::FStringPart::Literal(part) => {
                            if !part.flags.prefix().is_raw() {
                                self.escapes(inside(part.range(), part.flags), false);
                            }
                        }
                        ruff_python_ast::FStringPart::FString(part) => {
                            self.interpolated(&part.elements, part.flags.prefix().is_raw());
                        }
                    }
                }
            }
            Expr::TString(node) => {
                for part in &node.value {
                    self.interpolated(&part.elements, part.flags.prefix().is_raw());
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// A literal without its quotes.
fn inside(range: TextRange, flags: impl StringFlags) -> TextRange {
    range
        .add_start(flags.opener_len())
        .sub_end(flags.closer_len())
}
