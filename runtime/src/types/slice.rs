//! `slice`, and the arithmetic of slices.

use crate::native::{NativeDef, TypeDef, arg, getter, method, setter, static_method};
use crate::ops::{self, Cmp};
use crate::types::functions::readonly;
use crate::types::str::{self, new_str};
use crate::types::{int, tuple};
use crate::{ClassId, Header, Object, Opt, R, Value, class, errors};

#[repr(C)]
pub struct SliceObj {
    pub header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

// SAFETY: begins with a header.
unsafe impl Object for SliceObj {
    const CLASS: ClassId = ClassId::SLICE;
}

pub fn new_slice(start: Value, stop: Value, step: Value) -> Value {
    class::new_object(
        ClassId::SLICE as u32,
        SliceObj {
            header: Header::new(ClassId::SLICE as u32),
            start,
            stop,
            step,
        },
    )
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let s = unsafe { &*(object as *mut SliceObj) };
    [&s.start, &s.stop, &s.step].into_iter().for_each(visit);
}

pub const OPS: class::LayoutOps = class::fixed::<SliceObj>(trace);

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::SLICE,
    ops: OPS,
    flags: 0,
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

fn this(args: &[Opt]) -> &SliceObj {
    arg(args, 0)
        .get::<SliceObj>()
        .expect("checked by the binding")
}
fn parts(s: &SliceObj) -> [Value; 3] {
    [s.start.clone(), s.stop.clone(), s.step.clone()]
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args)", |a| {
        match tuple::items(arg(a, 1)) {
            [stop] => Ok(new_slice(Value::NONE, stop.clone(), Value::NONE)),
            [start, stop] => Ok(new_slice(start.clone(), stop.clone(), Value::NONE)),
            [start, stop, step] => Ok(new_slice(start.clone(), stop.clone(), step.clone())),
            [] => Err(errors::type_error(
                "slice expected at least 1 argument, got 0",
            )),
            more => Err(errors::type_error(format!(
                "slice expected at most 3 arguments, got {}",
                more.len()
            ))),
        }
    }),
    getter("start", |a| Ok(this(a).start.clone())),
    setter("start", readonly),
    getter("stop", |a| Ok(this(a).stop.clone())),
    setter("stop", readonly),
    getter("step", |a| Ok(this(a).step.clone())),
    setter("step", readonly),
    method("__repr__(self, /)", |a| {
        let mut texts = vec![];
        for p in parts(this(a)) {
            texts.push(str::to_string(&ops::repr(&p)?));
        }
        Ok(new_str(format!("slice({})", texts.join(", ")).as_bytes()))
    }),
    method("__hash__(self, /)", |a| {
        tuple::hash_items(&parts(this(a))).map(int::from_i64)
    }),
    method("__eq__(self, value, /)", |a| compare(Cmp::Eq, a)),
    method("__ne__(self, value, /)", |a| compare(Cmp::Ne, a)),
    method("__lt__(self, value, /)", |a| compare(Cmp::Lt, a)),
    method("__le__(self, value, /)", |a| compare(Cmp::Le, a)),
    method("__gt__(self, value, /)", |a| compare(Cmp::Gt, a)),
    method("__ge__(self, value, /)", |a| compare(Cmp::Ge, a)),
    method("indices(self, object, /)", |a| {
        indices_method(this(a), arg(a, 1))
    }),
    method("__reduce__(self, /)", |a| {
        let args = tuple::new_tuple(parts(this(a)).to_vec());
        Ok(tuple::new_tuple(vec![
            class::builtin(ClassId::SLICE).value(),
            args,
        ]))
    }),
    crate::types::type_::CLASS_GETITEM,
];

fn compare(op: Cmp, args: &[Opt]) -> R {
    match arg(args, 1).get::<SliceObj>() {
        None => Ok(Value::NOT_IMPLEMENTED),
        Some(other) => tuple::compare_items(op, &parts(this(args)), &parts(other)),
    }
}

/// `slice.indices(length)`, at any size.
fn indices_method(s: &SliceObj, length: &Value) -> R {
    let length = int::as_int(&ops::index(length)?).expect("an int").to_big();
    let zero = dashu_int::IBig::ZERO;
    if length < zero {
        return Err(errors::value_error("length should not be negative"));
    }
    let big = |v: &Value| -> R<Option<dashu_int::IBig>> {
        if v.is_none() {
            return Ok(None);
        }
        check_index(v)?;
        Ok(Some(int::as_int(&ops::index(v)?).expect("an int").to_big()))
    };
    let one = dashu_int::IBig::ONE;
    let step = big(&s.step)?.unwrap_or_else(|| one.clone());
    if step == zero {
        return Err(errors::value_error("slice step cannot be zero"));
    }
    let negative = step < zero;
    let (lower, upper) = if negative {
        (-one.clone(), &length - &one)
    } else {
        (zero.clone(), length.clone())
    };
    let place = |v: Option<dashu_int::IBig>, default: &dashu_int::IBig| match v {
        None => default.clone(),
        Some(v) if v < zero => (v + &length).max(lower.clone()),
        Some(v) => v.min(upper.clone()),
    };
    let start = place(big(&s.start)?, if negative { &upper } else { &lower });
    let stop = place(big(&s.stop)?, if negative { &lower } else { &upper });
    Ok(tuple::new_tuple(vec![
        int::from_big(start),
        int::from_big(stop),
        int::from_big(step),
    ]))
}

