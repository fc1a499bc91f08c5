//! One function: parameters, cells, free variables, then the body.

use crate::builder::{Builder, span};
use crate::{World, prune};
use taipan_hir as hir;
use taipan_hir::{FunctionKind, VarKind};
use taipan_mir::{Func, FuncKind, ModuleId, Op, Operand, Params, Repr, Span, Terminator};

pub(crate) fn lower(world: &mut World<'_>, id: hir::FuncId) -> Func {
    let program = world.hir;
    let f = &program.functions[id.index()];
    let facts = std::mem::take(&mut world.facts.functions[id.index()]);
    let func = skeleton(world, f);
    let mut b = Builder::new(world, f, facts, func);
    b.prologue();
    if let Some(class) = b.world.facts.classes.get(&id) {
        let def = class.def;
        b.class_body(def);
    } else {
        b.stmts(&f.body);
    }
    if !b.done {
        let none = b.none();
        b.terminate(Terminator::Return(none));
    }
    let mut func = b.func;
    prune::unreachable_blocks(&mut func);
    func
}

/// The function without its code.
fn skeleton(world: &mut World<'_>, f: &hir::Function) -> Func {
    let p = &f.params;
    let mut names: Vec<_> = p
        .named
        .iter()
        .map(|p| world.out.intern_name(&p.name))
        .collect();
    for extra in [p.vararg, p.kwarg].into_iter().flatten() {
        names.push(world.out.intern_name(&f.vars[extra.index()].name));
    }
    let free_names = f
        .free_vars
        .iter()
        .map(|v| world.out.intern_name(&f.vars[v.index()].name))
        .collect();
    let params = Params {
        names,
        num_posonly: p.num_posonly,
        num_positional: p.num_positional,
        num_kwonly: p.named.len() as u32 - p.num_positional,
        has_varargs: p.vararg.is_some(),
        has_varkeywords: p.kwarg.is_some(),
    };
    let doc = f.doc.as_ref().map(|d| crate::string(&mut world.out, d));
    Func {
        name: world.out.intern_name(&f.name),
        qualname: f.qualname.clone(),
        module: ModuleId::new(f.module.index()),
        kind: match f.kind {
            FunctionKind::Module => FuncKind::Module,
            FunctionKind::ClassBody => FuncKind::ClassBody,
            FunctionKind::Def => FuncKind::Def,
            FunctionKind::Lambda => FuncKind::Lambda,
            FunctionKind::GenExpr => FuncKind::GenExpr,
            FunctionKind::Annotate => FuncKind::Annotate,
            FunctionKind::TypeParams => FuncKind::TypeParams,
        },
        is_generator: f.is_generator,
        is_coroutine: f.is_async,
        params,
        uses_callee: !f.free_vars.is_empty(),
        free_names,
        num_params: 0,
        ret: Repr::Value,
        locals: Vec::new(),
        blocks: Vec::new(),
        doc,
        first_line: if f.kind == FunctionKind::Def && f.span.start == f.span.end {
            f.first
        } else {
            world.line(f.module, f.first)
        },
        span: span(f.span),
        frame_words: 0,
        general_entry: None,
    }
}

impl Builder<'_, '_> {
    /// Declares the machine parameters, then copies those that are reassigned, makes the cells and loads the free variables.
    fn prologue(&mut self) {
        let f = self.hir;
        let at = Span {
            start: f.first,
            end: f.first,
            inlined: 0,
        };
        if self.func.uses_callee {
            let callee = self.temp(Repr::Value);
            self.func.locals[callee.index()].borrowed = true;
            self.callee = Some(callee);
        }
        if f.kind == FunctionKind::ClassBody {
            let namespace = self.temp(Repr::Value);
            self.func.locals[namespace.index()].borrowed = true;
            self.namespace = Some(namespace);
            self.func.params.names = vec![self.world.out.intern_name(".namespace")];
            self.func.params.num_posonly = 1;
            self.func.params.num_positional = 1;
        }
        let params: Vec<_> = f
            .params
            .named
            .iter()
            .map(|p| p.var)
            .chain(f.params.vararg)
            .chain(f.params.kwarg)
            .collect();
        for &var in &params {
            let local = self.named_local(&f.vars[var.index()].name, true);
            self.vars[var.index()] = Some(local);
        }
        self.func.num_params = self.func.locals.len() as u32;
        for &var in &params {
            let param = Operand::Local(self.vars[var.index()].expect("parameters have locals"));
            let name = &f.vars[var.index()].name;
            match f.vars[var.index()].kind {
                VarKind::Cell => {
                    let cell = self.named_local(name, false);
                    self.emit_to(Some(cell), Op::NewCell, vec![param], at);
                    self.vars[var.index()] = Some(cell);
                }
                VarKind::Local | VarKind::Temp => {
                    if self.facts.assigned.contains(&var) {
                        let copy = self.named_local(name, false);
                        self.emit_to(Some(copy), Op::Copy, vec![param], at);
                        self.vars[var.index()] = Some(copy);
                    }
                    self.mark_bound(var);
                }
                VarKind::Free => panic!("parameter {name} of {} is free", f.qualname),
            }
        }
        for (index, &var) in f.free_vars.iter().enumerate() {
            let callee = Operand::Local(self.callee.expect("free variables need the callee"));
            let cell = self.value(
                Op::LoadFree {
                    index: index as u32,
                },
                vec![callee],
                at,
            );
            let Operand::Local(cell) = cell else {
                unreachable!()
            };
            self.vars[var.index()] = Some(cell);
        }
        for (index, var) in f.vars.iter().enumerate() {
            if var.kind == VarKind::Cell && self.vars[index].is_none() {
                let cell = self.named_local(&var.name, false);
                // A comprehension makes the cells of its variables itself, afresh each time.
                if !var.is_comprehension {
                    self.emit_to(Some(cell), Op::NewCell, vec![Operand::Unset], at);
                }
                self.vars[index] = Some(cell);
            }
        }
    }
}
