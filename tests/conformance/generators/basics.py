def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")


g = count(3)
print(type(g).__name__, iter(g) is g)
print(next(g), next(g), next(g), next(g, "done"), next(g, "still done"))
print(list(count(2)), sum(count(4)), max(count(3)))
for x in count(2):
    print("x", x)


def empty():
    return
    yield


print(list(empty()))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, it):
    for _ in range(n):
        try:
            yield next(it)
        except StopIteration:
            return


print(list(take(10, fib())), list(take(5, iter([1, 2]))))


def evens(it):
    return (x for x in it if x % 2 == 0)


print(list(take(5, evens(fib()))))


def returns():
    yield 1
    return "result"


g = returns()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, repr(e), e.args)


def multi(a, b=2, *args, c, **kw):
    yield from (a, b, args, c, kw)


print(list(multi(1, c=3)), list(multi(1, 5, 6, c=7, d=8)))


class Tree:
    def __init__(self, v, l=None, r=None):
        self.v, self.l, self.r = v, l, r

    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r


print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))))
g = count(1)
del g
a, *b = take(4, fib())
print(a, b, 3 in take(5, fib()), 4 in take(5, fib()), dict(zip("ab", fib())), [*take(3, fib())], "".join(c for c in "abc"), tuple(take(2, fib())))
print(g.gi_running if False else next(returns()), returns.__name__, returns().__name__, repr(returns())[:26])
