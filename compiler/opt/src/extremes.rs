//! `max(a, b)` and `min(a, b, c)` as comparisons.
//!
//! After this pass a call of the built-in `max` or `min` with two to four positional arguments is what the function does:
//! the first argument, then each of the others if it compares so with the best one before it. What is known of the arguments
//! then makes machine comparisons of them. Runs before the inference.

use taipan_mir::{CmpOp, Func, Inst, Local, Op, Operand, Program, Repr, Terminator};

/// More arguments than these are left to the function.
const MOST: usize = 4;

pub fn run(p: &mut Program, f: usize) {
    // Locals that hold one of the functions and nothing else.
    let mut loaded: Vec<(Local, CmpOp)> = vec![];
    for i in p.funcs[f].blocks.iter().flat_map(|b| &b.insts) {
        if let (Op::LoadBuiltin { name }, Some(dest)) = (&i.op, i.dest) {
            match p.name(*name) {
                "max" => loaded.push((dest, CmpOp::Gt)),
                "min" => loaded.push((dest, CmpOp::Lt)),
                _ => {}
            }
        }
    }
    let func = &mut p.funcs[f];
    loaded.retain(|(l, _)| {
        let insts = func.blocks.iter().flat_map(|b| &b.insts);
        insts.filter(|i| i.dest == Some(*l)).count() == 1
    });
    let mut at = 0;
    while !loaded.is_empty() && at < func.blocks.len() {
        let found = func.blocks[at].insts.iter().enumerate().find_map(|(n, i)| {
            let Op::Call { kwnames: None } = i.op else {
                return None;
            };
            let is_few = (3..=MOST + 1).contains(&i.args.len()) && i.dest.is_some();
            let callee = i.args[0];
            let (_, op) = loaded.iter().find(|(l, _)| callee == Operand::Local(*l))?;
            is_few.then_some((n, *op))
        });
        if let Some((n, op)) = found {
            expand(func, at, n, op);
        }
        at += 1;
    }
}

/// Takes the call apart that is the `n`th instruction of a block; what follows it comes to stand in a block of its own.
fn expand(func: &mut Func, at: usize, n: usize, op: CmpOp) {
    let rest = func.blocks[at].insts.split_off(n + 1);
    let call = func.blocks[at].insts.pop().expect("the call");
    let (cold, aside) = (func.blocks[at].cold, func.blocks[at].aside);
    let term = std::mem::replace(&mut func.blocks[at].term, Terminator::Unreachable);
    let new_block = |func: &mut Func| {
        let block = func.new_block();
        func.blocks[block.index()].cold = cold;
        func.blocks[block.index()].aside = aside;
        block
    };
    let best = func.new_local(Repr::Value);
    let copy = |dest: Option<Local>, from: Operand| Inst {
        dest,
        op: Op::Copy,
        args: vec![from],
        raise: None,
        span: call.span,
    };
    let mut here = at;
    func.blocks[here].insts.push(copy(Some(best), call.args[1]));
    for other in &call.args[2..] {
        let test = func.new_local(Repr::Bool);
        func.blocks[here].insts.push(Inst {
            dest: Some(test),
            op: Op::CompareTruth { op },
            args: vec![*other, Operand::Local(best)],
            raise: call.raise,
            span: call.span,
        });
        let [better, next] = [(); 2].map(|()| new_block(func));
        func.blocks[here].term = Terminator::Branch {
            cond: Operand::Local(test),
            then: better,
            orelse: next,
        };
        func.blocks[better.index()]
            .insts
            .push(copy(Some(best), *other));
        func.blocks[better.index()].term = Terminator::Jump(next);
        here = next.index();
    }
    let block = &mut func.blocks[here];
    block.insts.push(copy(call.dest, Operand::Local(best)));
    block.insts.extend(rest);
    block.term = term;
}
