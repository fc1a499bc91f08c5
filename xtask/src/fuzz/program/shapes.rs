//! Functions whose bodies show one part of the language each: classes, generators, closures, `match`, exceptions, star
//! arguments, context managers. From outside they are functions like the others.

use super::{Program, Type};

impl Program {
    /// Writes one of the shapes and makes it known as a function.
    pub(super) fn shape(&mut self) {
        self.variables.clear();
        match self.random.below(13) {
            0 => self.class(),
            1 => self.hierarchy(),
            2 => self.generator(),
            3 => self.closure(),
            4 => self.matching(),
            5 => self.own_exception(),
            6 => self.star_arguments(),
            7 => self.context_manager(),
            8 => self.delegation(),
            9..=11 => self.kernel(),
            _ => self.operators(),
        }
        self.variables.clear();
    }

    /// An annotation, or nothing in programs without them.
    pub(super) fn hint(&self, text: &str) -> String {
        if self.annotated {
            text.to_string()
        } else {
            String::new()
        }
    }

    pub(super) fn define(&mut self, text: &str, name: String, parameters: Vec<Type>, result: Type) {
        self.text.push_str("\n\n");
        self.text.push_str(text);
        self.functions.push((name, parameters, result));
    }

    /// An expression over these variables alone.
    fn over(&mut self, variables: &[(&str, Type)], kind: Type, depth: usize) -> String {
        let known = std::mem::take(&mut self.variables);
        self.variables = variables
            .iter()
            .map(|(name, kind)| (name.to_string(), *kind))
            .collect();
        let text = self.expression(kind, depth);
        self.variables = known;
        text
    }

    fn class(&mut self) {
        let (class, name) = (self.fresh("C"), self.fresh("f"));
        let (field, result) = (self.kind(), self.kind());
        let (of, hint) = (
            field.annotation(),
            self.hint(&format!(": {}", field.annotation())),
        );
        let arrow = self.hint(&format!(" -> {}", result.annotation()));
        let int = self.hint(": int");
        let own = [("self.a", field), ("self.n", Type::Int), ("k", Type::Int)];
        let value = self.over(&own, result, 3);
        let changed = self.over(&own, field, 2);
        let text = self.over(&own[..2], Type::Str, 1);
        let slots = if self.random.chance(30) {
            "    __slots__ = ('a', 'n')\n"
        } else {
            ""
        };
        let property = self.over(&own[..2], Type::Int, 1);
        let code = format!(
            "class {class}:\n{slots}    made = 0\n\n    def __init__(self, a{hint}, n{int} = 3):\n        self.a = a\n        self.n = n\n        \
             {class}.made += 1\n\n    def m(self, k{int}){arrow}:\n        self.n += 1\n        self.a = {changed}\n        return {value}\n\n    \
             @property\n    def p(self):\n        return {property}\n\n    @classmethod\n    def make(cls, a{hint}):\n        return cls(a, cls.made)\n\n    \
             @staticmethod\n    def s(x):\n        return x\n\n    def __repr__(self):\n        return f'{class}({{self.a!r}}, {{self.n}})' + {text}\n\n\n\
             def {name}(a{hint}, k{int}){arrow}:\n    c = {class}.make(a)\n    for i in range(3):\n        c.m(i)\n    \
             print(c, c.p, {class}.s(k))\n    c.n = k\n    print(getattr(c, 'zz', None), hasattr(c, 'a'))\n    return c.m(k)\n"
        );
        debug_assert!(!of.is_empty());
        self.define(&code, name, vec![field, Type::Int], result);
    }

