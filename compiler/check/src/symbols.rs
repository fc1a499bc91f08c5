//! The names that each scope binds, and by what. Flow-insensitive: the whole body counts.

use crate::types::{ClassId, ModuleId, TypeVarId};
use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ScopeId(pub u32);

/// One way in which a scope binds a name.
#[derive(Clone, Debug)]
pub(crate) enum Def<'a> {
    Function(&'a ast::StmtFunctionDef),
    Class(&'a ast::StmtClassDef),
    /// `import a.b` binds `a`; `import a.b as c` binds the module `a.b`.
    Module(String),
    /// `from module import name`.
    From {
        module: String,
        name: &'a str,
    },
    Annotated(&'a ast::StmtAnnAssign),
    Assigned(&'a Expr),
    TypeAlias(&'a ast::StmtTypeAlias),
    /// A parameter, a loop variable, an unpacking and so on.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class(ClassId),
    Function,
    /// Only type parameters.
    TypeParameters,
}

#[derive(Debug)]
pub(crate) struct Scope<'a> {
    pub parent: Option<ScopeId>,
    pub kind: ScopeKind,
    pub module: ModuleId,
    pub symbols: HashMap<&'a str, Vec<Def<'a>>>,
    pub type_parameters: Vec<(Name, TypeVarId)>,
    pub globals: HashSet<&'a str>,
    pub nonlocals: HashSet<&'a str>,
    /// The modules of `from x import *`: any name may be bound.
    pub star_imports: Vec<String>,
}

/// Collects what a body binds, without nested scopes.
pub(crate) struct Collector<'a> {
    pub symbols: HashMap<&'a str, Vec<Def<'a>>>,
    pub globals: HashSet<&'a str>,
    pub nonlocals: HashSet<&'a str>,
    pub star_imports: Vec<String>,
    /// The package that relative imports start from, in parts.
    package: Vec<String>,
}

impl<'a> Collector<'a> {
    /// `package` is the dotted name of the package that the module belongs to.
    pub fn new(package: &str) -> Self {
        let package = package
            .split('.')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        Collector {
            symbols: HashMap::new(),
            globals: HashSet::new(),
            nonlocals: HashSet::new(),
            star_imports: Vec::new(),
            package,
        }
    }

    pub fn bind(&mut self, name: &'a str, def: Def<'a>) {
        self.symbols.entry(name).or_default().push(def);
    }

    fn target(&mut self, target: &'a Expr, value: Option<&'a Expr>) {
        match (target, value) {
            (Expr::Name(name), Some(value)) => self.bind(&name.id, Def::Assigned(value)),
            _ => self.visit_expr(target),
        }
    }
}

impl<'a> Visitor<'a> for Collector<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.bind(&def.name, Def::Function(def)),
            Stmt::ClassDef(def) => self.bind(&def.name, Def::Class(def)),
            Stmt::Import(import) => {
                for alias in &import.names {
                    match &alias.asname {
                        Some(name) => self.bind(name, Def::Module(alias.name.to_string())),
                        None => {
                            let first = alias.name.split('.').next().unwrap_or(&alias.name);
                            self.bind(first, Def::Module(first.to_owned()));
                        }
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                let mut module: Vec<&str> = Vec::new();
                if import.level > 0 {
                    let keep = (self.package.len() + 1).saturating_sub(import.level as usize);
                    module.extend(
                        self.package[..keep.min(self.package.len())]
                            .iter()
                            .map(String::as_str),
                    );
                }
                module.extend(import.module.as_ref().map(|name| name.as_str()));
                let module = module.join(".");
                for alias in &import.names {
                    if &*alias.name == "*" {
                        self.star_imports.push(module.clone());
                    } else {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind(
                            name,
                            Def::From {
                                module: module.clone(),
                                name: &alias.name,
                            },
                        );
                    }
                }
            }
            Stmt::Global(stmt) => self
                .globals
                .extend(stmt.names.iter().map(|name| name.as_str())),
            Stmt::Nonlocal(stmt) => self
                .nonlocals
                .extend(stmt.names.iter().map(|name| name.as_str())),
            Stmt::AnnAssign(assign) => {
                if let (true, Expr::Name(name)) = (assign.simple, &*assign.target) {
                    self.bind(&name.id, Def::Annotated(assign));
                } else {
                    self.visit_expr(&assign.target);
                }
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Assign(assign) => {
                for target in &assign.targets {
                    self.target(target, Some(&assign.value));
                }
                self.visit_expr(&assign.value);
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(&name.id, Def::TypeAlias(alias));
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if matches!(name.ctx, ExprContext::Store | ExprContext::Del) => {
                self.bind(&name.id, Def::Other);
            }
            Expr::Lambda(_) => {}
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                let mut walruses = Walruses(Vec::new());
                visitor::walk_expr(&mut walruses, expr);
                for name in walruses.0 {
                    self.bind(name, Def::Other);
                }
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name, Def::Other);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        if let Some(name) = pattern_name(pattern) {
            self.bind(name, Def::Other);
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// The name that the pattern itself (not its parts) captures.
pub(crate) fn pattern_name(pattern: &ast::Pattern) -> Option<&str> {
    match pattern {
        ast::Pattern::MatchAs(pattern) => pattern.name.as_deref(),
        ast::Pattern::MatchStar(pattern) => pattern.name.as_deref(),
        ast::Pattern::MatchMapping(pattern) => pattern.rest.as_deref(),
        _ => None,
    }
}

struct Walruses<'a>(Vec<&'a str>);

impl<'a> Visitor<'a> for Walruses<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Named(named) = expr
            && let Expr::Name(name) = &*named.target
        {
            self.0.push(&name.id);
        }
        if !matches!(expr, Expr::Lambda(_)) {
            visitor::walk_expr(self, expr);
        }
    }
}

/// What one pass over a whole module tells, nested scopes included.
#[derive(Default)]
pub(crate) struct Survey<'a> {
    /// Names declared `global` somewhere.
    pub globals: HashSet<&'a str>,
    /// Attributes stored on something that is not a method's first parameter: instances may get them from outside.
    pub foreign_attributes: HashSet<&'a str>,
    /// `exec`, `globals`, `setattr` and the like occur: names and attributes may come from nowhere.
    pub is_reflective: bool,
    pub is_annotated: bool,
    /// Names declared `nonlocal` somewhere.
    pub nonlocals: HashSet<&'a str>,
    /// What class bodies bind and methods store on `self`.
    pub member_names: HashSet<&'a str>,
}

impl<'a> Visitor<'a> for Survey<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Nonlocal(stmt) => self
                .nonlocals
                .extend(stmt.names.iter().map(|name| name.as_str())),
            Stmt::ClassDef(def) => {
                let mut collector = Collector::new("");
                collector.visit_body(&def.body);
                self.member_names.extend(collector.symbols.keys());
            }
            Stmt::Global(stmt) => self
                .globals
                .extend(stmt.names.iter().map(|name| name.as_str())),
            Stmt::FunctionDef(def) => {
                self.is_annotated |= def.returns.is_some()
                    || def.parameters.iter().any(|it| it.annotation().is_some());
            }
            Stmt::AnnAssign(_) => self.is_annotated = true,
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Attribute(attribute) if !attribute.ctx.is_load() => {
                self.member_names.insert(&attribute.attr);
                if !matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == "self") {
                    self.foreign_attributes.insert(&attribute.attr);
                }
            }
            Expr::Call(call) => {
                if let Expr::Attribute(attribute) = &*call.func
                    && &*attribute.attr == "__setattr__"
                {
                    match call
                        .arguments
                        .args
                        .iter()
                        .find(|it| it.is_string_literal_expr())
                    {
                        Some(Expr::StringLiteral(text)) => {
                            self.foreign_attributes.insert(text.value.to_str());
                        }
                        _ => self.is_reflective = true,
                    }
                }
                if let Expr::Name(name) = &*call.func {
                    match name.id.as_str() {
                        "exec" | "globals" | "vars" | "__import__" => self.is_reflective = true,
                        "setattr" => match call.arguments.args.get(1) {
                            Some(Expr::StringLiteral(text)) => {
                                self.foreign_attributes.insert(text.value.to_str());
                            }
                            _ => self.is_reflective = true,
                        },
                        _ => {}
                    }
                }
            }
            Expr::Attribute(attribute)
                if matches!(&*attribute.attr, "__dict__" | "global_enum" | "_convert_") =>
            {
                self.is_reflective = true
            }
            Expr::Name(name) if &*name.id == "global_enum" => self.is_reflective = true,
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
