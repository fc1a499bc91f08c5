//! Instructions on values: inline fast paths in front of runtime calls.

use crate::function::Body;
use crate::words::{Helper, constant, plain};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use taipan_abi::class_ids::ClassId;
use taipan_abi::layout;
use taipan_abi::runtime_fns::{Errors, Kind, RuntimeFn};
use taipan_mir::{AddressOf, Inst, Op, Operand, Repr, UnaryOp};

impl Body<'_, '_> {
    pub fn inst(&mut self, inst: &Inst) {
        match &inst.op {
            Op::Copy => {
                let repr = inst.dest.map(|d| self.local(d).repr);
                let v = self.operand_in(repr, inst.args[0]);
                let v = match (self.cold && !self.e.general, inst.args[0]) {
                    (true, Operand::Local(l))
                        if matches!(self.local(l).repr, Repr::F64 | Repr::I64) =>
                    {
                        self.e.renewed(v)
                    }
                    _ => v,
                };
                self.define_dest(inst, v);
            }
            Op::Borrow => {
                let v = self.operand(inst.args[0]);
                self.define_dest(inst, v);
            }
            Op::Clear => {
                let zero = self.e.word(0);
                self.define_dest(inst, zero);
            }
            Op::CheckBound { name } => {
                let v = self.operand(inst.args[0]);
                let (next, unset) = (self.e.block(), self.e.cold_block());
                self.e.branch(v, next, unset);
                self.e.switch_to(unset);
                let name = self.name(*name);
                self.e.runtime(RuntimeFn::raise_unbound_local, &[name]);
                let raised = self.raise_block(inst.span, inst.raise, true);
                self.e.jump(raised);
                self.e.switch_to(next);
                self.define_dest(inst, v);
            }
            Op::LoadGlobal { module, slot, name } => {
                let (done, result) = self.e.block_with(types::I64);
                let base = self.e.address(self.e.symbols.globals[module.index()]);
                let v = self.e.load(base, 8 * *slot as i32);
                let (found, missing) = (self.e.block(), self.e.cold_block());
                self.e.branch(v, found, missing);
                self.e.switch_to(found);
                self.e.retain(v, false, false);
                self.e.jump_with(done, v);
                self.e.switch_to(missing);
                let name = self.name(*name);
                let builtin = self.e.runtime_value(RuntimeFn::global_missing, &[name]);
                self.check_null(inst, builtin);
                self.e.jump_with(done, builtin);
                self.e.switch_to(done);
                self.define_dest(inst, result);
            }
            Op::StoreGlobal { module, slot } => {
                let v = self.operand(inst.args[0]);
                let base = self.e.address(self.e.symbols.globals[module.index()]);
                let old = self.e.load(base, 8 * *slot as i32);
                self.e.store(base, 8 * *slot as i32, v);
                self.e.helper(Helper::Release, old);
            }
            Op::DeleteGlobal { module, slot, name } => {
                let base = self.e.address(self.e.symbols.globals[module.index()]);
                let old = self.e.load(base, 8 * *slot as i32);
                let (found, missing) = (self.e.block(), self.e.cold_block());
                self.e.branch(old, found, missing);
                self.e.switch_to(missing);
                let name = self.name(*name);
                self.e.runtime(RuntimeFn::raise_name_error, &[name]);
                let raised = self.raise_block(inst.span, inst.raise, true);
                self.e.jump(raised);
                self.e.switch_to(found);
                let zero = self.e.word(0);
                self.e.store(base, 8 * *slot as i32, zero);
                self.e.helper(Helper::Release, old);
            }
            Op::LoadBuiltin { name } => {
                let slots = &self.e.symbols.builtin_slots;
                let slot = slots
                    .iter()
                    .find(|s| s.0 == *name)
                    .expect("every builtin has a slot")
                    .1;
                let base = self.e.address(self.e.symbols.bigs);
                let v = self
                    .e
                    .b
                    .ins()
                    .load(types::I64, constant(), base, 8 * slot as i32);
                // Builtins are immortal.
                self.define_dest(inst, v);
            }
            Op::LoadFree { index } => {
                let callee = self.operand(inst.args[0]);
                let closure = self.e.load(callee, layout::FUNCTION_CLOSURE);
                let cell = self
                    .e
                    .load(closure, layout::TUPLE_ITEMS + 8 * *index as i32);
                self.e.retain(cell, true, false);
                self.define_dest(inst, cell);
            }
            Op::LoadCell { name, is_free } => {
                let cell = self.operand(inst.args[0]);
                let v = self.e.load(cell, layout::CELL_VALUE);
                let (found, missing) = (self.e.block(), self.e.cold_block());
                self.e.branch(v, found, missing);
                self.e.switch_to(missing);
                let name = self.name(*name);
                let f = if *is_free {
                    RuntimeFn::raise_unbound_free
                } else {
                    RuntimeFn::raise_unbound_local
                };
                self.e.runtime(f, &[name]);
                let raised = self.raise_block(inst.span, inst.raise, true);
                self.e.jump(raised);
                self.e.switch_to(found);
                self.e.retain(v, false, false);
                self.define_dest(inst, v);
            }
            Op::StoreCell => {
                let cell = self.operand(inst.args[0]);
                let v = self.operand(inst.args[1]);
                let old = self.e.load(cell, layout::CELL_VALUE);
                self.e.store(cell, layout::CELL_VALUE, v);
                self.e.helper(Helper::Release, old);
            }
            Op::Binary { op, in_place } => self.binary(inst, *op, *in_place),
            Op::Compare { op } => self.compare(inst, *op, false),
            Op::CompareTruth { op } => self.compare(inst, *op, true),
            Op::Unary { op } => {
                let a = self.operand(inst.args[0]);
                let f = match op {
                    UnaryOp::Neg => RuntimeFn::neg,
                    UnaryOp::Pos => RuntimeFn::pos,
                    UnaryOp::Invert => RuntimeFn::invert,
                };
                let v = self.e.runtime_value(f, &[a]);
                self.check_null(inst, v);
                self.define_dest(inst, v);
            }
            Op::Truth => self.truth(inst),
            Op::Is { negated } => self.is(inst, *negated),
            Op::IsUnset => {
                let v = self.operand(inst.args[0]);
                let b = self.e.b.ins().icmp_imm_s(IntCC::Equal, v, 0);
                self.define_dest(inst, b);
            }
            Op::In { negated } => {
                let item = self.operand(inst.args[0]);
                let container = self.operand(inst.args[1]);
                let flag = self
                    .e
                    .runtime_value(RuntimeFn::contains, &[item, container]);
                self.check_negative(inst, flag);
                let flag = if *negated {
                    self.e.b.ins().bxor_imm_s(flag, 1)
                } else {
                    flag
                };
                let b = self.e.bool_of_flag(flag);
                self.define_dest(inst, b);
            }
            Op::BoolValue => {
                let b = self.operand_bool(inst.args[0]);
                let v = self.e.bool_word(b);
                self.define_dest(inst, v);
            }
            Op::BoolNot => {
                let b = self.operand_bool(inst.args[0]);
                let v = self.e.b.ins().bxor_imm_s(b, 1);
                self.define_dest(inst, v);
            }
            Op::GetAttr { name, cache } => self.get_attr(inst, *name, *cache),
            Op::SetAttr { name, cache } => self.set_attr(inst, *name, *cache),
            Op::GetItem => self.get_item(inst),
            Op::SetItem => self.set_item(inst),
            Op::Call { kwnames } => self.call(inst, *kwnames),
            Op::CallMethod {
                name,
                kwnames,
                cache,
            } => self.call_method(inst, *name, *kwnames, *cache),
            Op::CallDirect { func } => {
                let target = &self.program.funcs[func.index()];
                let reprs = target.locals.iter().map(|l| Some(l.repr));
                let args: Vec<Value> = (inst.args.iter().zip(reprs))
                    .map(|(a, repr)| self.operand_in(repr, *a))
                    .collect();
                let v = self.call_direct(inst, func.index(), &args);
                self.define_dest(inst, v);
            }
            Op::Runtime {
                function: RuntimeFn::poll,
            } => self.poll(inst.raise, inst.span, None),
            Op::Runtime {
                function: RuntimeFn::str_item,
            } => self.str_item(inst),
            Op::Runtime { function } => self.runtime_call(inst, *function),
            Op::BuildList => self.build(inst, RuntimeFn::build_list, 1),
            Op::BuildTuple => self.build(inst, RuntimeFn::build_tuple, 1),
            Op::BuildSet => self.build(inst, RuntimeFn::build_set, 1),
            Op::BuildDict => self.build(inst, RuntimeFn::build_dict, 2),
            Op::BuildString => self.build(inst, RuntimeFn::build_string, 1),
            Op::MakeFunction { func } => {
                let words: Vec<Value> = inst.args.iter().map(|a| self.operand(*a)).collect();
                let (cells, rest) = words.split_at(words.len() - 3);
                let closure = self.closure(cells);
                let code = self.e.address(self.e.symbols.codes[func.index()]);
                let v = self.e.runtime_value(
                    RuntimeFn::make_function,
                    &[code, closure, rest[0], rest[1], rest[2]],
                );
                self.define_dest(inst, v);
            }
            Op::NewCell => {
                let v = self.operand(inst.args[0]);
                let cell = self.e.runtime_value(RuntimeFn::new_cell, &[v]);
                self.define_dest(inst, cell);
            }
            Op::CallBody { func, num_cells } => {
                self.call_body(inst, func.index(), *num_cells as usize)
            }
            Op::ClassFinish { layout } => {
                let builder = self.operand(inst.args[0]);
                let cell = self.operand(inst.args[1]);
                let record = self.e.address(self.e.symbols.class_layouts[layout.index()]);
                let v = self
                    .e
                    .runtime_value(RuntimeFn::class_finish, &[builder, cell, record]);
                self.check_null(inst, v);
                self.define_dest(inst, v);
            }
            Op::MakeGenerator { func } => {
                let words: Vec<Value> = inst.args.iter().map(|a| self.operand(*a)).collect();
                let v = crate::thunk::make_generator(&mut self.e, func.index(), &words);
                self.define_dest(inst, v);
            }
            Op::Unpack { count } => self.unpack(inst, *count, None),
            Op::UnpackStar { before, after } => {
                let v = self.operand(inst.args[0]);
                let slot = self.e.slot(before + after + 1);
                let out = self.e.slot_address(slot);
                let b = self.e.b.ins().iconst(types::I64, i64::from(*before));
                let a = self.e.b.ins().iconst(types::I64, i64::from(*after));
                let status = self
                    .e
                    .runtime_value(RuntimeFn::unpack_star, &[v, b, a, out]);
                self.check_negative(inst, status);
                self.define_dest(inst, out);
            }
            Op::Take { index } => {
                let base = self.operand(inst.args[0]);
                let v = self.e.load(base, 8 * *index as i32);
                self.define_dest(inst, v);
            }
            Op::Array { count } => {
                let slot = self.e.slot(*count);
                let address = self.e.slot_address(slot);
                let zero = self.e.word(0);
                for i in 0..*count {
                    self.e.store(address, 8 * i as i32, zero);
                }
                self.define_dest(inst, address);
            }
            Op::Address { of } => {
                let s = self.e.symbols;
                let v = match of {
                    AddressOf::Module(m) => self.e.address(s.modules[m.index()]),
                    AddressOf::Code(f) => self.e.address(s.codes[f.index()]),
                    AddressOf::Class(c) => self.e.address(s.class_layouts[c.index()]),
                    AddressOf::Text(c) => {
                        let object = s.consts[c.index()].expect("texts are string constants");
                        let base = self.e.place(object);
                        self.e.b.ins().iadd_imm_s(base, i64::from(layout::STR_DATA))
                    }
                    AddressOf::GlobalSlot(m, slot) => {
                        let base = self.e.address(s.globals[m.index()]);
                        self.e.b.ins().iadd_imm_s(base, 8 * i64::from(*slot))
                    }
                };
                self.define_dest(inst, v);
            }
            Op::Immediate { value } => {
                let v = self.e.b.ins().iconst(types::I64, *value);
                self.define_dest(inst, v);
            }
            Op::Catch => {
                let context = self.e.context();
                let v = self.e.load(context, layout::CONTEXT_EXCEPTION);
                let zero = self.e.word(0);
                self.e.store(context, layout::CONTEXT_EXCEPTION, zero);
                self.define_dest(inst, v);
            }
            Op::ExceptionMatches => {
                let exc = self.operand(inst.args[0]);
                let wanted = self.operand(inst.args[1]);
                let flag = self
                    .e
                    .runtime_value(RuntimeFn::exception_matches, &[exc, wanted]);
                self.check_negative(inst, flag);
                let b = self.e.bool_of_flag(flag);
                self.define_dest(inst, b);
            }
            Op::ImportModule { module } => {
                let record = self.e.address(self.e.symbols.modules[module.index()]);
                let v = self.e.runtime_value(RuntimeFn::import_module, &[record]);
                self.check_null(inst, v);
                self.define_dest(inst, v);
            }
            Op::Retain => {
                let Operand::Local(l) = inst.args[0] else {
                    return;
                };
                let (repr, maybe) = (self.local(l).repr, self.local(l).maybe_unset);
                let v = self.use_local(l);
                if self.cold {
                    self.e.helper(Helper::Retain, v);
                } else if maybe {
                    self.e.counted_unless_immediate(Helper::Retain, v);
                } else if repr == Repr::Int {
                    self.e.counted_int(Helper::Retain, v);
                } else {
                    self.e.retain(v, repr == Repr::Ref, false);
                }
            }
            Op::Release => {
                let Operand::Local(l) = inst.args[0] else {
                    return;
                };
                let (repr, maybe) = (self.local(l).repr, self.local(l).maybe_unset);
                let v = self.use_local(l);
                if self.cold {
                    self.e.helper(Helper::Release, v);
                } else if maybe {
                    self.e.counted_unless_immediate(Helper::Release, v);
                } else if repr == Repr::Int {
                    self.e.counted_int(Helper::Release, v);
                } else {
                    self.e.release(v, repr == Repr::Ref, false);
                }
            }
            Op::FrameStore { word } => {
                let generator = self.operand(inst.args[0]);
                let v = self.operand(inst.args[1]);
                self.e
                    .store(generator, layout::GENERATOR_FRAME + 8 * *word as i32, v);
            }
            Op::FrameTake { word } => {
                let generator = self.operand(inst.args[0]);
                let at = layout::GENERATOR_FRAME + 8 * *word as i32;
                let v = self.e.load(generator, at);
                let zero = self.e.word(0);
                self.e.store(generator, at, zero);
                self.define_dest(inst, v);
            }
            Op::SetState { state } => {
                let generator = self.operand(inst.args[0]);
                let v = self.e.b.ins().iconst(types::I64, *state);
                self.e.store(generator, layout::GENERATOR_STATE, v);
            }
            Op::GetState => {
                let generator = self.operand(inst.args[0]);
                let v = self.e.load(generator, layout::GENERATOR_STATE);
                self.define_dest(inst, v);
            }
            Op::Box
            | Op::UnboxFloat
            | Op::UnboxBool
            | Op::UnboxInt
            | Op::IntArith { .. }
            | Op::IntWord { .. }
            | Op::FloatArith { .. }
            | Op::FloatNeg
            | Op::IntToFloat
            | Op::IntCompare { .. }
            | Op::IntWordCompare { .. }
            | Op::FloatCompare { .. }
            | Op::SmallArith { .. }
            | Op::IntMul
            | Op::RangeCount
            | Op::SmallCompare { .. }
            | Op::ToSmall
            | Op::SmallOfInt
            | Op::TagInt
            | Op::StrCompare { .. }
            | Op::LoadField { .. }
            | Op::StoreField { .. }
            | Op::LoadDouble { .. }
            | Op::StoreDouble { .. }
            | Op::NewInstance { .. }
            | Op::ListGet { .. }
            | Op::AnyItem { .. }
            | Op::TupleGet { .. }
            | Op::ListSet { .. }
            | Op::ListAppend { .. }
            | Op::ListPop { .. }
            | Op::BuildPacked { .. }
            | Op::ListLen
            | Op::ToFloat
            | Op::ClampInt
            | Op::FloatSqrt
            | Op::FloatToInt { .. }
            | Op::FloatAbs
            | Op::GuardGlobal { .. }
            | Op::ClassIs { .. }
            | Op::IsObject
            | Op::Length => self.typed(inst),
        }
    }

