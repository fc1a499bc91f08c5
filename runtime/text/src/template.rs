//! `str.format` templates: `text {field!conversion:spec} text`.
//!
//! The caller walks [`Parser::next_markup`], resolves each field through [`FieldName`], converts and formats it. A nested
//! specification is a template of its own ([`Field::spec_is_nested`]), rendered with the same [`AutoNumber`] at
//! [`MAX_DEPTH`] levels at most.

use crate::error::{Error, Kind, Result};
use crate::spec::append_digit;
use crate::unicode;
use crate::wtf8::{self, Wtf8, chars};

/// Levels of templates: the outer one and that of its specifications.
pub const MAX_DEPTH: u32 = 2;

/// The error of a template nested deeper than [`MAX_DEPTH`].
#[cold]
pub fn too_deep() -> Error {
    Error::value("Max string recursion exceeded")
}

/// One step of a template: literal text, then a field or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup<'a> {
    pub literal: &'a Wtf8,
    pub field: Option<Field<'a>>,
}

/// What stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The field name as written; [`AutoNumber::split`] takes it apart.
    pub name: &'a Wtf8,
    /// The character after `!`; one of `r`, `s`, `a`, or [`unknown_conversion`].
    pub conversion: Option<u32>,
    pub spec: &'a Wtf8,
    /// Whether the specification holds fields itself.
    pub spec_is_nested: bool,
}

/// Walks a template.
pub struct Parser<'a> {
    rest: &'a Wtf8,
}

impl<'a> Parser<'a> {
    pub fn new(template: &'a Wtf8) -> Parser<'a> {
        Parser { rest: template }
    }

    /// The literal text before a field that is nothing but `{}`, if such a field comes next. Both are taken.
    pub fn next_plain(&mut self) -> Option<&'a Wtf8> {
        let text = self.rest;
        let brace = text.iter().position(|byte| matches!(byte, b'{' | b'}'))?;
        if text[brace..].starts_with(b"{}") {
            self.rest = &text[brace + 2..];
            return Some(&text[..brace]);
        }
        None
    }

    /// The next step, `None` at the end.
    pub fn next_markup(&mut self) -> Result<Option<Markup<'a>>> {
        let text = self.rest;
        if text.is_empty() {
            return Ok(None);
        }
        let Some(brace) = text.iter().position(|byte| matches!(byte, b'{' | b'}')) else {
            self.rest = &[];
            return Ok(Some(Markup {
                literal: text,
                field: None,
            }));
        };
        let after = text.get(brace + 1);
        if after == Some(&text[brace]) {
            self.rest = &text[brace + 2..];
            return Ok(Some(Markup {
                literal: &text[..=brace],
                field: None,
            }));
        }
        if text[brace] == b'}' {
            return Err(Error::value("Single '}' encountered in format string"));
        }
        if after.is_none() {
            return Err(Error::value("Single '{' encountered in format string"));
        }
        self.rest = &text[brace + 1..];
        let field = self.field()?;
        Ok(Some(Markup {
            literal: &text[..brace],
            field: Some(field),
        }))
    }

    fn field(&mut self) -> Result<Field<'a>> {
        let text = self.rest;
        let mut end = 0;
        let stop = loop {
            match text.get(end) {
                None => return Err(Error::value("expected '}' before end of string")),
                Some(b'{') => return Err(Error::value("unexpected '{' in field name")),
                Some(b'[') => {
                    let inside = &text[end + 1..];
                    end += 1 + inside
                        .iter()
                        .position(|&byte| byte == b']')
                        .unwrap_or(inside.len());
                }
                Some(&stop @ (b'}' | b':' | b'!')) => break stop,
                Some(_) => end += 1,
            }
        };
        let name = &text[..end];
        let mut at = end + 1;
        let mut field = Field {
            name,
            conversion: None,
            spec: &[],
            spec_is_nested: false,
        };
        if stop == b'}' {
            self.rest = &text[at..];
            return Ok(field);
        }
        if stop == b'!' {
            if at >= text.len() {
                return Err(Error::value(
                    "end of string while looking for conversion specifier",
                ));
            }
            let (conversion, width) = wtf8::decode_at(text, at);
            field.conversion = Some(conversion);
            at += width;
            match text.get(at) {
                Some(b'}') => {
                    self.rest = &text[at + 1..];
                    return Ok(field);
                }
                Some(b':') | None => at += 1,
                Some(_) => return Err(Error::value("expected ':' after conversion specifier")),
            }
        }
        let start = at;
        let mut depth = 1;
        while let Some(byte) = text.get(at) {
            match byte {
                b'{' => {
                    field.spec_is_nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = &text[start..at];
                self.rest = &text[at + 1..];
                return Ok(field);
            }
            at += 1;
        }
        Err(Error::value("unmatched '{' in format spec"))
    }
}

