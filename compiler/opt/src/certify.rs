//! The certifier: proves, without trusting `refcount`, that what it inserted is right.
//!
//! Every counted local is followed through every path: it is *zero* (never assigned, or cleared), *owns* n references, or is
//! *gone* (moved or released). No owner is overwritten or left behind at an exit, nothing gone is used, and paths that meet
//! agree. Borrowed parameters own nothing but what retains gave them.

use crate::liveness::{is_test, local_of};
use std::collections::BTreeSet;
use taipan_mir::{BlockId, Func, Inst, Local, Op, Operand, Program, Terminator};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Zero,
    Owns(u8),
    Gone,
    /// Paths that disagreed have met. An error only where the local matters again.
    Torn,
}

type States = Vec<State>;

/// Checks one function after `refcount`.
pub fn func(program: &Program, f: &Func) -> Result<(), String> {
    let mut check = Check {
        program,
        f,
        entry: vec![None; f.blocks.len()],
        rank: ranks(f),
        work: BTreeSet::from([(0, 0)]),
    };
    let first = f
        .locals
        .iter()
        .enumerate()
        .map(|(i, l)| match i < f.num_params as usize {
            true if l.borrowed => State::Owns(0),
            true => State::Owns(1),
            false => State::Zero,
        })
        .collect();
    check.entry[0] = Some(first);
    while let Some((_, block)) = check.work.pop_first() {
        check.block(block)?;
    }
    Ok(())
}

/// The places of blocks in reverse postorder; blocks that nothing leads to have the place 0.
fn ranks(f: &Func) -> Vec<usize> {
    let successors = |at: usize| -> Vec<usize> {
        let block = &f.blocks[at];
        let raises = block.insts.iter().filter_map(|i| i.raise);
        let mut out: Vec<_> = raises
            .chain(block.term.targets())
            .map(BlockId::index)
            .collect();
        out.dedup();
        out
    };
    let mut rank = vec![0; f.blocks.len()];
    let mut is_seen = vec![false; f.blocks.len()];
    let mut place = f.blocks.len();
    let mut open = vec![(0, successors(0))];
    is_seen[0] = true;
    while let Some((at, rest)) = open.last_mut() {
        match rest.pop() {
            Some(next) if is_seen[next] => {}
            Some(next) => {
                is_seen[next] = true;
                open.push((next, successors(next)));
            }
            None => {
                place -= 1;
                rank[*at] = place;
                open.pop();
            }
        }
    }
    rank
}

struct Check<'a> {
    program: &'a Program,
    f: &'a Func,
    entry: Vec<Option<States>>,
    rank: Vec<usize>,
    /// Blocks to look at again with their ranks: what leads to a block comes before it, so that paths meet first.
    work: BTreeSet<(usize, usize)>,
}

