//! Where a list's items lie, kept in registers.
//!
//! An access to a list needs its buffer's address and its length. Between two accesses these stay what they are unless something
//! that may change a list happens, so the second need not load them; and where nothing in a loop may change a list, they
//! are loaded before it. An unlikely path that may (a poll, the death of an object) loads them again before it comes back
//! ([`Body::refresh`]). This holds within one thread: a list that other threads can reach needs its lock for each access.

use crate::function::Body;
use crate::lists::Form;
use crate::words::Emit;
use cranelift_codegen::ir::{Value, types};
use cranelift_frontend::Variable;
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Block, BlockId, Func, Inst, Local, Op, Operand, Repr, Terminator};

/// Of the lists of a function: one bit for each pair in [`Views::of`].
type Mask = u64;

/// A list's buffer and length as variables.
#[derive(Clone, Copy)]
pub struct View {
    list: Variable,
    buffer: Variable,
    length: Variable,
    form: Form,
}

/// One in so many instructions of a loop uses a view that is kept through it.
const SHARE: usize = 12;

/// What is known where.
pub struct Views {
    of: Vec<(Local, Form)>,
    variables: Vec<View>,
    /// Valid at the entry of each block.
    entry: Vec<Mask>,
    /// To be loaded at the end of each block, for a loop that begins behind it.
    ahead: Vec<Mask>,
    /// What is kept on the way into each block: what a loop around it has had loaded. The rest would take registers, or a
    /// store to the frame, for an access that may never come.
    kept: Vec<Mask>,
    /// Valid now.
    now: Mask,
}

/// What an instruction does to what is known of lists.
#[derive(PartialEq)]
pub enum Effect {
    Nothing,
    /// An unlikely path may change lists, and loads again.
    Refreshes,
    Unknown,
}

pub fn effect(func: &Func, i: &Inst) -> Effect {
    let is_number = |o: &Operand| match o {
        Operand::Local(l) => !matches!(func.locals[l.index()].repr, Repr::Value | Repr::Ref),
        Operand::Const(_) | Operand::Unset => true,
    };
    match &i.op {
        Op::StoreDouble { .. } => Effect::Nothing,
        op if op.is_quiet() => Effect::Nothing,
        Op::ListSet { .. }
        | Op::Runtime {
            function: RuntimeFn::poll,
        } => Effect::Refreshes,
        // Numbers die silently.
        Op::Release if i.args.iter().all(is_number) => Effect::Nothing,
        Op::Release => Effect::Refreshes,
        _ => Effect::Unknown,
    }
}

/// The lists that an instruction accesses, in the form that it tries first.
fn accesses(i: &Inst) -> Vec<(Local, Form)> {
    let (lists, form) = match i.op {
        Op::ListGet { items } | Op::ListSet { items } => (&i.args[..1], Form::first(items)),
        Op::AnyItem { .. } => (&i.args[..], Form::Bytes),
        _ => return vec![],
    };
    let list = |o: &Operand| match o {
        Operand::Local(l) => Some((*l, form)),
        Operand::Const(_) | Operand::Unset => None,
    };
    lists.iter().step_by(2).filter_map(list).collect()
}

/// The fast copy's likely blocks.
fn is_hot(b: &Block) -> bool {
    !b.cold && !b.aside
}

impl Views {
    pub fn of(func: &Func, e: &mut Emit, vars: &[Variable]) -> Views {
        let mut of: Vec<(Local, Form)> = vec![];
        for b in func.blocks.iter().filter(|b| is_hot(b)) {
            for a in b.insts.iter().flat_map(accesses) {
                let is_kept = !func.locals[a.0.index()].maybe_unset && of.len() < 64;
                if is_kept && !of.contains(&a) {
                    of.push(a);
                }
            }
        }
        let variables = of
            .iter()
            .map(|(list, form)| View {
                list: vars[list.index()],
                buffer: e.b.declare_var(types::I64),
                length: e.b.declare_var(types::I64),
                form: *form,
            })
            .collect();
        let mut views = Views {
            ahead: vec![0; func.blocks.len()],
            kept: vec![0; func.blocks.len()],
            entry: vec![0; func.blocks.len()],
            of,
            variables,
            now: 0,
        };
        if !views.of.is_empty() {
            views.look_ahead(func);
            views.flow(func);
        }
        views
    }

    fn bit(&self, a: (Local, Form)) -> Mask {
        match self.of.iter().position(|o| *o == a) {
            Some(n) => 1 << n,
            None => 0,
        }
    }

