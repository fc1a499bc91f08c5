# Fields of floats beside code that finds attributes by name.
import copy
from dataclasses import dataclass, replace


class Body:
    def __init__(self, x, y, mass):
        self.x = x
        self.y = y
        self.mass = mass * 2.0

    def move(self, dx, dy):
        self.x += dx
        self.y += dy

    def norm(self):
        return self.x * self.x + self.y * self.y


class Bare:
    def __init__(self, w):
        self.w = w
        self.h = w * 2.0

    def area(self):
        return self.w * self.h


class Wide(Bare):
    def __init__(self, w):
        super().__init__(w)
        self.depth = 3.0


def by_name():
    w = Wide(2.0)
    print(vars(w), w.__dict__)
    w.w = 5.0
    print(w.area(), w.__dict__)
    w.__dict__["w"] = 7
    print(w.w, w.area())
    setattr(w, "h", 3)
    print(w.h, w.area(), getattr(w, "depth"), hasattr(w, "x"))
    w.extra = 1
    delattr(w, "w")
    print(w.__dict__, hasattr(w, "w"))
    w.w = 1.0
    print(list(w.__dict__.items()))
    w = Wide(1.0)
    setattr(w, "w", None)
    print(w.w, w.h, w.depth, w.__dict__)
    w = Wide(1.0)
    for value in (4, 2.5, "s", 2**70, True, float("inf")):
        setattr(w, "w", value)
        print(w.w, type(w.w).__name__)
    w.__dict__ = {"w": 3.0, "h": 4}
    print(w.area(), w.__dict__)
    b = Bare(1.0)
    b.__class__ = Wide
    b.depth = 2.5
    print(b.depth, b.area(), type(b).__name__, b.__dict__)
    w = Wide(4.0)
    w.__class__ = Bare
    print(w.w, w.h, w.area(), w.__dict__)


class Order:
    def __init__(self, swap):
        if swap:
            self.b = 2.0
            self.a = 1.0
        else:
            self.a = 1.0
            self.b = 2.0
        self.c = 3.0


def order():
    for swap in (False, True):
        o = Order(swap)
        print(list(o.__dict__))
        o = Order(swap)
        o.a += 1.0
        o.d = 4.0
        del o.b
        o.b = 5.0
        print(o.__dict__)


class Sub(float):
    pass


def subclasses():
    b = Bare(1.0)
    setattr(b, "w", Sub(2.5))
    print(type(b.w).__name__, b.w, b.area())


@dataclass
class Point:
    x: float
    y: float = 0.0


@dataclass(frozen=True)
class Fixed:
    x: float
    y: float


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Guarded:
    def __init__(self, v):
        self._v = v

    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, new):
        self._v = max(0.0, new)


def others():
    p = Point(1.0)
    p.x += 0.5
    p.y = 3
    print(p, p == Point(1.5, 3), replace(p, x=2.0))
    f = Fixed(1.0, 2.0)
    try:
        f.x = 3.0
    except AttributeError as e:
        print(type(e).__name__, e)
    print(f, hash(f) == hash(Fixed(1.0, 2.0)))
    s = Slotted(1.0, 2.0)
    s.x += 1.0
    print(s.x, s.y)
    del s.x
    try:
        s.x
    except AttributeError as e:
        print(e)
    g = Guarded(2.0)
    g.v -= 5.0
    print(g.v, g._v)


def copies():
    b = Body(1.0, 2.0, 3.0)
    c = copy.copy(b)
    d = copy.deepcopy(b)
    c.x = 9.0
    print(b.x, c.x, d.x, c.mass, d.mass)


by_name()
order()
subclasses()
others()
copies()
