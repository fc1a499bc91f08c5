//! Inserts retains and releases.
//!
//! After this pass: at a block's entry exactly its live-in counted locals own a reference (a maybe-unset one owns nothing when
//! zero). A local is moved at its last use where the instruction consumes it, released after its last use where the
//! instruction borrows it, and retained before a consuming use that is not the last. Raising edges go through cold blocks
//! that release what the handler does not need. Borrowed parameters are never released and are retained before a
//! consuming use. In precise mode (`Facts::has_finalizers`) named locals die at their redefinition or at the function's exit.

use crate::Facts;
use crate::liveness::{Liveness, Rules, Set, is_test, local_of};
use std::collections::HashMap;
use taipan_mir::{Block, BlockId, Func, Inst, Local, Op, Operand, Program, Repr, Span, Terminator};

pub fn run(program: &mut Program, facts: &Facts, index: usize) {
    let func = &mut program.funcs[index];
    let live = Liveness::compute(
        func,
        Rules {
            precise: facts.has_finalizers,
        },
    );
    mark_maybe_unset(func, &live);
    let counted = func
        .locals
        .iter()
        .map(|l| l.repr.is_counted() && !l.borrowed)
        .collect();
    let mut pass = Pass {
        live,
        counted,
        precise: facts.has_finalizers,
        cleanups: HashMap::new(),
        original: func.blocks.len(),
    };
    for b in 0..pass.original {
        pass.block(func, b);
    }
}

struct Pass {
    live: Liveness,
    /// Locals that own references.
    counted: Vec<bool>,
    /// Destructors exist: variables die when CPython lets them die.
    precise: bool,
    /// Blocks that release a list of locals and go on.
    cleanups: HashMap<(Vec<Local>, Option<BlockId>), BlockId>,
    original: usize,
}

/// Locals that may hold zero: read before any assignment on some path, or assigned from something that may be zero.
fn mark_maybe_unset(func: &mut Func, live: &Liveness) {
    for l in live.live_in[0].iter() {
        if l.index() >= func.num_params as usize {
            func.locals[l.index()].maybe_unset = true;
        }
    }
    loop {
        let mut found = vec![];
        for b in &func.blocks {
            for i in &b.insts {
                let Some(d) = i.dest else { continue };
                let zero = match &i.op {
                    Op::Clear | Op::FrameTake { .. } | Op::Take { .. } => true,
                    Op::Copy => match i.args[0] {
                        Operand::Local(l) => func.locals[l.index()].maybe_unset,
                        Operand::Unset => true,
                        Operand::Const(_) => false,
                    },
                    Op::Runtime { function } => {
                        use taipan_abi::runtime_fns::{Errors, RuntimeFn};
                        *function == RuntimeFn::push_handled
                            || function.row().errors == Errors::exhausted
                    }
                    _ => false,
                };
                if zero && !func.locals[d.index()].maybe_unset {
                    found.push(d);
                }
            }
        }
        if found.is_empty() {
            return;
        }
        for d in found {
            func.locals[d.index()].maybe_unset = true;
        }
    }
}

