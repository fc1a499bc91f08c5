//! Splits a function into a fast copy, whose ints are small, and a general one.
//!
//! After this pass a function that computes with ints has its code twice. In the fast copy (the original blocks) each local
//! that is proven an int is held as [`Repr::Small`]: arithmetic tests no operands, and nothing is counted. Where such a value
//! would not be small (it overflows 63 bits, or comes from a list, a field or a call as a big int), the live ints pass to
//! the locals of the general copy, in a cold block, and that one goes on: before the instruction that failed when
//! nothing has happened yet, behind it when a value has arrived that is big (design §4, without the second function).
//!
//! The copies share every other local. Control never comes back from the general copy.

use crate::counts::Counts;
use crate::liveness::{Liveness, Rules, local_of};
use std::collections::{BTreeSet, HashMap};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    BinOp, Block, BlockId, CmpOp, Const, ConstId, Func, FuncKind, Inst, Local, Op, Operand,
    Program, Repr, Span, Terminator, UnaryOp,
};

/// Instructions of the largest function that is split: its code doubles.
const LARGEST: usize = 800;
/// A function with neither a loop nor a call of itself is split when it is this small.
const SMALL_FUNCTION: usize = 60;

pub fn run(p: &mut Program, f: usize) {
    let func = &p.funcs[f];
    if func.is_coroutine || !matches!(func.kind, FuncKind::Def | FuncKind::GenExpr) {
        return;
    }
    let size: usize = func.blocks.iter().map(|b| b.insts.len() + 1).sum();
    if size > LARGEST || size > SMALL_FUNCTION && !repeats(func, f) {
        return;
    }
    // The entry stands alone: what it holds runs once.
    let targets_entry =
        (0..func.blocks.len()).any(|b| func.successors(BlockId::new(b)).contains(&BlockId::new(0)));
    let ints = ints(p, func);
    if targets_entry || !gains(func, &ints) {
        return;
    }
    let constants = [0, 1].map(|k| p.intern_const(Const::Int(k)));
    let func = Split::new(p, f, &ints, constants).run();
    p.funcs[f] = func;
}

/// Whether it has a loop or calls itself.
fn repeats(func: &Func, f: usize) -> bool {
    let calls_itself = func
        .blocks
        .iter()
        .flat_map(|b| &b.insts)
        .any(|i| matches!(i.op, Op::CallDirect { func } if func.index() == f));
    // Blocks are numbered in source order: a way back is a loop.
    calls_itself
        || (0..func.blocks.len())
            .any(|b| func.blocks[b].term.targets().iter().any(|t| t.index() <= b))
}

/// The locals to be held as small ints.
fn ints(p: &Program, func: &Func) -> Vec<bool> {
    let mut ints: Vec<bool> = func
        .locals
        .iter()
        .enumerate()
        .map(|(l, d)| {
            let is_param = l < func.num_params as usize;
            d.repr == Repr::Int && !d.maybe_unset && d.borrowed == is_param
        })
        .collect();
    let live = Liveness::compute(func, Rules::default());
    for l in live.live_in[0].iter() {
        ints[l.index()] &= l.index() < func.num_params as usize;
    }
    for b in &func.blocks {
        for i in &b.insts {
            let Some(d) = i.dest else { continue };
            ints[d.index()] &= match i.op {
                Op::Clear | Op::CheckBound { .. } => false,
                Op::Copy => local_of(i.args[0]).is_some() || is_small(p, i.args[0]),
                _ => true,
            };
        }
        if let Some(d) = b.term.dest() {
            ints[d.index()] = false;
        }
    }
    ints
}

fn is_small(p: &Program, o: Operand) -> bool {
    match o {
        Operand::Const(c) => matches!(p.constant(c), Const::Int(i)
            if taipan_abi::word::encode_int(*i).is_some()),
        Operand::Local(_) | Operand::Unset => false,
    }
}

/// Whether some arithmetic, comparison or loop is on such locals.
fn gains(func: &Func, ints: &[bool]) -> bool {
    let function = RuntimeFn::range_iter;
    func.blocks.iter().flat_map(|b| &b.insts).any(|i| {
        let is_such = matches!(i.op, Op::Binary { .. } | Op::CompareTruth { .. })
            || i.op == (Op::Runtime { function });
        is_such
            && i.args
                .iter()
                .any(|a| local_of(*a).is_some_and(|l| ints[l.index()]))
    })
}

/// A way into the general copy: the block and instruction where it goes on; a local of it whose value has just arrived, and
/// where that is.
type Way = (usize, usize, Option<(Local, Local)>);

