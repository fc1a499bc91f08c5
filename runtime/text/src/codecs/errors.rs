//! The built-in error handlers.

use super::{DecodeFault, EncodeFault, Replacement};
use crate::escape::push_escape;
use crate::wtf8::{self, Wtf8};

/// A built-in error handler. (`namereplace` wants the names of all characters and is not among them.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    Strict,
    Ignore,
    Replace,
    SurrogateEscape,
    SurrogatePass,
    BackslashReplace,
    XmlCharRefReplace,
}

/// What a handler says to a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handled<T> {
    /// Put this, go on there.
    With(T, usize),
    /// Raise the fault.
    Raise,
    /// This handler is not for faults of this kind: `TypeError: don't know how to handle UnicodeDecodeError in error
    /// callback`.
    WrongKind,
}

impl<T> Handled<T> {
    /// For use as a handler's answer where both refusals raise the fault.
    pub fn answer(self) -> Option<(T, usize)> {
        match self {
            Handled::With(value, resume) => Some((value, resume)),
            Handled::Raise | Handled::WrongKind => None,
        }
    }
}

impl Errors {
    /// The handler of that name; `None` leaves the registry of `codecs.register_error`, then
    /// `LookupError: unknown error handler name '…'`.
    pub fn parse(name: &Wtf8) -> Option<Errors> {
        Some(match name {
            b"strict" => Errors::Strict,
            b"ignore" => Errors::Ignore,
            b"replace" => Errors::Replace,
            b"surrogateescape" => Errors::SurrogateEscape,
            b"surrogatepass" => Errors::SurrogatePass,
            b"backslashreplace" => Errors::BackslashReplace,
            b"xmlcharrefreplace" => Errors::XmlCharRefReplace,
            _ => return None,
        })
    }

    /// The answer to a fault in decoding `input`.
    pub fn on_decode(self, fault: &DecodeFault, input: &[u8]) -> Handled<Vec<u8>> {
        let bad = &input[fault.start..fault.end.min(input.len())];
        match self {
            Errors::Strict => Handled::Raise,
            Errors::Ignore => Handled::With(Vec::new(), fault.end),
            Errors::Replace => Handled::With("\u{FFFD}".into(), fault.end),
            Errors::BackslashReplace => {
                let mut text = Vec::with_capacity(4 * bad.len());
                bad.iter()
                    .for_each(|&byte| push_escape(&mut text, byte as u32));
                Handled::With(text, fault.end)
            }
            Errors::SurrogateEscape => {
                let mut text = Vec::new();
                // ASCII bytes are never smuggled.
                let escaped = bad.iter().take(4).take_while(|&&byte| byte >= 128).count();
                bad[..escaped]
                    .iter()
                    .for_each(|&byte| wtf8::push(&mut text, 0xDC00 + byte as u32));
                if escaped == 0 {
                    Handled::Raise
                } else {
                    Handled::With(text, fault.start + escaped)
                }
            }
            Errors::SurrogatePass => match encoded_surrogate(fault.encoding, &input[fault.start..])
            {
                Some((code, width)) => Handled::With(wtf8::encode(code), fault.start + width),
                None => Handled::Raise,
            },
            Errors::XmlCharRefReplace => Handled::WrongKind,
        }
    }

    /// The answer to a fault in encoding `s`.
    pub fn on_encode(self, fault: &EncodeFault, s: &Wtf8) -> Handled<Replacement> {
        let bad = || {
            wtf8::chars(wtf8::slice(
                &s[fault.start_byte..],
                0,
                fault.end - fault.start,
            ))
        };
        let text = |text: Vec<u8>| Handled::With(Replacement::Text(text), fault.end);
        match self {
            Errors::Strict => Handled::Raise,
            Errors::Ignore => text(Vec::new()),
            Errors::Replace => text(vec![b'?'; fault.end - fault.start]),
            Errors::BackslashReplace => {
                let mut escaped = Vec::new();
                bad().for_each(|code| push_escape(&mut escaped, code));
                text(escaped)
            }
            Errors::XmlCharRefReplace => text(
                bad()
                    .map(|code| format!("&#{code};"))
                    .collect::<String>()
                    .into_bytes(),
            ),
            Errors::SurrogateEscape => {
                let bytes: Vec<u8> = bad()
                    .map_while(|code| (0xDC80..0xDD00).contains(&code).then_some(code as u8))
                    .collect();
                let all = fault.start + bytes.len();
                // The charmap encoder, unlike the others, wants the whole run.
                if bytes.is_empty() || fault.encoding == "charmap" && all < fault.end {
                    return Handled::Raise;
                }
                Handled::With(Replacement::Bytes(bytes), all)
            }
            Errors::SurrogatePass => {
                let mut bytes = Vec::new();
                for code in bad() {
                    let unit = (code as u16).to_le_bytes();
                    match fault.encoding {
                        _ if !(0xD800..0xE000).contains(&code) => return Handled::Raise,
                        "utf-8" => wtf8::push(&mut bytes, code),
                        "utf-16" | "utf-16-le" => bytes.extend(unit),
                        "utf-16-be" => bytes.extend(unit.iter().rev()),
                        "utf-32" | "utf-32-le" => bytes.extend(code.to_le_bytes()),
                        "utf-32-be" => bytes.extend(code.to_be_bytes()),
                        _ => return Handled::Raise,
                    }
                }
                Handled::With(Replacement::Bytes(bytes), fault.end)
            }
        }
    }
}

/// The surrogate that stands at the start of `input` in an encoding of the UTF family, and its width.
fn encoded_surrogate(encoding: &str, input: &[u8]) -> Option<(u32, usize)> {
    let (code, width) = match (encoding, input) {
        ("utf-8", [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..]) => (
            0xD000 | (*second as u32 & 0x3F) << 6 | *third as u32 & 0x3F,
            3,
        ),
        ("utf-16-le", [a, b, ..]) => (u16::from_le_bytes([*a, *b]) as u32, 2),
        ("utf-16-be", [a, b, ..]) => (u16::from_be_bytes([*a, *b]) as u32, 2),
        ("utf-32-le", [a, b, c, d, ..]) => (u32::from_le_bytes([*a, *b, *c, *d]), 4),
        ("utf-32-be", [a, b, c, d, ..]) => (u32::from_be_bytes([*a, *b, *c, *d]), 4),
        _ => return None,
    };
    (0xD800..0xE000).contains(&code).then_some((code, width))
}
