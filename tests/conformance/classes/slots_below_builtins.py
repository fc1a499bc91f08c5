"""Attributes of instances whose classes lie behind __slots__ = ()."""
import weakref
from collections import namedtuple


class Point(namedtuple("Pair", ["x", "y"])):
    pass


p = Point(3, 4)
p.label = "corner"
print(p, p.__dict__, p.label, p._replace(x=1), p._replace(x=1).__dict__)
try:
    namedtuple("Pair", ["x", "y"])(1, 2).z = 1
except AttributeError as e:
    print(e)

for base, value in (tuple, (1, 2)), (int, 5), (str, "text"), (list, [1]), (dict, {1: 2}), (bytes, b"b"), (float, 1.5):
    closed = type("Closed", (base,), {"__slots__": ()})
    try:
        closed(value).attribute = 1
    except AttributeError as e:
        print(e)

    class Open(closed):
        pass

    o = Open(value)
    o.attribute = base.__name__
    o.other = 1
    del o.other
    print(o, vars(o), o == value)


class Slotted:
    __slots__ = ("item", "__weakref__")


class Closed:
    __slots__ = ("item",)


s = Slotted()
s.item = 1
r = weakref.ref(s)
print(r() is s, "__weakref__" in vars(Slotted))
del s
print(r())
try:
    weakref.ref(Closed())
except TypeError as e:
    print(e)
