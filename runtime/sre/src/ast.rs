//! A parsed pattern, in the shape that CPython's parser gives it (`Lib/re/_parser.py`).
//!
//! The shape matters: whether a repeat counts as one of a single character decides which captures survive a
//! backtrack, so groups are unpacked and alternatives factored exactly where CPython does it.

/// No upper bound of a repeat, CPython's `MAXREPEAT`.
pub(crate) const MAXREPEAT: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Beginning,
    BeginningString,
    Boundary,
    NonBoundary,
    End,
    EndString,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CategoryKind {
    Digit,
    Space,
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Category {
    pub kind: CategoryKind,
    pub negated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetItem {
    Negate,
    Literal(u32),
    Range(u32, u32),
    Category(Category),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

pub(crate) type Seq = Vec<Node>;

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Literal(u32),
    NotLiteral(u32),
    Any,
    In(Vec<SetItem>),
    At(Position),
    Branch(Vec<Seq>),
    Group {
        index: Option<u32>,
        add_flags: u32,
        del_flags: u32,
        body: Seq,
    },
    Atomic(Seq),
    Repeat {
        greed: Greed,
        min: u32,
        max: u32,
        body: Seq,
    },
    GroupRef(u32),
    Conditional {
        group: u32,
        yes: Seq,
        no: Option<Seq>,
    },
    Assert {
        behind: bool,
        negated: bool,
        body: Seq,
    },
    Failure,
}

impl Node {
    /// Equality as the parser's factoring of common prefixes sees it: anything with a pattern inside is unlike
    /// everything else.
    pub(crate) fn same_leaf(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Literal(a), Node::Literal(b)) | (Node::NotLiteral(a), Node::NotLiteral(b)) => {
                a == b
            }
            (Node::Any, Node::Any) | (Node::Failure, Node::Failure) => true,
            (Node::In(a), Node::In(b)) => a == b,
            (Node::At(a), Node::At(b)) => a == b,
            (Node::GroupRef(a), Node::GroupRef(b)) => a == b,
            _ => false,
        }
    }
}

/// Least and greatest width in characters; saturates, `u64::MAX` being unbounded.
pub(crate) fn width(seq: &[Node], group_widths: &[Option<(u64, u64)>]) -> (u64, u64) {
    let (mut low, mut high) = (0u64, 0u64);
    for node in seq {
        let (l, h) = match node {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::In(_) => (1, 1),
            Node::At(_) | Node::Assert { .. } | Node::Failure => (0, 0),
            Node::Branch(items) => items.iter().fold((u64::MAX, 0), |(l, h), item| {
                let (il, ih) = width(item, group_widths);
                (l.min(il), h.max(ih))
            }),
            Node::Group { body, .. } | Node::Atomic(body) => width(body, group_widths),
            Node::Repeat { min, max, body, .. } => {
                let (l, h) = width(body, group_widths);
                let high = if *max == MAXREPEAT && h > 0 {
                    u64::MAX
                } else {
                    h.saturating_mul(u64::from(*max))
                };
                (l.saturating_mul(u64::from(*min)), high)
            }
            Node::GroupRef(group) => group_widths[*group as usize].unwrap_or((0, u64::MAX)),
            Node::Conditional { yes, no, .. } => {
                let (l, h) = width(yes, group_widths);
                match no {
                    Some(no) => {
                        let (nl, nh) = width(no, group_widths);
                        (l.min(nl), h.max(nh))
                    }
                    None => (0, h),
                }
            }
        };
        low = low.saturating_add(l);
        high = high.saturating_add(h);
    }
    (low, high)
}
