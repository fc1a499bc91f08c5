//! printf-style formatting: `text % values`.
//!
//! [`Parser`] takes the format apart; the caller fetches the arguments, settles the stars into a [`Field`], and hands each
//! converted value to the function of its conversion.

use crate::error::{Error, Kind, Result};
use crate::float::{self, Layout, Style};
use crate::int::{self, IntRef};
use crate::wtf8::{self, Wtf8};

/// Width or precision as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Absent,
    /// `*`: the next argument.
    Star,
    Given(usize),
}

/// Flags between `%` and the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// space
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// One conversion, before its stars are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The mapping key of `%(key)s`.
    pub key: Option<&'a [u8]>,
    pub flags: Flags,
    pub width: Amount,
    pub precision: Amount,
    /// The conversion character. The caller fetches the argument first and then, if it knows no such conversion, raises
    /// [`Parser::unsupported`].
    pub conversion: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Literal(&'a [u8]),
    Item(Item<'a>),
}

/// The pieces of a format: literal text (`%%` included, as `%`) and items.
pub struct Parser<'a> {
    format: &'a [u8],
    at: usize,
    bytes: bool,
    has_mapping: bool,
}

impl<'a> Parser<'a> {
    /// A parser for a str (`bytes` false) or bytes format. `has_mapping` says that the right operand is a mapping (and
    /// neither a tuple nor a string), without which `%(key)s` is an error.
    pub fn new(format: &'a [u8], bytes: bool, has_mapping: bool) -> Parser<'a> {
        Parser {
            format,
            at: 0,
            bytes,
            has_mapping,
        }
    }

    /// The next piece, `None` at the end. What it reports as an error comes after all pieces before it.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'a>>> {
        let rest = &self.format[self.at..];
        match rest.iter().position(|&byte| byte == b'%') {
            None if rest.is_empty() => Ok(None),
            None => {
                self.at = self.format.len();
                Ok(Some(Piece::Literal(rest)))
            }
            Some(0) if rest.get(1) == Some(&b'%') => {
                self.at += 2;
                Ok(Some(Piece::Literal(&rest[..1])))
            }
            Some(0) => {
                self.at += 1;
                self.item().map(|item| Some(Piece::Item(item)))
            }
            Some(literal) => {
                self.at += literal;
                Ok(Some(Piece::Literal(&rest[..literal])))
            }
        }
    }

    /// The conversion of the item that comes next, if that is nothing but the conversion.
    #[inline]
    pub fn plain_item(&self) -> Option<u8> {
        match self.format.get(self.at..)? {
            [b'%', conversion, ..] => Some(*conversion),
            _ => None,
        }
    }

    /// Leaves out the item that [`Parser::plain_item`] told of.
    #[inline]
    pub fn skip_plain_item(&mut self) {
        self.at += 2;
    }

    fn peek(&self) -> u8 {
        self.format.get(self.at).copied().unwrap_or(0)
    }

