//! Value words and object headers in CLIF: tests, encodings, retain and release.

use crate::symbols::{self, Symbols};
use crate::views::View;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, Block, InstBuilder, MemFlagsData, StackSlot, StackSlotData, StackSlotKind, Value, types,
};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_module::{DataId, FuncId};
use std::collections::HashMap;
use taipan_abi::runtime_fns::{Kind, RuntimeFn};
use taipan_abi::{layout, word};

/// Out-of-line sequences that every object file carries, for cold code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Helper {
    /// `(word)`, plus `APART`; zero is allowed.
    Retain,
    /// `(word)`, plus `APART`; zero is allowed.
    Release,
    /// As `Retain` and `Release`, preserving every register.
    RetainKeeping,
    ReleaseKeeping,
    /// `(function, arguments…)`: calls a runtime function that takes so many words (each plus `APART`), preserving every register; its result,
    /// a word, is left in the thread context.
    Slow0,
    Slow1,
    Slow2,
    Slow3,
    Slow4,
    /// `(function, f64)`: the same for one float argument.
    SlowOfFloat,
    /// `(function, word plus APART)`: the same for a float result.
    SlowToFloat,
}

impl Helper {
    pub const ALL: [Helper; 11] = [
        Helper::Retain,
        Helper::Release,
        Helper::RetainKeeping,
        Helper::ReleaseKeeping,
        Helper::Slow0,
        Helper::Slow1,
        Helper::Slow2,
        Helper::Slow3,
        Helper::Slow4,
        Helper::SlowOfFloat,
        Helper::SlowToFloat,
    ];

    /// The one that preserves every register.
    fn keeping(self) -> Helper {
        match self {
            Helper::Retain => Helper::RetainKeeping,
            Helper::Release => Helper::ReleaseKeeping,
            other => other,
        }
    }

    /// What it takes behind the function's address, and whether it takes that at all.
    fn params(self) -> &'static [ir::Type] {
        use types::{F64, I64};
        match self {
            Helper::Retain | Helper::Release | Helper::RetainKeeping | Helper::ReleaseKeeping => {
                &[I64]
            }
            Helper::Slow0 => &[I64],
            Helper::Slow1 | Helper::SlowToFloat => &[I64, I64],
            Helper::Slow2 => &[I64, I64, I64],
            Helper::Slow3 => &[I64, I64, I64, I64],
            Helper::Slow4 => &[I64, I64, I64, I64, I64],
            Helper::SlowOfFloat => &[I64, F64],
        }
    }

    fn signature(self, symbols: &Symbols) -> ir::Signature {
        let mut s = symbols.signature(self.params(), &[]);
        if !matches!(self, Helper::Retain | Helper::Release) {
            s.call_conv = CallConv::PreserveAll;
        }
        s
    }
}

/// Emits code into one function; shared by bodies and thunks.
pub struct Emit<'a, 'b> {
    pub b: FunctionBuilder<'b>,
    pub symbols: &'a Symbols,
    functions: HashMap<u32, ir::FuncRef>,
    data: HashMap<u32, ir::GlobalValue>,
    /// The code is a general copy: what is unlikely elsewhere has happened, and calls preserve no registers.
    pub general: bool,
    /// A word of the frame that values pass through.
    renewing: Option<StackSlot>,
    /// Views of lists that unlikely paths of the current instruction must load again.
    pub refreshed: Vec<View>,
}

/// Memory that compiled code and the runtime alone touch: aligned, never trapping.
pub fn plain() -> MemFlagsData {
    MemFlagsData::trusted()
}

/// Memory that never changes while the program runs.
pub fn constant() -> MemFlagsData {
    MemFlagsData::trusted().with_readonly().with_can_move()
}

impl<'a, 'b> Emit<'a, 'b> {
    pub fn new(
        func: &'b mut ir::Function,
        fcx: &'b mut FunctionBuilderContext,
        symbols: &'a Symbols,
    ) -> Self {
        Emit {
            b: FunctionBuilder::new(func, fcx),
            symbols,
            functions: HashMap::new(),
            data: HashMap::new(),
            general: false,
            renewing: None,
            refreshed: vec![],
        }
    }

