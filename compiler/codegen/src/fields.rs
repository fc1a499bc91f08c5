//! Fields of instances: value words, and bare doubles.

use crate::function::Body;
use crate::words::Helper;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Value, types};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_abi::{layout, word};
use taipan_mir::{ClassRef, Inst, NameId, Op, Repr};

impl Body<'_, '_> {
    /// A field of an instance: unset ones are the runtime's affair.
    pub fn load_field(&mut self, inst: &Inst, offset: i32, name: NameId, is_set: bool) {
        let object = self.operand(inst.args[0]);
        let is_float = inst.dest.is_some_and(|d| self.local(d).repr == Repr::F64);
        let v = self.e.load(object, offset);
        if inst.dest.is_some_and(|d| self.local(d).repr == Repr::Small) {
            let small = self.e.b.ins().band_imm_s(v, 1);
            let next = self.e.block();
            let general = self.general(inst);
            self.e.branch(small, next, general);
            self.e.switch_to(next);
            self.define_dest(inst, v);
            return;
        }
        // Owns nothing: a borrowed value, or an immediate.
        let is_counted = inst.dest.is_none_or(|d| self.local(d).repr.is_counted());
        let is_int = inst.dest.is_some_and(|d| self.local(d).repr == Repr::Int);
        if is_set && !is_float {
            if is_int {
                self.e.counted_int(Helper::Retain, v);
            } else if is_counted {
                self.e.retain(v, self.is_ref(inst.dest), false);
            }
            self.define_dest(inst, v);
            return;
        }
        let ty = if is_float { types::F64 } else { types::I64 };
        let (done, result) = self.e.block_with(ty);
        if is_float {
            let boxed = self.e.is_no_float(v);
            let (fast, other) = (self.e.block(), self.e.cold_block());
            self.e.branch(boxed, other, fast);
            self.e.switch_to(fast);
            let x = self.e.decode_float(v);
            self.e.jump_with(done, x);
            self.e.switch_to(other);
            let (set, unset) = (self.e.cold_block(), self.e.cold_block());
            self.e.branch(v, set, unset);
            self.e.switch_to(set);
            let x = self.e.slow(RuntimeFn::unbox_float, &[v]);
            self.e.jump_with(done, x);
            self.e.switch_to(unset);
        } else {
            let (set, unset) = (self.e.block(), self.e.cold_block());
            self.e.branch(v, set, unset);
            self.e.switch_to(set);
            if is_int {
                self.e.counted_int(Helper::Retain, v);
            } else if is_counted {
                self.e.retain(v, self.is_ref(inst.dest), false);
            }
            self.e.jump_with(done, v);
            self.e.switch_to(unset);
        }
        let found = self.get_by_name(inst, object, name);
        if is_float {
            let x = self.e.unbox_float(found);
            self.e.helper(Helper::ReleaseKeeping, found);
            self.e.jump_with(done, x);
        } else {
            // The instance's dict has it too.
            if !is_counted {
                self.e.helper(Helper::ReleaseKeeping, found);
            }
            self.e.jump_with(done, found);
        }
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Sets a field. The first assignment must come in layout order: checked inline when the class is exactly known.
    pub fn store_field(&mut self, inst: &Inst, offset: i32, name: NameId, class: ClassRef) {
        let object = self.operand(inst.args[0]);
        let float = self.repr_of(inst.args[1]) == Some(Repr::F64);
        let replaced =
            (float && !self.func.qualname.ends_with(".__init__")).then(|| self.e.block());
        if let Some(done) = replaced {
            // Mostly an immediate takes the place of another.
            let x = self.operand_f64(inst.args[1]);
            let (w, old) = (self.e.encode_float(x), self.e.load(object, offset));
            let both = {
                let (a, b) = (
                    self.e.b.ins().iadd_imm_s(w, -2),
                    self.e.b.ins().iadd_imm_s(old, -2),
                );
                self.e.b.ins().bor(a, b)
            };
            let other = self.e.b.ins().band_imm_s(both, 3);
            let (plain, rest) = (self.e.block(), self.e.cold_block());
            self.e.branch(other, rest, plain);
            self.e.switch_to(plain);
            self.e.store(object, offset, w);
            self.e.jump(done);
            self.e.switch_to(rest);
        }
        // The value is consumed: the field takes over its reference.
        let v = self.boxed(inst.args[1]);
        let (done, replace, first, slow) = (
            replaced.unwrap_or_else(|| self.e.block()),
            self.e.block(),
            self.e.block(),
            self.e.cold_block(),
        );
        let old = self.e.load(object, offset);
        self.e.branch(old, replace, first);
        self.e.switch_to(replace);
        self.e.store(object, offset, v);
        self.release_replaced(inst, old);
        self.e.jump(done);

        self.e.switch_to(first);
        match self.later_is_set(object, class, offset) {
            Some(any) => {
                let init = self.e.block();
                self.e.branch(any, slow, init);
                self.e.switch_to(init);
                self.e.store(object, offset, v);
                self.e.jump(done);
            }
            None => self.e.jump(slow),
        }
        self.e.switch_to(slow);
        self.set_by_name(inst, object, name, v);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// Sets a field that is set.
    pub fn replace_field(&mut self, inst: &Inst, offset: i32) {
        let object = self.operand(inst.args[0]);
        // The value is consumed: the field takes over its reference.
        let v = self.boxed(inst.args[1]);
        let old = self.e.load(object, offset);
        self.e.store(object, offset, v);
        self.release_replaced(inst, old);
    }

    /// Releases what a field held, most likely of the kind of the value that took its place.
    fn release_replaced(&mut self, inst: &Inst, old: Value) {
        match self.repr_of(inst.args[1]) {
            Some(Repr::F64) => self.e.counted_number(Helper::Release, old, true),
            Some(Repr::Small | Repr::Int | Repr::I64) => {
                self.e.counted_number(Helper::Release, old, false)
            }
            _ => self.e.release(old, false, false),
        }
    }

    /// Sets a bare double that is set. NaN must have the number of its object, which is the runtime's affair.
    pub fn replace_double(&mut self, inst: &Inst, offset: i32, name: NameId) {
        let object = self.operand(inst.args[0]);
        let x = self.operand_f64(inst.args[1]);
        let (done, plain, slow) = (self.e.block(), self.e.block(), self.e.cold_block());
        let nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, x);
        self.e.branch(nan, slow, plain);
        self.e.switch_to(plain);
        self.e.store(object, offset, x);
        self.e.jump(done);
        self.e.switch_to(slow);
        let v = self.e.box_float(x);
        self.set_by_name(inst, object, name, v);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// A bare double. Whatever is no number, the mark of an unset field among it, leaves the hot path.
    pub fn load_double(&mut self, inst: &Inst, offset: i32, name: NameId) {
        let object = self.operand(inst.args[0]);
        let x = self.e.load_f64(object, offset);
        let (done, result) = self.e.block_with(types::F64);
        let cold = self.e.cold_block();
        let nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, x);
        self.e.b.ins().brif(nan, cold, &[], done, &[x.into()]);
        self.e.switch_to(cold);
        let x = self.no_number(inst, x, offset, name);
        self.e.jump_with(done, x);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Two loads one after the other, with one test for both; whether they were that.
    pub fn load_doubles(&mut self, one: &Inst, two: &Inst) -> bool {
        let (
            Op::LoadDouble {
                offset: at_one,
                name: name_one,
                is_set: false,
            },
            Op::LoadDouble {
                offset: at_two,
                name: name_two,
                is_set: false,
            },
        ) = (&one.op, &two.op)
        else {
            return false;
        };
        let held = |i: &Inst| i.dest.is_some_and(|d| self.local(d).repr == Repr::F64);
        if !held(one) || !held(two) || one.span.inlined != two.span.inlined {
            return false;
        }
        let (a, b) = (self.operand(one.args[0]), self.operand(two.args[0]));
        let x = self.e.load_f64(a, *at_one as i32);
        let y = self.e.load_f64(b, *at_two as i32);
        let (done, first) = self.e.block_with(types::F64);
        let second = self.e.b.append_block_param(done, types::F64);
        let cold = self.e.cold_block();
        let nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, y);
        let both = [x.into(), y.into()];
        self.e.b.ins().brif(nan, cold, &[], done, &both);
        self.e.switch_to(cold);
        let x = self.no_number(one, x, *at_one as i32, *name_one);
        let y = self.no_number(two, y, *at_two as i32, *name_two);
        self.e.b.ins().jump(done, &[x.into(), y.into()]);
        self.e.switch_to(done);
        self.define_dest(one, first);
        self.define_dest(two, second);
        true
    }

    /// The value of a field that may hold no number: what has just been loaded, unless that is the mark of an unset field.
    fn no_number(&mut self, inst: &Inst, x: Value, offset: i32, name: NameId) -> Value {
        let object = self.operand(inst.args[0]);
        let (done, result) = self.e.block_with(types::F64);
        let (unset, kept) = (self.e.block(), self.e.block());
        let bits = self.e.load(object, offset);
        let mark = word::UNSET_DOUBLE as i64;
        let is_unset = self.e.b.ins().icmp_imm_s(IntCC::Equal, bits, mark);
        self.e.branch(is_unset, unset, kept);
        self.e.switch_to(kept);
        self.e.jump_with(done, x);
        self.e.switch_to(unset);
        let found = self.get_by_name(inst, object, name);
        let x = self.e.unbox_float(found);
        self.e.helper(Helper::ReleaseKeeping, found);
        self.e.jump_with(done, x);
        self.e.switch_to(done);
        result
    }

    /// A number takes the place of a number; or of nothing, in layout order. The rest is the runtime's affair: among it NaN, which
    /// must have the number of its object.
    pub fn store_double(&mut self, inst: &Inst, offset: i32, name: NameId, class: ClassRef) {
        let object = self.operand(inst.args[0]);
        let x = self.operand_f64(inst.args[1]);
        let (done, plain) = (self.e.block(), self.e.block());
        let makes = self.func.qualname.ends_with(".__init__");
        let mut seldom = || match makes {
            true => self.e.block(),
            false => self.e.cold_block(),
        };
        let (first, in_order, init) = (seldom(), seldom(), seldom());
        let slow = self.e.cold_block();
        let mark = word::UNSET_DOUBLE as i64;
        let is_unset = |this: &mut Self| {
            let bits = this.e.load(object, offset);
            this.e.b.ins().icmp_imm_s(IntCC::Equal, bits, mark)
        };
        let (test, other) = (self.e.block(), self.e.cold_block());
        if makes {
            let unset = is_unset(self);
            self.e.branch(unset, first, test);
        } else {
            self.e.jump(test);
        }
        self.e.switch_to(test);
        let old = self.e.load_f64(object, offset);
        let nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, old);
        self.e.branch(nan, other, plain);
        self.e.switch_to(plain);
        self.e.store(object, offset, x);
        self.e.jump(done);
        self.e.switch_to(other);
        let unset = is_unset(self);
        self.e.branch(unset, first, slow);
        self.e.switch_to(first);
        match self.later_is_set(object, class, offset) {
            Some(any) => {
                self.e.branch(any, slow, in_order);
                self.e.switch_to(in_order);
                let nan = self.e.b.ins().fcmp(FloatCC::Unordered, x, x);
                self.e.branch(nan, slow, init);
                self.e.switch_to(init);
                self.e.store(object, offset, x);
                self.e.jump(done);
            }
            None => self.e.jump(slow),
        }
        self.e.switch_to(slow);
        let v = self.e.box_float(x);
        self.set_by_name(inst, object, name, v);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// The general way.
    fn get_by_name(&mut self, inst: &Inst, object: Value, name: NameId) -> Value {
        let name = self.name(name);
        let zero = self.e.word(0);
        let found = self.e.slow(RuntimeFn::getattr, &[object, name, zero]);
        self.check_null(inst, found);
        found
    }

    /// The general way, which takes a reference of its own; the value's is given up.
    fn set_by_name(&mut self, inst: &Inst, object: Value, name: NameId, v: Value) {
        let name = self.name(name);
        let zero = self.e.word(0);
        let status = self.e.slow(RuntimeFn::setattr, &[object, name, v, zero]);
        self.e.helper(Helper::ReleaseKeeping, v);
        self.check_negative(inst, status);
    }

    /// Not zero if the overflow or a field behind this one is set; `None` when that would be many tests.
    fn later_is_set(&mut self, object: Value, class: ClassRef, offset: i32) -> Option<Value> {
        if class == ClassRef::SLOTTED {
            return Some(self.e.word(0));
        }
        if class == ClassRef::UNKNOWN {
            return None;
        }
        let class = &self.program.classes[class.index()];
        let (count, doubles) = (class.num_static_fields as i32, class.static_doubles);
        let next = (offset - layout::INSTANCE_FIELDS) / 8 + 1;
        if count == 0 || count - next > 12 {
            return None;
        }
        let overflow = self.e.load_u32(object, layout::INSTANCE_OVERFLOW);
        let mut any = self.e.b.ins().uextend(types::I64, overflow);
        for at in next..count {
            let mut w = self.e.load(object, layout::INSTANCE_FIELDS + 8 * at);
            if at < layout::MAX_DOUBLE_FIELDS as i32 && doubles >> at & 1 != 0 {
                // The mark of an unset double has all bits set.
                w = self.e.b.ins().bnot(w);
            }
            any = self.e.b.ins().bor(any, w);
        }
        Some(any)
    }
}
