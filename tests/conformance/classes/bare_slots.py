"""Classes behind bases whose `__slots__` are empty: their instances are like those of any class."""

import abc
from collections.abc import Sized


class Empty:
    __slots__ = ()


class One:
    __slots__ = ("one",)


class Plain:
    def __init__(self):
        self.p, self.q = 1, 2


class A(abc.ABC):
    def __init__(self, n):
        self.n = n
        self.label = f"a{n}"

    @abc.abstractmethod
    def area(self): ...


class B(A):
    def __init__(self, n, extra=None):
        super().__init__(n)
        self.extra = extra

    def area(self):
        return self.n**2


class C(Plain, Empty):
    def more(self):
        self.r = 3
        return self


class D(Empty, Plain):
    pass


class E(Empty):
    __slots__ = ("e",)


class F(E):
    def __init__(self):
        self.f = 1
        self.e = 2


class G(Empty, Sized):
    def __init__(self):
        self.items = [1]

    def __len__(self):
        return len(self.items)


class H(One, Empty):
    def __init__(self):
        self.z = 1
        self.one = 2


class Error(Exception, Empty):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class T(tuple, Empty):
    def __init__(self, items):
        self.size = len(items)


for x in (B(2), B(3, "x"), C(), C().more(), D(), F(), G(), H(), Error(4), T((1, 2))):
    print(type(x).__name__, vars(x), type(x).__dictoffset__ != 0, hasattr(x, "__weakref__"))
    x.later = 5
    del x.later
    x.__dict__["other"] = 6
    print(x.other, sorted(vars(x)))
try:
    Empty().x = 1
except AttributeError as e:
    print(e)
try:
    E().x = 1
except AttributeError as e:
    print(e)
try:
    A(1)
except TypeError as e:
    print(e)
b = B(1)
b.extra = "changed"
del b.n
b.n = 7
print(vars(b), b.area(), isinstance(G(), Sized), len(G()))


class Other(Empty):
    pass


class Another(Empty):
    def __init__(self):
        self.own = 1


for old, new in ((Other(), Another), (Another(), Other), (F(), Other), (H(), Other)):
    old.mark = 1
    try:
        old.__class__ = new
        print(type(old).__name__, sorted(vars(old)))
    except TypeError as e:
        print(e)


class Narrow(B):
    __slots__ = ("w",)


n = Narrow(2)
n.w = 3
print(vars(n), n.w, n.area())


class Meta(type):
    def __call__(cls, *args, **kw):
        print("meta", args, kw)
        return super().__call__(*args, **kw)


class Sub(Meta):
    pass


class Quiet(type):
    pass


class M1(Empty, metaclass=Sub):
    def __init__(self, a=1, *, b=2):
        self.a, self.b = a, b


class M2(Empty, metaclass=Quiet):
    def __init__(self, a=1, *, b=2):
        self.a, self.b = a, b


class M3(M2):
    def __new__(cls, *args, **kw):
        return object.__new__(cls) if args else 5


print(vars(M1(3)), vars(M1(b=4)), vars(M2(5, b=6)), vars(M2()), M3(), vars(M3(1)))
for call in (lambda: M2(1, 2), lambda: M2(c=1), lambda: Quiet("X"), lambda: Quiet()):
    try:
        print(call())
    except TypeError as e:
        print(e)
print(Quiet("X", (), {"y": 1}).y, type.__call__(M2, 8).a)
