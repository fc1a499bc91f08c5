//! `set` and `frozenset`: the table.
//!
//! An open-addressing table with CPython's probing (runs of ten slots, then a perturbed jump), growth and deletion marks, so
//! that items come out in CPython's order. After: CPython's `Objects/setobject.c`.
//!
//! **Invariant:** the table always has an unused slot. Comparisons may run Python code that changes the table: the search
//! then starts again.

use crate::class::{self, LayoutOps};
use crate::threads::{Guard, Racy, lock_two};
use crate::types::dict::DictObj;
use crate::types::str::StrObj;
use crate::{ClassId, Header, Object, Opt, R, Value, context, errors, iter, ops};
use std::cell::{Cell, UnsafeCell};

const MIN_SIZE: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// The hash of a slot whose item was removed.
const REMOVED: i64 = -1;

struct Slot {
    hash: i64,
    item: Opt,
}

struct Table {
    slots: Vec<Slot>,
    /// Slots that were ever used since the last resize.
    fill: usize,
    used: usize,
}

#[repr(C)]
pub struct SetObj {
    pub header: Header,
    /// The hash of a frozenset; -1 when not computed.
    pub hash: Racy<i64>,
    /// Changes with every new table and every removal: a search that ran Python code looks here.
    version: Cell<u64>,
    /// Where `pop` goes on.
    finger: Cell<usize>,
    table: UnsafeCell<Table>,
}

// SAFETY: begins with a header; frozenset shares the struct and casts.
unsafe impl Object for SetObj {
    const CLASS: ClassId = ClassId::SET;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let s = unsafe { &*(object as *mut SetObj) };
    s.table()
        .slots
        .iter()
        .filter_map(|e| e.item.as_ref())
        .for_each(visit);
}
pub const OPS: LayoutOps = class::fixed::<SetObj>(trace);

fn unused(n: usize) -> Vec<Slot> {
    (0..n)
        .map(|_| Slot {
            hash: 0,
            item: None,
        })
        .collect()
}

/// The slots that a search for a hash visits, in order.
struct Probe {
    mask: usize,
    perturb: usize,
    start: usize,
    step: usize,
    run: usize,
}

impl Probe {
    #[inline]
    fn new(hash: i64, mask: usize) -> Probe {
        let start = hash as usize & mask;
        Probe {
            mask,
            perturb: hash as usize,
            start,
            step: 0,
            run: run_length(start, mask),
        }
    }
    #[inline]
    fn next(&mut self) -> usize {
        if self.step > self.run {
            self.perturb >>= PERTURB_SHIFT;
            self.start = (self
                .start
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(self.perturb))
                & self.mask;
            self.step = 0;
            self.run = run_length(self.start, self.mask);
        }
        self.step += 1;
        self.start + self.step - 1
    }
}
#[inline]
fn run_length(start: usize, mask: usize) -> usize {
    if start + LINEAR_PROBES <= mask {
        LINEAR_PROBES
    } else {
        0
    }
}

enum Search {
    Found(usize),
    /// The slot for a new item: the last removed one on the way, else the unused one where the search ended.
    Missing(usize),
}

impl Table {
    fn new() -> Table {
        Table {
            slots: unused(MIN_SIZE),
            fill: 0,
            used: 0,
        }
    }
    fn mask(&self) -> usize {
        self.slots.len() - 1
    }
    /// Puts an item that is not there into a table without removed slots.
    fn insert_clean(&mut self, hash: i64, item: Value) {
        let mut probe = Probe::new(hash, self.mask());
        loop {
            let at = probe.next();
            if self.slots[at].item.is_none() {
                let new = Slot {
                    hash,
                    item: Some(item),
                };
                // SAFETY: a slot of the table without an item.
                unsafe { std::ptr::write(&mut self.slots[at], new) };
                return;
            }
        }
    }
    /// A new table with room for `wanted` items and the old ones in the old table's order.
    fn resize(&mut self, wanted: usize) {
        let mut size = MIN_SIZE;
        while size <= wanted {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, unused(size));
        for s in old {
            if let Some(item) = s.item {
                self.insert_clean(s.hash, item);
            }
        }
        self.fill = self.used;
    }
    fn grown(&self) -> usize {
        if self.used > 50000 {
            self.used * 2
        } else {
            self.used * 4
        }
    }
}

