//! The errors of CPython's tokenizer, found by reading the text as it does.
//!
//! CPython reads the whole file for errors of this kind before it settles for an error of its parser, so they come
//! first. Source of the rules: `Parser/lexer/lexer.c` of CPython 3.14. This runs only on texts that do not parse.

use ruff_text_size::{TextRange, TextSize};

/// A text that the tokenizer refuses.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TokenizerError {
    pub message: String,
    pub span: TextRange,
    pub is_indentation: bool,
    /// An error of the parser that comes earlier in the text wins over this one.
    pub is_weak: bool,
}

/// A bracket that is open at the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub bracket: char,
    pub offset: TextSize,
}

/// Reads the whole text. `unknown` are the offsets of characters that belong to no token.
pub(super) fn scan(text: &str, unknown: &[TextSize]) -> Result<Option<Unclosed>, TokenizerError> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        unknown,
        brackets: Vec::new(),
        indents: vec![(0, 0)],
        strings: Vec::new(),
    };
    scanner.run()?;
    let unclosed = scanner.brackets.last().filter(|bracket| !bracket.is_field);
    Ok(unclosed.map(|bracket| Unclosed {
        bracket: bracket.char as char,
        offset: TextSize::new(bracket.at as u32),
    }))
}

struct Bracket {
    char: u8,
    at: usize,
    /// Opens a replacement field of an f-string, and whether that stands in a format specification.
    is_field: bool,
    in_format: bool,
}

/// An f-string or t-string that is being read.
struct Interpolated {
    kind: char,
    quote: u8,
    is_triple: bool,
    is_raw: bool,
    start: usize,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    unknown: &'a [TextSize],
    brackets: Vec<Bracket>,
    /// Columns with tabs to multiples of eight, and with tabs as one column.
    indents: Vec<(usize, usize)>,
    strings: Vec<Interpolated>,
}

