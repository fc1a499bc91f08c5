//! Errors beyond the grammar, which CPython finds in its symbol table and its compiler.
//!
//! The rules are ruff's `SemanticSyntaxChecker`; here are the traversal and the scopes that it asks about, and the
//! rules that need sets of bindings.

mod bindings;

use crate::limits::MAX_DEPTH;
use crate::wording;
use bindings::Bindings;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ModModule, PythonVersion, Stmt};
use ruff_python_parser::semantic_errors::{
    LazyImportContext, SemanticSyntaxChecker, SemanticSyntaxContext, SemanticSyntaxError,
    SemanticSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange};
use std::cell::RefCell;
use std::collections::HashMap;
use taipan_diagnostics::{Diagnostic, FileId, codes};

/// CPython's compiler has room for this many enclosing blocks of a function.
const MAX_BLOCKS: usize = 21;

/// All errors of a module that parses, the one that CPython stops at first.
pub(crate) fn check(file: FileId, text: &str, module: &ModModule) -> Vec<Diagnostic> {
    let mut walker = Walker {
        checker: SemanticSyntaxChecker::new(),
        context: Context {
            text,
            scopes: vec![Scope::new(
                ScopeKind::Module,
                Bindings::of_body(&module.body),
            )],
            errors: RefCell::new(Vec::new()),
            future_annotations: has_future_annotations(&module.body),
        },
        blocks: 0,
        depth: 0,
        too_deep: None,
        extra: Vec::new(),
    };
    for stmt in &module.body {
        walker.visit_stmt(stmt);
    }
    if let Some(span) = walker.too_deep {
        let message = "Parser stack overflowed - Python source too complex to parse";
        return vec![
            codes::SYNTAX_ERROR
                .at(file, span)
                .message(message)
                .label("nested too deeply"),
        ];
    }
    let extra = walker
        .extra
        .into_iter()
        .map(|(phase, message, span)| (phase, codes::SYNTAX_ERROR.at(file, span).message(message)));
    let checked = walker.context.errors.into_inner();
    let mut errors: Vec<_> = extra
        .chain(
            checked
                .iter()
                .map(|error| wording::semantic_error(file, text, error)),
        )
        .collect();
    errors.sort_by_key(|(phase, diagnostic)| (*phase, diagnostic.span().map(|span| span.start())));
    errors.dedup_by(|(_, next), (_, kept)| next == kept);
    errors
        .into_iter()
        .map(|(_, diagnostic)| diagnostic)
        .collect()
}

/// Where CPython finds an error; a later phase does not run if an earlier one failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Parser,
    Future,
    SymbolTable,
    Analysis,
    Compiler,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ScopeKind {
    Module,
    Class,
    Function {
        is_async: bool,
    },
    Lambda,
    /// A comprehension; `is_generator` for a generator expression.
    Comprehension {
        is_generator: bool,
        name: &'static str,
    },
    /// Between a definition's name and its body: type parameters.
    TypeParameters,
}

struct Scope<'a> {
    kind: ScopeKind,
    bindings: Bindings<'a>,
    /// Enclosing loops, inside the innermost `except*` if there is one.
    loops: usize,
    /// Enclosing `except*` clauses.
    star_handlers: usize,
    /// What the walk has seen of the names so far, which matters to `global` and `nonlocal`.
    seen: HashMap<&'a str, Seen>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    is_used: bool,
    is_annotated: bool,
    is_assigned: bool,
}

impl<'a> Scope<'a> {
    fn new(kind: ScopeKind, bindings: Bindings<'a>) -> Self {
        Scope {
            kind,
            bindings,
            loops: 0,
            star_handlers: 0,
            seen: HashMap::new(),
        }
    }
}

struct Context<'a> {
    text: &'a str,
    scopes: Vec<Scope<'a>>,
    errors: RefCell<Vec<SemanticSyntaxError>>,
    future_annotations: bool,
}

