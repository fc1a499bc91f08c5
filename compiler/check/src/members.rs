//! Attributes of values, signatures of functions, and iteration.

use crate::program::{Checker, Meaning};
use crate::symbols::{Def, ScopeId, ScopeKind};
use crate::types::{ClassId, Function, Literal, Parameter, ParameterKind, Ty};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::rc::Rc;

/// The answer to an attribute lookup.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Type(Ty),
    /// It may exist.
    Unknown,
    /// It does not exist.
    Missing,
}

impl Found {
    fn of(ty: Ty) -> Found {
        if ty.is_any() {
            Found::Unknown
        } else {
            Found::Type(ty)
        }
    }
}

/// What the decorators make of a function.
enum Decorated {
    Plain,
    Static,
    Class,
    Property,
    Unknown,
}

impl<'a> Checker<'a> {
    /// The attribute `name` of a value of type `receiver`, which is no union.
    pub fn attribute(&mut self, receiver: &Ty, name: &str) -> Found {
        match receiver {
            Ty::Any | Ty::Never | Ty::TypeVar(_) | Ty::SelfType | Ty::Union(_) => Found::Unknown,
            Ty::Instance(class, args) => self.instance_attribute(*class, args, name, receiver),
            Ty::Tuple(items) => {
                let class = self.builtin("tuple");
                let args: Rc<[Ty]> = Rc::new([Ty::union(items.iter().cloned())]);
                self.instance_attribute(class, &args, name, receiver)
            }
            Ty::Literal(literal) => {
                let class = self.literal_class(literal);
                self.attribute(&class, name)
            }
            Ty::Class(class) => self.class_attribute(*class, name),
            Ty::None => match name {
                "__class__" | "__doc__" | "__eq__" | "__ne__" | "__bool__" | "__hash__"
                | "__str__" | "__repr__" | "__init__" | "__dir__" | "__format__"
                | "__setattr__" | "__getattribute__" | "__reduce__" | "__reduce_ex__"
                | "__sizeof__" | "__init_subclass__" | "__new__" | "__delattr__" => Found::Unknown,
                _ => Found::Missing,
            },
            // Functions carry attributes of their own.
            Ty::Function(_) => Found::Unknown,
            Ty::Module(module) => {
                let name_of = self.modules[module.0 as usize].name.clone();
                let meaning = self.member_of_module(&name_of, name);
                self.value_of(meaning).map_or(Found::Unknown, Found::of)
            }
        }
    }

    fn instance_attribute(
        &mut self,
        class: ClassId,
        args: &Rc<[Ty]>,
        name: &str,
        receiver: &Ty,
    ) -> Found {
        let mro = self.mro(class);
        let map = self.type_arguments(class, args);
        let object = self.builtin("object");
        for (owner, owner_args) in &mro.classes {
            // A base that is not known comes before `object`.
            if *owner == object && mro.is_opaque {
                break;
            }
            let owner_map = self.type_arguments(*owner, owner_args);
            let substitute = |ty: Ty| {
                ty.substitute(&owner_map, None)
                    .substitute(&map, Some(receiver))
            };
            let declared = self.declared_attribute(*owner, name);
            if let Some(ty) = declared {
                return Found::of(substitute(ty));
            }
            let scope = self.class(*owner).scope;
            if self.scope(scope).symbols.contains_key(name) {
                if self.is_enum_member(*owner, name) {
                    return Found::Type(Ty::instance(*owner));
                }
                return match self.class_symbol(*owner, name) {
                    Some((ty, is_method)) => {
                        let ty = substitute(ty);
                        match ty {
                            Ty::Function(function) if is_method => {
                                Found::Type(Ty::Function(Rc::new(function.bound())))
                            }
                            other => Found::of(other),
                        }
                    }
                    None => Found::Unknown,
                };
            }
            if self.class(*owner).instance_attributes.contains_key(name) {
                let ty = self.inferred_attribute(*owner, name);
                return Found::of(substitute(ty));
            }
        }
        let is_from_outside = self.foreign_attributes.contains(name) && !self.is_stub(class);
        if mro.is_opaque || is_from_outside || self.is_reflective && !self.is_stub(class) {
            return Found::Unknown;
        }
        let has_hook = mro.classes.iter().any(|(owner, _)| {
            let scope = self.class(*owner).scope;
            let symbols = &self.scope(scope).symbols;
            symbols.contains_key("__getattr__")
                || symbols.contains_key("__getattribute__") && self.class(*owner).name != "object"
        });
        if has_hook || self.bases(class).is_named_tuple && name.starts_with('_') {
            return Found::Unknown;
        }
        if self.bases(class).is_dataclass
            && matches!(
                name,
                "__dataclass_fields__" | "__replace__" | "__match_args__"
            )
        {
            return Found::Unknown;
        }
        Found::Missing
    }

