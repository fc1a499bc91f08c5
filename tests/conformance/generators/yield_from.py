def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    r2 = yield from [10, 20]
    print(r2)
    yield from range(2)
    yield from "ab"
    return "outer result"


g = outer()
print(next(g), g.send("A"), g.send("B"), list(g))


def catching():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("inner finally")


def delegate():
    try:
        yield from catching()
    finally:
        print("outer finally")


d = delegate()
next(d)
print(d.throw(ValueError("v")))
d.close()
d = delegate()
next(d)
try:
    d.throw(KeyError("k"))
except KeyError as e:
    print("escaped", e)


def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4]), []], 5])))


def chain(*its):
    for it in its:
        yield from it


print(list(chain([1], "ab", {"k": 1}, range(2), (x for x in (9,)))))


def deep(n):
    if n:
        yield n
        yield from deep(n - 1)


print(sum(deep(100)))
try:
    list((lambda: (yield from 5))())
except TypeError as e:
    print(e)


class Iter:
    def __iter__(self):
        return iter("custom")


def use():
    got = yield from Iter()
    print("got", got)


print(list(use()))


def returning(n):
    yield n
    return n * 10


def collect():
    results = []
    for i in range(3):
        results.append((yield from returning(i)))
    return results


def run(gen):
    out = []
    while True:
        try:
            out.append(next(gen))
        except StopIteration as e:
            return out, e.value


print(run(collect()))
