//! Bytes of a source file to text, as PEP 263 says: byte order mark, coding comment, else UTF-8.
//!
//! The text that comes out has no byte order mark, no NUL, and `\n` for every line end.

/// Decodes a source file; the error is CPython's sentence where it has one.
pub fn decode(bytes: &[u8], path: &str) -> Result<String, String> {
    let (bytes, has_mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let text = match declared_encoding(bytes) {
        None => utf8(bytes, path, false)?,
        Some(name) => {
            let normalized = normalize(&name);
            let is_utf8 = matches!(normalized.as_str(), "utf-8" | "utf8" | "u8" | "utf-8-sig");
            if has_mark && !is_utf8 {
                return Err(format!("encoding problem: {name} with BOM"));
            }
            match normalized.as_str() {
                _ if is_utf8 => utf8(bytes, path, true)?,
                "ascii" | "us-ascii" | "646" => ascii(bytes)?,
                "latin-1" | "iso-8859-1" | "latin1" | "l1" | "8859" | "iso8859-1" | "cp819" => {
                    bytes.iter().map(|&byte| byte as char).collect()
                }
                "iso-8859-15" | "latin-9" | "latin9" | "l9" | "iso8859-15" => {
                    bytes.iter().map(|&byte| latin9(byte)).collect()
                }
                "cp1252" | "windows-1252" | "1252" => cp1252(bytes)?,
                _ => return Err(format!("unknown encoding: {name}")),
            }
        }
    };
    if text.contains('\0') {
        return Err("source code cannot contain null bytes".to_string());
    }
    if text.contains('\r') {
        return Ok(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Ok(text)
}

/// The name in a coding comment on the first line, or on the second when the first is blank or a
/// comment.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&byte| byte == b'\n').take(2) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let start = line
            .iter()
            .position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
        let Some(start) = start else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = encoding_in_comment(&line[start..]) {
            return Some(name);
        }
    }
    None
}

/// `coding[:=][ \t]*([-_.a-zA-Z0-9]+)`, anywhere in the comment.
fn encoding_in_comment(comment: &[u8]) -> Option<String> {
    let mut rest = comment;
    while let Some(at) = rest.windows(6).position(|window| window == b"coding") {
        rest = &rest[at + 6..];
        if !matches!(rest.first(), Some(b':' | b'=')) {
            continue;
        }
        let value = rest[1..].trim_ascii_start();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        let name: Vec<u8> = value.iter().copied().take_while(is_name).collect();
        if !name.is_empty() {
            return String::from_utf8(name).ok();
        }
    }
    None
}

fn normalize(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

fn utf8(bytes: &[u8], path: &str, is_declared: bool) -> Result<String, String> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_string()),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    let byte = bytes[at];
    if is_declared {
        let reason = match error.error_len() {
            None => "unexpected end of data",
            Some(1) if !(0xc2..=0xf4).contains(&byte) => "invalid start byte",
            Some(_) => "invalid continuation byte",
        };
        return Err(format!(
            "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"
        ));
    }
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    Err(format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}' in file {path} on line {line}, but no encoding \
         declared; see https://peps.python.org/pep-0263/ for details"
    ))
}

fn ascii(bytes: &[u8]) -> Result<String, String> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        None => Ok(bytes.iter().map(|&byte| byte as char).collect()),
        Some(at) => Err(format!(
            "encoding problem: 'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not \
             in range(128)",
            bytes[at]
        )),
    }
}

/// ISO 8859-15 differs from Latin-1 in eight places.
fn latin9(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => byte as char,
    }
}

/// Windows code page 1252: Latin-1 but for 0x80 to 0x9f, five of which are undefined.
fn cp1252(bytes: &[u8]) -> Result<String, String> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let mut text = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            0x80..=0x9f if HIGH[usize::from(byte) - 0x80] == '\0' => {
                return Err(format!(
                    "encoding problem: 'charmap' codec can't decode byte 0x{byte:02x} in position \
                     {at}: character maps to <undefined>"
                ));
            }
            0x80..=0x9f => text.push(HIGH[usize::from(byte) - 0x80]),
            _ => text.push(byte as char),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_the_default_and_the_mark_goes() {
        assert_eq!(decode("x = 'é'".as_bytes(), "a.py").unwrap(), "x = 'é'");
        assert_eq!(decode(b"\xef\xbb\xbfx = 1\r\n", "a.py").unwrap(), "x = 1\n");
        assert_eq!(decode(b"a\rb\r\n\r\nc", "a.py").unwrap(), "a\nb\n\nc");
    }

    #[test]
    fn a_coding_comment_on_either_of_two_lines_counts() {
        assert_eq!(
            decode(b"# coding: latin-1\n\xe9", "a.py").unwrap(),
            "# coding: latin-1\né"
        );
        let emacs = b"#!/bin/sh\n# -*- coding: iso-8859-15 -*-\n\xa4";
        assert!(decode(emacs, "a.py").unwrap().ends_with('€'));
        assert!(decode(b"x = 1\n# coding: latin-1\n\xe9", "a.py").is_err());
        assert!(decode(b"#\n#\n# coding: latin-1\n\xe9", "a.py").is_err());
    }

    #[test]
    fn errors_have_the_words_of_cpython() {
        let error = |bytes: &[u8]| decode(bytes, "/a.py").unwrap_err();
        assert_eq!(
            error(b"#a\n#b\n\xe9"),
            "Non-UTF-8 code starting with '\\xe9' in file /a.py on line 3, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        );
        assert_eq!(error(b"# coding: foo\n"), "unknown encoding: foo");
        assert_eq!(error(b"a\0b"), "source code cannot contain null bytes");
        assert_eq!(
            error(b"\xef\xbb\xbf# coding: cp1252\n"),
            "encoding problem: cp1252 with BOM"
        );
    }
}
