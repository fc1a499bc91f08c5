//! The type checker: annotations against values.
//!
//! It yields diagnostics only. Code generation has an inference of its own and never trusts an annotation, so nothing
//! that is decided here changes what a program does.
//!
//! The rules are gradual. A value of unknown type agrees with everything; a function without annotations, and a module
//! without any, is checked only for calls that cannot work and for names and attributes that do not exist. Code whose
//! failure the program expects (`try` with a fitting `except`) is not reported at all.
//!
//! **Invariant:** whatever is reported here, mypy or pyright reports too. Where this checker knows less than they do,
//! it is silent.
#![forbid(unsafe_code)]

mod annotations;
mod assignments;
mod calls;
mod classes;
mod definitions;
mod exhaustion;
mod expressions;
mod flow;
mod imports;
mod members;
mod narrowing;
mod operators;
mod patterns;
mod program;
mod relations;
mod show;
mod statements;
mod stubs;
mod symbols;
mod types;

use ruff_python_ast::ModModule;
use taipan_diagnostics::{Diagnostic, FileId};

/// A module of the program, parsed.
#[derive(Clone, Copy, Debug)]
pub struct ModuleInput<'a> {
    /// The dotted name that imports use; `__main__` for the program's first file.
    pub name: &'a str,
    pub file: FileId,
    pub ast: &'a ModModule,
    /// The text that the tree's ranges count in.
    pub text: &'a str,
    /// `__package__`, from which relative imports start; empty for none.
    pub package: &'a str,
    /// Written by the user: checked. Other modules are not looked into.
    pub is_user: bool,
}

/// Checks the user's modules. Type errors come with the level of the table (errors); a caller that wants warnings
/// lowers them. Trees may be deep: call it on a deep stack.
pub fn check_program(modules: &[ModuleInput]) -> Vec<Diagnostic> {
    let mut checker = program::Checker::new(modules);
    checker.check_modules();
    checker.into_diagnostics()
}

#[cfg(test)]
mod tests;
