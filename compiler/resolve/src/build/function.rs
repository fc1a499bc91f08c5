//! Functions and lambdas.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{ExprKind, FuncId, FunctionKind, NameRef, Span, StmtKind, VarId};

use super::{Builder, docstring, span};
use crate::scope::{Role, ScopeId};

/// The defaults of a function, as [`hir::MakeFunction`] wants them.
pub(super) struct Defaults {
    pub positional: Vec<hir::Expr>,
    pub keyword: Vec<(hir::Symbol, hir::Expr)>,
}

impl Builder<'_, '_> {
    pub(super) fn function_def(&mut self, def: &ast::StmtFunctionDef) -> StmtKind {
        let decorators = def
            .decorator_list
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect();
        let defaults = self.defaults(Some(&def.parameters));
        let at = span(def.range);
        let make = match def.type_params.as_deref() {
            None => self.make_function(def, defaults, Vec::new()),
            Some(params) => {
                let Defaults {
                    positional,
                    keyword,
                } = defaults;
                let names: Vec<hir::Symbol> =
                    keyword.iter().map(|(name, _)| name.clone()).collect();
                let count = positional.len();
                let mut arguments = positional;
                arguments.extend(keyword.into_iter().map(|(_, value)| value));
                let kind = self.type_params(
                    def,
                    &def.name,
                    params,
                    arguments,
                    at,
                    |this, holders, params| {
                        let mut values = holders.iter().map(|&holder| this.read_var(holder, at));
                        let positional = values.by_ref().take(count).collect();
                        let keyword = names.iter().cloned().zip(values).collect();
                        this.make_function(
                            def,
                            Defaults {
                                positional,
                                keyword,
                            },
                            params,
                        )
                    },
                );
                self.expr_at(kind, at)
            }
        };
        let target = self.name(&def.name);
        StmtKind::FunctionDef {
            target,
            make,
            decorators,
            name: self.intern(&def.name),
        }
    }

    fn make_function(
        &mut self,
        def: &ast::StmtFunctionDef,
        defaults: Defaults,
        type_params: Vec<NameRef>,
    ) -> hir::Expr {
        let at = span(def.range);
        let qualname = self.definition_qualname(&def.name);
        let annotate = self.function_annotate(def, &qualname);
        let scope = self.scope_of(def, Role::Body);
        let class_name = self.enclosing_class();
        let name = self.intern(&def.name);
        let func = self.enter(FunctionKind::Def, scope, name, qualname);
        let params = self.parameters(Some(&def.parameters), scope);
        let (doc, stmts) = docstring::split(&def.body);
        let body = if def.is_async {
            vec![self.refused_async(def)]
        } else {
            let mut body = Vec::with_capacity(stmts.len());
            self.block_into(stmts, &mut body);
            body
        };
        if def.is_async {
            self.tree.get_mut(scope).is_generator = false;
        }
        self.leave(body, at, at.start, doc, params, class_name);
        let kind = ExprKind::MakeFunction(Box::new(hir::MakeFunction {
            func,
            defaults: defaults.positional,
            kw_defaults: defaults.keyword,
            annotate,
            type_params,
        }));
        self.expr_at(kind, at)
    }

    pub(super) fn lambda(&mut self, node: &ast::ExprLambda) -> ExprKind {
        let defaults = self.defaults(node.parameters.as_deref());
        let scope = self.scope_of(node, Role::Body);
        let func = self.lambda_function(
            scope,
            "<lambda>",
            node.parameters.as_deref(),
            &node.body,
            span(node.range),
        );
        ExprKind::MakeFunction(Box::new(hir::MakeFunction {
            func,
            defaults: defaults.positional,
            kw_defaults: defaults.keyword,
            annotate: None,
            type_params: Vec::new(),
        }))
    }

    /// A function of kind Lambda that returns `body`.
    pub(super) fn lambda_function(
        &mut self,
        scope: ScopeId,
        name: &str,
        parameters: Option<&ast::Parameters>,
        body: &ast::Expr,
        at: Span,
    ) -> FuncId {
        let qualname = self.qualname(name);
        let symbol = self.intern(name);
        let func = self.enter(FunctionKind::Lambda, scope, symbol, qualname);
        let params = self.parameters(parameters, scope);
        let value = self.expr(body);
        let value_at = value.span;
        let body = vec![hir::Stmt {
            kind: StmtKind::Return(Some(value)),
            span: value_at,
        }];
        self.leave(body, at, at.start, None, params, None);
        func
    }

    fn defaults(&mut self, parameters: Option<&ast::Parameters>) -> Defaults {
        let mut defaults = Defaults {
            positional: Vec::new(),
            keyword: Vec::new(),
        };
        let Some(parameters) = parameters else {
            return defaults;
        };
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
            if let Some(default) = parameter.default() {
                defaults.positional.push(self.expr(default));
            }
        }
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = parameter.default() {
                let name = self.symbol(parameter.name());
                defaults.keyword.push((name, self.expr(default)));
            }
        }
        defaults
    }

    /// Makes the variables of the parameters, first of all variables, in CPython's order.
    fn parameters(&mut self, parameters: Option<&ast::Parameters>, scope: ScopeId) -> hir::Params {
        let mut params = hir::Params::default();
        let Some(parameters) = parameters else {
            return params;
        };
        let named = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs);
        for parameter in named {
            let name = self.symbol(parameter.name());
            let var = self.var(scope, &name);
            let has_default = parameter.default.is_some();
            params.named.push(hir::Param {
                var,
                name,
                has_default,
                span: span(parameter.range()),
            });
        }
        params.num_posonly = parameters.posonlyargs.len() as u32;
        params.num_positional = params.num_posonly + parameters.args.len() as u32;
        if params.num_positional > 0 {
            self.frame_mut().receiver = Some(params.named[0].var);
        }
        let mut variadic = |parameter: &Option<Box<ast::Parameter>>| -> Option<VarId> {
            let name = self.symbol(parameter.as_ref()?.name());
            Some(self.var(scope, &name))
        };
        params.vararg = variadic(&parameters.vararg);
        params.kwarg = variadic(&parameters.kwarg);
        params
    }

    /// The class whose body directly contains the definition that is being built.
    fn enclosing_class(&self) -> Option<hir::Symbol> {
        let frame = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.kind != FunctionKind::TypeParams)?;
        (frame.kind == FunctionKind::ClassBody).then(|| frame.name.clone())
    }
}
