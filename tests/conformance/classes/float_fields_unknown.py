# Instances with fields of floats as objects of no known class, in a program that finds no attribute by a computed name.


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def dot(self, other):
        return self.x * other.x + self.y * other.y


class Other:
    def __init__(self, label):
        self.label = label
        self.x = "text"


class Bare:
    def __init__(self, w):
        self.w = w
        self.h = w * 2.0

    def area(self):
        return self.w * self.h


class Wide(Bare):
    def __init__(self, w):
        super().__init__(w)
        self.depth = 3.0


class Pair:
    def __init__(self):
        self.first = 0.0
        self.second = 0.0

    def put(self, first, second):
        self.first = first
        self.second = second

    def swap(self):
        self.first, self.second = self.second, self.first


class Label:
    def __init__(self, first):
        self.first = first


def read(things):
    return [id_of(t).first for t in things]


def read_only():
    nan = float("nan")
    pairs = [Pair(), Pair(), Pair()]
    pairs[0].put(1.0, 2.0)
    pairs[1].put(nan, 1e300)
    pairs[2].put(-0.0, 5e-324)
    for _ in range(3):
        for p in pairs:
            p.swap()
        print(read([*pairs, Label("text"), Label(7)]))
    print(read([pairs[1]])[0] is nan, id_of(pairs[1]).second is nan, nan in read(pairs))
    bare = Pair()
    bare.put(0.5, 0.25)
    del bare.first
    for _ in range(2):
        try:
            print(read([pairs[0], bare]))
        except AttributeError as e:
            print(e)
    bare.first = 2.0
    print(read([bare]), bare.second, bare.first + bare.second)


def dig(things):
    out = []
    for t in things:
        t = id_of(t)
        out.append(t.x)
    return out


def id_of(x, *rest, **more):
    return [x, *rest][0]


def unknown_receivers():
    things = [Vec(1.0, 2.0), Other("o"), Vec(float("nan"), 1e300)]
    for _ in range(3):
        print(dig(things), [id_of(t).x for t in things])
    v = id_of(Vec(1.0, 2.0))
    for k in range(3):
        v.x += 1.5
        v.y = k
    print(v.x, v.y, id_of(v).dot(Vec(2.0, 2.0)))
    b = id_of(Bare(2.0))
    for _ in range(3):
        b.w += 1.0
        b.h = b.w * 0.5
        print(b.w, b.h, b.area())
    del b.w
    try:
        b.w
    except AttributeError as e:
        print(e)
    b.w = 8
    print(b.w, b.area())
    del b.h
    b.h = 1.0
    print(b.area())


class Order:
    def __init__(self, swap):
        if swap:
            self.b = 2.0
            self.a = 1.0
        else:
            self.a = 1.0
            self.b = 2.0
        self.c = 3.0

    def shape(self):
        return self.a, self.b, self.c


def order():
    for swap in (False, True):
        o = Order(swap)
        print(o.shape())
        o = Order(swap)
        o.a += 1.0
        del o.b
        o.b = 5.0
        print(o.shape())


unknown_receivers()
read_only()
order()
