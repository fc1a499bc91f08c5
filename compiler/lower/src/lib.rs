//! HIR to MIR: control flow becomes blocks, names become locals, cells and slots, exceptions become raising edges.
//!
//! Afterwards every function of the HIR is the MIR function of the same index. All locals are `Value`s (cells and fresh
//! containers too), except conditions (`Bool`), machine numbers for the runtime (`I64`) and addresses (`Raw`). A read of a
//! variable that may be unset stands behind a `CheckBound`. Every instruction carries the span that CPython 3.14 underlines
//! in a traceback for it. Unreachable blocks are gone.
//!
//! Expressions are lowered by recursion; the driver runs the compiler on a thread whose stack is large enough for every
//! depth that the parser lets through (thousands of chained operators).
//!
//! **Invariant:** no reference counts, no types, no devirtualisation here: `opt` does that.
#![forbid(unsafe_code)]

mod builder;
mod call;
mod class;
mod comprehension;
mod condition;
mod constant;
mod display;
mod exit;
mod expr;
mod facts;
mod fields;
mod function;
mod generator;
mod import;
mod layout;
mod match_stmt;
mod name;
mod prune;
mod stmt;
mod target;
mod try_star;
mod try_stmt;
mod walk;
mod with_stmt;

use facts::Facts;
use indexmap::IndexSet;
use std::collections::HashMap;
use taipan_hir as hir;
use taipan_mir as mir;

/// Lowers the closed world.
pub fn lower(program: &hir::Program) -> mir::Program {
    let mut world = World::new(program);
    for index in 0..program.functions.len() {
        let func = function::lower(&mut world, hir::FuncId::new(index));
        world.out.funcs.push(func);
    }
    world.finish()
}

/// What the lowering of all functions shares.
pub(crate) struct World<'a> {
    pub hir: &'a hir::Program,
    pub facts: Facts<'a>,
    pub out: mir::Program,
    /// Per module: slot of each global.
    slots: Vec<HashMap<hir::Symbol, u32>>,
    /// Per module: offsets at which lines start.
    line_starts: Vec<Vec<u32>>,
}

impl<'a> World<'a> {
    fn new(program: &'a hir::Program) -> Self {
        let mut out = mir::Program {
            modules: Vec::new(),
            main: mir::ModuleId::new(program.main.index()),
            funcs: Vec::with_capacity(program.functions.len()),
            classes: Vec::new(),
            consts: IndexSet::new(),
            names: IndexSet::new(),
            num_caches: 0,
            inline_sites: vec![],
            has_finalizers: false,
        };
        let mut slots = Vec::new();
        let mut line_starts = Vec::new();
        let facts = Facts::collect(program);
        for (m, bound) in program.modules.iter().zip(&facts.modules) {
            let globals: Vec<_> = m.globals.iter().map(|g| out.intern_name(g)).collect();
            let doc = m.doc.as_ref().map(|d| string(&mut out, d));
            slots.push(m.globals.iter().cloned().zip(0..).collect());
            line_starts.push(
                std::iter::once(0)
                    .chain(m.source.match_indices('\n').map(|(at, _)| at as u32 + 1))
                    .collect(),
            );
            out.modules.push(mir::Module {
                name: m.name.to_string(),
                path: m.path.clone(),
                package: m.package.clone(),
                is_package: m.is_package,
                is_stdlib: m.is_stdlib,
                is_native: m.is_native,
                body: m.body.map(|f| mir::FuncId::new(f.index())),
                globals,
                shows_builtin: (0..)
                    .zip(&m.globals)
                    .filter(|(_, name)| bound.shows_builtin(name))
                    .map(|(slot, _)| slot)
                    .collect(),
                doc,
                source: m.source.clone(),
            });
        }
        out.has_finalizers = facts.has_finalizers;
        let mut world = World {
            hir: program,
            facts,
            out,
            slots,
            line_starts,
        };
        world.out.classes = layout::classes(&mut world);
        world
    }

    fn finish(self) -> mir::Program {
        self.out
    }

    /// The slot of a global; names that the front end did not list get one here.
    pub fn slot(&mut self, module: hir::ModuleId, name: &hir::Symbol) -> u32 {
        if let Some(slot) = self.slots[module.index()].get(name) {
            return *slot;
        }
        let id = self.out.intern_name(name);
        let globals = &mut self.out.modules[module.index()].globals;
        globals.push(id);
        let slot = globals.len() as u32 - 1;
        self.slots[module.index()].insert(name.clone(), slot);
        slot
    }

    pub fn find_slot(&self, module: hir::ModuleId, name: &hir::Symbol) -> Option<u32> {
        self.slots[module.index()].get(name).copied()
    }

    /// The line, counted from 1, of an offset.
    pub fn line(&self, module: hir::ModuleId, offset: u32) -> u32 {
        self.line_starts[module.index()].partition_point(|&start| start <= offset) as u32
    }
}

pub(crate) fn string(program: &mut mir::Program, text: &str) -> mir::ConstId {
    program.intern_const(mir::Const::Str(text.as_bytes().into()))
}
