class Vec:
    __slots__ = ()
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + o.x)
    def __eq__(self, o): return self.x == o.x
    def __getitem__(self, i): return self.x * i
    def __neg__(self): return V(-self.x)
    def __len__(self): return self.x
    def __bool__(self): return self.x > 1
    def __contains__(self, k): return k == self.x
    def __call__(self, a, b=3): return (self.x, a, b)
def other(self, o): return "patched"
def run():
    v = V(1)
    out = []
    for i in range(6):
        if i == 3:
            V.__add__ = other
            V.__getitem__ = lambda self, i: "item"
            V.__neg__ = lambda self: "neg"
            V.__eq__ = lambda self, o: "eq"
            V.__contains__ = lambda self, o: []
            V.__call__ = lambda self, *a: "call"
            V.__bool__ = lambda self: False
        w = v + v
        out.append(w if isinstance(w, str) else w.x)
        out.append(v[i])
        n = -v
        out.append(n if isinstance(n, str) else n.x)
        out.append(v == v)
        out.append(i in v)
        out.append(v(1))
        out.append(bool(V(2)))
        out.append(1 if V(2) else 0)
    print(out)
run()
