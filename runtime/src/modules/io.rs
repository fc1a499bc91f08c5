//! Streams and files.

use crate::{R, Value};
use std::cell::RefCell;

thread_local! {
    static OUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to standard output's buffer.
pub fn write_stdout(text: &[u8]) -> R<()> {
    OUT.with_borrow_mut(|out| out.extend_from_slice(text));
    if OUT.with_borrow(Vec::len) > 1 << 16 {
        flush_standard();
    }
    Ok(())
}

/// Whether a file is the process's own standard output.
pub fn is_plain_stdout(_file: &Value) -> bool {
    true
}

pub fn flush_stdout() -> R<()> {
    flush_standard();
    Ok(())
}

/// Flushes standard output; `false` when that fails.
pub fn flush_standard() -> bool {
    OUT.with_borrow_mut(|out| {
        let mut rest = &out[..];
        while !rest.is_empty() {
            // SAFETY: a valid buffer.
            let n = unsafe { libc::write(1, rest.as_ptr().cast(), rest.len()) };
            if n <= 0 {
                out.clear();
                return false;
            }
            rest = &rest[n as usize..];
        }
        out.clear();
        true
    })
}
