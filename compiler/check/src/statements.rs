//! Statements: declarations kept, returns fitting, and the flow of control.

use crate::flow::{Flow, has_break, path_of};
use crate::members::{Found, contains_yield};
use crate::program::{Checker, Strictness};
use crate::symbols::{Collector, Def, ScopeId, ScopeKind};
use crate::types::{ClassId, ModuleId, Ty};
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::HashMap;
use taipan_diagnostics::codes;

/// The function that is being checked.
#[derive(Clone, Debug)]
pub(crate) struct FunctionContext {
    pub name: String,
    /// The declared types of parameters; unknown ones too.
    pub parameters: HashMap<String, Ty>,
    pub returns: Option<Ty>,
    pub is_generator: bool,
    pub self_type: Option<Ty>,
    /// A `match` or a chain of `elif` that may cover everything.
    pub may_be_exhaustive: bool,
}

impl<'a> Checker<'a> {
    pub fn check_module(&mut self, id: ModuleId) {
        let module = &self.modules[id.0 as usize];
        let (ast, scope, is_annotated) = (module.ast, module.scope, module.is_annotated);
        self.module = id;
        self.scope = scope;
        self.flow = Flow::default();
        self.strictness = if is_annotated {
            Strictness::Full
        } else {
            Strictness::Lenient
        };
        self.function = None;
        self.body(&ast.body);
    }

