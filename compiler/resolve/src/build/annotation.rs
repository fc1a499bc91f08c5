//! Annotations become functions that are called when somebody asks for them (PEP 649 and 749).
//!
//! Under `from __future__ import annotations` the functions return the source of each annotation instead of its value.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{
    BinOp, CmpOp, Const, ExprKind, FuncId, FunctionKind, NameRef, Span, StmtKind, VarKind,
};

use super::{Builder, span};
use crate::scope::{Role, ScopeId};
use crate::symtable;
use crate::symtable::CONDITIONAL_ANNOTATIONS;
use crate::unparse::unparse;

struct Annotation<'a> {
    name: hir::Symbol,
    value: &'a ast::Expr,
    /// Its number, when it counts only once execution has passed it.
    condition: Option<usize>,
}

impl Builder<'_, '_> {
    pub(super) fn function_annotate(
        &mut self,
        def: &ast::StmtFunctionDef,
        qualname: &str,
    ) -> Option<FuncId> {
        let scope = self.tree.of_node(symtable::address(def), Role::Annotate)?;
        let mut annotations = Vec::new();
        for parameter in def.parameters.iter_source_order() {
            if let Some(value) = parameter.annotation() {
                let name = self.symbol(parameter.name());
                annotations.push(Annotation {
                    name,
                    value,
                    condition: None,
                });
            }
        }
        if let Some(value) = def.returns.as_deref() {
            annotations.push(Annotation {
                name: self.intern("return"),
                value,
                condition: None,
            });
        }
        Some(self.annotate(
            scope,
            format!("{qualname}.__annotate__"),
            annotations,
            false,
            span(def.range),
        ))
    }

    /// What a module or class body does before its first statement so that annotations under control flow are counted.
    pub(super) fn start_annotations(&mut self, body: &[ast::Stmt], into: &mut Vec<hir::Stmt>) {
        let mut found = Vec::new();
        symtable::annotated_names(body, false, &mut found);
        let mut any = false;
        for (number, (node, is_conditional)) in found.into_iter().enumerate() {
            if is_conditional {
                self.conditional_annotations
                    .insert(symtable::address(node), number);
                any = true;
            }
        }
        if any {
            let target = self.name(CONDITIONAL_ANNOTATIONS);
            let value = self.expr_at(ExprKind::Set(Vec::new()), Span::default());
            into.push(self.assign_name(target, value, Span::default()));
        }
    }

    /// Counts the annotation of `node`, which execution passes here.
    pub(super) fn pass_annotation(&mut self, node: &ast::StmtAnnAssign, into: &mut Vec<hir::Stmt>) {
        let Some(&number) = self.conditional_annotations.get(&symtable::address(node)) else {
            return;
        };
        let at = span(node.range);
        let one = self.expr_at(ExprKind::Const(Const::Int(number as i64)), at);
        let value = self.expr_at(
            ExprKind::Set(vec![hir::Element {
                is_star: false,
                value: one,
            }]),
            at,
        );
        let target = hir::Target {
            kind: hir::TargetKind::Name(self.name(CONDITIONAL_ANNOTATIONS)),
            span: at,
        };
        into.push(hir::Stmt {
            kind: StmtKind::AugAssign {
                target,
                op: BinOp::BitOr,
                value,
            },
            span: at,
        });
    }

    /// The `__annotate__` function of a module or class body, if anything in it is annotated.
    pub(super) fn body_annotate(
        &mut self,
        node: usize,
        body: &[ast::Stmt],
        qualname: &str,
    ) -> Option<hir::Expr> {
        let scope = self.tree.of_node(node, Role::Annotate)?;
        let mut found = Vec::new();
        symtable::annotated_names(body, false, &mut found);
        let mut annotations = Vec::new();
        for (number, (node, is_conditional)) in found.into_iter().enumerate() {
            if let ast::Expr::Name(name) = &*node.target {
                let name = self.symbol(&name.id);
                let condition = is_conditional.then_some(number);
                annotations.push(Annotation {
                    name,
                    value: &node.annotation,
                    condition,
                });
            }
        }
        // Named tuples and data classes read names before they are bound: the class's own, most of all.
        let gives_texts = qualname != "__annotate__"
            && !self.future_annotations
            && annotations.iter().all(|a| a.condition.is_none());
        let func = self.annotate(
            scope,
            qualname.to_string(),
            annotations,
            gives_texts,
            Span::default(),
        );
        let make = hir::MakeFunction {
            func,
            defaults: Vec::new(),
            kw_defaults: Vec::new(),
            annotate: None,
            type_params: Vec::new(),
        };
        Some(self.expr_at(ExprKind::MakeFunction(Box::new(make)), Span::default()))
    }

