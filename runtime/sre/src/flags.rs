//! The flag bits of `re.RegexFlag`, with CPython's values.

pub const IGNORECASE: u32 = 2;
pub const LOCALE: u32 = 4;
pub const MULTILINE: u32 = 8;
pub const DOTALL: u32 = 16;
pub const UNICODE: u32 = 32;
pub const VERBOSE: u32 = 64;
pub const DEBUG: u32 = 128;
pub const ASCII: u32 = 256;

/// The flags that choose what `\w` and case mean; at most one of them holds at a time.
pub const TYPE_FLAGS: u32 = ASCII | LOCALE | UNICODE;

/// The flag that an inline letter names.
pub(crate) fn from_letter(letter: u32) -> Option<u32> {
    Some(match char::from_u32(letter)? {
        'i' => IGNORECASE,
        'L' => LOCALE,
        'm' => MULTILINE,
        's' => DOTALL,
        'x' => VERBOSE,
        'a' => ASCII,
        'u' => UNICODE,
        _ => return None,
    })
}

/// The flags in force inside `(?add-del:…)`.
pub(crate) fn combine(flags: u32, add: u32, del: u32) -> u32 {
    let kept = if add & TYPE_FLAGS != 0 {
        flags & !TYPE_FLAGS
    } else {
        flags
    };
    (kept | add) & !del
}
