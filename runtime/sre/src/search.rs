//! Finding where to attempt a match.

use crate::ast::MAXREPEAT;
use crate::exec::{Engine, Stop};
use crate::program::Prefilter;

/// How a text must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// At the start position.
    Match,
    /// Anywhere from the start position on.
    Search,
    /// At the start position and up to the end position.
    FullMatch,
}

impl<const BYTES: bool> Engine<'_, BYTES> {
    /// Leaves the span in the scratch and says whether there is a match.
    pub fn execute(&mut self, start: usize, mode: Mode, must_advance: bool) -> Result<bool, Stop> {
        let code = self.code;
        if self.past_end && mode != Mode::Match {
            return Ok(false);
        }
        if ((self.text.len() - start) as u64) < code.min_width {
            return Ok(false);
        }
        let marks = &mut self.scratch.marks;
        let wanted = code.marks;
        if marks.len() < wanted {
            marks.resize(wanted, crate::scratch::UNSET);
        }
        if self.scratch.loops.len() < code.loops.len() {
            let state = crate::scratch::LoopState {
                count: -1,
                last: crate::scratch::UNSET,
            };
            self.scratch.loops.resize(code.loops.len(), state);
        }
        if self.scratch.slots.len() < code.slots as usize {
            let slot = crate::scratch::Slot {
                frames: 0,
                saved: 0,
                pos: 0,
                count: 0,
            };
            self.scratch.slots.resize(code.slots as usize, slot);
        }
        if mode != Mode::Search {
            return self.attempt_at(start, mode == Mode::FullMatch, must_advance);
        }
        let mut at = start;
        while let Some(candidate) = self.candidate(at) {
            if ((self.text.len() - candidate) as u64) < code.min_width {
                break;
            }
            if code
                .search_guard
                .as_ref()
                .is_some_and(|guard| self.step_set(guard, candidate).is_none())
            {
                if candidate >= self.text.len() {
                    break;
                }
                at = self.after(candidate);
                continue;
            }
            if self.attempt_at(candidate, false, must_advance && candidate == start)? {
                return Ok(true);
            }
            if candidate >= self.text.len() {
                break;
            }
            at = self.after(candidate);
            if let Some(unit) = code.run_at_start {
                at = at.max(self.run(unit, candidate, MAXREPEAT));
            }
        }
        Ok(false)
    }

    fn after(&self, pos: usize) -> usize {
        let mut pos = pos + 1;
        while !BYTES && pos < self.text.len() && self.text[pos] & 0xc0 == 0x80 {
            pos += 1;
        }
        pos
    }

    #[inline]
    fn attempt_at(&mut self, at: usize, whole: bool, advance: bool) -> Result<bool, Stop> {
        match self.attempt(at, whole, advance)? {
            Some(end) => {
                self.scratch.span = (at, end);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// The first place from `at` on where a match may begin.
    #[inline]
    fn candidate(&self, at: usize) -> Option<usize> {
        let text = self.text;
        let rest = &text[at..];
        let found = match &self.code.prefilter {
            Prefilter::None => Some(0),
            Prefilter::Beginning => (at == 0).then_some(0),
            Prefilter::LineStart if at == 0 || text[at - 1] == b'\n' => Some(0),
            Prefilter::LineStart => memchr::memchr(b'\n', rest).map(|found| found + 1),
            Prefilter::Literal(finder) => finder.find(rest),
            Prefilter::Bytes(bytes) => match bytes[..] {
                [a] => memchr::memchr(a, rest),
                [a, b] => memchr::memchr2(a, b, rest),
                [a, b, c] => memchr::memchr3(a, b, c, rest),
                _ => None,
            },
            Prefilter::Table(table) => rest.iter().position(|&byte| table[usize::from(byte)]),
        };
        found.map(|found| at + found)
    }
}