    fn item(&mut self) -> Result<Item<'a>> {
        let key = match self.peek() {
            b'(' if !self.has_mapping => return Err(Error::typing("format requires a mapping")),
            b'(' => Some(self.key()?),
            _ => None,
        };
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                b'-' => flags.left = true,
                b'+' => flags.plus = true,
                b' ' => flags.blank = true,
                b'#' => flags.alternate = true,
                b'0' => flags.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        let width = self.amount("width too big", isize::MAX as usize)?;
        let precision = if self.peek() == b'.' {
            self.at += 1;
            let too_big = if self.bytes {
                "prec too big"
            } else {
                "precision too big"
            };
            match self.amount(too_big, i32::MAX as usize)? {
                Amount::Absent => Amount::Given(0),
                amount => amount,
            }
        } else {
            Amount::Absent
        };
        if matches!(self.peek(), b'h' | b'l' | b'L') {
            self.at += 1;
        }
        let Some(&first) = self.format.get(self.at) else {
            return Err(Error::value("incomplete format"));
        };
        let (conversion, width_of_it) = if self.bytes {
            (first as u32, 1)
        } else {
            wtf8::decode_at(self.format, self.at)
        };
        self.at += width_of_it;
        Ok(Item {
            key,
            flags,
            width,
            precision,
            conversion,
        })
    }

    /// The key up to the parenthesis that closes the first one.
    fn key(&mut self) -> Result<&'a [u8]> {
        let rest = &self.format[self.at + 1..];
        let mut depth = 1;
        for (i, &byte) in rest.iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at += i + 2;
                return Ok(&rest[..i]);
            }
        }
        Err(Error::value("incomplete format key"))
    }

    fn amount(&mut self, too_big: &str, limit: usize) -> Result<Amount> {
        if self.peek() == b'*' {
            self.at += 1;
            return Ok(Amount::Star);
        }
        let mut value = None;
        while self.peek().is_ascii_digit() {
            let digit = (self.peek() - b'0') as usize;
            let next = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit));
            value = Some(
                next.filter(|&value| value <= limit)
                    .ok_or_else(|| Error::value(too_big))?,
            );
            self.at += 1;
        }
        Ok(value.map_or(Amount::Absent, Amount::Given))
    }

    /// The error for the conversion character of the item read last.
    #[cold]
    pub fn unsupported(&self, conversion: u32) -> Error {
        let index = if self.bytes {
            if conversion >= 128 {
                return Error::overflow("character argument not in range(0x110000)");
            }
            self.at - 1
        } else {
            wtf8::count(&self.format[..self.at]) - 1
        };
        let shown = match conversion {
            32..127 => conversion as u8,
            _ if self.bytes => conversion as u8,
            _ => b'?',
        };
        let end = format!("' (0x{conversion:x}) at index {index}");
        Error::join(
            Kind::Value,
            &[b"unsupported format character '", &[shown], end.as_bytes()],
        )
    }
}

/// An item with its width and precision settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub flags: Flags,
    pub width: usize,
    pub precision: Option<usize>,
    pub conversion: u32,
}

impl Item<'_> {
    /// Settle the stars, whose arguments the caller read (in this order, 0 where there is none). A negative width means
    /// flush left, a negative precision 0.
    pub fn settle(&self, width_star: i64, precision_star: i64) -> Field {
        let mut flags = self.flags;
        let width = match self.width {
            Amount::Absent => 0,
            Amount::Given(width) => width,
            Amount::Star => {
                flags.left |= width_star < 0;
                width_star.unsigned_abs() as usize
            }
        };
        let precision = match self.precision {
            Amount::Absent => None,
            Amount::Given(precision) => Some(precision),
            Amount::Star => Some(precision_star.max(0) as usize),
        };
        Field {
            flags,
            width,
            precision,
            conversion: self.conversion,
        }
    }
}

/// `%s`, `%r`, `%a` of the text that `str`, `repr` or `ascii` gave.
pub fn format_str(field: &Field, text: &Wtf8) -> Result<Vec<u8>> {
    let shown = &text[..wtf8::offset(text, field.precision.unwrap_or(usize::MAX))];
    pad_plain(field, shown, wtf8::count(shown))
}

/// `%s`, `%b`, `%a`, `%r` of bytes.
pub fn format_bytes(field: &Field, bytes: &[u8]) -> Result<Vec<u8>> {
    let shown = &bytes[..field.precision.unwrap_or(usize::MAX).min(bytes.len())];
    pad_plain(field, shown, shown.len())
}

/// `%c`: one character (in bytes, one byte) that the caller checked; precision is ignored.
pub fn format_char(field: &Field, character: &[u8]) -> Result<Vec<u8>> {
    pad_plain(field, character, 1)
}

fn pad_plain(field: &Field, shown: &[u8], length: usize) -> Result<Vec<u8>> {
    let padding = field.width.saturating_sub(length);
    let mut out = reserve(shown.len(), padding)?;
    let left = if field.flags.left { 0 } else { padding };
    out.resize(left, b' ');
    out.extend_from_slice(shown);
    out.resize(shown.len() + padding, b' ');
    Ok(out)
}

fn reserve(length: usize, padding: usize) -> Result<Vec<u8>> {
    let memory = || Error::new(Kind::Memory, "");
    let mut out = Vec::new();
    out.try_reserve_exact(length.checked_add(padding).ok_or_else(memory)?)
        .map_err(|_| memory())?;
    Ok(out)
}

