//! The strings of one ASCII character: immortal, interned, and an array, so that compiled code computes their addresses.

use super::StrObj;
use crate::threads::Racy;
use crate::{ClassId, Header, Value};
use std::cell::Cell;
use taipan_abi::layout;

#[repr(C, align(64))]
struct Char {
    object: StrObj,
    /// The character; the comparisons of compiled code read a word.
    data: Cell<u64>,
}

const _: () = assert!(
    size_of::<Char>() == 1 << layout::CHAR_SHIFT
        && std::mem::offset_of!(Char, data) == layout::STR_DATA as usize
);

#[repr(transparent)]
pub struct Chars([Char; 128]);

// SAFETY: `fill` runs before anything else; from then on only headers and hashes change, as in any object.
unsafe impl Sync for Chars {}

/// All zero until [`fill`], so that it takes no room in the executable.
#[unsafe(no_mangle)]
pub static taipan_chars: Chars = Chars(
    [const {
        Char {
            object: StrObj {
                header: Header {
                    class: Racy::new(0),
                    collector: Racy::new(0),
                    flags: Racy::new(0),
                    owner: Racy::new(0),
                    local_count: Racy::new(0),
                    shared_count: Racy::new(0),
                },
                hash: Racy::new(0),
                len: Cell::new(0),
                chars: Cell::new(0),
                capacity: Cell::new(0),
            },
            data: Cell::new(0),
        }
    }; 128],
);

/// Makes the strings.
pub fn fill() {
    for (code, c) in taipan_chars.0.iter().enumerate() {
        c.object.header.class.set(ClassId::STR as u32);
        c.object.header.make_immortal();
        c.object.header.set(crate::value::FLAG_INTERNED);
        c.object.len.set(1);
        c.object.chars.set(1);
        c.data.set((code as u64).to_le());
    }
}

/// The string of an ASCII character.
#[inline(always)]
pub fn ascii(code: u8) -> Value {
    let char = &raw const taipan_chars.0[code as usize & 127];
    // SAFETY: an immortal object.
    unsafe { Value::from_word(char as u64) }
}