    /// The views that an instruction uses.
    fn accessed(&self, i: &Inst) -> Mask {
        accesses(i).into_iter().fold(0, |m, a| m | self.bit(a))
    }

    /// All views of the list that a local holds.
    fn bits_of(&self, l: Local) -> Mask {
        let own = self.of.iter().enumerate().filter(|(_, o)| o.0 == l);
        own.fold(0, |mask, (n, _)| mask | 1 << n)
    }

    /// What is valid behind an instruction, given what is valid before.
    fn step(&self, func: &Func, block: &Block, i: &Inst, mut mask: Mask) -> Mask {
        if effect(func, i) == Effect::Unknown {
            mask = 0;
        }
        if is_hot(block) {
            mask |= self.accessed(i);
        }
        // A list that has been given away may be dead, and is not to be loaded from again.
        for (n, o) in i.args.iter().enumerate() {
            if let Operand::Local(l) = o
                && (i.op == Op::Release || i.op.consumes_operand(n))
            {
                mask &= !self.bits_of(*l);
            }
        }
        match i.dest {
            Some(d) => mask & !self.bits_of(d),
            None => mask,
        }
    }

    fn flow(&mut self, func: &Func) {
        let count = func.blocks.len();
        let mut entry: Vec<Option<Mask>> = vec![None; count];
        entry[0] = Some(0);
        let mut work = vec![0];
        while let Some(b) = work.pop() {
            let block = &func.blocks[b];
            let mut mask = entry[b].unwrap_or(0);
            let mut merge = |to: BlockId, mask: Mask, work: &mut Vec<usize>| {
                let mask = mask & self.kept[to.index()];
                let at = &mut entry[to.index()];
                let merged = at.map_or(mask, |m| m & mask);
                if *at != Some(merged) {
                    *at = Some(merged);
                    work.push(to.index());
                }
            };
            for i in &block.insts {
                if let Some(to) = i.raise {
                    merge(to, 0, &mut work);
                }
                mask = self.step(func, block, i, mask);
            }
            mask |= self.ahead[b];
            if let Some(d) = block.term.dest() {
                mask &= !self.bits_of(d);
            }
            match &block.term {
                // What an iterator runs, and where it raises, is unknown.
                Terminator::ForNext { .. } => mask = 0,
                Terminator::Jump(_)
                | Terminator::Branch { .. }
                | Terminator::Yield { .. }
                | Terminator::Return(_)
                | Terminator::Unwind
                | Terminator::Suspend(_)
                | Terminator::Switch { .. }
                | Terminator::Unreachable => {}
            }
            for to in block.term.targets() {
                merge(to, mask, &mut work);
            }
            if let Terminator::ForNext {
                raise: Some(to), ..
            } = block.term
            {
                merge(to, 0, &mut work);
            }
        }
        self.entry = entry.into_iter().map(|m| m.unwrap_or(0)).collect();
    }

    /// Finds the loops in which a list is accessed and no list is changed, and has it loaded before them.
    fn look_ahead(&mut self, func: &Func) {
        let live = self.live(func);
        for (header, body) in crate::loops::loops(func) {
            let inside: Vec<&Block> = (0..body.len())
                .filter(|b| body[*b])
                .map(|b| &func.blocks[b])
                .collect();
            let hot = || inside.iter().filter(|b| is_hot(b));
            let mut wanted = self.worthwhile(hot().flat_map(|b| &b.insts));
            for b in hot() {
                if b.insts.iter().any(|i| effect(func, i) == Effect::Unknown)
                    || matches!(b.term, Terminator::ForNext { .. })
                {
                    wanted = 0;
                    break;
                }
            }
            for b in &inside {
                for d in b.insts.iter().filter_map(|i| i.dest).chain(b.term.dest()) {
                    wanted &= !self.bits_of(d);
                }
            }
            wanted &= live[header];
            if wanted == 0 {
                continue;
            }
            for b in (0..body.len()).filter(|b| body[*b]) {
                self.kept[b] |= wanted;
            }
            for (b, block) in func.blocks.iter().enumerate().filter(|b| !body[b.0]) {
                if block.term.targets().iter().any(|t| t.index() == header) {
                    let own = block.term.dest().map_or(0, |d| self.bits_of(d));
                    self.ahead[b] |= wanted & !own;
                }
            }
        }
    }

