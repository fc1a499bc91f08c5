//! One MIR function: its blocks in order, cold ones last.

use crate::symbols::{self, Symbols, clif_type};
use crate::views::Views;
use crate::words::{Emit, Helper};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, Block, InstBuilder, SourceLoc, Value, types};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::{FunctionBuilderContext, Switch, Variable};
use std::collections::HashMap;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_abi::{layout, word};
use taipan_mir::{BlockId, Func, Inst, Local, Op, Operand, Program, Repr, Span, Terminator};

/// The state of one function's translation.
pub struct Body<'a, 'b> {
    pub e: Emit<'a, 'b>,
    pub program: &'a Program,
    pub func: &'a Func,
    index: usize,
    vars: Vec<Variable>,
    blocks: Vec<Block>,
    /// Cold blocks that add a traceback entry and go on: by span and target.
    raises: HashMap<(Span, Option<BlockId>, Option<u16>), Block>,
    /// The current block is a cold one.
    pub cold: bool,
    /// The next instruction asks whether this one's result is a small int: a result that is one has not failed.
    arrives_small: bool,
    /// Floats to be computed where they are defined, and the slots that see to it: one each, for a store that another one
    /// overwrites is dropped.
    pinned: Vec<bool>,
    pins: HashMap<Local, ir::StackSlot>,
    pub(crate) views: Views,
    pub(crate) places_known: Vec<crate::places::Place>,
    /// Block and instruction that are being translated.
    pub(crate) at: (usize, usize),
    /// What the source locations of the machine code stand for.
    places: Vec<Span>,
}

/// Translates the body of function `index` (for a generator, the resume function). Yields what the source locations of the
/// machine code stand for: they are indices into it.
pub fn build(
    program: &Program,
    symbols: &Symbols,
    index: usize,
    func: &mut ir::Function,
    fcx: &mut FunctionBuilderContext,
    isa: &dyn TargetIsa,
) -> Vec<Span> {
    let f = &program.funcs[index];
    func.signature = if f.is_generator {
        symbols.resume_signature()
    } else {
        symbols.direct_signature(f)
    };
    let mut e = Emit::new(func, fcx, symbols);
    let entry = e.block();
    e.b.append_block_params_for_function_params(entry);
    let vars: Vec<Variable> = f
        .locals
        .iter()
        .map(|l| e.b.declare_var(clif_type(l.repr)))
        .collect();
    let views = Views::of(f, &mut e, &vars);
    let blocks = f.blocks.iter().map(|_| e.block()).collect();
    let mut body = Body {
        e,
        program,
        func: f,
        index,
        vars,
        blocks,
        raises: HashMap::new(),
        cold: false,
        arrives_small: false,
        pinned: crate::loops::pinned(f),
        pins: HashMap::new(),
        views,
        places_known: vec![],
        at: (0, 0),
        places: vec![],
    };
    body.entry(entry);
    let mut order: Vec<usize> = (0..f.blocks.len()).collect();
    order.sort_by_key(|b| (f.blocks[*b].cold, f.blocks[*b].aside));
    for b in order {
        body.block(b);
    }
    body.raise_blocks();
    let places = std::mem::take(&mut body.places);
    body.e.b.seal_all_blocks();
    body.e.b.finalize(isa.frontend_config());
    places
}

impl Body<'_, '_> {
    /// Parameters, zeroed locals, the poll.
    fn entry(&mut self, entry: Block) {
        self.e.switch_to(entry);
        let params = self.e.b.block_params(entry).to_vec();
        for (i, l) in self.func.locals.iter().enumerate() {
            let value = match params.get(i) {
                Some(p) => *p,
                None => match clif_type(l.repr) {
                    types::F64 => self.e.b.ins().f64const(0.0),
                    ty => self.e.b.ins().iconst(ty, 0),
                },
            };
            self.e.b.def_var(self.vars[i], value);
        }
        // A resume function polls before it reads the state: what it raises there finishes the generator.
        self.poll(None, Span::default(), self.func.general_entry);
        let first = self.blocks[0];
        self.e.jump(first);
    }

