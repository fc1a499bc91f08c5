print([x * x for x in range(6)], [x for x in range(20) if x % 2 if x % 3], [(x, y) for x in range(3) for y in range(x)], [[j for j in range(i)] for i in range(4)], [c for w in ("ab", "cd") for c in w])
print({x % 3 for x in range(10)}, {k: v for k, v in zip("abc", range(3))}, {x: {y: x * y for y in range(2)} for x in range(2)}, {i: i for i in range(3) if i})
print(sum(x for x in range(5)), list(x + 1 for x in [1, 2]), max((abs(x), x) for x in (-3, 2)), tuple(i for i in "ab"), "".join(c.upper() for c in "xyz"), dict((k, 1) for k in "ab"), sorted(-x for x in range(3)))
x = "outer"
print([x for x in range(3)], x)
print([(lambda: x)() for x in range(3)], [y := x for x in "ab"], y)
n = 10
print([n + i for i in range(3)], [i for i in range(n) if i > n - 3])


def f(items, k):
    return [item * k for item in items if item > k], {item: k for item in items}, {item // k for item in items}


print(f([1, 2, 3, 4, 5], 2))


class C:
    size = 3
    squares = [i * i for i in range(size)]


print(C.squares)
gen = (print("side", i) or i for i in range(3))
print("lazy")
print(next(gen), next(gen))
print(list(gen), list(gen))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2 == 0], [(i, v) for i, row in enumerate(matrix) for v in row if v > i + 1])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ["xyz", "pq"]], {a: b for (a, b), c in [((1, 2), 3)]}, [i if i % 2 else -i for i in range(5)])
try:
    [1 / i for i in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
try:
    gen = (i for i in 5)
except TypeError as e:
    print(e)
first = (i for i in range(10))
second = (i * 2 for i in first if i % 2)
print(next(second), next(first), list(second))
print([f() for f in [lambda j=j: j * 10 for j in range(3)]], any(x > 2 for x in range(5)), all(x > 2 for x in range(5)), [*(i for i in range(2)), *[9]])
fib = [0, 1]
[fib.append(fib[-1] + fib[-2]) for _ in range(8)]
print(fib, len([None for _ in range(100)]), [[]] * 2, [[] for _ in range(2)])
