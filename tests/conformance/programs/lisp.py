import math
import operator as op


class Symbol(str):
    pass


class LispError(Exception):
    pass


def tokenize(text):
    return text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(tokens):
    if not tokens:
        raise LispError("unexpected end")
    token = tokens.pop(0)
    if token == "(":
        result = []
        while tokens and tokens[0] != ")":
            result.append(read(tokens))
        if not tokens:
            raise LispError("missing )")
        tokens.pop(0)
        return result
    if token == ")":
        raise LispError("unexpected )")
    if token == "'":
        return [Symbol("quote"), read(tokens)]
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol(token)


class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        super().__init__(zip(params, args))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"undefined {name}")


class Procedure:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise LispError(f"expected {len(self.params)} arguments, got {len(args)}")
        return evaluate(self.body, Env(self.params, args, self.env))


def standard():
    env = Env()
    env.update({"+": lambda *a: sum(a), "-": op.sub, "*": lambda *a: math.prod(a), "/": op.truediv, "<": op.lt, ">": op.gt, "=": op.eq, "car": lambda x: x[0], "cdr": lambda x: x[1:], "cons": lambda x, y: [x] + y, "list": lambda *a: list(a), "length": len, "null?": lambda x: x == [], "map": lambda f, x: [f(i) for i in x], "sqrt": math.sqrt})
    return env


def evaluate(x, env):
    if isinstance(x, Symbol):
        return env.find(x)[x]
    if not isinstance(x, list):
        return x
    if not x:
        return []
    match x:
        case ["quote", value]:
            return value
        case ["if", test, yes, no]:
            return evaluate(yes if evaluate(test, env) else no, env)
        case ["define", [name, *params], body]:
            env[name] = Procedure(params, body, env)
            return None
        case ["define", name, value]:
            env[name] = evaluate(value, env)
            return None
        case ["set!", name, value]:
            env.find(name)[name] = evaluate(value, env)
            return None
        case ["lambda", params, body]:
            return Procedure(params, body, env)
        case ["begin", *body]:
            result = None
            for form in body:
                result = evaluate(form, env)
            return result
        case ["let", bindings, body]:
            return evaluate(body, Env([b[0] for b in bindings], [evaluate(b[1], env) for b in bindings], env))
    f, *args = [evaluate(e, env) for e in x]
    if not callable(f):
        raise LispError(f"not a function: {f}")
    return f(*args)


def show(v):
    if isinstance(v, list):
        return "(" + " ".join(map(show, v)) + ")"
    if isinstance(v, bool):
        return "#t" if v else "#f"
    return "nil" if v is None else str(v)


env = standard()
for line in [
    "(+ 1 2 (* 3 4))",
    "(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))",
    "(fact 20)",
    "(fact 30)",
    "(define (compose f g) (lambda (x) (f (g x))))",
    "((compose sqrt (lambda (x) (* x x))) 9)",
    "(map (lambda (x) (* x x)) '(1 2 3))",
    "(define counter ((lambda (n) (lambda () (begin (set! n (+ n 1)) n))) 0))",
    "(list (counter) (counter) (counter))",
    "(let ((a 1) (b 2)) (cons a (list b)))",
    "(null? (cdr '(1)))",
    "(undefined 1)",
    "(fact 1 2)",
    "(1 2)",
    "(car '(a b)",
    "(/ 1 4)",
]:
    try:
        print(line, "=>", show(evaluate(read(tokenize(line)), env)))
    except LispError as e:
        print(line, "=> error:", e)
