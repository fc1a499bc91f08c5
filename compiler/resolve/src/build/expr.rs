//! Expressions.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{Const, ExprKind, FunctionKind, NameRef, Span};

use super::unexecuted::static_truth;
use super::{Builder, literal, span};
use crate::scope::{Binding, CLASS_CELL};

/// From how many constant items on a display is built from static data.
const LONG_DISPLAY: usize = 64;

impl Builder<'_, '_> {
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> hir::Expr {
        let at = span(expr.range());
        let kind = match expr {
            ast::Expr::BoolOp(node) => ExprKind::BoolOp {
                is_and: node.op == ast::BoolOp::And,
                values: self.exprs(&node.values),
            },
            ast::Expr::Named(node) => {
                let value = self.boxed(&node.value);
                let ast::Expr::Name(name) = &*node.target else {
                    unreachable!("a walrus binds a name")
                };
                ExprKind::Walrus(self.name(&name.id), value)
            }
            ast::Expr::BinOp(node) => return self.binary(node),
            ast::Expr::UnaryOp(node) => return self.unary(node, at),
            ast::Expr::Lambda(node) => self.lambda(node),
            ast::Expr::If(node) => {
                let test = self.boxed(&node.test);
                let truth = static_truth(&node.test);
                let body = self.unexecuted(truth == Some(false), |this| this.boxed(&node.body));
                let orelse = self.unexecuted(truth == Some(true), |this| this.boxed(&node.orelse));
                ExprKind::IfExp { test, body, orelse }
            }
            ast::Expr::Dict(node) => ExprKind::Dict(
                node.items
                    .iter()
                    .map(|item| match &item.key {
                        Some(key) => {
                            let key = self.expr(key);
                            hir::DictItem::Pair(key, self.expr(&item.value))
                        }
                        None => hir::DictItem::Unpack(self.expr(&item.value)),
                    })
                    .collect(),
            ),
            ast::Expr::Set(node) => ExprKind::Set(self.set_display(&node.elts, at)),
            ast::Expr::ListComp(node) => self.list_comprehension(node),
            ast::Expr::SetComp(node) => self.set_comprehension(node),
            ast::Expr::DictComp(node) => self.dict_comprehension(node),
            ast::Expr::Generator(node) => self.generator_expression(node, at),
            ast::Expr::Await(node) => ExprKind::Await(self.boxed(&node.value)),
            ast::Expr::Yield(node) => {
                ExprKind::Yield(node.value.as_deref().map(|value| self.boxed(value)))
            }
            ast::Expr::YieldFrom(node) => ExprKind::YieldFrom(self.boxed(&node.value)),
            ast::Expr::Compare(node) => self.compare(node),
            ast::Expr::Call(node) => self.call(node),
            ast::Expr::FString(node) => self.fstring(node),
            ast::Expr::TString(_) => self.unsupported_syntax(at, "template strings"),
            ast::Expr::StringLiteral(node) => {
                ExprKind::Const(Const::Str(literal::string(&node.value, &self.source)))
            }
            ast::Expr::BytesLiteral(node) => {
                ExprKind::Const(Const::Bytes(node.value.bytes().collect::<Vec<u8>>().into()))
            }
            ast::Expr::NumberLiteral(node) => match literal::number(&node.value) {
                Some(value) => ExprKind::Const(value),
                None => self.unsupported(
                    at,
                    "complex numbers are not supported",
                    "complex literal",
                    "",
                ),
            },
            ast::Expr::BooleanLiteral(node) => ExprKind::Const(Const::Bool(node.value)),
            ast::Expr::NoneLiteral(_) => ExprKind::Const(Const::None),
            ast::Expr::EllipsisLiteral(_) => ExprKind::Const(Const::Ellipsis),
            ast::Expr::Attribute(node) => {
                let object = self.boxed(&node.value);
                ExprKind::Attr(object, self.symbol(&node.attr))
            }
            ast::Expr::Subscript(node) => {
                let object = self.boxed(&node.value);
                ExprKind::Subscript(object, self.boxed(&node.slice))
            }
            ast::Expr::Starred(node) => {
                // Only as the whole of a subscript (`a[*b]` is a tuple) or an annotation of `*args`.
                let value = self.expr(&node.value);
                ExprKind::Tuple(vec![hir::Element {
                    is_star: true,
                    value,
                }])
            }
            ast::Expr::Name(node) => self.name_expr(node, at),
            ast::Expr::List(node) => ExprKind::List(self.display(&node.elts)),
            ast::Expr::Tuple(node) => return self.tuple(&node.elts, at),
            ast::Expr::Slice(node) => {
                let mut part =
                    |part: &Option<Box<ast::Expr>>| part.as_deref().map(|part| self.boxed(part));
                ExprKind::Slice(part(&node.lower), part(&node.upper), part(&node.step))
            }
            ast::Expr::IpyEscapeCommand(_) => unreachable!("notebook syntax is off"),
        };
        self.expr_at(kind, at)
    }

