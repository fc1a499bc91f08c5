d = {}
for i in range(10):
    d[i * 7 % 10] = i
print(d)
del d[7], d[1]
d[7] = "again"
d[4] = "same place"
print(d, list(d), d.popitem())
for f in ("add", "delete", "clear"):
    d = {i: i for i in range(5)}
    try:
        for k in d:
            if f == "add":
                d[k + 100] = 0
            elif f == "delete":
                del d[k]
            else:
                d.clear()
    except RuntimeError as e:
        print(f, e)
d = {1: 1, 2: 2, 3: 3}
for k in list(d):
    if k % 2:
        del d[k]
print(d)
for k in d:
    d[k] = "changed"
print(d)
it = iter({"a": 1, "b": 2})
print(next(it), list(it), next(it, "end"))
big = {}
for i in range(2000):
    big[f"key{i}"] = i
for i in range(0, 2000, 3):
    del big[f"key{i}"]
print(len(big), sum(big.values()), list(big)[:5], list(big)[-2:], "key3" in big, "key4" in big)
for i in range(0, 2000, 5):
    big[f"key{i}"] = -i
print(len(big), list(big.items())[-3:], sum(big.values()))
inverse = {v: k for k, v in {"x": 1, "y": 2, "z": 1}.items()}
print(inverse, {k: v for k, v in sorted(inverse.items(), reverse=True)}, {**inverse, 1: "over"})


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


k = {Key(i % 5): i for i in range(12)}
print(k, k[Key(3)], Key(9) in k, k.pop(Key(2)), k)


class BadHash:
    def __hash__(self):
        raise ValueError("no hash")


class NoHash:
    def __eq__(self, other):
        return True


for c in (BadHash, NoHash):
    try:
        {c(): 1}
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
