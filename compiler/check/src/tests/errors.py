"""Mistakes. A comment names the codes that are reported on its line, and what mypy 2.4 reports there."""

from __future__ import annotations
from dataclasses import dataclass, field
from typing import Optional, Final, Callable, Iterable, Literal, TypeVar
from abc import ABC, abstractmethod
import re
import math

count: int = "three"  # E0301 mypy: assignment
ratio: float = 3
names: list[str] = [1, 2]  # E0301 mypy: list-item
table: dict[str, int] = {"a": "b"}  # E0301 mypy: dict-item
opt: Optional[str] = None
LIMIT: Final = 10
LIMIT = 11  # E0311 mypy: misc

def area(side: float) -> float:
    return side * side

area("2")  # E0302 mypy: arg-type
area(1, 2)  # E0303 mypy: call-arg
area()  # E0303 mypy: call-arg
area(sid=1)  # E0303 mypy: call-arg
area(3)
area(True)

def name_of(x: int) -> str:
    return x  # E0304 mypy: return-value

def missing(x: int) -> int:  # E0305 mypy: return
    if x > 0:
        return 1

def fine(x: int) -> int:
    while True:
        x += 1
        if x > 10:
            return x

def find(items: list[str], what: str) -> Optional[str]:
    for item in items:
        if item == what:
            return item
    return None

find(["a"], "a").upper()  # E0308 mypy: union-attr
found = find(["a"], "a")
if found is not None:
    print(found.upper())
if found:
    found.upper()
found.lower()  # E0308 mypy: union-attr

class Point:
    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return math.sqrt(self.x ** 2 + self.y ** 2)

    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)

p = Point(1, 2)
p.z  # E0306 mypy: attr-defined
p.nrom()  # E0306 mypy: attr-defined
p + p
p + 1  # E0307 mypy: operator
Point(1)  # E0303 mypy: call-arg
Point("a", 2)  # E0302 mypy: arg-type
p.x = "a"
1 + "a"  # E0307 mypy: operator
"a" - "b"  # E0307 mypy: operator
-"a"  # E0307 mypy: operator
len(5)  # E0302 mypy: arg-type
[1, 2]["a"]  # E0309 mypy: call-overload
(1, 2)[2]  # E0309 mypy: misc
a, b = (1, 2, 3)  # E0313 mypy: misc
for ch in 5:  # E0312 mypy: attr-defined
    pass
p()  # E0310 mypy: operator
undefined_name  # E0314 mypy: name-defined

@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)

Item("a", 1, ["x"])
Item()  # E0303 mypy: call-arg
Item("a", "b")  # E0302 mypy: arg-type
Item("a").tags.append(1)  # E0302 mypy: arg-type
Item("a").tags.push("b")  # E0306 mypy: attr-defined

class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side
    def area(self) -> float:
        return self.side ** 2

Shape()  # E0315 mypy: abstract
Square(2).area()

def apply(f: Callable[[int], str], x: int) -> str:
    return f(x)

apply(str, 1)
apply(lambda n: "a" * n, 2)
apply(len, 1)  # E0302 mypy: arg-type
apply(lambda: "a", 2)  # E0302 mypy: misc, arg-type

T = TypeVar("T")
def first(xs: Iterable[T]) -> T:
    for x in xs:
        return x
    raise ValueError

first([1, 2]).bit_length()
first(["a"]).bit_length()  # E0306 mypy: attr-defined

def ident[U](x: U) -> U:
    return x
ident("a").upper()
ident(1).upper()  # E0306 mypy: attr-defined

Mode = Literal["r", "w"]
def op(mode: Mode) -> None: ...
op("r")
op("x")  # E0302 mypy: arg-type

def narrow(x: int | str | None) -> int:
    if isinstance(x, int):
        return x
    elif x is None:
        return 0
    return len(x)

def narrow2(x: int | str) -> str:
    if isinstance(x, int):
        x.upper()  # E0306 mypy: attr-defined
        return "a"
    return x.upper()

def m(x: int | str) -> int:
    match x:
        case int():
            return x
        case str():
            return len(x)

re.match("a", "b").group()  # E0308 mypy: union-attr
mm = re.match("a", "b")
assert mm
mm.group()
sq: list[float] = [1, 2]
tt: tuple[int, str] = (1, 2)  # E0301 mypy: assignment
cc: Callable[[int], int] = lambda x: x + 1
print(sum(x.real for x in [1, 2]))
def gen(n: int) -> Iterable[int]:
    for i in range(n):
        yield i
