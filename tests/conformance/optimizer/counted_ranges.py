"""Loops over ranges whose ends and steps are known only when the program runs."""

BIG = 2**62


def collect(a: int, b: int, c: int) -> list[int]:
    out: list[int] = []
    for i in range(a, b, c):
        out.append(i)
        if len(out) == 5:
            break
    else:
        out.append(-1)
    return out


def down(n: int) -> list[int]:
    return [i for i in range(n - 1, -1, -1)]


def total(a: int, b: int) -> int:
    s: int = 0
    for i in range(a, b):
        for j in range(i, b, 2):
            s += i * j - (j - a)
    return s


def outgrows(a: int, b: int, by: int) -> tuple[int, int, list[int]]:
    # The product leaves for the general copy in the middle of both loops, which go on there.
    product: int = 1
    rounds: int = 0
    seen: list[int] = []
    for i in range(a, b, by):
        for j in range(i, i + 3):
            product *= j + 7
            rounds += 1
        seen.append(i)
    return product, rounds, seen


def outgrows_at_the_last(a: int, b: int) -> int:
    x: int = 1
    for i in range(a, b):
        x = x * 2 + i
    for i in range(a, b, 7):
        x -= i
    return x


def sieve(n: int) -> int:
    flags: list[bool] = [True] * (n + 1)
    count: int = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return count


def assigned(a: int, b: int) -> list[int]:
    out: list[int] = []
    for i in range(a, b):
        i += 10
        out.append(i)
    out.append(i)
    return out


def after(a: int, b: int) -> int:
    i: int = -5
    for i in range(a, b, 3):
        pass
    return i


def handled(a: int, b: int, xs: list[int]) -> list[int]:
    out: list[int] = []
    for i in range(a, b):
        try:
            if i % 3 == 0:
                continue
            out.append(xs[i] // (i - 4))
        except (IndexError, ZeroDivisionError) as e:
            out.append(len(str(e)))
            continue
        finally:
            out.append(-i)
    return out


def lazily(a: int, b: int, by: int):
    s: int = 1
    for i in range(a, b, by):
        s *= i
        yield i, s


def at_the_ends() -> None:
    for a, b, c in [
        (BIG - 3, BIG + 3, 1),
        (BIG + 1, BIG + 3, 1),
        (-BIG - 2, -BIG + 2, 1),
        (2**63 - 2, 2**63 + 2, 1),
        (2**70, 2**70 + 4, 2),
        (2**70, -(2**70), -(2**69)),
        (0, 2**80, 2**79),
        (5, -5, -3),
        (5, -5, 3),
        (0, 10, BIG),
        (BIG - 1, -BIG, -BIG),
        (-BIG, BIG - 1, BIG - 1),
        (3, 3, 1),
        (True, 4, True),
    ]:
        print(a, b, c, collect(a, b, c))


def main() -> None:
    at_the_ends()
    print(down(5), down(0), down(-3))
    print(total(2, 30), total(-7, 9), total(5, 5))
    print(outgrows(3, 40, 3))
    print(outgrows(40, 3, -4))
    print(outgrows_at_the_last(1, 63), outgrows_at_the_last(1, 62), outgrows_at_the_last(-3, 90))
    print(sieve(10000))
    print(assigned(3, 6), after(2, 9), after(9, 2))
    print(handled(0, 9, [5, 6, 7, 8, 9, 10]))
    print(list(lazily(1, 25, 1))[-3:], list(lazily(30, 1, -4)))
    try:
        collect(1, 2, 0)
    except ValueError as e:
        print(e, e.__traceback__.tb_next.tb_lineno)
    try:
        sum(x for x, _ in lazily(1, 2, 0))
    except ValueError as e:
        print(e)


main()
collect(1, 5, int("0"))
