//! The matcher's working memory, kept between matches so that a match allocates nothing.

/// An unset mark or an unset position.
pub(crate) const UNSET: usize = usize::MAX;

/// What a frame of the backtrack stack does when a failure reaches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Goes on at `pc`.
    Alternative,
    /// Gives one character back, down to `extra`.
    Greedy,
    /// Takes one more character; `extra` counts those taken.
    Lazy,
    /// A turn of a greedy loop failed: goes on behind the loop. `extra` is the loop's former last position.
    MaxTurn,
    /// Uncounts a turn that the loop had to make, and fails on.
    Uncount,
    /// What follows a lazy loop failed: tries a turn. `extra` is the number of turns.
    MinTail,
    /// A turn of a lazy loop failed: uncounts it and fails on. `extra` as in `MaxTurn`.
    MinTurn,
    /// Puts back a loop's state (`pos` its count, `extra` its last position), and fails on.
    LoopState,
    /// A turn of a possessive loop failed: goes on behind it.
    PossessiveTurn,
    /// A negative assertion's body failed, so the assertion holds: goes on at `pc`.
    AssertNot,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub kind: Kind,
    /// Whether `last_mark + 1` marks lie on the stack of saved marks.
    pub saves: bool,
    pub pc: u32,
    pub last_mark: i32,
    pub last_index: i32,
    pub pos: usize,
    pub extra: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LoopState {
    /// Turns begun, less one.
    pub count: i64,
    /// Where the last turn began: a turn there again would be empty.
    pub last: usize,
}

/// What an atomic group, an assertion or a possessive loop must remember while its body runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub frames: usize,
    pub saved: usize,
    pub pos: usize,
    pub count: u64,
}

/// Working memory of a match, and afterwards its result. One serves any number of programs in turn.
pub struct Scratch {
    pub(crate) frames: Vec<Frame>,
    pub(crate) saved: Vec<usize>,
    pub(crate) marks: Vec<usize>,
    pub(crate) loops: Vec<LoopState>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) last_mark: i32,
    pub(crate) last_index: i32,
    pub(crate) steps: u32,
    pub(crate) span: (usize, usize),
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new()
    }
}

impl Scratch {
    pub const fn new() -> Self {
        Self {
            frames: Vec::new(),
            saved: Vec::new(),
            marks: Vec::new(),
            loops: Vec::new(),
            slots: Vec::new(),
            last_mark: -1,
            last_index: -1,
            steps: 0,
            span: (0, 0),
        }
    }

    /// Byte offsets of the group after a match; `None` where it did not take part. Group 0 is the whole match.
    #[inline]
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        if group == 0 {
            return Some(self.span);
        }
        let start = (group - 1) * 2;
        if start as i64 + 1 > i64::from(self.last_mark) {
            return None;
        }
        match (self.marks[start], self.marks[start + 1]) {
            (UNSET, _) | (_, UNSET) => None,
            span => Some(span),
        }
    }

    /// Byte offsets of the first groups after a match, group 0 first; `absent` for those that took no part.
    pub fn spans(&self, spans: &mut [(usize, usize)], absent: (usize, usize)) {
        let Some((whole, groups)) = spans.split_first_mut() else {
            return;
        };
        *whole = self.span;
        let known = (self.last_mark + 1) as usize;
        let (pairs, _) = self.marks[..known].as_chunks::<2>();
        let (matched, rest) = groups.split_at_mut(pairs.len().min(groups.len()));
        for (span, &[start, end]) in matched.iter_mut().zip(pairs) {
            *span = match (start, end) {
                (UNSET, _) | (_, UNSET) => absent,
                both => both,
            };
        }
        rest.fill(absent);
    }

    /// Byte offsets of the whole match.
    #[inline]
    pub fn span(&self) -> (usize, usize) {
        self.span
    }

    /// `Match.lastindex`.
    pub fn last_index(&self) -> Option<usize> {
        usize::try_from(self.last_index).ok()
    }

    pub(crate) fn reset(&mut self) {
        self.frames.clear();
        self.saved.clear();
        self.last_mark = -1;
        self.last_index = -1;
    }

    /// Puts the marks back as they were when `frame` was pushed; leaves them saved if `keep`.
    #[inline]
    pub(crate) fn restore(&mut self, frame: &Frame, keep: bool) {
        self.last_mark = frame.last_mark;
        self.last_index = frame.last_index;
        if frame.saves && frame.last_mark >= 0 {
            let count = frame.last_mark as usize + 1;
            let base = self.saved.len() - count;
            self.marks[..count].copy_from_slice(&self.saved[base..]);
            if !keep {
                self.saved.truncate(base);
            }
        }
    }
}
