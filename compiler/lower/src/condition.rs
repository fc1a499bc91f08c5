//! Conditions: truth decided by control flow, without making bool objects.

use crate::builder::{Builder, span};
use crate::constant;
use taipan_hir as hir;
use taipan_hir::{Expr, ExprKind, UnaryOp};
use taipan_mir::{BlockId, CmpOp, Op, Operand, Span};

/// The comparison operator that objects can define; `None` for `is` and `in`.
pub(crate) fn rich_compare(op: hir::CmpOp) -> Option<CmpOp> {
    match op {
        hir::CmpOp::Eq => Some(CmpOp::Eq),
        hir::CmpOp::NotEq => Some(CmpOp::Ne),
        hir::CmpOp::Lt => Some(CmpOp::Lt),
        hir::CmpOp::LtE => Some(CmpOp::Le),
        hir::CmpOp::Gt => Some(CmpOp::Gt),
        hir::CmpOp::GtE => Some(CmpOp::Ge),
        hir::CmpOp::Is | hir::CmpOp::IsNot | hir::CmpOp::In | hir::CmpOp::NotIn => None,
    }
}

impl<'a> Builder<'a, '_> {
    /// Goes to `then` if `e` is true, else to `orelse`.
    pub fn condition(&mut self, e: &'a Expr, then: BlockId, orelse: BlockId) {
        let at = span(e.span);
        match &e.kind {
            ExprKind::Unary(UnaryOp::Not, inner) => self.condition(inner, orelse, then),
            ExprKind::BoolOp { is_and, values } => {
                let (last, first) = values.split_last().expect("operands");
                for value in first {
                    let more = self.new_block();
                    if *is_and {
                        self.condition(value, more, orelse);
                    } else {
                        self.condition(value, then, more);
                    }
                    self.switch_to(more);
                }
                self.condition(last, then, orelse);
            }
            ExprKind::IfExp {
                test,
                body,
                orelse: other,
            } => {
                let first = self.new_block();
                let second = self.new_block();
                self.condition(test, first, second);
                self.switch_to(first);
                self.condition(body, then, orelse);
                self.switch_to(second);
                self.condition(other, then, orelse);
            }
            ExprKind::Compare(first, rest) => {
                let mut left = self.expr(first);
                for (i, (op, e)) in rest.iter().enumerate() {
                    let right = self.expr(e);
                    let truth = self.compare_truth(*op, left, right, at);
                    left = right;
                    if i + 1 < rest.len() {
                        let more = self.new_block();
                        self.branch(truth, more, orelse);
                        self.switch_to(more);
                    } else {
                        self.branch(truth, then, orelse);
                    }
                }
            }
            _ => {
                if let Some(c) = constant::as_const(e) {
                    self.jump(if constant::truth(&c) { then } else { orelse });
                    return;
                }
                let value = self.expr(e);
                let truth = self.value(Op::Truth, vec![value], at);
                self.branch(truth, then, orelse);
            }
        }
    }

    /// The truth of an expression as a `Bool`.
    pub fn truth(&mut self, e: &'a Expr) -> Operand {
        let at = span(e.span);
        match &e.kind {
            ExprKind::Compare(first, rest) if rest.len() == 1 => {
                let left = self.expr(first);
                let right = self.expr(&rest[0].1);
                self.compare_truth(rest[0].0, left, right, at)
            }
            ExprKind::Unary(UnaryOp::Not, inner) => {
                let truth = self.truth(inner);
                self.value(Op::BoolNot, vec![truth], at)
            }
            _ => {
                let value = self.expr(e);
                self.value(Op::Truth, vec![value], at)
            }
        }
    }

    /// The truth of one comparison.
    pub fn compare_truth(&mut self, op: hir::CmpOp, a: Operand, b: Operand, at: Span) -> Operand {
        let op = match (rich_compare(op), op) {
            (Some(op), _) => Op::CompareTruth { op },
            (None, hir::CmpOp::Is) => Op::Is { negated: false },
            (None, hir::CmpOp::IsNot) => Op::Is { negated: true },
            (None, hir::CmpOp::In) => Op::In { negated: false },
            (None, _) => Op::In { negated: true },
        };
        self.value(op, vec![a, b], at)
    }
}
