//! Definitions: bodies of functions and classes, defaults and the ends of functions.

use crate::members::contains_yield;
use crate::program::{Checker, Strictness};
use crate::statements::FunctionContext;
use crate::symbols::{Collector, Def, ScopeId, ScopeKind};
use crate::types::{ClassId, Ty};
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;
use std::collections::HashMap;
use taipan_diagnostics::codes;

impl<'a> Checker<'a> {
    pub fn function_statement(&mut self, def: &'a ast::StmtFunctionDef) {
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
    pub fn check_function(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) {
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
    pub fn own_instance(&mut self, class: ClassId) -> Ty {
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
    pub fn check_end(&mut self, def: &'a ast::StmtFunctionDef) {
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

    pub fn class_statement(&mut self, def: &'a ast::StmtClassDef) {
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

    pub fn return_statement(&mut self, stmt: &'a ast::StmtReturn) {
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