    pub fn is_stub(&self, class: ClassId) -> bool {
        !self.module_of(self.class(class).scope).is_user
    }

    fn class_attribute(&mut self, class: ClassId, name: &str) -> Found {
        let mro = self.mro(class);
        for (owner, _) in &mro.classes {
            if *owner == self.builtin("object") && (mro.is_opaque || self.has_type_attribute(name))
            {
                break;
            }
            let scope = self.class(*owner).scope;
            if self.scope(scope).symbols.contains_key(name) {
                if self.is_enum_member(*owner, name) {
                    return Found::Type(Ty::Literal(Literal::Enum(*owner, name.into())));
                }
                let def = self.scope(scope).symbols[name].clone();
                if let [Def::Function(function)] = def[..] {
                    let decorated = self.decoration(function, scope);
                    return match decorated {
                        Decorated::Plain | Decorated::Static => {
                            Found::Type(Ty::Function(self.function_type(function, scope)))
                        }
                        Decorated::Class => {
                            let receiver = self.erased_instance(class);
                            let bound = self
                                .function_type(function, scope)
                                .bound()
                                .substitute(&[], Some(&receiver));
                            Found::Type(Ty::Function(Rc::new(bound)).erase())
                        }
                        Decorated::Property | Decorated::Unknown => Found::Unknown,
                    };
                }
                // The class of a base that is not known may make anything of it, as that of an Enum does.
                if mro.is_opaque && matches!(def[..], [Def::Assigned(_) | Def::Other]) {
                    return Found::Unknown;
                }
                return match self.class_symbol(*owner, name) {
                    Some((ty, _)) => Found::of(ty.erase()),
                    None => Found::Unknown,
                };
            }
        }
        let is_instance_only = mro
            .classes
            .iter()
            .any(|(owner, _)| self.class(*owner).instance_attributes.contains_key(name));
        // A stub with `__getattr__` says that it is incomplete.
        let is_incomplete = mro.classes.iter().any(|(owner, _)| {
            let scope = self.class(*owner).scope;
            self.is_stub(*owner) && self.scope(scope).symbols.contains_key("__getattr__")
        });
        let is_abc_method = name == "register";
        if is_incomplete
            || is_abc_method
            || mro.is_opaque
            || is_instance_only
            || self.is_reflective
            || self.has_type_attribute(name)
        {
            return Found::Unknown;
        }
        let is_sunder = name.starts_with("__")
            || self.bases(class).is_named_tuple
            || self.is_enum(class) && name.starts_with('_');
        if is_sunder {
            Found::Unknown
        } else {
            Found::Missing
        }
    }

    fn has_type_attribute(&mut self, name: &str) -> bool {
        let class = self.builtin("type");
        let scope = self.class(class).scope;
        self.scope(scope).symbols.contains_key(name)
    }