impl SetObj {
    #[inline(always)]
    fn lock(&self) -> Guard<'_> {
        self.header.lock()
    }
    #[allow(clippy::mut_from_ref)]
    fn table(&self) -> &mut Table {
        // SAFETY: private, and no caller holds it across Python code; callers hold the lock.
        unsafe { &mut *self.table.get() }
    }
    fn bump(&self) {
        self.version.set(self.version.get() + 1);
    }
    pub fn len(&self) -> usize {
        let _guard = self.lock();
        self.table().used
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Bytes that the table takes.
    pub fn table_size(&self) -> usize {
        let _guard = self.lock();
        self.table().slots.len() * size_of::<Slot>()
    }

    /// Without Python code, while all candidates are as simple as the item: small ints or exact strs; `None` when one is not.
    #[inline]
    fn search_simple(&self, hash: i64, item: &Value) -> Option<Search> {
        let text = item.is_exactly(ClassId::STR);
        if !text && !item.is_small() {
            return None;
        }
        // Most items are where they would lie if there were no others, or nothing is there.
        let slots = &self.table().slots[..];
        let first = slots.get(hash as usize & (slots.len() - 1))?;
        match &first.item {
            Some(found) if found.is(item) => {
                return Some(Search::Found(hash as usize & (slots.len() - 1)));
            }
            None if first.hash == 0 => {
                return Some(Search::Missing(hash as usize & (slots.len() - 1)));
            }
            _ => {}
        }
        let slots = &self.table().slots[..];
        let mut probe = Probe::new(hash, slots.len() - 1);
        let mut free = None;
        loop {
            let at = probe.next();
            let slot = slots.get(at)?;
            let Some(candidate) = &slot.item else {
                if slot.hash == 0 {
                    return Some(Search::Missing(free.unwrap_or(at)));
                }
                free = Some(at);
                continue;
            };
            if candidate.is(item) {
                return Some(Search::Found(at));
            }
            if slot.hash != hash || candidate.is_small() && !text {
                continue;
            }
            if !text || !candidate.is_exactly(ClassId::STR) {
                return None;
            }
            // SAFETY: exact strs.
            let (a, b) = unsafe { (candidate.cast::<StrObj>(), item.cast::<StrObj>()) };
            if a.has_text_of(b) {
                return Some(Search::Found(at));
            }
        }
    }
    /// What was found stays true as long as the guard lives.
    #[inline]
    fn search(&self, hash: i64, item: &Value) -> R<(Guard<'_>, Search)> {
        let guard = self.lock();
        match self.search_simple(hash, item) {
            Some(found) => Ok((guard, found)),
            None => {
                drop(guard);
                self.search_any(hash, item)
            }
        }
    }
    #[inline(never)]
    fn search_any(&self, hash: i64, item: &Value) -> R<(Guard<'_>, Search)> {
        let mut guard = self.lock();
        'restart: loop {
            let mut probe = Probe::new(hash, self.table().mask());
            let mut free = None;
            loop {
                let at = probe.next();
                let slot = &self.table().slots[at];
                let Some(candidate) = &slot.item else {
                    if slot.hash == 0 {
                        // A comparison may have added an item there.
                        let at = free.unwrap_or(at);
                        if self.table().slots[at].item.is_some() {
                            continue 'restart;
                        }
                        return Ok((guard, Search::Missing(at)));
                    }
                    free = Some(at);
                    continue;
                };
                if slot.hash != hash {
                    continue;
                }
                if candidate.is(item) {
                    return Ok((guard, Search::Found(at)));
                }
                if let Some(same) = ops::equal_plain(candidate, item) {
                    if same {
                        return Ok((guard, Search::Found(at)));
                    }
                    continue;
                }
                let (candidate, version) = (candidate.clone(), self.version.get());
                drop(guard);
                let same = ops::equal(&candidate, item)?;
                drop(candidate);
                guard = self.lock();
                if version != self.version.get() {
                    continue 'restart;
                }
                if same {
                    return Ok((guard, Search::Found(at)));
                }
            }
        }
    }
    pub fn contains_hashed(&self, hash: i64, item: &Value) -> R<bool> {
        Ok(matches!(self.search(hash, item)?.1, Search::Found(_)))
    }
    /// Adds; yields whether the item is new.
    pub fn add_hashed(&self, hash: i64, item: &Value) -> R<bool> {
        let (_guard, Search::Missing(at)) = self.search(hash, item)? else {
            return Ok(false);
        };
        let t = self.table();
        let removed = t.slots[at].hash == REMOVED;
        let new = Slot {
            hash,
            item: Some(item.clone()),
        };
        // SAFETY: a slot of the table without an item.
        unsafe { std::ptr::write(&mut t.slots[at], new) };
        t.used += 1;
        if removed {
            return Ok(true);
        }
        t.fill += 1;
        if t.fill * 5 >= t.mask() * 3 {
            t.resize(t.grown());
            self.bump();
        }
        Ok(true)
    }
    /// Puts this set's items into a new one that `other` has, or has not. False: an item's comparison may run Python code, and
    /// the new set has some of the items.
    pub fn choose(&self, other: &SetObj, wanted: bool, into: &Value) -> bool {
        if std::ptr::eq(self, other) {
            return false;
        }
        let _guards = lock_two(&self.header, &other.header);
        let new = set_of(into).table();
        for slot in &self.table().slots {
            let Some(item) = &slot.item else {
                continue;
            };
            match other.search_simple(slot.hash, item) {
                Some(found) if matches!(found, Search::Found(_)) == wanted => {
                    new.insert_clean(slot.hash, item.clone());
                    new.used += 1;
                    new.fill += 1;
                    if new.fill * 5 >= new.mask() * 3 {
                        new.resize(new.grown());
                    }
                }
                Some(_) => {}
                None => return false,
            }
        }
        true
    }
    /// Removes; yields the item.
    pub fn remove_hashed(&self, hash: i64, item: &Value) -> R<Opt> {
        let (_guard, Search::Found(at)) = self.search(hash, item)? else {
            return Ok(None);
        };
        let t = self.table();
        t.slots[at].hash = REMOVED;
        t.used -= 1;
        self.bump();
        Ok(t.slots[at].item.take())
    }
    /// Some item, removed.
    pub fn pop(&self) -> Opt {
        let _guard = self.lock();
        let t = self.table();
        if t.used == 0 {
            return None;
        }
        let mut at = self.finger.get() & t.mask();
        while t.slots[at].item.is_none() {
            at = (at + 1) & t.mask();
        }
        t.slots[at].hash = REMOVED;
        t.used -= 1;
        self.finger.set(at + 1);
        self.bump();
        t.slots[at].item.take()
    }
    pub fn clear(&self) {
        let guard = self.lock();
        self.bump();
        let old = std::mem::replace(self.table(), Table::new());
        drop(guard);
        drop(old);
    }
    /// The first item at or after a slot: (slot, hash, item).
    pub fn item_from(&self, at: usize) -> Option<(usize, i64, Value)> {
        let _guard = self.lock();
        let t = self.table();
        (at..t.slots.len()).find_map(|i| Some((i, t.slots[i].hash, t.slots[i].item.clone()?)))
    }
    /// Hashes and items now, in order.
    pub fn to_hashed(&self) -> Vec<(i64, Value)> {
        let _guard = self.lock();
        self.raw_hashed()
    }
    fn raw_hashed(&self) -> Vec<(i64, Value)> {
        let live = |s: &Slot| Some((s.hash, s.item.clone()?));
        self.table().slots.iter().filter_map(live).collect()
    }
    /// Makes room for `more` items at once, as CPython does before it merges.
    fn make_room(&self, more: usize) {
        let _guard = self.lock();
        self.raw_make_room(more);
    }
    fn raw_make_room(&self, more: usize) {
        let t = self.table();
        if (t.fill + more) * 5 >= t.mask() * 3 {
            t.resize((t.used + more) * 2);
            self.bump();
        }
    }
    /// After many removals: a new table without the marks they left.
    pub fn sweep(&self) {
        let _guard = self.lock();
        let t = self.table();
        if t.fill - t.used > t.mask() / 4 {
            t.resize(t.grown());
            self.bump();
        }
    }
    /// Takes over the items of another set.
    pub fn merge(&self, other: &SetObj) -> R<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        let guards = lock_two(&self.header, &other.header);
        let (t, o) = (self.table(), other.table());
        self.raw_make_room(o.used);
        if t.fill == 0 {
            self.bump();
            if t.mask() == o.mask() && o.fill == o.used {
                t.slots = o
                    .slots
                    .iter()
                    .map(|s| Slot {
                        hash: s.hash,
                        item: s.item.clone(),
                    })
                    .collect();
            } else {
                for (hash, item) in other.raw_hashed() {
                    t.insert_clean(hash, item);
                }
            }
            t.fill = o.used;
            t.used = o.used;
            return Ok(());
        }
        drop(guards);
        let mut at = 0;
        while let Some((found, hash, item)) = other.item_from(at) {
            self.add_hashed(hash, &item)?;
            at = found + 1;
        }
        Ok(())
    }
    /// Exchanges the contents with another set.
    pub fn swap(&self, other: &SetObj) {
        if std::ptr::eq(self, other) {
            return;
        }
        let _guards = lock_two(&self.header, &other.header);
        std::mem::swap(self.table(), other.table());
        self.bump();
        other.bump();
        self.hash.set(-1);
        other.hash.set(-1);
    }
}

