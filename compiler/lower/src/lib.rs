//! HIR to MIR.