    fn is_enum_member(&mut self, class: ClassId, name: &str) -> bool {
        let scope = self.class(class).scope;
        let is_value = matches!(
            self.scope(scope).symbols.get(name).map(Vec::as_slice),
            Some([Def::Assigned(_) | Def::Other])
        );
        is_value && !name.starts_with('_') && self.is_enum(class) && !self.is_stub(class)
    }

    /// The type that an annotation gives an attribute, in the class body or at `self.x: T` in a method.
    pub fn declared_attribute(&mut self, class: ClassId, name: &str) -> Option<Ty> {
        let scope = self.class(class).scope;
        if let Some(defs) = self.scope(scope).symbols.get(name) {
            let annotated = defs.iter().find_map(|def| match def {
                Def::Annotated(assign) => Some(*assign),
                _ => None,
            });
            if let Some(assign) = annotated {
                return Some(self.declaration(assign, scope));
            }
            return None;
        }
        let annotation = self
            .class(class)
            .instance_attributes
            .get(name)?
            .iter()
            .find_map(|found| found.annotation)?;
        Some(self.annotation(scope, annotation))
    }

    /// The type that `x: T` declares; a bare `Final` declares what the value is.
    pub fn declaration(&mut self, assign: &'a ast::StmtAnnAssign, scope: ScopeId) -> Ty {
        let is_bare = !assign.annotation.is_subscript_expr();
        if is_bare
            && (self.is_annotation_of(scope, &assign.annotation, "Final")
                || self.is_annotation_of(scope, &assign.annotation, "ClassVar"))
        {
            let value = assign
                .value
                .as_deref()
                .and_then(crate::annotations::literal_value);
            return value.map_or(Ty::Any, Ty::Literal);
        }
        self.annotation(scope, &assign.annotation)
    }

    /// The type of an attribute without a declaration: known only if all methods give it values of one evident type.
    fn inferred_attribute(&mut self, class: ClassId, name: &str) -> Ty {
        if self.foreign_attributes.contains(name) {
            return Ty::Any;
        }
        let found = self.class(class).instance_attributes[name].clone();
        let scope = self.class(class).scope;
        let mut known: Option<Ty> = None;
        let is_guess_enough = self.strictness == crate::program::Strictness::Full;
        for attribute in &found {
            let ty = match attribute.value {
                Some(Expr::Name(value)) => {
                    // `self.x = x` with an annotated parameter that the method does not assign.
                    let parameter = attribute
                        .method
                        .parameters
                        .iter_non_variadic_params()
                        .find(|it| it.parameter.name.id == value.id);
                    let annotation = parameter.and_then(|it| it.parameter.annotation.as_deref());
                    match annotation {
                        Some(_) if assigns(&attribute.method.body, &value.id) => Ty::Any,
                        Some(annotation) => {
                            let scope = self.type_parameter_scope(
                                scope,
                                attribute.method.type_params.as_deref(),
                            );
                            // A test before the assignment may have excluded None, and other methods may set
                            // what the parameter left out.
                            let ty = self.annotation(scope, annotation);
                            let is_plain = found.len() == 1
                                && opens_with(&attribute.method.body, &value.id, value);
                            if matches!(ty, Ty::Union(_)) && !is_plain {
                                Ty::Any
                            } else {
                                ty
                            }
                        }
                        None => Ty::Any,
                    }
                }
                Some(value) => match crate::annotations::literal_value(value) {
                    // Without annotations, a subclass may think of it otherwise.
                    Some(_) if !is_guess_enough => Ty::Any,
                    Some(literal) => self.literal_class(&literal),
                    None => match value {
                        Expr::Call(call) => match &*call.func {
                            Expr::Name(name) => match self.lookup(scope, &name.id) {
                                Meaning::Class(class) => self.erased_instance(class),
                                _ => Ty::Any,
                            },
                            _ => Ty::Any,
                        },
                        _ => Ty::Any,
                    },
                },
                None => Ty::Any,
            };
            match &known {
                None => known = Some(ty),
                Some(known) if *known == ty => {}
                Some(_) => return Ty::Any,
            }
        }
        known.unwrap_or(Ty::Any)
    }

