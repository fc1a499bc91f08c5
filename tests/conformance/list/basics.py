a = [1, 2, 3]
print(a, len(a), a[0], a[-1], a[1:], a[:-1], a[::-1], a + [4], a * 2, 2 * a, 2 in a, 9 not in a, [] + [], [0] * 0, [1] * -1)
a[0] = "x"
a[-1] = None
print(a, [], [[]], [[1], [2, [3]]], list("abc"), list(range(4)), list({"a": 1}), list((1, 2)), list(), [*a, *"xy", *range(2)])
for f in (lambda: a[10], lambda: a[-10], lambda: a["x"], lambda: a[1.0], lambda: a + (1,), lambda: a * "x", lambda: a * 1.5, lambda: list(5), lambda: a < 5, lambda: hash(a), lambda: a.nope, lambda: {a: 1}, lambda: [None] + 1):
    try:
        f()
    except (IndexError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    a[10] = 1
except IndexError as e:
    print(e)
try:
    del a[10]
except IndexError as e:
    print(e)
b = a
b.append(4)
print(a, a is b, a == b, a[:] is a, a.copy() == a)
nested = [[0] * 3] * 2
nested[0][1] = 5
print(nested)
rec = [1]
rec.append(rec)
print(rec, rec[1] is rec, len(rec[1][1]))
print([1, 2] == [1, 2], [1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 2], [] < [1], [2] > [1, 9], [1, "a"] == [1, "b"], [1, 2] != [2, 1], [1] == (1,))
try:
    [1, "a"] < [1, 2]
except TypeError as e:
    print(e)
a = [1, 2]
a += [3]
a += "xy"
a += (4,)
a *= 2
print(a)
try:
    a += 5
except TypeError as e:
    print(e)
x = [1, 2, 3, 4]
del x[1]
print(x)
x.clear()
print(x, not x, bool([0]))
