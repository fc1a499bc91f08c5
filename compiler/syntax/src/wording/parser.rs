//! Words for what the parser and the lexer refuse.
//!
//! CPython has special messages for some mistakes (`invalid_*` rules of its grammar) and says `invalid syntax` for the
//! rest. The parser here finds nearly the same places; this file finds CPython's words for them.

use super::mistakes;
use super::tokenizer::{self, TokenizerError};
use super::tree::{expr_at, is_arithmetic, kind_name, operand_ending};
use crate::limits::Limit;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{Expr, ModModule};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed,
};
use ruff_text_size::{Ranged, TextRange, TextSize};
use taipan_diagnostics::{Diagnostic, FileId, codes};

const INVALID: &str = "invalid syntax";

/// The errors of a text that does not parse, the one that CPython reports first. Those that follow it are shown where
/// they are specific, one a line: others would be echoes of the first.
pub(crate) fn parse_errors(
    file: FileId,
    text: &str,
    parsed: &Parsed<ModModule>,
    limit: Option<Limit>,
) -> Vec<Diagnostic> {
    let unknown: Vec<TextSize> = parsed
        .errors()
        .iter()
        .filter(|error| {
            matches!(
                error.error,
                ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { .. })
            )
        })
        .map(|error| error.location.start())
        .collect();
    let first = parsed
        .errors()
        .iter()
        .min_by_key(|error| error.location.start());
    let unclosed = match tokenizer::scan(text, &unknown) {
        Ok(unclosed) => unclosed,
        Err(error) => {
            let is_later = first.is_some_and(|first| {
                let is_indent = first.error == ParseErrorType::UnexpectedIndentation;
                let is_lexical = matches!(first.error, ParseErrorType::Lexical(_));
                first.location.start() < error.span.start()
                    && (is_indent || error.is_weak && !is_lexical)
            });
            if !is_later {
                let TokenizerError {
                    message,
                    span,
                    is_indentation,
                    ..
                } = error;
                let code = if is_indentation {
                    &codes::INDENTATION_ERROR
                } else {
                    &codes::SYNTAX_ERROR
                };
                return vec![code.at(file, span).message(message)];
            }
            None
        }
    };
    let words = Words {
        file,
        text,
        module: parsed.syntax(),
        tokens: parsed.tokens(),
    };
    let mut errors: Vec<(TextSize, Diagnostic)> = parsed
        .errors()
        .iter()
        .map(|error| (error.location.start(), words.of(error)))
        .collect();
    errors.extend(parsed.unsupported_syntax_errors().iter().map(|error| {
        let message = match &error.kind {
            ruff_python_parser::UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
                if text[error.range].starts_with("**") {
                    "dict unpacking cannot be used in dict comprehension"
                } else {
                    "iterable unpacking cannot be used in comprehension"
                }
            }
            _ => INVALID,
        };
        (
            error.range.start(),
            codes::SYNTAX_ERROR.at(file, error.range).message(message),
        )
    }));
    if let Some(limit) = limit {
        let code = if limit.is_indentation {
            &codes::INDENTATION_ERROR
        } else {
            &codes::SYNTAX_ERROR
        };
        errors.push((
            limit.span.start(),
            code.at(file, limit.span).message(limit.message),
        ));
    }
    errors.sort_by_key(|(place, _)| *place);
    let mut places: Vec<TextRange> = parsed.errors().iter().map(|e| e.location).collect();
    places.sort_by_key(Ranged::start);
    if let Some((place, first)) = errors.first_mut()
        && places.first().map(Ranged::start) == Some(*place)
        && let Some((message, span)) = mistakes::said(&words, &places)
    {
        *first = codes::SYNTAX_ERROR.at(file, span).message(message);
    }

    if let Some(unclosed) = unclosed {
        let line_end = text[unclosed.offset.to_usize()..]
            .find('\n')
            .map(|end| unclosed.offset + TextSize::new(end as u32));
        let first = errors.first().map(|(place, _)| *place);
        // An error on the line of the open bracket is told; on a later line the bracket is the likelier mistake.
        if first.is_none_or(|first| line_end.is_none_or(|end| first >= end)) {
            let span = TextRange::at(unclosed.offset, 1.into());
            let message = format!("'{}' was never closed", unclosed.bracket);
            return vec![codes::SYNTAX_ERROR.at(file, span).message(message)];
        }
    }

    let mut shown: Vec<Diagnostic> = Vec::new();
    let mut last_line = 0;
    for (_, diagnostic) in errors {
        let start = diagnostic.span().map_or(0, |span| span.start().to_usize());
        let line = 1 + text[..start].bytes().filter(|byte| *byte == b'\n').count();
        if shown.is_empty() || line > last_line && diagnostic.message != INVALID {
            last_line = line;
            shown.push(diagnostic);
        }
    }
    shown
}