    /// A function of this object.
    pub fn function(
        &mut self,
        id: FuncId,
        signature: impl FnOnce(&Symbols) -> ir::Signature,
        colocated: bool,
    ) -> ir::FuncRef {
        if let Some(f) = self.functions.get(&id.as_u32()) {
            return *f;
        }
        let signature = signature(self.symbols);
        let f = symbols::import_function(self.b.func, id, signature, colocated);
        self.functions.insert(id.as_u32(), f);
        f
    }

    /// Calls a runtime function; its result, if it has one.
    pub fn runtime(&mut self, f: RuntimeFn, args: &[Value]) -> Option<Value> {
        let id = self.symbols.runtime[f as usize];
        let callee = self.function(id, |s| s.runtime_signature(f), true);
        let inst = self.b.ins().call(callee, args);
        self.b.inst_results(inst).first().copied()
    }

    /// Calls a runtime function that has a result.
    pub fn runtime_value(&mut self, f: RuntimeFn, args: &[Value]) -> Value {
        self.runtime(f, args).expect("the row has a result")
    }

    pub fn helper(&mut self, h: Helper, value: Value) {
        let id = self.symbols.helper(h);
        let callee = self.function(id, |s| h.signature(s), true);
        let value = self.apart(value);
        self.b.ins().call(callee, &[value]);
    }

    /// A word that is to be passed to an out-of-line call (see [`layout::APART`]).
    fn apart(&mut self, w: Value) -> Value {
        self.b.ins().iadd_imm_s(w, layout::APART)
    }

    /// The same bits as another value, which no optimisation recognises: the allocator of registers may put it elsewhere.
    pub fn renewed(&mut self, v: Value) -> Value {
        let (ty, other) = match self.b.func.dfg.value_type(v) {
            types::F64 => (types::F64, types::I64),
            _ => (types::I64, types::F64),
        };
        let slot = match self.renewing {
            Some(slot) => slot,
            None => self.slot(1),
        };
        self.renewing = Some(slot);
        let place = self.slot_address(slot);
        self.b.ins().store(plain(), v, place, 0);
        let bits = self.b.ins().load(other, plain(), place, 0);
        self.b.ins().bitcast(ty, MemFlagsData::new(), bits)
    }

    /// Calls a runtime function on an unlikely path of a hot sequence: what is live around the call stays in its registers,
    /// and the registers are saved by the call instead. Not for paths that are taken often.
    pub fn slow(&mut self, f: RuntimeFn, args: &[Value]) -> Value {
        if self.general {
            return self.runtime_value(f, args);
        }
        let row = f.row();
        let h = match (row.args, row.result) {
            ([Kind::F], _) => Helper::SlowOfFloat,
            ([_], Kind::F) => Helper::SlowToFloat,
            (args, _) if args.len() < 5 && !args.contains(&Kind::F) => [
                Helper::Slow0,
                Helper::Slow1,
                Helper::Slow2,
                Helper::Slow3,
                Helper::Slow4,
            ][args.len()],
            _ => return self.runtime_value(f, args),
        };
        let id = self.symbols.runtime[f as usize];
        let function = self.function(id, |s| s.runtime_signature(f), true);
        let address = self.b.ins().func_addr(types::I64, function);
        let callee = self.function(self.symbols.helper(h), |s| h.signature(s), true);
        let mut all = vec![address];
        for a in args {
            all.push(match self.b.func.dfg.value_type(*a) {
                types::I64 => self.apart(*a),
                _ => *a,
            });
        }
        self.b.ins().call(callee, &all);
        let context = self.context();
        let ty = if row.result == Kind::F {
            types::F64
        } else {
            types::I64
        };
        self.b
            .ins()
            .load(ty, plain(), context, layout::CONTEXT_SLOW_RESULT)
    }

    /// The address of a data object.
    pub fn address(&mut self, id: DataId) -> Value {
        let key = id.as_u32();
        let global = match self.data.get(&key) {
            Some(g) => *g,
            None => {
                let g = symbols::import_data(self.b.func, id);
                self.data.insert(key, g);
                g
            }
        };
        self.b.ins().symbol_value(types::I64, global)
    }

