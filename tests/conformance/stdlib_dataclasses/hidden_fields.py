"""Statements that show less than what their class has, and names that mean something else."""

import dataclasses
import typing
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

Shared = ClassVar[int]


@dataclass
class Alias:
    a: int
    b: Shared = 3


print(Alias(1), [f.name for f in dataclasses.fields(Alias)])


@dataclass
class Typed:
    a: int = 1
    b: typing.ClassVar[int] = 2
    c: "ClassVar[int]" = 3
    d: "typing.Any" = None


print(Typed(), Typed(5, 6))


@dataclass(slots=True)
class Slots:
    a: tuple = (1, 2)
    b: str = "b" "c"
    c: float = -1.5


@dataclass
class FromSlots(Slots):
    d: int = 4


print(FromSlots(), FromSlots(d=1, a=()))


def make():
    return [1]


@dataclass
class Factories:
    a: list = field(default_factory=make)
    b: list = field(default_factory=lambda n=2: [n])
    c: dict = dataclasses.field(default_factory=dict)


def make():
    return [2]


print(Factories(), Factories([], b=None))


class Descriptor:
    def __get__(self, instance, owner):
        return 42 if instance is None else instance._x

    def __set__(self, instance, value):
        instance._x = value


@dataclass
class Described:
    x: int = Descriptor()


d = Described()
print(d, d._x, Described(7).x)


class Shape(ABC):
    @abstractmethod
    def area(self): ...


@dataclass
class Square(Shape):
    side: float
    name: str = field(default="square", repr=False)

    def area(self):
        return self.side**2


s = Square(2.0)
print(s, s.area(), s == Square(2.0), Square.__static_attributes__)
try:
    Shape()
except TypeError as e:
    print(e)


@dataclass
class Ring:
    next: "Ring" = None
    tag: str = "{}"

    def close(self):
        self.next = self
        return self


print(Ring(Ring()), Ring().close(), [Ring(tag='"').close()])


@dataclass(repr=False)
class Silent:
    a: int


class Loud(Alias):
    b = 9

    def __repr__(self):
        return f"Loud({self.a}, {self.b})"


print(Silent(1).__repr__ is not None, Silent.__repr__ is object.__repr__, Loud(1), Loud(1) == Alias(1))


@dataclass
class Shadow:
    id: int
    type: str = "t"
    self_: int = 0


def scope(id):
    return Shadow(id)


print(scope(3), Shadow(1).id)


class Meta(type):
    def __call__(cls, *args):
        print("called")
        return super().__call__(*args)


@dataclass
class WithMeta(metaclass=Meta):
    a: int = 1


print(WithMeta(2))


class Tracked:
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        print("subclass", cls.__name__, "__init__" in vars(cls), "__eq__" in vars(cls))


@dataclass
class Sub(Tracked):
    a: int = 1


print(Sub())


@dataclass(unsafe_hash=True, order=True)
class Both:
    a: int
    b: list = field(default_factory=list, hash=False, compare=False)


print(hash(Both(1)) == hash(Both(1, [2])), Both(1) < Both(2), max(Both(3), Both(1, [5])))


class Mocking:
    @property
    def __class__(self):
        return Alias

    a = 1


print(Alias(1) == Mocking(), Alias(2) == Mocking(), Alias(1) != 1)
