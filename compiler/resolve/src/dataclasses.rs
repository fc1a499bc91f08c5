//! Data classes whose fields can be seen: their methods are written into the class statement.
//!
//! `@dataclass` still runs and finds its methods there; the class's entry [`MARK`] tells it which they are and what was
//! seen of the fields. The syntax tree that others work on does not change: the builder gets a copy.
//!
//! **Invariant:** a class is left alone unless every name that decides about its fields (decorator, `field`, bases,
//! what the annotations begin with) is bound once in the module, to what it seems to be.

use std::collections::{HashMap, HashSet};

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{AtomicNodeIndex, Expr, ExprContext, Identifier, Stmt};
use ruff_text_size::{Ranged, TextRange};

mod write;

use write::Writer;

/// The entry of an expanded class that `dataclass` takes away again: the names of the methods that were written, then
/// the fields with a letter each for what was seen of them.
pub const MARK: &str = ".dataclass";
/// The hidden global that stands for "make it with the factory" as the default of a parameter.
pub const FACTORY: &str = ".factory";
/// The hidden global for the set of the ids of all data classes' instances that are being shown.
pub const SHOWN: &str = ".shown";
/// The hidden global for `object.__setattr__`.
pub const SET: &str = ".set";

/// The module with expanded data classes, if it has any.
pub fn expand(module: &ast::ModModule) -> Option<ast::ModModule> {
    let names = Names::of(&module.body)?;
    let mut seen: HashMap<String, Class> = HashMap::new();
    let mut bodies: Vec<(usize, Vec<Stmt>)> = Vec::new();
    for (at, stmt) in module.body.iter().enumerate() {
        let Stmt::ClassDef(def) = stmt else { continue };
        if names.count(&def.name) != 1 {
            continue;
        }
        let Some(class) = Class::read(def, &names, &seen) else {
            continue;
        };
        if let Some(options) = &class.options {
            bodies.push((at, write::methods(&class, options)));
        }
        seen.insert(def.name.to_string(), class);
    }
    if bodies.is_empty() {
        return None;
    }
    let mut module = module.clone();
    for (at, body) in bodies {
        if let Stmt::ClassDef(def) = &mut module.body[at] {
            def.body.extend(body);
        }
    }
    module.body.insert(names.import_at + 1, write::imports());
    Some(module)
}

/// What the module's top level binds.
#[derive(Default)]
struct Names {
    counts: HashMap<String, u32>,
    /// The names under which `dataclass` and `field` were imported.
    dataclass: Option<String>,
    field: Option<String>,
    /// `import dataclasses`.
    module: Option<String>,
    /// `from typing import ClassVar`: without it, the text of an annotation means something else.
    has_class_var: bool,
    /// `from abc import ABC`.
    has_abc: bool,
    /// What is assigned the result of a call, which may be that of `field`.
    results: HashSet<String>,
    /// Which statement imported the first of them.
    import_at: usize,
    /// Something brings in names that are not seen, or names for what is recognised by name.
    is_unclear: bool,
}

/// Annotations that are no fields, recognised by name.
const SPECIAL: &[&str] = &["ClassVar", "InitVar", "KW_ONLY"];

impl Names {
    fn of(body: &[Stmt]) -> Option<Names> {
        let mut names = Names::default();
        let mut at = None;
        for (n, stmt) in body.iter().enumerate() {
            let before = (names.dataclass.is_some(), names.module.is_some());
            match stmt {
                Stmt::ImportFrom(import)
                    if import.level == 0 && import.module.as_deref() == Some("dataclasses") =>
                {
                    for alias in &import.names {
                        let bound = alias.asname.as_ref().unwrap_or(&alias.name).to_string();
                        match alias.name.as_str() {
                            "dataclass" => names.dataclass = Some(bound),
                            "field" => names.field = Some(bound),
                            _ => {}
                        }
                    }
                }
                Stmt::ImportFrom(import) if import.level == 0 => {
                    let imports = |module: &str, name: &str| {
                        import.module.as_deref() == Some(module)
                            && import
                                .names
                                .iter()
                                .any(|a| &*a.name == name && a.asname.is_none())
                    };
                    names.has_class_var |= imports("typing", "ClassVar");
                    names.has_abc |= imports("abc", "ABC");
                }
                Stmt::Import(import) => {
                    for alias in &import.names {
                        if &*alias.name == "dataclasses" {
                            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                            names.module = Some(bound.to_string());
                        }
                    }
                }
                _ => {}
            }
            if before != (names.dataclass.is_some(), names.module.is_some()) {
                at.get_or_insert(n);
            }
            names.visit_stmt(stmt);
        }
        names.import_at = at?;
        let is_whole = |name: &Option<String>| name.as_ref().is_none_or(|n| names.count(n) == 1);
        if names.is_unclear
            || !is_whole(&names.dataclass)
            || !is_whole(&names.field)
            || !is_whole(&names.module)
            || ["object", "NotImplemented", "hash"]
                .iter()
                .any(|n| names.count(n) != 0)
        {
            return None;
        }
        Some(names)
    }

