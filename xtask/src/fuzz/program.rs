//! Random well-typed programs.
//!
//! Programs print what they compute after every statement; errors at run time (division by zero, bad index, missing key) are
//! caught and printed, so that one program shows many behaviours. Loops are bounded and sizes are kept small.

use super::Random;
use std::fmt::Write;

mod kernels;
mod shapes;

/// The types that generated values have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Int,
    Float,
    Bool,
    Str,
    Ints,
    Strs,
    Table,
}

const TYPES: [Type; 7] = [
    Type::Int,
    Type::Float,
    Type::Bool,
    Type::Str,
    Type::Ints,
    Type::Strs,
    Type::Table,
];

impl Type {
    fn annotation(self) -> &'static str {
        match self {
            Type::Int => "int",
            Type::Float => "float",
            Type::Bool => "bool",
            Type::Str => "str",
            Type::Ints => "list[int]",
            Type::Strs => "list[str]",
            Type::Table => "dict[str, int]",
        }
    }
}

pub struct Program {
    random: Random,
    text: String,
    /// Variables in scope, by name and type.
    variables: Vec<(String, Type)>,
    /// Functions written so far: name, parameters, result.
    functions: Vec<(String, Vec<Type>, Type)>,
    names: usize,
    annotated: bool,
}

impl Program {
    pub fn generate(seed: u64) -> String {
        let mut random = Random::new(seed);
        let annotated = random.chance(70);
        let mut program = Program {
            random,
            text: String::new(),
            variables: Vec::new(),
            functions: Vec::new(),
            names: 0,
            annotated,
        };
        for _ in 0..1 + program.random.below(4) {
            if program.random.chance(60) {
                program.shape();
            } else {
                program.function();
            }
        }
        program.text.push_str("\n\ndef main():\n");
        program.body(1, 8);
        for (name, _) in program.variables.clone() {
            writeln!(program.text, "    print({name})").expect("writing to a string");
        }
        program.text.push_str("\n\nmain()\n");
        program.text
    }

