//! The types of expressions.

use crate::annotations::literal_value;
use crate::flow::path_of;
use crate::members::Found;
use crate::program::{Checker, Meaning};
use crate::symbols::{Def, ScopeKind};
use crate::types::{Function, Parameter, ParameterKind, Ty};
use ruff_python_ast::{self as ast, BoolOp, Expr};
use ruff_text_size::{Ranged, TextRange};
use std::rc::Rc;
use taipan_diagnostics::codes;

impl<'a> Checker<'a> {
    /// The type of `expr`; mistakes inside it are reported. `expected` is what the place wants, which containers and
    /// functions written in place take up.
    pub fn infer(&mut self, expr: &'a Expr, expected: Option<&Ty>) -> Ty {
        match expr {
            Expr::NumberLiteral(number) => match (&number.value, literal_value(expr)) {
                (_, Some(literal)) => Ty::Literal(literal),
                (ast::Number::Int(_), None) => self.instance_of("int"),
                (ast::Number::Float(_), None) => self.instance_of("float"),
                (ast::Number::Complex { .. }, None) => self.instance_of("complex"),
            },
            Expr::StringLiteral(_) | Expr::BooleanLiteral(_) | Expr::BytesLiteral(_) => {
                literal_value(expr).map_or(Ty::Any, Ty::Literal)
            }
            Expr::NoneLiteral(_) => Ty::None,
            Expr::EllipsisLiteral(_) => Ty::Any,
            Expr::FString(string) => {
                for element in string.value.elements() {
                    self.interpolation(element);
                }
                self.instance_of("str")
            }
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => Ty::Any,
            Expr::Name(name) => self.name(name),
            Expr::Attribute(attribute) => self.load_attribute(expr, attribute),
            Expr::Subscript(subscript) => {
                let value = self.infer(&subscript.value, None);
                if let Some(ty) = path_of(expr).and_then(|path| self.flow.types.get(&path)) {
                    return ty.clone();
                }
                self.subscript(&value, &subscript.slice, subscript.range)
            }
            Expr::Slice(slice) => {
                for part in [&slice.lower, &slice.upper, &slice.step]
                    .into_iter()
                    .flatten()
                {
                    self.infer(part, None);
                }
                Ty::Any
            }
            Expr::Starred(starred) => {
                let value = self.infer(&starred.value, None);
                self.iterate(&value, starred.value.range());
                Ty::Any
            }
            Expr::Call(call) => self.call(call, expected),
            Expr::BinOp(operation) => {
                let left = self.infer(&operation.left, None);
                let right = self.infer(&operation.right, None);
                self.binary(&left, operation.op, &right, operation.range)
            }
            Expr::UnaryOp(unary) => {
                if let Some(literal) = literal_value(expr) {
                    return Ty::Literal(literal);
                }
                let operand = self.infer(&unary.operand, None);
                self.unary(unary.op, &operand, unary.range)
            }
            Expr::Compare(compare) => {
                let mut left = self.infer(&compare.left, None);
                let mut results = Vec::new();
                for (op, right) in compare.ops.iter().zip(&compare.comparators) {
                    let right = self.infer(right, None);
                    results.push(self.comparison(&left, *op, &right, compare.range));
                    left = right;
                }
                Ty::union(results)
            }
            Expr::BoolOp(operation) => self.boolean(operation, expected),
            Expr::If(conditional) => {
                self.infer(&conditional.test, None);
                let before = self.flow.clone();
                self.narrow(&conditional.test, true);
                let body = self.infer(&conditional.body, expected);
                let is_body_reachable = self.flow.is_reachable;
                self.flow = before.clone();
                self.narrow(&conditional.test, false);
                let orelse = self.infer(&conditional.orelse, expected);
                let is_else_reachable = self.flow.is_reachable;
                self.flow = before;
                match (is_body_reachable, is_else_reachable) {
                    (true, false) => body,
                    (false, true) => orelse,
                    _ => Ty::union([body, orelse]),
                }
            }
            Expr::Named(named) => {
                let value = self.infer(&named.value, expected);
                if let Expr::Name(name) = &*named.target {
                    self.assign_name(name, &value, named.value.range());
                }
                value
            }
            Expr::Tuple(tuple) => {
                let expected_items: Option<Vec<Ty>> = expected.and_then(|expected| {
                    expected.members().iter().find_map(|member| match member {
                        Ty::Tuple(items) if items.len() == tuple.elts.len() => Some(items.to_vec()),
                        Ty::Instance(_, args) if args.len() == 1 => {
                            Some(vec![args[0].clone(); tuple.elts.len()])
                        }
                        _ => None,
                    })
                });
                let mut items = Vec::new();
                let mut is_open = false;
                for (index, element) in tuple.elts.iter().enumerate() {
                    is_open |= element.is_starred_expr();
                    let expected = expected_items.as_ref().and_then(|items| items.get(index));
                    items.push(self.infer(element, expected));
                }
                if is_open {
                    self.generic_of("tuple", [Ty::Any])
                } else {
                    Ty::Tuple(items.into())
                }
            }
            Expr::List(list) => self.display("list", &list.elts, expected),
            Expr::Set(set) => self.display("set", &set.elts, expected),
            Expr::Dict(dict) => self.dict(dict, expected),
            Expr::ListComp(comp) => {
                self.comprehension("list", &comp.generators, &comp.elt, expected)
            }
            Expr::SetComp(comp) => self.comprehension("set", &comp.generators, &comp.elt, expected),
            Expr::Generator(comp) => {
                self.comprehension("Generator", &comp.generators, &comp.elt, expected)
            }
            Expr::DictComp(comp) => {
                let saved = self.flow.clone();
                self.generators(&comp.generators);
                let wanted = self.expected_args("dict", expected);
                let key = comp
                    .key
                    .as_deref()
                    .map_or(Ty::Any, |key| self.infer(key, wanted.first()));
                let value = self.infer(&comp.value, wanted.get(1));
                self.flow = saved;
                self.container("dict", &wanted, vec![vec![key], vec![value]])
            }
            Expr::Lambda(lambda) => self.lambda(lambda, expected),
            Expr::Await(await_expr) => {
                let value = self.infer(&await_expr.value, None);
                let coroutine = self.stub_class("typing", "Coroutine");
                match self.arguments_as(&value, coroutine) {
                    Some(args) => args.get(2).cloned().unwrap_or(Ty::Any),
                    None => Ty::Any,
                }
            }
            Expr::Yield(yielded) => {
                if let Some(value) = &yielded.value {
                    self.infer(value, None);
                }
                Ty::Any
            }
            Expr::YieldFrom(yielded) => {
                self.infer(&yielded.value, None);
                Ty::Any
            }
        }
    }

