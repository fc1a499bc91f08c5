//! Ints of the fast copy that need no tag.
//!
//! What is computed from counters and constants is held as a machine number, for as long as intervals show that it fits:
//! `(i + j) * (i + j + 1) // 2` of two counters is three additions and shifts and one checked product. A tag is put on where a word is
//! wanted.

use super::{Split, copy, is_small, local_of, plain, silent};
use crate::counts::Counts;
use std::collections::HashMap;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, Const, Func, Inst, Local, Op, Operand, Program, Repr, Span, UnaryOp};

/// The values that a number can have, both ends included.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    low: i128,
    high: i128,
}

impl Interval {
    /// Of small ints.
    const SMALL: Interval = Interval {
        low: -(1 << 62),
        high: (1 << 62) - 1,
    };
    const MACHINE: Interval = Interval {
        low: i64::MIN as i128,
        high: i64::MAX as i128,
    };
    /// Of counters: at most 2^50 rounds with steps of at most 2^10 (`opt/loops`).
    const COUNTER: Interval = Interval {
        low: -(1 << 60),
        high: 1 << 60,
    };

    fn of(values: &[i128]) -> Interval {
        let first = values[0];
        Interval {
            low: values.iter().copied().fold(first, i128::min),
            high: values.iter().copied().fold(first, i128::max),
        }
    }
    fn within(self, outer: Interval) -> bool {
        outer.low <= self.low && self.high <= outer.high
    }
    pub fn is_small(self) -> bool {
        self.within(Interval::SMALL)
    }
    /// All numbers that need no more bits.
    fn widened(self) -> Interval {
        let bits = |x: i128| 128 - (if x < 0 { !x } else { x }).leading_zeros();
        let n = bits(self.low).max(bits(self.high));
        Interval {
            low: if self.low < 0 { -(1 << n) } else { 0 },
            high: (1 << n) - 1,
        }
    }
}

/// An int of the fast copy as a machine number.
#[derive(Clone, Copy)]
pub struct Machine {
    pub local: Local,
    pub interval: Interval,
}

/// How the number comes about.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// It fits in any case.
    Plain(Interval),
    /// A product that is checked.
    Checked,
}

struct Finder<'a> {
    p: &'a Program,
    func: &'a Func,
    ints: &'a [bool],
    counters: &'a [bool],
    counts: &'a Counts,
    /// What counted ranges yield: always machine numbers.
    items: &'a [Local],
    found: HashMap<Local, Interval>,
}

/// The ints that are held as machine numbers, and what they can be.
pub(super) fn find(
    p: &Program,
    func: &Func,
    ints: &[bool],
    counters: &[bool],
    counts: &Counts,
    items: &[Local],
) -> HashMap<Local, Interval> {
    let mut finder = Finder {
        p,
        func,
        ints,
        counters,
        counts,
        items,
        found: items.iter().map(|l| (*l, Interval::SMALL)).collect(),
    };
    loop {
        let before = finder.found.len();
        for i in func.blocks.iter().flat_map(|b| &b.insts) {
            if let Some(d) = i.dest.filter(|d| finder.may_be(*d))
                && let Some(way) = finder.way(i)
            {
                let interval = match way {
                    Way::Plain(interval) => interval,
                    Way::Checked => Interval::SMALL,
                };
                finder.found.insert(d, interval);
            }
        }
        if finder.found.len() == before {
            break;
        }
    }
    finder.drop_useless();
    finder.found
}

