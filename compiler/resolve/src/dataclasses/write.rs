//! The methods of a data class as syntax.

use ruff_python_ast as ast;
use ruff_python_ast::{AtomicNodeIndex, Expr, ExprContext, Stmt};
use ruff_text_size::TextRange;

use super::{Class, Default, FACTORY, Field, MARK, Options, SET, SHOWN, identifier};

/// Makes nodes that all stand at one empty place: in the methods, the number of the line that CPython's text of them has,
/// which tracebacks show as in the file `<string>`.
pub struct Writer {
    pub at: TextRange,
}

/// `from dataclasses import _HAS_DEFAULT_FACTORY as .factory, …`
pub fn imports() -> Stmt {
    let at = TextRange::default();
    let alias = |name, bound| ast::Alias {
        range: at,
        node_index: AtomicNodeIndex::NONE,
        name: identifier(name, at),
        asname: Some(identifier(bound, at)),
    };
    Stmt::ImportFrom(ast::StmtImportFrom {
        node_index: AtomicNodeIndex::NONE,
        range: at,
        module: Some(identifier("dataclasses", at)),
        names: [
            alias("_HAS_DEFAULT_FACTORY", FACTORY),
            alias("_being_shown", SHOWN),
            alias("_set", SET),
        ]
        .into_iter()
        .collect(),
        level: 0,
        is_lazy: false,
    })
}

/// The methods under construction, and the line that the next one begins at in CPython's text.
struct Methods<'c> {
    class: &'c Class,
    body: Vec<Stmt>,
    written: Vec<&'static str>,
    line: u32,
}

impl Methods<'_> {
    /// Adds a method of so many lines, unless the class has one of its own; `None`: it is left to the run time.
    fn add(&mut self, name: &'static str, lines: u32, method: Option<Stmt>) {
        self.line += lines;
        if let Some(method) = method
            && !self.class.bound.iter().any(|n| n == name)
        {
            self.written.push(name);
            self.body.push(method);
        }
    }

    /// Writes at the method's line of this number.
    fn at(&self, line: u32) -> Writer {
        Writer {
            at: TextRange::empty((self.line + line).into()),
        }
    }
}

/// The statements that are added to the class's body.
pub fn methods(class: &Class, options: &Options) -> Vec<Stmt> {
    let fields = |keep: &dyn Fn(&Field) -> bool| -> Vec<&str> {
        class
            .fields
            .iter()
            .filter(|f| keep(f))
            .map(|f| &*f.name)
            .collect()
    };
    let compared = fields(&|f| f.compare);
    // The text begins with the function around the methods.
    let mut m = Methods {
        class,
        body: Vec::new(),
        written: Vec::new(),
        line: 2,
    };
    if options.init {
        let (init, lines) = m.init(options);
        m.add("__init__", lines, Some(init));
    }
    if options.repr {
        let repr = options.is_plain_id.then(|| m.repr(&fields(&|f| f.repr)));
        m.add("__repr__", 3, repr);
    }
    if options.eq {
        let eq = m.eq(&compared);
        m.add("__eq__", 6, Some(eq));
    }
    if options.order && options.eq {
        use ast::CmpOp::{Gt, GtE, Lt, LtE};
        for (name, op) in [
            ("__lt__", Lt),
            ("__le__", LtE),
            ("__gt__", Gt),
            ("__ge__", GtE),
        ] {
            let order = m.order(name, op, &compared);
            m.add(name, 4, Some(order));
        }
    }
    if options.frozen {
        m.add("__setattr__", 4, None);
        m.add("__delattr__", 4, None);
    }
    if options.unsafe_hash || options.eq && options.frozen {
        let hash = m.hash(&fields(&|f| f.hash.unwrap_or(f.compare)));
        m.add("__hash__", 2, Some(hash));
    }
    if class.writes_slots {
        let at = m.at(0);
        let names = class.fields.iter().map(|f| at.text(&f.name)).collect();
        let slots = at.assign(at.target("__slots__"), at.tuple(names));
        m.add("__slots__", 0, Some(slots));
    }
    let shape: Vec<String> = class.fields.iter().map(describe).collect();
    let at = m.at(0);
    let mut mark = vec![
        at.text(&shape.join(" ")),
        Expr::BooleanLiteral(ast::ExprBooleanLiteral {
            node_index: AtomicNodeIndex::NONE,
            range: at.at,
            value: class.has_post_init,
        }),
    ];
    mark.extend(m.written.iter().map(|name| at.text(name)));
    m.body.push(at.assign(at.target(MARK), at.tuple(mark)));
    m.body
}