    fn interpolation(&mut self, element: &'a ast::InterpolatedStringElement) {
        if let ast::InterpolatedStringElement::Interpolation(element) = element {
            self.infer(&element.expression, None);
            if let Some(spec) = &element.format_spec {
                for element in &spec.elements {
                    self.interpolation(element);
                }
            }
        }
    }

    fn name(&mut self, name: &'a ast::ExprName) -> Ty {
        if let Some(ty) = self.flow.types.get(name.id.as_str()) {
            return ty.clone();
        }
        let scope = self.scope;
        if let Some(ty) = self.declared_name(&name.id) {
            return ty;
        }
        let here = self.scope(scope);
        let is_local =
            here.symbols.contains_key(name.id.as_str()) && !here.globals.contains(name.id.as_str());
        let is_class = matches!(here.kind, ScopeKind::Class(_));
        if is_local && !is_class {
            let is_definition = here.symbols[name.id.as_str()].iter().all(|def| {
                matches!(
                    def,
                    Def::Function(_) | Def::Class(_) | Def::Module(_) | Def::From { .. }
                )
            });
            if !is_definition {
                return Ty::Any;
            }
        }
        match self.lookup(scope, &name.id) {
            Meaning::Undefined => {
                let is_reflective = self.modules[self.module.0 as usize].is_reflective;
                if !is_reflective && !self.foreign_attributes.contains(name.id.as_str()) {
                    let message = format!("name '{}' is not defined", name.id);
                    self.report(&codes::UNDEFINED_NAME, name.range, message, |it| {
                        it.label("nothing binds this name")
                    });
                }
                Ty::Any
            }
            meaning => self.defined_value(meaning),
        }
    }

