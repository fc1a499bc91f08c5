//! What a Python operation on text would raise, as data.

/// The exception class to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Value,
    Type,
    Overflow,
    Lookup,
    Index,
    Memory,
    ZeroDivision,
}

/// An exception to raise: its class, and its message in WTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub kind: Kind,
    pub message: Vec<u8>,
}

pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    #[cold]
    pub fn new(kind: Kind, message: impl AsRef<[u8]>) -> Error {
        Error {
            kind,
            message: message.as_ref().to_vec(),
        }
    }

    #[cold]
    pub fn value(message: impl AsRef<[u8]>) -> Error {
        Error::new(Kind::Value, message)
    }

    #[cold]
    pub fn typing(message: impl AsRef<[u8]>) -> Error {
        Error::new(Kind::Type, message)
    }

    #[cold]
    pub fn overflow(message: impl AsRef<[u8]>) -> Error {
        Error::new(Kind::Overflow, message)
    }

    /// The parts joined into one message.
    #[cold]
    pub fn join(kind: Kind, parts: &[&[u8]]) -> Error {
        Error {
            kind,
            message: parts.concat(),
        }
    }
}
