# A loop over a list sees what happens to the list meanwhile


def grow(limit: int) -> list[int]:
    xs = [1, 2, 3]
    for x in xs:
        if len(xs) < limit:
            xs.append(x * 10)
    return xs


def shrink() -> list[int]:
    xs = [1, 2, 3, 4, 5, 6]
    seen: list[int] = []
    for x in xs:
        seen.append(x)
        xs.remove(x)
    return seen + xs


def clear() -> int:
    xs = [0.5, 1.5, 2.5]
    n = 0
    for x in xs:
        n += 1
        xs.clear()
    return n


def rebind() -> list[int]:
    xs = [1, 2, 3]
    out: list[int] = []
    for x in xs:
        xs = [x] * 5
        out.append(x)
    return out + xs


def forget() -> int:
    xs = [[1], [2], [3]]
    total = 0
    for x in xs:
        total += x[0]
        if total == 1:
            del xs
    return total


def other_items():
    xs = [1.0, 2.0]
    for x in xs:
        print(x)
        if len(xs) < 6:
            xs.append("text")
            xs.append(None)
    flags = [True, False]
    for f in flags:
        print(f)
        if len(flags) < 5:
            flags.append(7)
            flags.append(2**70)


def with_else(xs: list[str], wanted: str) -> str:
    for x in xs:
        if x == wanted:
            break
        if x == "skip":
            continue
    else:
        return "not found"
    return "found " + x


def nested(xs: list[int]) -> int:
    total = 0
    for a in xs:
        for b in xs:
            if b > a:
                continue
            total += a * b
    return total


class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("gone", self.name)


def lifetimes() -> None:
    for n in [Noisy("a"), Noisy("b")]:
        print("at", n.name)
    print("after")
    del n
    print("end")


def raised(xs: list[int]) -> str:
    try:
        for x in xs:
            if x == 2:
                raise ValueError(x)
    except ValueError as e:
        return f"{e} {x}"
    return "none"


def subclass() -> list[int]:
    class Twice(list):
        def __iter__(self):
            for i in range(len(self)):
                yield self[i] * 2

    out = []
    for x in Twice([1, 2, 3]):
        out.append(x)
    for x in [4]:
        out.append(x)
    return out


def generate(xs: list[int]):
    for x in xs:
        if x == 2:
            xs.append(9)
        yield x


def truths(xs: list[int], ys: list[float]) -> None:
    while xs:
        print(xs.pop(), bool(ys), not xs, [] or "empty", xs and "some")
    print(bool(xs), not ys)


def in_long(n: int) -> int:
    total = 0
    for x in [n, n * n, n**20]:
        total += x
    return total


print(grow(9))
print(shrink())
print(clear())
print(rebind())
print(forget())
other_items()
print(with_else(["a", "skip", "b"], "b"), with_else([], "b"))
print(nested([1, 2, 3, 4]))
lifetimes()
print(raised([1, 2, 3]), raised([]))
print(subclass())
print(list(generate([1, 2, 3])))
truths([1, 2], [0.0])
print(in_long(3), in_long(10**6))
xs = [1, 2]
for x in xs:
    for y in xs:
        if len(xs) < 4:
            xs.append(x + y)
print(xs, x, y)