impl Finder<'_> {
    fn may_be(&self, l: Local) -> bool {
        self.ints.get(l.index()) == Some(&true)
            && l.0 >= self.func.num_params
            && self.counts.defs.get(&l) == Some(&1)
    }

    fn interval(&self, o: Operand) -> Option<Interval> {
        interval(self.p, self.func, self.counters, o, |l| {
            self.found.get(&l).copied()
        })
    }

    fn way(&self, i: &Inst) -> Option<Way> {
        let is_machine = |o: &Operand| {
            local_of(*o).is_some_and(|l| {
                self.found.contains_key(&l) || self.func.locals[l.index()].repr == Repr::I64
            })
        };
        if !i.args.iter().any(is_machine) {
            return None;
        }
        match &i.op {
            Op::Box | Op::Copy => self.interval(i.args[0]).map(Way::Plain),
            Op::Unary { op: UnaryOp::Neg } => {
                let a = self.interval(i.args[0])?;
                let way = Interval::of(&[-a.low, -a.high]);
                way.within(Interval::MACHINE).then_some(Way::Plain(way))
            }
            Op::Binary { op: BinOp::Mul, .. } => {
                let side = |o: Operand| match self.interval(o) {
                    Some(x) => Some(x),
                    // A word, whose tag is taken off.
                    None => local_of(o)
                        .filter(|l| self.ints[l.index()])
                        .map(|_| Interval::SMALL),
                };
                let (a, b) = (side(i.args[0])?, side(i.args[1])?);
                let way = product(a, b);
                if way.is_small() {
                    Some(Way::Plain(way))
                } else {
                    (a.is_small() && b.is_small()).then_some(Way::Checked)
                }
            }
            Op::Binary { op, .. } => {
                let (a, b) = (self.interval(i.args[0])?, self.interval(i.args[1])?);
                let way = result(*op, a, b)?;
                way.within(Interval::MACHINE).then_some(Way::Plain(way))
            }
            _ => None,
        }
    }

    /// Numbers that are only wanted as words are better computed as words.
    fn drop_useless(&mut self) {
        loop {
            let mut useful: HashMap<Local, bool> = self
                .found
                .keys()
                .map(|l| (*l, self.items.contains(l)))
                .collect();
            for i in self.func.blocks.iter().flat_map(|b| &b.insts) {
                for (n, a) in i.args.iter().enumerate() {
                    let Some(l) = local_of(*a).filter(|l| self.found.contains_key(l)) else {
                        continue;
                    };
                    let wants_machine = match i.op {
                        Op::ToFloat
                        | Op::Runtime {
                            function: RuntimeFn::range_iter,
                        } => true,
                        Op::ListGet { .. } | Op::ListSet { .. } => n == 1,
                        Op::CompareTruth { .. } | Op::Compare { .. } => {
                            i.args.iter().all(|a| self.interval(*a).is_some())
                        }
                        _ => i.dest.is_some_and(|d| self.found.contains_key(&d)),
                    };
                    if wants_machine {
                        useful.insert(l, true);
                    }
                }
            }
            let before = self.found.len();
            self.found.retain(|l, _| useful[l]);
            // What was computed from one that has gone goes too.
            let found = self.found.clone();
            for i in self.func.blocks.iter().flat_map(|b| &b.insts) {
                if let Some(d) = i.dest.filter(|d| found.contains_key(d))
                    && self.way(i).is_none()
                {
                    self.found.remove(&d);
                }
            }
            if self.found.len() == before {
                return;
            }
        }
    }
}

fn interval(
    p: &Program,
    func: &Func,
    counters: &[bool],
    o: Operand,
    found: impl Fn(Local) -> Option<Interval>,
) -> Option<Interval> {
    match o {
        Operand::Const(c) => match p.constant(c) {
            Const::Int(k) if is_small(p, o) => Some(Interval::of(&[i128::from(*k)])),
            _ => None,
        },
        Operand::Local(l) => match found(l) {
            Some(x) => Some(x),
            None if counters.get(l.index()) == Some(&true) => Some(Interval::COUNTER),
            None if func.locals[l.index()].repr == Repr::I64 => Some(Interval::MACHINE),
            None => None,
        },
        Operand::Unset => None,
    }
}

fn product(a: Interval, b: Interval) -> Interval {
    Interval::of(&[
        a.low * b.low,
        a.low * b.high,
        a.high * b.low,
        a.high * b.high,
    ])
}

/// What an operator other than the product can yield, if machine numbers have it for all these.
fn result(op: BinOp, a: Interval, b: Interval) -> Option<Interval> {
    let by = (b.low == b.high).then_some(b.low);
    Some(match op {
        BinOp::Add => Interval {
            low: a.low + b.low,
            high: a.high + b.high,
        },
        BinOp::Sub => Interval {
            low: a.low - b.high,
            high: a.high - b.low,
        },
        BinOp::FloorDiv => {
            let by = by.filter(|by| *by > 0)?;
            Interval {
                low: a.low.div_euclid(by),
                high: a.high.div_euclid(by),
            }
        }
        BinOp::Mod => {
            let by = by.filter(|by| *by > 0)?;
            Interval {
                low: 0,
                high: by - 1,
            }
        }
        BinOp::RShift => {
            let by = by.filter(|by| (0..64).contains(by))?;
            Interval {
                low: a.low >> by,
                high: a.high >> by,
            }
        }
        BinOp::LShift => {
            let by = by.filter(|by| (0..62).contains(by))?;
            let scale = Interval::of(&[1 << by]);
            product(a, scale)
        }
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor => {
            let both = Interval::of(&[a.low, a.high, b.low, b.high]);
            both.widened()
        }
        BinOp::Mul | BinOp::MatMul | BinOp::Div | BinOp::Pow => return None,
    })
}

