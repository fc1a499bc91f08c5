//! What each piece of a program can start with, and what follows from it: how a search finds candidates, which
//! alternatives and repeats need no choice point.
//!
//! Every set here may be too large, never too small.

use crate::ast::MAXREPEAT;
use crate::charset::ByteSet;
use crate::program::{At, Code, Follow, NONE, Op, Prefilter, Switch, Unit};

struct Walk<'a> {
    code: &'a Code,
    visited: Vec<bool>,
    /// Slots of the atomic groups and possessive loops that the walk has entered from outside.
    entered: Vec<bool>,
    found: Follow,
}

/// What can stand where the program from `start` on matches. Reaching the operation `stop` counts as anything.
fn first_of(code: &Code, start: u32, stop: u32) -> Follow {
    let mut walk = Walk {
        code,
        visited: vec![false; code.ops.len()],
        entered: vec![false; code.slots as usize],
        found: Follow {
            bytes: ByteSet::EMPTY,
            at_end: false,
        },
    };
    let mut pending = vec![start];
    while let Some(pc) = pending.pop() {
        if pc == stop {
            return Follow::ANYTHING;
        }
        if std::mem::replace(&mut walk.visited[pc as usize], true) {
            continue;
        }
        if walk.step(pc, &mut pending) {
            return Follow::ANYTHING;
        }
    }
    walk.found
}

impl Walk<'_> {
    fn unit(&mut self, unit: Unit) {
        match unit {
            Unit::Any => self.found.bytes = ByteSet::FULL,
            Unit::NotNewline => {
                let mut bytes = ByteSet::FULL;
                bytes.0[0] &= !(1 << 10);
                self.found.bytes.union(&bytes);
            }
            Unit::Set(set) => {
                let first = self.code.sets[set as usize].first;
                self.found.bytes.union(&first);
            }
        }
    }

    /// Accounts for the operation at `pc`; true when anything may match.
    fn step(&mut self, pc: u32, pending: &mut Vec<u32>) -> bool {
        match self.code.ops[pc as usize] {
            Op::Byte(byte) => self.found.bytes.insert(byte),
            Op::Bytes { start, .. } => self.found.bytes.insert(self.code.literals[start as usize]),
            Op::Set(set) => self.unit(Unit::Set(set)),
            Op::NotNewline => self.unit(Unit::NotNewline),
            Op::Any => self.unit(Unit::Any),
            Op::At(At::End | At::EndLine) => {
                self.found.at_end = true;
                self.found.bytes.insert(b'\n');
            }
            Op::At(At::EndString) => self.found.at_end = true,
            Op::At(_) | Op::Mark(_) | Op::Switch(_) => pending.push(pc + 1),
            Op::AtomicStart { slot } => {
                self.entered[slot as usize] = true;
                pending.push(pc + 1);
            }
            // The choice made inside is final, whatever follows the group.
            Op::AtomicEnd { slot } if !self.entered[slot as usize] => return true,
            Op::AtomicEnd { .. } => pending.push(pc + 1),
            Op::Jump(to) => pending.push(to),
            Op::Alt { next, .. } => {
                pending.push(pc + 1);
                if next != NONE {
                    pending.push(next);
                }
            }
            Op::Greedy(one) | Op::Lazy(one) | Op::Possessive(one) => {
                let one = &self.code.ones[one as usize];
                if one.max > 0 {
                    self.unit(one.unit);
                }
                if one.min == 0 {
                    pending.push(pc + 1);
                }
            }
            Op::LoopStart { index, .. } | Op::PossessiveStart(index) => {
                let this = &self.code.loops[index as usize];
                if let Some(entered) = self.entered.get_mut(this.slot as usize) {
                    *entered = true;
                }
                pending.push(this.body);
                if this.min == 0 || !this.consumes {
                    pending.push(this.tail);
                }
            }
            Op::MaxUntil(index) | Op::MinUntil(index) | Op::PossessiveEnd(index) => {
                let this = &self.code.loops[index as usize];
                if self.entered.get(this.slot as usize) == Some(&false) {
                    return true;
                }
                pending.push(this.body);
                pending.push(this.tail);
            }
            Op::AssertStart { tail, .. } | Op::AssertNotStart { tail, .. } => pending.push(tail),
            Op::IfGroup { otherwise, .. } => {
                pending.push(pc + 1);
                pending.push(otherwise);
            }
            Op::Fail => {}
            Op::AssertEnd { .. }
            | Op::AssertNotEnd { .. }
            | Op::GroupRef { .. }
            | Op::Captured { .. }
            | Op::Match => {
                return true;
            }
        }
        false
    }
}

fn follow_index(code: &mut Code, follow: Follow) -> u32 {
    if follow == Follow::ANYTHING {
        return NONE;
    }
    if let Some(index) = code.follows.iter().position(|known| *known == follow) {
        return index as u32;
    }
    code.follows.push(follow);
    code.follows.len() as u32 - 1
}

/// Fills in the filters of a complete program, and its prefilter.
pub(crate) fn annotate(code: &mut Code) {
    // Each walk is linear, so a huge program gets filters only for as many operations as keeps compiling quick.
    let budget = 20_000_000 / code.ops.len().max(1);
    for pc in 0..code.ops.len().min(budget) {
        match code.ops[pc] {
            Op::Alt { next, saves, .. } => {
                let follow = first_of(code, pc as u32 + 1, NONE);
                let filter = follow_index(code, follow);
                code.ops[pc] = Op::Alt {
                    next,
                    filter,
                    saves,
                };
            }
            Op::Greedy(index) | Op::Lazy(index) => annotate_one(code, pc, index as usize),
            Op::MaxUntil(index) => {
                let body = code.loops[index as usize].body;
                let follow = first_of(code, body, pc as u32);
                code.loops[index as usize].body_first = follow_index(code, follow);
                let this = &code.loops[index as usize];
                if this.consumes && !follow.at_end && this.min <= 1 && this.max == MAXREPEAT {
                    let tail = first_of(code, this.tail, NONE);
                    code.loops[index as usize].commits = !tail.bytes.intersects(&follow.bytes);
                }
            }
            _ => {}
        }
    }
    for pc in 0..code.ops.len() {
        if let Op::Switch(index) = code.ops[pc] {
            fill_switch(code, pc as u32 + 1, index as usize);
        }
    }
    code.prefilter = prefilter(code);
    code.run_at_start = run_at_start(code);
    fuse_captures(code);
}