pub(super) struct Words<'a> {
    file: FileId,
    pub text: &'a str,
    module: &'a ModModule,
    pub tokens: &'a [Token],
}

/// A message and the place where it is shown.
pub(super) type Said = (String, TextRange);

impl Words<'_> {
    fn of(&self, error: &ParseError) -> Diagnostic {
        use ParseErrorType as Type;
        let range = error.location;
        let said = |message: &str| (message.to_owned(), range);
        let (message, span) = match &error.error {
            Type::InvalidAssignmentTarget => self.assignment(range),
            Type::InvalidAugmentedAssignmentTarget => said(&format!(
                "'{}' is an illegal expression for augmented assignment",
                self.kind(range)
            )),
            Type::InvalidAnnotatedAssignmentTarget => match expr_at(self.module, range) {
                Some(Expr::Lambda(_)) | None => self.generic(range),
                Some(_)
                    if self.text[range.end().to_usize()..]
                        .trim_start_matches([':', ' '])
                        .starts_with('\n') =>
                {
                    self.generic(range)
                }
                Some(_) => said("illegal target for annotation"),
            },
            Type::InvalidDeleteTarget => said(&format!("cannot delete {}", self.kind(range))),
            Type::InvalidNamedAssignmentTarget => said(&format!(
                "cannot use assignment expressions with {}",
                self.kind(range)
            )),
            Type::PositionalAfterKeywordArgument => {
                said("positional argument follows keyword argument")
            }
            Type::PositionalAfterKeywordUnpacking => match expr_at(self.module, range) {
                Some(Expr::Generator(_)) => said("Generator expression must be parenthesized"),
                _ => said("positional argument follows keyword argument unpacking"),
            },
            Type::InvalidArgumentUnpackingOrder => {
                said("iterable argument unpacking follows keyword argument unpacking")
            }
            Type::UnparenthesizedGeneratorExpression => match self.statement_keyword(range.start())
            {
                Some((TokenKind::Class, _)) => self.generic(range),
                _ => said("Generator expression must be parenthesized"),
            },
            Type::NonDefaultParamAfterDefaultParam => {
                said("parameter without a default follows parameter with a default")
            }
            Type::ExpectedKeywordParam => {
                let mut next = self.token_after(range.end());
                if let Some(comma) = next.filter(|token| token.kind() == TokenKind::Comma) {
                    next = self.token_after(comma.end());
                    if next.is_some_and(|token| token.kind() == TokenKind::DoubleStar) {
                        return codes::SYNTAX_ERROR
                            .at(self.file, range)
                            .message("named arguments must follow bare *");
                    }
                }
                match next.map(Token::kind) {
                    Some(TokenKind::Rpar | TokenKind::Colon) => {
                        said("named arguments must follow bare *")
                    }
                    _ => self.generic(next.map_or(range, Token::range)),
                }
            }
            Type::ParamAfterVarKeywordParam => said("arguments cannot follow var-keyword argument"),
            Type::VarParameterWithDefault => {
                let before = self.text[..range.start().to_usize()]
                    .trim_end_matches(|char: char| char != '*');
                if before.ends_with("**") {
                    said("var-keyword argument cannot have default value")
                } else {
                    said("var-positional argument cannot have default value")
                }
            }
            Type::InvalidMatchPatternTarget
                if self.token_before(range.start()).map(Token::kind)
                    == Some(TokenKind::DoubleStar) =>
            {
                self.generic(range)
            }
            Type::InvalidMatchPatternTarget => said("cannot use '_' as a target"),
            Type::InvalidStarredExpressionUsage => self.starred(range),
            Type::EmptyImportNames => match self.token_at(range.start()).map(Token::kind) {
                Some(TokenKind::Newline | TokenKind::EndOfFile) | None => {
                    said("Expected one or more names after 'import'")
                }
                Some(_) => self.generic(range),
            },
            Type::EmptyTypeParams => said("Type parameter list cannot be empty"),
            Type::UnexpectedIndentation => {
                return codes::INDENTATION_ERROR
                    .at(self.file, range)
                    .message("unexpected indent");
            }
            Type::FStringError(kind) => self.interpolated('f', kind.clone(), range),
            Type::TStringError(kind) => self.interpolated('t', kind.clone(), range),
            Type::Lexical(kind) => match kind {
                LexicalErrorType::FStringError(kind) => self.interpolated('f', kind.clone(), range),
                LexicalErrorType::TStringError(kind) => self.interpolated('t', kind.clone(), range),
                LexicalErrorType::IndentationError => {
                    let message = "unindent does not match any outer indentation level";
                    return codes::INDENTATION_ERROR
                        .at(self.file, range)
                        .message(message);
                }
                LexicalErrorType::InvalidByteLiteral => {
                    said("bytes can only contain ASCII literal characters")
                }
                LexicalErrorType::UnicodeError
                | LexicalErrorType::MissingUnicodeLbrace
                | LexicalErrorType::MissingUnicodeRbrace => self.escape(range),
                LexicalErrorType::Eof => said("unexpected EOF while parsing"),
                _ => self.generic(range),
            },
            Type::SimpleStatementsOnSameLine => self.adjacent(range),
            Type::ExpectedToken { expected, found } => self.expected(*expected, *found, range),
            Type::ExpectedExpression => self.expression(range),
            Type::OtherError(message) => {
                if let Some(block) = message.strip_prefix("Expected an indented block after ") {
                    return codes::INDENTATION_ERROR
                        .at(self.file, range)
                        .message(self.block(block, range));
                }
                self.other(message, range)
            }
            _ => self.stray(range),
        };
        codes::SYNTAX_ERROR.at(self.file, span).message(message)
    }

    fn kind(&self, range: TextRange) -> &'static str {
        expr_at(self.module, range).map_or("expression", kind_name)
    }

    fn generic(&self, range: TextRange) -> Said {
        (INVALID.to_owned(), range)
    }

    /// What is said of a token that nothing special is known of.
    fn stray(&self, range: TextRange) -> Said {
        match self.token_at(range.start()) {
            Some(token)
                if token.kind() == TokenKind::Equal && self.is_in_brackets(range.start()) =>
            {
                self.assignment_in_condition(token.range())
            }
            _ => self.generic(range),
        }
    }

    fn token_index(&self, offset: TextSize) -> usize {
        self.tokens.partition_point(|token| token.start() < offset)
    }

    fn token_at(&self, offset: TextSize) -> Option<&Token> {
        self.tokens.get(self.token_index(offset))
    }

    fn token_before(&self, offset: TextSize) -> Option<&Token> {
        let significant = |token: &&Token| {
            !matches!(
                token.kind(),
                TokenKind::Comment | TokenKind::NonLogicalNewline
            )
        };
        self.tokens[..self.token_index(offset)]
            .iter()
            .rev()
            .find(significant)
    }

    fn token_after(&self, offset: TextSize) -> Option<&Token> {
        let significant = |token: &&Token| {
            !matches!(
                token.kind(),
                TokenKind::Comment | TokenKind::NonLogicalNewline
            )
        };
        let from = self.tokens.partition_point(|token| token.start() < offset);
        self.tokens[from..].iter().find(significant)
    }

    /// The first token of the logical line that `offset` is on, or, if `offset` begins a line, of that line.
    fn statement_keyword(&self, offset: TextSize) -> Option<(TokenKind, TextRange)> {
        let index = self.token_index(offset);
        let is_boundary = |token: &Token| {
            matches!(
                token.kind(),
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi
            )
        };
        let start = self.tokens[..index]
            .iter()
            .rposition(is_boundary)
            .map_or(0, |at| at + 1);
        let token = self.tokens[start..].iter().find(|token| {
            !matches!(
                token.kind(),
                TokenKind::Comment
                    | TokenKind::NonLogicalNewline
                    | TokenKind::Indent
                    | TokenKind::Dedent
            )
        })?;
        Some((token.kind(), token.range()))
    }

    fn is_in_brackets(&self, offset: TextSize) -> bool {
        let mut depth = 0i32;
        for token in &self.tokens[..self.token_index(offset)] {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                TokenKind::Newline => depth = 0,
                _ => {}
            }
        }
        depth > 0
    }

    fn assignment(&self, range: TextRange) -> Said {
        let Some(expr) = expr_at(self.module, range) else {
            return self.generic(range);
        };
        let kind = kind_name(expr);
        if matches!(expr, Expr::If(_) | Expr::Compare(_))
            && self.token_before(range.start()).map(Token::kind) == Some(TokenKind::For)
        {
            // The operand is the target: what follows it should be `in`.
            let operand = match expr {
                Expr::If(conditional) => conditional.body.range(),
                Expr::Compare(comparison) => comparison.left.range(),
                _ => range,
            };
            let next = self.token_after(operand.end()).map_or(range, Token::range);
            return if self.is_in_brackets(range.start()) {
                ("'in' expected after for-loop variables".to_owned(), next)
            } else {
                self.generic(next)
            };
        }
        if matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_))
            && !self.is_in_brackets(range.start())
        {
            return (
                "assignment to yield expression not possible".to_owned(),
                range,
            );
        }
        if matches!(expr, Expr::Name(_) | Expr::Await(_)) && range.len() == TextSize::new(5) {
            // `await = 1`: the keyword has no operand.
            return self.generic(self.token_after(range.end()).map_or(range, Token::range));
        }
        let mut end = range.end();
        let mut is_parenthesized = false;
        while let Some(token) = self
            .token_after(end)
            .filter(|token| token.kind() == TokenKind::Rpar)
        {
            end = token.end();
            is_parenthesized = true;
        }
        let is_first = self
            .statement_keyword(range.start())
            .is_some_and(|(_, first)| {
                self.text[first.start().to_usize()..range.start().to_usize()]
                    .trim_matches(['(', ' '])
                    .is_empty()
            });
        let equals = self
            .token_after(end)
            .filter(|token| token.kind() == TokenKind::Equal);
        let is_candidate = is_first
            && (is_arithmetic(expr) || is_parenthesized)
            && !matches!(
                expr,
                Expr::List(_)
                    | Expr::Tuple(_)
                    | Expr::Generator(_)
                    | Expr::BooleanLiteral(_)
                    | Expr::NoneLiteral(_)
            );
        if let (true, Some(equals)) = (is_candidate, equals) {
            let mut rest = self.tokens[self.token_index(equals.end())..]
                .iter()
                .take_while(|token| token.kind() != TokenKind::Newline)
                .filter(|token| token.kind() != TokenKind::EndOfFile)
                .peekable();
            let has_value = rest.peek().is_some();
            if has_value && !rest.any(|token| token.kind() == TokenKind::Equal) {
                return (
                    format!("cannot assign to {kind} here. Maybe you meant '==' instead of '='?"),
                    range,
                );
            }
        }
        (format!("cannot assign to {kind}"), range)
    }

    fn starred(&self, range: TextRange) -> Said {
        let before = self.token_before(range.start()).map(Token::kind);
        let message = match before {
            Some(TokenKind::Colon) => "cannot use a starred expression in a dictionary value",
            Some(TokenKind::Lpar) => "cannot use starred expression here",
            Some(TokenKind::Comma) => INVALID,
            _ => "can't use starred expression here",
        };
        (message.to_owned(), range)
    }

    fn interpolated(
        &self,
        letter: char,
        kind: InterpolatedStringErrorType,
        range: TextRange,
    ) -> Said {
        use InterpolatedStringErrorType as Kind;
        let message = match kind {
            Kind::UnclosedLbrace => {
                if let Some(said) = self.comma(range, false) {
                    return said;
                }
                let open = self.text[..range.start().to_usize()]
                    .rfind('{')
                    .unwrap_or(0);
                let field = &self.text[open..range.start().to_usize()];
                if field.contains(':') || self.text[..open].ends_with(':') {
                    "expecting '}', or format specs"
                } else {
                    "expecting '}'"
                }
            }
            Kind::InvalidConversionFlag => {
                let found = self.text[range].trim_start_matches('!');
                return (
                    format!(
                        "{letter}-string: invalid conversion character '{found}': expected 's', 'r', or 'a'"
                    ),
                    range,
                );
            }
            Kind::SingleRbrace => "single '}' is not allowed",
            Kind::UnterminatedString | Kind::UnterminatedTripleQuotedString => {
                "unterminated string"
            }
            Kind::LambdaWithoutParentheses => {
                "lambda expressions are not allowed without parentheses"
            }
            Kind::ConversionFlagNotImmediatelyAfterExclamation => {
                "conversion type must come right after the exclamation mark"
            }
            Kind::NewlineInFormatSpec => {
                return (
                    format!(
                        "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
                    ),
                    range,
                );
            }
        };
        (format!("{letter}-string: {message}"), range)
    }

    /// A bad escape sequence; `range` is near its end. CPython blames the whole literal and counts in its contents.
    fn escape(&self, range: TextRange) -> Said {
        let literal = self
            .tokens
            .iter()
            .find(|token| token.range().contains_inclusive(range.start()));
        let literal = literal.map_or(range, Token::range);
        let source = &self.text[literal];
        if !source.ends_with(['"', '\'']) {
            // The middle of an f-string, from a quote or a field on.
            let found = bad_escape(source, false);
            return (found.unwrap_or_else(|| INVALID.to_owned()), literal);
        }
        let quote = source.find(['"', '\'']).unwrap_or(0);
        let is_bytes = source[..quote].contains(['b', 'B']);
        let width = if source[quote..].starts_with("\"\"\"") || source[quote..].starts_with("'''") {
            3
        } else {
            1
        };
        let contents = source[quote + width..].trim_end_matches(['"', '\'']);
        let found = bad_escape(contents, is_bytes);
        (found.unwrap_or_else(|| INVALID.to_owned()), literal)
    }

    /// Two statements on a line without `;`, which is what most misspelt statements look like.
    fn adjacent(&self, range: TextRange) -> Said {
        let Some(before) = self.token_before(range.start()) else {
            return self.generic(range);
        };
        let first = self.statement_keyword(before.start());
        if let Some((_, first)) = first {
            let word = &self.text[first];
            let next = self.token_at(range.start()).map(Token::kind);
            if before.range() == first
                && matches!(word, "print" | "exec")
                && next.is_some_and(starts_expression)
            {
                let message =
                    format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                return (message, TextRange::new(first.start(), range.end()));
            }
            let next_text = self
                .token_at(range.start())
                .map(|token| &self.text[token.range()]);
            if word == "import" && next_text == Some("from") {
                let message = "Did you mean to use 'from ... import ...' instead?";
                return (message.to_owned(), first);
            }
        }
        if self.token_at(range.start()).map(Token::kind) == Some(TokenKind::Not) {
            // `a not b`: the operator would be `not in`.
            let next = self.token_after(range.start() + TextSize::new(3));
            return self.generic(next.map_or(range, Token::range));
        }
        self.generic(self.token_at(range.start()).map_or(range, Token::range))
    }

    fn expected(&self, expected: TokenKind, found: TokenKind, range: TextRange) -> Said {
        let said = |message: &str| (message.to_owned(), range);
        let statement = self.statement_keyword(range.start());
        if expected == TokenKind::In && self.is_in_brackets(range.start()) {
            return said("'in' expected after for-loop variables");
        }
        if let Some(said) = self.comma(range, found == TokenKind::String) {
            return said;
        }
        let before = self.token_before(range.start()).map(Token::kind);
        match expected {
            TokenKind::Colon => {
                let forced = matches!(
                    statement.map(|(kind, _)| kind),
                    Some(TokenKind::Def | TokenKind::Try | TokenKind::Else | TokenKind::Finally)
                ) || statement.is_some_and(|(kind, range)| {
                    kind == TokenKind::Async
                        && self.text[range.end().to_usize()..]
                            .trim_start()
                            .starts_with("def")
                });
                let is_lambda = before_is_lambda(self.tokens, self.token_index(range.start()));
                if found == TokenKind::Rbrace || found == TokenKind::Comma {
                    let key = self.token_before(range.start()).map_or(range, Token::range);
                    return ("':' expected after dictionary key".to_owned(), key);
                }
                if (forced || found == TokenKind::Newline) && !is_lambda {
                    return said("expected ':'");
                }
                if found == TokenKind::Equal {
                    return self.assignment_in_condition(range);
                }
                let keyword = statement.map(|(kind, _)| kind);
                if found == TokenKind::Dot && before == Some(TokenKind::Name) {
                    let name = self.token_before(range.start()).map_or(range, Token::range);
                    match keyword {
                        Some(TokenKind::Except) => {
                            return (
                                "cannot use except statement with attribute".to_owned(),
                                name,
                            );
                        }
                        Some(TokenKind::Case) => {
                            return ("cannot use attribute as pattern target".to_owned(), name);
                        }
                        _ => {}
                    }
                }
                self.generic(range)
            }
            TokenKind::Else => {
                let conditional = self.token_before(range.start()).and_then(|token| {
                    let end = token.end();
                    let index = self.tokens[..self.token_index(end)]
                        .iter()
                        .rposition(|token| token.kind() == TokenKind::If)?;
                    let before = self.token_before(self.tokens[index].start())?;
                    operand_ending(self.module, before.end())
                        .map(|body| TextRange::new(body.start(), end))
                });
                (
                    "expected 'else' after 'if' expression".to_owned(),
                    conditional.unwrap_or(range),
                )
            }
            TokenKind::Lpar if matches!(statement, Some((TokenKind::Def, _))) => {
                said("expected '('")
            }
            TokenKind::Rpar
                if matches!(statement, Some((TokenKind::Def, _))) && found == TokenKind::Lpar =>
            {
                said("Function parameters cannot be parenthesized")
            }
            TokenKind::Rsqb | TokenKind::Rbrace if found == TokenKind::For => {
                let open = self.tokens[..self.token_index(range.start())]
                    .iter()
                    .rposition(|token| matches!(token.kind(), TokenKind::Lsqb | TokenKind::Lbrace))
                    .and_then(|index| self.tokens.get(index + 1));
                let start = open.map_or(range.start(), Ranged::start);
                let message = "did you forget parentheses around the comprehension target?";
                (message.to_owned(), TextRange::new(start, range.start()))
            }
            _ if found == TokenKind::Equal => self.assignment_in_condition(range),
            _ => self.generic(range),
        }
    }

    /// `a b` inside brackets. A name before a string is no candidate: it could be a prefix.
    fn comma(&self, range: TextRange, is_string: bool) -> Option<Said> {
        let found = self.token_at(range.start())?;
        if !starts_expression(found.kind()) || !self.is_in_brackets(range.start()) {
            return None;
        }
        let before = self.token_before(range.start())?;
        if is_string && before.kind() == TokenKind::Name {
            return None;
        }
        let operand = operand_ending(self.module, before.end())?;
        if matches!(operand, Expr::Name(name) if matches!(name.id.as_str(), "print" | "exec" | "match" | "case" | "type" | "_"))
        {
            return None;
        }
        let span = TextRange::new(operand.start(), found.end());
        Some((
            "invalid syntax. Perhaps you forgot a comma?".to_owned(),
            span,
        ))
    }

    /// `if x = 1`.
    pub fn assignment_in_condition(&self, range: TextRange) -> Said {
        let Some(operand) = self
            .token_before(range.start())
            .and_then(|token| operand_ending(self.module, token.end()))
        else {
            return self.generic(range);
        };
        let message = match operand {
            Expr::Name(_) => {
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned()
            }
            Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Generator(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_) => {
                return self.generic(range);
            }
            _ if !is_arithmetic(operand) => return self.generic(range),
            _ => format!(
                "cannot assign to {} here. Maybe you meant '==' instead of '='?",
                kind_name(operand)
            ),
        };
        (message, operand.range())
    }

    fn expression(&self, range: TextRange) -> Said {
        let Some(before) = self.token_before(range.start()) else {
            return self.generic(range);
        };
        let found = self.token_at(range.start());
        let found_kind = found.map(Token::kind);
        match (before.kind(), found_kind) {
            (
                TokenKind::Lbrace,
                Some(
                    kind @ (TokenKind::Rbrace
                    | TokenKind::Exclamation
                    | TokenKind::Colon
                    | TokenKind::Equal),
                ),
            ) if self.is_in_string(before.start()) => {
                let text = match kind {
                    TokenKind::Rbrace => "}",
                    TokenKind::Exclamation => "!",
                    TokenKind::Colon => ":",
                    _ => "=",
                };
                let range = found.map_or(range, Token::range);
                (
                    format!("f-string: valid expression required before '{text}'"),
                    range,
                )
            }
            (TokenKind::Colon, Some(TokenKind::Rbrace | TokenKind::Comma))
                if self.is_in_brackets(range.start()) =>
            {
                (
                    "expression expected after dictionary key and ':'".to_owned(),
                    before.range(),
                )
            }
            (TokenKind::Equal, Some(TokenKind::Rpar | TokenKind::Comma))
                if self.is_in_brackets(range.start()) =>
            {
                match self.statement_keyword(range.start()) {
                    Some((TokenKind::Def | TokenKind::Lambda | TokenKind::Async, _)) => (
                        "expected default value expression".to_owned(),
                        before.range(),
                    ),
                    _ => {
                        let name = self
                            .token_before(before.start())
                            .map_or(range, Token::range);
                        (
                            "expected argument value expression".to_owned(),
                            TextRange::new(name.start(), before.end()),
                        )
                    }
                }
            }
            (TokenKind::Else, _) => (
                "expected expression after 'else', but statement is given".to_owned(),
                range,
            ),
            (TokenKind::Rarrow, Some(TokenKind::Colon)) => {
                ("expected ':'".to_owned(), before.range())
            }
            (TokenKind::Less, Some(TokenKind::Greater)) => (
                "invalid syntax.  Maybe you meant '!=' instead of '<>'?".to_owned(),
                before.range(),
            ),
            _ => self.generic(found.map_or(range, Token::range)),
        }
    }

    /// Whether a token stands in a replacement field.
    fn is_in_string(&self, offset: TextSize) -> bool {
        let mut depth = 0i32;
        for token in &self.tokens[..self.token_index(offset)] {
            match token.kind() {
                TokenKind::FStringStart | TokenKind::TStringStart => depth += 1,
                TokenKind::FStringEnd | TokenKind::TStringEnd => depth -= 1,
                _ => {}
            }
        }
        depth > 0
    }

    /// `block` is the parser's name of the statement; the line is that of its keyword.
    fn block(&self, block: &str, range: TextRange) -> String {
        let colon = self.tokens[..self.token_index(range.start())]
            .iter()
            .rposition(|token| token.kind() == TokenKind::Colon);
        let keyword = colon.and_then(|colon| self.statement_keyword(self.tokens[colon].start()));
        let place = keyword.map_or(range.start(), |(_, range)| range.start());
        let line = 1 + self.text[..place.to_usize()]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count();
        let what = match block {
            "function definition" => "function definition".to_owned(),
            "`class` definition" => "class definition".to_owned(),
            _ => {
                let word = block.split('`').nth(1).unwrap_or("if");
                let is_starred = word == "except"
                    && keyword
                        .and_then(|(_, range)| self.token_after(range.end()))
                        .is_some_and(|token| token.kind() == TokenKind::Star);
                let star = if is_starred { "*" } else { "" };
                format!("'{word}{star}' statement")
            }
        };
        format!("expected an indented block after {what} on line {line}")
    }

    fn other(&self, message: &str, range: TextRange) -> Said {
        let said = |message: &str| (message.to_owned(), range);
        match message {
            "Only single target (not tuple) can be annotated" => {
                said("only single target (not tuple) can be annotated")
            }
            "Only single target (not list) can be annotated" => {
                said("only single target (not list) can be annotated")
            }
            "Expected `except` or `finally` after `try` block" => {
                said("expected 'except' or 'finally' block")
            }
            "Multiple exception types must be parenthesized when using `as`" => {
                said("multiple exception types must be parenthesized when using 'as'")
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                said("cannot have both 'except' and 'except*' on the same 'try'")
            }
            "Expected one or more exception types" => said("expected one or more exception types"),
            "Only one '*' parameter allowed" => said("* argument may appear only once"),
            "Only one '/' separator allowed" => said("/ may appear only once"),
            "'/' parameter must appear before '*' parameter" => said("/ must be ahead of *"),
            "Position-only parameter separator not allowed as first parameter" => {
                said("at least one argument must precede /")
            }
            "Trailing comma not allowed" => match self.statement_keyword(range.start()) {
                Some((TokenKind::From, _)) => {
                    said("trailing comma not allowed without surrounding parentheses")
                }
                _ => self.generic(range),
            },
            "Positional patterns cannot follow keyword patterns" => {
                said("positional patterns follow keyword patterns")
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                said("cannot mix bytes and nonbytes literals")
            }
            "Expected a parameter name" => match expr_at(self.module, range) {
                Some(expr @ (Expr::BooleanLiteral(_) | Expr::NoneLiteral(_))) => {
                    said(&format!("cannot assign to {}", kind_name(expr)))
                }
                _ => match &self.text[range] {
                    word @ ("True" | "False" | "None") => said(&format!("cannot assign to {word}")),
                    _ => said("expression cannot contain assignment, perhaps you meant \"==\"?"),
                },
            },
            "Expected symbol after `as`" | "Expected name after `as`" => {
                let Some(found) = self.token_at(range.start()) else {
                    return self.generic(range);
                };
                let word = &self.text[found.range()];
                match (word, self.statement_keyword(range.start())) {
                    ("None" | "True" | "False", Some((TokenKind::Import | TokenKind::From, _))) => {
                        (format!("cannot use {word} as import target"), found.range())
                    }
                    ("None" | "True" | "False", Some((TokenKind::Except, _))) => (
                        format!("cannot use except statement with {word}"),
                        found.range(),
                    ),
                    _ => self.generic(found.range()),
                }
            }
            _ => self.generic(range),
        }
    }
}