    /// A tuple of cells, or zero when there are none. Consumes them.
    fn closure(&mut self, cells: &[Value]) -> Value {
        if cells.is_empty() {
            return self.e.word(0);
        }
        let array = self.e.array(cells);
        let n = self.e.b.ins().iconst(types::I64, cells.len() as i64);
        self.e.runtime_value(RuntimeFn::build_tuple, &[array, n])
    }

    fn build(&mut self, inst: &Inst, f: RuntimeFn, per_item: usize) {
        let words: Vec<Value> = inst.args.iter().map(|a| self.operand(*a)).collect();
        let array = self.e.array(&words);
        let n = self
            .e
            .b
            .ins()
            .iconst(types::I64, (words.len() / per_item) as i64);
        let v = self.e.runtime_value(f, &[array, n]);
        if f.row().errors == Errors::null {
            self.check_null(inst, v);
        }
        self.define_dest(inst, v);
    }

    fn runtime_call(&mut self, inst: &Inst, f: RuntimeFn) {
        let row = f.row();
        let mut args = vec![];
        for (kind, a) in row.args.iter().zip(&inst.args) {
            args.push(match kind {
                Kind::I => self.operand_i64(*a),
                Kind::F => self.operand_f64(*a),
                Kind::V | Kind::U | Kind::O | Kind::Z | Kind::P | Kind::N => self.operand(*a),
            });
        }
        let result = self.e.runtime(f, &args);
        match (row.errors, result) {
            (Errors::never, _) => {}
            (Errors::null, Some(v)) => self.check_null(inst, v),
            (Errors::negative, Some(v)) => self.check_negative(inst, v),
            (Errors::exhausted, Some(v)) => {
                let (next, ended) = (self.e.block(), self.e.cold_block());
                self.e.branch(v, next, ended);
                self.e.switch_to(ended);
                let exception = self.exception_in_flight();
                let raised = self.raise_block(inst.span, inst.raise, true);
                self.e.branch(exception, raised, next);
                self.e.switch_to(next);
            }
            (Errors::always, _) => {
                let raised = self.raise_block_with(inst.span, inst.raise, inst.op.traceback());
                self.e.jump(raised);
                let dead = self.e.cold_block();
                self.e.switch_to(dead);
            }
            (_, None) => unreachable!("rows that may raise have a result"),
        }
        if let (Some(d), Some(v)) = (inst.dest, result) {
            let v = match (self.local(d).repr, row.result) {
                (Repr::F64, Kind::V) => self.e.unbox_float(v),
                (Repr::Bool, Kind::I) => self.e.bool_of_flag(v),
                (Repr::Value, Kind::I) => self.e.box_int(v),
                _ => v,
            };
            self.define(d, v);
        }
    }

