//! What locals and returns are held as.

use crate::infer::Inference;
use crate::infer::ty::{self, Ty};
use crate::liveness::{Liveness, Rules, local_of};
use taipan_mir::*;

/// The item of a loop over ints, floats or bools goes through a temporary, so that the variable can be held as a number
/// (or as an immediate); floats come out of the iterator as such.
/// Whether there was one.
pub(super) fn split_steps(p: &mut Program, x: &mut Inference, f: usize) -> bool {
    let mut found = false;
    for b in 0..p.funcs[f].blocks.len() {
        let Terminator::ForNext {
            dest, body, span, ..
        } = p.funcs[f].blocks[b].term
        else {
            continue;
        };
        let t = x.locals[f][dest.index()].clone();
        let func = &mut p.funcs[f];
        let repr = if t.within(ty::INT) {
            Repr::Value
        } else if t.within(ty::FLOAT) {
            Repr::F64
        } else if t.within(ty::BOOL) && !func.is_generator {
            Repr::Raw
        } else {
            continue;
        };
        found = true;
        // Locals that were made since the inference have a representation of their own.
        x.locals[f].resize(func.locals.len(), Ty::default());
        let item = func.new_local(repr);
        x.locals[f].push(t);
        let step = func.new_block();
        let cold = func.blocks[body.index()].cold;
        func.blocks[step.index()].cold = cold;
        func.blocks[step.index()].term = Terminator::Jump(body);
        func.blocks[step.index()].insts.push(Inst {
            op: Op::Copy,
            args: vec![Operand::Local(item)],
            dest: Some(dest),
            raise: None,
            span,
        });
        if let Terminator::ForNext { dest, body, .. } = &mut func.blocks[b].term {
            *dest = item;
            *body = step;
        }
    }
    found
}

/// Loads of globals that direct calls, and functions of modules that are instructions, have made superfluous: gone, or a guard
/// where the global may not be set yet.
pub(super) fn remove_dead_loads(p: &mut Program, x: &Inference, f: usize) {
    let func = &mut p.funcs[f];
    let mut used = vec![false; func.locals.len()];
    let mut mark = |o: Operand| {
        if let Some(l) = local_of(o) {
            used[l.index()] = true;
        }
    };
    for b in &func.blocks {
        b.insts
            .iter()
            .flat_map(|i| i.args.iter().copied())
            .for_each(&mut mark);
        b.term.operands().into_iter().for_each(&mut mark);
    }
    for b in &mut func.blocks {
        b.insts.retain_mut(|i| {
            if let (Op::LoadBuiltin { .. }, Some(d)) = (&i.op, i.dest)
                && !used[d.index()]
            {
                return false;
            }
            let (Op::LoadGlobal { module, slot, name }, Some(d)) = (&i.op, i.dest) else {
                return true;
            };
            let place = (*module, *slot);
            if used[d.index()] || p.modules[place.0.index()].shows_builtin.contains(&place.1) {
                return true;
            }
            let stays = x.world.bindings.contains_key(&place) || x.stays_set(place, *name);
            if stays && x.world.early.contains(&place) {
                return false;
            }
            i.op = Op::GuardGlobal {
                module: place.0,
                slot: place.1,
                name: *name,
            };
            i.dest = None;
            true
        });
    }
}

/// The representation of what a function returns, where that is no word.
pub(super) fn machine_return(p: &Program, x: &Inference, f: usize) -> Option<Repr> {
    let func = &p.funcs[f];
    let is_plain = !func.is_generator
        && !func.is_coroutine
        && matches!(func.kind, FuncKind::Def | FuncKind::Lambda);
    match &x.returns[f] {
        t if is_plain && t.within(ty::FLOAT) => Some(Repr::F64),
        t if is_plain && t.within(ty::BOOL) => Some(Repr::Bool),
        _ => None,
    }
}

/// The representation of each local.
pub(super) fn choose_reprs(p: &Program, x: &Inference, f: usize) -> (Vec<Repr>, Vec<bool>) {
    let func = &p.funcs[f];
    let mut out: Vec<Repr> = func.locals.iter().map(|l| l.repr).collect();
    let mut fixed = vec![false; out.len()];
    if !x.reached[f] {
        return (out, fixed);
    }
    let live = Liveness::compute(func, Rules::default());
    let mut stepped = vec![false; out.len()];
    for l in live.live_in[0].iter() {
        // Unset on some path.
        fixed[l.index()] |= l.0 >= func.num_params;
    }
    for (l, d) in func.locals.iter().enumerate() {
        fixed[l] |= d.maybe_unset;
    }
    for b in &func.blocks {
        for i in &b.insts {
            if let (Op::Clear | Op::CheckBound { .. }, Some(d)) = (&i.op, i.dest) {
                fixed[d.index()] = true;
            }
        }
        if let Some(d) = b.term.dest() {
            stepped[d.index()] = true;
        }
    }
    for l in 0..out.len() {
        let is_param = l < func.num_params as usize;
        if out[l] != Repr::Value
            || l >= x.locals[f].len()
            || fixed[l]
            || (is_param && (x.escaped[f] || func.is_generator || func.kind != FuncKind::Def))
        {
            continue;
        }
        let t = &x.locals[f][l];
        if t.within(ty::HEAP) {
            out[l] = Repr::Ref;
        } else if stepped[l] {
            // The iterator hands over a word.
            if t.within(ty::INT) {
                out[l] = Repr::Int;
            }
        } else if t.within(ty::FLOAT) {
            out[l] = Repr::F64;
        } else if t.within(ty::INT) {
            out[l] = Repr::Int;
        } else if t.within(ty::BOOL) {
            out[l] = Repr::Bool;
        } else if t.within(ty::BOOL | ty::NONE) && !is_param && !func.is_generator {
            // Immediates own nothing.
            out[l] = Repr::Raw;
        }
    }
    (out, fixed)
}