/// Where a field's value starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// A positional argument; past the end it is [`index_out_of_range`].
    Index(usize),
    /// A keyword argument, `KeyError` where there is none.
    Keyword(&'a Wtf8),
}

/// One step from a value to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Attribute(&'a Wtf8),
    /// `[12]`, an int key.
    Index(usize),
    /// `[name]`, a str key.
    Key(&'a Wtf8),
}

/// The steps after the first part of a field name.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    rest: &'a Wtf8,
}

impl<'a> Steps<'a> {
    /// The next step, `None` at the end. Its errors come after the steps before it were taken.
    pub fn next_step(&mut self) -> Result<Option<Step<'a>>> {
        let Some((&first, text)) = self.rest.split_first() else {
            return Ok(None);
        };
        let (name, step) = match first {
            b'.' => {
                let end = text
                    .iter()
                    .position(|byte| matches!(byte, b'.' | b'['))
                    .unwrap_or(text.len());
                self.rest = &text[end..];
                (&text[..end], Step::Attribute(&text[..end]))
            }
            b'[' => {
                let Some(end) = text.iter().position(|&byte| byte == b']') else {
                    return Err(Error::value("Missing ']' in format string"));
                };
                self.rest = &text[end + 1..];
                let name = &text[..end];
                (name, index(name)?.map_or(Step::Key(name), Step::Index))
            }
            _ => {
                return Err(Error::value(
                    "Only '.' or '[' may follow ']' in format field specifier",
                ));
            }
        };
        if name.is_empty() {
            return Err(Error::value("Empty attribute in format string"));
        }
        Ok(Some(step))
    }
}

/// `text` as an index, `None` where it is no number.
fn index(text: &Wtf8) -> Result<Option<usize>> {
    let mut value = None;
    for code in chars(text) {
        let Some(digit) = unicode::decimal(code) else {
            return Ok(None);
        };
        value = Some(append_digit(value.unwrap_or(0), digit)?);
    }
    Ok(value)
}

/// Numbers the fields without a name, through a whole template and its nested specifications.
#[derive(Clone, Copy, Debug, Default)]
pub struct AutoNumber {
    manual: Option<bool>,
    next: usize,
}

impl AutoNumber {
    pub fn new() -> AutoNumber {
        AutoNumber::default()
    }

    /// Take a field name apart. Called once for each field, in the order of their opening braces.
    pub fn split<'a>(&mut self, name: &'a Wtf8) -> Result<(First<'a>, Steps<'a>)> {
        let (first, rest) = split_first(name);
        let number = index(first)?;
        let steps = Steps { rest };
        if number.is_none() && !first.is_empty() {
            return Ok((First::Keyword(first), steps));
        }
        Ok((First::Index(self.number(number)?), steps))
    }

    /// The index of a field without a name.
    #[inline]
    pub fn automatic(&mut self) -> Result<usize> {
        self.number(None)
    }

    #[inline]
    fn number(&mut self, given: Option<usize>) -> Result<usize> {
        let manual = given.is_some();
        match (*self.manual.get_or_insert(manual), manual) {
            (true, false) => Err(Error::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (false, true) => Err(Error::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            _ => Ok(given.unwrap_or_else(|| {
                self.next += 1;
                self.next - 1
            })),
        }
    }
}

fn split_first(name: &Wtf8) -> (&Wtf8, &Wtf8) {
    name.split_at(
        name.iter()
            .position(|byte| matches!(byte, b'.' | b'['))
            .unwrap_or(name.len()),
    )
}

/// A field name taken apart without numbering, as `_string.formatter_field_name_split` does; an empty name is a keyword.
pub fn split_name(name: &Wtf8) -> Result<(First<'_>, Steps<'_>)> {
    let (first, rest) = split_first(name);
    Ok((
        index(first)?.map_or(First::Keyword(first), First::Index),
        Steps { rest },
    ))
}

/// A positional field past the arguments (`IndexError`).
#[cold]
pub fn index_out_of_range(index: usize) -> Error {
    Error::new(
        Kind::Index,
        format!("Replacement index {index} out of range for positional args tuple"),
    )
}

/// A positional field in `format_map` (`ValueError`).
#[cold]
pub fn positional_in_map() -> Error {
    Error::value("Format string contains positional fields")
}

/// A conversion other than `r`, `s` and `a` (`ValueError`).
#[cold]
pub fn unknown_conversion(conversion: u32) -> Error {
    match conversion {
        33..127 => Error::value(format!(
            "Unknown conversion specifier {}",
            conversion as u8 as char
        )),
        _ => Error::value(format!("Unknown conversion specifier \\x{conversion:x}")),
    }
}
