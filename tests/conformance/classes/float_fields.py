# Fields to which the program only ever assigns floats, and what else can happen to them.
import math


class Body:
    def __init__(self, x, y, mass):
        self.x = x
        self.y = y
        self.mass = mass * 2.0

    def move(self, dx, dy):
        self.x += dx
        self.y += dy

    def norm(self):
        return math.sqrt(self.x * self.x + self.y * self.y)


class Named(Body):
    def __init__(self, x, y, mass, name):
        super().__init__(x, y, mass)
        self.name = name
        self.charge = 0.5


class Late:
    def __init__(self, first):
        if first:
            self.a = 1.5
        self.b = 2.5

    def fill(self, a):
        self.a = a

    def drop(self):
        del self.a


class Partial:
    def __init__(self):
        self.total = 0.0

    def reset(self):
        self.total = 0.0

    def late(self):
        return self.missing

    def make(self, v):
        self.missing = v * 1.0


def numbers():
    b = Body(1.0, -2.0, 3.0)
    b.move(0.5, 0.25)
    print(b.x, b.y, b.mass, b.norm())
    for v in (0.0, -0.0, 1e300, -1e-300, 5e-324, math.inf, -math.inf, math.nan):
        b.x = v
        print(b.x, math.copysign(1.0, b.x), b.x == v, b.x is b.x, b.x != b.x)
    b.x = math.nan
    b.x += 1.0
    print(b.x)
    b.x = 4.0
    b.move(1.0, 1.0)
    print(b.x, b.y)
    held = [b.x, b.y]
    b.x = 7.0
    print(held, b.x)


def nans():
    first, second = float("nan"), float("nan")
    b, c = Body(first, second, 1.0), Body(first, 0.0, math.nan)
    print(b.x is first, b.y is second, b.x is b.y, b.x is c.x, b.x == c.x)
    print([b.x] == [first], [b.x] == [second], (b.x,) == (c.x,), b.x in [first])
    print(len({b.x, c.x, first}), math.isnan(c.mass))
    c.y = 3.0
    c.x = 4.0
    print(c.norm(), sorted(["x", "y"]))


def inheritance():
    n = Named(3.0, 4.0, 1.0, "n")
    n.move(0.0, 0.0)
    print(n.norm(), n.name, n.charge, n.mass)
    bodies = [Body(1.0, 1.0, 1.0), n, Named(6.0, 8.0, 1.0, "m")]
    for b in bodies:
        b.x *= 2.0
        b.y *= 2.0
    print([b.norm() for b in bodies])
    print(sum(b.mass for b in bodies), max([b.norm() for b in bodies]))


def unset():
    late = Late(False)
    try:
        print(late.a)
    except AttributeError as e:
        print(e)
    late.fill(9.0)
    print(late.a, late.b)
    late.drop()
    try:
        late.drop()
    except AttributeError as e:
        print(e)
    try:
        print(late.a + 1.0)
    except AttributeError as e:
        print(e)
    late.fill(math.nan)
    print(late.a)
    late.fill(0.5)
    print(late.a, Late(True).a)
    p = Partial()
    try:
        p.late()
    except AttributeError as e:
        print(e)
    p.make(3)
    print(p.late(), p.total)
    p.reset()
    print(p.late(), p.total)


def many():
    # Objects that die, and a chain that is deep.
    class Node:
        def __init__(self, weight, next):
            self.weight = weight
            self.next = next

    head = None
    for i in range(50000):
        head = Node(i * 0.5, head)
    total = 0.0
    at = head
    while at is not None:
        total += at.weight
        at = at.next
    print(total)
    at = head = None


class Chain:
    def __init__(self, weight, next):
        self.weight = weight
        self.next = next


def chain():
    head = None
    for i in range(100000):
        head = Chain(i * 0.25, head)
    total, at = 0.0, head
    while at is not None:
        total += at.weight
        at = at.next
    print(total)


class Mixed:
    def __init__(self, ratio, size):
        self.ratio = ratio
        self.size = size
        self.limit = 1.0


def mixed():
    m = Mixed(0.5, 3)
    m.size = 0.25
    m.limit = 2
    print(m.ratio, m.size, m.limit, Mixed(1, 1).ratio)
    m.limit = None
    print(m.limit)
    m.limit = "none"
    print(m.limit)


numbers()
nans()
inheritance()
unset()
many()
chain()
mixed()
