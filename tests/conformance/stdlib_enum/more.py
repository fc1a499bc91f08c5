import enum
from enum import CONFORM, CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Enum, EnumCheck, EnumMeta, EnumType, Flag, FlagBoundary, IntFlag, ReprEnum, auto, global_enum, member, nonmember, property as enum_property, show_flag_values, verify

print(EnumMeta is EnumType, isinstance(Enum, EnumType))


class WithMembers(Enum):
    A = 1
    helper = nonmember(5)

    @member
    def B():
        return "b"


print(list(WithMembers)[0], WithMembers.helper, WithMembers.B.name, len(WithMembers))


class Strict(Flag, boundary=STRICT):
    X = 1
    Y = 2


class Conform(Flag, boundary=CONFORM):
    X = 1
    Y = 2


class Keep(Flag, boundary=KEEP):
    X = 1


class Eject(IntFlag, boundary=EJECT):
    X = 1


try:
    Strict(8)
except ValueError as e:
    print(str(e).split("\n")[0])
print(Conform(5), Keep(9).value, Eject(9), type(Eject(9)) is int, FlagBoundary.STRICT is STRICT, EnumCheck.UNIQUE is UNIQUE, EnumCheck.CONTINUOUS is CONTINUOUS, EnumCheck.NAMED_FLAGS is NAMED_FLAGS, show_flag_values(6), FlagBoundary.CONFORM, FlagBoundary.EJECT, FlagBoundary.KEEP)
try:
    @verify(UNIQUE, CONTINUOUS)
    class Gap(Enum):
        A = 1
        C = 3
except ValueError as e:
    print(e)


@global_enum
class G(Enum):
    FIRST = 1


print(FIRST, repr(FIRST))


class Hex(int, ReprEnum):
    A = 10

    def __repr__(self):
        return f"Hex({int(self):#x})"


print(Hex.A, repr(Hex.A), Hex.A + 1)


class Order(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    ONE = auto()
    TWO = auto()


print([m.value for m in Order])


class P(Enum):
    _ignore_ = ["temp"]
    temp = 3
    A = temp * 2

    @enum_property
    def label(self):
        return f"<{self.name}>"


print(list(P), P.A.label, enum.pickle_by_enum_name is not None)
d = enum.EnumDict("X")
d["A"] = 1
d.update({"B": 2}, C=3)
print(d.member_names, enum.global_str(G.FIRST), enum.global_enum_repr(G.FIRST), enum.global_flag_repr(Conform.X), enum.pickle_by_global_name(G.FIRST, 2))
