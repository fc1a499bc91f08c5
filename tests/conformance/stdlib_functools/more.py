import functools
from functools import Placeholder, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES, partial, singledispatch, update_wrapper

print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
f = partial(divmod, Placeholder, 5)
print(f(17), f.args[0] is Placeholder)


def wrapped():
    """doc"""


wrapped.attr = 1


def wrapper():
    pass


update_wrapper(wrapper, wrapped)
print(wrapper.__name__, wrapper.__doc__, wrapper.attr, wrapper.__wrapped__ is wrapped)


@singledispatch
def show(x):
    return "default"


show.register(int, lambda x: "int")
show.register(str)(lambda x: "str")
print(show(1), show("a"), show(None), sorted(k.__name__ for k in show.registry))


class Base:
    pass


class Derived(Base):
    pass


@show.register
def _(x: Base) -> str:
    return "base"


@show.register
def _(x: list | tuple) -> str:
    return "sequence"


print(show(Derived()), show([]), show(()), show.dispatch(Derived)(None))
calls = []


@functools.lru_cache(maxsize=3, typed=True)
def g(x):
    calls.append(x)
    return x


g(1), g(1.0), g(True), g(1), g(2), g(1)
print(calls, g.cache_info(), g.cache_parameters())
print(functools.reduce(lambda a, b: a * 10 + b, (1, 2, 3), 0), functools.cmp_to_key(lambda a, b: a - b)(3) < functools.cmp_to_key(lambda a, b: a - b)(5))
