"""`+=` and `*=` of built-in sequences with operands that know better."""
from collections import UserList


class Right:
    def __radd__(self, other):
        return ("radd", other)

    def __rmul__(self, other):
        return ("rmul", other)


class Refuses:
    def __radd__(self, other):
        return NotImplemented

    def __rmul__(self, other):
        return NotImplemented

    def __iter__(self):
        return iter("xy")

    def __index__(self):
        return 2


def both(start, operand):
    for name in "add", "mul":
        x = start
        try:
            if name == "add":
                x += operand
            else:
                x *= operand
            print(name, type(x).__name__, x)
        except TypeError as e:
            print(name, e)


for make in (lambda: [1], lambda: (1,), lambda: "s", lambda: b"b"):
    both(make(), Right())
    both(make(), Refuses())
x = [1, 2]
x += UserList([3])
print(type(x).__name__, x)
x = [1, 2]
x += (3, 4)
print(x)
