//! What a test tells about variables.

use crate::flow::{Flow, path_of};
use crate::members::Found;
use crate::program::Checker;
use crate::types::{ClassId, Literal, Ty};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, UnaryOp};

impl<'a> Checker<'a> {
    /// Restricts the flow to where `test` came out as `outcome`. The test has been inferred before.
    pub fn narrow(&mut self, test: &'a Expr, outcome: bool) {
        match test {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
                self.narrow(&unary.operand, !outcome)
            }
            Expr::BoolOp(operation) => {
                if (operation.op == BoolOp::And) == outcome {
                    for value in &operation.values {
                        self.narrow(value, outcome);
                    }
                    return;
                }
                let mut result = Flow::unreachable();
                for value in &operation.values {
                    let before = self.flow.clone();
                    self.narrow(value, outcome);
                    result = result.join(std::mem::replace(&mut self.flow, before));
                    self.narrow(value, !outcome);
                }
                self.flow = result;
            }
            Expr::BooleanLiteral(literal) if literal.value != outcome => {
                self.flow.is_reachable = false;
            }
            Expr::Name(name) if &*name.id == "TYPE_CHECKING" && !outcome => {
                self.flow.is_reachable = false;
            }
            Expr::Attribute(attribute) if &*attribute.attr == "TYPE_CHECKING" && !outcome => {
                self.flow.is_reachable = false;
            }
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => {
                self.narrow_truth(test, outcome)
            }
            Expr::Named(named) => self.narrow_truth(&named.target, outcome),
            Expr::Compare(compare) => {
                if let Some(holds) = version_test(compare) {
                    if holds != outcome {
                        self.flow.is_reachable = false;
                    }
                    return;
                }
                if let ([op], [right]) = (&*compare.ops, &*compare.comparators) {
                    self.narrow_comparison(&compare.left, *op, right, outcome);
                }
            }
            Expr::Call(call) => self.narrow_call(call, outcome),
            _ => {}
        }
    }

    fn restrict(&mut self, expr: &'a Expr, keep: impl FnOnce(&mut Self, Ty) -> Ty) {
        let Some(path) = path_of(expr) else { return };
        let target = match expr {
            Expr::Named(named) => &*named.target,
            other => other,
        };
        self.quiet += 1;
        let before = self.infer(target, None);
        self.quiet -= 1;
        if before.is_any() {
            return;
        }
        let after = keep(self, before);
        if after == Ty::Never {
            self.flow.is_reachable = false;
        }
        self.flow.types.insert(path, after);
    }

    /// A union told apart by an attribute or an item of its members: which member is left is not worked out.
    fn tell_apart(&mut self, part: &'a Expr) -> bool {
        let (Expr::Attribute(ast::ExprAttribute { value, .. })
        | Expr::Subscript(ast::ExprSubscript { value, .. })) = part
        else {
            return false;
        };
        let Some(path) = path_of(value) else {
            return false;
        };
        self.quiet += 1;
        let whole = self.infer(value, None);
        self.quiet -= 1;
        let found = matches!(whole.without_none(), Ty::Union(_));
        if found {
            self.flow.types.insert(path, Ty::Any);
        }
        self.tell_apart(value) || found
    }

    fn narrow_truth(&mut self, expr: &'a Expr, outcome: bool) {
        self.restrict(expr, |checker, ty| {
            let bool_class = checker.builtin("bool");
            let members: Vec<Ty> = ty
                .members()
                .iter()
                .filter(|member| checker.may_be(member, outcome))
                .map(|member| match member {
                    Ty::Instance(class, _) if *class == bool_class => {
                        Ty::Literal(Literal::Bool(outcome))
                    }
                    other => other.clone(),
                })
                .collect();
            Ty::union(members)
        });
    }

    /// Whether a value of the type can have that truth value.
    pub fn may_be(&mut self, ty: &Ty, truth: bool) -> bool {
        match ty {
            Ty::None => !truth,
            Ty::Literal(Literal::Bool(value)) => *value == truth,
            Ty::Literal(Literal::Int(value)) => (*value != 0) == truth,
            Ty::Literal(Literal::Str(value)) => value.is_empty() != truth,
            Ty::Tuple(items) => items.is_empty() != truth,
            Ty::Function(_) | Ty::Class(_) | Ty::Module(_) => truth,
            Ty::Instance(class, _) if !truth => {
                self.mro(*class).is_opaque
                    || self.class(*class).name == "object"
                    || self.bases(*class).is_protocol
                    || self.is_stub(*class)
                    || !matches!(self.attribute(ty, "__bool__"), Found::Missing)
                    || !matches!(self.attribute(ty, "__len__"), Found::Missing)
                    // A subclass might define them.
                    || !self.class(*class).def.decorator_list.iter().any(|it| matches!(&it.expression, Expr::Name(name) if &*name.id == "final"))
            }
            _ => true,
        }
    }

    fn narrow_comparison(&mut self, left: &'a Expr, op: CmpOp, right: &'a Expr, outcome: bool) {
        let positive = match op {
            CmpOp::Is | CmpOp::Eq => outcome,
            CmpOp::IsNot | CmpOp::NotEq => !outcome,
            CmpOp::In if outcome => {
                return self.restrict(left, |_, ty| {
                    if ty == Ty::None {
                        Ty::Any
                    } else {
                        ty.without_none()
                    }
                });
            }
            CmpOp::NotIn if !outcome => {
                return self.restrict(left, |_, ty| {
                    if ty == Ty::None {
                        Ty::Any
                    } else {
                        ty.without_none()
                    }
                });
            }
            _ => return,
        };
        if self.tell_apart(left) {
            return;
        }
        let (subject, other) = if left.is_none_literal_expr() {
            (right, left)
        } else {
            (left, right)
        };
        if other.is_none_literal_expr() {
            return self.restrict(subject, |checker, ty| {
                if positive {
                    let may_be_none = ty.members().iter().any(|member| {
                        let member = member.clone();
                        checker.is_assignable(&Ty::None, &member)
                    });
                    if may_be_none { Ty::None } else { Ty::Never }
                } else {
                    ty.without_none()
                }
            });
        }
        // `type(x) is C`.
        if let Expr::Call(call) = subject
            && matches!(&*call.func, Expr::Name(name) if &*name.id == "type")
            && let [argument] = &*call.arguments.args
        {
            if positive && let Some(path) = path_of(argument) {
                self.quiet += 1;
                let class = self.infer(other, None);
                self.quiet -= 1;
                let ty = match class {
                    Ty::Class(class) => self.erased_instance(class),
                    _ => Ty::Any,
                };
                self.flow.types.insert(path, ty);
            }
            return;
        }
        self.quiet += 1;
        let value = self.infer(other, None);
        let subject_type = self.infer(subject, None);
        self.quiet -= 1;
        // Two names for one object: the other one is narrowed as well.
        if positive
            && !matches!(value, Ty::Literal(_) | Ty::None)
            && value != subject_type
            && let Some(path) = path_of(other)
        {
            self.flow.types.insert(path, Ty::Any);
        }
        match value {
            Ty::Literal(literal) => self.restrict(subject, |checker, ty| {
                let mut members = Vec::new();
                for member in ty.members() {
                    match member {
                        Ty::Literal(found) => {
                            if (*found == literal) == positive {
                                members.push(member.clone());
                            }
                        }
                        Ty::None => {
                            if !positive {
                                members.push(Ty::None);
                            }
                        }
                        Ty::Instance(class, _)
                            if matches!(literal, Literal::Bool(_))
                                && *class == checker.builtin("bool") =>
                        {
                            let Literal::Bool(value) = literal else {
                                continue;
                            };
                            members.push(Ty::Literal(Literal::Bool(value == positive)));
                        }
                        Ty::Instance(class, _) if !positive => {
                            let rest = checker.enum_without(*class, &literal);
                            members.extend(rest.unwrap_or_else(|| vec![member.clone()]));
                        }
                        other => members.push(other.clone()),
                    }
                }
                // Equality is not identity: a type that no literal fits is left alone.
                if members.is_empty() && positive {
                    ty.clone()
                } else {
                    Ty::union(members)
                }
            }),
            other if positive && !other.is_any() && !other.is_optional() && other != Ty::None => {
                self.restrict(subject, |_, ty| {
                    if ty.is_optional() {
                        ty.without_none()
                    } else {
                        ty
                    }
                });
            }
            _ if positive => {
                if let Some(path) = path_of(subject)
                    && !matches!(subject, Expr::Named(_))
                {
                    self.restrict(subject, |_, ty| if ty.is_optional() { Ty::Any } else { ty });
                    let _ = path;
                }
            }
            _ => {}
        }
    }

    /// The members of an enumeration but one.
    fn enum_without(&mut self, class: ClassId, literal: &Literal) -> Option<Vec<Ty>> {
        let Literal::Enum(of, name) = literal else {
            return None;
        };
        if *of != class {
            return None;
        }
        let names = self.enum_members(class);
        Some(
            names
                .into_iter()
                .filter(|member| **member != **name)
                .map(|member| Ty::Literal(Literal::Enum(class, member.as_str().into())))
                .collect(),
        )
    }

    pub fn enum_members(&mut self, class: ClassId) -> Vec<String> {
        let def = self.class(class).def;
        let mut names = Vec::new();
        for stmt in &def.body {
            if let ast::Stmt::Assign(assign) = stmt {
                for target in &assign.targets {
                    if let Expr::Name(name) = target
                        && !name.id.starts_with('_')
                    {
                        names.push(name.id.to_string());
                    }
                }
            }
        }
        names
    }

    fn narrow_call(&mut self, call: &'a ast::ExprCall, outcome: bool) {
        let Some(first) = call.arguments.args.first() else {
            return;
        };
        let name = match &*call.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => return,
        };
        match (name, call.arguments.args.get(1)) {
            ("isinstance", Some(classes)) => {
                self.quiet += 1;
                let classes = self.infer(classes, None);
                self.quiet -= 1;
                let Some(path) = path_of(first) else { return };
                self.tell_apart(first);
                match self.instances_of(&classes) {
                    Some(classes) => {
                        if outcome
                            && matches!(
                                first,
                                Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_)
                            )
                        {
                            self.quiet += 1;
                            let known = self.infer(first, None);
                            self.quiet -= 1;
                            if known.is_any() {
                                self.flow.types.insert(path, Ty::union(classes));
                                return;
                            }
                        }
                        self.restrict(first, |checker, ty| {
                            checker.filter_instances(&ty, &classes, outcome)
                        });
                    }
                    None => {
                        if outcome {
                            self.flow.types.insert(path, Ty::Any);
                        }
                    }
                }
            }
            ("hasattr" | "callable" | "issubclass", _) => {
                if let Some(path) = path_of(first) {
                    self.flow.types.insert(path, Ty::Any);
                }
            }
            _ => {
                // A function that returns `TypeGuard`, which is read as `Any`.
                self.quiet += 1;
                let callee = self.infer(&call.func, None);
                self.quiet -= 1;
                if let (Ty::Function(function), Some(path)) = (callee, path_of(first))
                    && function.returns.is_any()
                    && !function.is_unannotated
                {
                    self.flow.types.insert(path, Ty::Any);
                }
            }
        }
    }

    /// The second argument of `isinstance` as types of instances.
    pub fn instances_of(&mut self, classes: &Ty) -> Option<Vec<Ty>> {
        match classes {
            Ty::Class(class) => Some(vec![self.erased_instance(*class)]),
            Ty::None => Some(vec![Ty::None]),
            Ty::Tuple(items) => {
                let mut all = Vec::new();
                for item in items.iter() {
                    all.extend(self.instances_of(item)?);
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// The part of `ty` whose values are instances of one of `classes`, or of none of them.
    pub fn filter_instances(&mut self, ty: &Ty, classes: &[Ty], positive: bool) -> Ty {
        let mut kept: Vec<Ty> = Vec::new();
        for member in ty.members() {
            let mut is_certain = false;
            let mut narrower: Vec<Ty> = Vec::new();
            for class in classes {
                let Ty::Instance(wanted, _) = class else {
                    continue;
                };
                let own = match member {
                    Ty::Instance(own, _) => *own,
                    Ty::Literal(literal) => match self.literal_class(literal) {
                        Ty::Instance(own, _) => own,
                        _ => continue,
                    },
                    Ty::Tuple(_) => self.builtin("tuple"),
                    Ty::None => continue,
                    // Functions, classes and modules have classes of their own.
                    _ => {
                        narrower.push(Ty::Any);
                        continue;
                    }
                };
                if self.is_subclass(own, *wanted) {
                    is_certain = true;
                } else if self.is_subclass(*wanted, own) {
                    // `x: list[int]` seen as its subclass keeps no arguments.
                    narrower.push(class.clone());
                } else if self.mro(own).is_opaque
                    || self.mro(*wanted).is_opaque
                    || self.bases(own).is_protocol
                    || self.bases(*wanted).is_protocol
                {
                    narrower.push(class.clone());
                } else if self.class(own).name == "float" && self.class(*wanted).name == "int" {
                    // `float` admits an int.
                    narrower.push(class.clone());
                } else if !self.is_stub(own) && !self.is_stub(*wanted) {
                    // A common subclass may exist.
                    narrower.push(Ty::Any);
                }
            }
            let none = member == &Ty::None && classes.contains(&Ty::None);
            if positive {
                if is_certain || none {
                    kept.push(member.clone());
                } else {
                    kept.extend(narrower);
                }
            } else if !is_certain && !none {
                kept.push(member.clone());
            } else if let Ty::Instance(class, _) = member
                && self.class(*class).name == "float"
            {
                let int = self.instance_of("int");
                kept.push(int);
            }
        }
        Ty::union(kept)
    }
}

/// `sys.version_info >= (3, 8)`, decided for the Python level that is compiled.
fn version_test(compare: &ast::ExprCompare) -> Option<bool> {
    const VERSION: [i64; 2] = [3, 14];
    let is_version =
        |expr: &Expr| matches!(expr, Expr::Attribute(it) if &*it.attr == "version_info");
    let wanted: Vec<i64> = match (&*compare.comparators, &*compare.left) {
        ([Expr::Tuple(wanted)], left) if is_version(left) => {
            wanted.elts.iter().map_while(integer).collect()
        }
        ([wanted], Expr::Subscript(left))
            if is_version(&left.value) && integer(&left.slice) == Some(0) =>
        {
            vec![integer(wanted)?]
        }
        ([wanted], Expr::Attribute(left)) if is_version(&left.value) && &*left.attr == "major" => {
            vec![integer(wanted)?]
        }
        _ => return None,
    };
    let wanted = &wanted[..wanted.len().min(VERSION.len())];
    let order = VERSION[..wanted.len()].cmp(wanted);
    match &*compare.ops {
        [CmpOp::Lt] => Some(order.is_lt()),
        [CmpOp::LtE] => Some(order.is_le()),
        [CmpOp::Gt] => Some(order.is_gt()),
        [CmpOp::GtE] => Some(order.is_ge()),
        [CmpOp::Eq] => Some(order.is_eq()),
        [CmpOp::NotEq] => Some(order.is_ne()),
        _ => None,
    }
}

fn integer(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => int.as_i64(),
            _ => None,
        },
        _ => None,
    }
}