fn has_index(v: &Value) -> bool {
    int::as_int(v).is_some() || class::lookup(v.class(), crate::name!("__index__")).is_some()
}

fn check_index(v: &Value) -> R<()> {
    if has_index(v) {
        return Ok(());
    }
    Err(errors::type_error(
        "slice indices must be integers or None or have an __index__ method",
    ))
}

/// An argument of `index()`, clamped: None will not do.
pub fn clamped_place(v: &Value) -> R<i64> {
    if !has_index(v) {
        return Err(errors::type_error(
            "slice indices must be integers or have an __index__ method",
        ));
    }
    clamped_index(v)
}

/// An index clamped to the range of i64.
pub fn clamped_index(v: &Value) -> R<i64> {
    if let Some(i) = v.as_small() {
        return Ok(i);
    }
    check_index(v)?;
    let i = ops::index(v)?;
    Ok(match int::as_int(&i).expect("an int") {
        int::IntRef::Small(i) => i,
        int::IntRef::Big(b) => i64::try_from(b).unwrap_or(if *b < dashu_int::IBig::ZERO {
            i64::MIN
        } else {
            i64::MAX
        }),
    })
}

/// A slice evaluated but not yet applied to a length.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub start: Option<i64>,
    pub stop: Option<i64>,
    pub step: i64,
}

/// A slice of a sequence of known length: positions `start`, `start + step`, …, `len` of them.
#[derive(Clone, Copy)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub len: usize,
}

impl Range {
    /// The positions.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.len).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
}

/// Evaluates the parts of a slice, which may run Python code (so take the length afterwards).
pub fn bounds(s: &SliceObj) -> R<Bounds> {
    let part = |v: &Value| {
        if v.is_none() {
            Ok(None)
        } else {
            clamped_index(v).map(Some)
        }
    };
    let [start, stop, step] = parts(s);
    let step = part(&step)?.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(errors::value_error("slice step cannot be zero"));
    }
    Ok(Bounds {
        start: part(&start)?,
        stop: part(&stop)?,
        step,
    })
}

impl Bounds {
    pub fn apply(self, len: usize) -> Range {
        let n = len as i64;
        if self.step == 1 {
            // Most are; without divisions.
            let place = |v: i64| if v < 0 { (v + n).max(0) } else { v.min(n) };
            let start = self.start.map_or(0, place);
            let stop = self.stop.map_or(n, place);
            return Range {
                start,
                stop,
                step: 1,
                len: (stop - start).max(0) as usize,
            };
        }
        let (lower, upper) = if self.step < 0 { (-1, n - 1) } else { (0, n) };
        let place = |v: i64| {
            if v < 0 {
                v.saturating_add(n).max(lower)
            } else {
                v.min(upper)
            }
        };
        let backwards = self.step < 0;
        let start = self
            .start
            .map_or(if backwards { upper } else { lower }, place);
        let stop = self
            .stop
            .map_or(if backwards { lower } else { upper }, place);
        let count = if backwards {
            if stop < start {
                (start - stop - 1) / -self.step + 1
            } else {
                0
            }
        } else if start < stop {
            (stop - start - 1) / self.step + 1
        } else {
            0
        };
        Range {
            start,
            stop,
            step: self.step,
            len: count as usize,
        }
    }
}

/// An index of a sequence: `Err` is raised, `None` is out of range.
pub fn position(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    (at >= 0 && at < len as i64).then_some(at as usize)
}

/// What a subscript of a built-in sequence is.
pub enum Subscript {
    Index(i64),
    Slice(Bounds),
}

/// Evaluates the subscript of a `list`, `tuple`, `str`, …
pub fn subscript(key: &Value, sequence: &str) -> R<Subscript> {
    if let Some(i) = key.as_small() {
        return Ok(Subscript::Index(i));
    }
    if let Some(s) = key.get::<SliceObj>() {
        return bounds(s).map(Subscript::Slice);
    }
    let is_index = int::as_int(key).is_some()
        || class::lookup(key.class(), crate::name!("__index__")).is_some();
    if !is_index {
        return Err(errors::type_error(format!(
            "{sequence} indices must be integers or slices, not {}",
            errors::type_name(key)
        )));
    }
    match ops::index_i64(key)? {
        Some(i) => Ok(Subscript::Index(i)),
        None => Err(errors::index_error(
            "cannot fit 'int' into an index-sized integer",
        )),
    }
}

/// How often a sequence is repeated: clamped at zero; OverflowError when it does not fit.
pub fn repeat_count(n: &Value) -> R<Option<usize>> {
    let is_index =
        int::as_int(n).is_some() || class::lookup(n.class(), crate::name!("__index__")).is_some();
    if !is_index {
        return Ok(None);
    }
    match ops::index_i64(n)? {
        Some(i) => Ok(Some(i.max(0) as usize)),
        None => Err(errors::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        )),
    }
}
