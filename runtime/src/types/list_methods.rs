//! The methods of `list`.

use crate::native::{NativeDef, arg, class_arg, method, opt, static_method};
use crate::ops::{self, Cmp};
use crate::types::list::buffer::Form;
use crate::types::list::packed::{self, Packed};
use crate::types::list::{self, ListObj, new_list};
use crate::types::slice::{self, Subscript};
use crate::types::str::new_str;
use crate::types::{int, iterators, sort, tuple};
use crate::{ClassId, Opt, R, Value, errors, iter};

pub const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", |a| {
        Ok(list::new_of_class(class_arg(a, ClassId::LIST)?.id))
    }),
    method("__init__(self, iterable=(), /)", |a| {
        this(a).clear();
        let new = match opt(a, 1) {
            Some(v) => iter::collect_list(v)?,
            None => vec![],
        };
        this(a).set_all(new, opt(a, 1).map_or(Form::Words, form_of));
        Ok(Value::NONE)
    }),
    method("append(self, object, /)", |a| {
        this(a).push(arg(a, 1).clone());
        Ok(Value::NONE)
    }),
    method("extend(self, iterable, /)", |a| {
        extend(arg(a, 0), arg(a, 1))?;
        Ok(Value::NONE)
    }),
    method("insert(self, index, object, /)", |a| {
        let Some(i) = ops::index_i64(arg(a, 1))? else {
            return Err(errors::overflow_error(
                "Python int too large to convert to C ssize_t",
            ));
        };
        this(a).insert_at(i, arg(a, 2).clone());
        Ok(Value::NONE)
    }),
    method("remove(self, value, /)", |a| {
        match find(a, 0, usize::MAX)? {
            Some(at) => {
                drop(this(a).remove_at(at as i64));
                Ok(Value::NONE)
            }
            None => Err(errors::value_error("list.remove(x): x not in list")),
        }
    }),
    method("pop(self, index=-1, /)", pop),
    method("clear(self, /)", |a| {
        this(a).clear();
        Ok(Value::NONE)
    }),
    method("index(self, value, start=0, stop=sys.maxsize, /)", |a| {
        let (from, to) = tuple::index_range(opt(a, 2), opt(a, 3), this(a).len())?;
        match find(a, from, to)? {
            Some(at) => Ok(int::from_usize(at)),
            None => Err(errors::value_error("list.index(x): x not in list")),
        }
    }),
    method("count(self, value, /)", |a| {
        let (mut n, mut at) = (0, 0);
        while let Some(v) = this(a).get(at) {
            n += ops::equal(&v, arg(a, 1))? as i64;
            at += 1;
        }
        Ok(int::from_i64(n))
    }),
    method("sort(self, /, *, key=None, reverse=False)", |a| {
        sort::sort_list(this(a), opt(a, 1), opt(a, 2))?;
        Ok(Value::NONE)
    }),
    method("reverse(self, /)", |a| {
        this(a).reverse();
        Ok(Value::NONE)
    }),
    method("copy(self, /)", |a| match this(a).all_packed() {
        Some(all) => all.into_list(),
        None => Ok(this(a).with_items(|items| list::new_copy(&[items]))),
    }),
    method("__len__(self, /)", |a| Ok(int::from_usize(this(a).len()))),
    method("__getitem__(self, index, /)", get_item),
    method("__setitem__(self, key, value, /)", |a| {
        set_item(this(a), arg(a, 1), Some(arg(a, 2)))?;
        Ok(Value::NONE)
    }),
    method("__delitem__(self, key, /)", |a| {
        set_item(this(a), arg(a, 1), None)?;
        Ok(Value::NONE)
    }),
    method("__contains__(self, key, /)", |a| {
        Ok(Value::bool(find(a, 0, usize::MAX)?.is_some()))
    }),
    method("__iter__(self, /)", |a| {
        Ok(iterators::new_list_iterator(arg(a, 0).clone()))
    }),
    method("__reversed__(self, /)", |a| {
        Ok(iterators::new_list_reverse_iterator(
            arg(a, 0).clone(),
            this(a).len(),
        ))
    }),
    method("__add__(self, value, /)", |a| {
        match arg(a, 1).get::<ListObj>() {
            Some(other) => concat(this(a), other),
            None => Err(errors::type_error(format!(
                "can only concatenate list (not \"{}\") to list",
                errors::type_name(arg(a, 1))
            ))),
        }
    }),
    method("__iadd__(self, value, /)", |a| {
        extend(arg(a, 0), arg(a, 1))?;
        Ok(arg(a, 0).clone())
    }),
    method("__mul__(self, value, /)", repeat),
    method("__rmul__(self, value, /)", repeat),
    method("__imul__(self, value, /)", |a| {
        let Some(n) = slice::repeat_count(arg(a, 1))? else {
            return Err(not_a_count(arg(a, 1)));
        };
        let l = this(a);
        if n == 0 {
            l.clear();
        }
        if n > 1
            && let Some(done) = l.repeat_packed(n)
        {
            done?;
        } else if n > 1 && !l.is_empty() {
            let once = l.to_vec();
            let Some(more) = once.len().checked_mul(n - 1) else {
                return Err(errors::memory_error());
            };
            l.try_reserve(more)?;
            for _ in 1..n {
                for v in &once {
                    l.push(v.clone());
                }
            }
        }
        Ok(arg(a, 0).clone())
    }),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("__repr__(self, /)", repr),
    method("__sizeof__(self, /)", |a| {
        Ok(int::from_usize(40 + 8 * this(a).capacity()))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn this(args: &[Opt]) -> &ListObj {
    arg(args, 0)
        .get::<ListObj>()
        .expect("checked by the binding")
}

/// The first position in a range at which the list holds the argument. The list may change meanwhile.
fn find(args: &[Opt], from: usize, to: usize) -> R<Option<usize>> {
    let (l, wanted) = (this(args), arg(args, 1));
    if let Some(found) = l.find_packed(wanted, from, to) {
        return Ok(found);
    }
    let mut at = from;
    while at < to
        && let Some(v) = l.get(at)
    {
        if ops::equal(&v, wanted)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

/// `list.extend`
pub fn extend(value: &Value, iterable: &Value) -> R<()> {
    let l = value.get::<ListObj>().expect("a list");
    if packed::of(iterable).is_some_and(|items| l.extend_packed(&items)) {
        return Ok(());
    }
    if iterable.is_exactly(ClassId::LIST) || iterable.is_exactly(ClassId::TUPLE) {
        let items = iter::collect(iterable)?;
        l.splice(usize::MAX, items);
        return Ok(());
    }
    let it = iter::iter(iterable)?;
    iter::ask_length(iterable)?;
    while let Some(v) = iter::next(&it)? {
        l.push(v);
    }
    Ok(())
}

fn pop(args: &[Opt]) -> R {
    let l = this(args);
    let index = match opt(args, 1) {
        None => -1,
        Some(v) => match ops::index_i64(v)? {
            Some(i) => i,
            None => {
                return Err(errors::overflow_error(
                    "Python int too large to convert to C ssize_t",
                ));
            }
        },
    };
    match l.remove_at(index) {
        Some(v) => Ok(v),
        None if l.is_empty() => Err(errors::index_error("pop from empty list")),
        None => Err(errors::index_error("pop index out of range")),
    }
}

fn get_item(args: &[Opt]) -> R {
    subscript(this(args), arg(args, 1))
}

/// `l[key]`
pub fn subscript(l: &ListObj, key: &Value) -> R {
    match slice::subscript(key, "list")? {
        Subscript::Index(i) => l
            .get_at(i)
            .ok_or_else(|| errors::index_error("list index out of range")),
        Subscript::Slice(b) => part(l, b),
    }
}

/// A slice of a list.
pub fn part(l: &ListObj, bounds: slice::Bounds) -> R {
    if let Some(part) = l.packed(|len| bounds.apply(len)) {
        return part.into_list();
    }
    Ok(l.copy_range(|len| bounds.apply(len)))
}

/// Assigns to an index or slice, or deletes it.
pub fn set_item(l: &ListObj, key: &Value, value: Option<&Value>) -> R<()> {
    match slice::subscript(key, "list")? {
        Subscript::Index(i) => {
            let old = match value {
                Some(v) => l.replace_at(i, v.clone()),
                None => l.remove_at(i),
            };
            if old.is_none() {
                return Err(errors::index_error("list assignment index out of range"));
            }
        }
        Subscript::Slice(b) => match value {
            Some(v) => assign_slice(l, b, v)?,
            None => delete_slice(l, b),
        },
    }
    Ok(())
}

fn assign_slice(l: &ListObj, b: slice::Bounds, value: &Value) -> R<()> {
    if packed::of(value).is_some_and(|new| l.exchange_packed(|len| b.apply(len), &new)) {
        return Ok(());
    }
    let new = match iter::collect_sequence(value) {
        Ok(new) => new,
        Err(_)
            if crate::class::lookup(value.class(), crate::name!("__iter__")).is_none()
                && errors::catch(ClassId::TYPE_ERROR).is_some() =>
        {
            return Err(errors::type_error("must assign iterable to extended slice"));
        }
        Err(e) => return Err(e),
    };
    if b.step == 1 {
        let range = |len| {
            let r = b.apply(len);
            (r.start as usize, r.stop.max(r.start) as usize)
        };
        let mut old = l.exchange(range, new);
        while let Some(v) = old.pop() {
            drop(v);
        }
        return Ok(());
    }
    let r = b.apply(l.len());
    if new.len() != r.len {
        return Err(errors::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            r.len
        )));
    }
    let old: Vec<Value> = r
        .positions()
        .zip(new)
        .filter_map(|(at, v)| l.replace_at(at as i64, v))
        .collect();
    drop(old);
    Ok(())
}

fn delete_slice(l: &ListObj, b: slice::Bounds) {
    if b.step == 1 {
        let range = |len| {
            let r = b.apply(len);
            (r.start as usize, r.start as usize + r.len)
        };
        let mut old = l.exchange(range, vec![]);
        while let Some(v) = old.pop() {
            drop(v);
        }
        return;
    }
    if b.apply(l.len()).len == 0 {
        return;
    }
    let form = l.form();
    let items = l.take_all();
    let r = b.apply(items.len());
    let mut doomed = vec![false; items.len()];
    r.positions().for_each(|at| doomed[at] = true);
    let (mut kept, mut old) = (
        Vec::with_capacity(items.len() - r.len),
        Vec::with_capacity(r.len),
    );
    for (v, doomed) in items.into_iter().zip(doomed) {
        if doomed { old.push(v) } else { kept.push(v) }
    }
    l.set_all(kept, form);
    drop(old);
}

#[cold]
fn not_a_count(v: &Value) -> crate::Raised {
    errors::type_error(format!(
        "can't multiply sequence by non-int of type '{}'",
        errors::type_name(v)
    ))
}

fn repeat(args: &[Opt]) -> R {
    let Some(n) = slice::repeat_count(arg(args, 1))? else {
        return Err(not_a_count(arg(args, 1)));
    };
    let l = this(args);
    if let Some(once) = l.all_packed() {
        return if n == 0 {
            Ok(new_list(vec![]))
        } else {
            packed::repeated(&once, n)
        };
    }
    let Some(total) = l.len().checked_mul(n) else {
        return Err(errors::memory_error());
    };
    let out = list::with_capacity(0);
    let o = out.get::<ListObj>().expect("a list");
    o.try_reserve(total)?;
    if !l.is_empty() {
        let items = l.to_vec();
        o.extend_repeated(&items, n);
    }
    Ok(out)
}

/// The form of an exact list; words for anything else.
fn form_of(value: &Value) -> Form {
    match value.get::<ListObj>() {
        Some(l) if value.is_exactly(ClassId::LIST) => l.form(),
        _ => Form::Words,
    }
}

/// `a + b`
pub fn concat(a: &ListObj, b: &ListObj) -> R {
    if let Some(joined) = join_packed(a, b)? {
        return Ok(joined);
    }
    Ok(a.with_items(|left| b.with_items(|right| list::new_copy(&[left, right]))))
}

/// `a + b`, where both are packed in one form, or one is packed and the other empty.
fn join_packed(a: &ListObj, b: &ListObj) -> R<Option<Value>> {
    let joined = |first: Packed, second: Option<Packed>| -> R<Option<Value>> {
        let out = first.into_list()?;
        let l = out.get::<ListObj>().expect("a list");
        let is_whole = second.is_none_or(|s| l.extend_packed(&s));
        Ok(is_whole.then_some(out))
    };
    match (a.all_packed(), b.all_packed()) {
        (Some(x), Some(y)) => joined(x, Some(y)),
        (Some(x), None) if b.is_empty() => joined(x, None),
        (None, Some(y)) if a.is_empty() => joined(y, None),
        _ => Ok(None),
    }
}

fn compare(op: Cmp, args: &[Opt]) -> R {
    let a = this(args);
    let Some(b) = arg(args, 1).get::<ListObj>() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.len() != b.len() {
        match op {
            Cmp::Eq => return Ok(Value::FALSE),
            Cmp::Ne => return Ok(Value::TRUE),
            _ => {}
        }
    }
    let mut at = 0;
    loop {
        at += a.same_until(b, at);
        let (Some(x), Some(y)) = (a.get(at), b.get(at)) else {
            break;
        };
        if !ops::equal(&x, &y)? {
            // The comparison may have shortened them.
            if at >= a.len() || at >= b.len() {
                break;
            }
            return match op {
                Cmp::Eq => Ok(Value::FALSE),
                Cmp::Ne => Ok(Value::TRUE),
                _ => ops::compare(op, &x, &y),
            };
        }
        at += 1;
    }
    Ok(Value::bool(op.test(a.len().cmp(&b.len()))))
}

fn repr(args: &[Opt]) -> R {
    let l = this(args);
    if l.is_empty() {
        return Ok(new_str(b"[]"));
    }
    let Some(_guard) = ops::enter_repr(arg(args, 0)) else {
        return Ok(new_str(b"[...]"));
    };
    let mut out = vec![b'['];
    let mut at = 0;
    while let Some(v) = l.get(at) {
        if at > 0 {
            out.extend_from_slice(b", ");
        }
        out.extend_from_slice(crate::types::str::bytes_of(&ops::repr(&v)?));
        at += 1;
    }
    out.push(b']');
    Ok(new_str(&out))
}
