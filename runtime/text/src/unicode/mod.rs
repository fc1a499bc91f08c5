//! Properties of characters, as of Unicode 16.0 and as CPython's `str` methods see them.

pub mod case;
mod numeric;
pub mod predicates;
#[rustfmt::skip]
mod tables;
pub mod width;

pub use numeric::{Numeric, decimal, digit, numeric};

// Bits of `tables::FLAGS`; tables/generate.py lists the same order.
const ALPHA: u16 = 1 << 0;
const DECIMAL: u16 = 1 << 1;
const DIGIT: u16 = 1 << 2;
const NUMERIC: u16 = 1 << 3;
const SPACE: u16 = 1 << 4;
const UPPER: u16 = 1 << 5;
const LOWER: u16 = 1 << 6;
const TITLE: u16 = 1 << 7;
const PRINTABLE: u16 = 1 << 8;
const ID_START: u16 = 1 << 9;
const ID_CONTINUE: u16 = 1 << 10;
const CASED: u16 = 1 << 11;
const CASE_IGNORABLE: u16 = 1 << 12;

#[inline]
fn record(code: u32) -> usize {
    use tables::{LEAF, LEAF_BITS, MID, MID_BITS, TOP};
    let Some(&top) = TOP.get((code >> (LEAF_BITS + MID_BITS)) as usize) else {
        return 0;
    };
    let mid =
        MID[(top as usize) << MID_BITS | (code >> LEAF_BITS) as usize & ((1 << MID_BITS) - 1)];
    LEAF[(mid as usize) << LEAF_BITS | code as usize & ((1 << LEAF_BITS) - 1)] as usize
}

#[inline]
fn has(code: u32, flags: u16) -> bool {
    tables::FLAGS[record(code)] & flags != 0
}

/// The general category of a character, such as `Lu`.
pub fn category(code: u32) -> &'static str {
    tables::CATEGORY_NAMES[tables::CATEGORY[record(code)] as usize]
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident = $flags:expr;)*) => {
        $($(#[$doc])* #[inline] pub fn $name(code: u32) -> bool { has(code, $flags) })*
    };
}

properties! {
    is_alpha = ALPHA;
    is_decimal = DECIMAL;
    is_digit = DIGIT;
    is_numeric = NUMERIC;
    is_alnum = ALPHA | DECIMAL | DIGIT | NUMERIC;
    is_upper = UPPER;
    is_lower = LOWER;
    /// Title case letters proper, as `ǅ`.
    is_title = TITLE;
    is_id_start = ID_START;
    is_id_continue = ID_CONTINUE;
    is_cased = CASED;
    is_case_ignorable = CASE_IGNORABLE;
}

/// Whitespace as `str.isspace`, `split` and `strip` see it.
#[inline]
pub fn is_space(code: u32) -> bool {
    if code < 128 {
        matches!(code, 9..=13 | 28..=32)
    } else {
        has(code, SPACE)
    }
}

/// Whether `repr` leaves the character as it is.
#[inline]
pub fn is_printable(code: u32) -> bool {
    if code < 128 {
        matches!(code, 32..=126)
    } else {
        has(code, PRINTABLE)
    }
}