impl Methods<'_> {
    /// `__init__`, and how many lines CPython's has.
    fn init(&self, options: &Options) -> (Stmt, u32) {
        let head = self.at(0);
        let mut positional = vec![head.parameter("self", None)];
        let mut keyword = Vec::new();
        let mut body = Vec::new();
        let mut lines = 1;
        for field in &self.class.fields {
            let w = self.at(lines);
            let given = || w.name(&field.name);
            let value = match &field.default {
                Default::None | Default::Value(_) if field.init => given(),
                Default::None => continue,
                // The class's attribute gives way to a slot.
                Default::Value(value) if options.slots => (**value).clone(),
                Default::Value(_) => continue,
                Default::Factory(factory) => {
                    let made = w.call((**factory).clone(), vec![]);
                    if field.init {
                        let is_absent = w.compare(given(), ast::CmpOp::Is, w.name(FACTORY));
                        Expr::If(ast::ExprIf {
                            node_index: AtomicNodeIndex::NONE,
                            range: w.at,
                            test: Box::new(is_absent),
                            body: Box::new(made),
                            orelse: Box::new(given()),
                        })
                    } else {
                        made
                    }
                }
            };
            lines += 1;
            body.push(if options.frozen {
                let arguments = vec![w.name("self"), w.text(&field.name), value];
                w.expression(w.call(w.name(SET), arguments))
            } else {
                let target = Expr::Attribute(ast::ExprAttribute {
                    node_index: AtomicNodeIndex::NONE,
                    range: w.at,
                    value: Box::new(w.name("self")),
                    attr: identifier(&field.name, w.at),
                    ctx: ExprContext::Store,
                });
                w.assign(target, value)
            });
            if field.init {
                let default = match &field.default {
                    Default::None => None,
                    Default::Value(value) => Some((**value).clone()),
                    Default::Factory(_) => Some(head.name(FACTORY)),
                };
                let parameter = head.parameter(&field.name, default);
                if field.kw_only {
                    keyword.push(parameter);
                } else {
                    positional.push(parameter);
                }
            }
        }
        if self.class.has_post_init {
            let w = self.at(lines);
            lines += 1;
            let method = w.attribute(w.name("self"), "__post_init__");
            body.push(w.expression(w.call(method, vec![])));
        }
        if body.is_empty() {
            lines += 1;
            body.push(Stmt::Pass(ast::StmtPass {
                node_index: AtomicNodeIndex::NONE,
                range: self.at(1).at,
            }));
        }
        (
            head.function_with("__init__", positional, keyword, body),
            lines,
        )
    }

    /// An instance that is met while it is being shown is three dots.
    fn repr(&self, shown: &[&str]) -> Stmt {
        const KEY: &str = ".key";
        // Its first line is that of the decorator.
        let (head, w) = (self.at(1), self.at(2));
        let key = w.assign(w.target(KEY), w.call(w.name("id"), vec![w.name("self")]));
        let is_shown = w.compare(w.name(KEY), ast::CmpOp::In, w.name(SHOWN));
        let on_shown =
            |method| w.expression(w.call(w.attribute(w.name(SHOWN), method), vec![w.name(KEY)]));
        let class = w.attribute(w.attribute(w.name("self"), "__class__"), "__qualname__");
        let mut elements = vec![w.interpolation(class, ast::ConversionFlag::None)];
        for (n, name) in shown.iter().enumerate() {
            let separator = if n == 0 { "(" } else { ", " };
            elements.push(w.literal(&format!("{separator}{name}=")));
            let value = w.attribute(w.name("self"), name);
            elements.push(w.interpolation(value, ast::ConversionFlag::Repr));
        }
        elements.push(w.literal(if shown.is_empty() { "()" } else { ")" }));
        let text = Expr::from(ast::FString {
            node_index: AtomicNodeIndex::NONE,
            range: w.at,
            elements: elements.into(),
            flags: ast::FStringFlags::empty(),
        });
        let body = vec![
            key,
            w.when(is_shown, w.ret(w.text("..."))),
            on_shown("add"),
            Stmt::Try(ast::StmtTry {
                node_index: AtomicNodeIndex::NONE,
                range: w.at,
                body: [w.ret(text)].into_iter().collect(),
                handlers: Vec::new(),
                orelse: [].into_iter().collect(),
                finalbody: [on_shown("discard")].into_iter().collect(),
                is_star: false,
            }),
        ];
        head.function("__repr__", vec!["self"], body)
    }

    fn eq(&self, compared: &[&str]) -> Stmt {
        let (head, w) = (self.at(0), self.at(4));
        let is_self = w.compare(w.name("self"), ast::CmpOp::Is, w.name("other"));
        let mut tests: Vec<Expr> = compared
            .iter()
            .map(|name| {
                let mine = w.attribute(w.name("self"), name);
                w.compare(mine, ast::CmpOp::Eq, w.attribute(w.name("other"), name))
            })
            .collect();
        let answer = match tests.len() {
            0 => w.truth(),
            1 => tests.remove(0),
            _ => Expr::BoolOp(ast::ExprBoolOp {
                node_index: AtomicNodeIndex::NONE,
                range: w.at,
                op: ast::BoolOp::And,
                values: tests,
            }),
        };
        let body = vec![
            w.when(is_self, w.ret(w.truth())),
            w.when(self.at(3).is_same_class(), w.ret(answer)),
            w.ret(w.name("NotImplemented")),
        ];
        head.function("__eq__", vec!["self", "other"], body)
    }

    fn order(&self, name: &str, op: ast::CmpOp, compared: &[&str]) -> Stmt {
        let (head, w) = (self.at(0), self.at(2));
        let answer = w.compare(w.values("self", compared), op, w.values("other", compared));
        let body = vec![
            w.when(self.at(1).is_same_class(), w.ret(answer)),
            w.ret(w.name("NotImplemented")),
        ];
        head.function(name, vec!["self", "other"], body)
    }

    fn hash(&self, hashed: &[&str]) -> Stmt {
        let (head, w) = (self.at(0), self.at(1));
        let hash = w.call(w.name("hash"), vec![w.values("self", hashed)]);
        head.function("__hash__", vec!["self"], vec![w.ret(hash)])
    }
}

