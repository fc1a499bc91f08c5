//! Constants.

use crate::builder::Builder;
use taipan_hir as hir;
use taipan_mir::{Const, ConstId, Operand};

impl Builder<'_, '_> {
    pub fn hir_const(&mut self, value: &hir::Const) -> Operand {
        Operand::Const(self.intern_hir_const(value))
    }

    fn intern_hir_const(&mut self, value: &hir::Const) -> ConstId {
        let value = match value {
            hir::Const::None => Const::None,
            hir::Const::Bool(b) => Const::Bool(*b),
            hir::Const::Ellipsis => Const::Ellipsis,
            hir::Const::Int(i) => Const::Int(*i),
            hir::Const::BigInt(digits) => Const::BigInt(digits.clone()),
            hir::Const::Float(f) => Const::Float(f.to_bits()),
            hir::Const::Str(s) => Const::Str(s.clone()),
            hir::Const::Bytes(s) => Const::Bytes(s.clone()),
            hir::Const::Tuple(items) => {
                let items = items.iter().map(|i| self.intern_hir_const(i)).collect();
                Const::Tuple(items)
            }
        };
        self.world.out.intern_const(value)
    }
}

/// The truth of a constant.
pub(crate) fn truth(value: &hir::Const) -> bool {
    match value {
        hir::Const::None => false,
        hir::Const::Bool(b) => *b,
        hir::Const::Ellipsis => true,
        hir::Const::Int(i) => *i != 0,
        hir::Const::BigInt(_) => true,
        hir::Const::Float(f) => *f != 0.0,
        hir::Const::Str(s) | hir::Const::Bytes(s) => !s.is_empty(),
        hir::Const::Tuple(items) => !items.is_empty(),
    }
}

/// An expression that is a constant: a literal, or a tuple of such.
pub(crate) fn as_const(e: &hir::Expr) -> Option<hir::Const> {
    match &e.kind {
        hir::ExprKind::Const(c) => Some(c.clone()),
        hir::ExprKind::Tuple(items) => items
            .iter()
            .map(|i| if i.is_star { None } else { as_const(&i.value) })
            .collect::<Option<Vec<_>>>()
            .map(hir::Const::Tuple),
        _ => None,
    }
}
