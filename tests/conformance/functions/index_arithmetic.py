# Sums as indices: negative, out of range, far out of range, and past what a machine int holds


def at(xs: list[int], i: int, j: int) -> int:
    return xs[i + j - 1]


def flag(xs: list[bool], i: int, j: int, k: int) -> bool:
    for c in range(1):
        if xs[i - c + j - k]:
            return True
    return False


def put(xs: list[float], i: int, n: int) -> list[float]:
    for c in range(n):
        xs[i + c] = c + 0.5
    return xs


def cell(xs: list[int], row: int, width: int, column: int) -> int:
    return xs[row * width + column]


def total(xs: list[str], n: int) -> str:
    out = ""
    for i in range(n):
        out += xs[n - i - 1] + xs[i - 1]
    return out


def tried(f, *args) -> None:
    try:
        print(f.__name__, f(*args))
    except (IndexError, TypeError) as e:
        print(f.__name__, type(e).__name__, e)


MAX = 2**62 - 1
for i, j in ((0, 1), (1, 2), (-1, 0), (-2, 0), (-3, 1), (3, 0), (4, 0), (MAX, MAX), (-MAX - 1, -MAX - 1), (2**63, 1), (2**64, -(2**64) + 2), (True, 1)):
    tried(at, [10, 20, 30], i, j)
    tried(flag, [False, True, False], i, j, 1)
    tried(flag, [False, True, False], i, j, -MAX)
for i in (0, 1, 2, -4, -3, MAX, 2**70):
    tried(put, [0.0] * 4, i, 3)
tried(cell, [1, 2, 3, 4, 5, 6], 1, 3, 2)
tried(cell, [1, 2, 3, 4, 5, 6], 2, 3, 0)
tried(cell, [1, 2, 3, 4, 5, 6], 2**40, 2**40, 0)
tried(cell, [2**65, 2**66], 0, 5, 1)
tried(total, ["a", "b", "c"], 3)
tried(total, ["a", "b", "c"], 4)


def countdown(xs: list[int]) -> list[int]:
    out = []
    for i in range(len(xs) - 1, -1, -1):
        i += 1
        out.append(xs[i - 1])
        if i == 2:
            continue
        for j in range(i, i + 2):
            if j == 3:
                break
            out.append(j + i)
    return out


print(countdown([1, 2, 3, 4]))
