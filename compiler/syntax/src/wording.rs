//! The words of syntax errors: CPython's, where it has some.

mod mistakes;
mod parser;
mod semantic;
mod tokenizer;
mod tree;

pub(crate) use parser::parse_errors;
pub(crate) use semantic::semantic_error;
