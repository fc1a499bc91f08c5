"""Annotated int arithmetic whose values outgrow 63 bits midway."""


def mix(n: int, start: int, jump: int) -> int:
    a: int = start
    b: int = 1
    total: int = 0
    for i in range(n):
        a = a + (b & 1023)
        b = b * 5 + i
        if b > 1000000000:
            b = b % 65537
        if i == jump:
            a = a + (1 << 70)
        total = total + (a >> 3) - (a // 7)
    return total


def fib(n: int, unit: int) -> int:
    if n < 2:
        return n * unit
    return fib(n - 1, unit) + fib(n - 2, unit)


def sums(values: list[int]) -> int:
    total: int = 0
    for _ in range(60):
        for v in values:
            total += v
    return total


def main() -> None:
    print(mix(8000000, 1, 4000000))
    print(fib(26, 1 << 50))
    print(fib(26, 1 << 58))
    values: list[int] = [i * i for i in range(100000)]
    values[50000] = 1 << 80
    print(sums(values))


if __name__ == "__main__":
    main()
