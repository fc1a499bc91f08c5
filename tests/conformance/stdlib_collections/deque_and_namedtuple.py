from collections import deque, namedtuple

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend("ab")
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), 3 in d, d.index(3), d.count(1), list(reversed(d)))
d.rotate(2)
print(d)
d.rotate(-3)
d.insert(1, "x")
d.remove("x")
d.reverse()
d[0] = "first"
del d[1]
print(d, d.copy(), d == deque(d), d + deque([9]), d * 2)
m = deque(maxlen=3)
for i in range(6):
    m.append(i)
print(m, m.maxlen, deque([1, 2, 3], 2), deque("abc", maxlen=0))
m.appendleft("l")
print(m, m.clear(), m, bool(m))
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[99], lambda: d.remove("nope"), lambda: d.index("nope"), lambda: deque(5), lambda: deque([], -1), lambda: deque([1, 2], maxlen=2).insert(0, 3), lambda: d[0:1], lambda: hash(d), lambda: d < 5):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    q = deque([1, 2])
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
print(deque([1, 2]) < deque([1, 3]), deque() == [], deque([deque([1])]))
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._replace(x=9), p._asdict(), P._fields, P._make([3, 4]), len(p), [*p], hash(p) == hash((1, 2)), isinstance(p, tuple), P.__name__, P.__doc__, p._field_defaults)
a, b = p
Q = namedtuple("Q", ["a", "b", "c"], defaults=[10, 20])
print(a, b, Q(1), Q(1, 2), Q(*"xyz"), Q._field_defaults, sorted([P(2, 1), P(1, 5)]), repr(Q(1)), p + (3,), p[::-1])
R = namedtuple("R", "class def x x", rename=True)
print(R._fields)
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: setattr(p, "x", 5), lambda: namedtuple("Z", "a a"), lambda: namedtuple("Z", "class"), lambda: namedtuple("1Z", "a"), lambda: p._replace(q=1), lambda: p.nope, lambda: namedtuple("Z", "_x"), lambda: P._make([1])):
    try:
        print(f())
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)


class Point3(namedtuple("Base", "x y z")):
    __slots__ = ()

    def norm(self):
        return (self.x**2 + self.y**2 + self.z**2) ** 0.5

    def __str__(self):
        return f"<{self.x},{self.y},{self.z}>"


print(Point3(1, 2, 2).norm(), Point3(1, 2, 3), repr(Point3(1, 2, 3)))
