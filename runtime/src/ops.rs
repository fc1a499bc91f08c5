//! Operators, comparison, truth, hash, repr, items: the protocols behind Python's syntax.
//!
//! Each has a fast path for the commonest built-in types; everything else goes through the special methods of the classes,
//! which built-in types define natively (`types/`).

use crate::class::{self, lookup};
use crate::types::str::StrObj;
use crate::types::{dict::DictObj, float, int, list::ListObj, str, tuple};
use crate::{ClassId, R, Value, call, context, errors};

/// A binary operator: its special methods and its sign in messages.
pub struct BinaryOp {
    pub name: &'static str,
    pub reflected: &'static str,
    pub in_place: &'static str,
    pub sign: &'static str,
}

macro_rules! binary_ops {
    ($($konst:ident = $name:literal $sign:literal;)*) => {$(
        pub const $konst: BinaryOp = BinaryOp {
            name: concat!("__", $name, "__"),
            reflected: concat!("__r", $name, "__"),
            in_place: concat!("__i", $name, "__"),
            sign: $sign,
        };
    )*};
}
binary_ops! {
    ADD = "add" "+";
    SUB = "sub" "-";
    MUL = "mul" "*";
    MATMUL = "matmul" "@";
    TRUEDIV = "truediv" "/";
    FLOORDIV = "floordiv" "//";
    MOD = "mod" "%";
    POW = "pow" "** or pow()";
    LSHIFT = "lshift" "<<";
    RSHIFT = "rshift" ">>";
    OR = "or" "|";
    XOR = "xor" "^";
    AND = "and" "&";
}

/// `a op b` by special methods, with CPython's order: the right operand's reflected method first if its class is a proper
/// subclass of the left's that overrides it.
pub fn binary(op: &BinaryOp, a: &Value, b: &Value) -> R {
    match try_binary(op, a, b)? {
        Some(v) => Ok(v),
        None => Err(unsupported_operands(op.sign, a, b)),
    }
}

