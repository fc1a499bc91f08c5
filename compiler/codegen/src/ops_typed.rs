//! Instructions on machine representations, made by the optimiser.

use crate::function::Body;
use crate::words::Helper;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, types};
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{BinOp, CmpOp, Inst, Op, Repr};

fn int_cc(op: CmpOp) -> IntCC {
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
                let repr = self.repr_of(inst.args[0]);
                let v = match repr {
                    Some(Repr::F64) => {
                        let x = self.operand_f64(inst.args[0]);
                        self.e.box_float(x)
                    }
                    Some(Repr::I64) => {
                        let i = self.operand_i64(inst.args[0]);
                        self.e.box_int(i)
                    }
                    Some(Repr::Bool) => {
                        let b = self.operand_bool(inst.args[0]);
                        self.e.bool_word(b)
                    }
                    Some(Repr::Value | Repr::Int | Repr::Ref | Repr::Raw) | None => {
                        self.operand(inst.args[0])
                    }
                };
                self.define_dest(inst, v);
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
            Op::FloatCompare { op } => {
                let (a, b) = (
                    self.operand_f64(inst.args[0]),
                    self.operand_f64(inst.args[1]),
                );
                let v = self.e.b.ins().fcmp(float_cc(*op), a, b);
                self.define_dest(inst, v);
            }
            other => panic!("{}: no code for {}", self.func.qualname, other.name()),
        }
        let _ = (
            BinOp::Add,
            Helper::Retain,
            layout::LIST_BUFFER,
            RuntimeFn::add,
        );
    }
}
