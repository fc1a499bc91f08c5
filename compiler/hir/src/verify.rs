//! The verifier: what must hold of every HIR program.
//!
//! - Every id is in range, and a function belongs to an existing module.
//! - Parameters are variables of their function, each used once, none of them Free.
//! - `free_vars` are exactly the Free variables, in the order of `captures`; each capture is a Cell or Free variable of `parent`.
//! - A variable that is read or bound exists; class names are read only where a class body runs.
//! - `super()` and dictionaries of annotations go through Free or Cell variables.
//! - `yield` stands only in generators, `break` and `continue` only in loops, `return` only in functions.
//! - Every function but a module body is made in exactly one place, by its parent.
//! - A global that code uses is in its module's table.

use std::collections::HashSet;

use crate::{
    Comprehension, DictItem, Expr, ExprKind, FStringPart, FuncId, Function, FunctionKind,
    MakeFunction, ModuleRef, NameRef, Pattern, PatternKind, Program, Stmt, StmtKind, Target,
    TargetKind, VarId, VarKind,
};

/// Everything that does not hold, in words; empty for a sound program.
pub fn verify(program: &Program) -> Vec<String> {
    let globals = program
        .modules
        .iter()
        .map(|module| module.globals.iter().map(|name| &**name).collect())
        .collect();
    let mut verifier = Verifier {
        program,
        globals,
        problems: Vec::new(),
        made: vec![0; program.functions.len()],
        current: FuncId(0),
        loops: 0,
    };
    if program.main.index() >= program.modules.len() {
        verifier
            .problems
            .push(format!("main module {} does not exist", program.main));
    }
    for module in &program.modules {
        match module.body {
            Some(body) if body.index() >= program.functions.len() => {
                verifier
                    .problems
                    .push(format!("module {} has no body {body}", module.name));
            }
            Some(body) => verifier.made[body.index()] += 1,
            None => {}
        }
    }
    for (index, function) in program.functions.iter().enumerate() {
        verifier.current = FuncId::new(index);
        verifier.function(function);
    }
    for (index, &count) in verifier.made.iter().enumerate() {
        if count != 1 {
            let id = FuncId::new(index);
            verifier.problems.push(format!(
                "{id} {} is made {count} times",
                program.functions[index].qualname
            ));
        }
    }
    verifier.problems
}

struct Verifier<'a> {
    program: &'a Program,
    globals: Vec<HashSet<&'a str>>,
    problems: Vec<String>,
    /// How many places make each function.
    made: Vec<u32>,
    current: FuncId,
    loops: u32,
}

