//! Bytes of a source file to text, as PEP 263 and CPython's tokenizer have it.
//!
//! Afterwards the text has no byte order mark, no NUL, and `\n` for every line end.

use ruff_text_size::TextRange;
use std::borrow::Cow;

/// Why the bytes are not a source text.
#[derive(Debug)]
pub(crate) struct DecodeError {
    /// The text as well as it can be shown.
    pub text: String,
    pub span: TextRange,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// `path` is part of CPython's message for bytes that are not UTF-8.
pub(crate) fn decode(bytes: &[u8], path: &str) -> Result<String, DecodeError> {
    let has_bom = bytes.starts_with(BOM);
    let body = if has_bom { &bytes[BOM.len()..] } else { bytes };
    if u32::try_from(body.len()).is_err() || body.len() > (u32::MAX / 2) as usize {
        return Err(DecodeError {
            text: String::new(),
            span: TextRange::default(),
            message: "the source file is larger than 2 GiB".to_owned(),
        });
    }
    let cookie = cookie(body);
    let encoding = match cookie {
        None => Encoding::Utf8,
        Some((name, start)) => match find_encoding(name) {
            Some(encoding) if has_bom && encoding != Encoding::Utf8 => {
                let shown = if encoding == Encoding::Latin1 {
                    "iso-8859-1".to_owned()
                } else {
                    normal_name(name)
                };
                let message = format!("encoding problem: {shown} with BOM");
                return Err(at_cookie(body, start..start + name.len(), message));
            }
            Some(encoding) => encoding,
            None => {
                let message = format!("unknown encoding: {name}");
                return Err(at_cookie(body, start..start + name.len(), message));
            }
        },
    };
    let text: Cow<str> = match encoding {
        Encoding::Utf8 => match std::str::from_utf8(body) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                let at = error.valid_up_to();
                let line = 1 + line_ends(&body[..at]);
                let byte = body[at];
                let message = if cookie.is_some() || has_bom {
                    let reason = if error.error_len().is_none() {
                        "unexpected end of data"
                    } else {
                        reason(byte)
                    };
                    format!(
                        "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {}: {reason}",
                        column(body, at)
                    )
                } else {
                    format!(
                        "Non-UTF-8 code starting with '\\x{byte:02x}' in file {path} on line {line}, but no encoding \
                         declared; see https://peps.python.org/pep-0263/ for details"
                    )
                };
                return Err(undecodable(body, at, message));
            }
        },
        Encoding::Latin1 => Cow::Owned(body.iter().map(|byte| *byte as char).collect()),
        Encoding::Ascii => match body.iter().position(|byte| !byte.is_ascii()) {
            None => Cow::Borrowed(std::str::from_utf8(body).expect("ASCII is UTF-8")),
            Some(at) => {
                let message = format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {}: ordinal not in range(128)",
                    body[at],
                    column(body, at)
                );
                return Err(undecodable(body, at, message));
            }
        },
    };
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        let shown = normalise_line_ends(&text[..at]).len() as u32;
        return Err(DecodeError {
            span: TextRange::at(shown.into(), 1.into()),
            text: normalise_line_ends(&text).into_owned(),
            message: "source code cannot contain null bytes".to_owned(),
        });
    }
    Ok(normalise_line_ends(&text).into_owned())
}

/// Lines end in `\n`, `\r\n` or `\r`, also inside string literals.
fn normalise_line_ends(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn line_ends(bytes: &[u8]) -> usize {
    let lone = |index: &usize| {
        bytes[*index] == b'\n' || (bytes[*index] == b'\r' && bytes.get(index + 1) != Some(&b'\n'))
    };
    (0..bytes.len()).filter(lone).count()
}

/// The offset of `at` in its line, which is what CPython decodes at a time.
fn column(bytes: &[u8], at: usize) -> usize {
    at - bytes[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1)
}

fn reason(byte: u8) -> &'static str {
    if matches!(byte, 0xc2..=0xf4) {
        "invalid continuation byte"
    } else {
        "invalid start byte"
    }
}

fn undecodable(body: &[u8], at: usize, message: String) -> DecodeError {
    let before = String::from_utf8_lossy(&body[..at]);
    let start = normalise_line_ends(&before).len() as u32;
    let text = normalise_line_ends(&String::from_utf8_lossy(body)).into_owned();
    let width = text[start as usize..]
        .chars()
        .next()
        .map_or(0, |char| char.len_utf8()) as u32;
    DecodeError {
        text,
        span: TextRange::at(start.into(), width.into()),
        message,
    }
}

