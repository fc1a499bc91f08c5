//! The classes of the program and the fields of their instances.
//!
//! A class lists the fields that its own code assigns. Where its first base is certainly another class statement of the closed
//! world, that class's fields come first; other bases' fields are put in front by the runtime.

use crate::World;
use crate::facts::Facts;
use std::collections::HashMap;
use taipan_abi::class_ids::FIRST_USER_CLASS;
use taipan_hir as hir;
use taipan_hir::{ExprKind, ModuleRef, NameRef, StmtKind, Symbol};
use taipan_mir::{Class, FuncId, ModuleId};

pub(crate) fn classes(world: &mut World<'_>) -> Vec<Class> {
    let bindings = Bindings::collect(world.hir, &world.facts);
    let mut classes = Vec::with_capacity(world.facts.class_bodies.len());
    for (index, &body) in world.facts.class_bodies.iter().enumerate() {
        let facts = &world.facts.classes[&body];
        let fields = bindings.fields(world.hir, &world.facts, body, 0);
        classes.push(Class {
            name: world.out.intern_name(&facts.def.name),
            module: ModuleId::new(facts.module.index()),
            body: FuncId::new(body.index()),
            fields: fields.iter().map(|f| world.out.intern_name(f)).collect(),
            class_id: FIRST_USER_CLASS + index as u32,
            num_static_fields: 0,
            doubles: 0,
            static_doubles: 0,
        });
    }
    classes
}

/// A global that is bound exactly once, by a statement of the module body.
#[derive(Clone, Copy)]
enum Binding<'a> {
    Class(hir::FuncId),
    /// `from module import name`
    Imported(hir::ModuleId, &'a Symbol),
    /// Bound otherwise, or more than once.
    Other,
}

struct Bindings<'a> {
    modules: Vec<HashMap<&'a Symbol, Binding<'a>>>,
}

impl<'a> Bindings<'a> {
    fn collect(program: &'a hir::Program, facts: &Facts<'a>) -> Self {
        let mut modules = Vec::with_capacity(program.modules.len());
        for module in &program.modules {
            let mut names = HashMap::new();
            if let Some(body) = module.body {
                for s in &program.functions[body.index()].body {
                    bind(&s.kind, &mut names);
                }
            }
            modules.push(names);
        }
        // A name that anything else stores to is not certain. The statement itself is one store.
        for (module, names) in modules.iter_mut().enumerate() {
            for (name, binding) in names.iter_mut() {
                if facts.modules[module].stores(name) > 1 {
                    *binding = Binding::Other;
                }
            }
        }
        Bindings { modules }
    }

    fn fields(
        &self,
        program: &'a hir::Program,
        facts: &Facts<'a>,
        body: hir::FuncId,
        depth: u32,
    ) -> Vec<Symbol> {
        let class = &facts.classes[&body];
        let mut fields = match class.def.bases.first() {
            // A class cannot be its own ancestor; a name bound later can make it look so.
            Some(base) if !base.is_star && depth < 64 => {
                match self.base(class.module, &base.value, 0) {
                    Some(base) if base != body => self.fields(program, facts, base, depth + 1),
                    Some(_) | None => Vec::new(),
                }
            }
            Some(_) | None => Vec::new(),
        };
        for field in facts.fields(program, class) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// The class statement that a base certainly is.
    fn base(&self, module: hir::ModuleId, base: &hir::Expr, depth: u32) -> Option<hir::FuncId> {
        let ExprKind::Name(NameRef::Global(name)) = &base.kind else {
            return None;
        };
        self.lookup(module, name, depth)
    }

    fn lookup(&self, module: hir::ModuleId, name: &Symbol, depth: u32) -> Option<hir::FuncId> {
        match self.modules[module.index()].get(name)? {
            Binding::Class(body) => Some(*body),
            Binding::Imported(module, name) if depth < 16 => self.lookup(*module, name, depth + 1),
            Binding::Imported(..) | Binding::Other => None,
        }
    }
}

fn bind<'a>(s: &'a StmtKind, names: &mut HashMap<&'a Symbol, Binding<'a>>) {
    let mut add = |name: &'a NameRef, binding| {
        if let NameRef::Global(symbol) = name {
            names
                .entry(symbol)
                .and_modify(|b| *b = Binding::Other)
                .or_insert(binding);
        }
    };
    match s {
        // A decorator may return anything; dataclasses and their like return the class.
        StmtKind::ClassDef(def) => add(&def.target, Binding::Class(def.body)),
        StmtKind::ImportFrom(import) => {
            for name in &import.names {
                let binding = match (import.chain.last(), &name.submodule) {
                    (Some((_, ModuleRef::Found(module))), None) => {
                        Binding::Imported(*module, &name.name)
                    }
                    _ => Binding::Other,
                };
                add(&name.target, binding);
            }
        }
        _ => {}
    }
}
