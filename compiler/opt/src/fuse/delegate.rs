//! `yield from iterable` as the loop that it is when nothing is sent or thrown.

use super::Counts;
use crate::liveness::local_of;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Func, Inst, Op, Operand, Terminator};

/// Rewrites what `lower/generator.rs` makes of each `yield from` whose result nobody uses and that no `try` encloses.
pub fn run(g: &mut Func) {
    for send in 0..g.blocks.len() {
        one(g, send);
    }
}

fn one(g: &mut Func, send: usize) -> Option<()> {
    let [array, step] = &g.blocks[send].insts[..] else {
        return None;
    };
    let is = |i: &Inst, f| i.op == Op::Runtime { function: f };
    if !matches!(array.op, Op::Array { .. })
        || !is(step, RuntimeFn::yield_from)
        || step.raise.is_some()
    {
        return None;
    }
    let (iter, item, span) = (step.args[0], step.dest?, step.span);
    let Terminator::Jump(check) = g.blocks[send].term else {
        return None;
    };
    let Terminator::Branch {
        then: finished,
        orelse: suspend,
        ..
    } = g.blocks[check.index()].term
    else {
        return None;
    };
    let Terminator::Yield {
        raise: Some(throw), ..
    } = g.blocks[suspend.index()].term
    else {
        return None;
    };
    let take = g.blocks[finished.index()].insts.first()?;
    let counts = Counts::of(g);
    if !matches!(take.op, Op::Take { .. })
        || take.args[0] != Operand::Local(array.dest?)
        || counts.uses.contains_key(&take.dest?)
    {
        return None;
    }
    let (b, n) = counts.place.get(&local_of(iter)?).copied()?;
    if !is(&g.blocks[b].insts[n], RuntimeFn::yield_from_iter) {
        return None;
    }
    g.blocks[b].insts[n].op = Op::Runtime {
        function: RuntimeFn::get_iter,
    };
    g.blocks[finished.index()].insts.remove(0);
    g.locals[item.index()].maybe_unset = false;
    g.blocks[send].insts.clear();
    g.blocks[send].term = Terminator::ForNext {
        iter,
        dest: item,
        body: suspend,
        exit: finished,
        raise: None,
        span,
    };
    if let Terminator::Yield { dest, raise, .. } = &mut g.blocks[suspend.index()].term {
        *dest = None;
        *raise = None;
    }
    for gone in [check, throw] {
        g.blocks[gone.index()].insts.clear();
        g.blocks[gone.index()].term = Terminator::Unreachable;
    }
    Some(())
}