/// `%d`, `%i`, `%u`, `%o`, `%x`, `%X` of an int. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_int(field: &Field, n: IntRef<'_>, limit: usize) -> Result<Vec<u8>> {
    let radix = match u8::try_from(field.conversion) {
        Ok(b'o') => 8,
        Ok(b'x' | b'X') => 16,
        _ => 10,
    };
    let mut text = if radix == 10 {
        int::to_decimal(n, limit)?
    } else {
        int::to_radix(n, radix)
    };
    let upper = field.conversion == b'X' as u32;
    if upper {
        text.make_ascii_uppercase();
    }
    let prefix = [
        b'0',
        if upper {
            b'X'
        } else {
            int::prefix_letter(radix)
        },
    ];
    let prefix: &[u8] = if field.flags.alternate && radix != 10 {
        &prefix
    } else {
        b""
    };
    let digits = text.strip_prefix(b"-").unwrap_or(&text);
    pad_number(
        field,
        text[0] == b'-',
        prefix,
        field.precision.unwrap_or(0),
        digits,
    )
}

/// `%e`, `%E`, `%f`, `%F`, `%g`, `%G` of a float.
pub fn format_float(field: &Field, x: f64) -> Result<Vec<u8>> {
    let conversion = u8::try_from(field.conversion).unwrap_or(b'g');
    let style = match conversion.to_ascii_lowercase() {
        b'e' => Style::Exponent,
        b'f' => Style::Fixed,
        _ => Style::General,
    };
    let precision = field.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(Error::value("precision too big"));
    }
    let how = Layout {
        alternate: field.flags.alternate,
        upper: conversion.is_ascii_uppercase(),
        ..Layout::new(style, precision)
    };
    let text = float::layout(x, how);
    pad_number(
        field,
        text[0] == b'-',
        b"",
        0,
        text.strip_prefix(b"-").unwrap_or(&text),
    )
}

fn pad_number(
    field: &Field,
    negative: bool,
    prefix: &[u8],
    min_digits: usize,
    digits: &[u8],
) -> Result<Vec<u8>> {
    let flags = field.flags;
    let sign = match (negative, flags.plus, flags.blank) {
        (true, ..) => Some(b'-'),
        (_, true, _) => Some(b'+'),
        (.., true) => Some(b' '),
        _ => None,
    };
    let precision_zeros = min_digits.saturating_sub(digits.len());
    let length =
        (sign.is_some() as usize + prefix.len() + digits.len()).saturating_add(precision_zeros);
    let padding = field.width.saturating_sub(length);
    let (left, zeros, right) = match (flags.left, flags.zero) {
        (true, _) => (0, 0, padding),
        (_, true) => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    let mut out = reserve(length, padding)?;
    out.resize(left, b' ');
    out.extend(sign);
    out.extend_from_slice(prefix);
    out.resize(out.len() + zeros + precision_zeros, b'0');
    out.extend_from_slice(digits);
    out.resize(out.len() + right, b' ');
    Ok(out)
}

// Messages that the caller raises.

/// Too few arguments (`TypeError`).
#[cold]
pub fn not_enough() -> Error {
    Error::typing("not enough arguments for format string")
}

/// Arguments left over (`TypeError`).
#[cold]
pub fn not_all_converted(bytes: bool) -> Error {
    let what = if bytes { "bytes" } else { "string" };
    Error::typing(format!(
        "not all arguments converted during {what} formatting"
    ))
}

/// A star met no int (`TypeError`).
#[cold]
pub fn star_wants_int() -> Error {
    Error::typing("* wants int")
}

/// An int conversion met a value of class `type_name` (`TypeError`).
#[cold]
pub fn number_required(conversion: u32, type_name: &Wtf8) -> Error {
    let letter = [conversion as u8];
    let what: &[u8] = match letter[0] {
        b'o' | b'x' | b'X' => b" format: an integer is required, not ",
        _ => b" format: a real number is required, not ",
    };
    Error::join(Kind::Type, &[b"%", &letter, what, type_name])
}
