# Assigning `__class__` between classes with `__slots__`: the slots must be the same ones.
class Point:
    __slots__ = ("x", "y")


class Turned:
    __slots__ = ("y", "x")


class Size:
    __slots__ = ("w", "h")


class Named(Point):
    __slots__ = ("name",)


class Labelled(Point):
    __slots__ = ("name",)


class Coloured(Point):
    __slots__ = ("colour",)


class Same(Point):
    __slots__ = ()


class Open:
    pass


class AlsoOpen:
    pass


def change(thing, cls):
    old = type(thing).__name__
    try:
        thing.__class__ = cls
        print(old, "->", type(thing).__name__)
    except TypeError as error:
        print(error)


p = Point()
p.x, p.y = 1, 2
change(p, Turned)
print(p.x, p.y)
change(p, Size)
change(p, Same)
print(p.x, p.y)
change(p, Open)
n = Named()
n.x, n.name = 3, "n"
change(n, Labelled)
print(n.x, n.name)
change(n, Coloured)
change(n, Point)
o = Open()
o.a = 1
change(o, AlsoOpen)
print(o.a, o.__dict__)
change(o, Point)
