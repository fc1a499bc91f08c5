//! PEP 695: type parameters and type aliases, in terms of functions of our library's `_typing`.
//!
//! `_type_var(name, bound, constraints, default)`, `_type_var_tuple(name, default)` and `_param_spec(name, default)` make
//! parameters; `_type_alias(name, type_params, value)` makes an alias; generic classes get `typing.Generic` as a base. Bounds,
//! defaults and values are passed as functions without parameters, called at most when asked for, or None.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{Const, ExprKind, FunctionKind, NameRef, Span, StmtKind, VarId, VarKind};

use super::{Builder, span};
use crate::scope::Role;
use crate::symtable;

impl Builder<'_, '_> {
    /// Builds what `node`, named `name`, defines inside of the scope of its type parameters. `arguments` are evaluated
    /// outside; `make` gets the variables that hold them and the parameters, and returns the value that leaves the scope.
    pub(super) fn type_params<T>(
        &mut self,
        node: &T,
        name: &str,
        params: &ast::TypeParams,
        arguments: Vec<hir::Expr>,
        at: Span,
        make: impl FnOnce(&mut Self, &[VarId], Vec<NameRef>) -> hir::Expr,
    ) -> ExprKind {
        let scope = self.scope_of(node, Role::TypeParams);
        let hidden = format!("<generic parameters of {name}>");
        let qualname = self.qualname(&hidden);
        let symbol = self.intern(&hidden);
        let func = self.enter(FunctionKind::TypeParams, scope, symbol, qualname);
        let mut named = Vec::with_capacity(arguments.len());
        for number in 0..arguments.len() {
            let name = self.intern(&format!(".default{number}"));
            let var = VarId::new(self.frame().vars.len());
            self.frame_mut().vars.push(hir::Var {
                name: name.clone(),
                kind: VarKind::Local,
                is_comprehension: false,
            });
            named.push(hir::Param {
                var,
                name,
                has_default: false,
                span: at,
            });
        }
        let holders: Vec<VarId> = named.iter().map(|param| param.var).collect();
        let typing = self.hidden_import("_typing", at);
        let mut names = Vec::with_capacity(params.len());
        for param in params.iter() {
            let (value, target) = self.type_param(typing, param);
            let statement = self.assign_name(target.clone(), value, span(param.range()));
            self.frame_mut().pending.push(statement);
            names.push(target);
        }
        let value = make(self, &holders, names);
        let mut body = std::mem::take(&mut self.frame_mut().pending);
        body.push(hir::Stmt {
            kind: StmtKind::Return(Some(value)),
            span: at,
        });
        let count = named.len() as u32;
        let params = hir::Params {
            named,
            num_posonly: count,
            num_positional: count,
            vararg: None,
            kwarg: None,
        };
        self.leave(body, at, at.start, None, params, None);
        ExprKind::CallTypeParams(func, arguments)
    }

    fn type_param(&mut self, typing: VarId, param: &ast::TypeParam) -> (hir::Expr, NameRef) {
        let at = span(param.range());
        let mut args = vec![self.text(param.name(), at)];
        let function = match param {
            ast::TypeParam::TypeVar(var) => {
                let bound = var.bound.as_deref();
                let is_constrained = bound.is_some_and(ast::Expr::is_tuple_expr);
                let bound = self.lazy(param, Role::Bound, param.name(), bound, at);
                let none = self.expr_at(ExprKind::Const(Const::None), at);
                args.extend(if is_constrained {
                    [none, bound]
                } else {
                    [bound, none]
                });
                "_type_var"
            }
            ast::TypeParam::TypeVarTuple(_) => "_type_var_tuple",
            ast::TypeParam::ParamSpec(_) => "_param_spec",
        };
        args.push(self.lazy(param, Role::Default, param.name(), param.default(), at));
        let target = self.name(param.name());
        (self.call_typing(typing, function, args, at), target)
    }

