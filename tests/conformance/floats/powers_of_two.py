# Products with two and quotients by powers of two have shorter forms, which must be the same numbers.
import math


def forms(x: float) -> list[float]:
    return [2.0 * x, x * 2.0, x * 2, 2 * x, x / 2.0, x / 4, x / 0.5, x / -8.0, x / 1.0, x / 2.0**1000, x / 2.0**-1000, x / 3.0]


tiny = 5e-324
for x in [0.0, -0.0, 1.0, -1.5, 0.1, 1e308, -1.7e308, tiny, 3 * tiny, 2.2250738585072014e-308, 2.3e-308, math.inf, -math.inf, math.nan]:
    print(x, forms(x), math.copysign(1.0, forms(x)[0]))


def divided(x: float) -> str:
    try:
        return repr(x / 0.0)
    except ZeroDivisionError as e:
        return str(e)


print(divided(1.0), divided(math.nan))
