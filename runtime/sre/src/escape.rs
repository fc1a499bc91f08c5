//! Backslash escapes of patterns, outside and inside of character sets.

use crate::ast::{Category, CategoryKind, Node, Position, SetItem};
use crate::chars;
use crate::error::{ErrorKind, PatternError};
use crate::parse::Parser;
use crate::tokenizer::{decimal, is_octal_digit, octal, points};

/// `\a`, `\n` and their like: the control character that an escape letter names.
pub(crate) fn control(letter: u32) -> Option<u32> {
    Some(match char::from_u32(letter)? {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

fn category(letter: u32) -> Option<Category> {
    let (kind, negated) = match char::from_u32(letter)? {
        'd' => (CategoryKind::Digit, false),
        'D' => (CategoryKind::Digit, true),
        's' => (CategoryKind::Space, false),
        'S' => (CategoryKind::Space, true),
        'w' => (CategoryKind::Word, false),
        'W' => (CategoryKind::Word, true),
        _ => return None,
    };
    Some(Category { kind, negated })
}

fn position(letter: u32) -> Option<Position> {
    Some(match char::from_u32(letter)? {
        'A' => Position::BeginningString,
        'b' => Position::Boundary,
        'B' => Position::NonBoundary,
        'z' | 'Z' => Position::EndString,
        _ => return None,
    })
}

fn is_hex_digit(c: u32) -> bool {
    char::from_u32(c).is_some_and(|c| c.is_ascii_hexdigit())
}

impl Parser {
    fn bad_escape(&self, escape: &[u32]) -> PatternError {
        self.source
            .error_quoting("bad escape ", escape, escape.len())
    }

    fn octal_out_of_range(&self, escape: &[u32]) -> PatternError {
        let mut msg = points("octal escape value ");
        msg.extend_from_slice(escape);
        msg.extend(points(" outside of range 0-0o377"));
        self.source.error_with(msg, escape.len())
    }

    /// `\x`, `\u`, `\U` and `\N`, which sets and patterns read alike; `None` when `letter` is none of them.
    fn coded_escape(&mut self, letter: u32) -> Result<Option<u32>, PatternError> {
        let digits = match (char::from_u32(letter), self.source.is_text) {
            (Some('x'), _) => 2,
            (Some('u'), true) => 4,
            (Some('U'), true) => 8,
            (Some('N'), true) => return self.named_escape().map(Some),
            _ => return Ok(None),
        };
        let mut escape = vec![92, letter];
        self.source.get_while(digits, is_hex_digit, &mut escape)?;
        if escape.len() != digits + 2 {
            return Err(self
                .source
                .error_quoting("incomplete escape ", &escape, escape.len()));
        }
        let value = escape[2..].iter().fold(0u64, |n, &d| {
            n * 16 + u64::from(char::from_u32(d).and_then(|d| d.to_digit(16)).unwrap_or(0))
        });
        if value > 0x10ffff {
            return Err(self.bad_escape(&escape));
        }
        Ok(Some(value as u32))
    }

    fn named_escape(&mut self) -> Result<u32, PatternError> {
        if !self.source.matches('{')? {
            return Err(self.source.error("missing {", 0));
        }
        let name = self.source.get_until('}', "character name")?;
        // The table of names would outweigh the engine.
        let quoted = chars::repr(&name, false);
        let error = self.source.error_quoting(
            "a character by its name in a pattern: ",
            &quoted,
            name.len() + 4,
        );
        Err(PatternError {
            kind: ErrorKind::Unsupported,
            ..error
        })
    }

    /// The escape `\letter` inside a character set; its token is already consumed.
    pub(crate) fn class_escape(&mut self, letter: u32) -> Result<SetItem, PatternError> {
        if let Some(c) = control(letter) {
            return Ok(SetItem::Literal(c));
        }
        if let Some(category) = category(letter) {
            return Ok(SetItem::Category(category));
        }
        if let Some(c) = self.coded_escape(letter)? {
            return Ok(SetItem::Literal(c));
        }
        let mut escape = vec![92, letter];
        if is_octal_digit(letter) {
            self.source.get_while(2, is_octal_digit, &mut escape)?;
            let value = octal(&escape[1..]);
            if value > 0o377 {
                return Err(self.octal_out_of_range(&escape));
            }
            return Ok(SetItem::Literal(value));
        }
        if chars::is_ascii_digit(letter) || chars::is_ascii_letter(letter) {
            return Err(self.bad_escape(&escape));
        }
        Ok(SetItem::Literal(letter))
    }

    /// The escape `\letter` outside of a set; its token is already consumed.
    pub(crate) fn escape(&mut self, letter: u32) -> Result<Node, PatternError> {
        if let Some(position) = position(letter) {
            return Ok(Node::At(position));
        }
        if let Some(category) = category(letter) {
            return Ok(Node::In(vec![SetItem::Category(category)]));
        }
        if let Some(c) = control(letter) {
            return Ok(Node::Literal(c));
        }
        if let Some(c) = self.coded_escape(letter)? {
            return Ok(Node::Literal(c));
        }
        let mut escape = vec![92, letter];
        if letter == 48 {
            self.source.get_while(2, is_octal_digit, &mut escape)?;
            return Ok(Node::Literal(octal(&escape[1..])));
        }
        if chars::is_ascii_digit(letter) {
            return self.numbered_escape(escape);
        }
        if chars::is_ascii_letter(letter) {
            return Err(self.bad_escape(&escape));
        }
        Ok(Node::Literal(letter))
    }

    /// An octal escape of three digits, or else a reference to a group of one or two.
    fn numbered_escape(&mut self, mut escape: Vec<u32>) -> Result<Node, PatternError> {
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
                    return Err(self.octal_out_of_range(&escape));
                }
                return Ok(Node::Literal(value));
            }
        }
        let group = decimal(&escape[1..]) as usize;
        if group >= self.group_widths.len() {
            return Err(self.source.error(
                &format!("invalid group reference {group}"),
                escape.len() - 1,
            ));
        }
        if self.group_widths[group].is_none() {
            return Err(self
                .source
                .error("cannot refer to an open group", escape.len()));
        }
        self.check_lookbehind_group(group)?;
        Ok(Node::GroupRef(group as u32))
    }
}