/// The machine ints that are counters and sums of counters: `opt/loops` has proven that they stay far from 63 bits.
fn counters(p: &Program, func: &Func) -> Vec<bool> {
    let mut out: Vec<bool> = func.locals.iter().map(|l| l.repr == Repr::I64).collect();
    loop {
        let mut is_changed = false;
        for i in func.blocks.iter().flat_map(|b| &b.insts) {
            let Some(d) = i.dest.filter(|d| out[d.index()]) else {
                continue;
            };
            let counts = |o: &Operand| match o {
                Operand::Local(l) => out[l.index()],
                o => is_small(p, *o),
            };
            let stays = match i.op {
                Op::Copy | Op::IntArith { .. } => i.args.iter().all(counts),
                _ => false,
            };
            out[d.index()] = stays;
            is_changed |= !stays;
        }
        if !is_changed {
            return out;
        }
    }
}

mod index;
mod machine;
mod ranges;

struct Split<'a> {
    p: &'a Program,
    counts: Counts,
    /// As it was.
    old: Func,
    new: Func,
    live: Liveness,
    /// Of each int its local in the fast copy.
    fast: HashMap<Local, Local>,
    /// Of each int its local in the general copy, which is its own except for parameters.
    general: HashMap<Local, Local>,
    /// Of each int that is a machine number in the fast copy. In the general copy it is itself.
    machine: HashMap<Local, machine::Machine>,
    /// Loops over ranges that the fast copy counts, and the numbers of each by its iterator.
    ranges: Vec<ranges::Range>,
    states: HashMap<Local, ranges::State>,
    zero: Operand,
    one: Operand,
    counters: Vec<bool>,
    /// Places where the general copy is entered, and the blocks that enter it there.
    entries: BTreeSet<(usize, usize)>,
    /// The blocks that enter it.
    ways: HashMap<Way, BlockId>,
}

impl<'a> Split<'a> {
    fn new(p: &'a Program, f: usize, ints: &[bool], [zero, one]: [ConstId; 2]) -> Self {
        let old = p.funcs[f].clone();
        let mut new = old.clone();
        let (mut fast, mut general) = (HashMap::new(), HashMap::new());
        let (counts, counters) = (Counts::of(&old), counters(p, &old));
        let mut machine = HashMap::new();
        let ranges = ranges::find(p, &old, ints, &counts);
        let states = (ranges.iter())
            .map(|r| (r.iter, Split::range_state(&mut new, r)))
            .collect();
        let items: Vec<Local> = ranges.iter().map(|r| r.item).collect();
        let mut numbers: Vec<_> = machine::find(p, &old, ints, &counters, &counts, &items)
            .into_iter()
            .collect();
        numbers.sort_by_key(|n| n.0);
        for (l, interval) in numbers {
            let local = new.new_local(Repr::I64);
            new.locals[local.index()].name = old.locals[l.index()].name;
            new.locals[l.index()].name = None;
            machine.insert(l, machine::Machine { local, interval });
        }
        for l in (0..ints.len()).filter(|l| ints[*l]).map(Local::new) {
            if machine.contains_key(&l) {
                continue;
            }
            let small = new.new_local(Repr::Small);
            new.locals[small.index()].name = old.locals[l.index()].name;
            fast.insert(l, small);
            let is_param = l.0 < old.num_params;
            general.insert(
                l,
                if is_param {
                    new.new_local(Repr::Int)
                } else {
                    l
                },
            );
            if !is_param {
                // Destruction of an int is not to be seen: the copy need not keep it to the end.
                new.locals[l.index()].name = None;
            }
        }
        Split {
            p,
            counts,
            live: Liveness::compute(&old, Rules::default()),
            counters,
            machine,
            ranges,
            states,
            old,
            new,
            fast,
            general,
            zero: Operand::Const(zero),
            one: Operand::Const(one),
            entries: BTreeSet::new(),
            ways: HashMap::new(),
        }
    }

    fn run(mut self) -> Func {
        let count = self.old.blocks.len();
        for b in 0..count {
            let insts = self.old.blocks[b].insts.clone();
            let mut out = Vec::with_capacity(insts.len());
            if b == 0 {
                self.parameters(&mut out);
            }
            let mut n = 0;
            while n < insts.len() {
                n += match index::chain(&mut self, (b, n), &insts[n..], &mut out) {
                    0 => {
                        self.inst((b, n), insts[n].clone(), &mut out);
                        1
                    }
                    taken => taken,
                };
            }
            let mut term = self.old.blocks[b].term.clone();
            let span = insts.last().map_or(self.old.span, |i| i.span);
            for o in term.operands() {
                let word = match local_of(o).is_some_and(|l| self.machine.contains_key(&l)) {
                    true => self.small((b, insts.len()), o, span, &mut out),
                    false => self.quick(o),
                };
                map_operands(&mut term, |x| if x == o { word } else { x });
            }
            self.new.blocks[b].insts = out;
            self.new.blocks[b].term = term;
        }
        self.count_ranges();
        self.copy();
        self.new
    }

