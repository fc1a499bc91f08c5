//! `int.to_bytes` and `int.from_bytes`.

use super::{as_int, from_big};
use crate::native::{arg, opt};
use crate::types::str::methods::width_arg;
use crate::types::str::{StrObj, bytes_of};
use crate::types::{bytes, int::arith};
use crate::{ClassId, Opt, R, Value, call, errors, iter, ops};
use dashu_int::{IBig, UBig};

fn is_big_endian(order: Option<&Value>, function: &str) -> R<bool> {
    let Some(order) = order else {
        return Ok(true);
    };
    if order.get::<StrObj>().is_none() {
        let must = format!("{function}() argument 'byteorder' must be str");
        return Err(errors::bad_argument(&must, order));
    }
    match bytes_of(order) {
        b"big" => Ok(true),
        b"little" => Ok(false),
        _ => Err(errors::value_error(
            "byteorder must be either 'little' or 'big'",
        )),
    }
}

pub fn to_bytes(a: &[Opt]) -> R {
    let length = match opt(a, 1) {
        Some(n) => width_arg(n)?,
        None => 1,
    };
    let big_endian = is_big_endian(opt(a, 2), "to_bytes")?;
    let signed = opt(a, 3).map_or(Ok(false), ops::truth)?;
    if length < 0 {
        return Err(errors::value_error("length argument must be non-negative"));
    }
    let length = length as usize;
    let i = as_int(arg(a, 0)).expect("an int receiver");
    let negative = i.is_negative();
    if negative && !signed {
        return Err(errors::overflow_error(
            "can't convert negative int to unsigned",
        ));
    }
    let mut out = bytes::zeroed(length)?;
    // Two's complement of a negative number: the complement of |n| - 1.
    let magnitude = arith::magnitude(&i.to_big());
    let digits = if negative {
        (magnitude - UBig::ONE).to_le_bytes()
    } else {
        magnitude.to_le_bytes()
    };
    let used = digits.iter().rposition(|b| *b != 0).map_or(0, |p| p + 1);
    let overflows = used > length
        || signed && length > 0 && used == length && digits[length - 1] & 0x80 != 0
        || negative && length == 0;
    if overflows {
        return Err(errors::overflow_error("int too big to convert"));
    }
    out[..used].copy_from_slice(&digits[..used]);
    if negative {
        out.iter_mut().for_each(|b| *b = !*b);
    }
    if big_endian {
        out.reverse();
    }
    Ok(bytes::new_bytes(&out))
}

pub fn from_bytes(a: &[Opt]) -> R {
    let source = arg(a, 1);
    let big_endian = is_big_endian(opt(a, 2), "from_bytes")?;
    let signed = opt(a, 3).map_or(Ok(false), ops::truth)?;
    let mut data = if let Some(b) = bytes::as_bytes(source) {
        b.to_vec()
    } else if let Some(r) = call::call_special(source, crate::name!("__bytes__"), &[]) {
        let v = r?;
        bytes::as_bytes(&v).map(<[u8]>::to_vec).unwrap_or_default()
    } else if source.get::<StrObj>().is_some()
        || crate::class::lookup(source.class(), crate::name!("__iter__")).is_none()
    {
        return Err(errors::type_error(format!(
            "cannot convert '{}' object to bytes",
            errors::type_name(source)
        )));
    } else {
        bytes::collect_bytes(&iter::collect(source)?)?
    };
    if big_endian {
        data.reverse();
    }
    let negative = signed && data.last().is_some_and(|b| b & 0x80 != 0);
    let value = if negative {
        data.iter_mut().for_each(|b| *b = !*b);
        -(IBig::from(UBig::from_le_bytes(&data)) + IBig::ONE)
    } else {
        IBig::from(UBig::from_le_bytes(&data))
    };
    let value = from_big(value);
    let class = crate::class::as_class(arg(a, 0)).expect("a class receiver");
    if class.id == ClassId::INT as u32 {
        return Ok(value);
    }
    call::call(&class.value(), &[&value])
}
