//! Loops over `range` become counted loops over machine ints.
//!
//! After this pass, where the arguments of a `range` call are proven ints, the start a small constant or itself a machine
//! int, and the step a small constant, neither the range object nor its iterator is made: the loop counts in an `I64`.
//! The loop's variable, and sums and differences of such variables and small constants, are `I64` too: such a value
//! cannot leave an i64, because its loop would have to run more than 2^50 times first. A stop past 63 bits is clamped, which
//! no execution lives to see.

use crate::counts::Counts;
use crate::infer::Inference;
use crate::infer::ty::{self, Known};
use crate::liveness::local_of;
use std::collections::HashSet;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    BinOp, BlockId, CmpOp, Const, Func, Inst, Local, NameId, Op, Operand, Program, Repr, Terminator,
};

/// Largest start constant and step.
const SMALL: i64 = 1 << 50;
const STEP: i64 = 1 << 10;

/// A loop that can be counted.
struct Counted {
    header: usize,
    dest: Local,
    start: Operand,
    stop: Operand,
    step: Operand,
    /// Places of the `range` call and of `get_iter`.
    call: (usize, usize),
    iter: (usize, usize),
}

/// Finds the counted loops of a function and rewrites them; yields the locals that are `I64` from now on.
pub fn run(p: &mut Program, x: &Inference, f: usize, fixed: &[bool]) -> HashSet<Local> {
    let (mut loops, mut others): (Vec<_>, Vec<_>) = find(p, x, f)
        .into_iter()
        .partition(|l| by(p, l).is_some_and(|s| s != 0 && s.unsigned_abs() <= STEP as u64));
    let ints = if loops.is_empty() {
        HashSet::new()
    } else {
        machine_ints(p, f, &mut loops, &mut others, fixed)
    };
    let [zero, one] = [0, 1].map(|k| p.intern_const(Const::Int(k)));
    for l in &loops {
        let by = by(p, l).expect("it has been looked at");
        let step = p.intern_const(Const::Int(by));
        rewrite(&mut p.funcs[f], l, zero, (step, by), &ints);
    }
    // From the back, so that places stay.
    others.sort_by_key(|l| std::cmp::Reverse(l.call));
    for l in &others {
        iterate(&mut p.funcs[f], l, zero, one);
    }
    ints
}

/// The step, if it is known.
fn by(p: &Program, l: &Counted) -> Option<i64> {
    match l.step {
        Operand::Unset => Some(1),
        o => small_const(p, o),
    }
}

/// A loop that is not counted here: its iterator is made without the range (and `opt/versions` may count it).
fn iterate(func: &mut Func, l: &Counted, zero: taipan_mir::ConstId, one: taipan_mir::ConstId) {
    let or = |o: Operand, default| match o {
        Operand::Unset => Operand::Const(default),
        o => o,
    };
    let insts = &mut func.blocks[l.call.0].insts;
    let mut made = insts.remove(l.call.1);
    // It stood behind the call.
    let get = &mut insts[l.call.1];
    made.op = Op::Runtime {
        function: RuntimeFn::range_iter,
    };
    made.args = vec![or(l.start, zero), l.stop, or(l.step, one)];
    made.dest = get.dest;
    *get = made;
}

fn small_const(p: &Program, o: Operand) -> Option<i64> {
    match o {
        Operand::Const(c) => match p.constant(c) {
            Const::Int(i) if i.unsigned_abs() <= SMALL as u64 => Some(*i),
            _ => None,
        },
        Operand::Local(_) | Operand::Unset => None,
    }
}

fn find(p: &Program, x: &Inference, f: usize) -> Vec<Counted> {
    let func = &p.funcs[f];
    let counts = Counts::of(func);
    let once = |l: Local| counts.once(l);
    let mut out = vec![];
    for (header, block) in func.blocks.iter().enumerate() {
        let Terminator::ForNext {
            iter: Operand::Local(it),
            dest,
            ..
        } = block.term
        else {
            continue;
        };
        // The header holds nothing else, so that nothing is computed twice.
        if !block.insts.is_empty() || !once(it) {
            continue;
        }
        let Some(iter) = counts.place.get(&it).copied() else {
            continue;
        };
        let get = &func.blocks[iter.0].insts[iter.1];
        if get.op
            != (Op::Runtime {
                function: RuntimeFn::get_iter,
            })
        {
            continue;
        }
        let Some(range) = local_of(get.args[0]).filter(|l| once(*l)) else {
            continue;
        };
        let Some(call) = counts.place.get(&range).copied() else {
            continue;
        };
        // Arguments must still hold the same values when the iterator is made.
        if call.0 != iter.0 || call.1 + 1 != iter.1 {
            continue;
        }
        // Every other way to the header ends a round.
        if !matches!(func.blocks[iter.0].term, Terminator::Jump(to) if to.index() == header) {
            continue;
        }
        let made = &func.blocks[call.0].insts[call.1];
        if made.op != (Op::Call { kwnames: None }) || made.args.len() < 2 || made.args.len() > 4 {
            continue;
        }
        let callee = x.ty(p, f, made.args[0]);
        let is_range = matches!(callee.known[..], [Known::Builtin(n)] if p.name(NameId(n)) == "range")
            && callee.within(ty::KNOWN);
        if !is_range
            || !made.args[1..]
                .iter()
                .all(|a| x.ty(p, f, *a).within(ty::INT))
        {
            continue;
        }
        let zero = Operand::Unset;
        let (start, stop, step) = match made.args[1..] {
            [stop] => (zero, stop, Operand::Unset),
            [start, stop] => (start, stop, Operand::Unset),
            [start, stop, step] => (start, stop, step),
            _ => continue,
        };
        out.push(Counted {
            header,
            dest,
            start,
            stop,
            step,
            call,
            iter,
        });
    }
    out
}

