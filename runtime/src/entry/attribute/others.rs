//! What is known of the receivers that an inline cache site has forgotten.
//!
//! A site knows one class. Where receivers of several classes pass, what the site knew last is kept here, by class and name, and
//! put back at the next miss. **Invariant:** a row is a site's content that was true, and whatever empties the sites empties
//! the rows too ([`forget`]).

use super::Site;
use crate::Value;
use std::cell::Cell;

/// What a site is for: what is true of loads is not of stores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Load = 1,
    Store,
    Method,
}

#[derive(Clone, Copy)]
struct Row {
    name: u64,
    class: u32,
    /// A [`Use`] and the age it is of; 0 in an empty row.
    of: u32,
    key: u64,
    value: u64,
}

const EMPTY: Row = Row {
    name: 0,
    class: 0,
    of: 0,
    key: 0,
    value: 0,
};
const ROWS: usize = 256;

/// What is between the ages of two rows.
const AGE: u32 = 4;

thread_local! {
    /// Rows of another age are forgotten.
    static NOW: Cell<u32> = const { Cell::new(0) };
    static TABLE: [Cell<Row>; ROWS] = const { [const { Cell::new(EMPTY) }; ROWS] };
}

fn place(class: u32, name: &Value, of: Use) -> usize {
    let word = (name.word() >> 4) as usize;
    (word ^ word >> 7 ^ (class as usize).wrapping_mul(37) ^ (of as usize) << 5) % ROWS
}

/// Lets the site know again what is known of receivers of this class; whether anything is.
#[inline]
pub fn recall(site: &Site, class: u32, name: &Value, of: Use) -> bool {
    // A new site has nothing to recall, most likely.
    if site.key.get() == 0 {
        return false;
    }
    let row = TABLE.with(|rows| rows[place(class, name, of)].get());
    let is_it = row.of == NOW.get() + of as u32 && row.class == class && row.name == name.word();
    if is_it {
        site.key.set(row.key);
        site.value.set(row.value);
    }
    is_it
}

/// Keeps what the site has just been told of this class.
pub fn keep(site: &Site, class: u32, name: &Value, of: Use) {
    let key = site.key.get();
    if key as u32 & !super::plans::MARK != class + 1 {
        return;
    }
    let row = Row {
        name: name.word(),
        class,
        of: NOW.get() + of as u32,
        key,
        value: site.value.get(),
    };
    TABLE.with(|rows| rows[place(class, name, of)].set(row));
}

/// Classes have changed.
pub fn forget() {
    let next = NOW.get().wrapping_add(AGE);
    NOW.set(next);
    if next == 0 {
        // The ages begin again.
        TABLE.with(|rows| rows.iter().for_each(|row| row.set(EMPTY)));
    }
}
