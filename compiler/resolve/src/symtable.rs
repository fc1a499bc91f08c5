//! Walks a module's AST once and writes down, scope by scope, which names are bound and which are read.
//!
//! The counterpart of CPython's `Python/symtable.c`; the rules about what each construct binds are its rules.

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use taipan_hir::Symbol;

use crate::intern::Interner;
use crate::scope::{CLASS_CELL, Flags, Role, Scope, ScopeId, ScopeKind, ScopeTree, mangle};

/// Scopes of a module. Scopes are found again by the address of their node, so the AST must stay where it is.
pub fn scan(
    module: &ast::ModModule,
    interner: &mut Interner,
    future_annotations: bool,
) -> ScopeTree {
    let mut scanner = Scanner {
        tree: ScopeTree::default(),
        interner,
        current: ScopeId(0),
        future_annotations,
    };
    scanner.tree.add(
        address(module),
        Role::Body,
        Scope {
            kind: ScopeKind::Module,
            parent: None,
            symbols: Default::default(),
            private: None,
            is_generator: false,
            uses_locals: false,
        },
    );
    scanner.annotations(address(module), &module.body);
    scanner.block(&module.body);
    let mut tree = scanner.tree;
    tree.finish();
    tree
}

/// The set of those annotations under control flow that execution has passed.
pub const CONDITIONAL_ANNOTATIONS: &str = "__conditional_annotations__";

/// What identifies a node within a module while its AST is alive.
pub fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

struct Scanner<'a> {
    tree: ScopeTree,
    interner: &'a mut Interner,
    current: ScopeId,
    future_annotations: bool,
}

