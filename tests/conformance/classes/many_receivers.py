class A:
    k = "A"
    def __init__(self): self.x = 1
    def f(self): return "A.f"
    @property
    def p(self): return self.x + 10
class B:
    k = "B"
    def __init__(self): self.y = 5; self.x = 2
    def f(self): return "B.f"
    @property
    def p(self): return self.x + 20
class C(A):
    __slots__ = ("z",)
    def __init__(self): self.x = 3; self.z = 4
    def f(self): return "C.f"
class D:
    __slots__ = ("x", "z")
    k = "D"
    def __init__(self): self.x = 7
    def f(self): return "D.f"
    def __getattr__(self, n): return "D?" + n
def show(o): return (o.x, o.k, o.f(), getattr(o, "p", None))
def look(o):
    r = [o.x, o.k, o.f()]
    try: r.append(o.p)
    except AttributeError as e: r.append(str(e))
    o.x = o.x + 1
    try: o.z = 9
    except AttributeError as e: r.append(str(e))
    try: r.append(o.z)
    except AttributeError as e: r.append(str(e))
    return r
objs = [A(), B(), C(), D(), A(), D(), B(), C()]
for _ in range(3):
    for o in objs: print(look(o))
A.f = lambda self: "A.f2"
B.p = property(lambda self: "newp")
C.k = "C!"
for o in objs: print(look(o))
objs[0].f = lambda: "own f"
objs[1].__dict__["f"] = lambda: "own f B"
del objs[2].x
for o in objs:
    try: print(look(o))
    except AttributeError as e: print(e)
objs[2].x = 50
objs[4].k = "own k"
for o in objs: print(look(o))
del A.f
for o in objs:
    try: print(o.f())
    except AttributeError as e: print(e)
A.x = property(lambda self: "data", lambda self, v: print("set", v))
for o in objs:
    try: print(o.x); o.x = 3
    except AttributeError as e: print(e)
class E: pass
class F: pass
def fresh(o, n):
    o.a = n
    o.b = n + 1
    return o.a, o.b, sorted(o.__dict__)
for i in range(4):
    for c in (E, F): print(fresh(c(), i))
E.__setattr__ = lambda self, n, v: object.__setattr__(self, n, v * 2)
for c in (E, F): print(fresh(c(), 1))
objs[0].__class__ = B
print(objs[0].f() if "f" in objs[0].__dict__ else 0, objs[0].p)
class M(type):
    @property
    def __name__(cls): return "meta-" + type.__getattribute__(cls, "__qualname__")
class A(metaclass=M): pass
class B: pass
class C(B): __name__ = "inst"
import abc
class D(abc.ABC): pass
def n(o): return type(o).__name__
for _ in range(2):
    for o in (A(), B(), C(), D(), 5, "x", [], None):
        print(n(o), n(type(o)))
B.__name__ = "Bee"
print(n(B()), C().__name__, B.__name__, B.__qualname__)
