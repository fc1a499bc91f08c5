"""Flags are iterated over, counted and mixed with plain ints, annotated or not."""

from enum import Flag, IntFlag


class Permission(Flag):
    READ = 4
    WRITE = 2
    RUN = 1
    EDIT = READ | WRITE


class Bits(IntFlag):
    LOW = 1
    HIGH = 8


def names(of: Permission) -> list[str]:
    return [str(one.name) for one in of]


for one in Permission.EDIT:
    print(one, len(one))
print(list(Permission.EDIT), names(Permission.EDIT | Permission.RUN), len(Permission.EDIT), len(Permission(0)))
mask: int = 2 | Bits.HIGH
print(mask, 9 & Bits.LOW, 1 ^ Bits.HIGH, [bit.value for bit in Bits.LOW | Bits.HIGH])
