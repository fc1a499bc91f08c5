"""Which exception is being handled inside and around generators."""
import sys


def show(label):
    print(label, repr(sys.exception()))


def catcher():
    try:
        show("started")
        yield 1
    except ValueError as e:
        show("in except")
        print("context", repr(e.__context__))
        yield 2
        show("still in except")
        yield 3
        raise


g = catcher()
next(g)
try:
    raise ValueError("outside")
except ValueError as e:
    print(g.throw(e))
    show("resumer")
show("nothing")
print(next(g))
show("nothing again")
try:
    next(g)
except ValueError as e:
    print("reraised", e, repr(e.__context__))


def ends_its_handler():
    try:
        raise KeyError("own")
    except KeyError:
        yield 1
    show("own one ended")
    yield 2


g = ends_its_handler()
try:
    raise OSError("first resumer")
except OSError:
    next(g)
try:
    raise IndexError("second resumer")
except IndexError:
    next(g)


def inner():
    show("inner")
    yield
    try:
        raise TypeError("new")
    except TypeError as e:
        print("context", repr(e.__context__))
    yield


def outer():
    try:
        raise LookupError("outer's")
    except LookupError:
        yield from inner()


for _ in outer():
    show("between")


class Odd(Exception):
    def __new__(cls, *args):
        return 42


def waits():
    try:
        yield
    except TypeError as e:
        print("inside:", e)


g = waits()
next(g)
try:
    g.throw(Odd)
except StopIteration:
    print("stopped")
g = waits()
try:
    g.throw(Odd)
except TypeError as e:
    print("outside:", e)
