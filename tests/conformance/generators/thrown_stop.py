# A StopIteration thrown at a generator that delegates to something without `throw` ends the delegation.
def outer(items):
    try:
        got = yield from items
        print("went on with", got)
        yield "after"
    finally:
        print("finally")


for thrown in (StopIteration, StopIteration(5), StopIteration((1, 2))):
    g = outer(range(3))
    print(next(g))
    print(g.throw(thrown))
    g.close()

g = outer([1, 2])
print(next(g))
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print(repr(e))


class Thrower:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def throw(self, exc):
        print("throw", repr(exc))
        raise StopIteration("from throw")


g = outer(Thrower())
print(next(g))
print(g.throw(ValueError("v")))


def plain():
    yield 1


g = plain()
next(g)
try:
    g.throw(StopIteration)
except RuntimeError as e:
    print(e, repr(e.__cause__))
