//! Loops over ranges that start, or step, anywhere.
//!
//! `opt/loops` counts where start and step are known to be small. Elsewhere it leaves an iterator over a range, for the numbers may
//! be big. Here, in the fast copy, they are not: the loop counts too, and where it leaves for the general copy an iterator
//! is made that stands at the next number.

use super::{Split, copy, is_small, local_of, plain, silent};
use crate::counts::Counts;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    BinOp, Block, BlockId, CmpOp, Const, Func, Inst, Local, Op, Operand, Program, Repr, Span,
    Terminator,
};

/// A loop that the fast copy counts.
pub(super) struct Range {
    /// The block that asks for the next number, the one that makes the iterator (with its last instruction), and the one
    /// behind the header that takes the number.
    header: usize,
    made: usize,
    taken: usize,
    pub(super) iter: Local,
    /// What the header yields.
    pub(super) item: Local,
    start: Operand,
    stop: Operand,
    step: Operand,
    span: Span,
}

/// The machine numbers of a loop.
#[derive(Clone, Copy)]
pub(super) struct State {
    current: Local,
    /// Where the loop ends; or, if the step is no constant, how many rounds are left, this one included.
    end: Local,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Const(Operand),
    Variable(Local),
}

/// The loops over ranges of small ints.
pub(super) fn find(p: &Program, func: &Func, ints: &[bool], counts: &Counts) -> Vec<Range> {
    let mut out = vec![];
    let function = RuntimeFn::range_iter;
    for (header, block) in func.blocks.iter().enumerate() {
        let Terminator::ForNext {
            iter,
            dest: item,
            body,
            ..
        } = block.term
        else {
            continue;
        };
        let Some((made, n)) = counts.single(func, iter) else {
            continue;
        };
        let (Some(it), from) = (local_of(iter), &func.blocks[made]) else {
            continue;
        };
        let get = &from.insts[n];
        let taken = &func.blocks[body.index()];
        let takes = taken.insts.len() == 1
            && taken.insts[0].op == Op::Copy
            && taken.insts[0].args == [Operand::Local(item)];
        let is_plain = get.op == Op::Runtime { function }
            && block.insts.is_empty()
            && n + 1 == from.insts.len()
            && matches!(from.term, Terminator::Jump(to) if to.index() == header)
            && takes
            && made != header
            && counts.once(item);
        let is_number = |o: &Operand| match o {
            Operand::Local(l) => ints[l.index()],
            o => is_small(p, *o),
        };
        let by_zero = matches!(get.args.get(2), Some(Operand::Const(c))
            if matches!(p.constant(*c), Const::Int(0)));
        if is_plain && !by_zero && get.args.iter().all(is_number) {
            out.push(Range {
                header,
                made,
                taken: body.index(),
                iter: it,
                item,
                start: get.args[0],
                stop: get.args[1],
                step: get.args[2],
                span: get.span,
            });
        }
    }
    out
}

