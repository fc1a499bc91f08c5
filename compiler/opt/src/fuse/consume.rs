//! Built-in functions over a generator that they alone see, as loops; `enumerate` and `zip` under a loop as its counters.

use super::{Counts, Fuse, Place};
use crate::infer::ty::{self, Known};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, BlockId, CmpOp, Inst, Local, NameId, Op, Operand, Repr, Terminator};

/// What is done with each item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// A sum of ints.
    Sum,
    /// A sum of truth values.
    Count,
    /// A sum of anything.
    Add,
    /// The smallest or the largest: what an item must be to take the place of the one so far.
    Extreme(CmpOp),
    Any,
    All,
    List,
    /// A list that the call then receives in place of the generator.
    Collect,
    Set,
}

impl Fuse<'_> {
    /// Makes a loop of the first call that consumes a generator of its own.
    pub(super) fn consume(&mut self, counts: &Counts) -> bool {
        for b in 0..self.func.blocks.len() {
            if self.func.blocks[b].cold {
                continue;
            }
            for n in 0..self.func.blocks[b].insts.len() {
                if let Some((fold, arg)) = self.fold(counts, (b, n)) {
                    self.make_loop((b, n), fold, arg);
                    return true;
                }
            }
        }
        false
    }

    /// Whether the instruction is such a call, and which operand is the generator.
    fn fold(&mut self, counts: &Counts, (b, n): Place) -> Option<(Fold, usize)> {
        let i = &self.func.blocks[b].insts[n];
        let (name, arg) = match i.op {
            Op::Call { kwnames: None } if i.args.len() == 2 => {
                let t = self.ty(i.args[0]);
                let [Known::Builtin(name)] = t.known[..] else {
                    return None;
                };
                (t.within(ty::KNOWN).then_some(NameId(name))?, 1)
            }
            Op::CallMethod {
                name,
                kwnames: None,
                ..
            } if i.args.len() == 2 && self.ty(i.args[0]).within(ty::STR) => (name, 1),
            _ => return None,
        };
        let is_method = matches!(i.op, Op::CallMethod { .. });
        let (made, generator, _) = self.maker(counts, i.args[arg])?;
        if made.0 != b || generator == self.f || self.chain[b].contains(&generator) {
            return None;
        }
        let item = match self.ty(i.args[arg]).elem {
            Some(n) => self.x.content(n),
            None => ty::Ty::top(),
        };
        let fold = match (self.p.name(name), is_method) {
            ("sum", false) if item.within(ty::BOOL) => Fold::Count,
            ("sum", false) if item.within(ty::INT) => Fold::Sum,
            ("sum", false) => Fold::Add,
            ("min", false) => Fold::Extreme(CmpOp::Lt),
            ("max", false) => Fold::Extreme(CmpOp::Gt),
            ("any", false) => Fold::Any,
            ("all", false) => Fold::All,
            ("list", false) => Fold::List,
            ("set", false) => Fold::Set,
            ("tuple" | "sorted", false) | ("join", true) => Fold::Collect,
            _ => return None,
        };
        Some((fold, arg))
    }

    fn make_loop(&mut self, (b, n): Place, fold: Fold, arg: usize) {
        let call = self.func.blocks[b].insts[n].clone();
        let span = call.span;
        let iter = self.temp(Repr::Value);
        let item = self.temp(Repr::Value);
        let acc = self.temp(Repr::Value);
        let (header, body, rest) = (self.new_block(b), self.new_block(b), self.new_block(b));
        let tail = self.func.blocks[b].insts.split_off(n + 1);
        self.func.blocks[b].insts.pop();
        let term = std::mem::replace(&mut self.func.blocks[b].term, Terminator::Jump(header));
        let aside = self.func.blocks[b].aside;
        for new in [header, body, rest] {
            self.func.blocks[new.index()].aside = aside;
        }
        let inst = |op, args, dest| Inst {
            op,
            args,
            dest,
            raise: None,
            span,
        };
        let raising = |i: Inst| Inst {
            raise: call.raise,
            ..i
        };
        let function = |function| Op::Runtime { function };
        let (this, next) = (Operand::Local(acc), Operand::Local(item));
        let start = match fold {
            Fold::Sum | Fold::Count | Fold::Add => {
                inst(Op::Copy, vec![self.consts.int[0]], Some(acc))
            }
            Fold::Extreme(_) => {
                self.func.locals[acc.index()].maybe_unset = true;
                inst(Op::Clear, vec![], Some(acc))
            }
            Fold::Any | Fold::All => inst(
                Op::Copy,
                vec![self.consts.truth[usize::from(fold == Fold::All)]],
                Some(acc),
            ),
            Fold::List | Fold::Collect => inst(Op::BuildList, vec![], Some(acc)),
            Fold::Set => raising(inst(Op::BuildSet, vec![], Some(acc))),
        };
        let get = inst(
            function(RuntimeFn::get_iter),
            vec![call.args[arg]],
            Some(iter),
        );
        self.func.blocks[b].insts.extend([raising(get), start]);
        let state = (fold == Fold::Add).then(|| self.temp(Repr::Raw));
        if let Some(state) = state {
            let array = inst(Op::Array { count: 2 }, vec![], Some(state));
            self.func.blocks[b].insts.push(array);
        }
        // A call that goes on from the result or raises what the empty iterable deserves.
        let mut empty: Option<(Local, BlockId, BlockId)> = None;
        self.func.blocks[header.index()].term = Terminator::ForNext {
            iter: Operand::Local(iter),
            dest: item,
            body,
            exit: rest,
            raise: call.raise,
            span,
        };
        let mut end = Terminator::Jump(header);
        let work = match fold {
            Fold::Sum => {
                let op = Op::Binary {
                    op: BinOp::Add,
                    in_place: false,
                };
                vec![raising(inst(op, vec![this, next], Some(acc)))]
            }
            Fold::Count | Fold::Any | Fold::All => {
                let truth = self.temp(Repr::Bool);
                let test = raising(inst(Op::Truth, vec![next], Some(truth)));
                let hit = self.new_block(b);
                self.func.blocks[hit.index()].aside = aside;
                let (then, orelse) = match fold {
                    Fold::All => (header, hit),
                    _ => (hit, header),
                };
                end = Terminator::Branch {
                    cond: Operand::Local(truth),
                    then,
                    orelse,
                };
                let (done, to) = if fold == Fold::Count {
                    let op = Op::Binary {
                        op: BinOp::Add,
                        in_place: false,
                    };
                    let one = self.consts.int[1];
                    (raising(inst(op, vec![this, one], Some(acc))), header)
                } else {
                    let answer = self.consts.truth[usize::from(fold == Fold::Any)];
                    (inst(Op::Copy, vec![answer], Some(acc)), rest)
                };
                self.func.blocks[hit.index()].insts.push(done);
                self.func.blocks[hit.index()].term = Terminator::Jump(to);
                vec![test]
            }
            Fold::Add => {
                let state = Operand::Local(state.expect("made above"));
                let add = function(RuntimeFn::sum_add);
                vec![raising(inst(add, vec![this, next, state], Some(acc)))]
            }
            Fold::Extreme(op) => {
                let (first, better) = (self.temp(Repr::Bool), self.temp(Repr::Bool));
                let (compare, take) = (self.new_block(b), self.new_block(b));
                for new in [compare, take] {
                    self.func.blocks[new.index()].aside = aside;
                }
                let is_better = raising(inst(
                    Op::CompareTruth { op },
                    vec![next, this],
                    Some(better),
                ));
                self.func.blocks[compare.index()].insts.push(is_better);
                self.func.blocks[compare.index()].term = Terminator::Branch {
                    cond: Operand::Local(better),
                    then: take,
                    orelse: header,
                };
                let keep = inst(Op::Copy, vec![next], Some(acc));
                self.func.blocks[take.index()].insts.push(keep);
                self.func.blocks[take.index()].term = Terminator::Jump(header);
                end = Terminator::Branch {
                    cond: Operand::Local(first),
                    then: take,
                    orelse: compare,
                };
                empty = Some((self.temp(Repr::Bool), self.new_block(b), self.new_block(b)));
                vec![inst(Op::IsUnset, vec![this], Some(first))]
            }
            Fold::List | Fold::Collect => {
                vec![inst(
                    function(RuntimeFn::list_append),
                    vec![this, next],
                    None,
                )]
            }
            Fold::Set => vec![raising(inst(
                function(RuntimeFn::set_add),
                vec![this, next],
                None,
            ))],
        };
        self.func.blocks[body.index()].insts = work;
        self.func.blocks[body.index()].term = end;
        let result = match fold {
            Fold::Collect => {
                let mut again = call.clone();
                again.args[arg] = this;
                Some(again)
            }
            Fold::Add => {
                let state = Operand::Local(state.expect("made above"));
                let result = function(RuntimeFn::sum_result);
                Some(inst(
                    result,
                    vec![this, state],
                    Some(call.dest.unwrap_or(item)),
                ))
            }
            _ => call.dest.map(|d| inst(Op::Copy, vec![this], Some(d))),
        };
        let mut rest = rest;
        if let Some((none, complain, found)) = empty {
            // Without items: the function itself says so.
            let mut again = call.clone();
            again.args[arg] = self.consts.empty;
            self.func.blocks[complain.index()].insts.push(again);
            self.func.blocks[complain.index()].term = Terminator::Jump(found);
            self.func.blocks[complain.index()].cold = true;
            let test = inst(Op::IsUnset, vec![this], Some(none));
            self.func.blocks[rest.index()].insts.push(test);
            self.func.blocks[rest.index()].term = Terminator::Branch {
                cond: Operand::Local(none),
                then: complain,
                orelse: found,
            };
            self.func.blocks[found.index()].aside = aside;
            rest = found;
        }
        let rest: &mut taipan_mir::Block = &mut self.func.blocks[BlockId::index(rest)];
        rest.insts = result.into_iter().chain(tail).collect();
        rest.term = term;
    }
}
