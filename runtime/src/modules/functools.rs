//! `_calls`: the callables of `functools` as far as their calls go; `stdlib/_functools.py` makes classes of them.

use super::{NativeModule, add};
use crate::class::{self, LayoutOps};
use crate::module::ModuleObj;
use crate::native::{self, NativeDef, TypeDef, arg, class_arg, getter, method, opt, static_method};
use crate::types::dict::DictObj;
use crate::types::{descriptors, int, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, call, ops};
use std::cell::{Cell, UnsafeCell};

/// A function with a cache in front of it.
#[repr(C)]
struct CacheObj {
    header: Header,
    function: UnsafeCell<Opt>,
    /// Negative: no limit.
    limit: Cell<i64>,
    typed: Cell<bool>,
    hits: Cell<i64>,
    misses: Cell<i64>,
    /// Results by key; with a limit, the places of links.
    results: Value,
    links: UnsafeCell<Vec<Link>>,
}

/// An entry of a cache with a limit, in a ring from least to most recently used. The first is where the ring begins and ends.
struct Link {
    before: usize,
    after: usize,
    hash: i64,
    entry: Option<(Value, Value)>,
}

// SAFETY: begins with a header.
unsafe impl Object for CacheObj {
    const CLASS: ClassId = ClassId::CALL_CACHE;
}

unsafe fn trace_cache(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let c = &*(object as *mut CacheObj);
        (*c.function.get()).iter().for_each(&mut *visit);
        visit(&c.results);
        for (key, value) in (*c.links.get()).iter().filter_map(|l| l.entry.as_ref()) {
            visit(key);
            visit(value);
        }
    }
}

impl CacheObj {
    /// Runs something short on the links that runs no Python code.
    fn links<T>(&self, f: impl FnOnce(&mut Vec<Link>) -> T) -> T {
        let _guard = self.header.lock();
        // SAFETY: nobody else holds the links, by the promise above.
        f(unsafe { &mut *self.links.get() })
    }
    fn results(&self) -> &DictObj {
        // SAFETY: made as an exact dict.
        unsafe { self.results.cast::<DictObj>() }
    }
    fn function(&self) -> Value {
        // SAFETY: a read.
        unsafe { (*self.function.get()).clone() }.unwrap_or(Value::NONE)
    }
}

/// A ring of its beginning alone.
fn no_links() -> Vec<Link> {
    vec![Link {
        before: 0,
        after: 0,
        hash: 0,
        entry: None,
    }]
}

fn unlink(links: &mut [Link], at: usize) {
    let (before, after) = (links[at].before, links[at].after);
    links[before].after = after;
    links[after].before = before;
}

fn link_last(links: &mut [Link], at: usize) {
    let last = links[0].before;
    links[last].after = at;
    links[at].before = last;
    links[at].after = 0;
    links[0].before = at;
}

/// A hashable key for a call; a lone int or str stands for itself.
fn key_of(c: &CacheObj, args: &[Opt], nargs: usize, names: &[Value]) -> Value {
    let given = |range: std::ops::Range<usize>| args[range].iter().flatten();
    if names.is_empty() && !c.typed.get() {
        if nargs == 1
            && let Some(only) = args[0].as_ref()
            && (only.is_small() || only.is_exactly(ClassId::STR) || only.is_exactly(ClassId::INT))
        {
            return only.clone();
        }
        return tuple::new_tuple(given(0..nargs).cloned().collect());
    }
    let mut key: Vec<Value> = given(0..nargs).cloned().collect();
    if !names.is_empty() {
        // Stands between what was given by position and by name.
        key.push(class::builtin(ClassId::CALL_CACHE).value());
        for (name, value) in names.iter().zip(given(nargs..args.len())) {
            key.push(name.clone());
            key.push(value.clone());
        }
    }
    if c.typed.get() {
        key.extend(given(0..args.len()).map(|v| v.class().value()));
    }
    tuple::new_tuple(key)
}

