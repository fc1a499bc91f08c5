//! The closed world while it is being discovered: which modules there are and what an import of a name means.
//!
//! Afterwards every module that an import can reach is in [`World::modules`], each with its AST, and
//! [`World::functions`] holds the HIR of all of them. A module that no code imports is not there.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexSet;
use ruff_python_ast as ast;
use taipan_diagnostics::{Diagnostics, FileId, SourceMap, codes};
use taipan_hir as hir;
use taipan_hir::{ModuleId, ModuleRef, Symbol};

use crate::intern::Interner;
use crate::loader::{Loader, Origin, Root, Source};
use crate::native::{is_early, is_native};

/// A module as far as it is known.
pub struct ModuleInfo {
    pub name: Symbol,
    pub path: String,
    /// The path that diagnostics show.
    pub shown: String,
    /// The file's bytes, until they are parsed.
    pub bytes: Option<Cow<'static, [u8]>>,
    /// Where the source map has the text, and the text, once parsed.
    pub file: Option<FileId>,
    pub text: Arc<str>,
    pub origin: Origin,
    pub is_package: bool,
    pub is_native: bool,
    pub package: String,
    /// The folders of a package in which its submodules lie.
    pub folders: Vec<Root>,
    pub ast: Option<Rc<ast::ModModule>>,
    pub body: Option<hir::FuncId>,
    pub globals: IndexSet<Symbol>,
    /// Names bound by the module's own code.
    pub bound: IndexSet<Symbol>,
    /// `__all__`, when it is a literal.
    pub all: Option<Vec<Symbol>>,
    pub star_imports: Vec<ModuleId>,
    pub doc: Option<String>,
}

impl ModuleInfo {
    /// A module without source: native, or a namespace package.
    fn new(name: Symbol, origin: Origin) -> Self {
        ModuleInfo {
            name,
            path: String::new(),
            shown: String::new(),
            bytes: None,
            file: None,
            text: "".into(),
            origin,
            is_package: false,
            is_native: false,
            package: String::new(),
            folders: Vec::new(),
            ast: None,
            body: None,
            globals: IndexSet::new(),
            bound: IndexSet::new(),
            all: None,
            star_imports: Vec::new(),
            doc: None,
        }
    }
}

pub struct World<'w> {
    pub loader: &'w mut dyn Loader,
    pub sources: &'w mut SourceMap,
    pub diagnostics: &'w mut Diagnostics,
    pub interner: Interner,
    pub modules: Vec<ModuleInfo>,
    pub functions: Vec<Option<hir::Function>>,
    /// Modules found, whose code is still to be read.
    pub queue: VecDeque<ModuleId>,
    /// Some module reads `exit` or `quit`, which module `_sitebuiltins` adds to the builtins.
    pub reads_quitters: bool,
    by_name: HashMap<String, ModuleRef>,
    roots: Vec<Root>,
}

impl<'w> World<'w> {
    pub fn new(
        loader: &'w mut dyn Loader,
        sources: &'w mut SourceMap,
        diagnostics: &'w mut Diagnostics,
    ) -> Self {
        let roots = loader.roots();
        World {
            loader,
            sources,
            diagnostics,
            interner: Interner::default(),
            modules: Vec::new(),
            functions: Vec::new(),
            queue: VecDeque::new(),
            reads_quitters: false,
            by_name: HashMap::new(),
            roots,
        }
    }

    /// Adds the module that runs as `__main__`.
    pub fn add_main(&mut self, source: Source, package: String) -> ModuleId {
        let name = self.interner.intern("__main__");
        let mut info = ModuleInfo::new(name, Origin::Program);
        info.path = source.path;
        info.shown = source.shown;
        info.bytes = Some(source.bytes);
        info.package = package;
        let id = self.add(info);
        self.by_name.insert("__main__".into(), ModuleRef::Found(id));
        id
    }

    /// Takes back module `id`, the latest to be found, which nothing has imported.
    pub fn forget(&mut self, id: ModuleId, name: &str) {
        if id.index() + 1 == self.modules.len() && self.queue.back() == Some(&id) {
            self.modules.pop();
            self.queue.pop_back();
            self.by_name.remove(name);
        }
    }

    fn add(&mut self, info: ModuleInfo) -> ModuleId {
        let id = ModuleId::new(self.modules.len());
        if !info.is_native {
            self.queue.push_back(id);
        }
        self.modules.push(info);
        id
    }

    /// What `name`, absolute and dotted, means, if an earlier import has asked for it.
    pub fn known(&self, name: &str) -> Option<ModuleRef> {
        self.by_name.get(name).cloned()
    }

