//! Where an object keeps its overflow word: a dict's, or zero.

use crate::Header;
use crate::threads::Racy;
use table::{get, replace};

pub enum Overflow {
    Word(&'static Racy<u64>),
    /// The object's number in a table; without one the word is zero.
    Number(&'static Header),
}

impl Overflow {
    #[inline]
    pub fn get(&self) -> u64 {
        match self {
            Overflow::Word(cell) => cell.get(),
            Overflow::Number(header) => get(header),
        }
    }
    /// Of a live object under its lock.
    pub fn replace(&self, word: u64) -> u64 {
        match self {
            Overflow::Word(cell) => cell.replace(word),
            Overflow::Number(header) => replace(header, word),
        }
    }
}

/// Of one thread: the number lies in the header's shared count, which has no other use.
#[cfg(not(feature = "threads"))]
mod table {
    use crate::Header;
    use std::cell::UnsafeCell;

    /// Words of the numbered overflows: number n has its word at n - 1. A free place holds the next free place's number.
    struct Numbered {
        words: Vec<u64>,
        free: u32,
    }
    struct Table(UnsafeCell<Numbered>);
    // SAFETY: this build has one thread.
    unsafe impl Sync for Table {}
    static TABLE: Table = Table(UnsafeCell::new(Numbered {
        words: Vec::new(),
        free: 0,
    }));

    #[inline]
    pub fn get(header: &Header) -> u64 {
        match header.shared_count.get() {
            0 => 0,
            // SAFETY: no reference into the table outlives this expression.
            n => unsafe { (&(*TABLE.0.get()).words)[n as usize - 1] },
        }
    }

    pub fn replace(header: &Header, word: u64) -> u64 {
        let number = &header.shared_count;
        // SAFETY: as in `get`; nothing below runs other code.
        let table = unsafe { &mut *TABLE.0.get() };
        match (number.get(), word) {
            (0, 0) => 0,
            (0, _) => {
                if table.free == 0 {
                    table.words.push(word);
                    number.set(table.words.len() as u32);
                } else {
                    number.set(table.free);
                    let place = &mut table.words[table.free as usize - 1];
                    table.free = std::mem::replace(place, word) as u32;
                }
                0
            }
            (n, 0) => {
                number.set(0);
                let next = u64::from(std::mem::replace(&mut table.free, n));
                std::mem::replace(&mut table.words[n as usize - 1], next)
            }
            (n, _) => std::mem::replace(&mut table.words[n as usize - 1], word),
        }
    }
}

/// With threads the shared count is one: the table is keyed by address, and a flag says who is in it.
#[cfg(feature = "threads")]
mod table {
    use crate::Header;
    use crate::value::FLAG_TYPE_2;
    use std::collections::HashMap;
    use std::sync::{Mutex, MutexGuard};

    type Words = HashMap<usize, u64>;
    static TABLE: Mutex<Option<Words>> = Mutex::new(None);

    fn table() -> MutexGuard<'static, Option<Words>> {
        TABLE.lock().unwrap_or_else(|e| e.into_inner())
    }

    pub fn get(header: &Header) -> u64 {
        if !header.has(FLAG_TYPE_2) {
            return 0;
        }
        let address = std::ptr::from_ref(header) as usize;
        let table = table();
        let word = table.as_ref().and_then(|t| t.get(&address));
        word.copied().unwrap_or(0)
    }

    pub fn replace(header: &Header, word: u64) -> u64 {
        let address = std::ptr::from_ref(header) as usize;
        if word == 0 && !header.has(FLAG_TYPE_2) {
            return 0;
        }
        let mut table = table();
        let words = table.get_or_insert_with(HashMap::new);
        let old = if word == 0 {
            header.clear(FLAG_TYPE_2);
            words.remove(&address)
        } else {
            header.set(FLAG_TYPE_2);
            words.insert(address, word)
        };
        old.unwrap_or(0)
    }
}
