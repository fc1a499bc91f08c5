class Range:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return RangeIterator(self.n)


class RangeIterator:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


r = Range(4)
print(list(r), list(r), sum(r), max(r), 3 in r, 9 in r, tuple(r), set(r), sorted(r, reverse=True), [*r], dict(zip("abcd", r)), list(zip(r, r)), list(enumerate(r, 1)), list(map(str, r)), list(filter(lambda x: x > 2, r)), any(r), all(r), "-".join(map(str, r)))
a, b, *c = r
print(a, b, c)
it = iter(r)
print(next(it), next(it), list(it), next(it, "default"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value, e.args)


class Gen:
    def __iter__(self):
        yield from "xyz"
        yield 1


print(list(Gen()), *Gen())


class Seq:
    def __init__(self, data):
        self.data = data

    def __getitem__(self, i):
        return self.data[i]

    def __len__(self):
        return len(self.data)


s = Seq("hello")
print(list(s), list(reversed(s)), "l" in s, list(iter(s)), max(s))
n = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(n), 0)), list(n))


class NoNext:
    def __iter__(self):
        return self


for bad in (NoNext(), 5, None, 3.5, object()):
    try:
        iter(bad)
    except TypeError as e:
        print(e)
try:
    next([1])
except TypeError as e:
    print(e)


class Raises:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            raise ValueError("in next")
        return self.n


try:
    for x in Raises():
        print(x)
except ValueError as e:
    print(e)
print(next(iter({"k": 1})), next(iter("abc")), next(iter({7})), next(iter(range(5, 9))), next(zip("a", "b")), next(enumerate("q")), next(map(len, ["xx"])), next(reversed([1, 2])))
