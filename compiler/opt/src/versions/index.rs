//! Sums that are computed for an index alone.
//!
//! `xs[a + b - 1]` needs no tagged sum and no overflow check: the terms are untagged, and a sum of at most two words of 63
//! bits, counters and small constants that does not fit an i64 wraps to a number that is far out of every list's range.

use super::{Split, local_of, silent};
use taipan_mir::{BinOp, Const, Inst, Local, Op, Operand, Repr};

/// Constants up to this and counters are far from 63 bits.
const SMALL: i64 = 1 << 40;
/// The longest sum.
const LIMIT: usize = 8;

/// `at`: block and place of the first instruction, as they were. Emits a sum and the access to a list that it indexes, if `insts` begins with such; yields how many instructions that
/// took.
pub(super) fn chain(
    s: &mut Split,
    at: (usize, usize),
    insts: &[Inst],
    out: &mut Vec<Inst>,
) -> usize {
    let Some(length) = measure(s, insts) else {
        return 0;
    };
    // The chain's own locals and their machine ints.
    let mut own: Vec<(Local, Local)> = vec![];
    for i in &insts[..length] {
        let (Some(dest), arg) = (i.dest, local_of(i.args[0])) else {
            return 0;
        };
        let op = match (&i.op, arg) {
            (Op::Binary { op, .. }, _) => *op,
            (Op::Box, Some(counter)) => {
                own.push((dest, counter));
                continue;
            }
            _ => return 0,
        };
        let args = i
            .args
            .iter()
            .map(|a| match own.iter().find(|o| Operand::Local(o.0) == *a) {
                Some((_, new)) => Operand::Local(*new),
                None => s.number(*a, i.span, out),
            })
            .collect();
        let to = s.new.new_local(Repr::I64);
        out.push(Inst {
            op: Op::IntArith { op },
            args,
            dest: Some(to),
            raise: None,
            span: i.span,
        });
        own.push((dest, to));
    }
    let Some((_, key)) = own.pop() else { return 0 };
    let access = &insts[length];
    let mut args = access.args.clone();
    for (n, a) in args.iter_mut().enumerate() {
        // Where the word of a number does not fit, nothing has happened yet.
        *a = match n {
            1 => Operand::Local(key),
            _ if local_of(*a).is_some_and(|l| s.is_int(l)) => s.small(at, *a, access.span, out),
            _ => *a,
        };
    }
    match access.dest.and_then(|d| s.fast.get(&d).copied()) {
        // The general copy adds and reads again.
        Some(small) => {
            let leave = s.leave(at, None, access.span);
            out.push(silent(access.op.clone(), args, small, leave, access.span));
        }
        None => out.push(Inst {
            args,
            ..access.clone()
        }),
    }
    length + 1
}

/// The number of instructions in front of an access that compute its index, each for the next alone: sums, and counters that
/// become words for them. `None` if there are none.
fn measure(s: &Split, insts: &[Inst]) -> Option<usize> {
    let mut words = 0;
    let mut open: Vec<Local> = vec![];
    let mut has_sum = false;
    for (n, i) in insts.iter().enumerate().take(LIMIT) {
        match i.op {
            Op::Binary {
                op: BinOp::Add | BinOp::Sub,
                ..
            } => has_sum = true,
            Op::Box if local_of(i.args[0]).is_some_and(|l| s.counters[l.index()]) => {}
            Op::ListGet { .. } | Op::ListSet { .. } => {
                let [key] = open[..] else { return None };
                let key = Operand::Local(key);
                let is_key = i
                    .args
                    .iter()
                    .enumerate()
                    .all(|(n, a)| (n == 1) == (*a == key));
                return (has_sum && is_key).then_some(n);
            }
            _ => return None,
        }
        let dest = i.dest?;
        let is_own = s.fast.contains_key(&dest)
            && s.old.locals[dest.index()].name.is_none()
            && s.counts.once(dest);
        if !is_own {
            return None;
        }
        for a in &i.args {
            match *a {
                Operand::Local(l) if open.contains(&l) => open.retain(|o| *o != l),
                Operand::Local(l) if s.fast.contains_key(&l) => words += 1,
                Operand::Local(l) if s.machine.get(&l).is_some_and(|m| m.interval.is_small()) => {
                    words += 1;
                }
                Operand::Local(l) => {
                    if !s.counters[l.index()] {
                        return None;
                    }
                }
                Operand::Const(c) => match s.p.constant(c) {
                    Const::Int(k) if k.unsigned_abs() < SMALL as u64 => {}
                    _ => return None,
                },
                Operand::Unset => return None,
            }
        }
        if words > 2 {
            return None;
        }
        open.push(dest);
    }
    None
}