    /// The operand in the fast copy.
    fn quick(&self, o: Operand) -> Operand {
        match local_of(o).and_then(|l| self.fast.get(&l)) {
            Some(l) => Operand::Local(*l),
            None => o,
        }
    }

    fn parameters(&mut self, out: &mut Vec<Inst>) {
        let params: Vec<Local> = (0..self.old.num_params)
            .map(Local)
            .filter(|l| self.fast.contains_key(l))
            .collect();
        let used: Vec<Local> = params
            .into_iter()
            .filter(|l| self.live.live_in[0].has(*l))
            .collect();
        if used.is_empty() {
            return;
        }
        let enter = self.new.new_block();
        for l in &used {
            out.push(Inst {
                op: Op::ToSmall,
                args: vec![Operand::Local(*l)],
                dest: Some(self.fast[l]),
                raise: Some(enter),
                span: self.old.span,
            });
        }
        let moves = used
            .iter()
            .map(|l| copy(Operand::Local(*l), self.general[l], self.old.span))
            .collect();
        self.entries.insert((0, 0));
        self.new.blocks[enter.index()] = Block {
            insts: moves,
            // The target is set when the copy has its blocks.
            term: Terminator::Unreachable,
            cold: true,
            aside: false,
        };
        // Its own way: no int has a fast local yet.
        let own = Some((Local::new(0), Local::new(0)));
        self.ways.insert((0, 0, own), enter);
    }

    /// Live just before instruction `at.1` of block `at.0` as it was.
    fn live_at(&self, at: (usize, usize)) -> Vec<Local> {
        let mut live = self.live.before_terminator(&self.old, at.0);
        for i in self.old.blocks[at.0].insts[at.1..].iter().rev() {
            self.live.step(&self.old, i, &mut live);
        }
        live.iter().collect()
    }

    /// The block that enters the general copy at `at`; `arrived` is a local of the general copy and where its value is.
    fn leave(
        &mut self,
        at: (usize, usize),
        arrived: Option<(Local, Local)>,
        span: Span,
    ) -> BlockId {
        if let Some(b) = self.ways.get(&(at.0, at.1, arrived)) {
            return *b;
        }
        let mut insts = vec![];
        for l in self.live_at(at) {
            if let Some(state) = self.states.get(&l).copied() {
                self.resume_range(l, state, span, &mut insts);
                continue;
            }
            if let Some(m) = self.machine.get(&l) {
                insts.push(plain(Op::Box, vec![Operand::Local(m.local)], Some(l), span));
                continue;
            }
            let Some(small) = self.fast.get(&l) else {
                // A machine number of the general copy shall be another value than the fast one's (codegen: what is copied in a cold
                // block), or the two live in one place, and that is the stack, as calls want it.
                if matches!(self.old.locals[l.index()].repr, Repr::F64 | Repr::I64) {
                    insts.push(copy(Operand::Local(l), l, span));
                }
                continue;
            };
            let from = match arrived {
                Some((to, from)) if to == l => from,
                _ => *small,
            };
            insts.push(copy(Operand::Local(from), self.general[&l], span));
        }
        let b = self.new.new_block();
        self.new.blocks[b.index()] = Block {
            insts,
            term: Terminator::Unreachable,
            cold: true,
            aside: false,
        };
        self.entries.insert(at);
        self.ways.insert((at.0, at.1, arrived), b);
        b
    }

    /// The operand as a small word, converted in front of the instruction at `at` where it is a machine int.
    fn small(
        &mut self,
        at: (usize, usize),
        o: Operand,
        span: Span,
        out: &mut Vec<Inst>,
    ) -> Operand {
        let Some(l) = local_of(o) else { return o };
        let (number, is_small) = match self.machine.get(&l) {
            Some(m) => (m.local, m.interval.is_small()),
            None if self.new.locals[l.index()].repr == Repr::I64 => {
                (l, self.counters.get(l.index()) == Some(&true))
            }
            None => return self.quick(o),
        };
        let to = self.new.new_local(Repr::Small);
        self.tag(at, number, is_small, to, span, out);
        Operand::Local(to)
    }

