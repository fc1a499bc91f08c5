from collections import namedtuple
import collections
from typing import NamedTuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p.x, p.y, P.x, type(P.x), type(P.x).__module__, P.x.__doc__)
P.x.__doc__ = "the x"
print(P.x.__doc__, P.x)
for f in (lambda: setattr(p, "x", 1), lambda: delattr(p, "y"), lambda: P.x.__get__(5), lambda: P.y.__get__((1,)), lambda: tuple.__new__(P, (1,)).y):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(P.x.__get__((7, 8)), P.x.__get__(None, P) is P.x, P.x.__reduce__()[1])
class Q(NamedTuple):
    a: int
    b: str = "b"
    def m(self): return self.a
class R(P):
    __slots__ = ()
    @property
    def s(self): return self.x + self.y
    def __repr__(self): return f"R{self.x}"
print(Q(1).m(), Q(1), R(3, 4).s, R(3, 4), R(1, 2)._asdict(), P._make([1, 2])._replace(x=9))
