//! The compiled form of a pattern: a flat list of operations, walked by the matcher.

use crate::ast::MAXREPEAT;
use crate::charset::{ByteSet, CharSet};

/// "None" for indices into a program's tables.
pub(crate) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    BeginningString,
    BeginningLine,
    /// The end, or before a newline that is the last character.
    End,
    EndLine,
    EndString,
    Boundary {
        unicode: bool,
    },
    NonBoundary {
        unicode: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    Exact,
    Ascii,
    Unicode,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    Byte(u8),
    /// A run of literal bytes in `Code::literals`.
    Bytes {
        start: u32,
        len: u32,
    },
    Set(u32),
    NotNewline,
    Any,
    At(At),
    Mark(u32),
    Jump(u32),
    /// Stands before a chain of `Alt`s: goes where the next byte says. Index into `Code::switches`.
    Switch(u32),
    /// Tries what follows, and on failure goes on at `next`, the next alternative's `Alt`.
    Alt {
        next: u32,
        filter: u32,
        saves: bool,
    },
    /// A repeat of one character, index into `Code::ones`.
    Greedy(u32),
    Lazy(u32),
    Possessive(u32),
    /// Stands for itself and the two that follow: the group's first mark, a `Possessive`, its second mark.
    Captured {
        one: u32,
        mark: u32,
    },
    /// Enters a loop: goes to its `MaxUntil` or `MinUntil` with no turn counted.
    LoopStart {
        index: u32,
        until: u32,
    },
    MaxUntil(u32),
    MinUntil(u32),
    PossessiveStart(u32),
    PossessiveEnd(u32),
    AtomicStart {
        slot: u32,
    },
    AtomicEnd {
        slot: u32,
    },
    AssertStart {
        slot: u32,
        back: u32,
        tail: u32,
    },
    AssertEnd {
        slot: u32,
    },
    AssertNotStart {
        slot: u32,
        back: u32,
        tail: u32,
        saves: bool,
    },
    AssertNotEnd {
        slot: u32,
    },
    GroupRef {
        group: u32,
        fold: Fold,
    },
    /// Goes to `otherwise` unless the group has matched.
    IfGroup {
        group: u32,
        otherwise: u32,
    },
    Fail,
    Match,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Unit {
    Any,
    NotNewline,
    Set(u32),
}

/// A repeat of one character.
#[derive(Clone, Debug)]
pub(crate) struct One {
    pub unit: Unit,
    pub min: u32,
    pub max: u32,
    /// Whether its choice point restores the values of captures, not only their number: inside a general repeat.
    pub saves: bool,
    /// What the tail can start with, index into `Code::follows`.
    pub follow: u32,
    /// The one byte that the tail starts with, when there is but one.
    pub follow_byte: Option<u8>,
}

impl One {
    /// How many characters it takes after the least number of them.
    pub fn more(&self) -> u32 {
        if self.max == MAXREPEAT {
            MAXREPEAT
        } else {
            self.max - self.min
        }
    }
}

/// A repeat of anything else.
#[derive(Clone, Debug)]
pub(crate) struct Loop {
    pub min: u32,
    pub max: u32,
    pub body: u32,
    pub tail: u32,
    /// Inside another repeat: captures are saved at its choice points, counters are restored on backtracking.
    pub nested: bool,
    /// What a turn can start with, index into `Code::follows`.
    pub body_first: u32,
    /// Whether the body surely consumes something.
    pub consumes: bool,
    /// A greedy loop without upper bound whose tail cannot start where a turn can: a failed turn leaves nothing to
    /// try, so turns need no choice point, and their exact count does not matter.
    pub commits: bool,
    /// The slot of a possessive loop.
    pub slot: u32,
}

/// What may stand where a piece of the program starts to match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Follow {
    pub bytes: ByteSet,
    /// Whether it can also match at the end of the text.
    pub at_end: bool,
}

impl Follow {
    pub const ANYTHING: Self = Self {
        bytes: ByteSet::FULL,
        at_end: true,
    };

    #[inline]
    pub fn admits(&self, text: &[u8], at: usize) -> bool {
        match text.get(at) {
            Some(&byte) => self.bytes.has(byte),
            None => self.at_end,
        }
    }
}

/// Which alternatives the next byte leaves: the first of them (its `Alt`), the only one's body, or `NONE`.
#[derive(Clone)]
pub(crate) struct Switch {
    pub by_byte: Box<[u32; 256]>,
    pub at_end: u32,
}

/// How a search finds places worth trying.
#[derive(Clone, Debug)]
pub(crate) enum Prefilter {
    None,
    /// Only at the beginning of the text.
    Beginning,
    /// At the beginning of the text and after newlines.
    LineStart,
    /// At occurrences of these bytes.
    Literal(Box<memchr::memmem::Finder<'static>>),
    /// At one of up to three bytes.
    Bytes(Vec<u8>),
    /// At bytes for which the table holds.
    Table(Box<[bool; 256]>),
}

pub(crate) struct Code {
    pub ops: Vec<Op>,
    pub literals: Vec<u8>,
    pub sets: Vec<CharSet>,
    pub ones: Vec<One>,
    pub loops: Vec<Loop>,
    pub follows: Vec<Follow>,
    pub switches: Vec<Switch>,
    /// Number of slots that atomic groups, assertions and possessive loops need.
    pub slots: u32,
    /// Two for each capturing group.
    pub marks: usize,
    /// Least width of a match in characters, and so at least as many bytes.
    pub min_width: u64,
    pub prefilter: Prefilter,
    /// A set of which a search wants the first character to be, beyond what the pattern says.
    pub search_guard: Option<CharSet>,
    /// The pattern begins with an unbounded repeat of this unit and refers to no group: when it fails at one place of
    /// a run of such characters, it fails at all later places of that run, where the same tails come up.
    pub run_at_start: Option<Unit>,
}