/// `a op= b`
pub fn in_place(op: &BinaryOp, a: &Value, b: &Value) -> R {
    if a.is_pointer()
        && let Some(method) = lookup(a.class(), &str::intern(op.in_place.as_bytes())).cloned()
    {
        let result = call::call_found(a, &method, &[b])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match try_binary(op, a, b)? {
        Some(v) => Ok(v),
        None => {
            let sign = if op.sign.starts_with("**") {
                "**=".to_string()
            } else {
                format!("{}=", op.sign)
            };
            Err(unsupported_operands(&sign, a, b))
        }
    }
}

fn try_binary(op: &BinaryOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let (ca, cb) = (a.class(), b.class());
    let name = str::intern(op.name.as_bytes());
    let reflected = str::intern(op.reflected.as_bytes());
    let left = lookup(ca, &name).cloned();
    let right = if ca.id != cb.id {
        lookup(cb, &reflected).cloned()
    } else {
        None
    };
    if let Some(r) = &right
        && cb.is_subclass_of(ca.id)
        && lookup(ca, &reflected).is_none_or(|l| !l.is(r))
    {
        let v = call::call_found(b, r, &[a])?;
        if !v.is_not_implemented() {
            return Ok(Some(v));
        }
        if let Some(l) = &left {
            let v = call::call_found(a, l, &[b])?;
            if !v.is_not_implemented() {
                return Ok(Some(v));
            }
        }
        return sequence_fallback(op, a, b);
    }
    // `+` and `*` of built-in sequences come last: they are not numbers.
    if is_sequence_slot(op, ca, left.as_ref()) {
        if let Some(r) = right.as_ref().filter(|_| cb.has(class::HEAP)) {
            let v = call::call_found(b, r, &[a])?;
            if !v.is_not_implemented() {
                return Ok(Some(v));
            }
        }
        let v = call::call_found(a, left.as_ref().expect("checked"), &[b])?;
        return Ok((!v.is_not_implemented()).then_some(v));
    }
    if let Some(l) = &left {
        let v = call::call_found(a, l, &[b])?;
        if !v.is_not_implemented() {
            return Ok(Some(v));
        }
    }
    if let Some(r) = &right {
        let v = call::call_found(b, r, &[a])?;
        if !v.is_not_implemented() {
            return Ok(Some(v));
        }
    }
    sequence_fallback(op, a, b)
}

/// Is it the native `__add__` or `__mul__` of a class that derives from a built-in sequence?
fn is_sequence_slot(op: &BinaryOp, c: &class::ClassObj, method: Option<&Value>) -> bool {
    matches!(
        c.layout,
        ClassId::LIST | ClassId::TUPLE | ClassId::STR | ClassId::BYTES
    ) && (op.sign == "+" || op.sign == "*")
        && method.is_some_and(crate::native::is_method)
}

/// Hook for messages that sequences give instead of "unsupported operand" (`can only concatenate list…`): the native
/// `__add__` of sequences raises those itself, so nothing is left to do here.
fn sequence_fallback(_: &BinaryOp, _: &Value, _: &Value) -> R<Option<Value>> {
    Ok(None)
}

#[cold]
fn unsupported_operands(sign: &str, a: &Value, b: &Value) -> crate::Raised {
    let (ta, tb) = (errors::type_name(a), errors::type_name(b));
    errors::type_error(format!(
        "unsupported operand type(s) for {sign}: '{ta}' and '{tb}'"
    ))
}

/// `-a`, `+a`, `~a`
pub fn unary(name: &'static Value, sign: &str, a: &Value) -> R {
    match call::call_special(a, name, &[]) {
        Some(r) => r,
        None => Err(errors::type_error(format!(
            "bad operand type for unary {sign}: '{}'",
            errors::type_name(a)
        ))),
    }
}

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
        let _guard = context::enter_recursion(" in comparison", crate::context::COMPARE_BYTES)?;
        return crate::types::tuple::compare_items(
            op,
            crate::types::tuple::items(a),
            crate::types::tuple::items(b),
        );
    }
    let (ca, cb) = (a.class(), b.class());
    let reflected = op.reflected();
    let mut tried_right = false;
    if ca.id != cb.id
        && cb.is_subclass_of(ca.id)
        && let Some(m) = lookup(cb, reflected.name()).cloned()
    {
        tried_right = true;
        let v = call_compare(b, &m, a)?;
        if !v.is_not_implemented() {
            return Ok(v);
        }
    }
    if let Some(m) = lookup(ca, op.name()).cloned() {
        let v = call_compare(a, &m, b)?;
        if !v.is_not_implemented() {
            return Ok(v);
        }
    }
    if !tried_right && let Some(m) = lookup(cb, reflected.name()).cloned() {
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

/// `bool(a)`
pub fn truth(a: &Value) -> R<bool> {
    if let Some(b) = a.as_bool() {
        return Ok(b);
    }
    if let Some(i) = a.as_small() {
        return Ok(i != 0);
    }
    if a.is_none() {
        return Ok(false);
    }
    if let Some(f) = float::as_f64(a).filter(|_| a.is_exactly(ClassId::FLOAT)) {
        return Ok(f != 0.0);
    }
    match a.class_id() {
        x if x == ClassId::STR as u32 => return Ok(!str::bytes_of(a).is_empty()),
        // SAFETY: exact classes.
        x if x == ClassId::LIST as u32 => return Ok(!unsafe { a.cast::<ListObj>() }.is_empty()),
        // SAFETY: as above.
        x if x == ClassId::DICT as u32 => return Ok(!unsafe { a.cast::<DictObj>() }.is_empty()),
        x if x == ClassId::TUPLE as u32 => return Ok(tuple::len(a) != 0),
        _ => {}
    }
    let class = a.class();
    if let Some(m) = lookup(class, crate::name!("__bool__")).cloned() {
        let v = call::call_found(a, &m, &[])?;
        return match v.as_bool() {
            Some(b) => Ok(b),
            None => {
                let msg = format!(
                    "__bool__ should return bool, returned {}",
                    errors::type_name(&v)
                );
                Err(errors::type_error(msg))
            }
        };
    }
    if lookup(class, crate::name!("__len__")).is_some() {
        return Ok(length(a)? != 0);
    }
    Ok(true)
}

/// `len(a)`
pub fn length(a: &Value) -> R<usize> {
    match a.class_id() {
        // SAFETY: exact classes.
        x if x == ClassId::LIST as u32 => return Ok(unsafe { a.cast::<ListObj>() }.len()),
        x if x == ClassId::STR as u32 => return Ok(unsafe { a.cast::<StrObj>() }.chars.get()),
        x if x == ClassId::DICT as u32 => return Ok(unsafe { a.cast::<DictObj>() }.len()),
        x if x == ClassId::TUPLE as u32 => return Ok(tuple::len(a)),
        _ => {}
    }
    let Some(r) = call::call_special(a, crate::name!("__len__"), &[]) else {
        return Err(errors::type_error(format!(
            "object of type '{}' has no len()",
            errors::type_name(a)
        )));
    };
    let v = r?;
    let Some(i) = index_i64(&v)? else {
        return Err(errors::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        ));
    };
    if i < 0 {
        Err(errors::value_error("__len__() should return >= 0"))
    } else {
        Ok(i as usize)
    }
}

