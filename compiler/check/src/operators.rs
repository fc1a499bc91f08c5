//! Operators and subscripts.

use crate::members::Found;
use crate::program::Checker;
use crate::types::{Function, Literal, Ty};
use ruff_python_ast::{CmpOp, Expr, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};
use taipan_diagnostics::codes;

/// The operator's sign and its method's name.
fn operator(op: Operator) -> (&'static str, &'static str) {
    match op {
        Operator::Add => ("+", "add"),
        Operator::Sub => ("-", "sub"),
        Operator::Mult => ("*", "mul"),
        Operator::MatMult => ("@", "matmul"),
        Operator::Div => ("/", "truediv"),
        Operator::Mod => ("%", "mod"),
        Operator::Pow => ("**", "pow"),
        Operator::LShift => ("<<", "lshift"),
        Operator::RShift => (">>", "rshift"),
        Operator::BitOr => ("|", "or"),
        Operator::BitXor => ("^", "xor"),
        Operator::BitAnd => ("&", "and"),
        Operator::FloorDiv => ("//", "floordiv"),
    }
}

impl<'a> Checker<'a> {
    pub fn binary(&mut self, left: &Ty, op: Operator, right: &Ty, range: TextRange) -> Ty {
        let (sign, method) = operator(op);
        self.operate(
            left,
            sign,
            &format!("__{method}__"),
            right,
            &format!("__r{method}__"),
            range,
        )
    }

    pub fn augmented(&mut self, left: &Ty, op: Operator, right: &Ty, range: TextRange) -> Ty {
        let (sign, method) = operator(op);
        let in_place = format!("__i{method}__");
        let mut results = Vec::new();
        for member in left.members() {
            match self.apply(member, &in_place, right) {
                Some(ty) => results.push(ty),
                None => {
                    let sign = format!("{sign}=");
                    results.push(self.operate(
                        member,
                        &sign,
                        &format!("__{method}__"),
                        right,
                        &format!("__r{method}__"),
                        range,
                    ));
                }
            }
        }
        Ty::union(results)
    }

    /// Calls `method` of `left`, else `reflected` of `right`, for every pair of members.
    fn operate(
        &mut self,
        left: &Ty,
        sign: &str,
        method: &str,
        right: &Ty,
        reflected: &str,
        range: TextRange,
    ) -> Ty {
        let mut results = Vec::new();
        let mut failure: Option<(Ty, Ty)> = None;
        for left in left.members() {
            for right in right.members() {
                if left.is_any() || right.is_any() {
                    results.push(Ty::Any);
                    continue;
                }
                if let (Ty::Tuple(first), Ty::Tuple(second), "+") = (left, right, sign) {
                    results.push(Ty::Tuple(
                        first.iter().chain(second.iter()).cloned().collect(),
                    ));
                    continue;
                }
                let result = self
                    .apply(left, method, right)
                    .or_else(|| self.apply(right, reflected, left));
                match result {
                    // A list of unknown elements, where both have the same.
                    Some(_) if left == right && sign == "+" && matches!(left, Ty::Instance(..)) => {
                        results.push(left.clone())
                    }
                    Some(ty) => results.push(ty),
                    None => {
                        results.push(Ty::Any);
                        failure.get_or_insert((left.clone(), right.clone()));
                    }
                }
            }
        }
        if let Some((left_member, right_member)) = failure {
            let (shown_left, shown_right) = (
                self.show_found(left, &Ty::Any),
                self.show_found(right, &Ty::Any),
            );
            let is_optional = left_member == Ty::None && left.is_optional()
                || right_member == Ty::None && right.is_optional();
            if is_optional {
                let side = if left_member == Ty::None {
                    "left"
                } else {
                    "right"
                };
                let message = format!("operator \"{sign}\" is not supported for \"None\"");
                self.report(&codes::OPTIONAL_ACCESS, range, message, |it| {
                    it.label(format!("the {side} operand may be None"))
                        .help("test it first: `if … is not None:`")
                });
            } else {
                let message = format!(
                    "unsupported operand types for {sign}: \"{shown_left}\" and \"{shown_right}\""
                );
                self.report(&codes::BAD_OPERATOR, range, message, |it| {
                    it.label("raises TypeError")
                });
            }
        }
        Ty::union(results)
    }

