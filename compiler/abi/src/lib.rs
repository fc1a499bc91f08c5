//! The tables that the compiler and the runtime share.
