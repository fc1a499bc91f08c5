//! Expressions.

use crate::{FuncId, Span, Symbol, VarId};

pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

/// Which binding a name means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameRef {
    /// A [`crate::VarKind::Local`], `Cell`, `Free` or `Temp` variable of the current function.
    Var(VarId),
    /// A global of the current module; on a miss, a builtin.
    Global(Symbol),
    /// A name bound in the class body that is running; a read that misses the namespace goes on as a global.
    ClassLocal(Symbol),
    /// A name read in a class body that an enclosing function binds: the namespace first, then the free variable.
    ClassFree(Symbol, VarId),
    /// Read in an annotation scope (or PEP 695 scope) inside a class body that binds the name: the class namespace, which the
    /// free variable `dict` holds, first; then the free variable `fallback`, or without one as a global.
    FromDict {
        dict: VarId,
        name: Symbol,
        fallback: Option<VarId>,
    },
}

#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// An int literal outside of i64: decimal digits.
    BigInt(String),
    Float(f64),
    /// UTF-8, lone surrogates in three-byte form.
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    /// A tuple of constants, folded.
    Tuple(Vec<Const>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum UnaryOp {
    Not,
    Neg,
    Pos,
    Invert,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

pub enum ExprKind {
    Const(Const),
    Name(NameRef),
    Binary(BinOp, Box<Expr>, Box<Expr>),
    Unary(UnaryOp, Box<Expr>),
    /// `a < b < c`: each operand is evaluated once, left to right, stopping at the first false result.
    Compare(Box<Expr>, Vec<(CmpOp, Expr)>),
    /// `and` (true) or `or` (false) over two or more operands; the value is the deciding operand.
    BoolOp {
        is_and: bool,
        values: Vec<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// `target := value`
    Walrus(NameRef, Box<Expr>),
    /// `args` in source order; keywords in source order, evaluated after all of `args` as CPython does.
    Call {
        func: Box<Expr>,
        args: Vec<Arg>,
        keywords: Vec<Keyword>,
    },
    Attr(Box<Expr>, Symbol),
    Subscript(Box<Expr>, Box<Expr>),
    /// `a[x:y:z]`'s index; absent parts are None.
    Slice(Option<Box<Expr>>, Option<Box<Expr>>, Option<Box<Expr>>),
    List(Vec<Element>),
    Tuple(Vec<Element>),
    Set(Vec<Element>),
    Dict(Vec<DictItem>),
    /// List, set or dict comprehension, inlined: its targets are `Var`s of the current function.
    Comprehension(Box<Comprehension>),
    /// A generator expression: `iter(first)` is evaluated here, then the generator is made.
    GenExpr {
        func: FuncId,
        first: Box<Expr>,
    },
    MakeFunction(Box<MakeFunction>),
    /// `super()` without arguments: `class_cell` is the free variable `__class__`, `receiver` the first parameter.
    Super {
        class_cell: VarId,
        receiver: VarId,
    },
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Await(Box<Expr>),
    FString(Vec<FStringPart>),
    /// Calls [`crate::FunctionKind::TypeParams`] at once with these arguments (one for each of its parameters, which hold
    /// defaults that must be evaluated outside) and yields its result.
    CallTypeParams(FuncId, Vec<Expr>),
    /// Something outside the subset: stops the program with this diagnostic code and message if it is executed.
    Unsupported {
        code: &'static str,
        message: String,
    },
}

pub struct Arg {
    pub is_star: bool,
    pub value: Expr,
}

pub struct Keyword {
    /// `None` for `**value`.
    pub name: Option<Symbol>,
    pub value: Expr,
    pub span: Span,
}

pub struct Element {
    pub is_star: bool,
    pub value: Expr,
}

pub enum DictItem {
    Pair(Expr, Expr),
    /// `**mapping`
    Unpack(Expr),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
}

pub struct Comprehension {
    pub kind: ComprehensionKind,
    /// The element, or the key of a dict comprehension.
    pub element: Expr,
    /// The value of a dict comprehension.
    pub value: Option<Expr>,
    pub clauses: Vec<ForClause>,
    /// The variables that belong to this comprehension alone. After the first iterable is evaluated, each is unset, and each
    /// of kind Cell gets a fresh cell; on every exit each is unset again (what it held is released).
    pub scope_vars: Vec<VarId>,
}

pub struct ForClause {
    pub target: crate::Target,
    pub iter: Expr,
    pub conditions: Vec<Expr>,
    pub is_async: bool,
}

pub struct MakeFunction {
    pub func: FuncId,
    /// Defaults of the trailing positional parameters, in order.
    pub defaults: Vec<Expr>,
    /// Defaults of keyword-only parameters.
    pub kw_defaults: Vec<(Symbol, Expr)>,
    /// The `__annotate__` function, when there are annotations.
    pub annotate: Option<FuncId>,
    /// PEP 695 type parameters of the function, read from variables of the enclosing TypeParams scope.
    pub type_params: Vec<NameRef>,
}

pub enum FStringPart {
    Literal(Box<[u8]>),
    Field {
        value: Expr,
        /// `b's'`, `b'r'`, `b'a'`
        conversion: Option<u8>,
        /// The format spec, itself possibly with fields; `None` means empty.
        spec: Option<Vec<FStringPart>>,
        /// From `{` to `}`.
        span: crate::Span,
    },
}
