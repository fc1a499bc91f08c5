//! Assignment to targets, and their deletion.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Expr, ExprKind, NameRef, Target, TargetKind, VarId, VarKind};
use taipan_mir::{Op, Operand};

impl<'a> Builder<'a, '_> {
    /// The variable of a target that is a plain local.
    pub fn direct_local(&self, target: &Target) -> Option<VarId> {
        match &target.kind {
            TargetKind::Name(NameRef::Var(var))
                if matches!(
                    self.hir.vars[var.index()].kind,
                    VarKind::Local | VarKind::Temp
                ) =>
            {
                Some(*var)
            }
            TargetKind::Name(_)
            | TargetKind::Attr(..)
            | TargetKind::Subscript(..)
            | TargetKind::Unpack { .. } => None,
        }
    }

    /// Assigns a value that is not used again.
    pub fn assign(&mut self, target: &'a Target, value: Operand) {
        let at = span(target.span);
        match &target.kind {
            TargetKind::Name(name) => self.store(name, value, at),
            TargetKind::Attr(object, name) => {
                let object = self.expr(object);
                let at = self.attr_span(at, target.span, name);
                self.set_attr(object, name, value, at);
            }
            TargetKind::Subscript(object, key) => {
                let object = self.expr(object);
                let key = self.expr(key);
                self.emit(Op::SetItem, vec![object, key, value], at);
            }
            TargetKind::Unpack { items, star } => self.unpack(items, *star, value, at),
        }
    }

    fn unpack(
        &mut self,
        items: &'a [Target],
        star: Option<usize>,
        value: Operand,
        at: taipan_mir::Span,
    ) {
        let op = match star {
            None => Op::Unpack {
                count: items.len() as u32,
            },
            Some(star) => Op::UnpackStar {
                before: star as u32,
                after: (items.len() - star - 1) as u32,
            },
        };
        let array = self.value(op, vec![value], at);
        // Locals take their items at once as long as nothing but names comes before them: nothing can see the difference.
        let mut only_names = true;
        let mut rest = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let take = Op::Take {
                index: index as u32,
            };
            match self.direct_local(item) {
                Some(var) if only_names => {
                    let local = self.var_local(var);
                    self.emit_to(Some(local), take, vec![array], span(item.span));
                    self.mark_bound(var);
                }
                _ => {
                    only_names &= matches!(item.kind, TargetKind::Name(_));
                    let value = self.value(take, vec![array], span(item.span));
                    rest.push((item, value));
                }
            }
        }
        for (item, value) in rest {
            self.assign(item, value);
        }
    }

    /// `targets = value`
    pub fn assign_statement(&mut self, targets: &'a [Target], value: &'a Expr) {
        if let [target] = targets
            && self.parallel_assignment(target, value)
        {
            return;
        }
        let value = self.expr(value);
        let (last, first) = targets.split_last().expect("targets");
        if first.is_empty() {
            self.assign(last, value);
            return;
        }
        // The value must stay what it is while the targets, which may include its variable, are assigned.
        let value = self.pin(value, span(targets[0].span));
        for target in first {
            match &target.kind {
                TargetKind::Name(name) => self.store_shared(name, value, span(target.span)),
                TargetKind::Attr(..) | TargetKind::Subscript(..) | TargetKind::Unpack { .. } => {
                    self.assign(target, value);
                }
            }
        }
        self.assign(last, value);
    }

    /// `a, b = b, a`: no tuple is made.
    fn parallel_assignment(&mut self, target: &'a Target, value: &'a Expr) -> bool {
        let (TargetKind::Unpack { items, star: None }, ExprKind::Tuple(values)) =
            (&target.kind, &value.kind)
        else {
            return false;
        };
        if items.len() != values.len() || values.iter().any(|v| v.is_star) {
            return false;
        }
        let operands: Vec<_> = values
            .iter()
            .map(|v| {
                let operand = self.expr(&v.value);
                self.pin(operand, span(v.value.span))
            })
            .collect();
        for (item, operand) in items.iter().zip(operands) {
            self.assign(item, operand);
        }
        true
    }

    pub fn augmented_assignment(
        &mut self,
        target: &'a Target,
        op: hir::BinOp,
        value: &'a Expr,
        at: taipan_mir::Span,
    ) {
        let target_at = span(target.span);
        let op = Op::Binary {
            op: crate::expr::bin_op(op),
            in_place: true,
        };
        match &target.kind {
            TargetKind::Name(name) => {
                let old = self.load(name, target_at);
                let value = self.expr(value);
                let result = self.value(op, vec![old, value], at);
                self.store(name, result, target_at);
            }
            TargetKind::Attr(object, name) => {
                let object = self.expr(object);
                let target_at = self.attr_span(target_at, target.span, name);
                let old = self.get_attr(object, name, target_at);
                let value = self.expr(value);
                let result = self.value(op, vec![old, value], at);
                self.set_attr(object, name, result, target_at);
            }
            TargetKind::Subscript(object, key) => {
                let object = self.expr(object);
                let key = self.expr(key);
                let old = self.value(Op::GetItem, vec![object, key], target_at);
                let value = self.expr(value);
                let result = self.value(op, vec![old, value], at);
                self.emit(Op::SetItem, vec![object, key, result], target_at);
            }
            TargetKind::Unpack { .. } => panic!("augmented assignment to a list of targets"),
        }
    }

    pub fn delete_target(&mut self, target: &'a Target) {
        let at = span(target.span);
        match &target.kind {
            TargetKind::Name(name) => self.delete(name, at),
            TargetKind::Attr(object, name) => {
                let object = self.expr(object);
                let at = self.attr_span(at, target.span, name);
                let name = self.str_const(name);
                self.runtime(RuntimeFn::delattr, vec![object, name], at);
            }
            TargetKind::Subscript(object, key) => {
                let object = self.expr(object);
                let key = self.expr(key);
                self.runtime(RuntimeFn::delitem, vec![object, key], at);
            }
            TargetKind::Unpack { items, star: _ } => {
                for item in items {
                    self.delete_target(item);
                }
            }
        }
    }
}
