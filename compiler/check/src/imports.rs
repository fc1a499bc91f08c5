//! Names that `from module import name` asks for.

use crate::program::Checker;
use crate::stubs;
use crate::symbols::Collector;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Stmt};
use taipan_diagnostics::codes;

impl<'a> Checker<'a> {
    /// Warns of names that the module certainly does not have.
    pub fn check_imported_names(&mut self, import: &'a ast::StmtImportFrom) {
        let package = self.package();
        let mut parts: Vec<&str> = Vec::new();
        if import.level > 0 {
            parts.extend(package.split('.').filter(|part| !part.is_empty()));
            let dropped = import.level as usize - 1;
            if dropped >= parts.len() {
                return;
            }
            parts.truncate(parts.len() - dropped);
        }
        parts.extend(import.module.as_ref().map(|name| name.as_str()));
        let module = parts.join(".");
        for alias in &import.names {
            let name = alias.name.as_str();
            if name == "*" || self.may_have(&module, name, 0) {
                continue;
            }
            let message = format!("cannot import name '{name}' from '{module}'");
            self.report(
                &codes::NAME_NOT_IN_MODULE,
                alias.name.range,
                message,
                |it| {
                    it.label("the module has no such name")
                        .help("executing this import raises ImportError")
                },
            );
        }
    }

    /// `__package__` of the module that is being checked.
    fn package(&self) -> &'a str {
        let name = &self.modules[self.module.0 as usize].name;
        self.input(name).map_or("", |input| input.package)
    }

    /// Whether the module may have the name; it has none only if all of its bindings are known.
    fn may_have(&mut self, module: &str, name: &str, depth: u32) -> bool {
        let is_dunder = name.starts_with("__") && name.ends_with("__");
        if is_dunder || depth > 8 || self.input(&format!("{module}.{name}")).is_some() {
            return true;
        }
        let Some(input) = self.input(module) else {
            return match stubs::all_names(module) {
                Some(ast) => binds(ast, name),
                None => true,
            };
        };
        // Other modules may add to a module by attribute.
        if self.foreign_attributes.contains(name) || is_filled_when_run(&input.ast.body) {
            return true;
        }
        if input.is_user && self.is_reflective {
            return true;
        }
        if binds(input.ast, name) || binds(input.ast, "__getattr__") {
            return true;
        }
        let mut stars = Stars {
            package: input.package,
            found: Vec::new(),
            names: Vec::new(),
        };
        stars.visit_body(&input.ast.body);
        stars.names.contains(&name)
            || stars.found.iter().any(|module| match module {
                Some(module) => self.may_have(module, name, depth + 1),
                None => true,
            })
    }
}

fn binds(ast: &ast::ModModule, name: &str) -> bool {
    let mut collector = Collector::new("");
    collector.visit_body(&ast.body);
    collector.symbols.contains_key(name)
}

/// Whether the module's body binds names that it does not spell: `globals()[…]`, or a decorator that does it.
fn is_filled_when_run(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::FunctionDef(def) => {
                    for decorator in &def.decorator_list {
                        self.visit_decorator(decorator);
                    }
                }
                _ => ast::visitor::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            let name = match expr {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => "",
            };
            self.0 |= matches!(
                name,
                "globals"
                    | "locals"
                    | "vars"
                    | "exec"
                    | "setattr"
                    | "modules"
                    | "__dict__"
                    | "global_enum"
                    | "_simple_enum"
                    | "_convert_"
            );
            ast::visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}

/// Star imports anywhere outside of functions, and names that functions declare global.
struct Stars<'a> {
    package: &'a str,
    /// `None` for one that is not understood.
    found: Vec<Option<String>>,
    names: Vec<&'a str>,
}

impl<'a> Visitor<'a> for Stars<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::ImportFrom(import) if import.names.iter().any(|alias| &*alias.name == "*") => {
                let module = import.module.as_ref().map_or("", |name| name.as_str());
                self.found.push(match import.level {
                    0 => Some(module.to_owned()),
                    1 if !self.package.is_empty() && !module.is_empty() => {
                        Some(format!("{}.{module}", self.package))
                    }
                    _ => None,
                });
            }
            Stmt::Global(stmt) => self
                .names
                .extend(stmt.names.iter().map(|name| name.as_str())),
            _ => ast::visitor::walk_stmt(self, stmt),
        }
    }
}
