"""Small functions are taken into their callers; tracebacks, recursion and values stay as they were."""


class Point:
    def __init__(self, x: int, y: int) -> None:
        self.x: int = x
        self.y: int = y

    def norm1(self) -> int:
        return abs(self.x) + abs(self.y)

    def add(self, n: int) -> int:
        self.x = self.x + n
        return self.x

    def larger(self, other: "Point") -> "Point":
        return self if self.x > other.x else other


def half(n: int) -> int:
    return n // 2


def ratio(a: float, b: float) -> float:
    return a / b


def pick(xs: list[int], at: int) -> int:
    return xs[at]


def safe(xs: list[int], at: int) -> int:
    try:
        return xs[at]
    except IndexError:
        return -1


def same(x: object) -> object:
    return x


def swap(a: int, b: int) -> tuple[int, int]:
    return b, a


def check(n: int) -> None:
    if n > 3:
        raise ValueError(f"{n} is too large")


def nothing(n: int) -> None:
    if n:
        return
    n + 1


def work(xs: list[int]) -> int:
    total: int = 0
    for i in range(len(xs)):
        total += half(pick(xs, i)) + safe(xs, i + 1)
        total = half(total)
        nothing(i)
    return total


def failing(xs: list[int]) -> float:
    s: float = 0.0
    for i in range(5):
        s += ratio(1.0, float(pick(xs, i)))
    return s


def caught(xs: list[int]) -> str:
    try:
        check(2)
        check(pick(xs, 0))
    except ValueError as e:
        return f"caught {e}"
    return "fine"


def main() -> None:
    p = Point(3, -4)
    q = Point(5, 0)
    print(p.norm1(), p.add(2), p.larger(q) is p, q.larger(p) is q, p.larger(Point(9, 9)).x)
    print(work([10, 20, 1 << 70]), work([]))
    print(same(p) is p, same(1 << 80), swap(1, 2), swap(1 << 65, 0))
    print(caught([2]), caught([7]))
    for xs in ([1, 2], [1, 2, 0, 4, 5]):
        try:
            failing(xs)
        except (IndexError, ZeroDivisionError) as e:
            lines: list[int] = []
            tb = e.__traceback__
            while tb is not None:
                lines.append(tb.tb_lineno)
                tb = tb.tb_next
            print(type(e).__name__, e, lines)
    xs = [same(i) for i in range(3)]
    print(xs, [half(i) for i in (9, 1 << 64)])
    check(5)


main()
