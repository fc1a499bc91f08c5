//! Whether a chain of `elif` without `else` may cover every case.
//!
//! The other checkers know that such a chain is complete when its tests narrow a value to nothing. Here a chain counts as
//! complete unless none of its tests can narrow anything.

use crate::members::Found;
use crate::program::Checker;
use crate::types::Ty;
use ruff_python_ast::{CmpOp, Expr, Stmt, UnaryOp};

impl<'a> Checker<'a> {
    /// Whether the last statement is a chain of `elif` without `else` that may cover all cases.
    pub fn ends_in_chain(&mut self, body: &'a [Stmt]) -> bool {
        match body.last() {
            Some(Stmt::If(stmt)) => {
                let is_open = stmt
                    .elif_else_clauses
                    .last()
                    .is_some_and(|clause| clause.test.is_some());
                if is_open
                    && std::iter::once(&*stmt.test)
                        .chain(
                            stmt.elif_else_clauses
                                .iter()
                                .filter_map(|clause| clause.test.as_ref()),
                        )
                        .any(|test| self.may_narrow(test))
                {
                    return true;
                }
                self.ends_in_chain(&stmt.body)
                    || stmt
                        .elif_else_clauses
                        .iter()
                        .any(|clause| self.ends_in_chain(&clause.body))
            }
            Some(Stmt::With(stmt)) => self.ends_in_chain(&stmt.body),
            // What is not known may never return.
            Some(Stmt::Expr(stmt)) => match &*stmt.value {
                Expr::Call(call) => {
                    self.quiet += 1;
                    let callee = self.infer(&call.func, None);
                    self.quiet -= 1;
                    callee.is_any()
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether some checker may know more about a value after the test than before it.
    fn may_narrow(&mut self, test: &'a Expr) -> bool {
        match test {
            Expr::BoolOp(operation) => operation.values.iter().any(|value| self.may_narrow(value)),
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => self.may_narrow(&unary.operand),
            Expr::Compare(compare) => compare.ops.iter().enumerate().any(|(at, op)| match op {
                CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => false,
                CmpOp::Eq | CmpOp::NotEq => {
                    let left = match at {
                        0 => &*compare.left,
                        _ => &compare.comparators[at - 1],
                    };
                    !self.has_endless_values(left)
                        && !self.has_endless_values(&compare.comparators[at])
                }
                CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => true,
            }),
            Expr::Call(call) => match &*call.func {
                // A method of `str` and the like that says yes or no.
                Expr::Attribute(attribute) => {
                    self.quiet += 1;
                    let receiver = self.infer(&attribute.value, None);
                    self.quiet -= 1;
                    let is_builtin = match &receiver {
                        Ty::Instance(class, _) => self.is_stub(*class),
                        Ty::Literal(_) => true,
                        _ => false,
                    };
                    !is_builtin
                        || !matches!(
                            self.attribute(&receiver, &attribute.attr),
                            Found::Type(Ty::Function(_))
                        )
                }
                _ => true,
            },
            _ => true,
        }
    }

    /// Whether the expression is an `int`, `float`, `str` or `bytes` of any value, which no comparison exhausts.
    fn has_endless_values(&mut self, expr: &'a Expr) -> bool {
        if !matches!(expr, Expr::Name(_) | Expr::Attribute(_) | Expr::BinOp(_)) {
            return false;
        }
        self.quiet += 1;
        let ty = self.infer(expr, None);
        self.quiet -= 1;
        ["int", "float", "str", "bytes"]
            .iter()
            .any(|name| ty == self.instance_of(name))
    }
}
