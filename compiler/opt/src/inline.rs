//! Small functions that call nothing become part of their callers.
//!
//! After this pass a direct call of such a function is gone: its blocks stand in the caller, its parameters are the
//! arguments themselves (a function never assigns a borrowed parameter), and an exception that leaves it adds the entry of
//! the call on its way to the caller's handler. Instructions that came this way name their function in their span.
//!
//! Not done where destructors can be seen (variables would live as long as the caller's), nor into cold blocks.

use crate::liveness::local_of;
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    AddressOf, Block, BlockId, Func, FuncId, FuncKind, Inst, Local, LocalDecl, Op, Operand,
    Program, Repr, Terminator,
};

/// The largest function that is taken in, in instructions and blocks.
const CALLEE: (usize, usize) = (28, 14);
/// The size in instructions past which a caller takes in no more.
const CALLER: usize = 1200;

/// Which functions may be taken in; computed once, so that what is taken in is as it was written.
pub fn candidates(p: &Program) -> Vec<Option<Func>> {
    p.funcs
        .iter()
        .map(|f| (!p.has_finalizers && is_small(f)).then(|| f.clone()))
        .collect()
}

fn is_small(f: &Func) -> bool {
    let size: usize = f.blocks.iter().map(|b| b.insts.len()).sum();
    if f.is_generator
        || f.is_coroutine
        || f.uses_callee
        || !matches!(f.kind, FuncKind::Def | FuncKind::Lambda)
        || size > CALLEE.0
        || f.blocks.len() > CALLEE.1
    {
        return false;
    }
    let params_are_borrowed = f.locals[..f.num_params as usize]
        .iter()
        .all(|l| l.borrowed || !l.repr.is_counted());
    let plain = f.blocks.iter().flat_map(|b| &b.insts).all(|i| {
        // A call would show a frame too few to whoever asks for frames, and an assignment would change the argument.
        let calls = matches!(
            i.op,
            Op::Call { .. }
                | Op::CallMethod { .. }
                | Op::CallDirect { .. }
                | Op::CallBody { .. }
                | Op::ImportModule { .. }
                | Op::ClassFinish { .. }
                | Op::MakeFunction { .. }
                | Op::Array { .. }
                | Op::Unpack { .. }
                | Op::UnpackStar { .. }
        );
        !calls && i.dest.is_none_or(|d| d.0 >= f.num_params)
    });
    // Nothing is run twice.
    let forward = f.blocks.iter().all(|block| {
        !matches!(
            block.term,
            Terminator::ForNext { .. } | Terminator::Yield { .. } | Terminator::Switch { .. }
        )
    });
    params_are_borrowed && plain && forward && !has_cycle(f)
}

/// Whether some block can be come to again.
fn has_cycle(f: &Func) -> bool {
    let mut entered = vec![0; f.blocks.len()];
    for b in 0..f.blocks.len() {
        for to in f.successors(BlockId::new(b)) {
            entered[to.index()] += 1;
        }
    }
    let mut free: Vec<usize> = (0..entered.len()).filter(|b| entered[*b] == 0).collect();
    let mut seen = 0;
    while let Some(b) = free.pop() {
        seen += 1;
        for to in f.successors(BlockId::new(b)) {
            entered[to.index()] -= 1;
            if entered[to.index()] == 0 {
                free.push(to.index());
            }
        }
    }
    seen < f.blocks.len()
}

/// Takes small functions into function `f`.
pub fn run(p: &mut Program, f: usize, candidates: &[Option<Func>]) {
    // What runs once gains nothing.
    let func = &p.funcs[f];
    let has_loop = (0..func.blocks.len())
        .any(|b| func.blocks[b].term.targets().iter().any(|t| t.index() <= b));
    if matches!(func.kind, FuncKind::Module | FuncKind::ClassBody) && !has_loop {
        return;
    }
    let mut size: usize = p.funcs[f].blocks.iter().map(|b| b.insts.len()).sum();
    let mut b = 0;
    while b < p.funcs[f].blocks.len() {
        if !p.funcs[f].blocks[b].cold
            && let Some((n, g)) = next_call(&p.funcs[f].blocks[b], f, candidates)
            && let Some(callee) = &candidates[g]
            && size < CALLER
        {
            size += callee.blocks.iter().map(|b| b.insts.len()).sum::<usize>();
            take_in(p, FuncId::new(f), b, n, callee, FuncId::new(g));
        }
        // The rest of a cut block comes again, as a block of its own.
        b += 1;
    }
}

/// The largest function, both copies together, that takes in itself: instructions and calls of itself.
const ITSELF: (usize, usize) = (140, 3);

/// The largest that does so twice over.
const TWICE: (usize, usize) = (70, 2);

