//! `enumerate`, `zip`, `map`, `filter`, `reversed`.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, method, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::{int, tuple};
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value, call, errors, iter, ops};
use std::cell::{Cell, UnsafeCell};

/// The state of any of them.
#[repr(C)]
pub struct LazyObj {
    pub header: Header,
    /// The function of map and filter.
    function: Opt,
    /// The iterators; the sequence of reversed. Emptied at the end by reversed.
    sources: UnsafeCell<Vec<Value>>,
    /// enumerate: the next number while it fits; reversed: one more than the next index.
    count: Cell<i64>,
    /// enumerate: the next number when it does not fit.
    big: UnsafeCell<Opt>,
    strict: bool,
    /// enumerate, zip: the last pair.
    last: tuple::Reused,
}

// SAFETY: begins with a header; the other classes cast.
unsafe impl Object for LazyObj {
    const CLASS: ClassId = ClassId::ENUMERATE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe {
        let l = &*(object as *mut LazyObj);
        l.function.iter().for_each(&mut *visit);
        (&*l.sources.get()).iter().for_each(&mut *visit);
        (&*l.big.get()).iter().for_each(&mut *visit);
        l.last.trace(visit);
    }
}
pub const OPS: LayoutOps = class::fixed::<LazyObj>(trace);

fn new_lazy(class: u32, function: Opt, sources: Vec<Value>, count: i64, strict: bool) -> Value {
    let payload = LazyObj {
        header: Header::new(class),
        function,
        sources: UnsafeCell::new(sources),
        count: Cell::new(count),
        big: UnsafeCell::new(None),
        strict,
        last: tuple::Reused::default(),
    };
    class::new_object(class, payload)
}

impl LazyObj {
    fn source(&self, at: usize) -> Opt {
        // SAFETY: a read.
        unsafe { (&*self.sources.get()).get(at).cloned() }
    }
    /// The sources of all but reversed, which do not change.
    #[inline(always)]
    fn sources(&self) -> &[Value] {
        // SAFETY: see above.
        unsafe { &*self.sources.get() }
    }
    fn len(&self) -> usize {
        // SAFETY: a read.
        unsafe { (&*self.sources.get()).len() }
    }
}

/// One step; `layout` tells which of them it is.
pub fn step(layout: u32, iterator: &Value) -> R<Opt> {
    // SAFETY: the callers have checked the layout.
    let it = unsafe { iterator.cast::<LazyObj>() };
    const ENUMERATE: u32 = ClassId::ENUMERATE as u32;
    const ZIP: u32 = ClassId::ZIP as u32;
    const MAP: u32 = ClassId::MAP as u32;
    const FILTER: u32 = ClassId::FILTER as u32;
    match layout {
        ENUMERATE => step_enumerate(it),
        ZIP => step_zip(it),
        MAP => step_map(it),
        FILTER => step_filter(it),
        _ => step_reversed(it),
    }
}

fn step_enumerate(it: &LazyObj) -> R<Opt> {
    let Some(v) = iter::next(&it.sources()[0])? else {
        return Ok(None);
    };
    // SAFETY: short accesses; no Python code runs between them.
    let big = unsafe { (*it.big.get()).clone() };
    let number = match big {
        None => {
            let n = it.count.get();
            if n == i64::MAX {
                // SAFETY: as above.
                unsafe { *it.big.get() = Some(int::from_big(dashu_int::IBig::from(n) + 1)) };
            } else {
                it.count.set(n + 1);
            }
            int::from_i64(n)
        }
        Some(n) => {
            let next = int::as_int(&n).expect("an int").to_big() + 1;
            // SAFETY: as above.
            unsafe { *it.big.get() = Some(int::from_big(next)) };
            n
        }
    };
    Ok(Some(it.last.pair(number, v)))
}

