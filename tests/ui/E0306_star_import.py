from dataclasses import *
from enum import *


class Color(Enum):
    RED = 1


@dataclass
class D:
    a: int


print(Color.RED.name)
print(Color.RED.zz)  # mypy: attr-defined
D()  # mypy: call-arg
