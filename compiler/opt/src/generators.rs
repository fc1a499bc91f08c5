//! Generators become state machines.
//!
//! After this pass a generator's function is its resume function `(generator, sent)`: it dispatches on the state, moves what
//! it needs from the frame into locals, and at each yield moves the live locals back (one frame word per local, parameters
//! first) and suspends. `sent` is zero when an exception is thrown in, which then is in flight.
//! Return stores the result in the generator (codegen) and finishes it.

use crate::Facts;
use crate::liveness::{Liveness, Rules, local_of};
use taipan_abi::program::GENERATOR_RUNNING;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    AddressOf, Block, BlockId, Func, FuncId, Inst, Local, LocalDecl, Op, Operand, Program, Repr,
    Span, Terminator,
};

const GENERATOR: Local = Local(0);
const SENT: Local = Local(1);
/// New parameters in front of the old locals.
const SHIFT: u32 = 2;

pub fn run(program: &mut Program, facts: &Facts, index: usize) {
    if !program.funcs[index].is_generator || program.funcs[index].frame_words != 0 {
        return;
    }
    let func = &mut program.funcs[index];
    let params = func.num_params;
    shift_locals(func);
    let live = Liveness::compute(
        func,
        Rules {
            precise: facts.has_finalizers,
        },
    );
    let mut words: Vec<Option<u32>> = vec![None; func.locals.len()];
    for p in 0..params {
        words[(p + SHIFT) as usize] = Some(p);
    }
    let mut frame_words = params.max(1);
    let mut resumes: Vec<BlockId> = vec![];
    for b in 0..func.blocks.len() {
        let Terminator::Yield {
            value,
            dest,
            resume,
            raise,
            span,
        } = func.blocks[b].term.clone()
        else {
            continue;
        };
        let mut saved: Vec<Local> = live.live_in[resume.index()]
            .iter()
            .filter(|l| Some(*l) != dest)
            .collect();
        if let Some(r) = raise {
            for l in live.live_in[r.index()].iter() {
                if !saved.contains(&l) {
                    saved.push(l);
                }
            }
        }
        saved.retain(|l| *l != GENERATOR && *l != SENT);
        saved.sort();
        for l in &saved {
            words[l.index()].get_or_insert_with(|| {
                frame_words += 1;
                frame_words - 1
            });
        }
        let state = resumes.len() as i64 + 1;
        suspend(func, b, value, &saved, &words, state, span);
        resumes.push(restore(
            func,
            FuncId::new(index),
            dest,
            resume,
            raise,
            &saved,
            &words,
            span,
        ));
    }
    dispatch(func, params, resumes);
    func.num_params = SHIFT;
    func.frame_words = frame_words;
}

/// Makes room for the two parameters.
fn shift_locals(func: &mut Func) {
    for l in func.locals.iter_mut() {
        l.borrowed = false;
    }
    let param = |borrowed| LocalDecl {
        name: None,
        repr: Repr::Value,
        maybe_unset: true,
        borrowed,
    };
    func.locals.splice(0..0, [param(true), param(true)]);
    let shift = |l: &mut Local| l.0 += SHIFT;
    let shift_operand = |o: &mut Operand| {
        if let Operand::Local(l) = o {
            l.0 += SHIFT;
        }
    };
    for b in &mut func.blocks {
        for i in &mut b.insts {
            i.dest.iter_mut().for_each(shift);
            i.args.iter_mut().for_each(shift_operand);
        }
        match &mut b.term {
            Terminator::Branch { cond: o, .. }
            | Terminator::Return(o)
            | Terminator::Suspend(o)
            | Terminator::Switch { on: o, .. } => {
                shift_operand(o);
            }
            Terminator::ForNext { iter, dest, .. } => {
                shift_operand(iter);
                shift(dest);
            }
            Terminator::Yield { value, dest, .. } => {
                shift_operand(value);
                dest.iter_mut().for_each(shift);
            }
            Terminator::Jump(_) | Terminator::Unwind | Terminator::Unreachable => {}
        }
    }
}

fn inst(op: Op, args: Vec<Operand>, dest: Option<Local>, span: Span) -> Inst {
    Inst {
        dest,
        op,
        args,
        raise: None,
        span,
    }
}

/// Replaces a yield by stores to the frame and `Suspend`.
fn suspend(
    func: &mut Func,
    block: usize,
    value: Operand,
    saved: &[Local],
    words: &[Option<u32>],
    state: i64,
    span: Span,
) {
    let mut insts = vec![];
    // The yielded value is held by a local of its own: the stores below move the others away.
    let held = func.new_local(Repr::Value);
    insts.push(inst(Op::Copy, vec![value], Some(held), span));
    let this = Operand::Local(GENERATOR);
    for l in saved {
        let word = words[l.index()].expect("assigned above");
        let stored = match func.locals[l.index()].repr {
            Repr::Value | Repr::Int | Repr::Ref => Operand::Local(*l),
            Repr::Bool => {
                let t = func.new_local(Repr::Value);
                insts.push(inst(Op::BoolValue, vec![Operand::Local(*l)], Some(t), span));
                Operand::Local(t)
            }
            Repr::I64 | Repr::F64 => {
                let t = func.new_local(Repr::Value);
                insts.push(inst(Op::Box, vec![Operand::Local(*l)], Some(t), span));
                Operand::Local(t)
            }
            Repr::Small => {
                let t = func.new_local(Repr::Value);
                insts.push(inst(Op::Copy, vec![Operand::Local(*l)], Some(t), span));
                Operand::Local(t)
            }
            Repr::Borrowed | Repr::Raw => {
                panic!("{}: an address lives across a yield ({l:?})", func.qualname)
            }
        };
        insts.push(inst(
            Op::FrameStore { word },
            vec![this, stored],
            None,
            span,
        ));
    }
    insts.push(inst(Op::SetState { state }, vec![this], None, span));
    func.blocks[block].insts.extend(insts);
    func.blocks[block].term = Terminator::Suspend(Operand::Local(held));
}