fn step_zip(it: &LazyObj) -> R<Opt> {
    let n = it.len();
    if let ([first, second], false) = (it.sources(), it.strict) {
        let Some(a) = iter::next(first)? else {
            return Ok(None);
        };
        return Ok(iter::next(second)?.map(|b| it.last.pair(a, b)));
    }
    if n == 0 {
        return Ok(None);
    }
    let mut out = Vec::with_capacity(n);
    for at in 0..n {
        let source = it.source(at).expect("in range");
        match iter::next(&source)? {
            Some(v) => out.push(v),
            None if !it.strict => return Ok(None),
            None => return strict_end("zip", it, at),
        }
    }
    Ok(Some(tuple::new_tuple(out)))
}

/// A strict zip or map has come to the end of source `at`: are the others at their end too?
fn strict_end(name: &str, it: &LazyObj, at: usize) -> R<Opt> {
    let others = |n: usize| {
        if n == 1 {
            " 1".to_string()
        } else {
            format!("s 1-{n}")
        }
    };
    if at > 0 {
        return Err(errors::value_error(format!(
            "{name}() argument {} is shorter than argument{}",
            at + 1,
            others(at)
        )));
    }
    for i in 1..it.len() {
        let source = it.source(i).expect("in range");
        if iter::next(&source)?.is_some() {
            return Err(errors::value_error(format!(
                "{name}() argument {} is longer than argument{}",
                i + 1,
                others(i)
            )));
        }
    }
    Ok(None)
}

fn step_map(it: &LazyObj) -> R<Opt> {
    let f = it.function.as_ref().expect("map has a function");
    let n = it.len();
    if let [source] = it.sources() {
        return match iter::next(source)? {
            Some(v) => call::call(f, &[&v]).map(Some),
            None => Ok(None),
        };
    }
    let mut args = Vec::with_capacity(n);
    for at in 0..n {
        let source = it.source(at).expect("in range");
        match iter::next(&source)? {
            Some(v) => args.push(v),
            None if !it.strict => return Ok(None),
            None => return strict_end("map", it, at),
        }
    }
    let refs: Vec<&Value> = args.iter().collect();
    call::call(f, &refs).map(Some)
}

fn step_filter(it: &LazyObj) -> R<Opt> {
    let f = it.function.as_ref().expect("filter has a function");
    while let Some(v) = iter::next(&it.sources()[0])? {
        let wanted = if f.is_none() {
            ops::truth(&v)?
        } else {
            ops::truth(&call::call(f, &[&v])?)?
        };
        if wanted {
            return Ok(Some(v));
        }
    }
    Ok(None)
}