impl Context<'_> {
    fn scope(&self) -> &Scope<'_> {
        self.scopes
            .last()
            .expect("the module's scope is never left")
    }

    fn report(&self, kind: SemanticSyntaxErrorKind, range: TextRange) {
        self.report_semantic_error(SemanticSyntaxError {
            kind,
            range,
            python_version: PythonVersion::PY314,
        });
    }
}

impl SemanticSyntaxContext for Context<'_> {
    fn future_annotations_or_stub(&self) -> bool {
        self.future_annotations
    }

    fn lazy_import_context(&self) -> Option<LazyImportContext> {
        None
    }

    fn python_version(&self) -> PythonVersion {
        PythonVersion::PY314
    }

    fn source(&self) -> &str {
        self.text
    }

    fn global(&self, _name: &str) -> Option<TextRange> {
        // Uses before the declaration are found by the walk, which blames the declaration as CPython does.
        None
    }

    fn has_nonlocal_binding(&self, name: &str) -> bool {
        self.scopes[..self.scopes.len() - 1]
            .iter()
            .rev()
            .any(|scope| match scope.kind {
                ScopeKind::Function { .. } | ScopeKind::Lambda => {
                    scope.bindings.binds(name) && !scope.bindings.globals.contains_key(name)
                }
                ScopeKind::TypeParameters => scope.bindings.binds(name),
                // `__class__` is an implicit cell of a class body.
                ScopeKind::Class => name == "__class__",
                ScopeKind::Module | ScopeKind::Comprehension { .. } => false,
            })
    }

    fn in_async_context(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope.kind {
                ScopeKind::Class | ScopeKind::Lambda | ScopeKind::Module => return false,
                ScopeKind::Function { is_async } => return is_async,
                ScopeKind::Comprehension { .. } | ScopeKind::TypeParameters => {}
            }
        }
        false
    }

    fn in_await_allowed_context(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope.kind {
                ScopeKind::Class | ScopeKind::Module => return false,
                ScopeKind::Function { .. } | ScopeKind::Lambda => return true,
                ScopeKind::Comprehension { .. } | ScopeKind::TypeParameters => {}
            }
        }
        false
    }

    fn in_yield_allowed_context(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope.kind {
                ScopeKind::Class | ScopeKind::Module | ScopeKind::Comprehension { .. } => {
                    return false;
                }
                ScopeKind::Function { .. } | ScopeKind::Lambda => return true,
                ScopeKind::TypeParameters => {}
            }
        }
        false
    }

    fn in_sync_comprehension(&self) -> bool {
        // Since 3.11 an asynchronous comprehension may stand inside a synchronous one.
        false
    }

    fn in_class_body_comprehension(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope.kind {
                ScopeKind::Class => return true,
                ScopeKind::Module | ScopeKind::Function { .. } | ScopeKind::Lambda => return false,
                ScopeKind::Comprehension { .. } | ScopeKind::TypeParameters => {}
            }
        }
        false
    }

    fn in_module_scope(&self) -> bool {
        self.scopes.len() == 1
    }

    fn in_function_scope(&self) -> bool {
        matches!(
            self.scope().kind,
            ScopeKind::Function { .. } | ScopeKind::Lambda
        )
    }

    fn in_generator_context(&self) -> bool {
        self.scopes.iter().any(|scope| {
            matches!(
                scope.kind,
                ScopeKind::Comprehension {
                    is_generator: true,
                    ..
                }
            )
        })
    }

    fn in_notebook(&self) -> bool {
        false
    }

    fn report_semantic_error(&self, error: SemanticSyntaxError) {
        self.errors.borrow_mut().push(error);
    }

    fn in_loop_context(&self) -> bool {
        // Without a loop inside `except*`, the walk reports the statement.
        self.scope().loops > 0 || self.scope().star_handlers > 0
    }

    fn is_bound_parameter(&self, name: &str) -> bool {
        self.scope().bindings.parameters.contains(name)
    }
}

