"""The spectral norm of an infinite matrix, cut to N by N (default 100)."""
import sys
from math import sqrt


def a(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v: list[float]) -> list[float]:
    return [sum(a(i, j) * x for j, x in enumerate(v)) for i in range(len(v))]


def transposed_times(v: list[float]) -> list[float]:
    return [sum(a(j, i) * x for j, x in enumerate(v)) for i in range(len(v))]


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    numerator = sum(x * y for x, y in zip(u, v))
    denominator = sum(y * y for y in v)
    print(f"{sqrt(numerator / denominator):.9f}")


if __name__ == "__main__":
    main()
