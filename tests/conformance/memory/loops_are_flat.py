# Millions of temporaries; what is alive at the end is small.
class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def moved(self, d):
        return P(self.x + d, self.y - d)


p = P(0, 0)
for i in range(100000):
    p = p.moved(1)
print(p.x, p.y)
s = ""
for i in range(20000):
    s = str(i) + s[:50]
print(s)
l = []
for i in range(50000):
    l = [i, l[0] if l else None]
print(l)
d = {}
for i in range(50000):
    d[i % 100] = [i]
print(len(d), d[99], sum(v[0] for v in d.values()))
total = 0
for i in range(30000):
    total += len([x for x in range(i % 10)]) + len({i, i + 1}) + len((i, (i,)))
print(total)
big = 1
for i in range(2000):
    big = big * 3 % 10**50
print(big)


def gen(n):
    for i in range(n):
        yield [i]


print(sum(x[0] for _ in range(20) for x in gen(1000)))
errors = 0
for i in range(20000):
    try:
        if i % 2:
            raise ValueError(i)
    except ValueError as e:
        errors += e.args[0]
print(errors)
fs = None
for i in range(20000):
    fs = lambda k=i, prev=None: k + i
print(fs())