    /// A symbol of the class body as an instance sees it, and whether it is a method to be bound.
    fn class_symbol(&mut self, class: ClassId, name: &str) -> Option<(Ty, bool)> {
        let scope = self.class(class).scope;
        match self.symbol(scope, name) {
            Meaning::Function(defs, _) => {
                let def = match defs[..] {
                    [def] => def,
                    // A property with its setter: the getter comes first.
                    [first, ..] if defs.iter().skip(1).all(|def| is_accessor(def, &first.name)) => {
                        first
                    }
                    _ => return None,
                };
                match self.decoration(def, scope) {
                    Decorated::Plain => Some((Ty::Function(self.function_type(def, scope)), true)),
                    Decorated::Static => {
                        Some((Ty::Function(self.function_type(def, scope)), false))
                    }
                    Decorated::Class => Some((Ty::Function(self.function_type(def, scope)), true)),
                    Decorated::Property => {
                        let function = self.function_type(def, scope);
                        Some((function.returns.clone(), false))
                    }
                    Decorated::Unknown => None,
                }
            }
            Meaning::Class(class) => Some((Ty::Class(class), false)),
            Meaning::Declared(assign, home) => Some((self.declaration(assign, home), false)),
            _ => {
                // `x = 0` in the body gives a type only if no method assigns another.
                let defs = self.scope(scope).symbols.get(name)?;
                let [Def::Assigned(value)] = defs[..] else {
                    return None;
                };
                let is_assigned = self.class(class).instance_attributes.contains_key(name)
                    || self.foreign_attributes.contains(name);
                if is_assigned || self.strictness == crate::program::Strictness::Lenient {
                    return None;
                }
                let literal = crate::annotations::literal_value(value)?;
                Some((self.literal_class(&literal), false))
            }
        }
    }

    fn decoration(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) -> Decorated {
        let mut decorated = match (&*def.name, self.scope(scope).kind) {
            ("__new__", ScopeKind::Class(_)) => Decorated::Static,
            ("__init_subclass__" | "__class_getitem__", ScopeKind::Class(_)) => Decorated::Class,
            _ => Decorated::Plain,
        };
        for decorator in &def.decorator_list {
            let name = match &decorator.expression {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => "",
            };
            decorated = match name {
                "staticmethod" => Decorated::Static,
                "classmethod" => Decorated::Class,
                "property" | "cached_property" | "abstractproperty" => Decorated::Property,
                "abstractmethod" | "final" | "override" => decorated,
                _ => return Decorated::Unknown,
            };
        }
        decorated
    }

    /// The type of a function statement as a value in its scope; unknown decorators make it unknown.
    pub fn function_value(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) -> Ty {
        match self.decoration(def, scope) {
            Decorated::Plain => Ty::Function(self.function_type(def, scope)),
            Decorated::Static | Decorated::Class | Decorated::Property | Decorated::Unknown => {
                Ty::Any
            }
        }
    }

