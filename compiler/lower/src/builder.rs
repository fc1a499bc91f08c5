//! The state of lowering one function, and how instructions and blocks are appended.

use crate::World;
use crate::exit::Frame;
use crate::facts::FunctionFacts;
use std::collections::{HashMap, HashSet};
use taipan_abi::runtime_fns::{Errors, Kind, RuntimeFn};
use taipan_hir as hir;
use taipan_mir::{
    AddressOf, Block, BlockId, CmpOp, Const, ConstId, Func, Inst, Local, LocalDecl, NameId, Op,
    Operand, Repr, Span, Terminator,
};

/// A set of variables.
#[derive(Clone, Default)]
pub(crate) struct VarSet(Vec<u64>);

impl VarSet {
    pub fn contains(&self, var: hir::VarId) -> bool {
        self.0
            .get(var.index() / 64)
            .is_some_and(|w| w >> (var.index() % 64) & 1 == 1)
    }
    pub fn insert(&mut self, var: hir::VarId) {
        let word = var.index() / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (var.index() % 64);
    }
    pub fn remove(&mut self, var: hir::VarId) {
        if let Some(w) = self.0.get_mut(var.index() / 64) {
            *w &= !(1 << (var.index() % 64));
        }
    }
    fn intersect(&mut self, other: &VarSet) {
        self.0.truncate(other.0.len());
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
    }
}

pub(crate) struct Builder<'a, 'w> {
    pub world: &'w mut World<'a>,
    pub hir: &'a hir::Function,
    pub facts: FunctionFacts,
    pub func: Func,
    /// Where instructions go.
    pub block: BlockId,
    /// The block has its terminator: what follows cannot be reached and is dropped.
    pub done: bool,
    /// Where a raised exception goes.
    pub raise_to: Option<BlockId>,
    /// What encloses the current statement and must be left properly.
    pub frames: Vec<Frame<'a>>,
    pub shared_finallys: Vec<crate::exit::SharedFinally>,
    /// The local of each variable; of cells and free variables the local that holds the cell.
    pub vars: Vec<Option<Local>>,
    /// Variables that certainly hold a value here.
    bound: VarSet,
    /// What is certainly bound on every edge into a block seen so far.
    entry_bound: HashMap<BlockId, VarSet>,
    /// Locals of the HIR's `Temp` variables.
    pub temp_vars: HashSet<Local>,
    pub callee: Option<Local>,
    /// The namespace of a class body.
    pub namespace: Option<Local>,
}

pub(crate) fn span(s: hir::Span) -> Span {
    Span {
        start: s.start,
        end: s.end,
        inlined: 0,
    }
}

impl<'a, 'w> Builder<'a, 'w> {
    pub fn new(
        world: &'w mut World<'a>,
        hir: &'a hir::Function,
        facts: FunctionFacts,
        func: Func,
    ) -> Self {
        let mut builder = Builder {
            world,
            hir,
            facts,
            func,
            block: BlockId::new(0),
            done: false,
            raise_to: None,
            frames: Vec::new(),
            shared_finallys: Vec::new(),
            vars: vec![None; hir.vars.len()],
            bound: VarSet::default(),
            entry_bound: HashMap::new(),
            temp_vars: HashSet::new(),
            callee: None,
            namespace: None,
        };
        builder.block = builder.new_block();
        builder
    }

    // Locals and constants.

    pub fn temp(&mut self, repr: Repr) -> Local {
        self.func.new_local(repr)
    }

    pub fn named_local(&mut self, name: &str, borrowed: bool) -> Local {
        let name = Some(self.world.out.intern_name(name));
        self.func.locals.push(LocalDecl {
            name,
            repr: Repr::Value,
            maybe_unset: false,
            borrowed,
        });
        Local::new(self.func.locals.len() - 1)
    }

    pub fn intern(&mut self, name: &str) -> NameId {
        self.world.out.intern_name(name)
    }

    pub fn constant(&mut self, value: Const) -> Operand {
        Operand::Const(self.world.out.intern_const(value))
    }

    pub fn none(&mut self) -> Operand {
        self.constant(Const::None)
    }

    pub fn str_const(&mut self, text: &str) -> Operand {
        self.constant(Const::Str(text.as_bytes().into()))
    }

