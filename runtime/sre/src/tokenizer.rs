//! The reading head of the pattern and the template parser: one character, or a backslash and one character, ahead.
//!
//! It reads one token ahead as CPython's does, so that a pattern with several faults reports the same one.

use crate::chars;
use crate::error::{ErrorKind, PatternError};

/// A character, or a backslash with the character after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Char(u32),
    Escape(u32),
}

impl Token {
    pub fn is(self, c: char) -> bool {
        self == Token::Char(c as u32)
    }

    /// The character itself unless it is escaped.
    pub fn plain(self) -> Option<u32> {
        match self {
            Token::Char(c) => Some(c),
            Token::Escape(_) => None,
        }
    }

    pub fn len(self) -> usize {
        match self {
            Token::Char(_) => 1,
            Token::Escape(_) => 2,
        }
    }

    pub fn text(self) -> Vec<u32> {
        match self {
            Token::Char(c) => vec![c],
            Token::Escape(c) => vec![92, c],
        }
    }
}

/// Text for an error message: literal parts and quotations of the pattern.
pub(crate) fn points(text: &str) -> Vec<u32> {
    text.chars().map(|c| c as u32).collect()
}

pub(crate) struct Tokenizer {
    pub is_text: bool,
    string: Vec<u32>,
    index: usize,
    pub next: Option<Token>,
}

impl Tokenizer {
    pub fn new(source: &[u8], is_bytes: bool) -> Result<Self, PatternError> {
        let string = chars::decode_all(source, is_bytes);
        let mut tokenizer = Self {
            is_text: !is_bytes,
            string,
            index: 0,
            next: None,
        };
        tokenizer.advance()?;
        Ok(tokenizer)
    }

    fn advance(&mut self) -> Result<(), PatternError> {
        let Some(&c) = self.string.get(self.index) else {
            self.next = None;
            return Ok(());
        };
        if c != 92 {
            self.index += 1;
            self.next = Some(Token::Char(c));
            return Ok(());
        }
        let Some(&escaped) = self.string.get(self.index + 1) else {
            return Err(PatternError {
                kind: ErrorKind::Pattern,
                msg: b"bad escape (end of pattern)".to_vec(),
                pos: Some(self.string.len() - 1),
            });
        };
        self.index += 2;
        self.next = Some(Token::Escape(escaped));
        Ok(())
    }

    pub fn matches(&mut self, c: char) -> Result<bool, PatternError> {
        if self.next != Some(Token::Char(c as u32)) {
            return Ok(false);
        }
        self.advance()?;
        Ok(true)
    }

    pub fn get(&mut self) -> Result<Option<Token>, PatternError> {
        let this = self.next;
        self.advance()?;
        Ok(this)
    }

    /// Whether the next token is a plain character in `set`.
    pub fn next_in(&self, set: impl Fn(u32) -> bool) -> bool {
        self.next.and_then(Token::plain).is_some_and(set)
    }

    /// Appends up to `n` characters of `set`.
    pub fn get_while(
        &mut self,
        n: usize,
        set: impl Fn(u32) -> bool,
        into: &mut Vec<u32>,
    ) -> Result<(), PatternError> {
        for _ in 0..n {
            match self.next {
                Some(Token::Char(c)) if set(c) => into.push(c),
                _ => break,
            }
            self.advance()?;
        }
        Ok(())
    }

    pub fn get_until(&mut self, terminator: char, name: &str) -> Result<Vec<u32>, PatternError> {
        let mut result = Vec::new();
        loop {
            let token = self.next;
            self.advance()?;
            match token {
                None if result.is_empty() => return Err(self.error(&format!("missing {name}"), 0)),
                None => {
                    return Err(self.error(
                        &format!("missing {terminator}, unterminated name"),
                        result.len(),
                    ));
                }
                Some(token) if token.is(terminator) => {
                    if result.is_empty() {
                        return Err(self.error(&format!("missing {name}"), 1));
                    }
                    return Ok(result);
                }
                Some(token) => result.extend(token.text()),
            }
        }
    }

    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    pub fn seek(&mut self, index: usize) -> Result<(), PatternError> {
        self.index = index;
        self.advance()
    }

    /// An error `offset` characters before the next token.
    pub fn error(&self, msg: &str, offset: usize) -> PatternError {
        self.error_with(points(msg), offset)
    }

    pub fn error_with(&self, msg: Vec<u32>, offset: usize) -> PatternError {
        let mut bytes = Vec::with_capacity(msg.len());
        for c in msg {
            if c >= 128 && !self.is_text {
                bytes.extend_from_slice(format!("\\x{c:02x}").as_bytes());
            } else {
                chars::encode(c, &mut bytes);
            }
        }
        PatternError {
            kind: ErrorKind::Pattern,
            msg: bytes,
            pos: Some(self.tell().saturating_sub(offset)),
        }
    }

    /// An error whose message ends in a quotation of the pattern.
    pub fn error_quoting(&self, msg: &str, quoted: &[u32], offset: usize) -> PatternError {
        let mut text = points(msg);
        text.extend_from_slice(quoted);
        self.error_with(text, offset)
    }

    pub fn check_group_name(&self, name: &[u32], offset: usize) -> Result<(), PatternError> {
        let ascii = name.iter().all(|&c| c < 128);
        if (self.is_text || ascii) && chars::is_identifier(name) {
            return Ok(());
        }
        let quoted = chars::repr(name, !self.is_text && !ascii);
        Err(self.error_quoting("bad character in group name ", &quoted, name.len() + offset))
    }
}

/// The number that decimal digits spell; saturates.
pub(crate) fn decimal(digits: &[u32]) -> u64 {
    digits.iter().fold(0u64, |n, &d| {
        n.saturating_mul(10).saturating_add(u64::from(d - 48))
    })
}

pub(crate) fn octal(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |n, &d| n * 8 + (d - 48))
}

pub(crate) fn is_octal_digit(c: u32) -> bool {
    (48..56).contains(&c)
}
