//! Types, and HIR.