    fn count(&self, name: &str) -> u32 {
        self.counts.get(name).copied().unwrap_or(0)
    }

    fn bind(&mut self, name: &str) {
        *self.counts.entry(name.to_string()).or_default() += 1;
    }

    /// Whether the expression is `dataclasses.<name>`, in whichever way the module calls it.
    fn means(&self, expr: &Expr, imported: &Option<String>, name: &str) -> bool {
        match expr {
            Expr::Name(n) => imported.as_deref() == Some(n.id.as_str()),
            Expr::Attribute(a) => {
                &*a.attr == name
                    && matches!(&*a.value, Expr::Name(n) if self.module.as_deref() == Some(n.id.as_str()))
            }
            _ => false,
        }
    }
}

impl<'a> Visitor<'a> for Names {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            // What is inside binds names of its own; `global` is looked for.
            Stmt::FunctionDef(def) => {
                self.bind(&def.name);
                let mut inner = Globals(self);
                def.body.iter().for_each(|s| inner.visit_stmt(s));
            }
            Stmt::ClassDef(def) => {
                self.bind(&def.name);
                let mut inner = Globals(self);
                def.body.iter().for_each(|s| inner.visit_stmt(s));
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    match &alias.asname {
                        Some(name) => self.bind(name),
                        None => self.bind(alias.name.split('.').next().unwrap_or_default()),
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.is_unclear |= &*alias.name == "*"
                        || alias.asname.is_some() && SPECIAL.contains(&alias.name.as_str());
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::Assign(assign) => {
                // Another name for what is recognised by its name.
                self.is_unclear |= mentions_special(&assign.value);
                if has_call(&assign.value) {
                    for target in &assign.targets {
                        if let Expr::Name(n) = target {
                            self.results.insert(n.id.to_string());
                        }
                    }
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::TypeAlias(_) => self.is_unclear = true,
            _ => visitor::walk_stmt(self, stmt),
        }
    }
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(n) = expr
            && !matches!(n.ctx, ExprContext::Load)
        {
            self.bind(&n.id);
        }
        visitor::walk_expr(self, expr);
    }
    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(h) = handler;
        if let Some(name) = &h.name {
            self.bind(name);
        }
        visitor::walk_except_handler(self, handler);
    }
    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        match pattern {
            ast::Pattern::MatchAs(p) => p.name.iter().for_each(|n| self.bind(n)),
            ast::Pattern::MatchStar(p) => p.name.iter().for_each(|n| self.bind(n)),
            ast::Pattern::MatchMapping(p) => p.rest.iter().for_each(|n| self.bind(n)),
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// Looks for `global` inside of functions and classes.
struct Globals<'n>(&'n mut Names);

impl<'a> Visitor<'a> for Globals<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Global(global) = stmt {
            global.names.iter().for_each(|n| self.0.bind(n));
        }
        visitor::walk_stmt(self, stmt);
    }
}

/// The arguments of `@dataclass(…)`.
#[derive(Clone, Copy)]
pub struct Options {
    pub init: bool,
    pub repr: bool,
    /// The name `id` is the builtin.
    pub is_plain_id: bool,
    pub eq: bool,
    pub order: bool,
    pub frozen: bool,
    pub slots: bool,
    pub kw_only: bool,
    pub unsafe_hash: bool,
}

/// A class statement of the module's top level: a data class with its inherited fields, or any other class.
pub struct Class {
    /// None for a class that is no data class.
    pub options: Option<Options>,
    pub fields: Vec<Field>,
    /// Names that the class's body binds, besides its fields.
    pub bound: Vec<String>,
    pub has_post_init: bool,
    /// The slots that `dataclass` would make another class for can be in the statement.
    pub writes_slots: bool,
}

/// One field.
#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub default: Default,
    pub init: bool,
    pub repr: bool,
    pub compare: bool,
    pub hash: Option<bool>,
    pub kw_only: bool,
}

#[derive(Clone)]
pub enum Default {
    None,
    /// Evaluated again where it is wanted: a constant, or the class's attribute.
    Value(Box<Expr>),
    Factory(Box<Expr>),
}

