"""Attributes reached again and again through one place, while their classes and instances change."""


class Base:
    kind = "base"

    @property
    def size(self):
        return len(self.items)

    @size.setter
    def size(self, n):
        self.items = [0] * n


class Slots:
    __slots__ = ("a", "b")


class Mixed(Slots):
    pass


def get(o, name):
    try:
        match name:
            case "kind":
                return o.kind
            case "size":
                return o.size
            case "extra":
                return o.extra
            case "a":
                return o.a
            case _:
                return o.__class__.__name__
    except AttributeError as e:
        return str(e)


def put(o, name, value):
    try:
        match name:
            case "kind":
                o.kind = value
            case "size":
                o.size = value
            case "extra":
                o.extra = value
            case "a":
                o.a = value
    except AttributeError as e:
        return str(e)


def show(o):
    print(*[get(o, n) for n in ("kind", "size", "extra", "a", "class")])


o = Base()
o.items = [1, 2]
for step in range(3):
    show(o)
for step in range(3):
    put(o, "size", 3 + step)
    put(o, "extra", step)
    show(o)
Base.kind = "changed"
show(o)
put(o, "kind", "own")
show(o)
del o.kind
show(o)
Base.kind = property(lambda self: "computed")
show(o)
print(put(o, "kind", 1))
Base.kind = 5
Base.extra = 7
show(o)
del o.extra
show(o)
del Base.extra
show(o)
print(o.__dict__)
put(o, "extra", "after")
put(o, "a", "after")
show(o)
print(o.__dict__)
o.__dict__ = {"extra": 1}
show(o)
put(o, "extra", 2)
print(o.__dict__, o.extra)
Base.__getattr__ = lambda self, name: "hook " + name
o.items = ()
show(o)
o.__dict__.clear()
show(o)
del Base.__getattr__
show(o)
Base.__setattr__ = lambda self, name, value: print("set", name, value)
put(o, "extra", 1)
put(o, "a", 1)
del Base.__setattr__
put(o, "a", 1)
show(o)

s, m = Slots(), Mixed()
for x in (s, m, s, m):
    show(x)
    print(put(x, "a", 1), put(x, "extra", 2), put(x, "kind", 3))
    show(x)
    del x.a
    show(x)
    put(x, "a", 4)
    show(x)


class Ordered:
    def fill(self, names):
        for n in names:
            put(self, n, n)
        return self


for names in (("kind", "a"), ("a", "kind", "extra"), ("extra", "a", "kind"), ("kind", "a")):
    x = Ordered().fill(names)
    print(vars(x))
    put(x, "a", 9)
    show(x)
    print(vars(x))


class First:
    def __init__(self, flip):
        if flip:
            self.y = 1
            self.x = 2
        else:
            self.x = 3
            self.y = 4


for flip in (False, True, False, True):
    print(vars(First(flip)), First(flip).x)


class Noisy:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        self.owner.__dict__ = {"gone": True}


for step in range(2):
    owner = Ordered()
    put(owner, "extra", Noisy(owner))
    put(owner, "extra", step)
    print(sorted(vars(owner)))


class Fake:
    @property
    def __class__(self):
        return int


show(Fake())
print(isinstance(Fake(), int))
a, b = Base(), Fake()
for x in (a, b, a, b):
    show(x)
Base.size = 12
show(a)
Base.size.__class__