pub(super) fn starts_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::TStringStart
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Ellipsis
            | TokenKind::Lambda
            | TokenKind::Lbrace
            | TokenKind::Match
            | TokenKind::Case
            | TokenKind::Type
    )
}

/// Whether the innermost open construct before the token is a `lambda` without its colon.
fn before_is_lambda(tokens: &[Token], index: usize) -> bool {
    for token in tokens[..index].iter().rev() {
        match token.kind() {
            TokenKind::Lambda => return true,
            TokenKind::Colon | TokenKind::Newline => return false,
            _ => {}
        }
    }
    false
}

/// The message for the first bad escape of a literal's contents, with positions in them.
fn bad_escape(contents: &str, is_bytes: bool) -> Option<String> {
    let chars: Vec<char> = contents.chars().collect();
    let mut at = 0;
    // CPython decodes UTF-8 text of which each character past ASCII is a ten-character escape.
    let mut position = 0;
    while at < chars.len() {
        if chars[at] != '\\' {
            position += if chars[at].is_ascii() { 1 } else { 10 };
            at += 1;
            continue;
        }
        let letter = chars.get(at + 1).copied()?;
        let (digits, shape) = match letter {
            'x' => (2, "\\xXX"),
            'u' if !is_bytes => (4, "\\uXXXX"),
            'U' if !is_bytes => (8, "\\UXXXXXXXX"),
            'N' if !is_bytes => (0, ""),
            _ => {
                at += 2;
                position += 2;
                continue;
            }
        };
        let say = |length: usize, what: &str| {
            Some(format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{}: {what}",
                position + length - 1
            ))
        };
        if letter == 'N' {
            let end = chars[at..].iter().position(|char| *char == '}');
            match (chars.get(at + 2), end) {
                (Some('{'), Some(end)) => {
                    let name: String = chars[at + 3..at + end].iter().collect();
                    let parsed = ruff_python_parser::parse_expression(&format!("'\\N{{{name}}}'"));
                    if parsed.is_err() {
                        return say(end + 1, "unknown Unicode character name");
                    }
                    at += end + 1;
                    position += end + 1;
                    continue;
                }
                (Some('{'), None) => {
                    return say(chars.len() - at, "malformed \\N character escape");
                }
                _ => return say(2, "malformed \\N character escape"),
            }
        }
        let found = chars[at + 2..]
            .iter()
            .take(digits)
            .take_while(|char| char.is_ascii_hexdigit())
            .count();
        if found < digits {
            if is_bytes {
                return Some(format!(
                    "(value error) invalid \\x escape at position {position}"
                ));
            }
            return say(2 + found, &format!("truncated {shape} escape"));
        }
        let code: String = chars[at + 2..at + 2 + digits].iter().collect();
        if u32::from_str_radix(&code, 16).is_ok_and(|code| code > 0x10_ffff) {
            return say(2 + digits, "illegal Unicode character");
        }
        at += 2 + digits;
        position += 2 + digits;
    }
    None
}
