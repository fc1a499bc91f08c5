//! The methods of `int`, and of `bool` beyond them.

use super::{
    IntRef, arith, as_int, from_big, from_i64, from_text, max_str_digits, new_of_class, to_f64,
};
use crate::native::{
    NativeDef, TypeDef, arg, class_arg, class_method, getter, method, opt, static_method,
};
use crate::ops::Cmp;
use crate::types::str::{StrObj, new_str};
use crate::types::{bytes, float, tuple};
use crate::{ClassId, Opt, R, Value, call, class, errors, ops};

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::INT,
    ops: super::OPS,
    flags: class::BASE,
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

pub const BOOL: TypeDef = TypeDef {
    class: ClassId::BOOL,
    ops: super::OPS,
    flags: 0,
    doc: "Returns True when the argument is true, False otherwise.",
    methods: &[
        static_method("__new__(cls, object=False, /)", |a| {
            Ok(Value::bool(opt(a, 1).map_or(Ok(false), ops::truth)?))
        }),
        method("__repr__(self, /)", |a| {
            Ok(new_str(if truth(a) { b"True" } else { b"False" }))
        }),
        method("__and__(self, value, /)", |a| {
            bool_op(a, |x, y| x & y, arith::and)
        }),
        method("__rand__(self, value, /)", |a| {
            bool_op(a, |x, y| x & y, arith::and)
        }),
        method("__or__(self, value, /)", |a| {
            bool_op(a, |x, y| x | y, arith::or)
        }),
        method("__ror__(self, value, /)", |a| {
            bool_op(a, |x, y| x | y, arith::or)
        }),
        method("__xor__(self, value, /)", |a| {
            bool_op(a, |x, y| x ^ y, arith::xor)
        }),
        method("__rxor__(self, value, /)", |a| {
            bool_op(a, |x, y| x ^ y, arith::xor)
        }),
    ],
    mark: crate::native::TYPE_MARK,
};

fn truth(a: &[Opt]) -> bool {
    arg(a, 0).as_bool().unwrap_or(false)
}

type Op = fn(&IntRef<'_>, &IntRef<'_>) -> R;

fn bool_op(a: &[Opt], op: fn(bool, bool) -> bool, int_op: Op) -> R {
    match (arg(a, 0).as_bool(), arg(a, 1).as_bool()) {
        (Some(x), Some(y)) => Ok(Value::bool(op(x, y))),
        _ => two(a, int_op),
    }
}

fn this(a: &[Opt]) -> IntRef<'_> {
    as_int(arg(a, 0)).expect("an int receiver")
}

