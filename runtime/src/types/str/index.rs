//! Byte offsets of characters in long texts that are not ASCII.
//!
//! An index is made when such a text is first indexed, and dies with it. Few texts are indexed at a time: the oldest index
//! gives way.

use super::{INDEXED, StrObj};
#[cfg(not(feature = "threads"))]
use std::cell::RefCell;
use taipan_text::wtf8;

/// Characters between two recorded offsets.
const STRIDE: usize = 64;
/// Shorter texts are counted through.
const SHORT: usize = 256;
/// Characters before an earlier offset are counted.
const FAR: usize = 4096;
const KEPT: usize = 16;

type Indexes = Vec<(u64, Box<[usize]>)>;

#[cfg(not(feature = "threads"))]
fn with_indexes<T>(f: impl FnOnce(&mut Indexes) -> T) -> T {
    thread_local! {
        static INDEXES: RefCell<Indexes> = const { RefCell::new(Vec::new()) };
    }
    INDEXES.with_borrow_mut(f)
}
#[cfg(feature = "threads")]
fn with_indexes<T>(f: impl FnOnce(&mut Indexes) -> T) -> T {
    static INDEXES: std::sync::Mutex<Indexes> = std::sync::Mutex::new(Vec::new());
    f(&mut INDEXES.lock().unwrap_or_else(|e| e.into_inner()))
}

pub fn byte_offset(s: &StrObj, n: usize) -> usize {
    let bytes = s.bytes();
    if bytes.len() < SHORT {
        return wtf8::offset(bytes, n);
    }
    if n >= s.chars.get() {
        return bytes.len();
    }
    with_index(s, |offsets| {
        let from = offsets[n / STRIDE];
        from + wtf8::offset(&bytes[from..], n % STRIDE)
    })
}

/// The number of characters before a byte offset.
pub fn char_index(s: &StrObj, at: usize) -> usize {
    let bytes = s.bytes();
    if at < FAR {
        return wtf8::count(&bytes[..at]);
    }
    with_index(s, |offsets| {
        let block = offsets.partition_point(|from| *from <= at) - 1;
        block * STRIDE + wtf8::count(&bytes[offsets[block]..at])
    })
}

fn with_index<T>(s: &StrObj, f: impl FnOnce(&[usize]) -> T) -> T {
    let address = s as *const StrObj as u64;
    with_indexes(|all| {
        let at = all.iter().rposition(|(a, _)| *a == address);
        let offsets = match at {
            Some(at) => &all[at].1,
            None => {
                if all.len() == KEPT {
                    all.remove(0);
                }
                s.header.set(INDEXED);
                all.push((address, build(s.bytes())));
                &all[all.len() - 1].1
            }
        };
        f(offsets)
    })
}

fn build(bytes: &[u8]) -> Box<[usize]> {
    let mut out = Vec::with_capacity(bytes.len() / STRIDE + 1);
    let mut at = 0;
    while at < bytes.len() {
        out.push(at);
        at += wtf8::offset(&bytes[at..], STRIDE);
    }
    out.into()
}

/// The text dies or changes.
pub fn forget(address: u64) {
    with_indexes(|all| all.retain(|(a, _)| *a != address));
}
