class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def raises():
    local = Noisy("local")
    raise ValueError("v")


try:
    raises()
except ValueError as e:
    print("caught", e)
print("after handler")


def cleanup():
    n = Noisy("with finally")
    try:
        return "result"
    finally:
        print("finally")


print(cleanup())


def nested():
    outer = Noisy("outer")

    def inner():
        mine = Noisy("inner")
        1 / 0

    try:
        inner()
    except ZeroDivisionError:
        print("handled")
    print("inner is gone")


nested()


def argument(n):
    print("got", n.name)


argument(Noisy("argument"))
print("after call")


class BadDel:
    def __del__(self):
        pass


b = BadDel()
del b


def generator():
    g = Noisy("in generator")
    try:
        yield 1
        yield 2
    finally:
        print("generator finally")


g = generator()
next(g)
del g
print("generator dropped")
for v in generator():
    break
print("loop left")


def closure():
    captured = Noisy("captured")
    return lambda: captured.name


f = closure()
print(f())
del f
print("closure dropped")
stored = []
try:
    raise KeyError(Noisy("in args"))
except KeyError as e:
    stored.append(e)
print("exception stored")
stored.clear()
print("exception gone")


class Resurrect:
    saved = []

    def __del__(self):
        print("resurrecting")
        Resurrect.saved.append(self)


r = Resurrect()
del r
print(len(Resurrect.saved))
Resurrect.saved.clear()
print("done")
