"""Classes whose methods can be written when compiling, and such that look like them."""

from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, dataclass, field, fields, replace
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 2


@dataclass
class Named(Point):
    name: str = "p"
    x: float = 0.5


print(Point(1), Point(1, 5), Point(y=3, x=4), Named(), Named(1, 2, "q"))
print(Point(1) == Point(1, 2), Point(1) == Named(1), Point(1) != Point(2), Point(1).__eq__(3))
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: Point(1, x=2)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(Point.__init__.__annotations__, Point.__init__.__qualname__, Point.__hash__, Point.y)
print(sorted([n for n in vars(Point) if not n.startswith("__static") and n != "__firstlineno__"]))

calls = []


def make():
    calls.append(len(calls))
    return [len(calls)]


@dataclass(order=True)
class Node:
    kids: list = field(default_factory=make)
    tags: dict = field(default_factory=lambda: {"a": 1}, compare=False)
    hidden: int = field(default=7, init=False, repr=False)
    made: list = field(default_factory=list, init=False)
    kind: ClassVar[str] = "node"
    rank: int = field(default=0, kw_only=True)


a, b = Node(), Node([0], rank=3)
a.made.append(1)
print(a, b, calls, a.tags is Node().tags, a.hidden, b.made, Node.kind)
print(a < b, a <= b, a > b, a >= b, sorted([a, b])[0] is b)
try:
    a < 3
except TypeError as e:
    print(e)
print([f.name for f in fields(Node)], asdict(b), replace(b, rank=9).rank)
print(Node(a.kids) == a, hasattr(Node, "kids"))


@dataclass(frozen=True)
class Key:
    a: int
    b: str = "b"
    c: int = field(default=0, hash=False)


k = Key(1)
print(hash(k) == hash(Key(1, c=5)), k == Key(1), {k: 1}[Key(1)], k)
for spoil in (lambda: setattr(k, "a", 2), lambda: delattr(k, "b")):
    try:
        spoil()
    except FrozenInstanceError as e:
        print(e)


@dataclass
class Checked:
    low: int
    high: int = None

    def __post_init__(self):
        if self.high is None:
            self.high = self.low + 1
        if self.high < self.low:
            raise ValueError(f"{self.high} < {self.low}")


print(Checked(3), Checked(3, 9))
try:
    Checked(3, 1)
except ValueError as e:
    print(e)


@dataclass
class Own:
    v: int

    def __init__(self, text):
        self.v = int(text)

    def __eq__(self, other):
        return True


print(Own("12"), Own("1") == 5, Own.__hash__)


@dataclass
class Explicit:
    v: int
    __hash__ = None


@dataclass(unsafe_hash=True)
class Hashed:
    v: int


@dataclass(eq=False)
class Same:
    v: int


@dataclass(slots=True)
class Slotted:
    v: int
    w: int = field(default=4, init=False)
    u: list = field(default_factory=list)


@dataclass(kw_only=True)
class Keywords:
    v: int
    w: int = 1


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int
    c: InitVar[int] = 3

    def __post_init__(self, c):
        self.a += c


print(Explicit.__hash__, hash(Hashed(3)) == hash((3,)), Same(1) == Same(1), Slotted(1), Slotted.__slots__)
print(Keywords(v=1), Mixed(1, b=2), Mixed(1, b=2, c=10))

LATER = field(default=11)
SHARED = (1, 2)


@dataclass
class Indirect:
    a: int = LATER
    b: tuple = SHARED


print(Indirect(), Indirect(3).b is SHARED)

for define in (
    lambda: dataclass(type("Late", (), {"__annotations__": {"a": int, "b": int}, "a": 1})),
    lambda: dataclass(type("Mutable", (), {"__annotations__": {"a": list}, "a": []})),
):
    try:
        define()
    except (TypeError, ValueError) as e:
        print(e)


@dataclass
class Private:
    __x: int
    self_: int = 0

    def get(self):
        return self.__x


print(Private(5).get(), Private(_Private__x=6))


class Plain:
    z = 1

    def area(self):
        return self.w * self.h


@dataclass
class Box(Plain):
    w: int
    h: int = 3
    z: int = 9


print(Box(2).area(), Box(2).z, Box(2))


@dataclass
class Moving:
    hp: int = 100
    where: float = 0.0
    prev: "Moving" = None


m = Moving()
m.hp -= 1
print(m, Moving.hp)
del m.hp
print(m.hp, Moving(prev=m).prev.hp)
Moving.hp = "class"
print(m.hp, Moving().hp)
match Box(5, 6):
    case Box(w, h=h):
        print(w, h)


def scope():
    @dataclass
    class Inner:
        v: int = 1

    return Inner()


print(scope())

