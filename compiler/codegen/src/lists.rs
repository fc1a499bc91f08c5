//! Items of lists whose class is proven, in the forms that what they hold admits.
//!
//! A list of floats is looked at as doubles first, one of bools as bytes. A list of another form is empty as far as that code can
//! see: out of the hot path it is looked at as words, and the runtime does the rest.

use crate::function::Body;
use crate::words::{Helper, plain};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_abi::{layout, word};
use taipan_mir::{Const, Inst, Items, Local, Operand, Repr, Span};

/// How items lie in a buffer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Words,
    Doubles,
    Bytes,
}

impl Form {
    /// The form in which a list of such items is made, where that is not words.
    fn packed(items: Items) -> Option<Form> {
        match items {
            Items::Floats => Some(Form::Doubles),
            Items::Bools => Some(Form::Bytes),
            Items::Any | Items::Ints | Items::Plain => None,
        }
    }
    /// The form that a list of such items is looked at in first.
    pub fn first(items: Items) -> Form {
        Form::packed(items).unwrap_or(Form::Words)
    }
    /// Where the length is.
    pub fn length(self) -> i32 {
        match self {
            Form::Words => layout::BUFFER_WORDS,
            Form::Doubles => layout::BUFFER_DOUBLES,
            Form::Bytes => layout::BUFFER_BYTES,
        }
    }
    /// The logarithm of an item's size.
    fn shift(self) -> i64 {
        match self {
            Form::Words | Form::Doubles => 3,
            Form::Bytes => 0,
        }
    }
}

/// An index.
#[derive(Clone, Copy)]
enum At {
    /// Known when compiling: from the start, or from the end if it is negative.
    Const(i64),
    Machine(Value),
}

impl Body<'_, '_> {
    /// An index operand as a word.
    pub(crate) fn key_word(&mut self, key: Operand) -> Value {
        if self.repr_of(key) == Some(Repr::I64) {
            let i = self.operand_i64(key);
            return self.e.box_int(i);
        }
        self.operand(key)
    }

    /// An index operand (an I64, or a word proven to be an int) as a machine int; `slow` if it is a big int.
    fn list_index(&mut self, key: Operand, slow: Block) -> At {
        if self.repr_of(key) == Some(Repr::I64) {
            return At::Machine(self.operand_i64(key));
        }
        if let Operand::Const(c) = key
            && let Const::Int(i) = self.program.constant(c)
        {
            return At::Const(*i);
        }
        let is_small = self.repr_of(key) == Some(Repr::Small);
        let key = self.operand(key);
        if !is_small {
            let small = self.e.b.ins().band_imm_s(key, 1);
            let next = self.e.block();
            self.e.branch(small, next, slow);
            self.e.switch_to(next);
        }
        At::Machine(self.e.b.ins().sshr_imm_s(key, 1))
    }