    /// The signature of a function statement in `scope`, undecorated.
    pub fn function_type(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) -> Rc<Function> {
        if let Some(known) = self.functions.get(&std::ptr::from_ref(def)) {
            return known.clone();
        }
        let inner = self.type_parameter_scope(scope, def.type_params.as_deref());
        let mut parameters = Vec::new();
        let mut add = |checker: &mut Self, parameter: &'a ast::Parameter, kind, has_default| {
            let ty = match &parameter.annotation {
                Some(annotation) => checker.annotation(inner, annotation),
                None => Ty::Any,
            };
            parameters.push(Parameter {
                name: parameter.name.as_str().into(),
                kind,
                ty,
                has_default,
            });
        };
        for parameter in &def.parameters.posonlyargs {
            add(
                self,
                &parameter.parameter,
                ParameterKind::PositionalOnly,
                parameter.default.is_some(),
            );
        }
        for parameter in &def.parameters.args {
            // `__x` is how older code writes a positional-only parameter.
            add(
                self,
                &parameter.parameter,
                ParameterKind::Positional,
                parameter.default.is_some(),
            );
        }
        if let Some(parameter) = &def.parameters.vararg {
            add(self, parameter, ParameterKind::Variadic, false);
        }
        for parameter in &def.parameters.kwonlyargs {
            add(
                self,
                &parameter.parameter,
                ParameterKind::KeywordOnly,
                parameter.default.is_some(),
            );
        }
        if let Some(parameter) = &def.parameters.kwarg {
            add(self, parameter, ParameterKind::Keywords, false);
        }
        // `x: int = None` is an old way to write an optional parameter.
        let defaults = def
            .parameters
            .posonlyargs
            .iter()
            .chain(&def.parameters.args)
            .chain(&def.parameters.kwonlyargs);
        for parameter in defaults {
            if parameter
                .default
                .as_deref()
                .is_some_and(Expr::is_none_literal_expr)
                && let Some(found) = parameters
                    .iter_mut()
                    .find(|it| *it.name == *parameter.parameter.name.as_str())
            {
                found.ty = Ty::union([found.ty.clone(), Ty::None]);
            }
        }
        let is_unannotated =
            def.returns.is_none() && def.parameters.iter().all(|it| it.annotation().is_none());
        let mut returns = match &def.returns {
            Some(returns) => self.annotation(inner, returns),
            None if never_returns(def, self.scope(scope).kind) => Ty::Never,
            None => Ty::Any,
        };
        if def.is_async && !contains_yield(&def.body) {
            let class = self.stub_class("typing", "Coroutine");
            returns = Ty::generic(class, vec![Ty::Any, Ty::Any, returns]);
        }
        let function = Rc::new(Function {
            name: def.name.to_string(),
            parameters,
            returns,
            takes_anything: false,
            is_unannotated,
        });
        self.functions
            .insert(std::ptr::from_ref(def), function.clone());
        function
    }

    /// The value that a name of that meaning has, if that is certain.
    pub fn value_of(&mut self, meaning: Meaning<'a>) -> Option<Ty> {
        match meaning {
            Meaning::Class(class) => Some(Ty::Class(class)),
            Meaning::Function(defs, scope) => match defs[..] {
                [def] => Some(self.function_value(def, scope)),
                _ => None,
            },
            Meaning::Module(module) => Some(Ty::Module(module)),
            Meaning::Declared(assign, scope) => Some(self.declaration(assign, scope)),
            Meaning::Alias(Expr::Name(name), scope) => match self.lookup(scope, &name.id) {
                Meaning::Class(class) => Some(Ty::Class(class)),
                _ => None,
            },
            Meaning::TypeVar(_)
            | Meaning::Alias(..)
            | Meaning::Special(_)
            | Meaning::Unknown
            | Meaning::Undefined => None,
        }
    }

    /// What iteration over a value yields; `None` if it is not iterable. Unions are the caller's.
    pub fn iterated(&mut self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Any
            | Ty::TypeVar(_)
            | Ty::SelfType
            | Ty::Never
            | Ty::Function(_)
            | Ty::Module(_) => Some(Ty::Any),
            Ty::Tuple(items) => Some(Ty::union(items.iter().cloned())),
            Ty::Union(members) => {
                let members = members.clone();
                let items: Option<Vec<Ty>> =
                    members.iter().map(|member| self.iterated(member)).collect();
                items.map(Ty::union)
            }
            Ty::None => None,
            Ty::Class(class) => {
                // An enumeration's members; otherwise a metaclass might do it.
                if self.is_enum(*class) {
                    Some(Ty::instance(*class))
                } else {
                    Some(Ty::Any)
                }
            }
            Ty::Instance(..) | Ty::Literal(_) => {
                let iterable = self.stub_class("typing", "Iterable");
                if let Some(args) = self.arguments_as(ty, iterable) {
                    return Some(args.first().cloned().unwrap_or(Ty::Any));
                }
                match self.attribute(ty, "__iter__") {
                    Found::Type(Ty::Function(function)) => {
                        let iterator = function.returns.clone();
                        if let Some(args) = self.arguments_as(&iterator, iterable) {
                            return Some(args.first().cloned().unwrap_or(Ty::Any));
                        }
                        match self.attribute(&iterator, "__next__") {
                            Found::Type(Ty::Function(next)) => Some(next.returns.clone()),
                            _ => Some(Ty::Any),
                        }
                    }
                    Found::Type(_) | Found::Unknown => Some(Ty::Any),
                    Found::Missing => match self.attribute(ty, "__getitem__") {
                        Found::Missing => None,
                        Found::Type(Ty::Function(function)) => Some(function.returns.clone()),
                        Found::Type(_) | Found::Unknown => Some(Ty::Any),
                    },
                }
            }
        }
    }
}

