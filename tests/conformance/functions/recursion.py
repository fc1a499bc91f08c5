import sys


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def permutations(items):
    if not items:
        return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1 :])]


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def flatten(x):
    if isinstance(x, list):
        return [z for y in x for z in flatten(y)]
    return [x]


def power_set(s):
    if not s:
        return [[]]
    rest = power_set(s[1:])
    return rest + [[s[0]] + r for r in rest]


print(ackermann(2, 3), hanoi(10, "a", "b", "c"), permutations([1, 2, 3]), is_even(100), is_odd(77), flatten([1, [2, [3, [4]], 5], []]), power_set("abc"))
depth = 0


def runaway():
    global depth
    depth += 1
    runaway()


try:
    runaway()
except RecursionError as e:
    print(type(e).__name__, e, depth)
depth = 0
try:
    runaway()
except RecursionError:
    print(depth)
print(sys.getrecursionlimit())
sys.setrecursionlimit(200)
depth = 0
try:
    runaway()
except RecursionError:
    print(depth)
sys.setrecursionlimit(5000)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(4000))
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)


class Loop:
    def __repr__(self):
        return repr(self)


try:
    repr(Loop())
except RecursionError as e:
    print(type(e).__name__)


class Eq:
    def __eq__(self, other):
        return self == other


try:
    Eq() == 1
except RecursionError as e:
    print(type(e).__name__)
nested = []
for _ in range(100000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as e:
    print(type(e).__name__)
del nested
print("end")