    /// The word of a machine int; the general copy goes on where that is not small.
    fn tag(
        &mut self,
        at: (usize, usize),
        from: Local,
        is_small: bool,
        to: Local,
        span: Span,
        out: &mut Vec<Inst>,
    ) {
        let args = vec![Operand::Local(from)];
        if is_small {
            out.push(plain(Op::TagInt, args, Some(to), span));
        } else {
            let leave = self.leave(at, None, span);
            out.push(silent(Op::SmallOfInt, args, to, leave, span));
        }
    }

    /// Whether the operand can be had as a small word.
    fn can_be_small(&self, o: Operand) -> bool {
        match o {
            Operand::Local(l) => {
                self.fast.contains_key(&l)
                    || self.machine.contains_key(&l)
                    || matches!(self.new.locals[l.index()].repr, Repr::I64 | Repr::Small)
            }
            o => is_small(self.p, o),
        }
    }

    fn inst(&mut self, at: (usize, usize), i: Inst, out: &mut Vec<Inst>) {
        if let Some(m) = i.dest.and_then(|d| self.machine.get(&d).copied()) {
            return self.compute(at, &i, m, out);
        }
        let span = i.span;
        let dest = i.dest.and_then(|d| self.fast.get(&d).copied());
        let i = self.with_numbers(at, i, out);
        let all_small = i.args.iter().all(|a| self.can_be_small(*a));
        let any_int = i
            .args
            .iter()
            .any(|a| local_of(*a).is_some_and(|l| self.is_int(l)));
        match (&i.op, dest) {
            (Op::Binary { op, .. }, Some(d)) if all_small && is_simple(*op) => {
                let args = vec![
                    self.small(at, i.args[0], span, out),
                    self.small(at, i.args[1], span, out),
                ];
                let leave = self.leave(at, None, span);
                out.push(silent(Op::SmallArith { op: *op }, args, d, leave, span));
            }
            (Op::Unary { op: UnaryOp::Neg }, Some(d)) if all_small => {
                let x = self.small(at, i.args[0], span, out);
                let leave = self.leave(at, None, span);
                let op = Op::SmallArith { op: BinOp::Sub };
                out.push(silent(op, vec![self.zero, x], d, leave, span));
            }
            (Op::CompareTruth { op } | Op::Compare { op }, None) if all_small && any_int => {
                let is_word = |o: &Operand| match local_of(*o) {
                    Some(l) => self.fast.contains_key(&l),
                    None => true,
                };
                let (op, args) = if i.args.iter().all(is_word) {
                    let args = i.args.iter().map(|a| self.quick(*a)).collect();
                    (Op::SmallCompare { op: *op }, args)
                } else {
                    let args = i.args.iter().map(|a| self.number(*a, span, out)).collect();
                    (Op::IntCompare { op: *op }, args)
                };
                let is_object = matches!(i.op, Op::Compare { .. });
                let truth = is_object.then(|| self.new.new_local(Repr::Bool));
                out.push(plain(op, args, truth.or(i.dest), span));
                if let Some(t) = truth {
                    out.push(plain(Op::BoolValue, vec![Operand::Local(t)], i.dest, span));
                }
            }
            (Op::Truth, None) if any_int => {
                let is_word = local_of(i.args[0]).is_some_and(|l| self.fast.contains_key(&l));
                let (op, arg) = if is_word {
                    let op = Op::SmallCompare { op: CmpOp::Ne };
                    (op, self.quick(i.args[0]))
                } else {
                    let op = Op::IntCompare { op: CmpOp::Ne };
                    (op, self.number(i.args[0], span, out))
                };
                out.push(plain(op, vec![arg, self.zero], i.dest, span));
            }
            (Op::Copy, Some(d)) => {
                let from = i.args[0];
                if self.can_be_small(from) {
                    let word = self.small(at, from, span, out);
                    out.push(copy(word, d, span));
                } else {
                    let leave = self.leave(at, None, span);
                    out.push(silent(Op::ToSmall, vec![from], d, leave, span));
                }
            }
            (Op::Box, Some(d))
                if local_of(i.args[0])
                    .is_some_and(|l| self.old.locals[l.index()].repr == Repr::I64) =>
            {
                let from = local_of(i.args[0]).expect("tested");
                self.tag(at, from, self.counters[from.index()], d, span, out);
            }
            // A loop that is counted makes no iterator.
            (
                Op::Runtime {
                    function: RuntimeFn::range_iter,
                },
                None,
            ) if i.dest.is_some_and(|d| self.states.contains_key(&d)) => out.push(i),
            // Reading has no effect: the general copy reads again, and raises what there is to raise.
            (
                Op::ListGet { .. } | Op::TupleGet { exact: false } | Op::LoadField { .. },
                Some(d),
            ) => {
                let leave = self.leave(at, None, span);
                let args = i.args.iter().map(|a| self.quick(*a)).collect();
                out.push(silent(i.op.clone(), args, d, leave, span));
            }
            (_, Some(d)) => {
                let arrived = self.new.new_local(Repr::Int);
                let old_dest = i.dest.expect("it has a fast local");
                let args = i.args.iter().map(|a| self.quick(*a)).collect();
                out.push(Inst {
                    dest: Some(arrived),
                    args,
                    ..i
                });
                let leave = self.leave((at.0, at.1 + 1), Some((old_dest, arrived)), span);
                out.push(silent(
                    Op::ToSmall,
                    vec![Operand::Local(arrived)],
                    d,
                    leave,
                    span,
                ));
            }
            (_, None) => {
                let args = i.args.iter().map(|a| self.quick(*a)).collect();
                out.push(Inst { args, ..i });
            }
        }
    }