    /// A function called `name` that evaluates `value`, or None.
    fn lazy<T>(
        &mut self,
        node: &T,
        role: Role,
        name: &str,
        value: Option<&ast::Expr>,
        at: Span,
    ) -> hir::Expr {
        let (Some(value), Some(scope)) = (value, self.tree.of_node(symtable::address(node), role))
        else {
            return self.expr_at(ExprKind::Const(Const::None), at);
        };
        let func = self.lambda_function(scope, name, None, value, at);
        let make = hir::MakeFunction {
            func,
            defaults: Vec::new(),
            kw_defaults: Vec::new(),
            annotate: None,
            type_params: Vec::new(),
        };
        self.expr_at(ExprKind::MakeFunction(Box::new(make)), at)
    }

    /// `type X[T] = value`
    pub(super) fn type_alias(&mut self, node: &ast::StmtTypeAlias) -> StmtKind {
        let at = span(node.range);
        let ast::Expr::Name(name) = &*node.name else {
            unreachable!("an alias has a name")
        };
        let make = match node.type_params.as_deref() {
            None => {
                let typing = self.hidden_import("_typing", at);
                self.make_alias(typing, node, &name.id, &[])
            }
            Some(params) => {
                let kind =
                    self.type_params(node, &name.id, params, Vec::new(), at, |this, _, params| {
                        let typing = this.hidden_import("_typing", at);
                        this.make_alias(typing, node, &name.id, &params)
                    });
                self.expr_at(kind, at)
            }
        };
        StmtKind::TypeAlias {
            target: self.name(&name.id),
            make,
        }
    }

    fn make_alias(
        &mut self,
        typing: VarId,
        node: &ast::StmtTypeAlias,
        name: &str,
        params: &[NameRef],
    ) -> hir::Expr {
        let at = span(node.range);
        let params = self.tuple_of_names(params, at);
        let value = self.lazy(node, Role::Bound, name, Some(&node.value), at);
        let name = self.text(name, at);
        self.call_typing(typing, "_type_alias", vec![name, params, value], at)
    }

    /// `typing.Generic[T, *Ts]`
    pub(super) fn generic_base(
        &mut self,
        class: &ast::TypeParams,
        params: &[NameRef],
        at: Span,
    ) -> hir::Expr {
        let typing = self.hidden_import("typing", at);
        let typing = self.read_var(typing, at);
        let generic = self.intern("Generic");
        let generic = self.expr_at(ExprKind::Attr(Box::new(typing), generic), at);
        let items = params
            .iter()
            .zip(class.iter())
            .map(|(name, param)| hir::Element {
                is_star: param.is_type_var_tuple(),
                value: self.expr_at(ExprKind::Name(name.clone()), at),
            });
        let items = items.collect();
        let items = self.expr_at(ExprKind::Tuple(items), at);
        self.expr_at(ExprKind::Subscript(Box::new(generic), Box::new(items)), at)
    }

    fn tuple_of_names(&self, names: &[NameRef], at: Span) -> hir::Expr {
        if names.is_empty() {
            return self.expr_at(ExprKind::Const(Const::Tuple(Vec::new())), at);
        }
        let items = names.iter().map(|name| hir::Element {
            is_star: false,
            value: self.expr_at(ExprKind::Name(name.clone()), at),
        });
        self.expr_at(ExprKind::Tuple(items.collect()), at)
    }

    /// Imports a module of our library before the statement that is being built, and returns the temporary that holds it.
    fn hidden_import(&mut self, module: &str, at: Span) -> VarId {
        let holder = self.temp(module);
        let chain = vec![(module.to_string(), self.world.find(module))];
        let import = hir::Import {
            chain,
            target: NameRef::Var(holder),
            has_alias: true,
        };
        self.frame_mut().pending.push(hir::Stmt {
            kind: StmtKind::Import(import),
            span: at,
        });
        holder
    }

    fn call_typing(
        &mut self,
        typing: VarId,
        function: &str,
        args: Vec<hir::Expr>,
        at: Span,
    ) -> hir::Expr {
        let function = self.intern(function);
        let object = Box::new(self.read_var(typing, at));
        let func = Box::new(self.expr_at(ExprKind::Attr(object, function), at));
        let args = args
            .into_iter()
            .map(|value| hir::Arg {
                is_star: false,
                value,
            })
            .collect();
        self.expr_at(
            ExprKind::Call {
                func,
                args,
                keywords: Vec::new(),
            },
            at,
        )
    }
}
