def gen():
    yield 1
    next(iter([]))


g = gen()
print(next(g))
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__))
next(g)
