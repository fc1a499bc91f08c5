class Left:
    def __add__(self, o):
        print("Left.__add__", end=" ")
        return NotImplemented

    def __radd__(self, o):
        print("Left.__radd__", end=" ")
        return "left radd"

    def __eq__(self, o):
        print("Left.__eq__", end=" ")
        return NotImplemented

    def __lt__(self, o):
        print("Left.__lt__", end=" ")
        return NotImplemented

    def __gt__(self, o):
        print("Left.__gt__", end=" ")
        return "left gt"

    __hash__ = None


class Right:
    def __radd__(self, o):
        print("Right.__radd__", end=" ")
        return "right radd"

    def __eq__(self, o):
        print("Right.__eq__", end=" ")
        return "right eq"

    def __gt__(self, o):
        print("Right.__gt__", end=" ")
        return "right gt"

    def __le__(self, o):
        print("Right.__le__", end=" ")
        return NotImplemented


class SubLeft(Left):
    def __radd__(self, o):
        print("SubLeft.__radd__", end=" ")
        return "subleft radd"


class SubSame(Left):
    pass


l, r, s, t = Left(), Right(), SubLeft(), SubSame()
for name, f in {
    "l+r": lambda: l + r, "1+l": lambda: 1 + l, "l+1": lambda: l + 1, "l+s": lambda: l + s, "l+t": lambda: l + t, "l+l": lambda: l + l, "s+l": lambda: s + l,
    "l==r": lambda: l == r, "r==l": lambda: r == l, "l==l": lambda: l == l, "l==Left()": lambda: l == Left(), "l!=r": lambda: l != r, "l!=1": lambda: l != 1, "l<r": lambda: l < r, "r<l": lambda: r < l, "1<l": lambda: 1 < l, "r<=1": lambda: r <= 1, "1>=r": lambda: 1 >= r, "r>=l": lambda: r >= l, "'a'+l": lambda: "a" + l, "[]+l": lambda: [] + l, "1.5+l": lambda: 1.5 + l,
}.items():
    try:
        print(name, "->", f())
    except TypeError as e:
        print(name, "-> TypeError", e)
print(l in [r], r in [l], [l] == [l], (l,) == (Left(),))


class Inplace:
    def __iadd__(self, o):
        return NotImplemented

    def __add__(self, o):
        return f"add {o}"


i = Inplace()
i += 1
print(i)


class Str(str):
    def __radd__(self, o):
        return f"radd({o})"

    def __add__(self, o):
        return "add"


print("x" + Str("y"), Str("y") + "x")


class Int(int):
    def __rsub__(self, o):
        return f"rsub({o})"

    def __eq__(self, o):
        return "eq"

    __hash__ = int.__hash__


print(5 - Int(3), Int(3) - 5, 3 == Int(3), 1.5 - Int(1), hash(Int(3)))