    /// The address of a static object.
    pub fn place(&mut self, place: symbols::Place) -> Value {
        let base = self.address(place.data);
        match place.offset {
            0 => base,
            offset => self.b.ins().iadd_imm_s(base, offset),
        }
    }

    pub fn word(&mut self, w: u64) -> Value {
        self.b.ins().iconst(types::I64, w as i64)
    }
    pub fn load(&mut self, base: Value, offset: i32) -> Value {
        self.b.ins().load(types::I64, plain(), base, offset)
    }
    pub fn load_f64(&mut self, base: Value, offset: i32) -> Value {
        self.b.ins().load(types::F64, plain(), base, offset)
    }
    pub fn store(&mut self, base: Value, offset: i32, value: Value) {
        self.b.ins().store(plain(), value, base, offset);
    }
    pub fn load_u32(&mut self, base: Value, offset: i32) -> Value {
        self.b.ins().load(types::I32, plain(), base, offset)
    }
    /// A 32-bit number as a word.
    pub fn load_wide_u32(&mut self, base: Value, offset: i32) -> Value {
        self.b.ins().uload32(plain(), base, offset)
    }
    pub fn slot(&mut self, words: u32) -> StackSlot {
        self.b.create_sized_stack_slot(StackSlotData::new(
            StackSlotKind::ExplicitSlot,
            words.max(1) * 8,
            3,
        ))
    }
    pub fn slot_address(&mut self, slot: StackSlot) -> Value {
        self.b.ins().stack_addr(types::I64, slot, 0)
    }
    /// An array of words in the frame; its address.
    pub fn array(&mut self, words: &[Value]) -> Value {
        let slot = self.slot(words.len() as u32);
        let address = self.slot_address(slot);
        for (i, w) in words.iter().enumerate() {
            self.store(address, 8 * i as i32, *w);
        }
        address
    }
    /// A block; on a cold path, another cold one.
    pub fn block(&mut self) -> Block {
        let is_cold = self
            .b
            .current_block()
            .is_some_and(|b| self.b.func.layout.is_cold(b));
        if is_cold {
            return self.cold_block();
        }
        self.b.create_block()
    }
    pub fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }
    /// Branches and goes on in `next`.
    pub fn branch(&mut self, cond: Value, then: Block, orelse: Block) {
        self.b.ins().brif(cond, then, &[], orelse, &[]);
    }
    pub fn jump(&mut self, to: Block) {
        self.b.ins().jump(to, &[]);
    }
    pub fn jump_with(&mut self, to: Block, value: Value) {
        self.b.ins().jump(to, &[value.into()]);
    }
    pub fn switch_to(&mut self, block: Block) {
        self.b.switch_to_block(block);
    }
    /// A block that receives one word.
    pub fn block_with(&mut self, ty: ir::Type) -> (Block, Value) {
        let block = self.block();
        let value = self.b.append_block_param(block, ty);
        (block, value)
    }

    /// Whether a word is a pointer; zero counts as one.
    pub fn is_pointer(&mut self, w: Value) -> Value {
        let rotated = self.b.ins().rotl_imm_s(w, 1);
        let low = self.b.ins().band_imm_s(rotated, word::POINTER_MASK as i64);
        self.b.ins().icmp_imm_s(IntCC::Equal, low, 0)
    }

    pub fn context(&mut self) -> Value {
        self.b.ins().get_pinned_reg(types::I64)
    }

    /// Takes a reference, inline. `pointer`: the word is known to be a pointer to an object.
    pub fn retain(&mut self, w: Value, pointer: bool, maybe_zero: bool) {
        let done = self.block();
        if !pointer {
            let is_pointer = self.is_pointer(w);
            let next = self.block();
            self.branch(is_pointer, next, done);
            self.switch_to(next);
        }
        if maybe_zero {
            let next = self.block();
            self.branch(w, next, done);
            self.switch_to(next);
        }
        let count = self.load_u32(w, layout::HEADER_LOCAL_COUNT);
        let counted = self
            .b
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, count, 0);
        let next = self.block();
        self.branch(counted, next, done);
        self.switch_to(next);
        let more = self.b.ins().iadd_imm_s(count, 1);
        self.b
            .ins()
            .store(plain(), more, w, layout::HEADER_LOCAL_COUNT);
        self.jump(done);
        self.switch_to(done);
    }

    /// Retains or releases an int: out of line when it is an object, which is rare.
    pub fn counted_int(&mut self, h: Helper, w: Value) {
        let (done, object) = (self.block(), self.cold_block());
        let small = self.b.ins().band_imm_s(w, 1);
        self.branch(small, done, object);
        self.switch_to(object);
        let h = if self.general { h } else { h.keeping() };
        self.helper(h, w);
        self.jump(done);
        self.switch_to(done);
    }

    /// Retains or releases a number in a place that has only held such: out of line unless it is an immediate of that kind.
    pub fn counted_number(&mut self, h: Helper, w: Value, is_float: bool) {
        if !is_float {
            return self.counted_int(h, w);
        }
        let (done, object) = (self.block(), self.cold_block());
        let other = self.is_no_float(w);
        self.branch(other, object, done);
        self.switch_to(object);
        let h = if self.general { h } else { h.keeping() };
        self.helper(h, w);
        self.jump(done);
        self.switch_to(done);
    }

    /// Retains or releases a word that may be zero: out of line unless it is an immediate.
    pub fn counted_unless_immediate(&mut self, h: Helper, w: Value) {
        let (done, object) = (self.block(), self.block());
        let pointer = self.is_pointer(w);
        self.branch(pointer, object, done);
        self.switch_to(object);
        self.helper(h, w);
        self.jump(done);
        self.switch_to(done);
    }

    /// Gives a reference up, inline.
    pub fn release(&mut self, w: Value, pointer: bool, maybe_zero: bool) {
        let done = self.block();
        if !pointer {
            let is_pointer = self.is_pointer(w);
            let next = self.block();
            self.branch(is_pointer, next, done);
            self.switch_to(next);
        }
        if maybe_zero {
            let next = self.block();
            self.branch(w, next, done);
            self.switch_to(next);
        }
        let count = self.load_u32(w, layout::HEADER_LOCAL_COUNT);
        let counted = self
            .b
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, count, 0);
        let next = self.block();
        self.branch(counted, next, done);
        self.switch_to(next);
        let less = self.b.ins().iadd_imm_s(count, -1);
        self.b
            .ins()
            .store(plain(), less, w, layout::HEADER_LOCAL_COUNT);
        let dead = self.cold_block();
        self.branch(less, done, dead);
        self.switch_to(dead);
        let w = self.apart(w);
        self.runtime(RuntimeFn::dealloc, &[w]);
        self.refresh();
        self.jump(done);
        self.switch_to(done);
    }

    /// The word of an i64, boxed past 63 bits.
    pub fn box_int(&mut self, i: Value) -> Value {
        let (done, result) = self.block_with(types::I64);
        let (doubled, overflow) = self.b.ins().sadd_overflow(i, i);
        let tagged = self.b.ins().bor_imm_s(doubled, 1);
        let cold = self.cold_block();
        self.b
            .ins()
            .brif(overflow, cold, &[], done, &[tagged.into()]);
        self.switch_to(cold);
        let boxed = self.slow(RuntimeFn::box_int, &[i]);
        self.jump_with(done, boxed);
        self.switch_to(done);
        result
    }

    /// Not zero where a word does not have the form `…10`.
    pub fn is_no_float(&mut self, w: Value) -> Value {
        let rest = self.b.ins().iadd_imm_s(w, -2);
        self.b.ins().band_imm_s(rest, 3)
    }

    /// The word of a float, if it has the form `…10`.
    pub fn encode_float(&mut self, x: Value) -> Value {
        let bits = self.b.ins().bitcast(types::I64, ir::MemFlagsData::new(), x);
        let bias = self.word(word::FLOAT_BIAS);
        let sum = self.b.ins().iadd(bits, bias);
        self.b.ins().rotl_imm_s(sum, 3)
    }

    /// The word of a float.
    pub fn box_float(&mut self, x: Value) -> Value {
        let (done, result) = self.block_with(types::I64);
        let w = self.encode_float(x);
        let other = self.is_no_float(w);
        let cold = self.cold_block();
        self.b.ins().brif(other, cold, &[], done, &[w.into()]);
        self.switch_to(cold);
        let boxed = self.slow(RuntimeFn::box_float, &[x]);
        self.jump_with(done, boxed);
        self.switch_to(done);
        result
    }

    /// The f64 of a word of the form `…10`.
    pub fn decode_float(&mut self, w: Value) -> Value {
        let rotated = self.b.ins().rotr_imm_s(w, 3);
        let bias = self.word(word::FLOAT_BIAS);
        let bits = self.b.ins().isub(rotated, bias);
        self.b
            .ins()
            .bitcast(types::F64, ir::MemFlagsData::new(), bits)
    }

    /// The f64 of a value that is a float.
    pub fn unbox_float(&mut self, w: Value) -> Value {
        let (done, result) = self.block_with(types::F64);
        let other = self.is_no_float(w);
        let (fast, cold) = (self.block(), self.cold_block());
        self.branch(other, cold, fast);
        self.switch_to(fast);
        let x = self.decode_float(w);
        self.jump_with(done, x);
        self.switch_to(cold);
        let y = self.slow(RuntimeFn::unbox_float, &[w]);
        self.jump_with(done, y);
        self.switch_to(done);
        result
    }

    /// True or False from a Bool.
    pub fn bool_word(&mut self, b: Value) -> Value {
        let wide = self.b.ins().uextend(types::I64, b);
        let shifted = self.b.ins().ishl_imm_s(wide, i64::from(word::BOOL_SHIFT));
        self.b.ins().bor_imm_s(shifted, word::FALSE as i64)
    }

    /// A Bool from the word of a bool.
    pub fn bool_of_word(&mut self, w: Value) -> Value {
        let bit = self.b.ins().ushr_imm_s(w, i64::from(word::BOOL_SHIFT));
        let bit = self.b.ins().band_imm_s(bit, 1);
        self.b.ins().ireduce(types::I8, bit)
    }

    /// A Bool from a flag of the runtime (0 or 1).
    pub fn bool_of_flag(&mut self, flag: Value) -> Value {
        self.b.ins().ireduce(types::I8, flag)
    }
}