/// `operator.index(a)` as an int value.
pub fn index(a: &Value) -> R {
    if a.is_small() || a.is_exactly(ClassId::INT) {
        return Ok(a.clone());
    }
    if let Some(i) = int::as_int(a) {
        return Ok(int::from_big(i.to_big()));
    }
    match call::call_special(a, crate::name!("__index__"), &[]) {
        Some(r) => {
            let v = r?;
            if int::as_int(&v).is_some() {
                return Ok(v);
            }
            Err(errors::type_error(format!(
                "__index__ returned non-int (type {})",
                errors::type_name(&v)
            )))
        }
        None => Err(errors::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            errors::type_name(a)
        ))),
    }
}

/// [`index`] as i64; `None` when it does not fit.
pub fn index_i64(a: &Value) -> R<Option<i64>> {
    if let Some(i) = a.as_small() {
        return Ok(Some(i));
    }
    Ok(int::as_i64(&index(a)?))
}

/// `hash(a)`
#[inline]
pub fn hash(a: &Value) -> R<i64> {
    if a.is_exactly(ClassId::STR) {
        // SAFETY: an exact str.
        return Ok(unsafe { a.cast::<StrObj>() }.hash());
    }
    if let Some(i) = a.as_small() {
        return Ok(crate::types::int_hash(i));
    }
    hash_slow(a)
}

fn hash_slow(a: &Value) -> R<i64> {
    let class = a.class();
    match lookup(class, crate::name!("__hash__")).cloned() {
        Some(m) if !m.is_none() => {
            let v = call::call_found(a, &m, &[])?;
            match int::as_int(&v) {
                Some(int::IntRef::Small(i)) => Ok(if i == -1 { -2 } else { i }),
                Some(int::IntRef::Big(b)) => {
                    Ok(i64::try_from(b).unwrap_or_else(|_| crate::types::big_hash(b)))
                }
                None => Err(errors::type_error(
                    "__hash__ method should return an integer",
                )),
            }
        }
        _ => Err(errors::type_error(format!(
            "unhashable type: '{}'",
            errors::type_name(a)
        ))),
    }
}

thread_local! {
    /// The containers whose `repr` is under way.
    static IN_REPR: std::cell::RefCell<Vec<u64>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Marks a container as being shown; `None` when it is already: it contains itself.
pub fn enter_repr(a: &Value) -> Option<ReprGuard> {
    IN_REPR.with_borrow_mut(|list| {
        if list.contains(&a.word()) {
            return None;
        }
        list.push(a.word());
        Some(ReprGuard(a.word()))
    })
}

pub struct ReprGuard(u64);

impl Drop for ReprGuard {
    fn drop(&mut self) {
        IN_REPR.with_borrow_mut(|list| {
            if let Some(at) = list.iter().rposition(|w| *w == self.0) {
                list.remove(at);
            }
        });
    }
}

/// `repr(a)`, a `str` value.
pub fn repr(a: &Value) -> R {
    let _guard = context::enter_recursion(
        " while getting the repr of an object",
        crate::context::CALL_BYTES,
    )?;
    let r =
        call::call_special(a, crate::name!("__repr__"), &[]).expect("object defines __repr__")?;
    if r.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "__repr__ returned non-string (type {})",
            errors::type_name(&r)
        )));
    }
    Ok(r)
}

/// `str(a)`
pub fn to_str(a: &Value) -> R {
    if a.is_exactly(ClassId::STR) {
        return Ok(a.clone());
    }
    let _guard = context::enter_recursion(
        " while getting the str of an object",
        crate::context::CALL_BYTES,
    )?;
    let r = call::call_special(a, crate::name!("__str__"), &[]).expect("object defines __str__")?;
    if r.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "__str__ returned non-string (type {})",
            errors::type_name(&r)
        )));
    }
    Ok(r)
}

