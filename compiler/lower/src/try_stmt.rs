//! `try` with `except`, `else` and `finally`.

use crate::builder::{Builder, span};
use crate::exit::FrameKind;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir::{Handler, Stmt};
use taipan_mir::{BlockId, Op, Operand, Span};

impl<'a> Builder<'a, '_> {
    pub fn try_statement(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        finally: &'a [Stmt],
        is_star: bool,
        at: Span,
    ) {
        if finally.is_empty() {
            self.try_except(body, handlers, orelse, is_star, at);
            return;
        }
        let outer = self.raise_to;
        let handler = self.new_cold_block();
        let end = self.new_block();
        let frame = self.finally_frame(finally);
        self.push_frame(frame.clone(), outer, at);
        self.raise_to = Some(handler);
        self.try_except(body, handlers, orelse, is_star, at);
        self.raise_to = outer;
        self.frames.pop();
        self.finish_finally(frame, finally, end, at);

        let at_finally = span(finally[0].span);
        let (exception, previous) = self.enter_handler(handler, at_finally);
        let cleanup = self.new_cold_block();
        let kind = FrameKind::Handler {
            previous,
            name: None,
        };
        self.push_frame(kind, outer, at_finally);
        self.raise_to = Some(cleanup);
        self.stmts(finally);
        self.frames.pop();
        self.raise_to = outer;
        if !self.done {
            self.runtime(RuntimeFn::pop_handled, vec![previous], at_finally);
            self.rethrow(exception, at_finally);
        }
        self.leave_handler_block(cleanup, previous, outer, at_finally);
        self.switch_to(end);
    }

    fn try_except(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        is_star: bool,
        at: Span,
    ) {
        if handlers.is_empty() {
            self.stmts(body);
            return;
        }
        let outer = self.raise_to;
        let handler = self.new_cold_block();
        let end = self.new_block();
        self.raise_to = Some(handler);
        self.stmts(body);
        self.raise_to = outer;
        self.stmts(orelse);
        self.jump(end);
        if is_star {
            self.except_star(handler, handlers, end, at);
        } else {
            self.except(handler, handlers, end, at);
        }
        self.raise_to = outer;
        self.switch_to(end);
    }

    fn except(&mut self, block: BlockId, handlers: &'a [Handler], end: BlockId, at: Span) {
        let outer = self.raise_to;
        let (exception, previous) = self.enter_handler(block, at);
        let cleanup = self.new_cold_block();
        let mut is_caught = false;
        for handler in handlers {
            let at = span(handler.span);
            self.raise_to = Some(cleanup);
            let next = self.new_cold_block();
            match &handler.exception {
                Some(e) => {
                    let class = self.expr(e);
                    let args = vec![exception, class];
                    let matches = self.value(Op::ExceptionMatches, args, at);
                    let body = self.new_cold_block();
                    self.branch(matches, body, next);
                    self.switch_to(body);
                }
                None => is_caught = true,
            }
            self.handler_body(handler, exception, previous, cleanup, outer, at);
            self.jump(end);
            self.switch_to(next);
        }
        self.raise_to = outer;
        // A bare `except:` leaves nothing over; its `next` block is not reached.
        if !is_caught {
            self.runtime(RuntimeFn::pop_handled, vec![previous], at);
            self.rethrow(exception, at);
        }
        self.leave_handler_block(cleanup, previous, outer, at);
    }

    /// Binds the name, runs the clause's body and leaves the handler at its end.
    fn handler_body(
        &mut self,
        handler: &'a Handler,
        exception: Operand,
        previous: Operand,
        cleanup: BlockId,
        outer: Option<BlockId>,
        at: Span,
    ) {
        let name = handler.name.as_ref();
        let mut named_cleanup = None;
        if let Some(name) = name {
            self.store_shared(name, exception, at);
            let block = self.new_cold_block();
            self.raise_to = Some(block);
            named_cleanup = Some((name, block));
        }
        self.push_frame(FrameKind::Handler { previous, name }, outer, at);
        self.stmts(&handler.body);
        self.frames.pop();
        self.raise_to = outer;
        self.runtime(RuntimeFn::pop_handled, vec![previous], at);
        if let Some(name) = name {
            self.unbind(name, at);
        }
        if let Some((name, block)) = named_cleanup {
            let (after, done) = (self.block, self.done);
            let bound = self.save_bound();
            self.switch_to(block);
            self.raise_to = Some(cleanup);
            let raised = self.value(Op::Catch, vec![], at);
            self.unbind(name, at);
            self.rethrow(raised, at);
            self.block = after;
            self.done = done;
            self.restore_bound(bound);
            self.raise_to = outer;
        }
    }
}
