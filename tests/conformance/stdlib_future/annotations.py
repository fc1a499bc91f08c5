from __future__ import annotations
from __future__ import division, print_function, generator_stop


def f(x: Undefined) -> Missing:
    return x / 2


class C:
    a: Nope = 1


print(f(3), C.a, f.__annotations__, C.__annotations__)
