//! Lists, tuples, sets, dicts and f-strings.
//!
//! A long display is built from a first chunk and additions, so that no call needs an array of thousands of words; a long one
//! of constants is one constant tuple and one call.

use crate::builder::{Builder, span};
use crate::constant::as_const;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{DictItem, Element, ExprKind, FStringPart};
use taipan_mir::{Const, Op, Operand, Span};

/// Operands of one building instruction.
const CHUNK: usize = 32;
/// From this length on a display of constants is copied from static data.
const STATIC_FROM: usize = 8;

impl<'a> Builder<'a, '_> {
    fn constant_items(&mut self, items: &[Element]) -> Option<Operand> {
        let items: Option<Vec<_>> = items
            .iter()
            .map(|i| if i.is_star { None } else { as_const(&i.value) })
            .collect();
        items.map(|items| self.hir_const(&hir::Const::Tuple(items)))
    }

    /// The items before the first star, at most a chunk of them.
    fn first_chunk(&mut self, items: &'a [Element]) -> (Vec<Operand>, &'a [Element]) {
        let plain = items.iter().take_while(|i| !i.is_star).count();
        let (first, rest) = items.split_at(plain.min(CHUNK));
        (first.iter().map(|i| self.expr(&i.value)).collect(), rest)
    }

    pub fn list(&mut self, items: &'a [Element], at: Span) -> Operand {
        // The front end makes one constant tuple of a long run of constants.
        if let [
            Element {
                is_star: true,
                value,
            },
        ] = items
            && let ExprKind::Const(tuple @ hir::Const::Tuple(_)) = &value.kind
        {
            let tuple = self.hir_const(tuple);
            return self.runtime(RuntimeFn::list_from_tuple, vec![tuple], at);
        }
        if items.len() >= STATIC_FROM
            && let Some(tuple) = self.constant_items(items)
        {
            return self.runtime(RuntimeFn::list_from_tuple, vec![tuple], at);
        }
        let (first, rest) = self.first_chunk(items);
        let list = self.value(Op::BuildList, first, at);
        for item in rest {
            let value = self.expr(&item.value);
            if item.is_star {
                self.runtime(RuntimeFn::list_extend, vec![list, value], at);
            } else {
                self.runtime(RuntimeFn::list_append, vec![list, value], at);
            }
        }
        list
    }

    pub fn tuple(&mut self, items: &'a [Element], at: Span) -> Operand {
        if let Some(tuple) = self.constant_items(items) {
            return tuple;
        }
        if items.len() > CHUNK || items.iter().any(|i| i.is_star) {
            let list = self.list(items, at);
            return self.runtime(RuntimeFn::list_to_tuple, vec![list], at);
        }
        let items = items.iter().map(|i| self.expr(&i.value)).collect();
        self.value(Op::BuildTuple, items, at)
    }

    pub fn set(&mut self, items: &'a [Element], at: Span) -> Operand {
        // From three on, CPython makes a constant frozenset and takes its items over: the order shows it.
        if items.len() >= 3
            && let Some(tuple) = self.constant_items(items)
        {
            let set = self.value(Op::BuildSet, vec![], at);
            self.runtime(RuntimeFn::set_update, vec![set, tuple], at);
            return set;
        }
        let (first, rest) = self.first_chunk(items);
        let set = self.value(Op::BuildSet, first, at);
        for item in rest {
            let value = self.expr(&item.value);
            let insert = if item.is_star {
                RuntimeFn::set_update
            } else {
                RuntimeFn::set_add
            };
            self.runtime(insert, vec![set, value], at);
        }
        set
    }

    pub fn dict(&mut self, items: &'a [DictItem], at: Span) -> Operand {
        if items.len() >= STATIC_FROM
            && let Some((keys, values)) = constant_pairs(items)
        {
            let keys = self.hir_const(&hir::Const::Tuple(keys));
            let values = self.hir_const(&hir::Const::Tuple(values));
            return self.runtime(RuntimeFn::dict_from_tuples, vec![keys, values], at);
        }
        let mut first = Vec::new();
        let mut items = items.iter().peekable();
        while first.len() < 2 * CHUNK
            && let Some(DictItem::Pair(key, value)) = items.peek()
        {
            first.push(self.expr(key));
            first.push(self.expr(value));
            items.next();
        }
        let dict = self.value(Op::BuildDict, first, at);
        for item in items {
            match item {
                DictItem::Pair(key, value) => {
                    let key = self.expr(key);
                    let value = self.expr(value);
                    self.runtime(RuntimeFn::dict_set, vec![dict, key, value], at);
                }
                DictItem::Unpack(mapping) => {
                    let mapping = self.expr(mapping);
                    self.runtime(RuntimeFn::dict_update, vec![dict, mapping], at);
                }
            }
        }
        dict
    }

    pub fn fstring(&mut self, parts: &'a [FStringPart], at: Span) -> Operand {
        let mut strings = Vec::new();
        let mut literal: Vec<u8> = Vec::new();
        for part in parts {
            match part {
                FStringPart::Literal(text) => literal.extend_from_slice(text),
                // A constant string without a format is part of the text.
                FStringPart::Field {
                    value:
                        hir::Expr {
                            kind: ExprKind::Const(hir::Const::Str(text)),
                            ..
                        },
                    conversion: None | Some(b's'),
                    spec: None,
                    ..
                } => literal.extend_from_slice(text),
                FStringPart::Field {
                    value,
                    conversion,
                    spec,
                    span: field,
                } => {
                    if !literal.is_empty() {
                        let text = std::mem::take(&mut literal);
                        strings.push(self.constant(Const::Str(text.into())));
                    }
                    let field = span(*field);
                    let value = self.expr(value);
                    let conversion = self.immediate(conversion.map_or(0, i64::from), field);
                    let spec = match spec {
                        Some(parts) => self.fstring(parts, field),
                        None => Operand::Unset,
                    };
                    let args = vec![value, conversion, spec];
                    strings.push(self.runtime(RuntimeFn::format_value, args, field));
                }
            }
        }
        if !literal.is_empty() || strings.is_empty() {
            strings.push(self.constant(Const::Str(literal.into())));
        }
        if let [one] = strings[..] {
            return one;
        }
        while strings.len() > CHUNK {
            let joined = self.value(Op::BuildString, strings[..CHUNK].to_vec(), at);
            strings.splice(..CHUNK, [joined]);
        }
        self.value(Op::BuildString, strings, at)
    }
}

fn constant_pairs(items: &[DictItem]) -> Option<(Vec<hir::Const>, Vec<hir::Const>)> {
    let mut keys = Vec::with_capacity(items.len());
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        let DictItem::Pair(key, value) = item else {
            return None;
        };
        keys.push(as_const(key)?);
        values.push(as_const(value)?);
    }
    Some((keys, values))
}