fn two(a: &[Opt], op: Op) -> R {
    match as_int(arg(a, 1)) {
        Some(other) => op(&this(a), &other),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
fn reflected(a: &[Opt], op: Op) -> R {
    match as_int(arg(a, 1)) {
        Some(other) => op(&other, &this(a)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
fn truediv(a: &IntRef<'_>, b: &IntRef<'_>) -> R {
    arith::truediv(a, b).map(float::from_f64)
}
fn divmod(a: &IntRef<'_>, b: &IntRef<'_>) -> R {
    let (q, r) = arith::divmod(a, b)?;
    Ok(tuple::new_tuple(vec![q, r]))
}
fn compare(a: &[Opt], op: Cmp) -> R {
    match as_int(arg(a, 1)) {
        Some(other) => Ok(Value::bool(op.test(arith::compare(&this(a), &other)))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
fn plain(a: &[Opt]) -> R {
    Ok(arith::plain(&this(a)))
}

macro_rules! operators {
    ($($name:literal $reflected:literal $op:expr;)*) => {
        [$(
            method(concat!("__", $name, "__(self, value, /)"), |a| two(a, $op)),
            method(concat!("__", $reflected, "__(self, value, /)"), |a| reflected(a, $op)),
        )*]
    };
}

const OPERATORS: [NativeDef; 22] = operators! {
    "add" "radd" arith::add;
    "sub" "rsub" arith::sub;
    "mul" "rmul" arith::mul;
    "floordiv" "rfloordiv" arith::floordiv;
    "mod" "rmod" arith::modulo;
    "truediv" "rtruediv" truediv;
    "divmod" "rdivmod" divmod;
    "lshift" "rlshift" arith::lshift;
    "rshift" "rrshift" arith::rshift;
    "and" "rand" arith::and;
    "or" "ror" arith::or;
};

const OTHERS: &[NativeDef] = &[
    static_method("__new__(cls, x=0, /, base=10)", new),
    method("__xor__(self, value, /)", |a| two(a, arith::xor)),
    method("__rxor__(self, value, /)", |a| reflected(a, arith::xor)),
    method("__pow__(self, value, mod=None, /)", |a| pow(a, false)),
    method("__rpow__(self, value, mod=None, /)", |a| pow(a, true)),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__lt__(self, value, /)", |a| compare(a, Cmp::Lt)),
    method("__le__(self, value, /)", |a| compare(a, Cmp::Le)),
    method("__gt__(self, value, /)", |a| compare(a, Cmp::Gt)),
    method("__ge__(self, value, /)", |a| compare(a, Cmp::Ge)),
    method("__repr__(self, /)", |a| decimal(arg(a, 0))),
    method("__hash__(self, /)", |a| Ok(from_i64(hash(&this(a))))),
    method("__bool__(self, /)", |a| Ok(Value::bool(!this(a).is_zero()))),
    method("__neg__(self, /)", |a| Ok(arith::neg(&this(a)))),
    method("__pos__(self, /)", plain),
    method("__abs__(self, /)", |a| Ok(arith::abs(&this(a)))),
    method("__invert__(self, /)", |a| Ok(arith::invert(&this(a)))),
    method("__int__(self, /)", plain),
    method("__index__(self, /)", plain),
    method("__trunc__(self, /)", plain),
    method("__floor__(self, /)", plain),
    method("__ceil__(self, /)", plain),
    method("conjugate(self, /)", plain),
    method("__float__(self, /)", |a| {
        to_f64(&this(a)).map(float::from_f64)
    }),
    method("__round__(self, ndigits=None, /)", |a| match opt(a, 1) {
        Some(n) if !n.is_none() => {
            let n = ops::index(n)?;
            arith::round(&this(a), &as_int(&n).expect("an int"))
        }
        _ => plain(a),
    }),
    method("__format__(self, format_spec, /)", |a| {
        crate::types::str::format::format_number(arg(a, 0), arg(a, 1))
    }),
    method("__getnewargs__(self, /)", |a| {
        Ok(tuple::new_tuple(vec![plain(a)?]))
    }),
    method("__sizeof__(self, /)", |a| {
        let digits = arith::bit_length(&this(a)).div_ceil(30).max(1);
        Ok(super::from_usize(24 + 4 * digits))
    }),
    method("bit_length(self, /)", |a| {
        Ok(super::from_usize(arith::bit_length(&this(a))))
    }),
    method("bit_count(self, /)", |a| {
        Ok(super::from_usize(match this(a) {
            IntRef::Small(i) => i.unsigned_abs().count_ones() as usize,
            IntRef::Big(b) => arith::magnitude(b).count_ones(),
        }))
    }),
    method("is_integer(self, /)", |_| Ok(Value::TRUE)),
    method("as_integer_ratio(self, /)", |a| {
        Ok(tuple::new_tuple(vec![plain(a)?, Value::small(1)]))
    }),
    method(
        "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
        super::bytes::to_bytes,
    ),
    class_method(
        "from_bytes(type, /, bytes, byteorder='big', *, signed=False)",
        super::bytes::from_bytes,
    ),
    getter("real", plain),
    getter("imag", |_| Ok(Value::small(0))),
    getter("numerator", plain),
    getter("denominator", |_| Ok(Value::small(1))),
];

const METHODS: &[NativeDef] = &{
    let mut all = [OTHERS[0]; OPERATORS.len() + OTHERS.len()];
    let mut i = 0;
    while i < OPERATORS.len() {
        all[i] = OPERATORS[i];
        i += 1;
    }
    while i < all.len() {
        all[i] = OTHERS[i - OPERATORS.len()];
        i += 1;
    }
    all
};

/// `hash` of an int.
pub fn hash(i: &IntRef<'_>) -> i64 {
    taipan_text::hash::hash_int(i.text())
}

/// `str(n)`
pub fn small_decimal(n: i64) -> Value {
    crate::types::str::ascii_piece(digits(n, &mut [0; 20]))
}

/// Decimal digits, with a sign where there is one, at the end of the buffer.
pub fn digits(n: i64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut at = buffer.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

/// `repr` of an int or subclass: decimal digits.
pub fn decimal(v: &Value) -> R {
    if let Some(small) = v.as_small() {
        return Ok(small_decimal(small));
    }
    let i = as_int(v).expect("an int");
    let text = taipan_text::int::to_decimal(i.text(), max_str_digits()).map_err(errors::text)?;
    Ok(crate::types::str::new_str_counted(&text, text.len()))
}

fn pow(a: &[Opt], swapped: bool) -> R {
    let Some(other) = as_int(arg(a, 1)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (base, exp) = if swapped {
        (other, this(a))
    } else {
        (this(a), other)
    };
    match opt(a, 2).filter(|m| !m.is_none()) {
        None => arith::pow(&base, &exp),
        Some(m) => match as_int(m) {
            Some(m) => arith::pow_mod(&base, &exp, &m),
            None if m.is_instance(ClassId::FLOAT) => Err(errors::type_error(
                "pow() 3rd argument not allowed unless all arguments are integers",
            )),
            None => Ok(Value::NOT_IMPLEMENTED),
        },
    }
}

fn new(a: &[Opt]) -> R {
    let class = class_arg(a, ClassId::INT)?;
    let value = match (opt(a, 1), opt(a, 2)) {
        (None, None) => Value::small(0),
        (None, Some(_)) => return Err(errors::type_error("int() missing string argument")),
        (Some(x), None) => from_value(x)?,
        (Some(x), Some(base)) => {
            let base = ops::index_i64(base)?.unwrap_or(-1);
            match x.get::<StrObj>() {
                Some(s) => taipan_text::int::parse(s.bytes(), base, max_str_digits())
                    .map(from_text)
                    .map_err(errors::text)?,
                None => match bytes::as_bytes(x) {
                    Some(b) => taipan_text::int::parse_bytes(b, base, max_str_digits())
                        .map(from_text)
                        .map_err(errors::text)?,
                    None => {
                        return Err(errors::type_error(
                            "int() can't convert non-string with explicit base",
                        ));
                    }
                },
            }
        }
    };
    if class.id == ClassId::INT as u32 {
        return Ok(value);
    }
    Ok(new_of_class(
        class.id,
        as_int(&value).expect("an int").to_big(),
    ))
}

/// `int(x)`
pub fn from_value(x: &Value) -> R {
    if x.is_exactly(ClassId::INT) {
        return Ok(x.clone());
    }
    if x.is_exactly(ClassId::FLOAT) {
        return truncate(float::as_f64(x).expect("a float"));
    }
    if let Some(s) = x.get::<StrObj>().filter(|_| x.is_exactly(ClassId::STR)) {
        return taipan_text::int::parse(s.bytes(), 10, max_str_digits())
            .map(from_text)
            .map_err(errors::text);
    }
    for (name, text) in [
        (crate::name!("__int__"), "__int__"),
        (crate::name!("__index__"), "__index__"),
    ] {
        if let Some(r) = call::call_special(x, name, &[]) {
            let v = r?;
            return match as_int(&v) {
                Some(i) => Ok(arith::plain(&i)),
                None => Err(errors::type_error(format!(
                    "{text} returned non-int (type {})",
                    errors::type_name(&v)
                ))),
            };
        }
    }
    if let Some(s) = x.get::<StrObj>() {
        return taipan_text::int::parse(s.bytes(), 10, max_str_digits())
            .map(from_text)
            .map_err(errors::text);
    }
    if let Some(b) = bytes::as_bytes(x) {
        return taipan_text::int::parse_bytes(b, 10, max_str_digits())
            .map(from_text)
            .map_err(errors::text);
    }
    Err(errors::type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        errors::type_name(x)
    )))
}

/// A float's integer part.
pub fn truncate(x: f64) -> R {
    if !x.is_finite() {
        return Err(errors::text(taipan_text::float::no_integer(x)));
    }
    if x.abs() < 4e18 {
        return Ok(from_i64(x as i64));
    }
    Ok(from_big(taipan_text::float::to_int(x)))
}
