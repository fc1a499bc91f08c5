from collections import Counter

c = Counter("mississippi")
print(c, c["s"], c["zz"], c.most_common(2), c.most_common(), list(c.elements()), c.total(), sorted(c.items()), len(c), "m" in c)
c.update("miss")
c.subtract({"s": 3, "q": 1})
print(c, +c, -c)
d = Counter(a=3, b=1)
e = Counter(a=1, b=2, c=0)
print(d + e, d - e, d & e, d | e, d == e, d <= d, d < d + e, Counter([1, 2, 1]), Counter({"x": 5}), Counter(), bool(Counter()))
d += e
d["new"] += 1
del d["a"]
del d["never there"]
print(d, dict(d), d.copy(), d.pop("b"), d)
words = "the quick the lazy the dog".split()
print(Counter(words).most_common(1), Counter(len(w) for w in words), max(Counter(words), key=Counter(words).get))
for f in (lambda: Counter.fromkeys("ab"), lambda: Counter(5), lambda: Counter("a", "b"), lambda: Counter(a=1) < 5):
    try:
        print(f())
    except (NotImplementedError, TypeError) as err:
        print(type(err).__name__, err)