/// An empty set of this class (set, frozenset or a subclass).
pub fn new_of_class(class: u32) -> Value {
    let payload = SetObj {
        header: Header::new(class),
        hash: Racy::new(-1),
        version: Cell::new(0),
        finger: Cell::new(0),
        table: UnsafeCell::new(Table::new()),
    };
    class::new_object(class, payload)
}

/// The set behind a value: set, frozenset or a subclass.
#[inline]
pub fn as_set(v: &Value) -> Option<&SetObj> {
    let id = v.class_id();
    let is_set = id == ClassId::SET as u32
        || id == ClassId::FROZENSET as u32
        || v.is_pointer() && matches!(class::by_id(id).layout, ClassId::SET | ClassId::FROZENSET);
    // SAFETY: both layouts are this struct.
    is_set.then(|| unsafe { v.cast::<SetObj>() })
}

pub(crate) fn set_of(v: &Value) -> &SetObj {
    as_set(v).expect("a set")
}

/// The hash of an item, with the message that names the use as a set element.
#[inline]
pub fn hash_item(item: &Value) -> R<i64> {
    match ops::hash(item) {
        Ok(h) => Ok(h),
        Err(_) => Err(unhashable(item, "a set element")),
    }
}

/// Rewords the TypeError in flight that an unhashable key raised.
#[cold]
pub fn unhashable(item: &Value, what: &str) -> crate::Raised {
    let exc = context::take_exception();
    if !exc.is_exactly(ClassId::TYPE_ERROR) {
        return context::current().set_exception(exc);
    }
    let text = match ops::to_str(&exc) {
        Ok(t) => crate::types::str::to_string(&t),
        Err(e) => return e,
    };
    let name = errors::type_name(item);
    errors::type_error(format!("cannot use '{name}' as {what} ({text})"))
}

