t = (1, "a", 2.5)
print(t, (), (1,), 1,) if False else print(t, (), (1,), tuple("ab"), tuple([1, 2]), tuple(), (1, (2, (3,))), len(t), t[0], t[-1], t[1:], t[::-1], t + (3,), t * 2, 0 * t, "a" in t, t.index("a"), t.count(1))
a = 1, 2
b = 3,
print(a, b, type(a), (*a, *b, *"xy"), (yes := 5), a == (1, 2), a == [1, 2], a < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) < (1, "x") if False else None)
for f in (lambda: t[5], lambda: t["a"], lambda: t + [1], lambda: t.index(99), lambda: hash(([],)), lambda: t.append(1), lambda: t < 5, lambda: (1, 2) < (1, "x"), lambda: tuple(5), lambda: t * 1.5):
    try:
        f()
    except (IndexError, TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
print(hash(()), hash((1, 2)) == hash((1, 2)), hash((1,)), hash((1, 2, 3)), hash((1, (2, 3))), hash((1.5, "a"[:0])), {(1, 2): "x"}[1, 2])
x = (1, [2])
x[1].append(3)
print(x)
try:
    x[1] += [4]
except TypeError as e:
    print(e, x)
p, q = a
p, q = q, p
print(p, q, a is tuple(a), a[:] is a)
t += (9,)
print(t, sorted([(2, 1), (1, 2), (1, 1)]), min((3, 1), (2, 9)), max([(1, "b"), (1, "a")]))
for i in (1, 2), (3, 4):
    print(i)


def pair():
    return 1, 2


print(pair(), pair()[1], [*pair()], *pair())


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


pt = Point(3, 4)
print(pt, pt.x, pt == (3, 4), len(pt), isinstance(pt, tuple), hash(pt) == hash((3, 4)), type(pt + (1,)))
