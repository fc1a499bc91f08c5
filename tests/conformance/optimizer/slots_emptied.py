# Slots that are emptied without a del statement.
class A:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def sum(self):
        return self.x + self.y


class B:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def sum(self):
        return self.x + self.y


class C:
    def __init__(self, x):
        self.x = x
    def get(self):
        return self.x


def show(f):
    try:
        print(f())
    except AttributeError as e:
        print(e)


a = A(1, 2)
show(a.sum)
A.x.__delete__(a)
show(a.sum)
A.x.__set__(a, "t")
A.y.__set__(a, "u")
show(a.sum)
b = B([1], [2])
show(b.sum)
object.__delattr__(b, "y")
show(b.sum)
c = C([1])
show(c.get)
object.__delattr__(c, "x")
show(c.get)
