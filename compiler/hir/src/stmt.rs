//! Statements and assignment targets.

use crate::{Expr, FuncId, ModuleId, NameRef, Pattern, Span, Symbol, VarId};

pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

pub enum StmtKind {
    Expr(Expr),
    /// The value is evaluated first, then stored to each target from left to right.
    Assign {
        targets: Vec<Target>,
        value: Expr,
    },
    AugAssign {
        target: Target,
        op: crate::BinOp,
        value: Expr,
    },
    /// A declared variable: `x: T` or `x: T = value`. Without a value nothing is executed. The annotation is evaluated by the
    /// `__annotate__` function, which module and class bodies store by an Assign of `__annotate__` or `__annotate_func__`.
    AnnAssign {
        target: Target,
        value: Option<Expr>,
    },
    Delete(Vec<Target>),
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    For {
        target: Target,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
        is_async: bool,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
        is_async: bool,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finally: Vec<Stmt>,
        is_star: bool,
    },
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    Return(Option<Expr>),
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    Break,
    Continue,
    Pass,
    /// `def`: decorators are evaluated first, in order, then defaults, then applied in reverse.
    FunctionDef {
        target: NameRef,
        make: Expr,
        decorators: Vec<Expr>,
        name: Symbol,
    },
    ClassDef(Box<ClassDef>),
    Import(Import),
    ImportFrom(ImportFrom),
    /// A `type X = …` statement: `make` yields the lazily evaluated TypeAliasType.
    TypeAlias {
        target: NameRef,
        make: Expr,
    },
}

pub struct Target {
    pub kind: TargetKind,
    pub span: Span,
}

pub enum TargetKind {
    Name(NameRef),
    Attr(Expr, Symbol),
    Subscript(Expr, Expr),
    /// Unpacking; `star` is the position of the starred target.
    Unpack {
        items: Vec<Target>,
        star: Option<usize>,
    },
}

pub struct WithItem {
    pub context: Expr,
    pub target: Option<Target>,
}

pub struct Handler {
    /// `None` for a bare `except:`.
    pub exception: Option<Expr>,
    /// Bound on entry, deleted on every exit.
    pub name: Option<NameRef>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

pub struct Case {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

pub struct ClassDef {
    pub target: NameRef,
    pub name: Symbol,
    pub qualname: String,
    pub bases: Vec<crate::Arg>,
    pub keywords: Vec<crate::Keyword>,
    pub body: FuncId,
    pub decorators: Vec<Expr>,
    /// The one decorator is `dataclass`, whose methods the body holds already: it returns the class itself, and what else
    /// it gives the class has names of the language's own.
    pub is_dataclass: bool,
    pub doc: Option<String>,
    /// Methods need a `__class__` cell: it is the body function's `Cell` variable of that name.
    pub class_cell: Option<VarId>,
    /// Annotation scopes read the class namespace: this Cell variable of the body function is set to the namespace mapping
    /// before the body runs.
    pub classdict_cell: Option<VarId>,
    /// PEP 695 type parameters, as for functions (`Generic[...]` is already among `bases`).
    pub type_params: Vec<NameRef>,
}

/// What an import statement means in the closed world.
#[derive(Clone, Debug, PartialEq)]
pub enum ModuleRef {
    Found(ModuleId),
    /// Not in the closed world: `ModuleNotFoundError: No module named '…'` when executed.
    Missing(String),
    /// `import x.y` where `x` is not a package: CPython's message is `No module named 'x.y'; 'x' is not a package`.
    NotAPackage {
        name: String,
        parent: String,
    },
    /// `ImportError: attempted relative import with no known parent package` and its like.
    BadRelative(String),
}

/// One `import a.b.c [as d]`.
pub struct Import {
    /// `a`, `a.b`, `a.b.c`: each is initialised in order and bound in its parent.
    pub chain: Vec<(String, ModuleRef)>,
    pub target: NameRef,
    /// With `as`, the target receives the last of the chain; else the first.
    pub has_alias: bool,
}

/// `from M import a as x, b`
pub struct ImportFrom {
    /// The chain that leads to M; the last is M.
    pub chain: Vec<(String, ModuleRef)>,
    pub names: Vec<ImportedName>,
    /// `from M import *` (module level): names are bound at run time; the front end lists in
    /// [`crate::Module::globals`] those it could determine.
    pub is_star: bool,
    /// Span of each name lies in `names`.
    pub module_name: String,
}

pub struct ImportedName {
    pub name: Symbol,
    pub target: NameRef,
    /// When M is a package and `M.name` is a module of the closed world: it is imported if M has no such attribute.
    pub submodule: Option<ModuleRef>,
    pub span: Span,
}
