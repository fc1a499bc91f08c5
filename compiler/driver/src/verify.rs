//! Runs the verifiers between stages (`--verify`, and always in debug builds of the compiler).
//!
//! What they find is a bug of the stage before, so it ends the compiler.

use crate::options::Options;
use taipan_hir as hir;
use taipan_mir as mir;

pub fn hir(options: &Options, program: &hir::Program) {
    if !options.verify {
        return;
    }
    let problems = hir::verify::verify(program);
    assert!(
        problems.is_empty(),
        "resolve made unsound HIR: {}",
        problems.join("; ")
    );
}

pub fn mir(options: &Options, stage: &str, program: &mir::Program) {
    if !options.verify {
        return;
    }
    for func in &program.funcs {
        if let Err(problem) = mir::verify::func(program, func) {
            panic!("{stage} made unsound MIR: {problem}");
        }
    }
}
