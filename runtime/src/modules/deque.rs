//! `_deque`: the double-ended queue of `collections`, a ring of values.

use super::{NativeModule, add};
use crate::class::{self, LayoutOps};
use crate::module::ModuleObj;
use crate::native::{self, NativeDef, TypeDef, arg, class_arg, getter, method, opt, static_method};
use crate::ops::{self, Cmp};
use crate::types::iterators::{ITER, NEXT};
use crate::types::str::{intern, new_str};
use crate::types::{dict_methods, int, list, slice, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, call, errors, iter};
use std::cell::{Cell, UnsafeCell};
use std::collections::VecDeque;

#[repr(C)]
pub struct DequeObj {
    pub header: Header,
    items: UnsafeCell<VecDeque<Value>>,
    /// Changes with every change of length, so that iterators notice.
    state: Cell<u64>,
    /// Negative: none.
    limit: Cell<i64>,
}

// SAFETY: begins with a header.
unsafe impl Object for DequeObj {
    const CLASS: ClassId = ClassId::DEQUE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe { &*(*(object as *mut DequeObj)).items.get() }
        .iter()
        .for_each(visit);
}

/// Over a deque, in either direction.
#[repr(C)]
struct DequeIter {
    header: Header,
    deque: Value,
    state: Cell<u64>,
    left: Cell<usize>,
}

// SAFETY: begins with a header; the class of the other direction casts.
unsafe impl Object for DequeIter {
    const CLASS: ClassId = ClassId::DEQUE_ITERATOR;
}

unsafe fn trace_iterator(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    visit(unsafe { &(*(object as *mut DequeIter)).deque });
}

impl DequeObj {
    /// Runs something short on the items that runs no Python code.
    #[inline(always)]
    fn with<T>(&self, f: impl FnOnce(&mut VecDeque<Value>) -> T) -> T {
        let _guard = self.header.lock();
        // SAFETY: nobody else holds the items, by the promise above.
        f(unsafe { &mut *self.items.get() })
    }
    #[inline(always)]
    fn len(&self) -> usize {
        self.with(|d| d.len())
    }
    fn get(&self, at: usize) -> Opt {
        self.with(|d| d.get(at).cloned())
    }
    #[inline(always)]
    fn bump(&self) {
        self.state.set(self.state.get().wrapping_add(1));
    }
    #[inline(always)]
    fn limit(&self) -> usize {
        // -1 is the largest of all.
        self.limit.get() as usize
    }
    /// What falls out at the other end is dropped when the ring is consistent.
    #[inline]
    fn push_back(&self, value: Value) {
        let limit = self.limit();
        self.bump();
        let fallen = self.with(|d| {
            d.push_back(value);
            (d.len() > limit).then(|| d.pop_front())
        });
        drop(fallen);
    }
    #[inline]
    fn push_front(&self, value: Value) {
        let limit = self.limit();
        self.bump();
        let fallen = self.with(|d| {
            d.push_front(value);
            (d.len() > limit).then(|| d.pop_back())
        });
        drop(fallen);
    }
    fn clear(&self) {
        self.bump();
        drop(self.with(std::mem::take));
    }
    fn to_vec(&self) -> Vec<Value> {
        self.with(|d| d.iter().cloned().collect())
    }
}

fn new_deque(class: u32) -> Value {
    let payload = DequeObj {
        header: Header::new(class),
        items: UnsafeCell::new(VecDeque::new()),
        state: Cell::new(0),
        limit: Cell::new(-1),
    };
    class::new_object(class, payload)
}

fn this(args: &[Opt]) -> &DequeObj {
    arg(args, 0).get::<DequeObj>().expect("a deque")
}

fn init(args: &[Opt]) -> R {
    let d = this(args);
    let mut limit = -1;
    if let Some(given) = opt(args, 2).filter(|v| !v.is_none()) {
        if int::as_int(given).is_none() {
            return Err(errors::type_error("an integer is required"));
        }
        limit = ops::index_i64(given)?.ok_or_else(|| {
            errors::overflow_error("Python int too large to convert to C ssize_t")
        })?;
        if limit < 0 {
            return Err(errors::value_error("maxlen must be non-negative"));
        }
    }
    d.limit.set(limit);
    if d.len() > 0 {
        d.clear();
    }
    match opt(args, 1) {
        Some(iterable) => extend(args, iterable, true),
        None => Ok(Value::NONE),
    }
}

