import copy


class P:
    __slots__ = ("x", "name", "count")
    def __init__(self, name, x):
        self.name = name
        self.x = x
    def grow(self):
        self.count = self.__dict__ if False else 1
        self.x += 1
        return self
    def __add__(self, o):
        return P(self.name + o.name, self.x + o.x)


def use(p):
    print(p.name, p.x, hasattr(p, "count"))
    try:
        print(p.count)
    except AttributeError as e:
        print(e)
    p.grow()
    print(p.count, p.x)
    del p.count
    try:
        print(p.count)
    except AttributeError as e:
        print(e, e.name, e.obj is p)
    try:
        del p.count
    except AttributeError as e:
        print(e)
    p.count = "text"
    p.x = 2.5
    print(p.count, p.x, (p + p).x)
    try:
        p.undeclared = 1
    except AttributeError as e:
        print(e)
    try:
        print(p.undeclared)
    except AttributeError as e:
        print(e)
    try:
        p.__dict__
    except AttributeError as e:
        print(e)


use(P("a", 1))


class Q(P):
    __slots__ = ["a", "z"]
    def __init__(self, name, x, z):
        super().__init__(name, x)
        self.z = z
        self.a = z * 2
    def total(self):
        return self.x + self.z + self.a


class R(P):
    def __init__(self, name, x, free):
        super().__init__(name, x)
        self.free = free
    def total(self):
        return self.x + self.free


class S(R):
    def __init__(self, name, x, free):
        super().__init__(name, x, free)
        self.more = free


class Bare:
    __slots__ = ()
    def get(self):
        return self.v


class Full(Bare):
    def __init__(self, v):
        self.v = v
        self.w = v + 1


class One(Bare):
    __slots__ = "v"
    def __init__(self, v):
        self.v = v


def several(i):
    return [P("p", i), Q("q", i, i), R("r", i, i), S("s", i, i)][i % 4]


for i in range(8):
    p = several(i)
    print(p.name, p.x, type(p).__name__, end=" ")
    if i % 4:
        print(p.total(), end=" ")
    try:
        p.free = 7
        print(p.free, p.__dict__)
    except AttributeError as e:
        print(e)
    if i % 4 == 3:
        p.more = 3
        p.x = "x"
        print(p.more, p.x, list(p.__dict__), sorted(vars(p)))
print(Full(3).get(), Full(4).__dict__, One("v").get(), One(1.5).get() + 1)


class WithDict:
    __slots__ = ("x", "__dict__")
    def __init__(self): self.x = 1


class WithRef:
    __slots__ = ("x", "__weakref__")
    def __init__(self): self.x = 1


class Private:
    __slots__ = ("__x", "_y")
    def __init__(self): self.__x = 1; self._y = 2
    def get(self): return self.__x + self._y


class Again(P):
    __slots__ = ("x",)
    def __init__(self, x): self.x = x


class Plain:
    def __init__(self, a): self.a = a


class Below(Plain):
    __slots__ = ("b",)
    def __init__(self, a): self.a = a; self.b = a


w = WithDict()
w.y = 2
print(w.x, w.y, w.__dict__, WithRef().x, Private().get(), Private()._Private__x)
a = Again(3)
print(a.x, P.x.__get__(a) if False else "", Below(4).a, Below(4).b, Below(5).__dict__)
try:
    P.x.__get__(a)
except AttributeError as e:
    print(e)
try:
    class Clash:
        __slots__ = ("x",)
        x = 1
except ValueError as e:
    print(e)
q = Q("q", 1, 2)
c = copy.copy(q)
c.z = "other"
print(c.name, c.x, c.z, c.a, q.z, hasattr(c, "count"))
d = copy.deepcopy(P("n", [1, 2]))
print(d.name, d.x)
print(P.__slots__, Q.__slots__, type(P.x).__name__, P.name)
for n in ("x", "count", "other"):
    try:
        setattr(q, n, n)
        print(getattr(q, n))
    except AttributeError as e:
        print(e)


class Late:
    __slots__ = ("v",)
    def __init__(self, v): self.v = v


def late(o):
    print(o.v)
    o.v = 2
    Late.v = 5
    print(o.v)
    try:
        o.v = 3
    except AttributeError as e:
        print(e)
    del Late.v
    try:
        print(o.v)
    except AttributeError as e:
        print(e)


late(Late(1))


class Node:
    __slots__ = ("next", "value")
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
    def __del__(self):
        print("dies", self.value)


n = Node(1, Node(2, Node(3)))
n.next.next = None
n.next = n.next.next
print(n.value)
del n
