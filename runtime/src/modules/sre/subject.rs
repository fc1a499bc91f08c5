//! Texts that patterns work on: their bytes, and positions as Python counts them.

use crate::types::bytes::{BytesObj, new_bytes};
use crate::types::str::{StrObj, byte_offset, char_index, count_chars, new_str_counted};
use crate::{ClassId, R, Value, errors};

/// A `str` or `bytes` as the engine sees it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub value: &'a Value,
    pub bytes: &'a [u8],
    pub is_bytes: bool,
    /// Every character is one byte, so positions are offsets.
    pub is_flat: bool,
    /// Length as Python counts it.
    pub length: usize,
}

/// A byte offset whose position is known: positions near it are counted from there.
#[derive(Clone, Copy, Default)]
pub struct Anchor {
    pub offset: usize,
    pub point: usize,
}

impl<'a> Subject<'a> {
    pub fn find(value: &'a Value) -> Option<Subject<'a>> {
        if let Some(s) = value.get::<StrObj>() {
            let (bytes, length) = (s.bytes(), s.chars.get());
            return Some(Subject {
                value,
                bytes,
                is_bytes: false,
                is_flat: s.is_ascii(),
                length,
            });
        }
        let bytes = value.get::<BytesObj>()?.bytes();
        Some(Subject {
            value,
            bytes,
            is_bytes: true,
            is_flat: true,
            length: bytes.len(),
        })
    }

    /// The subject of a pattern's operation, of the pattern's own kind.
    pub fn of(value: &'a Value, pattern_is_bytes: bool) -> R<Subject<'a>> {
        let Some(subject) = Subject::find(value) else {
            let name = errors::type_name(value);
            return Err(errors::type_error(format!(
                "expected string or bytes-like object, got '{name}'"
            )));
        };
        match (pattern_is_bytes, subject.is_bytes) {
            (true, false) => Err(errors::type_error(
                "cannot use a bytes pattern on a string-like object",
            )),
            (false, true) => Err(errors::type_error(
                "cannot use a string pattern on a bytes-like object",
            )),
            _ => Ok(subject),
        }
    }

    /// The byte offset of a position inside the text.
    pub fn offset(&self, point: usize) -> usize {
        if self.is_flat {
            point
        } else if let Some(s) = self.value.get::<StrObj>() {
            byte_offset(s, point)
        } else {
            taipan_text::wtf8::offset(self.bytes, point)
        }
    }

    /// The position of a byte offset.
    pub fn point(&self, offset: usize, near: Anchor) -> usize {
        if self.is_flat {
            offset
        } else if offset >= near.offset {
            near.point + count_chars(&self.bytes[near.offset..offset])
        } else if let Some(s) = self.value.get::<StrObj>() {
            char_index(s, offset)
        } else {
            count_chars(&self.bytes[..offset])
        }
    }

    /// The part of the text between two byte offsets, of the exact built-in class.
    #[inline]
    pub fn slice(&self, start: usize, end: usize) -> Value {
        let part = &self.bytes[start..end];
        if part.len() == self.bytes.len()
            && (self.value.is_exactly(ClassId::STR) || self.value.is_exactly(ClassId::BYTES))
        {
            return self.value.clone();
        }
        make(part, self.is_bytes, self.is_flat)
    }
}

/// A `str` or `bytes` with these bytes; `is_flat` promises that every character is one byte.
#[inline]
pub fn make(bytes: &[u8], is_bytes: bool, is_flat: bool) -> Value {
    if is_bytes {
        return new_bytes(bytes);
    }
    new_str_counted(
        bytes,
        if is_flat {
            bytes.len()
        } else {
            count_chars(bytes)
        },
    )
}
