from __future__ import annotations

import typing

x: dict[str, int | None] = {}


def f(
    a: typing.Callable[[int], "str"],
    b: (lambda q, *r, s=1, **t: -q ** 2) = None,
    *c: (1 if a else (2, 3)),
    d: [i for i in (j for j in a) if i] = 1,
    **e: not a and (b or c),
) -> a[1:2, ::3, (4,)]: ...


class C:
    y: 1.5e300 + 1e-7 * (2 - 3) == -(x) < ~z
    z: f(1, *a, k=2, **b)[()].attr @ 0xFF << 'it\'s' "\n"
