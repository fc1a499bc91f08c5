//! The methods of `float`.

use super::{as_f64, from_f64, new_of_class};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, class_method, getter, method, opt, static_method,
};
use crate::ops::Cmp;
use crate::types::int::{self, arith, methods::truncate};
use crate::types::str::{self, StrObj, new_str_counted};
use crate::types::{bytes, tuple};
use crate::{ClassId, Opt, R, Raised, Value, call, class, errors, ops};
use taipan_text::float as text;

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::FLOAT,
    ops: super::OPS,
    flags: class::BASE,
    doc: "Convert a string or number to a floating-point number, if possible.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

fn this(a: &[Opt]) -> f64 {
    as_f64(arg(a, 0)).expect("a float receiver")
}

/// The other operand: a float or an int; `None` for anything else.
fn other(v: &Value) -> R<Option<f64>> {
    if let Some(x) = as_f64(v) {
        return Ok(Some(x));
    }
    int::as_int(v).map(|i| int::to_f64(&i)).transpose()
}

type Op = fn(f64, f64) -> R;

fn two(a: &[Opt], op: Op) -> R {
    match other(arg(a, 1))? {
        Some(y) => op(this(a), y),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
fn reflected(a: &[Opt], op: Op) -> R {
    match other(arg(a, 1))? {
        Some(y) => op(y, this(a)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn div(a: f64, b: f64) -> R {
    check_divisor(b)?;
    Ok(from_f64(a / b))
}
pub fn floordiv(a: f64, b: f64) -> R {
    check_divisor(b)?;
    Ok(from_f64(ops::float_floordiv(a, b)))
}
pub fn modulo(a: f64, b: f64) -> R {
    check_divisor(b)?;
    Ok(from_f64(ops::float_mod(a, b)))
}
fn divmod(a: f64, b: f64) -> R {
    check_divisor(b)?;
    let (q, r) = (ops::float_floordiv(a, b), ops::float_mod(a, b));
    Ok(tuple::new_tuple(vec![from_f64(q), from_f64(r)]))
}
fn check_divisor(b: f64) -> R<()> {
    if b == 0.0 {
        return Err(errors::zero_division("division by zero"));
    }
    Ok(())
}

fn compare(a: &[Opt], op: Cmp) -> R {
    let x = this(a);
    let v = arg(a, 1);
    if let Some(y) = as_f64(v) {
        return Ok(Value::bool(op.test_f64(x, y)));
    }
    let Some(i) = int::as_int(v) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(match arith::compare_float(&i, x) {
        Some(order) => op.test(order.reverse()),
        None => op == Cmp::Ne,
    }))
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, x=0, /)", new),
    method("__add__(self, value, /)", |a| {
        two(a, |x, y| Ok(from_f64(x + y)))
    }),
    method("__radd__(self, value, /)", |a| {
        reflected(a, |x, y| Ok(from_f64(x + y)))
    }),
    method("__sub__(self, value, /)", |a| {
        two(a, |x, y| Ok(from_f64(x - y)))
    }),
    method("__rsub__(self, value, /)", |a| {
        reflected(a, |x, y| Ok(from_f64(x - y)))
    }),
    method("__mul__(self, value, /)", |a| {
        two(a, |x, y| Ok(from_f64(x * y)))
    }),
    method("__rmul__(self, value, /)", |a| {
        reflected(a, |x, y| Ok(from_f64(x * y)))
    }),
    method("__truediv__(self, value, /)", |a| two(a, div)),
    method("__rtruediv__(self, value, /)", |a| reflected(a, div)),
    method("__floordiv__(self, value, /)", |a| two(a, floordiv)),
    method("__rfloordiv__(self, value, /)", |a| reflected(a, floordiv)),
    method("__mod__(self, value, /)", |a| two(a, modulo)),
    method("__rmod__(self, value, /)", |a| reflected(a, modulo)),
    method("__divmod__(self, value, /)", |a| two(a, divmod)),
    method("__rdivmod__(self, value, /)", |a| reflected(a, divmod)),
    method("__pow__(self, value, mod=None, /)", |a| {
        no_modulus(a)?;
        two(a, ops::float_pow)
    }),
    method("__rpow__(self, value, mod=None, /)", |a| {
        no_modulus(a)?;
        reflected(a, ops::float_pow)
    }),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare(a, Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare(a, Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare(a, Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare(a, Cmp::Ge)),
    method("__repr__(self, /)", |a| Ok(repr(this(a)))),
    method("__hash__(self, /)", |a| Ok(int::from_i64(hash(arg(a, 0))))),
    method("__bool__(self, /)", |a| Ok(Value::bool(this(a) != 0.0))),
    method("__neg__(self, /)", |a| Ok(from_f64(-this(a)))),
    method("__pos__(self, /)", |a| Ok(from_f64(this(a)))),
    method("__abs__(self, /)", |a| Ok(from_f64(this(a).abs()))),
    method("__int__(self, /)", |a| truncate(this(a))),
    method("__trunc__(self, /)", |a| truncate(this(a))),
    method("__floor__(self, /)", |a| truncate(this(a).floor())),
    method("__ceil__(self, /)", |a| truncate(this(a).ceil())),
    method("__float__(self, /)", |a| Ok(from_f64(this(a)))),
    method("conjugate(self, /)", |a| Ok(from_f64(this(a)))),
    method("__round__(self, ndigits=None, /)", |a| {
        round(this(a), opt(a, 1))
    }),
    method("__format__(self, format_spec, /)", |a| {
        str::format::format_number(arg(a, 0), arg(a, 1))
    }),
    method("__getnewargs__(self, /)", |a| {
        Ok(tuple::new_tuple(vec![from_f64(this(a))]))
    }),
    method("is_integer(self, /)", |a| {
        let x = this(a);
        Ok(Value::bool(x.is_finite() && x.trunc() == x))
    }),
    method("as_integer_ratio(self, /)", |a| {
        let x = this(a);
        if !x.is_finite() {
            return Err(errors::text(text::no_integer_ratio(x)));
        }
        let (n, d) = text::as_integer_ratio(x);
        Ok(tuple::new_tuple(vec![int::from_big(n), int::from_big(d)]))
    }),
    method("hex(self, /)", |a| {
        Ok(str::new_str(
            taipan_text::float_hex::to_hex(this(a)).as_bytes(),
        ))
    }),
    class_method("fromhex(type, string, /)", |a| {
        let Some(s) = arg(a, 1).get::<StrObj>() else {
            return Err(errors::type_error(
                "bad argument type for built-in operation",
            ));
        };
        let x = from_f64(taipan_text::float_hex::from_hex(s.bytes()).map_err(errors::text)?);
        of_class(arg(a, 0), x)
    }),
    class_method("from_number(type, number, /)", |a| {
        let x = from_f64(super::real(arg(a, 1))?);
        of_class(arg(a, 0), x)
    }),
    class_method("__getformat__(type, typestr, /)", |_| {
        Ok(str::new_str(b"IEEE, little-endian"))
    }),
    getter("real", |a| Ok(from_f64(this(a)))),
    getter("imag", |_| Ok(from_f64(0.0))),
];

fn of_class(class: &Value, x: Value) -> R {
    if class::as_class(class).is_some_and(|c| c.id == ClassId::FLOAT as u32) {
        return Ok(x);
    }
    call::call(class, &[&x])
}

fn no_modulus(a: &[Opt]) -> R<()> {
    match opt(a, 2) {
        Some(m) if !m.is_none() => Err(errors::type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        )),
        _ => Ok(()),
    }
}

/// `repr(x)`
pub fn repr(x: f64) -> Value {
    let text = text::repr(x);
    new_str_counted(text.as_bytes(), text.len())
}

/// NaNs hash by identity, which their bits carry.
pub fn hash(v: &Value) -> i64 {
    let x = as_f64(v).expect("a float");
    taipan_text::hash::hash_float(x)
        .unwrap_or_else(|| (x.to_bits().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 4) as i64)
}

fn round(x: f64, ndigits: Option<&Value>) -> R {
    match ndigits {
        Some(n) if !n.is_none() => {
            let n = ops::index(n)?;
            let digits = int::as_i64(&n).unwrap_or_else(|| {
                if int::as_int(&n).is_some_and(|i| i.is_negative()) {
                    i64::MIN / 2
                } else {
                    i64::MAX / 2
                }
            });
            match text::round(x, digits) {
                Some(r) => Ok(from_f64(r)),
                None => Err(errors::overflow_error(
                    "rounded value too large to represent",
                )),
            }
        }
        _ => truncate(x.round_ties_even()),
    }
}

fn new(a: &[Opt]) -> R {
    let class = class_arg(a, ClassId::FLOAT)?;
    let x = match opt(a, 1) {
        None => 0.0,
        Some(v) if v.is_exactly(ClassId::FLOAT) && class.id == ClassId::FLOAT as u32 => {
            return Ok(v.clone());
        }
        Some(v) => from_value(v)?,
    };
    if class.id == ClassId::FLOAT as u32 {
        return Ok(from_f64(x));
    }
    Ok(new_of_class(class.id, x))
}

/// `float(v)`
pub fn from_value(v: &Value) -> R<f64> {
    if let Some(x) = as_f64(v).filter(|_| v.is_exactly(ClassId::FLOAT)) {
        return Ok(x);
    }
    if let Some(i) =
        int::as_int(v).filter(|_| v.is_exactly(ClassId::INT) || v.is_exactly(ClassId::BOOL))
    {
        return int::to_f64(&i);
    }
    // A str that knows its number is asked, also before an int's or float's subclass gives its own.
    let has_float = !v.is_exactly(ClassId::STR)
        && class::lookup(v.class(), crate::name!("__float__")).is_some();
    if let Some(s) = v.get::<StrObj>().filter(|_| !has_float) {
        return taipan_text::float_parse::parse(s.bytes()).map_err(errors::text);
    }
    if let Some(b) = bytes::as_bytes(v) {
        return taipan_text::float_parse::parse_bytes(b).map_err(errors::text);
    }
    convert(v, |v| {
        errors::type_error(format!(
            "float() argument must be a string or a real number, not '{}'",
            errors::type_name(v)
        ))
    })
}

/// By `__float__` or `__index__`.
pub fn convert(v: &Value, failed: fn(&Value) -> Raised) -> R<f64> {
    if let Some(r) = call::call_special(v, crate::name!("__float__"), &[]) {
        let r = r?;
        return as_f64(&r).ok_or_else(|| {
            errors::type_error(format!(
                "{}.__float__ returned non-float (type {})",
                errors::type_name(v),
                errors::type_name(&r)
            ))
        });
    }
    if class::lookup(v.class(), crate::name!("__index__")).is_some() {
        let i = ops::index(v)?;
        return int::to_f64(&int::as_int(&i).expect("an int"));
    }
    Err(failed(v))
}
