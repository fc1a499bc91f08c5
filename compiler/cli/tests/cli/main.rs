//! The compiler from outside, as its users meet it.

mod command_line;
mod interrupt;
mod run;
mod support;
mod types;
