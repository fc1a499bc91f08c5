//! A walk over the code of one HIR function. Inner functions are other functions: they are not entered.

use taipan_hir::{
    Arg, DictItem, Element, Expr, ExprKind, FStringPart, ForClause, Keyword, NameRef, Pattern,
    PatternKind, Stmt, StmtKind, Target, TargetKind,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Access {
    Read,
    Write,
    Delete,
}

/// What a walk reports; each node before its children.
pub(crate) trait Visitor<'a> {
    fn name(&mut self, _name: &'a NameRef, _access: Access) {}
    fn expr(&mut self, _expr: &'a Expr) {}
    fn stmt(&mut self, _stmt: &'a Stmt) {}
    /// An attribute that is stored to or deleted.
    fn attr_target(&mut self, _object: &'a Expr, _name: &'a taipan_hir::Symbol) {}
}

pub(crate) fn stmts<'a>(v: &mut impl Visitor<'a>, body: &'a [Stmt]) {
    for s in body {
        stmt(v, s);
    }
}

fn stmt<'a>(v: &mut impl Visitor<'a>, s: &'a Stmt) {
    v.stmt(s);
    match &s.kind {
        StmtKind::Expr(e) => expr(v, e),
        StmtKind::Assign { targets, value } => {
            expr(v, value);
            for t in targets {
                target(v, t, Access::Write);
            }
        }
        StmtKind::AugAssign {
            target: t, value, ..
        } => {
            target(v, t, Access::Write);
            expr(v, value);
        }
        StmtKind::AnnAssign { target: t, value } => {
            if let Some(value) = value {
                expr(v, value);
                target(v, t, Access::Write);
            }
        }
        StmtKind::Delete(targets) => {
            for t in targets {
                target(v, t, Access::Delete);
            }
        }
        StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
            expr(v, test);
            stmts(v, body);
            stmts(v, orelse);
        }
        StmtKind::For {
            target: t,
            iter,
            body,
            orelse,
            is_async: _,
        } => {
            expr(v, iter);
            target(v, t, Access::Write);
            stmts(v, body);
            stmts(v, orelse);
        }
        StmtKind::With {
            items,
            body,
            is_async: _,
        } => {
            for item in items {
                expr(v, &item.context);
                if let Some(t) = &item.target {
                    target(v, t, Access::Write);
                }
            }
            stmts(v, body);
        }
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finally,
            is_star: _,
        } => {
            stmts(v, body);
            for h in handlers {
                if let Some(e) = &h.exception {
                    expr(v, e);
                }
                if let Some(name) = &h.name {
                    v.name(name, Access::Write);
                    v.name(name, Access::Delete);
                }
                stmts(v, &h.body);
            }
            stmts(v, orelse);
            stmts(v, finally);
        }
        StmtKind::Match { subject, cases } => {
            expr(v, subject);
            for case in cases {
                pattern(v, &case.pattern);
                if let Some(guard) = &case.guard {
                    expr(v, guard);
                }
                stmts(v, &case.body);
            }
        }
        StmtKind::Raise { exception, cause } => {
            exception.iter().for_each(|e| expr(v, e));
            cause.iter().for_each(|e| expr(v, e));
        }
        StmtKind::Return(value) => value.iter().for_each(|e| expr(v, e)),
        StmtKind::Assert { test, message } => {
            expr(v, test);
            message.iter().for_each(|e| expr(v, e));
        }
        StmtKind::Break | StmtKind::Continue | StmtKind::Pass => {}
        StmtKind::FunctionDef {
            target,
            make,
            decorators,
            name: _,
        } => {
            decorators.iter().for_each(|e| expr(v, e));
            expr(v, make);
            v.name(target, Access::Write);
        }
        StmtKind::ClassDef(class) => {
            class.decorators.iter().for_each(|e| expr(v, e));
            args(v, &class.bases);
            keywords(v, &class.keywords);
            for p in &class.type_params {
                v.name(p, Access::Read);
            }
            v.name(&class.target, Access::Write);
        }
        StmtKind::Import(import) => v.name(&import.target, Access::Write),
        StmtKind::ImportFrom(import) => {
            for n in &import.names {
                v.name(&n.target, Access::Write);
            }
        }
        StmtKind::TypeAlias { target, make } => {
            expr(v, make);
            v.name(target, Access::Write);
        }
    }
}

