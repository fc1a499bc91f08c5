"""Fields of named tuples by name, when tuples of the class come that are shorter than its fields."""
from collections import Counter, namedtuple
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int
    z: int = 0


class Plain(tuple):
    __slots__ = ()


Pair = namedtuple("Pair", "left right")


def last(p):
    return p.z


def right(p):
    return p.right


def try_last(p):
    try:
        return last(p)
    except (IndexError, AttributeError) as e:
        return f"{type(e).__name__}: {e}"


for i in range(3):
    print(last(Point(i, i, i + 10)), try_last(Point(i, i)))
short = tuple.__new__(Point, (1, 2))
print(len(short), short.x, short.y, try_last(short))
print(try_last(tuple.__new__(Point, ())), try_last(Point(1, 2, 3)))
print([right(Pair(n, -n)) for n in range(4)])
try:
    print(right(tuple.__new__(Pair, "a")))
except IndexError as e:
    print(e)
print(right(Pair._make("ab")), right(Pair(1, 2)._replace(right=5)))


class Other(Pair):
    __slots__ = ()
    right = property(lambda self: "mine")


print(right(Other(1, 2)), right(Pair(1, 2)))
Pair.right = property(lambda self: "changed")
print(right(Pair(1, 2)), right(Other(1, 2)))

p = Point(7, 8, 9)
for value in (1, 2):
    try:
        p.z += value
    except AttributeError as e:
        print(e, p)


class A(tuple):
    pass


class B(tuple):
    second = Point.y


def second(b):
    return b.second


print(second(B("xyz")), second(B("pq")))
a = A("k")
a.__class__ = B
try:
    print(second(a))
except IndexError as e:
    print(e)
print(second(B("xyz")))

# Counting.
print(Counter("abracadabra").most_common(2), Counter([1, 1.0, True, "1"]))


class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


class Doubling(Counter):
    def get(self, key, default=None):
        return 2 * super().get(key, default)


c = Counter(a=3)
c.update("aab")
print(c, Doubling("aaab"))
c = Counter(a=1.5, b=2**61 - 1, c=2**70)
c.update("abcab")
print(c)
try:
    Counter([[1]])
except TypeError as e:
    print(e)
try:
    c.update(5)
except TypeError as e:
    print(e)


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"Odd({self.n})"


print(Counter(Odd(n % 5) for n in range(12)))