    /// The declared type of a variable or parameter of the current scope.
    pub fn declared_name(&mut self, name: &str) -> Option<Ty> {
        let scope = self.scope;
        if let Some(function) = &self.function
            && let Some(ty) = function.parameters.get(name)
        {
            return Some(ty.clone());
        }
        let here = self.scope(scope);
        if here.globals.contains(name) || here.nonlocals.contains(name) {
            return None;
        }
        let annotated = here.symbols.get(name)?.iter().find_map(|def| match def {
            Def::Annotated(assign) => Some(*assign),
            _ => None,
        })?;
        Some(
            self.declaration(annotated, scope)
                .erase_self(self.self_type()),
        )
    }

    /// What `Self` means here.
    pub fn self_type(&self) -> Option<Ty> {
        self.function
            .as_ref()
            .and_then(|function| function.self_type.clone())
    }

    fn load_attribute(&mut self, expr: &'a Expr, attribute: &'a ast::ExprAttribute) -> Ty {
        let value = self.infer(&attribute.value, None);
        if let Some(path) = path_of(expr)
            && let Some(ty) = self.flow.types.get(&path)
        {
            return ty.clone();
        }
        self.attribute_of(&value, attribute)
    }

    /// The attribute of a value, with reports.
    pub fn attribute_of(&mut self, value: &Ty, attribute: &'a ast::ExprAttribute) -> Ty {
        let name = attribute.attr.as_str();
        let mut results = Vec::new();
        for member in value.members() {
            match self.attribute(member, name) {
                Found::Type(ty) => results.push(ty.erase_self(Some(member.clone()))),
                Found::Unknown => results.push(Ty::Any),
                Found::Missing => {
                    results.push(Ty::Any);
                    self.report_missing(value, member, attribute);
                }
            }
        }
        Ty::union(results)
    }

    fn report_missing(&mut self, value: &Ty, member: &Ty, attribute: &'a ast::ExprAttribute) {
        let name = attribute.attr.as_str();
        if *member == Ty::None && value.is_optional() {
            let message = format!("\"{name}\" is not an attribute of \"None\"");
            self.report(
                &codes::OPTIONAL_ACCESS,
                attribute.attr.range,
                message,
                |it| {
                    it.label("the value may be None here")
                        .help("test it first: `if … is not None:`")
                },
            );
            return;
        }
        // An instance may get attributes from outside, and a method's receiver from its subclasses.
        let is_receiver = matches!(&*attribute.value, Expr::Name(name) if matches!(name.id.as_str(), "self" | "cls"));
        let is_dunder = name.starts_with("__") && name.ends_with("__");
        let is_of_stub = match member {
            Ty::Instance(class, _) | Ty::Class(class) => self.is_stub(*class),
            _ => true,
        };
        let is_mangled = name.starts_with('_') && name[1..].contains("__") && !is_dunder;
        // Decorators such as `total_ordering` add special methods.
        if is_dunder || is_mangled {
            return;
        }
        if self.foreign_attributes.contains(name) || is_receiver && self.member_names.contains(name)
        {
            return;
        }
        let class = match member {
            Ty::Instance(class, _) | Ty::Class(class) => Some(*class),
            _ => None,
        };
        let shown = match member {
            Ty::Class(class) => format!("type object '{}'", self.class(*class).name),
            Ty::None => "'NoneType' object".to_owned(),
            other => {
                let base = self.widen(other);
                match base {
                    Ty::Instance(class, _) => format!("'{}' object", self.class(class).name),
                    Ty::Tuple(_) => "'tuple' object".to_owned(),
                    other => format!("'{}' object", self.show(&other)),
                }
            }
        };
        let similar = class.and_then(|class| self.similar_member(class, name));
        // A class without annotations may be meant to be mixed into others: only a slip of the pen is certain.
        let is_lenient = self.strictness == crate::program::Strictness::Lenient;
        if is_lenient
            && (is_receiver && similar.is_none() || !is_of_stub && self.member_names.contains(name))
        {
            return;
        }
        let message = format!("{shown} has no attribute '{name}'");
        self.report(
            &codes::UNKNOWN_ATTRIBUTE,
            attribute.attr.range,
            message,
            |it| {
                let it = it.label("no such attribute");
                match similar {
                    Some(similar) => it.help(format!("did you mean '{similar}'?")),
                    None => it,
                }
            },
        );
    }

