//! AST and scopes to HIR, one module at a time.
//!
//! Afterwards every function of the module is in [`World::functions`], its variables numbered and its captures listed.
//! Names of comprehensions are variables of the frame around them; see [`crate::scope`].

mod annotation;
mod class;
mod comprehension;
mod docstring;
mod expr;
mod function;
mod import;
mod literal;
mod pattern;
mod refuse;
mod stmt;
mod type_params;
mod unexecuted;

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexSet;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};
use taipan_diagnostics::FileId;
use taipan_hir as hir;
use taipan_hir::{FuncId, FunctionKind, ModuleId, NameRef, Span, Symbol, VarId, VarKind};

use crate::loader::Origin;
use crate::scope::{Binding, Flags, Role, ScopeId, ScopeKind, ScopeTree, mangle};
use crate::symtable;
use crate::world::World;

/// A function whose body is being built.
struct Frame {
    func: FuncId,
    scope: ScopeId,
    kind: FunctionKind,
    qualname: String,
    name: Symbol,
    vars: Vec<hir::Var>,
    ids: HashMap<(ScopeId, Symbol), VarId>,
    free_vars: Vec<VarId>,
    captures: Vec<VarId>,
    /// The first positional parameter, which `super()` uses.
    receiver: Option<VarId>,
    /// Statements that must run before the one that is being built.
    pending: Vec<hir::Stmt>,
}

pub struct Builder<'b, 'w> {
    world: &'b mut World<'w>,
    module: ModuleId,
    tree: ScopeTree,
    file: FileId,
    source: Arc<str>,
    origin: Origin,
    future_annotations: bool,
    frames: Vec<Frame>,
    /// The scope whose code is being built; a comprehension's is not the top frame's.
    scope: ScopeId,
    globals: IndexSet<Symbol>,
    /// Inside a branch that is never executed, such as `if TYPE_CHECKING:`.
    unexecuted_depth: u32,
    /// Inside `try` with a handler for ImportError.
    import_guard_depth: u32,
    /// Inside annotations, which are evaluated only when asked for.
    annotation_depth: u32,
    /// Assignments of sets of constants to hidden globals, which the module's body begins with.
    constant_sets: Vec<hir::Stmt>,
    /// Temporaries made so far, for their names.
    temps: u32,
    /// Annotated assignments under control flow, by address, and their numbers.
    conditional_annotations: HashMap<usize, usize>,
}

/// Builds module `module` (whose AST is there) and returns its body.
/// Before the module's own code, it imports `preload`, if any.
pub fn build_module(world: &mut World<'_>, module: ModuleId, preload: Option<&str>) {
    let info = &world.modules[module.index()];
    let ast = info.ast.clone().expect("the module is parsed");
    let (file, source, origin) = (
        info.file.expect("a parsed module has a file"),
        info.text.clone(),
        info.origin,
    );
    let expanded = crate::dataclasses::expand(&ast);
    let ast = expanded.as_ref().unwrap_or(&ast);
    let future_annotations = has_future_annotations(&ast.body);
    let tree = symtable::scan(ast, &mut world.interner, future_annotations);
    let mut builder = Builder {
        world,
        module,
        tree,
        file,
        source,
        origin,
        future_annotations,
        frames: Vec::new(),
        scope: ScopeId(0),
        globals: IndexSet::new(),
        unexecuted_depth: 0,
        import_guard_depth: 0,
        annotation_depth: 0,
        constant_sets: Vec::new(),
        temps: 0,
        conditional_annotations: HashMap::new(),
    };
    builder.module_body(ast, preload);
}

fn has_future_annotations(body: &[ast::Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        ast::Stmt::ImportFrom(node) => {
            node.level == 0
                && node.module.as_deref() == Some("__future__")
                && node.names.iter().any(|alias| &*alias.name == "annotations")
        }
        _ => false,
    })
}

pub fn span(range: TextRange) -> Span {
    Span {
        start: range.start().into(),
        end: range.end().into(),
    }
}

pub fn range(span: Span) -> TextRange {
    TextRange::new(span.start.into(), span.end.into())
}

impl Builder<'_, '_> {
    fn module_body(&mut self, ast: &ast::ModModule, preload: Option<&str>) {
        let name = self.intern("<module>");
        let at = Span {
            start: 0,
            end: ast.range().end().into(),
        };
        let func = self.enter(FunctionKind::Module, ScopeId(0), name, "<module>".into());
        let mut body = Vec::new();
        if let Some(package) = preload {
            body.push(self.preload(package));
        }
        let (doc, stmts) = docstring::split(&ast.body);
        if let Some(annotate) =
            self.body_annotate(symtable::address(ast), &ast.body, "__annotate__")
        {
            let target = self.global("__annotate__");
            body.push(self.assign_name(target, annotate, Span::default()));
        }
        self.start_annotations(&ast.body, &mut body);
        self.block_into(stmts, &mut body);
        body.splice(0..0, self.constant_sets.drain(..));
        self.leave(body, at, 0, doc.clone(), hir::Params::default(), None);

        let World {
            modules, interner, ..
        } = &mut *self.world;
        let info = &mut modules[self.module.index()];
        info.body = Some(func);
        info.doc = doc;
        // First what the module's own code binds, in the order in which it is likely to: `globals()` shows that order.
        let own = self
            .tree
            .get(ScopeId(0))
            .symbols
            .iter()
            .filter(|(_, flags)| flags.has(Flags::BOUND));
        let early = self.globals.get("__annotate__").cloned();
        let mut globals: IndexSet<Symbol> = early
            .into_iter()
            .chain(own.map(|(name, _)| name.clone()))
            .collect();
        globals.extend(self.tree.bound_globals.iter().cloned());
        globals.extend(info.globals.drain(..));
        globals.extend(self.globals.drain(..));
        info.globals = globals;
        info.bound.extend(self.tree.bound_globals.iter().cloned());
        info.all = static_all(&ast.body)
            .map(|names| names.iter().map(|name| interner.intern(name)).collect());
    }

