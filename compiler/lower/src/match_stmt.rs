//! `match`: the subject is evaluated once, then the cases are tried in order.
//!
//! A pattern tests and collects what it captures in temporaries; names are bound only when the whole pattern has matched.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Case, Expr, NameRef, Pattern, PatternKind};
use taipan_mir::{BinOp, BlockId, CmpOp, Const, Local, Op, Operand, Repr, Span};

/// What a pattern has captured so far: each name once.
type Captures<'a> = Vec<(&'a NameRef, Local)>;

impl<'a> Builder<'a, '_> {
    pub fn match_statement(&mut self, subject: &'a Expr, cases: &'a [Case]) {
        let value = self.expr(subject);
        // Captures and case bodies may assign the variable that is the subject.
        let value = self.pin(value, span(subject.span));
        let end = self.new_block();
        for case in cases {
            let at = span(case.pattern.span);
            let next = self.new_block();
            let mut captures = Captures::new();
            self.pattern(&case.pattern, value, next, &mut captures);
            for (name, local) in captures {
                self.store_shared(name, Operand::Local(local), at);
            }
            if let Some(guard) = &case.guard {
                let body = self.new_block();
                self.condition(guard, body, next);
                self.switch_to(body);
            }
            self.stmts(&case.body);
            self.jump(end);
            self.switch_to(next);
            self.done = !self.is_entered(next);
        }
        self.jump(end);
        self.switch_to(end);
        self.done = !self.is_entered(end);
    }

    /// Goes on if the pattern matches, else to `fail`.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Operand,
        fail: BlockId,
        captures: &mut Captures<'a>,
    ) {
        let at = span(pattern.span);
        match &pattern.kind {
            PatternKind::Wildcard => {}
            PatternKind::Capture(name) => self.capture(name, subject, captures, at),
            PatternKind::Literal(e) | PatternKind::Value(e) => {
                let value = self.expr(e);
                let op = Op::CompareTruth { op: CmpOp::Eq };
                let equal = self.value(op, vec![subject, value], at);
                self.test(equal, fail);
            }
            PatternKind::Singleton(c) => {
                let value = self.hir_const(c);
                let same = self.value(Op::Is { negated: false }, vec![subject, value], at);
                self.test(same, fail);
            }
            PatternKind::Sequence { items, star } => {
                self.sequence_pattern(items, *star, subject, fail, captures, at);
            }
            PatternKind::Mapping { items, rest } => {
                self.mapping_pattern(items, rest.as_ref(), subject, fail, captures, at);
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                let class = self.expr(class);
                let count = self.immediate(positional.len() as i64, at);
                let names = self.names_tuple(keywords.iter().map(|(name, _)| &**name));
                let args = vec![subject, class, count, Operand::Const(names)];
                let values = self.runtime(RuntimeFn::match_class, args, at);
                self.fail_if_none(values, fail, at);
                let patterns: Vec<_> = positional
                    .iter()
                    .chain(keywords.iter().map(|(_, p)| p))
                    .collect();
                self.item_patterns(&patterns, values, fail, captures, at);
            }
            PatternKind::Or(alternatives) => {
                let matched = self.new_block();
                let (last, first) = alternatives.split_last().expect("alternatives");
                for alternative in first {
                    let next = self.new_block();
                    self.pattern(alternative, subject, next, captures);
                    self.jump(matched);
                    self.switch_to(next);
                }
                self.pattern(last, subject, fail, captures);
                self.jump(matched);
                self.switch_to(matched);
            }
            PatternKind::As(inner, name) => {
                self.pattern(inner, subject, fail, captures);
                self.capture(name, subject, captures, at);
            }
        }
    }

    fn capture(
        &mut self,
        name: &'a NameRef,
        subject: Operand,
        captures: &mut Captures<'a>,
        at: Span,
    ) {
        // Each alternative of an or-pattern captures the same names.
        let local = match captures.iter().find(|(n, _)| *n == name) {
            Some((_, local)) => *local,
            None => {
                let local = self.temp(Repr::Value);
                captures.push((name, local));
                local
            }
        };
        self.emit_to(Some(local), Op::Copy, vec![subject], at);
    }

    fn test(&mut self, truth: Operand, fail: BlockId) {
        let more = self.new_block();
        self.branch(truth, more, fail);
        self.switch_to(more);
    }

    fn fail_if_none(&mut self, value: Operand, fail: BlockId, at: Span) {
        let none = self.none();
        let found = self.value(Op::Is { negated: true }, vec![value, none], at);
        self.test(found, fail);
    }

    /// Matches the items of a tuple of as many values.
    fn item_patterns(
        &mut self,
        patterns: &[&'a Pattern],
        values: Operand,
        fail: BlockId,
        captures: &mut Captures<'a>,
        at: Span,
    ) {
        if patterns.is_empty() {
            return;
        }
        let count = patterns.len() as u32;
        let array = self.value(Op::Unpack { count }, vec![values], at);
        let items = self.take_all(count, array, at);
        for (pattern, item) in patterns.iter().zip(items) {
            self.pattern(pattern, item, fail, captures);
        }
    }

    fn take_all(&mut self, count: u32, array: Operand, at: Span) -> Vec<Operand> {
        (0..count)
            .map(|index| self.value(Op::Take { index }, vec![array], at))
            .collect()
    }

    fn sequence_pattern(
        &mut self,
        items: &'a [Pattern],
        star: Option<usize>,
        subject: Operand,
        fail: BlockId,
        captures: &mut Captures<'a>,
        at: Span,
    ) {
        let is_sequence = self.runtime(RuntimeFn::match_sequence, vec![subject], at);
        let is_sequence = self.nonzero(is_sequence, at);
        self.test(is_sequence, fail);
        let required = items.len() - usize::from(star.is_some());
        let mut length = Operand::Unset;
        if star.is_none() || required > 0 {
            length = self.runtime(RuntimeFn::length, vec![subject], at);
            let required = self.immediate(required as i64, at);
            let op = if star.is_some() { CmpOp::Ge } else { CmpOp::Eq };
            let fits = self.value(Op::IntCompare { op }, vec![length, required], at);
            self.test(fits, fail);
        }
        let is_wildcard = |p: &Pattern| matches!(p.kind, PatternKind::Wildcard);
        if items.iter().all(is_wildcard) {
            return;
        }
        let Some(star) = star else {
            let patterns: Vec<_> = items.iter().collect();
            self.item_patterns(&patterns, subject, fail, captures, at);
            return;
        };
        if is_wildcard(&items[star]) {
            // Only the items that are looked at are read, by index.
            for (index, item) in items.iter().enumerate() {
                if !is_wildcard(item) {
                    // After the star CPython counts from the length, which sequences that count themselves can see.
                    let index = if index < star {
                        self.constant(Const::Int(index as i64))
                    } else {
                        let from_end = self.immediate((items.len() - index) as i64, at);
                        let op = Op::IntArith { op: BinOp::Sub };
                        let index = self.value(op, vec![length, from_end], at);
                        let boxed = self.temp(Repr::Value);
                        self.emit_to(Some(boxed), Op::Box, vec![index], at);
                        Operand::Local(boxed)
                    };
                    let value = self.value(Op::GetItem, vec![subject, index], at);
                    self.pattern(item, value, fail, captures);
                }
            }
            return;
        }
        let op = Op::UnpackStar {
            before: star as u32,
            after: (items.len() - star - 1) as u32,
        };
        let array = self.value(op, vec![subject], at);
        let values = self.take_all(items.len() as u32, array, at);
        for (item, value) in items.iter().zip(values) {
            self.pattern(item, value, fail, captures);
        }
    }

    fn mapping_pattern(
        &mut self,
        items: &'a [(Expr, Pattern)],
        rest: Option<&'a NameRef>,
        subject: Operand,
        fail: BlockId,
        captures: &mut Captures<'a>,
        at: Span,
    ) {
        let is_mapping = self.runtime(RuntimeFn::match_mapping, vec![subject], at);
        let is_mapping = self.nonzero(is_mapping, at);
        self.test(is_mapping, fail);
        let keys = if items.is_empty() {
            self.hir_const(&hir::Const::Tuple(vec![]))
        } else {
            let length = self.runtime(RuntimeFn::length, vec![subject], at);
            let required = self.immediate(items.len() as i64, at);
            let op = Op::IntCompare { op: CmpOp::Ge };
            let fits = self.value(op, vec![length, required], at);
            self.test(fits, fail);
            let keys = items.iter().map(|(key, _)| self.expr(key)).collect();
            let keys = self.value(Op::BuildTuple, keys, at);
            let values = self.runtime(RuntimeFn::match_keys, vec![subject, keys], at);
            self.fail_if_none(values, fail, at);
            let patterns: Vec<_> = items.iter().map(|(_, p)| p).collect();
            self.item_patterns(&patterns, values, fail, captures, at);
            keys
        };
        if let Some(name) = rest {
            let rest = self.runtime(RuntimeFn::match_rest, vec![subject, keys], at);
            self.capture(name, rest, captures, at);
        }
    }
}
