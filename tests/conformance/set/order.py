# Iteration order is that of CPython's table under a fixed hash seed.
print({5, 3, 1, 4, 2}, {100, 50, 25, 12}, {-1, -2, -3, 0}, {2**61, 2**62, 2**40, 7}, set(range(0, 100, 7)))
print({"apple", "banana", "cherry", "date"}, set("hello world"), {"x", 1, None, (1, 2), 2.5, True, b"b"} if hash(None) is None else {"x", 1, (1, 2), 2.5, b"b"})
s = set()
for i in range(40):
    s.add(i * 17 % 101)
print(s)
for i in range(0, 40, 2):
    s.discard(i * 17 % 101)
print(s)
for i in range(1000, 1030):
    s.add(i)
print(s)
print(s & set(range(1010)), s - {1000}, s | {-5, -10}, s ^ {1001, 5})
t = set(s)
print(t, t.pop(), t.pop(), t)
words = "the quick brown fox jumps over the lazy dog and runs away from the big bad wolf".split()
print(set(words), sorted(set(words)), [w for w in set(words) if len(w) > 3], {w[0] for w in words}, frozenset(words))
print({1.5, 2.5, 0.1, -3.75, 1e100}, {(1, 2), (3, 4), (), (1,)}, {True, False, 2}, set("日本語é😀"), {b"a", b"bc", b""})
u = {i for i in range(10, 0, -1)}
u.remove(5)
u.add(5)
u.add(17)
u.add(25)
print(u, list(u)[0], max(u), sum(u), tuple(u), len(u), u.copy(), set(list(u)))
d = dict.fromkeys(u)
print(set(d), set(d.keys()) == u, d.keys() & {5, 25}, d.keys() | {99})
