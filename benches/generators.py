from typing import Iterator


def numbers(n: int) -> Iterator[int]:
    state: int = 1
    for i in range(n):
        state = (state * 48271) % 2147483647
        yield state


def odd(xs: Iterator[int]) -> Iterator[int]:
    for x in xs:
        if x % 2 == 1:
            yield x


def scaled(xs: Iterator[int], k: int) -> Iterator[int]:
    for x in xs:
        yield x % 1000 * k


def windows(xs: Iterator[int]) -> Iterator[tuple[int, int]]:
    previous: int = 0
    for x in xs:
        yield previous, x
        previous = x


def flat(n: int) -> Iterator[int]:
    for i in range(n):
        yield from range(i % 10)


def main() -> None:
    total: int = 0
    for a, b in windows(scaled(odd(numbers(7000000)), 3)):
        total += a if a > b else b
    print(total)
    print(sum(x * x for x in flat(1500000) if x % 3))


if __name__ == "__main__":
    main()
