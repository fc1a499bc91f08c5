# `max` and `min` of a few arguments are comparisons: of machine floats here, of small ints in the fast copy.
def clamped(x: float, low: float, high: float) -> float:
    return max(low, min(x, high))


def longest(a: list[int], b: list[int]) -> int:
    best = 0
    for n in range(len(a)):
        best = max(best, a[n] - b[n])
    return best


print(clamped(2.5, 0.0, 1.0), longest([3, 9], [1, 2]))