impl Class {
    fn read(
        def: &ast::StmtClassDef,
        names: &Names,
        seen: &HashMap<String, Class>,
    ) -> Option<Class> {
        let options = read_options(def, names)?;
        let mut class = Class {
            options,
            fields: Vec::new(),
            bound: Vec::new(),
            has_post_init: false,
            writes_slots: options.is_some_and(|o| o.slots && !o.frozen) && may_have_slots(def),
        };
        if let Some(arguments) = &def.arguments {
            if !arguments.keywords.is_empty() {
                return None;
            }
            let mut bases = Vec::new();
            for base in &arguments.args {
                match base {
                    Expr::Name(n) if seen.contains_key(n.id.as_str()) => {
                        bases.push((&seen[n.id.as_str()], n))
                    }
                    Expr::Name(n)
                        if n.id == "object"
                            || n.id == "ABC" && names.has_abc && names.count("ABC") == 1 => {}
                    _ => return None,
                }
            }
            // The last base comes first; with several, the order of their ancestors may be another.
            if bases.len() > 1 && bases.iter().any(|(b, _)| !b.fields.is_empty()) {
                return None;
            }
            for (base, name) in bases {
                class.has_post_init |= base.has_post_init;
                if base.options.is_none() && !base.fields.is_empty() && options.is_some() {
                    return None;
                }
                for field in &base.fields {
                    let mut field = field.clone();
                    if let Default::Value(value) = &mut field.default
                        && !is_constant(value)
                    {
                        // A slot has taken the place of the class's attribute.
                        if base.options.is_none_or(|o| o.slots) {
                            return None;
                        }
                        let writer = Writer { at: name.range };
                        let object = writer.name(&name.id);
                        **value = writer.attribute(object, &field.name);
                    }
                    class.fields.push(field);
                }
            }
        }
        class.read_body(def, names)?;
        class.is_clear().then_some(class)
    }

    fn read_body(&mut self, def: &ast::StmtClassDef, names: &Names) -> Option<()> {
        let is_dataclass = self.options.is_some();
        let kw_only = self.options.is_some_and(|o| o.kw_only);
        let mut own: Vec<String> = Vec::new();
        for stmt in &def.body {
            match stmt {
                Stmt::AnnAssign(node) if is_dataclass => {
                    let Expr::Name(target) = &*node.target else {
                        return None;
                    };
                    if !node.simple
                        || has_call(&node.annotation)
                        || own.iter().any(|n| *n == target.id.as_str())
                    {
                        return None;
                    }
                    if is_class_variable(&node.annotation, names)? {
                        self.bound.push(target.id.to_string());
                        continue;
                    }
                    own.push(target.id.to_string());
                    let field = read_field(target, node.value.as_deref(), names, kw_only)?;
                    match self.fields.iter_mut().find(|f| f.name == field.name) {
                        Some(old) => *old = field,
                        None => self.fields.push(field),
                    }
                }
                Stmt::AnnAssign(node) => {
                    let Expr::Name(target) = &*node.target else {
                        return None;
                    };
                    self.bound.push(target.id.to_string());
                }
                Stmt::FunctionDef(f) => self.bound.push(f.name.to_string()),
                Stmt::ClassDef(c) => self.bound.push(c.name.to_string()),
                Stmt::Assign(node) => {
                    for target in &node.targets {
                        let Expr::Name(n) = target else { return None };
                        // `__hash__ = None` must be told from what a class with `__eq__` gets.
                        if n.id == "__hash__" {
                            return None;
                        }
                        self.bound.push(n.id.to_string());
                    }
                }
                Stmt::Expr(node) if node.value.is_literal_expr() => {}
                Stmt::Pass(_) => {}
                _ => return None,
            }
        }
        self.has_post_init |= self.bound.iter().any(|n| n == "__post_init__");
        let inherits = [
            "__setattr__",
            "__getattribute__",
            "__class__",
            "__init_subclass__",
            "__slots__",
        ];
        let is_plain = !self
            .bound
            .iter()
            .any(|n| inherits.contains(&n.as_str()) || own.contains(n));
        is_plain.then_some(())
    }

