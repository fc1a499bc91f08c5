//! Values of string literals with lone surrogates.
//!
//! The parser's values are Rust strings, which cannot hold what `'\ud800'` means; it puts U+FFFD there. These functions
//! give the value as UTF-8 extended to surrogates (three bytes each, as `str.encode('utf-8', 'surrogatepass')`).

use ruff_python_ast::{InterpolatedStringLiteralElement, StringFlags, StringLiteral};
use ruff_text_size::{Ranged, TextRange};
use std::borrow::Cow;

/// The value of one literal (a part of an implicit concatenation); `text` is the module's.
pub fn string_value<'a>(text: &str, literal: &'a StringLiteral) -> Cow<'a, [u8]> {
    if literal.range.is_empty() {
        // The compiler wrote it.
        return Cow::Borrowed(literal.value.as_bytes());
    }
    let range = literal
        .range()
        .add_start(literal.flags.opener_len())
        .sub_end(literal.flags.closer_len());
    value(
        text,
        range,
        literal.flags.prefix().is_raw(),
        literal.value.as_ref(),
    )
}

/// The value of a literal part of an f-string or t-string; `is_raw` is the string's.
pub fn interpolated_text_value<'a>(
    text: &str,
    element: &'a InterpolatedStringLiteralElement,
    is_raw: bool,
) -> Cow<'a, [u8]> {
    value(text, element.range(), is_raw, element.value.as_ref())
}

fn value<'a>(text: &str, range: TextRange, is_raw: bool, parsed: &'a str) -> Cow<'a, [u8]> {
    let parsed = parsed.as_bytes();
    // U+FFFD, in the value but not in the source, is a surrogate.
    if is_raw || !contains(parsed, REPLACEMENT) || !contains(text[range].as_bytes(), b"\\") {
        return Cow::Borrowed(parsed);
    }
    let mut surrogates = escapes(&text[range]).into_iter();
    let mut out = Vec::with_capacity(parsed.len());
    let mut rest = parsed;
    while let Some(at) = rest.windows(3).position(|window| window == REPLACEMENT) {
        out.extend_from_slice(&rest[..at]);
        match surrogates.next().flatten() {
            Some(surrogate) => {
                out.extend_from_slice(&[
                    0xe0 | (surrogate >> 12) as u8,
                    0x80 | (surrogate >> 6 & 0x3f) as u8,
                    0x80 | (surrogate & 0x3f) as u8,
                ]);
            }
            None => out.extend_from_slice(REPLACEMENT),
        }
        rest = &rest[at + 3..];
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// For every U+FFFD of the value, in order: the surrogate it stands for, or none where the source means U+FFFD.
fn escapes(source: &str) -> Vec<Option<u32>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(REPLACEMENT) {
            found.push(None);
            at += 3;
            continue;
        }
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let digits = match bytes.get(at + 1) {
            Some(b'u') => 4,
            Some(b'U') => 8,
            Some(b'N') => {
                let end = source[at..]
                    .find('}')
                    .map_or(source.len(), |end| at + end + 1);
                if source[at..end].eq_ignore_ascii_case("\\N{REPLACEMENT CHARACTER}") {
                    found.push(None);
                }
                at = end;
                continue;
            }
            _ => {
                at += 2;
                continue;
            }
        };
        let code = source
            .get(at + 2..at + 2 + digits)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code {
            Some(code @ 0xd800..=0xdfff) => found.push(Some(code)),
            Some(0xfffd) => found.push(None),
            _ => {}
        }
        at += 2 + digits;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::string_value;
    use ruff_python_ast::{Expr, Stmt};

    fn bytes(source: &str) -> Vec<u8> {
        let parsed = ruff_python_parser::parse_module(source).unwrap();
        let Stmt::Expr(statement) = &parsed.syntax().body[0] else {
            panic!()
        };
        let Expr::StringLiteral(string) = &*statement.value else {
            panic!()
        };
        string
            .value
            .iter()
            .flat_map(|part| string_value(source, part).into_owned())
            .collect()
    }

    #[test]
    fn lone_surrogates_keep_their_code() {
        assert_eq!(bytes("'a\\ud800\u{fffd}\\uFFFD\\\\\\udfff\\U0000dc80'"), {
            let mut expected = b"a\xed\xa0\x80".to_vec();
            expected.extend("\u{fffd}\u{fffd}\\".as_bytes());
            expected.extend(b"\xed\xbf\xbf\xed\xb2\x80");
            expected
        });
        assert_eq!(bytes("r'\\ud800'"), b"\\ud800");
        assert_eq!(bytes("'\\ud83d\\ude00'"), b"\xed\xa0\xbd\xed\xb8\x80");
    }
}
