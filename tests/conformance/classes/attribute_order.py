"""Attributes that are set in another order than the class's methods name them keep their own order."""
import copy


class Square:
    def __init__(self, n):
        self.n = n
        self.mark = 0

    def move(self, color):
        self.color = color
        self.reference = self.n
        self.used = True

    def link(self, others):
        self.neighbours = others

    def forget(self):
        del self.color


a = Square(1)
a.link([2])
a.used = False
print(list(a.__dict__), a.used, a.neighbours)

b = Square(2)
b.link([1])
b.used = False
b.move("w")
print(b.n, b.mark, b.color, b.reference, b.used, b.neighbours)
b.color = "b"
print(list(vars(b).items()))
b.extra = 1
b.forget()
b.move("x")
print(vars(b))

c = Square(3)
c.extra = 5
c.link([])
c.used = True
del c.extra
c.extra = 6
c.forget() if hasattr(c, "color") else None
del c.used
c.used = 7
print(hasattr(c, "color"), [k for k in vars(c)], c.used, c.extra)

d = Square(4)
d.used = 1
del d.used
try:
    d.used
except AttributeError as e:
    print(e)
d.color = 2
d.used = 3
print(sorted(x for x in dir(d) if not x.startswith("_")), d.__dict__)
d.__dict__["color"] = 9
print(d.color, d.used)
d.__dict__ = {"n": 0, "color": 1}
print(vars(d), d.color)


class Base:
    __slots__ = ("s",)


class Mixed(Base):
    def __init__(self):
        self.s = 1
        self.x = 2
        self.y = 3

    def other(self):
        self.z = 4


m = object.__new__(Mixed)
m.z = 1
m.s = 2
m.y = 3
m.x = 4
print(m.__dict__, m.s)

e = Square(5)
e.used = [1]
e.color = "r"
f = copy.copy(e)
print(vars(f), f.used is e.used)
g = copy.deepcopy(e)
print(list(vars(g)), g.used is e.used)


class Named:
    def late(self):
        self.first = 1
        self.second = 2


total = 0
for i in range(1000):
    n = Named()
    n.second = i
    n.first = 2
    total += n.second * n.first
    n.late()
    total += n.second
print(total, list(vars(n)))