    /// The result of `receiver.method(argument)`; none if there is no such method or it does not take the argument.
    fn apply(&mut self, receiver: &Ty, method: &str, argument: &Ty) -> Option<Ty> {
        match self.attribute(receiver, method) {
            Found::Missing => None,
            Found::Unknown => Some(Ty::Any),
            Found::Type(Ty::Function(function)) => {
                let Some(parameter) = function.parameters.first() else {
                    return Some(Ty::Any);
                };
                let mut solution = Vec::new();
                self.solve(&parameter.ty, argument, &mut solution);
                let wanted = parameter.ty.substitute(&solution, None).erase();
                self.is_assignable(argument, &wanted).then(|| {
                    function
                        .returns
                        .substitute(&solution, Some(receiver))
                        .erase()
                })
            }
            Found::Type(_) => Some(Ty::Any),
        }
    }

    pub fn comparison(&mut self, left: &Ty, op: CmpOp, right: &Ty, range: TextRange) -> Ty {
        let (sign, method, reflected) = match op {
            CmpOp::Lt => ("<", "__lt__", "__gt__"),
            CmpOp::LtE => ("<=", "__le__", "__ge__"),
            CmpOp::Gt => (">", "__gt__", "__lt__"),
            CmpOp::GtE => (">=", "__ge__", "__le__"),
            CmpOp::In | CmpOp::NotIn => {
                self.membership(left, right, range);
                return self.instance_of("bool");
            }
            CmpOp::Is | CmpOp::IsNot => return self.instance_of("bool"),
            CmpOp::Eq | CmpOp::NotEq => {
                // Comparison can be anything in classes that define it so.
                let is_plain = |checker: &mut Self, ty: &Ty| match ty {
                    Ty::Instance(class, _) => checker.is_stub(*class),
                    Ty::Literal(_) | Ty::None | Ty::Tuple(_) => true,
                    _ => false,
                };
                return if is_plain(self, left) && is_plain(self, right) {
                    self.instance_of("bool")
                } else {
                    Ty::Any
                };
            }
        };
        // A dataclass with `order=True`, a decorator of ordering: the methods are made at run time.
        let is_ordered =
            |checker: &mut Self, ty: &Ty| {
                ty.members().iter().any(|member| match member {
                    Ty::Instance(class, _) => {
                        !checker.is_stub(*class)
                            && checker.mro(*class).classes.iter().any(|(base, _)| {
                                !checker.class(*base).def.decorator_list.is_empty()
                            })
                    }
                    _ => false,
                })
            };
        if is_ordered(self, left) || is_ordered(self, right) {
            return Ty::Any;
        }
        self.operate(left, sign, method, right, reflected, range)
    }

    fn membership(&mut self, left: &Ty, right: &Ty, range: TextRange) {
        for container in right.members() {
            let is_missing = matches!(self.attribute(container, "__contains__"), Found::Missing)
                && self.iterated(container).is_none();
            if is_missing {
                let shown = self.show_found(container, &Ty::Any);
                if *container == Ty::None && right.is_optional() {
                    self.report(
                        &codes::OPTIONAL_ACCESS,
                        range,
                        "operator \"in\" is not supported for \"None\"",
                        |it| {
                            it.label("the right operand may be None")
                                .help("test it first: `if … is not None:`")
                        },
                    );
                } else {
                    let message = format!("operator \"in\" is not supported for \"{shown}\"");
                    self.report(&codes::BAD_OPERATOR, range, message, |it| {
                        it.label("not a container")
                    });
                }
                return;
            }
            // `1 in "abc"`.
            let string = self.builtin("str");
            let is_string = match container {
                Ty::Instance(class, _) => *class == string,
                Ty::Literal(Literal::Str(_)) => true,
                _ => false,
            };
            if is_string {
                let wanted = Ty::instance(string);
                for member in left.members() {
                    if *member != Ty::None && !self.is_assignable(member, &wanted) {
                        let shown = self.show_found(member, &Ty::Any);
                        let message =
                            format!("unsupported operand types for in: \"{shown}\" and \"str\"");
                        self.report(&codes::BAD_OPERATOR, range, message, |it| {
                            it.label("raises TypeError")
                        });
                        return;
                    }
                }
            }
        }
    }

    pub fn unary(&mut self, op: UnaryOp, operand: &Ty, range: TextRange) -> Ty {
        let (sign, method) = match op {
            UnaryOp::Not => return self.instance_of("bool"),
            UnaryOp::USub => ("-", "__neg__"),
            UnaryOp::UAdd => ("+", "__pos__"),
            UnaryOp::Invert => ("~", "__invert__"),
        };
        let mut results = Vec::new();
        for member in operand.members() {
            match self.attribute(member, method) {
                Found::Missing => {
                    let shown = self.show_found(operand, &Ty::Any);
                    if *member == Ty::None && operand.is_optional() {
                        let message = format!("operator \"{sign}\" is not supported for \"None\"");
                        self.report(&codes::OPTIONAL_ACCESS, range, message, |it| {
                            it.label("the operand may be None")
                        });
                    } else {
                        let message = format!("bad operand type for unary {sign}: \"{shown}\"");
                        self.report(&codes::BAD_OPERATOR, range, message, |it| {
                            it.label("raises TypeError")
                        });
                    }
                    return Ty::Any;
                }
                Found::Type(Ty::Function(function)) => results.push(function.returns.erase()),
                Found::Type(_) | Found::Unknown => results.push(Ty::Any),
            }
        }
        Ty::union(results)
    }

