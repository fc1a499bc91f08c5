"""Functions that compute with ints leave their fast copy at every kind of place."""


def power(base: int, n: int) -> int:
    result: int = 1
    for _ in range(n):
        result = result * base
    return result


def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def total(xs: list[int]) -> int:
    s: int = 0
    for i in range(len(xs)):
        s += xs[i]
    return s


def from_end(xs: list[int], k: int) -> int:
    s: int = 0
    while k > -4:
        s = s * 10 + xs[k]
        k -= 1
    return s


def shifts(n: int) -> list[int]:
    out: list[int] = []
    i: int = 1
    k: int = 0
    while k < n:
        i = i << 7
        out.append(i >> 3)
        k += 1
    return out


def divide(a: int, b: int) -> str:
    q: int = 0
    try:
        q = a // b
        r: int = a % b
        return f"{q} {r}"
    except ZeroDivisionError as e:
        return f"{e} {q}"
    finally:
        q += 1


def collatz(n: int) -> int:
    steps: int = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


def negate(n: int) -> int:
    m: int = n * 2
    return -m


def search(xs: list[int], wanted: int) -> int:
    at: int = 0
    try:
        while True:
            if xs[at] == wanted:
                return at
            at += 1
    except IndexError:
        return -at


def bits(n: int) -> int:
    c: int = 0
    while n:
        c += n & 1
        n >>= 1
    return c


def mixed(n: int) -> int:
    # The sum leaves 63 bits in the middle and comes back.
    s: int = 0
    step: int = 1 << 60
    for i in range(n):
        s += step
    for i in range(n):
        s -= step
    return s


class Counter:
    def __init__(self, start: int) -> None:
        self.value: int = start

    def add(self, n: int) -> int:
        old: int = self.value
        self.value = old + n
        return self.value


def count(c: Counter, n: int, by: int) -> int:
    last: int = 0
    for _ in range(n):
        last = c.add(by)
    return last


def hash_of(text: str) -> int:
    h: int = 14695981039346656037
    for ch in text:
        h = (h ^ ord(ch)) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return h


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def gcd(a: int, b: int) -> int:
    while b != 0:
        a, b = b, a % b
    return a


def main() -> None:
    print(power(3, 10), power(3, 60), power(-7, 33))
    print(fib(20), fib(1))
    print(total([1, 2, 3]), total([1, 1 << 70, 2]), total([(1 << 62) - 1, 1]), total([]))
    print(from_end([1, 2, 3, 4], 3), from_end([1 << 65, 2, 3, 4], 0))
    print(shifts(12))
    print(divide(7, 2), divide(-7, 2), divide(7, 0), divide(1 << 80, 3), divide(-(1 << 62), -1), divide(5, 1 << 90))
    print(collatz(27), collatz((1 << 61) + 1))
    print(negate(5), negate(1 << 62), negate(-(1 << 61)), negate(0))
    print(search([5, 6, 7], 7), search([5, 6, 7], 8), search([1, 1 << 77], 1 << 77))
    print(bits(255), bits((1 << 100) - 1), bits(0))
    print(mixed(10), mixed(3))
    print(count(Counter(0), 10, 3), count(Counter(1 << 61), 5, 1 << 60))
    print(hash_of("taipan"), hash_of(""))
    print(ackermann(2, 3), gcd(48, 36), gcd(1 << 80, 1 << 66), gcd(3 ** 50, 3 ** 40 * 2))
    try:
        print(total([1, 2, "x"]))  # type: ignore
    except TypeError as e:
        print(e)


main()