    pub(super) fn boxed(&mut self, expr: &ast::Expr) -> Box<hir::Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn exprs(&mut self, exprs: &[ast::Expr]) -> Vec<hir::Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn elements(&mut self, items: &[ast::Expr]) -> Vec<hir::Element> {
        items
            .iter()
            .map(|item| match item {
                ast::Expr::Starred(star) => hir::Element {
                    is_star: true,
                    value: self.expr(&star.value),
                },
                _ => hir::Element {
                    is_star: false,
                    value: self.expr(item),
                },
            })
            .collect()
    }

    /// The items of a list display. A long run of constants is one tuple, unpacked: static data instead of code.
    fn display(&mut self, items: &[ast::Expr]) -> Vec<hir::Element> {
        let elements = self.elements(items);
        if elements.len() < LONG_DISPLAY || !elements.iter().all(is_constant) {
            return elements;
        }
        let (Some(first), Some(last)) = (elements.first(), elements.last()) else {
            return elements;
        };
        let at = Span {
            start: first.value.span.start,
            end: last.value.span.end,
        };
        vec![hir::Element {
            is_star: true,
            value: self.constant_tuple(elements, at),
        }]
    }

    /// CPython builds a display of three or more constants by updating an empty set with a constant one. That decides the
    /// size of its table, and so the order in which it is iterated over.
    fn set_display(&mut self, items: &[ast::Expr], at: Span) -> Vec<hir::Element> {
        let elements = self.elements(items);
        if elements.len() < 3 || !elements.iter().all(is_constant) {
            return elements;
        }
        vec![hir::Element {
            is_star: true,
            value: self.expr_at(ExprKind::Set(elements), at),
        }]
    }

    /// The right operand of `in`. A set of constants is made once, when the module starts.
    fn searched(&mut self, expr: &ast::Expr) -> hir::Expr {
        let ast::Expr::Set(set) = expr else {
            return self.iterated(expr);
        };
        let at = span(set.range);
        let elements = self.elements(&set.elts);
        let is_constant = elements.iter().all(is_constant);
        let value = self.expr_at(ExprKind::Set(elements), at);
        if !is_constant {
            return value;
        }
        let name = self.global(&format!(".set{}", self.constant_sets.len()));
        let statement = self.assign_name(name.clone(), value, at);
        self.constant_sets.push(statement);
        self.expr_at(ExprKind::Name(name), at)
    }

    fn constant_tuple(&self, elements: Vec<hir::Element>, at: Span) -> hir::Expr {
        let constants = elements
            .into_iter()
            .map(|element| match element.value.kind {
                ExprKind::Const(value) => value,
                _ => unreachable!("all elements are constants"),
            });
        self.expr_at(ExprKind::Const(Const::Tuple(constants.collect())), at)
    }

    /// A tuple display; a tuple of constants is a constant.
    fn tuple(&mut self, items: &[ast::Expr], at: Span) -> hir::Expr {
        let elements = self.elements(items);
        if !elements.iter().all(is_constant) {
            return self.expr_at(ExprKind::Tuple(elements), at);
        }
        self.constant_tuple(elements, at)
    }

    /// Something that is only iterated over or searched: a list display can as well be a tuple, as in CPython.
    pub(super) fn iterated(&mut self, expr: &ast::Expr) -> hir::Expr {
        match expr {
            ast::Expr::List(list) if !list.elts.iter().any(ast::Expr::is_starred_expr) => {
                self.tuple(&list.elts, span(expr.range()))
            }
            ast::Expr::Set(set) => {
                let kind = ExprKind::Set(self.elements(&set.elts));
                self.expr_at(kind, span(set.range))
            }
            _ => self.expr(expr),
        }
    }

    fn binary(&mut self, node: &ast::ExprBinOp) -> hir::Expr {
        // Chains of operators lean to the left and may be thousands deep.
        let mut chain = vec![node];
        let mut left = &*node.left;
        while let ast::Expr::BinOp(inner) = left {
            chain.push(inner);
            left = &inner.left;
        }
        let mut result = self.expr(left);
        for node in chain.into_iter().rev() {
            let right = self.expr(&node.right);
            let op = binary_operator(node.op);
            let kind = match literal::fold_binary(op, &result.kind, &right.kind) {
                Some(value) => ExprKind::Const(value),
                None => ExprKind::Binary(op, Box::new(result), Box::new(right)),
            };
            result = self.expr_at(kind, span(node.range));
        }
        result
    }

