//! The scopes of one module and what each name in them means.
//!
//! [`crate::symtable`] fills the tree from the AST; then [`ScopeTree::finish`] finds what is captured. Afterwards
//! [`ScopeTree::resolve`] answers for any scope and name, and every variable that crosses a frame is listed in
//! [`ScopeTree::is_cell`] and [`ScopeTree::free_vars`].
//!
//! A *frame* is a scope that becomes a function of its own: all but list, set and dict comprehensions, which are inlined into
//! the frame around them but keep their names to themselves (PEP 709).

use std::collections::HashMap;
use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use taipan_hir::{Symbol, newtype_index};

newtype_index! {
    /// A scope of one module, index into [`ScopeTree::scopes`].
    pub struct ScopeId = "s";
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Class,
    Def,
    Lambda,
    GenExpr,
    /// A list, set or dict comprehension.
    Comprehension,
    /// The annotations of a function, class or module.
    Annotate,
    /// PEP 695 type parameters.
    TypeParams,
    /// A lazily evaluated bound, default or alias value of PEP 695 and 696.
    Lazy,
}

impl ScopeKind {
    /// Scopes that see the names of the class body they stand in.
    fn is_annotation(self) -> bool {
        matches!(
            self,
            ScopeKind::Annotate | ScopeKind::TypeParams | ScopeKind::Lazy
        )
    }
}

/// What the code of one scope does with a name.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Flags(u8);

impl Flags {
    pub const BOUND: Flags = Flags(1);
    pub const PARAM: Flags = Flags(2);
    pub const USED: Flags = Flags(4);
    pub const GLOBAL: Flags = Flags(8);
    pub const NONLOCAL: Flags = Flags(16);
    /// Read on behalf of `super()`; means nothing when it does not lead to a class.
    pub const IMPLICIT: Flags = Flags(32);
    /// Bound by something other than a nested `def`, `class` or `import`.
    pub const ASSIGNED: Flags = Flags(64);

    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub fn add(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}

pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    pub symbols: IndexMap<Symbol, Flags>,
    /// The class whose name mangles private names here.
    pub private: Option<Symbol>,
    /// Contains `yield` or `yield from`.
    pub is_generator: bool,
    /// Calls `locals()`, `vars()` or `dir()` without arguments.
    pub uses_locals: bool,
}

/// Which part of an AST node a scope belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    Body,
    Annotate,
    TypeParams,
    Bound,
    Default,
}

/// What a name means in a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// A variable that the scope given owns.
    Var(ScopeId),
    Global,
    /// A name of the class body that asks.
    ClassLocal,
    /// Asked by a class body: its namespace, then the variable of the scope given.
    ClassFree(ScopeId),
    /// The namespace of `class`, then the variable of `fallback` or a global.
    FromDict {
        class: ScopeId,
        fallback: Option<ScopeId>,
    },
}

#[derive(Default)]
pub struct ScopeTree {
    pub scopes: Vec<Scope>,
    by_node: HashMap<(usize, Role), ScopeId>,
    cells: HashSet<(ScopeId, Symbol)>,
    frees: HashMap<ScopeId, IndexSet<(ScopeId, Symbol)>>,
    /// Names that some code of the module binds as a global.
    pub bound_globals: IndexSet<Symbol>,
    /// The module has `from m import *`.
    pub has_star_import: bool,
}

/// `__class__`, the cell through which methods reach their class.
pub const CLASS_CELL: &str = "__class__";
/// The cell through which annotation scopes reach the namespace of their class.
pub const CLASSDICT_CELL: &str = "__classdict__";

impl ScopeTree {
    pub fn add(&mut self, node: usize, role: Role, scope: Scope) -> ScopeId {
        let id = ScopeId::new(self.scopes.len());
        self.scopes.push(scope);
        self.by_node.insert((node, role), id);
        id
    }