impl Split<'_> {
    /// Turns the loops of the fast copy, whose blocks have been made, into counting ones.
    pub(super) fn count_ranges(&mut self) {
        let ranges = std::mem::take(&mut self.ranges);
        for r in &ranges {
            let state = self.states[&r.iter];
            let at = (r.made, self.old.blocks[r.made].insts.len() - 1);
            // Before the loop.
            let mut out = std::mem::take(&mut self.new.blocks[r.made].insts);
            out.pop();
            let start = self.small_number(at, r.start, r.span, &mut out);
            let stop = self.small_number(at, r.stop, r.span, &mut out);
            out.push(copy(start, state.current, r.span));
            match state.step {
                Step::Const(_) => out.push(copy(stop, state.end, r.span)),
                Step::Variable(by) => {
                    let step = self.small_number(at, r.step, r.span, &mut out);
                    out.push(copy(step, by, r.span));
                    // A step of zero raises in the general copy.
                    let leave = self.leave(at, None, r.span);
                    let args = vec![start, stop, Operand::Local(by)];
                    out.push(silent(Op::RangeCount, args, state.end, leave, r.span));
                }
            }
            self.new.blocks[r.made].insts = out;
            self.count(r, state);
        }
        self.ranges = ranges;
    }

    /// The machine number of an int, which is small, or the general copy makes the iterator.
    fn small_number(
        &mut self,
        at: (usize, usize),
        o: Operand,
        span: Span,
        out: &mut Vec<Inst>,
    ) -> Operand {
        if self.interval(o).is_none_or(|x| x.is_small()) {
            return self.number(o, span, out);
        }
        let word = self.small(at, o, span, out);
        let to = self.new.new_local(Repr::I64);
        out.push(plain(Op::UnboxInt, vec![word], Some(to), span));
        Operand::Local(to)
    }

    fn count(&mut self, r: &Range, state: State) {
        let Terminator::ForNext { exit, .. } = self.old.blocks[r.header].term else {
            unreachable!("it was found there")
        };
        let local = Operand::Local;
        let test = self.new.new_local(Repr::Bool);
        let (op, args) = match state.step {
            Step::Const(o) => {
                let op = if self.constant(o) > 0 {
                    CmpOp::Lt
                } else {
                    CmpOp::Gt
                };
                (op, vec![local(state.current), local(state.end)])
            }
            Step::Variable(_) => (CmpOp::Gt, vec![local(state.end), self.zero]),
        };
        let take = self.new.new_block();
        let item = self.machine[&r.item].local;
        self.new.blocks[take.index()] = Block {
            insts: vec![copy(local(state.current), item, r.span)],
            term: Terminator::Jump(BlockId::new(r.taken)),
            cold: self.old.blocks[r.taken].cold,
            aside: false,
        };
        let header = &mut self.new.blocks[r.header];
        header.insts = vec![plain(Op::IntCompare { op }, args, Some(test), r.span)];
        header.term = Terminator::Branch {
            cond: local(test),
            then: take,
            orelse: exit,
        };
        // Counted at the end of a round, so that the counter and the variable are one value during it.
        let latch = self.new.new_block();
        let header = BlockId::new(r.header);
        for b in (0..latch.index()).filter(|b| *b != r.made) {
            let block = &mut self.new.blocks[b];
            block
                .term
                .map_targets(|t| if t == header { latch } else { t });
            for i in &mut block.insts {
                if i.raise == Some(header) {
                    i.raise = Some(latch);
                }
            }
        }
        let add = Op::IntArith { op: BinOp::Add };
        let by = match state.step {
            Step::Const(o) => o,
            Step::Variable(by) => local(by),
        };
        let mut insts = vec![plain(
            add,
            vec![local(state.current), by],
            Some(state.current),
            r.span,
        )];
        if let Step::Variable(_) = state.step {
            let less = Op::IntArith { op: BinOp::Sub };
            insts.push(plain(
                less,
                vec![local(state.end), self.one],
                Some(state.end),
                r.span,
            ));
        }
        self.new.blocks[latch.index()] = Block {
            insts,
            term: Terminator::Jump(header),
            cold: self.old.blocks[r.header].cold,
            aside: false,
        };
    }

    fn constant(&self, o: Operand) -> i64 {
        match o {
            Operand::Const(c) => match self.p.constant(c) {
                Const::Int(i) => *i,
                other => panic!("{other:?} is no step"),
            },
            Operand::Local(_) | Operand::Unset => panic!("no constant"),
        }
    }

    /// The locals of a loop in the fast copy.
    pub(super) fn range_state(new: &mut Func, r: &Range) -> State {
        let current = new.new_local(Repr::I64);
        let end = new.new_local(Repr::I64);
        let step = match r.step {
            Operand::Local(_) => Step::Variable(new.new_local(Repr::I64)),
            o => Step::Const(o),
        };
        State { current, end, step }
    }

    /// The iterator that the general copy goes on with, made in the block that leaves for it.
    pub(super) fn resume_range(
        &mut self,
        iter: Local,
        state: State,
        span: Span,
        out: &mut Vec<Inst>,
    ) {
        let local = Operand::Local;
        let mut arith = |s: &mut Self, op, a, b| {
            let to = s.new.new_local(Repr::I64);
            out.push(plain(Op::IntArith { op }, vec![a, b], Some(to), span));
            local(to)
        };
        let by = match state.step {
            Step::Const(o) => o,
            Step::Variable(by) => local(by),
        };
        let next = arith(self, BinOp::Add, local(state.current), by);
        let stop = match state.step {
            Step::Const(_) => local(state.end),
            Step::Variable(_) => {
                let left = arith(self, BinOp::Sub, local(state.end), self.one);
                let distance = arith(self, BinOp::Mul, left, by);
                arith(self, BinOp::Add, next, distance)
            }
        };
        let mut args = vec![];
        for o in [next, stop, by] {
            args.push(match o {
                Operand::Local(_) => {
                    let word = self.new.new_local(Repr::Int);
                    out.push(plain(Op::Box, vec![o], Some(word), span));
                    local(word)
                }
                o => o,
            });
        }
        let function = RuntimeFn::range_iter;
        out.push(plain(Op::Runtime { function }, args, Some(iter), span));
    }
}
