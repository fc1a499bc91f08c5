"""Sums and products of counters, where they are small and where they are not."""


def pairs(n: int, m: int) -> int:
    total: int = 0
    for i in range(n):
        for j in range(-m, m):
            total += (i + j) * (i - j) // 2 + i % 7 - (j - i) % 5 + j // 3
            total ^= (i * 3 << 2) + (j >> 1) + (i & 5) + (j & 12) + (j | 3) + (i ^ j)
    return total


def products(start: int, n: int, by: int) -> list[int]:
    out: list[int] = []
    for i in range(3):
        big: int = i * by
        out.append(big + i)
        out.append((i - 1) * by * by + start)
        bigger: int = (i + 1) * by
        out.append(bigger * by if bigger > n else bigger - by)
        out.append(-bigger // 4)
    return out


def scaled(n: int) -> float:
    s: float = 0.0
    for i in range(n):
        for j in range(n):
            s += 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
    return s


def flat(rows: int, columns: int) -> tuple[list[int], int]:
    cells: list[int] = [0] * (rows * columns)
    for r in range(rows):
        for c in range(columns):
            at: int = r * columns + c
            cells[at] = at * at
            if at > 3:
                cells[at] += cells[r * columns + c - 1] - cells[at - 2]
    total: int = 0
    for r in range(rows):
        for c in range(columns):
            total += cells[c + r * columns] * (r * 2 - c)
    return cells, total


def outside(xs: list[int], n: int, by: int) -> None:
    for i in range(n):
        at = i * by
        try:
            print(i, xs[at], xs[-at])
        except IndexError as e:
            print(i, "IndexError:", e)


def compared(limit: int, n: int) -> list[bool]:
    out: list[bool] = []
    for i in range(n):
        square: int = i * i * limit
        out.append(square > limit)
        out.append(square == i)
        if not square:
            out.append(square < i + 1)
    return out


def returned(n: int, by: int) -> int:
    for i in range(n):
        x = i * by
        if x > 10**18:
            return x + i
    return -1


def kept(n: int, by: int):
    for i in range(n):
        x = i * by
        yield x, (i + 1) * 2**61, x * 1.5


def half_way(n: int) -> int:
    # The product outgrows 63 bits in the middle.
    total: int = 0
    step: int = 1
    for i in range(n):
        value: int = (i + 1) * step
        total += value // 2 - i
        if i % 2 == 0:
            step *= 1000
    return total


def unknown_minus(a, xs):
    for i in range(len(xs) - 1, -1, -1):
        xs[i] = a - i - xs[i]
    return xs


def stored(b, xs, fs):
    t = 1
    for i in range(b, b + 3):
        fs[i] = i * 0.5
        xs[t + 2] = i
        xs[t - i] = i << 1
    return xs, fs


def main() -> None:
    print(unknown_minus(2.5, [1, 2, 3]), unknown_minus(7, [1, 2, 3]), unknown_minus(2**65, [1]))
    print(stored(0, [9, 8, 7, 6], [0.5, 0.25, 0.0, 4.0]))
    print(pairs(40, 30))
    for by in (3, -7, 2**31, 2**61, 2**62, 2**63 - 1, -(2**62), 2**64, 10**30):
        print(by, products(5, 100, by))
    print(scaled(40))
    print(flat(4, 5))
    outside([5, 6, 7, 8], 4, 2)
    outside([5, 6, 7, 8], 3, 2**61)
    outside([5, 6, 7, 8], 3, 2**62)
    outside([5, 6, 7, 8], 3, 2**63)
    print(compared(3, 4), compared(-1, 3), compared(2**61, 3), compared(2**64, 2))
    print(returned(10, 3), returned(10, 2**60), returned(10, 10**18), returned(3, 10**25))
    print(list(kept(3, 2**62)))
    print(half_way(24))


main()
