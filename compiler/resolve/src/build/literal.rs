//! Literals, and the little constant folding that CPython's compiler does and programs can observe.

use ruff_python_ast as ast;
use taipan_hir::{BinOp, Const, ExprKind};

/// The value of a string literal, its parts joined.
pub fn string(value: &ast::StringLiteralValue, source: &str) -> Box<[u8]> {
    match value.as_slice() {
        [only] => taipan_syntax::string_value(source, only).into(),
        parts => parts
            .iter()
            .map(|part| taipan_syntax::string_value(source, part))
            .collect::<Vec<_>>()
            .concat()
            .into(),
    }
}

/// `None` for a complex literal.
pub fn number(value: &ast::Number) -> Option<Const> {
    match value {
        ast::Number::Int(int) => Some(integer(int)),
        ast::Number::Float(value) => Some(Const::Float(*value)),
        ast::Number::Complex { .. } => None,
    }
}

fn integer(int: &ast::Int) -> Const {
    if let Some(small) = int.as_i64() {
        return Const::Int(small);
    }
    if let Some(middle) = int.as_u64() {
        return Const::BigInt(middle.to_string());
    }
    let token = int.to_string().replace('_', "").to_ascii_lowercase();
    let radix = match token.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => return Const::BigInt(token),
    };
    Const::BigInt(to_decimal(&token[2..], radix))
}

/// Digits of base 16, 8 or 2 in decimal, by repeated multiplication: literals are short.
fn to_decimal(digits: &str, radix: u32) -> String {
    const BASE: u64 = 1_000_000_000;
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = *limb * u64::from(radix) + carry;
            *limb = value % BASE;
            carry = value / BASE;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut limbs = limbs.iter().rev();
    let mut text = limbs.next().map(u64::to_string).unwrap_or_default();
    limbs.for_each(|limb| text.push_str(&format!("{limb:09}")));
    text
}

pub fn negate(value: &Const) -> Option<Const> {
    match value {
        Const::Int(value) => match value.checked_neg() {
            Some(negated) => Some(Const::Int(negated)),
            None => Some(Const::BigInt(value.unsigned_abs().to_string())),
        },
        Const::BigInt(digits) => Some(match format!("-{digits}").parse::<i64>() {
            Ok(small) => Const::Int(small),
            Err(_) => match digits.strip_prefix('-') {
                Some(positive) => Const::BigInt(positive.to_string()),
                None => Const::BigInt(format!("-{digits}")),
            },
        }),
        Const::Float(value) => Some(Const::Float(-value)),
        Const::None
        | Const::Bool(_)
        | Const::Ellipsis
        | Const::Str(_)
        | Const::Bytes(_)
        | Const::Tuple(_) => None,
    }
}

/// Folds int arithmetic whose result is small; what would raise or grow is left to run time.
pub fn fold_binary(op: BinOp, left: &ExprKind, right: &ExprKind) -> Option<Const> {
    let (ExprKind::Const(Const::Int(left)), ExprKind::Const(Const::Int(right))) = (left, right)
    else {
        return None;
    };
    let (left, right) = (*left, *right);
    let result = match op {
        BinOp::Add => left.checked_add(right)?,
        BinOp::Sub => left.checked_sub(right)?,
        BinOp::Mul => left.checked_mul(right)?,
        BinOp::Pow => left.checked_pow(u32::try_from(right).ok()?)?,
        BinOp::LShift => {
            let shifted = i128::from(left)
                .checked_shl(u32::try_from(right).ok().filter(|&bits| bits < 64)?)?;
            i64::try_from(shifted).ok()?
        }
        BinOp::RShift => left >> u32::try_from(right).ok()?.min(63),
        BinOp::BitOr => left | right,
        BinOp::BitXor => left ^ right,
        BinOp::BitAnd => left & right,
        BinOp::FloorDiv | BinOp::Mod if right > 0 => {
            if op == BinOp::Mod {
                left.rem_euclid(right)
            } else {
                left.div_euclid(right)
            }
        }
        BinOp::MatMul | BinOp::Div | BinOp::FloorDiv | BinOp::Mod => return None,
    };
    Some(Const::Int(result))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn big_literals_become_decimal() {
        assert_eq!(
            to_decimal("ffffffffffffffffffffffff", 16),
            "79228162514264337593543950335"
        );
        assert_eq!(
            to_decimal("1000000000000000000000", 8),
            "9223372036854775808"
        );
    }

    #[test]
    fn folding_keeps_python_signs() {
        let int = |value| ExprKind::Const(Const::Int(value));
        assert_eq!(
            fold_binary(BinOp::FloorDiv, &int(-7), &int(2)),
            Some(Const::Int(-4))
        );
        assert_eq!(
            fold_binary(BinOp::Mod, &int(-7), &int(2)),
            Some(Const::Int(1))
        );
        assert_eq!(fold_binary(BinOp::LShift, &int(1), &int(63)), None);
        assert_eq!(
            fold_binary(BinOp::LShift, &int(-1), &int(63)),
            Some(Const::Int(i64::MIN))
        );
    }
}