    fn hierarchy(&mut self) {
        let (base, one, two, name) = (
            self.fresh("B"),
            self.fresh("D"),
            self.fresh("D"),
            self.fresh("f"),
        );
        let own = [("self.w", Type::Int), ("x", Type::Int)];
        let bodies: Vec<String> = (0..3).map(|_| self.over(&own, Type::Int, 2)).collect();
        let int = self.hint(": int");
        let arrow = self.hint(" -> int");
        let code = format!(
            "class {base}:\n    def __init__(self, w{int}):\n        self.w = w\n\n    def area(self, x{int}){arrow}:\n        return {0}\n\n    \
             def twice(self, x{int}){arrow}:\n        return self.area(x) + self.area(x + 1)\n\n\nclass {one}({base}):\n    \
             def area(self, x{int}){arrow}:\n        return super().area(x) + {1}\n\n\nclass {two}({base}):\n    \
             def __init__(self, w{int}, extra{int} = 2):\n        super().__init__(w)\n        self.extra = extra\n\n    \
             def area(self, x{int}){arrow}:\n        if x > 10:\n            raise ValueError(f'too wide: {{x % 1000}}')\n        return {2} + self.extra\n\n\n\
             def {name}(a{int}, b{int}){arrow}:\n    total = 0\n    for shape in [{one}(a), {two}(b), {base}(1), {two}(a, b % 100)]:\n        \
             print(type(shape).__name__, isinstance(shape, {one}), issubclass(type(shape), {base}))\n        total += shape.twice(b % 13)\n    return total\n",
            bodies[0], bodies[1], bodies[2]
        );
        self.define(&code, name, vec![Type::Int, Type::Int], Type::Int);
    }

    fn generator(&mut self) {
        let (inner, name) = (self.fresh("g"), self.fresh("f"));
        let value = self.over(
            &[("i", Type::Int), ("xs", Type::Ints), ("n", Type::Int)],
            Type::Int,
            2,
        );
        let stop = self.over(&[("i", Type::Int), ("xs", Type::Ints)], Type::Bool, 1);
        let (ints, int) = (self.hint(": list[int]"), self.hint(": int"));
        let arrow = self.hint(" -> list[int]");
        let used = self.random.pick(&[
            "list(g)",
            "[x for x in g if x % 2 == 0]",
            "[next(g, -1), *g]",
            "[*map(abs, g)]",
            "sorted(g)",
            "[g.send(None) for _ in range(2)] + list(g)",
        ]);
        let used = used.replace("g.send(None)", "next(g, 0)");
        let code = format!(
            "def {inner}(xs{ints}, n{int}):\n    try:\n        for i in range(n % 6):\n            yield {value}\n            if {stop}:\n                \
             return\n        yield from xs[:4]\n    finally:\n        print('closed')\n\n\ndef {name}(xs{ints}, n{int}){arrow}:\n    \
             g = {inner}(xs, n)\n    out = {used}\n    g.close()\n    total = sum(x & 255 for x in {inner}(xs, 3))\n    return out[:20] + [total]\n"
        );
        self.define(&code, name, vec![Type::Ints, Type::Int], Type::Ints);
    }

    fn delegation(&mut self) {
        let (outer, inner, name) = (self.fresh("g"), self.fresh("g"), self.fresh("f"));
        let reply = self.over(&[("got", Type::Int), ("n", Type::Int)], Type::Int, 2);
        let int = self.hint(": int");
        let arrow = self.hint(" -> int");
        let code = format!(
            "def {inner}(n{int}):\n    got = 0\n    while True:\n        try:\n            x = yield {reply}\n        except ValueError as e:\n            \
             print('caught', e)\n            x = None\n        if x is None:\n            return got\n        got += x\n\n\n\
             def {outer}(n{int}):\n    first = yield from {inner}(n)\n    print('first', first)\n    second = yield from {inner}(first % 50)\n    return second\n\n\n\
             def {name}(n{int}){arrow}:\n    g = {outer}(n)\n    print(next(g))\n    print(g.send(3), g.send(n % 9))\n    \
             print(g.throw(ValueError('v')))\n    try:\n        g.send(5)\n        g.send(None)\n    except StopIteration as e:\n        return e.value\n    return -1\n"
        );
        self.define(&code, name, vec![Type::Int], Type::Int);
    }

    fn closure(&mut self) {
        let (maker, name) = (self.fresh("make"), self.fresh("f"));
        let kind = [Type::Int, Type::Str, Type::Float][self.random.below(3)];
        let (hint, arrow) = (
            self.hint(&format!(": {}", kind.annotation())),
            self.hint(&format!(" -> {}", kind.annotation())),
        );
        let step = self.over(&[("x", kind), ("kept", kind), ("first", kind)], kind, 2);
        let shrink = match kind {
            Type::Int => " % 1000003",
            Type::Str => "[:12]",
            _ => " * 0.5",
        };
        let code = format!(
            "def {maker}(first{hint}):\n    kept = first\n    calls = []\n\n    def step(x{hint}){arrow}:\n        nonlocal kept\n        \
             kept = ({step}){shrink}\n        calls.append(len(calls))\n        return kept\n\n    return step, lambda: (kept, calls[-3:])\n\n\n\
             def {name}(a{hint}, b{hint}){arrow}:\n    step, look = {maker}(a)\n    for v in (b, a, b):\n        print(step(v), look())\n    \
             fs = [lambda i=i: (i, b) for i in range(3)]\n    print([f() for f in fs])\n    return step(a)\n"
        );
        self.define(&code, name, vec![kind, kind], kind);
    }

