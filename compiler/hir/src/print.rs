//! The printer behind `--emit hir`.
//!
//! One block per function, under its module; a variable is printed as its name and number (`x.3`), a global as `@x`, a class
//! name as `$x`. The text is stable: it depends on the program alone.

use std::fmt::Write;

use crate::{
    Arg, BinOp, CmpOp, Comprehension, Const, DictItem, Element, Expr, ExprKind, FStringPart,
    FuncId, Function, FunctionKind, Keyword, MakeFunction, Module, ModuleRef, NameRef, Pattern,
    PatternKind, Program, Stmt, StmtKind, Target, TargetKind, UnaryOp, VarId, VarKind,
};

/// The whole program.
pub fn program(program: &Program) -> String {
    let mut text = String::new();
    for index in 0..program.modules.len() {
        text.push_str(&module(program, crate::ModuleId::new(index)));
    }
    text
}

/// One module and its functions.
pub fn module(program: &Program, id: crate::ModuleId) -> String {
    let module = &program.modules[id.index()];
    let mut printer = Printer {
        function: None,
        text: String::new(),
        depth: 0,
    };
    printer.module_header(id, module);
    for (index, function) in program.functions.iter().enumerate() {
        if function.module == id {
            printer.function(FuncId::new(index), function);
        }
    }
    printer.text
}

/// One function.
pub fn function(program: &Program, id: FuncId) -> String {
    let mut printer = Printer {
        function: None,
        text: String::new(),
        depth: 0,
    };
    printer.function(id, &program.functions[id.index()]);
    printer.text
}

struct Printer<'a> {
    function: Option<&'a Function>,
    text: String,
    depth: usize,
}

