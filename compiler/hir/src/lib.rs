//! The high-level IR.