    /// Finds the module `name`, absolute and dotted, and the packages around it.
    pub fn find(&mut self, name: &str) -> ModuleRef {
        if let Some(found) = self.by_name.get(name) {
            return found.clone();
        }
        let found = match name.rsplit_once('.') {
            None => self.find_top_level(name),
            Some((parent, last)) => match self.find(parent) {
                ModuleRef::Found(id) if self.modules[id.index()].is_package => {
                    let folders = self.modules[id.index()].folders.clone();
                    match self.find_in(&folders, name, last) {
                        // Packages here that are single files in CPython.
                        ModuleRef::Missing(name)
                            if self.modules[id.index()].origin == Origin::Stdlib
                                && matches!(parent, "os" | "argparse") =>
                        {
                            let parent = parent.into();
                            ModuleRef::NotAPackage { name, parent }
                        }
                        found => found,
                    }
                }
                ModuleRef::Found(_) => match alias_of(name) {
                    Some(other) => self.find(other),
                    None => ModuleRef::NotAPackage {
                        name: name.into(),
                        parent: parent.into(),
                    },
                },
                ModuleRef::Missing(_)
                | ModuleRef::NotAPackage { .. }
                | ModuleRef::BadRelative(_) => ModuleRef::Missing(name.into()),
            },
        };
        if let (ModuleRef::Found(_), Some((parent, last))) = (&found, name.rsplit_once('.'))
            && let ModuleRef::Found(parent) = self.find(parent)
        {
            // Importing a submodule binds it in its package.
            let last = self.interner.intern(last);
            self.modules[parent.index()].globals.insert(last);
        }
        self.by_name.insert(name.into(), found.clone());
        found
    }

    fn find_top_level(&mut self, name: &str) -> ModuleRef {
        if is_native(name) && !self.is_in_stdlib(name) {
            let name = self.interner.intern(name);
            let mut info = ModuleInfo::new(name, Origin::Stdlib);
            info.is_native = true;
            let id = self.add(info);
            return ModuleRef::Found(id);
        }
        let mut roots = self.roots.clone();
        if is_early(name) {
            roots.sort_by_key(|root| root.origin != Origin::Stdlib);
        }
        self.find_in(&roots, name, name)
    }

    /// Has our library a module of this name in Python? Then it stands for CPython's native one.
    fn is_in_stdlib(&mut self, name: &str) -> bool {
        let folder = self.roots.iter().find(|root| root.origin == Origin::Stdlib);
        let Some(path) = folder.map(|root| format!("{}/{name}.py", root.dir)) else {
            return false;
        };
        matches!(self.loader.read(&path), Ok(Some(_)))
    }

    /// Looks for `last` in `folders`: in each a package, then a module; else the folders of that name are a namespace.
    fn find_in(&mut self, folders: &[Root], name: &str, last: &str) -> ModuleRef {
        let mut namespace = Vec::new();
        for folder in folders {
            let base = format!("{}/{last}", folder.dir);
            for (path, is_package) in [
                (format!("{base}/__init__.py"), true),
                (format!("{base}.py"), false),
            ] {
                match self.loader.read(&path) {
                    Ok(Some(source)) => {
                        let folders = if is_package {
                            vec![Root {
                                dir: base,
                                origin: folder.origin,
                            }]
                        } else {
                            Vec::new()
                        };
                        return ModuleRef::Found(self.add_source(
                            name,
                            Some(source),
                            folder.origin,
                            is_package,
                            folders,
                        ));
                    }
                    Ok(None) => {}
                    Err(problem) => {
                        let message = format!("cannot read '{path}': {problem}");
                        self.diagnostics
                            .push(codes::UNREADABLE_FILE.anywhere().message(message));
                        return ModuleRef::Missing(name.into());
                    }
                }
            }
            if self.loader.is_dir(&base) {
                namespace.push(Root {
                    dir: base,
                    origin: folder.origin,
                });
            }
        }
        if namespace.is_empty() {
            return ModuleRef::Missing(name.into());
        }
        let origin = namespace[0].origin;
        let path = format!("{}/", namespace[0].dir);
        let id = self.add_source(name, None, origin, true, namespace);
        self.modules[id.index()].path = path;
        ModuleRef::Found(id)
    }

    fn add_source(
        &mut self,
        name: &str,
        source: Option<Source>,
        origin: Origin,
        is_package: bool,
        folders: Vec<Root>,
    ) -> ModuleId {
        let package = if is_package {
            name
        } else {
            name.rsplit_once('.').map_or("", |(parent, _)| parent)
        };
        let mut info = ModuleInfo::new(self.interner.intern(name), origin);
        info.package = package.to_string();
        info.is_package = is_package;
        info.folders = folders;
        if let Some(source) = source {
            info.path = source.path;
            info.shown = source.shown;
            info.bytes = Some(source.bytes);
        }
        self.add(info)
    }

    pub fn reserve_function(&mut self) -> hir::FuncId {
        self.functions.push(None);
        hir::FuncId::new(self.functions.len() - 1)
    }

    /// Adds to each module the names that `from m import *` brings in, as far as they are known.
    pub fn spread_star_imports(&mut self) {
        loop {
            let mut changed = false;
            for index in 0..self.modules.len() {
                for source in self.modules[index].star_imports.clone() {
                    let from = &self.modules[source.index()];
                    let names: Vec<Symbol> = match &from.all {
                        Some(all) => all.clone(),
                        None => from
                            .bound
                            .iter()
                            .filter(|name| !name.starts_with('_'))
                            .cloned()
                            .collect(),
                    };
                    let into = &mut self.modules[index];
                    for name in names {
                        changed |= into.bound.insert(name.clone());
                        into.globals.insert(name);
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }
}

/// Modules that are no package but pretend to have a submodule.
fn alias_of(name: &str) -> Option<&'static str> {
    match name {
        "os.path" => Some("posixpath"),
        _ => None,
    }
}