impl<'a> Printer<'a> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn module_header(&mut self, id: crate::ModuleId, module: &Module) {
        let kind = match (module.is_native, module.is_package) {
            (true, _) => "native module",
            (false, true) => "package",
            (false, false) => "module",
        };
        let globals: Vec<&str> = module.globals.iter().map(|name| &**name).collect();
        self.line(&format!(
            "{kind} {id} {} [{}]",
            module.name,
            globals.join(", ")
        ));
    }

    fn function(&mut self, id: FuncId, function: &'a Function) {
        self.function = Some(function);
        let mut header = format!(
            "{id} {} {}",
            function_kind(function.kind),
            function.qualname
        );
        let params = &function.params;
        let mut parts = Vec::new();
        for (position, param) in params.named.iter().enumerate() {
            if position == params.num_positional as usize && params.vararg.is_none() {
                parts.push("*".to_string());
            }
            let default = if param.has_default { "=…" } else { "" };
            parts.push(format!("{}{default}", self.var(param.var)));
            if position + 1 == params.num_posonly as usize {
                parts.push("/".to_string());
            }
        }
        if let Some(vararg) = params.vararg {
            parts.insert(
                params.num_positional as usize + usize::from(params.num_posonly > 0),
                format!("*{}", self.var(vararg)),
            );
        }
        parts.extend(params.kwarg.map(|kwarg| format!("**{}", self.var(kwarg))));
        let _ = write!(header, "({})", parts.join(", "));
        for (flag, word) in [
            (function.is_generator, " generator"),
            (function.is_async, " async"),
            (function.uses_class_cell, " class-cell"),
            (function.uses_locals, " locals"),
        ] {
            if flag {
                header.push_str(word);
            }
        }
        self.line(&header);
        self.depth += 1;
        for (index, var) in function.vars.iter().enumerate() {
            let word = match var.kind {
                VarKind::Local | VarKind::Temp => continue,
                VarKind::Cell => "cell".to_string(),
                VarKind::Free => match function
                    .free_vars
                    .iter()
                    .position(|free| free.index() == index)
                {
                    Some(position) => format!("free = outer {}", function.captures[position]),
                    None => "free".to_string(),
                },
            };
            self.line(&format!("{}: {word}", self.var(VarId::new(index))));
        }
        self.block(&function.body);
        self.depth -= 1;
    }

    fn var(&self, var: VarId) -> String {
        let name = self
            .function
            .and_then(|function| function.vars.get(var.index()))
            .map_or("?", |var| &*var.name);
        format!("{name}.{}", var.0)
    }

    fn name(&self, name: &NameRef) -> String {
        match name {
            NameRef::Var(var) => self.var(*var),
            NameRef::Global(name) => format!("@{name}"),
            NameRef::ClassLocal(name) => format!("${name}"),
            NameRef::ClassFree(name, var) => format!("${name}|{}", self.var(*var)),
            NameRef::FromDict {
                dict,
                name,
                fallback,
            } => match fallback {
                Some(var) => format!("{}[{name}]|{}", self.var(*dict), self.var(*var)),
                None => format!("{}[{name}]|@{name}", self.var(*dict)),
            },
        }
    }

    fn nested(&mut self, body: &[Stmt]) {
        self.depth += 1;
        self.block(body);
        self.depth -= 1;
    }

    fn block(&mut self, body: &[Stmt]) {
        if body.is_empty() {
            self.line("pass");
        }
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn otherwise(&mut self, word: &str, body: &[Stmt]) {
        if !body.is_empty() {
            self.line(word);
            self.nested(body);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.line(&self.expr(value)),
            StmtKind::Assign { targets, value } => {
                let targets: Vec<String> =
                    targets.iter().map(|target| self.target(target)).collect();
                self.line(&format!("{} = {}", targets.join(" = "), self.expr(value)));
            }
            StmtKind::AugAssign { target, op, value } => {
                self.line(&format!(
                    "{} {}= {}",
                    self.target(target),
                    binary(*op),
                    self.expr(value)
                ));
            }
            StmtKind::AnnAssign { target, value } => match value {
                Some(value) => self.line(&format!(
                    "declare {} = {}",
                    self.target(target),
                    self.expr(value)
                )),
                None => self.line(&format!("declare {}", self.target(target))),
            },
            StmtKind::Delete(targets) => {
                let targets: Vec<String> =
                    targets.iter().map(|target| self.target(target)).collect();
                self.line(&format!("del {}", targets.join(", ")));
            }
            StmtKind::If { test, body, orelse } => {
                self.line(&format!("if {}:", self.expr(test)));
                self.nested(body);
                self.otherwise("else:", orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.line(&format!("while {}:", self.expr(test)));
                self.nested(body);
                self.otherwise("else:", orelse);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async,
            } => {
                let word = if *is_async { "async for" } else { "for" };
                self.line(&format!(
                    "{word} {} in {}:",
                    self.target(target),
                    self.expr(iter)
                ));
                self.nested(body);
                self.otherwise("else:", orelse);
            }
            StmtKind::With {
                items,
                body,
                is_async,
            } => {
                let word = if *is_async { "async with" } else { "with" };
                let items: Vec<String> = items
                    .iter()
                    .map(|item| match &item.target {
                        Some(target) => {
                            format!("{} as {}", self.expr(&item.context), self.target(target))
                        }
                        None => self.expr(&item.context),
                    })
                    .collect();
                self.line(&format!("{word} {}:", items.join(", ")));
                self.nested(body);
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finally,
                is_star,
            } => {
                self.line("try:");
                self.nested(body);
                for handler in handlers {
                    let mut head = if *is_star {
                        "except*".to_string()
                    } else {
                        "except".to_string()
                    };
                    if let Some(exception) = &handler.exception {
                        let _ = write!(head, " {}", self.expr(exception));
                    }
                    if let Some(name) = &handler.name {
                        let _ = write!(head, " as {}", self.name(name));
                    }
                    self.line(&format!("{head}:"));
                    self.nested(&handler.body);
                }
                self.otherwise("else:", orelse);
                self.otherwise("finally:", finally);
            }
            StmtKind::Match { subject, cases } => {
                self.line(&format!("match {}:", self.expr(subject)));
                self.depth += 1;
                for case in cases {
                    let guard = case
                        .guard
                        .as_ref()
                        .map(|guard| format!(" if {}", self.expr(guard)));
                    self.line(&format!(
                        "case {}{}:",
                        self.pattern(&case.pattern),
                        guard.unwrap_or_default()
                    ));
                    self.nested(&case.body);
                }
                self.depth -= 1;
            }
            StmtKind::Raise { exception, cause } => {
                let mut text = "raise".to_string();
                if let Some(exception) = exception {
                    let _ = write!(text, " {}", self.expr(exception));
                }
                if let Some(cause) = cause {
                    let _ = write!(text, " from {}", self.expr(cause));
                }
                self.line(&text);
            }
            StmtKind::Return(value) => match value {
                Some(value) => self.line(&format!("return {}", self.expr(value))),
                None => self.line("return"),
            },
            StmtKind::Assert { test, message } => match message {
                Some(message) => self.line(&format!(
                    "assert {}, {}",
                    self.expr(test),
                    self.expr(message)
                )),
                None => self.line(&format!("assert {}", self.expr(test))),
            },
            StmtKind::Break => self.line("break"),
            StmtKind::Continue => self.line("continue"),
            StmtKind::Pass => self.line("pass"),
            StmtKind::FunctionDef {
                target,
                make,
                decorators,
                name: _,
            } => {
                decorators
                    .iter()
                    .for_each(|decorator| self.line(&format!("@({})", self.expr(decorator))));
                self.line(&format!("def {} = {}", self.name(target), self.expr(make)));
            }
            StmtKind::ClassDef(class) => {
                class
                    .decorators
                    .iter()
                    .for_each(|decorator| self.line(&format!("@({})", self.expr(decorator))));
                let mut text = format!(
                    "class {} = {} {}",
                    self.name(&class.target),
                    class.qualname,
                    class.body
                );
                let _ = write!(text, "({})", self.arguments(&class.bases, &class.keywords));
                if !class.type_params.is_empty() {
                    let names: Vec<String> = class
                        .type_params
                        .iter()
                        .map(|name| self.name(name))
                        .collect();
                    let _ = write!(text, " type-params [{}]", names.join(", "));
                }
                self.line(&text);
            }
            StmtKind::Import(import) => {
                let alias = if import.has_alias { "last" } else { "first" };
                self.line(&format!(
                    "import {} -> {alias} {}",
                    chain(&import.chain),
                    self.name(&import.target)
                ));
            }
            StmtKind::ImportFrom(import) => {
                let names: Vec<String> = import
                    .names
                    .iter()
                    .map(|name| {
                        let submodule = name
                            .submodule
                            .as_ref()
                            .map(|module| format!(" or {}", module_ref(module)));
                        format!(
                            "{}{} -> {}",
                            name.name,
                            submodule.unwrap_or_default(),
                            self.name(&name.target)
                        )
                    })
                    .collect();
                let names = if import.is_star {
                    "*".to_string()
                } else {
                    names.join(", ")
                };
                self.line(&format!("from {} import {names}", chain(&import.chain)));
            }
            StmtKind::TypeAlias { target, make } => {
                self.line(&format!("type {} = {}", self.name(target), self.expr(make)));
            }
        }
    }

    fn target(&self, target: &Target) -> String {
        match &target.kind {
            TargetKind::Name(name) => self.name(name),
            TargetKind::Attr(object, name) => format!("{}.{name}", self.operand(object)),
            TargetKind::Subscript(object, index) => {
                format!("{}[{}]", self.operand(object), self.expr(index))
            }
            TargetKind::Unpack { items, star } => {
                let items = items.iter().enumerate().map(|(position, item)| {
                    let sign = if *star == Some(position) { "*" } else { "" };
                    format!("{sign}{}", self.target(item))
                });
                format!("({})", items.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn operand(&self, expr: &Expr) -> String {
        let text = self.expr(expr);
        match &expr.kind {
            ExprKind::Binary(..)
            | ExprKind::Unary(..)
            | ExprKind::Compare(..)
            | ExprKind::BoolOp { .. }
            | ExprKind::IfExp { .. }
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Await(_)
            | ExprKind::MakeFunction(_) => format!("({text})"),
            _ => text,
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Const(value) => constant(value),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Binary(op, left, right) => {
                // Chains of operators lean to the left and may be thousands deep.
                let mut chain = vec![(*op, right)];
                let mut first = left;
                while let ExprKind::Binary(op, left, right) = &first.kind {
                    chain.push((*op, right));
                    first = left;
                }
                let mut text = self.operand(first);
                for (position, (op, right)) in chain.into_iter().rev().enumerate() {
                    if position > 0 {
                        text = format!("({text})");
                    }
                    let _ = write!(text, " {} {}", binary(op), self.operand(right));
                }
                text
            }
            ExprKind::Unary(op, operand) => {
                let sign = match op {
                    UnaryOp::Not => "not ",
                    UnaryOp::Neg => "-",
                    UnaryOp::Pos => "+",
                    UnaryOp::Invert => "~",
                };
                format!("{sign}{}", self.operand(operand))
            }
            ExprKind::Compare(left, rest) => {
                let mut text = self.operand(left);
                for (op, right) in rest {
                    let _ = write!(text, " {} {}", comparison(*op), self.operand(right));
                }
                text
            }
            ExprKind::BoolOp { is_and, values } => {
                let values: Vec<String> = values.iter().map(|value| self.operand(value)).collect();
                values.join(if *is_and { " and " } else { " or " })
            }
            ExprKind::IfExp { test, body, orelse } => {
                format!(
                    "{} if {} else {}",
                    self.operand(body),
                    self.operand(test),
                    self.operand(orelse)
                )
            }
            ExprKind::Walrus(name, value) => {
                format!("({} := {})", self.name(name), self.expr(value))
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                format!("{}({})", self.operand(func), self.arguments(args, keywords))
            }
            ExprKind::Attr(object, name) => format!("{}.{name}", self.operand(object)),
            ExprKind::Subscript(object, index) => {
                format!("{}[{}]", self.operand(object), self.expr(index))
            }
            ExprKind::Slice(lower, upper, step) => {
                let part = |part: &Option<Box<Expr>>| {
                    part.as_ref()
                        .map(|part| self.operand(part))
                        .unwrap_or_default()
                };
                format!("slice({}:{}:{})", part(lower), part(upper), part(step))
            }
            ExprKind::List(items) => format!("[{}]", self.elements(items)),
            ExprKind::Tuple(items) => format!("({},)", self.elements(items)),
            ExprKind::Set(items) => format!("{{{}}}", self.elements(items)),
            ExprKind::Dict(items) => {
                let items = items.iter().map(|item| match item {
                    DictItem::Pair(key, value) => {
                        format!("{}: {}", self.expr(key), self.expr(value))
                    }
                    DictItem::Unpack(value) => format!("**{}", self.operand(value)),
                });
                format!("dict{{{}}}", items.collect::<Vec<_>>().join(", "))
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::GenExpr { func, first } => {
                format!("generator {func}(iter {})", self.expr(first))
            }
            ExprKind::MakeFunction(make) => self.make_function(make),
            ExprKind::Super {
                class_cell,
                receiver,
            } => {
                format!("super({}, {})", self.var(*class_cell), self.var(*receiver))
            }
            ExprKind::Yield(value) => match value {
                Some(value) => format!("yield {}", self.expr(value)),
                None => "yield".into(),
            },
            ExprKind::YieldFrom(value) => format!("yield from {}", self.expr(value)),
            ExprKind::Await(value) => format!("await {}", self.operand(value)),
            ExprKind::FString(parts) => format!("f\"{}\"", self.fstring(parts)),
            ExprKind::CallTypeParams(func, args) => {
                let args: Vec<String> = args.iter().map(|arg| self.expr(arg)).collect();
                format!("type-params {func}({})", args.join(", "))
            }
            ExprKind::Unsupported { code, message } => format!("unsupported[{code}: {message}]"),
        }
    }

    fn make_function(&self, make: &MakeFunction) -> String {
        let mut text = format!("function {}", make.func);
        if !make.defaults.is_empty() {
            let defaults: Vec<String> = make
                .defaults
                .iter()
                .map(|default| self.expr(default))
                .collect();
            let _ = write!(text, " defaults ({})", defaults.join(", "));
        }
        if !make.kw_defaults.is_empty() {
            let defaults: Vec<String> = make
                .kw_defaults
                .iter()
                .map(|(name, default)| format!("{name}={}", self.expr(default)))
                .collect();
            let _ = write!(text, " keyword-defaults ({})", defaults.join(", "));
        }
        if let Some(annotate) = make.annotate {
            let _ = write!(text, " annotate {annotate}");
        }
        if !make.type_params.is_empty() {
            let names: Vec<String> = make
                .type_params
                .iter()
                .map(|name| self.name(name))
                .collect();
            let _ = write!(text, " type-params [{}]", names.join(", "));
        }
        text
    }

    fn comprehension(&self, comprehension: &Comprehension) -> String {
        let word = match comprehension.kind {
            crate::ComprehensionKind::List => "list",
            crate::ComprehensionKind::Set => "set",
            crate::ComprehensionKind::Dict => "dict",
        };
        let mut text = format!("{word}<{}", self.expr(&comprehension.element));
        if let Some(value) = &comprehension.value {
            let _ = write!(text, ": {}", self.expr(value));
        }
        for clause in &comprehension.clauses {
            let word = if clause.is_async { "async for" } else { "for" };
            let _ = write!(
                text,
                " {word} {} in {}",
                self.target(&clause.target),
                self.operand(&clause.iter)
            );
            for condition in &clause.conditions {
                let _ = write!(text, " if {}", self.expr(condition));
            }
        }
        let vars: Vec<String> = comprehension
            .scope_vars
            .iter()
            .map(|var| self.var(*var))
            .collect();
        let _ = write!(text, " own {}>", vars.join(", "));
        text
    }

    fn arguments(&self, args: &[Arg], keywords: &[Keyword]) -> String {
        let args = args.iter().map(|arg| {
            format!(
                "{}{}",
                if arg.is_star { "*" } else { "" },
                self.expr(&arg.value)
            )
        });
        let keywords = keywords.iter().map(|keyword| match &keyword.name {
            Some(name) => format!("{name}={}", self.expr(&keyword.value)),
            None => format!("**{}", self.expr(&keyword.value)),
        });
        args.chain(keywords).collect::<Vec<_>>().join(", ")
    }

    fn elements(&self, items: &[Element]) -> String {
        let items = items.iter().map(|item| {
            format!(
                "{}{}",
                if item.is_star { "*" } else { "" },
                self.expr(&item.value)
            )
        });
        items.collect::<Vec<_>>().join(", ")
    }

    fn fstring(&self, parts: &[FStringPart]) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                FStringPart::Literal(literal) => {
                    let literal = String::from_utf8_lossy(literal);
                    text.push_str(
                        &literal
                            .escape_debug()
                            .to_string()
                            .replace('{', "{{")
                            .replace('}', "}}"),
                    );
                }
                FStringPart::Field {
                    value,
                    conversion,
                    spec,
                    span: _,
                } => {
                    let _ = write!(text, "{{{}", self.expr(value));
                    if let Some(conversion) = conversion {
                        let _ = write!(text, "!{}", *conversion as char);
                    }
                    if let Some(spec) = spec {
                        let _ = write!(text, ":{}", self.fstring(spec));
                    }
                    text.push('}');
                }
            }
        }
        text
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        let join = |items: &[Pattern], separator: &str| {
            items
                .iter()
                .map(|item| self.pattern(item))
                .collect::<Vec<_>>()
                .join(separator)
        };
        match &pattern.kind {
            PatternKind::Wildcard => "_".into(),
            PatternKind::Capture(name) => self.name(name),
            PatternKind::Literal(value) => format!("== {}", self.expr(value)),
            PatternKind::Singleton(value) => format!("is {}", constant(value)),
            PatternKind::Value(value) => format!("value {}", self.expr(value)),
            PatternKind::Sequence { items, star } => {
                let items = items.iter().enumerate().map(|(position, item)| {
                    format!(
                        "{}{}",
                        if *star == Some(position) { "*" } else { "" },
                        self.pattern(item)
                    )
                });
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            PatternKind::Mapping { items, rest } => {
                let mut parts: Vec<String> = items
                    .iter()
                    .map(|(key, value)| format!("{}: {}", self.expr(key), self.pattern(value)))
                    .collect();
                parts.extend(rest.as_ref().map(|rest| format!("**{}", self.name(rest))));
                format!("{{{}}}", parts.join(", "))
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                let mut parts: Vec<String> =
                    positional.iter().map(|item| self.pattern(item)).collect();
                parts.extend(
                    keywords
                        .iter()
                        .map(|(name, item)| format!("{name}={}", self.pattern(item))),
                );
                format!("{}({})", self.expr(class), parts.join(", "))
            }
            PatternKind::Or(items) => format!("({})", join(items, " | ")),
            PatternKind::As(inner, name) => {
                format!("({} as {})", self.pattern(inner), self.name(name))
            }
        }
    }
}

fn function_kind(kind: FunctionKind) -> &'static str {
    match kind {
        FunctionKind::Module => "module",
        FunctionKind::ClassBody => "class-body",
        FunctionKind::Def => "def",
        FunctionKind::Lambda => "lambda",
        FunctionKind::GenExpr => "genexpr",
        FunctionKind::Annotate => "annotate",
        FunctionKind::TypeParams => "type-params",
    }
}

fn module_ref(module: &ModuleRef) -> String {
    match module {
        ModuleRef::Found(id) => id.to_string(),
        ModuleRef::Missing(name) => format!("missing '{name}'"),
        ModuleRef::NotAPackage { name, .. } => format!("not-a-package '{name}'"),
        ModuleRef::BadRelative(message) => format!("error '{message}'"),
    }
}

fn chain(chain: &[(String, ModuleRef)]) -> String {
    chain
        .iter()
        .map(|(name, module)| format!("{name}={}", module_ref(module)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn constant(value: &Const) -> String {
    match value {
        Const::None => "None".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(value) => value.to_string(),
        Const::BigInt(digits) => digits.clone(),
        Const::Float(value) => format!("{value:?}"),
        Const::Str(bytes) => format!("\"{}\"", String::from_utf8_lossy(bytes).escape_debug()),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) => format!(
            "({},)",
            items.iter().map(constant).collect::<Vec<_>>().join(", ")
        ),
    }
}

fn binary(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::MatMul => "@",
        BinOp::Div => "/",
        BinOp::FloorDiv => "//",
        BinOp::Mod => "%",
        BinOp::Pow => "**",
        BinOp::LShift => "<<",
        BinOp::RShift => ">>",
        BinOp::BitOr => "|",
        BinOp::BitXor => "^",
        BinOp::BitAnd => "&",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}