    /// The views that instructions of a loop use often enough for two registers of their own.
    fn worthwhile<'a>(&self, insts: impl Iterator<Item = &'a Inst>) -> Mask {
        let (mut count, mut uses) = (0, vec![0; self.of.len()]);
        for i in insts {
            count += 1;
            for a in accesses(i) {
                if let Some(n) = self.of.iter().position(|o| *o == a) {
                    uses[n] += 1;
                }
            }
        }
        let often = uses.iter().map(|n| n * SHARE >= count).enumerate();
        often.fold(0, |m, (n, often)| if often { m | 1 << n } else { m })
    }

    /// The views whose list some path from the entry of each block uses: there it is alive, and assigned.
    fn live(&self, func: &Func) -> Vec<Mask> {
        let mut live = vec![0; func.blocks.len()];
        let used = |o: &Operand| match o {
            Operand::Local(l) => self.bits_of(*l),
            Operand::Const(_) | Operand::Unset => 0,
        };
        loop {
            let mut is_changed = false;
            for b in (0..func.blocks.len()).rev() {
                let block = &func.blocks[b];
                let mut mask: Mask = 0;
                for to in block.term.targets() {
                    mask |= live[to.index()];
                }
                mask &= !block.term.dest().map_or(0, |d| self.bits_of(d));
                mask |= block.term.operands().iter().fold(0, |m, o| m | used(o));
                for i in block.insts.iter().rev() {
                    mask &= !i.dest.map_or(0, |d| self.bits_of(d));
                    mask |= i.args.iter().fold(0, |m, o| m | used(o));
                }
                is_changed |= live[b] != mask;
                live[b] = mask;
            }
            if !is_changed {
                return live;
            }
        }
    }
}

impl Emit<'_, '_> {
    /// Loads buffer and length of a list.
    fn load_view(&mut self, list: Value, form: Form) -> (Value, Value) {
        let buffer = self.load(list, layout::LIST_BUFFER);
        let length = self.load_wide_u32(buffer, form.length());
        (buffer, length)
    }

    /// Loads the views again that are valid behind the instruction: an unlikely path has changed who knows what.
    pub fn refresh(&mut self) {
        for n in 0..self.refreshed.len() {
            let view = self.refreshed[n];
            self.load_again(view);
        }
    }

    fn load_again(&mut self, view: View) {
        let list = self.b.use_var(view.list);
        let (buffer, length) = self.load_view(list, view.form);
        self.b.def_var(view.buffer, buffer);
        self.b.def_var(view.length, length);
    }
}

impl Body<'_, '_> {
    pub(crate) fn enter_views(&mut self, block: usize) {
        self.views.now = self.views.entry[block];
        self.e.refreshed.clear();
    }

    /// Before an instruction is translated: loads what it accesses, and notes what must be valid behind it.
    pub(crate) fn prepare_views(&mut self, block: usize, i: &Inst) {
        let b = &self.func.blocks[block];
        if self.views.of.is_empty() {
            return;
        }
        if is_hot(b) {
            let missing = self.views.accessed(i) & !self.views.now;
            self.load_views(missing);
        }
        let mask = self.views.step(self.func, b, i, self.views.now);
        self.e.refreshed.clear();
        if effect(self.func, i) == Effect::Refreshes {
            let valid = (0..self.views.of.len()).filter(|n| mask >> n & 1 == 1);
            self.e.refreshed = valid.map(|n| self.views.variables[n]).collect();
        }
    }

    /// Behind an instruction.
    pub(crate) fn pass_views(&mut self, block: usize, i: &Inst) {
        if !self.views.of.is_empty() {
            let b = &self.func.blocks[block];
            self.views.now = self.views.step(self.func, b, i, self.views.now);
            self.e.refreshed.clear();
        }
    }

    /// Before a terminator: loads what a loop behind it wants.
    pub(crate) fn finish_views(&mut self, block: usize) {
        let missing = self.views.ahead[block] & !self.views.now;
        self.load_views(missing);
    }

    fn load_views(&mut self, mask: Mask) {
        for n in (0..self.views.of.len()).filter(|n| mask >> n & 1 == 1) {
            let view = self.views.variables[n];
            self.e.load_again(view);
        }
        self.views.now |= mask;
    }

    /// Buffer and length of a list in this form.
    pub(crate) fn view(&mut self, list: Operand, form: Form) -> (Value, Value) {
        if let Operand::Local(l) = list {
            let bit = self.views.bit((l, form)) & self.views.now;
            if bit != 0 {
                let view = self.views.variables[bit.trailing_zeros() as usize];
                return (self.e.b.use_var(view.buffer), self.e.b.use_var(view.length));
            }
        }
        let list = self.operand(list);
        self.e.load_view(list, form)
    }
}
