//! The iterators that go through their sources once: `accumulate`, `batched`, `chain`, `compress`, `dropwhile`, `takewhile`,
//! `filterfalse`, `islice`, `pairwise`, `starmap`, `zip_longest`.

use super::{iterator, machine_index, new, new_pooled, this};
use crate::class::lookup;
use crate::native::{TypeDef, arg, class_arg, class_method, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::{int, tuple};
use crate::{ClassId, Opt, R, Value, call, errors, iter, ops};

/// Slots: the source, the function, the total, the first total.
fn next_accumulate(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    if let Some(initial) = it.take(3) {
        it.set(2, Some(initial.clone()));
        return Ok(Some(initial));
    }
    let source = it.get(0).expect("a source");
    let Some(item) = iter::next(&source)? else {
        return Ok(None);
    };
    let total = match (it.get(2), it.get(1)) {
        (None, _) => item,
        (Some(total), None) => ops::add(&total, &item)?,
        (Some(total), Some(function)) => call::call(&function, &[&total, &item])?,
    };
    it.set(2, Some(total.clone()));
    Ok(Some(total))
}

fn not_none(v: Option<&Value>) -> Opt {
    v.filter(|v| !v.is_none()).cloned()
}

/// Slot: the source until it ends. Numbers: the size of a batch, whether the last must be full.
fn next_batched(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let Some(source) = it.get(0) else {
        return Ok(None);
    };
    let size = it.n[0].get() as usize;
    let mut batch = Vec::with_capacity(size.min(64));
    while batch.len() < size {
        match iter::next(&source) {
            Ok(Some(v)) => batch.push(v),
            Ok(None) => break,
            Err(e) => {
                it.set(0, None);
                return Err(e);
            }
        }
    }
    if batch.len() < size {
        it.set(0, None);
        if batch.is_empty() {
            return Ok(None);
        }
        if it.n[1].get() != 0 {
            return Err(errors::value_error("batched(): incomplete batch"));
        }
    }
    Ok(Some(tuple::new_tuple(batch)))
}

/// Slots: the iterator of iterables until it ends, the current iterator.
fn next_chain(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    loop {
        if let Some(current) = it.get(1) {
            if let Some(v) = iter::next(&current)? {
                return Ok(Some(v));
            }
            it.set(1, None);
        }
        let Some(sources) = it.get(0) else {
            return Ok(None);
        };
        let following = match iter::next(&sources) {
            Ok(Some(iterable)) => iter::iter(&iterable).map(Some),
            other => other,
        };
        match following {
            Ok(Some(following)) => it.set(1, Some(following)),
            // Whatever ends the sources ends the chain.
            ended => {
                it.set(0, None);
                return ended;
            }
        }
    }
}

fn next_compress(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let (data, selectors) = (it.get(0).expect("data"), it.get(1).expect("selectors"));
    while let Some(item) = iter::next(&data)? {
        let Some(selector) = iter::next(&selectors)? else {
            return Ok(None);
        };
        if ops::truth(&selector)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// Slots: the source, the predicate. Number: whether it has been false.
fn next_dropwhile(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let (source, predicate) = (
        it.get(0).expect("a source"),
        it.get(1).expect("a predicate"),
    );
    while let Some(item) = iter::next(&source)? {
        if it.n[0].get() != 0 {
            return Ok(Some(item));
        }
        if !ops::truth(&call::call(&predicate, &[&item])?)? {
            it.n[0].set(1);
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn next_takewhile(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    if it.n[0].get() != 0 {
        return Ok(None);
    }
    let (source, predicate) = (
        it.get(0).expect("a source"),
        it.get(1).expect("a predicate"),
    );
    let Some(item) = iter::next(&source)? else {
        return Ok(None);
    };
    if ops::truth(&call::call(&predicate, &[&item])?)? {
        return Ok(Some(item));
    }
    it.n[0].set(1);
    Ok(None)
}

/// Slots: the source, the function if it is not None or bool.
fn next_filterfalse(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let (source, function) = (it.get(0).expect("a source"), it.get(1));
    while let Some(item) = iter::next(&source)? {
        let wanted = match &function {
            Some(f) => ops::truth(&call::call(f, &[&item])?)?,
            None => ops::truth(&item)?,
        };
        if !wanted {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// A class with a function, then an iterable.
fn with_function(args: &[Opt], class: ClassId, function: Opt) -> R {
    let class = class_arg(args, class)?;
    let source = iter::iter(arg(args, 2))?;
    Ok(new(class.id, [Some(source), function], [0; 4]))
}

/// Slot: the source until it ends. Numbers: the next place, the stop or -1, the step, how many items were read.
fn next_islice(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let Some(source) = it.get(0) else {
        return Ok(None);
    };
    let [next, stop, step, read] = &it.n;
    let found = (|| {
        while read.get() < next.get() {
            if iter::next(&source)?.is_none() {
                return Ok(None);
            }
            read.set(read.get() + 1);
        }
        if stop.get() >= 0 && read.get() >= stop.get() {
            return Ok(None);
        }
        iter::next(&source)
    })();
    if !matches!(found, Ok(Some(_))) {
        it.set(0, None);
        return found;
    }
    read.set(read.get() + 1);
    let following = next.get().checked_add(step.get());
    next.set(match following {
        Some(n) if stop.get() < 0 || n <= stop.get() => n,
        _ if stop.get() < 0 => i64::MAX,
        _ => stop.get(),
    });
    Ok(found.ok().flatten())
}

/// A bound of `islice`, which may be None.
fn bound(v: &Value, default: i64, what: &str) -> R<i64> {
    if v.is_none() {
        return Ok(default);
    }
    let is_index =
        int::as_int(v).is_some() || lookup(v.class(), crate::name!("__index__")).is_some();
    match if is_index { ops::index_i64(v)? } else { None } {
        Some(n) if n >= 0 => Ok(n),
        _ => Err(errors::value_error(format!(
            "{what} must be None or an integer: 0 <= x <= sys.maxsize."
        ))),
    }
}

fn new_islice(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::ISLICE)?;
    let given = tuple::items(arg(args, 1));
    if !(2..=4).contains(&given.len()) {
        let which = if given.len() < 2 {
            "at least 2"
        } else {
            "at most 4"
        };
        return Err(errors::type_error(format!(
            "islice expected {which} arguments, got {}",
            given.len()
        )));
    }
    const STOP: &str = "Stop argument for islice()";
    let (mut start, mut step) = (0, 1);
    let stop = if given.len() == 2 {
        bound(&given[1], -1, STOP)?
    } else {
        // The stop is looked at first.
        let stop = bound(&given[2], -1, STOP)?;
        start = bound(&given[1], 0, "Indices for islice()")?;
        stop
    };
    if let Some(v) = given.get(3).filter(|v| !v.is_none()) {
        let is_index =
            int::as_int(v).is_some() || lookup(v.class(), crate::name!("__index__")).is_some();
        step = match if is_index { ops::index_i64(v)? } else { None } {
            Some(n) if n >= 1 => n,
            _ => {
                return Err(errors::value_error(
                    "Step for islice() must be a positive integer or None.",
                ));
            }
        };
    }
    let source = iter::iter(&given[0])?;
    Ok(new(class.id, [Some(source)], [start, stop, step, 0]))
}

/// Slots: the source until it ends, the item before.
fn next_pairwise(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let Some(source) = it.get(0) else {
        return Ok(None);
    };
    let found = (|| {
        let last = match it.get(1) {
            Some(last) => last,
            None => {
                let Some(first) = iter::next(&source)? else {
                    return Ok(None);
                };
                it.set(1, Some(first.clone()));
                first
            }
        };
        if it.get(0).is_none() {
            return Ok(None);
        }
        Ok(iter::next(&source)?.map(|item| (last, item)))
    })();
    match found {
        Ok(Some((last, item))) => {
            it.set(1, Some(item.clone()));
            Ok(Some(tuple::new_tuple(vec![last, item])))
        }
        other => {
            it.set(0, None);
            it.set(1, None);
            other.map(|_| None)
        }
    }
}

/// Slots: the source, the function.
fn next_starmap(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let (source, function) = (it.get(0).expect("a source"), it.get(1).expect("a function"));
    let Some(args) = iter::next(&source)? else {
        return Ok(None);
    };
    if args.is_exactly(ClassId::TUPLE) {
        return call::call_tuple(&function, &args, None).map(Some);
    }
    let args = tuple::new_tuple(iter::collect(&args)?);
    call::call_tuple(&function, &args, None).map(Some)
}

/// Slot: what fills up. Pool: the sources, None behind the end of one. Number: how many have not ended.
fn next_zip_longest(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    if it.n[0].get() == 0 {
        return Ok(None);
    }
    let fill = it.get(0).expect("a value");
    let len = it.lists(|pool, _| pool.len());
    let mut out = Vec::with_capacity(len);
    for at in 0..len {
        let source = it.lists(|pool, _| pool[at].clone());
        if source.is_none() {
            out.push(fill.clone());
            continue;
        }
        match iter::next(&source) {
            Ok(Some(v)) => out.push(v),
            Ok(None) => {
                it.n[0].set(it.n[0].get() - 1);
                if it.n[0].get() <= 0 {
                    it.n[0].set(0);
                    return Ok(None);
                }
                drop(it.lists(|pool, _| std::mem::replace(&mut pool[at], Value::NONE)));
                out.push(fill.clone());
            }
            Err(e) => {
                it.n[0].set(0);
                return Err(e);
            }
        }
    }
    Ok(Some(tuple::new_tuple(out)))
}

pub(super) const TYPES: &[TypeDef] = &[
    iterator(
        ClassId::ACCUMULATE,
        next_accumulate,
        "Return series of accumulated sums.",
        &[
            static_method("__new__(cls, iterable, func=None, *, initial=None)", |a| {
                let class = class_arg(a, ClassId::ACCUMULATE)?;
                let source = iter::iter(arg(a, 1))?;
                let slots = [Some(source), not_none(opt(a, 2)), None, not_none(opt(a, 3))];
                Ok(new(class.id, slots, [0; 4]))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::BATCHED,
        next_batched,
        "Batch data into tuples of length n. The last batch may be shorter than n.",
        &[
            static_method("__new__(cls, iterable, n, *, strict=False)", |a| {
                let class = class_arg(a, ClassId::BATCHED)?;
                let size = machine_index(arg(a, 2))?;
                let strict = opt(a, 3).map_or(Ok(false), ops::truth)?;
                if size < 1 {
                    return Err(errors::value_error("n must be at least one"));
                }
                let source = iter::iter(arg(a, 1))?;
                Ok(new(
                    class.id,
                    [Some(source)],
                    [size, i64::from(strict), 0, 0],
                ))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::CHAIN,
        next_chain,
        "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
        &[
            static_method("__new__(cls, /, *iterables)", |a| {
                let class = class_arg(a, ClassId::CHAIN)?;
                let sources = iter::iter(arg(a, 1))?;
                Ok(new(class.id, [Some(sources)], [0; 4]))
            }),
            class_method("from_iterable(cls, iterable, /)", |a| {
                let class = class_arg(a, ClassId::CHAIN)?;
                let sources = iter::iter(arg(a, 1))?;
                Ok(new(class.id, [Some(sources)], [0; 4]))
            }),
            ITER,
            NEXT,
            crate::types::type_::CLASS_GETITEM,
        ],
    ),
    iterator(
        ClassId::COMPRESS,
        next_compress,
        "Return data elements corresponding to true selector elements.",
        &[
            static_method("__new__(cls, data, selectors)", |a| {
                let class = class_arg(a, ClassId::COMPRESS)?;
                let (data, selectors) = (iter::iter(arg(a, 1))?, iter::iter(arg(a, 2))?);
                Ok(new(class.id, [Some(data), Some(selectors)], [0; 4]))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::DROPWHILE,
        next_dropwhile,
        "Drop items from the iterable while predicate(item) is true.",
        &[
            static_method("__new__(cls, predicate, iterable, /)", |a| {
                with_function(a, ClassId::DROPWHILE, Some(arg(a, 1).clone()))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::TAKEWHILE,
        next_takewhile,
        "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
        &[
            static_method("__new__(cls, predicate, iterable, /)", |a| {
                with_function(a, ClassId::TAKEWHILE, Some(arg(a, 1).clone()))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::FILTERFALSE,
        next_filterfalse,
        "Return those items of iterable for which function(item) is false.",
        &[
            static_method("__new__(cls, function, iterable, /)", |a| {
                let bool_class = crate::class::builtin(ClassId::BOOL).value();
                let function = not_none(opt(a, 1)).filter(|f| !f.is(&bool_class));
                with_function(a, ClassId::FILTERFALSE, function)
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::ISLICE,
        next_islice,
        "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object",
        &[
            static_method("__new__(cls, /, *args)", new_islice),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::PAIRWISE,
        next_pairwise,
        "Return an iterator of overlapping pairs taken from the input iterator.",
        &[
            static_method("__new__(cls, iterable, /)", |a| {
                let class = class_arg(a, ClassId::PAIRWISE)?;
                Ok(new(class.id, [Some(iter::iter(arg(a, 1))?)], [0; 4]))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::STARMAP,
        next_starmap,
        "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
        &[
            static_method("__new__(cls, function, iterable, /)", |a| {
                with_function(a, ClassId::STARMAP, Some(arg(a, 1).clone()))
            }),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::ZIP_LONGEST,
        next_zip_longest,
        "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.",
        &[
            static_method("__new__(cls, /, *iterables, fillvalue=None)", |a| {
                let class = class_arg(a, ClassId::ZIP_LONGEST)?;
                let fill = opt(a, 1).cloned().unwrap_or(Value::NONE);
                let given = tuple::items(arg(a, 2));
                let pool = given.iter().map(iter::iter).collect::<R<Vec<Value>>>()?;
                let active = [pool.len() as i64, 0, 0, 0];
                Ok(new_pooled(class.id, [Some(fill)], active, pool, vec![]))
            }),
            ITER,
            NEXT,
        ],
    ),
];
