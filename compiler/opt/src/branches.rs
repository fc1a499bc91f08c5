//! Branches on what is known.
//!
//! After this pass a block that does nothing but move Bools and branch on one of them stands at the end of each block that
//! jumps to it; and a branch to such a block, on something that decides it, goes where that block would go. So the parts of
//! `a <= x <= b or x == c`, and of a function that returns such, are branched on as they are computed.

use std::collections::HashMap;
use taipan_mir::{
    Block, BlockId, Const, ConstId, Func, Inst, Local, Op, Operand, Program, Repr, Terminator,
};

/// The most moves in front of a branch that is made elsewhere.
const MOVES: usize = 4;
/// How often a function is gone through at most.
const ROUNDS: usize = 8;

pub fn run(p: &mut Program, f: usize) {
    let bools = [true, false].map(|b| p.consts.get_index_of(&Const::Bool(b)).map(ConstId::new));
    let mut t = Threading {
        bools,
        func: &mut p.funcs[f],
    };
    for _ in 0..ROUNDS {
        if !t.round() {
            break;
        }
    }
}

struct Threading<'a> {
    /// The constants True and False.
    bools: [Option<ConstId>; 2],
    func: &'a mut Func,
}

/// What a Bool is: a constant, or the same as a numbered value or its contrary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Const(bool),
    Same(usize, bool),
}

impl Known {
    /// Its contrary, if `negated`.
    fn inverted(self, negated: bool) -> Known {
        match self {
            Known::Const(b) => Known::Const(b != negated),
            Known::Same(n, inverted) => Known::Same(n, inverted != negated),
        }
    }
}

/// What the Bools of a block are.
#[derive(Clone, Default)]
struct Held {
    locals: HashMap<Local, Known>,
    count: usize,
}

impl Held {
    fn fresh(&mut self) -> Known {
        self.count += 1;
        Known::Same(self.count, false)
    }

    fn of(&mut self, t: &Threading, o: Operand) -> Known {
        match o {
            Operand::Const(c) if t.bools.contains(&Some(c)) => Known::Const(t.bools[0] == Some(c)),
            Operand::Local(l) => match self.locals.get(&l) {
                Some(k) => *k,
                None => {
                    let k = self.fresh();
                    self.locals.insert(l, k);
                    k
                }
            },
            Operand::Const(_) | Operand::Unset => self.fresh(),
        }
    }

    fn step(&mut self, t: &Threading, i: &Inst) {
        let Some(d) = i.dest.filter(|d| t.is_bool(*d)) else {
            return;
        };
        let k = match i.op {
            Op::Copy => self.of(t, i.args[0]),
            Op::BoolNot => self.of(t, i.args[0]).inverted(true),
            _ => self.fresh(),
        };
        self.locals.insert(d, k);
    }
}

impl Threading<'_> {
    fn is_bool(&self, l: Local) -> bool {
        self.func.locals[l.index()].repr == Repr::Bool
    }

    /// Whether a block does nothing but move Bools and branch.
    fn decides(&self, b: BlockId) -> bool {
        let block = &self.func.blocks[b.index()];
        matches!(block.term, Terminator::Branch { .. })
            && block.insts.len() <= MOVES
            && block.insts.iter().all(|i| {
                matches!(i.op, Op::Copy | Op::BoolNot) && i.dest.is_some_and(|d| self.is_bool(d))
            })
    }

    fn round(&mut self) -> bool {
        let mut is_changed = false;
        for b in 0..self.func.blocks.len() {
            match self.func.blocks[b].term {
                Terminator::Jump(to) if to.index() != b && self.decides(to) => {
                    let Block { insts, term, .. } = self.func.blocks[to.index()].clone();
                    let block = &mut self.func.blocks[b];
                    block.insts.extend(insts);
                    block.term = term;
                    is_changed = true;
                }
                Terminator::Branch { cond, then, orelse } if then != orelse => {
                    is_changed |= self.branch(b, cond, then, orelse);
                }
                _ => {}
            }
        }
        is_changed
    }

    fn branch(&mut self, b: usize, cond: Operand, then: BlockId, orelse: BlockId) -> bool {
        let mut held = Held::default();
        for i in &self.func.blocks[b].insts {
            held.step(self, i);
        }
        let (root, negated) = match held.of(self, cond) {
            Known::Const(truth) => {
                let to = if truth { then } else { orelse };
                self.func.blocks[b].term = Terminator::Jump(to);
                return true;
            }
            Known::Same(root, negated) => (root, negated),
        };
        let decide = |k: Known, truth: bool| match k {
            Known::Same(n, inverted) if n == root => Some(truth ^ negated ^ inverted),
            Known::Const(b) => Some(b),
            Known::Same(..) => None,
        };
        let mut targets = [(then, true), (orelse, false)].map(|(to, truth)| {
            let Terminator::Branch {
                cond,
                then: on_true,
                orelse: on_false,
            } = self.func.blocks[to.index()].term
            else {
                return (to, None);
            };
            if to.index() == b || !self.decides(to) {
                return (to, None);
            }
            let mut held = held.clone();
            for i in &self.func.blocks[to.index()].insts {
                held.step(self, i);
            }
            let next = decide(held.of(self, cond), truth);
            (to, next.map(|b| if b { on_true } else { on_false }))
        });
        if targets.iter().all(|(_, next)| next.is_none()) {
            return false;
        }
        for (to, next) in &mut targets {
            let Some(next) = *next else { continue };
            let through = &self.func.blocks[to.index()];
            if through.insts.is_empty() {
                *to = next;
                continue;
            }
            let block = Block {
                term: Terminator::Jump(next),
                ..through.clone()
            };
            *to = self.func.new_block();
            self.func.blocks[to.index()] = block;
        }
        self.func.blocks[b].term = Terminator::Branch {
            cond,
            then: targets[0].0,
            orelse: targets[1].0,
        };
        true
    }
}
