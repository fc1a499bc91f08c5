//! What the lowering wants to know about the whole program before it starts: which globals each module's code binds, which
//! class statement a class body belongs to, and how each function treats its variables.

use crate::fields;
use crate::walk::{self, Access, Visitor};
use std::collections::{HashMap, HashSet};
use taipan_abi::builtins::is_builtin;
use taipan_hir as hir;
use taipan_hir::{ExprKind, NameRef, StmtKind, Symbol, VarId};
use taipan_mir::ClassRef;

/// How one function treats its variables.
#[derive(Default)]
pub(crate) struct FunctionFacts {
    /// Stored to, other than as a parameter.
    pub assigned: HashSet<VarId>,
    /// Made unset somewhere: by `del`, at the end of a handler, at the end of a comprehension.
    pub deleted: HashSet<VarId>,
    /// Targets of `:=`: an operand that was read before may not be a name for the variable.
    pub walrus: HashSet<VarId>,
}

#[derive(Default)]
pub(crate) struct ModuleFacts {
    /// Globals that some code of the module stores to or deletes, and in how many places.
    pub bound: HashMap<Symbol, u32>,
    /// Names that `import` statements bind: receivers that may be modules.
    imported: HashSet<Symbol>,
    /// The set of bound globals is open: `from m import *`, or `globals()` may be written to.
    pub is_open: bool,
    /// Where a global with a builtin's name is read first in the module's text, or 0 where it is deleted.
    first_reads: HashMap<Symbol, u32>,
    /// From where on in the module's text such a global is surely bound: a statement of the module's own has bound it.
    bound_from: HashMap<Symbol, u32>,
}

impl ModuleFacts {
    /// In how many places the module's code binds a global.
    pub fn stores(&self, name: &Symbol) -> u32 {
        self.bound.get(name).copied().unwrap_or(0)
    }

    /// Whether a read of the global may find the builtin of its name, although the module binds it. What stands behind a
    /// statement of the module's body runs after it, functions included.
    pub fn shows_builtin(&self, name: &Symbol) -> bool {
        let Some(read) = self.first_reads.get(name) else {
            return false;
        };
        self.bound_from.get(name).is_none_or(|bound| read < bound)
    }

    fn read_at(&mut self, name: &Symbol, at: u32) {
        if is_builtin(name) {
            let first = self.first_reads.entry(name.clone()).or_insert(at);
            *first = at.min(*first);
        }
    }

    /// A statement of the module's body.
    fn run(&mut self, program: &hir::Program, s: &hir::Stmt) {
        let mut bind = |name: &NameRef, at: u32| {
            if let NameRef::Global(symbol) = name
                && is_builtin(symbol)
            {
                self.bound_from.entry(symbol.clone()).or_insert(at);
            }
        };
        match &s.kind {
            StmtKind::Assign { targets, .. } => {
                for t in targets {
                    if let hir::TargetKind::Name(name) = &t.kind {
                        bind(name, s.span.end);
                    }
                }
            }
            StmtKind::AnnAssign {
                target,
                value: Some(_),
            } => {
                if let hir::TargetKind::Name(name) = &target.kind {
                    bind(name, s.span.end);
                }
            }
            StmtKind::FunctionDef {
                target,
                make,
                decorators,
                ..
            } => {
                // Its own code runs after it is bound, unless a decorator calls it.
                let body = match &make.kind {
                    ExprKind::MakeFunction(m) if decorators.is_empty() => {
                        program.functions[m.func.index()].body.first()
                    }
                    _ => None,
                };
                let at = body.map_or(0, |first| first.span.start);
                bind(target, if at > s.span.start { at } else { s.span.end });
            }
            StmtKind::ClassDef(def) => bind(&def.target, s.span.end),
            StmtKind::Import(import) => bind(&import.target, s.span.end),
            StmtKind::ImportFrom(import) => {
                for n in &import.names {
                    bind(&n.target, s.span.end);
                }
            }
            _ => {}
        }
    }
}

