//! Statements and targets.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{Span, StmtKind, TargetKind};

use super::unexecuted::static_truth;
use super::{Builder, span};

impl Builder<'_, '_> {
    pub(super) fn block(&mut self, body: &[ast::Stmt]) -> Vec<hir::Stmt> {
        let mut into = Vec::with_capacity(body.len());
        self.block_into(body, &mut into);
        into
    }

    pub(super) fn block_into(&mut self, body: &[ast::Stmt], into: &mut Vec<hir::Stmt>) {
        for stmt in body {
            self.stmt(stmt, into);
        }
    }

    fn stmt(&mut self, stmt: &ast::Stmt, into: &mut Vec<hir::Stmt>) {
        let mut at = span(stmt.range());
        at.start = self.keyword_offset(stmt);
        let kind = match stmt {
            ast::Stmt::FunctionDef(node) => self.function_def(node),
            ast::Stmt::ClassDef(node) => self.class_def(node),
            ast::Stmt::Return(node) => {
                StmtKind::Return(node.value.as_deref().map(|value| self.expr(value)))
            }
            ast::Stmt::Delete(node) => {
                let mut targets = Vec::new();
                node.targets
                    .iter()
                    .for_each(|target| self.delete_target(target, &mut targets));
                StmtKind::Delete(targets)
            }
            ast::Stmt::TypeAlias(node) => self.type_alias(node),
            ast::Stmt::Assign(node) => {
                let value = self.expr(&node.value);
                let targets = node
                    .targets
                    .iter()
                    .map(|target| self.target(target))
                    .collect();
                StmtKind::Assign { targets, value }
            }
            ast::Stmt::AugAssign(node) => {
                let target = self.target(&node.target);
                let op = super::expr::binary_operator(node.op);
                StmtKind::AugAssign {
                    target,
                    op,
                    value: self.expr(&node.value),
                }
            }
            ast::Stmt::AnnAssign(node) => return self.annotated_assignment(node, at, into),
            ast::Stmt::For(node) => {
                let iter = self.iterated(&node.iter);
                let target = self.target(&node.target);
                let body = self.block(&node.body);
                let orelse = self.block(&node.orelse);
                StmtKind::For {
                    target,
                    iter,
                    body,
                    orelse,
                    is_async: node.is_async,
                }
            }
            ast::Stmt::While(node) => StmtKind::While {
                test: self.expr(&node.test),
                body: self.block(&node.body),
                orelse: self.block(&node.orelse),
            },
            ast::Stmt::If(node) => self.if_statement(node),
            ast::Stmt::With(node) => {
                let mut items = Vec::with_capacity(node.items.len());
                for item in &node.items {
                    let context = self.expr(&item.context_expr);
                    let target = item
                        .optional_vars
                        .as_deref()
                        .map(|target| self.target(target));
                    items.push(hir::WithItem { context, target });
                }
                let guards = node
                    .items
                    .iter()
                    .any(|item| suppresses_import_error(&item.context_expr));
                self.import_guard_depth += u32::from(guards);
                let body = self.block(&node.body);
                self.import_guard_depth -= u32::from(guards);
                StmtKind::With {
                    items,
                    body,
                    is_async: node.is_async,
                }
            }
            ast::Stmt::Match(node) => {
                let subject = self.expr(&node.subject);
                let mut cases = Vec::with_capacity(node.cases.len());
                for case in &node.cases {
                    let pattern = self.pattern(&case.pattern);
                    let guard = case.guard.as_deref().map(|guard| self.expr(guard));
                    cases.push(hir::Case {
                        pattern,
                        guard,
                        body: self.block(&case.body),
                    });
                }
                StmtKind::Match { subject, cases }
            }
            ast::Stmt::Raise(node) => StmtKind::Raise {
                exception: node.exc.as_deref().map(|value| self.expr(value)),
                cause: node.cause.as_deref().map(|value| self.expr(value)),
            },
            ast::Stmt::Try(node) => self.try_statement(node),
            ast::Stmt::Assert(node) => StmtKind::Assert {
                test: self.expr(&node.test),
                message: node.msg.as_deref().map(|value| self.expr(value)),
            },
            ast::Stmt::Import(node) => {
                for alias in &node.names {
                    let import = self.import(alias);
                    into.push(hir::Stmt {
                        kind: StmtKind::Import(import),
                        span: at,
                    });
                }
                return;
            }
            ast::Stmt::ImportFrom(node) => StmtKind::ImportFrom(self.import_from(node)),
            ast::Stmt::Global(_) | ast::Stmt::Nonlocal(_) => return,
            ast::Stmt::Expr(node) => StmtKind::Expr(self.expr(&node.value)),
            ast::Stmt::Pass(_) => StmtKind::Pass,
            ast::Stmt::Break(_) => StmtKind::Break,
            ast::Stmt::Continue(_) => StmtKind::Continue,
            ast::Stmt::IpyEscapeCommand(_) => unreachable!("notebook syntax is off"),
        };
        into.append(&mut self.frame_mut().pending);
        into.push(hir::Stmt { kind, span: at });
    }

