# Attributes of exceptions: what may be assigned, what may not be deleted.
e = ValueError("v")
for name in ("args", "__cause__", "__context__", "__traceback__", "__suppress_context__"):
    try:
        delattr(e, name)
    except TypeError as x:
        print(name, x)
for name, value in (("__cause__", "x"), ("__context__", 3), ("__traceback__", "t"), ("__suppress_context__", "yes"), ("args", 5)):
    try:
        setattr(e, name, value)
    except TypeError as x:
        print(name, x)
e.args = [1, 2]
e.__suppress_context__ = True
print(e.args, repr(e), e.__suppress_context__)


class Stop:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("the end")


def delegate():
    result = yield from Stop()
    print("result", result)


print(list(delegate()))


class Text(str):
    def __str__(self):
        return "shown"

    def __float__(self):
        return 2.5


print(float(Text("8")), "%s" % Text("x"), f"{Text('x')}", "{}".format(Text("x")), f"{Text('x'):>7}", -9223372036854775808 == -(2**63))
