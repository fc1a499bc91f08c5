//! The forms of the program that `--emit` shows. Texts leave the standard library out.

use crate::options::{Emit, Options};
use taipan_hir as hir;
use taipan_mir as mir;
use taipan_resolve::Loaded;

type Forms = Vec<(Emit, Vec<u8>)>;

pub fn ast(options: &Options, loaded: &Loaded, forms: &mut Forms) {
    if !options.emits(Emit::Ast) {
        return;
    }
    let mut text = String::new();
    for (module, ast) in loaded.program.modules.iter().zip(&loaded.asts) {
        if let (false, Some(ast)) = (module.is_stdlib, ast) {
            text += &format!("# module {}\n{ast:#?}\n", module.name);
        }
    }
    forms.push((Emit::Ast, text.into_bytes()));
}

pub fn hir(options: &Options, program: &hir::Program, forms: &mut Forms) {
    if !options.emits(Emit::Hir) {
        return;
    }
    let ids = (0..program.modules.len()).map(hir::ModuleId::new);
    let own = ids.filter(|id| !program.modules[id.index()].is_stdlib);
    let text: String = own.map(|id| hir::print::module(program, id)).collect();
    forms.push((Emit::Hir, text.into_bytes()));
}

pub fn mir(options: &Options, program: &mir::Program, forms: &mut Forms) {
    if options.emits(Emit::Mir) {
        forms.push((Emit::Mir, mir::print::program(program, false).into_bytes()));
    }
}

pub fn code(options: &Options, code: &taipan_codegen::Output, forms: &mut Forms) {
    let made = [
        (Emit::Clif, code.clif.as_bytes()),
        (Emit::Asm, code.asm.as_bytes()),
        (Emit::Obj, code.object.as_slice()),
    ];
    for (form, bytes) in made {
        if options.emits(form) {
            forms.push((form, bytes.to_vec()));
        }
    }
}