pub(crate) fn expr<'a>(v: &mut impl Visitor<'a>, e: &'a Expr) {
    v.expr(e);
    match &e.kind {
        ExprKind::Const(_)
        | ExprKind::Unsupported { .. }
        | ExprKind::Yield(None)
        | ExprKind::Super { .. } => {}
        ExprKind::Name(name) => v.name(name, Access::Read),
        ExprKind::Binary(_, a, b) | ExprKind::Subscript(a, b) => {
            expr(v, a);
            expr(v, b);
        }
        ExprKind::Unary(_, a)
        | ExprKind::Attr(a, _)
        | ExprKind::Yield(Some(a))
        | ExprKind::YieldFrom(a)
        | ExprKind::Await(a) => expr(v, a),
        ExprKind::Compare(first, rest) => {
            expr(v, first);
            rest.iter().for_each(|(_, e)| expr(v, e));
        }
        ExprKind::BoolOp { is_and: _, values } => values.iter().for_each(|e| expr(v, e)),
        ExprKind::IfExp { test, body, orelse } => {
            expr(v, test);
            expr(v, body);
            expr(v, orelse);
        }
        ExprKind::Walrus(name, value) => {
            expr(v, value);
            v.name(name, Access::Write);
        }
        ExprKind::Call {
            func,
            args: a,
            keywords: k,
        } => {
            expr(v, func);
            args(v, a);
            keywords(v, k);
        }
        ExprKind::Slice(a, b, c) => [a, b, c].into_iter().flatten().for_each(|e| expr(v, e)),
        ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
            for Element { is_star: _, value } in items {
                expr(v, value);
            }
        }
        ExprKind::Dict(items) => {
            for item in items {
                match item {
                    DictItem::Pair(key, value) => {
                        expr(v, key);
                        expr(v, value);
                    }
                    DictItem::Unpack(e) => expr(v, e),
                }
            }
        }
        ExprKind::Comprehension(c) => {
            for ForClause {
                target: t,
                iter,
                conditions,
                is_async: _,
            } in &c.clauses
            {
                expr(v, iter);
                target(v, t, Access::Write);
                conditions.iter().for_each(|e| expr(v, e));
            }
            expr(v, &c.element);
            c.value.iter().for_each(|e| expr(v, e));
        }
        ExprKind::GenExpr { func: _, first } => expr(v, first),
        ExprKind::MakeFunction(make) => {
            make.defaults.iter().for_each(|e| expr(v, e));
            make.kw_defaults.iter().for_each(|(_, e)| expr(v, e));
            for p in &make.type_params {
                v.name(p, Access::Read);
            }
        }
        ExprKind::FString(parts) => fstring(v, parts),
        ExprKind::CallTypeParams(_, values) => values.iter().for_each(|e| expr(v, e)),
    }
}

fn fstring<'a>(v: &mut impl Visitor<'a>, parts: &'a [FStringPart]) {
    for part in parts {
        match part {
            FStringPart::Literal(_) => {}
            FStringPart::Field { value, spec, .. } => {
                expr(v, value);
                spec.iter().for_each(|parts| fstring(v, parts));
            }
        }
    }
}

fn args<'a>(v: &mut impl Visitor<'a>, items: &'a [Arg]) {
    items.iter().for_each(|a| expr(v, &a.value));
}

fn keywords<'a>(v: &mut impl Visitor<'a>, items: &'a [Keyword]) {
    items.iter().for_each(|k| expr(v, &k.value));
}

fn target<'a>(v: &mut impl Visitor<'a>, t: &'a Target, access: Access) {
    match &t.kind {
        TargetKind::Name(name) => v.name(name, access),
        TargetKind::Attr(object, name) => {
            v.attr_target(object, name);
            expr(v, object);
        }
        TargetKind::Subscript(object, key) => {
            expr(v, object);
            expr(v, key);
        }
        TargetKind::Unpack { items, star: _ } => {
            items.iter().for_each(|t| target(v, t, access));
        }
    }
}

fn pattern<'a>(v: &mut impl Visitor<'a>, p: &'a Pattern) {
    match &p.kind {
        PatternKind::Wildcard | PatternKind::Singleton(_) => {}
        PatternKind::Capture(name) => v.name(name, Access::Write),
        PatternKind::Literal(e) | PatternKind::Value(e) => expr(v, e),
        PatternKind::Sequence { items, star: _ } | PatternKind::Or(items) => {
            items.iter().for_each(|p| pattern(v, p));
        }
        PatternKind::Mapping { items, rest } => {
            for (key, p) in items {
                expr(v, key);
                pattern(v, p);
            }
            rest.iter().for_each(|name| v.name(name, Access::Write));
        }
        PatternKind::Class {
            class,
            positional,
            keywords,
        } => {
            expr(v, class);
            positional.iter().for_each(|p| pattern(v, p));
            keywords.iter().for_each(|(_, p)| pattern(v, p));
        }
        PatternKind::As(p, name) => {
            pattern(v, p);
            v.name(name, Access::Write);
        }
    }
}
