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
                    || (have == Repr::Value && repr.is_counted())
                    || (have == Repr::Raw);
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
