//! The matcher: one attempt to match a program at one place.
//!
//! All choice points lie on a stack of frames in memory, so no pattern and no text can exhaust the native stack.
//! What a failure restores, and what it leaves, is `_sre`'s (`Modules/_sre/sre_lib.h`): the number of the last mark
//! always, the marks' values only at choice points inside a general repeat, in loops' turns, and in possessive turns.

use crate::ast::MAXREPEAT;
use crate::chars;
use crate::charset::{Beyond, CharSet};
use crate::program::{At, Code, Fold, Follow, NONE, One, Op, Unit};
use crate::scratch::{Frame, Kind, LoopState, Scratch, Slot, UNSET};

/// Why a match was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The caller's poll function asked for it; its exception is pending.
    Interrupted,
    /// The backtrack stack could not grow: `MemoryError`.
    OutOfMemory,
}

/// Backtracking steps between two calls of the poll function.
const POLL_INTERVAL: u32 = 1 << 14;

pub(crate) struct Engine<'a, const BYTES: bool> {
    pub code: &'a Code,
    /// The text up to the end position; what lies before the start position is visible to assertions.
    pub text: &'a [u8],
    /// The start position lies past the end position: the text ends at the start, and that is no end for `$`.
    pub past_end: bool,
    pub scratch: &'a mut Scratch,
    pub poll: &'a mut dyn FnMut() -> bool,
}

