//! `range`, over machine ints or over big ones.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, getter, method, setter, static_method};
use crate::types::functions::readonly;
use crate::types::slice::{self, Bounds, Subscript};
use crate::types::str::new_str;
use crate::types::{int, iterators, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, errors, iter, ops};
use dashu_int::IBig;

#[repr(C)]
pub struct RangeObj {
    pub header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    /// The machine form: start, step, number of items; absent when something does not fit.
    pub small: Option<(i64, i64, i64)>,
}

// SAFETY: begins with a header.
unsafe impl Object for RangeObj {
    const CLASS: ClassId = ClassId::RANGE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let r = unsafe { &*(object as *mut RangeObj) };
    [&r.start, &r.stop, &r.step].into_iter().for_each(visit);
}
pub const OPS: LayoutOps = class::fixed::<RangeObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::RANGE,
    ops: OPS,
    flags: class::NOT_BASE | class::PATTERN_SEQUENCE,
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// Number of items, if all of them are small ints: compiled code makes words of an iterator's numbers without a test.
fn count(start: i64, stop: i64, step: i64) -> Option<i64> {
    let is_small = |i| taipan_abi::word::encode_int(i).is_some();
    if !is_small(start) || !is_small(stop) {
        return None;
    }
    let (start, stop, step) = (i128::from(start), i128::from(stop), i128::from(step));
    let n = if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && start > stop {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    i64::try_from(n).ok()
}

/// A range of ints that are known to be ints; the step is not zero.
pub fn new_range(start: Value, stop: Value, step: Value) -> Value {
    let small = match (int::as_i64(&start), int::as_i64(&stop), int::as_i64(&step)) {
        (Some(a), Some(b), Some(c)) => count(a, b, c).map(|n| (a, c, n)),
        _ => None,
    };
    let id = ClassId::RANGE as u32;
    class::new_object(
        id,
        RangeObj {
            header: Header::new(id),
            start,
            stop,
            step,
            small,
        },
    )
}

/// `iter(range(start, stop, step))` of ints.
pub fn iterate(start: &Value, stop: &Value, step: &Value) -> R {
    if let (Some(a), Some(b), Some(by)) = (int::as_i64(start), int::as_i64(stop), int::as_i64(step))
        && by != 0
        && let Some(n) = count(a, b, by)
    {
        return Ok(iterators::new_range_iterator(a, n, by));
    }
    if int::as_i64(step) == Some(0) {
        return Err(errors::value_error("range() arg 3 must not be zero"));
    }
    let range = new_range(start.clone(), stop.clone(), step.clone());
    let range = range.get::<RangeObj>().expect("it has just been made");
    Ok(iterator(range, false))
}

fn this(args: &[Opt]) -> &RangeObj {
    arg(args, 0)
        .get::<RangeObj>()
        .expect("checked by the binding")
}
fn big(v: &Value) -> IBig {
    int::as_int(v).expect("an int").to_big()
}

impl RangeObj {
    /// Number of items, at any size.
    fn big_len(&self) -> IBig {
        if let Some((_, _, n)) = self.small {
            return IBig::from(n);
        }
        let (start, stop, step) = (big(&self.start), big(&self.stop), big(&self.step));
        if step > IBig::ZERO && start < stop {
            (stop - start - IBig::ONE) / step + IBig::ONE
        } else if step < IBig::ZERO && start > stop {
            (start - stop - IBig::ONE) / -step + IBig::ONE
        } else {
            IBig::ZERO
        }
    }
    /// The item at a position that is in range.
    fn item(&self, at: &IBig) -> Value {
        if let (Some((start, step, _)), Ok(i)) = (self.small, i64::try_from(at)) {
            return int::from_i64(start + i * step);
        }
        int::from_big(big(&self.start) + at * big(&self.step))
    }
}

/// The items left of a sequence of big ints.
#[repr(C)]
pub struct LongRangeIter {
    pub header: Header,
    state: std::cell::UnsafeCell<(IBig, IBig, IBig)>,
}
// SAFETY: begins with a header.
unsafe impl Object for LongRangeIter {
    const CLASS: ClassId = ClassId::LONGRANGE_ITERATOR;
}
pub const LONG_OPS: LayoutOps = class::fixed::<LongRangeIter>(class::trace_nothing);

pub fn step_long(iterator: &Value) -> Opt {
    let _guard = iterator.header().map(crate::Header::lock);
    // SAFETY: the caller has checked the class; no Python code runs while the state is borrowed.
    let (next, left, step) = unsafe { &mut *iterator.cast::<LongRangeIter>().state.get() };
    if *left <= IBig::ZERO {
        return None;
    }
    let v = next.clone();
    *left -= IBig::ONE;
    *next += &*step;
    Some(int::from_big(v))
}

fn iterator(r: &RangeObj, backwards: bool) -> Value {
    if let Some((start, step, n)) = r.small {
        // The iterator stops before the value behind the last one is needed; it may wrap.
        return if backwards {
            let last = start.wrapping_add((n - 1).wrapping_mul(step));
            iterators::new_range_iterator(last, n, step.wrapping_neg())
        } else {
            iterators::new_range_iterator(start, n, step)
        };
    }
    let (n, step) = (r.big_len(), big(&r.step));
    let state = if backwards {
        (big(&r.start) + (&n - IBig::ONE) * &step, n, -step)
    } else {
        (big(&r.start), n, step)
    };
    let id = ClassId::LONGRANGE_ITERATOR as u32;
    let payload = LongRangeIter {
        header: Header::new(id),
        state: std::cell::UnsafeCell::new(state),
    };
    class::new_object(id, payload)
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args)", new),
    getter("start", |a| Ok(this(a).start.clone())),
    setter("start", readonly),
    getter("stop", |a| Ok(this(a).stop.clone())),
    setter("stop", readonly),
    getter("step", |a| Ok(this(a).step.clone())),
    setter("step", readonly),
    method("__len__(self, /)", |a| {
        let n = int::from_big(this(a).big_len());
        if int::as_i64(&n).is_none() {
            return Err(errors::overflow_error(
                "Python int too large to convert to C ssize_t",
            ));
        }
        Ok(n)
    }),
    method("__bool__(self, /)", |a| {
        Ok(Value::bool(this(a).big_len() > IBig::ZERO))
    }),
    method("__getitem__(self, key, /)", get_item),
    method("__iter__(self, /)", |a| Ok(iterator(this(a), false))),
    method("__reversed__(self, /)", |a| Ok(iterator(this(a), true))),
    method("__contains__(self, key, /)", |a| {
        match exact_int(arg(a, 1)) {
            Some(v) => Ok(Value::bool(position_of(this(a), &v).is_some())),
            None => search(arg(a, 0), arg(a, 1)).map(|at| Value::bool(at.is_some())),
        }
    }),
    method("index(self, value, /)", |a| {
        let found = match exact_int(arg(a, 1)) {
            Some(v) => position_of(this(a), &v).map(int::from_big),
            None => search(arg(a, 0), arg(a, 1))?.map(int::from_usize),
        };
        match found {
            Some(v) => Ok(v),
            None if exact_int(arg(a, 1)).is_some() => {
                Err(errors::value_error("range.index(x): x not in range"))
            }
            None => Err(errors::value_error("sequence.index(x): x not in sequence")),
        }
    }),
    method("count(self, value, /)", |a| match exact_int(arg(a, 1)) {
        Some(v) => Ok(Value::small(position_of(this(a), &v).is_some() as i64)),
        None => {
            let mut n = 0;
            let it = iter::iter(arg(a, 0))?;
            while let Some(v) = iter::next(&it)? {
                n += ops::equal(&v, arg(a, 1))? as i64;
            }
            Ok(int::from_i64(n))
        }
    }),
    method("__eq__(self, value, /)", |a| {
        Ok(match same(a) {
            Some(same) => Value::bool(same),
            None => Value::NOT_IMPLEMENTED,
        })
    }),
    method("__ne__(self, value, /)", |a| {
        Ok(match same(a) {
            Some(same) => Value::bool(!same),
            None => Value::NOT_IMPLEMENTED,
        })
    }),
    method("__hash__(self, /)", |a| {
        let r = this(a);
        let n = r.big_len();
        let parts = if n == IBig::ZERO {
            [int::from_big(n), Value::NONE, Value::NONE]
        } else if n == IBig::ONE {
            [int::from_big(n), r.start.clone(), Value::NONE]
        } else {
            [int::from_big(n), r.start.clone(), r.step.clone()]
        };
        tuple::hash_items(&parts).map(int::from_i64)
    }),
    method("__repr__(self, /)", |a| {
        let r = this(a);
        let show = |v: &Value| big(v).to_string();
        let text = if big(&r.step) == IBig::ONE {
            format!("range({}, {})", show(&r.start), show(&r.stop))
        } else {
            format!(
                "range({}, {}, {})",
                show(&r.start),
                show(&r.stop),
                show(&r.step)
            )
        };
        Ok(new_str(text.as_bytes()))
    }),
    method("__reduce__(self, /)", |a| {
        let r = this(a);
        let args = tuple::new_tuple(vec![r.start.clone(), r.stop.clone(), r.step.clone()]);
        Ok(tuple::new_tuple(vec![
            class::builtin(ClassId::RANGE).value(),
            args,
        ]))
    }),
];

