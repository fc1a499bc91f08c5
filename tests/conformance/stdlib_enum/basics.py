from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def default(cls):
        return cls.GREEN

    @property
    def pretty(self):
        return self.name.title()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color), Color.RED == Color.RED, Color.RED == 1, Color.RED is Color(1), Color.RED in Color, 1 in Color, isinstance(Color.RED, Color), Color.default(), Color.BLUE.describe(), Color.BLUE.pretty, Color.__members__, type(Color.RED), {Color.RED: "r"}[Color.RED], hash(Color.RED) == hash("RED"), f"{Color.RED}", "%s" % Color.RED, Color.__name__)
for f in (lambda: Color(9), lambda: Color["NOPE"], lambda: Color.NOPE, lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.GREEN, lambda: Color.RED.nope, lambda: setattr(Color.RED, "value", 3), lambda: delattr(Color, "RED")):
    try:
        print(f())
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    class More(Color):
        BLACK = 4
except TypeError as e:
    print(e)


class Auto(Enum):
    A = auto()
    B = auto()
    C = "c"


class Num(IntEnum):
    ONE = 1
    TWO = 2


print(list(Auto), Num.ONE + 1, Num.TWO > Num.ONE, Num.ONE == 1, str(Num.ONE), repr(Num.TWO), f"{Num.TWO}", [10, 20, 30][Num.TWO], sorted([Num.TWO, Num.ONE]), int(Num.TWO), isinstance(Num.ONE, int), type(Num.ONE + Num.TWO), "%d" % Num.TWO, max(Num))


class S(StrEnum):
    X = auto()
    LONG_NAME = auto()
    Y = "why"


print(S.X, repr(S.Y), S.X == "x", S.Y.upper(), list(S), S("why"), f"{S.LONG_NAME}", "a-" + S.X, {"x": 1}[S.X])


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.RW & Perm.R, ~Perm.R, Perm.RW ^ Perm.R, bool(Perm.R & Perm.W), Perm(0), Perm(5), list(Perm.RW), Perm.R.value, repr(Perm.R | Perm.X), len(Perm.RW), [p.name for p in Perm])


class IF(IntFlag):
    A = 1
    B = 2


print(IF.A | IF.B, repr(IF.A | 8), IF.A + 1, IF.B & 3, isinstance(IF.A | IF.B, int))
try:
    @unique
    class Dup(Enum):
        P = 1
        Q = 1
except ValueError as e:
    print(e)


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius**3, 5)


print(Planet.EARTH.density, Planet.MARS.mass, Planet.EARTH.value, Planet((0.64, 3.39)))
F = Enum("F", "P Q R")
G = Enum("G", {"a": 1, "b": "two"})
print(list(F), F.Q.value, G.b.value, list(G))


class Weekday(Enum):
    MON = "mon"
    TUE = "tue"

    @classmethod
    def _missing_(cls, value):
        return cls(value.lower()) if value != value.lower() else None

    def __str__(self):
        return self.value.upper()


print(Weekday("MON"), str(Weekday.TUE), repr(Weekday.TUE), f"{Weekday.TUE}")
for member in Weekday:
    match member:
        case Weekday.MON:
            print("monday")
        case _:
            print("another day")
