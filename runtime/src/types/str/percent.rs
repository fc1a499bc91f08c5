//! `format % values`, for str and bytes.

use super::format::{Text, ascii};
use super::{StrObj, bytes_of, new_str};
use crate::class::lookup;
use crate::types::{bytes, float, int, tuple};
use crate::{ClassId, R, Value, call, errors, ops};
use taipan_text::percent::{self, Amount, Piece};
use taipan_text::quick;

/// The right operand of `%`, or what the last key found in it: that is the only argument until the next key.
struct Source<'a> {
    operand: Value,
    items: Option<&'a [Value]>,
    at: usize,
    is_mapping: bool,
}

impl Source<'_> {
    fn next(&mut self) -> R {
        let v = match self.items {
            Some(items) => items.get(self.at).cloned(),
            None if self.at == 0 => Some(self.operand.clone()),
            None => None,
        };
        self.at += 1;
        v.ok_or_else(|| errors::text(percent::not_enough()))
    }
    #[inline]
    /// A width is of the C type `ssize_t`, a precision an `int`.
    fn star(&mut self, amount: Amount, c_type: &str) -> R<i64> {
        if amount != Amount::Star {
            return Ok(0);
        }
        let fits = |i: &i64| c_type != "int" || i32::try_from(*i).is_ok();
        let v = self.next()?;
        match int::as_int(&v) {
            Some(i) => i.to_i64().filter(fits).ok_or_else(|| {
                errors::overflow_error(format!("Python int too large to convert to C {c_type}"))
            }),
            None => Err(errors::text(percent::star_wants_int())),
        }
    }
}

/// `format % values` for str.
pub fn percent(template: &Value, values: &Value) -> R {
    // A conversion may run code that would otherwise change the template in place.
    let held = template.clone();
    percent_text(bytes_of(&held), values, false).map(Text::into_str)
}

/// `format % values` for bytes.
pub fn percent_bytes(template: &[u8], values: &Value) -> R<Vec<u8>> {
    percent_text(template, values, true).map(Text::into_bytes)
}

fn percent_text(format: &[u8], values: &Value, for_bytes: bool) -> R<Text> {
    let is_tuple = values.is_instance(ClassId::TUPLE);
    let is_mapping = !is_tuple
        && values.get::<StrObj>().is_none()
        && !(for_bytes && bytes::as_bytes(values).is_some())
        && lookup(values.class(), crate::name!("__getitem__")).is_some();
    let mut source = Source {
        operand: values.clone(),
        items: is_tuple.then(|| tuple::items(values)),
        at: 0,
        is_mapping,
    };
    let mut out = Text::default();
    let mut parser = percent::Parser::new(format, for_bytes, is_mapping);
    loop {
        if !for_bytes
            && let Some(conversion) = parser.plain_item()
            && let Some(value) = source.items.and_then(|items| items.get(source.at))
            && push_plain(&mut out, conversion, value)
        {
            parser.skip_plain_item();
            source.at += 1;
            continue;
        }
        let Some(piece) = parser.next_piece().map_err(errors::text)? else {
            break;
        };
        let item = match piece {
            Piece::Literal(t) => {
                out.push(t);
                continue;
            }
            Piece::Item(item) => item,
        };
        if let Some(key) = item.key {
            let key = if for_bytes {
                bytes::new_bytes(key)
            } else {
                new_str(key)
            };
            source.operand = ops::get_item(values, &key)?;
            source.at = 0;
        }
        let width = source.star(item.width, "ssize_t")?;
        let precision = source.star(item.precision, "int")?;
        let value = source.next()?;
        let field = item.settle(width, precision);
        if for_bytes || !push_quickly(&mut out, &field, &value) {
            out.push(&convert(&field, &value, &parser, for_bytes)?);
        }
    }
    let left_over = match source.items {
        Some(items) => source.at < items.len(),
        None => source.at == 0 && !source.is_mapping,
    };
    if left_over {
        return Err(errors::text(percent::not_all_converted(for_bytes)));
    }
    Ok(out)
}

/// `%s` and `%d` of what is quickly shown; `false` where nothing was done.
#[inline]
fn push_plain(out: &mut Text, conversion: u8, value: &Value) -> bool {
    match conversion {
        b's' | b'd' if let Some(n) = value.as_small() => out.push_decimal(n),
        b's' if value.is_exactly(ClassId::STR) => out.push(bytes_of(value)),
        _ => return false,
    }
    true
}

/// What most programs write, straight into the text; `false` where nothing was done.
fn push_quickly(out: &mut Text, field: &percent::Field, value: &Value) -> bool {
    let is_plain =
        field.width == 0 && field.precision.is_none() && field.flags == percent::Flags::default();
    let Ok(conversion) = u8::try_from(field.conversion) else {
        return false;
    };
    if is_plain && push_plain(out, conversion, value) {
        return true;
    }
    match conversion {
        b's' if value.is_exactly(ClassId::STR) => {
            let text = bytes_of(value);
            match quick::percent_text(text, field) {
                Some(place) => out.push_filled(place, text),
                None => return false,
            }
        }
        b'd' if let Some(n) = value.as_small() => match quick::percent_int(n, field) {
            Some(number) => out.push_filled(number.field, number.text()),
            None => return false,
        },
        b'f' if value.is_exactly(ClassId::FLOAT) => {
            match float::as_f64(value).and_then(|x| quick::percent_float(x, field)) {
                Some(number) => out.push_filled(number.field, number.text()),
                None => return false,
            }
        }
        _ => return false,
    }
    true
}

