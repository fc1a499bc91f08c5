# What a call of a class does when `__new__` yields something else than a fresh instance of it.
class Base:
    def __new__(cls, kind):
        if kind == "list":
            return [1, 2]
        if kind == "derived":
            return object.__new__(Derived)
        return object.__new__(cls)


class Derived(Base):
    def __init__(self, kind):
        self.kind = kind


print(Base("list"), Derived("list"), Base("derived").kind, Derived("plain").kind, type(Base("x")).__name__)


# Keywords go to the half of the constructor that knows them.
class Tagged(list):
    def __new__(cls, items, tag=None):
        self = super().__new__(cls, items)
        self.tag = tag
        return self


class Named(tuple):
    def __init__(self, items, name=None):
        self.name = name


class Scaled(float):
    def __init__(self, value, unit=""):
        self.unit = unit


print(Tagged([1], tag="t"), Tagged([1], tag="t").tag, Named([1, 2], name="n").name, Scaled(1.5, unit="m").unit)
for make in (lambda: list(sequence=()), lambda: tuple(iterable=()), lambda: float(x=1), lambda: list(1, 2), lambda: int("1", 2, 3), lambda: str(b"", 1)):
    try:
        make()
    except TypeError as e:
        print(e)


# A class made by calling `type` belongs to the module whose code runs.
T = type("T", (), {})
print(T, T.__module__)


# A descriptor that can only be set yields to what the instance holds.
class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["a"] = value * 2


class Holder:
    a = SetOnly()


h = Holder()
print(h.a is Holder.__dict__["a"])
h.a = 21
print(h.a)


# `__class__` may come from a proxy.
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "_target"), name)


print(isinstance(Proxy(3), int), isinstance(Proxy("s"), int), isinstance(Proxy(h), Holder))


class Auto:
    def hello(self):
        return "hello"


class Child(Auto):
    def hello(self):
        return "child " + self._Child__super.hello()


Child._Child__super = super(Child)
print(Child().hello())
c = Child()
c.x = 1
del c.__dict__
print(c.__dict__)


class I(int):
    def __pow__(self, other, mod=None):
        return "pow", int(self), int(other), mod and int(mod)

    def __rpow__(self, other, mod=None):
        return "rpow", int(other), int(self), mod and int(mod)


print(pow(I(2), 3), pow(2, I(3)), pow(2, I(3), 5), pow(I(2), 3, 5), pow(2, 3, I(5)))
