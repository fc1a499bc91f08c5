//! Operators by special methods, and the table of the binary ones.

use crate::class::{self, lookup};
use crate::{Borrowed, ClassId, R, Value, call, errors};
use taipan_abi::runtime_fns::Rest;

/// A binary operator: its special methods and its sign in messages.
pub struct BinaryOp {
    pub name: fn() -> &'static Value,
    pub reflected: fn() -> &'static Value,
    pub in_place: fn() -> &'static Value,
    pub sign: &'static str,
}

macro_rules! binary_ops {
    ($($konst:ident = $name:literal $sign:literal;)*) => {$(
        pub const $konst: BinaryOp = BinaryOp {
            name: || crate::name!(concat!("__", $name, "__")),
            reflected: || crate::name!(concat!("__r", $name, "__")),
            in_place: || crate::name!(concat!("__i", $name, "__")),
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
        && let Some(method) = lookup(a.class(), (op.in_place)()).map(Borrowed::owned)
    {
        // What a built-in sequence does in place comes last, too.
        if is_sequence_slot(op, a.class(), Some(&method))
            && b.class().has(class::HEAP)
            && let Some(r) = lookup(b.class(), (op.reflected)()).map(Borrowed::owned)
        {
            let result = call::call_found(b, &r, &[a])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = call::call_found(a, &method, &[b])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match try_binary(op, a, b)? {
        Some(v) => Ok(v),
        None => Err(unsupported_in_place(op, a, b)),
    }
}

#[cold]
fn unsupported_in_place(op: &BinaryOp, a: &Value, b: &Value) -> crate::Raised {
    let sign = op.sign.split(' ').next().unwrap_or_default();
    unsupported_operands(&format!("{sign}="), a, b)
}

/// What comes after a special method that has been called already (`Rest`).
#[cold]
pub fn binary_rest(code: i64, a: &Value, b: &Value) -> R {
    const ALL: [&BinaryOp; 13] = [
        &ADD, &SUB, &MUL, &MATMUL, &TRUEDIV, &FLOORDIV, &MOD, &POW, &LSHIFT, &RSHIFT, &OR, &XOR,
        &AND,
    ];
    let (operator, is_in_place, tried) = Rest::decode(code);
    let op = ALL[operator];
    let found = match tried {
        Rest::AfterInPlace => try_binary(op, a, b)?,
        Rest::AfterLeft if a.class().id != b.class().id => {
            match lookup(b.class(), (op.reflected)()).map(Borrowed::owned) {
                Some(r) => Some(call::call_found(b, &r, &[a])?).filter(|v| !v.is_not_implemented()),
                None => None,
            }
        }
        Rest::AfterLeft | Rest::AfterRight => None,
    };
    match found {
        Some(v) => Ok(v),
        None if is_in_place => Err(unsupported_in_place(op, a, b)),
        None => Err(unsupported_operands(op.sign, a, b)),
    }
}

fn try_binary(op: &BinaryOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let (ca, cb) = (a.class(), b.class());
    if ca.id == ClassId::SET as u32
        && cb.id == ca.id
        && let Some(result) = crate::types::set_methods::operate(op.sign, a, b)
    {
        return result.map(Some);
    }
    let name = (op.name)();
    let reflected = (op.reflected)();
    let left = lookup(ca, name).map(Borrowed::owned);
    let right = if ca.id != cb.id {
        lookup(cb, reflected).map(Borrowed::owned)
    } else {
        None
    };
    if let Some(r) = &right
        && cb.is_subclass_of(ca.id)
        && lookup(ca, reflected).is_none_or(|l| !l.is(r))
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
