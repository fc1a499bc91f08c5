for r in (range(5), range(0), range(2, 8), range(2, 8, 3), range(10, 0, -3), range(5, 5), range(0, -5), range(-5), range(10**20, 10**20 + 3), range(0, 10, 4)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), r[-1] if r else None, r[1:], r[::-1], sum(r))
r = range(0, 100, 7)
print(14 in r, 15 in r, 14.0 in r, "a" in r, -7 in r, r.index(21), r.count(21), r.count(22), r[3], r[-2], r[2:5], r[::3], r == range(0, 99, 7), range(0) == range(5, 5), r != range(3), hash(range(0)) == hash(range(3, 3)), True in range(3))
for f in (lambda: range(0, 5, 0), lambda: range(1.5), lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: r[100], lambda: r[-100], lambda: r.index(1), lambda: r["a"], lambda: r + r, lambda: range(2) < range(3), lambda: range(None), lambda: r.nope):
    try:
        f()
    except (ValueError, TypeError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
try:
    r.start = 5
except AttributeError as e:
    print(e)
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "end"), repr(range(1, 2, 1)), repr(range(0, 10, 2)), str(range(3)))
total = 0
for i in range(1000):
    for j in range(i, 1000, 250):
        total += j
print(total)
for i in range(3):
    i = 10
    print(i, end=" ")
print(i)
for i in range(10**30, 10**30 + 2):
    print(i)
for i in range(5, -5, -4):
    print(i, end=" ")
else:
    print("else")
n = 5
for i in range(n):
    n = 2
    print(i, n, end=" ")
print()
print(len(range(10**10)), range(10**18)[10**17], 10**17 + 1 in range(0, 10**18, 2), max(range(10, 0, -1)), min(range(5, 10)), [*range(3), *range(3)], list(zip(range(3), range(10, 20))), list(map(lambda a, b: a * b, range(3), range(3))))
try:
    len(range(10**30))
except OverflowError as e:
    print(e)
