//! The mid-level IR: explicit control flow, raising edges, value representations and (after `opt/refcount`) ownership.
//!
//! A function is a list of blocks over *locals*, which are assigned any number of times (not SSA; Cranelift's front end
//! builds SSA from them). An instruction that may raise names the block to go to (`raise`); `None` leaves the function
//! with the exception in flight. Raising instructions stand in the middle of blocks: a block is an extended basic block.
//!
//! Ownership: before `opt/refcount` there are no reference counts, every operand is a use and every local a name for a
//! value. After it, each local of a counted representation owns its value, except borrowed parameters; instructions
//! borrow their operands except those that [`Op::consumes`] names; a raising edge leads to a block that releases what is
//! live and then goes on to the handler.
//!
//! **Invariant:** MIR names no Python syntax and no CLIF type.
#![forbid(unsafe_code)]

pub mod func;
pub mod op;
pub mod print;
pub mod program;
pub mod verify;

pub use func::*;
pub use op::*;
pub use program::*;