fn new(args: &[Opt]) -> R {
    let given = tuple::items(arg(args, 1));
    let (start, stop, step) = match given {
        [stop] => (Value::small(0), ops::index(stop)?, Value::small(1)),
        [start, stop] => (ops::index(start)?, ops::index(stop)?, Value::small(1)),
        [start, stop, step] => (ops::index(start)?, ops::index(stop)?, ops::index(step)?),
        [] => {
            return Err(errors::type_error(
                "range expected at least 1 argument, got 0",
            ));
        }
        more => {
            return Err(errors::type_error(format!(
                "range expected at most 3 arguments, got {}",
                more.len()
            )));
        }
    };
    if step.as_small() == Some(0) {
        return Err(errors::value_error("range() arg 3 must not be zero"));
    }
    Ok(new_range(start, stop, step))
}

fn get_item(args: &[Opt]) -> R {
    let (r, key) = (this(args), arg(args, 1));
    if let Some(s) = key.get::<slice::SliceObj>() {
        if let Some((start, step, n)) = r.small {
            let part: Bounds = slice::bounds(s)?;
            let got = part.apply(n as usize);
            if let (Some(from), Some(to), Some(by)) = (
                got.start
                    .checked_mul(step)
                    .and_then(|x| x.checked_add(start)),
                got.stop
                    .checked_mul(step)
                    .and_then(|x| x.checked_add(start)),
                got.step.checked_mul(step),
            ) {
                return Ok(new_range(
                    int::from_i64(from),
                    int::from_i64(to),
                    int::from_i64(by),
                ));
            }
        }
        return big_slice(r, key);
    }
    let n = r.big_len();
    let at = match slice::subscript(key, "range") {
        Ok(Subscript::Index(i)) => IBig::from(i),
        Ok(Subscript::Slice(_)) => unreachable!("handled above"),
        Err(_) if errors::catch(ClassId::INDEX_ERROR).is_some() => big(&ops::index(key)?),
        Err(e) => return Err(e),
    };
    let at = if at < IBig::ZERO { at + &n } else { at };
    if at < IBig::ZERO || at >= n {
        return Err(errors::index_error("range object index out of range"));
    }
    Ok(r.item(&at))
}

