import typing
from typing import AbstractSet, AnyStr, BinaryIO, ChainMap, Collection, Concatenate, Container, ContextManager, DefaultDict, Deque, FrozenSet, Hashable, IO, ItemsView, KeysView, LiteralString, MappingView, Match, MutableMapping, MutableSequence, MutableSet, Never, NoDefault, NotRequired, OrderedDict, ParamSpec, Pattern, ReadOnly, Required, Reversible, Set, Sized, SupportsAbs, SupportsBytes, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound, Text, Tuple, Type, TypeAlias, TypeAliasType, TypedDict, TypeGuard, TypeIs, TypeVarTuple, Unpack, ValuesView, assert_type, dataclass_transform, get_type_hints, is_typeddict, no_type_check, reveal_type

P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
Vector: TypeAlias = list[float]


def f(a: Tuple[int, str], b: Type[int], c: Set[int], d: FrozenSet[str], e: Deque[int], g: DefaultDict[str, int], h: OrderedDict[str, int], i: "ChainMap[str, int]") -> Text:
    return "typed"


def g(x: Never, y: LiteralString, z: Concatenate[int, P], *args: Unpack[Ts]) -> TypeGuard[int]:
    return True


class Movie(TypedDict):
    title: Required[str]
    year: NotRequired[int]
    rating: ReadOnly[float]


@no_type_check
def h(x: "nonsense !") -> "more nonsense":
    return x


@dataclass_transform()
def model(cls):
    return cls


@model
class M:
    x: int = 5


print(f(1, 2, 3, 4, 5, 6, 7, 8), g(1, 2, 3), h(5), M.x, is_typeddict(Movie), is_typeddict(dict), assert_type(5, int), Movie(title="a"))
print([isinstance(v, p) for v in (1, 1.5, "s", b"b") for p in (SupportsInt, SupportsAbs, SupportsFloat, SupportsIndex, SupportsBytes, SupportsRound)])
print([isinstance([1], t) for t in (Hashable, Sized, Collection, Container, Reversible, AbstractSet, MutableSequence, MutableMapping, MutableSet)])
print(get_type_hints(M), P.__name__, Ts.__name__, AnyStr.__constraints__, Vector, NoDefault is typing.NoDefault)