    fn annotate(
        &mut self,
        scope: ScopeId,
        qualname: String,
        annotations: Vec<Annotation<'_>>,
        gives_texts: bool,
        at: Span,
    ) -> FuncId {
        let name = self.intern("__annotate__");
        let func = self.enter(FunctionKind::Annotate, scope, name, qualname);
        self.annotation_depth += 1;
        let format_name = self.intern("format");
        let format = hir::VarId::new(self.frame().vars.len());
        self.frame_mut().vars.push(hir::Var {
            name: format_name.clone(),
            kind: VarKind::Local,
            is_comprehension: false,
        });
        let mut body = Vec::new();
        if gives_texts {
            body.push(self.give_texts(format, &annotations, at));
        }
        body.push(self.refuse_fake_formats(format, at));
        if annotations
            .iter()
            .all(|annotation| annotation.condition.is_none())
        {
            let pairs = annotations.iter().map(|annotation| {
                hir::DictItem::Pair(
                    self.text(&annotation.name, at),
                    self.annotation_value(annotation.value),
                )
            });
            let pairs = pairs.collect();
            let value = self.expr_at(ExprKind::Dict(pairs), at);
            body.push(hir::Stmt {
                kind: StmtKind::Return(Some(value)),
                span: at,
            });
        } else {
            self.conditional_body(&annotations, at, &mut body);
        }
        let params = hir::Params {
            named: vec![hir::Param {
                var: format,
                name: format_name,
                has_default: false,
                span: at,
            }],
            num_posonly: 1,
            num_positional: 1,
            vararg: None,
            kwarg: None,
        };
        self.annotation_depth -= 1;
        self.leave(body, at, at.start, None, params, None);
        func
    }

    fn conditional_body(
        &mut self,
        annotations: &[Annotation<'_>],
        at: Span,
        body: &mut Vec<hir::Stmt>,
    ) {
        let result = self.temp("annotations");
        let empty = self.expr_at(ExprKind::Dict(Vec::new()), at);
        body.push(self.assign_name(NameRef::Var(result), empty, at));
        for annotation in annotations {
            let value = self.annotation_value(annotation.value);
            let key = self.text(&annotation.name, at);
            let target = hir::Target {
                kind: hir::TargetKind::Subscript(self.read_var(result, at), key),
                span: at,
            };
            let store = hir::Stmt {
                kind: StmtKind::Assign {
                    targets: vec![target],
                    value,
                },
                span: at,
            };
            let Some(number) = annotation.condition else {
                body.push(store);
                continue;
            };
            let number = self.expr_at(ExprKind::Const(Const::Int(number as i64)), at);
            let passed = self.name(CONDITIONAL_ANNOTATIONS);
            let passed = self.expr_at(ExprKind::Name(passed), at);
            let test = self.expr_at(
                ExprKind::Compare(Box::new(number), vec![(CmpOp::In, passed)]),
                at,
            );
            body.push(hir::Stmt {
                kind: StmtKind::If {
                    test,
                    body: vec![store],
                    orelse: Vec::new(),
                },
                span: at,
            });
        }
        let value = self.read_var(result, at);
        body.push(hir::Stmt {
            kind: StmtKind::Return(Some(value)),
            span: at,
        });
    }

    /// `if format > 2: raise NotImplementedError`
    /// `if format == -4: return` the annotations' texts: for the library, where CPython runs the function with other globals.
    fn give_texts(
        &mut self,
        format: hir::VarId,
        annotations: &[Annotation<'_>],
        at: Span,
    ) -> hir::Stmt {
        let source = self.source.clone();
        let pairs = annotations.iter().map(|annotation| {
            hir::DictItem::Pair(
                self.text(&annotation.name, at),
                self.text(&unparse(annotation.value, &source), at),
            )
        });
        let pairs = pairs.collect();
        let texts = self.expr_at(ExprKind::Dict(pairs), at);
        let wanted = self.expr_at(ExprKind::Const(Const::Int(-4)), at);
        let format = self.read_var(format, at);
        let test = self.expr_at(
            ExprKind::Compare(Box::new(format), vec![(CmpOp::Eq, wanted)]),
            at,
        );
        hir::Stmt {
            kind: StmtKind::If {
                test,
                body: vec![hir::Stmt {
                    kind: StmtKind::Return(Some(texts)),
                    span: at,
                }],
                orelse: Vec::new(),
            },
            span: at,
        }
    }

    fn refuse_fake_formats(&mut self, format: hir::VarId, at: Span) -> hir::Stmt {
        let two = self.expr_at(ExprKind::Const(Const::Int(2)), at);
        let format = self.read_var(format, at);
        let test = self.expr_at(
            ExprKind::Compare(Box::new(format), vec![(CmpOp::Gt, two)]),
            at,
        );
        let error = self.global("NotImplementedError");
        let error = self.expr_at(ExprKind::Name(error), at);
        let raise = hir::Stmt {
            kind: StmtKind::Raise {
                exception: Some(error),
                cause: None,
            },
            span: at,
        };
        hir::Stmt {
            kind: StmtKind::If {
                test,
                body: vec![raise],
                orelse: Vec::new(),
            },
            span: at,
        }
    }

    fn annotation_value(&mut self, value: &ast::Expr) -> hir::Expr {
        let at = span(value.range());
        if self.future_annotations {
            return self.text(&unparse(value, &self.source.clone()), at);
        }
        let ast::Expr::Starred(_) = value else {
            return self.expr(value);
        };
        // `*args: *Ts` holds the one item that unpacking gives.
        let unpacked = self.boxed(value);
        let zero = Box::new(self.expr_at(ExprKind::Const(Const::Int(0)), at));
        self.expr_at(ExprKind::Subscript(unpacked, zero), at)
    }

    pub(super) fn text(&self, text: &str, at: Span) -> hir::Expr {
        self.expr_at(ExprKind::Const(Const::Str(text.as_bytes().into())), at)
    }
}