    /// `value[index]`, read.
    pub fn subscript(&mut self, value: &Ty, slice: &'a Expr, range: TextRange) -> Ty {
        let index = self.infer(slice, None);
        let mut results = Vec::new();
        for member in value.members() {
            if member.is_any() {
                results.push(Ty::Any);
                continue;
            }
            if let Ty::Tuple(items) = member {
                results.push(self.tuple_item(items, slice, &index, range));
                continue;
            }
            // A generic class, or a class with `__class_getitem__`.
            if let Ty::Class(class) = member {
                results.push(if self.is_enum(*class) {
                    Ty::instance(*class)
                } else {
                    Ty::Any
                });
                continue;
            }
            match self.attribute(member, "__getitem__") {
                Found::Missing => {
                    if *member == Ty::None && value.is_optional() {
                        let message = "a value that may be None is indexed";
                        self.report(&codes::OPTIONAL_ACCESS, range, message, |it| {
                            it.label("may be None here")
                                .help("test it first: `if … is not None:`")
                        });
                    } else if !matches!(member, Ty::Function(_) | Ty::Module(_)) {
                        let shown = self.show_found(member, &Ty::Any);
                        let message = format!("a value of type \"{shown}\" cannot be indexed");
                        self.report(&codes::BAD_INDEX, range, message, |it| {
                            it.label("no __getitem__")
                        });
                    }
                    results.push(Ty::Any);
                }
                Found::Type(Ty::Function(function)) => {
                    results.push(self.item(member, &function, slice, &index, range));
                }
                Found::Type(_) | Found::Unknown => results.push(Ty::Any),
            }
        }
        Ty::union(results)
    }

    fn tuple_item(&mut self, items: &[Ty], slice: &'a Expr, index: &Ty, range: TextRange) -> Ty {
        if let Ty::Literal(Literal::Int(position)) = index {
            let length = items.len() as i64;
            let at = if *position < 0 {
                position + length
            } else {
                *position
            };
            if (0..length).contains(&at) {
                return items[at as usize].clone();
            }
            let message = format!("tuple index {position} is out of range");
            self.report(&codes::BAD_INDEX, range, message, |it| {
                it.label(format!("the tuple has {length} items"))
            });
            return Ty::Any;
        }
        if self.may_slice(slice, index) {
            return match index.is_any() || matches!(index, Ty::Union(_)) {
                true => Ty::Any,
                false => self.generic_of("tuple", [Ty::Any]),
            };
        }
        if self.is_bad_position(index) {
            self.report_position("tuple", index, slice.range());
        }
        Ty::union(items.iter().cloned())
    }

    /// Whether the index is a slice, or may be one.
    fn may_slice(&mut self, slice: &Expr, index: &Ty) -> bool {
        let members: Vec<Ty> = index.members().to_vec();
        slice.is_slice_expr()
            || members.iter().any(|member| match member {
                Ty::Instance(class, _) => {
                    self.is_stub(*class) && self.class(*class).name == "slice"
                }
                _ => member.is_any(),
            })
    }

    /// Whether an index is certainly no integer.
    fn is_bad_position(&mut self, index: &Ty) -> bool {
        match index {
            Ty::Literal(Literal::Str(_) | Literal::Bytes) | Ty::None | Ty::Tuple(_) => true,
            Ty::Instance(class, _) => {
                let name = self.class(*class).name.clone();
                self.is_stub(*class)
                    && matches!(
                        name.as_str(),
                        "str" | "float" | "list" | "dict" | "set" | "bytes"
                    )
            }
            Ty::Union(members) => members
                .clone()
                .iter()
                .any(|member| *member != Ty::None && self.is_bad_position(member)),
            _ => false,
        }
    }

    fn report_position(&mut self, sequence: &str, index: &Ty, range: TextRange) {
        let shown = self.show_found(index, &Ty::Any);
        let message = format!("{sequence} indices must be integers or slices, not \"{shown}\"");
        self.report(&codes::BAD_INDEX, range, message, |it| {
            it.label("raises TypeError")
        });
    }

