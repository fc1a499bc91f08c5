//! Calls: what is called, which argument goes to which parameter, and what comes back.

use crate::members::Found;
use crate::program::{Checker, Meaning};
use crate::symbols::Def;
use crate::types::{ClassId, Function, Parameter, ParameterKind, Ty, TypeVarId};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::rc::Rc;
use taipan_diagnostics::codes;

impl<'a> Checker<'a> {
    pub fn call(&mut self, call: &'a ast::ExprCall, expected: Option<&Ty>) -> Ty {
        if let Some(ty) = self.special_call(call) {
            return ty;
        }
        let callee = self.infer(&call.func, None);
        let mut results = Vec::new();
        for member in callee.members() {
            results.push(self.call_member(&callee, member, call, expected));
        }
        let ty = Ty::union(results);
        if callee == Ty::Never { Ty::Any } else { ty }
    }

    /// Calls whose meaning is not in their signature.
    fn special_call(&mut self, call: &'a ast::ExprCall) -> Option<Ty> {
        let name = match &*call.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => return None,
        };
        match name {
            "cast" if call.arguments.args.len() == 2 => {
                self.infer(&call.arguments.args[1], None);
                let ty = self.annotation(self.scope, &call.arguments.args[0]);
                return Some(ty.erase());
            }
            // Whose method it is depends on the receiver's class.
            "super" if call.func.is_name_expr() => {
                self.call_unknown(call);
                return Some(Ty::Any);
            }
            "TypeVar" | "NewType" | "ParamSpec" | "TypeVarTuple" | "NamedTuple" | "TypedDict"
            | "namedtuple" => return Some(Ty::Any),
            // Their arguments are types or names, not values to be checked.
            "isinstance" | "issubclass" if call.func.is_name_expr() => {
                self.quiet += 1;
                for argument in call.arguments.args.iter().skip(1) {
                    self.infer(argument, None);
                }
                self.quiet -= 1;
                if let Some(first) = call.arguments.args.first() {
                    self.infer(first, None);
                }
                return Some(self.instance_of("bool"));
            }
            _ => {}
        }
        None
    }

    fn call_member(
        &mut self,
        callee: &Ty,
        member: &Ty,
        call: &'a ast::ExprCall,
        expected: Option<&Ty>,
    ) -> Ty {
        match member {
            Ty::Function(function) => self.call_function(function, call, expected),
            Ty::Class(class) => self.construct(*class, call, expected),
            Ty::Instance(..) => match self.attribute(member, "__call__") {
                Found::Type(Ty::Function(function)) => {
                    self.call_function(&function, call, expected)
                }
                Found::Type(_) | Found::Unknown => self.call_unknown(call),
                Found::Missing => self.not_callable(callee, member, call),
            },
            Ty::None | Ty::Literal(_) | Ty::Tuple(_) | Ty::Module(_) => {
                self.not_callable(callee, member, call)
            }
            Ty::Any | Ty::Never | Ty::TypeVar(_) | Ty::SelfType | Ty::Union(_) => {
                self.call_unknown(call)
            }
        }
    }

    fn not_callable(&mut self, callee: &Ty, member: &Ty, call: &'a ast::ExprCall) -> Ty {
        self.call_unknown(call);
        if *member == Ty::None && callee.is_optional() {
            self.report(
                &codes::OPTIONAL_ACCESS,
                call.func.range(),
                "a value that may be None is called",
                |it| {
                    it.label("may be None here")
                        .help("test it first: `if … is not None:`")
                },
            );
        } else {
            let shown = self.show_found(member, &Ty::Any);
            let message = format!("a value of type \"{shown}\" is not callable");
            self.report(&codes::NOT_CALLABLE, call.func.range(), message, |it| {
                it.label("raises TypeError")
            });
        }
        Ty::Any
    }

    fn call_unknown(&mut self, call: &'a ast::ExprCall) -> Ty {
        for argument in &call.arguments.args {
            self.infer(argument, None);
        }
        for keyword in &call.arguments.keywords {
            self.infer(&keyword.value, None);
        }
        Ty::Any
    }

    fn construct(&mut self, class: ClassId, call: &'a ast::ExprCall, expected: Option<&Ty>) -> Ty {
        let missing = self.abstract_methods(class);
        let name = self.class(class).name.clone();
        // A `type[Shape]` may be any of its subclasses.
        let is_itself = match &*call.func {
            Expr::Name(callee) => *callee.id == *name,
            Expr::Attribute(callee) => *callee.attr == *name,
            _ => false,
        };
        if !missing.is_empty() && is_itself {
            let (s, methods) = (
                if missing.len() == 1 { "" } else { "s" },
                missing.join("', '"),
            );
            let message = format!(
                "Can't instantiate abstract class {name} without an implementation for abstract method{s} '{methods}'"
            );
            self.report(&codes::ABSTRACT_INSTANCE, call.range(), message, |it| {
                it.label("raises TypeError")
            });
        }
        let any = self.erased_instance(class);
        // `type(x)`, and the functional interface of enumerations.
        let is_enum_base =
            self.is_stub(class) && (self.is_enum(class) || self.class(class).name == "Enum");
        if class == self.builtin("type") || is_enum_base {
            self.call_unknown(call);
            return Ty::Any;
        }
        let Some(constructor) = self.constructor(class) else {
            self.call_unknown(call);
            return any;
        };
        let mut solution = Vec::new();
        let own: Rc<[Ty]> = self
            .class(class)
            .type_parameters
            .iter()
            .map(|id| Ty::TypeVar(*id))
            .collect();
        let own = Ty::Instance(class, own);
        if let Some(expected) = expected {
            for member in expected.members() {
                if let (Ty::Instance(_, _), Some(_)) = (member, self.arguments_as(&own, class)) {
                    self.solve_result(&own, member, &mut solution);
                }
            }
        }
        let returns = self.check_arguments(&constructor, call, solution);
        if returns == Ty::Never {
            any
        } else {
            own.substitute(&self.last_solution.clone(), None).erase()
        }
    }

    /// What the expected type tells about the type arguments of a constructed object.
    fn solve_result(&mut self, own: &Ty, expected: &Ty, solution: &mut Vec<(TypeVarId, Ty)>) {
        let (Ty::Instance(class, _), Ty::Instance(wanted, wanted_args)) = (own, expected) else {
            return;
        };
        if class == wanted
            && let Ty::Instance(_, args) = own
        {
            for (arg, wanted) in args.iter().zip(wanted_args.iter()) {
                if let Ty::TypeVar(id) = arg
                    && !wanted.has_variables()
                {
                    solution.push((*id, wanted.clone()));
                }
            }
        }
    }

    /// The signature of a class called; none if it is not known.
    pub fn constructor(&mut self, class: ClassId) -> Option<Rc<Function>> {
        let mro = self.mro(class);
        if mro.is_opaque || self.is_enum(class) || self.bases(class).is_protocol {
            return None;
        }
        if self.class(class).name == "Enum" || self.class(class).name == "Flag" {
            return None;
        }
        let bases = self.bases(class);
        if bases.is_named_tuple {
            return self.field_constructor(class, false);
        }
        for (owner, args) in &mro.classes {
            if self.bases(*owner).is_named_tuple {
                return None;
            }
            let scope = self.class(*owner).scope;
            let symbols = &self.scope(scope).symbols;
            let is_object = self.class(*owner).name == "object" && self.is_stub(*owner);
            if symbols.contains_key("__new__") && !is_object {
                return None;
            }
            if let Some(defs) = self.scope(scope).symbols.get("__init__") {
                let [Def::Function(def)] = defs[..] else {
                    return None;
                };
                if !def.decorator_list.is_empty() || self.foreign_attributes.contains("__init__") {
                    return None;
                }
                let map = self.type_arguments(*owner, args);
                let mut function = self
                    .function_type(def, scope)
                    .bound()
                    .substitute(&map, None);
                if is_object
                    && mro
                        .classes
                        .iter()
                        .any(|(base, _)| self.class(*base).name == "type")
                {
                    return None;
                }
                function.name = self.class(class).name.clone();
                function.returns = Ty::None;
                return Some(Rc::new(function));
            }
            if self.bases(*owner).is_dataclass && !self.is_stub(*owner) {
                return self.field_constructor(*owner, true).map(|function| {
                    let map = self.type_arguments(*owner, args);
                    Rc::new(function.substitute(&map, None))
                });
            }
        }
        None
    }

    /// The constructor that `@dataclass` or `NamedTuple` makes from the annotated fields.
    fn field_constructor(&mut self, class: ClassId, is_dataclass: bool) -> Option<Rc<Function>> {
        let mut fields: Vec<Parameter> = Vec::new();
        let mro = self.mro(class);
        for (owner, args) in mro.classes.iter().rev() {
            if self.is_stub(*owner) || is_dataclass && !self.bases(*owner).is_dataclass {
                continue;
            }
            let (def, scope) = (self.class(*owner).def, self.class(*owner).scope);
            let map = self.type_arguments(*owner, args);
            let mut keyword_only = false;
            if is_dataclass {
                for decorator in &def.decorator_list {
                    let Expr::Call(call) = &decorator.expression else {
                        continue;
                    };
                    for keyword in &call.arguments.keywords {
                        match (keyword.arg.as_deref(), &keyword.value) {
                            (Some("kw_only"), Expr::BooleanLiteral(value)) => {
                                keyword_only = value.value
                            }
                            (Some("init" | "kw_only") | None, _) => return None,
                            _ => {}
                        }
                    }
                }
            }
            for stmt in &def.body {
                let Stmt::AnnAssign(assign) = stmt else {
                    continue;
                };
                let Expr::Name(name) = &*assign.target else {
                    continue;
                };
                if self.is_annotation_of(scope, &assign.annotation, "ClassVar")
                    || matches!(&*assign.annotation, Expr::StringLiteral(text) if text.value.to_str().contains("ClassVar"))
                {
                    continue;
                }
                if matches!(&*assign.annotation, Expr::Name(name) if &*name.id == "KW_ONLY")
                    || matches!(&*assign.annotation, Expr::Attribute(it) if &*it.attr == "KW_ONLY")
                {
                    keyword_only = true;
                    continue;
                }
                let mut has_default = assign.value.is_some();
                let mut kind = if keyword_only {
                    ParameterKind::KeywordOnly
                } else {
                    ParameterKind::Positional
                };
                if let Some(Expr::Call(call)) = assign.value.as_deref()
                    && is_dataclass
                {
                    let is_field = match &*call.func {
                        Expr::Name(name) => &*name.id == "field",
                        Expr::Attribute(attribute) => &*attribute.attr == "field",
                        _ => false,
                    };
                    if is_field {
                        has_default = false;
                        let mut is_init = true;
                        for keyword in &call.arguments.keywords {
                            match (keyword.arg.as_deref(), &keyword.value) {
                                (Some("default" | "default_factory" | "factory"), _) => {
                                    has_default = true
                                }
                                (Some("init"), Expr::BooleanLiteral(value)) => {
                                    is_init = value.value
                                }
                                (Some("kw_only"), Expr::BooleanLiteral(value)) if value.value => {
                                    kind = ParameterKind::KeywordOnly
                                }
                                (Some("init" | "kw_only") | None, _) => return None,
                                _ => {}
                            }
                        }
                        if !is_init {
                            continue;
                        }
                    }
                }
                let annotation = match &*assign.annotation {
                    // `InitVar[T]` is passed as a `T`.
                    Expr::Subscript(it) if matches!(&*it.value, Expr::Name(name) if &*name.id == "InitVar") => {
                        &*it.slice
                    }
                    other => other,
                };
                let ty = self.annotation(scope, annotation).substitute(&map, None);
                let field = Parameter {
                    name: name.id.as_str().into(),
                    kind,
                    ty,
                    has_default,
                };
                match fields.iter_mut().find(|known| known.name == field.name) {
                    Some(known) => *known = field,
                    None => fields.push(field),
                }
            }
        }
        fields.sort_by_key(|field| field.kind == ParameterKind::KeywordOnly);
        Some(Rc::new(Function {
            name: self.class(class).name.clone(),
            parameters: fields,
            returns: Ty::None,
            takes_anything: false,
            is_unannotated: false,
        }))
    }

    fn call_function(
        &mut self,
        function: &Function,
        call: &'a ast::ExprCall,
        expected: Option<&Ty>,
    ) -> Ty {
        let mut solution = Vec::new();
        // `xs: list[float] = sorted(ys)`.
        if let Some(expected @ Ty::Instance(wanted, _)) = expected
            && let Ty::Instance(class, _) = &function.returns
            && wanted == class
        {
            self.solve_result(&function.returns.clone(), expected, &mut solution);
        }
        self.check_arguments(function, call, solution)
    }

    /// Checks the arguments and returns what the call returns.
    fn check_arguments(
        &mut self,
        function: &Function,
        call: &'a ast::ExprCall,
        mut solution: Vec<(TypeVarId, Ty)>,
    ) -> Ty {
        let arguments = &call.arguments;
        if function.takes_anything {
            self.call_unknown(call);
            self.last_solution = solution;
            return function.returns.clone();
        }
        let name = if function.name.is_empty() {
            "function".to_owned()
        } else {
            format!("{}()", function.name)
        };
        let parameters = &function.parameters;
        let mut filled = vec![false; parameters.len()];
        let mut pairs: Vec<(usize, &'a Expr, String)> = Vec::new();
        let mut extra: Vec<&'a Expr> = Vec::new();
        let positional: Vec<usize> = (0..parameters.len())
            .filter(|at| {
                matches!(
                    parameters[*at].kind,
                    ParameterKind::PositionalOnly | ParameterKind::Positional
                )
            })
            .collect();
        let variadic = parameters
            .iter()
            .position(|it| it.kind == ParameterKind::Variadic);
        let keywords = parameters
            .iter()
            .position(|it| it.kind == ParameterKind::Keywords);
        let mut next = 0;
        let mut is_open = false;
        let mut failed = false;
        for (index, argument) in arguments.args.iter().enumerate() {
            if argument.is_starred_expr() {
                self.infer(argument, None);
                is_open = true;
                continue;
            }
            if is_open {
                self.infer(argument, None);
            } else if let Some(at) = positional.get(next) {
                filled[*at] = true;
                next += 1;
                pairs.push((*at, argument, format!("argument {}", index + 1)));
            } else if let Some(at) = variadic {
                pairs.push((at, argument, format!("argument {}", index + 1)));
            } else {
                extra.push(argument);
            }
        }
        if let Some(first) = extra.first() {
            failed = true;
            let (takes, given) = (positional.len(), positional.len() + extra.len());
            let required = positional
                .iter()
                .filter(|at| !parameters[**at].has_default)
                .count();
            let takes = if required < takes {
                format!("from {required} to {takes}")
            } else {
                takes.to_string()
            };
            let s = if takes == "1" { "" } else { "s" };
            let were = if given == 1 { "was" } else { "were" };
            let range = TextRange::new(
                first.start(),
                extra.last().map_or(first.end(), |last| last.end()),
            );
            let message =
                format!("{name} takes {takes} positional argument{s} but {given} {were} given");
            self.report(&codes::BAD_CALL, range, message, |it| {
                it.label("too many arguments")
            });
            for argument in &extra {
                self.infer(argument, None);
            }
        }
        for keyword in &arguments.keywords {
            let Some(found) = &keyword.arg else {
                self.infer(&keyword.value, None);
                is_open = true;
                continue;
            };
            let at = parameters.iter().position(|it| {
                *it.name == *found.as_str()
                    && matches!(
                        it.kind,
                        ParameterKind::Positional | ParameterKind::KeywordOnly
                    )
            });
            match at {
                Some(at) if filled[at] => {
                    failed = true;
                    self.infer(&keyword.value, None);
                    let message = format!("{name} got multiple values for argument '{found}'");
                    self.report(&codes::BAD_CALL, keyword.range, message, |it| {
                        it.label("given by position before")
                    });
                }
                Some(at) => {
                    filled[at] = true;
                    pairs.push((at, &keyword.value, format!("argument \"{found}\"")));
                }
                None => match keywords {
                    Some(at) => pairs.push((at, &keyword.value, format!("argument \"{found}\""))),
                    None => {
                        failed = true;
                        self.infer(&keyword.value, None);
                        let message =
                            format!("{name} got an unexpected keyword argument '{found}'");
                        self.report(&codes::BAD_CALL, keyword.range, message, |it| {
                            it.label("no such parameter")
                        });
                    }
                },
            }
        }
        if !is_open && !failed {
            let missing = |kinds: &[ParameterKind]| -> Vec<String> {
                parameters
                    .iter()
                    .zip(&filled)
                    .filter(|(it, filled)| !**filled && !it.has_default && kinds.contains(&it.kind))
                    .map(|(it, _)| format!("'{}'", it.name))
                    .collect()
            };
            let by_position = missing(&[ParameterKind::PositionalOnly, ParameterKind::Positional]);
            let by_keyword = missing(&[ParameterKind::KeywordOnly]);
            let (names, kind) = if by_position.is_empty() {
                (by_keyword, "keyword-only")
            } else {
                (by_position, "positional")
            };
            if !names.is_empty() {
                failed = true;
                let (count, s) = (names.len(), if names.len() == 1 { "" } else { "s" });
                let message = if names.iter().all(|name| name == "''") {
                    format!("{name} needs {count} more argument{s}")
                } else {
                    format!(
                        "{name} missing {count} required {kind} argument{s}: {}",
                        list_of(&names)
                    )
                };
                self.report(&codes::BAD_CALL, call.range(), message, |it| {
                    it.label("an argument is missing")
                });
            }
        }
        // Lambdas last: what the other arguments tell is then known.
        pairs.sort_by_key(|(_, argument, _)| argument.is_lambda_expr());
        for (at, argument, place) in pairs {
            let parameter = &parameters[at];
            let wanted = parameter.ty.substitute(&solution, None);
            let found = self.infer(argument, Some(&wanted.erase()));
            self.solve(&parameter.ty, &found, &mut solution);
            let wanted = parameter.ty.substitute(&solution, None).erase();
            if !failed && !self.is_assignable(&found, &wanted) {
                let (shown, wanted) = (self.show_found(&found, &wanted), self.show(&wanted));
                let message =
                    format!("{place} to {name} has type \"{shown}\"; expected \"{wanted}\"");
                self.report(&codes::BAD_ARGUMENT, argument.range(), message, |it| {
                    it.label(format!("expected \"{wanted}\""))
                });
            }
        }
        let returns = function.returns.substitute(&solution, None);
        self.last_solution = solution;
        if returns == Ty::SelfType {
            Ty::Any
        } else {
            returns.erase()
        }
    }

    /// The value that a name has by its definition, where flow says nothing.
    pub fn defined_value(&mut self, meaning: Meaning<'a>) -> Ty {
        if let Meaning::Function(defs, _) = &meaning
            && let [def] = defs[..]
            && self.foreign_attributes.contains(def.name.as_str())
        {
            return Ty::Any;
        }
        self.value_of(meaning).unwrap_or(Ty::Any)
    }
}

/// `'a', 'b' and 'c'` as CPython joins names.
fn list_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}