/// `a[key]`
pub fn get_item(a: &Value, key: &Value) -> R {
    if a.is_exactly(ClassId::LIST)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact list.
        let list = unsafe { a.cast::<ListObj>() };
        let at = if i < 0 { i + list.len() as i64 } else { i };
        return list
            .get(at as usize)
            .ok_or_else(|| errors::index_error("list index out of range"));
    }
    if a.is_exactly(ClassId::STR)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact str.
        let s = unsafe { a.cast::<StrObj>() };
        let chars = s.chars.get() as i64;
        let at = if i < 0 { i + chars } else { i };
        if (0..chars).contains(&at) {
            return Ok(crate::types::str::char_at(s, at as usize));
        }
        return Err(errors::index_error("string index out of range"));
    }
    if a.is_exactly(ClassId::TUPLE)
        && let Some(i) = key.as_small()
    {
        let items = crate::types::tuple::items(a);
        let at = if i < 0 { i + items.len() as i64 } else { i };
        return items
            .get(at as usize)
            .cloned()
            .ok_or_else(|| errors::index_error("tuple index out of range"));
    }
    if a.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return match unsafe { a.cast::<DictObj>() }.get(key)? {
            Some(v) => Ok(v),
            None => Err(errors::key_error(key)),
        };
    }
    if let Some(r) = call::call_special(a, crate::name!("__getitem__"), &[key]) {
        return r;
    }
    if let Some(c) = class::as_class(a) {
        if let Some(f) = crate::attr::get_optional(a, crate::name!("__class_getitem__"))? {
            return call::call(&f, &[key]);
        }
        if c.id == ClassId::TYPE as u32 {
            return crate::types::type_::generic_alias(a, key);
        }
        return Err(errors::type_error(format!(
            "type '{}' is not subscriptable",
            c.name_string()
        )));
    }
    Err(errors::type_error(format!(
        "'{}' object is not subscriptable",
        errors::type_name(a)
    )))
}

/// `a[key] = value`
pub fn set_item(a: &Value, key: &Value, value: &Value) -> R<()> {
    if a.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return unsafe { a.cast::<DictObj>() }.set(key, value.clone());
    }
    if a.is_exactly(ClassId::LIST)
        && let Some(i) = key.as_small()
    {
        // SAFETY: an exact list.
        let list = unsafe { a.cast::<ListObj>() };
        let at = if i < 0 { i + list.len() as i64 } else { i };
        if at < 0 || at >= list.len() as i64 {
            return Err(errors::index_error("list assignment index out of range"));
        }
        drop(list.replace(at as usize, value.clone()));
        return Ok(());
    }
    match call::call_special(a, crate::name!("__setitem__"), &[key, value]) {
        Some(r) => r.map(drop),
        None => {
            let msg = format!(
                "'{}' object does not support item assignment",
                errors::type_name(a)
            );
            Err(errors::type_error(msg))
        }
    }
}

/// `del a[key]`
pub fn del_item(a: &Value, key: &Value) -> R<()> {
    match call::call_special(a, crate::name!("__delitem__"), &[key]) {
        Some(r) => r.map(drop),
        None => {
            let msg = format!(
                "'{}' object doesn't support item deletion",
                errors::type_name(a)
            );
            Err(errors::type_error(msg))
        }
    }
}