    fn matching(&mut self) {
        let (inner, name, class) = (self.fresh("match"), self.fresh("f"), self.fresh("P"));
        let guard = self.over(&[("n", Type::Int)], Type::Bool, 1);
        let (int, strs) = (self.hint(": int"), self.hint(": list[str]"));
        let table = self.hint(": dict[str, int]");
        let arrow = self.hint(" -> str");
        let code = format!(
            "class {class}:\n    __match_args__ = ('x', 'y')\n\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n\n\n\
             def {inner}(v):\n    match v:\n        case True | None:\n            return 'constant'\n        case int(n) if {guard}:\n            \
             return f'int {{n}}'\n        case 0 | 1 | -1:\n            return 'small'\n        case float() as x:\n            return f'float {{x:.3g}}'\n        \
             case 'a' | 'abc':\n            return 'text'\n        case []:\n            return 'empty'\n        case [x]:\n            return f'one {{x}}'\n        \
             case [first, *rest] if len(rest) > 1:\n            return f'{{first}} and {{rest}}'\n        case (a, b):\n            return f'pair {{a}} {{b}}'\n        \
             case {{'a': value, **others}}:\n            return f'{{value}} {{others}}'\n        case {class}(0, y=y):\n            return f'on axis {{y}}'\n        \
             case {class}(x, y):\n            return f'at {{x}} {{y}}'\n        case str(s):\n            return s[:5]\n        case _:\n            return 'other'\n\n\n\
             def {name}(n{int}, s{strs}, t{table}){arrow}:\n    return ' '.join({inner}(v) for v in (n, s, t, n % 2, (n, s), n / 7 if abs(n) < 10**15 else 0.5, \
             True, *s, {class}(n % 2, 3), {class}(5, s)))\n"
        );
        self.define(
            &code,
            name,
            vec![Type::Int, Type::Strs, Type::Table],
            Type::Str,
        );
    }

    fn own_exception(&mut self) {
        let (class, name) = (self.fresh("E"), self.fresh("f"));
        let condition = self.over(&[("a", Type::Int), ("b", Type::Int)], Type::Bool, 2);
        let value = self.over(&[("a", Type::Int), ("b", Type::Int)], Type::Int, 2);
        let int = self.hint(": int");
        let arrow = self.hint(" -> int");
        let base = self
            .random
            .pick(&["Exception", "ValueError", "KeyError", "OSError"]);
        let code = format!(
            "class {class}({base}):\n    def __init__(self, what, code{int}):\n        super().__init__(what)\n        self.code = code\n\n\n\
             def {name}(a{int}, b{int}){arrow}:\n    for turn in range(3):\n        try:\n            try:\n                if {condition}:\n                    \
             raise {class}('wrong', a % 77)\n                if turn == 1:\n                    return a // (b % 2)\n                continue\n            \
             except ZeroDivisionError as e:\n                raise {class}('zero', turn) from e\n            else:\n                print('else')\n            \
             finally:\n                print('finally', turn)\n        except {class} as e:\n            \
             print(type(e).__name__, e, e.code, e.args, type(e.__cause__).__name__, e.__context__ is e.__cause__)\n            if turn == 2:\n                \
             break\n    else:\n        return {value}\n    return -a\n"
        );
        self.define(&code, name, vec![Type::Int, Type::Int], Type::Int);
    }