    /// Where the statement proper begins: after its decorators.
    fn keyword_offset(&self, stmt: &ast::Stmt) -> u32 {
        let decorators = match stmt {
            ast::Stmt::FunctionDef(node) => node.decorator_list.last(),
            ast::Stmt::ClassDef(node) => node.decorator_list.last(),
            _ => None,
        };
        let Some(last) = decorators else {
            return stmt.range().start().into();
        };
        let mut offset = last.range.end().to_usize();
        // Line ends, blanks and comments may stand in between.
        for line in self.source[offset..].split_inclusive('\n') {
            let text = line.trim_start();
            if text.starts_with("def") || text.starts_with("class") || text.starts_with("async") {
                return (offset + line.len() - text.len()) as u32;
            }
            offset += line.len();
        }
        stmt.range().start().into()
    }

    fn if_statement(&mut self, node: &ast::StmtIf) -> StmtKind {
        let test = self.expr(&node.test);
        let truth = static_truth(&node.test);
        let body = self.branch(&node.body, truth == Some(false));
        // Build the chain from its end, so that a long one costs no stack.
        let mut decided = truth == Some(true);
        let mut clauses = Vec::with_capacity(node.elif_else_clauses.len());
        for clause in &node.elif_else_clauses {
            let test = clause.test.as_ref().map(|test| self.expr(test));
            let truth = clause.test.as_ref().and_then(static_truth);
            let body = self.branch(&clause.body, decided || truth == Some(false));
            decided |= truth == Some(true);
            clauses.push((test, body, span(clause.range)));
        }
        let mut orelse = Vec::new();
        for (test, body, at) in clauses.into_iter().rev() {
            orelse = match test {
                None => body,
                Some(test) => vec![hir::Stmt {
                    kind: StmtKind::If { test, body, orelse },
                    span: at,
                }],
            };
        }
        StmtKind::If { test, body, orelse }
    }

    fn branch(&mut self, body: &[ast::Stmt], is_unexecuted: bool) -> Vec<hir::Stmt> {
        self.unexecuted(is_unexecuted, |this| this.block(body))
    }

    /// Builds something that is never executed, if it is not.
    pub(super) fn unexecuted<T>(
        &mut self,
        is_unexecuted: bool,
        build: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.unexecuted_depth += u32::from(is_unexecuted);
        let built = build(self);
        self.unexecuted_depth -= u32::from(is_unexecuted);
        built
    }

