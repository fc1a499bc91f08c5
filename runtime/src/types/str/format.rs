//! Formatting: `format()`, `str.format`, `%`, and the parts of f-strings.

use super::{StrObj, bytes_of, new_str, new_str_counted};
use crate::class::lookup;
use crate::native::arg;
use crate::types::dict::DictObj;
use crate::types::{float, int, tuple};
use crate::{ClassId, Opt, R, Value, attr, call, errors, ops};
use smallvec::SmallVec;
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

/// Text that is being put together, most often short.
#[derive(Default)]
pub struct Text {
    bytes: SmallVec<[u8; 128]>,
}

impl Text {
    #[inline]
    pub fn push(&mut self, part: &[u8]) {
        let at = self.bytes.len();
        if self.bytes.capacity() - at < part.len() {
            self.bytes.reserve(part.len());
        }
        // SAFETY: there is room for the part, which is written whole.
        unsafe {
            let place = self.bytes.as_mut_ptr().add(at);
            short::copy(std::slice::from_raw_parts_mut(place, part.len()), part);
            self.bytes.set_len(at + part.len());
        }
    }
    pub fn push_decimal(&mut self, n: i64) {
        self.push(int::methods::digits(n, &mut [0; 20]));
    }
    /// A text in its field.
    pub fn push_filled(&mut self, field: Field, text: &[u8]) {
        self.bytes
            .extend(std::iter::repeat_n(field.fill, field.left));
        self.push(&text[..field.shown]);
        self.bytes
            .extend(std::iter::repeat_n(field.fill, field.right));
    }
    /// `format(v, spec)` of what is quickly shown; `false` where nothing was done.
    fn push_quickly(&mut self, v: &Value, spec: &[u8]) -> bool {
        if v.is_exactly(ClassId::STR) {
            if spec.is_empty() {
                self.push(bytes_of(v));
                return true;
            }
            let is_ascii = v.get::<StrObj>().is_some_and(StrObj::is_ascii);
            let field = if is_ascii {
                quick::ascii(bytes_of(v).len(), spec)
            } else {
                None
            };
            return field.is_some_and(|field| {
                self.push_filled(field, bytes_of(v));
                true
            });
        }
        let number = match v.as_small() {
            Some(n) if spec.is_empty() => {
                self.push_decimal(n);
                return true;
            }
            Some(n) => quick::int(n, spec),
            None if v.is_exactly(ClassId::FLOAT) => {
                float::as_f64(v).and_then(|x| quick::float(x, spec))
            }
            None => None,
        };
        number.is_some_and(|number| {
            self.push_filled(number.field, number.text());
            true
        })
    }
    pub fn into_str(self) -> Value {
        new_str(&self.bytes)
    }
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_vec()
    }
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
    // A field may run code that would otherwise change the template in place.
    let held = arg(a, 0).clone();
    render(
        bytes_of(&held),
        &arguments,
        &mut numbers,
        template::MAX_DEPTH,
    )
    .map(Text::into_str)
}

pub fn format_map(a: &[Opt]) -> R {
    let arguments = Arguments {
        positional: None,
        named: arg(a, 1),
    };
    let mut numbers = AutoNumber::new();
    // A field may run code that would otherwise change the template in place.
    let held = arg(a, 0).clone();
    render(
        bytes_of(&held),
        &arguments,
        &mut numbers,
        template::MAX_DEPTH,
    )
    .map(Text::into_str)
}

fn render(text: &[u8], arguments: &Arguments<'_>, numbers: &mut AutoNumber, depth: u32) -> R<Text> {
    if depth == 0 {
        return Err(errors::text(template::too_deep()));
    }
    let mut out = Text::default();
    let mut parser = Parser::new(text);
    loop {
        if let Some(items) = arguments.positional
            && let Some(literal) = parser.next_plain()
        {
            out.push(literal);
            let index = numbers.automatic().map_err(errors::text)?;
            let value = items
                .get(index)
                .ok_or_else(|| errors::text(template::index_out_of_range(index)))?;
            if !out.push_quickly(value, &[]) {
                out.push(bytes_of(&format(value, None)?));
            }
            continue;
        }
        let Some(markup) = parser.next_markup().map_err(errors::text)? else {
            break;
        };
        out.push(markup.literal);
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
            render(field.spec, arguments, numbers, depth - 1)?.into_str()
        } else if out.push_quickly(&value, field.spec) {
            continue;
        } else {
            new_str(field.spec)
        };
        let shown = format(&value, Some(&spec))?;
        out.push(bytes_of(&shown));
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

/// Decimal text of a machine int.
pub fn decimal(i: i64) -> Value {
    let text = i.to_string();
    new_str_counted(text.as_bytes(), text.len())
}
