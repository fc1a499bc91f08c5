//! Replacement templates of `sub`, `subn` and `expand`.

use crate::Program;
use crate::chars;
use crate::error::{ErrorKind, PatternError};
use crate::escape::control;
use crate::parse::MAXGROUPS;
use crate::tokenizer::{Token, Tokenizer, decimal, is_octal_digit, octal, points};

/// A part of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Literal(Vec<u8>),
    /// What the group matched; nothing where it took no part.
    Group(u32),
}

struct Builder<'a> {
    source: Tokenizer,
    program: &'a Program,
    literal: Vec<u8>,
    pieces: Vec<Piece>,
}

/// Parses the replacement `template` for matches of `program`. Errors quote the template, not the pattern.
/// The pieces are never empty literals; adjacent literals are joined.
pub fn parse_template(template: &[u8], program: &Program) -> Result<Vec<Piece>, PatternError> {
    let source = Tokenizer::new(template, program.is_bytes)?;
    let mut builder = Builder {
        source,
        program,
        literal: Vec::new(),
        pieces: Vec::new(),
    };
    while let Some(token) = builder.source.get()? {
        match token {
            Token::Char(c) => builder.push(c),
            Token::Escape(letter) => builder.escape(letter)?,
        }
    }
    builder.flush();
    Ok(builder.pieces)
}

impl Builder<'_> {
    fn push(&mut self, c: u32) {
        if self.program.is_bytes {
            self.literal.push(c as u8);
        } else {
            chars::encode(c, &mut self.literal);
        }
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.pieces
                .push(Piece::Literal(std::mem::take(&mut self.literal)));
        }
    }

    fn group(&mut self, group: u64, offset: usize) -> Result<(), PatternError> {
        if group > self.program.groups as u64 {
            return Err(self
                .source
                .error(&format!("invalid group reference {group}"), offset));
        }
        self.flush();
        self.pieces.push(Piece::Group(group as u32));
        Ok(())
    }

    fn escape(&mut self, letter: u32) -> Result<(), PatternError> {
        if letter == u32::from(b'g') {
            return self.named_group();
        }
        let mut escape = vec![92, letter];
        if letter == 48 {
            self.source.get_while(2, is_octal_digit, &mut escape)?;
            self.push(octal(&escape[1..]) & 0xff);
            return Ok(());
        }
        if chars::is_ascii_digit(letter) {
            return self.numbered(escape);
        }
        if let Some(c) = control(letter) {
            self.push(c);
        } else if chars::is_ascii_letter(letter) {
            return Err(self
                .source
                .error_quoting("bad escape ", &escape, escape.len()));
        } else {
            self.push(92);
            self.push(letter);
        }
        Ok(())
    }

    /// `\g<name>` or `\g<number>`.
    fn named_group(&mut self) -> Result<(), PatternError> {
        if !self.source.matches('<')? {
            return Err(self.source.error("missing <", 0));
        }
        let name = self.source.get_until('>', "group name")?;
        let offset = name.len() + 1;
        if name.iter().all(|&c| chars::is_ascii_digit(c)) {
            let group = decimal(&name);
            if group >= MAXGROUPS {
                let digits: String = name
                    .iter()
                    .skip_while(|&&c| c == 48)
                    .filter_map(|&c| char::from_u32(c))
                    .collect();
                return Err(self
                    .source
                    .error(&format!("invalid group reference {digits}"), offset));
            }
            return self.group(group, offset);
        }
        self.source.check_group_name(&name, 1)?;
        let mut encoded = Vec::new();
        name.iter().for_each(|&c| chars::encode(c, &mut encoded));
        match self.program.group_index(&encoded) {
            Some(group) => self.group(u64::from(group), offset),
            None => {
                let mut msg = points("unknown group name ");
                msg.extend(chars::repr(&name, false));
                let mut bytes = Vec::new();
                msg.into_iter().for_each(|c| chars::encode(c, &mut bytes));
                Err(PatternError {
                    kind: ErrorKind::IndexError,
                    msg: bytes,
                    pos: None,
                })
            }
        }
    }

    /// An octal escape of three digits, or else a group of one or two.
    fn numbered(&mut self, mut escape: Vec<u32>) -> Result<(), PatternError> {
        if self.source.next_in(chars::is_ascii_digit) {
            self.source
                .get_while(1, chars::is_ascii_digit, &mut escape)?;
            if is_octal_digit(escape[1])
                && is_octal_digit(escape[2])
                && self.source.next_in(is_octal_digit)
            {
                self.source.get_while(1, is_octal_digit, &mut escape)?;
                let value = octal(&escape[1..]);
                if value > 0o377 {
                    let mut msg = points("octal escape value ");
                    msg.extend_from_slice(&escape);
                    msg.extend(points(" outside of range 0-0o377"));
                    return Err(self.source.error_with(msg, escape.len()));
                }
                self.push(value);
                return Ok(());
            }
        }
        self.group(decimal(&escape[1..]), escape.len() - 1)
    }
}
