//! `dict`: CPython's compact table: entries in insertion order, and an index of `u32` slots over them.

use crate::types::str::StrObj;
use crate::{ClassId, Header, Object, Opt, R, Value, class, ops};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct DictObj {
    pub header: Header,
    /// Bumped by every insertion and removal of a key (iterators check the length, lookups check this).
    pub version: Cell<u32>,
    table: UnsafeCell<Table>,
}

struct Entry {
    hash: i64,
    key: Opt,
    value: Opt,
}

struct Table {
    /// Power-of-two number of slots: `EMPTY`, `DELETED`, or an index into `entries`. Empty for up to 8 entries (linear search).
    index: Vec<u32>,
    entries: Vec<Entry>,
    live: usize,
}

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Tables up to this size are searched linearly by hash.
const LINEAR: usize = 8;

// SAFETY: begins with a header.
unsafe impl Object for DictObj {
    const CLASS: ClassId = ClassId::DICT;
}

impl Table {
    const fn new() -> Table {
        Table {
            index: Vec::new(),
            entries: Vec::new(),
            live: 0,
        }
    }
    fn rebuild(&mut self) {
        if self.live < self.entries.len() {
            self.entries.retain(|e| e.key.is_some());
        }
        if self.entries.len() < LINEAR {
            self.index = Vec::new();
            return;
        }
        let slots = ((self.live + 1) * 2).next_power_of_two().max(16);
        self.index.clear();
        self.index.resize(slots, EMPTY);
        let mask = slots - 1;
        for (i, e) in self.entries.iter().enumerate() {
            let mut at = spread(e.hash) & mask;
            while self.index[at] != EMPTY {
                at = (at + 1) & mask;
            }
            self.index[at] = i as u32;
        }
    }
    fn push(&mut self, hash: i64, key: Value, value: Value) {
        if self.entries.len() >= LINEAR && self.index.is_empty()
            || (self.entries.len() + 1) * 3 > self.index.len() * 2
        {
            if !(self.index.is_empty() && self.entries.len() < LINEAR) {
                self.rebuild();
                if self.index.is_empty() && self.entries.len() + 1 > LINEAR {
                    self.force_index();
                }
            }
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
            let mut slot = spread(hash) & mask;
            while self.index[slot] < DELETED {
                slot = (slot + 1) & mask;
            }
            self.index[slot] = at;
        }
    }
    fn force_index(&mut self) {
        self.index.resize(16, EMPTY);
        for (i, e) in self.entries.iter().enumerate() {
            let mut at = spread(e.hash) & 15;
            while self.index[at] != EMPTY {
                at = (at + 1) & 15;
            }
            self.index[at] = i as u32;
        }
    }
    /// The next entry with this hash from a probe position on: (entry, next probe).
    #[inline]
    fn probe(&self, hash: i64, from: usize) -> Option<(usize, usize)> {
        if self.index.is_empty() {
            return (from..self.entries.len())
                .find(|i| self.entries[*i].hash == hash && self.entries[*i].key.is_some())
                .map(|i| (i, i + 1));
        }
        let mask = self.index.len() - 1;
        let mut step = from;
        loop {
            let slot = self.index[(spread(hash).wrapping_add(step)) & mask];
            if slot == EMPTY || step > mask {
                return None;
            }
            step += 1;
            if slot != DELETED && self.entries[slot as usize].hash == hash {
                return Some((slot as usize, step));
            }
        }
    }
    fn remove(&mut self, at: usize) -> (Value, Value) {
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut slot = spread(self.entries[at].hash) & mask;
            while self.index[slot] != at as u32 {
                slot = (slot + 1) & mask;
            }
            self.index[slot] = DELETED;
        }
        let e = &mut self.entries[at];
        let out = (e.key.take().expect("live"), e.value.take().expect("live"));
        self.live -= 1;
        if self.live == 0 {
            self.entries.clear();
            self.index = Vec::new();
        } else if at + 1 == self.entries.len() {
            while self.entries.last().is_some_and(|e| e.key.is_none()) {
                self.entries.pop();
            }
            // Slots of the popped tombstones are DELETED already.
        }
        out
    }
}