impl Check<'_> {
    fn is_counted(&self, l: Local) -> bool {
        self.f.locals[l.index()].repr.is_counted()
    }

    fn is_borrowed(&self, l: Local) -> bool {
        self.f.locals[l.index()].borrowed
    }

    fn block(&mut self, at: usize) -> Result<(), String> {
        let Some(mut states) = self.entry[at].clone() else {
            return Ok(());
        };
        let f = self.f;
        let fail = |what: &str, why: String| format!("{} b{at} {what}: {why}", f.qualname);
        for i in &f.blocks[at].insts {
            let text = || taipan_mir::print::inst(self.program, i);
            self.operands(i, &mut states)
                .map_err(|why| fail(&text(), why))?;
            if i.op.may_raise() {
                match i.raise {
                    Some(to) => self.go(to, &states),
                    None => self
                        .exit(&states)
                        .map_err(|why| fail(&format!("{} raising", text()), why))?,
                }
            }
            if let Some(d) = i.dest
                && self.is_counted(d)
                && !is_test(i)
            {
                self.define(d, &i.op, &mut states)
                    .map_err(|why| fail(&text(), why))?;
            }
        }
        self.terminator(at, states)
            .map_err(|why| fail("terminator", why))
    }

    fn operands(&self, i: &Inst, states: &mut States) -> Result<(), String> {
        for (n, a) in i.args.iter().enumerate() {
            let Some(l) = local_of(*a).filter(|l| self.is_counted(*l)) else {
                continue;
            };
            match i.op {
                Op::Retain => {
                    states[l.index()] = match states[l.index()] {
                        State::Owns(n) => State::Owns(n + 1),
                        State::Zero => State::Zero,
                        state => return Err(format!("{l:?} is retained but {state:?}")),
                    }
                }
                Op::Release => self.consume(l, states)?,
                _ if is_test(i) => self.borrow(l, states)?,
                _ if i.op.consumes_operand(n) => self.consume(l, states)?,
                _ => self.borrow(l, states)?,
            }
        }
        Ok(())
    }

    fn borrow(&self, l: Local, states: &States) -> Result<(), String> {
        match states[l.index()] {
            State::Zero => Ok(()),
            State::Owns(0) if !self.is_borrowed(l) => {
                Err(format!("{l:?} is used but owns nothing"))
            }
            State::Owns(_) => Ok(()),
            state => Err(format!("{l:?} is used but {state:?}")),
        }
    }

    fn consume(&self, l: Local, states: &mut States) -> Result<(), String> {
        states[l.index()] = match states[l.index()] {
            State::Zero => State::Zero,
            State::Owns(0) => return Err(format!("{l:?} is given away but only borrowed")),
            State::Owns(1) if !self.is_borrowed(l) => State::Gone,
            State::Owns(n) => State::Owns(n - 1),
            state => return Err(format!("{l:?} is given away but {state:?}")),
        };
        Ok(())
    }

    fn define(&self, d: Local, op: &Op, states: &mut States) -> Result<(), String> {
        match states[d.index()] {
            State::Owns(_) => return Err(format!("{d:?} is overwritten while it owns")),
            State::Zero | State::Gone | State::Torn => {}
        }
        states[d.index()] = match op {
            Op::Clear => State::Zero,
            _ => State::Owns(1),
        };
        Ok(())
    }

    fn terminator(&mut self, at: usize, mut states: States) -> Result<(), String> {
        let term = &self.f.blocks[at].term;
        match term {
            Terminator::Return(v) | Terminator::Suspend(v) => {
                if let Some(l) = local_of(*v).filter(|l| self.is_counted(*l)) {
                    self.consume(l, &mut states)?;
                }
                return self.exit(&states);
            }
            Terminator::Unwind => return self.exit(&states),
            Terminator::Unreachable => return Ok(()),
            Terminator::Jump(_) | Terminator::Branch { .. } | Terminator::Switch { .. } => {}
            Terminator::ForNext {
                iter,
                dest,
                body,
                exit,
                raise,
                ..
            } => {
                if let Operand::Local(l) = iter {
                    self.borrow(*l, &states)?;
                }
                self.go(*exit, &states);
                match raise {
                    Some(to) => self.go(*to, &states),
                    None => self.exit(&states)?,
                }
                if self.is_counted(*dest) {
                    self.define(*dest, &Op::Truth, &mut states)?;
                }
                self.go(*body, &states);
                return Ok(());
            }
            Terminator::Yield { .. } => return Err("yield after generators".into()),
        }
        for to in term.targets() {
            self.go(to, &states);
        }
        Ok(())
    }

    fn exit(&self, states: &States) -> Result<(), String> {
        for (index, state) in states.iter().enumerate() {
            let l = Local::new(index);
            let is_right = match state {
                State::Zero | State::Gone => true,
                State::Owns(0) => self.is_borrowed(l),
                State::Owns(_) | State::Torn => !self.is_counted(l),
            };
            if !is_right {
                return Err(format!("{l:?} leaves the function as {state:?}"));
            }
        }
        Ok(())
    }

    fn go(&mut self, to: BlockId, states: &States) {
        let entry = &mut self.entry[to.index()];
        let is_changed = match entry {
            None => {
                *entry = Some(states.clone());
                true
            }
            Some(old) => {
                let mut is_changed = false;
                for (a, b) in old.iter_mut().zip(states) {
                    let met = meet(*a, *b);
                    is_changed |= met != *a;
                    *a = met;
                }
                is_changed
            }
        };
        if is_changed {
            self.work.insert((self.rank[to.index()], to.index()));
        }
    }
}