/// Takes a function that calls itself into itself, once or twice over, where its fast copy makes the call: half of the calls and more are
/// none then. Where that would reach past the recursion limit the general copy runs ([`Func::general_entry`]), whose
/// calls are calls.
pub fn run_itself(p: &mut Program, f: usize) {
    let func = &p.funcs[f];
    // Where a parameter that is no small int goes is where the general copy begins.
    let entry = func.blocks[0].insts.first().and_then(|i| {
        let is_param = local_of(*i.args.first()?)?.0 < func.num_params;
        (i.op == Op::ToSmall && is_param).then_some(i.raise?)
    });
    let size: usize = func.blocks.iter().map(|b| b.insts.len()).sum();
    let Some(entry) = entry else { return };
    if p.has_finalizers || size > ITSELF.0 || !is_plain(func) {
        return;
    }
    let calls = func
        .blocks
        .iter()
        .filter(|b| !b.cold && !b.aside)
        .flat_map(|b| &b.insts)
        .filter(|i| matches!(i.op, Op::CallDirect { func } if func.index() == f))
        .count();
    if calls == 0 || calls > ITSELF.1 {
        return;
    }
    let callee = func.clone();
    let own = FuncId::new(f);
    let rounds = if size <= TWICE.0 && calls <= TWICE.1 {
        layout::LEVELS
    } else {
        1
    };
    let mut from = 0;
    for _ in 0..rounds {
        let to = p.funcs[f].blocks.len();
        take_in_calls(p, own, from..to, &callee);
        from = to;
    }
    p.funcs[f].general_entry = Some(entry);
}

/// Takes a function in where these blocks of itself call it.
fn take_in_calls(p: &mut Program, own: FuncId, blocks: std::ops::Range<usize>, callee: &Func) {
    let f = own.index();
    // What is taken in stands behind: it is not gone through, but the rests of cut blocks are.
    let mut work: Vec<usize> = blocks.collect();
    while let Some(b) = work.pop() {
        let block = &p.funcs[f].blocks[b];
        let call = block
            .insts
            .iter()
            .position(|i| matches!(i.op, Op::CallDirect { func } if func == own));
        if let Some(n) = call
            && !block.cold
            && !block.aside
        {
            let rests = p.funcs[f].blocks.len();
            work.extend([rests, rests + 1]);
            take_in(p, own, b, n, callee, own);
        }
    }
}

/// Whether nothing in it would change when it stands in another function, and it is left as soon as it has gone through.
fn is_plain(f: &Func) -> bool {
    let params_are_borrowed = f.locals[..f.num_params as usize]
        .iter()
        .all(|l| l.borrowed || !l.repr.is_counted());
    !f.is_generator
        && !f.is_coroutine
        && !f.uses_callee
        && f.kind == FuncKind::Def
        && params_are_borrowed
        && f.blocks.iter().all(|b| {
            !matches!(
                b.term,
                Terminator::ForNext { .. } | Terminator::Yield { .. }
            )
        })
        && f.blocks.iter().flat_map(|b| &b.insts).all(|i| {
            let repeats = matches!(
                i.op,
                Op::Array { .. }
                    | Op::Unpack { .. }
                    | Op::UnpackStar { .. }
                    | Op::Runtime {
                        function: RuntimeFn::poll
                    }
            );
            !repeats && i.dest.is_none_or(|d| d.0 >= f.num_params)
        })
}

fn next_call(block: &Block, f: usize, candidates: &[Option<Func>]) -> Option<(usize, usize)> {
    block
        .insts
        .iter()
        .enumerate()
        .find_map(|(n, i)| match i.op {
            Op::CallDirect { func } if func.index() != f && candidates[func.index()].is_some() => {
                Some((n, func.index()))
            }
            _ => None,
        })
}

