"""Attributes, methods and globals that change by names computed at run time, next to code that never sees that."""
import copy
import functools
import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y

    def twin(self):
        return type(self)("a", "b")


class Still:
    """Nothing reflects on this one."""

    def __init__(self, value):
        self.value = value

    def double(self):
        return self.value * 2


def assign(obj, names, value):
    for name in names:
        setattr(obj, name, value)


p = Point(1.5, 2.5)
print(p.norm())
assign(p, ["x", "y"], 3)
print(p.norm(), type(p.x).__name__)
assign(p, ["x"], "text")
try:
    p.norm()
except TypeError as error:
    print(error)
print(p.twin().x, Still(2.5).double(), Still("ab").double())


class Greeter:
    def greet(self, name):
        return "hello " + name


g = Greeter()
print(g.greet("a"))
setattr(Greeter, "gre" + "et", lambda self, name: ("replaced", name))
print(g.greet("b"))


class Box:
    def __init__(self):
        self.items = [1, 2, 3]

    def total(self):
        return sum(self.items)

    def add(self, item):
        self.items.append(item)
        return len(self.items)


b = Box()
for name, args in [("total", ()), ("add", ("x",)), ("add", (2.5,))]:
    print(getattr(b, name)(*args))
print(b.items)


class Record:
    def __init__(self, a):
        self.a = a


r = Record(1.25)
vars(r)["a"] = "from vars"
print(r.a + "!")
r.__dict__.update(a=[1], b=2)
print(r.a, r.b)


class Key:
    def __init__(self, name):
        self.name = name
        self.met = None

    def __eq__(self, other):
        other.met = self.name
        return self.name == other.name

    def __hash__(self):
        return 1

    def __lt__(self, other):
        other.met = len(self.name)
        return self.name < other.name


one, two = Key("one"), Key("two")
print(one == two, two.met)
print(len({one, two, Key("one")}), one in [two, one], two.met)
print([k.name for k in sorted([two, one, Key("a")])], {one: 1}[Key("one")])
print([type(k.met).__name__ for k in sorted([one, two])])


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        self._degrees = value


c = Celsius(1.5)
print(c.degrees)
c.degrees = "hot"
print(c.degrees, c._degrees)


def logged(f):
    @functools.wraps(f)
    def wrapper(self, *args):
        self.count = "many"
        return f(self, *args)

    return wrapper


class Counter:
    def __init__(self):
        self.count = 0

    @logged
    def step(self, n):
        return (self.count, n)


print(Counter().step(1), Counter.step.__name__)


class Base:
    def __init__(self, size, **options):
        self.size = size
        self.options = options


class Derived(Base):
    def __init__(self, size):
        super().__init__(size, colour="red")

    def grow(self):
        self.size += 1
        return self.size


d = Derived(1)
e = copy.copy(d)
e.size = 2.5
print(d.grow(), e.grow(), sorted(d.options.items()))

limit = 10


def read_limit():
    return limit * 2


print(read_limit())
globals()["limit"] = "ab"
print(read_limit())
setattr(sys.modules[__name__], "limit", [1])
print(read_limit())


def plus(a, b):
    return a + b


print(plus(1, 2), plus(1.5, 2), getattr(sys.modules[__name__], "pl" + "us")("a", "b"))


class Other:
    def hello(self):
        return "other"


class Morph:
    def hello(self):
        return "morph"


m = Morph()
print(m.hello())
m.__class__ = Other
print(m.hello())


def annotated(x: int, p: Point) -> Still:
    return Still(x)


print(annotated(1, p).double(), list(annotated.__annotations__))