fn extend(args: &[Opt], iterable: &Value, right: bool) -> R {
    let d = this(args);
    let push = |v| {
        if right {
            d.push_back(v)
        } else {
            d.push_front(v)
        }
    };
    if iterable.is(arg(args, 0)) {
        d.to_vec().into_iter().for_each(push);
        return Ok(Value::NONE);
    }
    let it = iter::iter(iterable)?;
    while let Some(v) = iter::next(&it)? {
        push(v);
    }
    Ok(Value::NONE)
}

#[cold]
fn empty() -> crate::Raised {
    errors::index_error("pop from an empty deque")
}

fn machine_index(v: &Value) -> R<i64> {
    ops::index_i64(v)?
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C ssize_t"))
}

/// The place that a subscript means.
fn place(args: &[Opt]) -> R<usize> {
    let index = arg(args, 1);
    let wanted = match index.as_small() {
        Some(i) => i,
        None => {
            if int::as_int(index).is_none()
                && class::lookup(index.class(), crate::name!("__index__")).is_none()
            {
                return Err(errors::type_error(format!(
                    "sequence index must be integer, not '{}'",
                    errors::type_name(index)
                )));
            }
            ops::index_i64(index)?.ok_or_else(|| {
                errors::index_error("cannot fit 'int' into an index-sized integer")
            })?
        }
    };
    let len = this(args).len() as i64;
    let at = if wanted < 0 { wanted + len } else { wanted };
    if (0..len).contains(&at) {
        Ok(at as usize)
    } else {
        Err(errors::index_error("deque index out of range"))
    }
}

fn insert(args: &[Opt]) -> R {
    let d = this(args);
    let index = machine_index(arg(args, 1))?;
    let len = d.len();
    if d.limit.get() == len as i64 {
        return Err(errors::index_error("deque already at its maximum size"));
    }
    let at = if index < 0 {
        index.saturating_add(len as i64).max(0)
    } else {
        index.min(len as i64)
    };
    d.bump();
    d.with(|items| items.insert(at as usize, arg(args, 2).clone()));
    Ok(Value::NONE)
}

