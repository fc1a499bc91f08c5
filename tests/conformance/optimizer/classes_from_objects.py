# Each of these comes from an object to its class in another way, and makes an instance of other contents.
import builtins
from builtins import type as kind


def opaque(x):
    return {"x": [x]}["x"][0]


class ByType:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class ByClass:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class ByMap:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class ByModule:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class ByImport:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class BySubclasses:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2


class ByMethod:
    def __init__(self, v): self.v = v
    def twice(self): return self.v * 2
    def __add__(self, o): return self.v + o.v


class Stranger:
    def __init__(self): self.v = "stranger"


def each(classes):
    for c in classes:
        x = c(1.5)
        print(x.twice())
        yield x


xs = list(each([ByType, ByClass, ByMap, ByModule, ByImport]))
print(type(opaque(xs[0]))("a").twice())
print(opaque(xs[1]).__class__("b").twice())
print([k("c").twice() for k in map(type, xs)])
print(builtins.type(opaque(xs[3]))("d").twice())
print(kind(opaque(xs[4]))("e").twice())


def quiet():
    a = ByMethod(2.5)
    print(a.twice(), a + a)
    b = opaque(a)
    print(type(b).__name__, b.__class__.__qualname__, type(b) is ByMethod)
    f = type(b).__add__
    print(f(Stranger(), Stranger()))
    print(type(b).twice(Stranger()))


quiet()


def only_here():
    s = BySubclasses(0.5)
    print(s.twice())
    for k in object.__subclasses__():
        if k.__name__ == "BySubclasses":
            print(k("f").twice())


only_here()
