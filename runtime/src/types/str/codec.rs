//! `str.encode`, `bytes.decode`, and the exceptions they raise.

use super::{StrObj, bytes_of, new_str};
use crate::native::{arg, opt};
use crate::types::dict::DictObj;
use crate::types::{bytes, int, tuple};
use crate::{ClassId, Opt, R, Raised, Value, call, errors, exception};
use taipan_text::codecs::{self, Codec, DecodeFault, EncodeFault, Errors, Handled, Replacement};

/// The codec that an `encoding` argument names; UTF-8 without one.
pub fn find_codec(encoding: Option<&Value>, function: &str) -> R<Codec> {
    let Some(v) = encoding else {
        return Ok(Codec::Utf8);
    };
    let Some(s) = v.get::<StrObj>() else {
        return Err(errors::type_error(format!(
            "{function}() argument 'encoding' must be str, not {}",
            errors::argument_name(v)
        )));
    };
    Codec::find(s.bytes())
        .ok_or_else(|| errors::lookup_error(format!("unknown encoding: {}", super::to_string(v))))
}

/// An error handler: a built-in one, or the name of a registered one.
#[derive(Clone)]
pub enum Handler {
    Builtin(Errors),
    Named(Value),
}

/// The handler that an `errors` argument names; `strict` without one. Unknown names raise when a fault occurs.
pub fn find_handler(name: Option<&Value>, function: &str) -> R<Handler> {
    let Some(v) = name else {
        return Ok(Handler::Builtin(Errors::Strict));
    };
    let Some(s) = v.get::<StrObj>() else {
        return Err(errors::type_error(format!(
            "{function}() argument 'errors' must be str, not {}",
            errors::argument_name(v)
        )));
    };
    Ok(match Errors::parse(s.bytes()) {
        Some(e) => Handler::Builtin(e),
        None => Handler::Named(v.clone()),
    })
}

/// Handlers of `codecs.register_error`.
pub fn registry() -> &'static DictObj {
    use std::sync::atomic::{AtomicU64, Ordering};
    static CELL: AtomicU64 = AtomicU64::new(0);
    if CELL.load(Ordering::Relaxed) == 0 {
        let made = DictObj::new();
        if let Some(header) = made.header() {
            header.make_immortal();
        }
        CELL.store(made.into_word(), Ordering::Relaxed);
    }
    // SAFETY: the dict is kept for ever.
    unsafe { &*(CELL.load(Ordering::Relaxed) as *const DictObj) }
}

fn registered(name: &Value) -> R {
    match registry().get(name)? {
        Some(f) => Ok(f),
        None => Err(errors::lookup_error(format!(
            "unknown error handler name '{}'",
            super::to_string(name)
        ))),
    }
}

/// A UnicodeDecodeError, not raised yet.
pub fn decode_error(fault: &DecodeFault, source: &Value) -> Value {
    exception::new(
        ClassId::UNICODE_DECODE_ERROR as u32,
        vec![
            new_str(fault.encoding.as_bytes()),
            source.clone(),
            int::from_usize(fault.start),
            int::from_usize(fault.end),
            new_str(fault.reason.as_bytes()),
        ],
    )
}

/// A UnicodeEncodeError, not raised yet.
pub fn encode_error(fault: &EncodeFault, source: &Value) -> Value {
    exception::new(
        ClassId::UNICODE_ENCODE_ERROR as u32,
        vec![
            new_str(fault.encoding.as_bytes()),
            source.clone(),
            int::from_usize(fault.start),
            int::from_usize(fault.end),
            new_str(fault.reason.as_bytes()),
        ],
    )
}

fn wrong_kind(class: &str) -> Raised {
    errors::type_error(format!(
        "don't know how to handle {class} in error callback"
    ))
}

/// What a registered handler answers to an error: the replacement and where to go on.
fn ask(name: &Value, error: &Value, len: usize) -> R<(Value, usize)> {
    let handler = registered(name)?;
    let answer = call::call(&handler, &[error])?;
    let wrong = || errors::type_error("encoding error handler must return (str/bytes, int) tuple");
    if !answer.is_instance(ClassId::TUPLE) {
        return Err(wrong());
    }
    let [value, position] = tuple::items(&answer) else {
        return Err(wrong());
    };
    let at = crate::ops::index_i64(position)?.unwrap_or(i64::MAX);
    let at = if at < 0 { at + len as i64 } else { at };
    if at < 0 || at > len as i64 {
        return Err(errors::index_error(format!(
            "position {at} from error handler out of bounds"
        )));
    }
    Ok((value.clone(), at as usize))
}

