import sys


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(depth(1))


def mutual_a(n):
    return mutual_b(n + 1)


def mutual_b(n):
    return mutual_a(n + 1)


try:
    mutual_a(0)
except RecursionError as e:
    print(e)


class Deep:
    def __init__(self, n):
        self.n = n

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __add__(self, other):
        return self + other

    def __call__(self):
        return self()


for f in (lambda: Deep(1).attr, lambda: Deep(1) + 1, lambda: Deep(1)()):
    try:
        f()
    except RecursionError as e:
        print("RecursionError")


def gen(n):
    yield from gen(n + 1)


try:
    list(gen(0))
except RecursionError:
    print("RecursionError in generator")
sys.setrecursionlimit(3000)


def count(n):
    return n if n == 0 else count(n - 1)


print(count(2500))
try:
    count(10**6)
except RecursionError:
    print("still limited")
l = []
l.append(l)
d = {"d": None}
d["d"] = d
print(l, d, [l, d])
try:
    print(l == [l], l == l)
except RecursionError:
    print("comparison")
m = []
m.append(m)
try:
    print(l == m)
except RecursionError as e:
    print("RecursionError", "comparison" in str(e))
sorted_calls = 0


class K:
    def __lt__(self, o):
        return sorted([self, o])[0] is self


try:
    sorted([K(), K()])
except RecursionError:
    print("sort")
