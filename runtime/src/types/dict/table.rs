//! The table of a dict: its entries in order, the index over them, and the walk of a search.

use crate::types::str::StrObj;
use crate::{ClassId, Opt, Value};

pub(super) struct Entry {
    pub(super) hash: i64,
    pub(super) key: Opt,
    pub(super) value: Opt,
}

pub(super) struct Table {
    /// Power-of-two number of slots: `EMPTY`, `DELETED`, or an index into `entries`. Empty for up to 8 entries (linear search).
    pub(super) index: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    pub(super) live: usize,
    /// Slots that are not `EMPTY`.
    pub(super) used: usize,
    /// All entries before this one are gaps, so that a queue that gives up its oldest entries finds the next one at once.
    pub(super) first: usize,
}

pub(super) const EMPTY: u32 = u32::MAX;
pub(super) const DELETED: u32 = u32::MAX - 1;
/// Tables up to this size are searched linearly by hash.
pub(super) const LINEAR: usize = 8;

/// The next candidate of a search: an entry with the wanted hash, and where to go on.
pub(super) struct Probe {
    pub(super) at: usize,
    pub(super) next: Walk,
}

/// The slots that a search for a hash visits, as CPython's: ints that follow each other lie side by side, and all bits of the
/// hash come into play after a few steps. In a table without an index: the entries in order.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    pub(super) slot: usize,
    pub(super) perturb: usize,
}

impl Walk {
    /// Before the first step.
    pub(super) const START: Walk = Walk {
        slot: usize::MAX,
        perturb: usize::MAX,
    };
    #[inline(always)]
    pub(super) fn new(hash: i64, mask: usize) -> Walk {
        Walk {
            slot: hash as usize & mask,
            perturb: hash as usize,
        }
    }
    #[inline(always)]
    pub(super) fn next(self, mask: usize) -> Walk {
        let perturb = self.perturb >> 5;
        let slot = self
            .slot
            .wrapping_mul(5)
            .wrapping_add(perturb)
            .wrapping_add(1)
            & mask;
        Walk { slot, perturb }
    }
    pub(super) fn is_start(self) -> bool {
        self.slot == usize::MAX
    }
}