/// The block that a resumption enters: takes the locals back, then goes on, or raises what was thrown in.
#[allow(clippy::too_many_arguments)]
fn restore(
    func: &mut Func,
    id: FuncId,
    dest: Option<Local>,
    resume: BlockId,
    raise: Option<BlockId>,
    saved: &[Local],
    words: &[Option<u32>],
    span: Span,
) -> BlockId {
    let mut insts = vec![];
    let this = Operand::Local(GENERATOR);
    for l in saved {
        let word = words[l.index()].expect("assigned by the suspension");
        let repr = func.locals[l.index()].repr;
        match repr {
            Repr::Value | Repr::Int | Repr::Ref => {
                insts.push(inst(Op::FrameTake { word }, vec![this], Some(*l), span));
            }
            Repr::Bool | Repr::I64 | Repr::F64 => {
                let t = func.new_local(Repr::Value);
                insts.push(inst(Op::FrameTake { word }, vec![this], Some(t), span));
                let op = match repr {
                    Repr::F64 => Op::UnboxFloat,
                    Repr::I64 => Op::Runtime {
                        function: RuntimeFn::unbox_int,
                    },
                    _ => Op::Truth,
                };
                insts.push(inst(op, vec![Operand::Local(t)], Some(*l), span));
            }
            Repr::Small => {
                // It owns nothing, and the frame's word is left zero.
                let t = func.new_local(Repr::Value);
                insts.push(inst(Op::FrameTake { word }, vec![this], Some(t), span));
                insts.push(inst(Op::Copy, vec![Operand::Local(t)], Some(*l), span));
            }
            Repr::Borrowed | Repr::Raw => unreachable!("refused by `suspend`"),
        }
    }
    let thrown = func.new_local(Repr::Bool);
    insts.push(inst(
        Op::IsUnset,
        vec![Operand::Local(SENT)],
        Some(thrown),
        span,
    ));
    let go_on = func.new_block();
    let fail = func.new_block();
    if let Some(d) = dest {
        func.blocks[go_on.index()].insts.push(inst(
            Op::Copy,
            vec![Operand::Local(SENT)],
            Some(d),
            span,
        ));
    }
    func.blocks[go_on.index()].term = Terminator::Jump(resume);
    let code = func.new_local(Repr::Raw);
    let packed = func.new_local(Repr::I64);
    let position = (u64::from(span.start) | u64::from(span.end) << 32) as i64;
    func.blocks[fail.index()] = Block {
        insts: vec![
            inst(
                Op::Address {
                    of: AddressOf::Code(id),
                },
                vec![],
                Some(code),
                span,
            ),
            inst(
                Op::Immediate { value: position },
                vec![],
                Some(packed),
                span,
            ),
            inst(
                Op::Runtime {
                    function: RuntimeFn::traceback,
                },
                vec![Operand::Local(code), Operand::Local(packed)],
                None,
                span,
            ),
        ],
        term: match raise {
            Some(r) => Terminator::Jump(r),
            None => Terminator::Unwind,
        },
        cold: true,
        aside: false,
    };
    let b = func.new_block();
    let term = Terminator::Branch {
        cond: Operand::Local(thrown),
        then: fail,
        orelse: go_on,
    };
    func.blocks[b.index()] = Block {
        insts,
        term,
        cold: false,
        aside: false,
    };
    b
}

/// The new entry: block 0 dispatches; the old block 0 moves to the end.
fn dispatch(func: &mut Func, params: u32, resumes: Vec<BlockId>) {
    let old = func.blocks[0].clone();
    let moved = func.new_block();
    func.blocks[moved.index()] = old;
    for b in &mut func.blocks {
        let to = |t: BlockId| if t.index() == 0 { moved } else { t };
        b.term.map_targets(to);
        for i in &mut b.insts {
            i.raise = i.raise.map(to);
        }
    }
    let this = Operand::Local(GENERATOR);
    let span = Span::default();
    let start = func.new_block();
    for p in 0..params {
        let take = inst(
            Op::FrameTake { word: p },
            vec![this],
            Some(Local(p + SHIFT)),
            span,
        );
        func.blocks[start.index()].insts.push(take);
    }
    func.blocks[start.index()].term = Terminator::Jump(moved);
    let state = func.new_local(Repr::I64);
    let targets: Vec<BlockId> = std::iter::once(start)
        .chain(resumes)
        .map(|t| if t.index() == 0 { moved } else { t })
        .collect();
    func.blocks[0] = Block {
        insts: vec![
            inst(Op::GetState, vec![this], Some(state), span),
            inst(
                Op::SetState {
                    state: GENERATOR_RUNNING,
                },
                vec![this],
                None,
                span,
            ),
        ],
        term: Terminator::Switch {
            on: Operand::Local(state),
            targets,
            default: start,
        },
        cold: false,
        aside: false,
    };
    let _ = local_of;
}
