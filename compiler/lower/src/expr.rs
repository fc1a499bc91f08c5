//! Expressions.
//!
//! An operand that is returned may be a variable itself. It is used before anything else can assign that variable: the only
//! assignment inside expressions is `:=`, and variables that are its targets are copied when read.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Expr, ExprKind, UnaryOp};
use taipan_mir::{AddressOf, BinOp, Const, Local, Op, Operand, Repr, Span};

pub(crate) fn bin_op(op: hir::BinOp) -> BinOp {
    match op {
        hir::BinOp::Add => BinOp::Add,
        hir::BinOp::Sub => BinOp::Sub,
        hir::BinOp::Mul => BinOp::Mul,
        hir::BinOp::MatMul => BinOp::MatMul,
        hir::BinOp::Div => BinOp::Div,
        hir::BinOp::FloorDiv => BinOp::FloorDiv,
        hir::BinOp::Mod => BinOp::Mod,
        hir::BinOp::Pow => BinOp::Pow,
        hir::BinOp::LShift => BinOp::LShift,
        hir::BinOp::RShift => BinOp::RShift,
        hir::BinOp::BitOr => BinOp::BitOr,
        hir::BinOp::BitXor => BinOp::BitXor,
        hir::BinOp::BitAnd => BinOp::BitAnd,
    }
}

