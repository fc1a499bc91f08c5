//! Formatting: `format()`, `str.format`, `%`, and the parts of f-strings.

use super::{StrObj, bytes_of, new_str, new_str_counted};
use crate::class::lookup;
use crate::native::arg;
use crate::types::dict::DictObj;
use crate::types::{bytes, float, int, tuple};
use crate::{ClassId, Opt, R, Value, attr, call, errors, ops};
use taipan_text::percent::{self, Amount, Piece};
use taipan_text::quick::{self, Field};
use taipan_text::short;
use taipan_text::template::{self, AutoNumber, First, Parser, Step};

fn spec_text(spec: &Value) -> R<&[u8]> {
    match spec.get::<StrObj>() {
        Some(s) => Ok(s.bytes()),
        None => Err(errors::bad_argument(
            "__format__() argument must be str",
            spec,
        )),
    }
}

/// The text in its field.
fn filled(field: Field, text: &[u8]) -> Value {
    let width = field.width();
    if width <= 1 {
        let byte = if field.shown == 1 {
            text[0]
        } else {
            field.fill
        };
        return super::ascii_piece(&[byte][..width]);
    }
    let mut out = super::new_uninit(width, width, width);
    // SAFETY: fresh.
    let data = unsafe { super::data_mut(&mut out) };
    let (left, rest) = data.split_at_mut(field.left);
    let (shown, right) = rest.split_at_mut(field.shown);
    left.fill(field.fill);
    short::copy(shown, &text[..field.shown]);
    right.fill(field.fill);
    out
}

/// `int.__format__` and `float.__format__`
pub fn format_number(v: &Value, spec: &Value) -> R {
    let spec = spec_text(spec)?;
    if spec.is_empty() {
        return ops::to_str(v);
    }
    let number = match v.as_small() {
        Some(n) => quick::int(n, spec),
        None if v.is_exactly(ClassId::FLOAT) => {
            float::as_f64(v).and_then(|x| quick::float(x, spec))
        }
        None => None,
    };
    if let Some(number) = number {
        return Ok(filled(number.field, number.text()));
    }
    let name = errors::type_name(v);
    let out = match int::as_int(v) {
        Some(i) => {
            taipan_text::format::format_int(i.text(), spec, name.as_bytes(), int::max_str_digits())
        }
        None => {
            let x = float::as_f64(v).expect("an int or a float");
            taipan_text::format::format_float(x, spec, name.as_bytes())
        }
    };
    Ok(new_str(&out.map_err(errors::text)?))
}

/// `str.__format__`
pub fn format_str(v: &Value, spec: &Value) -> R {
    let spec = spec_text(spec)?;
    if spec.is_empty() {
        return ops::to_str(v);
    }
    if v.get::<StrObj>().is_some_and(StrObj::is_ascii)
        && let Some(field) = quick::ascii(bytes_of(v).len(), spec)
    {
        return Ok(filled(field, bytes_of(v)));
    }
    let name = errors::type_name(v);
    let out = taipan_text::format::format_str(bytes_of(v), spec, name.as_bytes());
    Ok(new_str(&out.map_err(errors::text)?))
}

/// `format(v, spec)`
pub fn format(v: &Value, spec: Option<&Value>) -> R {
    let empty = super::empty();
    let spec = spec.unwrap_or(&empty);
    if bytes_of(spec).is_empty() {
        match v.class_id() {
            x if x == ClassId::STR as u32 => return Ok(v.clone()),
            x if x == ClassId::INT as u32 => return int::methods::decimal(v),
            x if x == ClassId::FLOAT as u32 => return ops::repr(v),
            _ => {}
        }
    } else if matches!(v.class_id(), x if x == ClassId::INT as u32 || x == ClassId::FLOAT as u32) {
        return format_number(v, spec);
    } else if v.is_exactly(ClassId::STR) {
        return format_str(v, spec);
    }
    let r = call::call_special(v, crate::name!("__format__"), &[spec])
        .expect("object defines __format__")?;
    if r.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "__format__ must return a str, not {}",
            errors::type_name(&r)
        )));
    }
    Ok(r)
}

/// `ascii(v)`
pub fn ascii(v: &Value) -> R {
    let r = ops::repr(v)?;
    let s = r.get::<StrObj>().expect("a str");
    if s.is_ascii() {
        return Ok(r);
    }
    Ok(new_str(&taipan_text::escape::ascii_of_repr(s.bytes())))
}

/// Where a template's fields come from.
struct Arguments<'a> {
    positional: Option<&'a [Value]>,
    /// A dict, or any mapping for `format_map`.
    named: &'a Value,
}