    /// An unpacking and the release of what has been unpacked. Whether these two instructions are that.
    pub fn unpack_last(&mut self, inst: &Inst, next: &Inst) -> bool {
        match inst.op {
            Op::Unpack { count } if next.op == Op::Release && next.args == inst.args => {
                self.unpack(inst, count, Some(next));
                true
            }
            _ => false,
        }
    }

    fn unpack(&mut self, inst: &Inst, count: u32, release: Option<&Inst>) {
        let v = self.operand(inst.args[0]);
        let slot = self.e.slot(count);
        let out = self.e.slot_address(slot);
        let (done, after) = (self.e.block(), self.e.block());
        if !self.cold && count <= 8 {
            self.unpack_tuple(v, count, out, done, release.map(|_| after));
        }
        let n = self.e.b.ins().iconst(types::I64, i64::from(count));
        let status = self.e.runtime_value(RuntimeFn::unpack, &[v, n, out]);
        self.check_negative(inst, status);
        self.e.jump(done);
        self.e.switch_to(done);
        if let Some(release) = release {
            self.inst(release);
        }
        self.e.jump(after);
        self.e.switch_to(after);
        self.define_dest(inst, out);
    }

    /// Copies the items of an exact tuple of this length and jumps to `done`; goes on in the current block otherwise.
    /// Where the tuple has one reference and that is given up, its items are moved and it is freed; then comes `taken`.
    fn unpack_tuple(
        &mut self,
        v: Value,
        count: u32,
        out: Value,
        done: Block,
        taken: Option<Block>,
    ) {
        let (slow, heap, exact, copy) = (
            self.e.cold_block(),
            self.e.block(),
            self.e.block(),
            self.e.block(),
        );
        let pointer = self.e.is_pointer(v);
        self.e.branch(pointer, heap, slow);
        self.e.switch_to(heap);
        let class = self.e.load_u32(v, layout::HEADER_CLASS);
        let tuple = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, class, ClassId::TUPLE as i64);
        self.e.branch(tuple, exact, slow);
        self.e.switch_to(exact);
        let len = self.e.load(v, layout::TUPLE_LEN);
        let fits = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, len, i64::from(count));
        self.e.branch(fits, copy, slow);
        self.e.switch_to(copy);
        let item_at = |n: u32| layout::TUPLE_ITEMS + 8 * n as i32;
        if let Some(taken) = taken {
            let (sole, shared) = (self.e.block(), self.e.block());
            let references = self.e.load_u32(v, layout::HEADER_LOCAL_COUNT);
            let is_sole = (self.e.b.ins()).icmp_imm_s(IntCC::Equal, references, 1);
            self.e.branch(is_sole, sole, shared);
            self.e.switch_to(sole);
            for n in 0..count {
                let item = self.e.load(v, item_at(n));
                self.e.store(out, 8 * n as i32, item);
            }
            self.e.runtime(RuntimeFn::tuple_taken, &[v]);
            self.e.jump(taken);
            self.e.switch_to(shared);
        }
        for n in 0..count {
            let item = self.e.load(v, item_at(n));
            self.e.retain(item, false, false);
            self.e.store(out, 8 * n as i32, item);
        }
        self.e.jump(done);
        self.e.switch_to(slow);
    }

    fn kwnames(&mut self, kwnames: Option<taipan_mir::ConstId>) -> (Value, usize) {
        match kwnames {
            None => (self.e.word(0), 0),
            Some(c) => {
                let n = match self.program.constant(c) {
                    taipan_mir::Const::Tuple(items) => items.len(),
                    other => panic!("{}: keyword names are {other:?}", self.func.qualname),
                };
                (self.operand(Operand::Const(c)), n)
            }
        }
    }

    fn call(&mut self, inst: &Inst, kwnames: Option<taipan_mir::ConstId>) {
        let callee = self.operand(inst.args[0]);
        let words: Vec<Value> = inst.args[1..].iter().map(|a| self.operand(*a)).collect();
        let array = self.e.array(&words);
        let (names, num_names) = self.kwnames(kwnames);
        let nargs = self
            .e
            .b
            .ins()
            .iconst(types::I64, (words.len() - num_names) as i64);
        let (done, result) = self.e.block_with(types::I64);
        let slow = self.e.block();
        if self.cold {
            self.e.jump(slow);
        } else {
            let pointer = self.e.is_pointer(callee);
            let next = self.e.block();
            self.e.branch(pointer, next, slow);
            self.e.switch_to(next);
            let class = self.e.load_u32(callee, layout::HEADER_CLASS);
            let function = self
                .e
                .b
                .ins()
                .icmp_imm_s(IntCC::Equal, class, ClassId::FUNCTION as i64);
            let next = self.e.block();
            self.e.branch(function, next, slow);
            self.e.switch_to(next);
            let v = self.call_entry(callee, array, nargs, names);
            self.check_null(inst, v);
            self.e.jump_with(done, v);
        }
        self.e.switch_to(slow);
        let v = self
            .e
            .runtime_value(RuntimeFn::call, &[callee, array, nargs, names]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Calls through the entry word of a function object.
    fn call_entry(&mut self, callee: Value, array: Value, nargs: Value, names: Value) -> Value {
        let entry = self.e.load(callee, layout::FUNCTION_ENTRY);
        let signature = self.e.symbols.uniform_signature();
        let signature = self.e.b.import_signature(signature);
        let inst = self
            .e
            .b
            .ins()
            .call_indirect(signature, entry, &[callee, array, nargs, names]);
        self.e.b.inst_results(inst)[0]
    }

    fn call_method(
        &mut self,
        inst: &Inst,
        name: taipan_mir::NameId,
        kwnames: Option<taipan_mir::ConstId>,
        cache: taipan_mir::CacheId,
    ) {
        let words: Vec<Value> = inst.args.iter().map(|a| self.operand(*a)).collect();
        let array = self.e.array(&words);
        let (names, num_names) = self.kwnames(kwnames);
        let nargs = self
            .e
            .b
            .ins()
            .iconst(types::I64, (words.len() - num_names) as i64);
        let site = self.cache(cache);
        let (done, result) = self.e.block_with(types::I64);
        let slow = self.e.block();
        if self.cold {
            self.e.jump(slow);
        } else {
            let offset = self.check_cache(words[0], site, slow);
            // The upper half names a 32-bit word that is zero as long as nothing in the instance can shadow the method.
            let place = self.e.b.ins().iadd(words[0], offset);
            let shadow = self.e.b.ins().load(types::I32, plain(), place, 0);
            let free = self.e.block();
            self.e.branch(shadow, slow, free);
            self.e.switch_to(free);
            let function = self.e.load(site, 8);
            let v = self.call_entry(function, array, nargs, names);
            self.check_null(inst, v);
            self.e.jump_with(done, v);
        }
        self.e.switch_to(slow);
        let name = self.name(name);
        let v = self
            .e
            .runtime_value(RuntimeFn::call_method, &[array, nargs, name, names, site]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Calls a class body or type-parameter scope: its cells become a temporary function object when it has any.
    fn call_body(&mut self, inst: &Inst, func: usize, num_cells: usize) {
        let words: Vec<Value> = inst.args.iter().map(|a| self.operand(*a)).collect();
        let (cells, rest) = words.split_at(num_cells);
        let target = &self.program.funcs[func];
        let mut args = vec![];
        let mut holder = None;
        if target.uses_callee {
            for c in cells {
                self.e.retain(*c, true, false);
            }
            let closure = self.closure(cells);
            let code = self.e.address(self.e.symbols.codes[func]);
            let zero = self.e.word(0);
            let f = self
                .e
                .runtime_value(RuntimeFn::make_function, &[code, closure, zero, zero, zero]);
            args.push(f);
            holder = Some(f);
        }
        args.extend_from_slice(rest);
        let id = self.e.symbols.directs[func];
        let f = self.e.function(id, |s| s.direct_signature(target), true);
        let call = self.e.b.ins().call(f, &args);
        let v = self.e.b.inst_results(call)[0];
        if let Some(h) = holder {
            self.e.helper(Helper::Release, h);
        }
        self.check_null(inst, v);
        self.define_dest(inst, v);
    }
}