fn convert(
    field: &percent::Field,
    value: &Value,
    parser: &percent::Parser<'_>,
    for_bytes: bool,
) -> R<Vec<u8>> {
    let text = |v: Value| percent::format_str(field, bytes_of(&v)).map_err(errors::text);
    match field.conversion as u8 {
        _ if field.conversion > 127 => Err(errors::text(parser.unsupported(field.conversion))),
        b's' | b'b' if for_bytes => {
            let data = as_formatted_bytes(value)?;
            percent::format_bytes(field, &data).map_err(errors::text)
        }
        b'a' | b'r' if for_bytes => {
            let v = ascii(value)?;
            percent::format_bytes(field, bytes_of(&v)).map_err(errors::text)
        }
        b's' => text(ops::to_str(value)?),
        b'r' => text(ops::repr(value)?),
        b'a' => text(ascii(value)?),
        b'c' => {
            let character = one_character(value, for_bytes)?;
            percent::format_char(field, &character).map_err(errors::text)
        }
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let n = number(field.conversion, value)?;
            let i = int::as_int(&n).expect("an int");
            percent::format_int(field, i.text(), int::max_str_digits()).map_err(errors::text)
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let x = match float::real(value) {
                Err(_) if for_bytes && errors::catch(ClassId::TYPE_ERROR).is_some() => {
                    return Err(errors::type_error(format!(
                        "float argument required, not {}",
                        errors::type_name(value)
                    )));
                }
                x => x?,
            };
            percent::format_float(field, x).map_err(errors::text)
        }
        _ => Err(errors::text(parser.unsupported(field.conversion))),
    }
}

fn number(conversion: u32, value: &Value) -> R {
    if int::as_int(value).is_some() {
        return Ok(value.clone());
    }
    let name = errors::type_name(value);
    let required = || errors::text(percent::number_required(conversion, name.as_bytes()));
    let wants_index = matches!(conversion as u8, b'o' | b'x' | b'X');
    let result = if wants_index {
        if lookup(value.class(), crate::name!("__index__")).is_none() {
            return Err(required());
        }
        ops::index(value)
    } else {
        if value.get::<StrObj>().is_some()
            || bytes::as_bytes(value).is_some()
            || lookup(value.class(), crate::name!("__int__")).is_none()
                && lookup(value.class(), crate::name!("__index__")).is_none()
        {
            return Err(required());
        }
        int::methods::from_value(value)
    };
    match result {
        Err(_) if errors::catch(ClassId::TYPE_ERROR).is_some() => Err(required()),
        r => r,
    }
}

fn one_character(value: &Value, for_bytes: bool) -> R<Vec<u8>> {
    if for_bytes {
        if let Some([byte]) = bytes::as_bytes(value) {
            return Ok(vec![*byte]);
        }
        if let Some(i) = int::as_int(value) {
            return match i.to_i64() {
                Some(i @ 0..=255) => Ok(vec![i as u8]),
                _ => Err(errors::overflow_error("%c arg not in range(256)")),
            };
        }
        let what = match bytes::as_bytes(value) {
            Some(b) => format!("a bytes object of length {}", b.len()),
            None => errors::type_name(value),
        };
        return Err(errors::type_error(format!(
            "%c requires an integer in range(256) or a single byte, not {what}"
        )));
    }
    if let Some(s) = value.get::<StrObj>() {
        if s.chars.get() == 1 {
            return Ok(s.bytes().to_vec());
        }
        return Err(errors::type_error(format!(
            "%c requires an int or a unicode character, not a string of length {}",
            s.chars.get()
        )));
    }
    if int::as_int(value).is_none() && lookup(value.class(), crate::name!("__index__")).is_none() {
        return Err(errors::type_error(format!(
            "%c requires an int or a unicode character, not {}",
            errors::type_name(value)
        )));
    }
    match ops::index_i64(value)? {
        Some(i) if (0..0x11_0000).contains(&i) => Ok(taipan_text::wtf8::encode(i as u32)),
        _ => Err(errors::overflow_error("%c arg not in range(0x110000)")),
    }
}

fn as_formatted_bytes(value: &Value) -> R<Vec<u8>> {
    if let Some(b) = bytes::as_bytes(value) {
        return Ok(b.to_vec());
    }
    if let Some(r) = call::call_special(value, crate::name!("__bytes__"), &[]) {
        return bytes::methods::checked(&r?);
    }
    Err(errors::type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        errors::type_name(value)
    )))
}
