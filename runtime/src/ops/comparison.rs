//! Comparison and identity.

use super::truth;
use crate::class::lookup;
use crate::types::str::StrObj;
use crate::types::{float, int, tuple};
use crate::{Borrowed, ClassId, R, Value, call, context, errors};

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cmp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl Cmp {
    pub fn name(self) -> &'static Value {
        match self {
            Cmp::Lt => crate::name!("__lt__"),
            Cmp::Le => crate::name!("__le__"),
            Cmp::Eq => crate::name!("__eq__"),
            Cmp::Ne => crate::name!("__ne__"),
            Cmp::Gt => crate::name!("__gt__"),
            Cmp::Ge => crate::name!("__ge__"),
        }
    }
    pub fn reflected(self) -> Cmp {
        match self {
            Cmp::Lt => Cmp::Gt,
            Cmp::Le => Cmp::Ge,
            Cmp::Eq => Cmp::Eq,
            Cmp::Ne => Cmp::Ne,
            Cmp::Gt => Cmp::Lt,
            Cmp::Ge => Cmp::Le,
        }
    }
    pub fn sign(self) -> &'static str {
        match self {
            Cmp::Lt => "<",
            Cmp::Le => "<=",
            Cmp::Eq => "==",
            Cmp::Ne => "!=",
            Cmp::Gt => ">",
            Cmp::Ge => ">=",
        }
    }
    /// The answer for an ordering.
    pub fn test(self, o: std::cmp::Ordering) -> bool {
        match self {
            Cmp::Lt => o.is_lt(),
            Cmp::Le => o.is_le(),
            Cmp::Eq => o.is_eq(),
            Cmp::Ne => o.is_ne(),
            Cmp::Gt => o.is_gt(),
            Cmp::Ge => o.is_ge(),
        }
    }
    pub fn test_f64(self, a: f64, b: f64) -> bool {
        match self {
            Cmp::Lt => a < b,
            Cmp::Le => a <= b,
            Cmp::Eq => a == b,
            Cmp::Ne => a != b,
            Cmp::Gt => a > b,
            Cmp::Ge => a >= b,
        }
    }
}

/// Answers that need no special methods: ints, floats, exact strs.
#[inline]
fn compare_fast(op: Cmp, a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
        return Some(op.test(x.cmp(&y)));
    }
    if a.is_exactly(ClassId::FLOAT)
        && b.is_exactly(ClassId::FLOAT)
        && let (Some(x), Some(y)) = (float::as_f64(a), float::as_f64(b))
    {
        return Some(op.test_f64(x, y));
    }
    if a.is_exactly(ClassId::STR) && b.is_exactly(ClassId::STR) {
        // SAFETY: exact strs. Extended UTF-8 sorts as its code points do.
        let (x, y) = unsafe { (a.cast::<StrObj>(), b.cast::<StrObj>()) };
        return Some(match op {
            Cmp::Eq => a.is(b) || x.bytes() == y.bytes(),
            Cmp::Ne => !a.is(b) && x.bytes() != y.bytes(),
            _ => match (x.bytes(), y.bytes()) {
                ([c], [d]) => op.test(c.cmp(d)),
                (x, y) => op.test(x.cmp(y)),
            },
        });
    }
    None
}

/// `a op b` as an object.
pub fn compare(op: Cmp, a: &Value, b: &Value) -> R {
    if let Some(answer) = compare_fast(op, a, b) {
        return Ok(Value::bool(answer));
    }
    if a.is_exactly(ClassId::TUPLE) && b.is_exactly(ClassId::TUPLE) {
        if matches!(op, Cmp::Eq | Cmp::Ne)
            && let Some(same) = equal_plain(a, b)
        {
            return Ok(Value::bool(same == (op == Cmp::Eq)));
        }
        let _guard = context::enter_recursion(" in comparison", crate::context::COMPARE_BYTES)?;
        return crate::types::tuple::compare_items(
            op,
            crate::types::tuple::items(a),
            crate::types::tuple::items(b),
        );
    }
    let (ca, cb) = (a.class(), b.class());
    if matches!(op, Cmp::Eq | Cmp::Ne) && compares_by_identity(ca) && compares_by_identity(cb) {
        return Ok(Value::bool(a.is(b) == (op == Cmp::Eq)));
    }
    let reflected = op.reflected();
    let mut tried_right = false;
    if ca.id != cb.id
        && cb.is_subclass_of(ca.id)
        && let Some(m) = lookup(cb, reflected.name()).map(Borrowed::owned)
    {
        tried_right = true;
        let v = call_compare(b, &m, a)?;
        if !v.is_not_implemented() {
            return Ok(v);
        }
    }
    if let Some(m) = lookup(ca, op.name()).map(Borrowed::owned) {
        let v = call_compare(a, &m, b)?;
        if !v.is_not_implemented() {
            return Ok(v);
        }
    }
    after_left(op, a, b, !tried_right)
}

