//! The high-level IR: a Python program whose names are resolved and whose sugar is mostly gone.
//!
//! At this door every name says which binding it means (local, cell, free, global, class namespace); comprehensions other
//! than generator expressions are inlined with variables of their own (PEP 709); f-string `=` is expanded; annotations have
//! become lazily called `__annotate__` functions (PEP 649); imports name modules of the closed world where they were found.
//! Evaluation order is the source's: a consumer evaluates children in field order unless a doc comment says otherwise.
//!
//! **Invariant:** HIR holds no type facts that code generation trusts, no layouts, no control-flow graph.

pub mod expr;
pub mod pattern;
pub mod print;
pub mod stmt;
pub mod verify;

pub use expr::*;
pub use pattern::*;
pub use stmt::*;

/// An interned-by-value name. Identifiers are NFKC-normalised and private names are already mangled (`_C__x`).
pub type Symbol = std::rc::Rc<str>;

/// A half-open range of byte offsets in the file of the enclosing module.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// Declares a typed index with `new`, `index` and `Debug` as `prefix + number`.
#[macro_export]
macro_rules! newtype_index {
    ($(#[$meta:meta])* pub struct $name:ident = $prefix:literal;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("index fits 32 bits"))
            }
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

newtype_index! {
    /// A module of the closed world, index into [`Program::modules`].
    pub struct ModuleId = "m";
}
newtype_index! {
    /// A function, class body, module body, lambda or generator expression, index into [`Program::functions`].
    pub struct FuncId = "f";
}
newtype_index! {
    /// A variable of one function, index into [`Function::vars`].
    pub struct VarId = "v";
}

/// The closed world: every module that the program can import, in an order in which dependencies were discovered.
pub struct Program {
    pub modules: Vec<Module>,
    pub functions: Vec<Function>,
    /// The module that runs as `__main__`.
    pub main: ModuleId,
}

pub struct Module {
    /// Dotted name; `__main__` for the entry module.
    pub name: Symbol,
    /// The path shown in tracebacks and `__file__`.
    pub path: String,
    /// Index of the source in the driver's source map.
    pub file: u32,
    pub is_package: bool,
    /// `__package__`.
    pub package: String,
    /// Part of our standard library rather than the user's program.
    pub is_stdlib: bool,
    /// Native module of the runtime: no body, names are looked up in the runtime's table.
    pub is_native: bool,
    /// The module body ([`FunctionKind::Module`]); `None` for native modules.
    pub body: Option<FuncId>,
    /// Every name that the module's code binds or reads as a global: first what its body binds, in source order.
    /// Those that begin with a full stop are the compiler's own and hidden from programs.
    /// (`__name__`, `__file__`, `__doc__`, … appear when they are read.)
    pub globals: Vec<Symbol>,
    pub doc: Option<String>,
    /// The whole source text, for tracebacks.
    pub source: std::sync::Arc<str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FunctionKind {
    Module,
    /// A class body: runs with a namespace mapping; its names are [`NameRef::ClassLocal`]. Takes no parameters.
    ClassBody,
    Def,
    Lambda,
    /// A generator expression; parameter 0 is the already evaluated iterator of the first `for` (named `.0`).
    GenExpr,
    /// `__annotate__(format, /)`: returns the dict of annotations (raises NotImplementedError for format > 2).
    Annotate,
    /// The hidden scope of PEP 695 type parameters; called at once where it is made.
    TypeParams,
}

pub struct Function {
    pub module: ModuleId,
    pub name: Symbol,
    pub qualname: String,
    pub kind: FunctionKind,
    /// Contains `yield`, `yield from`, or is a generator expression.
    pub is_generator: bool,
    pub is_async: bool,
    pub params: Params,
    pub vars: Vec<Var>,
    /// Variables captured from enclosing functions, in closure-tuple order; each is a [`VarKind::Free`] of `vars`.
    pub free_vars: Vec<VarId>,
    /// For each of `free_vars`, the Cell or Free variable of `parent` that it is.
    pub captures: Vec<VarId>,
    /// The function whose code makes this one; `None` for module bodies.
    pub parent: Option<FuncId>,
    /// A lambda's body is one `Return`. A generator expression's body is its loops, over parameter 0, around a `Yield`.
    pub body: Vec<Stmt>,
    pub doc: Option<String>,
    /// Span of the `def`/`class`/`lambda` from its first decorator on.
    pub span: Span,
    /// Offset of the name or keyword that gives `co_firstlineno`.
    pub first: u32,
    /// For methods: the name of the class whose body directly contains the def.
    pub class_name: Option<Symbol>,
    /// The function uses `super()` without arguments or `__class__` (then `__class__` is among its free variables).
    pub uses_class_cell: bool,
    /// The code calls `locals()`, `vars()`, `dir()` or `eval`-likes with no argument: named locals must be reachable.
    pub uses_locals: bool,
}

#[derive(Default)]
pub struct Params {
    /// Positional-only, then positional-or-keyword, then keyword-only.
    pub named: Vec<Param>,
    pub num_posonly: u32,
    /// Positional-only plus positional-or-keyword.
    pub num_positional: u32,
    pub vararg: Option<VarId>,
    pub kwarg: Option<VarId>,
}

pub struct Param {
    pub var: VarId,
    pub name: Symbol,
    /// A default exists; its expression is evaluated by [`Expr`] `MakeFunction`.
    pub has_default: bool,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    /// Seen by this function only.
    Local,
    /// Owned by this function and captured by an inner one: lives in a cell made on entry
    /// (a captured parameter is copied into its cell on entry).
    Cell,
    /// Captured from an enclosing function.
    Free,
    /// Made by the desugaring; never unset when read, not shown by `locals()`.
    Temp,
}

pub struct Var {
    pub name: Symbol,
    pub kind: VarKind,
    /// A fast local of an inlined comprehension: not shown by `locals()` outside it.
    pub is_comprehension: bool,
}
