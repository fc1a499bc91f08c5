//! Operators on words of any type: fast paths for ints and floats in line, the rest in the runtime.

use crate::function::Body;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use taipan_abi::class_ids::ClassId;
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_abi::word;
use taipan_mir::{BinOp, CmpOp, Inst, Operand, Repr, Rounding};

impl Body<'_, '_> {
    /// A constant that is a small int.
    pub fn small_const(&self, o: Operand) -> Option<i64> {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                taipan_mir::Const::Int(i) if word::encode_int(*i).is_some() => Some(*i),
                _ => None,
            },
            Operand::Local(_) | Operand::Unset => None,
        }
    }

    /// The block of operands that are not small ints: cold when they can only be large ones.
    pub(crate) fn unlikely_unless_int(&mut self, args: &[Operand]) -> Block {
        let int = |o: &Operand| {
            matches!(self.repr_of(*o), Some(Repr::Int | Repr::Small))
                || self.small_const(*o).is_some()
        };
        if args.iter().all(int) {
            self.e.cold_block()
        } else {
            self.e.block()
        }
    }

    /// Calls the general operation behind a fast path for small ints.
    pub(crate) fn behind_ints(&mut self, f: RuntimeFn, args: &[Operand], words: &[Value]) -> Value {
        let int = |o: &Operand| {
            matches!(self.repr_of(*o), Some(Repr::Int | Repr::Small))
                || self.small_const(*o).is_some()
        };
        if args.iter().all(int) && !self.cold {
            self.e.slow(f, words)
        } else {
            self.e.runtime_value(f, words)
        }
    }

    /// Not zero when both operands are small ints; constants need no test.
    pub(crate) fn both_ints(&mut self, args: &[Operand], a: Value, b: Value) -> Value {
        let known = |o| self.small_const(o).is_some() || self.repr_of(o) == Some(Repr::Small);
        let words = match (known(args[0]), known(args[1])) {
            (true, false) => b,
            (false, true) => a,
            _ => self.e.b.ins().band(a, b),
        };
        self.e.b.ins().band_imm_s(words, 1)
    }

    pub(crate) fn binary(&mut self, inst: &Inst, op: BinOp, in_place: bool) {
        use RuntimeFn as F;
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let f = match (op, in_place) {
            (BinOp::Add, false) => F::add,
            (BinOp::Add, true) => F::iadd,
            (BinOp::Sub, false) => F::sub,
            (BinOp::Sub, true) => F::isub,
            (BinOp::Mul, false) => F::mul,
            (BinOp::Mul, true) => F::imul,
            (BinOp::MatMul, false) => F::matmul,
            (BinOp::MatMul, true) => F::imatmul,
            (BinOp::Div, false) => F::truediv,
            (BinOp::Div, true) => F::itruediv,
            (BinOp::FloorDiv, false) => F::floordiv,
            (BinOp::FloorDiv, true) => F::ifloordiv,
            (BinOp::Mod, false) => F::modulo,
            (BinOp::Mod, true) => F::imodulo,
            (BinOp::Pow, false) => F::pow,
            (BinOp::Pow, true) => F::ipow,
            (BinOp::LShift, false) => F::lshift,
            (BinOp::LShift, true) => F::ilshift,
            (BinOp::RShift, false) => F::rshift,
            (BinOp::RShift, true) => F::irshift,
            (BinOp::BitOr, false) => F::or,
            (BinOp::BitOr, true) => F::ior,
            (BinOp::BitXor, false) => F::xor,
            (BinOp::BitXor, true) => F::ixor,
            (BinOp::BitAnd, false) => F::and,
            (BinOp::BitAnd, true) => F::iand,
        };
        let inline = !matches!(op, BinOp::MatMul | BinOp::Div | BinOp::Pow) && !self.cold;
        if !inline {
            let v = self.e.runtime_value(f, &[a, b]);
            self.check_null(inst, v);
            self.define_dest(inst, v);
            return;
        }
        let (done, result) = self.e.block_with(types::I64);
        let (fast, slow) = (self.e.block(), self.unlikely_unless_int(&inst.args));
        let ints = self.both_ints(&inst.args, a, b);
        self.e.branch(ints, fast, slow);
        self.e.switch_to(fast);
        let checked = |s: &mut Self, (v, overflow): (Value, Value)| {
            s.e.b.ins().brif(overflow, slow, &[], done, &[v.into()]);
        };
        match op {
            BinOp::Add => {
                let untagged = self.e.b.ins().iadd_imm_s(b, -1);
                let r = self.e.b.ins().sadd_overflow(a, untagged);
                checked(self, r);
            }
            BinOp::Sub => {
                let untagged = self.e.b.ins().iadd_imm_s(b, -1);
                let r = self.e.b.ins().ssub_overflow(a, untagged);
                checked(self, r);
            }
            BinOp::Mul => {
                let x = self.e.b.ins().iadd_imm_s(a, -1);
                let y = self.e.b.ins().sshr_imm_s(b, 1);
                let (v, overflow) = self.e.b.ins().smul_overflow(x, y);
                let v = self.e.b.ins().bor_imm_s(v, 1);
                checked(self, (v, overflow));
            }
            BinOp::BitOr => {
                let v = self.e.b.ins().bor(a, b);
                self.e.jump_with(done, v);
            }
            BinOp::BitAnd => {
                let v = self.e.b.ins().band(a, b);
                self.e.jump_with(done, v);
            }
            BinOp::Mod | BinOp::FloorDiv => {
                let divisor = self.small_const(inst.args[1]);
                self.int_division(op, a, b, divisor, slow, done);
            }
            BinOp::LShift | BinOp::RShift => {
                let distance = self.small_const(inst.args[1]);
                self.int_shift(op, a, b, distance, slow, done);
            }
            _ => {
                let v = self.e.b.ins().bxor(a, b);
                let v = self.e.b.ins().bor_imm_s(v, 1);
                self.e.jump_with(done, v);
            }
        }
        self.e.switch_to(slow);
        let v = self.behind_ints(f, &inst.args, &[a, b]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Arithmetic on machine ints that is known to fit.
    pub(crate) fn int_arith(&mut self, inst: &Inst, op: BinOp) {
        let (a, b) = (
            self.operand_i64(inst.args[0]),
            self.operand_i64(inst.args[1]),
        );
        let by = self.small_const(inst.args[1]);
        let v = match (op, by) {
            (BinOp::Add, _) => self.e.b.ins().iadd(a, b),
            (BinOp::Sub, _) => self.e.b.ins().isub(a, b),
            (BinOp::Mul, _) => self.e.b.ins().imul(a, b),
            (BinOp::BitAnd, _) => self.e.b.ins().band(a, b),
            (BinOp::BitOr, _) => self.e.b.ins().bor(a, b),
            (BinOp::BitXor, _) => self.e.b.ins().bxor(a, b),
            (BinOp::LShift, Some(by)) => self.e.b.ins().ishl_imm_s(a, by),
            (BinOp::RShift, Some(by)) => self.e.b.ins().sshr_imm_s(a, by),
            (BinOp::Mod, Some(by)) if by > 0 && by.count_ones() == 1 => {
                self.e.b.ins().band_imm_s(a, by - 1)
            }
            (BinOp::FloorDiv, Some(by)) if by > 0 && by.count_ones() == 1 => {
                let distance = i64::from(by.trailing_zeros());
                self.e.b.ins().sshr_imm_s(a, distance)
            }
            (BinOp::Mod | BinOp::FloorDiv, Some(by)) if by > 0 => {
                let q = self.e.b.ins().sdiv(a, b);
                let product = self.e.b.ins().imul(q, b);
                let r = self.e.b.ins().isub(a, product);
                // All ones where the remainder is below zero: one step down.
                let wrong = self.e.b.ins().sshr_imm_s(r, 63);
                if op == BinOp::Mod {
                    let step = self.e.b.ins().band(wrong, b);
                    self.e.b.ins().iadd(r, step)
                } else {
                    self.e.b.ins().iadd(q, wrong)
                }
            }
            (other, _) => panic!(
                "{}: {other:?} is not bounded arithmetic",
                self.func.qualname
            ),
        };
        self.define_dest(inst, v);
    }

    /// The int that a float is rounded to: by machine where it is small, and by the runtime elsewhere.
    pub(crate) fn float_to_int(&mut self, inst: &Inst, rounding: Rounding) {
        /// 2^61: what is below is a small int, also when it is rounded up.
        const LIMIT: f64 = (1u64 << 61) as f64;
        let x = self.operand_f64(inst.args[0]);
        let (done, result) = self.e.block_with(types::I64);
        let (near, far) = (self.e.block(), self.e.cold_block());
        let size = self.e.b.ins().fabs(x);
        let limit = self.e.b.ins().f64const(LIMIT);
        let is_near = self.e.b.ins().fcmp(FloatCC::LessThan, size, limit);
        self.e.branch(is_near, near, far);
        self.e.switch_to(near);
        let cut = self.e.b.ins().fcvt_to_sint_sat(types::I64, x);
        let whole = match rounding {
            Rounding::Trunc => cut,
            Rounding::Floor | Rounding::Ceil => {
                let back = self.e.b.ins().fcvt_from_sint(types::F64, cut);
                let (cc, step) = match rounding {
                    Rounding::Floor => (FloatCC::GreaterThan, -1),
                    _ => (FloatCC::LessThan, 1),
                };
                let beyond = self.e.b.ins().fcmp(cc, back, x);
                let stepped = self.e.b.ins().iadd_imm_s(cut, step);
                self.e.b.ins().select(beyond, stepped, cut)
            }
        };
        let doubled = self.e.b.ins().ishl_imm_s(whole, 1);
        let word = self.e.b.ins().bor_imm_s(doubled, 1);
        self.e.jump_with(done, word);
        self.e.switch_to(far);
        let function = match rounding {
            Rounding::Trunc => RuntimeFn::float_trunc,
            Rounding::Floor => RuntimeFn::float_floor,
            Rounding::Ceil => RuntimeFn::float_ceil,
        };
        let word = self.e.slow(function, &[x]);
        self.check_null(inst, word);
        self.e.jump_with(done, word);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// The length of a range of small ints.
    pub(crate) fn range_count(&mut self, inst: &Inst) {
        let [start, stop, step] = [0, 1, 2].map(|n| self.operand_i64(inst.args[n]));
        let general = self.general(inst);
        let next = self.e.block();
        self.e.branch(step, next, general);
        self.e.switch_to(next);
        let is_down = self.e.b.ins().icmp_imm_s(IntCC::SignedLessThan, step, 0);
        let (up, down) = (
            self.e.b.ins().isub(stop, start),
            self.e.b.ins().isub(start, stop),
        );
        let distance = self.e.b.ins().select(is_down, down, up);
        let back = self.e.b.ins().ineg(step);
        let stride = self.e.b.ins().select(is_down, back, step);
        // The distance of two small ints fits 63 bits and a sign.
        let last = self.e.b.ins().iadd_imm_s(distance, -1);
        let rounds = self.e.b.ins().sdiv(last, stride);
        let rounds = self.e.b.ins().iadd_imm_s(rounds, 1);
        let any = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThan, distance, 0);
        let zero = self.e.word(0);
        let v = self.e.b.ins().select(any, rounds, zero);
        self.define_dest(inst, v);
    }

    /// `//` and `%` of small ints, rounding down; a zero divisor goes to `slow`.
    pub fn int_division(
        &mut self,
        op: BinOp,
        a: Value,
        b: Value,
        divisor: Option<i64>,
        slow: Block,
        done: Block,
    ) {
        let x = self.e.b.ins().sshr_imm_s(a, 1);
        let positive = divisor.is_some_and(|d| d > 0);
        if let Some(d) = divisor.filter(|d| *d > 0 && d.count_ones() == 1) {
            // A power of two: no division at all.
            let v = match op {
                BinOp::Mod => self.e.b.ins().band_imm_s(x, d - 1),
                _ => self.e.b.ins().sshr_imm_s(x, i64::from(d.trailing_zeros())),
            };
            let doubled = self.e.b.ins().ishl_imm_s(v, 1);
            let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
            self.e.jump_with(done, tagged);
            return;
        }
        let y = match divisor {
            Some(d) => self.e.b.ins().iconst(types::I64, d),
            None => self.e.b.ins().sshr_imm_s(b, 1),
        };
        if divisor.is_none_or(|d| d == 0) {
            let next = self.e.block();
            self.e.branch(y, next, slow);
            self.e.switch_to(next);
        }
        let q = self.e.b.ins().sdiv(x, y);
        let product = self.e.b.ins().imul(q, y);
        let r = self.e.b.ins().isub(x, product);
        // The remainder has the wrong sign: one step down. All ones then, else zero.
        let wrong = if positive {
            self.e.b.ins().sshr_imm_s(r, 63)
        } else {
            let signs = self.e.b.ins().bxor(r, y);
            let differ = self.e.b.ins().sshr_imm_s(signs, 63);
            let is_zero = self.e.b.ins().icmp_imm_s(IntCC::Equal, r, 0);
            let zero = self.e.word(0);
            self.e.b.ins().select(is_zero, zero, differ)
        };
        if op == BinOp::Mod {
            let step = self.e.b.ins().band(wrong, y);
            let v = self.e.b.ins().iadd(r, step);
            let doubled = self.e.b.ins().ishl_imm_s(v, 1);
            let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
            self.e.jump_with(done, tagged);
        } else {
            let v = self.e.b.ins().iadd(q, wrong);
            // Only the smallest int by minus one leaves the 63 bits.
            let (doubled, overflow) = self.e.b.ins().sadd_overflow(v, v);
            let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
            self.e
                .b
                .ins()
                .brif(overflow, slow, &[], done, &[tagged.into()]);
        }
    }

    /// `<<` and `>>` of small ints; negative distances and results past 63 bits go to `slow`.
    pub fn int_shift(
        &mut self,
        op: BinOp,
        a: Value,
        b: Value,
        distance: Option<i64>,
        slow: Block,
        done: Block,
    ) {
        let limit = if op == BinOp::LShift { 62 } else { 64 };
        let by = match distance {
            Some(d) if (0..limit).contains(&d) => self.e.b.ins().iconst(types::I64, d),
            _ => {
                let by = self.e.b.ins().sshr_imm_s(b, 1);
                let fits = self
                    .e
                    .b
                    .ins()
                    .icmp_imm_s(IntCC::UnsignedLessThan, by, limit);
                let next = self.e.block();
                self.e.branch(fits, next, slow);
                self.e.switch_to(next);
                by
            }
        };
        if op == BinOp::RShift {
            let v = self.e.b.ins().sshr(a, by);
            // The tag of the word has moved out, and a bit of the number into its place.
            let v = self.e.b.ins().bor_imm_s(v, 1);
            self.e.jump_with(done, v);
            return;
        }
        let untagged = self.e.b.ins().iadd_imm_s(a, -1);
        let v = self.e.b.ins().ishl(untagged, by);
        let back = self.e.b.ins().sshr(v, by);
        let same = self.e.b.ins().icmp(IntCC::Equal, back, untagged);
        let tagged = self.e.b.ins().bor_imm_s(v, 1);
        self.e.b.ins().brif(same, done, &[tagged.into()], slow, &[]);
    }

    pub(crate) fn compare(&mut self, inst: &Inst, op: CmpOp, as_bool: bool) {
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let (cc, object, test) = match op {
            CmpOp::Lt => (IntCC::SignedLessThan, RuntimeFn::lt, RuntimeFn::lt_truth),
            CmpOp::Le => (
                IntCC::SignedLessThanOrEqual,
                RuntimeFn::le,
                RuntimeFn::le_truth,
            ),
            CmpOp::Eq => (IntCC::Equal, RuntimeFn::eq, RuntimeFn::eq_truth),
            CmpOp::Ne => (IntCC::NotEqual, RuntimeFn::ne, RuntimeFn::ne_truth),
            CmpOp::Gt => (IntCC::SignedGreaterThan, RuntimeFn::gt, RuntimeFn::gt_truth),
            CmpOp::Ge => (
                IntCC::SignedGreaterThanOrEqual,
                RuntimeFn::ge,
                RuntimeFn::ge_truth,
            ),
        };
        let ty = if as_bool { types::I8 } else { types::I64 };
        let (done, result) = self.e.block_with(ty);
        let (fast, slow) = (self.e.block(), self.unlikely_unless_int(&inst.args));
        let ints = self.both_ints(&inst.args, a, b);
        self.e.branch(ints, fast, slow);
        self.e.switch_to(fast);
        let answer = self.e.b.ins().icmp(cc, a, b);
        let answer = if as_bool {
            answer
        } else {
            self.e.bool_word(answer)
        };
        self.e.jump_with(done, answer);
        self.e.switch_to(slow);
        let f = if as_bool { test } else { object };
        let v = self.behind_ints(f, &inst.args, &[a, b]);
        if as_bool {
            self.check_negative(inst, v);
            let v = self.e.bool_of_flag(v);
            self.e.jump_with(done, v);
        } else {
            self.check_null(inst, v);
            self.e.jump_with(done, v);
        }
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn truth(&mut self, inst: &Inst) {
        let v = self.operand(inst.args[0]);
        if self.repr_of(inst.args[0]) == Some(Repr::Raw) {
            // Proven to be a bool or None.
            let bit = self.e.b.ins().band_imm_s(v, 1 << word::BOOL_SHIFT);
            let answer = self.e.b.ins().icmp_imm_s(IntCC::NotEqual, bit, 0);
            self.define_dest(inst, answer);
            return;
        }
        let (done, result) = self.e.block_with(types::I8);
        let (fast, slow) = (self.e.block(), self.e.block());
        let without = self.e.b.ins().band_imm_s(v, !16);
        let is_bool = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, without, word::FALSE as i64);
        self.e.branch(is_bool, fast, slow);
        self.e.switch_to(fast);
        let answer = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, v, word::TRUE as i64);
        self.e.jump_with(done, answer);
        self.e.switch_to(slow);
        let flag = self.e.runtime_value(RuntimeFn::truth, &[v]);
        self.check_negative(inst, flag);
        let flag = self.e.bool_of_flag(flag);
        self.e.jump_with(done, flag);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn is(&mut self, inst: &Inst, negated: bool) {
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let simple = inst.args.iter().any(|o| match o {
            Operand::Const(c) => crate::data::const_word(self.program.constant(*c))
                .is_some_and(|w| !word::is_immediate_float(w)),
            // Neither an int nor a float.
            o => self.repr_of(*o) == Some(Repr::Ref),
        });
        let same = self.e.b.ins().icmp(IntCC::Equal, a, b);
        let answer = if simple {
            same
        } else {
            // Numbers on the heap are the same where their values are.
            let (done, result) = self.e.block_with(types::I8);
            let (differ, object, slow) = (self.e.block(), self.e.block(), self.e.cold_block());
            self.e.b.ins().brif(same, done, &[same.into()], differ, &[]);
            self.e.switch_to(differ);
            let is_pointer = self.e.is_pointer(a);
            self.e
                .b
                .ins()
                .brif(is_pointer, object, &[], done, &[same.into()]);
            self.e.switch_to(object);
            let class = self.e.load_u32(a, layout::HEADER_CLASS);
            let may_be_number = self.e.b.ins().icmp_imm_s(
                IntCC::UnsignedLessThanOrEqual,
                class,
                ClassId::FLOAT as i64,
            );
            self.e
                .b
                .ins()
                .brif(may_be_number, slow, &[], done, &[same.into()]);
            self.e.switch_to(slow);
            let flag = self.e.runtime_value(RuntimeFn::is_same, &[a, b]);
            let flag = self.e.bool_of_flag(flag);
            self.e.jump_with(done, flag);
            self.e.switch_to(done);
            result
        };
        let answer = if negated {
            self.e.b.ins().bxor_imm_s(answer, 1)
        } else {
            answer
        };
        self.define_dest(inst, answer);
    }
}