for v in gen(3):
    v.upper()  # E0306 mypy: attr-defined
none_fn = print("a")
dd = {"a": 1}
dd[1]  # E0309 mypy: index
dd["a"].upper()  # E0306 mypy: attr-defined
s: str = "a" if p else 1  # E0301 mypy: assignment

class Tree:
    left: Optional["Tree"] = None
    label: str = ""

    def depth(self) -> int:
        return 1 + self.left.depth()  # E0308 mypy: union-attr

def chain(t: Tree) -> str:
    t.left.label  # E0308 mypy: union-attr
    t.left = 3  # E0301 mypy: assignment
    t.label = None  # E0301 mypy: assignment
    return t.labell  # E0306 mypy: attr-defined

class Conf:
    debug: Final[bool] = False
    def __init__(self) -> None:
        self.port: Final = 80
    def change(self) -> None:
        self.port = 81  # E0311 mypy: misc

Conf().debug = True  # E0311 mypy: misc
def kw(a: int, *, b: str, **rest: float) -> None: ...
kw(1, b="x", c=1.5)
kw(1)  # E0303 mypy: call-arg
kw(1, b="x", c="y")  # E0302 mypy: arg-type
kw(1, "x")  # E0303 mypy: call-arg
def star(*args: int) -> int:
    return len(args)
star(1, "2")  # E0302 mypy: arg-type
def opt_add(x: int | None, y: str | None) -> int:
    -x  # E0308 mypy: operator
    x + 1  # E0308 mypy: operator
    for ch in y:  # E0308 mypy: union-attr
        pass
    y[0]  # E0308 mypy: index
    y()  # E0310 E0308 mypy: operator, misc
    return x  # E0304 mypy: return-value
ints: set[int] = {1, "a"}  # E0301 mypy: arg-type
pair: tuple[int, int] = (1, 2, 3)  # E0301 mypy: assignment
c: bool = 1  # E0301 mypy: assignment
d: bytes = "a"  # E0301 mypy: assignment
e: type = int
def cb(f: Callable[[int, int], int]) -> int:
    return f(1)  # E0303 mypy: call-arg
cb(lambda a: a)  # E0302 mypy: misc, arg-type
fl: float = None  # E0301 mypy: assignment
ll: list[list[int]] = [[1], ["a"]]  # E0301 mypy: list-item
"abc".foo()  # E0306 mypy: attr-defined
"abc"[1.5]  # E0309 mypy: index
"abc"["x"]  # E0309 mypy: index
5 in "abc"  # E0307 mypy: operator
3 < "a"  # E0307 mypy: operator
[1] + (2,)  # E0307 mypy: operator
print("a", sepp="")  # E0303 mypy: call-overload
int("1", basee=2)  # E0303 mypy: call-overload
"x".join([1, 2])  # E0302 mypy: list-item
len()  # E0303 mypy: call-arg
for i, j in [(1, 2)]:
    i.upper()  # E0306 mypy: attr-defined
x1, = (1, 2)  # E0313 mypy: misc
def ret_none() -> None:
    return 1  # E0304 mypy: return-value
def no_value() -> int:
    return  # E0304 mypy: return-value
class Animal:
    def speak(self, loud: bool) -> str:
        return "x"
Animal().speak()  # E0303 mypy: call-arg
Animal().speak(True, False)  # E0303 mypy: call-arg
Animal.speak(Animal(), True)
Animal().name  # E0306 mypy: attr-defined
s1 = {1, 2}
s1.push(3)  # E0306 mypy: attr-defined
s1[0]  # E0309 mypy: index
("a", 1)[0].bit_length()  # E0306 mypy: attr-defined
math.sqrt("x")  # E0302 mypy: arg-type
math.floor(1.5).upper()  # E0306 mypy: attr-defined


class Link:
    def __init__(self, value: int, after: Optional["Link"] = None) -> None:
        self.value = value
        self.after = after


def value_after(link: Link) -> int:
    return link.after.value  # E0308 mypy: union-attr


def grade(points: int) -> str:  # E0305 mypy: return
    if points > 90:
        return "a"
    elif points == 50:
        return "b"


def kind(text: str) -> str:  # E0305 mypy: return
    if text.startswith("a"):
        return "a"
    elif text == "b":
        return "b"


def spread(count: int) -> None:
    print(*count)  # E0312 mypy: misc
    first, *rest = count  # E0312 mypy: misc
