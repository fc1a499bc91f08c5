# Annotations are not evaluated when the program runs.
def f(x: undefined_name, *args: also.undefined, **kw: 1 / 0) -> never[defined]:
    return x


class C:
    field: not_defined_anywhere
    with_value: missing = 5

    def method(self, y: C) -> C:
        return self


print(f(1), C.with_value, hasattr(C, "field"), C().method(1) is not None)
x: int
try:
    print(x)
except NameError as e:
    print(e)
y: str = "value"
z: list[undefined_thing] = []
print(y, z)


def g():
    local: nowhere = 3
    other: nope
    try:
        other
    except UnboundLocalError as e:
        print(e)
    return local


print(g())
d = {}
d["k"]: int = 5
obj = C()
obj.attr: str = "a"
print(d, obj.attr)
(paren): int = 7
print(paren)
type Alias = list[Unknown]
type Pair[T] = tuple[T, T]
print(Alias, Alias.__name__, Pair.__name__)


def generic[T: Undefined](a: T) -> T:
    return a


class Box[T]:
    def __init__(self, v: T) -> None:
        self.v = v

    def get(self) -> T:
        return self.v


print(generic(5), Box("v").get(), Box[int](3).get(), Box.__name__)
