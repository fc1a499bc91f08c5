//! Values of fields, and items of lists, that are looked at and not kept.
//!
//! After this pass a local that only ever holds what it has loaded from a field (or, if it only holds objects, from a list), is asked for nothing that could outlive it
//! (its own fields, its class, its items), and is gone before anything could put another value into the field, is
//! [`Repr::Borrowed`]: it owns nothing, because the object that it was loaded from keeps it alive. That object is a parameter,
//! another such local, or a local that is alive as long.
//!
//! Not done where destructors can be seen: one might change the field.

use crate::liveness::{Liveness, Rules, Set, local_of};
use std::collections::BTreeSet;
use taipan_mir::{
    BlockId, Func, FuncKind, Inst, Items, Local, NameId, Op, Operand, Program, Repr, Terminator,
};

pub fn run(p: &mut Program, f: usize) {
    let func = &p.funcs[f];
    if p.has_finalizers
        || func.is_generator
        || func.is_coroutine
        || !matches!(func.kind, FuncKind::Def | FuncKind::Lambda)
    {
        return;
    }
    let found = Borrows::find(func);
    let func = &mut p.funcs[f];
    for l in found {
        func.locals[l.index()].repr = Repr::Borrowed;
        for i in func.blocks.iter_mut().flat_map(|b| &mut b.insts) {
            if i.dest == Some(l) && i.op == Op::Copy {
                i.op = Op::Borrow;
            }
        }
    }
}

struct Borrows<'a> {
    func: &'a Func,
    live: Liveness,
    /// What each candidate is loaded or copied from, and the fields; `None` for other locals.
    from: Vec<Option<From>>,
}

#[derive(Clone, Default, PartialEq)]
struct From {
    locals: BTreeSet<Local>,
    fields: BTreeSet<NameId>,
    /// Items of lists too.
    items: bool,
}

