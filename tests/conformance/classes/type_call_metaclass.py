"""`type(name, bases, namespace)` makes a class of the most derived metaclass of the bases."""

import weakref
from collections.abc import Mapping, Set


class Meta(type):
    def __new__(mcls, name, bases, namespace, **keywords):
        print("new", mcls.__name__, name, keywords)
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        print("init", name, keywords)

    def __call__(cls, *args):
        print("call", cls.__name__)
        return super().__call__(*args)


class Base(metaclass=Meta):
    pass


Made = type("Made", (Base,), {"x": 1})
print(type(Made).__name__, Made().x)


class Plain(type):
    pass


class Derived(Plain):
    pass


A = Plain("A", (), {})
B = Derived("B", (), {})
print(type(type("C", (A, B), {})).__name__)
for bases in ((A, Base), (3,)):
    try:
        type("D", bases, {})
    except TypeError as error:
        print(error)

for abstract in (Mapping, Set):
    incomplete = type("Incomplete", (abstract,), {"__iter__": lambda self: iter(()), "__len__": lambda self: 0})
    try:
        incomplete()
    except TypeError as error:
        print(error)


# `__weakref__` among the slots.
class Referable:
    __slots__ = ["value", "__weakref__"]


class Bare:
    __slots__ = ("value",)


target = Referable()
reference = weakref.ref(target)
print(reference() is target, hasattr(target, "__weakref__"), hasattr(target, "__dict__"))
del target
print(reference())
try:
    weakref.ref(Bare())
except TypeError as error:
    print(error)