    /// Whether the methods can be written: no name of a field gets in the way of what they read.
    fn is_clear(&self) -> bool {
        let mut default_seen = false;
        for field in &self.fields {
            if matches!(
                &*field.name,
                "self" | "other" | "object" | "hash" | "NotImplemented"
            ) || field.name.starts_with("__")
            {
                return false;
            }
            if field.init && !field.kw_only {
                let has_default = !matches!(field.default, Default::None);
                if default_seen && !has_default {
                    return false;
                }
                default_seen |= has_default;
            }
            if let Default::Factory(factory) = &field.default {
                let mut reads = Reads::default();
                reads.visit_expr(factory);
                let is_hidden = |n: &String| {
                    n == "self"
                        || self.bound.contains(n)
                        || self.fields.iter().any(|f| f.name == *n)
                };
                if reads.is_odd || reads.names.iter().any(is_hidden) {
                    return false;
                }
            }
        }
        true
    }
}

/// What a factory reads.
#[derive(Default)]
struct Reads {
    names: Vec<String>,
    is_odd: bool,
}

impl<'a> Visitor<'a> for Reads {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(n) => self.names.push(n.id.to_string()),
            Expr::Named(_) | Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_) => {
                self.is_odd = true
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a class with the names of its fields in `__slots__` is the one that `dataclass` would make of it.
fn may_have_slots(def: &ast::StmtClassDef) -> bool {
    let is_plain = |d: &ast::Decorator| {
        matches!(&d.expression, Expr::Name(n)
            if matches!(&*n.id, "property" | "staticmethod" | "classmethod"))
    };
    (def.arguments.as_ref()).is_none_or(|a| a.args.is_empty() && a.keywords.is_empty())
        && def.body.iter().all(|s| match s {
            // A default would be in the slot's way.
            Stmt::AnnAssign(field) => field.value.is_none(),
            Stmt::FunctionDef(f) => f.decorator_list.iter().all(is_plain),
            // `__rmul__ = __mul__`
            Stmt::Assign(a) => {
                let is_method = |n: &ast::ExprName| {
                    (def.body.iter()).any(|s| matches!(s, Stmt::FunctionDef(f) if *f.name == *n.id))
                };
                a.value.is_literal_expr() || matches!(&*a.value, Expr::Name(n) if is_method(n))
            }
            Stmt::Expr(_) | Stmt::Pass(_) => true,
            _ => false,
        })
}

/// None: not to be expanded; `Some(None)`: no data class.
#[allow(clippy::option_option)]
fn read_options(def: &ast::StmtClassDef, names: &Names) -> Option<Option<Options>> {
    if def.type_params.is_some() {
        return None;
    }
    let [decorator] = &def.decorator_list[..] else {
        return def.decorator_list.is_empty().then_some(None);
    };
    let mut options = Options {
        init: true,
        repr: true,
        is_plain_id: names.count("id") == 0,
        eq: true,
        order: false,
        frozen: false,
        slots: false,
        kw_only: false,
        unsafe_hash: false,
    };
    let name = match &decorator.expression {
        Expr::Call(call) => {
            if !call.arguments.args.is_empty() {
                return None;
            }
            for keyword in &call.arguments.keywords {
                let Expr::BooleanLiteral(value) = &keyword.value else {
                    return None;
                };
                let place = match keyword.arg.as_deref()? {
                    "init" => &mut options.init,
                    "repr" => &mut options.repr,
                    "eq" => &mut options.eq,
                    "order" => &mut options.order,
                    "frozen" => &mut options.frozen,
                    "slots" => &mut options.slots,
                    "kw_only" => &mut options.kw_only,
                    "unsafe_hash" => &mut options.unsafe_hash,
                    "match_args" => continue,
                    _ => return None,
                };
                *place = value.value;
            }
            &*call.func
        }
        name => name,
    };
    names
        .means(name, &names.dataclass, "dataclass")
        .then_some(Some(options))
}

/// Whether an annotation is a `ClassVar`; None when that cannot be told, or for what is neither field nor class variable.
fn is_class_variable(annotation: &Expr, names: &Names) -> Option<bool> {
    let head = match annotation {
        Expr::Subscript(s) => &*s.value,
        other => other,
    };
    let name = match head {
        Expr::Name(n) => n.id.as_str(),
        Expr::Attribute(a) => a.attr.as_str(),
        Expr::StringLiteral(s) => {
            let text = s.value.to_str();
            return (!SPECIAL.iter().any(|special| text.contains(special))).then_some(false);
        }
        Expr::NoneLiteral(_) | Expr::BinOp(_) => "",
        _ => return None,
    };
    match name {
        "ClassVar" => (names.has_class_var && names.count("ClassVar") == 1 && head.is_name_expr())
            .then_some(true),
        "InitVar" | "KW_ONLY" => None,
        _ => Some(false),
    }
}

fn read_field(
    target: &ast::ExprName,
    value: Option<&Expr>,
    names: &Names,
    kw_only: bool,
) -> Option<Field> {
    let mut field = Field {
        name: target.id.to_string(),
        default: Default::None,
        init: true,
        repr: true,
        compare: true,
        hash: None,
        kw_only,
    };
    let of_class = |value: &Expr| {
        let expr = if is_constant(value) {
            value.clone()
        } else {
            Writer { at: value.range() }.name(&target.id)
        };
        Default::Value(Box::new(expr))
    };
    match value {
        None => {}
        Some(Expr::Call(call)) => {
            if !names.means(&call.func, &names.field, "field") || !call.arguments.args.is_empty() {
                return None;
            }
            for keyword in &call.arguments.keywords {
                let flag = match &keyword.value {
                    Expr::BooleanLiteral(b) => Some(b.value),
                    _ => None,
                };
                match keyword.arg.as_deref()? {
                    "default" => field.default = of_class(&keyword.value),
                    "default_factory" => match &keyword.value {
                        Expr::Name(n) if names.count(&n.id) > 1 => return None,
                        Expr::Lambda(l) if l.parameters.is_some() => return None,
                        Expr::Name(_) | Expr::Lambda(_) => {
                            field.default = Default::Factory(Box::new(keyword.value.clone()));
                        }
                        _ => return None,
                    },
                    "init" => field.init = flag?,
                    "compare" => field.compare = flag?,
                    "hash" => field.hash = Some(flag?),
                    "kw_only" => field.kw_only = flag?,
                    "repr" => field.repr = flag?,
                    _ => return None,
                }
            }
            // The class's attribute is the Field itself until `dataclass` has run.
            if matches!(&field.default, Default::Value(v) if !is_constant(v)) {
                return None;
            }
        }
        Some(value) if has_call(value) => return None,
        Some(Expr::Name(n)) if names.count(&n.id) > 1 || names.results.contains(n.id.as_str()) => {
            return None;
        }
        Some(value) => field.default = of_class(value),
    }
    Some(field)
}

/// Whether an expression has one of the names of [`SPECIAL`] in it.
fn mentions_special(expr: &Expr) -> bool {
    struct Special(bool);
    impl<'a> Visitor<'a> for Special {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= match expr {
                Expr::Name(n) => SPECIAL.contains(&n.id.as_str()),
                Expr::Attribute(a) => SPECIAL.contains(&a.attr.as_str()),
                _ => false,
            };
            visitor::walk_expr(self, expr);
        }
    }
    let mut special = Special(false);
    special.visit_expr(expr);
    special.0
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::UnaryOp(op) => {
            matches!(op.op, ast::UnaryOp::USub) && op.operand.is_number_literal_expr()
        }
        other => {
            other.is_number_literal_expr()
                || other.is_string_literal_expr()
                || other.is_boolean_literal_expr()
                || other.is_none_literal_expr()
        }
    }
}

