//! MIR to object files.