fn at_cookie(body: &[u8], range: std::ops::Range<usize>, message: String) -> DecodeError {
    let before = normalise_line_ends(&String::from_utf8_lossy(&body[..range.start])).len() as u32;
    let text = normalise_line_ends(&String::from_utf8_lossy(body)).into_owned();
    DecodeError {
        text,
        span: TextRange::at(before.into(), (range.len() as u32).into()),
        message,
    }
}

/// The encoding that a comment in one of the first two lines declares, and where its name starts. The second line
/// counts only if the first is blank or a comment.
fn cookie(body: &[u8]) -> Option<(&str, usize)> {
    let mut start = 0;
    for _ in 0..2 {
        let length = body[start..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(body.len() - start);
        let line = &body[start..start + length];
        let text = line
            .iter()
            .position(|byte| !matches!(byte, b' ' | b'\t' | 0x0c));
        match text {
            None => {}
            Some(at) if line[at] == b'#' => {
                if let Some((name, offset)) = declared(&line[at..]) {
                    return Some((name, start + at + offset));
                }
            }
            Some(_) => return None,
        }
        start += length;
        start += match body.get(start..start + 2) {
            Some(b"\r\n") => 2,
            _ => 1,
        };
        if start >= body.len() {
            return None;
        }
    }
    None
}

/// The name after `coding:` or `coding=` in a comment.
fn declared(comment: &[u8]) -> Option<(&str, usize)> {
    let mut from = 0;
    while let Some(found) = comment[from..]
        .windows(6)
        .position(|window| window == b"coding")
    {
        let mut at = from + found + 6;
        from = at;
        if !matches!(comment.get(at), Some(b':' | b'=')) {
            continue;
        }
        at += 1;
        while matches!(comment.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        let is_name =
            |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = comment[at..].iter().take_while(is_name).count();
        if length > 0 {
            return std::str::from_utf8(&comment[at..at + length])
                .ok()
                .map(|name| (name, at));
        }
    }
    None
}

fn normal_name(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

/// The aliases are those of CPython's `encodings` package.
fn find_encoding(name: &str) -> Option<Encoding> {
    let name = normal_name(name);
    if name == "utf-8" || name.starts_with("utf-8-") {
        return Some(Encoding::Utf8);
    }
    match name.as_str() {
        "utf8" | "u8" | "utf" | "utf8-ucs2" | "utf8-ucs4" | "cp65001" => Some(Encoding::Utf8),
        "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "iso8859" | "8859"
        | "cp819" | "iso-ir-100" | "ibm819" | "csisolatin1" => Some(Encoding::Latin1),
        "ascii" | "us-ascii" | "646" | "us" | "iso646-us" | "ansi-x3.4-1968" | "cp367"
        | "ibm367" => Some(Encoding::Ascii),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn error(bytes: &[u8]) -> (String, u32, u32) {
        let error = decode(bytes, "x.py").unwrap_err();
        (
            error.message,
            error.span.start().into(),
            error.span.end().into(),
        )
    }

    #[test]
    fn line_ends_and_the_byte_order_mark() {
        assert_eq!(
            decode(b"\xef\xbb\xbfa\r\nb\rc\n", "x.py").unwrap(),
            "a\nb\nc\n"
        );
    }

    #[test]
    fn cookies_of_the_first_two_lines() {
        assert_eq!(
            decode(b"#!/bin/sh\n# -*- coding: latin-1 -*-\n'\xe9'", "x").unwrap(),
            "#!/bin/sh\n# -*- coding: latin-1 -*-\n'é'"
        );
        assert_eq!(
            decode(b"# vim: set fileencoding=ISO_8859_1 :\n\xe9", "x")
                .unwrap()
                .chars()
                .last(),
            Some('é')
        );
        assert_eq!(
            error(b"# coding: foo\n"),
            ("unknown encoding: foo".to_owned(), 10, 13)
        );
        assert!(decode(b"x = 1\n# coding: foo\n", "x").is_ok());
        assert_eq!(
            error(b"\xef\xbb\xbf# coding: latin-1\n").0,
            "encoding problem: iso-8859-1 with BOM"
        );
    }

    #[test]
    fn undecodable_bytes_are_worded_as_by_cpython() {
        assert_eq!(
            error(b"x=1\r\ny='\xff'"),
            (
                "Non-UTF-8 code starting with '\\xff' in file x.py on line 2, but no encoding declared; see \
                 https://peps.python.org/pep-0263/ for details"
                    .to_owned(),
                7,
                10
            )
        );
        assert_eq!(
            error(b"# coding: ascii\n\nx=\"\xff\"\n").0,
            "'ascii' codec can't decode byte 0xff in position 3: ordinal not in range(128)"
        );
        assert_eq!(
            error(b"x\r\n\0"),
            ("source code cannot contain null bytes".to_owned(), 2, 3)
        );
    }
}
