//! The methods of `set` and `frozenset`.

use crate::class;
use crate::native::{NativeDef, TypeDef, arg, class_arg, method, static_method};
use crate::ops::{self, Cmp};
use crate::types::dict::DictObj;
use crate::types::iterators::{ITER, NEXT};
use crate::types::set::{self, OPS, SetObj, add, as_set, hash_item, new_of_class, set_of, update};
use crate::types::str::new_str;
use crate::types::{int, list, tuple};
use crate::{ClassId, Opt, R, Value, attr, errors, iter};

fn this(args: &[Opt]) -> &SetObj {
    set_of(arg(args, 0))
}

/// set or frozenset, whichever the value's class derives from.
fn base_class(v: &Value) -> u32 {
    if v.class().is_subclass_of(ClassId::FROZENSET as u32) {
        ClassId::FROZENSET as u32
    } else {
        ClassId::SET as u32
    }
}

fn copy_of(v: &Value) -> R {
    set::from_iterable(base_class(v), Some(v))
}

/// `self & other`, for any iterable.
fn intersection(a: &Value, b: &Value) -> R {
    if a.is(b) {
        return copy_of(a);
    }
    let out = new_of_class(base_class(a));
    let o = set_of(&out);
    if as_set(b).is_some() {
        let (small, large) = if set_of(b).len() > set_of(a).len() {
            (a, b)
        } else {
            (b, a)
        };
        if set_of(small).choose(set_of(large), true, &out) {
            return Ok(out);
        }
        let out = new_of_class(base_class(a));
        for (hash, item) in set_of(small).to_hashed() {
            if set_of(large).contains_hashed(hash, &item)? {
                set_of(&out).add_hashed(hash, &item)?;
            }
        }
        return Ok(out);
    }
    let mut it = iter::Items::of(b)?;
    while let Some(v) = it.next_item()? {
        let hash = ops::hash(&v)?;
        if set_of(a).contains_hashed(hash, &v)? {
            o.add_hashed(hash, &v)?;
            // Nothing is left to be found: the rest of the iterable is not asked for.
            if o.len() >= set_of(a).len() {
                break;
            }
        }
    }
    Ok(out)
}

fn difference_update(a: &Value, b: &Value) -> R<()> {
    let s = set_of(a);
    if a.is(b) {
        s.clear();
        return Ok(());
    }
    if let Some(o) = as_set(b) {
        let items = if o.len() >> 3 > s.len() {
            set_of(&intersection(a, b)?).to_hashed()
        } else {
            o.to_hashed()
        };
        for (hash, item) in items {
            drop(s.remove_hashed(hash, &item)?);
        }
    } else {
        let mut it = iter::Items::of(b)?;
        while let Some(v) = it.next_item()? {
            drop(s.remove_hashed(hash_item(&v)?, &v)?);
        }
    }
    s.sweep();
    Ok(())
}

fn difference(a: &Value, b: &Value) -> R {
    let dict = b.get::<DictObj>().filter(|_| b.is_exactly(ClassId::DICT));
    let other_len = as_set(b)
        .map(SetObj::len)
        .or_else(|| dict.map(DictObj::len));
    match other_len {
        Some(n) if set_of(a).len() >> 2 <= n => {}
        _ => {
            let out = copy_of(a)?;
            difference_update(&out, b)?;
            return Ok(out);
        }
    }
    let mut out = new_of_class(base_class(a));
    if let Some(other) = as_set(b) {
        if set_of(a).choose(other, false, &out) {
            return Ok(out);
        }
        out = new_of_class(base_class(a));
    }
    for (hash, item) in set_of(a).to_hashed() {
        let known = match dict {
            Some(d) => d.contains_hashed(hash, &item)?,
            None => set_of(b).contains_hashed(hash, &item)?,
        };
        if !known {
            set_of(&out).add_hashed(hash, &item)?;
        }
    }
    Ok(out)
}

fn symmetric_difference_update(a: &Value, b: &Value) -> R<()> {
    let s = set_of(a);
    if a.is(b) {
        s.clear();
        return Ok(());
    }
    let other = match as_set(b) {
        Some(o) => o.to_hashed(),
        None if b.is_exactly(ClassId::DICT) => b
            .get::<DictObj>()
            .expect("a dict")
            .to_hashed()
            .into_iter()
            .map(|(h, k, _)| (h, k))
            .collect(),
        None => set_of(&set::from_iterable(base_class(a), Some(b))?).to_hashed(),
    };
    for (hash, item) in other {
        match s.remove_hashed(hash, &item)? {
            Some(old) => drop(old),
            None => drop(s.add_hashed(hash, &item)?),
        }
    }
    Ok(())
}