    fn unary(&mut self, node: &ast::ExprUnaryOp, at: Span) -> hir::Expr {
        let operand = self.expr(&node.operand);
        let op = match node.op {
            ast::UnaryOp::Invert => hir::UnaryOp::Invert,
            ast::UnaryOp::Not => hir::UnaryOp::Not,
            ast::UnaryOp::UAdd => hir::UnaryOp::Pos,
            ast::UnaryOp::USub => hir::UnaryOp::Neg,
        };
        if op == hir::UnaryOp::Neg
            && let ExprKind::Const(value) = &operand.kind
            && let Some(negated) = literal::negate(value)
        {
            return self.expr_at(ExprKind::Const(negated), at);
        }
        self.expr_at(ExprKind::Unary(op, Box::new(operand)), at)
    }

    fn compare(&mut self, node: &ast::ExprCompare) -> ExprKind {
        let left = self.boxed(&node.left);
        let last = node.comparators.len() - 1;
        let rest = node.ops.iter().zip(&node.comparators).enumerate();
        let rest = rest.map(|(position, (op, right))| {
            let op = comparison_operator(*op);
            // What the chain goes on to compare must be the list or set that is written.
            let right = match op {
                hir::CmpOp::In | hir::CmpOp::NotIn if position == last => self.searched(right),
                _ => self.expr(right),
            };
            (op, right)
        });
        ExprKind::Compare(left, rest.collect())
    }

    fn name_expr(&mut self, node: &ast::ExprName, at: Span) -> ExprKind {
        if node.id.as_str() == "__debug__" {
            return ExprKind::Const(Const::Bool(true));
        }
        let name = self.name(&node.id);
        if matches!(&*node.id, "exit" | "quit")
            && matches!(name, NameRef::Global(_) | NameRef::ClassLocal(_))
            && !self.is_user_global(&node.id)
        {
            self.world.reads_quitters = true;
        }
        if let NameRef::Global(symbol) = &name
            && let Some(refused) = self.refused_builtin(&symbol.clone(), at)
        {
            return refused;
        }
        ExprKind::Name(name)
    }

    fn call(&mut self, node: &ast::ExprCall) -> ExprKind {
        if let Some(kind) = self.zero_argument_super(node) {
            return kind;
        }
        self.dynamic_import(node);
        let func = self.boxed(&node.func);
        if let ExprKind::Unsupported { .. } = func.kind {
            // The call as a whole is what is refused.
            return func.kind;
        }
        let is_class_test = self.is_class_test(&func);
        let mut args = Vec::with_capacity(node.arguments.args.len());
        for (position, arg) in node.arguments.args.iter().enumerate() {
            if is_class_test && position == 1 {
                let value = self.class_test_operand(arg);
                args.push(hir::Arg {
                    is_star: false,
                    value,
                });
                continue;
            }
            args.push(match arg {
                ast::Expr::Starred(star) => hir::Arg {
                    is_star: true,
                    value: self.expr(&star.value),
                },
                // Without parentheses of its own it has the call's.
                ast::Expr::Generator(generator) if !generator.parenthesized => {
                    let at = span(node.arguments.range);
                    let kind = self.generator_expression(generator, at);
                    hir::Arg {
                        is_star: false,
                        value: self.expr_at(kind, at),
                    }
                }
                _ => hir::Arg {
                    is_star: false,
                    value: self.expr(arg),
                },
            });
        }
        let keywords = self.keywords(&node.arguments.keywords);
        ExprKind::Call {
            func,
            args,
            keywords,
        }
    }

    pub(super) fn keywords(&mut self, keywords: &[ast::Keyword]) -> Vec<hir::Keyword> {
        keywords
            .iter()
            .map(|keyword| {
                // Private names are mangled in definitions, not in the keywords of a call.
                let name = keyword.arg.as_ref().map(|name| self.intern(name));
                hir::Keyword {
                    name,
                    value: self.expr(&keyword.value),
                    span: span(keyword.range),
                }
            })
            .collect()
    }

    /// `super()` where both the class and a first parameter are known; elsewhere it is an ordinary call, which raises.
    fn zero_argument_super(&mut self, node: &ast::ExprCall) -> Option<ExprKind> {
        let ast::Expr::Name(name) = &*node.func else {
            return None;
        };
        if name.id.as_str() != "super" || !node.arguments.is_empty() || self.is_user_global("super")
        {
            return None;
        }
        let in_function = matches!(
            self.frame().kind,
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GenExpr
        );
        if !in_function || self.tree.resolve(self.scope, "super") != Binding::Global {
            return None;
        }
        let Binding::Var(owner) = self.tree.resolve(self.scope, CLASS_CELL) else {
            return None;
        };
        if owner == self.scope {
            // The function has a variable of that name: no cell of a class is in sight.
            return None;
        }
        let receiver = self.frame().receiver?;
        let symbol = self.intern(CLASS_CELL);
        Some(ExprKind::Super {
            class_cell: self.var(owner, &symbol),
            receiver,
        })
    }

