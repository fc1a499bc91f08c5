"""Tests of several lists of bools in one condition: which are looked at, and what they raise."""


def free(a: list[bool], b: list[bool], c: list[bool], i: int, j: int, k: int) -> str:
    if not a[i] and not b[j] and not c[k]:
        return "free"
    return "taken"


def all_set(a: list[bool], b: list[bool], n: int) -> list[int]:
    found: list[int] = []
    for i in range(n):
        if a[i] and b[i + 1] and a[i - 1]:
            found.append(i)
    return found


def mixed(a: list[bool], b: list[bool], n: int) -> list[int]:
    found: list[int] = []
    for i in range(n):
        if a[i] and not b[n - i - 1]:
            found.append(i)
        elif not a[i] and b[i - n]:
            found.append(-i)
    return found


def either(a: list[bool], b: list[bool], n: int) -> int:
    count: int = 0
    for i in range(n):
        if a[i] or b[i]:
            count += 1
        if not a[i] or not b[n - 1 - i]:
            count += 100
    return count


def until(a: list[bool], b: list[bool], at: int) -> int:
    while not a[at] and not b[at + 1]:
        at += 1
    return at


def attempt(a: list[bool], b: list[bool], c: list[bool], i: int, j: int, k: int) -> None:
    try:
        print(i, j, k, free(a, b, c, i, j, k))
    except IndexError as e:
        print(i, j, k, "IndexError:", e)


def main() -> None:
    a: list[bool] = [False, True, False, True]
    b: list[bool] = [False, False, True]
    c: list[bool] = [False, True]
    for i in (0, 1, -1, -4, -5, 4, 2**70):
        for j in (0, 2, 3, -3, -4):
            for k in (0, 1, 2, -(2**65)):
                attempt(a, b, c, i, j, k)
    # Nothing behind what settles it is looked at.
    attempt([True], [], [], 0, 0, 0)
    attempt([False], [True], [], 0, 0, 2**80)
    attempt([], [], [], 0, 0, 0)
    print(all_set([True] * 5 + [False, True], [True] * 8, 7))
    try:
        all_set([True, True], [True, True], 2)
    except IndexError as e:
        print("IndexError:", e)
    print(mixed([True, False, False, True], [False, True, False, False], 4))
    print(either([True, False, False, True, False], [False, True, False, True, True], 5))
    print(until([False] * 5 + [True], [False] * 7, 0), until([False] * 9, [False] * 4 + [True], 1))
    try:
        until([False] * 3, [False] * 3, 0)
    except IndexError as e:
        print("IndexError:", e)


def other_forms() -> None:
    # Lists that held something else once are no rows of bytes.
    a = [False, True, False]
    b = [False, False, True]
    a.append("x")
    a.pop()
    for i in range(3):
        if not a[i] and not b[i]:
            print("free", i)
    b.append(0)
    b[3] = None
    for i in range(3):
        if not b[i] and not a[i]:
            print("free", i)


main()
other_forms()
