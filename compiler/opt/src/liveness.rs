//! Which locals are live where: a backward dataflow over blocks with raising edges in their middle.

use taipan_mir::{Func, Inst, Local, Op, Operand, Terminator};

/// A set of locals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set(Vec<u64>);

impl Set {
    pub fn new(len: usize) -> Set {
        Set(vec![0; len.div_ceil(64)])
    }
    pub fn has(&self, l: Local) -> bool {
        self.0[l.index() / 64] >> (l.index() % 64) & 1 == 1
    }
    pub fn add(&mut self, l: Local) {
        self.0[l.index() / 64] |= 1 << (l.index() % 64);
    }
    pub fn remove(&mut self, l: Local) {
        self.0[l.index() / 64] &= !(1 << (l.index() % 64));
    }
    /// Adds all of `other`; whether that changed anything.
    pub fn union(&mut self, other: &Set) -> bool {
        let mut changed = false;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            changed |= *b & !*a != 0;
            *a |= b;
        }
        changed
    }
    /// The locals in the order in which CPython's frames let go of them.
    pub fn last_first(&self) -> Vec<Local> {
        let mut all: Vec<Local> = self.iter().collect();
        all.reverse();
        all
    }
    pub fn iter(&self) -> impl Iterator<Item = Local> + '_ {
        self.0.iter().enumerate().flat_map(|(i, w)| {
            let mut w = *w;
            std::iter::from_fn(move || {
                (w != 0).then(|| {
                    let bit = w.trailing_zeros();
                    w &= w - 1;
                    Local::new(i * 64 + bit as usize)
                })
            })
        })
    }
}

/// What counts as a use beyond operands.
#[derive(Clone, Copy, Default)]
pub struct Rules {
    /// Named locals are used by every exit and by their own redefinition (values with visible destruction live as in CPython).
    pub precise: bool,
}

pub struct Liveness {
    pub live_in: Vec<Set>,
    pub rules: Rules,
}

/// An operand that is a local.
pub fn local_of(o: Operand) -> Option<Local> {
    match o {
        Operand::Local(l) => Some(l),
        Operand::Const(_) | Operand::Unset => None,
    }
}

/// `x = check_bound x` tests and does not move.
pub fn is_test(inst: &Inst) -> bool {
    matches!(inst.op, Op::CheckBound { .. })
        && inst.dest.is_some()
        && inst.dest == inst.args.first().copied().and_then(local_of)
}

impl Liveness {
    pub fn compute(func: &Func, rules: Rules) -> Liveness {
        let n = func.locals.len();
        let mut out = Liveness {
            live_in: vec![Set::new(n); func.blocks.len()],
            rules,
        };
        let mut preds: Vec<Vec<usize>> = vec![vec![]; func.blocks.len()];
        for b in 0..func.blocks.len() {
            for s in func.successors(taipan_mir::BlockId::new(b)) {
                if !preds[s.index()].contains(&b) {
                    preds[s.index()].push(b);
                }
            }
        }
        let mut queued = vec![true; func.blocks.len()];
        let mut work: std::collections::VecDeque<usize> = (0..func.blocks.len()).rev().collect();
        while let Some(b) = work.pop_front() {
            queued[b] = false;
            let mut live = out.before_terminator(func, b);
            for inst in func.blocks[b].insts.iter().rev() {
                out.step(func, inst, &mut live);
            }
            if out.live_in[b].union(&live) {
                for p in &preds[b] {
                    if !queued[*p] {
                        queued[*p] = true;
                        work.push_back(*p);
                    }
                }
            }
        }
        out
    }

    fn is_kept(&self, func: &Func, l: Local) -> bool {
        let d = &func.locals[l.index()];
        self.rules.precise && d.name.is_some() && d.repr.is_counted() && !d.borrowed
    }

    /// Live just before a block's terminator.
    pub fn before_terminator(&self, func: &Func, block: usize) -> Set {
        let term = &func.blocks[block].term;
        let mut live = Set::new(func.locals.len());
        let dest = term.dest();
        for t in term.targets() {
            let mut at = self.live_in[t.index()].clone();
            let defines = match term {
                Terminator::ForNext { body, .. } => *body == t,
                Terminator::Yield { resume, .. } => *resume == t,
                _ => false,
            };
            if defines
                && let Some(d) = dest
                && !self.is_kept(func, d)
            {
                at.remove(d);
            }
            live.union(&at);
        }
        for o in term.operands() {
            if let Some(l) = local_of(o) {
                live.add(l);
            }
        }
        let leaves = match term {
            Terminator::Return(_) | Terminator::Unwind => true,
            Terminator::ForNext { raise, .. } => raise.is_none(),
            _ => false,
        };
        if leaves {
            self.keep(func, &mut live);
        }
        live
    }

    /// In precise mode named locals live until the function is left.
    fn keep(&self, func: &Func, live: &mut Set) {
        if self.rules.precise {
            for i in 0..func.locals.len() {
                if self.is_kept(func, Local::new(i)) {
                    live.add(Local::new(i));
                }
            }
        }
    }

    /// From live after an instruction to live before it.
    pub fn step(&self, func: &Func, inst: &Inst, live: &mut Set) {
        if let Some(d) = inst.dest
            && !is_test(inst)
            && !self.is_kept(func, d)
        {
            live.remove(d);
        }
        if let (Some(d), true) = (inst.dest, !is_test(inst))
            && self.is_kept(func, d)
        {
            live.add(d);
        }
        match inst.raise {
            Some(r) => live.union(&self.live_in[r.index()]),
            None if inst.op.may_raise() => {
                self.keep(func, live);
                false
            }
            None => false,
        };
        for a in &inst.args {
            if let Some(l) = local_of(*a) {
                live.add(l);
            }
        }
    }
}
