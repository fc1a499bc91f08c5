class Singleton:
    instance = None

    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *args):
        print("init", args)
        self.args = args


a, b = Singleton(1), Singleton(2)
print(a is b, a.args)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as e:
    print(e)


class NoArgs:
    pass


for f in (lambda: NoArgs(1), lambda: NoArgs(x=1), lambda: object(1)):
    try:
        f()
    except TypeError as e:
        print(e)


class Registry:
    subclasses = {}

    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        Registry.subclasses[key or cls.__name__] = cls


class X(Registry):
    pass


class Y(Registry, key="why"):
    pass


print({k: v.__name__ for k, v in Registry.subclasses.items()})
try:
    class Z(NoArgs, key=1):
        pass
except TypeError as e:
    print(e)
print("class body runs:")


class Body:
    print("  in body")
    for i in range(3):
        print("  loop", i, end="")
    print()
    x = [i for i in range(3)]
    if len(x) == 3:

        def conditional(self):
            return "defined"

    del i
    y = x[1] + 10
    __z = "mangled"


print(Body().conditional(), Body.y, Body._Body__z, hasattr(Body, "i"))
Dynamic = type("Dynamic", (NoArgs,), {"attr": 5, "method": lambda self: self.attr + 1})
print(Dynamic().method(), Dynamic.__name__, Dynamic.__mro__[1].__name__)


def factory(n):
    class Local:
        value = n

        def get(self):
            return n, self.value

    return Local


L1, L2 = factory(1), factory(2)
print(L1().get(), L2().get(), L1 is L2, L1.__qualname__, isinstance(L1(), L2))


class Point3(tuple):
    __slots__ = ()

    def __new__(cls, x, y, z):
        return tuple.__new__(cls, (x, y, z))


print(Point3(1, 2, 3), Point3(1, 2, 3)[2])
print(isinstance(type, object), isinstance(object, type), type(type), type(object), type(5).__name__)


class Node:
    def __init__(self, value, children=None):
        self.value = value
        self.children = children or []

    def total(self):
        return self.value + sum(c.total() for c in self.children)


print(Node(1, [Node(2), Node(3, [Node(4)])]).total())
