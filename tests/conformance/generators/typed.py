from typing import Generator, Iterable, Iterator


def squares(n: int) -> Iterator[int]:
    for i in range(n):
        yield i * i


def halves(xs: Iterable[float]) -> Iterator[float]:
    for x in xs:
        yield x / 2


def talk() -> Generator[str, int, bool]:
    total: int = 0
    while total < 10:
        n: int = yield f"total {total}"
        total += n
    return True


total: int = 0
for s in squares(1000):
    total += s
print(total)
f: float = 0.0
for h in halves([1.0, 2.5, 3]):
    f += h
print(f)
t = talk()
print(next(t), t.send(4), t.send(5))
try:
    t.send(3)
except StopIteration as e:
    print("returned", e.value)


def outgrow(n: int) -> Iterator[int]:
    x: int = 1
    for _ in range(n):
        yield x
        x *= 1000


print(list(outgrow(9)))


class Node:
    def __init__(self, value: int, next: "Node | None" = None) -> None:
        self.value = value
        self.next = next

    def __iter__(self) -> Iterator[int]:
        node: Node | None = self
        while node is not None:
            yield node.value
            node = node.next


print(list(Node(1, Node(2, Node(3)))), sum(Node(5, Node(6))))


def lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line:
            yield number, line


for number, line in lines("a\n\nb"):
    print(number, line)


def swap_types(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        yield x


print(list(swap_types(["not", 2.5, None])))