fn step_reversed(it: &LazyObj) -> R<Opt> {
    let Some(sequence) = it.source(0) else {
        return Ok(None);
    };
    let at = it.count.get() - 1;
    // SAFETY: the vector is moved out before its values are dropped.
    let finish = || drop(unsafe { std::mem::take(&mut *it.sources.get()) });
    if at < 0 {
        finish();
        return Ok(None);
    }
    match ops::get_item(&sequence, &int::from_i64(at)) {
        Ok(v) => {
            it.count.set(at);
            Ok(Some(v))
        }
        Err(_)
            if errors::catch(ClassId::INDEX_ERROR).is_some()
                || errors::catch(ClassId::STOP_ITERATION).is_some() =>
        {
            finish();
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn iterators(values: &[Value]) -> R<Vec<Value>> {
    values.iter().map(iter::iter).collect()
}

fn flag(v: Option<&Value>) -> R<bool> {
    v.map_or(Ok(false), ops::truth)
}

fn new_enumerate(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::ENUMERATE)?;
    let Some(iterable) = opt(args, 1) else {
        return Err(errors::type_error(match opt(args, 2) {
            Some(_) => "'start' is an invalid keyword argument for enumerate()",
            None => "enumerate() missing required argument 'iterable'",
        }));
    };
    let (mut count, mut big) = (0, None);
    if let Some(start) = opt(args, 2) {
        let start = ops::index(start)?;
        match int::as_i64(&start) {
            Some(i) => count = i,
            None => big = Some(start),
        }
    }
    let source = iter::iter(iterable)?;
    let value = new_lazy(c.id, None, vec![source], count, false);
    // SAFETY: just made.
    unsafe { *value.cast::<LazyObj>().big.get() = big };
    Ok(value)
}

/// `reversed(sequence)`: what `__reversed__` yields, if there is one.
pub fn new_reversed(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::REVERSED)?;
    let sequence = arg(args, 1);
    if let Some(m) =
        class::lookup(sequence.class(), crate::name!("__reversed__")).map(Borrowed::owned)
    {
        if m.is_none() {
            return Err(not_reversible(sequence));
        }
        return call::call_found(sequence, &m, &[]);
    }
    let is_sequence = class::lookup(sequence.class(), crate::name!("__getitem__")).is_some()
        && !sequence.is_instance(ClassId::DICT);
    if !is_sequence {
        return Err(not_reversible(sequence));
    }
    let n = ops::length(sequence)?;
    Ok(new_lazy(
        c.id,
        None,
        vec![sequence.clone()],
        n as i64,
        false,
    ))
}

#[cold]
fn not_reversible(v: &Value) -> crate::Raised {
    errors::type_error(format!(
        "'{}' object is not reversible",
        errors::type_name(v)
    ))
}

fn length_hint(args: &[Opt]) -> R {
    // SAFETY: only reversed has this row.
    let it = unsafe { arg(args, 0).cast::<LazyObj>() };
    let Some(sequence) = it.source(0) else {
        return Ok(Value::small(0));
    };
    let n = ops::length(&sequence)? as i64;
    let left = it.count.get();
    Ok(int::from_i64(if n < left { 0 } else { left }))
}

const ALIAS: NativeDef = crate::types::type_::CLASS_GETITEM;

const fn type_def(class: ClassId, doc: &'static str, methods: &'static [NativeDef]) -> TypeDef {
    TypeDef {
        class,
        ops: OPS,
        flags: 0,
        doc,
        methods,
        mark: crate::native::TYPE_MARK,
    }
}

pub const TYPES: &[TypeDef] = &[
    type_def(
        ClassId::ENUMERATE,
        "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
        &[
            static_method("__new__(cls, iterable=None, start=0)", new_enumerate),
            ITER,
            NEXT,
            ALIAS,
        ],
    ),
    type_def(
        ClassId::ZIP,
        "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
        &[
            static_method("__new__(cls, /, *iterables, strict=False)", |a| {
                let c = class_arg(a, ClassId::ZIP)?;
                let strict = flag(opt(a, 1))?;
                let sources = iterators(tuple::items(arg(a, 2)))?;
                Ok(new_lazy(c.id, None, sources, 0, strict))
            }),
            ITER,
            NEXT,
        ],
    ),
    type_def(
        ClassId::MAP,
        "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
        &[
            static_method("__new__(cls, /, *args, strict=False)", |a| {
                let c = class_arg(a, ClassId::MAP)?;
                let strict = flag(opt(a, 1))?;
                let given = tuple::items(arg(a, 2));
                if given.len() < 2 {
                    return Err(errors::type_error(
                        "map() must have at least two arguments.",
                    ));
                }
                let sources = iterators(&given[1..])?;
                Ok(new_lazy(c.id, Some(given[0].clone()), sources, 0, strict))
            }),
            ITER,
            NEXT,
        ],
    ),
    type_def(
        ClassId::FILTER,
        "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
        &[
            static_method("__new__(cls, function, iterable, /)", |a| {
                let c = class_arg(a, ClassId::FILTER)?;
                let source = iter::iter(arg(a, 2))?;
                Ok(new_lazy(
                    c.id,
                    Some(arg(a, 1).clone()),
                    vec![source],
                    0,
                    false,
                ))
            }),
            ITER,
            NEXT,
        ],
    ),
    type_def(
        ClassId::REVERSED,
        "Return a reverse iterator over the values of the given sequence.",
        &[
            static_method("__new__(cls, object, /)", new_reversed),
            ITER,
            NEXT,
            method("__length_hint__(self, /)", length_hint),
        ],
    ),
];
