//! Conversions between what a local holds and what an operation takes.

use crate::liveness::local_of;
use taipan_abi::runtime_fns::Kind;
use taipan_mir::*;

/// What an operation takes at operand `index`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Word,
    Float,
    Int,
    Bool,
    /// An f64; the operand is exactly a float.
    ExactFloat,
    /// An f64 as it is, anything else as a word.
    FloatOrWord,
    Anything,
}

fn wants(p: &Program, op: &Op, index: usize) -> Wants {
    match op {
        Op::FloatArith { .. }
        | Op::FloatCompare { .. }
        | Op::FloatNeg
        | Op::FloatSqrt
        | Op::FloatToInt { .. }
        | Op::FloatAbs => Wants::Float,
        Op::ToFloat | Op::ClampInt => Wants::Word,
        Op::IntArith { .. } | Op::IntCompare { .. } => Wants::Int,
        Op::ListGet { .. } | Op::ListSet { .. } if index == 1 => Wants::Anything,
        Op::BoolValue | Op::BoolNot => Wants::Bool,
        Op::Box
        | Op::UnboxFloat
        | Op::UnboxInt
        | Op::Copy
        | Op::CheckBound { .. }
        | Op::UnboxBool
        | Op::Take { .. } => Wants::Anything,
        Op::Runtime { function } => match function.row().args.get(index) {
            Some(Kind::I) => Wants::Int,
            Some(Kind::F) => Wants::Float,
            Some(Kind::P) => Wants::Anything,
            _ => Wants::Word,
        },
        Op::CallDirect { func } => match p.funcs[func.index()].locals.get(index).map(|l| l.repr) {
            _ if p.funcs[func.index()].is_generator => Wants::Word,
            Some(Repr::F64) => Wants::Float,
            Some(Repr::I64) => Wants::Int,
            Some(Repr::Bool) => Wants::Bool,
            _ => Wants::Word,
        },
        Op::StoreField { .. } if index == 1 => Wants::Anything,
        Op::StoreDouble { .. } if index == 1 => Wants::ExactFloat,
        Op::ListSet {
            items: Items::Floats,
        } if index == 2 => Wants::ExactFloat,
        Op::ListSet { .. } if index == 2 => Wants::FloatOrWord,
        Op::ListAppend {
            items: Items::Floats,
        } if index == 1 => Wants::ExactFloat,
        Op::BuildPacked {
            items: Items::Floats,
        } => Wants::ExactFloat,
        _ => Wants::Word,
    }
}

