//! Statements: declarations kept, returns fitting, and the flow of control.

use crate::flow::{Flow, has_break, path_of};
use crate::members::Found;
use crate::program::{Checker, Strictness};
use crate::types::{ModuleId, Ty};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;
use std::collections::HashMap;

/// The function that is being checked.
#[derive(Clone, Debug)]
pub(crate) struct FunctionContext {
    pub name: String,
    /// The declared types of parameters; unknown ones too.
    pub parameters: HashMap<String, Ty>,
    pub returns: Option<Ty>,
    pub is_generator: bool,
    pub self_type: Option<Ty>,
    /// A `match` or a chain of `elif` that may cover everything.
    pub may_be_exhaustive: bool,
}

impl<'a> Checker<'a> {
    pub fn check_module(&mut self, id: ModuleId) {
        let module = &self.modules[id.0 as usize];
        let (ast, scope, is_annotated) = (module.ast, module.scope, module.is_annotated);
        self.module = id;
        self.scope = scope;
        self.flow = Flow::default();
        self.strictness = if is_annotated {
            Strictness::Full
        } else {
            Strictness::Lenient
        };
        self.function = None;
        self.body(&ast.body);
    }

    pub fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.statement(stmt);
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function_statement(def),
            Stmt::ClassDef(def) => self.class_statement(def),
            Stmt::Return(stmt) => self.return_statement(stmt),
            Stmt::Delete(stmt) => {
                for target in &stmt.targets {
                    match target {
                        Expr::Subscript(subscript) => {
                            self.infer(&subscript.value, None);
                            self.infer(&subscript.slice, None);
                        }
                        Expr::Attribute(attribute) => {
                            self.infer(&attribute.value, None);
                        }
                        _ => {}
                    }
                    if let Some(path) = path_of(target) {
                        self.flow.forget(&path);
                    }
                }
            }
            Stmt::TypeAlias(_) => {}
            Stmt::Assign(stmt) => {
                let expected = match &*stmt.targets {
                    [target] => self.target_type(target),
                    _ => None,
                };
                let value = self.infer(&stmt.value, expected.as_ref());
                for target in &stmt.targets {
                    self.assign(target, &value, stmt.value.range());
                }
            }
            Stmt::AugAssign(stmt) => {
                let left = match &*stmt.target {
                    Expr::Name(name) => self.infer_name(name),
                    Expr::Attribute(attribute) => {
                        let value = self.infer(&attribute.value, None);
                        match path_of(&stmt.target)
                            .and_then(|path| self.flow.types.get(&path).cloned())
                        {
                            Some(ty) => ty,
                            None => self.attribute_of(&value, attribute),
                        }
                    }
                    Expr::Subscript(subscript) => {
                        let value = self.infer(&subscript.value, None);
                        self.subscript(&value, &subscript.slice, subscript.range)
                    }
                    _ => Ty::Any,
                };
                let right = self.infer(&stmt.value, None);
                let result = self.augmented(&left, stmt.op, &right, stmt.range);
                if !stmt.target.is_subscript_expr() {
                    self.assign(&stmt.target, &result, stmt.range);
                }
            }
            Stmt::AnnAssign(stmt) => self.annotated_assignment(stmt),
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::While(stmt) => self.while_statement(stmt),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::With(stmt) => self.with_statement(stmt),
            Stmt::Match(stmt) => self.match_statement(stmt),
            Stmt::Raise(stmt) => {
                for part in [&stmt.exc, &stmt.cause].into_iter().flatten() {
                    self.infer(part, None);
                }
                self.flow.is_reachable = false;
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Assert(stmt) => {
                self.infer(&stmt.test, None);
                if let Some(message) = &stmt.msg {
                    let before = self.flow.clone();
                    self.narrow(&stmt.test, false);
                    self.infer(message, None);
                    self.flow = before;
                }
                self.narrow(&stmt.test, true);
            }
            Stmt::Import(_) => {}
            Stmt::ImportFrom(import) => self.check_imported_names(import),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
            Stmt::Expr(stmt) => {
                let ty = self.infer(&stmt.value, None);
                if ty == Ty::Never {
                    self.flow.is_reachable = false;
                }
            }
            Stmt::Break(_) | Stmt::Continue(_) => self.flow.is_reachable = false,
        }
    }

    fn infer_name(&mut self, name: &'a ast::ExprName) -> Ty {
        match self.flow.types.get(name.id.as_str()) {
            Some(ty) => ty.clone(),
            None => self.declared_name(&name.id).unwrap_or(Ty::Any),
        }
    }

    fn if_statement(&mut self, stmt: &'a ast::StmtIf) {
        self.infer(&stmt.test, None);
        let mut rest = self.flow.clone();
        self.narrow(&stmt.test, true);
        self.body(&stmt.body);
        let mut after = std::mem::replace(&mut self.flow, Flow::unreachable());
        let mut test = Some(&*stmt.test);
        let mut has_else = false;
        for clause in &stmt.elif_else_clauses {
            self.flow = rest;
            if let Some(test) = test {
                self.narrow(test, false);
            }
            test = clause.test.as_ref();
            if let Some(test) = &clause.test {
                self.infer(test, None);
                rest = self.flow.clone();
                self.narrow(test, true);
            } else {
                has_else = true;
                rest = Flow::unreachable();
            }
            self.body(&clause.body);
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        if !has_else {
            self.flow = rest;
            if let Some(test) = test {
                self.narrow(test, false);
            }
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        self.flow = after;
    }

    fn for_statement(&mut self, stmt: &'a ast::StmtFor) {
        let iterable = self.infer(&stmt.iter, None);
        let item = if stmt.is_async {
            Ty::Any
        } else {
            self.iterate(&iterable, stmt.iter.range())
        };
        self.flow.forget_assigned([&*stmt.body]);
        let before = self.flow.clone();
        let item = self.widen(&item);
        self.assign(&stmt.target, &item, stmt.target.range());
        self.body(&stmt.body);
        self.flow = before;
        self.forget_target(&stmt.target);
        self.body_of_else(&stmt.orelse, has_break(&stmt.body));
        self.flow.forget_tested(&stmt.body);
    }

    fn forget_target(&mut self, target: &'a Expr) {
        match target {
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for element in elts {
                    self.forget_target(element);
                }
            }
            Expr::Starred(starred) => self.forget_target(&starred.value),
            other => {
                if let Some(path) = path_of(other) {
                    self.flow.forget(&path);
                }
            }
        }
    }

    fn body_of_else(&mut self, orelse: &'a [Stmt], may_skip: bool) {
        let mut before = self.flow.clone();
        self.body(orelse);
        if may_skip {
            before.forget_assigned([orelse]);
            self.flow = std::mem::take(&mut self.flow).join(before);
        }
    }

    fn while_statement(&mut self, stmt: &'a ast::StmtWhile) {
        self.flow.forget_assigned([&*stmt.body]);
        // A walrus in the test assigns at every turn.
        self.infer(&stmt.test, None);
        let before = self.flow.clone();
        self.narrow(&stmt.test, true);
        self.body(&stmt.body);
        let breaks = has_break(&stmt.body);
        self.flow = before.clone();
        let is_endless = match &*stmt.test {
            Expr::BooleanLiteral(literal) => literal.value,
            Expr::NumberLiteral(number) => {
                matches!(&number.value, ast::Number::Int(int) if *int != 0)
            }
            _ => false,
        };
        if is_endless {
            self.flow.is_reachable &= breaks;
            self.flow.forget_tested(&stmt.body);
            return;
        }
        self.narrow(&stmt.test, false);
        self.body(&stmt.orelse);
        if breaks {
            let mut left = before;
            left.forget_assigned([&*stmt.orelse]);
            self.flow = std::mem::take(&mut self.flow).join(left);
            self.flow.forget_tested(&stmt.body);
        }
    }

    fn with_statement(&mut self, stmt: &'a ast::StmtWith) {
        let mut expects_failure = false;
        for item in &stmt.items {
            let manager = self.infer(&item.context_expr, None);
            let name = match &item.context_expr {
                Expr::Call(call) => match &*call.func {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    _ => "",
                },
                _ => "",
            };
            let name = name.to_lowercase();
            expects_failure |=
                name.contains("raises") || name.contains("suppress") || name.contains("expect");
            if let Some(target) = &item.optional_vars {
                let entered = match self.attribute(&manager, "__enter__") {
                    Found::Type(Ty::Function(function)) if !stmt.is_async => {
                        function.returns.clone().erase()
                    }
                    _ => Ty::Any,
                };
                self.assign(target, &entered, item.context_expr.range());
            }
        }
        if expects_failure {
            let mut before = self.flow.clone();
            self.quiet += 1;
            self.body(&stmt.body);
            self.quiet -= 1;
            before.forget_assigned([&*stmt.body]);
            self.flow = std::mem::take(&mut self.flow).join(before);
        } else {
            // A manager that swallows exceptions lets control go on after the statement.
            let before = self.flow.is_reachable;
            self.body(&stmt.body);
            if before
                && !self.flow.is_reachable
                && self.function.is_some()
                && let Some(function) = &mut self.function
            {
                function.may_be_exhaustive = true;
            }
        }
    }

    fn try_statement(&mut self, stmt: &'a ast::StmtTry) {
        let expects_failure = stmt.handlers.iter().any(|handler| {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            inner.type_.as_deref().is_none_or(catches_mistakes)
        });
        let mut raised = self.flow.clone();
        raised.forget_assigned([&*stmt.body]);
        self.quiet += u32::from(expects_failure);
        self.body(&stmt.body);
        self.quiet -= u32::from(expects_failure);
        self.body(&stmt.orelse);
        let mut after = std::mem::replace(&mut self.flow, Flow::unreachable());
        for handler in &stmt.handlers {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            self.flow = raised.clone();
            if let Some(types) = &inner.type_ {
                let ty = self.infer(types, None);
                if let Some(name) = &inner.name {
                    let caught = match (stmt.is_star, self.instances_of(&ty)) {
                        (false, Some(classes)) => Ty::union(classes),
                        _ => Ty::Any,
                    };
                    self.flow.set(name, caught);
                }
            }
            self.body(&inner.body);
            if let Some(name) = &inner.name {
                self.flow.forget(name);
            }
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        if stmt.finalbody.is_empty() {
            self.flow = after;
            return;
        }
        // The `finally` body runs after anything that came before.
        let is_reachable = after.is_reachable;
        let mut anywhere = raised;
        let handlers = stmt.handlers.iter().map(|handler| {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            &*inner.body
        });
        anywhere.forget_assigned(handlers.chain([&*stmt.orelse]));
        if is_reachable {
            let mut types = after.types.clone();
            types.retain(|path, _| anywhere.types.contains_key(path));
        }
        self.flow = anywhere;
        self.body(&stmt.finalbody);
        if !is_reachable {
            self.flow.is_reachable = false;
        } else if self.flow.is_reachable {
            after.forget_assigned([&*stmt.finalbody]);
            self.flow = after;
        }
    }
}

/// Handlers for what a wrong program raises: the failure is the point.
fn catches_mistakes(types: &Expr) -> bool {
    match types {
        Expr::Tuple(tuple) => tuple.elts.iter().any(catches_mistakes),
        Expr::Name(name) => matches!(
            name.id.as_str(),
            "TypeError"
                | "AttributeError"
                | "NameError"
                | "UnboundLocalError"
                | "Exception"
                | "BaseException"
                | "StandardError"
                | "IndexError"
                | "LookupError"
                | "ValueError"
                | "ImportError"
                | "ModuleNotFoundError"
        ),
        // What a name stands for is not looked into.
        _ => true,
    }
}
