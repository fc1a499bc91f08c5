//! Loops over lists count.
//!
//! Where what a `for` goes through is proven to be exactly a list, no iterator is made: the loop holds the list, and an index
//! in an `I64` that is compared with the list's length before each round, as a list's iterator compares it.

use crate::counts::Counts;
use crate::infer::Inference;
use crate::infer::ty::{self, Ty};
use crate::liveness::local_of;
use crate::loops::inst;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, CmpOp, Const, Func, Items, Local, Op, Operand, Program, Repr, Terminator};

/// What a list of this type holds.
pub fn items(x: &mut Inference, list: &Ty) -> Items {
    let Some(n) = list.elem else {
        return Items::Any;
    };
    let held = x.content(n);
    if held.within(ty::FLOAT) {
        Items::Floats
    } else if held.within(ty::BOOL) {
        Items::Bools
    } else if held.within(ty::INT) {
        Items::Ints
    } else if held.within(ty::BOOL | ty::NONE) {
        Items::Plain
    } else {
        Items::Any
    }
}

/// Rewrites the loops over lists of one function.
pub fn run(p: &mut Program, x: &mut Inference, f: usize) {
    let func = &p.funcs[f];
    // A generator would keep the index in its frame.
    if func.is_generator || func.is_coroutine {
        return;
    }
    let counts = Counts::of(func);
    let mut found = vec![];
    for (header, block) in func.blocks.iter().enumerate() {
        let Terminator::ForNext { iter, .. } = block.term else {
            continue;
        };
        let Some(it) = local_of(iter).filter(|l| counts.once(*l)) else {
            continue;
        };
        let Some((b, n)) = counts.place.get(&it).copied() else {
            continue;
        };
        let get = &func.blocks[b].insts[n];
        let function = RuntimeFn::get_iter;
        if get.op == (Op::Runtime { function }) {
            found.push((header, it, b, n, get.args[0]));
        }
    }
    // From the back, so that places stay.
    found.sort_by_key(|l| std::cmp::Reverse((l.2, l.3)));
    for (header, it, b, n, source) in found {
        let t = match source {
            Operand::Local(l) if l.index() >= x.locals[f].len() => continue,
            _ => x.ty(p, f, source),
        };
        if !t.within(ty::LIST) || t.bits == 0 {
            continue;
        }
        let items = items(x, &t);
        rewrite(p, f, header, it, (b, n), items);
    }
}

fn rewrite(
    p: &mut Program,
    f: usize,
    header: usize,
    it: Local,
    made: (usize, usize),
    items: Items,
) {
    let zero = Operand::Const(p.intern_const(Const::Int(0)));
    let one = Operand::Const(p.intern_const(Const::Int(1)));
    let func = &mut p.funcs[f];
    let Terminator::ForNext {
        dest,
        body,
        exit,
        raise,
        ..
    } = func.blocks[header].term
    else {
        return;
    };
    let index = func.new_local(Repr::I64);
    let length = func.new_local(Repr::I64);
    let test = func.new_local(Repr::Bool);
    let get = &mut func.blocks[made.0].insts[made.1];
    get.op = Op::Copy;
    get.raise = None;
    let like = get.clone();
    let start = inst(Op::Copy, vec![zero], index, &like);
    func.blocks[made.0].insts.insert(made.1 + 1, start);

    let (list, at) = (Operand::Local(it), Operand::Local(index));
    let fetch = func.new_block();
    let cold = func.blocks[header].cold;
    let mut item = inst(Op::ListGet { items }, vec![list, at], dest, &like);
    item.raise = raise;
    let next = inst(Op::IntArith { op: BinOp::Add }, vec![at, one], index, &like);
    func.blocks[fetch.index()].cold = cold;
    func.blocks[fetch.index()].insts = vec![item, next];
    func.blocks[fetch.index()].term = Terminator::Jump(body);
    let compare = Op::IntCompare { op: CmpOp::Lt };
    func.blocks[header].insts.extend([
        inst(Op::ListLen, vec![list], length, &like),
        inst(compare, vec![at, Operand::Local(length)], test, &like),
    ]);
    func.blocks[header].term = Terminator::Branch {
        cond: Operand::Local(test),
        then: fetch,
        orelse: exit,
    };
}

/// An item of a list of bools that only its truth is wanted of comes as a machine bool.
pub fn merge_truths(func: &mut Func) {
    let counts = Counts::of(func);
    for b in &mut func.blocks {
        let mut n = 0;
        while n + 1 < b.insts.len() {
            let (get, test) = (&b.insts[n], &b.insts[n + 1]);
            if let (
                Op::ListGet {
                    items: Items::Bools,
                },
                Some(item),
                Op::Truth,
            ) = (&get.op, get.dest, &test.op)
                && test.args == [Operand::Local(item)]
                && counts.once(item)
                && func.locals[item.index()].name.is_none()
            {
                b.insts[n].dest = test.dest;
                b.insts.remove(n + 1);
            }
            n += 1;
        }
    }
}
