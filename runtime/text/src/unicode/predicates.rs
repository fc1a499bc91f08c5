//! The `is…` methods of `str`, on whole strings.

use super::{self as unicode, is_cased, is_lower, is_title, is_upper};
use crate::wtf8::{Wtf8, chars};

fn all(s: &Wtf8, holds: fn(u32) -> bool) -> bool {
    !s.is_empty() && chars(s).all(holds)
}

macro_rules! every_character {
    ($($name:ident = $test:ident;)*) => {
        $(
            /// Whether the string is not empty and every character is of this kind.
            pub fn $name(s: &Wtf8) -> bool { all(s, unicode::$test) }
        )*
    };
}

every_character! {
    isalpha = is_alpha;
    isdecimal = is_decimal;
    isdigit = is_digit;
    isnumeric = is_numeric;
    isalnum = is_alnum;
    isspace = is_space;
}

/// `str.isprintable`; true for the empty string.
pub fn isprintable(s: &Wtf8) -> bool {
    chars(s).all(unicode::is_printable)
}

/// `str.isidentifier`.
pub fn isidentifier(s: &Wtf8) -> bool {
    let mut codes = chars(s);
    codes.next().is_some_and(unicode::is_id_start) && codes.all(unicode::is_id_continue)
}

/// `str.isupper`: some upper case letter, and no lower or title case one.
pub fn isupper(s: &Wtf8) -> bool {
    chars(s).any(is_upper) && !chars(s).any(|c| is_lower(c) || is_title(c))
}

/// `str.islower`: some lower case letter, and no upper or title case one.
pub fn islower(s: &Wtf8) -> bool {
    chars(s).any(is_lower) && !chars(s).any(|c| is_upper(c) || is_title(c))
}

/// `str.istitle`: upper and title case letters follow only uncased characters, lower case ones only cased ones.
pub fn istitle(s: &Wtf8) -> bool {
    let mut found = false;
    let mut previous_is_cased = false;
    for code in chars(s) {
        if is_upper(code) || is_title(code) {
            if previous_is_cased {
                return false;
            }
            previous_is_cased = true;
            found = true;
        } else if is_lower(code) {
            if !previous_is_cased {
                return false;
            }
            found = true;
        } else {
            debug_assert!(!is_cased(code));
            previous_is_cased = false;
        }
    }
    found
}