/// Replaces instruction `n` of block `b`, a call of `callee`, by its blocks.
fn take_in(p: &mut Program, own: FuncId, b: usize, n: usize, callee: &Func, id: FuncId) {
    let span = p.funcs[own.index()].blocks[b].insts[n].span;
    let of = p.written_in(span, own);
    let site = p.new_inline_site(id, span);
    let func = &mut p.funcs[own.index()];
    let mut head = std::mem::take(&mut func.blocks[b].insts);
    let rest = head.split_off(n + 1);
    let call = head.pop().expect("the call");
    let term = std::mem::replace(&mut func.blocks[b].term, Terminator::Unreachable);
    let aside = func.blocks[b].aside;
    let after = func.new_block();
    func.blocks[after.index()] = Block {
        insts: rest,
        term,
        cold: false,
        aside,
    };
    // A result that is known to be small need not pass the test that comes first behind the call.
    let small = func.blocks[after.index()].insts.first().and_then(|i| {
        (i.op == Op::ToSmall && i.args.first().copied().and_then(local_of) == call.dest)
            .then_some(i.dest)?
    });
    let behind = small.map(|small| {
        let behind = func.new_block();
        let block = &mut func.blocks[after.index()];
        let insts = block.insts.split_off(1);
        let term = std::mem::replace(&mut block.term, Terminator::Jump(behind));
        func.blocks[behind.index()] = Block {
            insts,
            term,
            cold: false,
            aside,
        };
        (small, behind)
    });
    let landing = landing(func, of, &call);
    // Locals: parameters are the arguments.
    let mut locals: Vec<Operand> = vec![];
    for (l, decl) in callee.locals.iter().enumerate() {
        let own = |func: &mut Func| {
            func.locals.push(LocalDecl {
                name: None,
                borrowed: false,
                ..decl.clone()
            });
            Local::new(func.locals.len() - 1)
        };
        if l >= callee.num_params as usize {
            locals.push(Operand::Local(own(func)));
            continue;
        }
        let arg = call.args[l];
        let is_same = local_of(arg).is_some_and(|a| {
            let a = &func.locals[a.index()];
            let fits = a.repr == decl.repr
                || decl.repr == Repr::Ref && a.repr.is_counted()
                || decl.repr == Repr::Int && a.repr == Repr::Small;
            fits && !a.maybe_unset
        });
        if is_same {
            locals.push(arg);
            continue;
        }
        let t = own(func);
        head.push(Inst {
            op: Op::Copy,
            args: vec![arg],
            dest: Some(t),
            raise: None,
            span: call.span,
        });
        locals.push(Operand::Local(t));
    }
    let operand = |o: Operand| match o {
        Operand::Local(l) => locals[l.index()],
        o => o,
    };
    let first = func.blocks.len();
    for _ in &callee.blocks {
        func.new_block();
    }
    let block_of = |t: BlockId| BlockId::new(first + t.index());
    for (at, block) in callee.blocks.iter().enumerate() {
        let mut insts: Vec<Inst> = Vec::with_capacity(block.insts.len() + 1);
        for i in &block.insts {
            let mut i = i.clone();
            i.span.inlined = site;
            i.args = i.args.into_iter().map(operand).collect();
            i.dest = i.dest.and_then(|d| local_of(locals[d.index()]));
            if i.op == Op::ToSmall
                && local_of(i.args[0]).is_some_and(|l| func.locals[l.index()].repr == Repr::Small)
            {
                i.op = Op::Copy;
                i.raise = None;
            }
            i.raise = match i.raise {
                Some(r) => Some(block_of(r)),
                None if i.op.may_raise() => Some(landing),
                None => None,
            };
            insts.push(i);
        }
        let mut term = block.term.clone();
        term.map_targets(block_of);
        let term = match term {
            Terminator::Return(v)
                if behind.is_some()
                    && local_of(v)
                        .is_some_and(|l| callee.locals[l.index()].repr == Repr::Small) =>
            {
                let (small, behind) = behind.expect("tested");
                insts.push(Inst {
                    op: Op::Copy,
                    args: vec![operand(v)],
                    dest: Some(small),
                    raise: None,
                    span: call.span,
                });
                Terminator::Jump(behind)
            }
            Terminator::Return(v) => {
                if let Some(d) = call.dest {
                    insts.push(Inst {
                        op: Op::Copy,
                        args: vec![operand(v)],
                        dest: Some(d),
                        raise: None,
                        span: call.span,
                    });
                }
                Terminator::Jump(after)
            }
            Terminator::Unwind => Terminator::Jump(landing),
            Terminator::Branch { cond, then, orelse } => Terminator::Branch {
                cond: operand(cond),
                then,
                orelse,
            },
            other => other,
        };
        func.blocks[first + at] = Block {
            insts,
            term,
            cold: block.cold,
            aside: block.aside || aside,
        };
    }
    func.blocks[b].insts = head;
    func.blocks[b].term = Terminator::Jump(BlockId::new(first));
}

/// Where an exception goes that leaves the callee: it adds the caller's entry, as a call that raises does.
fn landing(func: &mut Func, of: FuncId, call: &Inst) -> BlockId {
    let (code, place) = (func.new_local(Repr::Raw), func.new_local(Repr::I64));
    let packed = u64::from(call.span.start) | u64::from(call.span.end) << 32;
    let inst = |op, args, dest| Inst {
        op,
        args,
        dest,
        raise: None,
        span: call.span,
    };
    let insts = vec![
        inst(
            Op::Address {
                of: AddressOf::Code(of),
            },
            vec![],
            Some(code),
        ),
        inst(
            Op::Immediate {
                value: packed as i64,
            },
            vec![],
            Some(place),
        ),
        inst(
            Op::Runtime {
                function: RuntimeFn::traceback,
            },
            vec![Operand::Local(code), Operand::Local(place)],
            None,
        ),
    ];
    let term = match call.raise {
        Some(r) => Terminator::Jump(r),
        None => Terminator::Unwind,
    };
    let b = func.new_block();
    func.blocks[b.index()] = Block {
        insts,
        term,
        cold: true,
        aside: false,
    };
    b
}
