//! Instructions on machine representations, made by the optimiser.

use crate::function::Body;
use crate::words::Helper;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, InstBuilder, types};
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, CmpOp, Const, Inst, Op, Operand, Repr};

pub(crate) fn int_cc(op: CmpOp) -> IntCC {
    match op {
        CmpOp::Lt => IntCC::SignedLessThan,
        CmpOp::Le => IntCC::SignedLessThanOrEqual,
        CmpOp::Eq => IntCC::Equal,
        CmpOp::Ne => IntCC::NotEqual,
        CmpOp::Gt => IntCC::SignedGreaterThan,
        CmpOp::Ge => IntCC::SignedGreaterThanOrEqual,
    }
}

fn float_cc(op: CmpOp) -> FloatCC {
    match op {
        CmpOp::Lt => FloatCC::LessThan,
        CmpOp::Le => FloatCC::LessThanOrEqual,
        CmpOp::Eq => FloatCC::Equal,
        CmpOp::Ne => FloatCC::NotEqual,
        CmpOp::Gt => FloatCC::GreaterThan,
        CmpOp::Ge => FloatCC::GreaterThanOrEqual,
    }
}

impl Body<'_, '_> {
    pub fn typed(&mut self, inst: &Inst) {
        match &inst.op {
            Op::Box => {
                let v = self.boxed(inst.args[0]);
                self.define_dest(inst, v);
            }
            Op::UnboxBool => {
                let w = self.operand(inst.args[0]);
                let b = self.e.bool_of_word(w);
                self.define_dest(inst, b);
            }
            Op::UnboxFloat => {
                let w = self.operand(inst.args[0]);
                let x = self.e.unbox_float(w);
                self.define_dest(inst, x);
            }
            Op::UnboxInt => {
                let w = self.operand(inst.args[0]);
                let i = self.e.b.ins().sshr_imm_s(w, 1);
                self.define_dest(inst, i);
            }
            Op::FloatNeg => {
                let x = self.operand_f64(inst.args[0]);
                let v = self.e.b.ins().fneg(x);
                self.define_dest(inst, v);
            }
            Op::IntToFloat => {
                let i = self.operand_i64(inst.args[0]);
                let v = self.e.b.ins().fcvt_from_sint(types::F64, i);
                self.define_dest(inst, v);
            }
            Op::IntCompare { op } => {
                let (a, b) = (
                    self.operand_i64(inst.args[0]),
                    self.operand_i64(inst.args[1]),
                );
                let v = self.e.b.ins().icmp(int_cc(*op), a, b);
                self.define_dest(inst, v);
            }
            Op::SmallArith { op } => self.small_arith(inst, *op),
            Op::SmallCompare { op } => {
                let (a, b) = (self.operand(inst.args[0]), self.operand(inst.args[1]));
                let v = self.e.b.ins().icmp(int_cc(*op), a, b);
                self.define_dest(inst, v);
            }
            Op::ToSmall => {
                let w = self.operand(inst.args[0]);
                let small = self.e.b.ins().band_imm_s(w, 1);
                let next = self.e.block();
                let general = self.general(inst);
                self.e.branch(small, next, general);
                self.e.switch_to(next);
                self.define_dest(inst, w);
            }
            Op::TagInt => {
                let i = self.operand_i64(inst.args[0]);
                let doubled = self.e.b.ins().ishl_imm_s(i, 1);
                let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
                self.define_dest(inst, tagged);
            }
            Op::SmallOfInt => {
                let i = self.operand_i64(inst.args[0]);
                let doubled = self.e.b.ins().ishl_imm_s(i, 1);
                let back = self.e.b.ins().sshr_imm_s(doubled, 1);
                let same = self.e.b.ins().icmp(IntCC::Equal, back, i);
                let next = self.e.block();
                let general = self.general(inst);
                self.e.branch(same, next, general);
                self.e.switch_to(next);
                let tagged = self.e.b.ins().bor_imm_s(doubled, 1);
                self.define_dest(inst, tagged);
            }
            Op::FloatCompare { op } => {
                let (a, b) = (
                    self.operand_f64(inst.args[0]),
                    self.operand_f64(inst.args[1]),
                );
                let v = self.e.b.ins().fcmp(float_cc(*op), a, b);
                self.define_dest(inst, v);
            }
            Op::StrCompare { op } => self.str_compare(inst, *op),
            Op::ToFloat => self.number_to_float(inst),
            Op::ClampInt => {
                let w = self.operand(inst.args[0]);
                if self.repr_of(inst.args[0]) == Some(Repr::Small) {
                    let i = self.e.b.ins().sshr_imm_s(w, 1);
                    self.define_dest(inst, i);
                    return;
                }
                let (done, result) = self.e.block_with(types::I64);
                let (small, big) = (self.e.block(), self.e.cold_block());
                let tag = self.e.b.ins().band_imm_s(w, 1);
                self.e.branch(tag, small, big);
                self.e.switch_to(small);
                let i = self.e.b.ins().sshr_imm_s(w, 1);
                self.e.jump_with(done, i);
                self.e.switch_to(big);
                let i = self.e.slow(RuntimeFn::clamp_int, &[w]);
                self.e.jump_with(done, i);
                self.e.switch_to(done);
                self.define_dest(inst, result);
            }
            Op::IntArith { op } => self.int_arith(inst, *op),
            Op::RangeCount => self.range_count(inst),
            Op::IntMul => {
                let (a, b) = (
                    self.operand_i64(inst.args[0]),
                    self.operand_i64(inst.args[1]),
                );
                let general = self.general(inst);
                // The doubled product overflows where the product is not small.
                let doubled = self.e.b.ins().ishl_imm_s(a, 1);
                let (v, overflow) = self.e.b.ins().smul_overflow(doubled, b);
                let next = self.e.block();
                self.e.branch(overflow, general, next);
                self.e.switch_to(next);
                let v = self.e.b.ins().sshr_imm_s(v, 1);
                self.define_dest(inst, v);
            }
            Op::FloatArith { op } => self.float_arith(inst, *op),
            Op::FloatSqrt => {
                let x = self.operand_f64(inst.args[0]);
                let zero = self.e.b.ins().f64const(0.0);
                let (next, bad) = (self.e.block(), self.e.cold_block());
                // A NaN is not below zero and passes.
                let negative = self.e.b.ins().fcmp(FloatCC::LessThan, x, zero);
                self.e.branch(negative, bad, next);
                self.e.switch_to(bad);
                let boxed = self.e.box_float(x);
                let r = self.e.slow(RuntimeFn::sqrt_error, &[boxed]);
                self.check_null(inst, r);
                self.e.jump(next);
                self.e.switch_to(next);
                let v = self.e.b.ins().sqrt(x);
                self.define_dest(inst, v);
            }
            Op::FloatToInt { rounding } => self.float_to_int(inst, *rounding),
            Op::FloatAbs => {
                let x = self.operand_f64(inst.args[0]);
                let v = self.e.b.ins().fabs(x);
                self.define_dest(inst, v);
            }
            Op::GuardGlobal { module, slot, name } => {
                let base = self.e.address(self.e.symbols.globals[module.index()]);
                let v = self.e.load(base, 8 * *slot as i32);
                let (found, missing) = (self.e.block(), self.e.cold_block());
                self.e.branch(v, found, missing);
                self.e.switch_to(missing);
                let name = self.name(*name);
                self.e.runtime(RuntimeFn::raise_name_error, &[name]);
                let raised = self.raise_block(inst.span, inst.raise, true);
                self.e.jump(raised);
                self.e.switch_to(found);
            }
            Op::ClassIs { class, heap } => {
                let v = self.operand(inst.args[0]);
                let id = self.program.classes[class.index()].class_id;
                if *heap {
                    let have = self.e.load_u32(v, layout::HEADER_CLASS);
                    let same = self.e.b.ins().icmp_imm_s(IntCC::Equal, have, i64::from(id));
                    self.define_dest(inst, same);
                    return;
                }
                let (done, result) = self.e.block_with(types::I8);
                let pointer = self.e.is_pointer(v);
                let (heap, other) = (self.e.block(), self.e.block());
                self.e.branch(pointer, heap, other);
                self.e.switch_to(heap);
                let have = self.e.load_u32(v, layout::HEADER_CLASS);
                let same = self.e.b.ins().icmp_imm_s(IntCC::Equal, have, i64::from(id));
                self.e.jump_with(done, same);
                self.e.switch_to(other);
                let no = self.e.b.ins().iconst(types::I8, 0);
                self.e.jump_with(done, no);
                self.e.switch_to(done);
                self.define_dest(inst, result);
            }
            Op::IsObject => {
                // Of the two, None alone has the highest bit.
                let v = self.operand(inst.args[0]);
                let is_object = self
                    .e
                    .b
                    .ins()
                    .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, v, 0);
                self.define_dest(inst, is_object);
            }
            Op::NewInstance { class } => {
                let id = self.program.classes[class.index()].class_id;
                let id = self.e.b.ins().iconst(types::I64, i64::from(id));
                let v = self.e.runtime_value(RuntimeFn::new_instance, &[id]);
                self.check_null(inst, v);
                self.define_dest(inst, v);
            }
            Op::LoadField {
                offset,
                name,
                is_set,
                ..
            } => self.load_field(inst, *offset as i32, *name, *is_set),
            Op::StoreField {
                offset,
                name,
                class,
                is_set,
            } => match is_set {
                true => self.replace_field(inst, *offset as i32),
                false => self.store_field(inst, *offset as i32, *name, *class),
            },
            Op::LoadDouble {
                offset,
                name,
                is_set,
            } => match is_set {
                true => {
                    let object = self.operand(inst.args[0]);
                    let x = self.e.load_f64(object, *offset as i32);
                    self.define_dest(inst, x);
                }
                false => self.load_double(inst, *offset as i32, *name),
            },
            Op::StoreDouble {
                offset,
                name,
                class,
                is_set,
            } => match is_set {
                true => self.replace_double(inst, *offset as i32, *name),
                false => self.store_double(inst, *offset as i32, *name, *class),
            },
            Op::ListGet { items } => self.list_get(inst, *items),
            Op::AnyItem { negated, spans } => self.any_item(inst, *negated, spans),
            Op::TupleGet { exact } => self.tuple_get(inst, *exact),
            Op::ListSet { items } => self.list_set(inst, *items),
            Op::ListAppend { items } => self.list_append(inst, *items),
            Op::ListPop { items } => self.list_pop(inst, *items),
            Op::ListLen => {
                let list = self.operand(inst.args[0]);
                let buffer = self.e.load(list, layout::LIST_BUFFER);
                let words = self.e.load_wide_u32(buffer, layout::BUFFER_WORDS);
                let doubles = self.e.load_wide_u32(buffer, layout::BUFFER_DOUBLES);
                let bytes = self.e.load_wide_u32(buffer, layout::BUFFER_BYTES);
                // One of them at most is not zero.
                let packed = self.e.b.ins().bor(doubles, bytes);
                let len = self.e.b.ins().bor(words, packed);
                self.define_dest(inst, len);
            }
            Op::BuildPacked { items } => self.build_packed(inst, *items),
            other => panic!("{}: no code for {}", self.func.qualname, other.name()),
        }
    }

    /// Where an operation on small ints goes that cannot go on: straight to the general copy.
    pub fn general(&self, inst: &Inst) -> Block {
        let to = inst.raise.expect("the fast copy has a general one");
        self.block_of(to)
    }

    /// Arithmetic on small words; whatever leaves their range, or raises, is the general copy's affair.
    fn small_arith(&mut self, inst: &Inst, op: BinOp) {
        let (a, b) = (self.operand(inst.args[0]), self.operand(inst.args[1]));
        let general = self.general(inst);
        let by = self.small_const(inst.args[1]);
        match op {
            // The least small int has no counterpart.
            BinOp::Add | BinOp::Sub if by.is_some_and(|c| c != 0 && c != -(1 << 62)) => {
                // The tags cancel, and a constant's sign tells on which side the sum must lie.
                let c = by.unwrap_or_default() * if op == BinOp::Add { 2 } else { -2 };
                let v = self.e.b.ins().iadd_imm_s(a, c);
                let cc = if c > 0 {
                    IntCC::SignedLessThan
                } else {
                    IntCC::SignedGreaterThan
                };
                let wrapped = self.e.b.ins().icmp(cc, v, a);
                let next = self.e.block();
                self.e.branch(wrapped, general, next);
                self.e.switch_to(next);
                self.define_dest(inst, v);
            }
            BinOp::Add | BinOp::Sub | BinOp::Mul => {
                let (v, overflow) = match op {
                    BinOp::Add => {
                        let untagged = self.e.b.ins().iadd_imm_s(b, -1);
                        self.e.b.ins().sadd_overflow(a, untagged)
                    }
                    BinOp::Sub => {
                        let untagged = self.e.b.ins().iadd_imm_s(b, -1);
                        self.e.b.ins().ssub_overflow(a, untagged)
                    }
                    _ => {
                        let x = self.e.b.ins().iadd_imm_s(a, -1);
                        let y = match by {
                            Some(c) => self.e.b.ins().iconst(types::I64, c),
                            None => self.e.b.ins().sshr_imm_s(b, 1),
                        };
                        self.e.b.ins().smul_overflow(x, y)
                    }
                };
                let next = self.e.block();
                self.e.branch(overflow, general, next);
                self.e.switch_to(next);
                let v = if op == BinOp::Mul {
                    self.e.b.ins().bor_imm_s(v, 1)
                } else {
                    v
                };
                self.define_dest(inst, v);
            }
            BinOp::BitOr => {
                let v = self.e.b.ins().bor(a, b);
                self.define_dest(inst, v);
            }
            BinOp::BitAnd => {
                let v = self.e.b.ins().band(a, b);
                self.define_dest(inst, v);
            }
            BinOp::BitXor => {
                let v = self.e.b.ins().bxor(a, b);
                let v = self.e.b.ins().bor_imm_s(v, 1);
                self.define_dest(inst, v);
            }
            BinOp::Mod | BinOp::FloorDiv => {
                let (done, result) = self.e.block_with(types::I64);
                self.int_division(op, a, b, by, general, done);
                self.e.switch_to(done);
                self.define_dest(inst, result);
            }
            BinOp::LShift | BinOp::RShift => {
                let (done, result) = self.e.block_with(types::I64);
                self.int_shift(op, a, b, by, general, done);
                self.e.switch_to(done);
                self.define_dest(inst, result);
            }
            BinOp::MatMul | BinOp::Div | BinOp::Pow => {
                panic!("{}: {op:?} is not small arithmetic", self.func.qualname)
            }
        }
    }

    /// Whether a destination only ever holds objects.
    pub fn is_ref(&self, dest: Option<taipan_mir::Local>) -> bool {
        dest.is_some_and(|d| self.local(d).repr == Repr::Ref)
    }

    fn number_to_float(&mut self, inst: &Inst) {
        let w = match inst.args[0] {
            // A big int may not fit: the runtime raises then.
            taipan_mir::Operand::Const(c)
                if !matches!(self.program.constant(c), taipan_mir::Const::BigInt(_)) =>
            {
                let x = self.operand_f64(inst.args[0]);
                self.define_dest(inst, x);
                return;
            }
            o => self.operand(o),
        };
        let repr = self.repr_of(inst.args[0]);
        if repr == Some(Repr::Small) {
            let i = self.e.b.ins().sshr_imm_s(w, 1);
            let x = self.e.b.ins().fcvt_from_sint(types::F64, i);
            self.define_dest(inst, x);
            return;
        }
        let (done, result) = self.e.block_with(types::F64);
        let other = self.e.is_no_float(w);
        let (float, not_float, int, slow) = (
            self.e.block(),
            self.e.block(),
            self.e.block(),
            self.e.cold_block(),
        );
        self.e.branch(other, not_float, float);
        self.e.switch_to(float);
        let x = self.e.decode_float(w);
        self.e.jump_with(done, x);
        self.e.switch_to(not_float);
        let small = self.e.b.ins().band_imm_s(w, 1);
        self.e.branch(small, int, slow);
        self.e.switch_to(int);
        let i = self.e.b.ins().sshr_imm_s(w, 1);
        let x = self.e.b.ins().fcvt_from_sint(types::F64, i);
        self.e.jump_with(done, x);
        self.e.switch_to(slow);
        let v = self.e.slow(RuntimeFn::number_to_float, &[w]);
        self.check_null(inst, v);
        let x = self.e.unbox_float(v);
        self.e.helper(Helper::ReleaseKeeping, v);
        self.e.jump_with(done, x);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// The number that a constant stands for in float arithmetic.
    fn known_float(&self, o: Operand) -> Option<f64> {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                Const::Float(bits) => Some(f64::from_bits(*bits)),
                Const::Int(i) => Some(*i as f64),
                _ => None,
            },
            _ => None,
        }
    }

    fn float_arith(&mut self, inst: &Inst, op: BinOp) {
        let (a, b) = (
            self.operand_f64(inst.args[0]),
            self.operand_f64(inst.args[1]),
        );
        let v = match op {
            BinOp::Add => self.e.b.ins().fadd(a, b),
            BinOp::Sub => self.e.b.ins().fsub(a, b),
            // A sum takes less time, and is the same number.
            BinOp::Mul if self.known_float(inst.args[1]) == Some(2.0) => self.e.b.ins().fadd(a, a),
            BinOp::Mul if self.known_float(inst.args[0]) == Some(2.0) => self.e.b.ins().fadd(b, b),
            BinOp::Mul => self.e.b.ins().fmul(a, b),
            // The reciprocal of a power of two is exact.
            BinOp::Div
                if let Some(power) = self.known_float(inst.args[1])
                    && power.to_bits() << 12 == 0
                    && power.is_normal()
                    && power.recip().is_normal() =>
            {
                let reciprocal = self.e.b.ins().f64const(power.recip());
                self.e.b.ins().fmul(a, reciprocal)
            }
            BinOp::Div | BinOp::FloorDiv | BinOp::Mod => {
                let zero = self.e.b.ins().f64const(0.0);
                let (next, bad) = (self.e.block(), self.e.cold_block());
                let is_zero = self.e.b.ins().fcmp(FloatCC::Equal, b, zero);
                self.e.branch(is_zero, bad, next);
                self.e.switch_to(bad);
                // The general operator raises the right exception.
                let (x, y) = (self.e.box_float(a), self.e.box_float(b));
                let f = match op {
                    BinOp::Div => RuntimeFn::truediv,
                    BinOp::FloorDiv => RuntimeFn::floordiv,
                    _ => RuntimeFn::modulo,
                };
                let r = self.e.slow(f, &[x, y]);
                self.e.helper(Helper::ReleaseKeeping, x);
                self.e.helper(Helper::ReleaseKeeping, y);
                self.check_null(inst, r);
                self.e.jump(next);
                self.e.switch_to(next);
                match op {
                    BinOp::Div => self.e.b.ins().fdiv(a, b),
                    BinOp::FloorDiv => self.e.runtime_value(RuntimeFn::float_floordiv, &[a, b]),
                    _ => self.e.runtime_value(RuntimeFn::float_mod, &[a, b]),
                }
            }
            BinOp::Pow if self.known_power(inst.args[1]).is_some() => {
                let power = self.known_power(inst.args[1]).expect("tested");
                self.pow_known(inst, power, a)
            }
            BinOp::Pow => {
                let (done, result) = self.e.block_with(types::F64);
                let (plain, general) = (self.e.block(), self.e.cold_block());
                let zero = self.e.b.ins().f64const(0.0);
                let positive = self.e.b.ins().fcmp(FloatCC::GreaterThan, a, zero);
                self.e.branch(positive, plain, general);
                self.e.switch_to(plain);
                let r = self.e.runtime_value(RuntimeFn::plain_pow, &[a, b]);
                // Neither infinite nor NaN.
                let nothing = self.e.b.ins().fsub(r, r);
                let finite = self.e.b.ins().fcmp(FloatCC::Equal, nothing, zero);
                self.e.b.ins().brif(finite, done, &[r.into()], general, &[]);
                self.e.switch_to(general);
                let r = self.e.runtime_value(RuntimeFn::float_pow, &[a, b]);
                self.check_null(inst, r);
                let x = self.e.unbox_float(r);
                self.e.helper(Helper::Release, r);
                self.e.jump_with(done, x);
                self.e.switch_to(done);
                result
            }
            BinOp::MatMul
            | BinOp::LShift
            | BinOp::RShift
            | BinOp::BitOr
            | BinOp::BitXor
            | BinOp::BitAnd => {
                panic!("{}: {op:?} is not float arithmetic", self.func.qualname)
            }
        };
        self.define_dest(inst, v);
    }
}