/// The first place in a range where an item equals a value.
fn find(
    d: &DequeObj,
    value: &Value,
    from: usize,
    to: usize,
    changed: fn() -> crate::Raised,
) -> R<Option<usize>> {
    let state = d.state.get();
    let mut at = from;
    while at < to
        && let Some(item) = d.get(at)
    {
        let found = ops::equal(&item, value)?;
        if d.state.get() != state {
            return Err(changed());
        }
        if found {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

#[cold]
fn mutated() -> crate::Raised {
    errors::runtime_error("deque mutated during iteration")
}

fn copy(args: &[Opt]) -> R {
    let (value, d) = (arg(args, 0), this(args));
    if value.is_exactly(ClassId::DEQUE) {
        let made = new_deque(ClassId::DEQUE as u32);
        // SAFETY: just made.
        let new = unsafe { made.cast::<DequeObj>() };
        new.limit.set(d.limit.get());
        let items = d.with(|items| items.clone());
        new.with(|to| *to = items);
        return Ok(made);
    }
    let class = value.class().value();
    let made = if d.limit.get() < 0 {
        call::call(&class, &[value])?
    } else {
        call::call(&class, &[value, &int::from_i64(d.limit.get())])?
    };
    if made.get::<DequeObj>().is_none() {
        return Err(errors::type_error(format!(
            "{}() must return a deque, not {}",
            value.class().name_string(),
            errors::type_name(&made)
        )));
    }
    Ok(made)
}

fn times(args: &[Opt]) -> R<usize> {
    slice::repeat_count(arg(args, 1))?.ok_or_else(|| {
        errors::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            errors::type_name(arg(args, 1))
        ))
    })
}

fn repeat_in_place(d: &DequeObj, mut n: usize) -> R<()> {
    if n == 0 {
        d.clear();
        return Ok(());
    }
    let once = d.to_vec();
    if once.is_empty() || n == 1 {
        return Ok(());
    }
    if d.limit.get() >= 0 {
        // Whatever is repeated more often falls out again.
        n = n.min(d.limit() / once.len() + 2);
    }
    match once.len().checked_mul(n) {
        Some(total) if total <= isize::MAX as usize / 16 => {
            if d.with(|items| items.try_reserve(total - once.len()))
                .is_err()
            {
                return Err(errors::memory_error());
            }
        }
        _ => return Err(errors::memory_error()),
    }
    for _ in 1..n {
        once.iter().for_each(|v| d.push_back(v.clone()));
    }
    Ok(())
}

fn multiplied(args: &[Opt]) -> R {
    let n = times(args)?;
    let made = copy(args)?;
    repeat_in_place(made.get::<DequeObj>().expect("a deque"), n)?;
    Ok(made)
}

fn compare(op: Cmp, args: &[Opt]) -> R {
    let a = this(args);
    let Some(b) = arg(args, 1).get::<DequeObj>() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.len() != b.len() {
        match op {
            Cmp::Eq => return Ok(Value::FALSE),
            Cmp::Ne => return Ok(Value::TRUE),
            _ => {}
        }
    }
    let states = (a.state.get(), b.state.get());
    let mut at = 0;
    while let (Some(x), Some(y)) = (a.get(at), b.get(at)) {
        let same = ops::equal(&x, &y)?;
        if !same {
            return match op {
                Cmp::Eq => Ok(Value::FALSE),
                Cmp::Ne => Ok(Value::TRUE),
                _ => ops::compare(op, &x, &y),
            };
        }
        if states != (a.state.get(), b.state.get()) {
            return Err(mutated());
        }
        at += 1;
    }
    Ok(Value::bool(op.test(a.len().cmp(&b.len()))))
}

fn repr(args: &[Opt]) -> R {
    let d = this(args);
    let Some(_guard) = ops::enter_repr(arg(args, 0)) else {
        return Ok(new_str(b"[...]"));
    };
    let items = ops::repr(&list::new_list(d.to_vec()))?;
    let mut out = arg(args, 0).class().name_string().into_bytes();
    out.push(b'(');
    out.extend_from_slice(crate::types::str::bytes_of(&items));
    if d.limit.get() >= 0 {
        out.extend_from_slice(format!(", maxlen={}", d.limit.get()).as_bytes());
    }
    out.push(b')');
    Ok(new_str(&out))
}

fn reduce(args: &[Opt]) -> R {
    let (value, d) = (arg(args, 0), this(args));
    let arguments = if d.limit.get() < 0 {
        tuple::empty()
    } else {
        tuple::new_tuple(vec![tuple::empty(), int::from_i64(d.limit.get())])
    };
    let state = call::call_method(value, crate::name!("__getstate__"), &[])?;
    Ok(tuple::new_tuple(vec![
        value.class().value(),
        arguments,
        state,
        iter::iter(value)?,
    ]))
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *_, **_)", |a| {
        Ok(new_deque(class_arg(a, ClassId::DEQUE)?.id))
    }),
    method("__init__(self, iterable=(), maxlen=None)", init),
    method("append(self, item, /)", |a| {
        this(a).push_back(arg(a, 1).clone());
        Ok(Value::NONE)
    }),
    method("appendleft(self, item, /)", |a| {
        this(a).push_front(arg(a, 1).clone());
        Ok(Value::NONE)
    }),
    method("pop(self, /)", |a| {
        let d = this(a);
        let item = d.with(VecDeque::pop_back).ok_or_else(empty)?;
        d.bump();
        Ok(item)
    }),
    method("popleft(self, /)", |a| {
        let d = this(a);
        let item = d.with(VecDeque::pop_front).ok_or_else(empty)?;
        d.bump();
        Ok(item)
    }),
    method("extend(self, iterable, /)", |a| extend(a, arg(a, 1), true)),
    method("extendleft(self, iterable, /)", |a| {
        extend(a, arg(a, 1), false)
    }),
    method("clear(self, /)", |a| {
        this(a).clear();
        Ok(Value::NONE)
    }),
    method("rotate(self, n=1, /)", |a| {
        let steps = opt(a, 1).map_or(Ok(1), machine_index)?;
        let d = this(a);
        let len = d.len();
        if len > 1 {
            d.bump();
            let steps = steps.rem_euclid(len as i64) as usize;
            d.with(|items| items.rotate_right(steps));
        }
        Ok(Value::NONE)
    }),
    method("reverse(self, /)", |a| {
        this(a).with(|d| d.make_contiguous().reverse());
        Ok(Value::NONE)
    }),
    method("insert(self, index, value, /)", insert),
    method("remove(self, value, /)", |a| {
        let d = this(a);
        let changed = || errors::index_error("deque mutated during iteration");
        let Some(at) = find(d, arg(a, 1), 0, usize::MAX, changed)? else {
            return Err(errors::value_error("deque.remove(x): x not in deque"));
        };
        d.bump();
        drop(d.with(|items| items.remove(at)));
        Ok(Value::NONE)
    }),
    method("index(self, value, start=0, stop=sys.maxsize, /)", |a| {
        let (from, to) = tuple::index_range(opt(a, 2), opt(a, 3), this(a).len())?;
        match find(this(a), arg(a, 1), from, to, mutated)? {
            Some(at) => Ok(int::from_usize(at)),
            None => Err(errors::value_error("deque.index(x): x not in deque")),
        }
    }),
    method("count(self, value, /)", |a| {
        let (mut n, mut at) = (0, 0);
        while let Some(found) = find(this(a), arg(a, 1), at, usize::MAX, mutated)? {
            n += 1;
            at = found + 1;
        }
        Ok(Value::small(n))
    }),
    method("copy(self, /)", copy),
    method("__copy__(self, /)", copy),
    getter("maxlen", |a| {
        let limit = this(a).limit.get();
        Ok(if limit < 0 {
            Value::NONE
        } else {
            int::from_i64(limit)
        })
    }),
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__getitem__(self, key, /)", |a| {
        let at = place(a)?;
        Ok(this(a).get(at).expect("in range"))
    }),
    method("__setitem__(self, key, value, /)", |a| {
        let at = place(a)?;
        let value = arg(a, 2).clone();
        drop(this(a).with(|d| std::mem::replace(&mut d[at], value)));
        Ok(Value::NONE)
    }),
    method("__delitem__(self, key, /)", |a| {
        let at = place(a)?;
        this(a).bump();
        drop(this(a).with(|d| d.remove(at)));
        Ok(Value::NONE)
    }),
    method("__contains__(self, key, /)", |a| {
        let found = find(this(a), arg(a, 1), 0, usize::MAX, mutated)?;
        Ok(Value::bool(found.is_some()))
    }),
    method("__iter__(self, /)", |a| {
        Ok(new_iterator(ClassId::DEQUE_ITERATOR, arg(a, 0)))
    }),
    method("__reversed__(self, /)", |a| {
        Ok(new_iterator(ClassId::DEQUE_REVERSE_ITERATOR, arg(a, 0)))
    }),
    method("__add__(self, value, /)", |a| {
        let Some(other) = arg(a, 1).get::<DequeObj>() else {
            return Err(errors::type_error(format!(
                "can only concatenate deque (not \"{}\") to deque",
                errors::type_name(arg(a, 1))
            )));
        };
        let more = other.to_vec();
        let made = copy(a)?;
        let d = made.get::<DequeObj>().expect("a deque");
        more.into_iter().for_each(|v| d.push_back(v));
        Ok(made)
    }),
    method("__iadd__(self, value, /)", |a| {
        extend(a, arg(a, 1), true)?;
        Ok(arg(a, 0).clone())
    }),
    method("__mul__(self, value, /)", multiplied),
    method("__rmul__(self, value, /)", multiplied),
    method("__imul__(self, value, /)", |a| {
        repeat_in_place(this(a), times(a)?)?;
        Ok(arg(a, 0).clone())
    }),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("__repr__(self, /)", repr),
    method("__reduce__(self, /)", reduce),
    method("__sizeof__(self, /)", |a| {
        let items = this(a).with(|d| d.capacity());
        Ok(int::from_usize(size_of::<DequeObj>() + 8 * items))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn new_iterator(class: ClassId, deque: &Value) -> Value {
    let d = deque.get::<DequeObj>().expect("a deque");
    let payload = DequeIter {
        header: Header::new(class as u32),
        deque: deque.clone(),
        state: Cell::new(d.state.get()),
        left: Cell::new(d.len()),
    };
    class::new_object(class as u32, payload)
}

/// An iterator from Python, some items on.
fn made_iterator(class: ClassId, args: &[Opt]) -> R {
    let deque = arg(args, 1);
    if deque.get::<DequeObj>().is_none() {
        return Err(errors::type_error(format!(
            "{}() argument 1 must be collections.deque, not {}",
            class.python_name(),
            errors::argument_name(deque)
        )));
    }
    let skipped = opt(args, 2).map_or(Ok(0), machine_index)?;
    let it = new_iterator(class, deque);
    // SAFETY: just made.
    let left = unsafe { &it.cast::<DequeIter>().left };
    left.set(left.get().saturating_sub(skipped.max(0) as usize));
    Ok(it)
}

fn next(iterator: &Value) -> R<Opt> {
    // SAFETY: only the two classes have this step.
    let it = unsafe { iterator.cast::<DequeIter>() };
    // SAFETY: made for deques only.
    let d = unsafe { it.deque.cast::<DequeObj>() };
    if d.state.get() != it.state.get() {
        it.left.set(0);
        return Err(mutated());
    }
    let left = it.left.get();
    if left == 0 {
        return Ok(None);
    }
    it.left.set(left - 1);
    let forward = it.header.class.get() == ClassId::DEQUE_ITERATOR as u32;
    Ok(d.with(|items| {
        let at = if forward {
            items.len() - left
        } else {
            left - 1
        };
        items.get(at).cloned()
    }))
}

const ITERATOR_OPS: LayoutOps = LayoutOps {
    next: Some(next),
    ..class::fixed::<DequeIter>(trace_iterator)
};

const LENGTH_HINT: NativeDef = method("__length_hint__(self, /)", |a| {
    // SAFETY: only the iterators have this row.
    Ok(int::from_usize(
        unsafe { arg(a, 0).cast::<DequeIter>() }.left.get(),
    ))
});

const REDUCE: NativeDef = method("__reduce__(self, /)", |a| {
    // SAFETY: only the iterators have this row.
    let it = unsafe { arg(a, 0).cast::<DequeIter>() };
    let len = it.deque.get::<DequeObj>().map_or(0, DequeObj::len);
    let arguments = vec![
        it.deque.clone(),
        int::from_usize(len.saturating_sub(it.left.get())),
    ];
    Ok(tuple::new_tuple(vec![
        arg(a, 0).class().value(),
        tuple::new_tuple(arguments),
    ]))
});

static TYPES: [TypeDef; 3] = [
    TypeDef {
        class: ClassId::DEQUE,
        ops: class::fixed::<DequeObj>(trace),
        flags: class::UNHASHABLE | class::PATTERN_SEQUENCE,
        doc: "A list-like sequence optimized for data accesses near its endpoints.",
        methods: METHODS,
        mark: crate::native::TYPE_MARK,
    },
    TypeDef {
        class: ClassId::DEQUE_ITERATOR,
        ops: ITERATOR_OPS,
        flags: class::NOT_BASE,
        doc: "",
        methods: &[
            static_method("__new__(cls, deque, index=0, /)", |a| {
                made_iterator(ClassId::DEQUE_ITERATOR, a)
            }),
            ITER,
            NEXT,
            LENGTH_HINT,
            REDUCE,
        ],
        mark: crate::native::TYPE_MARK,
    },
    TypeDef {
        class: ClassId::DEQUE_REVERSE_ITERATOR,
        ops: ITERATOR_OPS,
        flags: class::NOT_BASE,
        doc: "",
        methods: &[
            static_method("__new__(cls, deque, index=0, /)", |a| {
                made_iterator(ClassId::DEQUE_REVERSE_ITERATOR, a)
            }),
            ITER,
            NEXT,
            LENGTH_HINT,
            REDUCE,
        ],
        mark: crate::native::TYPE_MARK,
    },
];

pub const MODULE: NativeModule = NativeModule {
    name: "_deque",
    doc: "",
    // Not of deques, but of the same Python module.
    functions: &[method("count_items(mapping, iterable, /)", |a| {
        dict_methods::count_items(arg(a, 0), arg(a, 1)).map(Value::bool)
    })],
    init: |m: &ModuleObj| {
        native::install_late(&TYPES, "collections");
        for def in &TYPES {
            add(
                m,
                def.class.python_name(),
                class::builtin(def.class).value(),
            );
        }
        Ok(())
    },
    mark: super::MARK,
};