    pub fn names_tuple<'s>(&mut self, names: impl Iterator<Item = &'s str>) -> ConstId {
        let items = names
            .map(|n| self.world.out.intern_const(Const::Str(n.as_bytes().into())))
            .collect();
        self.world.out.intern_const(Const::Tuple(items))
    }

    // Blocks.

    pub fn new_block(&mut self) -> BlockId {
        self.func.new_block()
    }

    /// A block for exceptional paths.
    pub fn new_cold_block(&mut self) -> BlockId {
        let id = self.func.new_block();
        self.func.blocks[id.index()].cold = true;
        id
    }

    pub fn current(&mut self) -> &mut Block {
        &mut self.func.blocks[self.block.index()]
    }

    /// Goes on in `block`.
    pub fn switch_to(&mut self, block: BlockId) {
        self.block = block;
        self.done = false;
        self.bound = self.entry_bound.get(&block).cloned().unwrap_or_default();
    }

    /// Goes on in a block that later code jumps back to: what is deleted somewhere may be unset there.
    pub fn switch_to_loop(&mut self, block: BlockId) {
        self.switch_to(block);
        for var in &self.facts.deleted {
            self.bound.remove(*var);
        }
    }

    /// Whether some code that was lowered before leads to `block`.
    pub fn is_entered(&self, block: BlockId) -> bool {
        self.entry_bound.contains_key(&block)
    }

    fn edge(&mut self, to: BlockId) {
        match self.entry_bound.entry(to) {
            std::collections::hash_map::Entry::Occupied(mut e) => {
                e.get_mut().intersect(&self.bound);
            }
            std::collections::hash_map::Entry::Vacant(e) => {
                e.insert(self.bound.clone());
            }
        }
    }

    pub fn terminate(&mut self, term: Terminator) {
        if self.done {
            return;
        }
        for target in term.targets() {
            self.edge(target);
        }
        self.current().term = term;
        self.done = true;
    }

    pub fn jump(&mut self, to: BlockId) {
        self.terminate(Terminator::Jump(to));
    }

    pub fn branch(&mut self, cond: Operand, then: BlockId, orelse: BlockId) {
        self.terminate(Terminator::Branch { cond, then, orelse });
    }

    // What is bound.

    pub fn mark_bound(&mut self, var: hir::VarId) {
        self.bound.insert(var);
    }

    pub fn mark_unset(&mut self, var: hir::VarId) {
        self.bound.remove(var);
    }

    pub fn is_bound(&self, var: hir::VarId) -> bool {
        self.bound.contains(var)
    }

    pub fn save_bound(&self) -> VarSet {
        self.bound.clone()
    }

    pub fn restore_bound(&mut self, bound: VarSet) {
        self.bound = bound;
    }

    // Instructions.

    pub fn emit_to(&mut self, dest: Option<Local>, op: Op, args: Vec<Operand>, span: Span) {
        if self.done {
            return;
        }
        let raise = if op.may_raise() { self.raise_to } else { None };
        if let Some(handler) = raise {
            self.edge(handler);
        }
        self.current().insts.push(Inst {
            dest,
            op,
            args,
            raise,
            span,
        });
    }

    /// An instruction without a result.
    pub fn emit(&mut self, op: Op, args: Vec<Operand>, span: Span) {
        self.emit_to(None, op, args, span);
    }

    /// An instruction whose result goes to a fresh temporary.
    pub fn value(&mut self, op: Op, args: Vec<Operand>, span: Span) -> Operand {
        let repr = match op.result() {
            Some(Ok(repr)) if !repr.is_counted() => repr,
            Some(_) | None => Repr::Value,
        };
        let dest = self.temp(repr);
        self.emit_to(Some(dest), op, args, span);
        Operand::Local(dest)
    }

    /// A runtime function; the operand is its result, if it has one.
    pub fn runtime(&mut self, function: RuntimeFn, args: Vec<Operand>, span: Span) -> Operand {
        let row = function.row();
        debug_assert_eq!(row.args.len(), args.len(), "{}", row.name);
        let op = Op::Runtime { function };
        let dest = match row.result {
            _ if row.errors == Errors::negative && self.is_status(function) => None,
            Kind::V => Some(Repr::Value),
            Kind::I => Some(Repr::I64),
            Kind::F => Some(Repr::F64),
            Kind::P => Some(Repr::Raw),
            Kind::N => None,
            Kind::U | Kind::O | Kind::Z => panic!("{} is no result kind", row.name),
        };
        let Some(repr) = dest else {
            self.emit(op, args, span);
            if row.errors == Errors::always {
                self.terminate(Terminator::Unreachable);
            }
            return Operand::Unset;
        };
        let dest = self.temp(repr);
        self.emit_to(Some(dest), op, args, span);
        Operand::Local(dest)
    }

    /// Once per turn of every loop: signals (and later the collector's stops) act here. It stands in the loop's body, not in its
    /// header, which `opt::loops` wants to find empty.
    pub fn poll(&mut self, span: Span) {
        self.runtime(RuntimeFn::poll, vec![], span);
    }

    /// Rows whose machine result only says whether they raised.
    fn is_status(&self, function: RuntimeFn) -> bool {
        !matches!(
            function,
            RuntimeFn::length
                | RuntimeFn::truth
                | RuntimeFn::contains
                | RuntimeFn::with_exit
                | RuntimeFn::exception_matches
        )
    }

    pub fn immediate(&mut self, value: i64, span: Span) -> Operand {
        self.value(Op::Immediate { value }, vec![], span)
    }

    pub fn address(&mut self, of: AddressOf, span: Span) -> Operand {
        self.value(Op::Address { of }, vec![], span)
    }

    /// A machine number as a condition: not zero.
    pub fn nonzero(&mut self, number: Operand, span: Span) -> Operand {
        let zero = self.immediate(0, span);
        self.value(Op::IntCompare { op: CmpOp::Ne }, vec![number, zero], span)
    }

    pub fn is_none(&mut self, value: Operand, span: Span) -> Operand {
        let none = self.none();
        self.value(Op::Is { negated: false }, vec![value, none], span)
    }

    /// Whether `local` is a variable rather than the result of one instruction.
    pub fn is_variable(&self, local: Local) -> bool {
        self.func.locals[local.index()].name.is_some() || self.temp_vars.contains(&local)
    }

    /// Gives the value of an expression that was just lowered to `dest`. The value is not used again: if the last instruction
    /// made it, that instruction writes `dest` itself.
    pub fn move_into(&mut self, dest: Local, value: Operand, span: Span) {
        if let Operand::Local(from) = value
            && !self.done
            && !self.is_variable(from)
            && let Some(last) = self.func.blocks[self.block.index()].insts.last_mut()
            && last.dest == Some(from)
            && self.func.locals[from.index()].repr == self.func.locals[dest.index()].repr
        {
            last.dest = Some(dest);
            return;
        }
        self.emit_to(Some(dest), Op::Copy, vec![value], span);
    }

    /// A snapshot of an operand that a later assignment could change.
    pub fn pin(&mut self, value: Operand, span: Span) -> Operand {
        match value {
            Operand::Local(l) if self.is_variable(l) && !self.func.locals[l.index()].borrowed => {
                self.value(Op::Copy, vec![value], span)
            }
            Operand::Local(_) | Operand::Const(_) | Operand::Unset => value,
        }
    }

    // Exceptions.

    /// Starts a handler block: the exception in flight, taken, and the one handled before (to be given to `pop_handled`).
    pub fn enter_handler(&mut self, block: BlockId, span: Span) -> (Operand, Operand) {
        self.switch_to(block);
        let exception = self.value(Op::Catch, vec![], span);
        let previous = self.runtime(RuntimeFn::push_handled, vec![exception], span);
        if let Operand::Local(l) = previous {
            self.func.locals[l.index()].maybe_unset = true;
        }
        (exception, previous)
    }

    pub fn rethrow(&mut self, exception: Operand, span: Span) {
        self.runtime(RuntimeFn::rethrow, vec![exception], span);
    }

    /// A block that an exception raised while handling another goes through: the handled one is given back, the new one goes
    /// on to `outer`.
    pub fn leave_handler_block(
        &mut self,
        block: BlockId,
        previous: Operand,
        outer: Option<BlockId>,
        span: Span,
    ) {
        self.switch_to(block);
        self.raise_to = outer;
        let exception = self.value(Op::Catch, vec![], span);
        self.runtime(RuntimeFn::pop_handled, vec![previous], span);
        self.rethrow(exception, span);
    }
}
