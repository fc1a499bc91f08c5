# a class whose annotations name what is not defined
# `__init__` of a class that is made at run time
# docstring of a class with an `__init__` of its own
from dataclasses import dataclass, fields, make_dataclass


@dataclass
class Early:
    other: Later
    n: int = 0


print([f.type for f in fields(Early)])
Made = make_dataclass("Made", ["x", "y"])
try:
    Made(1)
except TypeError as e:
    print(e)
print(Made(1, y=2))


@dataclass(init=False)
class Own:
    x: int

    def __init__(self, a, b):
        self.x = a + b


print(Own.__doc__, Own(1, 2))
