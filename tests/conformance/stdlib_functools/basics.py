import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], "start"), reduce(max, [3, 9, 2]), reduce(lambda a, b: f"({a}{b})", "abcd"))
try:
    reduce(max, [])
except TypeError as e:
    print(e)


def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw


p = partial(f, 1, c=30)
print(p(), p(20), p(20, 30, c=4, d=5), p.func is f, p.args, p.keywords, partial(p, 99, c=0)(), partial(int, base=2)("101"))


@lru_cache(maxsize=2)
def sq(x):
    print("computing", x)
    return x * x


print(sq(1), sq(2), sq(1), sq(3), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.__name__, sq.__wrapped__(5), sq.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info().hits)


@lru_cache
def typed(x, *, k=1):
    return x, k


print(typed(1), typed(1.0), typed(1, k=1), typed.cache_info())
try:
    fib([])
except TypeError as e:
    print(e)


def deco(fn):
    @wraps(fn)
    def inner(*a, **k):
        """inner doc"""
        return fn(*a, **k)

    return inner


@deco
def documented(x: int) -> int:
    """The doc."""
    return x


print(documented(5), documented.__name__, documented.__doc__, documented.__wrapped__(6), documented.__qualname__)


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), max("b", "a", key=cmp_to_key(lambda a, b: (a > b) - (a < b))))


class C:
    calls = 0

    @cached_property
    def value(self):
        C.calls += 1
        return C.calls * 10

    def base(self, a, b):
        return a, b

    half = partialmethod(base, "half")

    @singledispatchmethod
    def show(self, x):
        return f"other {x}"

    @show.register
    def _(self, x: int):
        return f"int {x}"

    @show.register(str)
    def _(self, x):
        return f"str {x}"


c = C()
print(c.value, c.value, c.__dict__, c.half(1), c.show(1), c.show("a"), c.show(2.5))
del c.value
print(c.value)


@singledispatch
def kind(x):
    return "object"


@kind.register
def _(x: int):
    return "int"


@kind.register(list)
@kind.register(tuple)
def _(x):
    return "sequence"


print(kind(1), kind(True), kind([]), kind(()), kind("s"), kind.dispatch(bool) is kind.dispatch(int))