/// `item in container`
pub fn contains(item: &Value, container: &Value) -> R<bool> {
    if container.is_exactly(ClassId::DICT) {
        // SAFETY: an exact dict.
        return unsafe { container.cast::<DictObj>() }.contains(item);
    }
    match lookup(container.class(), crate::name!("__contains__")).cloned() {
        Some(m) if m.is_none() => Err(errors::type_error(format!(
            "'{}' object is not a container",
            errors::type_name(container)
        ))),
        Some(m) => truth(&call::call_found(container, &m, &[item])?),
        None => {
            let Ok(iterator) = crate::iter::iter(container) else {
                if errors::catch(ClassId::TYPE_ERROR).is_some() {
                    let name = errors::type_name(container);
                    return Err(errors::type_error(format!(
                        "argument of type '{name}' is not a container or iterable"
                    )));
                }
                return Err(crate::Raised);
            };
            while let Some(v) = crate::iter::next(&iterator)? {
                if equal(&v, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// `isinstance(object, class)` for a class, tuple of classes, union, or anything with `__instancecheck__`.
pub fn is_instance(object: &Value, class: &Value) -> R<bool> {
    check_class(object, class, true)
}

/// `issubclass(object, class)`
pub fn is_subclass(object: &Value, class: &Value) -> R<bool> {
    check_class(object, class, false)
}

fn check_class(object: &Value, class: &Value, instance: bool) -> R<bool> {
    if let Some(c) = class::as_class(class)
        && class.class_id() == ClassId::TYPE as u32
    {
        return plain_check(object, c, instance);
    }
    if class.is_instance(ClassId::TUPLE) {
        let _guard = context::enter_recursion(
            if instance {
                " in __instancecheck__"
            } else {
                " in __subclasscheck__"
            },
            context::CALL_BYTES,
        )?;
        for c in tuple::items(class) {
            if check_class(object, c, instance)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let hook = if instance {
        crate::name!("__instancecheck__")
    } else {
        crate::name!("__subclasscheck__")
    };
    if instance && class::as_class(class).is_some_and(|c| c.id == object.class_id()) {
        return Ok(true);
    }
    if let Some(r) = call::call_special(class, hook, &[object]) {
        return truth(&r?);
    }
    Err(errors::type_error(if instance {
        "isinstance() arg 2 must be a type, a tuple of types, or a union"
    } else {
        "issubclass() arg 2 must be a class, a tuple of classes, or a union"
    }))
}

/// `type.__instancecheck__` and `type.__subclasscheck__`.
pub fn plain_check(object: &Value, class: &'static class::ClassObj, instance: bool) -> R<bool> {
    if instance {
        if object.class().is_subclass_of(class.id) {
            return Ok(true);
        }
        // `__class__` may be a property that names another class.
        if object.class().has(class::HEAP)
            && (object.class().has(class::HAS_GETATTRIBUTE)
                || lookup(object.class(), crate::name!("__class__"))
                    .is_some_and(|c| crate::native::as_native(c).is_none()))
            && let Some(c) = crate::attr::get_optional(object, crate::name!("__class__"))?
            && let Some(c) = class::as_class(&c)
        {
            return Ok(c.is_subclass_of(class.id));
        }
        return Ok(false);
    }
    match class::as_class(object) {
        Some(c) => Ok(c.is_subclass_of(class.id)),
        None => Err(errors::type_error("issubclass() arg 1 must be a class")),
    }
}

// Arithmetic beyond the fast paths of `entry::arith`; each falls back to [`binary`].

/// The operands, if both are exactly ints or bools.
#[inline]
fn ints<'a>(a: &'a Value, b: &'a Value) -> Option<(int::IntRef<'a>, int::IntRef<'a>)> {
    let exact = |v: &Value| v.is_small() || v.is_exactly(ClassId::INT) || v.as_bool().is_some();
    if exact(a) && exact(b) {
        return Some((int::as_int(a)?, int::as_int(b)?));
    }
    None
}
/// The operands, if one is exactly a float and the other a float or an int.
#[inline]
fn floats(a: &Value, b: &Value) -> R<Option<(f64, f64)>> {
    let (x, y) = (a.is_exactly(ClassId::FLOAT), b.is_exactly(ClassId::FLOAT));
    let number = |v: &Value| match float::as_f64(v) {
        Some(x) => Ok(x),
        None => int::to_f64(&int::as_int(v).expect("an int")),
    };
    let exact_int = |v: &Value| v.is_small() || v.is_exactly(ClassId::INT) || v.as_bool().is_some();
    if x && (y || exact_int(b)) || y && exact_int(a) {
        return Ok(Some((number(a)?, number(b)?)));
    }
    Ok(None)
}
macro_rules! arithmetic {
    ($($name:ident $op:ident $int:expr, $float:expr;)*) => {$(
        pub fn $name(a: &Value, b: &Value) -> R {
            if let Some((x, y)) = ints(a, b) {
                return $int(&x, &y);
            }
            if let Some((x, y)) = floats(a, b)? {
                return $float(x, y);
            }
            binary(&$op, a, b)
        }
    )*};
}
use crate::types::float::methods as float_methods;
use crate::types::int::arith;
arithmetic! {
    sub SUB arith::sub, |x: f64, y: f64| Ok(float::from_f64(x - y));
    mul MUL arith::mul, |x: f64, y: f64| Ok(float::from_f64(x * y));
    truediv TRUEDIV |x, y| arith::truediv(x, y).map(float::from_f64), float_methods::div;
    floordiv FLOORDIV arith::floordiv, float_methods::floordiv;
    modulo MOD arith::modulo, float_methods::modulo;
    pow POW arith::pow, float_pow;
}
pub fn add(a: &Value, b: &Value) -> R {
    if a.is_exactly(ClassId::STR) && b.is_exactly(ClassId::STR) {
        return str::methods::add(a, b);
    }
    if let Some((x, y)) = ints(a, b) {
        return arith::add(&x, &y);
    }
    if let Some((x, y)) = floats(a, b)? {
        return Ok(float::from_f64(x + y));
    }
    binary(&ADD, a, b)
}
pub fn lshift(a: &Value, b: &Value) -> R {
    match ints(a, b) {
        Some((x, y)) => arith::lshift(&x, &y),
        None => binary(&LSHIFT, a, b),
    }
}
pub fn rshift(a: &Value, b: &Value) -> R {
    match ints(a, b) {
        Some((x, y)) => arith::rshift(&x, &y),
        None => binary(&RSHIFT, a, b),
    }
}
/// `a += b`; a sole owner of a `str` may be extended in place.
pub fn iadd(a: Value, b: &Value) -> R {
    match str::append(a, b) {
        Ok(result) => result,
        Err(a) => {
            if ints(&a, b).is_some() {
                return add(&a, b);
            }
            in_place(&ADD, &a, b)
        }
    }
}
/// `a ** b`
pub fn float_pow(a: f64, b: f64) -> R {
    if a == 0.0 && b < 0.0 {
        return Err(errors::zero_division("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return complex_pow(a, b);
    }
    // SAFETY: a function of the C library without side effects.
    let r = unsafe { libc_pow(a, b) };
    if r.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(errors::raise_with(
            ClassId::OVERFLOW_ERROR,
            vec![
                Value::small(34),
                str::new_str(b"Numerical result out of range"),
            ],
        ));
    }
    Ok(float::from_f64(r))
}
/// `pow` of the C library, which decides every case of a base above zero but overflow.
#[inline]
pub fn plain_pow(a: f64, b: f64) -> f64 {
    // SAFETY: a function of the C library without side effects.
    unsafe { libc_pow(a, b) }
}
#[allow(clashing_extern_declarations)]
unsafe extern "C" {
    #[link_name = "pow"]
    fn libc_pow(a: f64, b: f64) -> f64;
}
/// A negative base with a fractional exponent: complex, if the program has that type.
fn complex_pow(a: f64, b: f64) -> R {
    let Some(complex) = crate::modules::lookup_builtin(crate::name!("complex")) else {
        return Err(errors::value_error(
            "negative number cannot be raised to a fractional power",
        ));
    };
    let base = call::call(&complex, &[&float::from_f64(a)])?;
    binary(&POW, &base, &float::from_f64(b))
}
pub fn float_mod(a: f64, b: f64) -> f64 {
    let r = a % b;
    if r == 0.0 {
        return 0f64.copysign(b);
    }
    if (r < 0.0) != (b < 0.0) { r + b } else { r }
}
/// `a // b` as CPython computes it: from the remainder, then snapped to an integer.
pub fn float_floordiv(a: f64, b: f64) -> f64 {
    let r = a % b;
    let mut q = (a - r) / b;
    if r != 0.0 && (b < 0.0) != (r < 0.0) {
        q -= 1.0;
    }
    if q == 0.0 {
        return 0f64.copysign(a / b);
    }
    let f = q.floor();
    if q - f > 0.5 { f + 1.0 } else { f }
}
/// `format(value, spec)` after a conversion (`s`, `r`, `a` or 0).
pub fn format_value(value: &Value, conversion: u8, spec: Option<&Value>) -> R {
    let shown;
    let value = match conversion {
        b'r' => {
            shown = repr(value)?;
            &shown
        }
        b's' => {
            shown = to_str(value)?;
            &shown
        }
        b'a' => {
            shown = str::format::ascii(value)?;
            &shown
        }
        _ => value,
    };
    str::format::format(value, spec)
}
