"""What is called `dataclass` or `field` is something else by the time that it is used."""

from dataclasses import dataclass, field


@dataclass
class First:
    v: int = field(default=1)


print(First(), First(2) == First(2))


def dataclass(cls):
    return cls


@dataclass
class Second:
    v: int = 1


print(Second().v, Second() == Second(), Second.__init__ is object.__init__)