/// What comes after the left operand's method, which has been called already; the operator's number in [`Cmp`].
#[cold]
pub fn compare_rest(op: i64, a: &Value, b: &Value) -> R {
    const ALL: [Cmp; 6] = [Cmp::Lt, Cmp::Le, Cmp::Eq, Cmp::Ne, Cmp::Gt, Cmp::Ge];
    after_left(ALL[op as usize], a, b, true)
}

fn after_left(op: Cmp, a: &Value, b: &Value, try_right: bool) -> R {
    if try_right && let Some(m) = lookup(b.class(), op.reflected().name()).map(Borrowed::owned) {
        let v = call_compare(b, &m, a)?;
        if !v.is_not_implemented() {
            return Ok(v);
        }
    }
    match op {
        Cmp::Eq => Ok(Value::bool(is_same(a, b))),
        Cmp::Ne => Ok(Value::bool(!is_same(a, b))),
        _ => {
            let (ta, tb) = (errors::type_name(a), errors::type_name(b));
            let msg = format!(
                "'{}' not supported between instances of '{ta}' and '{tb}'",
                op.sign()
            );
            Err(errors::type_error(msg))
        }
    }
}

/// Whether instances have nothing but `object`'s `==` and `!=`.
fn compares_by_identity(class: &'static crate::class::ClassObj) -> bool {
    [crate::name!("__eq__"), crate::name!("__ne__")]
        .into_iter()
        .all(|name| {
            lookup(class, name)
                .and_then(|f| crate::native::as_native(&f).map(|n| n.owner))
                .is_some_and(|owner| owner == ClassId::OBJECT as u32)
        })
}

fn call_compare(receiver: &Value, method: &Value, other: &Value) -> R {
    let _guard = context::enter_recursion(" in comparison", crate::context::COMPARE_BYTES)?;
    call::call_found(receiver, method, &[other])
}

/// Truth of a comparison.
#[inline]
pub fn compare_truth(op: Cmp, a: &Value, b: &Value) -> R<bool> {
    match compare_fast(op, a, b) {
        Some(answer) => Ok(answer),
        None => truth(&compare(op, a, b)?),
    }
}

/// `a == b` of ints, floats and strs, for which no Python code runs.
#[inline]
pub fn equal_fast(a: &Value, b: &Value) -> Option<bool> {
    compare_fast(Cmp::Eq, a, b)
}

/// As [`equal`], where no Python code runs for it: of ints, floats and strs, and of tuples as far as they consist of such.
pub fn equal_plain(a: &Value, b: &Value) -> Option<bool> {
    // A NaN is equal to itself.
    if a.is(b) || a.is_pointer() && a.is_exactly(ClassId::FLOAT) && is_same(a, b) {
        return Some(true);
    }
    if !a.is_exactly(ClassId::TUPLE) || !b.is_exactly(ClassId::TUPLE) {
        return compare_fast(Cmp::Eq, a, b);
    }
    let (a, b) = (tuple::items(a), tuple::items(b));
    for (x, y) in a.iter().zip(b) {
        // Not by this function: tuples in tuples may go deep.
        let same = x.is(y)
            || x.is_pointer() && x.is_exactly(ClassId::FLOAT) && is_same(x, y)
            || compare_fast(Cmp::Eq, x, y)?;
        if !same {
            return Some(false);
        }
    }
    Some(a.len() == b.len())
}

/// `a < b` where no Python code runs for it: of ints, floats and strs, and of tuples as far as they consist of such.
#[inline]
pub fn less_fast(a: &Value, b: &Value) -> Option<bool> {
    if let Some(answer) = compare_fast(Cmp::Lt, a, b) {
        return Some(answer);
    }
    if !a.is_exactly(ClassId::TUPLE) || !b.is_exactly(ClassId::TUPLE) {
        return None;
    }
    let (a, b) = (tuple::items(a), tuple::items(b));
    for (x, y) in a.iter().zip(b) {
        if !x.is(y) && !compare_fast(Cmp::Eq, x, y)? {
            return compare_fast(Cmp::Lt, x, y);
        }
    }
    Some(a.len() < b.len())
}

/// `a is b or a == b`, as containers compare.
#[inline]
pub fn equal(a: &Value, b: &Value) -> R<bool> {
    if a.is(b) || a.is_pointer() && a.is_exactly(ClassId::FLOAT) && is_same(a, b) {
        return Ok(true);
    }
    compare_truth(Cmp::Eq, a, b)
}

/// `a is b`: ints and floats compare by type and value.
pub fn is_same(a: &Value, b: &Value) -> bool {
    if a.is(b) {
        return true;
    }
    if !a.is_pointer() || !b.is_pointer() || a.class_id() != b.class_id() {
        return false;
    }
    if a.is_exactly(ClassId::INT) {
        return matches!((a.get::<int::IntObj>(), b.get::<int::IntObj>()), (Some(x), Some(y)) if x.value == y.value);
    }
    if a.is_exactly(ClassId::FLOAT) {
        return matches!((float::as_f64(a), float::as_f64(b)), (Some(x), Some(y)) if x.to_bits() == y.to_bits());
    }
    false
}
