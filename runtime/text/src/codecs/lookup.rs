//! Encodings by name.

use super::Codec;
use super::charmaps::CHARMAPS;
use crate::wtf8::Wtf8;

impl Codec {
    /// The encoding of that name, by the rules and aliases of CPython's `encodings`; `None` is
    /// `LookupError: unknown encoding: …`.
    pub fn find(name: &Wtf8) -> Option<Codec> {
        let name = normalize(name);
        Some(match name.as_str() {
            "utf_8" | "u8" | "utf" | "utf8" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Sig,
            "ascii" | "646" | "ansi_x3.4_1968" | "ansi_x3_4_1968" | "ansi_x3.4_1986" | "cp367"
            | "csascii" | "ibm367" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" | "us"
            | "us_ascii" => Codec::Ascii,
            "latin_1" | "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859" | "iso8859_1"
            | "iso_8859_1" | "iso_8859_1_1987" | "iso_ir_100" | "l1" | "latin" | "latin1" => {
                Codec::Latin1
            }
            "utf_16" | "u16" | "utf16" => Codec::Utf16,
            "utf_16_le" | "unicodelittleunmarked" | "utf_16le" => Codec::Utf16Le,
            "utf_16_be" | "unicodebigunmarked" | "utf_16be" => Codec::Utf16Be,
            "utf_32" | "u32" | "utf32" => Codec::Utf32,
            "utf_32_le" | "utf_32le" => Codec::Utf32Le,
            "utf_32_be" | "utf_32be" => Codec::Utf32Be,
            "unicode_escape" => Codec::UnicodeEscape,
            "raw_unicode_escape" => Codec::RawUnicodeEscape,
            name => {
                let index = CHARMAPS.iter().position(|map| map.names.contains(&name))?;
                Codec::Charmap(index as u8)
            }
        })
    }

    /// `codecs.lookup(name).name`.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Utf8 => "utf-8",
            Codec::Utf8Sig => "utf-8-sig",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "iso8859-1",
            Codec::Utf16 => "utf-16",
            Codec::Utf16Le => "utf-16-le",
            Codec::Utf16Be => "utf-16-be",
            Codec::Utf32 => "utf-32",
            Codec::Utf32Le => "utf-32-le",
            Codec::Utf32Be => "utf-32-be",
            Codec::UnicodeEscape => "unicode-escape",
            Codec::RawUnicodeEscape => "raw-unicode-escape",
            Codec::Charmap(index) => CHARMAPS[index as usize].name,
        }
    }

    /// Bytes of which every encoded character is a multiple.
    pub(super) fn unit(self) -> usize {
        match self {
            Codec::Utf16 | Codec::Utf16Le | Codec::Utf16Be => 2,
            Codec::Utf32 | Codec::Utf32Le | Codec::Utf32Be => 4,
            _ => 1,
        }
    }

    /// The name that errors in encoding carry.
    pub(super) fn fault_name(self) -> &'static str {
        match self {
            Codec::Utf8Sig => "utf-8",
            Codec::Latin1 => "latin-1",
            Codec::Charmap(_) => "charmap",
            _ => self.name(),
        }
    }

    pub(super) fn encode_reason(self) -> &'static str {
        match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Charmap(_) => "character maps to <undefined>",
            _ => "surrogates not allowed",
        }
    }
}

/// Lower case, with every run of what is neither a letter, a digit nor a dot as one underscore, except at the ends.
fn normalize(name: &Wtf8) -> String {
    let mut out = String::new();
    let mut pending = false;
    for &byte in name {
        if byte.is_ascii_alphanumeric() || byte == b'.' {
            if pending && !out.is_empty() {
                out.push('_');
            }
            out.push(byte.to_ascii_lowercase() as char);
            pending = false;
        } else {
            pending = true;
        }
    }
    out
}