impl Scanner<'_> {
    fn scope(&mut self) -> &mut Scope {
        self.tree.get_mut(self.current)
    }

    /// Runs `fill` in a scope of its own for this part of the node.
    fn nested(
        &mut self,
        node: usize,
        role: Role,
        kind: ScopeKind,
        private: Option<Symbol>,
        fill: impl FnOnce(&mut Self),
    ) -> ScopeId {
        let private = private.or_else(|| self.scope().private.clone());
        let scope = Scope {
            kind,
            parent: Some(self.current),
            symbols: Default::default(),
            private,
            is_generator: kind == ScopeKind::GenExpr,
            uses_locals: false,
        };
        let id = self.tree.add(node, role, scope);
        let outer = std::mem::replace(&mut self.current, id);
        fill(self);
        self.current = outer;
        id
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        match mangle(self.tree.get(self.current).private.as_deref(), name) {
            Some(mangled) => self.interner.intern(&mangled),
            None => self.interner.intern(name),
        }
    }

    fn mark(&mut self, name: &str, flags: Flags) {
        let symbol = self.symbol(name);
        self.mark_in(self.current, symbol, flags);
    }

    fn mark_in(&mut self, scope: ScopeId, symbol: Symbol, flags: Flags) {
        self.tree
            .get_mut(scope)
            .symbols
            .entry(symbol)
            .or_default()
            .add(flags);
    }

    fn bind(&mut self, name: &str) {
        self.mark(name, Flags::BOUND);
    }

    fn assign(&mut self, name: &str) {
        self.mark(name, Flags::BOUND);
        self.mark(name, Flags::ASSIGNED);
    }

    fn block(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(node) => self.optional(node.value.as_deref()),
            Stmt::Delete(node) => self.exprs(&node.targets),
            Stmt::TypeAlias(node) => {
                self.expr(&node.name);
                let at = address(node);
                self.with_type_params(at, node.type_params.as_deref(), None, |this| {
                    this.nested(at, Role::Bound, ScopeKind::Lazy, None, |this| {
                        this.expr(&node.value)
                    });
                });
            }
            Stmt::Assign(node) => {
                self.expr(&node.value);
                self.exprs(&node.targets);
            }
            Stmt::AugAssign(node) => {
                self.expr(&node.value);
                self.expr(&node.target);
                if let Expr::Name(name) = &*node.target {
                    self.mark(&name.id, Flags::USED);
                }
            }
            Stmt::AnnAssign(node) => {
                self.optional(node.value.as_deref());
                // `(x): T` alone binds nothing.
                if node.simple || node.value.is_some() || !node.target.is_name_expr() {
                    self.expr(&node.target);
                }
            }
            Stmt::For(node) => {
                self.expr(&node.iter);
                self.expr(&node.target);
                self.block(&node.body);
                self.block(&node.orelse);
            }
            Stmt::While(node) => {
                self.expr(&node.test);
                self.block(&node.body);
                self.block(&node.orelse);
            }
            Stmt::If(node) => {
                self.expr(&node.test);
                self.block(&node.body);
                for clause in &node.elif_else_clauses {
                    self.optional(clause.test.as_ref());
                    self.block(&clause.body);
                }
            }
            Stmt::With(node) => {
                for item in &node.items {
                    self.expr(&item.context_expr);
                    self.optional(item.optional_vars.as_deref());
                }
                self.block(&node.body);
            }
            Stmt::Match(node) => {
                self.expr(&node.subject);
                for case in &node.cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_deref());
                    self.block(&case.body);
                }
            }
            Stmt::Raise(node) => {
                self.optional(node.exc.as_deref());
                self.optional(node.cause.as_deref());
            }
            Stmt::Try(node) => {
                self.block(&node.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    self.optional(handler.type_.as_deref());
                    if let Some(name) = &handler.name {
                        self.assign(name);
                    }
                    self.block(&handler.body);
                }
                self.block(&node.orelse);
                self.block(&node.finalbody);
            }
            Stmt::Assert(node) => {
                self.expr(&node.test);
                self.optional(node.msg.as_deref());
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    match &alias.asname {
                        Some(name) => self.bind(name),
                        None => self.bind(alias.name.split('.').next().unwrap_or_default()),
                    }
                }
            }
            Stmt::ImportFrom(node) => {
                for alias in &node.names {
                    if &*alias.name == "*" {
                        self.tree.has_star_import = true;
                    } else {
                        self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                    }
                }
            }
            Stmt::Global(node) => {
                for name in &node.names {
                    self.mark(name, Flags::GLOBAL);
                }
            }
            Stmt::Nonlocal(node) => {
                for name in &node.names {
                    self.mark(name, Flags::NONLOCAL);
                }
            }
            Stmt::Expr(node) => self.expr(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        let at = address(def);
        for decorator in &def.decorator_list {
            self.expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.bind(&def.name);
        self.with_type_params(at, def.type_params.as_deref(), None, |this| {
            let annotations = def
                .parameters
                .iter_source_order()
                .filter_map(|p| p.annotation())
                .chain(def.returns.as_deref());
            let annotations: Vec<&Expr> = annotations.collect();
            if !annotations.is_empty() {
                let future = this.future_annotations;
                this.nested(at, Role::Annotate, ScopeKind::Annotate, None, |this| {
                    if !future {
                        annotations
                            .iter()
                            .for_each(|annotation| this.expr(annotation));
                    }
                });
            }
            this.nested(at, Role::Body, ScopeKind::Def, None, |this| {
                this.parameters(&def.parameters);
                this.block(&def.body);
            });
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        let at = address(class);
        for decorator in &class.decorator_list {
            self.expr(&decorator.expression);
        }
        self.bind(&class.name);
        let private = Some(self.interner.intern(&class.name));
        self.with_type_params(at, class.type_params.as_deref(), private.clone(), |this| {
            if let Some(arguments) = &class.arguments {
                this.exprs(&arguments.args);
                arguments
                    .keywords
                    .iter()
                    .for_each(|keyword| this.expr(&keyword.value));
            }
            this.nested(at, Role::Body, ScopeKind::Class, private, |this| {
                this.annotations(at, &class.body);
                this.block(&class.body);
            });
        });
    }

    /// The annotation scope of a module or class body, when anything in it is annotated.
    fn annotations(&mut self, at: usize, body: &[Stmt]) {
        let mut found = Vec::new();
        annotated_names(body, false, &mut found);
        if found.is_empty() {
            return;
        }
        let any_conditional = found.iter().any(|(_, is_conditional)| *is_conditional);
        if any_conditional {
            self.bind(CONDITIONAL_ANNOTATIONS);
        }
        let future = self.future_annotations;
        self.nested(at, Role::Annotate, ScopeKind::Annotate, None, |this| {
            if any_conditional {
                this.mark(CONDITIONAL_ANNOTATIONS, Flags::USED);
            }
            if !future {
                found
                    .iter()
                    .for_each(|(node, _)| this.expr(&node.annotation));
            }
        });
    }

    fn with_type_params(
        &mut self,
        at: usize,
        params: Option<&ast::TypeParams>,
        private: Option<Symbol>,
        fill: impl FnOnce(&mut Self),
    ) {
        let Some(params) = params else {
            return fill(self);
        };
        self.nested(
            at,
            Role::TypeParams,
            ScopeKind::TypeParams,
            private,
            |this| {
                for param in params.iter() {
                    this.assign(param.name());
                    let bound = match param {
                        ast::TypeParam::TypeVar(var) => var.bound.as_deref(),
                        ast::TypeParam::TypeVarTuple(_) | ast::TypeParam::ParamSpec(_) => None,
                    };
                    for (part, role) in [(bound, Role::Bound), (param.default(), Role::Default)] {
                        if let Some(part) = part {
                            this.nested(address(param), role, ScopeKind::Lazy, None, |this| {
                                this.expr(part)
                            });
                        }
                    }
                }
                fill(this);
            },
        );
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.optional(parameter.default());
        }
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter() {
            self.assign(parameter.name());
            self.mark(parameter.name(), Flags::PARAM);
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern) {
        match pattern {
            ast::Pattern::MatchValue(node) => self.expr(&node.value),
            ast::Pattern::MatchSingleton(_) => {}
            ast::Pattern::MatchSequence(node) => {
                node.patterns.iter().for_each(|item| self.pattern(item))
            }
            ast::Pattern::MatchMapping(node) => {
                self.exprs(&node.keys);
                node.patterns.iter().for_each(|item| self.pattern(item));
                if let Some(rest) = &node.rest {
                    self.assign(rest);
                }
            }
            ast::Pattern::MatchClass(node) => {
                self.expr(&node.cls);
                node.arguments
                    .patterns
                    .iter()
                    .for_each(|item| self.pattern(item));
                node.arguments
                    .keywords
                    .iter()
                    .for_each(|item| self.pattern(&item.pattern));
            }
            ast::Pattern::MatchStar(node) => {
                if let Some(name) = &node.name {
                    self.assign(name);
                }
            }
            ast::Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner);
                }
                if let Some(name) = &node.name {
                    self.assign(name);
                }
            }
            ast::Pattern::MatchOr(node) => node.patterns.iter().for_each(|item| self.pattern(item)),
        }
    }

    fn optional(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::BoolOp(node) => self.exprs(&node.values),
            Expr::Named(node) => {
                self.expr(&node.value);
                if let Expr::Name(name) = &*node.target {
                    self.walrus(&name.id);
                }
            }
            Expr::BinOp(node) => {
                // Chains of operators lean to the left and may be thousands deep.
                let mut rights = vec![&*node.right];
                let mut left = &*node.left;
                while let Expr::BinOp(inner) = left {
                    rights.push(&inner.right);
                    left = &inner.left;
                }
                self.expr(left);
                rights.iter().rev().for_each(|right| self.expr(right));
            }
            Expr::UnaryOp(node) => self.expr(&node.operand),
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.defaults(parameters);
                }
                self.nested(address(node), Role::Body, ScopeKind::Lambda, None, |this| {
                    if let Some(parameters) = &node.parameters {
                        this.parameters(parameters);
                    }
                    this.expr(&node.body);
                });
            }
            Expr::If(node) => {
                self.expr(&node.test);
                self.expr(&node.body);
                self.expr(&node.orelse);
            }
            Expr::Dict(node) => {
                for item in &node.items {
                    self.optional(item.key.as_ref());
                    self.expr(&item.value);
                }
            }
            Expr::Set(node) => self.exprs(&node.elts),
            Expr::ListComp(node) => {
                self.comprehension(
                    address(node),
                    ScopeKind::Comprehension,
                    &node.generators,
                    &[&node.elt],
                );
            }
            Expr::SetComp(node) => {
                self.comprehension(
                    address(node),
                    ScopeKind::Comprehension,
                    &node.generators,
                    &[&node.elt],
                );
            }
            Expr::DictComp(node) => {
                let mut elements = Vec::with_capacity(2);
                elements.extend(node.key.as_deref());
                elements.push(&*node.value);
                self.comprehension(
                    address(node),
                    ScopeKind::Comprehension,
                    &node.generators,
                    &elements,
                );
            }
            Expr::Generator(node) => {
                self.comprehension(
                    address(node),
                    ScopeKind::GenExpr,
                    &node.generators,
                    &[&node.elt],
                );
            }
            Expr::Await(node) => self.expr(&node.value),
            Expr::Yield(node) => {
                self.scope().is_generator = true;
                self.optional(node.value.as_deref());
            }
            Expr::YieldFrom(node) => {
                self.scope().is_generator = true;
                self.expr(&node.value);
            }
            Expr::Compare(node) => {
                self.expr(&node.left);
                self.exprs(&node.comparators);
            }
            Expr::Call(node) => {
                if let Expr::Name(name) = &*node.func
                    && matches!(name.id.as_str(), "locals" | "vars" | "dir")
                    && node.arguments.args.is_empty()
                {
                    let frame = self.tree.frame(self.current);
                    self.tree.get_mut(frame).uses_locals = true;
                }
                self.expr(&node.func);
                self.exprs(&node.arguments.args);
                node.arguments
                    .keywords
                    .iter()
                    .for_each(|keyword| self.expr(&keyword.value));
            }
            Expr::FString(node) => {
                for element in node.value.elements() {
                    self.interpolated(element);
                }
            }
            Expr::TString(node) => {
                for element in node.value.elements() {
                    self.interpolated(element);
                }
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
            Expr::Attribute(node) => {
                // Chains of calls and attributes lean to the left as well, but stay short enough for recursion.
                self.expr(&node.value);
            }
            Expr::Subscript(node) => {
                self.expr(&node.value);
                self.expr(&node.slice);
            }
            Expr::Starred(node) => self.expr(&node.value),
            Expr::Name(node) => match node.ctx {
                ast::ExprContext::Store | ast::ExprContext::Del => self.assign(&node.id),
                ast::ExprContext::Load | ast::ExprContext::Invalid => {
                    self.mark(&node.id, Flags::USED);
                    if node.id.as_str() == "super" && self.scope().kind != ScopeKind::Module {
                        self.mark(CLASS_CELL, Flags::IMPLICIT);
                    }
                }
            },
            Expr::List(node) => self.exprs(&node.elts),
            Expr::Tuple(node) => self.exprs(&node.elts),
            Expr::Slice(node) => {
                self.optional(node.lower.as_deref());
                self.optional(node.upper.as_deref());
                self.optional(node.step.as_deref());
            }
        }
    }

    fn interpolated(&mut self, element: &ast::InterpolatedStringElement) {
        match element {
            ast::InterpolatedStringElement::Literal(_) => {}
            ast::InterpolatedStringElement::Interpolation(node) => {
                self.expr(&node.expression);
                if let Some(spec) = &node.format_spec {
                    for element in &spec.elements {
                        self.interpolated(element);
                    }
                }
            }
        }
    }

    fn comprehension(
        &mut self,
        at: usize,
        kind: ScopeKind,
        clauses: &[ast::Comprehension],
        elements: &[&Expr],
    ) {
        let Some((first, rest)) = clauses.split_first() else {
            return;
        };
        self.expr(&first.iter);
        self.nested(at, Role::Body, kind, None, |this| {
            this.expr(&first.target);
            this.exprs(&first.ifs);
            for clause in rest {
                this.expr(&clause.iter);
                this.expr(&clause.target);
                this.exprs(&clause.ifs);
            }
            elements.iter().for_each(|element| this.expr(element));
        });
    }

    /// A walrus binds outside of the comprehensions it stands in.
    fn walrus(&mut self, name: &str) {
        let symbol = self.symbol(name);
        let mut target = self.current;
        while matches!(
            self.tree.get(target).kind,
            ScopeKind::Comprehension | ScopeKind::GenExpr
        ) {
            target = self
                .tree
                .get(target)
                .parent
                .expect("a comprehension has a parent");
        }
        self.mark_in(target, symbol.clone(), Flags::BOUND);
        self.mark_in(target, symbol.clone(), Flags::ASSIGNED);
        if target != self.current {
            self.mark_in(self.current, symbol, Flags::USED);
        }
    }
}

