//! The mid-level IR.
