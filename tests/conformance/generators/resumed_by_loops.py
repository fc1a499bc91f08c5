"""Generators that a `for` statement drives: exceptions inside and around them, early exits, results."""


def numbers(n):
    for i in range(n):
        yield i
    return "unused"


def handling():
    try:
        raise ValueError("inside")
    except ValueError as error:
        yield str(error)
        try:
            raise
        except ValueError as again:
            yield "again " + str(again)


def failing(n):
    yield n
    raise KeyError(n)


def stopping():
    yield 1
    raise StopIteration("not seen outside")


def closing(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("closed")


def nested(depth):
    if depth:
        for x in nested(depth - 1):
            yield x + 1
    else:
        yield 0
        yield 10


def pairs(n):
    for i in range(n):
        yield i, (i * 1.5, str(i))


print([x for x in numbers(3)], list(handling()), list(nested(30)))
for x in handling():
    print(x)
try:
    raise TypeError("outer")
except TypeError:
    for x in handling():
        print(x)
    try:
        raise
    except TypeError as error:
        print(error)
try:
    for x in failing(7):
        print(x)
except KeyError as error:
    print("caught", error)
try:
    for x in stopping():
        print(x)
except RuntimeError as error:
    print(error, repr(error.__cause__))
log = []
for x in closing(log):
    print(x)
    break
print(log)
g = numbers(5)
for x in g:
    if x == 2:
        break
print(next(g), list(g), list(g))
for a, (b, c) in pairs(3):
    print(a, b, c)
try:
    for a, b in numbers(3):
        print(a, b)
except TypeError as error:
    print(error)
try:
    for a, b in [(1, 2), (1, 2, 3)]:
        print(a, b)
except ValueError as error:
    print(error)


def itself():
    for x in own:
        yield x


own = itself()
try:
    for x in own:
        print(x)
except ValueError as error:
    print(error)
print(sum(x for x in numbers(10) if x % 3), max(nested(3)), dict(pairs(2)))
