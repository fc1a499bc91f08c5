//! Imports: what they name in the closed world, and which modules they draw into it.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};
use taipan_diagnostics::codes;
use taipan_hir as hir;
use taipan_hir::{FunctionKind, ModuleRef, NameRef, Span};

use super::{Builder, span};
use crate::loader::Origin;

impl Builder<'_, '_> {
    /// One `import a.b.c [as d]`.
    pub(super) fn import(&mut self, alias: &ast::Alias) -> hir::Import {
        let chain = self.chain(&alias.name, alias.name.range());
        let target = match &alias.asname {
            Some(name) => self.name(name),
            None => self.name(alias.name.split('.').next().unwrap_or_default()),
        };
        hir::Import {
            chain,
            target,
            has_alias: alias.asname.is_some(),
        }
    }

    pub(super) fn import_from(&mut self, node: &ast::StmtImportFrom) -> hir::ImportFrom {
        let at = node
            .module
            .as_ref()
            .map_or(node.range, |module| module.range);
        let (chain, module_name) = match self.absolute(node.module.as_deref(), node.level) {
            Ok(name) => (self.chain(&name, at), name),
            Err(message) => (
                vec![(String::new(), ModuleRef::BadRelative(message))],
                node.module.as_deref().unwrap_or("").to_string(),
            ),
        };
        let found = match chain.last() {
            Some((_, ModuleRef::Found(id))) => Some(*id),
            _ => None,
        };
        let is_star = node.names.iter().any(|alias| &*alias.name == "*");
        if is_star {
            if let Some(found) = found {
                self.world.modules[self.module.index()]
                    .star_imports
                    .push(found);
            }
            return hir::ImportFrom {
                chain,
                names: Vec::new(),
                is_star,
                module_name,
            };
        }
        let mut names = Vec::with_capacity(node.names.len());
        for alias in &node.names {
            let name = self.symbol(&alias.name);
            let target = self.name(alias.asname.as_ref().unwrap_or(&alias.name));
            let submodule = found
                .filter(|id| self.world.modules[id.index()].is_package)
                .and_then(|_| match self.lookup(&format!("{module_name}.{name}")) {
                    found @ ModuleRef::Found(_) => Some(found),
                    ModuleRef::Missing(_)
                    | ModuleRef::NotAPackage { .. }
                    | ModuleRef::BadRelative(_) => None,
                });
            names.push(hir::ImportedName {
                name,
                target,
                submodule,
                span: span(alias.range),
            });
        }
        hir::ImportFrom {
            chain,
            names,
            is_star,
            module_name,
        }
    }

    /// `importlib.import_module("name")` and `__import__("name")` draw the module into the program as well.
    pub(super) fn dynamic_import(&mut self, call: &ast::ExprCall) {
        let is_import = match &*call.func {
            ast::Expr::Name(name) => matches!(name.id.as_str(), "__import__" | "import_module"),
            ast::Expr::Attribute(attribute) => attribute.attr.as_str() == "import_module",
            _ => false,
        };
        if is_import
            && let Some(ast::Expr::StringLiteral(text)) = call.arguments.args.first()
            && !text.value.to_str().starts_with('.')
        {
            self.lookup(text.value.to_str());
        }
    }

    /// `import package` before anything else, into nowhere.
    pub(super) fn preload(&mut self, package: &str) -> hir::Stmt {
        let chain = self.chain(package, TextRange::default());
        let target = NameRef::Var(self.temp("package"));
        let import = hir::Import {
            chain,
            target,
            has_alias: true,
        };
        hir::Stmt {
            kind: hir::StmtKind::Import(import),
            span: Span::default(),
        }
    }

    /// The absolute name that a `from` import means, or CPython's words about what is wrong with it.
    fn absolute(&self, module: Option<&str>, level: u32) -> Result<String, String> {
        let module = module.unwrap_or("");
        if level == 0 {
            return Ok(module.to_string());
        }
        let mut package = self.world.modules[self.module.index()].package.as_str();
        if package.is_empty() {
            return Err("attempted relative import with no known parent package".into());
        }
        for _ in 1..level {
            package = match package.rsplit_once('.') {
                Some((parent, _)) => parent,
                None => return Err("attempted relative import beyond top-level package".into()),
            };
        }
        Ok(if module.is_empty() {
            package.to_string()
        } else {
            format!("{package}.{module}")
        })
    }

    fn lookup(&mut self, name: &str) -> ModuleRef {
        if self.unexecuted_depth > 0 {
            return self
                .world
                .known(name)
                .unwrap_or_else(|| ModuleRef::Missing(name.into()));
        }
        self.world.find(name)
    }

    /// `a`, `a.b`, `a.b.c`, up to the first that is not there.
    pub(super) fn chain(&mut self, name: &str, at: TextRange) -> Vec<(String, ModuleRef)> {
        let mut chain = Vec::new();
        let ends = name
            .match_indices('.')
            .map(|(end, _)| end)
            .chain([name.len()]);
        for end in ends {
            let prefix = &name[..end];
            let found = self.lookup(prefix);
            let is_found = matches!(found, ModuleRef::Found(_));
            chain.push((prefix.to_string(), found));
            if !is_found {
                self.report_missing(prefix, at);
                break;
            }
        }
        chain
    }

    fn report_missing(&mut self, name: &str, at: TextRange) {
        // A guarded import asks whether the module is there; an unexecuted one does not ask at all.
        // Packages import optional dependencies inside of the functions that need them.
        let is_expected = match self.origin {
            Origin::Program => false,
            Origin::SitePackages => self.frame().kind != FunctionKind::Module,
            Origin::Stdlib => true,
        };
        if self.unexecuted_depth > 0 || self.import_guard_depth > 0 || is_expected {
            return;
        }
        let diagnostic = codes::MODULE_NOT_FOUND
            .at(self.file, at)
            .message(format!("no module named '{name}' is in the program, the standard library or the environment"))
            .label("not found")
            .help("executing this import raises ModuleNotFoundError");
        self.world.diagnostics.push(diagnostic);
    }
}
