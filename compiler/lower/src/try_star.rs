//! `except*`: each clause takes its part of an exception group; what the clauses raise and what none takes is raised at the
//! end, together.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir::Handler;
use taipan_mir::{BlockId, Op, Operand, Repr, Span};

impl<'a> Builder<'a, '_> {
    pub fn except_star(&mut self, block: BlockId, handlers: &'a [Handler], end: BlockId, at: Span) {
        let outer = self.raise_to;
        let (original, previous) = self.enter_handler(block, at);
        let cleanup = self.new_cold_block();
        self.raise_to = Some(cleanup);
        let raised = self.value(Op::BuildList, vec![], at);
        let rest = self.temp(Repr::Value);
        self.emit_to(Some(rest), Op::Copy, vec![original], at);
        for handler in handlers {
            let at = span(handler.span);
            let next = self.new_cold_block();
            let body = self.new_cold_block();
            let class = match &handler.exception {
                Some(e) => self.expr(e),
                None => panic!("except* names a type"),
            };
            let array = self.value(Op::Array { count: 2 }, vec![], at);
            let args = vec![Operand::Local(rest), class, array];
            self.runtime(RuntimeFn::exception_split, args, at);
            let matched = self.value(Op::Take { index: 0 }, vec![array], at);
            self.emit_to(Some(rest), Op::Take { index: 1 }, vec![array], at);
            let is_none = self.is_none(matched, at);
            self.branch(is_none, next, body);
            self.switch_to(body);
            self.star_clause(handler, matched, raised, next, at);
            self.switch_to(next);
            self.raise_to = Some(cleanup);
        }
        let args = vec![original, raised, Operand::Local(rest)];
        let result = self.runtime(RuntimeFn::exception_join, args, at);
        self.raise_to = outer;
        self.runtime(RuntimeFn::pop_handled, vec![previous], at);
        let is_none = self.is_none(result, at);
        let throw = self.new_cold_block();
        self.branch(is_none, end, throw);
        self.switch_to(throw);
        self.rethrow(result, at);
        self.leave_handler_block(cleanup, previous, outer, at);
    }

    /// Runs a clause's body with its part of the group as the handled exception; what it raises is collected.
    fn star_clause(
        &mut self,
        handler: &'a Handler,
        matched: Operand,
        raised: Operand,
        next: BlockId,
        at: Span,
    ) {
        let previous = self.runtime(RuntimeFn::push_handled, vec![matched], at);
        if let Operand::Local(l) = previous {
            self.func.locals[l.index()].maybe_unset = true;
        }
        let cleanup = self.new_cold_block();
        self.raise_to = Some(cleanup);
        if let Some(name) = &handler.name {
            self.store_shared(name, matched, at);
        }
        // `return`, `break` and `continue` cannot leave the body: no frame is needed.
        self.stmts(&handler.body);
        self.runtime(RuntimeFn::pop_handled, vec![previous], at);
        if let Some(name) = &handler.name {
            self.unbind(name, at);
        }
        self.jump(next);

        self.switch_to(cleanup);
        self.raise_to = None;
        let exception = self.value(Op::Catch, vec![], at);
        self.runtime(RuntimeFn::pop_handled, vec![previous], at);
        if let Some(name) = &handler.name {
            self.unbind(name, at);
        }
        self.runtime(RuntimeFn::list_append, vec![raised, exception], at);
        self.jump(next);
    }
}