    /// The scope made for this part of the node, if there is one.
    pub fn of_node(&self, node: usize, role: Role) -> Option<ScopeId> {
        self.by_node.get(&(node, role)).copied()
    }

    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.index()]
    }

    /// The scope whose function runs this scope's code.
    pub fn frame(&self, mut id: ScopeId) -> ScopeId {
        while self.get(id).kind == ScopeKind::Comprehension {
            id = self.get(id).parent.expect("a comprehension has a parent");
        }
        id
    }

    pub fn is_cell(&self, owner: ScopeId, name: &Symbol) -> bool {
        self.cells.contains(&(owner, name.clone()))
    }

    /// The variables of other frames that this frame captures or passes on, in the order of its closure.
    pub fn free_vars(&self, frame: ScopeId) -> Vec<(ScopeId, Symbol)> {
        self.frees
            .get(&frame)
            .map(|set| set.iter().cloned().collect())
            .unwrap_or_default()
    }

    pub fn resolve(&self, scope: ScopeId, name: &str) -> Binding {
        let this = self.get(scope);
        let flags = this.symbols.get(name).copied().unwrap_or_default();
        if flags.has(Flags::GLOBAL) || this.kind == ScopeKind::Module {
            return Binding::Global;
        }
        if flags.has(Flags::BOUND) && !flags.has(Flags::NONLOCAL) {
            return if this.kind == ScopeKind::Class {
                Binding::ClassLocal
            } else {
                Binding::Var(scope)
            };
        }
        let outer = self.resolve_outside(scope, name);
        match (this.kind, outer) {
            (ScopeKind::Class, Binding::Var(owner)) if !flags.has(Flags::NONLOCAL) => {
                Binding::ClassFree(owner)
            }
            (ScopeKind::Class, Binding::Global)
                if IMPLICIT_CLASS_NAMES.contains(&name) || this.uses_locals =>
            {
                Binding::ClassLocal
            }
            _ => outer,
        }
    }

    /// Looks for `name` in the scopes around `scope`.
    fn resolve_outside(&self, scope: ScopeId, name: &str) -> Binding {
        // Annotation scopes see the class around them; functions nested in them do not.
        let mut sees_class = true;
        let mut class_hit = None;
        let mut current = scope;
        loop {
            let kind = self.get(current).kind;
            sees_class &= kind.is_annotation() || kind == ScopeKind::Comprehension;
            let direct = kind.is_annotation();
            let Some(parent) = self.get(current).parent else {
                break;
            };
            let outer = self.get(parent);
            let flags = outer.symbols.get(name).copied().unwrap_or_default();
            match outer.kind {
                ScopeKind::Module => break,
                ScopeKind::Class => {
                    if name == CLASS_CELL {
                        return Binding::Var(parent);
                    }
                    if sees_class && direct && class_hit.is_none() {
                        if flags.has(Flags::GLOBAL) {
                            break;
                        }
                        if flags.has(Flags::BOUND) && !flags.has(Flags::NONLOCAL) {
                            class_hit = Some(parent);
                        }
                    }
                    sees_class = false;
                }
                _ => {
                    if flags.has(Flags::GLOBAL) {
                        break;
                    }
                    if flags.has(Flags::BOUND) && !flags.has(Flags::NONLOCAL) {
                        return match class_hit {
                            Some(class) => Binding::FromDict {
                                class,
                                fallback: Some(parent),
                            },
                            None => Binding::Var(parent),
                        };
                    }
                }
            }
            current = parent;
        }
        match class_hit {
            Some(class) => Binding::FromDict {
                class,
                fallback: None,
            },
            None => Binding::Global,
        }
    }

    /// Finds cells and free variables. Call once, when all scopes are there.
    pub fn finish(&mut self) {
        let mut captures = Vec::new();
        let mut globals = IndexSet::new();
        for index in 0..self.scopes.len() {
            let id = ScopeId::new(index);
            let scope = self.get(id);
            for (name, &flags) in &scope.symbols {
                match self.resolve(id, name) {
                    Binding::Global => {
                        if flags.has(Flags::BOUND) {
                            globals.insert(name.clone());
                        }
                    }
                    Binding::ClassLocal => {}
                    Binding::Var(owner) | Binding::ClassFree(owner) => {
                        captures.push((id, owner, name.clone()))
                    }
                    Binding::FromDict { class, fallback } => {
                        captures.push((id, class, CLASSDICT_CELL.into()));
                        if let Some(owner) = fallback {
                            captures.push((id, owner, name.clone()));
                        }
                    }
                }
            }
        }
        self.bound_globals = globals;
        for (user, owner, name) in captures {
            let home = self.frame(owner);
            let mut frame = self.frame(user);
            if frame == home {
                // A class's special cells belong to it even though no table of names lists them.
                continue;
            }
            self.cells.insert((owner, name.clone()));
            while frame != home {
                self.frees
                    .entry(frame)
                    .or_default()
                    .insert((owner, name.clone()));
                let parent = self
                    .get(frame)
                    .parent
                    .expect("a captured variable lies in an enclosing frame");
                frame = self.frame(parent);
            }
        }
        for set in self.frees.values_mut() {
            set.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
        }
    }
}

/// Names that the interpreter puts into every class namespace before the body runs.
const IMPLICIT_CLASS_NAMES: &[&str] = &[
    "__module__",
    "__qualname__",
    "__firstlineno__",
    "__type_params__",
    "__annotate_func__",
    "__doc__",
];

/// `name` as it is spelled inside class `private`: `__x` becomes `_C__x`.
pub fn mangle(private: Option<&str>, name: &str) -> Option<String> {
    let class = private?.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return None;
    }
    Some(format!("_{class}{name}"))
}