    fn star_arguments(&mut self) {
        let (inner, name) = (self.fresh("star"), self.fresh("f"));
        let value = self.over(&[("a", Type::Int), ("k", Type::Str)], Type::Str, 2);
        let default = self.over(&[], Type::Str, 0);
        let (int, strs, table) = (
            self.hint(": int"),
            self.hint(": list[str]"),
            self.hint(": dict[str, int]"),
        );
        let arrow = self.hint(" -> str");
        let code = format!(
            "def {inner}(a, b=2, /, *args, k={default}, last=None, **kw):\n    print(a, b, args, k, last, kw)\n    return {value}\n\n\n\
             def {name}(n{int}, s{strs}, t{table}){arrow}:\n    t = {{k: v for k, v in t.items() if k.isalpha()}}\n    {inner}(n)\n    {inner}(n, *s)\n    {inner}(*s[:1], n, *s, k='q')\n    \
             try:\n        {inner}(n, **t, last=len(s))\n        {inner}(k=1)\n    except TypeError as e:\n        print(e)\n    \
             a, *b = [n, *s]\n    (c, [d, *e]), f = (1, 'xyz'), {{**t}}\n    print(a, b, c, d, e, f)\n    return {inner}(n, *[x for x in s if x], **{{'last': 1, **t}})\n"
        );
        self.define(
            &code,
            name,
            vec![Type::Int, Type::Strs, Type::Table],
            Type::Str,
        );
    }

    fn context_manager(&mut self) {
        let (class, name) = (self.fresh("W"), self.fresh("f"));
        let swallow = self.over(&[("self.n", Type::Int)], Type::Bool, 1);
        let value = self.over(&[("w", Type::Int), ("xs", Type::Ints)], Type::Int, 2);
        let (int, ints) = (self.hint(": int"), self.hint(": list[int]"));
        let arrow = self.hint(" -> int");
        let code = format!(
            "class {class}:\n    def __init__(self, n{int}):\n        self.n = n\n\n    def __enter__(self):\n        print('enter')\n        return self.n % 10\n\n    \
             def __exit__(self, kind, value, trace):\n        print('exit', kind and kind.__name__, value)\n        return {swallow}\n\n    \
             def __del__(self):\n        print('gone')\n\n\ndef {name}(xs{ints}, n{int}){arrow}:\n    result = 0\n    for x in xs[:4]:\n        try:\n            \
             with {class}(n) as w, {class}(x):\n                if x == 1:\n                    continue\n                result += xs[w] + {value} % 97\n                \
             if x == 7:\n                    break\n        except (LookupError, ArithmeticError) as e:\n            print('out', e)\n    return result\n"
        );
        self.define(&code, name, vec![Type::Ints, Type::Int], Type::Int);
    }

    fn operators(&mut self) {
        let (class, name) = (self.fresh("V"), self.fresh("f"));
        let (int, arrow) = (self.hint(": int"), self.hint(" -> bool"));
        let sum = self.over(&[("self.x", Type::Int), ("k", Type::Int)], Type::Int, 2);
        let code = format!(
            "class {class}:\n    def __init__(self, x{int}, y{int}):\n        self.x, self.y = x, y\n\n    def __add__(self, other):\n        \
             if isinstance(other, int):\n            k = other\n            return {class}({sum}, self.y)\n        if not isinstance(other, {class}):\n            \
             return NotImplemented\n        return {class}(self.x + other.x, self.y + other.y)\n\n    __radd__ = __add__\n\n    \
             def __eq__(self, other):\n        return isinstance(other, {class}) and (self.x, self.y) == (other.x, other.y)\n\n    \
             def __hash__(self):\n        return hash((self.x, self.y))\n\n    def __lt__(self, other):\n        return (self.y, self.x) < (other.y, other.x)\n\n    \
             def __getitem__(self, at):\n        return (self.x, self.y)[at]\n\n    def __len__(self):\n        return 2\n\n    def __contains__(self, n):\n        \
             return n == self.x\n\n    def __bool__(self):\n        return self.x > 0\n\n    def __iter__(self):\n        yield self.x\n        yield self.y\n\n    \
             def __str__(self):\n        return f'<{{self.x % 1000}} {{self.y % 1000}}>'\n\n\ndef {name}(a{int}, b{int}){arrow}:\n    v, w = {class}(a, b), {class}(b, 1)\n    \
             print(v + w, 3 + v, v + 4, sum([v, w], {class}(0, 0)))\n    try:\n        print(v + 'x')\n    except TypeError as e:\n        print(e)\n    \
             print(*sorted([v, w, v + w]), *v, v[-1] == b, len(v), a in v, 'yes' if w else 'no')\n    seen = {{v: 1, w: 2, {class}(a, b): 3}}\n    \
             print(len(seen), seen[v], max(v, w) is v, {{v, w}} == {{w, v}})\n    v += w\n    return v == w or v < w\n"
        );
        self.define(&code, name, vec![Type::Int, Type::Int], Type::Bool);
    }
}
