//! Calls the type checker and decides what its reports mean to this command.

use crate::loader::DiskLoader;
use crate::options::Options;
use taipan_check::ModuleInput;
use taipan_diagnostics::{Diagnostics, FileId, Level};
use taipan_resolve::Loaded;

/// Checks annotations. Type errors are errors under `--strict` and warnings otherwise; `None` when they end the build.
pub fn check(
    options: &Options,
    loaded: &Loaded,
    loader: &DiskLoader,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let modules = loaded.program.modules.iter().zip(&loaded.asts);
    let inputs: Vec<ModuleInput> = modules
        .filter_map(|(module, ast)| {
            Some(ModuleInput {
                name: &module.name,
                file: FileId(module.file),
                ast: ast.as_ref()?,
                text: &module.source,
                package: &module.package,
                is_user: !module.is_stdlib && loader.is_users(&module.path),
            })
        })
        .collect();
    let level = if options.is_strict {
        Level::Error
    } else {
        Level::Warning
    };
    let found = taipan_check::check_program(&inputs);
    // What is a warning by the table stays one.
    diagnostics.extend(found.into_iter().map(|problem| match problem.level {
        Level::Error => problem.level(level),
        _ => problem,
    }));
    (!diagnostics.has_errors()).then_some(())
}