    fn intern(&mut self, name: &str) -> Symbol {
        self.world.interner.intern(name)
    }

    /// The name as scopes know it: private names of a class are mangled.
    fn symbol(&mut self, name: &str) -> Symbol {
        match mangle(self.tree.get(self.scope).private.as_deref(), name) {
            Some(mangled) => self.world.interner.intern(&mangled),
            None => self.world.interner.intern(name),
        }
    }

    fn frame(&self) -> &Frame {
        self.frames.last().expect("code stands in a frame")
    }

    fn frame_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("code stands in a frame")
    }

    fn global(&mut self, name: &str) -> NameRef {
        let symbol = self.intern(name);
        self.globals.insert(symbol.clone());
        NameRef::Global(symbol)
    }

    /// What `name` in the source means here.
    fn name(&mut self, name: &str) -> NameRef {
        let symbol = self.symbol(name);
        self.symbol_ref(symbol)
    }

    fn symbol_ref(&mut self, symbol: Symbol) -> NameRef {
        match self.tree.resolve(self.scope, &symbol) {
            Binding::Var(owner) => NameRef::Var(self.var(owner, &symbol)),
            Binding::Global => {
                self.globals.insert(symbol.clone());
                NameRef::Global(symbol)
            }
            Binding::ClassLocal => NameRef::ClassLocal(symbol),
            Binding::ClassFree(owner) => {
                let var = self.var(owner, &symbol);
                NameRef::ClassFree(symbol, var)
            }
            Binding::FromDict { class, fallback } => {
                let dict_name = self.intern(crate::scope::CLASSDICT_CELL);
                let dict = self.var(class, &dict_name);
                let fallback = fallback.map(|owner| self.var(owner, &symbol));
                if fallback.is_none() {
                    self.globals.insert(symbol.clone());
                }
                NameRef::FromDict {
                    dict,
                    name: symbol,
                    fallback,
                }
            }
        }
    }

    /// The variable of the current frame that is `owner`'s variable `name`.
    fn var(&mut self, owner: ScopeId, name: &Symbol) -> VarId {
        let index = self.frames.len() - 1;
        self.var_in(index, owner, name)
    }

    fn var_in(&mut self, frame: usize, owner: ScopeId, name: &Symbol) -> VarId {
        let key = (owner, name.clone());
        if let Some(&id) = self.frames[frame].ids.get(&key) {
            return id;
        }
        debug_assert_eq!(
            self.tree.frame(owner),
            self.frames[frame].scope,
            "{name} is not captured"
        );
        let kind = if self.tree.is_cell(owner, name) {
            VarKind::Cell
        } else {
            VarKind::Local
        };
        let is_comprehension = self.tree.get(owner).kind == ScopeKind::Comprehension;
        let frame = &mut self.frames[frame];
        let id = VarId::new(frame.vars.len());
        frame.vars.push(hir::Var {
            name: name.clone(),
            kind,
            is_comprehension,
        });
        frame.ids.insert(key, id);
        id
    }

    /// A variable that only desugared code sees.
    fn temp(&mut self, purpose: &str) -> VarId {
        self.temps += 1;
        let name = format!(".{purpose}{}", self.temps);
        let name = self.intern(&name);
        let frame = self.frame_mut();
        let id = VarId::new(frame.vars.len());
        frame.vars.push(hir::Var {
            name,
            kind: VarKind::Temp,
            is_comprehension: false,
        });
        id
    }

    /// Starts a function for `scope`, made by the current frame.
    fn enter(
        &mut self,
        kind: FunctionKind,
        scope: ScopeId,
        name: Symbol,
        qualname: String,
    ) -> FuncId {
        let func = self.world.reserve_function();
        let frees = self.tree.free_vars(scope);
        let mut frame = Frame {
            func,
            scope,
            kind,
            qualname,
            name,
            vars: Vec::new(),
            ids: HashMap::new(),
            free_vars: Vec::new(),
            captures: Vec::new(),
            receiver: None,
            pending: Vec::new(),
        };
        for (owner, name) in frees {
            frame.captures.push(self.var(owner, &name));
            let id = VarId::new(frame.vars.len());
            let is_comprehension = false;
            frame.vars.push(hir::Var {
                name: name.clone(),
                kind: VarKind::Free,
                is_comprehension,
            });
            frame.free_vars.push(id);
            frame.ids.insert((owner, name), id);
        }
        self.frames.push(frame);
        self.scope = scope;
        func
    }

    /// Completes the function that [`Builder::enter`] started. `first` is the offset that gives `co_firstlineno`.
    fn leave(
        &mut self,
        body: Vec<hir::Stmt>,
        at: Span,
        first: u32,
        doc: Option<String>,
        params: hir::Params,
        class_name: Option<Symbol>,
    ) {
        let frame = self.frames.pop().expect("a frame was entered");
        let scope = self.tree.get(frame.scope);
        let is_generator = scope.is_generator;
        let uses_locals = scope.uses_locals;
        let uses_class_cell = frame
            .free_vars
            .iter()
            .any(|&var| &*frame.vars[var.index()].name == crate::scope::CLASS_CELL);
        let parent = self.frames.last().map(|frame| frame.func);
        if let Some(outer) = self.frames.last() {
            // The code that makes a function stands in that function's enclosing scope, or in a comprehension there.
            let enclosing = scope.parent.expect("only modules have no parent");
            debug_assert_eq!(self.tree.frame(enclosing), outer.scope);
            self.scope = enclosing;
        }
        self.world.functions[frame.func.index()] = Some(hir::Function {
            module: self.module,
            name: frame.name,
            qualname: frame.qualname,
            kind: frame.kind,
            is_generator,
            is_async: false,
            params,
            vars: frame.vars,
            free_vars: frame.free_vars,
            captures: frame.captures,
            parent,
            body,
            doc,
            span: at,
            first,
            class_name,
            uses_class_cell,
            uses_locals,
        });
    }

    /// The qualified name of something called `name` that is made here.
    fn qualname(&self, name: &str) -> String {
        let frame = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.kind != FunctionKind::TypeParams);
        let frame = frame.expect("code stands in a frame");
        match frame.kind {
            FunctionKind::Module => name.into(),
            FunctionKind::ClassBody
            | FunctionKind::GenExpr
            | FunctionKind::Annotate
            | FunctionKind::TypeParams => format!("{}.{name}", frame.qualname),
            FunctionKind::Def | FunctionKind::Lambda => {
                format!("{}.<locals>.{name}", frame.qualname)
            }
        }
    }

    /// As [`Builder::qualname`] for a `def` or `class` statement: `global name` makes it a name of the module.
    fn definition_qualname(&mut self, name: &str) -> String {
        let symbol = self.symbol(name);
        let mut scope = self.scope;
        while self.tree.get(scope).kind == ScopeKind::TypeParams {
            scope = self
                .tree
                .get(scope)
                .parent
                .expect("type parameters stand in a scope");
        }
        match self.tree.resolve(scope, &symbol) {
            Binding::Global => name.into(),
            _ => self.qualname(name),
        }
    }

    fn scope_of<T>(&self, node: &T, role: Role) -> ScopeId {
        self.tree
            .of_node(symtable::address(node), role)
            .expect("the scanner saw this node")
    }

    fn expr_at(&self, kind: hir::ExprKind, at: Span) -> hir::Expr {
        hir::Expr { kind, span: at }
    }

    fn assign_name(&self, target: NameRef, value: hir::Expr, at: Span) -> hir::Stmt {
        let target = hir::Target {
            kind: hir::TargetKind::Name(target),
            span: at,
        };
        hir::Stmt {
            kind: hir::StmtKind::Assign {
                targets: vec![target],
                value,
            },
            span: at,
        }
    }

    fn read_var(&self, var: VarId, at: Span) -> hir::Expr {
        self.expr_at(hir::ExprKind::Name(NameRef::Var(var)), at)
    }
}

/// `__all__` when every assignment to it is a literal.
fn static_all(body: &[ast::Stmt]) -> Option<Vec<String>> {
    let mut names: Option<Vec<String>> = None;
    let is_all = |target: &ast::Expr| {
        target
            .as_name_expr()
            .is_some_and(|name| name.id.as_str() == "__all__")
    };
    for stmt in body {
        match stmt {
            ast::Stmt::Assign(node) if node.targets.iter().any(is_all) => {
                names = Some(literal_names(&node.value)?)
            }
            ast::Stmt::AnnAssign(node) if is_all(&node.target) => {
                names = Some(literal_names(node.value.as_deref()?)?)
            }
            ast::Stmt::AugAssign(node) if is_all(&node.target) => {
                names.as_mut()?.extend(literal_names(&node.value)?)
            }
            _ => {}
        }
    }
    names
}

fn literal_names(value: &ast::Expr) -> Option<Vec<String>> {
    let items = match value {
        ast::Expr::List(list) => &list.elts,
        ast::Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    items
        .iter()
        .map(|item| {
            item.as_string_literal_expr()
                .map(|text| text.value.to_str().to_string())
        })
        .collect()
}
