"""Frame objects: sys._getframe, tb_frame."""

import sys


def show(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)


def who():
    return sys._getframe(1).f_code.co_name


def caller():
    return who()


class K:
    def m(self):
        return who(), sys._getframe().f_code.co_qualname if hasattr(sys._getframe().f_code, "co_qualname") else 0

    name = who()


print(who(), caller(), K().m(), K.name, (lambda: who())())


def chain():
    f = sys._getframe()
    out = []
    while f is not None:
        out.append((f.f_code.co_name, f.f_lineno, f.f_globals["__name__"]))
        f = f.f_back
    return out


def outer(n):
    if n:
        return outer(n - 1)
    return chain()


print(outer(2))
x = 5
f = sys._getframe()
print(f.f_globals["x"], f.f_globals is globals(), f.f_lineno, f.f_back, type(f).__name__, f.f_code.co_filename.split("/")[-1])
show(sys._getframe, 100)
show(sys._getframe, "a")


def raises(n):
    if n == 0:
        raise ValueError("here")
    raises(n - 1)


try:
    raises(2)
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_frame.f_globals["x"], tb.tb_frame.f_code.co_firstlineno)
        tb = tb.tb_next


def hook(t, v, tb):
    while tb.tb_next:
        tb = tb.tb_next
    print("hook", t.__name__, v, tb.tb_frame.f_code.co_name, tb.tb_lineno)


sys.excepthook = hook
import types

print(types.FrameType, isinstance(sys._getframe(), types.FrameType))
show(types.FrameType)
raises(1)
