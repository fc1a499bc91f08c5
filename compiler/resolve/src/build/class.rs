//! Classes.

use ruff_python_ast as ast;
use taipan_hir as hir;
use taipan_hir::{ExprKind, FunctionKind, NameRef, StmtKind};

use super::{Builder, docstring, span};
use crate::scope::{CLASS_CELL, CLASSDICT_CELL, Role};
use crate::symtable;

impl Builder<'_, '_> {
    pub(super) fn class_def(&mut self, class: &ast::StmtClassDef) -> StmtKind {
        let decorators: Vec<hir::Expr> = class
            .decorator_list
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect();
        let at = span(class.range);
        let Some(class_params) = class.type_params.as_deref() else {
            let target = self.name(&class.name);
            return StmtKind::ClassDef(Box::new(self.class_statement(
                class,
                target,
                decorators,
                Vec::new(),
                None,
            )));
        };
        // The class is made inside of the scope of its type parameters, which hands it out.
        let kind = self.type_params(
            class,
            &class.name,
            class_params,
            Vec::new(),
            at,
            |this, _, params| {
                let generic = this.generic_base(class_params, &params, at);
                let holder = NameRef::Var(this.temp("class"));
                let statement =
                    this.class_statement(class, holder.clone(), Vec::new(), params, Some(generic));
                let statement = hir::Stmt {
                    kind: StmtKind::ClassDef(Box::new(statement)),
                    span: at,
                };
                this.frame_mut().pending.push(statement);
                this.expr_at(ExprKind::Name(holder), at)
            },
        );
        let mut value = self.expr_at(kind, at);
        for decorator in decorators.into_iter().rev() {
            let decorator_at = decorator.span;
            let args = vec![hir::Arg {
                is_star: false,
                value,
            }];
            value = self.expr_at(
                ExprKind::Call {
                    func: Box::new(decorator),
                    args,
                    keywords: Vec::new(),
                },
                decorator_at,
            );
        }
        let target = self.name(&class.name);
        let target = hir::Target {
            kind: hir::TargetKind::Name(target),
            span: span(class.name.range),
        };
        StmtKind::Assign {
            targets: vec![target],
            value,
        }
    }

    fn class_statement(
        &mut self,
        class: &ast::StmtClassDef,
        target: NameRef,
        decorators: Vec<hir::Expr>,
        type_params: Vec<NameRef>,
        generic: Option<hir::Expr>,
    ) -> hir::ClassDef {
        let mut bases = Vec::new();
        let mut keywords = Vec::new();
        if let Some(arguments) = &class.arguments {
            for base in &arguments.args {
                bases.push(match base {
                    ast::Expr::Starred(star) => hir::Arg {
                        is_star: true,
                        value: self.expr(&star.value),
                    },
                    _ => hir::Arg {
                        is_star: false,
                        value: self.expr(base),
                    },
                });
            }
            keywords = self.keywords(&arguments.keywords);
        }
        bases.extend(generic.map(|value| hir::Arg {
            is_star: false,
            value,
        }));

        let at = span(class.range);
        let qualname = self.definition_qualname(&class.name);
        let scope = self.scope_of(class, Role::Body);
        let name = self.intern(&class.name);
        let body_func = self.enter(
            FunctionKind::ClassBody,
            scope,
            name.clone(),
            qualname.clone(),
        );
        let class_symbol = self.intern(CLASS_CELL);
        let class_cell = self
            .tree
            .is_cell(scope, &class_symbol)
            .then(|| self.var(scope, &class_symbol));
        let dict_symbol = self.intern(CLASSDICT_CELL);
        let classdict_cell = self
            .tree
            .is_cell(scope, &dict_symbol)
            .then(|| self.var(scope, &dict_symbol));
        let (doc, stmts) = docstring::split(&class.body);
        let mut body = Vec::with_capacity(stmts.len());
        self.start_annotations(&class.body, &mut body);
        self.block_into(stmts, &mut body);
        let annotate_name = format!("{qualname}.__annotate__");
        if let Some(annotate) =
            self.body_annotate(symtable::address(class), &class.body, &annotate_name)
        {
            let symbol = self.intern("__annotate_func__");
            let end = hir::Span {
                start: at.start,
                end: at.start,
            };
            body.push(self.assign_name(NameRef::ClassLocal(symbol), annotate, end));
        }
        self.leave(
            body,
            at,
            at.start,
            doc.clone(),
            hir::Params::default(),
            None,
        );
        hir::ClassDef {
            target,
            name,
            qualname,
            bases,
            keywords,
            body: body_func,
            decorators,
            is_dataclass: crate::dataclasses::keeps_class(class),
            doc,
            class_cell,
            classdict_cell,
            type_params,
        }
    }
}
