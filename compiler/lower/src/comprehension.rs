//! List, set and dict comprehensions, inlined with variables of their own.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Comprehension, ComprehensionKind, VarKind};
use taipan_mir::{BlockId, Op, Operand, Repr, Span, Terminator};

impl<'a> Builder<'a, '_> {
    pub fn comprehension(&mut self, c: &'a Comprehension, at: Span) -> Operand {
        if c.clauses.iter().any(|clause| clause.is_async) {
            return self.unsupported("asynchronous comprehensions are not supported", at);
        }
        let first = &c.clauses[0].iter;
        let iterable = self.expr(first);
        let iterator = self.runtime(RuntimeFn::get_iter, vec![iterable], span(first.span));
        for &var in &c.scope_vars {
            if self.hir.vars[var.index()].kind == VarKind::Cell {
                let cell = self.var_local(var);
                self.emit_to(Some(cell), Op::NewCell, vec![Operand::Unset], at);
            }
            self.mark_unset(var);
        }
        // An exception that a handler of this function may catch must leave the variables unset; one that leaves the function
        // takes them along.
        let outer = self.raise_to;
        let cleanup = outer.map(|_| self.new_cold_block());
        self.raise_to = cleanup.or(outer);

        let op = match c.kind {
            ComprehensionKind::List => Op::BuildList,
            ComprehensionKind::Set => Op::BuildSet,
            ComprehensionKind::Dict => Op::BuildDict,
        };
        let result = self.value(op, vec![], at);
        let end = self.new_block();
        self.comprehension_loop(c, 0, iterator, result, end);
        self.raise_to = outer;

        if let Some(cleanup) = cleanup {
            self.switch_to(cleanup);
            let exception = self.value(Op::Catch, vec![], at);
            self.clear_scope(c, at);
            self.rethrow(exception, at);
        }
        self.switch_to(end);
        self.clear_scope(c, at);
        result
    }

    fn clear_scope(&mut self, c: &'a Comprehension, at: Span) {
        for &var in &c.scope_vars {
            match self.hir.vars[var.index()].kind {
                // The cell may live on in a closure: only the variable forgets it.
                VarKind::Cell => {
                    let cell = self.var_local(var);
                    self.func.locals[cell.index()].maybe_unset = true;
                    self.emit_to(Some(cell), Op::Clear, vec![], at);
                }
                VarKind::Local | VarKind::Temp | VarKind::Free => self.clear(var, at),
            }
        }
    }

    /// The loop of clause `index` over `iterator`; goes to `exit` at its end.
    fn comprehension_loop(
        &mut self,
        c: &'a Comprehension,
        index: usize,
        iterator: Operand,
        result: Operand,
        exit: BlockId,
    ) {
        let clause = &c.clauses[index];
        let at = span(clause.iter.span);
        let header = self.new_block();
        let body = self.new_block();
        self.jump(header);
        self.switch_to_loop(header);
        self.for_next(&clause.target, iterator, body, exit, at);
        self.poll(at);
        for test in &clause.conditions {
            let more = self.new_block();
            self.condition(test, more, header);
            self.switch_to(more);
        }
        if let Some(inner) = c.clauses.get(index + 1) {
            let at = span(inner.iter.span);
            let iterable = self.expr(&inner.iter);
            let iterator = self.runtime(RuntimeFn::get_iter, vec![iterable], at);
            self.comprehension_loop(c, index + 1, iterator, result, header);
            return;
        }
        let at = span(c.element.span);
        let element = self.expr(&c.element);
        match (c.kind, &c.value) {
            (ComprehensionKind::List, _) => {
                self.runtime(RuntimeFn::list_append, vec![result, element], at);
            }
            (ComprehensionKind::Set, _) => {
                self.runtime(RuntimeFn::set_add, vec![result, element], at);
            }
            (ComprehensionKind::Dict, value) => {
                let value = self.expr(value.as_ref().expect("a dict comprehension has values"));
                self.runtime(RuntimeFn::dict_set, vec![result, element, value], at);
            }
        }
        self.jump(header);
    }

    /// Ends the block with the next step of an iteration, then stores the item to the target in `body`, and goes on there.
    pub fn for_next(
        &mut self,
        target: &'a hir::Target,
        iterator: Operand,
        body: BlockId,
        exit: BlockId,
        at: Span,
    ) {
        let direct = self.direct_local(target);
        let dest = match direct {
            Some(var) => self.var_local(var),
            None => self.temp(Repr::Value),
        };
        self.terminate(Terminator::ForNext {
            iter: iterator,
            dest,
            body,
            exit,
            raise: self.raise_to,
            span: at,
        });
        self.switch_to(body);
        match direct {
            Some(var) => self.mark_bound(var),
            None => self.assign(target, Operand::Local(dest)),
        }
    }
}
