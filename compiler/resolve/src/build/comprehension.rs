//! Comprehensions, which are inlined, and generator expressions, which are functions.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{ComprehensionKind, ExprKind, FunctionKind, Span, StmtKind, VarKind};

use super::{Builder, span};
use crate::scope::{Flags, Role, ScopeId};

impl Builder<'_, '_> {
    pub(super) fn list_comprehension(&mut self, node: &ast::ExprListComp) -> ExprKind {
        let scope = self.scope_of(node, Role::Body);
        self.comprehension(
            scope,
            ComprehensionKind::List,
            &node.generators,
            &node.elt,
            None,
        )
    }

    pub(super) fn set_comprehension(&mut self, node: &ast::ExprSetComp) -> ExprKind {
        let scope = self.scope_of(node, Role::Body);
        self.comprehension(
            scope,
            ComprehensionKind::Set,
            &node.generators,
            &node.elt,
            None,
        )
    }

    pub(super) fn dict_comprehension(&mut self, node: &ast::ExprDictComp) -> ExprKind {
        let scope = self.scope_of(node, Role::Body);
        match node.key.as_deref() {
            Some(key) => self.comprehension(
                scope,
                ComprehensionKind::Dict,
                &node.generators,
                key,
                Some(&node.value),
            ),
            None => self.unsupported_syntax(span(node.range), "unpacking in comprehensions"),
        }
    }

    fn comprehension(
        &mut self,
        scope: ScopeId,
        kind: ComprehensionKind,
        generators: &[ast::Comprehension],
        element: &ast::Expr,
        value: Option<&ast::Expr>,
    ) -> ExprKind {
        let outer = self.scope;
        let mut clauses = Vec::with_capacity(generators.len());
        for (position, generator) in generators.iter().enumerate() {
            // The first iterable is evaluated outside of the comprehension's scope.
            let iter = self.iterated(&generator.iter);
            if position == 0 {
                self.scope = scope;
            }
            let target = self.target(&generator.target);
            let conditions = self.exprs(&generator.ifs);
            clauses.push(hir::ForClause {
                target,
                iter,
                conditions,
                is_async: generator.is_async,
            });
        }
        let element = self.expr(element);
        let value = value.map(|value| self.expr(value));
        let owned: Vec<_> = self
            .tree
            .get(scope)
            .symbols
            .iter()
            .map(|(name, &flags)| (name.clone(), flags))
            .collect();
        let owned = owned
            .into_iter()
            .filter(|(_, flags)| flags.has(Flags::BOUND));
        let scope_vars = owned.map(|(name, _)| self.var(scope, &name)).collect();
        self.scope = outer;
        ExprKind::Comprehension(Box::new(hir::Comprehension {
            kind,
            element,
            value,
            clauses,
            scope_vars,
        }))
    }

    pub(super) fn generator_expression(&mut self, node: &ast::ExprGenerator, at: Span) -> ExprKind {
        let Some((first, rest)) = node.generators.split_first() else {
            unreachable!("a comprehension has a clause")
        };
        let first_iter = self.boxed(&first.iter);
        let scope = self.scope_of(node, Role::Body);
        let name = self.intern("<genexpr>");
        let qualname = self.qualname("<genexpr>");
        let func = self.enter(FunctionKind::GenExpr, scope, name, qualname);

        let source_name = self.intern(".0");
        let source = hir::VarId::new(self.frame().vars.len());
        self.frame_mut().vars.push(hir::Var {
            name: source_name.clone(),
            kind: VarKind::Local,
            is_comprehension: false,
        });
        self.frame_mut().receiver = Some(source);
        let iter_at = span(first.iter.range());
        let mut loops = Vec::with_capacity(node.generators.len());
        let target = self.target(&first.target);
        let iter = self.read_var(source, iter_at);
        loops.push((
            target,
            iter,
            self.exprs(&first.ifs),
            first.is_async,
            span(first.range),
        ));
        for clause in rest {
            let iter = self.iterated(&clause.iter);
            let target = self.target(&clause.target);
            loops.push((
                target,
                iter,
                self.exprs(&clause.ifs),
                clause.is_async,
                span(clause.range),
            ));
        }
        let element = self.expr(&node.elt);
        let element_at = element.span;
        let yielded = self.expr_at(ExprKind::Yield(Some(Box::new(element))), element_at);
        let mut body = vec![hir::Stmt {
            kind: StmtKind::Expr(yielded),
            span: element_at,
        }];
        for (target, iter, conditions, is_async, loop_at) in loops.into_iter().rev() {
            for test in conditions.into_iter().rev() {
                let test_at = test.span;
                body = vec![hir::Stmt {
                    kind: StmtKind::If {
                        test,
                        body,
                        orelse: Vec::new(),
                    },
                    span: test_at,
                }];
            }
            let kind = StmtKind::For {
                target,
                iter,
                body,
                orelse: Vec::new(),
                is_async,
            };
            body = vec![hir::Stmt {
                kind,
                span: loop_at,
            }];
        }
        let params = hir::Params {
            named: vec![hir::Param {
                var: source,
                name: source_name,
                has_default: false,
                span: iter_at,
            }],
            num_posonly: 1,
            num_positional: 1,
            vararg: None,
            kwarg: None,
        };
        self.leave(body, at, at.start, None, params, None);
        ExprKind::GenExpr {
            func,
            first: first_iter,
        }
    }
}
