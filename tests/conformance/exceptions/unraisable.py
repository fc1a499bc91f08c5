import sys
import weakref


def hook(info):
    text = info.err_msg.split(" at 0x")[0]
    print(info.exc_type.__name__, info.exc_value, "|", text, "|", info.object, type(info).__name__)


sys.unraisablehook = hook


class Loud:
    def __del__(self):
        raise ValueError("in __del__")


def closing():
    try:
        yield 1
    finally:
        raise KeyError("closing")


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


a = Loud()
del a
g = closing()
next(g)
del g
g = stubborn()
next(g)
del g


class Plain:
    pass


p = Plain()
r = weakref.ref(p, lambda _: 1 / 0)
del p
print("end")
