def inner():
    yield 1
    raise RuntimeError("inside generator")


def outer():
    yield 0
    yield from inner()


for v in outer():
    print(v)