    fn fstring(&mut self, node: &ast::ExprFString) -> ExprKind {
        let mut parts = Vec::new();
        for part in node.value.as_slice() {
            match part {
                ast::FStringPart::Literal(text) => {
                    push_literal(&mut parts, &taipan_syntax::string_value(&self.source, text));
                }
                ast::FStringPart::FString(fstring) => {
                    let is_raw = fstring.flags.prefix().is_raw();
                    self.fstring_elements(&fstring.elements, is_raw, &mut parts);
                }
            }
        }
        match parts.as_mut_slice() {
            [] => ExprKind::Const(Const::Str(Box::default())),
            [hir::FStringPart::Literal(text)] => ExprKind::Const(Const::Str(std::mem::take(text))),
            _ => ExprKind::FString(parts),
        }
    }

    fn fstring_elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        is_raw: bool,
        parts: &mut Vec<hir::FStringPart>,
    ) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(text) => {
                    push_literal(
                        parts,
                        &taipan_syntax::interpolated_text_value(&self.source, text, is_raw),
                    );
                }
                ast::InterpolatedStringElement::Interpolation(field) => {
                    let mut conversion = field.conversion.to_byte();
                    if let Some(debug) = &field.debug_text {
                        push_literal(parts, debug.as_str().as_bytes());
                        if conversion.is_none() && field.format_spec.is_none() {
                            conversion = Some(b'r');
                        }
                    }
                    let value = self.expr(&field.expression);
                    let spec = field.format_spec.as_ref().map(|spec| {
                        let mut parts = Vec::new();
                        self.fstring_elements(&spec.elements, is_raw, &mut parts);
                        parts
                    });
                    let spec = spec.filter(|parts| !parts.is_empty());
                    parts.push(hir::FStringPart::Field {
                        value,
                        conversion,
                        spec,
                        span: span(field.range),
                    });
                }
            }
        }
    }
}

fn is_constant(element: &hir::Element) -> bool {
    !element.is_star && matches!(element.value.kind, ExprKind::Const(_))
}

/// Appends literal text, joined to the literal before it.
fn push_literal(parts: &mut Vec<hir::FStringPart>, text: &[u8]) {
    if text.is_empty() {
        return;
    }
    if let Some(hir::FStringPart::Literal(before)) = parts.last_mut() {
        *before = [before, text].concat().into();
    } else {
        parts.push(hir::FStringPart::Literal(text.into()));
    }
}

pub(super) fn binary_operator(op: ast::Operator) -> hir::BinOp {
    match op {
        ast::Operator::Add => hir::BinOp::Add,
        ast::Operator::Sub => hir::BinOp::Sub,
        ast::Operator::Mult => hir::BinOp::Mul,
        ast::Operator::MatMult => hir::BinOp::MatMul,
        ast::Operator::Div => hir::BinOp::Div,
        ast::Operator::Mod => hir::BinOp::Mod,
        ast::Operator::Pow => hir::BinOp::Pow,
        ast::Operator::LShift => hir::BinOp::LShift,
        ast::Operator::RShift => hir::BinOp::RShift,
        ast::Operator::BitOr => hir::BinOp::BitOr,
        ast::Operator::BitXor => hir::BinOp::BitXor,
        ast::Operator::BitAnd => hir::BinOp::BitAnd,
        ast::Operator::FloorDiv => hir::BinOp::FloorDiv,
    }
}

fn comparison_operator(op: ast::CmpOp) -> hir::CmpOp {
    match op {
        ast::CmpOp::Eq => hir::CmpOp::Eq,
        ast::CmpOp::NotEq => hir::CmpOp::NotEq,
        ast::CmpOp::Lt => hir::CmpOp::Lt,
        ast::CmpOp::LtE => hir::CmpOp::LtE,
        ast::CmpOp::Gt => hir::CmpOp::Gt,
        ast::CmpOp::GtE => hir::CmpOp::GtE,
        ast::CmpOp::Is => hir::CmpOp::Is,
        ast::CmpOp::IsNot => hir::CmpOp::IsNot,
        ast::CmpOp::In => hir::CmpOp::In,
        ast::CmpOp::NotIn => hir::CmpOp::NotIn,
    }
}
