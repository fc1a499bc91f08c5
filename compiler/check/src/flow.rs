//! What is known about variables at a point of the program.

use crate::types::{Literal, Ty};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::collections::{HashMap, HashSet};

/// The types of names and attribute paths (`x`, `self.x`) that assignments and tests have established.
///
/// A path that is absent has its declared type, or is unknown.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    pub is_reachable: bool,
    pub types: HashMap<String, Ty>,
}

impl Default for Flow {
    fn default() -> Self {
        Flow {
            is_reachable: true,
            types: HashMap::new(),
        }
    }
}

impl Flow {
    pub fn unreachable() -> Self {
        Flow {
            is_reachable: false,
            types: HashMap::new(),
        }
    }

    /// Where two paths meet.
    pub fn join(self, other: Flow) -> Flow {
        if !self.is_reachable {
            return other;
        }
        if !other.is_reachable {
            return self;
        }
        let mut types = self.types;
        types.retain(|path, ty| match other.types.get(path) {
            Some(found) if found == ty => true,
            Some(found) => {
                *ty = Ty::union([ty.clone(), found.clone()]);
                true
            }
            None => false,
        });
        Flow {
            is_reachable: true,
            types,
        }
    }

    /// `path` gets another value: what was known of it and of its attributes does not hold any more.
    pub fn forget(&mut self, path: &str) {
        self.types.retain(|known, _| {
            !(known == path
                || known.starts_with(path)
                    && matches!(known.as_bytes().get(path.len()), Some(b'.' | b'[')))
        });
    }

    /// An item of `path` gets another value.
    pub fn forget_items(&mut self, path: &str) {
        self.types.retain(|known, _| {
            !(known.starts_with(path) && known.as_bytes().get(path.len()) == Some(&b'['))
        });
    }

    pub fn set(&mut self, path: &str, ty: Ty) {
        self.forget(path);
        self.types.insert(path.to_owned(), ty);
    }

    pub fn forget_assigned<'a>(&mut self, bodies: impl IntoIterator<Item = &'a [Stmt]>) {
        let mut assigned = Assigned(HashSet::new());
        for body in bodies {
            assigned.visit_body(body);
        }
        // Unknown rather than as declared: what a test excluded may still hold there.
        for path in assigned.0 {
            for (known, ty) in &mut self.types {
                if known.starts_with(path.as_str())
                    && matches!(known.as_bytes().get(path.len()), None | Some(b'.' | b'['))
                {
                    *ty = Ty::Any;
                }
            }
        }
    }
}

impl Flow {
    /// After a loop that `break` leaves: what the tests before the `break` told is not tracked.
    pub fn forget_tested(&mut self, body: &[Stmt]) {
        if !has_break(body) {
            return;
        }
        let mut tested = Tested(HashSet::new(), false);
        tested.visit_body(body);
        for path in tested.0 {
            self.types.insert(path, Ty::Any);
        }
    }
}

/// The paths that occur in tests.
struct Tested(HashSet<String>, bool);

impl<'a> Visitor<'a> for Tested {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::If(stmt) => {
                let tests = std::iter::once(&*stmt.test).chain(
                    stmt.elif_else_clauses
                        .iter()
                        .filter_map(|clause| clause.test.as_ref()),
                );
                self.1 = true;
                for test in tests {
                    self.visit_expr(test);
                }
                self.1 = false;
                self.visit_body(&stmt.body);
                for clause in &stmt.elif_else_clauses {
                    self.visit_body(&clause.body);
                }
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.1 {
            self.0.extend(path_of(expr));
            visitor::walk_expr(self, expr);
        }
    }
}

/// `x`, `x.y.z`, `x[0].y`.
pub(crate) fn path_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(attribute) => {
            Some(format!("{}.{}", path_of(&attribute.value)?, attribute.attr))
        }
        Expr::Named(named) => path_of(&named.target),
        Expr::Subscript(subscript) => match crate::annotations::literal_value(&subscript.slice)? {
            Literal::Int(index) => Some(format!("{}[{index}]", path_of(&subscript.value)?)),
            Literal::Str(key) => Some(format!("{}['{key}']", path_of(&subscript.value)?)),
            Literal::Bytes | Literal::Bool(_) | Literal::Enum(..) => None,
        },
        _ => None,
    }
}

struct Assigned(HashSet<String>);

impl<'a> Visitor<'a> for Assigned {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                self.0.insert(def.name.to_string());
            }
            Stmt::ClassDef(def) => {
                self.0.insert(def.name.to_string());
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.0
                        .insert(name.split('.').next().unwrap_or(name).to_owned());
                }
            }
            Stmt::ImportFrom(import) => {
                self.0.extend(
                    import
                        .names
                        .iter()
                        .map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).to_string()),
                );
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if !name.ctx.is_load() => {
                self.0.insert(name.id.to_string());
            }
            Expr::Attribute(attribute) => {
                if !attribute.ctx.is_load() {
                    self.0.extend(path_of(expr));
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Lambda(_) => {}
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        self.0
            .extend(inner.name.as_ref().map(|name| name.to_string()));
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        self.0
            .extend(crate::symbols::pattern_name(pattern).map(str::to_owned));
        visitor::walk_pattern(self, pattern);
    }
}

/// Whether a `break` leaves the loop with this body.
pub(crate) fn has_break(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Break(_) => true,
        Stmt::If(stmt) => {
            has_break(&stmt.body)
                || stmt
                    .elif_else_clauses
                    .iter()
                    .any(|clause| has_break(&clause.body))
        }
        Stmt::With(stmt) => has_break(&stmt.body),
        Stmt::Try(stmt) => {
            has_break(&stmt.body)
                || has_break(&stmt.orelse)
                || has_break(&stmt.finalbody)
                || stmt.handlers.iter().any(|handler| {
                    let ast::ExceptHandler::ExceptHandler(inner) = handler;
                    has_break(&inner.body)
                })
        }
        Stmt::Match(stmt) => stmt.cases.iter().any(|case| has_break(&case.body)),
        Stmt::For(stmt) => has_break(&stmt.orelse),
        Stmt::While(stmt) => has_break(&stmt.orelse),
        _ => false,
    })
}
