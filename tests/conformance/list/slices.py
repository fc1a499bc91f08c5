a = list(range(10))
for s in (slice(2, 5), slice(None, None, 2), slice(None, None, -1), slice(8, 2, -2), slice(-3, None), slice(None, -7), slice(5, 5), slice(100, 200), slice(-100, 3), slice(3, -100, -1)):
    print(s, a[s], s.indices(10), s.indices(0))
b = list(range(10))
b[2:5] = ["a", "b"]
print(b)
b[2:4] = []
print(b)
b[1:1] = [7, 8, 9]
print(b)
b[::2] = ["e"] * len(b[::2])
print(b)
b[-2:] = "xyz"
print(b)
b[:] = range(6)
print(b)
b[5:2] = [100]
print(b)
b[::-1] = list(b)
print(b)
del b[1:3]
print(b)
del b[::2]
print(b)
del b[:]
print(b)
b = list(range(10))
del b[8:2:-3]
print(b)
b[1:3] = b
print(b)
for f in (lambda: b.__setitem__(slice(0, 4, 2), [1]), lambda: b.__setitem__(slice(0, 2), 5), lambda: b[::0], lambda: b["a":"b"], lambda: b.__setitem__(slice(None, None, -1), [1, 2]), lambda: slice(), lambda: slice(1, 2, 3).indices(-1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
s = slice(1, 9, 3)
print(s.start, s.stop, s.step, s == slice(1, 9, 3), s < slice(2, 1, 1), repr(slice(3)), "abcdefghij"[s], (1, 2, 3, 4)[s], range(20)[s], hash(slice(1)) == hash(slice(1)))