struct Walker<'a> {
    checker: SemanticSyntaxChecker,
    context: Context<'a>,
    /// Enclosing blocks of the function, as CPython's compiler counts them.
    blocks: usize,
    depth: usize,
    too_deep: Option<TextRange>,
    extra: Vec<(Phase, String, TextRange)>,
}

impl<'a> Walker<'a> {
    fn in_scope(&mut self, kind: ScopeKind, bindings: Bindings<'a>, walk: impl FnOnce(&mut Self)) {
        let blocks = std::mem::take(&mut self.blocks);
        self.context.scopes.push(Scope::new(kind, bindings));
        walk(self);
        self.context.scopes.pop();
        self.blocks = blocks;
    }

    fn in_type_parameters(
        &mut self,
        params: Option<&'a ast::TypeParams>,
        walk: impl FnOnce(&mut Self),
    ) {
        match params {
            None => walk(self),
            Some(params) => self.in_scope(
                ScopeKind::TypeParameters,
                Bindings::of_type_params(params),
                |walker| {
                    walker.visit_type_params(params);
                    walk(walker);
                },
            ),
        }
    }

    fn in_block(&mut self, count: usize, span: TextRange, walk: impl FnOnce(&mut Self)) {
        self.blocks += count;
        if self.blocks == MAX_BLOCKS + 1 {
            self.extra.push((
                Phase::Compiler,
                "too many statically nested blocks".to_owned(),
                span,
            ));
        }
        walk(self);
        self.blocks -= count;
    }