/// A slice of a range of big ints, through `slice.indices`.
fn big_slice(r: &RangeObj, key: &Value) -> R {
    let n = int::from_big(r.big_len());
    let parts = crate::call::call_method(key, crate::name!("indices"), &[&n])?;
    let [start, stop, step] = tuple::items(&parts) else {
        unreachable!("indices yields three")
    };
    let (from, by) = (big(&r.start), big(&r.step));
    Ok(new_range(
        int::from_big(&from + big(start) * &by),
        int::from_big(&from + big(stop) * &by),
        int::from_big(big(step) * &by),
    ))
}

/// The value of an exact int or bool: anything else may have an `__eq__` of its own.
fn exact_int(v: &Value) -> Option<IBig> {
    if v.is_exactly(ClassId::INT) || v.is_exactly(ClassId::BOOL) {
        return Some(big(v));
    }
    None
}

fn position_of(r: &RangeObj, v: &IBig) -> Option<IBig> {
    let (start, step) = (big(&r.start), big(&r.step));
    let offset = v - start;
    if &offset % &step != IBig::ZERO {
        return None;
    }
    let at = offset / step;
    (at >= IBig::ZERO && at < r.big_len()).then_some(at)
}

fn search(range: &Value, wanted: &Value) -> R<Option<usize>> {
    let it = iter::iter(range)?;
    let mut at = 0;
    while let Some(v) = iter::next(&it)? {
        if ops::equal(&v, wanted)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

/// Ranges are equal when their items are; `None` for another type.
fn same(args: &[Opt]) -> Option<bool> {
    let (a, b) = (this(args), arg(args, 1).get::<RangeObj>()?);
    let n = a.big_len();
    if n != b.big_len() {
        return Some(false);
    }
    if n == IBig::ZERO {
        return Some(true);
    }
    if big(&a.start) != big(&b.start) {
        return Some(false);
    }
    Some(n == IBig::ONE || big(&a.step) == big(&b.step))
}