    /// Reaches an item, if the buffer has this form and the index is in range; else `other`. `access` gets its address, less
    /// the buffer's header, and ends the block. It is emitted twice, so that the hot one has the index as it came: the
    /// cold one is for negative indices.
    fn with_item(
        &mut self,
        (buffer, len): (Value, Value),
        at: At,
        form: Form,
        other: Block,
        mut access: impl FnMut(&mut Self, Value),
    ) {
        let index = match at {
            At::Machine(at) => at,
            // From the end: out of range wraps to a number past the length.
            At::Const(i) if i < 0 => self.e.b.ins().iadd_imm_s(len, i),
            At::Const(i) => self.e.b.ins().iconst(types::I64, i),
        };
        let place = |s: &mut Self, at| {
            let scaled = match form.shift() {
                0 => at,
                by => s.e.b.ins().ishl_imm_s(at, by),
            };
            s.e.b.ins().iadd(buffer, scaled)
        };
        let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, index, len);
        let next = self.e.block();
        let outside = match at {
            At::Machine(_) => self.e.cold_block(),
            At::Const(_) => other,
        };
        self.e.branch(inside, next, outside);
        self.e.switch_to(next);
        let hot = place(self, index);
        access(self, hot);
        if let At::Const(_) = at {
            return;
        }
        self.e.switch_to(outside);
        // What was past the end stays past it.
        let wrapped = self.e.b.ins().iadd(index, len);
        let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, wrapped, len);
        let negative = self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, index, 0);
        let inside = self.e.b.ins().band(inside, negative);
        let next = self.e.block();
        self.e.branch(inside, next, other);
        self.e.switch_to(next);
        let cold = place(self, wrapped);
        access(self, cold);
    }

    /// The address of an item, less the buffer's header: as [`Body::with_item`] for accesses that are long.
    fn item_place(&mut self, view: (Value, Value), at: At, form: Form, other: Block) -> Value {
        let (found, place) = self.e.block_with(types::I64);
        self.with_item(view, at, form, other, |s, place| {
            s.e.jump_with(found, place);
        });
        self.e.switch_to(found);
        place
    }

    fn load_f64(&mut self, place: Value) -> Value {
        self.e
            .b
            .ins()
            .load(types::F64, plain(), place, layout::BUFFER_ITEMS)
    }

    fn load_byte(&mut self, place: Value) -> Value {
        self.e
            .b
            .ins()
            .load(types::I8, plain(), place, layout::BUFFER_ITEMS)
    }

    /// The word of a bool that lies in a buffer.
    fn load_bool(&mut self, place: Value) -> Value {
        let byte = self.load_byte(place);
        self.e.bool_word(byte)
    }

    /// Puts the byte of a bool's word into a buffer.
    fn store_bool(&mut self, place: Value, w: Value) {
        let low = self.e.b.ins().ushr_imm_s(w, i64::from(word::BOOL_SHIFT));
        let byte = self.e.b.ins().band_imm_s(low, 1);
        self.e
            .b
            .ins()
            .istore8(plain(), byte, place, layout::BUFFER_ITEMS);
    }

    /// Goes to `nan` with a number that is none: its object gets an identity there.
    fn leave_nan(&mut self, x: Value, value: Operand, nan: Block) {
        if let Operand::Const(_) = value {
            return;
        }
        let is_nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, x);
        let next = self.e.block();
        self.e.branch(is_nan, nan, next);
        self.e.switch_to(next);
    }

    /// An item of a proven list; as an f64 without a reference when that is what the destination holds.
    pub fn list_get(&mut self, inst: &Inst, items: Items) {
        let list = self.operand(inst.args[0]);
        let key = inst.args[1];
        let repr = inst.dest.map(|d| self.local(d).repr);
        if repr == Some(Repr::Small) {
            let general = self.general(inst);
            if let Some(place) = self.known_place(inst) {
                return self.small_item(inst, place, general);
            }
            let at = self.list_index(key, general);
            let view = self.view(inst.args[0], Form::Words);
            if self.is_reached_again(inst) {
                let place = self.item_place(view, at, Form::Words, general);
                return self.small_item(inst, place, general);
            }
            let (done, result) = self.e.block_with(types::I64);
            self.with_item(view, at, Form::Words, general, |s, place| {
                let v = s.e.load(place, layout::BUFFER_ITEMS);
                let small = s.e.b.ins().band_imm_s(v, 1);
                s.e.b.ins().brif(small, done, &[v.into()], general, &[]);
            });
            self.e.switch_to(done);
            self.define_dest(inst, result);
            return;
        }
        let is_float = repr == Some(Repr::F64);
        let is_bool = repr == Some(Repr::Bool);
        let ty = match repr {
            Some(Repr::F64) => types::F64,
            Some(Repr::Bool) => types::I8,
            _ => types::I64,
        };
        let (done, result) = self.e.block_with(ty);
        let slow = self.e.cold_block();
        let at = self.list_index(key, slow);
        let mut view = self.view(inst.args[0], Form::first(items));
        if let Some(form) = Form::packed(items) {
            let other = self.e.cold_block();
            self.with_item(view, at, form, other, |s, place| {
                let v = match form {
                    Form::Doubles if is_float => s.load_f64(place),
                    Form::Doubles => {
                        let x = s.load_f64(place);
                        s.e.box_float(x)
                    }
                    _ if is_bool => s.load_byte(place),
                    _ => s.load_bool(place),
                };
                s.e.jump_with(done, v);
            });
            self.e.switch_to(other);
            view.1 = self.e.load_wide_u32(view.0, layout::BUFFER_WORDS);
        }
        let place = self.item_place(view, at, Form::Words, slow);
        let v = self.e.load(place, layout::BUFFER_ITEMS);
        if is_float {
            let x = self.e.unbox_float(v);
            self.e.jump_with(done, x);
        } else if is_bool {
            let bit = self.e.bool_of_word(v);
            self.e.jump_with(done, bit);
        } else {
            self.retain_item(inst.dest, v);
            self.e.jump_with(done, v);
        }
        self.e.switch_to(slow);
        let key = self.key_word(key);
        let v = self.e.slow(RuntimeFn::getitem, &[list, key]);
        self.check_null(inst, v);
        if is_float {
            let x = self.e.unbox_float(v);
            self.e.helper(Helper::ReleaseKeeping, v);
            self.e.jump_with(done, x);
        } else if is_bool {
            let bit = self.e.bool_of_word(v);
            self.e.jump_with(done, bit);
        } else {
            if repr == Some(Repr::Borrowed) {
                // The list has it too.
                self.e.helper(Helper::ReleaseKeeping, v);
            }
            self.e.jump_with(done, v);
        }
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// A small int at a place, which other accesses behind this one have too.
    fn small_item(&mut self, inst: &Inst, place: Value, general: Block) {
        let v = self.e.load(place, layout::BUFFER_ITEMS);
        if !self.replaces_small(inst) {
            let small = self.e.b.ins().band_imm_s(v, 1);
            let next = self.e.block();
            self.e.branch(small, next, general);
            self.e.switch_to(next);
            self.found_small(inst, place);
        }
        self.define_dest(inst, v);
    }

    /// Whether any of some items of lists of bools is what is looked for. Where all are there as bytes they are loaded together;
    /// else one after the other is asked for.
    pub fn any_item(&mut self, inst: &Inst, negated: u32, spans: &[Span]) {
        let (done, result) = self.e.block_with(types::I8);
        let slow = self.e.cold_block();
        let mut bytes = vec![];
        for (n, pair) in inst.args.chunks(2).enumerate() {
            let at = self.list_index(pair[1], slow);
            let (buffer, len) = self.view(pair[0], Form::Bytes);
            let index = match at {
                At::Machine(at) => at,
                At::Const(i) if i < 0 => self.e.b.ins().iadd_imm_s(len, i),
                At::Const(i) => self.e.b.ins().iconst(types::I64, i),
            };
            let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, index, len);
            let next = self.e.block();
            self.e.branch(inside, next, slow);
            self.e.switch_to(next);
            let place = self.e.b.ins().iadd(buffer, index);
            let byte = self.load_byte(place);
            bytes.push(self.flipped(byte, negated >> n & 1 == 1));
        }
        let any = bytes
            .into_iter()
            .reduce(|a, b| self.e.b.ins().bor(a, b))
            .expect("there are items");
        self.e.jump_with(done, any);

        self.e.switch_to(slow);
        let one = self.e.b.ins().iconst(types::I8, 1);
        for (n, pair) in inst.args.chunks(2).enumerate() {
            let list = self.operand(pair[0]);
            let key = self.key_word(pair[1]);
            let v = self.e.slow(RuntimeFn::getitem, &[list, key]);
            let raised = self.raise_block(spans[n], inst.raise, true);
            let got = self.e.cold_block();
            self.e.branch(v, got, raised);
            self.e.switch_to(got);
            let bit = self.e.bool_of_word(v);
            let bit = self.flipped(bit, negated >> n & 1 == 1);
            if n + 1 == spans.len() {
                self.e.jump_with(done, bit);
            } else {
                let next = self.e.cold_block();
                self.e.b.ins().brif(bit, done, &[one.into()], next, &[]);
                self.e.switch_to(next);
            }
        }
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    fn flipped(&mut self, bit: Value, is_on: bool) -> Value {
        match is_on {
            true => self.e.b.ins().bxor_imm_s(bit, 1),
            false => bit,
        }
    }

    /// Takes a reference to an item for the local that receives it.
    pub(crate) fn retain_item(&mut self, dest: Option<Local>, v: Value) {
        match dest.map(|d| self.local(d).repr) {
            Some(Repr::Int) => self.e.counted_int(Helper::Retain, v),
            Some(Repr::Raw | Repr::Borrowed) => {}
            _ => self.e.retain(v, self.is_ref(dest), false),
        }
    }

    pub fn list_set(&mut self, inst: &Inst, items: Items) {
        let list = self.operand(inst.args[0]);
        let (key, value) = (inst.args[1], inst.args[2]);
        match Form::packed(items) {
            Some(Form::Doubles) => return self.list_set_float(inst, list, key, value),
            Some(_) => return self.list_set_bool(inst, list, key, value),
            None => {}
        }
        let repr = self.repr_of(value);
        let is_float = repr == Some(Repr::F64);
        let v = if is_float {
            // A reference of its own, which the list takes over.
            let x = self.operand_f64(value);
            self.e.box_float(x)
        } else {
            self.operand(value)
        };
        let owned = is_float || repr == Some(Repr::Small);
        if let (Some(place), Items::Ints | Items::Plain) = (self.known_place(inst), items) {
            let old = (items == Items::Ints && !self.replaces_small(inst))
                .then(|| self.e.load(place, layout::BUFFER_ITEMS));
            if items == Items::Ints && !owned {
                self.e.counted_int(Helper::Retain, v);
            }
            self.e.store(place, layout::BUFFER_ITEMS, v);
            if let Some(old) = old {
                self.e.counted_int(Helper::Release, old);
            }
            return;
        }
        let (done, slow) = (self.e.block(), self.e.cold_block());
        let at = self.list_index(key, slow);
        let view = self.view(inst.args[0], Form::Words);
        match items {
            // Where all items are plain the old one owns nothing.
            Items::Plain => self.with_item(view, at, Form::Words, slow, |s, place| {
                s.e.store(place, layout::BUFFER_ITEMS, v);
                s.e.jump(done);
            }),
            Items::Ints => self.with_item(view, at, Form::Words, slow, |s, place| {
                let old = s.e.load(place, layout::BUFFER_ITEMS);
                if !owned {
                    s.e.counted_int(Helper::Retain, v);
                }
                s.e.store(place, layout::BUFFER_ITEMS, v);
                s.e.counted_int(Helper::Release, old);
                s.e.jump(done);
            }),
            Items::Any | Items::Floats | Items::Bools => {
                let place = self.item_place(view, at, Form::Words, slow);
                let old = self.e.load(place, layout::BUFFER_ITEMS);
                if !owned {
                    self.e.retain(v, false, false);
                }
                self.e.store(place, layout::BUFFER_ITEMS, v);
                if is_float {
                    self.e.counted_number(Helper::Release, old, true);
                } else {
                    self.e.release(old, false, false);
                }
                self.e.jump(done);
            }
        }
        self.e.switch_to(slow);
        self.set_by_runtime(inst, list, key, v, is_float);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// Sets an item in the general way; a float was boxed for it.
    fn set_by_runtime(&mut self, inst: &Inst, list: Value, key: Operand, v: Value, boxed: bool) {
        let key = self.key_word(key);
        let status = self.e.slow(RuntimeFn::setitem, &[list, key, v]);
        if boxed {
            self.e.helper(Helper::ReleaseKeeping, v);
        }
        self.check_negative(inst, status);
        self.e.refresh();
    }

    fn list_set_float(&mut self, inst: &Inst, list: Value, key: Operand, value: Operand) {
        let x = self.operand_f64(value);
        let (done, other, slow) = (self.e.block(), self.e.cold_block(), self.e.cold_block());
        self.leave_nan(x, value, slow);
        let at = self.list_index(key, slow);
        let mut view = self.view(inst.args[0], Form::Doubles);
        self.with_item(view, at, Form::Doubles, other, |s, place| {
            s.e.store(place, layout::BUFFER_ITEMS, x);
            s.e.jump(done);
        });
        self.e.switch_to(other);
        view.1 = self.e.load_wide_u32(view.0, layout::BUFFER_WORDS);
        let place = self.item_place(view, at, Form::Words, slow);
        let v = self.e.box_float(x);
        let old = self.e.load(place, layout::BUFFER_ITEMS);
        self.e.store(place, layout::BUFFER_ITEMS, v);
        self.e.counted_number(Helper::Release, old, true);
        self.e.jump(done);
        self.e.switch_to(slow);
        let v = self.e.box_float(x);
        self.set_by_runtime(inst, list, key, v, true);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    fn list_set_bool(&mut self, inst: &Inst, list: Value, key: Operand, value: Operand) {
        let w = self.operand(value);
        let (done, other, slow) = (self.e.block(), self.e.cold_block(), self.e.cold_block());
        let at = self.list_index(key, slow);
        let mut view = self.view(inst.args[0], Form::Bytes);
        self.with_item(view, at, Form::Bytes, other, |s, place| {
            s.store_bool(place, w);
            s.e.jump(done);
        });
        self.e.switch_to(other);
        view.1 = self.e.load_wide_u32(view.0, layout::BUFFER_WORDS);
        let place = self.item_place(view, at, Form::Words, slow);
        self.e.store(place, layout::BUFFER_ITEMS, w);
        self.e.jump(done);
        self.e.switch_to(slow);
        self.set_by_runtime(inst, list, key, w, false);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// Adds an item, whose reference the list takes over, where there is room and the list has a form already.
    pub fn list_append(&mut self, inst: &Inst, items: Items) {
        let list = self.operand(inst.args[0]);
        let value = inst.args[1];
        let form = Form::packed(items).unwrap_or(Form::Words);
        let (done, slow) = (self.e.block(), self.e.cold_block());
        let v = if form == Form::Doubles {
            let x = self.operand_f64(value);
            self.leave_nan(x, value, slow);
            x
        } else {
            self.operand(value)
        };
        let buffer = self.e.load(list, layout::LIST_BUFFER);
        let len = self.e.load_wide_u32(buffer, form.length());
        let capacity = self.e.load_wide_u32(buffer, layout::BUFFER_CAPACITY);
        let room = match form {
            Form::Bytes => self.e.b.ins().ishl_imm_s(capacity, 3),
            Form::Words | Form::Doubles => capacity,
        };
        // Without an item the buffer may be of no form, and nobody's own: its length wraps to a number past all capacities.
        let (last, most) = (
            self.e.b.ins().iadd_imm_s(len, -1),
            self.e.b.ins().iadd_imm_s(room, -1),
        );
        let fits = self.e.b.ins().icmp(IntCC::UnsignedLessThan, last, most);
        let next = self.e.block();
        self.e.branch(fits, next, slow);
        self.e.switch_to(next);
        let scaled = self.e.b.ins().ishl_imm_s(len, form.shift());
        let place = self.e.b.ins().iadd(buffer, scaled);
        match form {
            Form::Bytes => self.store_bool(place, v),
            Form::Words | Form::Doubles => {
                self.e
                    .b
                    .ins()
                    .store(plain(), v, place, layout::BUFFER_ITEMS);
            }
        }
        let more = self.e.b.ins().iadd_imm_s(len, 1);
        self.e
            .b
            .ins()
            .istore32(plain(), more, buffer, form.length());
        self.e.jump(done);
        self.e.switch_to(slow);
        match form {
            Form::Words => {
                self.e.runtime(RuntimeFn::list_append, &[list, v]);
            }
            Form::Doubles => {
                let v = self.e.box_float(v);
                self.e.slow(RuntimeFn::list_append_packed, &[list, v]);
            }
            Form::Bytes => {
                self.e.slow(RuntimeFn::list_append_packed, &[list, v]);
            }
        }
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// The last item, moved out, of a list that has the form that its items admit.
    pub fn list_pop(&mut self, inst: &Inst, items: Items) {
        let list = self.operand(inst.args[0]);
        let is_float = inst.dest.is_some_and(|d| self.local(d).repr == Repr::F64);
        let form = Form::packed(items).unwrap_or(Form::Words);
        let ty = if is_float { types::F64 } else { types::I64 };
        let (done, result) = self.e.block_with(ty);
        let (some, slow) = (self.e.block(), self.e.cold_block());
        let buffer = self.e.load(list, layout::LIST_BUFFER);
        let len = self.e.load_wide_u32(buffer, form.length());
        self.e.branch(len, some, slow);
        self.e.switch_to(some);
        let last = self.e.b.ins().iadd_imm_s(len, -1);
        self.e
            .b
            .ins()
            .istore32(plain(), last, buffer, form.length());
        let scaled = self.e.b.ins().ishl_imm_s(last, form.shift());
        let place = self.e.b.ins().iadd(buffer, scaled);
        let v = match form {
            Form::Doubles => {
                let x = self.load_f64(place);
                if is_float { x } else { self.e.box_float(x) }
            }
            Form::Bytes => self.load_bool(place),
            Form::Words => self.e.load(place, layout::BUFFER_ITEMS),
        };
        self.e.jump_with(done, v);
        self.e.switch_to(slow);
        let v = self.e.slow(RuntimeFn::list_pop, &[list]);
        self.check_null(inst, v);
        if is_float {
            let x = self.e.unbox_float(v);
            self.e.helper(Helper::ReleaseKeeping, v);
            self.e.jump_with(done, x);
        } else {
            self.e.jump_with(done, v);
        }
        self.e.switch_to(done);
        match inst.dest {
            Some(d) => self.define(d, result),
            None => self.e.helper(Helper::Release, result),
        }
    }

    /// A display of floats, or of bools.
    pub fn build_packed(&mut self, inst: &Inst, items: Items) {
        let floats = items == Items::Floats;
        let words: Vec<Value> = inst
            .args
            .iter()
            .map(|a| match floats {
                true => self.operand_f64(*a),
                false => self.operand(*a),
            })
            .collect();
        let array = self.e.array(&words);
        let n = self.e.b.ins().iconst(types::I64, words.len() as i64);
        let f = if floats {
            RuntimeFn::build_floats
        } else {
            RuntimeFn::build_bools
        };
        let v = self.e.runtime_value(f, &[array, n]);
        self.define_dest(inst, v);
    }

    /// The next item of a list iterator, in the forms that the destination admits; `slow` at the end, and for other forms.
    pub fn step_list(&mut self, iter: Value, dest: Local, got: Block, slow: Block) {
        let object = self.e.load(iter, layout::LIST_ITER_LIST);
        let live = self.e.block();
        self.e.branch(object, live, slow);
        self.e.switch_to(live);
        let at = self.e.load(iter, layout::LIST_ITER_INDEX);
        let buffer = self.e.load(object, layout::LIST_BUFFER);
        let repr = self.local(dest).repr;
        let forms: &[Form] = match repr {
            Repr::F64 => &[Form::Doubles, Form::Words],
            Repr::Raw => &[Form::Bytes, Form::Words],
            _ => &[Form::Words],
        };
        for (n, form) in forms.iter().enumerate() {
            let other = if n + 1 == forms.len() {
                slow
            } else {
                self.e.block()
            };
            let len = self.e.load_wide_u32(buffer, form.length());
            let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, at, len);
            let take = self.e.block();
            self.e.branch(inside, take, other);
            self.e.switch_to(take);
            let scaled = self.e.b.ins().ishl_imm_s(at, form.shift());
            let place = self.e.b.ins().iadd(buffer, scaled);
            let following = self.e.b.ins().iadd_imm_s(at, 1);
            let item = match form {
                Form::Doubles => self.load_f64(place),
                Form::Bytes => self.load_bool(place),
                Form::Words => self.e.load(place, layout::BUFFER_ITEMS),
            };
            self.e.store(iter, layout::LIST_ITER_INDEX, following);
            let item = match (form, repr) {
                (Form::Words, Repr::F64) => self.e.unbox_float(item),
                (Form::Words, _) => {
                    self.retain_item(Some(dest), item);
                    item
                }
                _ => item,
            };
            self.e.jump_with(got, item);
            self.e.switch_to(other);
        }
    }
}