fn symmetric_difference(a: &Value, b: &Value) -> R {
    let out = set::from_iterable(base_class(a), Some(b))?;
    symmetric_difference_update(&out, a)?;
    Ok(out)
}

fn is_subset(a: &Value, b: &Value) -> R<bool> {
    let Some(other) = as_set(b) else {
        return Ok(set_of(&intersection(a, b)?).len() == set_of(a).len());
    };
    if set_of(a).len() > other.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((i, hash, item)) = set_of(a).item_from(at) {
        if !other.contains_hashed(hash, &item)? {
            return Ok(false);
        }
        at = i + 1;
    }
    Ok(true)
}

fn is_superset(a: &Value, b: &Value) -> R<bool> {
    if as_set(b).is_some() {
        return is_subset(b, a);
    }
    let mut it = iter::Items::of(b)?;
    while let Some(v) = it.next_item()? {
        if !set_of(a).contains_hashed(hash_item(&v)?, &v)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(op: Cmp, args: &[Opt]) -> R {
    let (a, b) = (arg(args, 0), arg(args, 1));
    let Some(other) = as_set(b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (la, lb) = (this(args).len(), other.len());
    let answer = match op {
        Cmp::Eq => la == lb && is_subset(a, b)?,
        Cmp::Ne => !(la == lb && is_subset(a, b)?),
        Cmp::Lt => la < lb && is_subset(a, b)?,
        Cmp::Le => is_subset(a, b)?,
        Cmp::Gt => la > lb && is_subset(b, a)?,
        Cmp::Ge => is_subset(b, a)?,
    };
    Ok(Value::bool(answer))
}

/// Runs `f` with the item; an unhashable set is looked for as a frozenset of the same items.
fn with_key<T>(item: &Value, f: impl Fn(i64, &Value) -> R<T>) -> R<T> {
    match ops::hash(item) {
        Ok(h) => f(h, item),
        Err(_) if as_set(item).is_some() && errors::catch(ClassId::TYPE_ERROR).is_some() => {
            let frozen = set::from_iterable(ClassId::FROZENSET as u32, Some(item))?;
            f(ops::hash(&frozen)?, &frozen)
        }
        Err(_) => Err(set::unhashable(item, "a set element")),
    }
}

/// The operator of that sign on two sets.
pub fn operate(sign: &str, a: &Value, b: &Value) -> Option<R> {
    match sign {
        "&" => Some(intersection(a, b)),
        "|" => Some(union(a, b)),
        "-" => Some(difference(a, b)),
        _ => None,
    }
}

fn operator(args: &[Opt], f: fn(&Value, &Value) -> R) -> R {
    if as_set(arg(args, 0)).is_none() || as_set(arg(args, 1)).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(arg(args, 0), arg(args, 1))
}
fn reflected(args: &[Opt], f: fn(&Value, &Value) -> R) -> R {
    if as_set(arg(args, 1)).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(arg(args, 1), arg(args, 0))
}
fn in_place(args: &[Opt], f: fn(&Value, &Value) -> R<()>) -> R {
    if as_set(arg(args, 1)).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(arg(args, 0), arg(args, 1))?;
    Ok(arg(args, 0).clone())
}
fn union(a: &Value, b: &Value) -> R {
    let out = copy_of(a)?;
    update(&out, b)?;
    Ok(out)
}

/// The XOR of the items' hashes, spread; independent of their order.
fn frozen_hash(s: &SetObj) -> i64 {
    let known = s.hash.get();
    if known != -1 {
        return known;
    }
    let mut h = 0u64;
    for (item, _) in s.to_hashed() {
        let x = item as u64;
        h ^= ((x ^ 89869747) ^ (x << 16)).wrapping_mul(3644798167);
    }
    h ^= (s.len() as u64 + 1).wrapping_mul(1927868237);
    h ^= (h >> 11) ^ (h >> 25);
    h = h.wrapping_mul(69069).wrapping_add(907133923);
    let h = if h == u64::MAX { 590923713 } else { h as i64 };
    s.hash.set(h);
    h
}

fn repr(args: &[Opt]) -> R {
    let value = arg(args, 0);
    let name = errors::type_name(value);
    if this(args).is_empty() {
        return Ok(new_str(format!("{name}()").as_bytes()));
    }
    let Some(_guard) = ops::enter_repr(value) else {
        return Ok(new_str(format!("{name}(...)").as_bytes()));
    };
    let plain = value.is_exactly(ClassId::SET);
    let mut out = if plain {
        vec![b'{']
    } else {
        format!("{name}({{").into_bytes()
    };
    for (i, (_, v)) in this(args).to_hashed().into_iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        out.extend_from_slice(crate::types::str::bytes_of(&ops::repr(&v)?));
    }
    out.extend_from_slice(if plain { b"}" } else { b"})" });
    Ok(new_str(&out))
}

fn reduce(args: &[Opt]) -> R {
    let value = arg(args, 0);
    let items = this(args).to_hashed().into_iter().map(|(_, v)| v).collect();
    let state = match attr::get_optional(value, crate::name!("__dict__"))? {
        Some(d) if d.get::<DictObj>().is_some_and(|d| !d.is_empty()) => d,
        _ => Value::NONE,
    };
    let args = tuple::new_tuple(vec![list::new_list(items)]);
    Ok(tuple::new_tuple(vec![value.class().value(), args, state]))
}

/// The one optional argument of `set()` and `frozenset()`.
fn one_argument<'a>(args: &'a Value, name: &str) -> R<Option<&'a Value>> {
    match tuple::items(args) {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        more => Err(errors::type_error(format!(
            "{name} expected at most 1 argument, got {}",
            more.len()
        ))),
    }
}
fn no_keywords(kwargs: &Value, name: &str) -> R<()> {
    if kwargs.get::<DictObj>().is_some_and(|d| !d.is_empty()) {
        return Err(errors::type_error(format!(
            "{name}() takes no keyword arguments"
        )));
    }
    Ok(())
}

