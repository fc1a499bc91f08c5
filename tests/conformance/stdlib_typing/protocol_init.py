"""__init__ of classes that derive from protocols."""
from dataclasses import dataclass
from typing import Protocol


class HasSize(Protocol):
    size: int

    def grow(self) -> None: ...


@dataclass
class Box(HasSize):
    size: int

    def grow(self) -> None:
        self.size += 1


b = Box(5)
b.grow()
print(b)


class Named:
    def __init__(self, name):
        self.name = name


class Both(HasSize, Named):
    pass


class Own(HasSize):
    def __init__(self, size):
        self.size = size


class Bare(HasSize):
    pass


class Below(Own):
    pass


print(Both("n").name, Both(name="m").name, Own(2).size, Below(3).size, type(Bare()).__name__)
for attempt in (HasSize, lambda: Bare(1), lambda: Box()):
    try:
        attempt()
    except TypeError as e:
        print(e)