    pub fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.statement(stmt);
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function_statement(def),
            Stmt::ClassDef(def) => self.class_statement(def),
            Stmt::Return(stmt) => self.return_statement(stmt),
            Stmt::Delete(stmt) => {
                for target in &stmt.targets {
                    match target {
                        Expr::Subscript(subscript) => {
                            self.infer(&subscript.value, None);
                            self.infer(&subscript.slice, None);
                        }
                        Expr::Attribute(attribute) => {
                            self.infer(&attribute.value, None);
                        }
                        _ => {}
                    }
                    if let Some(path) = path_of(target) {
                        self.flow.forget(&path);
                    }
                }
            }
            Stmt::TypeAlias(_) => {}
            Stmt::Assign(stmt) => {
                let expected = match &*stmt.targets {
                    [target] => self.target_type(target),
                    _ => None,
                };
                let value = self.infer(&stmt.value, expected.as_ref());
                for target in &stmt.targets {
                    self.assign(target, &value, stmt.value.range());
                }
            }
            Stmt::AugAssign(stmt) => {
                let left = match &*stmt.target {
                    Expr::Name(name) => self.infer_name(name),
                    Expr::Attribute(attribute) => {
                        let value = self.infer(&attribute.value, None);
                        match path_of(&stmt.target)
                            .and_then(|path| self.flow.types.get(&path).cloned())
                        {
                            Some(ty) => ty,
                            None => self.attribute_of(&value, attribute),
                        }
                    }
                    Expr::Subscript(subscript) => {
                        let value = self.infer(&subscript.value, None);
                        self.subscript(&value, &subscript.slice, subscript.range)
                    }
                    _ => Ty::Any,
                };
                let right = self.infer(&stmt.value, None);
                let result = self.augmented(&left, stmt.op, &right, stmt.range);
                if !stmt.target.is_subscript_expr() {
                    self.assign(&stmt.target, &result, stmt.range);
                }
            }
            Stmt::AnnAssign(stmt) => self.annotated_assignment(stmt),
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::While(stmt) => self.while_statement(stmt),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::With(stmt) => self.with_statement(stmt),
            Stmt::Match(stmt) => self.match_statement(stmt),
            Stmt::Raise(stmt) => {
                for part in [&stmt.exc, &stmt.cause].into_iter().flatten() {
                    self.infer(part, None);
                }
                self.flow.is_reachable = false;
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Assert(stmt) => {
                self.infer(&stmt.test, None);
                if let Some(message) = &stmt.msg {
                    let before = self.flow.clone();
                    self.narrow(&stmt.test, false);
                    self.infer(message, None);
                    self.flow = before;
                }
                self.narrow(&stmt.test, true);
            }
            Stmt::Import(_) => {}
            Stmt::ImportFrom(import) => self.check_imported_names(import),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
            Stmt::Expr(stmt) => {
                let ty = self.infer(&stmt.value, None);
                if ty == Ty::Never {
                    self.flow.is_reachable = false;
                }
            }
            Stmt::Break(_) | Stmt::Continue(_) => self.flow.is_reachable = false,
        }
    }

    fn infer_name(&mut self, name: &'a ast::ExprName) -> Ty {
        match self.flow.types.get(name.id.as_str()) {
            Some(ty) => ty.clone(),
            None => self.declared_name(&name.id).unwrap_or(Ty::Any),
        }
    }

    // Assignments.

    /// The declared type of a target, for the value's sake.
    fn target_type(&mut self, target: &'a Expr) -> Option<Ty> {
        match target {
            Expr::Name(name) => self.declared_name(&name.id),
            Expr::Attribute(attribute) => {
                self.quiet += 1;
                let value = self.infer(&attribute.value, None);
                let found = self.stored_attribute_type(&value, &attribute.attr);
                self.quiet -= 1;
                found
            }
            Expr::Subscript(subscript) => {
                self.quiet += 1;
                let value = self.infer(&subscript.value, None);
                let ty = match &value {
                    Ty::Instance(_, args) if !args.is_empty() => args.last().cloned(),
                    _ => None,
                };
                self.quiet -= 1;
                ty
            }
            _ => None,
        }
    }

    /// The declared type of an attribute that is stored; none if there is no certain declaration.
    fn stored_attribute_type(&mut self, value: &Ty, name: &str) -> Option<Ty> {
        let (Ty::Instance(class, _) | Ty::Class(class)) = value else {
            return None;
        };
        if self.is_stub(*class) {
            return None;
        }
        let map = match value {
            Ty::Instance(class, args) => self.type_arguments(*class, args),
            _ => Vec::new(),
        };
        for (owner, args) in &self.mro(*class).classes {
            let owner_map = self.type_arguments(*owner, args);
            if let Some(ty) = self.declared_attribute(*owner, name) {
                return Some(
                    ty.substitute(&owner_map, None)
                        .substitute(&map, Some(value))
                        .erase(),
                );
            }
            let scope = self.class(*owner).scope;
            if self.scope(scope).symbols.contains_key(name)
                || self.class(*owner).instance_attributes.contains_key(name)
            {
                return None;
            }
        }
        None
    }

    fn assign(&mut self, target: &'a Expr, value: &Ty, range: TextRange) {
        match target {
            Expr::Name(name) if !self.check_final(target) => {
                self.assign_name(name, value, range);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                let items = self.unpacked(value, elts, range);
                for (element, item) in elts.iter().zip(items) {
                    self.assign(element, &item, element.range());
                }
            }
            Expr::Starred(starred) => self.assign(&starred.value, value, range),
            Expr::Attribute(attribute) => {
                let receiver = self.infer(&attribute.value, None);
                if self.check_final(target) {
                    return;
                }
                if receiver.is_optional() {
                    let name = &attribute.attr;
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
                }
                let declared = self.stored_attribute_type(&receiver, &attribute.attr);
                let mut value = value;
                if let Some(declared) = &declared
                    && !self.is_assignable(value, declared)
                {
                    self.report_assignment(value, declared, range);
                    value = &Ty::Any;
                }
                if let Some(path) = path_of(target) {
                    let ty = match &declared {
                        Some(declared) => self.narrowed(declared, value),
                        None => self.widen(value),
                    };
                    // What is None at this moment may be set by the next call.
                    self.flow.forget(&path);
                    if ty == Ty::None || ty.is_any() {
                        self.flow.types.insert(path, Ty::Any);
                    } else {
                        self.flow.types.insert(path, ty);
                    }
                }
            }
            Expr::Subscript(subscript) => {
                let receiver = self.infer(&subscript.value, None);
                self.store_subscript(&receiver, &subscript.slice, value, range);
                if let Some(path) = path_of(&subscript.value) {
                    self.flow.forget_items(&path);
                }
            }
            _ => {}
        }
    }

    pub fn assign_name(&mut self, name: &'a ast::ExprName, value: &Ty, range: TextRange) {
        if self.changes_elsewhere(&name.id) {
            self.flow.set(&name.id, Ty::Any);
            return;
        }
        match self.declared_name(&name.id) {
            Some(declared) => {
                if self.is_assignable(value, &declared) {
                    let ty = self.narrowed(&declared, value);
                    self.flow.set(&name.id, ty);
                } else {
                    self.report_assignment(value, &declared, range);
                    self.flow.set(&name.id, Ty::Any);
                }
            }
            None => {
                let here = self.scope(self.scope);
                let is_outer = here.globals.contains(name.id.as_str())
                    || here.nonlocals.contains(name.id.as_str());
                if is_outer {
                    self.flow.forget(&name.id);
                } else {
                    self.flow.set(&name.id, value.clone());
                }
            }
        }
    }

    /// Functions elsewhere may assign the variable: nothing is known of it beyond its declaration.
    fn changes_elsewhere(&self, name: &str) -> bool {
        self.shared_names.contains(name)
    }

    /// The type of a variable of a declared type after an assignment: that of the value.
    fn narrowed(&mut self, declared: &Ty, value: &Ty) -> Ty {
        // A value of unknown type: nothing is known until the next assignment.
        if value.is_any() || declared.is_any() {
            return Ty::Any;
        }
        let wants_literal = declared
            .members()
            .iter()
            .any(|member| matches!(member, Ty::Literal(_)));
        if wants_literal {
            return value.clone();
        }
        // The declaration knows the type arguments best: `x: dict[str, Any] = {"a": "b"}`.
        let value = self.widen(value);
        let members: Vec<Ty> = value
            .members()
            .iter()
            .map(|member| {
                let Ty::Instance(class, _) = member else {
                    return member.clone();
                };
                let mut wanted = declared.members().iter();
                let same =
                    wanted.find(|it| matches!(it, Ty::Instance(wanted, _) if wanted == class));
                // A class that is not understood, such as a TypedDict, is not known better by what is put there.
                let mut wanted = declared.members().iter();
                same.or_else(|| {
                    wanted.find(
                        |it| matches!(it, Ty::Instance(wanted, _) if self.mro(*wanted).is_opaque),
                    )
                })
                .unwrap_or(member)
                .clone()
            })
            .collect();
        Ty::union(members)
    }

    fn report_assignment(&mut self, value: &Ty, declared: &Ty, range: TextRange) {
        let (shown, wanted) = (self.show_found(value, declared), self.show(declared));
        let message = format!(
            "incompatible types in assignment: \"{shown}\" to a variable of type \"{wanted}\""
        );
        self.report(&codes::BAD_ASSIGNMENT, range, message, |it| {
            it.label(format!("expected \"{wanted}\""))
        });
    }

    /// `x = …` after `x: Final = …`.
    fn check_final(&mut self, target: &'a Expr) -> bool {
        match target {
            Expr::Name(name) => {
                let scope = self.scope;
                let declared = self
                    .scope(scope)
                    .symbols
                    .get(name.id.as_str())
                    .and_then(|defs| {
                        defs.iter().find_map(|def| match def {
                            Def::Annotated(assign) => Some(*assign),
                            _ => None,
                        })
                    });
                if let Some(assign) = declared
                    && self.is_annotation_of(scope, &assign.annotation, "Final")
                {
                    let message = format!("cannot assign to final name \"{}\"", name.id);
                    self.report(&codes::FINAL_ASSIGNMENT, name.range, message, |it| {
                        it.label("declared Final")
                    });
                    return true;
                }
                false
            }
            Expr::Attribute(attribute) => {
                self.quiet += 1;
                let receiver = self.infer(&attribute.value, None);
                self.quiet -= 1;
                let (Ty::Instance(class, _) | Ty::Class(class)) = receiver else {
                    return false;
                };
                if self.is_stub(class) {
                    return false;
                }
                let in_init = self
                    .function
                    .as_ref()
                    .is_some_and(|function| function.name == "__init__");
                for (owner, _) in &self.mro(class).classes {
                    let scope = self.class(*owner).scope;
                    let in_body = self
                        .scope(scope)
                        .symbols
                        .get(attribute.attr.as_str())
                        .and_then(|defs| {
                            defs.iter().find_map(|def| match def {
                                Def::Annotated(assign) => {
                                    Some((&*assign.annotation, assign.value.is_some()))
                                }
                                _ => None,
                            })
                        });
                    let in_methods = self
                        .class(*owner)
                        .instance_attributes
                        .get(attribute.attr.as_str())
                        .and_then(|all| {
                            all.iter()
                                .find_map(|it| it.annotation.map(|annotation| (annotation, true)))
                        });
                    if let Some((annotation, has_value)) = in_body.or(in_methods) {
                        if self.is_annotation_of(scope, annotation, "Final")
                            && (has_value || !in_init)
                        {
                            let message =
                                format!("cannot assign to final attribute \"{}\"", attribute.attr);
                            self.report(&codes::FINAL_ASSIGNMENT, attribute.range, message, |it| {
                                it.label("declared Final")
                            });
                            return true;
                        }
                        return false;
                    }
                }
                false
            }
            _ => false,
        }
    }

    fn annotated_assignment(&mut self, stmt: &'a ast::StmtAnnAssign) {
        let Some(value) = &stmt.value else { return };
        if self.is_annotation_of(self.scope, &stmt.annotation, "TypeAlias") {
            return;
        }
        let declared = match &*stmt.target {
            Expr::Name(name) if stmt.simple => self.declared_name(&name.id),
            Expr::Attribute(_) => {
                let scope = self.scope;
                Some(self.declaration(stmt, scope).erase())
            }
            _ => None,
        };
        let found = self.infer(value, declared.as_ref());
        // A field of a dataclass has what `field(…)` makes of it.
        let is_field = matches!(&**value, Expr::Call(call) if matches!(&*call.func, Expr::Name(name) if &*name.id == "field"));
        if let Some(declared) = declared {
            // In a stub of a class (`x: int = ...`) the value stands for any.
            if !is_field && !self.is_assignable(&found, &declared) {
                self.report_assignment(&found, &declared, value.range());
            } else if let Some(path) = path_of(&stmt.target)
                && !is_field
                && !self.changes_elsewhere(&path)
            {
                let ty = self.narrowed(&declared, &found);
                self.flow.forget(&path);
                if ty != Ty::None || !path.contains('.') {
                    self.flow.types.insert(path, ty);
                }
            }
        }
    }

    // Functions and classes.

    fn function_statement(&mut self, def: &'a ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.infer(&decorator.expression, None);
        }
        let scope = self.scope;
        let signature = self.function_type(def, scope);
        let defaults = def
            .parameters
            .posonlyargs
            .iter()
            .chain(&def.parameters.args)
            .chain(&def.parameters.kwonlyargs);
        for parameter in defaults {
            let Some(default) = &parameter.default else {
                continue;
            };
            let declared = signature
                .parameters
                .iter()
                .find(|it| *it.name == *parameter.parameter.name.as_str());
            let declared = declared.map_or(Ty::Any, |it| it.ty.erase());
            let found = self.infer(default, Some(&declared));
            if !default.is_ellipsis_literal_expr() && !self.is_assignable(&found, &declared) {
                let (shown, wanted) = (self.show_found(&found, &declared), self.show(&declared));
                let name = &parameter.parameter.name;
                let message = format!(
                    "the default of parameter \"{name}\" has type \"{shown}\"; expected \"{wanted}\""
                );
                self.report(&codes::BAD_ASSIGNMENT, default.range(), message, |it| {
                    it.label(format!("expected \"{wanted}\""))
                });
            }
        }
        self.check_function(def, scope);
        if !matches!(self.scope(scope).kind, ScopeKind::Class(_)) {
            self.flow.forget(&def.name);
            if !def.decorator_list.is_empty() {
                self.flow.types.insert(def.name.to_string(), Ty::Any);
            }
        }
    }

    /// Checks the body of a function statement of `scope`.
    fn check_function(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) {
        let signature = self.function_type(def, scope);
        let module = self.scope(scope).module;
        let outer = self.type_parameter_scope(scope, def.type_params.as_deref());
        let mut collector = Collector::new("");
        for parameter in &*def.parameters {
            collector.bind(parameter.name().as_str(), Def::Other);
        }
        collector.visit_body(&def.body);
        let inner = self.add_scope(Some(outer), ScopeKind::Function, module, collector);

        let class = match self.scope(scope).kind {
            ScopeKind::Class(class) => Some(class),
            _ => None,
        };
        let self_type = match class {
            Some(class) => Some(self.own_instance(class)),
            None => self
                .function
                .as_ref()
                .and_then(|function| function.self_type.clone()),
        };
        let tuple = |checker: &mut Self, ty: &Ty| checker.generic_of("tuple", [ty.clone()]);
        let mut parameters = HashMap::new();
        for (parameter, found) in def
            .parameters
            .iter()
            .zip(ordered(&signature.parameters, &def.parameters))
        {
            let ty = found
                .map_or(Ty::Any, |it| it.ty.clone())
                .erase_self(self_type.clone());
            let ty = match parameter {
                // Without an annotation it may be assigned another value.
                ast::AnyParameterRef::Variadic(it) if it.annotation.is_none() => Ty::Any,
                ast::AnyParameterRef::Variadic(it) => {
                    if def
                        .parameters
                        .vararg
                        .as_deref()
                        .is_some_and(|vararg| std::ptr::eq(vararg, it))
                    {
                        tuple(self, &ty)
                    } else {
                        let string = self.instance_of("str");
                        self.generic_of("dict", [string, ty])
                    }
                }
                ast::AnyParameterRef::NonVariadic(_) => ty,
            };
            parameters.insert(parameter.name().to_string(), ty);
        }
        // `_generate_next_value_` of an enumeration is a static method without saying so.
        if let Some(class) = class.filter(|_| &*def.name != "_generate_next_value_") {
            let first = def
                .parameters
                .posonlyargs
                .first()
                .or_else(|| def.parameters.args.first());
            if let Some(first) = first.filter(|it| it.parameter.annotation.is_none()) {
                let has = |name: &str| {
                    def.decorator_list
                        .iter()
                        .any(|it| matches!(&it.expression, Expr::Name(found) if &*found.id == name))
                };
                let is_class_method = has("classmethod")
                    || matches!(
                        &*def.name,
                        "__new__" | "__init_subclass__" | "__class_getitem__"
                    );
                // In a metaclass the receiver is a class; in a class method it may be any subclass.
                let meta = self.builtin("type");
                let is_known =
                    !has("staticmethod") && !is_class_method && !self.is_subclass(class, meta);
                let ty = if is_known {
                    self.own_instance(class)
                } else {
                    Ty::Any
                };
                parameters.insert(first.parameter.name.to_string(), ty);
            }
        }
        let returns = def.returns.as_ref().map(|annotation| {
            let ty = self.annotation(outer, annotation);
            ty.erase_self(self_type.clone())
        });
        let context = FunctionContext {
            name: def.name.to_string(),
            parameters,
            returns,
            is_generator: contains_yield(&def.body),
            self_type,
            may_be_exhaustive: false,
        };
        let is_lenient = signature.is_unannotated;
        let saved_function = self.function.replace(context);
        let saved_flow = std::mem::take(&mut self.flow);
        let saved_scope = std::mem::replace(&mut self.scope, inner);
        let saved_strictness = self.strictness;
        let saved_quiet = std::mem::take(&mut self.quiet);
        self.flow.is_reachable = saved_flow.is_reachable;
        if is_lenient {
            self.strictness = Strictness::Lenient;
        } else if self.modules[self.module.0 as usize].is_annotated {
            self.strictness = Strictness::Full;
        }
        self.body(&def.body);
        self.check_end(def);
        self.quiet = saved_quiet;
        self.strictness = saved_strictness;
        self.scope = saved_scope;
        self.flow = saved_flow;
        self.function = saved_function;
    }

    /// An instance of the class inside the class: its type parameters stand for themselves.
    fn own_instance(&mut self, class: ClassId) -> Ty {
        self.bases(class);
        let args: Vec<Ty> = self
            .class(class)
            .type_parameters
            .iter()
            .map(|id| Ty::TypeVar(*id))
            .collect();
        Ty::generic(class, args)
    }

    /// The end of the body: may a function of this return type fall off it?
    fn check_end(&mut self, def: &'a ast::StmtFunctionDef) {
        let Some(function) = &self.function else {
            return;
        };
        let Some(returns) = &function.returns else {
            return;
        };
        if !self.flow.is_reachable
            || function.is_generator
            || function.may_be_exhaustive
            || is_stub_body(&def.body)
        {
            return;
        }
        let returns = returns.clone();
        if returns.is_any() || returns == Ty::Never || self.is_assignable(&Ty::None, &returns) {
            return;
        }
        let is_exempt = def.decorator_list.iter().any(|decorator| {
            let name = match &decorator.expression {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => "",
            };
            matches!(name, "abstractmethod" | "overload")
        });
        if is_exempt || self.ends_in_chain(&def.body) {
            return;
        }
        let shown = self.show(&returns);
        let range = def
            .returns
            .as_ref()
            .map_or(def.name.range, |returns| returns.range());
        let message = format!("{}() may end without a return statement", def.name);
        self.report(&codes::MISSING_RETURN, range, message, |it| {
            it.label(format!("None is not a \"{shown}\""))
        });
    }

    fn class_statement(&mut self, def: &'a ast::StmtClassDef) {
        for decorator in &def.decorator_list {
            self.infer(&decorator.expression, None);
        }
        let class = self.class_of(def, self.scope);
        if let Some(arguments) = &def.arguments {
            for base in &arguments.args {
                if !base.is_subscript_expr() && def.type_params.is_none() {
                    self.infer(base, None);
                }
            }
            for keyword in &arguments.keywords {
                self.infer(&keyword.value, None);
            }
        }
        let inner = self.class(class).scope;
        let saved_scope = std::mem::replace(&mut self.scope, inner);
        let saved_flow = std::mem::take(&mut self.flow);
        let saved_function = self.function.take();
        self.flow.is_reachable = saved_flow.is_reachable;
        self.body(&def.body);
        self.function = saved_function;
        self.flow = saved_flow;
        self.scope = saved_scope;
        self.flow.forget(&def.name);
    }

    fn return_statement(&mut self, stmt: &'a ast::StmtReturn) {
        let returns = self
            .function
            .as_ref()
            .and_then(|function| function.returns.clone());
        let is_generator = self
            .function
            .as_ref()
            .is_some_and(|function| function.is_generator);
        let declared = returns.filter(|_| !is_generator).map(|ty| ty.erase());
        let found = match &stmt.value {
            Some(value) => self.infer(value, declared.as_ref()),
            None => Ty::None,
        };
        if let Some(declared) = declared
            && !self.is_assignable(&found, &declared)
        {
            let (shown, wanted) = (self.show_found(&found, &declared), self.show(&declared));
            let range = stmt
                .value
                .as_ref()
                .map_or(stmt.range, |value| value.range());
            let message =
                format!("incompatible return value type \"{shown}\"; expected \"{wanted}\"");
            self.report(&codes::BAD_RETURN, range, message, |it| {
                it.label(format!("expected \"{wanted}\""))
            });
        }
        self.flow.is_reachable = false;
    }

    // Control flow.

    fn if_statement(&mut self, stmt: &'a ast::StmtIf) {
        self.infer(&stmt.test, None);
        let mut rest = self.flow.clone();
        self.narrow(&stmt.test, true);
        self.body(&stmt.body);
        let mut after = std::mem::replace(&mut self.flow, Flow::unreachable());
        let mut test = Some(&*stmt.test);
        let mut has_else = false;
        for clause in &stmt.elif_else_clauses {
            self.flow = rest;
            if let Some(test) = test {
                self.narrow(test, false);
            }
            test = clause.test.as_ref();
            if let Some(test) = &clause.test {
                self.infer(test, None);
                rest = self.flow.clone();
                self.narrow(test, true);
            } else {
                has_else = true;
                rest = Flow::unreachable();
            }
            self.body(&clause.body);
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        if !has_else {
            self.flow = rest;
            if let Some(test) = test {
                self.narrow(test, false);
            }
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        self.flow = after;
    }

    fn for_statement(&mut self, stmt: &'a ast::StmtFor) {
        let iterable = self.infer(&stmt.iter, None);
        let item = if stmt.is_async {
            Ty::Any
        } else {
            self.iterate(&iterable, stmt.iter.range())
        };
        self.flow.forget_assigned([&*stmt.body]);
        let before = self.flow.clone();
        let item = self.widen(&item);
        self.assign(&stmt.target, &item, stmt.target.range());
        self.body(&stmt.body);
        self.flow = before;
        self.forget_target(&stmt.target);
        self.body_of_else(&stmt.orelse, has_break(&stmt.body));
        self.flow.forget_tested(&stmt.body);
    }

    fn forget_target(&mut self, target: &'a Expr) {
        match target {
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for element in elts {
                    self.forget_target(element);
                }
            }
            Expr::Starred(starred) => self.forget_target(&starred.value),
            other => {
                if let Some(path) = path_of(other) {
                    self.flow.forget(&path);
                }
            }
        }
    }

    fn body_of_else(&mut self, orelse: &'a [Stmt], may_skip: bool) {
        let mut before = self.flow.clone();
        self.body(orelse);
        if may_skip {
            before.forget_assigned([orelse]);
            self.flow = std::mem::take(&mut self.flow).join(before);
        }
    }

    fn while_statement(&mut self, stmt: &'a ast::StmtWhile) {
        self.flow.forget_assigned([&*stmt.body]);
        // A walrus in the test assigns at every turn.
        self.infer(&stmt.test, None);
        let before = self.flow.clone();
        self.narrow(&stmt.test, true);
        self.body(&stmt.body);
        let breaks = has_break(&stmt.body);
        self.flow = before.clone();
        let is_endless = match &*stmt.test {
            Expr::BooleanLiteral(literal) => literal.value,
            Expr::NumberLiteral(number) => {
                matches!(&number.value, ast::Number::Int(int) if *int != 0)
            }
            _ => false,
        };
        if is_endless {
            self.flow.is_reachable &= breaks;
            self.flow.forget_tested(&stmt.body);
            return;
        }
        self.narrow(&stmt.test, false);
        self.body(&stmt.orelse);
        if breaks {
            let mut left = before;
            left.forget_assigned([&*stmt.orelse]);
            self.flow = std::mem::take(&mut self.flow).join(left);
            self.flow.forget_tested(&stmt.body);
        }
    }

    fn with_statement(&mut self, stmt: &'a ast::StmtWith) {
        let mut expects_failure = false;
        for item in &stmt.items {
            let manager = self.infer(&item.context_expr, None);
            let name = match &item.context_expr {
                Expr::Call(call) => match &*call.func {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    _ => "",
                },
                _ => "",
            };
            let name = name.to_lowercase();
            expects_failure |=
                name.contains("raises") || name.contains("suppress") || name.contains("expect");
            if let Some(target) = &item.optional_vars {
                let entered = match self.attribute(&manager, "__enter__") {
                    Found::Type(Ty::Function(function)) if !stmt.is_async => {
                        function.returns.clone().erase()
                    }
                    _ => Ty::Any,
                };
                self.assign(target, &entered, item.context_expr.range());
            }
        }
        if expects_failure {
            let mut before = self.flow.clone();
            self.quiet += 1;
            self.body(&stmt.body);
            self.quiet -= 1;
            before.forget_assigned([&*stmt.body]);
            self.flow = std::mem::take(&mut self.flow).join(before);
        } else {
            // A manager that swallows exceptions lets control go on after the statement.
            let before = self.flow.is_reachable;
            self.body(&stmt.body);
            if before
                && !self.flow.is_reachable
                && self.function.is_some()
                && let Some(function) = &mut self.function
            {
                function.may_be_exhaustive = true;
            }
        }
    }

    fn try_statement(&mut self, stmt: &'a ast::StmtTry) {
        let expects_failure = stmt.handlers.iter().any(|handler| {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            inner.type_.as_deref().is_none_or(catches_mistakes)
        });
        let mut raised = self.flow.clone();
        raised.forget_assigned([&*stmt.body]);
        self.quiet += u32::from(expects_failure);
        self.body(&stmt.body);
        self.quiet -= u32::from(expects_failure);
        self.body(&stmt.orelse);
        let mut after = std::mem::replace(&mut self.flow, Flow::unreachable());
        for handler in &stmt.handlers {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            self.flow = raised.clone();
            if let Some(types) = &inner.type_ {
                let ty = self.infer(types, None);
                if let Some(name) = &inner.name {
                    let caught = match (stmt.is_star, self.instances_of(&ty)) {
                        (false, Some(classes)) => Ty::union(classes),
                        _ => Ty::Any,
                    };
                    self.flow.set(name, caught);
                }
            }
            self.body(&inner.body);
            if let Some(name) = &inner.name {
                self.flow.forget(name);
            }
            after = after.join(std::mem::replace(&mut self.flow, Flow::unreachable()));
        }
        if stmt.finalbody.is_empty() {
            self.flow = after;
            return;
        }
        // The `finally` body runs after anything that came before.
        let is_reachable = after.is_reachable;
        let mut anywhere = raised;
        let handlers = stmt.handlers.iter().map(|handler| {
            let ast::ExceptHandler::ExceptHandler(inner) = handler;
            &*inner.body
        });
        anywhere.forget_assigned(handlers.chain([&*stmt.orelse]));
        if is_reachable {
            let mut types = after.types.clone();
            types.retain(|path, _| anywhere.types.contains_key(path));
        }
        self.flow = anywhere;
        self.body(&stmt.finalbody);
        if !is_reachable {
            self.flow.is_reachable = false;
        } else if self.flow.is_reachable {
            after.forget_assigned([&*stmt.finalbody]);
            self.flow = after;
        }
    }
}

