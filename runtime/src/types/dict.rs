//! `dict`: CPython's compact table: entries in insertion order, and an index of `u32` slots over them.

mod table;

use crate::threads::{Guard, later};
use crate::types::str::StrObj;
use crate::value::FLAG_TYPE_1;
use crate::{ClassId, Header, Object, Opt, R, Value, class, ops};
use std::cell::{Cell, UnsafeCell};
use table::{DELETED, EMPTY, Entry, LINEAR, Table, Walk};
use taipan_abi::program::Module;

#[repr(C)]
pub struct DictObj {
    pub header: Header,
    /// Bumped by every insertion and removal of a key (iterators check the length, lookups check this).
    pub version: Cell<u32>,
    /// A dict with `FLAG_TYPE_1` shows the globals of this compiled module: entries for its slots follow them.
    module: Cell<*const Module>,
    table: UnsafeCell<Table>,
}

// SAFETY: begins with a header.
unsafe impl Object for DictObj {
    const CLASS: ClassId = ClassId::DICT;
}

/// The hash of a key, with the message that names the use as a dict key.
#[inline(always)]
pub fn hash_key(key: &Value) -> R<i64> {
    match ops::hash(key) {
        Ok(h) => Ok(h),
        Err(_) => Err(crate::types::set::unhashable(key, "a dict key")),
    }
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
            module: Cell::new(std::ptr::null()),
            table: UnsafeCell::new(Table::new()),
        };
        class::new_object(class, d)
    }
    #[inline(always)]
    fn lock(&self) -> Guard<'_> {
        self.header.lock()
    }
    /// The caller holds the lock.
    #[allow(clippy::mut_from_ref)]
    #[inline(always)]
    fn table(&self) -> &mut Table {
        if self.header.has(FLAG_TYPE_1) {
            self.follow_slots();
        }
        self.raw_table()
    }
    #[allow(clippy::mut_from_ref)]
    #[inline(always)]
    fn raw_table(&self) -> &mut Table {
        // SAFETY: private, and no caller holds two at once or holds one across Python code (keys are cloned before `ops::equal`);
        // callers hold the lock.
        unsafe { &mut *self.table.get() }
    }
    /// Makes this the `__dict__` of a compiled module.
    pub fn show_module(&self, record: &'static Module) {
        self.module.set(record);
        self.header.set(FLAG_TYPE_1);
    }
    /// Brings the entries for a module's slots up to date.
    #[cold]
    fn follow_slots(&self) {
        // SAFETY: records are static.
        let record = unsafe { &*self.module.get() };
        let mut old = vec![];
        for (name, cell) in crate::module::slots(record) {
            // SAFETY: names are strs.
            let s = unsafe { name.cast::<StrObj>() };
            if s.bytes().starts_with(b".") {
                continue;
            }
            let t = self.raw_table();
            let at = t.find_text(s);
            match (at, crate::module::read_slot(cell)) {
                (None, None) => {}
                (None, Some(v)) => {
                    self.bump();
                    t.push(s.hash(), name.clone(), v);
                }
                (Some(at), None) => {
                    self.bump();
                    old.push(t.remove(at).1);
                }
                (Some(at), Some(v)) => {
                    if t.entries[at].value.as_ref().is_none_or(|e| !e.is(&v)) {
                        old.extend(t.entries[at].value.replace(v));
                    }
                }
            }
        }
        old.into_iter().for_each(|v| later(Some(v)));
    }
    /// After a change of the entry for `key` in a module's dict: the slot follows.
    #[inline(always)]
    fn changed(&self, key: &Value, value: Option<&Value>) {
        if self.header.has(FLAG_TYPE_1) {
            self.write_slot(key, value);
        }
    }
    #[cold]
    fn write_slot(&self, key: &Value, value: Option<&Value>) {
        // SAFETY: records are static.
        let record = unsafe { &*self.module.get() };
        let slot = crate::module::slots(record).find(|(n, _)| crate::types::str::equal(n, key));
        if let Some((_, cell)) = slot {
            let old = cell.replace(value.map_or(0, |v| v.clone().into_word()));
            // SAFETY: slots own their values.
            later((old != 0).then(|| unsafe { Value::from_word(old) }));
        }
    }
    /// As `get_interned`, without a look at a module's slots.
    pub fn get_own(&self, name: &Value) -> Opt {
        let s = name.get::<StrObj>()?;
        let _guard = self.lock();
        let t = self.raw_table();
        t.find_text(s).and_then(|at| t.entries[at].value.clone())
    }
    pub fn len(&self) -> usize {
        let _guard = self.lock();
        self.table().live
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn bump(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }
    /// Finds the entry of a key; compares with identity, then `==`, which may run Python code and change the dict. The entry
    /// stays where it is as long as the guard lives.
    #[inline(always)]
    fn find(&self, hash: i64, key: &Value) -> R<(Guard<'_>, Option<usize>)> {
        let guard = self.lock();
        if key.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            if let Some(found) = self.find_str(hash, key, unsafe { key.cast::<StrObj>() }) {
                return Ok((guard, found));
            }
        } else if key.is_small()
            && let Some(found) = self.find_small(hash, key)
        {
            return Ok((guard, found));
        }
        self.find_any(guard, hash, key)
    }
    #[inline(never)]
    fn find_any<'a>(
        &'a self,
        mut guard: Guard<'a>,
        hash: i64,
        key: &Value,
    ) -> R<(Guard<'a>, Option<usize>)> {
        let mut from = Walk::START;
        while let Some(p) = self.table().probe(hash, from) {
            let candidate = self.table().entries[p.at].key.as_ref().expect("live");
            if candidate.is(key) {
                return Ok((guard, Some(p.at)));
            }
            if let Some(same) = ops::equal_plain(candidate, key) {
                if same {
                    return Ok((guard, Some(p.at)));
                }
                from = p.next;
                continue;
            }
            let (candidate, version) = (candidate.clone(), self.version.get());
            let slots = self.table().index.len();
            drop(guard);
            let same = ops::equal(&candidate, key)?;
            guard = self.lock();
            if version != self.version.get() {
                // What has only been added to the dict does not lie on the way that is behind.
                let t = self.table();
                let entry = t.entries.get(p.at).and_then(|e| e.key.as_ref());
                if slots != t.index.len() || entry.is_none_or(|k| !k.is(&candidate)) {
                    drop(guard);
                    drop(candidate);
                    return self.find(hash, key);
                }
            }
            drop(candidate);
            if same {
                return Ok((guard, Some(p.at)));
            }
            from = p.next;
        }
        Ok((guard, None))
    }
    /// Without Python code, while all candidates are exact strs; `None` when one is not. The walk of `Table::probe`, in line,
    /// as far as the first entry with the hash, which is the wanted one but for a chance that nobody meets.
    fn find_str(&self, hash: i64, key: &Value, s: &StrObj) -> Option<Option<usize>> {
        if self.header.has(FLAG_TYPE_1) {
            return self.find_str_anywhere(hash, key, s);
        }
        let table = self.raw_table();
        let entries = &table.entries[..];
        let index = &table.index[..];
        if index.is_empty() {
            return match entries.iter().position(|entry| entry.hash == hash) {
                Some(at) => self.confirm_str(at, hash, key, s),
                None => Some(None),
            };
        }
        let mask = index.len() - 1;
        let mut walk = Walk::new(hash, mask);
        loop {
            let at = index[walk.slot & mask] as usize;
            // Neither an empty nor a deleted slot is the number of an entry.
            match entries.get(at) {
                Some(entry) if entry.hash == hash => return self.confirm_str(at, hash, key, s),
                Some(_) => {}
                None if at == EMPTY as usize => return Some(None),
                None => {}
            }
            walk = walk.next(mask);
        }
    }
    /// The rest of `find_str`: the entry `at` has the hash.
    #[inline(always)]
    fn confirm_str(&self, at: usize, hash: i64, key: &Value, s: &StrObj) -> Option<Option<usize>> {
        // A gap keeps the hash of the key that was there.
        if let Some(candidate) = self.raw_table().entries[at].key.as_ref() {
            if candidate.is(key) {
                return Some(Some(at));
            }
            if candidate.is_exactly(ClassId::STR) {
                // SAFETY: an exact str.
                let other = unsafe { candidate.cast::<StrObj>() };
                if !other.is_short() {
                    return self.confirm_long(at, hash, key, s);
                }
                if other.has_short_text_of(s) {
                    return Some(Some(at));
                }
            }
        }
        self.find_str_anywhere(hash, key, s)
    }
    #[inline(never)]
    fn confirm_long(&self, at: usize, hash: i64, key: &Value, s: &StrObj) -> Option<Option<usize>> {
        let candidate = self.raw_table().entries[at].key.as_ref()?;
        if candidate.get::<StrObj>().is_some_and(|k| k.has_text_of(s)) {
            return Some(Some(at));
        }
        self.find_str_anywhere(hash, key, s)
    }
    #[inline(never)]
    fn find_str_anywhere(&self, hash: i64, key: &Value, s: &StrObj) -> Option<Option<usize>> {
        let table = self.table();
        let mut from = Walk::START;
        while let Some(p) = table.probe(hash, from) {
            let candidate = table.entries[p.at].key.as_ref().expect("live");
            if candidate.is(key) {
                return Some(Some(p.at));
            }
            if !candidate.is_exactly(ClassId::STR) {
                return None;
            }
            // SAFETY: an exact str.
            if unsafe { candidate.cast::<StrObj>() }.has_text_of(s) {
                return Some(Some(p.at));
            }
            from = p.next;
        }
        Some(None)
    }
    /// The same for small ints.
    #[inline]
    fn find_small(&self, hash: i64, key: &Value) -> Option<Option<usize>> {
        let table = self.table();
        let mut from = Walk::START;
        while let Some(p) = table.probe(hash, from) {
            let candidate = table.entries[p.at].key.as_ref().expect("live");
            if candidate.is(key) {
                return Some(Some(p.at));
            }
            if !candidate.is_small() {
                return None;
            }
            from = p.next;
        }
        Some(None)
    }
    #[inline]
    pub fn get(&self, key: &Value) -> R<Opt> {
        if key.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            let s = unsafe { key.cast::<StrObj>() };
            let _guard = self.lock();
            if let Some(found) = self.find_str(s.hash(), key, s) {
                return Ok(found.and_then(|at| self.raw_table().entries[at].value.clone()));
            }
        }
        self.get_any(key)
    }
    #[inline(never)]
    fn get_any(&self, key: &Value) -> R<Opt> {
        let (_guard, at) = self.find(hash_key(key)?, key)?;
        Ok(at.and_then(|at| self.raw_table().entries[at].value.clone()))
    }
    /// As `get`, for a key whose hash is known.
    pub fn get_hashed(&self, hash: i64, key: &Value) -> R<Opt> {
        let (_guard, at) = self.find(hash, key)?;
        Ok(at.and_then(|at| self.table().entries[at].value.clone()))
    }
    /// A new entry; the caller holds the lock.
    #[inline]
    fn add(&self, hash: i64, key: &Value, value: Value) {
        self.bump();
        if self.header.has(FLAG_TYPE_1) {
            self.raw_table().push(hash, key.clone(), value.clone());
            self.write_slot(key, Some(&value));
        } else {
            self.raw_table().push(hash, key.clone(), value);
        }
    }
    /// The value of a key, which is set first if it is missing: one search.
    pub fn set_default(&self, key: &Value, value: Value) -> R {
        let hash = hash_key(key)?;
        let (guard, at) = self.find(hash, key)?;
        if let Some(at) = at {
            let found = self.table().entries[at].value.clone().expect("live");
            drop(guard);
            return Ok(found);
        }
        self.add(hash, key, value.clone());
        Ok(value)
    }
    /// As `set`, for a key whose hash is known.
    pub fn set_hashed(&self, hash: i64, key: &Value, value: Value) -> R<()> {
        let (guard, at) = self.find(hash, key)?;
        let old = match at {
            Some(at) => {
                self.changed(key, Some(&value));
                self.raw_table().entries[at].value.replace(value)
            }
            None => {
                self.add(hash, key, value);
                None
            }
        };
        drop(guard);
        drop(old);
        Ok(())
    }
    /// Adds one to the value of a key, which is taken for zero where there is none.
    pub fn count(&self, key: &Value) -> R<()> {
        let hash = ops::hash(key)?;
        let (guard, found) = self.find(hash, key)?;
        let Some(at) = found else {
            self.add(hash, key, Value::small(1));
            return Ok(());
        };
        let old = self.raw_table().entries[at].value.clone().expect("live");
        let more = old.as_small().map(|n| n + 1);
        if let Some(n) = more.filter(|n| *n < 1 << 61) {
            self.changed(key, Some(&Value::small(n)));
            self.raw_table().entries[at].value = Some(Value::small(n));
            return Ok(());
        }
        drop(guard);
        let new = ops::add(&old, &Value::small(1))?;
        self.set_hashed(hash, key, new)
    }
    /// As `contains`, for a key whose hash is known.
    pub fn contains_hashed(&self, hash: i64, key: &Value) -> R<bool> {
        Ok(self.find(hash, key)?.1.is_some())
    }
    /// As `remove`, for a key whose hash is known.
    pub fn remove_hashed(&self, hash: i64, key: &Value) -> R<Option<(Value, Value)>> {
        let (_guard, Some(at)) = self.find(hash, key)? else {
            return Ok(None);
        };
        self.bump();
        let entry = self.raw_table().remove(at);
        self.changed(&entry.0, None);
        Ok(Some(entry))
    }
    /// Removes the last entry.
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let _guard = self.lock();
        let entries = &self.table().entries;
        let at = entries.iter().rposition(|e| e.key.is_some())?;
        self.bump();
        let entry = self.raw_table().remove_last(at);
        self.changed(&entry.0, None);
        Some(entry)
    }
    /// Removes the first entry.
    pub fn pop_first(&self) -> Option<(Value, Value)> {
        let _guard = self.lock();
        let at = self.table().first;
        if at == self.table().entries.len() {
            return None;
        }
        self.bump();
        let entry = self.raw_table().remove(at);
        self.changed(&entry.0, None);
        Some(entry)
    }
    /// Makes the entry of a key the last one, or the first; false if there is none.
    pub fn move_to_end(&self, key: &Value, last: bool) -> R<bool> {
        let (_guard, Some(at)) = self.find(hash_key(key)?, key)? else {
            return Ok(false);
        };
        self.bump();
        let table = self.raw_table();
        if last {
            table.move_to_back(at);
        } else {
            table.move_to_front(at);
        }
        Ok(true)
    }
    /// Where the entry of a name lies as long as the version stays; without a look at a module's slots.
    pub fn place_of(&self, name: &Value) -> Option<(u32, usize)> {
        let s = name.get::<StrObj>()?;
        let _guard = self.lock();
        let at = self.raw_table().find_text(s)?;
        Some((self.version.get(), at))
    }
    /// The value at such a place, if it is still there.
    #[inline]
    pub fn value_at(&self, version: u32, at: usize) -> Opt {
        let _guard = self.lock();
        if self.version.get() != version {
            return None;
        }
        self.raw_table().entries.get(at)?.value.clone()
    }
    /// Keys, values and hashes now, in order.
    pub fn to_hashed(&self) -> Vec<(i64, Value, Value)> {
        let _guard = self.lock();
        self.table()
            .entries
            .iter()
            .filter_map(|e| Some((e.hash, e.key.clone()?, e.value.clone()?)))
            .collect()
    }
    pub fn values(&self) -> Vec<Value> {
        let _guard = self.lock();
        self.table()
            .entries
            .iter()
            .filter_map(|e| e.value.clone())
            .collect()
    }
    /// Bytes that the table takes.
    pub fn table_size(&self) -> usize {
        let _guard = self.lock();
        let t = self.table();
        t.entries.capacity() * size_of::<Entry>() + t.index.capacity() * 4
    }
    #[inline]
    pub fn contains(&self, key: &Value) -> R<bool> {
        if key.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            let s = unsafe { key.cast::<StrObj>() };
            let _guard = self.lock();
            if let Some(found) = self.find_str(s.hash(), key, s) {
                return Ok(found.is_some());
            }
        }
        self.contains_any(key)
    }
    #[inline(never)]
    fn contains_any(&self, key: &Value) -> R<bool> {
        Ok(self.find(hash_key(key)?, key)?.1.is_some())
    }
    /// Sets; yields the value that was there.
    pub fn insert(&self, key: &Value, value: Value) -> R<Opt> {
        if key.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            let s = unsafe { key.cast::<StrObj>() };
            let _guard = self.lock();
            if let Some(found) = self.find_str(s.hash(), key, s) {
                return Ok(self.put(found, s.hash(), key, value));
            }
        }
        let hash = hash_key(key)?;
        let (_guard, found) = self.find(hash, key)?;
        Ok(self.put(found, hash, key, value))
    }
    /// The caller holds the lock.
    #[inline(always)]
    fn put(&self, found: Option<usize>, hash: i64, key: &Value, value: Value) -> Opt {
        let Some(at) = found else {
            self.add(hash, key, value);
            return None;
        };
        self.changed(key, Some(&value));
        self.raw_table().entries[at].value.replace(value)
    }
    #[inline(always)]
    pub fn set(&self, key: &Value, value: Value) -> R<()> {
        drop(self.insert(key, value)?);
        Ok(())
    }
    /// Removes; yields key and value.
    pub fn remove(&self, key: &Value) -> R<Option<(Value, Value)>> {
        let (_guard, Some(at)) = self.find(hash_key(key)?, key)? else {
            return Ok(None);
        };
        self.bump();
        let entry = self.raw_table().remove(at);
        self.changed(&entry.0, None);
        Ok(Some(entry))
    }
    /// Lookup by an interned or other exact str: cannot raise.
    pub fn get_interned(&self, name: &Value) -> Opt {
        // SAFETY: names are strs.
        let s = unsafe { name.cast::<StrObj>() };
        let guard = self.lock();
        if let Some(found) = self.find_str(s.hash(), name, s) {
            return found.and_then(|at| self.table().entries[at].value.clone());
        }
        drop(guard);
        self.get(name).unwrap_or_else(|_| {
            drop(crate::context::take_exception());
            None
        })
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
        let _guard = self.lock();
        self.table().entries.len()
    }
    /// The first live entry at or after a position: (position, key, value).
    pub fn entry_from(&self, at: usize) -> Option<(usize, Value, Value)> {
        let _guard = self.lock();
        let t = self.table();
        (at.max(t.first)..t.entries.len()).find_map(|i| {
            let e = &t.entries[i];
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }
    /// Runs something short on the first live entry at or after a position that runs no Python code: (position, result).
    #[inline(always)]
    pub fn next_entry<T>(
        &self,
        from: usize,
        f: impl FnOnce(&Value, &Value) -> T,
    ) -> Option<(usize, T)> {
        let _guard = self.lock();
        let t = self.table();
        let from = from.max(t.first);
        for (at, e) in (from..).zip(t.entries.get(from..)?) {
            if let (Some(k), Some(v)) = (&e.key, &e.value) {
                return Some((at, f(k, v)));
            }
        }
        None
    }
    /// The last live entry before a position.
    pub fn entry_before(&self, end: usize) -> Option<(usize, Value, Value)> {
        let _guard = self.lock();
        let t = self.table();
        (0..end.min(t.entries.len())).rev().find_map(|i| {
            let e = &t.entries[i];
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }
    /// Keys and values now, in order.
    pub fn to_vec(&self) -> Vec<(Value, Value)> {
        let _guard = self.lock();
        self.table()
            .entries
            .iter()
            .filter_map(|e| Some((e.key.clone()?, e.value.clone()?)))
            .collect()
    }
    pub fn keys(&self) -> Vec<Value> {
        let _guard = self.lock();
        self.table()
            .entries
            .iter()
            .filter_map(|e| e.key.clone())
            .collect()
    }
    pub fn clear(&self) {
        let guard = self.lock();
        self.bump();
        let old = std::mem::replace(self.raw_table(), Table::new());
        for e in &old.entries {
            if let Some(k) = &e.key {
                self.changed(k, None);
            }
        }
        drop(guard);
        drop(old);
    }
    /// Takes over the entries of another dict, if this is an empty one (no Python code runs); false if it is not.
    pub fn become_copy(&self, other: &DictObj) -> bool {
        if std::ptr::eq(self, other) {
            return false;
        }
        let _guards = crate::threads::lock_two(&self.header, &other.header);
        if self.header.has(FLAG_TYPE_1) || !self.raw_table().entries.is_empty() {
            return false;
        }
        self.bump();
        *self.raw_table() = other.table().copy();
        true
    }
    /// A new dict with the same entries (no Python code runs).
    pub fn copy(&self) -> Value {
        let copy = DictObj::new();
        // SAFETY: just made.
        let d = unsafe { copy.cast::<DictObj>() };
        let _guard = self.lock();
        let t = self.table();
        *d.raw_table() = t.copy();
        copy
    }
    /// Puts entries before all others; the caller knows that their keys are new. No Python code runs.
    pub fn prepend(&self, entries: Vec<(Value, Value)>) {
        let guard = self.lock();
        self.bump();
        let old = std::mem::replace(self.raw_table(), Table::new());
        let table = self.raw_table();
        for (k, v) in entries {
            // SAFETY: names are strs.
            table.push(unsafe { k.cast::<StrObj>() }.hash(), k, v);
        }
        for e in old.entries {
            if let (Some(k), Some(v)) = (e.key, e.value) {
                table.push(e.hash, k, v);
            }
        }
        drop(guard);
    }
    /// As `entry_from`, with the key's hash.
    pub fn hashed_from(&self, at: usize) -> Option<(usize, i64, Value, Value)> {
        let _guard = self.lock();
        let t = self.table();
        (at.max(t.first)..t.entries.len()).find_map(|i| {
            let e = &t.entries[i];
            Some((i, e.hash, e.key.clone()?, e.value.clone()?))
        })
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
    flags: class::UNHASHABLE | class::PATTERN_MAPPING,
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    methods: super::dict_methods::METHODS,
    mark: crate::native::TYPE_MARK,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn churn_keeps_the_table_small_and_right() {
        let _world = crate::start::for_tests();
        let value = DictObj::new();
        let d = value.get::<DictObj>().unwrap();
        for i in 0..20_000i64 {
            d.set(&Value::small(i), Value::small(-i)).unwrap();
            if i >= 10 {
                assert!(d.remove(&Value::small(i - 10)).unwrap().is_some());
            }
            assert!(d.table().index.len() <= 64 && d.table().entries.len() <= 64);
        }
        assert_eq!(d.len(), 10);
        // A stack of keys at the end.
        for _ in 0..10_000 {
            d.set(&Value::small(77_777), Value::NONE).unwrap();
            assert_eq!(d.pop_last().unwrap().0.as_small(), Some(77_777));
        }
        for i in 19_990..20_000 {
            assert_eq!(
                d.get(&Value::small(i)).unwrap().unwrap().as_small(),
                Some(-i)
            );
        }
        assert!(d.get(&Value::small(5)).unwrap().is_none());
    }

    #[test]
    fn order_changes_at_both_ends() {
        let _world = crate::start::for_tests();
        for size in [2, 5, 8, 9, 40] {
            let value = DictObj::new();
            let d = value.get::<DictObj>().unwrap();
            let mut order: Vec<i64> = (0..size).collect();
            for &i in &order {
                d.set(&Value::small(i), Value::small(i)).unwrap();
            }
            for step in 0..500 {
                let (key, last) = (step * 7 % size, step % 3 == 0);
                assert!(d.move_to_end(&Value::small(key), last).unwrap());
                order.retain(|&k| k != key);
                order.insert(if last { order.len() } else { 0 }, key);
                if step % 5 == 0 {
                    let (k, v) = d.pop_first().unwrap();
                    assert_eq!(k.as_small(), Some(order.remove(0)));
                    order.push(k.as_small().unwrap());
                    d.set(&k, v).unwrap();
                }
                let keys: Vec<i64> = d.keys().iter().map(|k| k.as_small().unwrap()).collect();
                assert_eq!(keys, order);
                assert_eq!(d.entry_from(0).unwrap().1.as_small(), Some(order[0]));
                for k in 0..size {
                    assert!(d.contains(&Value::small(k)).unwrap());
                }
            }
            while d.pop_first().is_some() {}
            assert!(d.is_empty() && !d.move_to_end(&Value::small(0), false).unwrap());
        }
    }
}