impl Writer {
    fn is_same_class(&self) -> Expr {
        let class = |name| self.attribute(self.name(name), "__class__");
        self.compare(class("other"), ast::CmpOp::Is, class("self"))
    }

    fn values(&self, object: &str, names: &[&str]) -> Expr {
        let values = names
            .iter()
            .map(|name| self.attribute(self.name(object), name));
        self.tuple(values.collect())
    }

    pub fn name(&self, id: &str) -> Expr {
        self.name_in(id, ExprContext::Load)
    }

    fn target(&self, id: &str) -> Expr {
        self.name_in(id, ExprContext::Store)
    }

    fn name_in(&self, id: &str, ctx: ExprContext) -> Expr {
        Expr::Name(ast::ExprName {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            id: id.into(),
            ctx,
        })
    }

    pub fn attribute(&self, object: Expr, name: &str) -> Expr {
        Expr::Attribute(ast::ExprAttribute {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            value: Box::new(object),
            attr: identifier(name, self.at),
            ctx: ExprContext::Load,
        })
    }

    fn call(&self, func: Expr, arguments: Vec<Expr>) -> Expr {
        Expr::Call(ast::ExprCall {
            node_index: AtomicNodeIndex::NONE,
            range_start: self.at.start(),
            func: Box::new(func),
            arguments: ast::Arguments {
                range: self.at,
                node_index: AtomicNodeIndex::NONE,
                args: arguments.into(),
                keywords: [].into_iter().collect(),
            },
        })
    }

    fn compare(&self, left: Expr, op: ast::CmpOp, right: Expr) -> Expr {
        Expr::Compare(ast::ExprCompare {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            left: Box::new(left),
            ops: Box::new([op]),
            comparators: Box::new([right]),
        })
    }

