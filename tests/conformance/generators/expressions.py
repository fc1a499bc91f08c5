g = (x * x for x in range(5))
print(type(g).__name__, next(g), list(g), list(g))
print(sum(x for x in range(10) if x % 2), max(len(w) for w in ("a", "bbb", "cc")), any(x > 3 for x in range(5)), all(x < 3 for x in range(5)), sorted((-x for x in range(3))), dict((k, v) for k, v in zip("ab", range(2))), set(x % 2 for x in range(5)), tuple(i for i in "ab"), " ".join(str(i) for i in range(3)))


def noisy(x):
    print("eval", x, end="; ")
    return x


g = (noisy(i) for i in range(3))
print("created")
print(next(g))
print(any(noisy(i) == 1 for i in range(5)))
n = 10
g = (x + n for x in range(3))
n = 100
print(list(g))
source = [1, 2, 3]
g = (x for x in source)
source.append(4)
print(list(g))
pairs = ((a, b) for a in range(3) for b in range(a))
print(list(pairs))
nested = (sum(y for y in range(x)) for x in range(5))
print(list(nested))
lines = ["a=1", "b=2", "bad", "c=3"]
parsed = (line.split("=") for line in lines if "=" in line)
numbers = {k: int(v) for k, v in parsed}
print(numbers)
g = (1 / x for x in (1, 0, 2))
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e, list(g))


class C:
    data = [1, 2]
    gen = (x * 2 for x in data)


print(list(C.gen))


def closure(k):
    return (k * i for i in range(3))


print(list(closure(5)), [list(closure(i)) for i in range(2)])
pipeline = range(20)
pipeline = (x for x in pipeline if x % 3)
pipeline = (x * 2 for x in pipeline)
pipeline = (x for x in pipeline if x > 10)
print(list(pipeline))
