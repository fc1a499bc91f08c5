# Fields that constructors set are read without a test; every way around that must still be seen.
import copy


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def total(points):
    s = 0
    for p in points:
        s += p.x + p.y
        p.x = p.x + 1
    return s


points = [Point(i, i * 0.5) for i in range(5)]
print(total(points), total(points))


class Partial:
    def __init__(self, deep):
        self.a = 1
        if deep:
            self.b = 2
        self.c = 3


def sum_partial(p):
    return p.a + p.c + p.b


print(sum_partial(Partial(True)))
try:
    print(sum_partial(Partial(False)))
except AttributeError as e:
    print(e)


class Calls:
    def __init__(self):
        self.first = 1.5
        self.report()
        self.second = 2.5

    def report(self):
        try:
            print(self.first, self.second)
        except AttributeError as e:
            print(e)


Calls().report()


class Deleted:
    def __init__(self):
        self.gone = 1
        self.kept = 2


def show(d):
    try:
        return d.gone + d.kept
    except AttributeError as e:
        return str(e)


d = Deleted()
print(show(d))
del d.gone
print(show(d))
d.gone = 40
print(show(d))


class Base:
    def __init__(self, n):
        self.n = n
        self.m = n * 2.0


class Derived(Base):
    def __init__(self, n):
        super().__init__(n)
        self.k = n + 1


class Forgetful(Base):
    def __init__(self, k):
        self.k = k


class Late(Base):
    def __init__(self, n):
        self.k = n
        super().__init__(n)


class Plain(Base):
    pass


def read_all(o):
    out = []
    try:
        out.append(o.n)
        out.append(o.m)
        o.m = o.m + 1.0
        out.append(o.m)
    except AttributeError as e:
        out.append(str(e))
    return out


for made in [Base(1), Derived(2), Forgetful(3), Late(4), Plain(5)]:
    print(type(made).__name__, read_all(made))


class Leaks:
    seen = []

    def __init__(self, v):
        self.early = v
        registry.append(self)
        if v > 1:
            raise ValueError("too large")
        self.late = v


registry = []


def look(o):
    try:
        return (o.early, o.late)
    except AttributeError as e:
        return str(e)


Leaks(1)
try:
    Leaks(2)
except ValueError as e:
    print(e)
print([look(o) for o in registry])


class Handler:
    def __init__(self, text):
        try:
            self.value = int(text)
            self.good = True
        except ValueError:
            self.error = text
        self.done = 1


def describe(h):
    try:
        return h.value, h.good, h.done
    except AttributeError as e:
        return str(e)


print(describe(Handler("5")), describe(Handler("x")))


class Returns:
    def __init__(self, n):
        self.a = n
        if n == 0:
            return
        self.b = n


def both(r):
    try:
        return r.a, r.b
    except AttributeError as e:
        return str(e)


print(both(Returns(1)), both(Returns(0)))


class Closure:
    def __init__(self, n):
        self.n = n
        self.get = lambda: self.later
        try:
            print(self.get())
        except AttributeError as e:
            print(e)
        self.later = n * 2


print(Closure(4).get())


class Nan:
    def __init__(self):
        self.v = 1.0
        self.w = 2.0


def set_nan(o, x):
    o.v = x * 0.0
    a = o.v
    b = o.v
    o.w = o.v
    return a is b, o.w is o.v, a != a


print(set_nan(Nan(), float("inf")), set_nan(Nan(), 3.0)[2])


class Text:
    def __init__(self, s):
        self.s = s
        self.items = [s]


def replace(t, s):
    old = t.s
    t.s = s
    t.items = [s, old]
    return len(t.items[0]) + len(t.s)


t = Text("abc" * 3)
for i in range(3):
    print(replace(t, "x" * i), t.items)
print(copy.copy(t).s, copy.deepcopy(t).items)
