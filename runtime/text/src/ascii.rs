//! The ASCII-only methods of bytes.

macro_rules! every_byte {
    ($($name:ident = $test:expr;)*) => {
        $(
            /// Whether the bytes are not empty and each is of this kind.
            pub fn $name(bytes: &[u8]) -> bool { !bytes.is_empty() && bytes.iter().all($test) }
        )*
    };
}

every_byte! {
    isalpha = u8::is_ascii_alphabetic;
    isdigit = u8::is_ascii_digit;
    isalnum = u8::is_ascii_alphanumeric;
    isspace = |byte| crate::words::is_byte_space(*byte);
}

/// `bytes.isupper`.
pub fn isupper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.islower`.
pub fn islower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.istitle`.
pub fn istitle(bytes: &[u8]) -> bool {
    let mut found = false;
    let mut in_word = false;
    for byte in bytes {
        if byte.is_ascii_uppercase() && in_word || byte.is_ascii_lowercase() && !in_word {
            return false;
        }
        in_word = byte.is_ascii_alphabetic();
        found |= in_word;
    }
    found
}

/// `bytes.title`.
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let convert = |byte: &u8| {
        let mapped = if in_word {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        in_word = byte.is_ascii_alphabetic();
        mapped
    };
    bytes.iter().map(convert).collect()
}

/// `bytes.capitalize`.
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `bytes.swapcase`.
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphabetic() {
                byte ^ 0x20
            } else {
                *byte
            }
        })
        .collect()
}