/// Builds one of the out-of-line sequences.
pub fn build_helper(
    symbols: &Symbols,
    h: Helper,
    func: &mut ir::Function,
    fcx: &mut FunctionBuilderContext,
    isa: &dyn TargetIsa,
) {
    func.signature = h.signature(symbols);
    let mut e = Emit::new(func, fcx, symbols);
    let entry = e.block();
    e.b.append_block_params_for_function_params(entry);
    e.switch_to(entry);
    let params = e.b.block_params(entry).to_vec();
    let first = e.b.ins().iadd_imm_s(params[0], -layout::APART);
    match h {
        Helper::Retain | Helper::RetainKeeping => e.retain(first, false, true),
        Helper::Release | Helper::ReleaseKeeping => e.release(first, false, true),
        Helper::Slow0 | Helper::Slow1 | Helper::Slow2 | Helper::Slow3 | Helper::Slow4 => {
            slow_call(&mut e, h, types::I64, &params)
        }
        Helper::SlowOfFloat => slow_call(&mut e, h, types::I64, &params),
        Helper::SlowToFloat => slow_call(&mut e, h, types::F64, &params),
    }
    e.b.ins().return_(&[]);
    e.b.seal_all_blocks();
    e.b.finalize(isa.frontend_config());
}

fn slow_call(e: &mut Emit, h: Helper, result: ir::Type, params: &[Value]) {
    let mut args = vec![];
    for a in &params[1..] {
        args.push(match e.b.func.dfg.value_type(*a) {
            types::I64 => e.b.ins().iadd_imm_s(*a, -layout::APART),
            _ => *a,
        });
    }
    let signature = e.symbols.signature(&h.params()[1..], &[result]);
    let signature = e.b.import_signature(signature);
    let call = e.b.ins().call_indirect(signature, params[0], &args);
    let result = e.b.inst_results(call)[0];
    let context = e.context();
    e.store(context, layout::CONTEXT_SLOW_RESULT, result);
}