impl Split<'_> {
    /// The machine number that an operand is, or is made from it: a word's tag is taken off, in front of the instruction.
    pub(super) fn number(&mut self, o: Operand, span: Span, out: &mut Vec<Inst>) -> Operand {
        let Some(l) = local_of(o) else { return o };
        if let Some(m) = self.machine.get(&l) {
            return Operand::Local(m.local);
        }
        let Some(small) = self.fast.get(&l).copied() else {
            return o;
        };
        let to = self.new.new_local(Repr::I64);
        out.push(plain(
            Op::UnboxInt,
            vec![Operand::Local(small)],
            Some(to),
            span,
        ));
        Operand::Local(to)
    }

    /// An instruction whose result is a machine number.
    pub(super) fn compute(
        &mut self,
        at: (usize, usize),
        i: &Inst,
        to: Machine,
        out: &mut Vec<Inst>,
    ) {
        let span = i.span;
        let args: Vec<Operand> = i.args.iter().map(|a| self.number(*a, span, out)).collect();
        let dest = Some(to.local);
        let inst = match &i.op {
            Op::Box | Op::Copy => copy(args[0], to.local, span),
            Op::Unary { .. } => plain(
                Op::IntArith { op: BinOp::Sub },
                vec![self.zero, args[0]],
                dest,
                span,
            ),
            Op::Binary { op, .. } => {
                let is_checked = *op == BinOp::Mul && {
                    let side = |o| self.interval(o).unwrap_or(Interval::SMALL);
                    !product(side(i.args[0]), side(i.args[1])).is_small()
                };
                if is_checked {
                    let leave = self.leave(at, None, span);
                    silent(Op::IntMul, args, to.local, leave, span)
                } else {
                    plain(Op::IntArith { op: *op }, args, dest, span)
                }
            }
            other => panic!("{} yields no machine number", other.name()),
        };
        out.push(inst);
    }

    pub(super) fn interval(&self, o: Operand) -> Option<Interval> {
        interval(self.p, &self.old, &self.counters, o, |l| {
            self.machine.get(&l).map(|m| m.interval)
        })
    }

    /// The instruction with what its machine numbers are to it: numbers where it takes such, else words.
    pub(super) fn with_numbers(
        &mut self,
        at: (usize, usize),
        mut i: Inst,
        out: &mut Vec<Inst>,
    ) -> Inst {
        // These look at their operands themselves.
        let all_small = i.args.iter().all(|a| self.can_be_small(*a));
        let has_fast = i.dest.is_some_and(|d| self.fast.contains_key(&d));
        let has_own = match i.op {
            Op::Binary { op, .. } => has_fast && all_small && super::is_simple(op),
            Op::Unary { op } => has_fast && all_small && op == UnaryOp::Neg,
            Op::Copy => has_fast && all_small,
            Op::Compare { .. } | Op::CompareTruth { .. } => all_small && !has_fast,
            Op::Truth => !has_fast,
            _ => false,
        };
        if has_own {
            return i;
        }
        for n in 0..i.args.len() {
            let o = i.args[n];
            let Some(m) = local_of(o).and_then(|l| self.machine.get(&l).copied()) else {
                continue;
            };
            i.args[n] = match i.op {
                Op::ToFloat => {
                    i.op = Op::IntToFloat;
                    i.raise = None;
                    Operand::Local(m.local)
                }
                Op::ListGet { .. } | Op::ListSet { .. } if n == 1 => Operand::Local(m.local),
                _ => self.small(at, o, i.span, out),
            };
        }
        i
    }

    /// Whether it is an int that the fast copy has in a form of its own.
    pub(super) fn is_int(&self, l: Local) -> bool {
        self.fast.contains_key(&l) || self.machine.contains_key(&l)
    }
}
