//! Chains of tests of bools in lists become one branch.
//!
//! `not a[i] and not b[j] and not c[k]` branches three times, and what lies in such lists (squares attacked, nodes visited, cells
//! alive) no processor predicts: a wrong guess costs as much as all three loads. After this pass the first block computes
//! all of them, each guarded by those before it ([`Op::OrListGet`]), and branches once.

use crate::counts::Counts;
use crate::liveness::local_of;
use taipan_mir::{BinOp, BlockId, Func, Inst, Items, Local, Op, Operand, Repr, Terminator};

/// Instructions of a test that may be computed although nothing asks for them.
const LONGEST: usize = 8;
/// The longest chain.
const MOST: usize = 6;

pub fn run(func: &mut Func) {
    let tests = |b: &taipan_mir::Block| !b.cold && !b.aside && test(b).is_some();
    if func.blocks.iter().filter(|b| tests(b)).count() < 2 {
        return;
    }
    let counts = Counts::of(func);
    let mut entries = vec![0; func.blocks.len()];
    for b in 0..func.blocks.len() {
        for s in func.successors(BlockId::new(b)) {
            entries[s.index()] += 1;
        }
    }
    entries[0] += 1;
    for b in 0..func.blocks.len() {
        if !func.blocks[b].cold && !func.blocks[b].aside {
            while join(func, &counts, &entries, b) {}
        }
    }
}

/// The bool that a block's branch is on, if a list's item (or a chain of such) is it, with the targets.
fn test(b: &taipan_mir::Block) -> Option<(Local, BlockId, BlockId)> {
    let Terminator::Branch { cond, then, orelse } = b.term else {
        return None;
    };
    let last = b.insts.last()?;
    let is_test = matches!(
        last.op,
        Op::ListGet {
            items: Items::Bools
        } | Op::AnyItem { .. }
    );
    let is_it = is_test && then != orelse && last.dest == local_of(cond);
    last.dest.filter(|_| is_it).map(|d| (d, then, orelse))
}

/// Takes the next test of the chain into block `b`.
fn join(func: &mut Func, counts: &Counts, entries: &[usize], b: usize) -> bool {
    let Some((first, then, orelse)) = test(&func.blocks[b]) else {
        return false;
    };
    let is_bool = |l: Local| func.locals[l.index()].repr == Repr::Bool;
    for (next, exit) in [(orelse, then), (then, orelse)] {
        let block = &func.blocks[next.index()];
        let Some((item, yes, no)) = test(block) else {
            continue;
        };
        let own = serves_tests(func, counts, item) && is_bool(first) && is_bool(item);
        let sides = (yes == exit) != (no == exit);
        let (get, pure) = block.insts.split_last().expect("it ends in a test");
        let before = func.blocks[b].insts.last().expect("it ends in a test");
        let (spans, negated) = match &before.op {
            // What is asked for is whether any is true: nothing else can join it.
            Op::AnyItem { spans, negated } if exit == then => (spans.to_vec(), *negated),
            Op::ListGet { .. } => (vec![before.span], u32::from(exit == orelse)),
            _ => continue,
        };
        if !own
            || !sides
            || !matches!(get.op, Op::ListGet { .. })
            || get.raise != before.raise
            || next.index() == b
            || exit.index() == next.index()
            || entries[next.index()] != 1
            || block.cold
            || pure.len() > LONGEST
            || spans.len() == MOST
            || !pure.iter().all(|i| is_speculative(func, counts, i))
            || !stays(&before.args, pure)
        {
            continue;
        }
        let mut insts = block.insts.clone();
        let get = insts.pop().expect("it ends in a test");
        let joined = func.new_local(Repr::Bool);
        let block = &mut func.blocks[b];
        let mut all = block.insts.pop().expect("it ends in a test");
        let negated = negated | u32::from(exit == no) << spans.len();
        let spans = spans.into_iter().chain([get.span]).collect();
        all.op = Op::AnyItem { negated, spans };
        all.args.extend(get.args);
        all.dest = Some(joined);
        block.insts.extend(insts);
        block.insts.push(all);
        block.term = Terminator::Branch {
            cond: Operand::Local(joined),
            then: exit,
            orelse: if exit == yes { no } else { yes },
        };
        func.blocks[next.index()].insts.clear();
        func.blocks[next.index()].term = Terminator::Unreachable;
        return true;
    }
    false
}

/// Whether none of the operands is assigned by the instructions.
fn stays(operands: &[Operand], insts: &[Inst]) -> bool {
    let assigned = |l: Local| insts.iter().any(|i| i.dest == Some(l));
    operands
        .iter()
        .all(|o| local_of(*o).is_none_or(|l| !assigned(l)))
}

/// Whether each use of the bool is the branch behind its definition (the general copy has such a pair too).
fn serves_tests(func: &Func, counts: &Counts, item: Local) -> bool {
    let pairs = func.blocks.iter().filter(|b| {
        b.insts.last().and_then(|i| i.dest) == Some(item)
            && b.term.operands() == [Operand::Local(item)]
    });
    counts.uses.get(&item) == Some(&pairs.count())
}

/// Whether the instruction has no effect but a machine number that is seen nowhere else.
fn is_speculative(func: &Func, counts: &Counts, i: &Inst) -> bool {
    let is_pure = match i.op {
        Op::UnboxInt | Op::TagInt | Op::Copy => true,
        Op::IntArith { op } => matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul),
        _ => false,
    };
    let number = |l: Local| matches!(func.locals[l.index()].repr, Repr::I64 | Repr::Small);
    let is_machine = |o: &Operand| !matches!(o, Operand::Local(l) if !number(*l));
    is_pure
        && i.args.iter().all(is_machine)
        && i.dest
            .is_some_and(|d| number(d) && counts.defs.get(&d) == Some(&1))
}
