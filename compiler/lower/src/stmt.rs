//! Statements.

use crate::builder::{Builder, span};
use crate::exit::FrameKind;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Expr, ExprKind, FunctionKind, NameRef, Stmt, StmtKind};
use taipan_mir::{Operand, Span};

impl<'a> Builder<'a, '_> {
    /// Lowers statements up to the first that control does not leave at its end.
    pub fn stmts(&mut self, body: &'a [Stmt]) {
        for s in body {
            if self.done {
                return;
            }
            self.stmt(s);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        let at = span(s.span);
        match &s.kind {
            StmtKind::Expr(e) => self.effect(e),
            StmtKind::Assign { targets, value } => self.assign_statement(targets, value),
            StmtKind::AugAssign { target, op, value } => {
                self.augmented_assignment(target, *op, value, at);
            }
            StmtKind::AnnAssign { target, value } => {
                if let Some(value) = value {
                    let value = self.expr(value);
                    self.assign(target, value);
                }
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|t| self.delete_target(t)),
            StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, at),
            StmtKind::For { is_async: true, .. } => {
                self.unsupported("async for is not supported", at);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async: false,
            } => self.for_loop(target, iter, body, orelse, at),
            StmtKind::With { is_async: true, .. } => {
                self.unsupported("async with is not supported", at);
            }
            StmtKind::With {
                items,
                body,
                is_async: false,
            } => self.with_statement(items, body),
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finally,
                is_star,
            } => self.try_statement(body, handlers, orelse, finally, *is_star, at),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases),
            StmtKind::Raise { exception, cause } => {
                let Some(exception) = exception else {
                    self.runtime(RuntimeFn::reraise, vec![], at);
                    return;
                };
                let exception = self.expr(exception);
                let cause = cause.as_ref().map_or(Operand::Unset, |e| self.expr(e));
                self.runtime(RuntimeFn::raise, vec![exception, cause], at);
            }
            StmtKind::Return(value) => {
                let value = match value {
                    Some(e) => self.expr(e),
                    None => self.none(),
                };
                self.return_value(value, at);
            }
            StmtKind::Assert { test, message } => {
                let pass = self.new_block();
                let fail = self.new_cold_block();
                self.condition(test, pass, fail);
                self.switch_to(fail);
                let message = message.as_ref().map_or(Operand::Unset, |e| self.expr(e));
                self.runtime(RuntimeFn::raise_assertion, vec![message], span(test.span));
                self.switch_to(pass);
            }
            StmtKind::Break => self.break_loop(),
            StmtKind::Continue => self.continue_loop(),
            StmtKind::Pass => {}
            StmtKind::FunctionDef {
                target,
                make,
                decorators,
                name: _,
            } => {
                let decorators = self.decorators(decorators);
                let function = self.expr(make);
                let decorated = self.decorate(&decorators, function);
                self.store(target, decorated, at);
            }
            StmtKind::ClassDef(class) => self.class_statement(class, s.span),
            StmtKind::Import(import) => self.import(import, at),
            StmtKind::ImportFrom(import) => self.import_from(import, at),
            StmtKind::TypeAlias { target, make } => {
                let value = self.expr(make);
                self.store(target, value, at);
            }
        }
    }

    fn if_statement(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let then_block = self.new_block();
        let end = self.new_block();
        let else_block = if orelse.is_empty() {
            end
        } else {
            self.new_block()
        };
        self.condition(test, then_block, else_block);
        self.switch_to(then_block);
        self.stmts(body);
        self.jump(end);
        if !orelse.is_empty() {
            self.switch_to(else_block);
            self.stmts(orelse);
            self.jump(end);
        }
        self.resume_at(end);
    }

    /// Goes on in a block that earlier code may jump to; nothing follows where none does.
    fn resume_at(&mut self, block: taipan_mir::BlockId) {
        self.switch_to(block);
        self.done = !self.is_entered(block);
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], at: Span) {
        let header = self.new_block();
        let body_block = self.new_block();
        let end = self.new_block();
        let exit = if orelse.is_empty() {
            end
        } else {
            self.new_block()
        };
        self.jump(header);
        self.switch_to_loop(header);
        self.condition(test, body_block, exit);
        self.switch_to(body_block);
        self.loop_body(body, header, end, None, at);
        if !orelse.is_empty() {
            self.switch_to(exit);
            self.stmts(orelse);
            self.jump(end);
        }
        self.resume_at(end);
    }

    fn for_loop(
        &mut self,
        target: &'a hir::Target,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        at: Span,
    ) {
        let iter_at = span(iter.span);
        let iterable = self.expr(iter);
        let iterator = if self.is_first_iterator(iter) {
            iterable
        } else {
            self.runtime(RuntimeFn::get_iter, vec![iterable], iter_at)
        };
        let header = self.new_block();
        let body_block = self.new_block();
        let end = self.new_block();
        let exit = if orelse.is_empty() {
            end
        } else {
            self.new_block()
        };
        self.jump(header);
        self.switch_to_loop(header);
        self.for_next(target, iterator, body_block, exit, iter_at);
        let is_held = self.world.facts.has_finalizers && !is_range(iter);
        self.loop_body(body, header, end, is_held.then_some(iterator), at);
        if !orelse.is_empty() {
            self.switch_to(exit);
            self.stmts(orelse);
            self.jump(end);
        }
        self.resume_at(end);
    }

    /// The parameter of a generator expression is an iterator already.
    fn is_first_iterator(&self, iter: &Expr) -> bool {
        let ExprKind::Name(NameRef::Var(var)) = &iter.kind else {
            return false;
        };
        let first = self.hir.params.named.first();
        self.hir.kind == FunctionKind::GenExpr && first.is_some_and(|p| p.var == *var)
    }

    fn loop_body(
        &mut self,
        body: &'a [Stmt],
        continue_to: taipan_mir::BlockId,
        break_to: taipan_mir::BlockId,
        iterator: Option<Operand>,
        at: Span,
    ) {
        let kind = FrameKind::Loop {
            break_to,
            continue_to,
            iterator,
        };
        // CPython polls on the jump back, which has the line of the statement before it.
        self.poll(body.last().map_or(at, |s| span(s.span)));
        self.push_frame(kind, self.raise_to, at);
        self.stmts(body);
        self.frames.pop();
        self.jump(continue_to);
    }
}

/// Whether a loop is over a call of what is called `range`.
fn is_range(iter: &Expr) -> bool {
    matches!(&iter.kind, ExprKind::Call { func, .. }
        if matches!(&func.kind, ExprKind::Name(NameRef::Global(n)) if &**n == "range"))
}
