class C:
    def __init__(self, x): self.x = x
    def clone(self): return __class__("s")
def f(c): return c.x * 2
a = C(1.5)
print(f(a))
print(a.clone().x * 2)
b = a.clone()
print(f(b))