fn char_len(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Length of the run of bytes from `at` on for which the table holds.
#[inline]
fn table_run(text: &[u8], at: usize, table: &[bool; 256]) -> usize {
    let rest = &text[at..];
    let (fours, last) = rest.as_chunks::<4>();
    let has = |byte: u8| table[usize::from(byte)];
    let mut done = 0;
    for &[a, b, c, d] in fours {
        if !has(a) {
            return done;
        }
        if !has(b) {
            return done + 1;
        }
        if !has(c) {
            return done + 2;
        }
        if !has(d) {
            return done + 3;
        }
        done += 4;
    }
    done + last.iter().take_while(|&&byte| has(byte)).count()
}

/// Whether `literal` stands at `pos`. Literals are short as a rule: a call of the general routine would cost more.
#[inline]
fn stands_at(text: &[u8], pos: usize, literal: &[u8]) -> bool {
    let Some(rest) = text.get(pos..) else {
        return false;
    };
    if literal.len() > 16 {
        return rest.starts_with(literal);
    }
    rest.len() >= literal.len() && rest.iter().zip(literal).all(|(a, b)| a == b)
}

impl<const BYTES: bool> Engine<'_, BYTES> {
    #[inline]
    fn next_char(&self, pos: usize) -> usize {
        if BYTES {
            pos + 1
        } else {
            pos + char_len(self.text[pos])
        }
    }

    #[inline]
    fn previous_char(&self, pos: usize) -> usize {
        if BYTES {
            pos - 1
        } else {
            chars::previous(self.text, pos)
        }
    }

    #[inline]
    pub(crate) fn step_set(&self, set: &CharSet, pos: usize) -> Option<usize> {
        let byte = *self.text.get(pos)?;
        if BYTES || byte < 0x80 {
            return set.table[usize::from(byte)].then_some(pos + 1);
        }
        self.step_set_wide(set, pos)
    }

    fn step_set_wide(&self, set: &CharSet, pos: usize) -> Option<usize> {
        match set.beyond {
            Beyond::All => Some(self.next_char(pos)),
            Beyond::None => None,
            Beyond::Some => {
                let (c, next) = chars::decode(self.text, pos);
                set.contains(c).then_some(next)
            }
        }
    }

    #[inline]
    fn step(&self, unit: Unit, pos: usize) -> Option<usize> {
        match unit {
            Unit::Set(set) => self.step_set(&self.code.sets[set as usize], pos),
            Unit::Any => (pos < self.text.len()).then(|| self.next_char(pos)),
            Unit::NotNewline => match self.text.get(pos) {
                None | Some(b'\n') => None,
                Some(_) => Some(self.next_char(pos)),
            },
        }
    }

    /// The place after exactly `count` characters of `unit`.
    #[inline]
    fn take(&self, unit: Unit, mut pos: usize, count: u32) -> Option<usize> {
        for _ in 0..count {
            pos = self.step(unit, pos)?;
        }
        Some(pos)
    }

    /// The places after the least and after the greatest number of characters that a repeat can take here.
    #[inline(always)]
    fn reach(&self, one: &One, pos: usize) -> Option<(usize, usize)> {
        if one.max == MAXREPEAT && one.min <= 1 {
            let high = self.run_on(one.unit, pos);
            if one.min == 0 {
                return Some((pos, high));
            }
            return (high > pos).then(|| (self.next_char(pos), high));
        }
        self.reach_counted(one, pos)
    }

    #[inline(never)]
    fn reach_counted(&self, one: &One, pos: usize) -> Option<(usize, usize)> {
        let low = self.take(one.unit, pos, one.min)?;
        Some((low, self.run(one.unit, low, one.more())))
    }

    /// The place after at most `limit` characters of `unit`.
    #[inline]
    pub(crate) fn run(&self, unit: Unit, mut pos: usize, limit: u32) -> usize {
        if limit == MAXREPEAT {
            return self.run_on(unit, pos);
        }
        for _ in 0..limit {
            match self.step(unit, pos) {
                Some(next) => pos = next,
                None => break,
            }
        }
        pos
    }

    /// The place after all characters of `unit` that follow each other.
    #[inline]
    fn run_on(&self, unit: Unit, pos: usize) -> usize {
        match unit {
            Unit::Any => self.text.len(),
            Unit::NotNewline => {
                let rest = &self.text[pos..];
                pos + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
            }
            Unit::Set(set) => self.run_set(&self.code.sets[set as usize], pos),
        }
    }

    fn run_set(&self, set: &CharSet, mut pos: usize) -> usize {
        let text = self.text;
        if let Some(stops) = &set.stops {
            // Runs are often short: look at a few bytes before calling in the wide search.
            let near = pos.saturating_add(16).min(text.len());
            pos += table_run(&text[..near], pos, &set.table);
            if pos < near {
                return pos;
            }
            let rest = &text[pos..];
            let found = match stops[..] {
                [a] => memchr::memchr(a, rest),
                [a, b] => memchr::memchr2(a, b, rest),
                [a, b, c] => memchr::memchr3(a, b, c, rest),
                _ => None,
            };
            return pos + found.unwrap_or(rest.len());
        }
        loop {
            pos += table_run(text, pos, &set.table);
            if BYTES || set.beyond != Beyond::Some {
                return pos;
            }
            match text.get(pos) {
                Some(&byte) if byte >= 0x80 => {}
                _ => return pos,
            }
            let (c, next) = chars::decode(text, pos);
            if !set.contains(c) {
                return pos;
            }
            pos = next;
        }
    }

    fn is_word_at(&self, pos: usize, unicode: bool) -> bool {
        let Some(&byte) = self.text.get(pos) else {
            return false;
        };
        if BYTES || byte < 0x80 {
            return chars::is_ascii_word(u32::from(byte));
        }
        unicode && chars::is_word(chars::decode(self.text, pos).0)
    }

    fn at_boundary(&self, pos: usize, unicode: bool) -> bool {
        let before = pos > 0 && self.is_word_at(self.previous_char(pos), unicode);
        before != self.is_word_at(pos, unicode)
    }

    fn holds(&self, at: At, pos: usize) -> bool {
        let text = self.text;
        if self.past_end && matches!(at, At::End | At::EndLine | At::EndString) {
            return false;
        }
        match at {
            At::BeginningString => pos == 0,
            At::BeginningLine => pos == 0 || text[pos - 1] == b'\n',
            At::End => pos == text.len() || (pos + 1 == text.len() && text[pos] == b'\n'),
            At::EndLine => pos == text.len() || text[pos] == b'\n',
            At::EndString => pos == text.len(),
            At::Boundary { unicode } => self.at_boundary(pos, unicode),
            At::NonBoundary { unicode } => !self.at_boundary(pos, unicode),
        }
    }

    /// The place `count` characters before `pos`.
    fn back(&self, mut pos: usize, count: u32) -> Option<usize> {
        if BYTES {
            return pos.checked_sub(count as usize);
        }
        for _ in 0..count {
            if pos == 0 {
                return None;
            }
            pos = self.previous_char(pos);
        }
        Some(pos)
    }

    fn group(&self, group: u32) -> Option<(usize, usize)> {
        let start = group as usize * 2;
        if start as i64 >= i64::from(self.scratch.last_mark) {
            return None;
        }
        match (self.scratch.marks[start], self.scratch.marks[start + 1]) {
            (UNSET, _) | (_, UNSET) => None,
            (start, end) if end < start => None,
            span => Some(span),
        }
    }

    fn repeat_group(&self, group: u32, fold: Fold, pos: usize) -> Option<usize> {
        let (start, end) = self.group(group)?;
        let text = self.text;
        if fold != Fold::Unicode || BYTES {
            let here = text.get(pos..pos + (end - start))?;
            let same = match fold {
                Fold::Exact => here == &text[start..end],
                Fold::Ascii | Fold::Unicode => here.eq_ignore_ascii_case(&text[start..end]),
            };
            return same.then_some(pos + (end - start));
        }
        let (mut there, mut pos) = (start, pos);
        while there < end {
            if pos >= text.len() {
                return None;
            }
            let (a, next_there) = chars::decode(text, there);
            let (b, next) = chars::decode(text, pos);
            if a != b && chars::lower(a) != chars::lower(b) {
                return None;
            }
            (there, pos) = (next_there, next);
        }
        Some(pos)
    }

    #[inline]
    fn push(
        &mut self,
        kind: Kind,
        saves: bool,
        pc: u32,
        pos: usize,
        extra: usize,
    ) -> Result<(), Stop> {
        let scratch = &mut *self.scratch;
        if scratch.frames.len() == scratch.frames.capacity() {
            scratch
                .frames
                .try_reserve(scratch.frames.len().max(32))
                .map_err(|_| Stop::OutOfMemory)?;
        }
        let frame = Frame {
            kind,
            saves,
            pc,
            last_mark: scratch.last_mark,
            last_index: scratch.last_index,
            pos,
            extra,
        };
        scratch.frames.push(frame);
        if saves && scratch.last_mark >= 0 {
            let count = scratch.last_mark as usize + 1;
            if scratch.saved.capacity() - scratch.saved.len() < count {
                scratch
                    .saved
                    .try_reserve(count.max(scratch.saved.len()))
                    .map_err(|_| Stop::OutOfMemory)?;
            }
            scratch.saved.extend_from_slice(&scratch.marks[..count]);
        }
        Ok(())
    }

    #[inline]
    fn open_slot(&mut self, slot: u32, pos: usize) {
        let scratch = &mut *self.scratch;
        let count = scratch.slots[slot as usize].count;
        scratch.slots[slot as usize] = Slot {
            frames: scratch.frames.len(),
            saved: scratch.saved.len(),
            pos,
            count,
        };
    }

    /// Drops the choice points made since the slot was opened.
    #[inline]
    fn cut(&mut self, slot: u32) -> usize {
        let scratch = &mut *self.scratch;
        let Slot {
            frames, saved, pos, ..
        } = scratch.slots[slot as usize];
        scratch.frames.truncate(frames);
        scratch.saved.truncate(saved);
        pos
    }

    #[inline]
    fn set_mark(&mut self, mark: u32, pos: usize) {
        let scratch = &mut *self.scratch;
        if mark & 1 != 0 {
            scratch.last_index = (mark / 2 + 1) as i32;
        }
        let index = mark as usize;
        if mark as i32 > scratch.last_mark {
            let next = (scratch.last_mark + 1) as usize;
            if next < index {
                scratch.marks[next..index].fill(UNSET);
            }
            scratch.last_mark = mark as i32;
        }
        scratch.marks[index] = pos;
    }

    fn follow(&self, index: u32) -> &Follow {
        if index == NONE {
            &Follow::ANYTHING
        } else {
            &self.code.follows[index as usize]
        }
    }

    /// The last place in `low..=pos` where the tail of the repeat may match.
    #[inline]
    fn settle_back(&self, one: &One, low: usize, mut pos: usize) -> Option<usize> {
        if one.follow == NONE {
            return Some(pos);
        }
        if let Some(byte) = one.follow_byte {
            let high = (pos + 1).min(self.text.len());
            if low >= high {
                return None;
            }
            return memchr::memrchr(byte, &self.text[low..high]).map(|found| low + found);
        }
        let follow = &self.code.follows[one.follow as usize];
        while !follow.admits(self.text, pos) {
            if pos <= low {
                return None;
            }
            pos = self.previous_char(pos);
        }
        Some(pos)
    }

    /// The first place from `pos` on, `count` characters taken, where the tail of the repeat may match.
    #[inline]
    fn settle_forward(
        &self,
        one: &One,
        mut pos: usize,
        mut count: usize,
    ) -> Option<(usize, usize)> {
        if one.follow == NONE {
            return Some((pos, count));
        }
        if let (Some(byte), MAXREPEAT) = (one.follow_byte, one.max) {
            let rest = &self.text[pos..];
            match one.unit {
                Unit::Any => return memchr::memchr(byte, rest).map(|found| (pos + found, count)),
                Unit::NotNewline => {
                    let found = memchr::memchr2(byte, b'\n', rest)?;
                    return (rest[found] == byte).then_some((pos + found, count));
                }
                Unit::Set(_) => {}
            }
        }
        let follow = &self.code.follows[one.follow as usize];
        while !follow.admits(self.text, pos) {
            if count as u64 >= u64::from(one.max) && one.max != MAXREPEAT {
                return None;
            }
            pos = self.step(one.unit, pos)?;
            count += 1;
        }
        Some((pos, count))
    }

    /// Begins the next turn of a possessive loop, or leaves it; where to go on.
    fn possessive_turn(&mut self, index: u32, pos: usize) -> Result<u32, Stop> {
        let code = self.code;
        let this = &code.loops[index as usize];
        let Slot {
            count, pos: last, ..
        } = self.scratch.slots[this.slot as usize];
        if count < u64::from(this.min) {
            self.open_slot(this.slot, UNSET);
            return Ok(this.body);
        }
        if (count < u64::from(this.max) || this.max == MAXREPEAT) && pos != last {
            self.open_slot(this.slot, pos);
            self.push(Kind::PossessiveTurn, true, this.tail, pos, 0)?;
            return Ok(this.body);
        }
        Ok(this.tail)
    }

    /// One attempt at `start`; the end of the match. `whole`: it must end at the end of the text; `advance`: it must
    /// not be empty.
    pub fn attempt(
        &mut self,
        start: usize,
        whole: bool,
        advance: bool,
    ) -> Result<Option<usize>, Stop> {
        let code = self.code;
        let text = self.text;
        let ops = &code.ops[..];
        self.scratch.reset();
        let mut pos = start;
        let mut pc = 0u32;
        loop {
            // Forward, until the match or a failure.
            'fail: loop {
                match ops[pc as usize] {
                    Op::Byte(byte) => {
                        if text.get(pos) != Some(&byte) {
                            break 'fail;
                        }
                        pos += 1;
                        pc += 1;
                    }
                    Op::Bytes { start, len } => {
                        let literal = &code.literals[start as usize..(start + len) as usize];
                        if !stands_at(text, pos, literal) {
                            break 'fail;
                        }
                        pos += literal.len();
                        pc += 1;
                    }
                    Op::Set(set) => match self.step_set(&code.sets[set as usize], pos) {
                        Some(next) => {
                            pos = next;
                            pc += 1;
                        }
                        None => break 'fail,
                    },
                    Op::NotNewline => match self.step(Unit::NotNewline, pos) {
                        Some(next) => {
                            pos = next;
                            pc += 1;
                        }
                        None => break 'fail,
                    },
                    Op::Any => match self.step(Unit::Any, pos) {
                        Some(next) => {
                            pos = next;
                            pc += 1;
                        }
                        None => break 'fail,
                    },
                    Op::At(at) => {
                        if !self.holds(at, pos) {
                            break 'fail;
                        }
                        pc += 1;
                    }
                    Op::Mark(mark) => {
                        self.set_mark(mark, pos);
                        pc += 1;
                    }
                    Op::Jump(to) => pc = to,
                    Op::Switch(index) => {
                        let switch = &code.switches[index as usize];
                        pc = match text.get(pos) {
                            Some(&byte) => switch.by_byte[usize::from(byte)],
                            None => switch.at_end,
                        };
                        if pc == NONE {
                            break 'fail;
                        }
                    }
                    Op::Alt {
                        next,
                        filter,
                        saves,
                    } => {
                        if filter != NONE && !code.follows[filter as usize].admits(text, pos) {
                            if next == NONE {
                                break 'fail;
                            }
                            pc = next;
                            continue;
                        }
                        let mut other = next;
                        while other != NONE
                            && let Op::Alt { next, filter, .. } = ops[other as usize]
                            && filter != NONE
                            && !code.follows[filter as usize].admits(text, pos)
                        {
                            other = next;
                        }
                        if other != NONE {
                            self.push(Kind::Alternative, saves, other, pos, 0)?;
                        }
                        pc += 1;
                    }
                    Op::Captured { one, mark } => {
                        // A mark above all others is forgotten with a failure; any other one stays.
                        let is_next = self.scratch.last_mark + 1 == mark as i32;
                        if !is_next {
                            self.set_mark(mark, pos);
                        }
                        if self.past_end {
                            break 'fail;
                        }
                        let Some((_, high)) = self.reach(&code.ones[one as usize], pos) else {
                            break 'fail;
                        };
                        if is_next {
                            self.scratch.marks[mark as usize..][..2].copy_from_slice(&[pos, high]);
                            self.scratch.last_mark = mark as i32 + 1;
                            self.scratch.last_index = (mark / 2 + 1) as i32;
                        } else {
                            self.set_mark(mark + 1, high);
                        }
                        pos = high;
                        pc += 3;
                    }
                    // `_sre` sees fewer characters left than any repeat needs.
                    Op::Possessive(_) | Op::Greedy(_) | Op::Lazy(_) if self.past_end => break 'fail,
                    Op::Possessive(index) => {
                        let one = &code.ones[index as usize];
                        let Some((_, high)) = self.reach(one, pos) else {
                            break 'fail;
                        };
                        pos = high;
                        pc += 1;
                    }
                    Op::Greedy(index) => {
                        let one = &code.ones[index as usize];
                        let Some((low, high)) = self.reach(one, pos) else {
                            break 'fail;
                        };
                        let Some(best) = self.settle_back(one, low, high) else {
                            break 'fail;
                        };
                        if best > low {
                            self.push(Kind::Greedy, one.saves, pc, best, low)?;
                        }
                        pos = best;
                        pc += 1;
                    }
                    Op::Lazy(index) => {
                        let one = &code.ones[index as usize];
                        let Some(low) = self.take(one.unit, pos, one.min) else {
                            break 'fail;
                        };
                        let Some((first, count)) = self.settle_forward(one, low, one.min as usize)
                        else {
                            break 'fail;
                        };
                        self.push(Kind::Lazy, one.saves, pc, first, count)?;
                        pos = first;
                        pc += 1;
                    }
                    Op::LoopStart { index, until } => {
                        let state = self.scratch.loops[index as usize];
                        let this = &code.loops[index as usize];
                        if this.nested && !(this.commits && this.min == 0) {
                            self.push(
                                Kind::LoopState,
                                false,
                                index,
                                state.count as usize,
                                state.last,
                            )?;
                        }
                        self.scratch.loops[index as usize] = LoopState {
                            count: -1,
                            last: UNSET,
                        };
                        pc = until;
                    }
                    Op::MaxUntil(index) => {
                        let this = &code.loops[index as usize];
                        let LoopState { count, last } = self.scratch.loops[index as usize];
                        let count = count + 1;
                        if count < i64::from(this.min) {
                            self.scratch.loops[index as usize].count = count;
                            self.push(Kind::Uncount, false, index, 0, 0)?;
                            pc = this.body;
                        } else if (count < i64::from(this.max) || this.max == MAXREPEAT)
                            && (this.commits || pos != last)
                            && self.follow(this.body_first).admits(text, pos)
                        {
                            if !this.commits {
                                self.push(Kind::MaxTurn, true, index, pos, last)?;
                            }
                            self.scratch.loops[index as usize] = LoopState { count, last: pos };
                            pc = this.body;
                        } else {
                            pc += 1;
                        }
                    }
                    Op::MinUntil(index) => {
                        let this = &code.loops[index as usize];
                        let count = self.scratch.loops[index as usize].count + 1;
                        if count < i64::from(this.min) {
                            self.scratch.loops[index as usize].count = count;
                            self.push(Kind::Uncount, false, index, 0, 0)?;
                            pc = this.body;
                        } else {
                            self.push(Kind::MinTail, this.nested, index, pos, count as usize)?;
                            pc += 1;
                        }
                    }
                    Op::PossessiveStart(index) => {
                        let slot =
                            &mut self.scratch.slots[code.loops[index as usize].slot as usize];
                        slot.count = 0;
                        slot.pos = UNSET;
                        pc = self.possessive_turn(index, pos)?;
                    }
                    Op::PossessiveEnd(index) => {
                        let slot = code.loops[index as usize].slot;
                        self.cut(slot);
                        self.scratch.slots[slot as usize].count += 1;
                        pc = self.possessive_turn(index, pos)?;
                    }
                    Op::AtomicStart { slot } => {
                        self.open_slot(slot, pos);
                        pc += 1;
                    }
                    Op::AtomicEnd { slot } => {
                        self.cut(slot);
                        pc += 1;
                    }
                    Op::AssertStart { slot, back, .. } => {
                        let Some(from) = self.back(pos, back) else {
                            break 'fail;
                        };
                        self.open_slot(slot, pos);
                        pos = from;
                        pc += 1;
                    }
                    Op::AssertEnd { slot } => {
                        pos = self.cut(slot);
                        pc += 1;
                    }
                    Op::AssertNotStart {
                        slot,
                        back,
                        tail,
                        saves,
                    } => match self.back(pos, back) {
                        None => pc = tail,
                        Some(from) => {
                            self.open_slot(slot, pos);
                            self.push(Kind::AssertNot, saves, tail, pos, 0)?;
                            pos = from;
                            pc += 1;
                        }
                    },
                    Op::AssertNotEnd { slot } => {
                        self.cut(slot);
                        break 'fail;
                    }
                    Op::GroupRef { group, fold } => match self.repeat_group(group, fold, pos) {
                        Some(next) => {
                            pos = next;
                            pc += 1;
                        }
                        None => break 'fail,
                    },
                    Op::IfGroup { group, otherwise } => {
                        pc = if self.group(group).is_some() {
                            pc + 1
                        } else {
                            otherwise
                        };
                    }
                    Op::Fail => break 'fail,
                    Op::Match => {
                        if (whole && pos != text.len()) || (advance && pos == start) {
                            break 'fail;
                        }
                        return Ok(Some(pos));
                    }
                }
            }
            match self.backtrack()? {
                Some(resumed) => (pc, pos) = resumed,
                None => return Ok(None),
            }
        }
    }

    /// Goes back to the latest choice point that has something left to try: where to go on.
    fn backtrack(&mut self) -> Result<Option<(u32, usize)>, Stop> {
        let code = self.code;
        self.scratch.steps += 1;
        if self.scratch.steps >= POLL_INTERVAL {
            self.scratch.steps = 0;
            if (self.poll)() {
                return Err(Stop::Interrupted);
            }
        }
        while let Some(&frame) = self.scratch.frames.last() {
            match frame.kind {
                Kind::Alternative | Kind::PossessiveTurn | Kind::AssertNot => {
                    self.scratch.frames.pop();
                    self.scratch.restore(&frame, false);
                    return Ok(Some((frame.pc, frame.pos)));
                }
                Kind::Greedy => {
                    let Op::Greedy(index) = code.ops[frame.pc as usize] else {
                        unreachable!("a greedy repeat")
                    };
                    let one = &code.ones[index as usize];
                    let low = frame.extra;
                    let lower = match frame.pos > low {
                        true => self.settle_back(one, low, self.previous_char(frame.pos)),
                        false => None,
                    };
                    let keep = lower.is_some_and(|pos| pos > low);
                    self.scratch.restore(&frame, keep);
                    match (self.scratch.frames.last_mut(), lower) {
                        (Some(top), Some(pos)) if keep => top.pos = pos,
                        _ => {
                            self.scratch.frames.pop();
                        }
                    }
                    if let Some(pos) = lower {
                        return Ok(Some((frame.pc + 1, pos)));
                    }
                }
                Kind::Lazy => {
                    let Op::Lazy(index) = code.ops[frame.pc as usize] else {
                        unreachable!("a lazy repeat")
                    };
                    let one = &code.ones[index as usize];
                    let may = one.max == MAXREPEAT || (frame.extra as u64) < u64::from(one.max);
                    let longer = match may {
                        true => self.step(one.unit, frame.pos),
                        false => None,
                    };
                    let next =
                        longer.and_then(|pos| self.settle_forward(one, pos, frame.extra + 1));
                    self.scratch.restore(&frame, next.is_some());
                    match (self.scratch.frames.last_mut(), next) {
                        (Some(top), Some((pos, count))) => {
                            (top.pos, top.extra) = (pos, count);
                            return Ok(Some((frame.pc + 1, pos)));
                        }
                        _ => {
                            self.scratch.frames.pop();
                        }
                    }
                }
                Kind::MaxTurn => {
                    self.scratch.frames.pop();
                    self.scratch.restore(&frame, false);
                    let state = &mut self.scratch.loops[frame.pc as usize];
                    *state = LoopState {
                        count: state.count - 1,
                        last: frame.extra,
                    };
                    return Ok(Some((code.loops[frame.pc as usize].tail, frame.pos)));
                }
                Kind::Uncount => {
                    self.scratch.frames.pop();
                    self.scratch.loops[frame.pc as usize].count -= 1;
                }
                Kind::MinTail => {
                    self.scratch.frames.pop();
                    self.scratch.restore(&frame, false);
                    let this = &code.loops[frame.pc as usize];
                    let last = self.scratch.loops[frame.pc as usize].last;
                    let exhausted =
                        this.max != MAXREPEAT && frame.extra as u64 >= u64::from(this.max);
                    if !exhausted && frame.pos != last {
                        self.push(Kind::MinTurn, false, frame.pc, 0, last)?;
                        self.scratch.loops[frame.pc as usize] = LoopState {
                            count: frame.extra as i64,
                            last: frame.pos,
                        };
                        return Ok(Some((this.body, frame.pos)));
                    }
                }
                Kind::MinTurn => {
                    self.scratch.frames.pop();
                    let state = &mut self.scratch.loops[frame.pc as usize];
                    *state = LoopState {
                        count: state.count - 1,
                        last: frame.extra,
                    };
                }
                Kind::LoopState => {
                    self.scratch.frames.pop();
                    self.scratch.loops[frame.pc as usize] = LoopState {
                        count: frame.pos as i64,
                        last: frame.extra,
                    };
                }
            }
        }
        Ok(None)
    }
}
