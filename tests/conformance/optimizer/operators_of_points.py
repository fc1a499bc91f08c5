import copy
class P:
    def __init__(self, x, y): self.x = x; self.y = y
    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)
    def __eq__(self, o):
        return self.x == o.x and self.y == o.y
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __setitem__(self, i, v):
        if i: self.y = v
        else: self.x = v
    def __len__(self): return 2
    def __lt__(self, o): return self.x < o.x
def add(a, b): return a + b
p = P(1, 2)
print(add(p, P(2, 3)).y, add(1, 2), add("a", "b"))
q = copy.copy(p)
q.x = "s"
print((q + P("t", 0)).x)
x, y = p
print(x, y)
for i in p: print(i)
print(list(p), tuple(p), [*p], max(p))
print([p, q].index(P("s", 2)), P(1, 2) in [q, p])
print([a.x for a in sorted([P(3, 1), P(1, 1), P(2, 0)])])
print(min(P(3, 1), P(1, 1)).x)
print(sum([P(1, 1), P(2, 2)], P(0, 0)).x)
print("%(x)s %(y)s" % type("M", (), {"__getitem__": lambda s, k: k * 2})())
class M:
    def __getitem__(self, k): return k * 3
print("%(x)s" % M())
try:
    p + 3
except AttributeError as e:
    print(e)
try:
    p + None
except AttributeError as e:
    print(e)
try:
    None + p
except TypeError as e:
    print(e)
p[0] = 9
p[1] += 5
print(p.x, p.y, p[0], p[-1])
try:
    p[2]
except IndexError as e:
    print(e)
class R:
    def __eq__(self, o): return self == o
    def __lt__(self, o): return o > self
    def __gt__(self, o): return o < self
try:
    R() == R()
except RecursionError as e:
    print(e)
try:
    R() < R()
except RecursionError as e:
    print(e)
class T:
    def __add__(self, o):
        return o.missing
    def __getitem__(self, k):
        return {}[k]
    def __neg__(self): raise ValueError("neg")
def boom(t):
    return (1 + 2, t + t, 3)
def boom2(t):
    return [t[5]]
def boom3(t):
    x = -t
    return x
for f in (boom, boom2, boom3):
    try:
        f(T())
    except Exception as e:
        tb = e.__traceback__
        while tb:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
            tb = tb.tb_next
        print(type(e).__name__, e)
boom(T())