fn call_cache(callee: &Value, words: *const Opt, nargs: usize, kwnames: Option<&Value>) -> R {
    // SAFETY: only this layout has this call.
    let c = unsafe { callee.cast::<CacheObj>() };
    let names = kwnames.map_or(&[][..], |names| tuple::items(names));
    // SAFETY: the caller passes so many words.
    let args = unsafe { std::slice::from_raw_parts(words, nargs + names.len()) };
    let function = c.function();
    // SAFETY: the caller's words.
    let compute = || unsafe { call::call_raw(&function, words, nargs, kwnames) };
    let count = |counter: &Cell<i64>| counter.set(counter.get() + 1);
    if c.limit.get() == 0 {
        count(&c.misses);
        return compute();
    }
    let key = key_of(c, args, nargs, names);
    let hash = ops::hash(&key)?;
    let found = c.results().get_hashed(hash, &key)?;
    if c.limit.get() < 0 {
        if let Some(result) = found {
            count(&c.hits);
            return Ok(result);
        }
        count(&c.misses);
        let result = compute()?;
        c.results().set_hashed(hash, &key, result.clone())?;
        return Ok(result);
    }
    if let Some(at) = found.and_then(|at| at.as_small()) {
        let result = c.links(|links| {
            let at = at as usize;
            let (_, result) = links.get(at)?.entry.as_ref()?;
            let result = result.clone();
            unlink(links, at);
            link_last(links, at);
            Some(result)
        });
        if let Some(result) = result {
            count(&c.hits);
            return Ok(result);
        }
    }
    count(&c.misses);
    let result = compute()?;
    store(c, hash, key, &result)?;
    Ok(result)
}

/// Enters a result unless the call itself already did; the oldest goes if the cache is full.
fn store(c: &CacheObj, hash: i64, key: Value, result: &Value) -> R<()> {
    if c.results().contains_hashed(hash, &key)? {
        return Ok(());
    }
    let mut place = None;
    if c.results().len() as i64 >= c.limit.get() {
        let oldest = c.links(|links| {
            let at = links[0].after;
            if at == 0 {
                return None;
            }
            unlink(links, at);
            Some((at, links[at].hash, links[at].entry.take()))
        });
        if let Some((at, hash, entry)) = oldest {
            if let Some((key, _)) = &entry {
                c.results().remove_hashed(hash, key)?;
            }
            place = Some(at);
        }
    }
    let entry = Some((key.clone(), result.clone()));
    let at = c.links(|links| {
        let link = Link {
            before: 0,
            after: 0,
            hash,
            entry,
        };
        // The cache may have been cleared meanwhile.
        let at = match place {
            Some(at) if at < links.len() && links[at].entry.is_none() => {
                links[at] = link;
                at
            }
            _ => {
                links.push(link);
                links.len() - 1
            }
        };
        link_last(links, at);
        at
    });
    c.results().set_hashed(hash, &key, int::from_usize(at))
}

fn cache(args: &[Opt]) -> &CacheObj {
    arg(args, 0).get::<CacheObj>().expect("a cache")
}

fn bind(args: &[Opt]) -> R {
    match opt(args, 1).filter(|instance| !instance.is_none()) {
        Some(instance) => Ok(descriptors::new_bound_method(
            arg(args, 0).clone(),
            instance.clone(),
        )),
        None => Ok(arg(args, 0).clone()),
    }
}

fn called(args: &[Opt]) -> R {
    call::call_tuple(arg(args, 0), arg(args, 1), opt(args, 2))
}

const CACHE: &[NativeDef] = &[
    static_method("__new__(cls, /, *_, **_)", |a| {
        let class = class_arg(a, ClassId::CALL_CACHE)?;
        let payload = CacheObj {
            header: Header::new(class.id),
            function: UnsafeCell::new(None),
            limit: Cell::new(-1),
            typed: Cell::new(false),
            hits: Cell::new(0),
            misses: Cell::new(0),
            results: DictObj::new(),
            links: UnsafeCell::new(no_links()),
        };
        Ok(class::new_object(class.id, payload))
    }),
    method("_set_up(self, function, limit, typed, /)", |a| {
        let c = cache(a);
        c.limit
            .set(arg(a, 2).as_small().unwrap_or(i64::from(i32::MAX)));
        c.typed.set(ops::truth(arg(a, 3))?);
        let function = Some(arg(a, 1).clone());
        // SAFETY: the old value is dropped when the cell holds the new one.
        drop(unsafe { std::mem::replace(&mut *c.function.get(), function) });
        Ok(Value::NONE)
    }),
    method("_counts(self, /)", |a| {
        let c = cache(a);
        Ok(tuple::new_tuple(vec![
            Value::small(c.hits.get()),
            Value::small(c.misses.get()),
            int::from_usize(c.results().len()),
        ]))
    }),
    method("cache_clear(self, /)", |a| {
        let c = cache(a);
        c.hits.set(0);
        c.misses.set(0);
        let old = c.links(|links| std::mem::replace(links, no_links()));
        c.results().clear();
        drop(old);
        Ok(Value::NONE)
    }),
    method("__call__(self, /, *args, **kwargs)", called),
    method("__get__(self, instance, owner=None, /)", bind),
];

