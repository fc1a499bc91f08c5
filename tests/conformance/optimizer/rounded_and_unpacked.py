import math
from math import floor, ceil
def f(x: float) -> int:
    return int(x) + math.floor(x) * 1000 + math.ceil(x) * 1000000
for x in [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.0, -2.0, 1e15, -1e15+0.5, 2.0**60, 2.0**61, -2.0**61, 2.0**62, -2.0**62, 2.0**63, 1e30, -1e300, 5e-324]:
    print(x, int(x), math.floor(x), math.ceil(x), math.trunc(x), f(x), floor(x), ceil(x))
for x in [math.inf, -math.inf, math.nan]:
    for g in (lambda: int(x), lambda: math.floor(x), lambda: math.ceil(x), lambda: f(x)):
        try: print(g())
        except Exception as e: print(type(e).__name__, e)
def g(x: float, n: int) -> int:
    t = 0
    for i in range(n):
        t += int(x * i) ^ math.floor(x + i)
    return t
print(g(1.7, 1000), g(1e18, 100), g(-3.3e17, 50))
try: g(1e308, 50)
except Exception as e: print(type(e).__name__, e)
def h(s: str) -> int:
    return int(s) * 2
print(h("12"), h(" -3_0 "), h("9" * 30), h("٣"))
for s in ("", "x", "1.5", "é" * 3, "0x1"):
    try: h(s)
    except Exception as e: print(type(e).__name__, e)
class N:
    def __floor__(self): return "fl"
    def __ceil__(self): return "ce"
    def __trunc__(self): return "tr"
print(math.floor(N()), math.ceil(N()), math.trunc(N()), int(True), int(2**70))
def parts(s: str) -> list:
    out = []
    for p in s.split(";"):
        k, _, v = p.partition("=")
        q, r = divmod(int(v), 7)
        out.append((k, q, r))
        a, b = (k, v) if q else (v, k)
        out.append(a + b)
    return out
print(parts("a=1;b=22;c=333"))
T = (1, "x", [3])
def shared(n):
    t = (n, [n], str(n))
    keep = t
    for _ in range(2):
        a, b, c = T
        d, e, f = t
        c.append(n)
    return keep, a, b, c, d, e, f
print(shared(5), T)
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def mk(n): return (D(n), D(n + 1))
def dels():
    a, b = mk(1)
    print("have", a.n, b.n)
    a, b = mk(3)
    print("have", a.n, b.n)
    print(a.n, b.n)
dels()
try:
    a, b, c = mk(7)
except ValueError as e: print(e)