    fn line(&mut self, depth: usize, text: &str) {
        let indent = "    ".repeat(depth);
        writeln!(self.text, "{indent}{text}").expect("writing to a string");
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn kind(&mut self) -> Type {
        TYPES[self.random.below(TYPES.len())]
    }

    fn function(&mut self) {
        let name = self.fresh("f");
        let parameters: Vec<Type> = (0..self.random.below(4)).map(|_| self.kind()).collect();
        let result = self.kind();
        self.variables = parameters
            .iter()
            .enumerate()
            .map(|(i, kind)| (format!("p{i}"), *kind))
            .collect();
        let list: Vec<String> = self
            .variables
            .clone()
            .iter()
            .map(|(name, kind)| self.annotate(name, *kind))
            .collect();
        let arrow = if self.annotated {
            format!(" -> {}", result.annotation())
        } else {
            String::new()
        };
        write!(self.text, "\n\ndef {name}({}){arrow}:\n", list.join(", "))
            .expect("writing to a string");
        self.body(1, 4);
        let value = self.expression(result, 3);
        self.line(1, &format!("return {value}"));
        self.variables.clear();
        self.functions.push((name, parameters, result));
    }

    fn annotate(&self, name: &str, kind: Type) -> String {
        if self.annotated {
            format!("{name}: {}", kind.annotation())
        } else {
            name.to_string()
        }
    }

    /// Statements; variables made in an inner block stay out of scope afterwards, because the block may not have run.
    fn body(&mut self, depth: usize, most: usize) {
        let start = self.text.len();
        for _ in 0..1 + self.random.below(most) {
            self.statement(depth);
        }
        if self.text.len() == start {
            self.line(depth, "pass");
        }
    }

    fn block(&mut self, depth: usize) {
        let known = self.variables.len();
        self.body(depth, 3);
        self.variables.truncate(known);
    }

    fn statement(&mut self, depth: usize) {
        match self.random.below(if depth < 4 { 12 } else { 7 }) {
            0..=2 => {
                let kind = self.kind();
                let value = self.expression(kind, 3);
                let name = self.fresh("v");
                let target = self.annotate(&name, kind);
                self.line(depth, &format!("{target} = {value}"));
                self.variables.push((name, kind));
            }
            3 => self.assign(depth),
            4 => self.mutate(depth),
            5 | 6 => {
                let kind = self.kind();
                let value = self.expression(kind, 3);
                self.guarded(depth, &format!("print({value})"));
            }
            7 => {
                let condition = self.expression(Type::Bool, 2);
                self.line(depth, &format!("if {condition}:"));
                self.block(depth + 1);
                if self.random.chance(50) {
                    self.line(depth, "else:");
                    self.block(depth + 1);
                }
            }
            8 => {
                let name = self.fresh("i");
                let count = 1 + self.random.below(6);
                self.line(depth, &format!("for {name} in range({count}):"));
                self.variables.push((name, Type::Int));
                let known = self.variables.len();
                self.body(depth + 1, 3);
                if self.random.chance(30) {
                    let condition = self.expression(Type::Bool, 1);
                    let word = self.random.pick(&["break", "continue"]);
                    self.line(depth + 1, &format!("if {condition}:"));
                    self.line(depth + 2, word);
                }
                self.variables.truncate(known - 1);
            }
            9 => {
                let list = self.expression(Type::Strs, 1);
                let (i, s) = (self.fresh("i"), self.fresh("s"));
                self.line(depth, &format!("for {i}, {s} in enumerate({list}):"));
                self.variables.push((i, Type::Int));
                self.variables.push((s, Type::Str));
                let known = self.variables.len();
                self.body(depth + 1, 2);
                self.variables.truncate(known - 2);
            }
            10 => {
                let name = self.fresh("n");
                let count = self.random.below(5);
                self.line(depth, &format!("{name} = {count}"));
                self.line(depth, &format!("while {name} > 0:"));
                self.line(depth + 1, &format!("{name} -= 1"));
                self.block(depth + 1);
            }
            _ => {
                self.line(depth, "try:");
                self.block(depth + 1);
                self.line(
                    depth,
                    "except (ArithmeticError, LookupError, ValueError) as e:",
                );
                self.line(depth + 1, "print(type(e).__name__, e)");
                if self.random.chance(40) {
                    self.line(depth, "finally:");
                    self.line(depth + 1, "print('finally')");
                }
            }
        }
    }

    fn guarded(&mut self, depth: usize, text: &str) {
        self.line(depth, "try:");
        self.line(depth + 1, text);
        self.line(
            depth,
            "except (ArithmeticError, LookupError, ValueError) as e:",
        );
        self.line(depth + 1, "print(type(e).__name__, e)");
    }

    /// A variable of the type, unless there is none.
    fn variable(&mut self, kind: Type) -> Option<String> {
        let fitting: Vec<String> = self
            .variables
            .iter()
            .filter(|(_, k)| *k == kind)
            .map(|(name, _)| name.clone())
            .collect();
        (!fitting.is_empty()).then(|| fitting[self.random.below(fitting.len())].clone())
    }

    fn assign(&mut self, depth: usize) {
        let kind = self.kind();
        // Loop counters keep their loops bounded: only `v` and `p` variables are assigned to.
        let Some(name) = self
            .variable(kind)
            .filter(|name| name.starts_with(['v', 'p']))
        else {
            return;
        };
        let value = self.expression(kind, 2);
        let operator = match kind {
            Type::Int => self.random.pick(&["=", "+=", "-=", "*=", "&=", "|=", "^="]),
            Type::Float => self.random.pick(&["=", "+=", "-=", "*="]),
            Type::Str | Type::Ints | Type::Strs => self.random.pick(&["=", "+="]),
            Type::Bool | Type::Table => "=",
        };
        // Products and sums in loops must not grow without bound.
        self.line(depth, &format!("{name} {operator} {value}"));
        match kind {
            Type::Int => self.line(
                depth,
                &format!("{name} = {name} % 1000000000000000000000007"),
            ),
            Type::Str | Type::Ints | Type::Strs => {
                self.line(depth, &format!("{name} = {name}[-40:]"))
            }
            Type::Float | Type::Bool | Type::Table => {}
        }
    }

    fn mutate(&mut self, depth: usize) {
        let kind = [Type::Ints, Type::Strs, Type::Table][self.random.below(3)];
        let Some(name) = self.variable(kind) else {
            return;
        };
        let int = self.expression(Type::Int, 1);
        let text = self.expression(Type::Str, 1);
        let element = if kind == Type::Ints {
            int.clone()
        } else {
            text.clone()
        };
        let statement = match kind {
            Type::Table => match self.random.below(4) {
                0 => format!("{name}[{text}] = {int}"),
                1 => format!("{name}[{text}] = {name}.get({text}, 0) + 1"),
                2 => format!("print({name}.pop({text}))"),
                _ => format!("del {name}[{text}]"),
            },
            _ => match self.random.below(10) {
                6 => format!(
                    "{name}[{}:{}] = {name}[:2]",
                    self.random.below(3),
                    self.random.below(5)
                ),
                7 => format!("del {name}{}", self.slice()),
                8 => format!("print({name}.index({element}), {name}.count({element}))"),
                9 => format!("first, *middle, last = {name}; print(first, middle, last)"),
                0 => format!("{name}.append({element})"),
                1 => format!("{name}.insert({int} % 7, {element})"),
                2 => format!("print({name}.pop())"),
                3 => format!("{name}[{int} % 5] = {element}"),
                4 => format!("{name}.sort()"),
                _ => format!("{name}.reverse()"),
            },
        };
        self.guarded(depth, &statement);
    }

    /// An expression of the type, at most `depth` operators deep.
    fn expression(&mut self, kind: Type, depth: usize) -> String {
        if depth == 0 || self.random.chance(20) {
            return match self.variable(kind).filter(|_| self.random.chance(70)) {
                Some(name) => name,
                None => self.literal(kind),
            };
        }
        if self.random.chance(12)
            && let Some(call) = self.call(kind, depth)
        {
            return call;
        }
        if self.random.chance(8) {
            let (yes, condition, no) = (
                self.expression(kind, depth - 1),
                self.expression(Type::Bool, depth - 1),
                self.expression(kind, depth - 1),
            );
            return format!("({yes} if {condition} else {no})");
        }
        let d = depth - 1;
        match kind {
            Type::Int => {
                let (a, b) = (self.expression(Type::Int, d), self.expression(Type::Int, d));
                match self.random.below(20) {
                    14 => format!("{}({a}, {b})", self.random.pick(&["min", "max"])),
                    15 => format!("divmod({a}, {b} or 7)[{}]", self.random.below(2)),
                    16 => format!(
                        "pow({a}, {b} % 9, {})",
                        self.random.pick(&["97", "10**12 + 39", "-5"])
                    ),
                    17 => format!("({a}).bit_length()"),
                    18 => format!("int({})", self.expression(Type::Float, d)),
                    19 => format!(
                        "{}.{}({})",
                        self.expression(Type::Str, d),
                        self.random.pick(&["find", "count", "rfind"]),
                        self.expression(Type::Str, 0)
                    ),
                    0..=2 => format!("({a} + {b})"),
                    3 | 4 => format!("({a} - {b})"),
                    5 | 6 => format!("({a} * {b} % 1000000007)"),
                    7 => format!("({a} // ({b} or 1))"),
                    8 => format!("({a} % ({b} or 3))"),
                    9 => format!("({a} {} {b})", self.random.pick(&["&", "|", "^"])),
                    10 => format!("({a} {} ({b} % 70))", self.random.pick(&["<<", ">>"])),
                    11 => format!("abs(-{a})"),
                    12 => format!("len({})", {
                        let k =
                            [Type::Str, Type::Ints, Type::Strs, Type::Table][self.random.below(4)];
                        self.expression(k, d)
                    }),
                    _ => format!("sum({})", self.expression(Type::Ints, d)),
                }
            }
            Type::Float => {
                let (a, b) = (
                    self.expression(Type::Float, d),
                    self.expression(Type::Float, d),
                );
                match self.random.below(9) {
                    6 => format!("float({})", self.expression(Type::Int, d)),
                    7 => format!("({a} {} ({b} or 2.5))", self.random.pick(&["//", "%"])),
                    8 => format!(
                        "({} / ({} or 3))",
                        self.expression(Type::Int, d),
                        self.expression(Type::Int, d)
                    ),
                    0 | 1 => format!("({a} {} {b})", self.random.pick(&["+", "-", "*"])),
                    2 => format!("({a} / ({b} or 1.5))"),
                    3 => format!("({a} + {} % 1000)", self.expression(Type::Int, d)),
                    4 => format!("abs({a})"),
                    _ => format!("round({a}, {})", self.random.below(5)),
                }
            }
            Type::Bool => match self.random.below(9) {
                6 => {
                    let (a, b, c) = (
                        self.expression(Type::Int, d),
                        self.expression(Type::Float, d),
                        self.expression(Type::Int, d),
                    );
                    format!("({a} < {b} <= {c})")
                }
                7 => format!(
                    "{}({} for x in {})",
                    self.random.pick(&["any", "all"]),
                    self.random.pick(&["x > 2", "x % 2 == 0", "x != 1"]),
                    self.expression(Type::Ints, d)
                ),
                8 => format!(
                    "(({}, {}) < ({}, {}))",
                    self.expression(Type::Int, d),
                    self.expression(Type::Str, d),
                    self.expression(Type::Int, d),
                    self.expression(Type::Str, d)
                ),
                0..=2 => {
                    let k = [Type::Int, Type::Float, Type::Str, Type::Ints][self.random.below(4)];
                    let (a, b) = (self.expression(k, d), self.expression(k, d));
                    format!(
                        "({a} {} {b})",
                        self.random.pick(&["<", "<=", "==", "!=", ">", ">="])
                    )
                }
                3 => format!("(not {})", self.expression(Type::Bool, d)),
                4 => format!(
                    "({} {} {})",
                    self.expression(Type::Bool, d),
                    if self.random.chance(50) { "and" } else { "or" },
                    self.expression(Type::Bool, d)
                ),
                _ => format!("({} in {})", self.expression(Type::Str, d), {
                    let k = [Type::Str, Type::Strs, Type::Table][self.random.below(3)];
                    self.expression(k, d)
                }),
            },
            Type::Str => {
                let a = self.expression(Type::Str, d);
                match self.random.below(15) {
                    8 => format!("{a}{}", self.slice()),
                    9 => format!(
                        "f\"{{{}:{}}}\"",
                        self.expression(Type::Float, 0),
                        self.random.pick(&[
                            ".2f", "10.3e", "g", "+.1f", "08.2f", ".0%", ",.2f", "<12", "^+11.4",
                            "_.3f", "z.1f"
                        ])
                    ),
                    10 => format!(
                        "f\"{{{}:{}}}\"",
                        self.variable(Type::Str).unwrap_or_else(|| "1".to_string()),
                        self.random.pick(&["*^9", ">6", "<4", ""])
                    ),
                    11 => {
                        let (int, kind) = (self.expression(Type::Int, 0), self.kind());
                        let value = self.variable(kind).unwrap_or(int);
                        format!("f'<{{{value}!r}} {{{value}=}}>'")
                    }
                    12 => format!(
                        "({} % ({}, {a}))",
                        self.random
                            .pick(&["'%5d|%s'", "'%x %r'", "'%+d%%%10s'", "'%-6i%.2s'"]),
                        self.expression(Type::Int, 0)
                    ),
                    13 => format!(
                        "'{{:{}}} {{}}'.format({}, {a})",
                        self.random
                            .pick(&["#x", "#o", "b", "012", "_", ",", "=+9", "c"]),
                        self.expression(Type::Int, 0)
                    ),
                    14 => format!(
                        "{a}.{}",
                        self.random.pick(&[
                            "center(9, '.')",
                            "zfill(7)",
                            "ljust(5)",
                            "partition(' ')[2]",
                            "capitalize()",
                            "encode().hex()",
                            "rjust(6, '*')",
                            "casefold()",
                            "expandtabs(3)",
                            "removeprefix('a')",
                            "rsplit(None, 1)[-1]",
                            "lstrip('aH')"
                        ])
                    ),
                    0 | 1 => format!("({a} + {})", self.expression(Type::Str, d)),
                    2 => format!(
                        "{a}.{}()",
                        self.random
                            .pick(&["upper", "lower", "strip", "title", "swapcase"])
                    ),
                    3 => format!("str({})", {
                        let k = self.kind();
                        self.expression(k, d)
                    }),
                    4 => format!("{a}[{}:{}]", self.random.below(4), self.random.below(9)),
                    5 => format!("'-'.join({})", self.expression(Type::Strs, d)),
                    6 => format!(
                        "f\"{{{}:{}}}|\"",
                        self.expression(Type::Int, 0),
                        self.random.pick(&["5d", "<6", "x", "+", ","])
                    ),
                    _ => format!("{a}.replace('a', {})", self.expression(Type::Str, 0)),
                }
            }
            Type::Ints => match self.random.below(12) {
                5 => format!("{}{}", self.expression(Type::Ints, d), self.slice()),
                6 => format!(
                    "[*{}, {}, *{}]",
                    self.expression(Type::Ints, d),
                    self.expression(Type::Int, d),
                    self.expression(Type::Ints, d)
                ),
                7 => format!("sorted(set({}))", self.expression(Type::Ints, d)),
                8 => format!(
                    "[x {} y for x in {} for y in {}[:3] if x != y]",
                    self.random.pick(&["+", "-", "*"]),
                    self.expression(Type::Ints, d),
                    self.expression(Type::Ints, d)
                ),
                9 => format!(
                    "list(map(lambda x: {}, {}))",
                    self.random
                        .pick(&["x + 1", "x * x", "-x", "x // 2", "x ^ 5"]),
                    self.expression(Type::Ints, d)
                ),
                10 => format!("list({}.values())", self.expression(Type::Table, d)),
                11 => format!(
                    "[i * n for i, n in enumerate({}, {})]",
                    self.expression(Type::Ints, d),
                    self.random.below(4)
                ),
                0 => format!(
                    "({} + {})",
                    self.expression(Type::Ints, d),
                    self.expression(Type::Ints, d)
                ),
                1 => format!("sorted({})", self.expression(Type::Ints, d)),
                2 => format!(
                    "[x * {} for x in {}]",
                    self.random.below(9),
                    self.expression(Type::Ints, d)
                ),
                3 => format!("list(range({} % 8))", self.expression(Type::Int, d)),
                _ => format!("{}[::-1]", self.expression(Type::Ints, d)),
            },
            Type::Strs => match self.random.below(9) {
                4 => format!("{}{}", self.expression(Type::Strs, d), self.slice()),
                5 => format!(
                    "sorted({}, key=len, reverse=True)",
                    self.expression(Type::Strs, d)
                ),
                6 => format!(
                    "[f'{{a}}{{b:>4}}' for a, b in zip({}, {})]",
                    self.expression(Type::Strs, d),
                    self.expression(Type::Ints, d)
                ),
                7 => format!(
                    "[k * 2 for k, v in {}.items() if v > 0]",
                    self.expression(Type::Table, d)
                ),
                8 => format!("list(filter(None, {}))", self.expression(Type::Strs, d)),
                0 => format!("{}.split()", self.expression(Type::Str, d)),
                1 => format!("[s + '!' for s in {}]", self.expression(Type::Strs, d)),
                2 => format!("sorted({})", self.expression(Type::Table, d)),
                _ => format!("list({})", self.expression(Type::Str, d)),
            },
            Type::Table => match self.random.below(5) {
                2 => format!(
                    "{{**{}, 'z': {}}}",
                    self.expression(Type::Table, d),
                    self.expression(Type::Int, d)
                ),
                3 => format!(
                    "dict(zip({}, {}))",
                    self.expression(Type::Strs, d),
                    self.expression(Type::Ints, d)
                ),
                4 => format!(
                    "dict(sorted({}.items(), key=lambda p: (p[1], p[0])))",
                    self.expression(Type::Table, d)
                ),
                0 => format!("{{s: len(s) for s in {}}}", self.expression(Type::Strs, d)),
                _ => format!(
                    "({} | {})",
                    self.expression(Type::Table, d),
                    self.expression(Type::Table, d)
                ),
            },
        }
    }

    fn slice(&mut self) -> String {
        let bound = |random: &mut Random| {
            let far = random.pick(&["", "", "0", "1", "2", "-1", "-2", "5", "-7", "10**20"]);
            far.to_string()
        };
        let (start, stop) = (bound(&mut self.random), bound(&mut self.random));
        let step = self.random.pick(&["", "", ":2", ":-1", ":-2", ":3"]);
        format!("[{start}:{stop}{step}]")
    }

    fn call(&mut self, kind: Type, depth: usize) -> Option<String> {
        let fitting: Vec<(String, Vec<Type>)> = self
            .functions
            .iter()
            .filter(|(_, _, result)| *result == kind)
            .map(|(name, parameters, _)| (name.clone(), parameters.clone()))
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let (name, parameters) = fitting[self.random.below(fitting.len())].clone();
        let arguments: Vec<String> = parameters
            .into_iter()
            .map(|kind| self.expression(kind, depth - 1))
            .collect();
        Some(format!("{name}({})", arguments.join(", ")))
    }

    fn literal(&mut self, kind: Type) -> String {
        match kind {
            Type::Int => self
                .random
                .pick(&[
                    "0",
                    "1",
                    "2",
                    "7",
                    "-1",
                    "-13",
                    "100",
                    "255",
                    "4611686018427387903",
                    "4611686018427387904",
                    "-4611686018427387905",
                    "9223372036854775807",
                    "123456789012345678901234567890",
                ])
                .to_string(),
            Type::Float => self
                .random
                .pick(&[
                    "0.0", "-0.0", "0.5", "1.5", "-2.25", "3.14159", "1e10", "1e-7", "100.0",
                ])
                .to_string(),
            Type::Bool => self.random.pick(&["True", "False"]).to_string(),
            Type::Str => self
                .random
                .pick(&[
                    "''",
                    "'a'",
                    "'abc'",
                    "'Hello World'",
                    "'a b  c'",
                    "'é日😀'",
                    "\"it's\"",
                    "'\\n\\t'",
                    "'12'",
                ])
                .to_string(),
            Type::Ints => self
                .random
                .pick(&["[]", "[1]", "[3, 1, 2]", "[0, -5, 10**20]", "([7] * 3)"])
                .to_string(),
            Type::Strs => self
                .random
                .pick(&["[]", "['x']", "['b', 'a', 'c']", "['é', '', 'zz']"])
                .to_string(),
            Type::Table => self
                .random
                .pick(&["{}", "{'a': 1}", "{'k': 5, 'a': -2, 'zz': 0}"])
                .to_string(),
        }
    }
}
