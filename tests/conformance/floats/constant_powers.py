# Powers with constant exponents are what the general function yields, which knows no constants.
import math
import random


def general(x: float, y: float) -> float:
    return x**y


def main() -> None:
    rng = random.Random(7)
    different = 0
    for _ in range(30000):
        x = rng.random() * 10.0 ** rng.randint(-40, 40)
        different += x**0.5 != general(x, 0.5)
        different += x**2 != general(x, 2.0)
        different += (-x) ** 2.0 != general(x, 2.0)
        y = 1.0 + rng.random() * 2.0**-rng.randint(1, 50)
        different += y**0.5 != general(y, 0.5)
        different += y**2 != general(y, 2.0)
    print(different)
    for x in (0.0, -0.0, 1.0, 4.0, 2.25, 1e300, 5e-324, math.inf, -math.inf, 1e-160, 3e-31, 2e30):
        if x >= 0.0:
            print(x, x**0.5)
        try:
            print(x, x**2, x**2.0)
        except OverflowError as e:
            print(x, "OverflowError", e)
    nan = math.nan
    print(nan**2, nan**0.5, (-3.0) ** 2, (-0.0) ** 0.5, (-math.inf) ** 0.5)
    x = 9.0
    x **= 0.5
    print(x)


main()