    fn similar_member(&mut self, class: crate::types::ClassId, name: &str) -> Option<String> {
        let mut best: Option<(usize, String)> = None;
        for (owner, _) in &self.mro(class).classes {
            let scope = self.class(*owner).scope;
            let names = self
                .scope(scope)
                .symbols
                .keys()
                .chain(self.class(*owner).instance_attributes.keys());
            for known in names {
                let distance = edit_distance(known, name);
                let is_close = distance * 3 <= name.len().max(3);
                if is_close
                    && best
                        .as_ref()
                        .is_none_or(|(least, text)| (distance, *known) < (*least, text.as_str()))
                {
                    best = Some((distance, (*known).to_owned()));
                }
            }
        }
        best.map(|(_, name)| name)
    }

    fn boolean(&mut self, operation: &'a ast::ExprBoolOp, expected: Option<&Ty>) -> Ty {
        let outcome = operation.op == BoolOp::And;
        let before = self.flow.clone();
        let mut results = Vec::new();
        for (index, value) in operation.values.iter().enumerate() {
            let ty = self.infer(value, expected);
            let is_last = index + 1 == operation.values.len();
            if !self.flow.is_reachable {
                break;
            }
            if is_last {
                results.push(ty);
            } else {
                // The value is the result where it decides.
                let members: Vec<Ty> = ty
                    .members()
                    .iter()
                    .filter(|member| self.may_be(member, !outcome))
                    .cloned()
                    .collect();
                results.extend(members);
                self.narrow(value, outcome);
            }
        }
        self.flow = before;
        Ty::union(results)
    }

    /// The type arguments that the place wants of a container.
    fn expected_args(&mut self, class: &str, expected: Option<&Ty>) -> Vec<Ty> {
        let Some(expected) = expected else {
            return Vec::new();
        };
        let own = match class {
            "Generator" => self.stub_class("typing", "Generator"),
            class => self.builtin(class),
        };
        for member in expected.members() {
            let Ty::Instance(wanted, args) = member else {
                continue;
            };
            if *wanted == own {
                return args.to_vec();
            }
            // `Sequence[T]` wants a list of `T`, `Mapping[K, V]` a dict of them.
            let mro = self.mro(own);
            if let Some((_, base_args)) = mro.classes.iter().find(|(base, _)| base == wanted) {
                let own_parameters = self.class(own).type_parameters.clone();
                let found: Option<Vec<Ty>> = own_parameters
                    .iter()
                    .map(|parameter| {
                        let at = base_args
                            .iter()
                            .position(|arg| *arg == Ty::TypeVar(*parameter))?;
                        args.get(at).cloned()
                    })
                    .collect();
                return match found {
                    Some(found) => found,
                    None if class == "Generator" => args.first().cloned().into_iter().collect(),
                    None => Vec::new(),
                };
            }
        }
        Vec::new()
    }

    /// A container of elements of those types: of what the place wants if they fit, else of their one type, else of
    /// anything.
    fn container(&mut self, class: &str, wanted: &[Ty], elements: Vec<Vec<Ty>>) -> Ty {
        let mut args = Vec::new();
        for (index, found) in elements.into_iter().enumerate() {
            if let Some(wanted) = wanted.get(index).filter(|wanted| !wanted.is_any())
                && found.iter().all(|ty| self.is_assignable(ty, wanted))
            {
                args.push(wanted.clone());
                continue;
            }
            let widened: Vec<Ty> = found.iter().map(|ty| self.widen(ty)).collect();
            let joined = Ty::union(widened);
            let is_mixed = matches!(joined, Ty::Union(_)) && wanted.get(index).is_none();
            // Where nothing is annotated, a list is not held to its first items.
            let is_guess = self.strictness == crate::program::Strictness::Lenient;
            args.push(if joined == Ty::Never || is_mixed || is_guess {
                Ty::Any
            } else {
                joined
            });
        }
        if class == "Generator" {
            args.extend([Ty::Any, Ty::Any]);
            let class = self.stub_class("typing", "Generator");
            return Ty::generic(class, args);
        }
        self.generic_of(class, args)
    }