impl Table {
    pub(super) const fn new() -> Table {
        Table {
            index: Vec::new(),
            entries: Vec::new(),
            live: 0,
            used: 0,
            first: 0,
        }
    }
    /// Closes the gaps in `entries` and makes an index with room for as many entries again.
    pub(super) fn rebuild(&mut self) {
        if self.live < self.entries.len() {
            self.entries.retain(|e| e.key.is_some());
        }
        self.index.clear();
        self.used = 0;
        self.first = 0;
        if self.entries.len() < LINEAR {
            return;
        }
        let slots = (self.live * 3).next_power_of_two().max(16);
        self.index.resize(slots, EMPTY);
        let mask = slots - 1;
        let index = &mut self.index[..];
        for (i, e) in self.entries.iter().enumerate() {
            let mut walk = Walk::new(e.hash, mask);
            while index[walk.slot & mask] != EMPTY {
                walk = walk.next(mask);
            }
            index[walk.slot & mask] = i as u32;
        }
        self.used = self.entries.len();
    }
    #[inline]
    pub(super) fn push(&mut self, hash: i64, key: Value, value: Value) {
        // Without an index, gaps count too: they are searched.
        let full = if self.index.is_empty() {
            self.entries.len() >= LINEAR
        } else {
            (self.used + 1) * 3 > self.index.len() * 2
                || self.entries.len() >= 2 * self.live + LINEAR
        };
        if full {
            self.rebuild();
        }
        let at = self.entries.len() as u32;
        self.entries.push(Entry {
            hash,
            key: Some(key),
            value: Some(value),
        });
        self.live += 1;
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut walk = Walk::new(hash, mask);
            while self.index[walk.slot] < DELETED {
                walk = walk.next(mask);
            }
            let slot = &mut self.index[walk.slot];
            self.used += (*slot == EMPTY) as usize;
            *slot = at;
        }
    }
    /// The next entry with this hash; `from` is the start, or what the last probe said.
    #[inline(always)]
    pub(super) fn probe(&self, hash: i64, from: Walk) -> Option<Probe> {
        if self.index.is_empty() {
            let from = if from.is_start() { 0 } else { from.slot };
            for (i, e) in self.entries.iter().enumerate().skip(from) {
                if e.hash == hash && e.key.is_some() {
                    let next = Walk {
                        slot: i + 1,
                        perturb: 0,
                    };
                    return Some(Probe { at: i, next });
                }
            }
            return None;
        }
        let mask = self.index.len() - 1;
        let mut walk = if from.is_start() {
            Walk::new(hash, mask)
        } else {
            from
        };
        loop {
            let slot = self.index[walk.slot & mask];
            if slot == EMPTY {
                return None;
            }
            walk = walk.next(mask);
            if slot != DELETED && self.entries[slot as usize].hash == hash {
                return Some(Probe {
                    at: slot as usize,
                    next: walk,
                });
            }
        }
    }
    /// The entry whose key is a str of this text; for tables that hold such keys only, or to whose others it cannot be equal.
    pub(super) fn find_text(&self, s: &StrObj) -> Option<usize> {
        let (hash, mut from) = (s.hash(), Walk::START);
        while let Some(p) = self.probe(hash, from) {
            let key = self.entries[p.at].key.as_ref().expect("live");
            if key.get::<StrObj>().is_some_and(|k| k.has_text_of(s)) {
                return Some(p.at);
            }
            from = p.next;
        }
        None
    }
    pub(super) fn remove(&mut self, at: usize) -> (Value, Value) {
        if !self.index.is_empty() {
            *self.slot_of(at) = DELETED;
        }
        let e = &mut self.entries[at];
        let out = (e.key.take().expect("live"), e.value.take().expect("live"));
        self.live -= 1;
        if at == self.first {
            let gaps = self.entries[at..].iter().take_while(|e| e.key.is_none());
            self.first += gaps.count();
        }
        out
    }
    /// The slot that points to an entry; there is an index.
    pub(super) fn slot_of(&mut self, at: usize) -> &mut u32 {
        let mask = self.index.len() - 1;
        let mut walk = Walk::new(self.entries[at].hash, mask);
        while self.index[walk.slot] != at as u32 {
            walk = walk.next(mask);
        }
        &mut self.index[walk.slot]
    }
    /// Makes a live entry the first one. Gaps before the first are made for many such moves at once.
    pub(super) fn move_to_front(&mut self, mut at: usize) {
        if at == self.first {
            return;
        }
        if self.first == 0 {
            let gap = self.live / 2 + 4;
            let gaps = std::iter::repeat_with(|| Entry {
                hash: 0,
                key: None,
                value: None,
            });
            self.entries.splice(0..0, gaps.take(gap));
            for slot in self.index.iter_mut().filter(|slot| **slot < DELETED) {
                *slot += gap as u32;
            }
            self.first = gap;
            at += gap;
        }
        let to = self.first - 1;
        if !self.index.is_empty() {
            *self.slot_of(at) = to as u32;
        }
        self.entries.swap(at, to);
        self.first = to;
    }
    /// Makes a live entry the last one.
    pub(super) fn move_to_back(&mut self, at: usize) {
        if at + 1 == self.entries.len() {
            return;
        }
        let hash = self.entries[at].hash;
        let (key, value) = self.remove(at);
        self.push(hash, key, value);
    }
    /// The same entries, without gaps.
    pub(super) fn copy(&self) -> Table {
        let mut entries = Vec::with_capacity(self.live);
        entries.extend(
            self.entries
                .iter()
                .filter(|e| e.key.is_some())
                .map(|e| Entry {
                    hash: e.hash,
                    key: e.key.clone(),
                    value: e.value.clone(),
                }),
        );
        let mut copy = Table {
            index: Vec::new(),
            entries,
            live: self.live,
            used: self.used,
            first: 0,
        };
        if self.live == self.entries.len() && self.used == self.live {
            copy.index = self.index.clone();
        } else {
            copy.rebuild();
        }
        copy
    }
    /// As `remove`, of the last live entry. Only this gives the positions up at once, as in CPython: an iterator can see that.
    pub(super) fn remove_last(&mut self, at: usize) -> (Value, Value) {
        let out = self.remove(at);
        if self.live == 0 {
            self.entries.clear();
            self.index = Vec::new();
            self.used = 0;
        }
        // The slots of the popped gaps do not point to them any more.
        while self.entries.last().is_some_and(|e| e.key.is_none()) {
            self.entries.pop();
        }
        self.first = self.first.min(self.entries.len());
        out
    }
}
