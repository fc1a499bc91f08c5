from typing import Callable, Iterable, Iterator, Optional, Sequence, Union


def mean(xs: list[float]) -> float:
    total: float = 0.0
    for x in xs:
        total += x
    return total / len(xs)


def pick(x: Optional[int], default: int = 7) -> int:
    if x is None:
        return default
    return x


def describe(v: Union[int, str, list[int]]) -> str:
    if isinstance(v, int):
        return "int " + str(v + 1)
    if isinstance(v, str):
        return "str " + v.upper()
    return "list " + str(sum(v))


def twice(f: Callable[[int], int], x: int) -> int:
    return f(f(x))


def evens(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        if x % 2 == 0:
            yield x


def longest(words: Sequence[str]) -> str:
    best = ""
    for w in words:
        if len(w) > len(best):
            best = w
    return best


def swap[A, B](pair: tuple[A, B]) -> tuple[B, A]:
    a, b = pair
    return b, a


def first[T](xs: list[T], default: T) -> T:
    return xs[0] if xs else default


print(mean([1.0, 2.0, 4.5]), mean([1, 2]), pick(None), pick(3), pick(0), describe(4), describe("ab"), describe([1, 2]), describe(True))
print(twice(lambda x: x * 3, 2), list(evens(range(7))), longest(("a", "ccc", "bb")), longest([]), swap((1, "x")), first([], 5), first(["z"], "q"))


# Annotations are hints: what is passed decides.
def f(x: float) -> float:
    return x


def g(x: int) -> int:
    return x


print(f(3), type(f(3)), f(2.5), g(True), type(g(True)), g("str"), g(None), mean([True, False]))
total: int = "not an int"
print(total)
xs: list[int] = [1, 2]
xs.append("three")
xs.append(4.5)
print(xs)
d: dict[str, float] = {"a": 1}
d["b"] = 2.5
d[3] = None
print(d)


class P:
    x: int
    y: float = 0.0

    def __init__(self, x: int) -> None:
        self.x = x


p = P("text")
p.y = "also text"
print(p.x, p.y)
p.x = 5
p.x += 0.5
print(p.x)
big: int = 2**62
for _ in range(3):
    big *= 4
    print(big)
