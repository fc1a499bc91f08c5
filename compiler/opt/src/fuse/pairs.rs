//! `for i, x in enumerate(…)` and `for x, y in zip(…)` without the tuples, and without the objects that make them.

use super::{Counts, Fuse, copy};
use crate::infer::ty::{self, Known};
use crate::liveness::local_of;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, BlockId, Inst, Local, NameId, Op, Operand, Repr, Terminator};

/// What can be iterated for certain.
const ITERABLE: u32 =
    ty::LIST | ty::TUPLE | ty::DICT | ty::SET | ty::ITER | ty::RANGE | ty::STR | ty::BYTES;

impl Fuse<'_> {
    /// Rewrites the loop at `header` if it takes apart what a `zip` or `enumerate` of its own hands out.
    pub(super) fn pair(&mut self, counts: &Counts, header: usize) -> Option<()> {
        let Terminator::ForNext {
            iter,
            dest,
            body,
            exit,
            raise,
            span,
        } = self.func.blocks[header].term.clone()
        else {
            return None;
        };
        let get = counts.single(&self.func, iter)?;
        let getter = &self.func.blocks[get.0].insts[get.1];
        let is_get_iter = getter.op
            == Op::Runtime {
                function: RuntimeFn::get_iter,
            };
        let made = counts.single(&self.func, *getter.args.first()?)?;
        let call = self.func.blocks[made.0].insts[made.1].clone();
        if !self.func.blocks[header].insts.is_empty()
            || !is_get_iter
            || call.op != (Op::Call { kwnames: None })
            || call.args.len() < 2
            || !self.enters_once(header, made.0)
        {
            return None;
        }
        let t = self.ty(call.args[0]);
        let [Known::Builtin(name)] = t.known[..] else {
            return None;
        };
        if !t.within(ty::KNOWN) {
            return None;
        }
        let is_zip = match self.p.name(NameId(name)) {
            "zip" => true,
            "enumerate" if call.args.len() <= 3 => false,
            _ => return None,
        };
        let sources = if is_zip {
            &call.args[1..]
        } else {
            &call.args[1..2]
        };
        let known = sources.iter().all(|a| self.ty(*a).within(ITERABLE));
        let start = call.args.get(2).copied();
        if !known || !is_zip && start.is_some_and(|s| !self.ty(s).within(ty::INT)) {
            return None;
        }
        let count = if is_zip { sources.len() } else { 2 };
        let items = self.take_apart(counts, dest, count)?;
        let inst = |op, args, dest| Inst {
            op,
            args,
            dest: Some(dest),
            raise: call.raise,
            span: call.span,
        };
        let iters: Vec<Local> = sources.iter().map(|_| self.temp(Repr::Value)).collect();
        let get_iter = Op::Runtime {
            function: RuntimeFn::get_iter,
        };
        let mut starts: Vec<Inst> = sources
            .iter()
            .zip(&iters)
            .map(|(a, it)| inst(get_iter.clone(), vec![*a], *it))
            .collect();
        let step = |iter, dest, body| Terminator::ForNext {
            iter: Operand::Local(iter),
            dest,
            body,
            exit,
            raise,
            span,
        };
        if is_zip {
            let mut at = header;
            for n in 0..count {
                let next = if n + 1 == count {
                    body
                } else {
                    self.new_block(header)
                };
                self.func.blocks[at].term = step(iters[n], items[n], next);
                at = BlockId::index(next);
            }
        } else {
            let number = self.temp(Repr::Value);
            starts.push(copy(start.unwrap_or(self.consts.int[0]), number, call.span));
            let count = self.new_block(header);
            let add = Op::Binary {
                op: BinOp::Add,
                in_place: false,
            };
            let insts = vec![
                copy(Operand::Local(number), items[0], span),
                Inst {
                    raise,
                    span,
                    ..inst(
                        add,
                        vec![Operand::Local(number), self.consts.int[1]],
                        number,
                    )
                },
            ];
            self.func.blocks[count.index()].insts = insts;
            self.func.blocks[count.index()].term = Terminator::Jump(body);
            self.func.blocks[header].term = step(iters[0], items[1], count);
        }
        self.func.blocks[get.0].insts.remove(get.1);
        self.func.blocks[made.0]
            .insts
            .splice(made.1..=made.1, starts);
        Some(())
    }

    /// The locals that take the place of the items of `dest`, of which nothing is seen but its unpacking. That is gone then.
    pub(super) fn take_apart(
        &mut self,
        counts: &Counts,
        dest: Local,
        count: usize,
    ) -> Option<Vec<Local>> {
        if counts.uses.get(&dest) != Some(&1) || self.func.locals[dest.index()].name.is_some() {
            return None;
        }
        let (b, n) = self.func.blocks.iter().enumerate().find_map(|(b, block)| {
            let n = block.insts.iter().position(|i| {
                matches!(i.op, Op::Unpack { count: c } if c as usize == count)
                    && local_of(i.args[0]) == Some(dest)
            })?;
            Some((b, n))
        })?;
        let array = self.func.blocks[b].insts[n].dest?;
        let items: Vec<Local> = (0..count).map(|_| self.temp(Repr::Value)).collect();
        self.func.blocks[b].insts.remove(n);
        for i in self.func.blocks.iter_mut().flat_map(|b| &mut b.insts) {
            if let Op::Take { index } = i.op
                && i.args[0] == Operand::Local(array)
            {
                i.op = Op::Copy;
                i.args = vec![Operand::Local(items[index as usize])];
            }
        }
        Some(items)
    }
}
