"""Nested tuples, floats and records as keys: hashes as CPython's."""

from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")


class State(NamedTuple):
    name: int
    where: Point


class Own(tuple):
    def __hash__(self):
        return 7


keys = [(1, (2.5, (3,))), Point(1, 2), (1, 2), State(1, Point(0, 0)), ((),), (), (-1, -2), (2**70, True), (1.0, 2), (None,)]
for key in keys[:8]:
    print(hash(key) if None not in key else "", end=" ")
print(hash(Own((1,))), hash((Own((1,)),)))
table = {}
for number, key in enumerate(keys):
    table[key] = number
print(len(table), table[(1, 2)], table[(1, 2.0)], table[Point(1.0, 2)], table[((),)])
try:
    hash((1, [2]))
except TypeError as error:
    print(error)
try:
    {((1, {}), 2): 3}
except TypeError as error:
    print(error)