impl Borrows<'_> {
    fn find(func: &Func) -> Vec<Local> {
        let mut b = Borrows {
            func,
            live: Liveness::compute(func, Rules::default()),
            from: vec![None; func.locals.len()],
        };
        b.candidates();
        loop {
            b.close();
            if !b.drop_some() {
                break;
            }
        }
        let all = (0..b.from.len()).filter(|l| b.from[*l].is_some());
        all.map(Local::new).collect()
    }

    fn is_candidate(&self, o: Operand) -> bool {
        local_of(o).is_some_and(|l| self.from[l.index()].is_some())
    }

    /// The locals whose definitions and uses are of the right kinds.
    fn candidates(&mut self) {
        let mut bad = vec![false; self.func.locals.len()];
        for (l, d) in self.func.locals.iter().enumerate() {
            bad[l] = l < self.func.num_params as usize
                || d.maybe_unset
                || d.borrowed
                || !matches!(d.repr, Repr::Ref | Repr::Value);
        }
        for block in &self.func.blocks {
            for i in &block.insts {
                let Some(d) = i.dest else { continue };
                let source = i.args.first().copied().and_then(local_of);
                match (&i.op, source) {
                    (Op::LoadField { name, .. }, Some(s)) => {
                        let from = self.from[d.index()].get_or_insert_default();
                        from.locals.insert(s);
                        from.fields.insert(*name);
                    }
                    // A list of objects has its items as words, so that an item is the list's own.
                    (Op::ListGet { items: Items::Any }, Some(s))
                        if self.func.locals[d.index()].repr == Repr::Ref =>
                    {
                        let from = self.from[d.index()].get_or_insert_default();
                        from.locals.insert(s);
                        from.items = true;
                    }
                    (Op::Copy, Some(s)) => {
                        let from = self.from[d.index()].get_or_insert_default();
                        from.locals.insert(s);
                    }
                    _ => bad[d.index()] = true,
                }
            }
            if let Some(d) = block.term.dest() {
                bad[d.index()] = true;
            }
            for l in block.term.operands().into_iter().filter_map(local_of) {
                bad[l.index()] = true;
            }
        }
        for (l, bad) in bad.into_iter().enumerate() {
            if bad {
                self.from[l] = None;
            }
        }
    }

    /// Adds what the sources of each candidate come from themselves.
    fn close(&mut self) {
        let mut is_changed = true;
        while std::mem::take(&mut is_changed) {
            for l in 0..self.from.len() {
                let Some(mut from) = self.from[l].clone() else {
                    continue;
                };
                for s in from.locals.clone() {
                    if let Some(up) = &self.from[s.index()] {
                        from.locals.extend(&up.locals);
                        from.fields.extend(&up.fields);
                        from.items |= up.items;
                    }
                }
                if self.from[l].as_ref() != Some(&from) {
                    self.from[l] = Some(from);
                    is_changed = true;
                }
            }
        }
    }

    /// Drops the candidates that something stands against; whether there were any.
    fn drop_some(&mut self) -> bool {
        let mut bad: BTreeSet<Local> = BTreeSet::new();
        for (index, block) in self.func.blocks.iter().enumerate() {
            let mut after = self.live.before_terminator(self.func, index);
            let runs_code = matches!(
                block.term,
                Terminator::ForNext { .. } | Terminator::Yield { .. }
            );
            for to in block.term.targets() {
                let live = &self.live.live_in[to.index()];
                self.unheld(live, &mut bad);
                if runs_code {
                    bad.extend(live.iter().filter(|l| self.from[l.index()].is_some()));
                }
            }
            for i in block.insts.iter().rev() {
                let mut before = after.clone();
                self.live.step(self.func, i, &mut before);
                self.check(i, &before, &after, &mut bad);
                after = before;
            }
        }
        for l in &bad {
            self.from[l.index()] = None;
        }
        !bad.is_empty()
    }

    /// The candidates in a set of live locals that what they come from does not outlive.
    fn unheld(&self, live: &Set, bad: &mut BTreeSet<Local>) {
        for l in live.iter() {
            if let Some(from) = &self.from[l.index()]
                && !from.locals.iter().all(|s| self.holds(*s, live))
            {
                bad.insert(l);
            }
        }
    }

    fn holds(&self, s: Local, live: &Set) -> bool {
        let decl = &self.func.locals[s.index()];
        decl.borrowed
            || self.from[s.index()].is_some()
            || decl.repr.is_counted() && !decl.maybe_unset && live.has(s)
    }

    fn check(&self, i: &Inst, before: &Set, after: &Set, bad: &mut BTreeSet<Local>) {
        self.unheld(after, bad);
        let none = Set::new(0);
        let raised = match i.raise {
            Some(to) => &self.live.live_in[BlockId::index(to)],
            None => &none,
        };
        let is_live_later = |l: Local| after.has(l) || i.raise.is_some() && raised.has(l);
        if i.raise.is_some() {
            self.unheld(raised, bad);
        }
        for l in before.iter() {
            let Some(from) = &self.from[l.index()] else {
                continue;
            };
            // Another value comes where it was loaded from, or into what held it.
            let is_moved = i.dest.is_some_and(|d| from.locals.contains(&d));
            if is_live_later(l) && i.dest != Some(l) && (is_moved || self.may_store(i, from)) {
                bad.insert(l);
            }
        }
        for (n, a) in i.args.iter().enumerate() {
            if let Some(l) = local_of(*a)
                && self.from[l.index()].is_some()
                && !self.only_looks(i, n)
            {
                bad.insert(l);
            }
        }
    }

    /// Whether an operation makes no reference of its own to operand `n`, and needs it no longer than nothing has changed.
    fn only_looks(&self, i: &Inst, n: usize) -> bool {
        match &i.op {
            Op::LoadField { .. }
            | Op::LoadDouble { .. }
            | Op::StoreField { .. }
            | Op::StoreDouble { .. }
            | Op::ListGet { .. }
            | Op::TupleGet { .. }
            | Op::ListAppend { .. }
            | Op::ListPop { .. }
            | Op::ListLen
            | Op::ClassIs { .. }
            | Op::IsObject => n == 0,
            Op::StrCompare { .. } => true,
            // Numbers are compared by what they are, unless one of the two is known to be none.
            Op::Is { .. } => i.args.iter().any(|a| match a {
                Operand::Local(l) => {
                    self.func.locals[l.index()].repr == Repr::Ref && !self.is_candidate(*a)
                }
                Operand::Const(_) => true,
                Operand::Unset => false,
            }),
            Op::Copy => i.dest.is_some_and(|d| self.from[d.index()].is_some()),
            _ => false,
        }
    }

    /// Whether an operation may put something into one of these fields, be it by running unknown code.
    fn may_store(&self, i: &Inst, from: &From) -> bool {
        let is_number = |o: &Operand| match o {
            Operand::Local(l) => matches!(
                self.func.locals[l.index()].repr,
                Repr::Int | Repr::Small | Repr::I64 | Repr::F64 | Repr::Bool
            ),
            Operand::Const(_) => true,
            Operand::Unset => false,
        };
        match &i.op {
            Op::StoreField { name, .. } => from.fields.contains(name),
            Op::ListSet { .. } | Op::ListPop { .. } => from.items,
            Op::StoreDouble { .. } | Op::ListAppend { .. } => false,
            op if op.is_quiet() => false,
            Op::Binary { .. } | Op::CompareTruth { .. } | Op::Compare { .. } | Op::Truth => {
                !i.args.iter().all(is_number)
            }
            _ => true,
        }
    }
}
