import dataclasses
from dataclasses import dataclass, field, fields, asdict, astuple, replace
import copy


@dataclass(slots=True)
class Vec:
    """A vector."""
    x: float
    y: float

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__
    SIZE = 2

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    @classmethod
    def zero(cls):
        return cls(0.0, 0.0)

    def own(self):
        return __class__

    def shown(self):
        return super().__repr__()[:20]


@dataclass(slots=True, order=True)
class Key:
    b: int
    a: str


@dataclass(slots=True)
class WithDefault:
    x: int
    y: int = 2
    z: list = field(default_factory=list)


@dataclass(slots=True)
class Sub(Vec):
    z: float

    def __add__(self, o):
        return Sub(self.x + o.x, self.y + o.y, self.z)


class Free(Vec):
    pass


@dataclass(slots=True, frozen=True)
class Frozen:
    x: int


@dataclass(slots=True, eq=False)
class Bare:
    x: int


@dataclass(slots=True)
class Post:
    x: int

    def __post_init__(self):
        self.x *= 2


def run(v, n):
    for i in range(n):
        v = v + Vec(1.0, 0.5)
    return v


v = run(Vec(0.0, 0.0), 5)
print(2 * v * 2, Vec.SIZE, v.SIZE)
print(v, v == Vec(5.0, 2.5), v.norm, Vec.zero(), v.own() is Vec, v.shown())
print(Vec.__slots__, Vec.__doc__, [f.name for f in fields(Vec)], Vec.__match_args__)
print(asdict(v), astuple(v), replace(v, y=1), hasattr(v, "__dict__"), Vec.__hash__)
try:
    v.z = 1
except AttributeError as e:
    print(e)
try:
    Vec(1)
except TypeError as e:
    print(e)
print(type(Vec.__dict__["x"]).__name__, type(Vec.x).__name__)
print(sorted([Key(2, "a"), Key(1, "b"), Key(1, "a")]), Key(1, "a") < Key(1, "b"))
print(WithDefault(1), WithDefault.__slots__, WithDefault(1).z is WithDefault(1).z)
s = Sub(1.0, 2.0, 3.0)
print(s + s, Sub.__slots__, Sub.__mro__[1] is Vec, run(s, 2), v + s)
f = Free(1.0, 2.0)
f.more = 3
print(f, f.__dict__, f + v)
try:
    Frozen(1).x = 2
except dataclasses.FrozenInstanceError as e:
    print(e)
b = Bare(1)
print(b == b, b == Bare(1), hash(b) == hash(b), Post(4))
c = copy.copy(v)
c.x = "other"
print(c, v, copy.deepcopy(c))
match v:
    case Vec(x, y):
        print(x, y)
del v.x
try:
    print(v)
except AttributeError as e:
    print(e)
print(sorted(k for k in Vec.__dict__ if k not in ("__static_attributes__", "__firstlineno__", "__slotnames__")))
