//! The format mini-language: what stands after the colon in `{:…}` and in `format(x, …)`.

use crate::error::{Error, Kind, Result};
use crate::unicode;
use crate::wtf8::{self, Wtf8, chars};

/// Where the padding goes; `Inside` is between sign and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    Inside,
}

/// Separator of digit groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    None,
    Comma,
    Underscore,
}

/// A parsed format specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: u32,
    pub align: Align,
    /// `+`, `-`, space, or 0 where none is given.
    pub sign: u8,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    pub fraction_grouping: Grouping,
    /// The presentation type, the default one where none is given.
    pub kind: u32,
}

/// What a type of value presents where the specification is silent.
#[derive(Clone, Copy, Debug)]
pub struct Defaults<'a> {
    /// 0 where no type letter means something of its own, as for float.
    pub kind: u32,
    pub align: Align,
    /// Name of the value's class, for messages.
    pub type_name: &'a Wtf8,
}

impl Spec {
    pub fn parse(text: &Wtf8, defaults: Defaults<'_>) -> Result<Spec> {
        let mut spec = Spec {
            fill: b' ' as u32,
            align: defaults.align,
            sign: 0,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: Grouping::None,
            precision: None,
            fraction_grouping: Grouping::None,
            kind: defaults.kind,
        };
        let mut rest = text;
        let mut align_given = false;
        let mut fill_given = false;
        let first_width = rest.first().map_or(1, |&first| wtf8::width_of_first(first));
        if let Some(align) = rest.get(first_width).copied().and_then(alignment) {
            (spec.fill, _) = wtf8::decode_at(rest, 0);
            spec.align = align;
            (align_given, fill_given) = (true, true);
            rest = &rest[first_width + 1..];
        } else if let Some(align) = rest.first().copied().and_then(alignment) {
            spec.align = align;
            align_given = true;
            rest = &rest[1..];
        }
        if let [sign @ (b' ' | b'+' | b'-'), after @ ..] = rest {
            spec.sign = *sign;
            rest = after;
        }
        spec.no_negative_zero = eat(&mut rest, b'z');
        spec.alternate = eat(&mut rest, b'#');
        if !fill_given && eat(&mut rest, b'0') {
            spec.fill = b'0' as u32;
            if !align_given && defaults.align == Align::Right {
                spec.align = Align::Inside;
            }
        }
        spec.width = integer(&mut rest)?;
        spec.grouping = grouping(&mut rest)?;
        if eat(&mut rest, b'.') {
            spec.precision = integer(&mut rest)?;
            spec.fraction_grouping = grouping(&mut rest)?;
            if spec.precision.is_none() && spec.fraction_grouping == Grouping::None {
                return Err(Error::value("Format specifier missing precision"));
            }
        }
        let mut codes = chars(rest);
        if let Some(kind) = codes.next() {
            if codes.next().is_some() {
                let name = &defaults.type_name[..defaults.type_name.len().min(200)];
                let parts: [&[u8]; 5] = [
                    b"Invalid format specifier '",
                    text,
                    b"' for object of type '",
                    name,
                    b"'",
                ];
                return Err(Error::join(Kind::Value, &parts));
            }
            spec.kind = kind;
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    /// Whether a number's digits and sign stand as they are: no padding, no grouping, no sign but the minus.
    pub fn is_plain(&self) -> bool {
        self.width.is_none()
            && self.grouping == Grouping::None
            && self.fraction_grouping == Grouping::None
            && matches!(self.sign, 0 | b'-')
    }

    /// Commas group decimal digits only; underscores also those of bases 2, 8 and 16.
    fn check_grouping(&self) -> Result<()> {
        let separator = match self.grouping {
            Grouping::None => None,
            Grouping::Comma => Some(','),
            Grouping::Underscore => Some('_'),
        };
        if let Some(separator) = separator {
            match u8::try_from(self.kind) {
                Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0) => {}
                Ok(b'b' | b'o' | b'x' | b'X') if separator == '_' => {}
                _ => return Err(bad_grouping(separator, self.kind)),
            }
        }
        match self.fraction_grouping {
            Grouping::Comma if self.kind == 'n' as u32 => Err(bad_grouping(',', self.kind)),
            Grouping::Underscore if self.kind == 'n' as u32 => Err(bad_grouping('_', self.kind)),
            _ => Ok(()),
        }
    }

    /// The error for a presentation type that the value's class does not know.
    #[cold]
    pub fn unknown_kind(&self, type_name: &Wtf8) -> Error {
        let shown = show_kind(self.kind);
        let name = &type_name[..type_name.len().min(200)];
        Error::join(
            Kind::Value,
            &[
                b"Unknown format code '",
                shown.as_bytes(),
                b"' for object of type '",
                name,
                b"'",
            ],
        )
    }
}

fn alignment(byte: u8) -> Option<Align> {
    match byte {
        b'<' => Some(Align::Left),
        b'>' => Some(Align::Right),
        b'^' => Some(Align::Center),
        b'=' => Some(Align::Inside),
        _ => None,
    }
}

fn eat(rest: &mut &[u8], byte: u8) -> bool {
    match rest {
        [first, after @ ..] if *first == byte => {
            *rest = after;
            true
        }
        _ => false,
    }
}

/// Decimal digits of any script; `None` where there is none.
fn integer(rest: &mut &Wtf8) -> Result<Option<usize>> {
    let mut value = None;
    let mut codes = chars(rest);
    while let Some(digit) = codes.next().and_then(unicode::decimal) {
        value = Some(append_digit(value.unwrap_or(0), digit)?);
        *rest = codes.rest();
    }
    Ok(value)
}

/// `value * 10 + digit`, or the error of a number past `sys.maxsize`.
pub(crate) fn append_digit(value: usize, digit: u8) -> Result<usize> {
    value
        .checked_mul(10)
        .and_then(|value| value.checked_add(digit as usize))
        .filter(|&value| value <= isize::MAX as usize)
        .ok_or_else(|| Error::value("Too many decimal digits in format string"))
}

fn grouping(rest: &mut &[u8]) -> Result<Grouping> {
    let both = || Err(Error::value("Cannot specify both ',' and '_'."));
    let comma = eat(rest, b',');
    if eat(rest, b'_') {
        if comma || rest.first() == Some(&b',') {
            return both();
        }
        return Ok(Grouping::Underscore);
    }
    Ok(if comma {
        Grouping::Comma
    } else {
        Grouping::None
    })
}

fn show_kind(kind: u32) -> String {
    match kind {
        33..128 => (kind as u8 as char).to_string(),
        _ => format!("\\x{kind:x}"),
    }
}

#[cold]
fn bad_grouping(separator: char, kind: u32) -> Error {
    Error::value(format!(
        "Cannot specify '{separator}' with '{}'.",
        show_kind(kind)
    ))
}