    fn display(&mut self, class: &str, elements: &'a [Expr], expected: Option<&Ty>) -> Ty {
        let wanted = self.expected_args(class, expected);
        let found = elements
            .iter()
            .map(|element| match element {
                Expr::Starred(starred) => {
                    let value = self.infer(&starred.value, None);
                    self.iterated(&value).unwrap_or(Ty::Any)
                }
                other => self.infer(other, wanted.first()),
            })
            .collect();
        self.container(class, &wanted, vec![found])
    }

    fn dict(&mut self, dict: &'a ast::ExprDict, expected: Option<&Ty>) -> Ty {
        let wanted = self.expected_args("dict", expected);
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for item in &dict.items {
            match &item.key {
                Some(key) => {
                    keys.push(self.infer(key, wanted.first()));
                    values.push(self.infer(&item.value, wanted.get(1)));
                }
                None => {
                    self.infer(&item.value, None);
                    keys.push(Ty::Any);
                    values.push(Ty::Any);
                }
            }
        }
        self.container("dict", &wanted, vec![keys, values])
    }

    fn generators(&mut self, generators: &'a [ast::Comprehension]) {
        for part in generators {
            let iterable = self.infer(&part.iter, None);
            let item = if part.is_async {
                Ty::Any
            } else {
                self.iterate(&iterable, part.iter.range())
            };
            self.assign_inner(&part.target, &item);
            for condition in &part.ifs {
                self.infer(condition, None);
                self.narrow(condition, true);
            }
        }
    }

    fn comprehension(
        &mut self,
        class: &str,
        generators: &'a [ast::Comprehension],
        element: &'a Expr,
        expected: Option<&Ty>,
    ) -> Ty {
        let saved = self.flow.clone();
        let wanted = self.expected_args(class, expected);
        self.generators(generators);
        let found = self.infer(element, wanted.first());
        let found = if self.flow.is_reachable {
            found
        } else {
            Ty::Any
        };
        self.flow = saved;
        self.container(class, &wanted, vec![vec![found]])
    }

    /// Binds the targets of a comprehension, which are names of their own.
    fn assign_inner(&mut self, target: &'a Expr, ty: &Ty) {
        match target {
            Expr::Name(name) => {
                let ty = self.widen(ty);
                self.flow.set(&name.id, ty);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                let items = self.unpacked(ty, elts, target.range());
                for (element, item) in elts.iter().zip(items) {
                    self.assign_inner(element, &item);
                }
            }
            Expr::Starred(starred) => self.assign_inner(&starred.value, &Ty::Any),
            _ => {}
        }
    }

    fn lambda(&mut self, lambda: &'a ast::ExprLambda, expected: Option<&Ty>) -> Ty {
        let wanted = expected.and_then(|expected| {
            expected.members().iter().find_map(|member| match member {
                Ty::Function(function) => Some(function.clone()),
                _ => None,
            })
        });
        let saved = self.flow.clone();
        let mut parameters = Vec::new();
        if let Some(list) = &lambda.parameters {
            let given: Vec<Ty> = match &wanted {
                Some(wanted) if !wanted.takes_anything => {
                    wanted.parameters.iter().map(|it| it.ty.clone()).collect()
                }
                _ => Vec::new(),
            };
            for (index, parameter) in list.iter().enumerate() {
                let kind = match parameter {
                    ast::AnyParameterRef::Variadic(it) => {
                        if list
                            .vararg
                            .as_deref()
                            .is_some_and(|vararg| std::ptr::eq(vararg, it))
                        {
                            ParameterKind::Variadic
                        } else {
                            ParameterKind::Keywords
                        }
                    }
                    ast::AnyParameterRef::NonVariadic(it) => {
                        if let Some(default) = &it.default {
                            self.infer(default, None);
                        }
                        if list.kwonlyargs.iter().any(|only| std::ptr::eq(only, it)) {
                            ParameterKind::KeywordOnly
                        } else {
                            ParameterKind::Positional
                        }
                    }
                };
                let is_plain = kind == ParameterKind::Positional;
                let ty = if is_plain {
                    given.get(index).cloned().unwrap_or(Ty::Any)
                } else {
                    Ty::Any
                };
                let has_default = parameter.default().is_some();
                self.flow.set(parameter.name(), ty.clone());
                parameters.push(Parameter {
                    name: parameter.name().as_str().into(),
                    kind,
                    ty,
                    has_default,
                });
            }
        }
        // In code without annotations, `lambda: f(wrong)` is mostly written to see it fail.
        let is_quiet = self.strictness == crate::program::Strictness::Lenient;
        self.quiet += u32::from(is_quiet);
        let returns = self.infer(&lambda.body, wanted.as_ref().map(|wanted| &wanted.returns));
        self.quiet -= u32::from(is_quiet);
        self.flow = saved;
        Ty::Function(Rc::new(Function {
            name: "<lambda>".to_owned(),
            parameters,
            returns,
            takes_anything: false,
            is_unannotated: true,
        }))
    }

