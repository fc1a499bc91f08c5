# Lists of bools that the compiler may hold as bytes: every operation, and every way out of that form.


def flags(n: int) -> list[bool]:
    return [i % 3 == 0 for i in range(n)]


def show(title: str, *values: object) -> None:
    print(title, *[repr(v) for v in values])


def reading() -> None:
    a = flags(7)
    show("items", a[0], a[1], a[-1], a[-7], len(a), bool(a))
    n = 0
    for x in a:
        if x:
            n += 1
    show("count", n, sum(a), min(a), max(a), any(a), all(a), a.count(True), a.count(1), a.count(0.0))
    for bad in (7, -8):
        try:
            print(a[bad])
        except IndexError as e:
            print("IndexError", e)
    x, y, *rest = a
    show("unpacked", x, y, rest)
    show("slices", a[1:4], a[::-1], a[::3], a[5:1:-2], a[9:])
    show("found", True in a, 1 in a, 2 in a, None in a, a.index(False), a.index(True, 1), [True] * 2 == [1, 1])
    show("made", list(a), tuple(a), sorted(a), sorted(a, reverse=True), list(reversed(a)), [*a], set(a))
    show("compared", a == flags(7), a < flags(8), a != a[:], a > [False])
    show("identity", a[0] is True, a[1] is False, a[0] + 1, -a[0], a[0] and a[1])
    match a:
        case [True, False, *_]:
            print("matched")


def writing() -> None:
    a = [True] * 10
    a[0] = False
    a[-1] = not a[0]
    a[3] &= False
    a[4] ^= True
    show("set", a)
    a[::2] = [False] * len(a[::2])
    show("step", a)
    a[1:3] = [True, True, False]
    a[0:0] = a[:2]
    show("slices", a)
    a.append(True)
    a.insert(0, True)
    a.insert(-1, False)
    show("grown", a, a.pop(), a.pop(0), a.pop(2), a)
    a.extend([True, False])
    a += flags(3)
    a.extend(x for x in a[:3])
    a.remove(False)
    a.reverse()
    show("turned", a)
    a.sort()
    show("sorted", a)
    del a[0]
    del a[:3]
    del a[::2]
    show("deleted", a)
    show("joined", a + a[:1], a[:2] * 3, a * 0, [] + a)
    a *= 2
    show("twice", a)
    a.clear()
    a.append(False)
    show("again", a)


def sieve(n: int) -> int:
    is_prime = [True] * (n + 1)
    is_prime[0] = is_prime[1] = False
    for i in range(2, int(n**0.5) + 1):
        if is_prime[i]:
            is_prime[i * i :: i] = [False] * len(is_prime[i * i :: i])
    other = [True] * (n + 1)
    other[0] = other[1] = False
    i = 2
    while i * i <= n:
        if other[i]:
            for j in range(i * i, n + 1, i):
                other[j] = False
        i += 1
    print(is_prime == other)
    return sum(is_prime)


def many() -> None:
    a: list[bool] = []
    for i in range(1000):
        a.append(i % 7 == 1)
        if i % 5 == 0:
            a.pop()
    show("filled", len(a), sum(a))
    while a:
        a.pop()
    show("emptied", a)
    rows = [[False] * 4 for _ in range(3)]
    rows[1][2] = True
    show("rows", rows, [any(r) for r in rows], [r.count(True) for r in rows])
    for n in range(20):
        b = [True] * n
        b.append(False)
        b.insert(n // 2, False)
        print(len(b), sum(b), end=" ")
    print()


reading()
writing()
many()
print(sieve(10000))
