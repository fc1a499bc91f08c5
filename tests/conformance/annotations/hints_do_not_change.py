from typing import Any, Callable, ClassVar, Final, Iterable, Iterator, Literal, Mapping, NamedTuple, Optional, Sequence, TypeVar, Union, cast, TYPE_CHECKING

if TYPE_CHECKING:
    from nowhere import Nothing

T = TypeVar("T")
MAX: Final = 10
MODE: Literal["r", "w"] = "x"
numbers: list[float] = [1, 2]
numbers.append(3)
print(MAX, MODE, numbers, sum(numbers), numbers[0] / 2, type(numbers[0]))


class Config:
    count: ClassVar[int] = 0
    name: str
    ratio: float = 1

    def __init__(self, name: str, extra: "Optional[Nothing]" = None) -> None:
        self.name = name
        Config.count += 1


c = Config(5)
print(c.name, c.ratio, type(c.ratio), Config.count)
c.ratio = 7
print(c.ratio / 2, c.ratio // 2, c.ratio)
c.ratio = "text"
print(c.ratio * 2)


def area(w: float, h: float) -> float:
    return w * h


print(area(2, 3), area(2.0, 3), area("ab", 2), area(2**40, 2**40))


def identity(x: T) -> T:
    return x


def fallback(x: int | None) -> str:
    return "none" if x is None else f"{x}"


def apply(f: Callable[..., Any], *args: Any) -> Any:
    return f(*args)


print(identity("a"), fallback(None), fallback(0), fallback("other"), apply(max, 1, 2), cast(int, "not an int"), cast("str", 5))


def first(xs: Sequence[int], m: Mapping[str, int] = {}) -> int:
    return xs[0] + m.get("k", 0)


print(first([1]), first((2,), {"k": 5}), first(range(3, 5)))


class P(NamedTuple):
    x: int
    y: int = 0


p = P("a")
print(p, p.x, p._replace(y=2), P(1, 2) == (1, 2), p._asdict(), P._fields)


def counter(limit: int) -> Iterator[int]:
    n: int = 0
    while n < limit:
        yield n
        n += 1


print(list(counter(3)), list(counter(2.5)))


def wrong(flag: bool) -> int:
    if flag:
        return "a string"
    return None


print(wrong(True), wrong(False))


def many(*args: int, **kwargs: str) -> tuple[int, ...]:
    return args + tuple(kwargs)


print(many(1, "two", a=3))
