//! Methods that need their function object only for `super()`.
//!
//! `super()` reads the cell `__class__`, so that its function takes its object as the first operand, and cannot be called
//! directly where the object is not at hand. Where every `super().m(…)` of a method is a direct call, neither the cell nor
//! the super object is needed: callers pass None.

use crate::infer::{Inference, class_indices, ty};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Func, FuncId, Inst, Local, Op, Operand, Program};

/// The functions that do not look at their function object once their calls are direct.
pub fn idle_callees(p: &Program, x: &Inference) -> Vec<bool> {
    let mut idle = vec![false; p.funcs.len()];
    loop {
        let mut changed = false;
        for f in 0..p.funcs.len() {
            let func = &p.funcs[f];
            if func.uses_callee
                && !idle[f]
                && x.reached[f]
                && !func.is_generator
                && !func.is_coroutine
                && x.world.method_owner.contains_key(&FuncId::new(f))
                && is_idle(p, x, f, &idle)
            {
                idle[f] = true;
                changed = true;
            }
        }
        if !changed {
            return idle;
        }
    }
}

fn is_super(i: &Inst) -> bool {
    i.op == Op::Runtime {
        function: RuntimeFn::make_super,
    }
}

/// The one instruction that assigns a local.
fn definition(func: &Func, l: Local) -> Option<&Inst> {
    let mut all = func
        .blocks
        .iter()
        .flat_map(|b| &b.insts)
        .filter(|i| i.dest == Some(l));
    all.next().filter(|_| all.next().is_none())
}

fn is_idle(p: &Program, x: &Inference, f: usize, idle: &[bool]) -> bool {
    let func = &p.funcs[f];
    let callee = Operand::Local(Local(0));
    let comes_from = |o: Operand, made: fn(&Inst) -> bool| match o {
        Operand::Local(l) => definition(func, l).is_some_and(made),
        Operand::Const(_) | Operand::Unset => false,
    };
    let from_free = |o| comes_from(o, |d| matches!(d.op, Op::LoadFree { .. }));
    let from_super = |o| comes_from(o, is_super);
    func.blocks.iter().all(|b| {
        let ends = |o: &Operand| *o == callee || from_free(*o) || from_super(*o);
        if b.term.operands().iter().any(ends) {
            return false;
        }
        b.insts.iter().all(|i| {
            i.args.iter().enumerate().all(|(n, a)| {
                if *a == callee {
                    matches!(i.op, Op::LoadFree { .. })
                } else if from_free(*a) {
                    is_super(i) && n == 0
                } else if from_super(*a) {
                    n == 0 && is_direct(p, x, f, i, idle)
                } else {
                    true
                }
            })
        })
    })
}

/// Whether `super().m(…)` becomes a direct call whose receiver is certainly an instance of the method's class.
fn is_direct(p: &Program, x: &Inference, f: usize, i: &Inst, idle: &[bool]) -> bool {
    let Op::CallMethod { name, kwnames, .. } = i.op else {
        return false;
    };
    let func = &p.funcs[f];
    let Some((g, this)) = x.super_method(p, f, func, i.args[0], name) else {
        return false;
    };
    let owner = x.world.method_owner[&FuncId::new(f)];
    let is_owners = |k: usize| {
        let mut at = Some(k);
        while let Some(c) = at {
            if c == owner {
                return true;
            }
            at = x.world.classes[c].base;
        }
        false
    };
    this.within(ty::INSTANCE)
        && class_indices(this.classes).all(is_owners)
        && (!p.funcs[g].uses_callee || idle[g])
        && crate::specialize::bind(p, FuncId::new(g), Some(i.args[0]), &i.args[1..], kwnames)
            .is_some()
}

/// Removes what the direct calls have made superfluous.
pub fn sweep(func: &mut Func) {
    for b in &mut func.blocks {
        b.insts
            .retain(|i| !is_super(i) && !matches!(i.op, Op::LoadFree { .. }));
    }
}
