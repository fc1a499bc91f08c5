"""`super()` where there is no class or no receiver."""

def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)
show(super)
def a(): return super()
def b(x): return super()
def c(*x): return super()
def d(*, k=1): return super()
def e(x):
    def g(): return super()
    return g()
class K:
    def m(): return super()
    def n(*a): return super()
    def o(self, f): return f()
    def p(self): return self.o(lambda: super())
    def q(self): return [super().__init__ for _ in "a"] and 1
    @staticmethod
    def r(): return super()
    @staticmethod
    def s(x): return super()
    def t(self):
        self = 5
        return super()
    z = [1]
show(a); show(b, 1); show(c, 1); show(d); show(e, 1); show(K.m); show(K.n); show(K().p); show(K().q); show(K.r); show(K.s, 1); show(K().t); show(K.s, K)
show(lambda: super()); show(lambda x: super(), 1)
class L:
    try: super()
    except RuntimeError as e: print(e)
