class Point:
    """A point."""

    count = 0

    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


p = Point(1, 2)
q = Point(y=5)
print(p, q, [p, q], str(p), f"{p}", p.move(1, 1).move(0, 2), Point.count, p.count)
print(p == Point(2, 5), p != Point(2, 5), p == 5, p in [Point(2, 5)], {p: "v"}[Point(2, 5)], len({p, Point(2, 5)}))
p.count = 99
print(p.count, Point.count, p.__dict__, vars(q))
p.extra = "added"
print(p.extra, hasattr(p, "extra"), hasattr(q, "extra"), getattr(q, "extra", "none"))
setattr(q, "dynamic", 1)
print(q.dynamic, q.__dict__)
delattr(q, "dynamic")
for f in (lambda: q.dynamic, lambda: Point(1, 2, 3), lambda: Point.nope, lambda: q.move(), lambda: Point.move(), lambda: q.move(1), lambda: Point(z=1), lambda: q < p, lambda: q + p, lambda: q(), lambda: q[0], lambda: len(q), lambda: iter(q), lambda: -q, lambda: delattr(q, "nope"), lambda: 5 in q, lambda: int(q), lambda: setattr(q, 5, 1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
print(Point.__name__, Point.__doc__, Point.__module__, Point.__qualname__, type(p), type(Point), p.__class__ is Point, isinstance(p, Point), isinstance(p, object), Point.__bases__, Point.__mro__)


class Empty:
    pass


e = Empty()
e.a, e.b = 1, 2
print(e.__dict__, e == e, e == Empty(), e != Empty(), bool(e), type(e) is Empty, Empty() is Empty())
print(repr(e).startswith("<__main__.Empty object at 0x"), str(Empty), repr(Point.move).startswith("<function Point.move at"), repr(p.move).startswith("<bound method Point.move of Point("))
Point.norm1 = lambda self: abs(self.x) + abs(self.y)
print(p.norm1(), q.norm1())


class Nested:
    class Inner:
        value = 3

        def get(self):
            return Nested.Inner.value

    def make(self):
        return self.Inner()


print(Nested().make().get(), Nested.Inner.__qualname__)