    fn scope_mut(&mut self) -> &mut Scope<'a> {
        self.context
            .scopes
            .last_mut()
            .expect("the module's scope is never left")
    }

    fn in_loop(&mut self, walk: impl FnOnce(&mut Self)) {
        self.scope_mut().loops += 1;
        walk(self);
        self.scope_mut().loops -= 1;
    }

    fn in_star_handler(&mut self, walk: impl FnOnce(&mut Self)) {
        let loops = std::mem::take(&mut self.scope_mut().loops);
        self.scope_mut().star_handlers += 1;
        walk(self);
        self.scope_mut().star_handlers -= 1;
        self.scope_mut().loops = loops;
    }

    fn seen(&mut self, name: &'a str) -> &mut Seen {
        self.scope_mut().seen.entry(name).or_default()
    }

    fn refuse(&mut self, phase: Phase, message: impl Into<String>, range: TextRange) {
        self.extra.push((phase, message.into(), range));
    }

    /// Arguments of a call or a class statement that are given by a name that nothing can be assigned to.
    fn check_keywords(&mut self, arguments: &ast::Arguments) {
        for keyword in &arguments.keywords {
            if keyword.arg.as_deref() == Some("__debug__") {
                self.refuse(Phase::Compiler, "cannot assign to __debug__", keyword.range);
            }
        }
    }

    /// `global` or `nonlocal` after the name was used.
    fn check_declaration(
        &mut self,
        statement: &str,
        names: &'a [ast::Identifier],
        range: TextRange,
    ) {
        for name in names {
            let seen = self
                .scope_mut()
                .seen
                .get(name.as_str())
                .copied()
                .unwrap_or_default();
            let message = if self
                .context
                .scope()
                .bindings
                .parameters
                .contains(name.as_str())
            {
                continue;
            } else if seen.is_used {
                format!("name '{name}' is used prior to {statement} declaration")
            } else if seen.is_annotated {
                format!("annotated name '{name}' can't be {statement}")
            } else if seen.is_assigned {
                format!("name '{name}' is assigned to before {statement} declaration")
            } else {
                continue;
            };
            self.refuse(Phase::SymbolTable, message, range);
        }
    }

    /// `nonlocal T` where the nearest `T` is a type parameter.
    fn check_nonlocal_type_parameter(&mut self, names: &'a [ast::Identifier]) {
        for name in names {
            let outer = self.context.scopes.iter().rev().skip(1).find(|scope| {
                matches!(
                    scope.kind,
                    ScopeKind::Function { .. } | ScopeKind::Lambda | ScopeKind::TypeParameters
                ) && scope.bindings.binds(name)
            });
            if outer.is_some_and(|scope| scope.kind == ScopeKind::TypeParameters) {
                let message = format!("nonlocal binding not allowed for type parameter '{name}'");
                self.refuse(Phase::Analysis, message, name.range);
            }
        }
    }

    /// What a statement binds other than by a name in store context.
    fn note_bindings(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.seen(&def.name).is_assigned = true,
            Stmt::ClassDef(def) => self.seen(&def.name).is_assigned = true,
            Stmt::AnnAssign(assign) => {
                if let (true, Expr::Name(name)) = (assign.simple, &*assign.target) {
                    self.seen(&name.id).is_annotated = true;
                }
            }
            _ => {}
        }
    }

    /// Decorators, defaults and annotations belong to the enclosing scope.
    fn visit_signature(&mut self, parameters: &'a ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
        for parameter in parameters {
            if let Some(annotation) = parameter.annotation() {
                self.visit_annotation(annotation);
            }
        }
    }

    fn visit_comprehension_parts(
        &mut self,
        name: &'static str,
        generators: &'a [ast::Comprehension],
        elements: &[&'a Expr],
    ) {
        // The first iterable is evaluated outside.
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let kind = ScopeKind::Comprehension {
            is_generator: name == "generator expression",
            name,
        };
        self.in_scope(kind, Bindings::default(), |walker| {
            for (index, part) in generators.iter().enumerate() {
                if index > 0 {
                    walker.visit_expr(&part.iter);
                }
                walker.visit_expr(&part.target);
                for condition in &part.ifs {
                    walker.visit_expr(condition);
                }
            }
            for element in elements {
                walker.visit_expr(element);
            }
        });
    }

    /// What the declarations of a scope contradict.
    fn check_declarations(&mut self) {
        let bindings = &self.context.scope().bindings;
        let mut found = Vec::new();
        for (name, range) in &bindings.nonlocals {
            if bindings.globals.contains_key(name) {
                found.push((
                    SemanticSyntaxErrorKind::NonlocalAndGlobal(name.to_string()),
                    *range,
                ));
            }
        }
        for (name, range) in &bindings.annotated {
            // An annotation before the declaration is blamed on the declaration.
            if bindings
                .globals
                .get(name)
                .is_some_and(|declared| declared.start() < range.start())
            {
                found.push((
                    SemanticSyntaxErrorKind::AnnotatedGlobal(name.to_string()),
                    *range,
                ));
            } else if bindings
                .nonlocals
                .get(name)
                .is_some_and(|declared| declared.start() < range.start())
            {
                found.push((
                    SemanticSyntaxErrorKind::AnnotatedNonlocal(name.to_string()),
                    *range,
                ));
            }
        }
        for (kind, range) in found {
            self.context.report(kind, range);
        }
    }
}