/// Whether a function without annotations visibly always raises, as `def fail(): raise Error` does.
fn never_returns(def: &ast::StmtFunctionDef, scope: ScopeKind) -> bool {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Return(_) => self.0 = true,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => visitor::walk_stmt(self, stmt),
            }
        }
    }
    if def.is_async
        || !def.decorator_list.is_empty()
        || matches!(scope, ScopeKind::Class(_))
        || contains_yield(&def.body)
    {
        return false;
    }
    let mut returns = Finder(false);
    returns.visit_body(&def.body);
    let exits = |call: &Expr| match call {
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(attribute) => {
                matches!(&*attribute.value, Expr::Name(name) if matches!(name.id.as_str(), "sys" | "os"))
                    && matches!(&*attribute.attr, "exit" | "_exit" | "abort")
            }
            _ => false,
        },
        _ => false,
    };
    !returns.0
        && match def.body.last() {
            Some(Stmt::Raise(_)) => true,
            Some(Stmt::Expr(stmt)) => exits(&stmt.value),
            _ => false,
        }
}

/// Whether a body assigns that name.
fn assigns(body: &[Stmt], name: &str) -> bool {
    use ruff_python_ast::visitor::Visitor;
    let mut collector = crate::symbols::Collector::new("");
    collector.visit_body(body);
    collector.symbols.contains_key(name)
}

/// Whether a statement of the body itself is `… = name`, by that very occurrence, and no statement before mentions the name.
fn opens_with(body: &[Stmt], name: &str, occurrence: &ast::ExprName) -> bool {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Finder<'n>(&'n str, bool);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.1 |= matches!(expr, Expr::Name(name) if name.id.as_str() == self.0);
            visitor::walk_expr(self, expr);
        }
    }
    for stmt in body {
        if let Stmt::Assign(assign) = stmt
            && matches!(&*assign.value, Expr::Name(name) if std::ptr::eq(name, occurrence))
        {
            return true;
        }
        let mut finder = Finder(name, false);
        finder.visit_stmt(stmt);
        if finder.1 {
            return false;
        }
    }
    false
}

/// `@x.setter` and the like.
fn is_accessor(def: &ast::StmtFunctionDef, property: &str) -> bool {
    def.decorator_list
        .iter()
        .any(|decorator| match &decorator.expression {
            Expr::Attribute(attribute) => {
                matches!(&*attribute.attr, "setter" | "deleter" | "getter")
                    && matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == property)
            }
            _ => false,
        })
}

/// Whether the body makes its function a generator.
pub(crate) fn contains_yield(body: &[Stmt]) -> bool {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            if !self.0 && !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                visitor::walk_stmt(self, stmt);
            }
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Yield(_) | Expr::YieldFrom(_) => self.0 = true,
                Expr::Lambda(_) => {}
                _ => visitor::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
