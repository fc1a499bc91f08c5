a = b = c = []
b.append(1)
print(a, c, a is c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), r = (1, 2), 3
[s, (t, *u)] = 4, "xyz"
print(p, q, r, s, t, u)
first, *middle, last = range(6)
print(first, middle, last)
*init, end = "abc"
head, *tail = [1]
print(init, end, head, tail)
(m, [n, *o]), *rest = [(1, (2, 3, 4)), 5, 6]
print(m, n, o, rest)
d = {}
d["k"], l = 1, [0, 0]
l[0], l[1] = l[1], 9
print(d, l)


class Box:
    pass


box = Box()
box.a, box.b = box.c = "pq"
print(box.a, box.b, box.c)
i = 0
i, l[i] = 1, "set after i"
print(i, l)
for bad in ((1, 2, 3), (1,), 5, "abc", []):
    try:
        v, w = bad
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for bad in ((), (1,)):
    try:
        v, *w, z = bad
    except ValueError as e:
        print(e)
try:
    v, w = {1, 2, 3}
except ValueError as e:
    print(e)
try:
    v, w = iter([1, 2, 3])
except ValueError as e:
    print(e)
k, v = {"a": 1, "b": 2}
print(k, v)
(z) = 5
(z,) = [6]
print(z)
() = []
[] = ()
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):
    print(i, j, k)
l = [1, 2, 3, 4]
l[1:3], tail = "xyz", l
print(l, tail is l)
