//! From source files to HIR: finds the modules of the closed world and says what every name in them means.
//!
//! [`load_program`] starts at the entry, follows imports ([`world`]), scans each module's scopes ([`symtable`], [`scope`]),
//! and builds its functions ([`build`]). The result passes [`taipan_hir::verify`].
//!
//! **Invariant:** this crate does no IO and knows nothing of types; sources come from a [`Loader`].

#![forbid(unsafe_code)]

mod build;
mod dataclasses;
mod intern;
pub mod loader;
pub mod native;
mod scope;
mod symtable;
mod unparse;
mod world;

use std::rc::Rc;

use ruff_python_ast as ast;
use taipan_diagnostics::{Diagnostics, SourceMap, codes};
use taipan_hir as hir;
use taipan_hir::{ModuleId, ModuleRef};

pub use loader::{Entry, Loader, Origin, Root, Source};
use world::World;

/// A program and the syntax it was made from.
pub struct Loaded {
    pub program: hir::Program,
    /// The AST of each module of [`hir::Program::modules`]; `None` for native and namespace modules.
    pub asts: Vec<Option<Rc<ast::ModModule>>>,
}

/// Loads the program that `entry` starts, or reports why there is none. Errors in any of its modules are all reported.
/// Call it inside [`taipan_syntax::on_deep_stack`].
pub fn load_program(
    entry: Entry,
    loader: &mut dyn Loader,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let mut world = World::new(loader, sources, diagnostics);
    // Tracebacks and `print` need the runtime's own modules whether or not the program imports them.
    world.find("builtins");
    world.find("sys");
    let (source, package, preload) = match entry {
        Entry::Script(source) => (source, String::new(), None),
        Entry::Module(name) => find_entry(&mut world, &name)?,
    };
    let main = world.add_main(source, package);
    let mut quitters = None;
    loop {
        while let Some(module) = world.queue.pop_front() {
            parse(&mut world, module);
            let preload = if module == main {
                preload.as_deref()
            } else {
                None
            };
            if world.modules[module.index()].ast.is_some() {
                build::build_module(&mut world, module, preload);
            }
        }
        draw_star_submodules(&mut world);
        if world.reads_quitters && quitters.is_none() {
            quitters = Some(world.find(QUITTERS));
        }
        if world.queue.is_empty() {
            break;
        }
    }
    if let Some(module) = quitters {
        import_first(&mut world, main, QUITTERS, module);
    }
    world.spread_star_imports();
    // A program with features that are refused is whole otherwise: its types are checked, and their errors reported too.
    let is_broken = |d: &taipan_diagnostics::Diagnostic| {
        d.level == taipan_diagnostics::Level::Error && !std::ptr::eq(d.code, &codes::UNSUPPORTED)
    };
    if world.diagnostics.iter().any(is_broken) {
        return None;
    }
    let asts = world
        .modules
        .iter()
        .map(|module| module.ast.clone())
        .collect();
    Some(Loaded {
        program: program(world, main),
        asts,
    })
}

/// The module that adds `exit` and `quit` to the builtins.
const QUITTERS: &str = "_sitebuiltins";

/// Before the program's own code, it imports this module, into nowhere.
fn import_first(world: &mut World<'_>, main: ModuleId, name: &str, module: ModuleRef) {
    let Some(body) = world.modules[main.index()].body else {
        return;
    };
    let Some(function) = &mut world.functions[body.index()] else {
        return;
    };
    let import = hir::ImportFrom {
        chain: vec![(name.to_string(), module)],
        names: Vec::new(),
        is_star: false,
        module_name: name.to_string(),
    };
    let import = hir::Stmt {
        kind: hir::StmtKind::ImportFrom(import),
        span: hir::Span::default(),
    };
    function.body.insert(0, import);
}

/// The source of `-m name`, its `__package__`, and the package that is imported before it runs.
fn find_entry(world: &mut World<'_>, name: &str) -> Option<(Source, String, Option<String>)> {
    let mut name = name.to_string();
    let is_package = match world.find(&name) {
        ModuleRef::Found(id) => world.modules[id.index()].is_package,
        ModuleRef::Missing(_) | ModuleRef::NotAPackage { .. } | ModuleRef::BadRelative(_) => false,
    };
    if is_package {
        name.push_str(".__main__");
    }
    let ModuleRef::Found(id) = world.find(&name) else {
        world.diagnostics.push(
            codes::UNREADABLE_FILE
                .anywhere()
                .message(format!("no module named '{name}'")),
        );
        return None;
    };
    // The module runs as `__main__`; it is not linked under its own name unless something imports it.
    let info = &world.modules[id.index()];
    let source = Source {
        path: info.path.clone(),
        shown: info.shown.clone(),
        bytes: info.bytes.clone().unwrap_or_default(),
    };
    world.forget(id, &name);
    let package = name
        .rsplit_once('.')
        .map(|(package, _)| package.to_string());
    Some((source, package.clone().unwrap_or_default(), package))
}

fn parse(world: &mut World<'_>, module: ModuleId) {
    let info = &mut world.modules[module.index()];
    let Some(bytes) = info.bytes.take() else {
        return;
    };
    if let Ok(parsed) =
        taipan_syntax::parse_module(world.sources, world.diagnostics, &info.shown, &bytes)
    {
        info.file = Some(parsed.file);
        info.text = parsed.text;
        info.ast = Some(Rc::new(parsed.ast));
    }
}

/// `from package import *` imports those submodules that `__all__` names and the package does not define.
fn draw_star_submodules(world: &mut World<'_>) {
    let mut wanted = Vec::new();
    for module in &world.modules {
        for &source in &module.star_imports {
            let source = &world.modules[source.index()];
            if !source.is_package {
                continue;
            }
            for name in source
                .all
                .iter()
                .flatten()
                .filter(|&name| !source.bound.contains(name))
            {
                wanted.push(format!("{}.{name}", source.name));
            }
        }
    }
    for name in wanted {
        world.find(&name);
    }
}

fn program(world: World<'_>, main: ModuleId) -> hir::Program {
    let modules = world.modules.into_iter().map(|info| hir::Module {
        name: info.name,
        path: info.path,
        file: info.file.map_or(u32::MAX, |file| file.0),
        is_package: info.is_package,
        package: info.package,
        is_stdlib: info.origin == Origin::Stdlib,
        is_native: info.is_native,
        body: info.body,
        globals: info.globals.into_iter().collect(),
        doc: info.doc,
        source: info.text,
    });
    let modules = modules.collect();
    let functions = world
        .functions
        .into_iter()
        .map(|function| function.expect("every function was completed"))
        .collect();
    hir::Program {
        modules,
        functions,
        main,
    }
}
