# A list leaves its packed form when an item of another kind comes, and nothing is to be seen of it.
import json
import sys
import weakref


class Number(float):
    def __new__(cls, x: float) -> "Number":
        return super().__new__(cls, x)

    def __repr__(self) -> str:
        return f"Number({float(self)})"


class Token:
    def __del__(self) -> None:
        print("gone")


def floats() -> list[float]:
    return [1.0, 2.5, 1e300, -0.0]


def bools() -> list[bool]:
    return [True, False, True]


# What is made of a packed list by `*` is packed, whatever goes into it later.
def fill_floats(item: object) -> None:
    for kind in range(10):
        b = floats() * 1
        if kind == 0:
            b.append(item)
        elif kind == 1:
            b[1] = item
        elif kind == 2:
            b.insert(1, item)
        elif kind == 3:
            b[1:2] = [item, item]
        elif kind == 4:
            b.extend([item])
        elif kind == 5:
            b += (item,)
        elif kind == 6:
            b = b + [item]
        elif kind == 7:
            b[::2] = [item] * len(b[::2])
        elif kind == 8:
            b[1:1] = [item]
        elif kind == 9:
            del b[0]
            b[-1] = item
        print(kind, b, len(b), b.count(item), item in b, b.index(item))


def fill_bools(item: object) -> None:
    for kind in range(10):
        b = bools() * 1
        if kind == 0:
            b.append(item)
        elif kind == 1:
            b[1] = item
        elif kind == 2:
            b.insert(1, item)
        elif kind == 3:
            b[1:2] = [item, item]
        elif kind == 4:
            b.extend([item])
        elif kind == 5:
            b += (item,)
        elif kind == 6:
            b = b + [item]
        elif kind == 7:
            b[::2] = [item] * len(b[::2])
        elif kind == 8:
            b[1:1] = [item]
        elif kind == 9:
            del b[0]
            b[-1] = item
        print(kind, b, len(b), b.count(item), item in b, b.index(item))


def any_kind() -> None:
    for item in (3, True, "x", None, 2.0, 10**30, Number(4.0), (1.0,), [1.0]):
        fill_floats(item)
        fill_bools(item)
    source = floats() * 1
    source[:] = [1, "two", 3.0] * 1
    print(source)


def mixed_sorts() -> None:
    a = [3.0, 1.0, 2.0] * 1
    a.append(True)
    a.append(2)
    a.sort()
    print(a, [type(x).__name__ for x in a])
    b = [True, False] * 1
    b.append(0.5)
    b.append(0)
    b.sort(reverse=True)
    print(b)
    c = [2.0, 1.0] * 1
    c.append("x")
    try:
        c.sort()
    except TypeError as e:
        print("TypeError", e)
    print(sorted(c, key=str))
    d = [0.5, -1.5, 1.0] * 1
    d.sort(key=abs)
    print(d, sorted(d, key=lambda x: -x), max(d, key=abs))

    def touch(x: float) -> float:
        d.append(9.0)
        return x

    try:
        d.sort(key=touch)
    except ValueError as e:
        print("ValueError", e)
    print(d)


def kinds_kept() -> None:
    a = [1.0, 2.0] * 1
    a[0] = 3
    a[1] = False
    print(a, type(a[0]), type(a[1]), a[0] + a[1])
    b = [True, True] * 1
    b[0] = 1
    b.append(2)
    print(b, b[0] is True, b[1] is True, sum(b))
    n = Number(2.0)
    c = [1.0] * 1
    c.append(n)
    print(c, c[1] is n, sum(c))
    token = Token()
    d = [1.0, 2.0] * 1
    d.append(token)
    del token
    d.pop()
    print(d)
    e = [True] * 1
    e[0] = Token()  # type: ignore
    e[0] = False
    print(e)


def in_the_loop() -> None:
    a = [1.0, 2.0, 3.0] * 1
    for i, x in enumerate(a):
        if i == 1:
            a.append("late")
        print(x)
    b = [True, False] * 1
    for x in b:
        if len(b) < 5:
            b.append(len(b))
        print(x)
    it = iter(a)
    print(next(it))
    a[1] = None
    print(next(it), next(it), next(it))


def swapped() -> None:
    a = [1.0, 2.0] * 1
    b = [True, False] * 1
    a, b = b, a
    a[:], b[:] = b[:], a[:]
    print(a, b)
    c = [1.0, 2.0, 3.0] * 1
    c[1:2] = [True, False] * 1
    print(c)
    f = [True, False, True] * 1
    f[::2] = [0.5, 1.5] * 1
    print(f)
    g = a + b
    print(g, a == b, a < b, [1.0] == [True], [0.0] == [False], [1.0, 0.0] < [True, True])
    e: list = []
    e.extend(floats())
    e.append("end")
    e.extend(bools())
    print(e)


def elsewhere() -> None:
    a = floats()
    print(json.dumps([a, bools()]), json.loads(json.dumps(a)) == a)
    print(sys.getsizeof([0.5] * 100) >= 100, sys.getsizeof([]) < sys.getsizeof([1.0]))
    print("%s %s" % (a, bools()), list(map(str, a)), list(filter(None, a)), "".join(map(str, bools())))
    print(dict(zip(a, bools())), dict.fromkeys(bools()), [x for row in [a, bools()] for x in row])
    print(*a, *bools())
    print(max(*a), divmod(*a[:2]), isinstance(a, list), hash(tuple(a)) == hash(tuple(floats())))


class Holder:
    def __init__(self) -> None:
        self.values = [0.0] * 3
        self.seen = [False] * 3

    def step(self, i: int) -> None:
        self.values[i] += 1.5
        self.seen[i] = True


def holders() -> None:
    h = Holder()
    ref = weakref.ref(h)
    for i in (0, 2, 2):
        h.step(i)
    print(h.values, h.seen)
    h.values = h.values + [1]
    h.seen += ["yes"]
    print(h.values, h.seen, h.__dict__)
    setattr(h, "values", [1, 2, 3])
    h.step(1)
    print(h.values)
    del h
    print(ref())


def walk(a: list):
    for x in a:
        yield x


def generators() -> None:
    total = 0.0
    for x in walk([1.5, 2.5]):
        total += x
    print(total, list(walk([True, False])), sum(x for x in [0.5, 1e300, 0.25] if x < 1.0))
    pending = [0.5, 1.0, 1.5] * 1

    def run():
        while pending:
            x = pending.pop()
            yield x * 2.0
            if x == 1.0:
                pending.insert(0, 9.0)

    print(list(run()))


any_kind()
mixed_sorts()
kinds_kept()
in_the_loop()
swapped()
elsewhere()
holders()
generators()