    fn item(
        &mut self,
        receiver: &Ty,
        function: &Function,
        slice: &'a Expr,
        index: &Ty,
        range: TextRange,
    ) -> Ty {
        let _ = range;
        let class = match receiver {
            Ty::Instance(class, _) => self.class(*class).name.clone(),
            Ty::Literal(Literal::Str(_)) => "str".to_owned(),
            _ => String::new(),
        };
        let is_sequence = matches!(class.as_str(), "list" | "tuple" | "str" | "range" | "deque");
        if is_sequence {
            if self.may_slice(slice, index) {
                return match index.is_any() || matches!(index, Ty::Union(_)) {
                    true if class != "str" => Ty::Any,
                    _ => self.widen(receiver),
                };
            }
            if self.is_bad_position(index) {
                self.report_position(&class, index, slice.range());
            }
            return function.returns.erase();
        }
        if slice.is_slice_expr() || class == "bytes" && self.may_slice(slice, index) {
            return Ty::Any;
        }
        if let Some(parameter) = function.parameters.first() {
            let wanted = parameter.ty.erase();
            if !self.is_guessed(receiver) && !self.is_assignable(index, &wanted) {
                let (shown, wanted) = (self.show_found(index, &wanted), self.show(&wanted));
                let message = format!(
                    "invalid index type \"{shown}\" for \"{}\"; expected \"{wanted}\"",
                    self.show(receiver)
                );
                self.report(&codes::BAD_INDEX, slice.range(), message, |it| {
                    it.label(format!("expected \"{wanted}\""))
                });
            }
        }
        function.returns.erase()
    }

    /// `value[index] = item`.
    pub fn store_subscript(&mut self, value: &Ty, slice: &'a Expr, item: &Ty, range: TextRange) {
        let index = self.infer(slice, None);
        for member in value.members() {
            if member.is_any() || matches!(member, Ty::Class(_) | Ty::Module(_) | Ty::Function(_)) {
                continue;
            }
            match self.attribute(member, "__setitem__") {
                Found::Missing => {
                    if *member == Ty::None && value.is_optional() {
                        self.report(
                            &codes::OPTIONAL_ACCESS,
                            range,
                            "a value that may be None is indexed",
                            |it| {
                                it.label("may be None here")
                                    .help("test it first: `if … is not None:`")
                            },
                        );
                    } else {
                        let shown = self.show_found(member, &Ty::Any);
                        let message =
                            format!("a value of type \"{shown}\" does not support item assignment");
                        self.report(&codes::BAD_INDEX, range, message, |it| {
                            it.label("no __setitem__")
                        });
                    }
                }
                Found::Type(Ty::Function(function)) => {
                    let class = match member {
                        Ty::Instance(class, _) => self.class(*class).name.clone(),
                        _ => String::new(),
                    };
                    if class == "list" {
                        if !slice.is_slice_expr() {
                            if self.is_bad_position(&index) {
                                self.report_position("list", &index, slice.range());
                            }
                            if let Ty::Instance(_, args) = member {
                                let wanted = args.first().cloned().unwrap_or(Ty::Any);
                                self.check_item(item, &wanted, range);
                            }
                        }
                        continue;
                    }
                    if let [key, stored, ..] = &function.parameters[..] {
                        let (key, stored) = (key.ty.erase(), stored.ty.erase());
                        if !slice.is_slice_expr()
                            && !self.is_guessed(member)
                            && !self.is_assignable(&index, &key)
                        {
                            let (shown, wanted) = (self.show_found(&index, &key), self.show(&key));
                            let message = format!(
                                "invalid index type \"{shown}\" for \"{}\"; expected \"{wanted}\"",
                                self.show(member)
                            );
                            self.report(&codes::BAD_INDEX, slice.range(), message, |it| {
                                it.label(format!("expected \"{wanted}\""))
                            });
                        }
                        self.check_item(item, &stored, range);
                    }
                }
                Found::Type(_) | Found::Unknown => {}
            }
        }
    }

    /// In code without annotations a dict may take keys of any type, whatever its first ones were.
    fn is_guessed(&self, receiver: &Ty) -> bool {
        self.strictness == crate::program::Strictness::Lenient
            && matches!(receiver, Ty::Instance(_, args) if !args.is_empty())
    }

    fn check_item(&mut self, item: &Ty, wanted: &Ty, range: TextRange) {
        if !self.is_assignable(item, wanted) {
            let (shown, wanted) = (self.show_found(item, wanted), self.show(wanted));
            let message = format!(
                "incompatible types in assignment: \"{shown}\" to an item of type \"{wanted}\""
            );
            self.report(&codes::BAD_ASSIGNMENT, range, message, |it| {
                it.label(format!("expected \"{wanted}\""))
            });
        }
    }
}
