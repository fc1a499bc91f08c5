//! The two builds of the runtime: reference counts, locks of containers, words that several threads read.
//!
//! A program that cannot start a thread is linked with the plain build: counts are plain, a [`Guard`] is nothing, and
//! [`Racy`] is `Cell`. The feature `threads` makes the other one:
//!
//! - **Counts are biased** (Choi, Shull, Torrellas, *Biased Reference Counting*, PACT 2018; flags and queue as in PEP 703):
//!   the thread that made an object counts in `local_count` without an atomic operation, all others in `shared_count`. An
//!   object whose shared count would fall below zero is queued for its owner, who adds the two counts up; when the owner has
//!   ended, whoever finds that out does it.
//! - **A container has a lock bit** in its header's flags. **Invariant:** no Python code runs under it: comparisons
//!   happen between two locked regions (a version number says whether to start again), and what is let go of meanwhile waits
//!   in [`later`]. Who holds a dict's lock takes no other; an instance's lock comes before its dict's; two sets are locked in
//!   the order of their addresses.
//! - **Words that are read without the lock** (class, flags, counts, a str's hash) are [`Racy`]: relaxed atomics.
//!
//! What compiled code does inline (counts, fields, list items) and the tables of the native modules are still those of one
//! thread: this build runs under the tests below, and no program is linked with it yet.

/// A value that is made when it is first asked for.
#[cfg(not(feature = "threads"))]
pub type Once<T> = std::cell::OnceCell<T>;
/// A value that is made when it is first asked for, by whichever thread comes first.
#[cfg(feature = "threads")]
pub type Once<T> = std::sync::OnceLock<T>;

#[cfg(not(feature = "threads"))]
mod plain;
#[cfg(not(feature = "threads"))]
pub use plain::{Guard, Racy, SEEN, SHOWN, bury, later, lock_two};

#[cfg(feature = "threads")]
mod biased;
#[cfg(feature = "threads")]
mod lock;
#[cfg(feature = "threads")]
mod racy;
#[cfg(feature = "threads")]
mod registry;
#[cfg(feature = "threads")]
pub use {
    lock::{Guard, later, lock_two},
    racy::{Racy, SEEN, SHOWN},
    registry::{bury, safepoint},
};

#[cfg(all(test, feature = "threads"))]
mod tests;
