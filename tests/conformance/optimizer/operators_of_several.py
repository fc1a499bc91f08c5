import operator, functools
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o):
        if isinstance(o, V): return V(self.x + o.x)
        return V(self.x + o)
    __radd__ = __add__
    __iadd__ = lambda self, o: V((self.x, o if isinstance(o, int) else o.x))
    def __repr__(self): return f"V({self.x!r})"
    def __mul__(self, o):
        yield self.x
        yield o
    def __matmul__(self, o): return o @ 1 if isinstance(o, W) else 0
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __truediv__(self, o): return self.x / o
    def __floordiv__(self, o): return None
    def __mod__(self, o): return [o]
    def __lshift__(self, o): return True
    def __and__(self, o): return 2 ** 70
    def __or__(self, o): return NotImplemented if o else "or"
    def __xor__(self, other): return NotImplemented
class W:
    def __init__(self, y): self.y = y
    def __add__(self, o): return W(self.y + 1)
    def __matmul__(self, o): return ("W@", o)
    def __ror__(self, o): return ("W.ror", o)
    def __repr__(self): return f"W({self.y!r})"
    def __rxor__(self, o): return NotImplemented
class S(V):
    def __add__(self, o): return super().__add__(o)
    def __mod__(self, o): return super().__mod__(o) + [1]
def pick(i):
    if i % 3 == 0: return V(i)
    if i % 3 == 1: return W(i)
    return S(i)
def union(n):
    for i in range(n):
        a, b = pick(i), pick(i // 3)
        try:
            print(a + 1, a + b, end=" ")
        except Exception as e:
            print(type(e).__name__, e, end=" ")
    print()
union(9)
def optional(i):
    return V(i) if i else None
for i in range(2):
    try: print(optional(i) + 1)
    except TypeError as e: print(e)
    try: print(1 + optional(i))
    except TypeError as e: print(e)
    try: print(optional(i)[0])
    except TypeError as e: print(e)
    try: print(-optional(i))
    except TypeError as e: print(e)
    print(optional(i) == None, optional(i) != None, None == optional(i))
def ops(v, w):
    print(list(v * 3), v @ w, v ** 2, pow(v, 2, 3), v / 4, v // 1, v % 2, v << 1, v & 1, v | 0, v | w)
    try: v | 1
    except TypeError as e: print(e)
    try: v ^ w
    except TypeError as e: print(e)
    try: v ^ v
    except TypeError as e: print(e)
    try: v ^= v
    except TypeError as e: print(e)
    try: v - v
    except TypeError as e: print(e)
    try: v >> v
    except TypeError as e: print(e)
    try: ~v
    except TypeError as e: print(e)
    try: v()
    except TypeError as e: print(e)
    try: v[0]
    except TypeError as e: print(e)
    try: v[0] = 1
    except TypeError as e: print(e)
    try: 1 in v
    except TypeError as e: print(e)
    try: len(v)
    except TypeError as e: print(e)
    try: v < w
    except TypeError as e: print(e)
    v += 3
    print(v)
    v += V("q")
    print(v)
    try: print("a" + v)
    except TypeError as e: print(e)
    print("%s|%r" % (w, w), "%s" % w)
ops(V(3), W(4))
print(functools.reduce(operator.add, [V(1), V(2), V(3.5)]))
print(functools.reduce(lambda a, b: a + b, [V(1), V("a")] [:1]))
print(sum([V(1), V(2)]), sum([V(1), V(2)], V(1)), 3 + V(2), 2.5 + V(1))
fs = {"add": lambda a, b: a + b, "eq": lambda a, b: a == b}
print(fs["add"](V("s"), "t"), fs["eq"](V(1), V(1)), fs["add"](V(b"s"), b"t"))
print(getattr(V(4), "__add__")(5), V.__add__(V(1), 2), type(V(1)).__add__(V(2), 3), V(1).__radd__(7))
f = V.__add__
class Odd:
    x = "odd"
print(f(Odd(), "z"))
def patch(c, name, f):
    setattr(c, name, f)
def late():
    a = V(1)
    r = []
    for i in range(4):
        if i == 2: patch(V, "__add__", lambda s, o: "set")
        r.append(a + 1)
    print(r)
late()
class I:
    def __index__(self): return 3
    def __mul__(self, o): return NotImplemented
def rep(i): return i * [1], [2] * i
print(rep(I()))
class Cmp:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return self.k == o.k
    def __hash__(self): return hash(self.k)
    def __lt__(self, o): return self.k < o.k
d = {Cmp(1): "a", Cmp("b"): "c"}
print(d[Cmp(1)], d[Cmp("b")], Cmp(2) in d, {Cmp(1), Cmp(1)} == {Cmp(1)})
print([c.k for c in sorted([Cmp(3), Cmp(2), Cmp(2.5)])], Cmp(1) == Cmp(1.0), [Cmp(1)] == [Cmp(1)])
class Neg:
    def __init__(self): self.n = 1
    def __len__(self): return -1
    def __bool__(self): return 5
class Big:
    def __len__(self): return 2 ** 70
class Str:
    def __len__(self): return "x"
for c in (Neg, Big, Str):
    try: print(len(c()))
    except Exception as e: print(type(e).__name__, e)
    try: print(1 if c() else 2)
    except Exception as e: print(type(e).__name__, e)
