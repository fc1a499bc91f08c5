def apply(f, *args, **kwargs):
    return f(*args, **kwargs)


print(apply(max, 3, 1, 2), apply(sorted, [3, 1], reverse=True), apply(str.upper, "x"), apply("a-b".split, "-"), apply(int, "ff", 16), apply(lambda: "none"))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max, "pow": pow, "cat": "{}{}".format}
print({name: op(7, 2) for name, op in ops.items()})
pipeline = [str.strip, str.title, lambda s: s.replace(" ", "_"), len]
value = "  hello big world "
for step in pipeline:
    value = step(value)
    print(repr(value))


class Callable:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, /, *rest, scale=1):
        return (x + self.n) * scale + sum(rest)


c = Callable(5)
print(c(1), c(1, 2, 3, scale=10), callable(c), callable(5), callable(Callable), list(map(c, [1, 2])))


class Obj:
    def method(self, x):
        return (self.__class__.__name__, x)


o = Obj()
bound = o.method
print(bound(1), Obj.method(o, 2), bound.__self__ is o, bound.__name__, bound == o.method, bound.__func__ is Obj.method)
o.method = lambda x: ("instance", x)
print(o.method(3), bound(4))
five, text, none, one = 5, "abc", None, [1]
for f in (lambda: five(), lambda: text(), lambda: none(), lambda: one(0), lambda: Obj()(), lambda: Obj.method(), lambda: bound(), lambda: bound(1, 2)):
    try:
        f()
    except TypeError as e:
        print(e)


def multi():
    return 1, [2], {"k": 3}


a, [b], d = multi()
print(a, b, d, multi()[2]["k"])


def no_return():
    pass


def bare_return(x):
    if x:
        return
    return "value"


print(no_return(), bare_return(1), bare_return(0))


def outer():
    def inner():
        return inner

    return inner


f = outer()
print(f() is f, f is outer(), f == f, {f: 1}[f], f in [f])
print(list(map(pow, [2, 3], [3, 2])), dict(map(lambda kv: (kv[1], kv[0]), {"a": 1}.items())), min("bca", key=lambda ch: -ord(ch)), (lambda *, k: k)(k=1))
