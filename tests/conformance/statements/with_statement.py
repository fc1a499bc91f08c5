class Manager:
    def __init__(self, name, swallow=False, value=None):
        self.name = name
        self.swallow = swallow
        self.value = value

    def __enter__(self):
        print("enter", self.name)
        return self.value if self.value is not None else self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.swallow


with Manager("a") as m:
    print("body", m.name)
with Manager("b"), Manager("c") as c, Manager("d", value=(1, 2)) as (x, y):
    print(c.name, x, y)
with (
    Manager("p") as p,
    Manager("q"),
):
    print("parenthesised")
with Manager("swallows", True):
    raise ValueError("gone")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)


def returns():
    with Manager("r"):
        return "value"


print(returns())
for i in range(3):
    with Manager(f"loop{i}"):
        if i == 0:
            continue
        break


class EnterFails:
    def __enter__(self):
        raise RuntimeError("enter")

    def __exit__(self, *a):
        print("never")


try:
    with Manager("first"), EnterFails():
        print("never")
except RuntimeError as e:
    print(e)


class ExitFails:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise OSError("from exit")


try:
    with ExitFails():
        raise ValueError("body")
except OSError as e:
    print(e, repr(e.__context__))
for bad in (5, object(), "s"):
    try:
        with bad:
            pass
    except TypeError as e:
        print(e)


class OnlyEnter:
    def __enter__(self):
        pass


try:
    with OnlyEnter():
        pass
except TypeError as e:
    print(e)
box = [0]
with Manager("target", value=7) as box[0]:
    print(box)
with Manager("swallow in nested", True):
    with Manager("inner"):
        1 / 0
print("after")


def gen():
    with Manager("gen"):
        yield 1
        yield 2


for v in gen():
    print(v)
g = gen()
next(g)
g.close()
