from dataclasses import FrozenInstanceError, KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: int = field(default=5, repr=False, compare=False)
    total: ClassVar[int] = 0

    def norm1(self):
        return abs(self.x) + abs(self.y)


p, q = Point(1), Point(1, 0)
p.tags.append("a")
print(p, q, p == q, p == Point(1, 0, ["a"], 99), p.norm1(), p.hidden, asdict(p), astuple(p), replace(p, y=7), [f.name for f in fields(p)], is_dataclass(p), is_dataclass(Point), Point.total, Point.__match_args__)
for f in (lambda: Point(), lambda: Point(1, 2, [], 4, 5), lambda: Point(z=1), lambda: p < q, lambda: hash(p), lambda: replace(p, nope=1), lambda: asdict(5), lambda: fields(5)):
    try:
        print(f())
    except TypeError as e:
        print(e)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


a, b = Version(1, 2), Version(1, 10, "beta")
print(a < b, max(a, b), sorted([b, a]), hash(a) == hash(Version(1, 2, "x")), a == Version(1, 2, "other"), {a: 1}[Version(1, 2)], a <= a, a > b)
try:
    a.major = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    del a.minor
except FrozenInstanceError as e:
    print(e)
try:
    a < 5
except TypeError as e:
    print(e)


@dataclass
class Base:
    name: str
    size: int = 1


@dataclass
class Derived(Base):
    extra: float = 0.5
    size: int = 100

    def __post_init__(self):
        self.label = f"{self.name}:{self.size}"


d = Derived("n")
print(d, d.label, Derived("n") == Base("n"), Derived("m", 2, 3))


@dataclass
class WithInit:
    base: InitVar[int]
    doubled: int = field(init=False)
    _: KW_ONLY
    flag: bool = False

    def __post_init__(self, base):
        self.doubled = base * 2


print(WithInit(4), WithInit(4, flag=True))
try:
    WithInit(1, True)
except TypeError as e:
    print(e)


@dataclass(eq=False, repr=False)
class Plain:
    v: int


print(Plain(1) == Plain(1), repr(Plain(1)).startswith("<__main__.Plain object"))


@dataclass(slots=True, kw_only=True)
class Slotted:
    a: int
    b: str = "b"


s = Slotted(a=1)
print(s, Slotted.__slots__)
try:
    s.c = 1
except AttributeError as e:
    print(e)
try:
    @dataclass
    class Bad:
        x: int = 1
        y: str
except TypeError as e:
    print(e)
try:
    @dataclass
    class Mutable:
        x: list = []
except ValueError as e:
    print(e)


@dataclass
class Nested:
    points: list[Point]
    by_name: dict[str, Point]


n = Nested([Point(1)], {"k": Point(2)})
print(asdict(n), astuple(n), n)
Made = make_dataclass("Made", ["a", ("b", int, 3)])
print(Made(1), Made(1, 2) == Made(1, 2))


@dataclass(unsafe_hash=True)
class Hashed:
    x: int


print(hash(Hashed(1)) == hash(Hashed(1)), {Hashed(1), Hashed(1)})
match Point(1, 2):
    case Point(x, y):
        print("matched", x, y)


@dataclass
class Rec:
    child: "Rec | None" = None


r = Rec()
r.child = r
print(r)
