//! Source text of an expression as CPython's compiler writes it for string annotations (`Python/ast_unparse.c`):
//! one space around operators, parentheses only where precedence asks for them, strings as `repr` shows them.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;

/// Precedences, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Comparison,
    Expr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    fn next(self) -> Level {
        match self {
            Level::Tuple => Level::Test,
            Level::Test => Level::Or,
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not => Level::Comparison,
            Level::Comparison => Level::Expr,
            Level::Expr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Shift,
            Level::Shift => Level::Arith,
            Level::Arith => Level::Term,
            Level::Term => Level::Factor,
            Level::Factor => Level::Power,
            Level::Power => Level::Await,
            Level::Await | Level::Atom => Level::Atom,
        }
    }
}

/// `source` is the text of the file, for what is kept as it was written.
pub fn unparse(expr: &Expr, source: &str) -> String {
    let mut writer = Writer {
        text: String::new(),
        source,
    };
    writer.expr(expr, Level::Test);
    writer.text
}

struct Writer<'a> {
    text: String,
    source: &'a str,
}

impl Writer<'_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn grouped(&mut self, needed: bool, write: impl FnOnce(&mut Self)) {
        if needed {
            self.put("(");
        }
        write(self);
        if needed {
            self.put(")");
        }
    }

    fn list(&mut self, items: &[Expr], level: Level) {
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                self.put(", ");
            }
            self.expr(item, level);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        match expr {
            Expr::BoolOp(node) => {
                let (own, word) = match node.op {
                    ast::BoolOp::And => (Level::And, " and "),
                    ast::BoolOp::Or => (Level::Or, " or "),
                };
                self.grouped(level > own, |this| {
                    for (position, value) in node.values.iter().enumerate() {
                        if position > 0 {
                            this.put(word);
                        }
                        this.expr(value, own.next());
                    }
                });
            }
            Expr::Named(node) => self.grouped(level > Level::Tuple, |this| {
                this.expr(&node.target, Level::Atom);
                this.put(" := ");
                this.expr(&node.value, Level::Atom);
            }),
            Expr::BinOp(node) => self.binary(node, level),
            Expr::UnaryOp(node) => {
                let (own, sign) = match node.op {
                    ast::UnaryOp::Invert => (Level::Factor, "~"),
                    ast::UnaryOp::Not => (Level::Not, "not "),
                    ast::UnaryOp::UAdd => (Level::Factor, "+"),
                    ast::UnaryOp::USub => (Level::Factor, "-"),
                };
                self.grouped(level > own, |this| {
                    this.put(sign);
                    this.expr(&node.operand, own);
                });
            }
            Expr::Lambda(node) => self.grouped(level > Level::Test, |this| {
                this.put("lambda");
                if let Some(parameters) = &node.parameters {
                    this.put(" ");
                    this.parameters(parameters);
                }
                this.put(": ");
                this.expr(&node.body, Level::Test);
            }),
            Expr::If(node) => self.grouped(level > Level::Test, |this| {
                this.expr(&node.body, Level::Test.next());
                this.put(" if ");
                this.expr(&node.test, Level::Test.next());
                this.put(" else ");
                this.expr(&node.orelse, Level::Test);
            }),
            Expr::Dict(node) => {
                self.put("{");
                for (position, item) in node.items.iter().enumerate() {
                    if position > 0 {
                        self.put(", ");
                    }
                    match &item.key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.put(": ");
                            self.expr(&item.value, Level::Test);
                        }
                        None => {
                            self.put("**");
                            self.expr(&item.value, Level::Expr);
                        }
                    }
                }
                self.put("}");
            }
            Expr::Set(node) => {
                self.put("{");
                self.list(&node.elts, Level::Test);
                self.put("}");
            }
            Expr::ListComp(node) => self.comprehension("[", &[&node.elt], &node.generators, "]"),
            Expr::SetComp(node) => self.comprehension("{", &[&node.elt], &node.generators, "}"),
            Expr::DictComp(node) => {
                let elements: Vec<&Expr> = node
                    .key
                    .as_deref()
                    .into_iter()
                    .chain([&*node.value])
                    .collect();
                self.comprehension("{", &elements, &node.generators, "}");
            }
            Expr::Generator(node) => self.comprehension("(", &[&node.elt], &node.generators, ")"),
            Expr::Await(node) => self.grouped(level > Level::Await, |this| {
                this.put("await ");
                this.expr(&node.value, Level::Atom);
            }),
            Expr::Yield(node) => self.grouped(true, |this| {
                this.put("yield");
                if let Some(value) = &node.value {
                    this.put(" ");
                    this.expr(value, Level::Test);
                }
            }),
            Expr::YieldFrom(node) => self.grouped(true, |this| {
                this.put("yield from ");
                this.expr(&node.value, Level::Test);
            }),
            Expr::Compare(node) => self.grouped(level > Level::Comparison, |this| {
                this.expr(&node.left, Level::Comparison.next());
                for (op, right) in node.ops.iter().zip(&node.comparators) {
                    this.put(" ");
                    this.put(op.as_str());
                    this.put(" ");
                    this.expr(right, Level::Comparison.next());
                }
            }),
            Expr::Call(node) => self.call(node),
            Expr::StringLiteral(node) => self.string(node.value.to_str()),
            Expr::BytesLiteral(node) => {
                let bytes: Vec<u8> = node.value.bytes().collect();
                self.bytes(&bytes);
            }
            Expr::NumberLiteral(node) => match &node.value {
                ast::Number::Int(int) => match int.as_u64() {
                    Some(value) => self.put(&value.to_string()),
                    None => self.put(&int.to_string()),
                },
                ast::Number::Float(value) => self.float(*value),
                ast::Number::Complex { imag, .. } => {
                    self.float(*imag);
                    self.put("j");
                }
            },
            Expr::BooleanLiteral(node) => self.put(if node.value { "True" } else { "False" }),
            Expr::NoneLiteral(_) => self.put("None"),
            Expr::EllipsisLiteral(_) => self.put("..."),
            Expr::Attribute(node) => {
                self.expr(&node.value, Level::Atom);
                // A digit before the dot would make it a decimal point.
                if matches!(&*node.value, Expr::NumberLiteral(number) if number.value.is_int()) {
                    self.put(" ");
                }
                self.put(".");
                self.put(&node.attr);
            }
            Expr::Subscript(node) => {
                self.expr(&node.value, Level::Atom);
                self.put("[");
                self.expr(&node.slice, Level::Tuple);
                self.put("]");
            }
            Expr::Starred(node) => {
                self.put("*");
                self.expr(&node.value, Level::Expr);
            }
            Expr::Name(node) => self.put(&node.id),
            Expr::List(node) => {
                self.put("[");
                self.list(&node.elts, Level::Test);
                self.put("]");
            }
            Expr::Tuple(node) => {
                if node.elts.is_empty() {
                    self.put("()");
                    return;
                }
                self.grouped(level > Level::Tuple, |this| {
                    this.list(&node.elts, Level::Test);
                    if node.elts.len() == 1 {
                        this.put(",");
                    }
                });
            }
            Expr::Slice(node) => {
                if let Some(lower) = &node.lower {
                    self.expr(lower, Level::Test);
                }
                self.put(":");
                if let Some(upper) = &node.upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = &node.step {
                    self.put(":");
                    self.expr(step, Level::Test);
                }
            }
            Expr::FString(_) | Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                let text = &self.source[ruff_text_size::Ranged::range(expr)];
                self.text.push_str(text);
            }
        }
    }

    fn binary(&mut self, node: &ast::ExprBinOp, level: Level) {
        let own = match node.op {
            ast::Operator::BitOr => Level::Expr,
            ast::Operator::BitXor => Level::BitXor,
            ast::Operator::BitAnd => Level::BitAnd,
            ast::Operator::LShift | ast::Operator::RShift => Level::Shift,
            ast::Operator::Add | ast::Operator::Sub => Level::Arith,
            ast::Operator::Mult
            | ast::Operator::MatMult
            | ast::Operator::Div
            | ast::Operator::Mod
            | ast::Operator::FloorDiv => Level::Term,
            ast::Operator::Pow => Level::Power,
        };
        let is_power = node.op == ast::Operator::Pow;
        self.grouped(level > own, |this| {
            this.expr(&node.left, if is_power { own.next() } else { own });
            this.put(" ");
            this.put(node.op.as_str());
            this.put(" ");
            this.expr(&node.right, if is_power { own } else { own.next() });
        });
    }

    fn call(&mut self, node: &ast::ExprCall) {
        self.expr(&node.func, Level::Atom);
        if let ([Expr::Generator(only)], []) = (&*node.arguments.args, &*node.arguments.keywords) {
            self.comprehension("(", &[&only.elt], &only.generators, ")");
            return;
        }
        self.put("(");
        self.list(&node.arguments.args, Level::Test);
        for (position, keyword) in node.arguments.keywords.iter().enumerate() {
            if position > 0 || !node.arguments.args.is_empty() {
                self.put(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.put(name);
                    self.put("=");
                }
                None => self.put("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.put(")");
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        let mut first = true;
        let mut separate = |this: &mut Self| {
            if !std::mem::take(&mut first) {
                this.put(", ");
            }
        };
        for (position, parameter) in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .enumerate()
        {
            separate(self);
            self.parameter(parameter);
            if position + 1 == parameters.posonlyargs.len() {
                self.put(", /");
            }
        }
        if parameters.vararg.is_some() || !parameters.kwonlyargs.is_empty() {
            separate(self);
            self.put("*");
            if let Some(vararg) = &parameters.vararg {
                self.put(&vararg.name);
            }
        }
        for parameter in &parameters.kwonlyargs {
            separate(self);
            self.parameter(parameter);
        }
        if let Some(kwarg) = &parameters.kwarg {
            separate(self);
            self.put("**");
            self.put(&kwarg.name);
        }
    }

    fn parameter(&mut self, parameter: &ast::ParameterWithDefault) {
        self.put(parameter.name());
        if let Some(default) = parameter.default() {
            self.put("=");
            self.expr(default, Level::Test);
        }
    }

    fn comprehension(
        &mut self,
        open: &str,
        elements: &[&Expr],
        clauses: &[ast::Comprehension],
        close: &str,
    ) {
        self.put(open);
        for (position, element) in elements.iter().enumerate() {
            if position > 0 {
                self.put(": ");
            }
            self.expr(element, Level::Test);
        }
        for clause in clauses {
            self.put(if clause.is_async {
                " async for "
            } else {
                " for "
            });
            self.expr(&clause.target, Level::Tuple);
            self.put(" in ");
            self.expr(&clause.iter, Level::Test.next());
            for test in &clause.ifs {
                self.put(" if ");
                self.expr(test, Level::Test.next());
            }
        }
        self.put(close);
    }

    fn float(&mut self, value: f64) {
        if value.is_infinite() {
            // The literal that reads back as infinity.
            self.put("1e309");
            return;
        }
        let magnitude = value.abs();
        if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
            let text = format!("{value:e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let (sign, digits) = match exponent.strip_prefix('-') {
                Some(digits) => ('-', digits),
                None => ('+', exponent),
            };
            self.put(&format!("{mantissa}e{sign}{digits:0>2}"));
        } else {
            self.put(&format!("{value:?}"));
        }
    }

    /// As `repr` shows it; what is not ASCII is kept.
    fn string(&mut self, value: &str) {
        let quote = if value.contains('\'') && !value.contains('"') {
            '"'
        } else {
            '\''
        };
        self.text.push(quote);
        for c in value.chars() {
            match c {
                '\n' => self.put("\\n"),
                '\r' => self.put("\\r"),
                '\t' => self.put("\\t"),
                '\\' => self.put("\\\\"),
                c if c == quote => {
                    self.put("\\");
                    self.text.push(c);
                }
                c if c.is_ascii_control() => self.put(&format!("\\x{:02x}", c as u32)),
                c => self.text.push(c),
            }
        }
        self.text.push(quote);
    }

    fn bytes(&mut self, value: &[u8]) {
        let quote = if value.contains(&b'\'') && !value.contains(&b'"') {
            b'"'
        } else {
            b'\''
        };
        self.put("b");
        self.text.push(quote as char);
        for &byte in value {
            match byte {
                b'\n' => self.put("\\n"),
                b'\r' => self.put("\\r"),
                b'\t' => self.put("\\t"),
                b'\\' => self.put("\\\\"),
                byte if byte == quote => {
                    self.put("\\");
                    self.text.push(byte as char);
                }
                0x20..0x7f => self.text.push(byte as char),
                _ => self.put(&format!("\\x{byte:02x}")),
            }
        }
        self.text.push(quote as char);
    }
}