pub fn from_items(items: Vec<Value>) -> R {
    let value = new_of_class(ClassId::SET as u32);
    for v in &items {
        add(&value, v)?;
    }
    Ok(value)
}

/// The frozenset that CPython makes of a display's constants: built once from them, and again from its own items.
pub fn from_constants(tuple: &Value) -> R {
    let first = from_iterable(ClassId::FROZENSET as u32, Some(tuple))?;
    let second = new_of_class(ClassId::FROZENSET as u32);
    for (hash, item) in set_of(&first).to_hashed() {
        set_of(&second).add_hashed(hash, &item)?;
    }
    Ok(second)
}

/// `set(iterable)`, `frozenset(iterable)` or a subclass.
pub fn from_iterable(class: u32, iterable: Option<&Value>) -> R {
    let value = new_of_class(class);
    if let Some(v) = iterable {
        update(&value, v)?;
    }
    Ok(value)
}

pub fn add(set: &Value, item: &Value) -> R<()> {
    set_of(set).add_hashed(hash_item(item)?, item).map(drop)
}

/// Adds all items of an iterable.
pub fn update(set: &Value, iterable: &Value) -> R<()> {
    let s = set_of(set);
    if let Some(other) = as_set(iterable) {
        return s.merge(other);
    }
    if let Some(d) = iterable
        .get::<DictObj>()
        .filter(|_| iterable.is_exactly(ClassId::DICT))
    {
        s.make_room(d.len());
        for (hash, k, _) in d.to_hashed() {
            s.add_hashed(hash, &k)?;
        }
        return Ok(());
    }
    let mut it = iter::Items::of(iterable)?;
    while let Some(v) = it.next_item()? {
        add(set, &v)?;
    }
    Ok(())
}

