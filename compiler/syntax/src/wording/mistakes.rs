//! Mistakes that CPython's grammar has rules of its own for (`invalid_*`) and that show in the tokens before an error.

use super::parser::{Said, Words, starts_expression};
use super::tree::kind_name;
use ruff_python_ast::Expr;
use ruff_python_ast::token::{Token, TokenKind as Kind};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What CPython says of the logical line in which the parser has found errors at these places, the first one first; `None` if none of
/// the rules here fits.
pub(super) fn said(words: &Words, places: &[TextRange]) -> Option<Said> {
    let line = Line::around(words, places);
    (0..line.tokens.len()).find_map(|at| line.mistake(at))
}

/// The tokens of a logical line.
struct Line<'a> {
    words: &'a Words<'a>,
    tokens: Vec<&'a Token>,
    /// For each token the bracket that it stands in, as an index.
    inside: Vec<Option<usize>>,
    /// The token at the line's last error: a mistake behind it is not what made the parser stop.
    error: usize,
}

impl<'a> Line<'a> {
    fn around(words: &'a Words<'a>, places: &[TextRange]) -> Line<'a> {
        let place = places.first().map_or(TextSize::new(0), |at| at.start());
        let ends = |token: &Token| matches!(token.kind(), Kind::Newline | Kind::Semi);
        let at = words.tokens.partition_point(|t| t.start() < place);
        let from = words.tokens[..at]
            .iter()
            .rposition(ends)
            .map_or(0, |at| at + 1);
        let to = words.tokens[at.min(words.tokens.len())..]
            .iter()
            .position(ends)
            .map_or(words.tokens.len(), |length| at + length + 1);
        let tokens: Vec<&Token> = words.tokens[from..to]
            .iter()
            .filter(|t| {
                !matches!(
                    t.kind(),
                    Kind::Comment | Kind::NonLogicalNewline | Kind::Indent | Kind::Dedent
                )
            })
            .collect();
        let mut open = Vec::new();
        let mut inside = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.kind(), Kind::Rpar | Kind::Rsqb | Kind::Rbrace) {
                open.pop();
            }
            inside.push(open.last().copied());
            if matches!(token.kind(), Kind::Lpar | Kind::Lsqb | Kind::Lbrace) {
                open.push(at);
            }
        }
        let end = tokens.last().map_or(place, |t| t.end());
        let on_line = places.iter().filter(|at| at.start() <= end);
        let last = on_line.map(|at| at.end().min(end)).max();
        let behind = tokens.partition_point(|t| t.start() < last.unwrap_or(place));
        let error = tokens
            .partition_point(|t| t.start() < place)
            .max(behind.saturating_sub(1));
        Line {
            words,
            tokens,
            inside,
            error,
        }
    }

    fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::EndOfFile, |t| t.kind())
    }

    fn before(&self, at: usize) -> Option<Kind> {
        at.checked_sub(1).map(|at| self.kind(at))
    }

    /// The message about the tokens `from..=to`.
    fn about(&self, message: impl Into<String>, from: usize, to: usize) -> Option<Said> {
        let (from, to) = (self.tokens.get(from)?, self.tokens.get(to)?);
        Some((message.into(), TextRange::new(from.start(), to.end())))
    }

    /// The first token of the statement: what follows `async`, if that is the first.
    fn keyword(&self) -> Kind {
        match self.kind(0) {
            Kind::Async => self.kind(1),
            kind => kind,
        }
    }

    /// The longest expression that begins with a token: CPython's name of its kind, and its last token.
    fn expression(&self, from: usize) -> Option<(&'static str, usize)> {
        let start = self.tokens.get(from)?.start();
        (from..self.tokens.len()).rev().find_map(|last| {
            let source = &self.words.text[TextRange::new(start, self.tokens[last].end())];
            let parsed = ruff_python_parser::parse_expression(source).ok()?;
            match parsed.expr() {
                Expr::Tuple(tuple) if !tuple.parenthesized => None,
                expr => Some((kind_name(expr), last)),
            }
        })
    }

    /// Whether a token stands among the parameters of a `def` or of a `lambda`.
    fn in_parameters(&self, at: usize) -> bool {
        self.in_lambda(at).is_some()
            || self.keyword() == Kind::Def
                && self.inside[at].is_some_and(|open| {
                    self.kind(open) == Kind::Lpar && self.inside[open].is_none()
                })
    }

    /// The `lambda` whose parameters a token stands among.
    fn in_lambda(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take_while(|before| {
                self.kind(*before) != Kind::Colon || self.inside[*before] != self.inside[at]
            })
            .find(|before| {
                self.kind(*before) == Kind::Lambda && self.inside[*before] == self.inside[at]
            })
    }

    /// Whether a token stands among the arguments of a call.
    fn in_call(&self, at: usize) -> bool {
        let Some(open) = self.inside[at].filter(|open| self.kind(*open) == Kind::Lpar) else {
            return false;
        };
        self.keyword() != Kind::Def
            && matches!(
                self.before(open),
                Some(Kind::Name | Kind::Rpar | Kind::Rsqb)
            )
            && !self.in_parameters(at)
    }

    fn in_subscript(&self, at: usize) -> bool {
        self.inside[at].is_some_and(|open| {
            self.kind(open) == Kind::Lsqb
                && matches!(
                    self.before(open),
                    Some(Kind::Name | Kind::Rpar | Kind::Rsqb)
                )
        })
    }

    fn mistake(&self, at: usize) -> Option<Said> {
        if at > self.error {
            return None;
        }
        match self.kind(at) {
            Kind::Not => self.negated_operand(at),
            Kind::As => self.target(at),
            Kind::Lpar if self.in_lambda(at).is_some() => self.parenthesized(at),
            Kind::Star | Kind::DoubleStar => self.starred(at),
            Kind::Slash if self.in_parameters(at) => self.slash(at),
            Kind::Equal => self.default(at),
            Kind::Else => self.alternative(at),
            Kind::Pass | Kind::Break | Kind::Continue => self.statement_for_value(at),
            Kind::Elif if at == 0 => self.late_elif(),
            Kind::Def if at == 1 && self.kind(0) == Kind::Async => self.no_parameters(at),
            Kind::String => self.broken_string(at),
            Kind::TStringStart
                if matches!(self.before(at), Some(Kind::String | Kind::FStringEnd)) =>
            {
                self.mixed_strings(at)
            }
            Kind::TStringEnd if matches!(self.kind(at + 1), Kind::String | Kind::FStringStart) => {
                self.mixed_strings(at + 1)
            }
            Kind::PlusEqual
            | Kind::MinusEqual
            | Kind::StarEqual
            | Kind::SlashEqual
            | Kind::PercentEqual
            | Kind::AmperEqual
            | Kind::VbarEqual
            | Kind::CircumflexEqual
            | Kind::LeftShiftEqual
            | Kind::RightShiftEqual
            | Kind::DoubleStarEqual
            | Kind::DoubleSlashEqual
            | Kind::AtEqual => self.augmented(at),
            Kind::Plus | Kind::Minus if self.kind(0) == Kind::Case => self.complex(at),
            _ => None,
        }
    }

    /// `async def f:`
    fn no_parameters(&self, at: usize) -> Option<Said> {
        if self.kind(at + 1) != Kind::Name {
            return None;
        }
        let mut open = at + 2;
        if self.kind(open) == Kind::Lsqb {
            let close = (open..self.tokens.len()).find(|at| self.kind(*at) == Kind::Rsqb)?;
            open = close + 1;
        }
        (self.kind(open) != Kind::Lpar).then(|| self.about("expected '('", open, open))?
    }

    fn negated_operand(&self, at: usize) -> Option<Said> {
        let operators = [
            Kind::Plus,
            Kind::Minus,
            Kind::Tilde,
            Kind::Star,
            Kind::Slash,
            Kind::Percent,
            Kind::DoubleSlash,
            Kind::At,
        ];
        let operator = self.before(at).filter(|kind| operators.contains(kind))?;
        // `*` and `@` are no operators at the beginning of something.
        let is_unary = matches!(operator, Kind::Plus | Kind::Minus | Kind::Tilde);
        let is_binary =
            at > 1 && !matches!(self.kind(at - 2), Kind::Lpar | Kind::Lsqb | Kind::Comma);
        (is_unary || is_binary)
            .then(|| self.about("'not' after an operator must be parenthesized", at, at))?
    }

    /// What stands behind `as` where only a name may.
    fn target(&self, at: usize) -> Option<Said> {
        let say = |message: &str| {
            let (kind, last) = self.expression(at + 1)?;
            (kind != "name").then(|| self.about(message.replace("{}", kind), at + 1, last))?
        };
        match self.keyword() {
            Kind::Import | Kind::From => say("cannot use {} as import target"),
            Kind::Except if self.inside[at].is_none() && self.kind(1) == Kind::Star => {
                say("cannot use except* statement with {}")
            }
            Kind::Except if self.inside[at].is_none() => say("cannot use except statement with {}"),
            Kind::Case => say("cannot use {} as pattern target"),
            _ => None,
        }
    }

    fn parenthesized(&self, at: usize) -> Option<Said> {
        let close = (at + 1..self.tokens.len()).find(|close| self.kind(*close) == Kind::Rpar)?;
        let are_names = (at + 1..close).all(|at| matches!(self.kind(at), Kind::Name | Kind::Comma));
        let message = "Lambda expression parameters cannot be parenthesized";
        (close > at + 1 && are_names && self.before(at) != Some(Kind::Equal))
            .then(|| self.about(message, at, close))?
    }

    fn starred(&self, at: usize) -> Option<Said> {
        let is_double = self.kind(at) == Kind::DoubleStar;
        let begins = matches!(
            self.before(at),
            Some(Kind::Lpar | Kind::Comma | Kind::Lsqb | Kind::Lambda)
        );
        if !begins {
            return None;
        }
        let next = self.kind(at + 1);
        if next == Kind::Name && self.kind(at + 2) == Kind::Equal && self.in_lambda(at).is_some() {
            let which = if is_double { "keyword" } else { "positional" };
            let message = format!("var-{which} argument cannot have default value");
            return self.about(message, at + 2, at + 2);
        }
        if self.in_call(at) && next == Kind::Name && self.kind(at + 2) == Kind::Equal {
            let which = if is_double { "keyword" } else { "iterable" };
            let message = format!("cannot assign to {which} argument unpacking");
            return self.about(message, at, at + 2);
        }
        if !is_double
            && (self.in_call(at) || self.in_subscript(at))
            && matches!(
                next,
                Kind::Rpar | Kind::Rsqb | Kind::Comma | Kind::Colon | Kind::Equal
            )
        {
            return self.about("Invalid star expression", at, at);
        }
        let is_type_parameter = matches!(self.keyword(), Kind::Def | Kind::Class | Kind::Type)
            && self.inside[at].is_some_and(|open| self.kind(open) == Kind::Lsqb);
        if is_type_parameter && next == Kind::Name && self.kind(at + 2) == Kind::Colon {
            let (kind, _) = self.expression(at + 3)?;
            let what = if kind == "tuple" {
                "constraints"
            } else {
                "bound"
            };
            let which = if is_double {
                "ParamSpec"
            } else {
                "TypeVarTuple"
            };
            return self.about(format!("cannot use {what} with {which}"), at + 2, at + 2);
        }
        None
    }

    fn slash(&self, at: usize) -> Option<Said> {
        if self.kind(at + 1) == Kind::Star {
            return self.about("expected comma between / and *", at + 1, at + 1);
        }
        let is_first = matches!(self.before(at), Some(Kind::Lpar | Kind::Lambda));
        if is_first && self.kind(at + 1) != Kind::Comma {
            return self.about("invalid syntax", at, at);
        }
        let follows_star = (0..at).any(|before| {
            self.kind(before) == Kind::Star && self.inside[before] == self.inside[at]
        });
        follows_star.then(|| self.about("/ must be ahead of *", at, at))?
    }

    /// `=` of a default value that is not there, or of what is no assignment.
    fn default(&self, at: usize) -> Option<Said> {
        let in_display = self.inside[at].is_some_and(|open| {
            let is_field = matches!(
                self.before(open),
                Some(
                    Kind::FStringStart
                        | Kind::FStringMiddle
                        | Kind::TStringStart
                        | Kind::TStringMiddle
                        | Kind::Rbrace
                        | Kind::Colon
                )
            );
            match self.kind(open) {
                Kind::Lsqb => !matches!(self.keyword(), Kind::Def | Kind::Class | Kind::Type),
                Kind::Lbrace => !is_field,
                _ => false,
            }
        });
        if in_display && self.in_lambda(at).is_none() {
            let said = self.words.assignment_in_condition(self.tokens[at].range());
            return Some(said).filter(|(message, _)| message != "invalid syntax");
        }
        let ends = matches!(self.kind(at + 1), Kind::Comma | Kind::Rpar | Kind::Colon);
        (ends && self.before(at) == Some(Kind::Name) && self.in_parameters(at))
            .then(|| self.about("expected default value expression", at, at))?
    }

    fn alternative(&self, at: usize) -> Option<Said> {
        let next = self.kind(at + 1);
        let is_statement = matches!(
            next,
            Kind::Pass
                | Kind::Break
                | Kind::Continue
                | Kind::Return
                | Kind::Raise
                | Kind::Global
                | Kind::Nonlocal
                | Kind::Del
                | Kind::Assert
                | Kind::Import
        );
        let message = "expected expression after 'else', but statement is given";
        (at > 0 && is_statement).then(|| self.about(message, at + 1, at + 1))?
    }

    fn statement_for_value(&self, at: usize) -> Option<Said> {
        let has_else = (at + 1..self.tokens.len()).any(|at| self.kind(at) == Kind::Else);
        let message = "expected expression before 'if', but statement is given";
        (at > 0 && self.kind(at + 1) == Kind::If && has_else)
            .then(|| self.about(message, at, at))?
    }

    /// An `elif` behind the `else` of the same `if`.
    fn late_elif(&self) -> Option<Said> {
        let text = self.words.text;
        let start = self.tokens.first()?.start().to_usize();
        let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let indent = &text[line_start..start];
        let mut is_late = false;
        for line in text[..line_start].lines().rev() {
            let Some(rest) = line.strip_prefix(indent) else {
                if line.trim().is_empty() {
                    continue;
                }
                return None;
            };
            if rest.is_empty() || rest.starts_with([' ', '\t', '#']) {
                continue;
            }
            let word = rest.split(|c: char| !c.is_alphanumeric()).next()?;
            match word {
                "else" => is_late = true,
                "elif" | "if" | "while" | "for" | "async" | "try" | "except" if is_late => {
                    return self.about("'elif' block follows an 'else' block", 0, 0);
                }
                "elif" => {}
                _ => return None,
            }
        }
        None
    }

    /// `"a "b" c"`: words between strings.
    fn broken_string(&self, at: usize) -> Option<Said> {
        let last = (at + 1..self.tokens.len())
            .take_while(|at| self.kind(*at) == Kind::Name)
            .last()?;
        let message = "invalid syntax. Is this intended to be part of the string?";
        (self.kind(last + 1) == Kind::String).then(|| self.about(message, at + 1, last))?
    }

    fn mixed_strings(&self, at: usize) -> Option<Said> {
        let message = "cannot mix t-string literals with string or bytes literals";
        self.about(message, at, at)
    }

    fn augmented(&self, at: usize) -> Option<Said> {
        if self.inside[at].is_some() {
            return None;
        }
        let last = at.checked_sub(1)?;
        let range = TextRange::new(self.tokens[0].start(), self.tokens[last].end());
        let parsed = ruff_python_parser::parse_expression(&self.words.text[range]).ok()?;
        let kind = kind_name(parsed.expr());
        let message = format!("'{kind}' is an illegal expression for augmented assignment");
        (kind == "tuple" && starts_expression(self.kind(at + 1)))
            .then(|| self.about(message, 0, last))?
    }

    /// `1 + 2` as a pattern.
    fn complex(&self, at: usize) -> Option<Said> {
        let is_number = |kind| matches!(kind, Kind::Int | Kind::Float | Kind::Complex);
        let (left, right) = (self.before(at)?, self.kind(at + 1));
        if !is_number(left) || !is_number(right) {
            return None;
        }
        if left == Kind::Complex {
            return self.about("real number required in complex literal", at - 1, at - 1);
        }
        let message = "imaginary number required in complex literal";
        (right != Kind::Complex).then(|| self.about(message, at + 1, at + 1))?
    }
}

/// Letters before a quote that CPython reads as a prefix and then refuses.
pub(super) fn incompatible_prefixes(prefix: &str) -> Option<String> {
    let letters: Vec<char> = prefix.chars().map(|c| c.to_ascii_lowercase()).collect();
    let is_prefix = letters
        .iter()
        .enumerate()
        .all(|(at, letter)| "bfrtu".contains(*letter) && !letters[..at].contains(letter));
    if !is_prefix {
        return None;
    }
    let has = |letter: char| letters.contains(&letter);
    [
        ('u', 'b'),
        ('u', 'r'),
        ('u', 'f'),
        ('u', 't'),
        ('b', 'f'),
        ('b', 't'),
        ('f', 't'),
    ]
    .into_iter()
    .find(|(one, other)| has(*one) && has(*other))
    .map(|(one, other)| format!("'{one}' and '{other}' prefixes are incompatible"))
}
