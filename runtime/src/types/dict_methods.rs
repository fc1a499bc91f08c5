//! The methods of `dict`.

use crate::native::{
    self, NativeDef, NativeFn, arg, class_arg, class_method, method, opt, static_method,
};
use crate::ops::{self, Cmp};
use crate::types::dict::DictObj;
use crate::types::dict_views;
use crate::types::str::new_str;
use crate::types::{int, iterators, tuple};
use crate::{ClassId, Opt, R, Value, attr, call, class, errors, iter};

pub const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        Ok(DictObj::new_of_class(class_arg(a, ClassId::DICT)?.id))
    }),
    method("__init__(self, /, *args, **kwargs)", |a| {
        update_from(arg(a, 0), arg(a, 1), arg(a, 2), "dict")?;
        Ok(Value::NONE)
    }),
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__getitem__(self, key, /)", get_item),
    method("__setitem__(self, key, value, /)", set_item),
    method("__delitem__(self, key, /)", |a| {
        match this(a).remove(arg(a, 1))? {
            Some(old) => {
                drop(old);
                Ok(Value::NONE)
            }
            None => Err(errors::key_error(arg(a, 1))),
        }
    }),
    method("__contains__(self, key, /)", |a| {
        this(a).contains(arg(a, 1)).map(Value::bool)
    }),
    method("__iter__(self, /)", |a| {
        Ok(iterators::new_dict_iterator(
            ClassId::DICT_KEYITERATOR,
            arg(a, 0).clone(),
        ))
    }),
    method("__reversed__(self, /)", |a| {
        Ok(iterators::new_dict_iterator(
            ClassId::DICT_REVERSEKEYITERATOR,
            arg(a, 0).clone(),
        ))
    }),
    method("get(self, key, default=None, /)", get),
    method("setdefault(self, key, default=None, /)", |a| {
        let v = opt(a, 2).cloned().unwrap_or(Value::NONE);
        this(a).set_default(arg(a, 1), v)
    }),
    method("pop(self, key, default=None, /)", |a| {
        // An empty dict does not even hash the key.
        let found = if this(a).is_empty() {
            None
        } else {
            this(a).remove(arg(a, 1))?
        };
        match (found, opt(a, 2)) {
            (Some((_, v)), _) => Ok(v),
            (None, Some(default)) => Ok(default.clone()),
            (None, None) => Err(errors::key_error(arg(a, 1))),
        }
    }),
    method("popitem(self, /)", |a| match this(a).pop_last() {
        Some((k, v)) => Ok(tuple::new_tuple(vec![k, v])),
        None => Err(errors::key_error(&new_str(
            b"popitem(): dictionary is empty",
        ))),
    }),
    method("update(self, /, *args, **kwargs)", |a| {
        update_from(arg(a, 0), arg(a, 1), arg(a, 2), "update")?;
        Ok(Value::NONE)
    }),
    method("keys(self, /)", |a| {
        Ok(dict_views::new_view(ClassId::DICT_KEYS, arg(a, 0).clone()))
    }),
    method("values(self, /)", |a| {
        Ok(dict_views::new_view(
            ClassId::DICT_VALUES,
            arg(a, 0).clone(),
        ))
    }),
    method("items(self, /)", |a| {
        Ok(dict_views::new_view(ClassId::DICT_ITEMS, arg(a, 0).clone()))
    }),
    method("copy(self, /)", |a| Ok(this(a).copy())),
    method("clear(self, /)", |a| {
        this(a).clear();
        Ok(Value::NONE)
    }),
    class_method("fromkeys(cls, iterable, value=None, /)", from_keys),
    method("__or__(self, value, /)", |a| merge(arg(a, 0), arg(a, 1))),
    method("__ror__(self, value, /)", |a| merge(arg(a, 1), arg(a, 0))),
    method("__ior__(self, value, /)", |a| {
        update(arg(a, 0), arg(a, 1))?;
        Ok(arg(a, 0).clone())
    }),
    method("__eq__(self, value, /)", |a| equal(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| equal(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__le__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__gt__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__ge__(self, value, /)", |_| Ok(Value::NOT_IMPLEMENTED)),
    method("__repr__(self, /)", repr),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(48 + this(a).table_size()))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn this(args: &[Opt]) -> &DictObj {
    arg(args, 0)
        .get::<DictObj>()
        .expect("checked by the binding")
}

fn get_item(args: &[Opt]) -> R {
    item(arg(args, 0), arg(args, 1))
}

fn set_item(args: &[Opt]) -> R {
    this(args).set(arg(args, 1), arg(args, 2).clone())?;
    Ok(Value::NONE)
}

fn get(args: &[Opt]) -> R {
    Ok(match this(args).get(arg(args, 1))? {
        Some(v) => v,
        None => opt(args, 2).cloned().unwrap_or(Value::NONE),
    })
}

/// Counts items in a dict, or in an object of a subclass that gets and sets as a dict does; false if it is no such.
pub fn count_items(mapping: &Value, items: &Value) -> R<bool> {
    let Some(dict) = with_plain_set(mapping) else {
        return Ok(false);
    };
    if as_plain(mapping, crate::name!("get"), get).is_none() {
        return Ok(false);
    }
    let mut it = iter::Items::of(items)?;
    while let Some(item) = it.next_item()? {
        dict.count(&item)?;
    }
    Ok(true)
}

/// The dict behind an object of a subclass whose method `name` is that of `dict` itself.
#[inline]
fn as_plain<'a>(value: &'a Value, name: &'static Value, own: NativeFn) -> Option<&'a DictObj> {
    let class = value.class();
    if class.layout != ClassId::DICT {
        return None;
    }
    let method = class::lookup(class, name)?;
    let method = native::as_native(&method)?;
    // SAFETY: the class has this layout.
    std::ptr::fn_addr_eq(method.def.function, own).then(|| unsafe { value.cast::<DictObj>() })
}

/// As [`as_plain`], for `value[key]`; [`item`] is what it does.
#[inline]
pub fn has_plain_get(value: &Value) -> bool {
    as_plain(value, crate::name!("__getitem__"), get_item).is_some()
}

/// The dict for `value[key] = …`, if that does what it does to a dict.
#[inline]
pub fn with_plain_set(value: &Value) -> Option<&DictObj> {
    as_plain(value, crate::name!("__setitem__"), set_item)
}

/// `dict.__getitem__`
pub fn item(value: &Value, key: &Value) -> R {
    // SAFETY: callers pass a dict, or an object of a subclass.
    if let Some(v) = unsafe { value.cast::<DictObj>() }.get(key)? {
        return Ok(v);
    }
    if !value.is_exactly(ClassId::DICT)
        && let Some(r) = call::call_special(value, crate::name!("__missing__"), &[key])
    {
        return r;
    }
    Err(errors::key_error(key))
}

/// `dict(…)` and `update(…)`.
fn update_from(value: &Value, args: &Value, kwargs: &Value, name: &str) -> R<()> {
    match tuple::items(args) {
        [] => {}
        [one] => update(value, one)?,
        more => {
            return Err(errors::type_error(format!(
                "{name} expected at most 1 argument, got {}",
                more.len()
            )));
        }
    }
    if let Some(k) = kwargs.get::<DictObj>()
        && !k.is_empty()
    {
        let d = value.get::<DictObj>().expect("a dict");
        for (hash, k, v) in k.to_hashed() {
            d.set_hashed(hash, &k, v)?;
        }
    }
    Ok(())
}

/// Takes over the entries of a mapping (dicts directly, others by `keys()`) or of an iterable of pairs.
pub fn update(value: &Value, source: &Value) -> R<()> {
    let d = value.get::<DictObj>().expect("a dict");
    // A subclass that iterates otherwise is asked as any mapping.
    let plain = source.is_exactly(ClassId::DICT)
        || source.get::<DictObj>().is_some()
            && class::lookup(source.class(), crate::name!("__iter__"))
                .is_some_and(|m| crate::native::as_native(&m).is_some())
            && class::lookup(source.class(), crate::name!("keys"))
                .is_some_and(|m| crate::native::as_native(&m).is_some());
    if plain {
        if source.is(value) {
            return Ok(());
        }
        let s = source.get::<DictObj>().expect("a dict");
        if d.become_copy(s) {
            return Ok(());
        }
        let len = s.len();
        for (hash, k, v) in s.to_hashed() {
            d.set_hashed(hash, &k, v)?;
            if s.len() != len {
                return Err(errors::runtime_error("dict mutated during update"));
            }
        }
        return Ok(());
    }
    if let Some(keys) = attr::get_optional(source, crate::name!("keys"))? {
        let keys = call::call(&keys, &[])?;
        let mut it = iter::Items::of(&keys)?;
        while let Some(k) = it.next_item()? {
            let v = ops::get_item(source, &k)?;
            d.set(&k, v)?;
        }
        return Ok(());
    }
    let mut it = iter::Items::of(source)?;
    let mut at = 0;
    while let Some(pair) = it.next_item()? {
        if pair.is_exactly(ClassId::TUPLE)
            && let [k, v] = tuple::items(&pair)
        {
            d.set(k, v.clone())?;
            at += 1;
            continue;
        }
        let items = iter::iter(&pair)
            .map_err(|e| match errors::catch(ClassId::TYPE_ERROR) {
                Some(_) => errors::type_error("object is not iterable"),
                None => e,
            })
            .and_then(|it| iter::collect(&it));
        let items = match items {
            Ok(items) => items,
            Err(e) if errors::in_flight_is(ClassId::TYPE_ERROR) => {
                crate::exception::add_note(&format!(
                    "Cannot convert dictionary update sequence element #{at} to a sequence"
                ))?;
                return Err(e);
            }
            Err(e) => return Err(e),
        };
        let [k, v] = items.as_slice() else {
            return Err(errors::value_error(format!(
                "dictionary update sequence element #{at} has length {}; 2 is required",
                items.len()
            )));
        };
        d.set(k, v.clone())?;
        at += 1;
    }
    Ok(())
}

fn from_keys(args: &[Opt]) -> R {
    let class_value = arg(args, 0);
    let v = opt(args, 2).cloned().unwrap_or(Value::NONE);
    let out = call::call(class_value, &[])?;
    // The hashes that a dict or set has stored are taken over.
    if let Some(d) = out
        .get::<DictObj>()
        .filter(|d| out.is_exactly(ClassId::DICT) && d.is_empty())
    {
        let source = arg(args, 1);
        let hashed: Option<Vec<(i64, Value)>> = if source.is_exactly(ClassId::DICT) {
            let entries = source.get::<DictObj>().map(DictObj::to_hashed);
            entries.map(|e| e.into_iter().map(|(hash, k, _)| (hash, k)).collect())
        } else if source.is_exactly(ClassId::SET) || source.is_exactly(ClassId::FROZENSET) {
            crate::types::set::as_set(source).map(|s| s.to_hashed())
        } else {
            None
        };
        if let Some(hashed) = hashed {
            for (hash, k) in hashed {
                d.set_hashed(hash, &k, v.clone())?;
            }
            return Ok(out);
        }
    }
    let mut it = iter::Items::of(arg(args, 1))?;
    while let Some(k) = it.next_item()? {
        match out
            .get::<DictObj>()
            .filter(|_| out.is_exactly(ClassId::DICT))
        {
            Some(d) => d.set(&k, v.clone())?,
            None => ops::set_item(&out, &k, &v)?,
        }
    }
    Ok(out)
}

/// `a | b`
fn merge(a: &Value, b: &Value) -> R {
    let (Some(x), Some(_)) = (a.get::<DictObj>(), b.get::<DictObj>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let out = x.copy();
    update(&out, b)?;
    Ok(out)
}

fn equal(args: &[Opt], op: Cmp) -> R {
    let a = this(args);
    let Some(b) = arg(args, 1).get::<DictObj>() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = same_entries(a, b)?;
    Ok(Value::bool(same == (op == Cmp::Eq)))
}

fn same_entries(a: &DictObj, b: &DictObj) -> R<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((i, hash, k, v)) = a.hashed_from(at) {
        match b.get_hashed(hash, &k)? {
            Some(other) if ops::equal(&v, &other)? => {}
            _ => return Ok(false),
        }
        at = i + 1;
    }
    Ok(true)
}

fn repr(args: &[Opt]) -> R {
    let d = this(args);
    if d.is_empty() {
        return Ok(new_str(b"{}"));
    }
    let Some(_guard) = ops::enter_repr(arg(args, 0)) else {
        return Ok(new_str(b"{...}"));
    };
    let mut out = vec![b'{'];
    let mut at = 0;
    while let Some((i, k, v)) = d.entry_from(at) {
        if out.len() > 1 {
            out.extend_from_slice(b", ");
        }
        out.extend_from_slice(crate::types::str::bytes_of(&ops::repr(&k)?));
        out.extend_from_slice(b": ");
        out.extend_from_slice(crate::types::str::bytes_of(&ops::repr(&v)?));
        at = i + 1;
    }
    out.push(b'}');
    Ok(new_str(&out))
}
