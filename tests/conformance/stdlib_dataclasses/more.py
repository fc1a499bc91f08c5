import dataclasses
from dataclasses import MISSING, Field, dataclass, field, fields


@dataclass
class A:
    x: int = field(default=1, metadata={"unit": "cm"}, doc="the x")
    y: list = field(default_factory=list, compare=False)
    z: int = field(kw_only=True, default=3)


f, g, h = fields(A)
print(isinstance(f, Field), f.name, f.type, f.default, f.metadata["unit"], f.doc, f.init, f.repr, f.compare, f.hash, f.kw_only, g.default is MISSING, g.default_factory is list, h.kw_only)
print(A(), A(5, [1], z=9), A() == A(y=[1]))


@dataclass(init=False, match_args=False)
class B:
    v: int

    def __init__(self):
        self.v = 10


print(B(), hasattr(B, "__match_args__"))


@dataclass(order=True)
class C:
    k: int
    name: str = field(compare=False, default="")


print(sorted([C(2, "b"), C(1, "a")]), C(1) <= C(1, "z"), max(C(1), C(5)))


@dataclass
class Outer:
    @dataclass
    class Inner:
        n: int = 0

    inner: Inner = field(default_factory=Inner)


print(Outer(), Outer(Outer.Inner(3)), dataclasses.asdict(Outer()), dataclasses.is_dataclass(Outer.Inner))


class Plain:
    p = 1


@dataclass
class FromPlain(Plain):
    q: int = 2

    def __eq__(self, other):
        return "custom eq"

    def __repr__(self):
        return f"custom {super().p}"


print(FromPlain(), FromPlain() == 5)
