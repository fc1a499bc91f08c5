"""The recursion limit strikes at the same depth in functions that are small enough to hold their own calls."""

import sys


def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def down(n: int) -> int:
    if n == 0:
        return 0
    return down(n - 1) + 1


def even(n: int) -> int:
    if n <= 0:
        return 1
    return 1 - even(n - 1)


def three(n: int) -> int:
    if n < 3:
        return 1
    return three(n - 1) + three(n - 2) - three(n - 3)


def deepest(f, low: int, high: int) -> int:
    while low < high:
        middle = (low + high + 1) // 2
        sys.setrecursionlimit(sys.getrecursionlimit())
        try:
            f(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def at_depth(k: int, f, n: int) -> str:
    if k == 0:
        try:
            return str(f(n))
        except RecursionError as e:
            return str(e)
    return at_depth(k - 1, f, n)


def main() -> None:
    for limit in (60, 61, 62, 63, 64, 100, 1000):
        sys.setrecursionlimit(limit)
        print(limit, [deepest(f, 1, limit + 5) for f in (down, even)])
        # These take exponential time where they succeed: the limit is approached by a number of frames.
        for f in (fib, three):
            print([at_depth(limit - k, f, 9) for k in range(6, 22)])
    for limit in range(80, 90):
        # Called after shallower calls that have come close to the limit.
        sys.setrecursionlimit(limit)
        for k in range(limit - 8, limit + 2):
            try:
                down(k)
            except RecursionError:
                print(limit, limit - k)
                break
    sys.setrecursionlimit(1000)
    print(fib(20), down(900), even(901), three(15))


main()
