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
    let mut errors: Vec<_> = walker
        .context
        .errors
        .into_inner()
        .iter()
        .map(|error| wording::semantic_error(file, text, error))
        .chain(walker.extra.into_iter().map(|(phase, message, span)| {
            (phase, codes::SYNTAX_ERROR.at(file, span).message(message))
        }))
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
        is_async: bool,
    },
    /// Between a definition's name and its body: type parameters.
    TypeParameters,
}

struct Scope<'a> {
    kind: ScopeKind,
    bindings: Bindings<'a>,
    loops: usize,
}

impl<'a> Scope<'a> {
    fn new(kind: ScopeKind, bindings: Bindings<'a>) -> Self {
        Scope {
            kind,
            bindings,
            loops: 0,
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

    fn global(&self, name: &str) -> Option<TextRange> {
        let bindings = &self.scope().bindings;
        bindings
            .globals
            .get(name)
            .or_else(|| bindings.nonlocals.get(name))
            .copied()
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
        self.scope().loops > 0
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

    fn in_loop(&mut self, walk: impl FnOnce(&mut Self)) {
        let scope = self
            .context
            .scopes
            .last_mut()
            .expect("the module's scope is never left");
        scope.loops += 1;
        walk(self);
        self.context
            .scopes
            .last_mut()
            .expect("the module's scope is never left")
            .loops -= 1;
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
        is_generator: bool,
        generators: &'a [ast::Comprehension],
        elements: &[&'a Expr],
    ) {
        // The first iterable is evaluated outside.
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let kind = ScopeKind::Comprehension {
            is_generator,
            is_async: generators.iter().any(|part| part.is_async),
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
            if bindings.globals.contains_key(name) {
                found.push((
                    SemanticSyntaxErrorKind::AnnotatedGlobal(name.to_string()),
                    *range,
                ));
            } else if bindings.nonlocals.contains_key(name) {
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
        self.checker.visit_stmt(stmt, &self.context);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.too_deep.get_or_insert(stmt.range());
            self.depth -= 1;
            return;
        }
        match stmt {
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
            Stmt::Try(stmt_try) => {
                let count = usize::from(!stmt_try.handlers.is_empty())
                    + usize::from(!stmt_try.finalbody.is_empty());
                self.in_block(count, stmt_try.range, |walker| {
                    visitor::walk_stmt(walker, stmt)
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
                self.visit_comprehension_parts(false, &comp.generators, &[&comp.elt])
            }
            Expr::SetComp(comp) => {
                self.visit_comprehension_parts(false, &comp.generators, &[&comp.elt])
            }
            Expr::Generator(comp) => {
                self.visit_comprehension_parts(true, &comp.generators, &[&comp.elt])
            }
            Expr::DictComp(comp) => match &comp.key {
                Some(key) => {
                    self.visit_comprehension_parts(false, &comp.generators, &[key, &comp.value])
                }
                None => self.visit_comprehension_parts(false, &comp.generators, &[&comp.value]),
            },
            _ => visitor::walk_expr(self, expr),
        }
        self.depth -= 1;
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