fn has_call(expr: &Expr) -> bool {
    struct Calls(bool);
    impl<'a> Visitor<'a> for Calls {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= matches!(
                expr,
                Expr::Call(_)
                    | Expr::Named(_)
                    | Expr::Await(_)
                    | Expr::Yield(_)
                    | Expr::YieldFrom(_)
            );
            visitor::walk_expr(self, expr);
        }
    }
    let mut calls = Calls(false);
    calls.visit_expr(expr);
    calls.0
}

/// Whether [`expand`] has written the methods of a class that stays what its statement makes: one with slots is made
/// again, unless they are written too; a frozen one gets a `__setattr__`.
pub fn keeps_class(def: &ast::StmtClassDef) -> bool {
    let is_expanded = def.body.last().is_some_and(|last| {
        matches!(last, Stmt::Assign(a) if matches!(&a.targets[..], [Expr::Name(n)] if n.id == MARK))
    });
    let binds_slots = |s: &Stmt| matches!(s, Stmt::Assign(a) if matches!(&a.targets[..], [Expr::Name(n)] if n.id == "__slots__"));
    let has_slots = def.body.iter().any(binds_slots);
    let changes = |decorator: &ast::Decorator| match &decorator.expression {
        Expr::Call(call) => call.arguments.keywords.iter().any(|k| {
            let name = k.arg.as_deref();
            (name == Some("frozen") || name == Some("slots") && !has_slots)
                && !matches!(&k.value, Expr::BooleanLiteral(b) if !b.value)
        }),
        _ => false,
    };
    is_expanded && !def.decorator_list.iter().any(changes)
}

fn identifier(name: &str, at: TextRange) -> Identifier {
    Identifier {
        id: name.into(),
        range: at,
        node_index: AtomicNodeIndex::NONE,
    }
}
