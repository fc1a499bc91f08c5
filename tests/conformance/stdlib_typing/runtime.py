import typing
from typing import ForwardRef, NamedTuple, Protocol, SupportsComplex, TypeVar, clear_overloads, get_overloads, get_protocol_members, is_protocol, no_type_check_decorator, overload


class Sized2(Protocol):
    size: int

    def grow(self) -> None: ...


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(len(get_overloads(f)), is_protocol(Sized2), is_protocol(int), sorted(get_protocol_members(Sized2)), isinstance(1, SupportsComplex))
clear_overloads()
print(get_overloads(f), ForwardRef("X").__forward_arg__)
P = typing.ParamSpec("P")
print(P.args, P.kwargs, isinstance(P.args, typing.ParamSpecArgs), isinstance(P.kwargs, typing.ParamSpecKwargs))
T = TypeVar("T", bound=int)
print(T, T.__bound__, typing.get_origin(typing.ClassVar[int]) is typing.ClassVar)