/// The locals that can be `I64`; loops whose start cannot are dropped.
fn machine_ints(
    p: &Program,
    f: usize,
    loops: &mut Vec<Counted>,
    others: &mut Vec<Counted>,
    fixed: &[bool],
) -> HashSet<Local> {
    let func = &p.funcs[f];
    let defs = Counts::of(func).defs;
    loop {
        let headers: HashSet<usize> = loops.iter().map(|l| l.header).collect();
        // Optimistic: all candidates, then those that fail are removed until none does.
        let mut ints: HashSet<Local> = loops.iter().map(|l| l.dest).collect();
        for i in func.blocks.iter().flat_map(|b| &b.insts) {
            if let (
                Op::Binary {
                    op: BinOp::Add | BinOp::Sub,
                    ..
                },
                Some(d),
            ) = (&i.op, i.dest)
                && defs.get(&d) == Some(&1)
                && func.locals[d.index()].name.is_none()
            {
                ints.insert(d);
            }
        }
        ints.retain(|l| !fixed[l.index()] && l.0 >= func.num_params);
        loop {
            let before = ints.len();
            let mut bad = HashSet::new();
            for (b, block) in func.blocks.iter().enumerate() {
                for i in &block.insts {
                    let Some(d) = i.dest.filter(|d| ints.contains(d)) else {
                        continue;
                    };
                    let simple = |o: &Operand| {
                        small_const(p, *o).is_some()
                            || local_of(*o).is_some_and(|l| ints.contains(&l))
                    };
                    let fits = match i.op {
                        Op::Binary {
                            op: BinOp::Add | BinOp::Sub,
                            ..
                        } => {
                            i.args.iter().all(simple)
                                && !i.args.contains(&Operand::Local(d))
                                && func.locals[d.index()].name.is_none()
                        }
                        Op::Copy => small_const(p, i.args[0]).is_some(),
                        _ => false,
                    };
                    if !fits {
                        bad.insert(d);
                    }
                }
                if let Some(d) = block.term.dest()
                    && ints.contains(&d)
                    && !headers.contains(&b)
                {
                    bad.insert(d);
                }
            }
            ints.retain(|l| !bad.contains(l));
            if ints.len() == before {
                break;
            }
        }
        let (kept, dropped): (Vec<_>, Vec<_>) = std::mem::take(loops).into_iter().partition(|l| {
            l.start == Operand::Unset
                || small_const(p, l.start).is_some()
                || local_of(l.start).is_some_and(|s| ints.contains(&s))
        });
        *loops = kept;
        if dropped.is_empty() {
            return ints;
        }
        others.extend(dropped);
    }
}

pub(crate) fn inst(op: Op, args: Vec<Operand>, dest: Local, like: &Inst) -> Inst {
    Inst {
        op,
        args,
        dest: Some(dest),
        raise: None,
        span: like.span,
    }
}

fn rewrite(
    func: &mut Func,
    l: &Counted,
    zero: taipan_mir::ConstId,
    (step, by): (taipan_mir::ConstId, i64),
    ints: &HashSet<Local>,
) {
    let current = func.new_local(Repr::I64);
    let end = func.new_local(Repr::I64);
    let test = func.new_local(Repr::Bool);
    let like = func.blocks[l.call.0].insts[l.call.1].clone();
    let start = if l.start == Operand::Unset {
        Operand::Const(zero)
    } else {
        l.start
    };
    // The call and get_iter give way to the loop's start and end.
    let stop_is_machine =
        matches!(l.stop, Operand::Const(_)) || local_of(l.stop).is_some_and(|s| ints.contains(&s));
    let stop_op = if stop_is_machine {
        Op::Copy
    } else {
        Op::ClampInt
    };
    func.blocks[l.call.0].insts[l.call.1] = inst(Op::Copy, vec![start], current, &like);
    func.blocks[l.iter.0].insts[l.iter.1] = inst(stop_op, vec![l.stop], end, &like);
    let Terminator::ForNext { body, exit, .. } = func.blocks[l.header].term else {
        return;
    };
    let step_block = func.new_block();
    let cold = func.blocks[l.header].cold;
    let (now, last) = (Operand::Local(current), Operand::Local(end));
    func.blocks[step_block.index()].cold = cold;
    func.blocks[step_block.index()].insts = vec![inst(Op::Copy, vec![now], l.dest, &like)];
    // Counted at the end of a round, so that the counter and the variable are one value during it.
    let latch = func.new_block();
    let header = BlockId::new(l.header);
    for b in (0..latch.index()).filter(|b| *b != l.iter.0) {
        func.blocks[b]
            .term
            .map_targets(|t| if t == header { latch } else { t });
        for i in &mut func.blocks[b].insts {
            if i.raise == Some(header) {
                i.raise = Some(latch);
            }
        }
    }
    func.blocks[latch.index()].cold = cold;
    func.blocks[latch.index()].insts = vec![inst(
        Op::IntArith { op: BinOp::Add },
        vec![now, Operand::Const(step)],
        current,
        &like,
    )];
    func.blocks[latch.index()].term = Terminator::Jump(header);
    func.blocks[step_block.index()].term = Terminator::Jump(body);
    let op = if by > 0 { CmpOp::Lt } else { CmpOp::Gt };
    func.blocks[l.header].insts = vec![inst(Op::IntCompare { op }, vec![now, last], test, &like)];
    func.blocks[l.header].term = Terminator::Branch {
        cond: Operand::Local(test),
        then: step_block,
        orelse: exit,
    };
}