    /// Appends the general copy, cut where it is entered.
    fn copy(&mut self) {
        let count = self.old.blocks.len();
        let mut starts: HashMap<(usize, usize), BlockId> = HashMap::new();
        for b in 0..count {
            starts.insert((b, 0), self.new.new_block());
        }
        for at in &self.entries {
            starts.entry(*at).or_insert_with(|| self.new.new_block());
        }
        for b in 0..count {
            let block = self.old.blocks[b].clone();
            let mut at = starts[&(b, 0)];
            let mut insts = vec![];
            for n in 0..=block.insts.len() {
                if n > 0
                    && let Some(next) = starts.get(&(b, n))
                {
                    self.new.blocks[at.index()] = Block {
                        insts: std::mem::take(&mut insts),
                        term: Terminator::Jump(*next),
                        cold: block.cold,
                        aside: true,
                    };
                    at = *next;
                }
                if let Some(i) = block.insts.get(n) {
                    let mut i = i.clone();
                    i.raise = i.raise.map(|r| starts[&(r.index(), 0)]);
                    for a in &mut i.args {
                        *a = self.slow(*a);
                    }
                    i.dest = i.dest.map(|d| self.general.get(&d).copied().unwrap_or(d));
                    insts.push(i);
                }
            }
            let mut term = block.term;
            term.map_targets(|t| starts[&(t.index(), 0)]);
            map_operands(&mut term, |o| self.slow(o));
            self.new.blocks[at.index()] = Block {
                insts,
                term,
                cold: block.cold,
                aside: true,
            };
        }
        for ((b, n, _), way) in &self.ways {
            self.new.blocks[way.index()].term = Terminator::Jump(starts[&(*b, *n)]);
        }
    }

    /// The operand in the general copy.
    fn slow(&self, o: Operand) -> Operand {
        match local_of(o).and_then(|l| self.general.get(&l)) {
            Some(l) => Operand::Local(*l),
            None => o,
        }
    }
}

/// Operators that machine words have.
fn is_simple(op: BinOp) -> bool {
    match op {
        BinOp::Add
        | BinOp::Sub
        | BinOp::Mul
        | BinOp::FloorDiv
        | BinOp::Mod
        | BinOp::LShift
        | BinOp::RShift
        | BinOp::BitOr
        | BinOp::BitXor
        | BinOp::BitAnd => true,
        BinOp::MatMul | BinOp::Div | BinOp::Pow => false,
    }
}

fn copy(from: Operand, to: Local, span: Span) -> Inst {
    Inst {
        op: Op::Copy,
        args: vec![from],
        dest: Some(to),
        raise: None,
        span,
    }
}

fn plain(op: Op, args: Vec<Operand>, dest: Option<Local>, span: Span) -> Inst {
    Inst {
        op,
        args,
        dest,
        raise: None,
        span,
    }
}

fn silent(op: Op, args: Vec<Operand>, dest: Local, leave: BlockId, span: Span) -> Inst {
    Inst {
        op,
        args,
        dest: Some(dest),
        raise: Some(leave),
        span,
    }
}

fn map_operands(term: &mut Terminator, f: impl Fn(Operand) -> Operand) {
    match term {
        Terminator::Branch { cond: o, .. }
        | Terminator::ForNext { iter: o, .. }
        | Terminator::Yield { value: o, .. }
        | Terminator::Return(o)
        | Terminator::Suspend(o)
        | Terminator::Switch { on: o, .. } => *o = f(*o),
        Terminator::Jump(_) | Terminator::Unwind | Terminator::Unreachable => {}
    }
}
