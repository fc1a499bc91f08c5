class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
p.x += 10
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"))
for f in (lambda: setattr(p, "z", 1), lambda: p.z, lambda: p.__dict__):
    try:
        f()
    except AttributeError as e:
        print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
try:
    del p.x
except AttributeError as e:
    print(e)


class Q(P):
    __slots__ = ("w",)


class R(P):
    pass


q = Q(1, 2)
q.w = 3
print(q.x, q.w)
try:
    q.v = 1
except AttributeError as e:
    print(e)
r = R(1, 2)
r.anything = "dict"
print(r.__dict__, r.x)
try:
    class Clash:
        __slots__ = ("a",)
        a = 1
except ValueError as e:
    print(e)


class One:
    __slots__ = "single"


o = One()
o.single = 1
print(o.single)


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = 1
w.b = 2
print(w.a, w.b, w.__dict__)


class Empty:
    __slots__ = ()


try:
    Empty().x = 1
except AttributeError as e:
    print(e)


class A:
    __slots__ = ("a",)


class B:
    __slots__ = ("b",)


try:
    class AB(A, B):
        pass
except TypeError as e:
    print(e)
print(type(P.x).__name__, P.x.__get__(P(7, 8)))
