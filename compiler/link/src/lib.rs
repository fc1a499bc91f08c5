//! Objects and runtime to an executable.
