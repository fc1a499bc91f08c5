//! `x ** 0.5` and `x ** 2` without the function `pow`, where its result is certain.
//!
//! The C library's `pow` errs by less than 0.518 units in the last place for squares of the numbers admitted here, and by less than
//! 0.513 for their roots (0.511 of its last step, and at most 0.0064 or 0.0016 of the logarithm, whose relative error of
//! 1.5 * 2^-68 counts as often as the result's logarithm says, 138 or 34.5; the analysis stands in ARM's optimized routines,
//! which musl and glibc have). A correctly rounded result whose own error is below 0.48 units, or 0.485, is therefore the one
//! that `pow` gives: every neighbour would be off by more than 0.52, or 0.515. The error is computed exactly enough by
//! splitting a factor in two (Dekker). What is closer to the middle of two floats, one in 25 or 33, goes to `pow`.

use crate::function::Body;
use crate::words::Helper;
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Const, Inst, Operand};

/// The upper 26 bits of a float's 53.
const UPPER: i64 = 0xFFFF_FFFF_F800_0000_u64 as i64;
const EXPONENT: i64 = 0x7FF0_0000_0000_0000;
/// A unit in the last place, relative to the power of two below.
const UNIT: f64 = 1.0 / (1u64 << 52) as f64;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Power {
    Root,
    Square,
}

impl Body<'_, '_> {
    /// The power that a constant exponent stands for.
    pub fn known_power(&self, exponent: Operand) -> Option<Power> {
        let Operand::Const(c) = exponent else {
            return None;
        };
        match self.program.constant(c) {
            Const::Float(bits) if *bits == 0.5f64.to_bits() => Some(Power::Root),
            Const::Float(bits) if *bits == 2f64.to_bits() => Some(Power::Square),
            Const::Int(2) => Some(Power::Square),
            _ => None,
        }
    }

    fn number(&mut self, bits: Value) -> Value {
        self.e
            .b
            .ins()
            .bitcast(types::F64, MemFlagsData::new(), bits)
    }

    /// The bits of a float that a mask has.
    fn masked(&mut self, x: Value, mask: i64) -> Value {
        let bits = self.e.b.ins().bitcast(types::I64, MemFlagsData::new(), x);
        let mask = self.e.b.ins().iconst(types::I64, mask);
        let kept = self.e.b.ins().band(bits, mask);
        self.number(kept)
    }

    pub fn pow_known(&mut self, inst: &Inst, power: Power, a: Value) -> Value {
        let (done, result) = self.e.block_with(types::F64);
        let (inside, test, general) = (self.e.block(), self.e.block(), self.e.cold_block());
        // Where nothing overflows, and every part is a normal number; no NaN.
        let size = match power {
            Power::Root => a,
            Power::Square => self.e.b.ins().fabs(a),
        };
        let (least, most) = (
            self.e.b.ins().f64const(1e-30),
            self.e.b.ins().f64const(1e30),
        );
        let above = self.e.b.ins().fcmp(FloatCC::GreaterThan, size, least);
        self.e.branch(above, inside, general);
        self.e.switch_to(inside);
        let below = self.e.b.ins().fcmp(FloatCC::LessThan, size, most);
        self.e.branch(below, test, general);
        self.e.switch_to(test);
        // `factor * factor` against `r` or `a`: what it is too large by.
        let (r, factor, product) = match power {
            Power::Root => {
                let r = self.e.b.ins().sqrt(a);
                (r, r, a)
            }
            Power::Square => {
                let r = self.e.b.ins().fmul(a, a);
                (r, a, r)
            }
        };
        let upper = self.masked(factor, UPPER);
        let lower = self.e.b.ins().fsub(factor, upper);
        let square = self.e.b.ins().fmul(upper, upper);
        let off = self.e.b.ins().fsub(square, product);
        let twice = self.e.b.ins().fadd(upper, upper);
        let cross = self.e.b.ins().fmul(twice, lower);
        let off = self.e.b.ins().fadd(off, cross);
        let rest = self.e.b.ins().fmul(lower, lower);
        let off = self.e.b.ins().fadd(off, rest);
        let off = self.e.b.ins().fabs(off);
        let unit = self.masked(r, EXPONENT);
        let limit = match power {
            Power::Square => {
                let certain = self.e.b.ins().f64const(0.48 * UNIT);
                self.e.b.ins().fmul(unit, certain)
            }
            // The square of a root that is off by so much is off by twice the root times that.
            Power::Root => {
                let certain = self.e.b.ins().f64const(2.0 * 0.485 * UNIT);
                let part = self.e.b.ins().fmul(unit, certain);
                self.e.b.ins().fmul(part, r)
            }
        };
        let sure = self.e.b.ins().fcmp(FloatCC::LessThan, off, limit);
        self.e.b.ins().brif(sure, done, &[r.into()], general, &[]);
        self.e.switch_to(general);
        let exponent = self.e.b.ins().f64const(match power {
            Power::Root => 0.5,
            Power::Square => 2.0,
        });
        let (base, exponent) = (self.e.box_float(a), self.e.box_float(exponent));
        let r = self.e.slow(RuntimeFn::pow, &[base, exponent]);
        self.e.helper(Helper::ReleaseKeeping, base);
        self.check_null(inst, r);
        let x = self.e.unbox_float(r);
        self.e.helper(Helper::ReleaseKeeping, r);
        self.e.jump_with(done, x);
        self.e.switch_to(done);
        result
    }
}
