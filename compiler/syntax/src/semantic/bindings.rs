//! The names that a scope's body binds or declares, without those of nested scopes.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use ruff_text_size::TextRange;
use std::collections::{BTreeMap, HashSet};

#[derive(Default)]
pub(super) struct Bindings<'a> {
    pub parameters: HashSet<&'a str>,
    pub bound: HashSet<&'a str>,
    /// Names declared `global`, and where.
    pub globals: BTreeMap<&'a str, TextRange>,
    pub nonlocals: BTreeMap<&'a str, TextRange>,
    /// Names with an annotation, and where.
    pub annotated: BTreeMap<&'a str, TextRange>,
}

impl<'a> Bindings<'a> {
    pub fn of_body(body: &'a [Stmt]) -> Self {
        let mut bindings = Bindings::default();
        bindings.visit_body(body);
        bindings
    }

    pub fn of_parameters(parameters: &'a ast::Parameters) -> Self {
        let parameters = parameters
            .iter()
            .map(|parameter| parameter.name().as_str())
            .collect();
        Bindings {
            parameters,
            ..Bindings::default()
        }
    }

    pub fn of_function(parameters: &'a ast::Parameters, body: &'a [Stmt]) -> Self {
        let mut bindings = Bindings::of_parameters(parameters);
        bindings.visit_body(body);
        bindings
    }

    pub fn of_type_params(params: &'a ast::TypeParams) -> Self {
        let parameters = params.iter().map(|param| param.name().as_str()).collect();
        Bindings {
            parameters,
            ..Bindings::default()
        }
    }

    /// A name declared `nonlocal` is bound further out.
    pub fn binds(&self, name: &str) -> bool {
        self.parameters.contains(name)
            || self.bound.contains(name) && !self.nonlocals.contains_key(name)
    }
}

impl<'a> Visitor<'a> for Bindings<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                self.bound.insert(&def.name);
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.visit_parameters(&def.parameters);
            }
            Stmt::ClassDef(def) => {
                self.bound.insert(&def.name);
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &def.arguments {
                    self.visit_arguments(arguments);
                }
            }
            Stmt::Global(stmt) => {
                for name in &stmt.names {
                    self.globals.entry(name).or_insert(stmt.range);
                }
            }
            Stmt::Nonlocal(stmt) => {
                for name in &stmt.names {
                    self.nonlocals.entry(name).or_insert(stmt.range);
                }
            }
            Stmt::Import(stmt) => {
                for alias in &stmt.names {
                    let name = match &alias.asname {
                        Some(name) => name.as_str(),
                        None => alias.name.split('.').next().unwrap_or_default(),
                    };
                    self.bound.insert(name);
                }
            }
            Stmt::ImportFrom(stmt) => {
                for alias in &stmt.names {
                    self.bound
                        .insert(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::AnnAssign(assign) => {
                if let (true, Expr::Name(name)) = (assign.simple, &*assign.target) {
                    self.annotated.entry(&name.id).or_insert(assign.range);
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if matches!(name.ctx, ExprContext::Store | ExprContext::Del) => {
                self.bound.insert(&name.id);
            }
            Expr::Lambda(_) => {}
            // Only an assignment expression binds outside the comprehension that it stands in.
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                let mut inner = Walruses {
                    found: &mut self.bound,
                };
                visitor::walk_expr(&mut inner, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bound.insert(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bound.insert(name);
        }
        visitor::walk_pattern(self, pattern);
    }
}

struct Walruses<'a, 'f> {
    found: &'f mut HashSet<&'a str>,
}

impl<'a> Visitor<'a> for Walruses<'a, '_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Named(named) = expr
            && let Expr::Name(name) = &*named.target
        {
            self.found.insert(&name.id);
        }
        if !matches!(expr, Expr::Lambda(_)) {
            visitor::walk_expr(self, expr);
        }
    }
}