pub fn format_method(a: &[Opt]) -> R {
    let arguments = Arguments {
        positional: Some(tuple::items(arg(a, 1))),
        named: arg(a, 2),
    };
    let mut numbers = AutoNumber::new();
    let text = render(
        bytes_of(arg(a, 0)),
        &arguments,
        &mut numbers,
        template::MAX_DEPTH,
    )?;
    Ok(new_str(&text))
}

pub fn format_map(a: &[Opt]) -> R {
    let arguments = Arguments {
        positional: None,
        named: arg(a, 1),
    };
    let mut numbers = AutoNumber::new();
    let text = render(
        bytes_of(arg(a, 0)),
        &arguments,
        &mut numbers,
        template::MAX_DEPTH,
    )?;
    Ok(new_str(&text))
}

fn render(
    text: &[u8],
    arguments: &Arguments<'_>,
    numbers: &mut AutoNumber,
    depth: u32,
) -> R<Vec<u8>> {
    if depth == 0 {
        return Err(errors::text(template::too_deep()));
    }
    let mut out = Vec::with_capacity(text.len());
    let mut parser = Parser::new(text);
    while let Some(markup) = parser.next_markup().map_err(errors::text)? {
        out.extend_from_slice(markup.literal);
        let Some(field) = markup.field else { continue };
        let mut value = resolve(field.name, arguments, numbers)?;
        value = match field.conversion.map(|c| c as u8 as char) {
            None => value,
            Some('r') => ops::repr(&value)?,
            Some('s') => ops::to_str(&value)?,
            Some('a') => ascii(&value)?,
            Some(_) => {
                let code = field.conversion.expect("present");
                return Err(errors::text(template::unknown_conversion(code)));
            }
        };
        let spec = if field.spec_is_nested {
            new_str(&render(field.spec, arguments, numbers, depth - 1)?)
        } else {
            new_str(field.spec)
        };
        let shown = format(&value, Some(&spec))?;
        out.extend_from_slice(bytes_of(&shown));
    }
    Ok(out)
}

fn resolve(name: &[u8], arguments: &Arguments<'_>, numbers: &mut AutoNumber) -> R {
    let (first, mut steps) = numbers.split(name).map_err(errors::text)?;
    let mut value = match first {
        First::Index(i) => match arguments.positional {
            Some(items) => items
                .get(i)
                .cloned()
                .ok_or_else(|| errors::text(template::index_out_of_range(i)))?,
            None => return Err(errors::text(template::positional_in_map())),
        },
        First::Keyword(k) => {
            let key = new_str(k);
            match arguments.positional {
                Some(_) => arguments
                    .named
                    .get::<DictObj>()
                    .expect("a dict")
                    .get(&key)?
                    .ok_or_else(|| errors::key_error(&key))?,
                None => ops::get_item(arguments.named, &key)?,
            }
        }
    };
    while let Some(step) = steps.next_step().map_err(errors::text)? {
        value = match step {
            Step::Attribute(name) => attr::get(&value, &new_str(name))?,
            Step::Index(i) => ops::get_item(&value, &int::from_usize(i))?,
            Step::Key(key) => ops::get_item(&value, &new_str(key))?,
        };
    }
    Ok(value)
}

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
    let text = bytes_of(template).to_vec();
    percent_text(&text, values, false).map(|t| new_str(&t))
}

/// `format % values` for bytes.
pub fn percent_bytes(template: &[u8], values: &Value) -> R<Vec<u8>> {
    percent_text(template, values, true)
}

fn percent_text(format: &[u8], values: &Value, for_bytes: bool) -> R<Vec<u8>> {
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
    let mut out = Vec::with_capacity(format.len() + 16);
    let mut parser = percent::Parser::new(format, for_bytes, is_mapping);
    while let Some(piece) = parser.next_piece().map_err(errors::text)? {
        let item = match piece {
            Piece::Literal(t) => {
                out.extend_from_slice(t);
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
        let shown = convert(&field, &value, &parser, for_bytes)?;
        out.extend_from_slice(&shown);
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
            percent::format_float(field, float::real(value)?).map_err(errors::text)
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
        return Err(errors::type_error(format!(
            "%c requires an integer in range(256) or a single byte, not {}",
            errors::type_name(value)
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
        let v = r?;
        if let Some(b) = bytes::as_bytes(&v) {
            return Ok(b.to_vec());
        }
    }
    Err(errors::type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        errors::type_name(value)
    )))
}

/// Decimal text of a machine int.
pub fn decimal(i: i64) -> Value {
    let text = i.to_string();
    new_str_counted(text.as_bytes(), text.len())
}