fn is_kept_param(decl: &taipan_mir::LocalDecl) -> bool {
    decl.borrowed && decl.name.is_some() && decl.repr.is_counted()
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
fn release(l: Local, span: Span) -> Inst {
    inst(Op::Release, vec![Operand::Local(l)], None, span)
}
fn retain(l: Local, span: Span) -> Inst {
    inst(Op::Retain, vec![Operand::Local(l)], None, span)
}

impl Pass {
    fn owns(&self, l: Local) -> bool {
        self.counted.get(l.index()).copied().unwrap_or(true)
    }

    fn temp(&mut self, func: &mut Func, like: Local) -> Local {
        let decl = func.locals[like.index()].clone();
        let t = func.new_local(decl.repr);
        func.locals[t.index()].maybe_unset = decl.maybe_unset;
        self.counted.push(decl.repr.is_counted());
        t
    }

    fn block(&mut self, func: &mut Func, index: usize) {
        let insts = std::mem::take(&mut func.blocks[index].insts);
        // Live sets after each instruction, from the back.
        let mut live = self.live.before_terminator(func, index);
        let mut after = vec![live.clone()];
        for i in insts.iter().rev() {
            self.live.step(func, i, &mut live);
            after.push(live.clone());
        }
        after.reverse();
        let mut owned = Set::new(func.locals.len() + 64);
        owned = {
            let mut s = Set::new(func.locals.len());
            for l in self.live.live_in[index].iter() {
                if self.owns(l) {
                    s.add(l);
                }
            }
            let _ = owned;
            s
        };
        let mut out = Vec::with_capacity(insts.len() * 2);
        for (n, i) in insts.into_iter().enumerate() {
            self.inst(func, i, &after[n + 1], &mut owned, &mut out);
        }
        func.blocks[index].insts = out;
        self.terminator(func, index, &mut owned);
    }

    fn inst(
        &mut self,
        func: &mut Func,
        mut i: Inst,
        live_after: &Set,
        owned: &mut Set,
        out: &mut Vec<Inst>,
    ) {
        let span = i.span;
        let test = is_test(&i);
        let empty = Set::new(func.locals.len());
        let live_raise = match i.raise {
            Some(r) => self.live.live_in[r.index()].clone(),
            None => empty,
        };
        let mut used: Vec<Local> = vec![];
        for a in &i.args {
            if let Some(l) = local_of(*a)
                && !used.contains(&l)
            {
                used.push(l);
            }
        }
        let overwrites = |l: Local| i.dest == Some(l) && !test;
        let mut moved = vec![];
        for l in &used {
            if !func.locals[l.index()].repr.is_counted() {
                continue;
            }
            let consuming = i
                .args
                .iter()
                .enumerate()
                .filter(|(n, a)| local_of(**a) == Some(*l) && !test && i.op.consumes_operand(*n))
                .count();
            if consuming == 0 {
                continue;
            }
            let borrowing = i.args.iter().filter(|a| local_of(**a) == Some(*l)).count() - consuming;
            let needed =
                (live_after.has(*l) && !overwrites(*l)) || (i.op.may_raise() && live_raise.has(*l));
            let can_move = self.owns(*l) && owned.has(*l) && !needed && borrowing == 0;
            for _ in 0..consuming - usize::from(can_move) {
                out.push(retain(*l, span));
            }
            if can_move {
                moved.push(*l);
            }
        }
        for l in &moved {
            owned.remove(*l);
        }
        if i.op.may_raise() {
            let dead: Vec<Local> = owned
                .last_first()
                .into_iter()
                .filter(|l| !live_raise.has(*l))
                .collect();
            if !dead.is_empty() || i.raise.is_none() && self.keeps_params(func) {
                i.raise = Some(self.cleanup(func, dead, i.raise, span));
            }
        }
        // An owned destination whose old value is still there after the instruction goes through a temporary.
        let mut rename = None;
        if let Some(d) = i.dest
            && !test
            && self.owns(d)
            && func.locals[d.index()].repr.is_counted()
            && owned.has(d)
        {
            let t = self.temp(func, d);
            i.dest = Some(t);
            rename = Some((d, t));
        }
        let dest = i.dest;
        let diverges = matches!(&i.op, Op::Runtime { function } if function.row().errors == taipan_abi::runtime_fns::Errors::always);
        out.push(i);
        if diverges {
            // What follows is unreachable; the raising edge has released everything.
            for l in owned.last_first() {
                owned.remove(l);
            }
            return;
        }
        for l in owned.last_first() {
            let overwritten = rename.is_some_and(|(d, _)| d == l);
            if !live_after.has(l) || overwritten {
                if !overwritten {
                    out.push(release(l, span));
                }
                owned.remove(l);
            }
        }
        if let Some((d, t)) = rename {
            // The new value is stored before the old one dies, as in CPython.
            let old = self.temp(func, d);
            func.locals[old.index()].maybe_unset = func.locals[d.index()].maybe_unset;
            out.push(inst(Op::Copy, vec![Operand::Local(d)], Some(old), span));
            out.push(inst(Op::Copy, vec![Operand::Local(t)], Some(d), span));
            out.push(release(old, span));
            self.settle(d, live_after, owned, out, span);
            return;
        }
        if let Some(d) = dest
            && !test
            && self.owns(d)
            && func.locals[d.index()].repr.is_counted()
        {
            self.settle(d, live_after, owned, out, span);
        }
    }

    /// A fresh value in `d`: owned from here, or released at once when nobody wants it.
    fn settle(
        &mut self,
        d: Local,
        live_after: &Set,
        owned: &mut Set,
        out: &mut Vec<Inst>,
        span: Span,
    ) {
        if live_after.has(d) {
            owned.add(d);
        } else {
            out.push(release(d, span));
        }
    }

    /// A cold block that releases `dead` and goes to `target` (or leaves the function).
    fn cleanup(
        &mut self,
        func: &mut Func,
        dead: Vec<Local>,
        target: Option<BlockId>,
        span: Span,
    ) -> BlockId {
        if let Some(b) = self.cleanups.get(&(dead.clone(), target)) {
            return *b;
        }
        let term = match target {
            Some(t) => Terminator::Jump(t),
            None => Terminator::Unwind,
        };
        let insts = match target {
            Some(_) => dead.iter().map(|l| release(*l, span)).collect(),
            None => self.leave(func, &dead, span),
        };
        let b = func.new_block();
        func.blocks[b.index()] = Block {
            insts,
            term,
            cold: true,
            aside: false,
        };
        self.cleanups.insert((dead, target), b);
        b
    }

    /// Whether the function has variables that its caller owns and a traceback may have to keep.
    fn keeps_params(&self, func: &Func) -> bool {
        self.precise && func.locals.iter().any(is_kept_param)
    }

    /// An exception leaves the function. In precise mode its traceback takes over the variables, the last one first, as
    /// CPython's frame object has them; temporaries die at once.
    fn leave(&self, func: &Func, dead: &[Local], span: Span) -> Vec<Inst> {
        if !self.precise {
            return dead.iter().map(|l| release(*l, span)).collect();
        }
        let keep = |l: Local| {
            let op = Op::Runtime {
                function: taipan_abi::runtime_fns::RuntimeFn::traceback_keep,
            };
            inst(op, vec![Operand::Local(l)], None, span)
        };
        let is_named = |l: &Local| func.locals[l.index()].name.is_some();
        let mut out: Vec<Inst> = vec![];
        out.extend(
            dead.iter()
                .filter(|l| !is_named(l))
                .map(|l| release(*l, span)),
        );
        out.extend(dead.iter().filter(|l| is_named(l)).map(|l| keep(*l)));
        for (i, decl) in func.locals.iter().enumerate().rev() {
            if is_kept_param(decl) {
                out.extend([retain(Local::new(i), span), keep(Local::new(i))]);
            }
        }
        out
    }

    /// A block on the edge to `target` that runs `insts` first.
    fn edge(&mut self, func: &mut Func, insts: Vec<Inst>, target: BlockId) -> BlockId {
        if insts.is_empty() {
            return target;
        }
        let (cold, aside) = {
            let t = &func.blocks[target.index()];
            (t.cold, t.aside)
        };
        let b = func.new_block();
        func.blocks[b.index()] = Block {
            insts,
            term: Terminator::Jump(target),
            cold,
            aside,
        };
        b
    }

    fn terminator(&mut self, func: &mut Func, index: usize, owned: &mut Set) {
        let mut term = std::mem::replace(&mut func.blocks[index].term, Terminator::Unreachable);
        let span = func.blocks[index]
            .insts
            .last()
            .map_or(Span::default(), |i| i.span);
        match &mut term {
            Terminator::Return(value) | Terminator::Suspend(value) => {
                let value = *value;
                let result = local_of(value).filter(|l| func.locals[l.index()].repr.is_counted());
                if let Some(l) = result {
                    if owned.has(l) {
                        owned.remove(l);
                    } else {
                        func.blocks[index].insts.push(retain(l, span));
                    }
                }
                for l in owned.last_first() {
                    func.blocks[index].insts.push(release(l, span));
                }
            }
            Terminator::Unwind => {
                let dead: Vec<Local> = owned.last_first();
                let insts = self.leave(func, &dead, span);
                func.blocks[index].insts.extend(insts);
            }
            Terminator::Jump(to) => {
                let dead = self.dead_on(owned, *to);
                func.blocks[index]
                    .insts
                    .extend(dead.into_iter().map(|l| release(l, span)));
            }
            Terminator::Branch { then, orelse, .. } => {
                for t in [then, orelse] {
                    let dead = self
                        .dead_on(owned, *t)
                        .into_iter()
                        .map(|l| release(l, span))
                        .collect();
                    *t = self.edge(func, dead, *t);
                }
            }
            Terminator::Switch {
                targets, default, ..
            } => {
                for t in targets.iter_mut().chain([default]) {
                    let dead = self
                        .dead_on(owned, *t)
                        .into_iter()
                        .map(|l| release(l, span))
                        .collect();
                    *t = self.edge(func, dead, *t);
                }
            }
            Terminator::ForNext {
                dest,
                body,
                exit,
                raise,
                span,
                ..
            } => {
                let (span, target) = (*span, *dest);
                let dead = self
                    .dead_on(owned, *exit)
                    .into_iter()
                    .map(|l| release(l, span))
                    .collect();
                *exit = self.edge(func, dead, *exit);
                let dead = match raise {
                    Some(r) => self.dead_on(owned, *r),
                    None => owned.last_first(),
                };
                if !dead.is_empty() || raise.is_none() && self.keeps_params(func) {
                    *raise = Some(self.cleanup(func, dead, *raise, span));
                }
                let mut insts: Vec<Inst> = vec![];
                let wanted = self.live.live_in[body.index()].clone();
                if self.owns(target) {
                    if owned.has(target) {
                        let t = self.temp(func, target);
                        let old = self.temp(func, target);
                        *dest = t;
                        insts.push(inst(
                            Op::Copy,
                            vec![Operand::Local(target)],
                            Some(old),
                            span,
                        ));
                        insts.push(inst(Op::Copy, vec![Operand::Local(t)], Some(target), span));
                        insts.push(release(old, span));
                        owned.remove(target);
                    }
                    if !wanted.has(target) {
                        insts.push(release(target, span));
                    }
                }
                for l in owned.last_first() {
                    if !wanted.has(l) {
                        insts.push(release(l, span));
                    }
                }
                *body = self.edge(func, insts, *body);
            }
            Terminator::Yield { .. } => panic!("{}: yield after opt/generators", func.qualname),
            Terminator::Unreachable => {}
        }
        func.blocks[index].term = term;
        let _ = (Repr::Value, self.original);
    }

    /// Owned locals that a successor does not want.
    fn dead_on(&self, owned: &Set, target: BlockId) -> Vec<Local> {
        let live = &self.live.live_in[target.index()];
        let mut dead = owned.last_first();
        dead.retain(|l| !live.has(*l));
        dead
    }
}