/// The last step: nothing above knows the fused operation. What jumps between its parts finds them in their places.
fn fuse_captures(code: &mut Code) {
    for pc in 0..code.ops.len() {
        if let [Op::Mark(mark), Op::Possessive(one), Op::Mark(end), ..] = code.ops[pc..]
            && end == mark + 1
        {
            code.ops[pc] = Op::Captured { one, mark };
        }
    }
}

fn run_at_start(code: &Code) -> Option<Unit> {
    let refers = |op: &Op| matches!(op, Op::GroupRef { .. } | Op::IfGroup { .. });
    match code.ops.iter().find(|op| !matches!(op, Op::Mark(_)))? {
        Op::Greedy(index) | Op::Lazy(index) | Op::Possessive(index)
            if !code.ops.iter().any(refers) =>
        {
            let one = &code.ones[*index as usize];
            (one.max == MAXREPEAT).then_some(one.unit)
        }
        _ => None,
    }
}

fn fill_switch(code: &mut Code, first: u32, index: usize) {
    let choose = |admits: &dyn Fn(&Follow) -> bool| {
        let (mut chosen, mut viable, mut at) = (NONE, 0, first);
        while at != NONE {
            let Op::Alt { next, filter, .. } = code.ops[at as usize] else {
                break;
            };
            if filter == NONE || admits(&code.follows[filter as usize]) {
                viable += 1;
                if viable == 1 {
                    chosen = at;
                }
            }
            at = next;
        }
        // The only alternative left is entered behind its `Alt`, without a choice point.
        if viable == 1 { chosen + 1 } else { chosen }
    };
    let mut by_byte = Box::new([NONE; 256]);
    for byte in 0..=255u8 {
        by_byte[usize::from(byte)] = choose(&|follow: &Follow| follow.bytes.has(byte));
    }
    let at_end = choose(&|follow: &Follow| follow.at_end);
    code.switches[index] = Switch { by_byte, at_end };
}

fn annotate_one(code: &mut Code, pc: usize, index: usize) {
    let follow = first_of(code, pc as u32 + 1, NONE);
    // Giving characters back is useless if the tail cannot start with one of them.
    if matches!(code.ops[pc], Op::Greedy(_)) && gives_back_in_vain(code, pc, index, &follow) {
        code.ops[pc] = Op::Possessive(index as u32);
    }
    code.ones[index].follow = follow_index(code, follow);
    if follow.bytes.count() == 1 && !follow.at_end {
        code.ones[index].follow_byte = follow.bytes.iter().next();
    }
}

fn gives_back_in_vain(code: &Code, pc: usize, index: usize, follow: &Follow) -> bool {
    if code.ones[index].min == code.ones[index].max {
        return true;
    }
    let unit = match code.ones[index].unit {
        Unit::Any => return false,
        Unit::NotNewline => {
            let mut bytes = ByteSet::FULL;
            bytes.0[0] &= !(1 << 10);
            return !bytes.intersects(&follow.bytes);
        }
        Unit::Set(set) => &code.sets[set as usize],
    };
    if !unit.first.intersects(&follow.bytes) {
        return true;
    }
    match code.ops[pc + 1] {
        Op::Set(next) => unit.is_disjoint(&code.sets[next as usize]),
        Op::Greedy(next) | Op::Possessive(next) | Op::Lazy(next) => match &code.ones[next as usize]
        {
            next if next.min == 0 => false,
            next => match next.unit {
                Unit::Set(set) => unit.is_disjoint(&code.sets[set as usize]),
                Unit::Any | Unit::NotNewline => false,
            },
        },
        _ => false,
    }
}

fn prefilter(code: &Code) -> Prefilter {
    let mut literal = Vec::new();
    let mut pc = 0;
    loop {
        match code.ops[pc] {
            Op::At(At::BeginningString) if literal.is_empty() => return Prefilter::Beginning,
            Op::At(At::BeginningLine) if literal.is_empty() => return Prefilter::LineStart,
            Op::At(_) | Op::Mark(_) | Op::AtomicStart { .. } | Op::AtomicEnd { .. } => pc += 1,
            Op::AssertStart { tail, .. } | Op::AssertNotStart { tail, .. } => pc = tail as usize,
            Op::Byte(byte) => {
                literal.push(byte);
                pc += 1;
            }
            Op::Bytes { start, len } => {
                literal.extend_from_slice(&code.literals[start as usize..(start + len) as usize]);
                pc += 1;
            }
            _ => break,
        }
    }
    if literal.len() > 1 {
        return Prefilter::Literal(Box::new(memchr::memmem::Finder::new(&literal).into_owned()));
    }
    let first = first_of(code, 0, NONE);
    match first.bytes.count() {
        _ if first.at_end => Prefilter::None,
        0..=3 => Prefilter::Bytes(first.bytes.iter().collect()),
        256 => Prefilter::None,
        _ => {
            let mut table = Box::new([false; 256]);
            first
                .bytes
                .iter()
                .for_each(|byte| table[usize::from(byte)] = true);
            Prefilter::Table(table)
        }
    }
}