/// Puts conversions between representations.
pub fn coerce(p: &mut Program, f: usize) {
    let mut func = p.funcs[f].clone();
    for b in 0..func.blocks.len() {
        let insts = std::mem::take(&mut func.blocks[b].insts);
        let mut out: Vec<Inst> = Vec::with_capacity(insts.len());
        for mut i in insts {
            machine_int_op(p, &func, &mut i);
            bool_op(&func, &mut i);
            // A float compared or combined with an int operand goes through ToFloat.
            for n in 0..i.args.len() {
                let Some(l) = local_of(i.args[n]) else {
                    continue;
                };
                let repr = func.locals[l.index()].repr;
                match (wants(p, &i.op, n), repr) {
                    (Wants::Word, Repr::F64 | Repr::I64 | Repr::Bool)
                    | (Wants::FloatOrWord, Repr::I64 | Repr::Bool) => {
                        let to = if repr == Repr::I64 {
                            Repr::Int
                        } else {
                            Repr::Value
                        };
                        let t = convert(&mut func, &mut out, Op::Box, l, to, i.span, None);
                        i.args[n] = Operand::Local(t);
                    }
                    (Wants::Float, Repr::Value | Repr::Int | Repr::Ref) => {
                        let t = convert(
                            &mut func,
                            &mut out,
                            Op::ToFloat,
                            l,
                            Repr::F64,
                            i.span,
                            i.raise,
                        );
                        i.args[n] = Operand::Local(t);
                    }
                    (Wants::ExactFloat, Repr::Value | Repr::Int | Repr::Ref | Repr::Raw) => {
                        let op = Op::UnboxFloat;
                        let t = convert(&mut func, &mut out, op, l, Repr::F64, i.span, None);
                        i.args[n] = Operand::Local(t);
                    }
                    (Wants::Bool, Repr::Value | Repr::Int | Repr::Ref | Repr::Raw) => {
                        let op = Op::UnboxBool;
                        let t = convert(&mut func, &mut out, op, l, Repr::Bool, i.span, None);
                        i.args[n] = Operand::Local(t);
                    }
                    (Wants::Float | Wants::ExactFloat, Repr::I64) => {
                        let t = convert(
                            &mut func,
                            &mut out,
                            Op::IntToFloat,
                            l,
                            Repr::F64,
                            i.span,
                            None,
                        );
                        i.args[n] = Operand::Local(t);
                    }
                    _ => {}
                }
            }
            if !i.op.may_raise() {
                i.raise = None;
            }
            let dest_repr = i.dest.map(|d| func.locals[d.index()].repr);
            if let Op::Copy = i.op {
                if let Some(repr) = dest_repr {
                    let from = match i.args[0] {
                        Operand::Local(l) => Some(func.locals[l.index()].repr),
                        _ => None,
                    };
                    match (repr, from) {
                        (Repr::F64, Some(Repr::F64)) => {}
                        (Repr::F64, Some(Repr::I64)) => i.op = Op::IntToFloat,
                        (Repr::F64, Some(_)) => {
                            // A borrowing conversion: the word stays where it is.
                            i.op = Op::UnboxFloat;
                        }
                        (Repr::Bool, Some(Repr::Value | Repr::Int | Repr::Ref | Repr::Raw)) => {
                            i.op = Op::UnboxBool;
                        }
                        (r, Some(Repr::F64 | Repr::I64 | Repr::Bool))
                            if r.is_counted() || r == Repr::Raw =>
                        {
                            i.op = Op::Box
                        }
                        _ => {}
                    }
                }
                out.push(i);
                continue;
            }
            let produced = match &i.op {
                Op::CallDirect { func } => {
                    let target = &p.funcs[func.index()];
                    Some(if target.is_generator {
                        Repr::Value
                    } else {
                        target.ret
                    })
                }
                // Immediates own nothing.
                Op::LoadField { .. } | Op::ListPop { .. } => match dest_repr {
                    Some(Repr::Bool) => Some(Repr::Raw),
                    repr => repr,
                },
                Op::Runtime { function } => match function.row().result {
                    Kind::I => match dest_repr {
                        Some(Repr::Bool) => Some(Repr::Bool),
                        _ => Some(Repr::I64),
                    },
                    Kind::F => Some(Repr::F64),
                    Kind::P => dest_repr,
                    _ => Some(Repr::Value),
                },
                op => match op.result() {
                    Some(Ok(r)) => Some(r),
                    _ => dest_repr,
                },
            };
            if let (Some(d), Some(want), Some(have)) = (i.dest, dest_repr, produced)
                && want != have
                && !(want.is_counted() && have.is_counted())
                && want != Repr::Raw
            {
                let is_bool = want == Repr::Bool && have.is_counted();
                let t = func.new_local(if is_bool { Repr::Raw } else { have });
                i.dest = Some(t);
                let span = i.span;
                out.push(i);
                let op = match (want, have) {
                    (Repr::Bool, _) => Op::UnboxBool,
                    (Repr::F64, Repr::I64) => Op::IntToFloat,
                    (Repr::F64, _) => Op::UnboxFloat,
                    (Repr::Value | Repr::Int | Repr::Ref, _) => Op::Box,
                    _ => Op::Copy,
                };
                out.push(Inst {
                    op,
                    dest: Some(d),
                    args: vec![Operand::Local(t)],
                    raise: None,
                    span,
                });
                continue;
            }
            out.push(i);
        }
        // Terminators take words, but for a return of another representation.
        let ret = func.ret;
        let is_plain_return =
            matches!(func.blocks[b].term, Terminator::Return(_)) && !func.is_generator;
        let span = out.last().map_or(Span::default(), |i| i.span);
        let mut term = std::mem::replace(&mut func.blocks[b].term, Terminator::Unreachable);
        match &mut term {
            Terminator::Return(o)
            | Terminator::ForNext { iter: o, .. }
            | Terminator::Yield { value: o, .. } => {
                if let Some(l) = local_of(*o) {
                    let repr = func.locals[l.index()].repr;
                    if is_plain_return && ret == Repr::F64 {
                        if repr != Repr::F64 {
                            let op = if repr == Repr::I64 {
                                Op::IntToFloat
                            } else {
                                Op::UnboxFloat
                            };
                            *o = Operand::Local(convert(
                                &mut func,
                                &mut out,
                                op,
                                l,
                                Repr::F64,
                                span,
                                None,
                            ));
                        }
                    } else if is_plain_return && ret == Repr::Bool {
                        if repr != Repr::Bool {
                            let op = Op::UnboxBool;
                            let to = Repr::Bool;
                            *o =
                                Operand::Local(convert(&mut func, &mut out, op, l, to, span, None));
                        }
                    } else if matches!(repr, Repr::F64 | Repr::I64 | Repr::Bool) {
                        *o = Operand::Local(convert(
                            &mut func,
                            &mut out,
                            Op::Box,
                            l,
                            Repr::Value,
                            span,
                            None,
                        ));
                    }
                }
            }
            _ => {}
        }
        func.blocks[b].term = term;
        func.blocks[b].insts = out;
    }
    p.funcs[f] = func;
}

/// Sums and comparisons of machine ints.
fn machine_int_op(p: &Program, func: &Func, i: &mut Inst) {
    let repr = |o: &Operand| local_of(*o).map(|l| func.locals[l.index()].repr);
    let machine = |o: &Operand| match o {
        Operand::Local(_) => repr(o) == Some(Repr::I64),
        Operand::Const(c) => matches!(p.constant(*c), Const::Int(_)),
        Operand::Unset => false,
    };
    match &i.op {
        Op::Binary { op, .. }
            if i.dest
                .is_some_and(|d| func.locals[d.index()].repr == Repr::I64) =>
        {
            i.op = Op::IntArith { op: *op };
            i.raise = None;
        }
        Op::CompareTruth { op }
            if i.args.iter().all(machine) && i.args.iter().any(|a| local_of(*a).is_some()) =>
        {
            i.op = Op::IntCompare { op: *op };
            i.raise = None;
        }
        _ => {}
    }
}

/// The truth of a Bool, and the object of one that is wanted as a Bool.
fn bool_op(func: &Func, i: &mut Inst) {
    let is_bool = |l: Option<Local>| l.is_some_and(|l| func.locals[l.index()].repr == Repr::Bool);
    let is_moved = match i.op {
        Op::Truth => is_bool(i.args.first().copied().and_then(local_of)),
        Op::BoolValue => is_bool(i.dest),
        _ => false,
    };
    if is_moved {
        i.op = Op::Copy;
        i.raise = None;
    }
}

fn convert(
    func: &mut Func,
    out: &mut Vec<Inst>,
    op: Op,
    from: Local,
    to: Repr,
    span: Span,
    raise: Option<BlockId>,
) -> Local {
    let t = func.new_local(to);
    let raise = if op.may_raise() { raise } else { None };
    out.push(Inst {
        op,
        dest: Some(t),
        args: vec![Operand::Local(from)],
        raise,
        span,
    });
    t
}
