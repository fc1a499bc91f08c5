import typing
from typing import Annotated, Any, Callable, ClassVar, Final, Generic, Iterable, List, Dict, Literal, NamedTuple, NewType, NoReturn, Optional, Protocol, Self, TypedDict, TypeVar, Union, assert_never, cast, final, get_args, get_origin, overload, override, runtime_checkable, TYPE_CHECKING

T = TypeVar("T")
UserId = NewType("UserId", int)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> Self:
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()


print(Stack[int]().push(1).push(2).pop(), UserId(5) + 1, TYPE_CHECKING, cast(str, 5), T.__name__)


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        return "closed"


print(isinstance(File(), Closeable), isinstance(5, Closeable))


class Movie(TypedDict, total=False):
    title: str
    year: int


m: Movie = {"title": "x"}
m["year"] = 1999
print(m, Movie(title="y"), type(m))


class Emp(NamedTuple):
    name: str
    id: int = 3

    def tag(self) -> str:
        return f"{self.name}#{self.id}"


e = Emp("a")
print(e, e.tag(), e._fields, e._field_defaults, e == ("a", 3))
n, i = e


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x * 2


@final
class Last:
    @override
    def __repr__(self) -> str:
        return "Last"


print(f(2), f("a"), Last())
print(get_origin(list[int]), get_args(dict[str, int]), get_args(Union[int, str]), Optional[int], Union[int, str], List[int], Literal["a", 1], Callable[[int], str], get_args(Literal[1, 2]), list[int], dict[str, list[int]], int | None, tuple[int, ...], Any)
try:
    assert_never(5)
except AssertionError as err:
    print(err)
try:
    class P2(Protocol):
        def x(self): ...

    P2()
except TypeError as err:
    print(err)


def typed(a: Annotated[int, "meta"], b: Final = 3) -> "NoReturn":
    return a + b


print(typed(1), isinstance([], typing.Iterable), isinstance({}, typing.Mapping))
