//! The runtime that compiled programs link against.
