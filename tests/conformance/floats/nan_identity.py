# A NaN is found by identity, however it has travelled.
import math

nan = float("nan")
other = float("nan")


def passed(x: float) -> float:
    return x


def largest(values: list[float]) -> float:
    best = values[0]
    for v in values:
        if v > best:
            best = v
    return best


print(nan in [nan], nan in [other], passed(nan) in [nan], [passed(nan)] == [nan], (nan,) == (passed(nan),), (nan,) == (other,))
d = {nan: 1, other: 2}
print(d[nan], d[other], d[passed(nan)], len(d), float("nan") in d, math.nan in d, {passed(nan), nan, other} == {nan, other})
print(largest([nan, 1.0]) is nan, [nan, 1.0].index(nan), [1.0, nan].count(other), nan == passed(nan), nan != nan)
total = 0.0
for x in [1.0, nan]:
    total += x
print(total, total == total, total in [total], -nan, abs(nan), nan + 1)