impl<'a> Verifier<'a> {
    fn here(&self) -> &'a Function {
        &self.program.functions[self.current.index()]
    }

    fn problem(&mut self, message: &str) {
        let here = self.here();
        self.problems
            .push(format!("{} {}: {message}", self.current, here.qualname));
    }

    fn function(&mut self, function: &'a Function) {
        if function.module.index() >= self.program.modules.len() {
            self.problem("module does not exist");
            return;
        }
        let mut seen = HashSet::new();
        let params = &function.params;
        let all = params
            .named
            .iter()
            .map(|param| param.var)
            .chain(params.vararg)
            .chain(params.kwarg);
        for var in all {
            self.var(var);
            if !seen.insert(var) {
                self.problem(&format!("{var} holds two parameters"));
            }
            if function
                .vars
                .get(var.index())
                .is_some_and(|var| var.kind == VarKind::Free)
            {
                self.problem(&format!("parameter {var} is a free variable"));
            }
        }
        if params.num_posonly > params.num_positional
            || params.num_positional as usize > params.named.len()
        {
            self.problem("parameter counts disagree");
        }
        self.captures(function);
        self.loops = 0;
        self.block(&function.body);
    }

    fn captures(&mut self, function: &'a Function) {
        let frees = function
            .vars
            .iter()
            .filter(|var| var.kind == VarKind::Free)
            .count();
        let listed: HashSet<VarId> = function.free_vars.iter().copied().collect();
        let all_free = function
            .free_vars
            .iter()
            .all(|&var| self.kind_in(function, var) == Some(VarKind::Free));
        if frees != listed.len() || listed.len() != function.free_vars.len() || !all_free {
            self.problem("free_vars are not exactly the free variables");
        }
        if function.captures.len() != function.free_vars.len() {
            self.problem("captures and free_vars differ in length");
        }
        let Some(parent) = function.parent else {
            if !function.captures.is_empty() || function.kind != FunctionKind::Module {
                self.problem("has no parent");
            }
            return;
        };
        let Some(parent) = self.program.functions.get(parent.index()) else {
            return self.problem("parent does not exist");
        };
        for (&capture, &free) in function.captures.iter().zip(&function.free_vars) {
            if !matches!(
                self.kind_in(parent, capture),
                Some(VarKind::Cell | VarKind::Free)
            ) {
                self.problem(&format!(
                    "captures {capture} of {}, which is no cell",
                    parent.qualname
                ));
            } else if parent.vars[capture.index()].name != function.vars[free.index()].name {
                self.problem(&format!("{free} captures a variable of another name"));
            }
        }
    }

    fn kind_in(&self, function: &Function, var: VarId) -> Option<VarKind> {
        function.vars.get(var.index()).map(|var| var.kind)
    }

    fn var(&mut self, var: VarId) {
        if var.index() >= self.here().vars.len() {
            self.problem(&format!("{var} does not exist"));
        }
    }

    /// A variable that other functions see.
    fn cell(&mut self, var: VarId) {
        if !matches!(
            self.kind_in(self.here(), var),
            Some(VarKind::Cell | VarKind::Free)
        ) {
            self.problem(&format!("{var} is neither a cell nor free"));
        }
    }

    fn name(&mut self, name: &NameRef) {
        match name {
            NameRef::Var(var) => self.var(*var),
            NameRef::Global(name) => {
                let module = self.here().module;
                if !self.globals[module.index()].contains(&**name) {
                    self.problem(&format!("global {name} is not in the module's table"));
                }
            }
            NameRef::ClassLocal(_) => self.class_body(),
            NameRef::ClassFree(_, var) => {
                self.class_body();
                self.cell(*var);
            }
            NameRef::FromDict { dict, fallback, .. } => {
                self.cell(*dict);
                if let Some(var) = fallback {
                    self.cell(*var);
                }
            }
        }
    }

    fn class_body(&mut self) {
        if self.here().kind != FunctionKind::ClassBody {
            self.problem("a class name outside of a class body");
        }
    }

    fn make(&mut self, func: FuncId, kinds: &[FunctionKind]) {
        let Some(function) = self.program.functions.get(func.index()) else {
            return self.problem(&format!("{func} does not exist"));
        };
        self.made[func.index()] += 1;
        if function.parent != Some(self.current) {
            self.problem(&format!("makes {func}, whose parent is another function"));
        }
        if !kinds.contains(&function.kind) {
            self.problem(&format!("{func} has the wrong kind here"));
        }
    }

    fn module(&mut self, module: &ModuleRef) {
        if let ModuleRef::Found(id) = module
            && id.index() >= self.program.modules.len()
        {
            self.problem(&format!("{id} does not exist"));
        }
    }

    fn block(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn looped(&mut self, body: &[Stmt]) {
        self.loops += 1;
        self.block(body);
        self.loops -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign {
                target,
                op: _,
                value,
            } => {
                if matches!(target.kind, TargetKind::Unpack { .. }) {
                    self.problem("augmented assignment to several targets");
                }
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, value } => {
                self.target(target);
                value.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Delete(targets) => {
                for target in targets {
                    if matches!(target.kind, TargetKind::Unpack { .. }) {
                        self.problem("deletion of several targets in one");
                    }
                    self.target(target);
                }
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.looped(body);
                self.block(orelse);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async: _,
            } => {
                self.expr(iter);
                self.target(target);
                self.looped(body);
                self.block(orelse);
            }
            StmtKind::With {
                items,
                body,
                is_async: _,
            } => {
                for item in items {
                    self.expr(&item.context);
                    item.target.iter().for_each(|target| self.target(target));
                }
                self.block(body);
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finally,
                is_star: _,
            } => {
                self.block(body);
                for handler in handlers {
                    handler
                        .exception
                        .iter()
                        .for_each(|exception| self.expr(exception));
                    handler.name.iter().for_each(|name| self.name(name));
                    self.block(&handler.body);
                }
                self.block(orelse);
                self.block(finally);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.block(&case.body);
                }
            }
            StmtKind::Raise { exception, cause } => {
                exception
                    .iter()
                    .chain(cause)
                    .for_each(|value| self.expr(value));
            }
            StmtKind::Return(value) => {
                if matches!(
                    self.here().kind,
                    FunctionKind::Module | FunctionKind::ClassBody
                ) {
                    self.problem("return outside of a function");
                }
                value.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Assert { test, message } => {
                self.expr(test);
                message.iter().for_each(|message| self.expr(message));
            }
            StmtKind::Break | StmtKind::Continue => {
                if self.loops == 0 {
                    self.problem("break or continue outside of a loop");
                }
            }
            StmtKind::Pass => {}
            StmtKind::FunctionDef {
                target,
                make,
                decorators,
                name: _,
            } => {
                decorators.iter().for_each(|decorator| self.expr(decorator));
                self.expr(make);
                self.name(target);
            }
            StmtKind::ClassDef(class) => {
                class
                    .decorators
                    .iter()
                    .for_each(|decorator| self.expr(decorator));
                class.bases.iter().for_each(|base| self.expr(&base.value));
                class
                    .keywords
                    .iter()
                    .for_each(|keyword| self.expr(&keyword.value));
                self.make(class.body, &[FunctionKind::ClassBody]);
                class.type_params.iter().for_each(|name| self.name(name));
                self.name(&class.target);
                if let Some(body) = self.program.functions.get(class.body.index()) {
                    for cell in class.class_cell.iter().chain(&class.classdict_cell) {
                        if self.kind_in(body, *cell) != Some(VarKind::Cell) {
                            self.problem(&format!("{cell} of the class body is no cell"));
                        }
                    }
                }
            }
            StmtKind::Import(import) => {
                if import.chain.is_empty() {
                    self.problem("import of nothing");
                }
                import
                    .chain
                    .iter()
                    .for_each(|(_, module)| self.module(module));
                self.name(&import.target);
            }
            StmtKind::ImportFrom(import) => {
                if import.chain.is_empty() {
                    self.problem("import from nothing");
                }
                import
                    .chain
                    .iter()
                    .for_each(|(_, module)| self.module(module));
                for name in &import.names {
                    name.submodule.iter().for_each(|module| self.module(module));
                    self.name(&name.target);
                }
            }
            StmtKind::TypeAlias { target, make } => {
                self.expr(make);
                self.name(target);
            }
        }
    }

    fn target(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Name(name) => {
                if matches!(name, NameRef::ClassFree(..) | NameRef::FromDict { .. }) {
                    self.problem("a name that can only be read is bound");
                }
                self.name(name);
            }
            TargetKind::Attr(object, _) => self.expr(object),
            TargetKind::Subscript(object, index) => {
                self.expr(object);
                self.expr(index);
            }
            TargetKind::Unpack { items, star } => {
                if star.is_some_and(|star| star >= items.len()) {
                    self.problem("the starred target does not exist");
                }
                items.iter().for_each(|item| self.target(item));
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Const(_) | ExprKind::Unsupported { .. } => {}
            ExprKind::Name(name) => self.name(name),
            ExprKind::Binary(_, left, right) => {
                // Chains of operators lean to the left and may be thousands deep.
                self.expr(right);
                let mut left = left;
                while let ExprKind::Binary(_, next, right) = &left.kind {
                    self.expr(right);
                    left = next;
                }
                self.expr(left);
            }
            ExprKind::Subscript(left, right) => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Unary(_, operand) | ExprKind::Attr(operand, _) | ExprKind::Await(operand) => {
                self.expr(operand)
            }
            ExprKind::Compare(left, rest) => {
                self.expr(left);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::BoolOp { is_and: _, values } => {
                if values.len() < 2 {
                    self.problem("'and' or 'or' of fewer than two operands");
                }
                values.iter().for_each(|value| self.expr(value));
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Walrus(name, value) => {
                self.expr(value);
                self.name(name);
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func);
                args.iter().for_each(|arg| self.expr(&arg.value));
                keywords
                    .iter()
                    .for_each(|keyword| self.expr(&keyword.value));
            }
            ExprKind::Slice(lower, upper, step) => {
                [lower, upper, step]
                    .into_iter()
                    .flatten()
                    .for_each(|part| self.expr(part));
            }
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                items.iter().for_each(|item| self.expr(&item.value));
            }
            ExprKind::Dict(items) => {
                for item in items {
                    match item {
                        DictItem::Pair(key, value) => {
                            self.expr(key);
                            self.expr(value);
                        }
                        DictItem::Unpack(value) => self.expr(value),
                    }
                }
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::GenExpr { func, first } => {
                self.expr(first);
                self.make(*func, &[FunctionKind::GenExpr]);
            }
            ExprKind::MakeFunction(make) => self.make_function(make),
            ExprKind::Super {
                class_cell,
                receiver,
            } => {
                self.cell(*class_cell);
                self.var(*receiver);
            }
            ExprKind::Yield(value) => {
                self.generator();
                value.iter().for_each(|value| self.expr(value));
            }
            ExprKind::YieldFrom(value) => {
                self.generator();
                self.expr(value);
            }
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::CallTypeParams(func, args) => {
                args.iter().for_each(|arg| self.expr(arg));
                self.make(*func, &[FunctionKind::TypeParams]);
                let expected = self
                    .program
                    .functions
                    .get(func.index())
                    .map(|function| function.params.named.len());
                if expected != Some(args.len()) {
                    self.problem(&format!(
                        "{func} is called with another number of arguments"
                    ));
                }
            }
        }
    }

    fn generator(&mut self) {
        if !self.here().is_generator {
            self.problem("yield outside of a generator");
        }
    }

    fn comprehension(&mut self, comprehension: &Comprehension) {
        if comprehension.clauses.is_empty() {
            self.problem("a comprehension without clauses");
        }
        for clause in &comprehension.clauses {
            self.expr(&clause.iter);
            self.target(&clause.target);
            clause
                .conditions
                .iter()
                .for_each(|condition| self.expr(condition));
        }
        self.expr(&comprehension.element);
        comprehension
            .value
            .iter()
            .for_each(|value| self.expr(value));
        for &var in &comprehension.scope_vars {
            self.var(var);
            if !self
                .here()
                .vars
                .get(var.index())
                .is_some_and(|var| var.is_comprehension)
            {
                self.problem(&format!("{var} is not a comprehension's own"));
            }
        }
    }

    fn make_function(&mut self, make: &MakeFunction) {
        make.defaults.iter().for_each(|default| self.expr(default));
        make.kw_defaults
            .iter()
            .for_each(|(_, default)| self.expr(default));
        self.make(
            make.func,
            &[
                FunctionKind::Def,
                FunctionKind::Lambda,
                FunctionKind::Annotate,
            ],
        );
        if let Some(annotate) = make.annotate {
            self.make(annotate, &[FunctionKind::Annotate]);
        }
        make.type_params.iter().for_each(|name| self.name(name));
        if let Some(function) = self.program.functions.get(make.func.index()) {
            let positional = &function.params.named[..function.params.num_positional as usize];
            let keyword = &function.params.named[function.params.num_positional as usize..];
            if positional.iter().filter(|param| param.has_default).count() != make.defaults.len()
                || keyword.iter().filter(|param| param.has_default).count()
                    != make.kw_defaults.len()
            {
                self.problem(&format!("{} gets another number of defaults", make.func));
            }
        }
    }

    fn fstring(&mut self, parts: &[FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Literal(_) => {}
                FStringPart::Field {
                    value,
                    conversion: _,
                    spec,
                    span: _,
                } => {
                    self.expr(value);
                    spec.iter().for_each(|spec| self.fstring(spec));
                }
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Singleton(_) => {}
            PatternKind::Capture(name) => self.name(name),
            PatternKind::Literal(value) | PatternKind::Value(value) => self.expr(value),
            PatternKind::Sequence { items, star } => {
                if star.is_some_and(|star| star >= items.len()) {
                    self.problem("the starred pattern does not exist");
                }
                items.iter().for_each(|item| self.pattern(item));
            }
            PatternKind::Mapping { items, rest } => {
                for (key, value) in items {
                    self.expr(key);
                    self.pattern(value);
                }
                rest.iter().for_each(|name| self.name(name));
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                self.expr(class);
                positional.iter().for_each(|item| self.pattern(item));
                keywords.iter().for_each(|(_, item)| self.pattern(item));
            }
            PatternKind::Or(items) => items.iter().for_each(|item| self.pattern(item)),
            PatternKind::As(inner, name) => {
                self.pattern(inner);
                self.name(name);
            }
        }
    }
}