impl<'a> Builder<'a, '_> {
    pub fn expr(&mut self, e: &'a Expr) -> Operand {
        let at = span(e.span);
        match &e.kind {
            ExprKind::Const(c) => self.hir_const(c),
            ExprKind::Name(name) => self.load(name, at),
            ExprKind::Binary(op, a, b) => {
                let a = self.expr(a);
                let b = self.expr(b);
                let op = Op::Binary {
                    op: bin_op(*op),
                    in_place: false,
                };
                self.value(op, vec![a, b], at)
            }
            ExprKind::Unary(op, a) => self.unary(*op, a, at),
            ExprKind::Compare(first, rest) => self.compare(first, rest, at),
            ExprKind::BoolOp { is_and, values } => self.bool_op(*is_and, values, at),
            ExprKind::IfExp { test, body, orelse } => self.if_exp(test, body, orelse, at),
            ExprKind::Walrus(name, value) => {
                let value = self.expr(value);
                self.store_shared(name, value, at);
                value
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords, at),
            ExprKind::Attr(object, name) => {
                let value = self.expr(object);
                let at = self.attr_span(at, e.span, name);
                self.get_attr(value, name, at)
            }
            ExprKind::Subscript(object, key) => {
                let object = self.expr(object);
                let key = self.expr(key);
                self.value(Op::GetItem, vec![object, key], at)
            }
            ExprKind::Slice(start, stop, step) => {
                let parts = [start, stop, step]
                    .map(|part| part.as_ref().map_or(Operand::Unset, |e| self.expr(e)));
                self.runtime(RuntimeFn::build_slice, parts.to_vec(), at)
            }
            ExprKind::List(items) => self.list(items, at),
            ExprKind::Tuple(items) => self.tuple(items, at),
            ExprKind::Set(items) => self.set(items, at),
            ExprKind::Dict(items) => self.dict(items, at),
            ExprKind::Comprehension(c) => self.comprehension(c, at),
            ExprKind::GenExpr { func, first } => self.generator_expression(*func, first, at),
            ExprKind::MakeFunction(make) => self.make_function(make, at),
            ExprKind::Super {
                class_cell,
                receiver,
            } => {
                let class = self.cell(*class_cell);
                let receiver = self.load(&hir::NameRef::Var(*receiver), at);
                self.runtime(RuntimeFn::make_super, vec![class, receiver], at)
            }
            ExprKind::Yield(value) => {
                let value = match value {
                    Some(e) => self.expr(e),
                    None => self.none(),
                };
                self.yield_value(value, at)
            }
            ExprKind::YieldFrom(e) => {
                let value = self.expr(e);
                self.yield_from(value, at)
            }
            ExprKind::Await(e) => {
                self.expr(e);
                self.unsupported("await is not supported", at)
            }
            ExprKind::FString(parts) => self.fstring(parts, at),
            ExprKind::CallTypeParams(func, args) => self.call_type_params(*func, args, at),
            ExprKind::Unsupported { code, message } => {
                self.unsupported(&format!("{code}: {message}"), at)
            }
        }
    }

    /// An expression whose value goes to `dest`.
    pub fn expr_to(&mut self, dest: Local, e: &'a Expr) {
        let value = self.expr(e);
        self.move_into(dest, value, span(e.span));
    }

    /// Evaluates for the effect.
    pub fn effect(&mut self, e: &'a Expr) {
        match &e.kind {
            // A string or number on its own does nothing.
            ExprKind::Const(_) => {}
            // The value of a condition is not needed.
            ExprKind::BoolOp { .. } | ExprKind::IfExp { .. } => {
                let end = self.new_block();
                self.effect_of_branches(e, end);
                self.switch_to(end);
            }
            _ => {
                self.expr(e);
            }
        }
    }

    fn effect_of_branches(&mut self, e: &'a Expr, end: taipan_mir::BlockId) {
        match &e.kind {
            ExprKind::BoolOp { is_and, values } => {
                let (last, first) = values.split_last().expect("operands");
                for value in first {
                    let more = self.new_block();
                    if *is_and {
                        self.condition(value, more, end);
                    } else {
                        self.condition(value, end, more);
                    }
                    self.switch_to(more);
                }
                self.effect(last);
                self.jump(end);
            }
            ExprKind::IfExp { test, body, orelse } => {
                let then_block = self.new_block();
                let else_block = self.new_block();
                self.condition(test, then_block, else_block);
                for (block, e) in [(then_block, body), (else_block, orelse)] {
                    self.switch_to(block);
                    self.effect(e);
                    self.jump(end);
                }
            }
            _ => unreachable!("branches only"),
        }
    }

    fn unary(&mut self, op: UnaryOp, a: &'a Expr, at: Span) -> Operand {
        let op = match op {
            UnaryOp::Not => {
                let truth = self.truth(a);
                let negated = self.value(Op::BoolNot, vec![truth], at);
                return self.value(Op::BoolValue, vec![negated], at);
            }
            UnaryOp::Neg => taipan_mir::UnaryOp::Neg,
            UnaryOp::Pos => taipan_mir::UnaryOp::Pos,
            UnaryOp::Invert => taipan_mir::UnaryOp::Invert,
        };
        let a = self.expr(a);
        self.value(Op::Unary { op }, vec![a], at)
    }

    fn compare(&mut self, first: &'a Expr, rest: &'a [(hir::CmpOp, Expr)], at: Span) -> Operand {
        let mut left = self.expr(first);
        if let [(op, right)] = rest {
            let right = self.expr(right);
            return self.compare_value(*op, left, right, at);
        }
        let result = self.temp(Repr::Value);
        let end = self.new_block();
        for (i, (op, e)) in rest.iter().enumerate() {
            let right = self.expr(e);
            let value = self.compare_value(*op, left, right, at);
            self.move_into(result, value, at);
            left = right;
            if i + 1 < rest.len() {
                let more = self.new_block();
                let truth = self.value(Op::Truth, vec![Operand::Local(result)], at);
                self.branch(truth, more, end);
                self.switch_to(more);
            }
        }
        self.jump(end);
        self.switch_to(end);
        Operand::Local(result)
    }

    /// The object that one comparison yields.
    fn compare_value(&mut self, op: hir::CmpOp, a: Operand, b: Operand, at: Span) -> Operand {
        match crate::condition::rich_compare(op) {
            Some(op) => self.value(Op::Compare { op }, vec![a, b], at),
            None => {
                let truth = self.compare_truth(op, a, b, at);
                self.value(Op::BoolValue, vec![truth], at)
            }
        }
    }

    fn bool_op(&mut self, is_and: bool, values: &'a [Expr], at: Span) -> Operand {
        let result = self.temp(Repr::Value);
        let end = self.new_block();
        let (last, first) = values.split_last().expect("operands");
        for value in first {
            self.expr_to(result, value);
            let more = self.new_block();
            let truth = self.value(Op::Truth, vec![Operand::Local(result)], span(value.span));
            if is_and {
                self.branch(truth, more, end);
            } else {
                self.branch(truth, end, more);
            }
            self.switch_to(more);
        }
        let _ = at;
        self.expr_to(result, last);
        self.jump(end);
        self.switch_to(end);
        Operand::Local(result)
    }

    fn if_exp(&mut self, test: &'a Expr, body: &'a Expr, orelse: &'a Expr, at: Span) -> Operand {
        if let Some(c) = crate::constant::as_const(test) {
            return self.expr(if crate::constant::truth(&c) {
                body
            } else {
                orelse
            });
        }
        let result = self.temp(Repr::Value);
        let then_block = self.new_block();
        let else_block = self.new_block();
        let end = self.new_block();
        let _ = at;
        self.condition(test, then_block, else_block);
        for (block, e) in [(then_block, body), (else_block, orelse)] {
            self.switch_to(block);
            self.expr_to(result, e);
            self.jump(end);
        }
        self.switch_to(end);
        Operand::Local(result)
    }

    pub fn get_attr(&mut self, object: Operand, name: &str, at: Span) -> Operand {
        let name = self.intern(name);
        let cache = self.world.out.new_cache();
        self.value(Op::GetAttr { name, cache }, vec![object], at)
    }

    pub fn set_attr(&mut self, object: Operand, name: &str, value: Operand, at: Span) {
        let name = self.intern(name);
        let cache = self.world.out.new_cache();
        self.emit(Op::SetAttr { name, cache }, vec![object, value], at);
    }

    /// CPython marks only the name of an attribute that stands on a later line than its object starts on.
    /// `within` is the span of the attribute expression, `at` that of the whole operation (a call, or the same).
    pub fn attr_span(&self, at: Span, within: hir::Span, name: &str) -> Span {
        let module = self.hir.module;
        let length = name.len() as u32;
        if within.end >= length
            && self.world.line(module, within.start) != self.world.line(module, within.end)
        {
            Span {
                start: within.end - length,
                end: at.end,
                inlined: 0,
            }
        } else {
            at
        }
    }

    /// Stops the program with this message.
    pub fn unsupported(&mut self, message: &str, at: Span) -> Operand {
        let text = self
            .world
            .out
            .intern_const(Const::Str(message.as_bytes().into()));
        let address = self.address(AddressOf::Text(text), at);
        let length = self.immediate(message.len() as i64, at);
        self.runtime(RuntimeFn::unsupported, vec![address, length], at);
        self.none()
    }
}