impl<'a> Visitor<'a> for Walker<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        // `from .__future__ import x` is an import like any other.
        if !matches!(stmt, Stmt::ImportFrom(import) if import.level > 0 && import.module.as_deref() == Some("__future__"))
        {
            self.checker.visit_stmt(stmt, &self.context);
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.too_deep.get_or_insert(stmt.range());
            self.depth -= 1;
            return;
        }
        self.note_bindings(stmt);
        match stmt {
            Stmt::Global(stmt) => self.check_declaration("global", &stmt.names, stmt.range),
            Stmt::Nonlocal(stmt) => {
                self.check_declaration("nonlocal", &stmt.names, stmt.range);
                self.check_nonlocal_type_parameter(&stmt.names);
            }
            Stmt::Break(_) | Stmt::Continue(_) | Stmt::Return(_) => {
                let scope = self.context.scope();
                if scope.star_handlers > 0 && (scope.loops == 0 || stmt.is_return_stmt()) {
                    let message =
                        "'break', 'continue' and 'return' cannot appear in an except* block";
                    self.refuse(Phase::Compiler, message, stmt.range());
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.in_type_parameters(def.type_params.as_deref(), |walker| {
                    walker.visit_signature(&def.parameters);
                    if let Some(returns) = &def.returns {
                        walker.visit_annotation(returns);
                    }
                    let kind = ScopeKind::Function {
                        is_async: def.is_async,
                    };
                    let bindings = Bindings::of_function(&def.parameters, &def.body);
                    walker.in_scope(kind, bindings, |walker| {
                        walker.check_declarations();
                        walker.visit_body(&def.body);
                    });
                });
            }
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.in_type_parameters(def.type_params.as_deref(), |walker| {
                    if let Some(arguments) = &def.arguments {
                        walker.check_keywords(arguments);
                        walker.visit_arguments(arguments);
                    }
                    walker.in_scope(ScopeKind::Class, Bindings::of_body(&def.body), |walker| {
                        walker.check_declarations();
                        walker.visit_body(&def.body);
                    });
                });
            }
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.in_type_parameters(alias.type_params.as_deref(), |walker| {
                    walker.visit_expr(&alias.value)
                });
            }
            Stmt::For(stmt) => {
                self.visit_expr(&stmt.iter);
                self.in_block(1, stmt.range, |walker| {
                    walker.visit_expr(&stmt.target);
                    walker.in_loop(|walker| walker.visit_body(&stmt.body));
                });
                self.visit_body(&stmt.orelse);
            }
            Stmt::While(stmt) => {
                self.visit_expr(&stmt.test);
                self.in_block(1, stmt.range, |walker| {
                    walker.in_loop(|walker| walker.visit_body(&stmt.body))
                });
                self.visit_body(&stmt.orelse);
            }
            Stmt::With(stmt) => {
                self.in_block(stmt.items.len(), stmt.range, |walker| {
                    for item in &stmt.items {
                        walker.visit_with_item(item);
                    }
                    walker.visit_body(&stmt.body);
                });
            }
            Stmt::AugAssign(stmt_assign) if stmt_assign.value.is_starred_expr() => {
                self.refuse(
                    Phase::Compiler,
                    "can't use starred expression here",
                    stmt_assign.value.range(),
                );
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Expr(stmt) if stmt.value.is_starred_expr() => {
                let message = "can't use starred expression here".to_owned();
                self.extra
                    .push((Phase::Compiler, message, stmt.value.range()));
                self.visit_expr(&stmt.value);
            }
            Stmt::Try(stmt_try) => {
                if let Some((_, before)) = stmt_try.handlers.split_last() {
                    for handler in before {
                        let ast::ExceptHandler::ExceptHandler(inner) = handler;
                        if inner.type_.is_none() {
                            let message = "default 'except:' must be last".to_owned();
                            self.extra.push((Phase::Compiler, message, handler.range()));
                        }
                    }
                }
                let count = usize::from(!stmt_try.handlers.is_empty())
                    + usize::from(!stmt_try.finalbody.is_empty());
                self.in_block(count, stmt_try.range, |walker| {
                    walker.visit_body(&stmt_try.body);
                    for handler in &stmt_try.handlers {
                        let ast::ExceptHandler::ExceptHandler(inner) = handler;
                        if let Some(name) = &inner.name {
                            walker.seen(name).is_assigned = true;
                        }
                        if stmt_try.is_star {
                            walker.in_star_handler(|walker| walker.visit_except_handler(handler));
                        } else {
                            walker.visit_except_handler(handler);
                        }
                    }
                    walker.visit_body(&stmt_try.orelse);
                    walker.visit_body(&stmt_try.finalbody);
                });
            }
            _ => visitor::walk_stmt(self, stmt),
        }
        self.depth -= 1;
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.checker.visit_expr(expr, &self.context);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.too_deep.get_or_insert(expr.range());
            self.depth -= 1;
            return;
        }
        match expr {
            Expr::Name(name) => {
                let seen = self.seen(&name.id);
                match name.ctx {
                    ast::ExprContext::Store | ast::ExprContext::Del => seen.is_assigned = true,
                    ast::ExprContext::Load | ast::ExprContext::Invalid => seen.is_used = true,
                }
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                if let ScopeKind::Comprehension { name, .. } = self.context.scope().kind {
                    let word = if expr.is_yield_expr() {
                        "yield"
                    } else {
                        "yield from"
                    };
                    self.refuse(
                        Phase::SymbolTable,
                        format!("'{word}' inside {name}"),
                        expr.range(),
                    );
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Attribute(attribute)
                if !attribute.ctx.is_load() && &*attribute.attr == "__debug__" =>
            {
                let verb = if attribute.ctx.is_del() {
                    "delete"
                } else {
                    "assign to"
                };
                self.refuse(
                    Phase::Compiler,
                    format!("cannot {verb} __debug__"),
                    expr.range(),
                );
                visitor::walk_expr(self, expr);
            }
            Expr::Call(call) => {
                self.check_keywords(&call.arguments);
                visitor::walk_expr(self, expr);
            }
            Expr::Lambda(lambda) => {
                let bindings = match &lambda.parameters {
                    Some(parameters) => {
                        self.visit_signature(parameters);
                        Bindings::of_parameters(parameters)
                    }
                    None => Bindings::default(),
                };
                self.in_scope(ScopeKind::Lambda, bindings, |walker| {
                    walker.visit_expr(&lambda.body)
                });
            }
            Expr::ListComp(comp) => {
                self.visit_comprehension_parts("list comprehension", &comp.generators, &[&comp.elt])
            }
            Expr::SetComp(comp) => {
                self.visit_comprehension_parts("set comprehension", &comp.generators, &[&comp.elt])
            }
            Expr::Generator(comp) => self.visit_comprehension_parts(
                "generator expression",
                &comp.generators,
                &[&comp.elt],
            ),
            Expr::DictComp(comp) => match &comp.key {
                Some(key) => self.visit_comprehension_parts(
                    "dict comprehension",
                    &comp.generators,
                    &[key, &comp.value],
                ),
                None => self.visit_comprehension_parts(
                    "dict comprehension",
                    &comp.generators,
                    &[&comp.value],
                ),
            },
            _ => visitor::walk_expr(self, expr),
        }
        self.depth -= 1;
    }

    fn visit_interpolated_string_element(&mut self, element: &'a ast::InterpolatedStringElement) {
        if let ast::InterpolatedStringElement::Interpolation(field) = element
            && field.expression.is_starred_expr()
        {
            let range = field.expression.range();
            self.refuse(Phase::Compiler, "can't use starred expression here", range);
        }
        visitor::walk_interpolated_string_element(self, element);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        match pattern {
            ast::Pattern::MatchValue(value) if value.value.is_f_string_expr() => {
                let message = "patterns may only match literals and attribute lookups";
                self.refuse(Phase::Compiler, message, value.range);
            }
            ast::Pattern::MatchOr(alternatives) => {
                if let Some((_, before)) = alternatives.patterns.split_last() {
                    for alternative in before {
                        if let ast::Pattern::MatchAs(ast::PatternMatchAs {
                            pattern: None,
                            name,
                            range,
                            ..
                        }) = alternative
                        {
                            let what = match name {
                                Some(name) => format!("name capture '{name}'"),
                                None => "wildcard".to_owned(),
                            };
                            self.refuse(
                                Phase::Compiler,
                                format!("{what} makes remaining patterns unreachable"),
                                *range,
                            );
                        }
                    }
                }
            }
            ast::Pattern::MatchAs(ast::PatternMatchAs {
                name: Some(name), ..
            })
            | ast::Pattern::MatchStar(ast::PatternMatchStar {
                name: Some(name), ..
            })
            | ast::Pattern::MatchMapping(ast::PatternMatchMapping {
                rest: Some(name), ..
            }) => {
                self.seen(name).is_assigned = true;
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

fn has_future_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::ImportFrom(import) => {
            import.module.as_deref() == Some("__future__")
                && import
                    .names
                    .iter()
                    .any(|alias| &*alias.name == "annotations")
        }
        _ => false,
    })
}
