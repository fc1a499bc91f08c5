//! The methods of `list`.

use crate::native::{NativeDef, arg, class_arg, method, opt, static_method};
use crate::ops::{self, Cmp};
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
        let new = match opt(a, 1) {
            Some(v) => iter::collect(v)?,
            None => vec![],
        };
        this(a).set_all(new);
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
        let l = this(a);
        let n = l.len() as i64;
        let at = if i < 0 { (i + n).max(0) } else { i.min(n) };
        l.insert(at as usize, arg(a, 2).clone());
        Ok(Value::NONE)
    }),
    method("remove(self, value, /)", |a| {
        match find(a, 0, usize::MAX)? {
            Some(at) => {
                if at < this(a).len() {
                    drop(this(a).remove(at));
                }
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
        // SAFETY: no Python code runs.
        unsafe { this(a).items_mut() }.reverse();
        Ok(Value::NONE)
    }),
    method("copy(self, /)", |a| Ok(new_list(this(a).items().to_vec()))),
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
            Some(other) => {
                let total = this(a).len() + other.len();
                let out = list::with_capacity(total);
                let o = out.get::<ListObj>().expect("a list");
                for v in this(a).items().iter().chain(other.items()) {
                    o.push(v.clone());
                }
                Ok(out)
            }
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
        if n > 1 && !l.is_empty() {
            let once = l.items().to_vec();
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
    if iterable.is_exactly(ClassId::LIST) || iterable.is_exactly(ClassId::TUPLE) {
        let items = iter::collect(iterable)?;
        l.splice(l.len(), items);
        return Ok(());
    }
    let it = iter::iter(iterable)?;
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
                return Err(errors::index_error(
                    "cannot fit 'int' into an index-sized integer",
                ));
            }
        },
    };
    if l.is_empty() {
        return Err(errors::index_error("pop from empty list"));
    }
    match slice::position(index, l.len()) {
        Some(at) => Ok(l.remove(at)),
        None => Err(errors::index_error("pop index out of range")),
    }
}

fn get_item(args: &[Opt]) -> R {
    let l = this(args);
    match slice::subscript(arg(args, 1), "list")? {
        Subscript::Index(i) => match slice::position(i, l.len()) {
            Some(at) => Ok(l.items()[at].clone()),
            None => Err(errors::index_error("list index out of range")),
        },
        Subscript::Slice(b) => {
            let r = b.apply(l.len());
            let items = l.items();
            if r.step == 1 {
                let from = r.start as usize;
                return Ok(new_list(items[from..from + r.len].to_vec()));
            }
            Ok(new_list(r.positions().map(|i| items[i].clone()).collect()))
        }
    }
}

/// Assigns to an index or slice, or deletes it.
fn set_item(l: &ListObj, key: &Value, value: Option<&Value>) -> R<()> {
    match slice::subscript(key, "list")? {
        Subscript::Index(i) => match (slice::position(i, l.len()), value) {
            (Some(at), Some(v)) => drop(l.replace(at, v.clone())),
            (Some(at), None) => drop(l.remove(at)),
            (None, _) => return Err(errors::index_error("list assignment index out of range")),
        },
        Subscript::Slice(b) => match value {
            Some(v) => assign_slice(l, b, v)?,
            None => delete_slice(l, b.apply(l.len())),
        },
    }
    Ok(())
}

fn assign_slice(l: &ListObj, b: slice::Bounds, value: &Value) -> R<()> {
    let new = match iter::collect(value) {
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
        let r = b.apply(l.len());
        let from = r.start as usize;
        let to = r.stop.max(r.start) as usize;
        let mut old = l.drain(from, to);
        l.splice(from, new);
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
        .map(|(at, v)| l.replace(at, v))
        .collect();
    drop(old);
    Ok(())
}

fn delete_slice(l: &ListObj, r: slice::Range) {
    if r.len == 0 {
        return;
    }
    if r.step == 1 {
        l.delete(r.start as usize, r.start as usize + r.len);
        return;
    }
    let mut doomed = vec![false; l.len()];
    r.positions().for_each(|at| doomed[at] = true);
    let (mut kept, mut old) = (
        Vec::with_capacity(l.len() - r.len),
        Vec::with_capacity(r.len),
    );
    for (v, doomed) in l.take_all().into_iter().zip(doomed) {
        if doomed { old.push(v) } else { kept.push(v) }
    }
    l.splice(0, kept);
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
    let Some(total) = l.len().checked_mul(n) else {
        return Err(errors::memory_error());
    };
    let out = list::with_capacity(0);
    let o = out.get::<ListObj>().expect("a list");
    o.try_reserve(total)?;
    if l.len() == 1 {
        let item = &l.items()[0];
        for _ in 0..n {
            o.push(item.clone());
        }
    } else if !l.is_empty() {
        for _ in 0..n {
            for v in l.items() {
                o.push(v.clone());
            }
        }
    }
    Ok(out)
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
    while let (Some(x), Some(y)) = (a.get(at), b.get(at)) {
        if !ops::equal(&x, &y)? {
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