    fn try_statement(&mut self, node: &ast::StmtTry) -> StmtKind {
        let guards = node
            .handlers
            .iter()
            .any(|ast::ExceptHandler::ExceptHandler(handler)| {
                handler.type_.as_deref().is_none_or(catches_import_error)
            });
        self.import_guard_depth += u32::from(guards);
        let body = self.block(&node.body);
        self.import_guard_depth -= u32::from(guards);
        let mut handlers = Vec::with_capacity(node.handlers.len());
        for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
            let exception = handler.type_.as_deref().map(|value| self.expr(value));
            let name = handler.name.as_ref().map(|name| self.name(name));
            let body = self.block(&handler.body);
            handlers.push(hir::Handler {
                exception,
                name,
                body,
                span: span(handler.range),
            });
        }
        let orelse = self.block(&node.orelse);
        let finally = self.block(&node.finalbody);
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finally,
            is_star: node.is_star,
        }
    }

    fn annotated_assignment(
        &mut self,
        node: &ast::StmtAnnAssign,
        at: Span,
        into: &mut Vec<hir::Stmt>,
    ) {
        let value = node.value.as_deref().map(|value| self.expr(value));
        if value.is_none() {
            self.pass_annotation(node, into);
            // Nothing is stored, but what the target is made of is evaluated.
            let parts: Vec<&ast::Expr> = match &*node.target {
                ast::Expr::Attribute(target) => vec![&target.value],
                ast::Expr::Subscript(target) => vec![&target.value, &target.slice],
                ast::Expr::Name(_) if !node.simple => return,
                _ => Vec::new(),
            };
            if !parts.is_empty() {
                for part in parts {
                    let value = self.expr(part);
                    into.push(hir::Stmt {
                        kind: StmtKind::Expr(value),
                        span: at,
                    });
                }
                return;
            }
        }
        let target = self.target(&node.target);
        let has_value = value.is_some();
        into.push(hir::Stmt {
            kind: StmtKind::AnnAssign { target, value },
            span: at,
        });
        if has_value {
            self.pass_annotation(node, into);
        }
    }

    fn delete_target(&mut self, target: &ast::Expr, into: &mut Vec<hir::Target>) {
        match target {
            ast::Expr::Tuple(tuple) => tuple
                .elts
                .iter()
                .for_each(|item| self.delete_target(item, into)),
            ast::Expr::List(list) => list
                .elts
                .iter()
                .for_each(|item| self.delete_target(item, into)),
            _ => into.push(self.target(target)),
        }
    }

    pub(super) fn target(&mut self, target: &ast::Expr) -> hir::Target {
        let at = span(target.range());
        let kind = match target {
            ast::Expr::Name(node) => TargetKind::Name(self.name(&node.id)),
            ast::Expr::Attribute(node) => {
                let object = self.expr(&node.value);
                TargetKind::Attr(object, self.symbol(&node.attr))
            }
            ast::Expr::Subscript(node) => {
                let object = self.expr(&node.value);
                TargetKind::Subscript(object, self.expr(&node.slice))
            }
            ast::Expr::Starred(node) => return self.target(&node.value),
            ast::Expr::Tuple(node) => self.unpack(&node.elts),
            ast::Expr::List(node) => self.unpack(&node.elts),
            other => unreachable!("the parser admits no {other:?} as a target"),
        };
        hir::Target { kind, span: at }
    }

    fn unpack(&mut self, items: &[ast::Expr]) -> TargetKind {
        let star = items.iter().position(|item| item.is_starred_expr());
        TargetKind::Unpack {
            items: items.iter().map(|item| self.target(item)).collect(),
            star,
        }
    }
}

fn catches_import_error(exception: &ast::Expr) -> bool {
    match exception {
        ast::Expr::Name(name) => {
            matches!(
                name.id.as_str(),
                "ImportError" | "ModuleNotFoundError" | "Exception" | "BaseException"
            )
        }
        ast::Expr::Tuple(tuple) => tuple.elts.iter().any(catches_import_error),
        _ => false,
    }
}

/// `suppress(ImportError)`
fn suppresses_import_error(context: &ast::Expr) -> bool {
    let Some(call) = context.as_call_expr() else {
        return false;
    };
    let is_suppress = match &*call.func {
        ast::Expr::Name(name) => name.id.as_str() == "suppress",
        ast::Expr::Attribute(attribute) => attribute.attr.as_str() == "suppress",
        _ => false,
    };
    is_suppress && call.arguments.args.iter().any(catches_import_error)
}