/// A callable with some of another callable's arguments.
#[repr(C)]
struct PartialObj {
    header: Header,
    /// The callable, a tuple, a dict.
    parts: UnsafeCell<[Opt; 3]>,
    /// Some of the arguments are placeholders.
    has_holes: Cell<bool>,
}

// SAFETY: begins with a header.
unsafe impl Object for PartialObj {
    const CLASS: ClassId = ClassId::CALL_PARTIAL;
}

unsafe fn trace_partial(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe { &*(*(object as *mut PartialObj)).parts.get() }
        .iter()
        .flatten()
        .for_each(visit);
}

fn partial(value: &Value) -> &PartialObj {
    value.get::<PartialObj>().expect("a partial")
}

fn part(p: &PartialObj, at: usize) -> Value {
    // SAFETY: a read.
    unsafe { (&*p.parts.get())[at].clone() }.unwrap_or(Value::NONE)
}

fn call_partial(callee: &Value, words: *const Opt, nargs: usize, kwnames: Option<&Value>) -> R {
    let p = partial(callee);
    let (function, stored, keywords) = (part(p, 0), part(p, 1), part(p, 2));
    let names = kwnames.map_or(&[][..], |names| tuple::items(names));
    // SAFETY: the caller passes so many words.
    let args = unsafe { std::slice::from_raw_parts(words, nargs + names.len()) };
    let given = args[..nargs].iter().flatten();
    let keywords = keywords.get::<DictObj>().filter(|d| !d.is_empty());
    let mut positional: Vec<&Value> = tuple::items(&stored).iter().collect();
    let filled;
    if p.has_holes.get() {
        let given = tuple::new_tuple(given.cloned().collect());
        let fill = crate::types::str::intern(b"_fill");
        filled = call::call_method(callee, &fill, &[&given, &Value::TRUE])?;
        positional = tuple::items(&filled).iter().collect();
    } else {
        positional.extend(given);
    }
    let named = names.iter().zip(args[nargs..].iter().flatten());
    let Some(keywords) = keywords else {
        let named: Vec<(&Value, &Value)> = named.collect();
        return call::call_keywords(&function, &positional, &named);
    };
    let merged = keywords.copy();
    let d = merged.get::<DictObj>().expect("a dict");
    for (name, value) in named {
        d.set(name, value.clone())?;
    }
    let pairs = d.to_vec();
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    call::call_keywords(&function, &positional, &pairs)
}

const PARTIAL: &[NativeDef] = &[
    static_method("__new__(cls, /, *_, **_)", |a| {
        let class = class_arg(a, ClassId::CALL_PARTIAL)?;
        let payload = PartialObj {
            header: Header::new(class.id),
            parts: UnsafeCell::new([None, None, None]),
            has_holes: Cell::new(false),
        };
        Ok(class::new_object(class.id, payload))
    }),
    method("_set_up(self, func, args, keywords, has_holes, /)", |a| {
        let p = partial(arg(a, 0));
        p.has_holes.set(ops::truth(arg(a, 4))?);
        let new = [1, 2, 3].map(|at| Some(arg(a, at).clone()));
        // SAFETY: the old values are dropped when the cell holds the new ones.
        drop(unsafe { std::mem::replace(&mut *p.parts.get(), new) });
        Ok(Value::NONE)
    }),
    getter("func", |a| Ok(part(partial(arg(a, 0)), 0))),
    getter("args", |a| Ok(part(partial(arg(a, 0)), 1))),
    getter("keywords", |a| Ok(part(partial(arg(a, 0)), 2))),
    method("__call__(self, /, *args, **kwargs)", called),
    method("__get__(self, instance, owner=None, /)", bind),
];

static TYPES: [TypeDef; 2] = [
    TypeDef {
        class: ClassId::CALL_CACHE,
        ops: LayoutOps {
            call: Some(call_cache),
            ..class::fixed::<CacheObj>(trace_cache)
        },
        flags: 0,
        doc: "",
        methods: CACHE,
        mark: crate::native::TYPE_MARK,
    },
    TypeDef {
        class: ClassId::CALL_PARTIAL,
        ops: LayoutOps {
            call: Some(call_partial),
            ..class::fixed::<PartialObj>(trace_partial)
        },
        flags: 0,
        doc: "",
        methods: PARTIAL,
        mark: crate::native::TYPE_MARK,
    },
];

pub const MODULE: NativeModule = NativeModule {
    name: "_calls",
    doc: "",
    functions: &[],
    init: |m: &ModuleObj| {
        native::install_late(&TYPES, "functools");
        for def in &TYPES {
            let class = class::builtin(def.class);
            add(m, def.class.python_name(), class.value());
        }
        Ok(())
    },
    mark: super::MARK,
};