#[inline(always)]
fn spread(hash: i64) -> usize {
    let h = (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (h ^ (h >> 32)) as usize
}

impl DictObj {
    /// An empty dict.
    #[allow(clippy::new_ret_no_self)]
    pub fn new() -> Value {
        DictObj::new_of_class(ClassId::DICT as u32)
    }
    pub fn new_of_class(class: u32) -> Value {
        let d = DictObj {
            header: Header::new(class),
            version: Cell::new(0),
            table: UnsafeCell::new(Table::new()),
        };
        class::new_object(class, d)
    }
    #[allow(clippy::mut_from_ref)]
    fn table(&self) -> &mut Table {
        // SAFETY: private, and no caller holds two at once or holds one across Python code (keys are cloned before `ops::equal`).
        unsafe { &mut *self.table.get() }
    }
    pub fn len(&self) -> usize {
        self.table().live
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn bump(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }
    /// Finds the entry of a key; compares with identity, then `==`, which may run Python code and change the dict.
    fn find(&self, hash: i64, key: &Value) -> R<Option<usize>> {
        if let Some(s) = key.get::<StrObj>()
            && key.is_exactly(ClassId::STR)
        {
            if let Some(found) = self.find_str(hash, key, s) {
                return Ok(found);
            }
        }
        let mut from = 0;
        while let Some((at, next)) = self.table().probe(hash, from) {
            let candidate = self.table().entries[at].key.as_ref().expect("live");
            if candidate.is(key) {
                return Ok(Some(at));
            }
            let (candidate, version) = (candidate.clone(), self.version.get());
            if ops::equal(&candidate, key)? {
                if version == self.version.get() {
                    return Ok(Some(at));
                }
                return self.find(hash, key);
            }
            if version != self.version.get() {
                return self.find(hash, key);
            }
            from = next;
        }
        Ok(None)
    }
    /// Without Python code, while all candidates are exact strs; `None` when one is not.
    #[inline]
    fn find_str(&self, hash: i64, key: &Value, s: &StrObj) -> Option<Option<usize>> {
        let table = self.table();
        let mut from = 0;
        while let Some((at, next)) = table.probe(hash, from) {
            let candidate = table.entries[at].key.as_ref().expect("live");
            if candidate.is(key) {
                return Some(Some(at));
            }
            if !candidate.is_exactly(ClassId::STR) {
                return None;
            }
            // SAFETY: an exact str.
            if unsafe { candidate.cast::<StrObj>() }.bytes() == s.bytes() {
                return Some(Some(at));
            }
            from = next;
        }
        Some(None)
    }
    pub fn get(&self, key: &Value) -> R<Opt> {
        Ok(self
            .find(ops::hash(key)?, key)?
            .and_then(|at| self.table().entries[at].value.clone()))
    }
    pub fn contains(&self, key: &Value) -> R<bool> {
        Ok(self.find(ops::hash(key)?, key)?.is_some())
    }
    /// Sets; yields the value that was there.
    pub fn insert(&self, key: &Value, value: Value) -> R<Opt> {
        let hash = ops::hash(key)?;
        match self.find(hash, key)? {
            Some(at) => Ok(self.table().entries[at].value.replace(value)),
            None => {
                self.bump();
                self.table().push(hash, key.clone(), value);
                Ok(None)
            }
        }
    }
    pub fn set(&self, key: &Value, value: Value) -> R<()> {
        drop(self.insert(key, value)?);
        Ok(())
    }
    /// Removes; yields key and value.
    pub fn remove(&self, key: &Value) -> R<Option<(Value, Value)>> {
        let Some(at) = self.find(ops::hash(key)?, key)? else {
            return Ok(None);
        };
        self.bump();
        Ok(Some(self.table().remove(at)))
    }
    /// Lookup by an interned or other exact str: cannot raise.
    pub fn get_interned(&self, name: &Value) -> Opt {
        // SAFETY: names are strs.
        let s = unsafe { name.cast::<StrObj>() };
        match self.find_str(s.hash(), name, s) {
            Some(found) => found.and_then(|at| self.table().entries[at].value.clone()),
            None => self.get(name).unwrap_or_else(|_| {
                drop(crate::context::take_exception());
                None
            }),
        }
    }
    pub fn set_interned(&self, name: &Value, value: Value) {
        if self.set(name, value).is_err() {
            drop(crate::context::take_exception());
        }
    }
    pub fn remove_interned(&self, name: &Value) -> Opt {
        match self.remove(name) {
            Ok(found) => found.map(|(_, v)| v),
            Err(_) => {
                drop(crate::context::take_exception());
                None
            }
        }
    }
    /// Entry positions run from 0 to this, with gaps.
    pub fn end(&self) -> usize {
        self.table().entries.len()
    }
    /// The first live entry at or after a position: (position, key, value).
    pub fn entry_from(&self, at: usize) -> Option<(usize, Value, Value)> {
        let t = self.table();
        (at..t.entries.len()).find_map(|i| {
            let e = &t.entries[i];
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }
    /// The last live entry before a position.
    pub fn entry_before(&self, end: usize) -> Option<(usize, Value, Value)> {
        let t = self.table();
        (0..end.min(t.entries.len())).rev().find_map(|i| {
            let e = &t.entries[i];
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }
    /// Keys and values now, in order.
    pub fn to_vec(&self) -> Vec<(Value, Value)> {
        self.table()
            .entries
            .iter()
            .filter_map(|e| Some((e.key.clone()?, e.value.clone()?)))
            .collect()
    }
    pub fn keys(&self) -> Vec<Value> {
        self.table()
            .entries
            .iter()
            .filter_map(|e| e.key.clone())
            .collect()
    }
    pub fn clear(&self) {
        self.bump();
        drop(std::mem::replace(self.table(), Table::new()));
    }
    /// A new dict with the same entries (no Python code runs).
    pub fn copy(&self) -> Value {
        let copy = DictObj::new();
        // SAFETY: just made.
        let d = unsafe { copy.cast::<DictObj>() };
        let t = self.table();
        let to = d.table();
        to.entries.reserve(t.live);
        for e in &t.entries {
            if let (Some(k), Some(v)) = (&e.key, &e.value) {
                to.push(e.hash, k.clone(), v.clone());
            }
        }
        copy
    }
    /// The hash stored with the entry at a position.
    pub fn hash_at(&self, at: usize) -> i64 {
        self.table().entries[at].hash
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let d = unsafe { &*(object as *mut DictObj) };
    for e in &d.table().entries {
        e.key.iter().chain(&e.value).for_each(&mut *visit);
    }
}

pub const OPS: class::LayoutOps = class::fixed::<DictObj>(trace);

pub const TYPE: crate::native::TypeDef = crate::native::TypeDef {
    class: ClassId::DICT,
    ops: OPS,
    flags: 0,
    doc: "",
    methods: &[],
};
