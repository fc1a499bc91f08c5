# Lists of floats that the compiler may hold as plain doubles: every operation, and every way out of that form.
import copy
import json
import math


def numbers(n: int) -> list[float]:
    return [i * 0.5 for i in range(n)]


def show(title: str, *values: object) -> None:
    print(title, *[repr(v) for v in values])


def reading() -> None:
    a = numbers(6)
    show("items", a[0], a[5], a[-1], a[-6], len(a), bool(a))
    total = 0.0
    for x in a:
        total += x
    show("sum", total, sum(a), min(a), max(a), math.fsum(a))
    for bad in (6, -7, 10**20):
        try:
            print(a[bad])
        except IndexError as e:
            print("IndexError", e)
    first, second, *rest = a
    show("unpacked", first, second, rest)
    b, c = a[:2]
    show("two", b, c)
    show("slices", a[1:3], a[::-1], a[::2], a[4:1:-1], a[3:3], a[10:], a[-2:])
    show("enumerate", list(enumerate(a[:2])), list(zip(a, a[1:]))[:2], list(reversed(a))[:2])
    show("tuple", tuple(a), set(a[:1]), list(a), [*a, 1.5], sorted(a, reverse=True))
    show("found", 1.5 in a, 1 in a, 7.0 in a, "x" in a, a.index(2.5), a.index(1, 1), a.count(2), a.count(True))
    try:
        a.index(0.25)
    except ValueError as e:
        print("ValueError", e)
    show("equal", a == numbers(6), a == tuple(a), a != numbers(5), a < numbers(7), a >= [0.0, 0.75], [1.0, 2.0] == [1, 2])
    show("text", a, str(a), f"{a[1]:.3f}", json.dumps(a), "%s" % a)
    match a:
        case [0.0, x, *_]:
            print("matched", x)


def writing() -> None:
    a = numbers(4)
    a[0] = -0.0
    a[-1] = 1e300
    a[1] += 0.25
    show("set", a, math.copysign(1.0, a[0]))
    try:
        a[4] = 1.0
    except IndexError as e:
        print("IndexError", e)
    a.append(5e-324)
    a.insert(1, 2.5)
    a.insert(-100, 9.0)
    a.insert(100, 8.0)
    show("grown", a, a.pop(), a.pop(0), a.pop(-2), a)
    a.extend([1.0, 2.0])
    a.extend(a)
    a += (x / 4 for x in a[:2])
    a += (7.5,)
    show("extended", a)
    a.remove(1.0)
    a.reverse()
    show("turned", a)
    a.sort()
    show("sorted", a)
    a.sort(reverse=True)
    show("backwards", a[:3])
    a[1:3] = [0.125]
    a[::2] = [x + 1.0 for x in a[::2]]
    a[1:1] = a[:2]
    show("slices", a)
    try:
        a[::2] = [1.0]
    except ValueError as e:
        print("ValueError", e)
    del a[0]
    del a[1:3]
    del a[::2]
    show("deleted", a)
    show("joined", a + a[:1], a * 2, 2 * a[:1], a * 0, a * -1, [] + a, a + [])
    a *= 2
    show("twice", a)
    a[:] = [3.0, 1.0]
    show("all", a)
    a *= 0
    show("none", a, len(a), bool(a))
    a.append(4.0)
    show("again", a)
    a.clear()
    try:
        a.pop()
    except IndexError as e:
        print("IndexError", e)
    b = copy.copy(numbers(2))
    c = copy.deepcopy([numbers(2)])
    b.append(1.0)
    c[0].append(2.0)
    show("copies", b, c, numbers(2).copy())


def many() -> None:
    a = [0.25] * 1000
    for i in range(len(a)):
        a[i] = i * 1.0
    while len(a) > 3:
        a.pop()
    show("shrunk", a)
    b: list[float] = []
    for i in range(2000):
        b.append(i + 0.5)
    show("filled", len(b), sum(b), b[1999])
    rows = [[0.0] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(3):
            rows[i][j] = i * 10.0 + j
    show("rows", rows, [r[1] for r in rows], [sum(r) for r in rows], list(zip(*rows)))
    d = [1e308, 1e-308, 2.0**-255, 2.0**257, 0.0, -0.0, float("inf"), -float("inf"), 5e-324]
    for i in range(len(d)):
        d[i] = d[i] * 1.0
    show("extremes", d, [x.hex() for x in d])
    d.sort()
    show("in order", d)


def nans() -> None:
    nan = float("nan")
    a = [1.0, nan, 2.0]
    show("nan", nan in a, float("nan") in a, a == [1.0, nan, 2.0], a == [1.0, float("nan"), 2.0])
    show("itself", a[1] is a[1], a[1] is nan, a[1] == a[1], a.index(nan), a.count(nan))
    b = [0.0] * 3
    for i in range(3):
        b[i] = nan
    show("stored", nan in b, b[0] is b[2], b.count(nan), b == [nan] * 3)
    c: list[float] = []
    for i in range(3):
        c.append(math.inf - math.inf)
    show("made", c, c[0] in c, c[0] is c[0], c[0] is c[1], c.index(c[2]), c == c[:], c == c)
    a.sort()
    show("sorted", a)


def aliases() -> None:
    a = numbers(3)
    n = 0
    for x in a:
        n += 1
        if n < 4:
            a.append(x + 100.0)
    show("grows while it is walked", a)
    n = 0
    for x in a:
        n += 1
        a.pop()
    show("shrinks", a, n)
    b = a
    b[0] = 77.0
    show("alias", a is b, a)
    a[:] = a + a
    a[1:2] = a
    a.extend(a)
    show("itself", a)
    it = iter(a)
    next(it)
    a.clear()
    show("ended", list(it))


reading()
writing()
many()
nans()
aliases()