/// The signature's parameters in the order of the syntax tree's iterator.
fn ordered<'p>(
    parameters: &'p [crate::types::Parameter],
    tree: &ast::Parameters,
) -> Vec<Option<&'p crate::types::Parameter>> {
    tree.iter()
        .map(|it| {
            parameters
                .iter()
                .find(|found| *found.name == *it.name().as_str())
        })
        .collect()
}

/// Handlers for what a wrong program raises: the failure is the point.
fn catches_mistakes(types: &Expr) -> bool {
    match types {
        Expr::Tuple(tuple) => tuple.elts.iter().any(catches_mistakes),
        Expr::Name(name) => matches!(
            name.id.as_str(),
            "TypeError"
                | "AttributeError"
                | "NameError"
                | "UnboundLocalError"
                | "Exception"
                | "BaseException"
                | "StandardError"
                | "IndexError"
                | "LookupError"
                | "ValueError"
                | "ImportError"
                | "ModuleNotFoundError"
        ),
        // What a name stands for is not looked into.
        _ => true,
    }
}

/// `...`, `pass`, a docstring or `raise NotImplementedError`: a declaration rather than an implementation.
fn is_stub_body(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| match stmt {
        Stmt::Pass(_) | Stmt::Raise(_) => true,
        Stmt::Expr(stmt) => {
            stmt.value.is_string_literal_expr() || stmt.value.is_ellipsis_literal_expr()
        }
        _ => false,
    })
}
