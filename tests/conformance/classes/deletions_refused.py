# What cannot be deleted, and why.
import types


class Slots:
    __slots__ = ("a",)
    K = 1

    def m(self):
        pass


class WithDict(Slots):
    pass


class DictSlot:
    __slots__ = ("__dict__",)


class Plain:
    pass


def attempt(o, name):
    try:
        match name:
            case "a":
                del o.a
            case "b":
                del o.b
            case "K":
                del o.K
            case "m":
                del o.m
            case "__eq__":
                del o.__eq__
            case "append":
                del o.append
        print(name, "deleted")
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e, e.name if isinstance(e, AttributeError) else "")


for o in [Slots(), WithDict(), DictSlot(), Plain(), 5, [], len, attempt, types, Plain, int, ValueError(), (1,), None, object()]:
    for name in ["a", "b", "K", "m", "__eq__", "append"]:
        attempt(o, name)


def known(n):
    s = Slots()
    try:
        del s.b
    except AttributeError as e:
        print(e)
    try:
        del s.a
    except AttributeError as e:
        print(e)
    s.a = n
    del s.a
    try:
        print(s.a)
    except AttributeError as e:
        print(e)


known(1)