    /// Compares the poll word with the stack pointer, or in a loop, which moves no stack pointer, with its poisoned value;
    /// the cold edge may raise.
    pub fn poll(&mut self, target: Option<BlockId>, span: Span, general: Option<BlockId>) {
        let context = self.e.context();
        let limit = self.e.load(context, layout::CONTEXT_STACK_LIMIT);
        let low = if span == Span::default() {
            let sp = self.e.b.ins().get_stack_pointer(types::I64);
            self.e.b.ins().icmp(IntCC::UnsignedLessThan, sp, limit)
        } else {
            // No address has the highest bit.
            self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, limit, 0)
        };
        let (cold, fine, next) = (self.e.cold_block(), self.e.cold_block(), self.e.block());
        self.e.branch(low, cold, next);
        self.e.switch_to(cold);
        let status = self.e.slow(RuntimeFn::poll, &[]);
        let raised = self.raise_block(span, target, span != Span::default());
        let failed = self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
        self.e.branch(failed, raised, fine);
        self.e.switch_to(fine);
        match general {
            Some(general) => {
                let general = self.blocks[general.index()];
                self.e.branch(status, general, next);
            }
            None => {
                self.e.refresh();
                self.e.jump(next);
            }
        }
        self.e.switch_to(next);
    }

    fn block(&mut self, index: usize) {
        let block = &self.func.blocks[index];
        self.cold = block.cold;
        self.e.general = block.aside;
        if block.cold || block.aside {
            self.e.b.set_cold_block(self.blocks[index]);
        }
        self.e.switch_to(self.blocks[index]);
        self.enter_views(index);
        self.places_known.clear();
        let mut done = false;
        for (n, inst) in block.insts.iter().enumerate() {
            if std::mem::take(&mut done) {
                continue;
            }
            self.at = (index, n);
            let before = n.checked_sub(1).map(|n| &block.insts[n]);
            // What has just been found to be small owns nothing.
            if inst.op == Op::Release
                && before.is_some_and(|b| b.op == Op::ToSmall && b.args == inst.args)
            {
                continue;
            }
            // What the table of frames is made from.
            self.set_place(inst.span);
            self.arrives_small = block.insts.get(n + 1).is_some_and(|next| {
                next.op == Op::ToSmall
                    && inst.dest.is_some()
                    && next.args.first().copied() == inst.dest.map(Operand::Local)
            });
            let next = block.insts.get(n + 1);
            done = next
                .is_some_and(|next| self.load_doubles(inst, next) || self.unpack_last(inst, next));
            if !done {
                self.prepare_views(index, inst);
                self.inst(inst);
            }
            self.pass_views(index, inst);
            self.pass_places(inst);
        }
        self.finish_views(index);
        let span = match &block.term {
            Terminator::ForNext { span, .. } => *span,
            _ => Span::default(),
        };
        self.set_place(span);
        self.terminator(&block.term);
    }

    fn set_place(&mut self, span: Span) {
        if self.places.last() != Some(&span) {
            self.places.push(span);
        }
        let place = self.places.len() as u32 - 1;
        self.e.b.set_srcloc(SourceLoc::new(place));
    }

    pub fn block_of(&self, b: BlockId) -> Block {
        self.blocks[b.index()]
    }
    pub fn local(&self, l: Local) -> &taipan_mir::LocalDecl {
        &self.func.locals[l.index()]
    }
    pub fn use_local(&mut self, l: Local) -> Value {
        self.e.b.use_var(self.vars[l.index()])
    }
    pub fn define(&mut self, l: Local, value: Value) {
        let (have, want) = (
            self.e.b.func.dfg.value_type(value),
            clif_type(self.local(l).repr),
        );
        assert!(
            have == want,
            "{}: {l:?} is {want}, defined as {have}",
            self.func.qualname
        );
        if self.pinned[l.index()] && !self.cold {
            let slot = *self.pins.entry(l).or_insert_with(|| self.e.slot(1));
            let address = self.e.slot_address(slot);
            self.e.store(address, 0, value);
        }
        self.e.b.def_var(self.vars[l.index()], value);
    }
    pub fn define_dest(&mut self, inst: &Inst, value: Value) {
        if let Some(d) = inst.dest {
            self.define(d, value);
        }
    }

    /// The representation of an operand; constants are what the user of the operand wants.
    pub fn repr_of(&self, o: Operand) -> Option<Repr> {
        match o {
            Operand::Local(l) => Some(self.local(l).repr),
            Operand::Const(_) | Operand::Unset => None,
        }
    }

    /// An operand as a value word (or, for machine representations, as it is).
    pub fn operand(&mut self, o: Operand) -> Value {
        match o {
            Operand::Local(l) => self.use_local(l),
            Operand::Const(c) => self.const_word(c),
            Operand::Unset => self.e.word(word::UNSET),
        }
    }

    /// The word of a constant.
    fn const_word(&mut self, c: taipan_mir::ConstId) -> Value {
        if let Some(w) = crate::data::const_word(self.program.constant(c)) {
            return self.e.word(w);
        }
        if let Some(object) = self.e.symbols.consts[c.index()] {
            return self.e.place(object);
        }
        let slot = self.e.symbols.big_slots[c.index()]
            .expect("a constant has a word, an object or a slot");
        let bigs = self.e.symbols.bigs;
        let base = self.e.address(bigs);
        self.e
            .b
            .ins()
            .load(types::I64, crate::words::plain(), base, 8 * slot as i32)
    }

    /// The interned `str` of a name.
    pub fn name(&mut self, name: taipan_mir::NameId) -> Value {
        let names = self.e.symbols.names;
        let base = self.e.address(names);
        self.e
            .b
            .ins()
            .load(types::I64, crate::words::plain(), base, 8 * name.0 as i32)
    }

    /// The machine i64 of an operand of Repr::I64 or an int constant.
    pub fn operand_i64(&mut self, o: Operand) -> Value {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                taipan_mir::Const::Int(i) => self.e.b.ins().iconst(types::I64, *i),
                taipan_mir::Const::Bool(b) => self.e.b.ins().iconst(types::I64, i64::from(*b)),
                other => panic!("{}: constant {other:?} is not an i64", self.func.qualname),
            },
            Operand::Local(l) => {
                let v = self.use_local(l);
                if self.local(l).repr == Repr::Bool {
                    self.e.b.ins().uextend(types::I64, v)
                } else {
                    v
                }
            }
            Operand::Unset => self.e.word(0),
        }
    }

    /// The machine f64 of an operand of Repr::F64 or a numeric constant.
    pub fn operand_f64(&mut self, o: Operand) -> Value {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                taipan_mir::Const::Float(bits) => self.e.b.ins().f64const(f64::from_bits(*bits)),
                taipan_mir::Const::Int(i) => self.e.b.ins().f64const(*i as f64),
                taipan_mir::Const::Bool(b) => self.e.b.ins().f64const(f64::from(*b)),
                // Decimal digits are rounded as CPython rounds the int.
                taipan_mir::Const::BigInt(digits) => {
                    let x: f64 = digits.parse().expect("decimal digits");
                    assert!(
                        x.is_finite(),
                        "{}: {digits} is no float",
                        self.func.qualname
                    );
                    self.e.b.ins().f64const(x)
                }
                other => panic!("{}: constant {other:?} is not a float", self.func.qualname),
            },
            Operand::Local(l) => self.use_local(l),
            Operand::Unset => unreachable!("an absent operand is never a float"),
        }
    }

    /// An operand as a local of this representation holds it; no conversion.
    pub fn operand_in(&mut self, repr: Option<Repr>, o: Operand) -> Value {
        match repr {
            Some(Repr::F64) => self.operand_f64(o),
            Some(Repr::I64) => self.operand_i64(o),
            Some(Repr::Bool) => self.operand_bool(o),
            Some(
                Repr::Value | Repr::Int | Repr::Ref | Repr::Small | Repr::Borrowed | Repr::Raw,
            )
            | None => self.operand(o),
        }
    }

    /// An operand as a word: a number is boxed, with a reference of its own.
    pub fn boxed(&mut self, o: Operand) -> Value {
        let repr = self.repr_of(o);
        let v = self.operand_in(repr, o);
        match repr {
            Some(Repr::F64) => self.e.box_float(v),
            Some(Repr::I64) => self.e.box_int(v),
            Some(Repr::Bool) => self.e.bool_word(v),
            _ => v,
        }
    }

    /// A Bool operand.
    pub fn operand_bool(&mut self, o: Operand) -> Value {
        match o {
            Operand::Const(c) => {
                let b = matches!(self.program.constant(c), taipan_mir::Const::Bool(true));
                self.e.b.ins().iconst(types::I8, i64::from(b))
            }
            o => self.operand(o),
        }
    }

    /// The block that a raising operation branches to.
    pub fn raise_block(&mut self, span: Span, target: Option<BlockId>, add_entry: bool) -> Block {
        self.raise_block_with(span, target, add_entry.then_some(RuntimeFn::traceback))
    }

    /// The same with the runtime function that adds the traceback's entry, if any.
    pub fn raise_block_with(
        &mut self,
        span: Span,
        target: Option<BlockId>,
        entry: Option<RuntimeFn>,
    ) -> Block {
        if entry.is_none()
            && let Some(t) = target
        {
            return self.blocks[t.index()];
        }
        let key = (span, target, entry.map(|f| f as u16));
        if let Some(b) = self.raises.get(&key) {
            return *b;
        }
        let block = self.e.cold_block();
        self.raises.insert(key, block);
        block
    }

    fn raise_blocks(&mut self) {
        let mut rows: Vec<_> = self.raises.drain().collect();
        rows.sort_by_key(|r| r.1);
        for ((span, target, entry), block) in rows {
            self.e.switch_to(block);
            if let Some(entry) = entry {
                let of = self
                    .program
                    .written_in(span, taipan_mir::FuncId::new(self.index));
                let code = self.e.symbols.codes[of.index()];
                let code = self.e.address(code);
                let packed = u64::from(span.start) | u64::from(span.end) << 32;
                let packed = self.e.b.ins().iconst(types::I64, packed as i64);
                let first = entry == RuntimeFn::traceback_first as u16;
                let f = if first {
                    RuntimeFn::traceback_first
                } else {
                    RuntimeFn::traceback
                };
                self.e.runtime(f, &[code, packed]);
            }
            match target {
                Some(t) => {
                    let to = self.blocks[t.index()];
                    self.e.jump(to);
                }
                None => self.return_raised(),
            }
        }
    }

    /// Leaves with the exception in flight.
    fn return_raised(&mut self) {
        let zero = self.e.word(0);
        if self.func.is_generator || self.func.ret.is_counted() {
            self.e.b.ins().return_(&[zero]);
            return;
        }
        let one = self.e.word(1);
        let value = match clif_type(self.func.ret) {
            types::F64 => self.e.b.ins().f64const(0.0),
            ty => self.e.b.ins().iconst(ty, 0),
        };
        self.e.b.ins().return_(&[value, one]);
    }

    /// Branches to the raise block when a word is zero, and goes on.
    pub fn check_null(&mut self, inst: &Inst, value: Value) {
        let raised = self.raise_block(inst.span, inst.raise, true);
        let next = self.e.block();
        self.e.branch(value, next, raised);
        self.e.switch_to(next);
    }
    /// Branches to the raise block when a status is negative, and goes on.
    pub fn check_negative(&mut self, inst: &Inst, status: Value) {
        let raised = self.raise_block(inst.span, inst.raise, true);
        let next = self.e.block();
        let failed = self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
        self.e.branch(failed, raised, next);
        self.e.switch_to(next);
    }

    /// Is an exception in flight?
    pub fn exception_in_flight(&mut self) -> Value {
        let context = self.e.context();
        self.e.load(context, layout::CONTEXT_EXCEPTION)
    }

    fn terminator(&mut self, term: &Terminator) {
        match term {
            Terminator::Jump(to) => {
                let to = self.blocks[to.index()];
                self.e.jump(to);
            }
            Terminator::Branch { cond, then, orelse } => {
                let cond = self.operand_bool(*cond);
                let (then, orelse) = (self.blocks[then.index()], self.blocks[orelse.index()]);
                self.e.branch(cond, then, orelse);
            }
            Terminator::Return(value) => self.return_value(*value),
            Terminator::Unwind => self.return_raised(),
            Terminator::Suspend(value) => {
                let value = self.operand(*value);
                self.e.b.ins().return_(&[value]);
            }
            Terminator::Switch {
                on,
                targets,
                default,
            } => {
                let on = self.operand_i64(*on);
                let mut switch = Switch::new();
                for (i, t) in targets.iter().enumerate() {
                    switch.set_entry(i as u128, self.blocks[t.index()]);
                }
                let default = self.blocks[default.index()];
                switch.emit(&mut self.e.b, on, default);
            }
            Terminator::Unreachable => {
                self.e.b.ins().trap(ir::TrapCode::unwrap_user(1));
            }
            Terminator::ForNext {
                iter,
                dest,
                body,
                exit,
                raise,
                span,
            } => self.for_next(*iter, *dest, *body, *exit, *raise, *span),
            Terminator::Yield { .. } => {
                panic!("{}: yield after opt/generators", self.func.qualname)
            }
        }
    }

    fn return_value(&mut self, value: Operand) {
        if self.func.is_generator {
            // The result goes to frame word 0; zero tells the end.
            let v = self.operand(value);
            let generator = self.use_local(Local(0));
            self.e.store(generator, layout::GENERATOR_FRAME, v);
            let finished = self
                .e
                .b
                .ins()
                .iconst(types::I64, taipan_abi::program::GENERATOR_FINISHED);
            self.e.store(generator, layout::GENERATOR_STATE, finished);
            let zero = self.e.word(0);
            self.e.b.ins().return_(&[zero]);
            return;
        }
        match self.func.ret {
            Repr::Value | Repr::Int | Repr::Ref => {
                let v = self.operand(value);
                self.e.b.ins().return_(&[v]);
            }
            repr => {
                let v = match repr {
                    Repr::F64 => self.operand_f64(value),
                    Repr::Bool => self.operand_bool(value),
                    _ => self.operand_i64(value),
                };
                let zero = self.e.word(0);
                self.e.b.ins().return_(&[v, zero]);
            }
        }
    }

    /// The next item: list and range iterators inline, others through the runtime.
    fn for_next(
        &mut self,
        iter: Operand,
        dest: Local,
        body: BlockId,
        exit: BlockId,
        raise: Option<BlockId>,
        span: Span,
    ) {
        use taipan_abi::class_ids::ClassId;
        let iter = self.operand(iter);
        let (body, exit) = (self.blocks[body.index()], self.blocks[exit.index()]);
        let repr = self.local(dest).repr;
        let (got, item) = self.e.block_with(clif_type(repr));
        let slow = self.e.block();
        let class = self.e.load_u32(iter, layout::HEADER_CLASS);
        let not_range = self.e.block();
        if matches!(repr, Repr::F64 | Repr::Raw) {
            // Floats and bools come from no range.
            self.e.jump(not_range);
        } else {
            let range = self.e.block();
            let is_range =
                self.e
                    .b
                    .ins()
                    .icmp_imm_s(IntCC::Equal, class, ClassId::RANGE_ITERATOR as i64);
            self.e.branch(is_range, range, not_range);
            self.e.switch_to(range);
            self.step_range(iter, got, exit);
        }
        self.e.switch_to(not_range);
        let list = self.e.block();
        let is_list = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, class, ClassId::LIST_ITERATOR as i64);
        self.e.branch(is_list, list, slow);
        self.e.switch_to(list);
        self.step_list(iter, dest, got, slow);

        self.e.switch_to(slow);
        if !self.cold {
            self.resume_generator(iter, class, dest, body, exit, raise, span);
        }
        let next = self.e.runtime_value(RuntimeFn::iter_next, &[iter]);
        let (found, ended) = (self.e.block(), self.e.cold_block());
        self.e.branch(next, found, ended);
        self.e.switch_to(ended);
        let exception = self.exception_in_flight();
        let raised = self.raise_block(span, raise, true);
        self.e.branch(exception, raised, exit);
        self.e.switch_to(found);
        let next = self.item_of_word(dest, next);
        self.e.jump_with(got, next);

        self.e.switch_to(got);
        self.define(dest, item);
        self.e.jump(body);
    }

    /// An item that arrives as a word with a reference, as its local holds it.
    fn item_of_word(&mut self, dest: Local, w: Value) -> Value {
        if self.local(dest).repr != Repr::F64 {
            return w;
        }
        let x = self.e.unbox_float(w);
        self.e.counted_number(Helper::Release, w, true);
        x
    }

    /// The next number of a range iterator.
    fn step_range(&mut self, iter: Value, got: Block, exit: Block) {
        let left = self.e.load(iter, layout::RANGE_ITER_LEFT);
        let more = self.e.block();
        let any = self.e.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, left, 0);
        self.e.branch(any, more, exit);
        self.e.switch_to(more);
        let next = self.e.load(iter, layout::RANGE_ITER_NEXT);
        let step = self.e.load(iter, layout::RANGE_ITER_STEP);
        let following = self.e.b.ins().iadd(next, step);
        self.e.store(iter, layout::RANGE_ITER_NEXT, following);
        let left = self.e.b.ins().iadd_imm_s(left, -1);
        self.e.store(iter, layout::RANGE_ITER_LEFT, left);
        let doubled = self.e.b.ins().ishl_imm_s(next, 1);
        let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
        self.e.jump_with(got, tagged);
    }

    /// Resumes a suspended generator without the runtime, as long as no exception is being handled by it or around it.
    /// Goes on, in the current block, for whatever else the iterator may be.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one terminator, taken apart by its only caller"
    )]
    fn resume_generator(
        &mut self,
        iter: Value,
        class: Value,
        dest: Local,
        body: Block,
        exit: Block,
        raise: Option<BlockId>,
        span: Span,
    ) {
        use taipan_abi::class_ids::ClassId;
        let other = self.e.block();
        let test = |s: &mut Self, condition: Value, passed_when: bool| {
            let next = s.e.block();
            if passed_when {
                s.e.branch(condition, next, other);
            } else {
                s.e.branch(condition, other, next);
            }
            s.e.switch_to(next);
        };
        let is_generator =
            self.e
                .b
                .ins()
                .icmp_imm_s(IntCC::Equal, class, ClassId::GENERATOR as i64);
        test(self, is_generator, true);
        let state = self.e.load(iter, layout::GENERATOR_STATE);
        let suspended = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, state, 0);
        test(self, suspended, true);
        let own = self.e.load(iter, layout::GENERATOR_HANDLED);
        let context = self.e.context();
        let outer = self.e.load(context, layout::CONTEXT_HANDLED);
        let any = self.e.b.ins().bor(own, outer);
        test(self, any, false);
        let resume = self.e.load(iter, layout::GENERATOR_RESUME);
        let signature = self.e.symbols.resume_signature();
        let signature = self.e.b.import_signature(signature);
        let none = self.e.word(word::NONE);
        let call = self
            .e
            .b
            .ins()
            .call_indirect(signature, resume, &[iter, none]);
        let item = self.e.b.inst_results(call)[0];
        let (yielded, ended) = (self.e.block(), self.e.cold_block());
        self.e.branch(item, yielded, ended);
        self.e.switch_to(ended);
        let status = self.e.runtime_value(RuntimeFn::generator_ended, &[iter]);
        let raised = self.raise_block(span, raise, true);
        let failed = self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
        self.e.branch(failed, raised, exit);
        self.e.switch_to(yielded);
        let inner = self.e.load(context, layout::CONTEXT_HANDLED);
        let (clean, handling) = (self.e.block(), self.e.cold_block());
        self.e.branch(inner, handling, clean);
        self.e.switch_to(handling);
        self.e.runtime(RuntimeFn::generator_suspended, &[iter]);
        self.e.jump(clean);
        self.e.switch_to(clean);
        let item = self.item_of_word(dest, item);
        self.define(dest, item);
        self.e.jump(body);
        self.e.switch_to(other);
    }

    /// Calls the direct entry of a function; the result, checked.
    pub fn call_direct(&mut self, inst: &Inst, callee: usize, args: &[Value]) -> Value {
        let target = &self.program.funcs[callee];
        let id = self.e.symbols.directs[callee];
        let f = self.e.function(id, |s| s.direct_signature(target), true);
        let call = self.e.b.ins().call(f, args);
        let results = self.e.b.inst_results(call).to_vec();
        let ret = if target.is_generator {
            Repr::Value
        } else {
            target.ret
        };
        if symbols::return_types(ret).len() == 1 && self.arrives_small {
            let small = self.e.b.ins().band_imm_s(results[0], 1);
            let (next, other) = (self.e.block(), self.e.cold_block());
            self.e.branch(small, next, other);
            self.e.switch_to(other);
            let raised = self.raise_block(inst.span, inst.raise, true);
            self.e.branch(results[0], next, raised);
            self.e.switch_to(next);
        } else if symbols::return_types(ret).len() == 1 {
            self.check_null(inst, results[0]);
        } else {
            let raised = self.raise_block(inst.span, inst.raise, true);
            let next = self.e.block();
            self.e.branch(results[1], raised, next);
            self.e.switch_to(next);
        }
        results[0]
    }
}