/// The annotated simple names of a module or class body, in source order, and whether each stands under control flow.
pub fn annotated_names<'a>(
    body: &'a [Stmt],
    is_conditional: bool,
    found: &mut Vec<(&'a ast::StmtAnnAssign, bool)>,
) {
    for stmt in body {
        match stmt {
            Stmt::AnnAssign(node) if node.simple && node.target.is_name_expr() => {
                found.push((node, is_conditional))
            }
            Stmt::For(node) => {
                annotated_names(&node.body, true, found);
                annotated_names(&node.orelse, true, found);
            }
            Stmt::While(node) => {
                annotated_names(&node.body, true, found);
                annotated_names(&node.orelse, true, found);
            }
            Stmt::If(node) => {
                annotated_names(&node.body, true, found);
                node.elif_else_clauses
                    .iter()
                    .for_each(|clause| annotated_names(&clause.body, true, found));
            }
            Stmt::With(node) => annotated_names(&node.body, true, found),
            Stmt::Match(node) => node
                .cases
                .iter()
                .for_each(|case| annotated_names(&case.body, true, found)),
            Stmt::Try(node) => {
                annotated_names(&node.body, true, found);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    annotated_names(&handler.body, true, found);
                }
                annotated_names(&node.orelse, true, found);
                annotated_names(&node.finalbody, true, found);
            }
            _ => {}
        }
    }
}
