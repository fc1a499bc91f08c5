//! The `is…` methods of `str`, on whole strings.

use super::{self as unicode, is_cased, is_lower, is_title, is_upper};
use crate::wtf8::{Wtf8, chars};

macro_rules! every_character {
    ($($name:ident = $test:ident, $ascii:expr;)*) => {
        $(
            /// Whether the string is not empty and every character is of this kind.
            pub fn $name(s: &Wtf8) -> bool {
                // ASCII needs no tables.
                let of_ascii: fn(&u8) -> bool = $ascii;
                let ascii = s.iter().take_while(|byte| of_ascii(byte)).count();
                match s.get(ascii) {
                    None => ascii > 0,
                    Some(0..128) => false,
                    Some(_) => chars(&s[ascii..]).all(unicode::$test),
                }
            }
        )*
    };
}

every_character! {
    isalpha = is_alpha, u8::is_ascii_alphabetic;
    isdecimal = is_decimal, u8::is_ascii_digit;
    isdigit = is_digit, u8::is_ascii_digit;
    isnumeric = is_numeric, u8::is_ascii_digit;
    isalnum = is_alnum, u8::is_ascii_alphanumeric;
    isspace = is_space, |byte| matches!(byte, b' ' | 9..=13 | 0x1C..=0x1F);
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
    if s.is_ascii() {
        return s.iter().any(u8::is_ascii_uppercase) && !s.iter().any(u8::is_ascii_lowercase);
    }
    chars(s).any(is_upper) && !chars(s).any(|c| is_lower(c) || is_title(c))
}

/// `str.islower`: some lower case letter, and no upper or title case one.
pub fn islower(s: &Wtf8) -> bool {
    if s.is_ascii() {
        return s.iter().any(u8::is_ascii_lowercase) && !s.iter().any(u8::is_ascii_uppercase);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_agrees_with_the_tables() {
        type Test = (fn(&Wtf8) -> bool, fn(u32) -> bool);
        let tests: [Test; 6] = [
            (isalpha, unicode::is_alpha),
            (isdecimal, unicode::is_decimal),
            (isdigit, unicode::is_digit),
            (isnumeric, unicode::is_numeric),
            (isalnum, unicode::is_alnum),
            (isspace, unicode::is_space),
        ];
        for (quick, slow) in tests {
            for byte in 0..128u8 {
                assert_eq!(quick(&[byte]), slow(byte.into()), "{byte}");
                let text = [&[byte], "é²\u{2003}".as_bytes()].concat();
                let all = chars(&text).all(slow);
                assert_eq!(quick(&text), all, "{byte}");
            }
            assert!(!quick(b""));
        }
        for byte in 0..128u8 {
            assert_eq!(isupper(&[byte]), is_upper(byte.into()), "{byte}");
            assert_eq!(islower(&[byte]), is_lower(byte.into()), "{byte}");
        }
    }
}
