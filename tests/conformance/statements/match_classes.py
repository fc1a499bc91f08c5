from dataclasses import dataclass
from enum import Enum


@dataclass
class Point:
    x: int
    y: int


class Shape:
    __match_args__ = ("name", "size")

    def __init__(self, name, size):
        self.name = name
        self.size = size


class Sub(Shape):
    pass


class Color(Enum):
    RED = 1
    GREEN = 2


class Limits:
    LOW = 10
    HIGH = 20


def f(v):
    match v:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y axis at {y}"
        case Point(x, 0):
            return f"on x axis at {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Sub("sub" as n, size):
            return f"sub {n} {size}"
        case Shape(name, size=int(s)):
            return f"shape {name} int {s}"
        case Shape(name):
            return f"shape {name}"
        case Color.RED:
            return "red"
        case Color():
            return "colour"
        case Limits.LOW | Limits.HIGH as limit:
            return f"limit {limit}"
        case [Point(x=a), Point(x=b)]:
            return f"two points {a} {b}"
        case {"p": Point(x, y), "n": [*names]}:
            return f"mapped {x} {y} {names}"
        case int() | float() as number:
            return f"number {number}"
        case str(s):
            return f"str {s}"
        case list(items):
            return f"list {items}"
        case (a, b) as pair:
            return f"pair {pair}"
        case bool():
            return "never"


for v in (Point(0, 0), Point(0, 5), Point(5, 0), Point(3, 3), Point(1, 2), Sub("sub", 1), Sub("x", 2), Shape("s", "big"), Shape("s", 4), Color.RED, Color.GREEN, 10, 20, [Point(1, 2), Point(3, 4)], {"p": Point(1, 2), "n": "ab"}, {"p": Point(1, 2), "n": ["q"]}, 15, 2.5, "text", [1, 2, 3], (1, 2), None):
    print(f(v))
bad = [(Point, "three"), (int, "two"), (Limits, "one")]


def too_many(v):
    match v:
        case Point(1, 2, 3):
            return 1


def no_args(v):
    match v:
        case Limits(1):
            return 1


for fn, v in ((too_many, Point(1, 2)), (no_args, Limits())):
    try:
        fn(v)
    except TypeError as e:
        print(e)
match 5:
    case x if x > 10:
        print("no")
    case x:
        print("bound", x)
match (1, 2), 3:
    case (a, b), c:
        print(a, b, c)
command = "go north".split()
match command:
    case ["go", ("north" | "south") as direction]:
        print("going", direction)
    case ["quit"]:
        print("quit")


def narrow(value: int | str | list[int]) -> int:
    match value:
        case int():
            return value + 1
        case str():
            return len(value)
        case [first, *_]:
            return first
    return -1


print(narrow(4), narrow("four"), narrow([7, 8]), narrow([]))
match = 3
case = 4
print(match + case)
