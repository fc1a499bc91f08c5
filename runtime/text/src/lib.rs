//! Text algorithms of the runtime, independent of its objects: number formatting and parsing, Unicode, the format
//! mini-languages, codecs, searching and hashing.
//!
//! Every string here is [`Wtf8`]: UTF-8 extended by lone surrogates, each in its own three bytes and never joined to a
//! pair. Nothing here raises; what Python would raise comes back as an [`Error`] with its exception kind and message.

#![forbid(unsafe_code)]

pub mod ascii;
pub mod codecs;
pub mod error;
pub mod escape;
pub mod float;
pub mod float_hex;
pub mod float_parse;
pub mod format;
pub mod hash;
pub mod int;
pub mod layout;
pub mod percent;
pub mod quick;
pub mod search;
pub mod short;
pub mod spec;
pub mod template;
pub mod unicode;
pub mod words;
pub mod wtf8;

pub use error::{Error, Kind, Result};
pub use wtf8::Wtf8;
