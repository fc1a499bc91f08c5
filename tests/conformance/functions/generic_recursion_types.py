# The same function is called with many types.
def double(x):
    return x + x


def smaller(a, b):
    return a if a < b else b


def total(items, start):
    acc = start
    for item in items:
        acc = acc + item
    return acc


for v in (1, 1.5, "ab", [1], (2,), True, 2**70, b"x"):
    print(double(v), end=" ")
print()
print(smaller(1, 2), smaller("b", "a"), smaller(1.5, 1), smaller([2], [1, 9]), smaller((1,), (0,)), smaller(2**80, 5), smaller({1}, {1, 2}))
print(total([1, 2, 3], 0), total([0.5, 1], 0), total(["a", "b"], ""), total([[1], [2]], []), total([1, 2.5, 2**64], 0), total([], None))


def poly(x, *coefficients):
    result = 0
    for c in coefficients:
        result = result * x + c
    return result


print(poly(2, 1, 2, 3), poly(0.5, 1, 2, 3), poly(10**10, 1, 0, 1), poly(True, 3, 4))


def grow(x, n):
    for _ in range(n):
        x = x * x
    return x


print(grow(3, 3), grow(3, 7), grow(1.5, 3), grow(-2, 6))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(collatz(27), collatz(27.0), collatz(2**70), collatz(837799))


def mixed(flag):
    if flag:
        x = 1
    else:
        x = "one"
    return x * 3


print(mixed(True), mixed(False), [mixed(i % 2 == 0) for i in range(3)])
for bad in ((1, "a"), (None, 1), ([], ())):
    try:
        print(smaller(*bad))
    except TypeError as e:
        print(e)
try:
    double(None)
except TypeError as e:
    print(e)
try:
    double({})
except TypeError as e:
    print(e)
