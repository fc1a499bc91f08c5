//! The verifier. What holds of every function, after every pass:
//!
//! - Blocks and locals that an instruction names exist.
//! - `raise` is present only on operations that may raise.
//! - An operation with a result has a destination of the right representation, or none.
//! - A branch's condition is a `Bool`.

use crate::{Func, Operand, Program, Repr, Terminator};

/// Checks one function; the message names block and instruction.
pub fn func(program: &Program, f: &Func) -> Result<(), String> {
    let check_block = |b: crate::BlockId| {
        if b.index() < f.blocks.len() {
            Ok(())
        } else {
            Err(format!("{b:?} does not exist"))
        }
    };
    let check_operand = |o: &Operand| match o {
        Operand::Local(l) if l.index() >= f.locals.len() => Err(format!("{l:?} does not exist")),
        Operand::Const(c) if c.index() >= program.consts.len() => {
            Err(format!("{c:?} does not exist"))
        }
        _ => Ok(()),
    };
    for (at, b) in f.blocks.iter().enumerate() {
        for (n, i) in b.insts.iter().enumerate() {
            let fail = |why: String| {
                format!(
                    "{} b{at}[{n}] {}: {why}",
                    f.qualname,
                    crate::print::inst(program, i)
                )
            };
            i.args.iter().try_for_each(check_operand).map_err(fail)?;
            if let Some(r) = i.raise {
                check_block(r).map_err(fail)?;
                if !i.op.may_raise() {
                    return Err(fail("has a raising edge but cannot raise".into()));
                }
            }
            if let (Some(d), Some(Ok(repr))) = (i.dest, i.op.result()) {
                let have = f
                    .locals
                    .get(d.index())
                    .ok_or_else(|| fail(format!("{d:?} does not exist")))?
                    .repr;
                let fits = have == repr
                    || (have.is_counted() && repr.is_counted())
                    || matches!(have, Repr::Borrowed | Repr::Raw);
                if !fits {
                    return Err(fail(format!("result {repr:?} does not fit {have:?}")));
                }
            }
        }
        let fail = |why: String| format!("{} b{at} terminator: {why}", f.qualname);
        b.term
            .targets()
            .into_iter()
            .try_for_each(check_block)
            .map_err(fail)?;
        b.term
            .operands()
            .iter()
            .try_for_each(check_operand)
            .map_err(fail)?;
        if let Terminator::Branch {
            cond: Operand::Local(l),
            ..
        } = &b.term
            && f.locals[l.index()].repr != Repr::Bool
        {
            return Err(fail(format!("condition {l:?} is not a Bool")));
        }
    }
    Ok(())
}

/// The locals that are assigned on every way to each block's start, as bits; none for blocks that nothing leads to.
fn assigned(f: &Func) -> Vec<Option<Vec<u64>>> {
    let words = f.locals.len().div_ceil(64);
    let mut at_entry: Vec<Option<Vec<u64>>> = vec![None; f.blocks.len()];
    let mut first = vec![0; words];
    for l in 0..f.num_params as usize {
        first[l / 64] |= 1 << (l % 64);
    }
    at_entry[0] = Some(first);
    let mut work = vec![0];
    fn merge(
        at_entry: &mut [Option<Vec<u64>>],
        work: &mut Vec<usize>,
        to: crate::BlockId,
        set: &[u64],
    ) {
        let old = &mut at_entry[to.index()];
        match old {
            None => *old = Some(set.to_vec()),
            Some(old) => {
                let mut is_changed = false;
                for (a, b) in old.iter_mut().zip(set) {
                    is_changed |= *a & !b != 0;
                    *a &= b;
                }
                if !is_changed {
                    return;
                }
            }
        }
        work.push(to.index());
    }
    while let Some(at) = work.pop() {
        let Some(mut set) = at_entry[at].clone() else {
            continue;
        };
        for i in &f.blocks[at].insts {
            if let Some(to) = i.raise {
                merge(&mut at_entry, &mut work, to, &set);
            }
            if let Some(d) = i.dest {
                set[d.index() / 64] |= 1 << (d.index() % 64);
            }
        }
        let term = &f.blocks[at].term;
        for to in term.targets() {
            let mut set = set.clone();
            if let (
                Some(d),
                Terminator::ForNext { body: on, .. } | Terminator::Yield { resume: on, .. },
            ) = (term.dest(), term)
                && to == *on
            {
                set[d.index() / 64] |= 1 << (d.index() % 64);
            }
            merge(&mut at_entry, &mut work, to, &set);
        }
    }
    at_entry
}

fn has(set: &[u64], l: usize) -> bool {
    set[l / 64] >> (l % 64) & 1 == 1
}

/// The locals that are not marked `maybe_unset` and that some use may find unassigned.
pub fn unassigned(f: &Func) -> Vec<crate::Local> {
    let at_entry = assigned(f);
    let mut out = std::collections::BTreeSet::new();
    for (b, set) in f.blocks.iter().zip(at_entry) {
        let Some(mut set) = set else {
            continue;
        };
        let mut check = |o: &Operand, set: &[u64]| {
            if let Operand::Local(l) = o
                && !f.locals[l.index()].maybe_unset
                && !has(set, l.index())
            {
                out.insert(*l);
            }
        };
        for i in &b.insts {
            i.args.iter().for_each(|a| check(a, &set));
            if let Some(d) = i.dest {
                set[d.index() / 64] |= 1 << (d.index() % 64);
            }
        }
        b.term.operands().iter().for_each(|o| check(o, &set));
    }
    out.into_iter().collect()
}

/// Checks that every use of a local that is not marked `maybe_unset` is dominated by an assignment.
pub fn assigned_before_use(program: &Program, f: &Func) -> Result<(), String> {
    let at_entry = assigned(f);
    for (at, b) in f.blocks.iter().enumerate() {
        let Some(mut set) = at_entry[at].clone() else {
            continue;
        };
        let check = |o: &Operand, set: &[u64], what: &dyn Fn() -> String| match o {
            Operand::Local(l) if !f.locals[l.index()].maybe_unset && !has(set, l.index()) => Err(
                format!("{} b{at} {}: {l:?} may be unset", f.qualname, what()),
            ),
            _ => Ok(()),
        };
        for i in &b.insts {
            for a in &i.args {
                check(a, &set, &|| crate::print::inst(program, i))?;
            }
            if let Some(d) = i.dest {
                set[d.index() / 64] |= 1 << (d.index() % 64);
            }
        }
        for o in b.term.operands() {
            check(&o, &set, &|| "terminator".into())?;
        }
    }
    Ok(())
}