fn new_frozen(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::FROZENSET)?;
    let exact = c.id == ClassId::FROZENSET as u32;
    if exact {
        no_keywords(arg(args, 2), "frozenset")?;
    }
    let source = one_argument(arg(args, 1), "frozenset")?;
    if exact {
        match source {
            Some(v) if v.is_exactly(ClassId::FROZENSET) => return Ok(v.clone()),
            _ => {}
        }
    }
    set::from_iterable(c.id, source)
}

const COMMON: &[NativeDef] = &[
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__iter__(self, /)", |a| Ok(set::new_iterator(arg(a, 0)))),
    method("__contains__(self, object, /)", |a| {
        contains(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("__or__(self, value, /)", |a| operator(a, union)),
    method("__ror__(self, value, /)", |a| reflected(a, union)),
    method("__and__(self, value, /)", |a| operator(a, intersection)),
    method("__rand__(self, value, /)", |a| reflected(a, intersection)),
    method("__sub__(self, value, /)", |a| operator(a, difference)),
    method("__rsub__(self, value, /)", |a| reflected(a, difference)),
    method("__xor__(self, value, /)", |a| {
        operator(a, symmetric_difference)
    }),
    method("__rxor__(self, value, /)", |a| {
        reflected(a, symmetric_difference)
    }),
    method("__repr__(self, /)", repr),
    method("__reduce__(self, /)", reduce),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(200 + this(a).table_size()))
    }),
    method("copy(self, /)", |a| {
        if arg(a, 0).is_exactly(ClassId::FROZENSET) {
            return Ok(arg(a, 0).clone());
        }
        copy_of(arg(a, 0))
    }),
    method("union(self, /, *others)", |a| {
        let out = copy_of(arg(a, 0))?;
        for v in tuple::items(arg(a, 1)) {
            update(&out, v)?;
        }
        Ok(out)
    }),
    method("intersection(self, /, *others)", |a| {
        intersection_of(arg(a, 0), arg(a, 1))
    }),
    method("difference(self, /, *others)", |a| {
        match tuple::items(arg(a, 1)) {
            [] => copy_of(arg(a, 0)),
            [first, rest @ ..] => {
                let out = difference(arg(a, 0), first)?;
                for v in rest {
                    difference_update(&out, v)?;
                }
                Ok(out)
            }
        }
    }),
    method("symmetric_difference(self, other, /)", |a| {
        symmetric_difference(arg(a, 0), arg(a, 1))
    }),
    method("issubset(self, other, /)", |a| {
        is_subset(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("issuperset(self, other, /)", |a| {
        is_superset(arg(a, 0), arg(a, 1)).map(Value::bool)
    }),
    method("isdisjoint(self, other, /)", |a| {
        let both = intersection_is_empty(arg(a, 0), arg(a, 1))?;
        Ok(Value::bool(both))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn intersection_of(value: &Value, others: &Value) -> R {
    let mut out = match tuple::items(others) {
        [] => return copy_of(value),
        [first, ..] => intersection(value, first)?,
    };
    for v in &tuple::items(others)[1..] {
        out = intersection(&out, v)?;
    }
    Ok(out)
}

fn intersection_is_empty(a: &Value, b: &Value) -> R<bool> {
    if a.is(b) {
        return Ok(set_of(a).is_empty());
    }
    if let Some(o) = as_set(b) {
        let (small, large) = if o.len() > set_of(a).len() {
            (a, b)
        } else {
            (b, a)
        };
        for (hash, item) in set_of(small).to_hashed() {
            if set_of(large).contains_hashed(hash, &item)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let mut it = iter::Items::of(b)?;
    while let Some(v) = it.next_item()? {
        if set_of(a).contains_hashed(hash_item(&v)?, &v)? {
            return Ok(false);
        }
    }
    Ok(true)
}

const SET_ONLY: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        Ok(new_of_class(class_arg(a, ClassId::SET)?.id))
    }),
    method("__init__(self, /, *args, **kwargs)", |a| {
        if !crate::native::keywords_belong_to_new(arg(a, 0), ClassId::SET) {
            no_keywords(arg(a, 2), "set")?;
        }
        let source = one_argument(arg(a, 1), "set")?;
        if !this(a).is_empty() {
            this(a).clear();
        }
        if let Some(v) = source {
            update(arg(a, 0), v)?;
        }
        Ok(Value::NONE)
    }),
    method("add(self, object, /)", |a| {
        add(arg(a, 0), arg(a, 1))?;
        Ok(Value::NONE)
    }),
    method("discard(self, object, /)", |a| {
        drop(with_key(arg(a, 1), |hash, v| {
            this(a).remove_hashed(hash, v)
        })?);
        Ok(Value::NONE)
    }),
    method("remove(self, object, /)", |a| {
        match with_key(arg(a, 1), |hash, v| this(a).remove_hashed(hash, v))? {
            Some(old) => {
                drop(old);
                Ok(Value::NONE)
            }
            None => Err(errors::key_error(arg(a, 1))),
        }
    }),
    method("pop(self, /)", |a| match this(a).pop() {
        Some(v) => Ok(v),
        None => Err(errors::key_error(&new_str(b"pop from an empty set"))),
    }),
    method("clear(self, /)", |a| {
        this(a).clear();
        Ok(Value::NONE)
    }),
    method("update(self, /, *others)", |a| {
        for v in tuple::items(arg(a, 1)) {
            update(arg(a, 0), v)?;
        }
        Ok(Value::NONE)
    }),
    method("intersection_update(self, /, *others)", |a| {
        let out = intersection_of(arg(a, 0), arg(a, 1))?;
        this(a).swap(set_of(&out));
        Ok(Value::NONE)
    }),
    method("difference_update(self, /, *others)", |a| {
        for v in tuple::items(arg(a, 1)) {
            difference_update(arg(a, 0), v)?;
        }
        Ok(Value::NONE)
    }),
    method("symmetric_difference_update(self, other, /)", |a| {
        symmetric_difference_update(arg(a, 0), arg(a, 1))?;
        Ok(Value::NONE)
    }),
    method("__ior__(self, value, /)", |a| in_place(a, update)),
    method("__iand__(self, value, /)", |a| {
        in_place(a, |x, y| {
            let out = intersection(x, y)?;
            set_of(x).swap(set_of(&out));
            Ok(())
        })
    }),
    method("__isub__(self, value, /)", |a| {
        in_place(a, difference_update)
    }),
    method("__ixor__(self, value, /)", |a| {
        in_place(a, symmetric_difference_update)
    }),
];

const FROZEN_ONLY: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new_frozen),
    method("__hash__(self, /)", |a| {
        Ok(int::from_i64(frozen_hash(this(a))))
    }),
];

const fn type_def(
    class: ClassId,
    flags: u32,
    doc: &'static str,
    methods: &'static [NativeDef],
) -> TypeDef {
    TypeDef {
        class,
        ops: OPS,
        flags,
        doc,
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

/// Each class has the common rows and its own: `install` adds up.
pub const TYPES: &[TypeDef] = &[
    type_def(ClassId::SET, 0, "", COMMON),
    type_def(
        ClassId::SET,
        class::UNHASHABLE,
        "Build an unordered collection of unique elements.",
        SET_ONLY,
    ),
    type_def(ClassId::FROZENSET, 0, "", COMMON),
    type_def(
        ClassId::FROZENSET,
        0,
        "Build an immutable unordered collection of unique elements.",
        FROZEN_ONLY,
    ),
    TypeDef {
        class: ClassId::SET_ITERATOR,
        ops: set::ITERATOR_OPS,
        flags: class::NOT_BASE,
        doc: "",
        methods: &[
            ITER,
            NEXT,
            method("__length_hint__(self, /)", |a| {
                Ok(int::from_usize(
                    arg(a, 0).get::<set::SetIter>().expect("checked").left.get(),
                ))
            }),
        ],
        mark: crate::native::TYPE_MARK,
    },
];

/// `item in set`
pub fn contains(set: &Value, item: &Value) -> R<bool> {
    let set = set_of(set);
    with_key(item, |hash, v| set.contains_hashed(hash, v))
}
