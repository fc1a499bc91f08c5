# attributes of the class that are no functions, and instances' own
class A:
    def __init__(self): self.__add__ = lambda o: "own"
    @staticmethod
    def __neg__(): return "static neg"
    @classmethod
    def __invert__(cls): return cls.__name__
    @property
    def __call__(self): return lambda *a: a
    __len__ = None
    def __add__(self, o): return "class"
    if True:
        def __getitem__(self, k): return ("one", k)
    for _ in range(2):
        def __contains__(self, k): return True
    def __sub__(self, o, p=5): return (o, p)
    def __mul__(self, *args): return args
    def __truediv__(self): return 1
    def __eq__(self, o, /): return "eq"
    __hash__ = None
    del _
def f(a):
    print(a + 1, -a if False else "", ~a, a(1, 2), a[3], 4 in a, a - 1, a * 2)
    try: -a
    except TypeError as e: print(e)
    try: len(a)
    except TypeError as e: print(e)
    try: a / 1
    except TypeError as e: print(e)
    try: hash(a)
    except TypeError as e: print(e)
    print(a == 1, a != 1)
f(A())
class B:
    def __init__(self, n): self.n = n
    def __add__(self, o): return self.n + o
    def __getitem__(self, k): return self.n
class C(B):
    __add__ = None
    def __getitem__(self, k):
        return [super().__getitem__(k), k]
def g(x):
    try: print(x + 1)
    except TypeError as e: print(e)
    print(x[2:3], x[1, 2], x[...])
    x.n = "s"
    print(x[0])
for x in (B(1), C(2)): g(x)
del B.__add__
g(B(1))
class Node:
    def __init__(self, v, nxt=None): self.v = v; self.next = nxt
    def __eq__(self, o):
        if not isinstance(o, Node): return NotImplemented
        return self.v == o.v and self.next == o.next
    def __lt__(self, o):
        if self.v != o.v: return self.v < o.v
        return self.next < o.next
def chain(n, end=None):
    x = end
    for i in range(n): x = Node(i, x)
    return x
print(chain(50) == chain(50), chain(50) != chain(51), chain(3) == 3, chain(20) < chain(20, Node(-1)) if False else "")
try: print(chain(3) < chain(3))
except TypeError as e: print(e)
try: print(chain(3000) == chain(3000))
except RecursionError as e: print(e)
class It:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError(i)
        return i * i
print(list(It(4)), [x for x in It(3)], max(It(5)), 9 in It(5), 8 in It(5), tuple(reversed([*It(3)])))
a, b, *c = It(5)
print(a, b, c)
print(dict(zip(It(2), It(3))), list(map(lambda x: x + 1, It(3))), sum(It(4)))
l = [0] * 3
l[1:2] = It(3)
print(l)
l += It(2)
print(l, *It(2))
import math
class F:
    def __init__(self, x): self.x = x
    def __float__(self): return self.x
    def __getitem__(self, i): return [3.0, 4.0][i]
print(math.sqrt(F(4.0)), math.dist(list(F(0)), (0, 0)), math.fsum(F(1)))
match It(2):
    case [a, b]: print("seq")
    case _: print("no")