fn meet(a: State, b: State) -> State {
    match (a, b) {
        (a, b) if a == b => a,
        // A variable that is assigned on one of the paths: owned, perhaps zero.
        (State::Zero, State::Owns(1)) | (State::Owns(1), State::Zero) => State::Owns(1),
        (State::Zero, State::Gone) | (State::Gone, State::Zero) => State::Gone,
        _ => State::Torn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use taipan_mir::{Const, FuncKind, LocalDecl, ModuleId, NameId, Params, Repr, Span};

    /// `x = [1]; y = x; return y`-like code by hand: builds a list, then what `insts` say, then returns None.
    fn check(ops: &[(Op, Option<u32>, Option<u32>)]) -> Result<(), String> {
        let mut program = Program {
            modules: vec![],
            main: ModuleId::new(0),
            funcs: vec![],
            classes: vec![],
            consts: Default::default(),
            names: Default::default(),
            num_caches: 0,
            inline_sites: vec![],
            has_finalizers: false,
        };
        let none = program.intern_const(Const::None);
        let insts = ops
            .iter()
            .map(|(op, dest, arg)| Inst {
                dest: dest.map(|d| Local::new(d as usize)),
                op: op.clone(),
                args: arg
                    .iter()
                    .map(|a| Operand::Local(Local::new(*a as usize)))
                    .collect(),
                raise: None,
                span: Span::default(),
            })
            .collect();
        let local = LocalDecl {
            name: None,
            repr: Repr::Value,
            maybe_unset: false,
            borrowed: false,
        };
        let f = Func {
            name: NameId::new(0),
            qualname: "f".into(),
            module: ModuleId::new(0),
            kind: FuncKind::Def,
            is_generator: false,
            is_coroutine: false,
            params: Params::default(),
            uses_callee: false,
            free_names: vec![],
            num_params: 0,
            ret: Repr::Value,
            locals: vec![local.clone(), local],
            blocks: vec![taipan_mir::Block {
                insts,
                term: Terminator::Return(Operand::Const(none)),
                cold: false,
                aside: false,
            }],
            doc: None,
            first_line: 1,
            span: Span::default(),
            frame_words: 0,
            general_entry: None,
        };
        func(&program, &f)
    }

    #[test]
    fn a_balanced_function_passes() {
        let ops = [
            (Op::BuildList, Some(0), None),
            (Op::Retain, None, Some(0)),
            (Op::Copy, Some(1), Some(0)),
            (Op::Release, None, Some(0)),
            (Op::Release, None, Some(1)),
        ];
        assert_eq!(check(&ops), Ok(()));
    }

    #[test]
    fn leaks_double_releases_and_overwriting_are_found() {
        let list = || (Op::BuildList, Some(0), None);
        let release = || (Op::Release, None, Some(0));
        assert!(check(&[list()]).is_err());
        assert!(check(&[list(), release(), release()]).is_err());
        assert!(check(&[list(), list(), release()]).is_err());
        assert!(check(&[list(), (Op::Copy, Some(1), Some(0)), release()]).is_err());
    }

    #[test]
    fn what_is_alive_when_an_operation_raises_out_is_a_leak() {
        let ops = [
            (Op::BuildList, Some(0), None),
            (Op::GetItem, Some(1), Some(0)),
            (Op::Release, None, Some(0)),
            (Op::Release, None, Some(1)),
        ];
        assert!(check(&ops).is_err());
    }
}
