import sys
class A:
    def f(self): return 'A'
class B(A):
    if len(sys.argv) > 50:
        def f(self): return 'B'
print(B().f())


class C(A):
    for i in range(2):
        if i:
            def f(self, k=i): return ('C', k)
    try:
        def g(self): return 'first'
        raise KeyError
    except KeyError:
        def g(self): return 'second'
    h = f
    p = property(g)
    del i


c = C()
print(c.f(), c.g(), c.h(3), c.p)


class D:
    def __init__(self, x): self.x = x
    def set(self, x): self.x = x
    if len(sys.argv) > 50:
        set = None
    setter = [set][0]


d = D(1)
d.set(2)
print(d.x + 1)
D.setter(d, "s")
print(d.x + "t")
