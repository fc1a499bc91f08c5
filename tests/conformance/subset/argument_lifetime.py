"""An argument that only the call holds lives as long as the call."""

class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def a(x):
    x = None
    print("a")
def b(x):
    del x
    print("b")
def c(*x):
    x = None
    print("c")
def d(x):
    y = x
    x = None
    print("d")
a(D(1)); b(D(2)); c(D(3)); d(D(4)); a(x=D(5))
