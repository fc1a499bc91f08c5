"""Errors inside of the methods that nobody wrote."""

from dataclasses import dataclass, field
from typing import Any


class Bad:
    def __eq__(self, other):
        raise ValueError("eq")

    __hash__ = None

    def __repr__(self):
        return "Bad()"


@dataclass(order=True, unsafe_hash=True)
class Pair:
    first: object
    second: object = 2
    third: Any = field(default_factory=lambda: [1 // 0])


def where(action):
    try:
        action()
    except Exception as e:
        t = e.__traceback__.tb_next.tb_next
        lines = []
        while t is not None:
            lines.append(t.tb_lineno)
            t = t.tb_next
        print(type(e).__name__, lines)


where(lambda: Pair(1))
where(lambda: Pair(Bad(), third=1) == Pair(Bad(), third=1))
where(lambda: Pair(Bad(), third=1) >= Pair(Bad(), third=1))
where(lambda: hash(Pair(Bad(), third=1)))
for method in (Pair.__init__, Pair.__eq__, Pair.__ge__):
    print(method.__code__.co_filename, method.__code__.co_name, method.__code__.co_firstlineno)
print(repr(Pair(Bad(), third=1)))


@dataclass
class Checked:
    low: int
    high: int = 0

    def __post_init__(self):
        raise ValueError(self.low)


Checked(3)
