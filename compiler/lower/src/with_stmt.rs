//! `with`: the context expression, `__enter__`, the target, the body, `__exit__` on every way out.

use crate::builder::{Builder, span};
use crate::exit::FrameKind;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir::{Stmt, WithItem};
use taipan_mir::{Op, Operand};

impl<'a> Builder<'a, '_> {
    pub fn with_statement(&mut self, items: &'a [WithItem], body: &'a [Stmt]) {
        let Some((item, rest)) = items.split_first() else {
            self.stmts(body);
            return;
        };
        let at = span(item.context.span);
        let outer = self.raise_to;
        let manager = self.expr(&item.context);
        let array = self.value(Op::Array { count: 1 }, vec![], at);
        let entered = self.runtime(RuntimeFn::with_enter, vec![manager, array], at);
        let exit = self.value(Op::Take { index: 0 }, vec![array], at);

        let handler = self.new_cold_block();
        let end = self.new_block();
        self.push_frame(FrameKind::With { exit }, outer, at);
        self.raise_to = Some(handler);
        if let Some(target) = &item.target {
            self.assign(target, entered);
        }
        self.with_statement(rest, body);
        self.frames.pop();
        self.raise_to = outer;
        let args = vec![exit, Operand::Unset];
        self.runtime(RuntimeFn::with_exit, args, at);
        self.jump(end);

        let (exception, previous) = self.enter_handler(handler, at);
        let cleanup = self.new_cold_block();
        self.raise_to = Some(cleanup);
        let result = self.runtime(RuntimeFn::with_exit, vec![exit, exception], at);
        self.raise_to = outer;
        let is_swallowed = self.nonzero(result, at);
        self.runtime(RuntimeFn::pop_handled, vec![previous], at);
        let throw = self.new_cold_block();
        self.branch(is_swallowed, end, throw);
        self.switch_to(throw);
        self.rethrow(exception, at);
        self.leave_handler_block(cleanup, previous, outer, at);
        self.raise_to = outer;
        self.switch_to(end);
    }
}