/// The iterator.
#[repr(C)]
pub struct SetIter {
    pub header: Header,
    set: UnsafeCell<Opt>,
    at: Racy<usize>,
    used: Racy<usize>,
    pub left: Racy<usize>,
}
// SAFETY: begins with a header.
unsafe impl Object for SetIter {
    const CLASS: ClassId = ClassId::SET_ITERATOR;
}
unsafe fn trace_iterator(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(v) = unsafe { &*(*(object as *mut SetIter)).set.get() } {
        visit(v);
    }
}
pub const ITERATOR_OPS: LayoutOps = class::fixed::<SetIter>(trace_iterator);

pub fn new_iterator(set: &Value) -> Value {
    let id = ClassId::SET_ITERATOR as u32;
    let n = set_of(set).len();
    let payload = SetIter {
        header: Header::new(id),
        set: UnsafeCell::new(Some(set.clone())),
        at: Racy::new(0),
        used: Racy::new(n),
        left: Racy::new(n),
    };
    class::new_object(id, payload)
}

/// One step of a set iterator.
pub fn step(iterator: &Value) -> R<Opt> {
    // SAFETY: the caller has checked the class.
    let it = unsafe { iterator.cast::<SetIter>() };
    let guard = it.header.lock();
    // SAFETY: a read, under the lock.
    let set = unsafe { (*it.set.get()).clone() };
    drop(guard);
    let Some(value) = set else {
        return Ok(None);
    };
    let s = set_of(&value);
    if s.len() != it.used.get() {
        it.used.set(usize::MAX);
        return Err(errors::runtime_error("Set changed size during iteration"));
    }
    match s.item_from(it.at.get()) {
        Some((at, _, item)) => {
            it.at.set(at + 1);
            it.left.set(it.left.get().saturating_sub(1));
            Ok(Some(item))
        }
        None => {
            let guard = it.header.lock();
            // SAFETY: the set is dropped after the store.
            let old = unsafe { (*it.set.get()).take() };
            drop(guard);
            drop(old);
            it.left.set(0);
            Ok(None)
        }
    }
}
