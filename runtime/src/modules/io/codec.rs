//! Encoding and decoding for text files: a codec, and the handler of its errors.

use crate::exception::{self, EXTRA_ENCODING};
use crate::types::bytes::new_bytes;
use crate::types::int;
use crate::types::str::{self, new_str};
use crate::{ClassId, R, Raised, Value, errors};
use taipan_text::codecs::{self, Codec, DecodeFault, EncodeFault, Errors, Handled};

#[derive(Clone, Copy)]
pub struct TextCodec {
    pub codec: Codec,
    pub errors: Errors,
}

/// Bytes in the file system's encoding.
pub fn decode_surrogateescape(bytes: &[u8], out: &mut Vec<u8>) {
    // The handler answers every fault of UTF-8.
    let _ = codecs::decode(Codec::Utf8, bytes, true, out, &mut |fault| {
        Errors::SurrogateEscape.on_decode(fault, bytes).answer()
    });
}

impl TextCodec {
    /// By the names that a program gives.
    pub fn find(encoding: &Value, errors_name: &Value) -> R<TextCodec> {
        let Some(codec) = Codec::find(str::bytes_of(encoding)) else {
            return Err(errors::lookup_error(format!(
                "unknown encoding: {}",
                str::to_string(encoding)
            )));
        };
        let Some(handler) = Errors::parse(str::bytes_of(errors_name)) else {
            return Err(errors::lookup_error(format!(
                "unknown error handler name '{}'",
                str::to_string(errors_name)
            )));
        };
        Ok(TextCodec {
            codec,
            errors: handler,
        })
    }

    pub fn file_system() -> TextCodec {
        TextCodec {
            codec: Codec::Utf8,
            errors: Errors::SurrogateEscape,
        }
    }

    /// The bytes of a `str`, byte order mark included.
    pub fn encode(&self, text: &Value) -> R<Vec<u8>> {
        let mut out = vec![];
        self.encode_into(str::bytes_of(text), true, &mut out)?;
        Ok(out)
    }

    /// Appends `text`, encoded; `first` writes the byte order mark too.
    pub fn encode_into(&self, text: &[u8], first: bool, out: &mut Vec<u8>) -> R<()> {
        let mut wrong_kind = false;
        let mut handler = |fault: &EncodeFault| match self.errors.on_encode(fault, text) {
            Handled::WrongKind => {
                wrong_kind = true;
                None
            }
            other => other.answer(),
        };
        let start = out.len();
        let result = if first {
            codecs::encode(self.codec, text, out, &mut handler)
        } else {
            codecs::encode_continued(self.codec, text, out, &mut handler)
        };
        result.map_err(|fault| {
            out.truncate(start);
            if wrong_kind {
                return cannot_handle("UnicodeEncodeError");
            }
            encode_error(&fault, text)
        })
    }

    /// Appends the text of `input`; yields how many bytes were used.
    pub fn decode_into(&self, input: &[u8], is_final: bool, out: &mut Vec<u8>) -> R<usize> {
        let mut wrong_kind = false;
        let mut handler = |fault: &DecodeFault| match self.errors.on_decode(fault, input) {
            Handled::WrongKind => {
                wrong_kind = true;
                None
            }
            other => other.answer(),
        };
        codecs::decode(self.codec, input, is_final, out, &mut handler).map_err(|fault| {
            if wrong_kind {
                return cannot_handle("UnicodeDecodeError");
            }
            decode_error(&fault, input)
        })
    }
}

#[cold]
fn cannot_handle(class: &str) -> Raised {
    errors::type_error(format!(
        "don't know how to handle {class} in error callback"
    ))
}

#[cold]
fn unicode_error(class: ClassId, args: [Value; 5]) -> Raised {
    let exc = exception::new(class as u32, args.to_vec());
    let parts = exception::as_exception(&exc).expect("an exception").parts();
    for (i, v) in args.into_iter().enumerate() {
        parts.extra[EXTRA_ENCODING + i] = Some(v);
    }
    errors::raise_value(exc)
}

/// UnicodeEncodeError for a fault on this text.
#[cold]
pub fn encode_error(fault: &EncodeFault, text: &[u8]) -> Raised {
    let args = [
        new_str(fault.encoding.as_bytes()),
        new_str(text),
        int::from_usize(fault.start),
        int::from_usize(fault.end),
        new_str(fault.reason.as_bytes()),
    ];
    unicode_error(ClassId::UNICODE_ENCODE_ERROR, args)
}

/// UnicodeDecodeError for a fault on these bytes.
#[cold]
pub fn decode_error(fault: &DecodeFault, input: &[u8]) -> Raised {
    let args = [
        new_str(fault.encoding.as_bytes()),
        new_bytes(input),
        int::from_usize(fault.start),
        int::from_usize(fault.end),
        new_str(fault.reason.as_bytes()),
    ];
    unicode_error(ClassId::UNICODE_DECODE_ERROR, args)
}
