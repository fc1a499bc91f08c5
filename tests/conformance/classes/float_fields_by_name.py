# Fields of floats beside code that finds attributes by name, or holds the instances as objects of no known class.


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def dot(self, other):
        return self.x * other.x + self.y * other.y


class Other:
    def __init__(self, label):
        self.label = label
        self.x = "text"


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


def dig(things):
    out = []
    for t in things:
        t = id_of(t)
        out.append(t.x)
    return out


def id_of(x, *rest, **more):
    return [x, *rest][0]


def unknown_receivers():
    things = [Vec(1.0, 2.0), Other("o"), Vec(float("nan"), 1e300)]
    for _ in range(3):
        print(dig(things), [id_of(t).x for t in things])
    v = id_of(Vec(1.0, 2.0))
    for k in range(3):
        v.x += 1.5
        v.y = k
    print(v.x, v.y, id_of(v).dot(Vec(2.0, 2.0)))
    b = id_of(Bare(2.0))
    for _ in range(3):
        b.w += 1.0
        b.h = b.w * 0.5
        print(b.w, b.h, b.area())
    del b.w
    try:
        b.w
    except AttributeError as e:
        print(e)
    b.w = 8
    print(b.w, b.area())
    del b.h
    b.h = 1.0
    print(b.area())


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


unknown_receivers()
by_name()
order()
subclasses()