/// Decodes bytes to text; appends it. `source` is the object that errors show. Yields the number of bytes used.
pub fn decode_into(
    codec: Codec,
    data: &[u8],
    source: &Value,
    handler: &Handler,
    is_final: bool,
    out: &mut Vec<u8>,
) -> R<usize> {
    let mut raised = None;
    let result = codecs::decode(codec, data, is_final, out, &mut |fault| match handler {
        Handler::Builtin(e) => match e.on_decode(fault, data) {
            Handled::With(text, at) => Some((text, at)),
            Handled::Raise => None,
            Handled::WrongKind => {
                raised = Some(wrong_kind("UnicodeDecodeError"));
                None
            }
        },
        Handler::Named(name) => match ask(name, &decode_error(fault, source), data.len()) {
            Ok((v, at)) => match v.get::<StrObj>() {
                Some(s) => Some((s.bytes().to_vec(), at)),
                None => {
                    raised = Some(errors::type_error(
                        "decoding error handler must return (str, int) tuple",
                    ));
                    None
                }
            },
            Err(e) => {
                raised = Some(e);
                None
            }
        },
    });
    match (raised, result) {
        (Some(e), _) => Err(e),
        (None, Ok(used)) => Ok(used),
        (None, Err(fault)) => Err(errors::raise_value(decode_error(&fault, source))),
    }
}

/// `bytes.decode`
pub fn decode(data: &[u8], source: &Value, encoding: Option<&Value>, handler: Option<&Value>) -> R {
    let codec = find_codec(encoding, "decode")?;
    let handler = find_handler(handler, "decode")?;
    if codec == Codec::Utf8 && std::str::from_utf8(data).is_ok()
        || codec == Codec::Ascii && data.is_ascii()
    {
        return Ok(new_str(data));
    }
    let data = data.to_vec();
    let mut out = Vec::with_capacity(data.len());
    decode_into(codec, &data, source, &handler, true, &mut out)?;
    Ok(new_str(&out))
}

/// Encodes text; appends the bytes. `first` says whether an opening mark is due.
pub fn encode_into(
    codec: Codec,
    text: &[u8],
    source: &Value,
    handler: &Handler,
    first: bool,
    out: &mut Vec<u8>,
) -> R<()> {
    let mut raised = None;
    let mut answer = |fault: &EncodeFault| match handler {
        Handler::Builtin(e) => match e.on_encode(fault, text) {
            Handled::With(value, at) => Some((value, at)),
            Handled::Raise => None,
            Handled::WrongKind => {
                raised = Some(wrong_kind("UnicodeEncodeError"));
                None
            }
        },
        Handler::Named(name) => {
            let len = super::count_chars(text);
            match ask(name, &encode_error(fault, source), len) {
                Ok((v, at)) => {
                    if let Some(s) = v.get::<StrObj>() {
                        Some((Replacement::Text(s.bytes().to_vec()), at))
                    } else if let Some(b) = bytes::as_bytes(&v) {
                        Some((Replacement::Bytes(b.to_vec()), at))
                    } else {
                        raised = Some(errors::type_error(
                            "encoding error handler must return (str/bytes, int) tuple",
                        ));
                        None
                    }
                }
                Err(e) => {
                    raised = Some(e);
                    None
                }
            }
        }
    };
    let result = if first {
        codecs::encode(codec, text, out, &mut answer)
    } else {
        codecs::encode_continued(codec, text, out, &mut answer)
    };
    match (raised, result) {
        (Some(e), _) => Err(e),
        (None, Ok(())) => Ok(()),
        (None, Err(fault)) => Err(errors::raise_value(encode_error(&fault, source))),
    }
}

/// `text.encode(encoding, errors)`
pub fn encode(text: &Value, encoding: Option<&Value>, handler: Option<&Value>) -> R {
    let codec = find_codec(encoding, "encode")?;
    let handler = find_handler(handler, "encode")?;
    let s = text.get::<StrObj>().expect("a str");
    if s.is_ascii() && matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1) {
        return Ok(bytes::new_bytes(s.bytes()));
    }
    let mut out = Vec::with_capacity(s.len.get());
    encode_into(codec, bytes_of(text), text, &handler, true, &mut out)?;
    Ok(bytes::new_bytes(&out))
}

pub fn encode_method(a: &[Opt]) -> R {
    for (option, name) in [(opt(a, 1), "encoding"), (opt(a, 2), "errors")] {
        if let Some(o) = option.filter(|o| o.get::<StrObj>().is_none()) {
            let must = format!("encode() argument '{name}' must be str");
            return Err(errors::bad_argument(&must, o));
        }
    }
    encode(arg(a, 0), opt(a, 1), opt(a, 2))
}
