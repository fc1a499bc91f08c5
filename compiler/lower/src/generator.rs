//! Generator expressions, `yield` and `yield from`.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_mir::{FuncId, Op, Operand, Repr, Span, Terminator};

impl<'a> Builder<'a, '_> {
    pub fn generator_expression(
        &mut self,
        func: hir::FuncId,
        first: &'a hir::Expr,
        at: Span,
    ) -> Operand {
        let iterable = self.expr(first);
        let iterator = self.runtime(RuntimeFn::get_iter, vec![iterable], span(first.span));
        let cells = self.captured_cells(func);
        let func = FuncId::new(func.index());
        let mut operands = Vec::new();
        if !cells.is_empty() {
            let mut closure = cells;
            closure.extend([Operand::Unset; 3]);
            operands.push(self.value(Op::MakeFunction { func }, closure, at));
        }
        operands.push(iterator);
        self.value(Op::MakeGenerator { func }, operands, at)
    }

    pub fn yield_value(&mut self, value: Operand, at: Span) -> Operand {
        let dest = self.temp(Repr::Value);
        let resume = self.new_block();
        self.terminate(Terminator::Yield {
            value,
            dest: Some(dest),
            resume,
            raise: self.raise_to,
            span: at,
        });
        self.switch_to(resume);
        Operand::Local(dest)
    }

    /// `yield from iterable`: what the delegate yields is yielded, what is sent or thrown goes to the delegate, its return value
    /// is the result.
    pub fn yield_from(&mut self, iterable: Operand, at: Span) -> Operand {
        let iterator = self.runtime(RuntimeFn::yield_from_iter, vec![iterable], at);
        let sent = self.temp(Repr::Value);
        let array = self.temp(Repr::Raw);
        let item = self.temp(Repr::Value);
        for local in [sent, item] {
            self.func.locals[local.index()].maybe_unset = true;
        }
        let send = self.new_block();
        let check = self.new_block();
        let suspend = self.new_block();
        let throw = self.new_cold_block();
        let finished = self.new_block();
        self.emit_to(Some(sent), Op::Clear, vec![], at);
        self.jump(send);

        let step = |b: &mut Self, function, argument| {
            b.emit_to(Some(array), Op::Array { count: 1 }, vec![], at);
            b.emit_to(
                Some(item),
                Op::Runtime { function },
                vec![iterator, argument, Operand::Local(array)],
                at,
            );
            b.jump(check);
        };
        self.switch_to_loop(send);
        step(self, RuntimeFn::yield_from, Operand::Local(sent));

        self.switch_to_loop(check);
        let is_done = self.value(Op::IsUnset, vec![Operand::Local(item)], at);
        self.branch(is_done, finished, suspend);

        self.switch_to(suspend);
        self.terminate(Terminator::Yield {
            value: Operand::Local(item),
            dest: Some(sent),
            resume: send,
            raise: Some(throw),
            span: at,
        });

        self.switch_to(throw);
        let exception = self.value(Op::Catch, vec![], at);
        step(self, RuntimeFn::yield_from_throw, exception);

        self.switch_to(finished);
        self.value(Op::Take { index: 0 }, vec![Operand::Local(array)], at)
    }
}