pub(crate) struct ClassFacts<'a> {
    pub def: &'a hir::ClassDef,
    pub module: hir::ModuleId,
    pub class: ClassRef,
}

pub(crate) struct Facts<'a> {
    pub functions: Vec<FunctionFacts>,
    pub modules: Vec<ModuleFacts>,
    /// By the function that is the class's body.
    pub classes: HashMap<hir::FuncId, ClassFacts<'a>>,
    /// In order of [`ClassRef`].
    pub class_bodies: Vec<hir::FuncId>,
    /// The destruction of values can be seen: a `__del__` is defined, or the program's own code refers weakly or has a generator
    /// that may be waiting inside of a `try` or `with`.
    pub has_finalizers: bool,
    /// Builtins that are stored to through a module (`builtins.open = …`).
    replaced_builtins: HashSet<Symbol>,
}

impl<'a> Facts<'a> {
    pub fn collect(program: &'a hir::Program) -> Self {
        let mut facts = Facts {
            functions: Vec::with_capacity(program.functions.len()),
            modules: program
                .modules
                .iter()
                .map(|_| ModuleFacts::default())
                .collect(),
            classes: HashMap::new(),
            class_bodies: Vec::new(),
            has_finalizers: false,
            replaced_builtins: HashSet::new(),
        };
        let mut attributes = Vec::new();
        for function in &program.functions {
            let is_own = !program.modules[function.module.index()].is_stdlib;
            if function.kind == hir::FunctionKind::Module {
                for s in &function.body {
                    facts.modules[function.module.index()].run(program, s);
                }
            }
            let mut scan = Scan {
                function,
                facts: FunctionFacts::default(),
                module: &mut facts.modules[function.module.index()],
                classes: Vec::new(),
                called_with: None,
                attributes: &mut attributes,
                has_finalizers: &*function.name == "__del__",
                is_own,
            };
            walk::stmts(&mut scan, &function.body);
            let Scan {
                facts: function_facts,
                classes,
                has_finalizers,
                ..
            } = scan;
            facts.has_finalizers |= has_finalizers;
            facts.functions.push(function_facts);
            for def in classes {
                let class = ClassRef::new(facts.class_bodies.len());
                facts.class_bodies.push(def.body);
                facts.classes.insert(
                    def.body,
                    ClassFacts {
                        def,
                        module: function.module,
                        class,
                    },
                );
            }
        }
        for (module, receiver, name) in attributes {
            if facts.modules[module.index()].imported.contains(receiver) {
                facts.replaced_builtins.insert(name.clone());
            }
        }
        facts
    }

    /// Whether a global read of `name` in `module` can only find the builtin.
    pub fn reads_builtin(&self, module: hir::ModuleId, name: &Symbol) -> bool {
        let m = &self.modules[module.index()];
        is_builtin(name)
            && !m.is_open
            && !m.bound.contains_key(name)
            && !self.replaced_builtins.contains(name)
    }

    /// The fields that the class statement's own code gives its instances.
    pub fn fields(&self, program: &'a hir::Program, class: &ClassFacts<'a>) -> Vec<Symbol> {
        fields::own_fields(program, class.def)
    }
}

struct Scan<'a, 'b> {
    function: &'a hir::Function,
    facts: FunctionFacts,
    module: &'b mut ModuleFacts,
    classes: Vec<&'a hir::ClassDef>,
    /// The callee of the call with arguments that was entered last.
    called_with: Option<&'a hir::Expr>,
    /// `receiver.name = …` where the receiver is a plain name and `name` a builtin's.
    attributes: &'b mut Vec<(hir::ModuleId, &'a Symbol, &'a Symbol)>,
    has_finalizers: bool,
    /// Code of the program, not of the standard library.
    is_own: bool,
}

