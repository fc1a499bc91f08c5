//! What the words need to know of the (recovered) tree: the expression at a place, and CPython's name for its kind.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ModModule, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The outermost expression with exactly this range.
pub(super) fn expr_at(module: &ModModule, range: TextRange) -> Option<&Expr> {
    find(module, |expr| expr.range() == range)
}

/// The outermost expression that ends here and that an operand could be (no tuple, `lambda` or conditional).
pub(super) fn operand_ending(module: &ModModule, end: TextSize) -> Option<&Expr> {
    find(module, |expr| {
        let is_operand = match expr {
            Expr::Tuple(tuple) => tuple.parenthesized,
            Expr::If(_)
            | Expr::Lambda(_)
            | Expr::Starred(_)
            | Expr::Named(_)
            | Expr::Yield(_)
            | Expr::YieldFrom(_) => false,
            _ => true,
        };
        is_operand && expr.end() == end && !expr.range().is_empty()
    })
}

fn find(module: &ModModule, wanted: impl Fn(&Expr) -> bool) -> Option<&Expr> {
    struct Finder<'a, F> {
        wanted: F,
        found: Option<&'a Expr>,
    }
    impl<'a, F: Fn(&Expr) -> bool> Visitor<'a> for Finder<'a, F> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            if self.found.is_none() {
                visitor::walk_stmt(self, stmt);
            }
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            if self.found.is_none() {
                if (self.wanted)(expr) {
                    self.found = Some(expr);
                } else {
                    visitor::walk_expr(self, expr);
                }
            }
        }
        fn visit_pattern(&mut self, pattern: &'a Pattern) {
            if self.found.is_none() {
                visitor::walk_pattern(self, pattern);
            }
        }
    }
    let mut finder = Finder {
        wanted,
        found: None,
    };
    finder.visit_body(&module.body);
    finder.found
}

/// `_PyPegen_get_expr_name`'s names.
pub(super) fn kind_name(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// Whether CPython's grammar calls it a `bitwise_or`, when not in parentheses.
pub(super) fn is_arithmetic(expr: &Expr) -> bool {
    match expr {
        Expr::Lambda(_)
        | Expr::BoolOp(_)
        | Expr::Compare(_)
        | Expr::If(_)
        | Expr::Named(_)
        | Expr::Starred(_) => false,
        Expr::Yield(_) | Expr::YieldFrom(_) => false,
        Expr::UnaryOp(unary) => unary.op != ruff_python_ast::UnaryOp::Not,
        _ => true,
    }
}
