# What generators tell of themselves and of what they delegate to.
def numbers():
    yield from [1, 2]


g = numbers()
next(g)
print(g.gi_yieldfrom is None)


def plain():
    yield 1


plain.__name__ = "renamed"
plain.__qualname__ = "also.renamed"
print(plain().__name__, plain().__qualname__)


class Sub:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print([type(a).__name__ for a in args])
        raise StopIteration


def outer():
    yield from Sub()


g = outer()
next(g)
try:
    g.throw(ValueError)
except StopIteration:
    print("stopped")
