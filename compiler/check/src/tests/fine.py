"""Programs that mean what they say: nothing is reported."""

from __future__ import annotations

import enum
import functools
import itertools
import json
import os
import re
import sys
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, Optional, Protocol, TypeVar, Union, overload

T = TypeVar("T")
K = TypeVar("K")
Number = Union[int, float]
Json = dict[str, "Json"] | list["Json"] | str | int | None


class Color(enum.Enum):
    RED = 1
    GREEN = "g"

    @property
    def pretty(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Color:
        return cls[text.upper()]


class Priority(enum.IntEnum):
    LOW = 1
    HIGH = 2


def color_number(color: Color) -> int:
    if color is Color.RED:
        return 1
    elif color is Color.GREEN:
        return 2


def color_match(color: Color) -> int:
    match color:
        case Color.RED:
            return 1
        case Color.GREEN:
            return 2


for c in Color:
    print(c.value, c.pretty, Color(1), Color["RED"], len(Color), c in Color)
print(Priority.LOW < Priority.HIGH, Priority.LOW + 1, [0, 1][Priority.LOW])


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()

    def peek(self) -> Optional[T]:
        return self.items[-1] if self.items else None


stack: Stack[int] = Stack()
stack.push(1)
top = stack.peek()
if top is not None and top + 1 > 0:
    print(top.bit_length())


class Box[V]:
    def __init__(self, value: V) -> None:
        self.value = value

    def map[R](self, f: Callable[[V], R]) -> Box[R]:
        return Box(f(self.value))


print(Box(1).map(str).value.upper(), Box("a").map(len).value + 1)


class Node:
    def __init__(self, value: int, next: Optional[Node] = None) -> None:
        self.value = value
        self.next = next


def total(node: Optional[Node]) -> int:
    result = 0
    while node is not None:
        result += node.value
        node = node.next
    return result


def total_recursive(node: Node | None) -> int:
    if not node:
        return 0
    return node.value + total_recursive(node.next)


@dataclass(order=True)
class Item:
    name: str
    price: float = 0
    tags: list[str] = field(default_factory=list)
    count: ClassVar[int] = 0

    def __post_init__(self) -> None:
        Item.count += 1


@dataclass
class Sale(Item):
    discount: float = 0.5
    _cache: dict[str, int] = field(default_factory=dict, init=False, repr=False)


items = [Item("a", 1), Sale("b", 2, discount=1), Item(name="c", tags=["x"])]
items.sort(key=lambda item: (item.price, item.name))
print(max(items).name, sorted(items, reverse=True)[0].tags, Item("a") < Item("b"))


class Pair(NamedTuple):
    left: int
    right: str = ""


pair = Pair(1)
first, second = pair
print(pair._replace(left=2), pair.left + 1, pair[0], first, second)


class Shape(ABC):
    @property
    @abstractmethod
    def area(self) -> float: ...

    @abstractmethod
    def scale(self, by: float) -> Shape: ...

    def describe(self) -> str:
        return f"{type(self).__name__} of {self.area:.2f}"


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        return self.side**2

    @area.setter
    def area(self, value: float) -> None:
        self.side = value**0.5

    def scale(self, by: float) -> Square:
        return Square(self.side * by)


shapes: list[Shape] = [Square(1), Square(2.5)]
print(sum(shape.area for shape in shapes), [s.describe() for s in shapes])
square = Square(3)
square.area = 4


class Speaker(Protocol):
    def speak(self) -> str: ...


class Dog:
    def speak(self) -> str:
        return "woof"

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[int]:
        yield 1

    def __getitem__(self, index: int) -> str:
        return "d"

    def __contains__(self, x: object) -> bool:
        return True

    def __enter__(self) -> Dog:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def __call__(self, n: int) -> str:
        return "w" * n


def hear(speaker: Speaker) -> str:
    return speaker.speak()


with Dog() as dog:
    hear(dog)
    for one in dog:
        print(one + 1, dog[0].upper(), 3 in dog, len(dog), dog(2))


def apply(f: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    return f(*args, **kwargs)


def timed(f: Callable[..., T]) -> Callable[..., T]:
    @functools.wraps(f)
    def wrapper(*args: Any, **kwargs: Any) -> T:
        return f(*args, **kwargs)

    return wrapper


@timed
def add(a: int, b: int = 2) -> int:
    return a + b


add(1)
apply(add, 1, b=2)


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x: int | str) -> int | str:
    return x * 2


print(double(1), double("a").upper())


@contextmanager
def opened(path: str) -> Iterator[list[str]]:
    yield [path]


with opened("x") as lines:
    print(lines[0].upper())


def narrow(x: int | str | list[int] | None, mode: Literal["r", "w"] = "r") -> float:
    if x is None:
        return 0
    if isinstance(x, (int, float)):
        return x + 0.5
    if isinstance(x, str):
        return float(x)
    if mode == "r":
        return sum(x)
    return x[0]


def early(text: str | None) -> str:
    if text is None or not text.strip():
        return ""
    return text.upper()


def loops(data: Mapping[str, Sequence[int]]) -> dict[str, float]:
    out: dict[str, float] = {}
    best = None
    for key, values in data.items():
        out[key] = sum(values) / len(values) if values else 0
        if best is None or values[0] > best:
            best = values[0]
    return out


def parse(text: str) -> tuple[str, int] | None:
    match = re.match(r"(\w+)=(\d+)", text)
    if not match:
        return None
    name, value = match.groups()
    return name, int(value)


def use() -> None:
    parsed = parse("a=1")
    if (p := parse("b=2")) is not None:
        print(p[0].upper(), p[1] + 1)
    assert parsed is not None
    name, value = parsed
    print(name.upper(), value + 1)


def counting(words: Iterable[str]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter(words)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[word[0]].append(word)
        counts[word] += 1
    queue: deque[int] = deque([1, 2], maxlen=3)
    queue.appendleft(0)
    ordered: OrderedDict[str, int] = OrderedDict()
    ordered["a"] = queue.popleft()
    ordered.move_to_end("a")
    return counts.most_common(3)


def evaluate(node: Json) -> int:
    match node:
        case None:
            return 0
        case int():
            return node
        case str() as text:
            return len(text)
        case [first, *rest]:
            return evaluate(first) + len(rest)
        case {"value": value}:
            return evaluate(value)
        case _:
            return -1


def generator(n: int) -> Iterator[int]:
    for i in range(n):
        got = yield i
        print(got)
    yield from [1, 2]


def fail(message: str):
    raise ValueError(message)


def always(x: int) -> int:
    if x > 0:
        return x
    sys.exit(1)


def tries(path: str) -> str:
    handle = None
    try:
        handle = open(path)
        return handle.read()
    except OSError as error:
        print(error.errno, error.filename)
        return ""
    finally:
        if handle is not None:
            handle.close()


def closures() -> Callable[[], int]:
    count = 0
    cache: dict[int, int] | None = None

    def step() -> int:
        nonlocal count, cache
        count += 1
        cache = {1: count}
        return count

    step()
    if cache is not None:
        print(cache[1])
    return step


class Account:
    rate: float = 0.1
    _all: ClassVar[list[Account]] = []
    LIMIT: Final = 5

    def __init__(self, owner: str, balance: float = 0) -> None:
        self.owner = owner
        self.balance = balance
        self.history: list[tuple[str, float]] = []
        self._lock: object | None = None
        Account._all.append(self)

    def deposit(self, amount: float) -> Account:
        self.balance += amount
        self.history.append(("deposit", amount))
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Account):
            return NotImplemented
        return self.owner == other.owner

    def __lt__(self, other: Account) -> bool:
        return self.balance < other.balance

    def __add__(self, other: Account | float) -> Account:
        if isinstance(other, Account):
            return Account(self.owner, self.balance + other.balance)
        return Account(self.owner, self.balance + other)

    __radd__ = __add__

    def __bool__(self) -> bool:
        return self.balance > 0

    @staticmethod
    def zero() -> Account:
        return Account("nobody")

    @classmethod
    def of(cls, owner: str) -> Account:
        return cls(owner)


accounts = sorted([Account("a", 1), Account.zero(), Account.of("b").deposit(2)])
print(accounts[0] + accounts[1] + 2.5, 1 + accounts[0], accounts[0] > accounts[1], max(accounts).owner)


class Error(Exception):
    def __init__(self, code: int, *details: str) -> None:
        super().__init__(code, *details)
        self.code = code


try:
    raise Error(3, "x")
except Error as e:
    print(e.code + 1, e.args)

matrix = [[0.0] * 3 for _ in range(3)]
matrix[0][1] = 2
matrix[1][2] += 1
grid: list[list[int]] = [[1] * 3, [2, 3]]
flat = [x for row in grid for x in row if x]
table = {name: len(name) for name in ("a", "bb")}
nested: dict[str, dict[str, list[int]]] = {"a": {"b": [1]}}
nested["a"]["b"].append(2)
nested.setdefault("c", {})["d"] = []
text = "%s %d" % ("a", 1) + "x" * 3 + str(1) + f"{matrix[0][0]:.2f}"
pairs = list(zip([1, 2], "ab"))
total_pairs = sum(n * ord(ch) for n, ch in pairs)
ratio: float = 1
ratio /= 2
ratio += 1
size = 10**2
size //= 3
maybe: int | None = None
for value in [1, 2]:
    maybe = value
if maybe:
    print(maybe + 1)
flags = 1 | 2 & ~3 ^ True
print(size << 1, -size, +ratio, ~size, not size, 1 < size < 3, "a" in text, None is not maybe)
print(json.loads("{}")["a"], os.environ.get("HOME", "").upper(), os.path.join("a", "b").split("/"))
print([*flat, *range(3)], {**table, "z": 1}, (lambda a, b=1: a + b)(2), *flat, sep=", ")
print(itertools.chain([1], [2]), functools.reduce(lambda a, b: a + b, [1, 2]), dict(a=1), list("ab")[0].upper())
print(sorted(table.items(), key=lambda kv: (-kv[1], kv[0]))[0][0].upper())
a, *middle, z = 1, 2, 3, 4
print(middle[0] + a + z)
if sys.version_info < (3, 0):
    print(unicode("a"), long(1))
loaded: Any = json.loads("1")
loaded.anything().goes["here"] += 1
x: object = "a"
if isinstance(x, str):
    print(x.upper())
y = x if isinstance(x, int) else 3
print(y + 1)
callbacks: list[Callable[[int], int]] = [abs, lambda n: n + 1]
print(callbacks[0](1), hasattr(x, "foo") and x.foo)


def both(flag: Union[bool, str]) -> str:
    if flag:
        if flag is True:
            flag = "yes"
        return flag.upper()
    if flag is True:
        return "never"
    elif flag is False:
        return "no"
    else:
        return flag.lower()


class Part:
    def __init__(self, whole: Optional["Part"] = None) -> None:
        self.whole = whole
        self.parts: list["Part"] = []
        object.__setattr__(self, "hidden", 1)

    def leave(self) -> int:
        if self.whole:
            for at in range(3):
                if self.whole.parts[at] is self:
                    self.whole.parts.pop()
                    self.whole.leave()
                    self.whole = None
                    return at
        return getattr(self, "hidden")


for letter, make in (("a", int), ("b", str)):
    print(letter, make())


class Waiting:
    found: Optional[str] = None

    def until(self, other: Optional[str]) -> str:
        while True:
            if self.found is not None:
                break
        for _ in range(3):
            if other is self.found:
                break
        else:
            raise LookupError
        return self.found.upper() + other.lower()


class Window:
    """An index may be a slice."""

    def __init__(self, items: list[int]):
        self.items = items

    def __getitem__(self, index):
        if isinstance(index, slice):
            chosen = self.items[index]
            return [chosen[0], *tuple(self.items)[index][1:], sum(self.items[index])]
        return self.items[index]

    def first(self, index: int | slice, whole: slice) -> object:
        for item in tuple(self.items)[whole]:
            print(item + 1, range(3)[whole][0], b"ab"[whole][0], "ab"[whole].upper())
        return self.items[index]


class WithNumber:
    kind: int

    def __init__(self, kind: int):
        self.kind = kind


class WithText:
    kind: str

    def __init__(self, kind: str):
        self.kind = kind


def numbered(items: list[WithNumber | WithText]) -> list[WithNumber]:
    """A field's class tells the members of a union apart."""
    return [item for item in items if isinstance(item.kind, int)]


def first_text(item: WithNumber | WithText | None) -> WithText | None:
    if item is None or isinstance(item.kind, int):
        return None
    return item


def test_bytes_are_searched_for_parts(data: bytes) -> int:
    return data.count(b"a", 1, 4) + data.count(97, 1) + data.index(b"a", 0, -1)


def test_ordered_dict_from_keys() -> None:
    from collections import OrderedDict

    order = OrderedDict.fromkeys("abc")
    order.move_to_end("a")