impl<'a> Scan<'a, '_> {
    fn symbol(&self, name: &'a NameRef) -> &'a Symbol {
        match name {
            NameRef::Var(var) | NameRef::ClassFree(_, var) => &self.function.vars[var.index()].name,
            NameRef::Global(s) | NameRef::ClassLocal(s) => s,
            NameRef::FromDict { name, .. } => name,
        }
    }
}

impl<'a> Visitor<'a> for Scan<'a, '_> {
    fn name(&mut self, name: &'a NameRef, access: Access) {
        match (name, access) {
            (NameRef::Var(var), Access::Write) => {
                self.facts.assigned.insert(*var);
            }
            (NameRef::Var(var), Access::Delete) => {
                self.facts.assigned.insert(*var);
                self.facts.deleted.insert(*var);
            }
            (NameRef::Global(s), Access::Write | Access::Delete) => {
                *self.module.bound.entry(s.clone()).or_default() += 1;
                if access == Access::Delete {
                    self.module.read_at(s, 0);
                }
            }
            (
                NameRef::Var(_)
                | NameRef::Global(_)
                | NameRef::ClassLocal(_)
                | NameRef::ClassFree(..)
                | NameRef::FromDict { .. },
                _,
            ) => {}
        }
    }

    fn expr(&mut self, e: &'a hir::Expr) {
        if let ExprKind::Name(NameRef::Global(s)) = &e.kind {
            self.module.read_at(s, e.span.start);
        }
        match &e.kind {
            ExprKind::Walrus(NameRef::Var(var), _) => {
                self.facts.walrus.insert(*var);
            }
            ExprKind::Comprehension(c) => {
                for var in &c.scope_vars {
                    self.facts.assigned.insert(*var);
                    self.facts.deleted.insert(*var);
                }
            }
            ExprKind::Name(NameRef::Global(s)) if matches!(&**s, "globals" | "exec" | "eval") => {
                self.module.is_open = true;
            }
            // With an argument they are about that object.
            ExprKind::Call { func, args, .. } if !args.is_empty() => self.called_with = Some(func),
            ExprKind::Name(NameRef::Global(s))
                if matches!(&**s, "locals" | "vars")
                    && self.function.kind == hir::FunctionKind::Module
                    && !self.called_with.is_some_and(|f| std::ptr::eq(f, e)) =>
            {
                self.module.is_open = true;
            }
            _ => {}
        }
    }

    fn stmt(&mut self, s: &'a hir::Stmt) {
        match &s.kind {
            StmtKind::AugAssign { target, .. } => {
                if let hir::TargetKind::Name(NameRef::Global(name)) = &target.kind {
                    self.module.read_at(name, s.span.start);
                }
            }
            StmtKind::ClassDef(def) => self.classes.push(def),
            StmtKind::Try { .. } | StmtKind::With { .. } => {
                self.has_finalizers |= self.is_own && self.function.is_generator;
            }
            StmtKind::Import(import) => {
                self.has_finalizers |= self.is_own && refers_weakly(&import.chain);
                self.module
                    .imported
                    .insert(self.symbol(&import.target).clone());
            }
            StmtKind::ImportFrom(import) => {
                self.has_finalizers |= self.is_own && refers_weakly(&import.chain);
                self.module.is_open |= import.is_star;
                for n in &import.names {
                    let symbol = self.symbol(&n.target).clone();
                    self.module.imported.insert(symbol);
                }
            }
            _ => {}
        }
    }

    fn attr_target(&mut self, object: &'a hir::Expr, name: &'a Symbol) {
        if let ExprKind::Name(receiver) = &object.kind
            && is_builtin(name)
        {
            self.attributes
                .push((self.function.module, self.symbol(receiver), name));
        }
    }
}

fn refers_weakly(chain: &[(String, hir::ModuleRef)]) -> bool {
    chain
        .iter()
        .any(|(name, _)| name == "weakref" || name == "_weakref")
}
