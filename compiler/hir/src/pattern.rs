//! `match` patterns.

use crate::{Const, Expr, NameRef, Span, Symbol};

pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

pub enum PatternKind {
    /// `_`
    Wildcard,
    /// Binds the subject; never fails.
    Capture(NameRef),
    /// Compared with `==` (numbers, strings, bytes; negative numbers folded).
    Literal(Expr),
    /// `None`, `True`, `False`: compared with `is`.
    Singleton(Const),
    /// A dotted name, compared with `==`.
    Value(Expr),
    /// `star` is the position of `*rest` in `items`, whose pattern is then a Capture or Wildcard.
    Sequence {
        items: Vec<Pattern>,
        star: Option<usize>,
    },
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<NameRef>,
    },
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Symbol, Pattern)>,
    },
    Or(Vec<Pattern>),
    As(Box<Pattern>, NameRef),
}