    /// What iteration yields, with reports.
    pub fn iterate(&mut self, ty: &Ty, range: TextRange) -> Ty {
        let mut results = Vec::new();
        for member in ty.members() {
            match self.iterated(member) {
                Some(item) => results.push(item),
                None => {
                    results.push(Ty::Any);
                    if *member == Ty::None && ty.is_optional() {
                        self.report(
                            &codes::OPTIONAL_ACCESS,
                            range,
                            "a value that may be None is iterated over",
                            |it| {
                                it.label("may be None here")
                                    .help("test it first: `if … is not None:`")
                            },
                        );
                    } else {
                        let shown = self.show_found(member, &Ty::Any);
                        let message = format!("a value of type \"{shown}\" is not iterable");
                        self.report(&codes::NOT_ITERABLE, range, message, |it| {
                            it.label("raises TypeError")
                        });
                    }
                }
            }
        }
        Ty::union(results)
    }

    /// The types that unpacking gives to the targets, with reports.
    pub fn unpacked(&mut self, ty: &Ty, targets: &'a [Expr], range: TextRange) -> Vec<Ty> {
        let star = targets.iter().position(Expr::is_starred_expr);
        if let Ty::Tuple(items) = ty {
            let (count, wanted) = (items.len(), targets.len());
            let fits = match star {
                None => count == wanted,
                Some(_) => count + 1 >= wanted,
            };
            if !fits {
                let wanted = if star.is_some() { wanted - 1 } else { wanted };
                let message = if count > wanted {
                    format!("too many values to unpack (expected {wanted}, got {count})")
                } else if star.is_some() {
                    format!("not enough values to unpack (expected at least {wanted}, got {count})")
                } else {
                    format!("not enough values to unpack (expected {wanted}, got {count})")
                };
                self.report(&codes::BAD_UNPACKING, range, message, |it| {
                    it.label(format!("the tuple has {count} items"))
                });
                return vec![Ty::Any; targets.len()];
            }
            return match star {
                None => items.to_vec(),
                Some(star) => {
                    let after = targets.len() - star - 1;
                    let middle = Ty::union(
                        items[star..count - after]
                            .iter()
                            .map(|item| self.widen(item)),
                    );
                    let list = self
                        .generic_of("list", [if middle == Ty::Never { Ty::Any } else { middle }]);
                    let mut types: Vec<Ty> = items[..star].to_vec();
                    types.push(list);
                    types.extend_from_slice(&items[count - after..]);
                    types
                }
            };
        }
        if let Ty::Union(members) = ty
            && members.iter().any(|member| matches!(member, Ty::Tuple(_)))
        {
            let rows: Option<Vec<&[Ty]>> = members
                .iter()
                .map(|member| match member {
                    Ty::Tuple(items) if star.is_none() && items.len() == targets.len() => {
                        Some(&**items)
                    }
                    _ => None,
                })
                .collect();
            return (0..targets.len())
                .map(|at| match &rows {
                    Some(rows) => Ty::union(rows.iter().map(|row| row[at].clone())),
                    None => Ty::Any,
                })
                .collect();
        }
        let item = self.iterate(ty, range);
        targets
            .iter()
            .map(|target| {
                if target.is_starred_expr() {
                    self.generic_of("list", [item.clone()])
                } else {
                    item.clone()
                }
            })
            .collect()
    }
}

impl Ty {
    /// With `Self` bound to the receiver, where it is known.
    pub fn erase_self(self, receiver: Option<Ty>) -> Ty {
        match receiver {
            Some(receiver) => self.substitute(&[], Some(&receiver)),
            None => self,
        }
    }
}

fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let next = (diagonal + usize::from(a != *b))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[right.len()]
}
