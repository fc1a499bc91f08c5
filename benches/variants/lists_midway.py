"""Annotated lists that get a stranger midway."""
from typing import Any


def fill(n: int) -> list[int]:
    xs: list[int] = []
    for i in range(n):
        if i == 100000:
            stranger: Any = "stranger"
            xs.append(stranger)
        xs.append(i)
    return xs


def total(xs: list[int]) -> int:
    result: int = 0
    for x in xs:
        if isinstance(x, int):
            result += x
    return result


def swap_all(xs: list[int]) -> None:
    n: int = len(xs)
    for i in range(n // 2):
        t: int = xs[i]
        xs[i] = xs[n - 1 - i]
        xs[n - 1 - i] = t


def smooth(ys: list[float], rounds: int) -> float:
    last: int = len(ys) - 1
    for _ in range(rounds):
        for i in range(1, last):
            ys[i] = (ys[i - 1] + ys[i] + ys[i + 1]) / 3.0
    return ys[last // 2]


def main() -> None:
    xs = fill(200000)
    result: int = 0
    for _ in range(100):
        swap_all(xs)
        result += total(xs)
    print(result, len(xs))
    ys: list[float] = [float(i % 17) for i in range(50000)]
    if False:
        ys[0] = 3
        ys[-1] = True
    print("%.9f" % smooth(ys, 45))
    none: Any = None
    ys[-1] = none
    print("%.9f" % smooth(ys[:-1], 45), ys[-1])


if __name__ == "__main__":
    main()
