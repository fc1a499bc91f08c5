//! CPython's limits on source text, found on the token stream.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange};

/// How deep a tree may be. CPython gives up (`MemoryError`, `RecursionError`) at depths that depend on the construct,
/// from 5,000 levels to about 50,000; stages sized their stacks for this number.
pub const MAX_DEPTH: usize = 25_000;

const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;
/// CPython refuses longer decimal literals because converting them takes quadratic time.
const MAX_INT_DIGITS: usize = 4300;

/// A limit that the text exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub message: String,
    pub span: TextRange,
    pub is_indentation: bool,
}

/// The first place where a limit is exceeded.
pub(crate) fn check_tokens(text: &str, tokens: &Tokens) -> Option<Limit> {
    let limit = |message: String, span, is_indentation| {
        Some(Limit {
            message,
            span,
            is_indentation,
        })
    };
    let mut brackets = 0usize;
    let mut indents = 0usize;
    for token in tokens {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                brackets += 1;
                if brackets > MAX_BRACKETS {
                    return limit(
                        "too many nested parentheses".to_owned(),
                        token.range(),
                        false,
                    );
                }
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                brackets = brackets.saturating_sub(1)
            }
            TokenKind::Indent => {
                indents += 1;
                if indents >= MAX_INDENTS {
                    return limit(
                        "too many levels of indentation".to_owned(),
                        token.range(),
                        true,
                    );
                }
            }
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Int if token.range().len().to_usize() > MAX_INT_DIGITS => {
                let literal = &text[token.range()];
                if !literal.starts_with("0") || literal.as_bytes()[1].is_ascii_digit() {
                    let digits = literal.bytes().filter(u8::is_ascii_digit).count();
                    if digits > MAX_INT_DIGITS {
                        let message = format!(
                            "Exceeds the limit ({MAX_INT_DIGITS} digits) for integer string conversion: value has \
                             {digits} digits; use sys.set_int_max_str_digits() to increase the limit - Consider \
                             hexadecimal for huge integer literals to avoid decimal conversion limits."
                        );
                        return limit(message, token.range(), false);
                    }
                }
            }
            _ => {}
        }
    }
    None
}
