//! Which attributes a class statement's code gives its instances.

use crate::walk::{self, Visitor};
use indexmap::IndexSet;
use taipan_hir as hir;
use taipan_hir::{ExprKind, FuncId, NameRef, Stmt, StmtKind, Symbol, TargetKind, VarId};

/// Names assigned through the first parameter of the methods, `__init__`'s first, in order of appearance;
/// before them, in a dataclass, its annotated names.
pub(crate) fn own_fields(program: &hir::Program, def: &hir::ClassDef) -> Vec<Symbol> {
    let body = &program.functions[def.body.index()].body;
    let mut fields = IndexSet::new();
    if def.decorators.iter().any(is_dataclass) {
        annotated_names(body, &mut fields);
    }
    let mut methods = Vec::new();
    collect_methods(body, &mut methods);
    methods.sort_by_key(|(_, is_init)| !is_init);
    for (method, _) in methods {
        let function = &program.functions[method.index()];
        let Some(first) = function.params.named.first() else {
            continue;
        };
        let mut scan = Assigned {
            receiver: first.var,
            fields: &mut fields,
        };
        walk::stmts(&mut scan, &function.body);
    }
    fields.into_iter().collect()
}

/// CPython's `__static_attributes__`: names stored through a variable called `self` in the methods and in what they enclose.
pub(crate) fn static_attributes(program: &hir::Program, def: &hir::ClassDef) -> Vec<Symbol> {
    let body = &program.functions[def.body.index()].body;
    let mut methods = Vec::new();
    collect_methods(body, &mut methods);
    let mut names = IndexSet::new();
    for (method, _) in methods {
        let function = &program.functions[method.index()];
        // CPython makes the methods of a data class later, from another text.
        let is_written = function.span.start == function.span.end;
        if is_written {
            continue;
        }
        if let Some(var) = function.vars.iter().position(|v| &*v.name == "self") {
            let mut scan = Assigned {
                receiver: VarId::new(var),
                fields: &mut names,
            };
            walk::stmts(&mut scan, &function.body);
        }
    }
    names.sort();
    names.into_iter().collect()
}

fn is_dataclass(decorator: &hir::Expr) -> bool {
    match &decorator.kind {
        ExprKind::Call { func, .. } => is_dataclass(func),
        ExprKind::Attr(_, name) => &**name == "dataclass",
        ExprKind::Name(NameRef::Global(name) | NameRef::ClassLocal(name)) => &**name == "dataclass",
        _ => false,
    }
}

fn annotated_names(body: &[Stmt], fields: &mut IndexSet<Symbol>) {
    for s in body {
        if let StmtKind::AnnAssign { target, .. } = &s.kind
            && let TargetKind::Name(NameRef::ClassLocal(name)) = &target.kind
        {
            fields.insert(name.clone());
        }
    }
}

/// The `def`s of a class body, also those under `if` and the like, except class methods and static methods.
fn collect_methods(body: &[Stmt], methods: &mut Vec<(FuncId, bool)>) {
    for s in body {
        match &s.kind {
            StmtKind::FunctionDef {
                make,
                decorators,
                name,
                ..
            } => {
                let is_static = decorators.iter().any(|d| {
                    matches!(&d.kind, ExprKind::Name(NameRef::Global(n) | NameRef::ClassLocal(n))
                        if matches!(&**n, "classmethod" | "staticmethod"))
                });
                if let (ExprKind::MakeFunction(make), false) = (&make.kind, is_static) {
                    methods.push((make.func, &**name == "__init__"));
                }
            }
            StmtKind::If { body, orelse, .. } => {
                collect_methods(body, methods);
                collect_methods(orelse, methods);
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finally,
                ..
            } => {
                collect_methods(body, methods);
                handlers
                    .iter()
                    .for_each(|h| collect_methods(&h.body, methods));
                collect_methods(orelse, methods);
                collect_methods(finally, methods);
            }
            StmtKind::With { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::While { body, .. } => collect_methods(body, methods),
            _ => {}
        }
    }
}

struct Assigned<'b> {
    receiver: VarId,
    fields: &'b mut IndexSet<Symbol>,
}

impl<'a> Visitor<'a> for Assigned<'_> {
    fn attr_target(&mut self, object: &'a hir::Expr, name: &'a Symbol) {
        if matches!(&object.kind, ExprKind::Name(NameRef::Var(v)) if *v == self.receiver) {
            self.fields.insert(name.clone());
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        // `self.x: int` declares the field without storing to it.
        if let StmtKind::AnnAssign {
            target,
            value: None,
        } = &s.kind
            && let TargetKind::Attr(object, name) = &target.kind
        {
            self.attr_target(object, name);
        }
    }
}