    fn tuple(&self, elts: Vec<Expr>) -> Expr {
        Expr::Tuple(ast::ExprTuple {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            elts,
            ctx: ExprContext::Load,
            parenthesized: true,
        })
    }

    fn text(&self, value: &str) -> Expr {
        Expr::StringLiteral(ast::ExprStringLiteral {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            value: ast::StringLiteralValue::single(ast::StringLiteral {
                range: self.at,
                node_index: AtomicNodeIndex::NONE,
                value: value.into(),
                flags: ast::StringLiteralFlags::empty(),
            }),
        })
    }

    fn truth(&self) -> Expr {
        Expr::BooleanLiteral(ast::ExprBooleanLiteral {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            value: true,
        })
    }

    fn assign(&self, target: Expr, value: Expr) -> Stmt {
        Stmt::Assign(ast::StmtAssign {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            targets: vec![target],
            value: Box::new(value),
        })
    }

    fn expression(&self, value: Expr) -> Stmt {
        Stmt::Expr(ast::StmtExpr {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            value: Box::new(value),
        })
    }

    fn ret(&self, value: Expr) -> Stmt {
        Stmt::Return(ast::StmtReturn {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            value: Some(Box::new(value)),
        })
    }

    fn when(&self, test: Expr, body: Stmt) -> Stmt {
        Stmt::If(ast::StmtIf {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            test: Box::new(test),
            body: [body].into_iter().collect(),
            elif_else_clauses: vec![],
        })
    }

    fn parameter(&self, name: &str, default: Option<Expr>) -> ast::ParameterWithDefault {
        ast::ParameterWithDefault {
            range: self.at,
            node_index: AtomicNodeIndex::NONE,
            parameter: ast::Parameter {
                range: self.at,
                node_index: AtomicNodeIndex::NONE,
                name: identifier(name, self.at),
                annotation: None,
            },
            default: default.map(Box::new),
        }
    }

    fn literal(&self, text: &str) -> ast::InterpolatedStringElement {
        ast::InterpolatedStringElement::Literal(ast::InterpolatedStringLiteralElement {
            range: self.at,
            node_index: AtomicNodeIndex::NONE,
            value: text.into(),
        })
    }

    fn interpolation(
        &self,
        value: Expr,
        conversion: ast::ConversionFlag,
    ) -> ast::InterpolatedStringElement {
        ast::InterpolatedStringElement::Interpolation(ast::InterpolatedElement {
            range: self.at,
            node_index: AtomicNodeIndex::NONE,
            expression: Box::new(value),
            debug_text: None,
            conversion,
            format_spec: None,
        })
    }

    fn function(&self, name: &str, params: Vec<&str>, body: Vec<Stmt>) -> Stmt {
        let params = params
            .into_iter()
            .map(|p| self.parameter(p, None))
            .collect();
        self.function_with(name, params, vec![], body)
    }

    fn function_with(
        &self,
        name: &str,
        args: Vec<ast::ParameterWithDefault>,
        kwonlyargs: Vec<ast::ParameterWithDefault>,
        body: Vec<Stmt>,
    ) -> Stmt {
        Stmt::FunctionDef(ast::StmtFunctionDef {
            node_index: AtomicNodeIndex::NONE,
            range: self.at,
            is_async: false,
            decorator_list: [].into_iter().collect(),
            name: identifier(name, self.at),
            type_params: None,
            parameters: Box::new(ast::Parameters {
                range: self.at,
                node_index: AtomicNodeIndex::NONE,
                posonlyargs: [].into_iter().collect(),
                args: args.into_iter().collect(),
                vararg: None,
                kwonlyargs: kwonlyargs.into_iter().collect(),
                kwarg: None,
            }),
            returns: None,
            body: body.into_iter().collect(),
        })
    }
}

/// The field's name with a letter for its default, and for what keeps it out of the positional parameters.
fn describe(field: &Field) -> String {
    let default = match field.default {
        Default::None => 'n',
        Default::Value(_) => 'd',
        Default::Factory(_) => 'f',
    };
    let place = match (field.init, field.kw_only) {
        (false, _) => 'a',
        (true, true) => 'k',
        (true, false) => 'p',
    };
    format!("{}:{default}{place}", field.name)
}