type Scan = Result<(), TokenizerError>;

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn error<T>(
        &self,
        message: impl Into<String>,
        start: usize,
        end: usize,
    ) -> Result<T, TokenizerError> {
        let mut end = end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Err(TokenizerError {
            message: message.into(),
            span: TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32)),
            is_indentation: false,
            is_weak: false,
        })
    }

    fn weak_error<T>(&self, message: &str, start: usize, end: usize) -> Result<T, TokenizerError> {
        self.error(message, start, end)
            .map_err(|error| TokenizerError {
                is_weak: true,
                ..error
            })
    }

    fn indentation_error<T>(&self, message: &str) -> Result<T, TokenizerError> {
        let start = self.bytes[..self.at]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let error = self.error::<T>(message, start, self.at);
        error.map_err(|error| TokenizerError {
            is_indentation: true,
            is_weak: true,
            ..error
        })
    }

    fn line_of(&self, offset: usize) -> usize {
        1 + self.bytes[..offset.min(self.bytes.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }

    fn run(&mut self) -> Scan {
        let mut at_line_start = true;
        while self.at < self.bytes.len() {
            if at_line_start {
                at_line_start = false;
                if self.brackets.is_empty() {
                    self.indentation()?;
                }
                continue;
            }
            match self.peek(0) {
                b'\n' => {
                    self.at += 1;
                    at_line_start = true;
                }
                b' ' | b'\t' | 0x0c => self.at += 1,
                b'#' => self.comment(),
                b'\\' => self.continuation()?,
                b'"' | b'\'' => self.string(self.at)?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.peek(1).is_ascii_digit() => self.number()?,
                b'(' | b'[' | b'{' => self.open(false)?,
                b')' | b']' | b'}' => self.close()?,
                b':' if self.brackets.last().is_some_and(|bracket| bracket.is_field) => {
                    self.at += 1;
                    self.interpolated_text(true)?;
                }
                byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                    self.word()?
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    fn comment(&mut self) {
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            self.at += 1;
        }
    }

    fn continuation(&mut self) -> Scan {
        if self.peek(1) != b'\n' || self.at + 1 >= self.bytes.len() {
            return self.weak_error(
                "unexpected character after line continuation character",
                self.at + 1,
                self.at + 2,
            );
        }
        if self.at + 2 >= self.bytes.len() {
            return self.weak_error("unexpected EOF while parsing", self.at, self.at + 1);
        }
        self.at += 2;
        Ok(())
    }

    fn indentation(&mut self) -> Scan {
        let (mut column, mut alternative) = (0, 0);
        loop {
            match self.peek(0) {
                b' ' => {
                    column += 1;
                    alternative += 1;
                }
                b'\t' => {
                    column = (column / 8 + 1) * 8;
                    alternative += 1;
                }
                0x0c => (column, alternative) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        if self.at >= self.bytes.len() || matches!(self.peek(0), b'#' | b'\n' | b'\\') {
            return Ok(());
        }
        const TABS: &str = "inconsistent use of tabs and spaces in indentation";
        let (top, top_alternative) = self.indents[self.indents.len() - 1];
        if column == top {
            if alternative != top_alternative {
                return self.indentation_error(TABS);
            }
        } else if column > top {
            if alternative <= top_alternative {
                return self.indentation_error(TABS);
            }
            if self.indents.len() >= 100 {
                return self.indentation_error("too many levels of indentation");
            }
            self.indents.push((column, alternative));
        } else {
            while self.indents.len() > 1 && column < self.indents[self.indents.len() - 1].0 {
                self.indents.pop();
            }
            let (top, top_alternative) = self.indents[self.indents.len() - 1];
            if column != top {
                return self
                    .indentation_error("unindent does not match any outer indentation level");
            }
            if alternative != top_alternative {
                return self.indentation_error(TABS);
            }
        }
        Ok(())
    }

    fn open(&mut self, in_format: bool) -> Scan {
        if self.brackets.len() >= 200 {
            return self.error("too many nested parentheses", self.at, self.at + 1);
        }
        self.brackets.push(Bracket {
            char: self.peek(0),
            at: self.at,
            is_field: false,
            in_format,
        });
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Scan {
        let close = self.peek(0);
        let Some(open) = self.brackets.pop() else {
            return self.error(
                format!("unmatched '{}'", close as char),
                self.at,
                self.at + 1,
            );
        };
        let matching = match open.char {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        if close != matching {
            if open.is_field {
                let kind = self.strings.last().map_or('f', |string| string.kind);
                return self.error(
                    format!("{kind}-string: unmatched '{}'", close as char),
                    self.at,
                    self.at + 1,
                );
            }
            let mut message = format!(
                "closing parenthesis '{}' does not match opening parenthesis '{}'",
                close as char, open.char as char
            );
            let line = self.line_of(open.at);
            if line != self.line_of(self.at) {
                message += &format!(" on line {line}");
            }
            return self.error(message, self.at, self.at + 1);
        }
        self.at += 1;
        if open.is_field {
            return self.interpolated_text(open.in_format);
        }
        Ok(())
    }

    /// A name, a keyword, or the prefix of a string.
    fn word(&mut self) -> Scan {
        let start = self.at;
        while self.peek(0).is_ascii_alphanumeric() || self.peek(0) == b'_' || self.peek(0) >= 0x80 {
            if self.peek(0) >= 0x80 && self.unknown.contains(&TextSize::new(self.at as u32)) {
                return self.unknown_character();
            }
            self.at += 1;
        }
        if matches!(self.peek(0), b'"' | b'\'') {
            let prefix = self.text[start..self.at].to_ascii_lowercase();
            if matches!(
                prefix.as_str(),
                "r" | "u" | "b" | "br" | "rb" | "f" | "fr" | "rf" | "t" | "tr" | "rt"
            ) {
                return self.string(start);
            }
            if let Some(message) = super::mistakes::incompatible_prefixes(&prefix) {
                return self.error(message, start, self.at);
            }
        }
        Ok(())
    }

    fn unknown_character(&self) -> Scan {
        let char = self.text[self.at..].chars().next().unwrap_or('\0');
        let code = char as u32;
        let is_printable = !char.is_control()
            && (!char.is_whitespace() || char == ' ')
            && !matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xe000..=0xf8ff);
        let message = if is_printable {
            format!("invalid character '{char}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        };
        self.error(message, self.at, self.at + char.len_utf8())
    }

    /// A string literal whose prefix starts at `start`; `at` is on the opening quote.
    fn string(&mut self, start: usize) -> Scan {
        let prefix = self.text[start..self.at].to_ascii_lowercase();
        let quote = self.peek(0);
        let is_triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if is_triple { 3 } else { 1 };
        if let Some(kind) = prefix.chars().find(|char| matches!(char, 'f' | 't')) {
            let is_raw = prefix.contains('r');
            self.strings.push(Interpolated {
                kind,
                quote,
                is_triple,
                is_raw,
                start,
            });
            return self.interpolated_text(false);
        }
        let mut escaped_quote = false;
        loop {
            let byte = self.peek(0);
            if self.at >= self.bytes.len() || byte == b'\n' && !is_triple {
                let field = self.brackets.iter().any(|bracket| bracket.is_field);
                if let Some(outer) = self
                    .strings
                    .last()
                    .filter(|outer| field && outer.quote == quote && outer.is_triple == is_triple)
                {
                    return self.error(
                        format!("{}-string: expecting '}}'", outer.kind),
                        start,
                        start + 1,
                    );
                }
                let last = self
                    .at
                    .min(self.bytes.len() - usize::from(self.bytes.ends_with(b"\n")));
                let line = self.line_of(last);
                let what = if is_triple { "triple-quoted " } else { "" };
                let hint = if escaped_quote && !is_triple {
                    "; perhaps you escaped the end quote"
                } else {
                    ""
                };
                let end = if is_triple { start + 3 } else { self.at };
                return self.error(
                    format!("unterminated {what}string literal (detected at line {line}){hint}"),
                    start,
                    end,
                );
            }
            if byte == b'\\' {
                escaped_quote |= self.peek(1) == quote;
                self.at += 2;
                continue;
            }
            if byte == quote && (!is_triple || self.peek(1) == quote && self.peek(2) == quote) {
                self.at += if is_triple { 3 } else { 1 };
                return Ok(());
            }
            self.at += 1;
        }
    }

    /// The text of the innermost f-string, until a replacement field opens, the field of this format specification
    /// closes, or the string ends.
    fn interpolated_text(&mut self, mut in_format: bool) -> Scan {
        loop {
            let Some(string) = self.strings.last() else {
                return Ok(());
            };
            let (quote, is_triple, is_raw, kind, start) = (
                string.quote,
                string.is_triple,
                string.is_raw,
                string.kind,
                string.start,
            );
            let byte = self.peek(0);
            if self.at >= self.bytes.len() || byte == b'\n' && !is_triple {
                if in_format && self.at < self.bytes.len() {
                    let message = format!(
                        "{kind}-string: newlines are not allowed in format specifiers for single quoted {kind}-strings"
                    );
                    return self.error(message, self.at, self.at + 1);
                }
                let last = self
                    .at
                    .min(self.bytes.len() - usize::from(self.bytes.ends_with(b"\n")));
                let line = self.line_of(last);
                let what = if is_triple { "triple-quoted " } else { "" };
                let end = if is_triple { start + 4 } else { self.at };
                return self.error(
                    format!("unterminated {what}{kind}-string literal (detected at line {line})"),
                    start,
                    end,
                );
            }
            if byte == quote && (!is_triple || self.peek(1) == quote && self.peek(2) == quote) {
                self.at += if is_triple { 3 } else { 1 };
                self.strings.pop();
                while in_format {
                    // A field that the quote cuts off: the parser's error.
                    in_format = self.brackets.pop().is_some_and(|bracket| bracket.in_format);
                }
                return Ok(());
            }
            match byte {
                b'\\' if !is_raw => {
                    if self.peek(1) == b'N' && self.peek(2) == b'{' {
                        while self.at < self.bytes.len() && !matches!(self.peek(0), b'}' | b'\n') {
                            self.at += 1;
                        }
                    } else if !matches!(self.peek(1), b'{' | b'}') {
                        self.at += 1;
                    }
                    self.at += 1;
                }
                b'\\' if self.peek(1) == quote => self.at += 2,
                b'{' if self.peek(1) == b'{' && !in_format => self.at += 2,
                b'{' => {
                    self.open(in_format)?;
                    if let Some(bracket) = self.brackets.last_mut() {
                        bracket.is_field = true;
                    }
                    return Ok(());
                }
                b'}' if in_format => return self.close(),
                b'}' if self.peek(1) == b'}' => self.at += 2,
                b'}' => {
                    return self.error(
                        format!("{kind}-string: single '}}' is not allowed"),
                        self.at,
                        self.at + 1,
                    );
                }
                _ => self.at += 1,
            }
        }
    }

    fn number(&mut self) -> Scan {
        let start = self.at;
        if self.peek(0) == b'0' {
            let (kind, is_digit): (&str, fn(u8) -> bool) = match self.peek(1) {
                b'x' | b'X' => ("hexadecimal", |byte| byte.is_ascii_hexdigit()),
                b'o' | b'O' => ("octal", |byte| matches!(byte, b'0'..=b'7')),
                b'b' | b'B' => ("binary", |byte| matches!(byte, b'0' | b'1')),
                _ => return self.decimal(start, true),
            };
            self.at += 2;
            loop {
                if self.peek(0) == b'_' {
                    self.at += 1;
                }
                if !is_digit(self.peek(0)) {
                    return self.bad_digit(kind, start);
                }
                while is_digit(self.peek(0)) {
                    self.at += 1;
                }
                if self.peek(0) != b'_' {
                    break;
                }
            }
            if self.peek(0).is_ascii_digit() {
                return self.bad_digit(kind, start);
            }
            return self.end_of_number(kind, start);
        }
        self.decimal(start, false)
    }

    fn bad_digit(&self, kind: &str, start: usize) -> Scan {
        let byte = self.peek(0);
        if byte.is_ascii_digit() {
            let message = format!("invalid digit '{}' in {kind} literal", byte as char);
            return self.error(message, self.at, self.at + 1);
        }
        self.error(format!("invalid {kind} literal"), start, self.at)
    }

    fn digits(&mut self, start: usize) -> Scan {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return self.error("invalid decimal literal", start, self.at);
            }
        }
    }

    fn decimal(&mut self, start: usize, leading_zero: bool) -> Scan {
        self.digits(start)?;
        let integer = &self.text[start..self.at];
        let has_nonzero = integer.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        let integer_end = self.at;
        let mut kind = "decimal";
        if self.peek(0) == b'.' {
            self.at += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits(start)?;
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.digits(start)?;
            } else if sign == 1 {
                return self.error("invalid decimal literal", start, self.at + 1);
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            kind = "imaginary";
        } else if leading_zero && has_nonzero && self.at == integer_end {
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return self.error(message, start, self.at);
        }
        self.end_of_number(kind, start)
    }

    /// A keyword may follow a number without a space; another name may not.
    fn end_of_number(&mut self, kind: &str, start: usize) -> Scan {
        let rest = &self.bytes[self.at..];
        let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        if keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            return Ok(());
        }
        let byte = self.peek(0);
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 {
            return self.error(format!("invalid {kind} literal"), start, self.at);
        }
        Ok(())
    }
}
