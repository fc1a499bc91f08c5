"""The line that a warning is about, at any distance."""

import warnings

warnings.simplefilter("default")
def w(p, level=2):
    warnings.warn("hello " + p,
                  stacklevel=level)
    return p
w("a")
w("b")
def f():
    w("f1")
    x = (1 +
         len(w("f2")))
    for i in range(2):
        try:
            w("t%d" % i)
        finally:
            w("u%d" % i, 3)
f()
for i in range(2):
    w("loop%d" % i)
[w("c%d" % i) for i in range(2)]
class A:
    w("class")
    def __init__(self):
        w("init")
    @property
    def p(self): return w("prop")
    def __add__(self, o):
        w("add", 3)
A().p
A() + 1
def g():
    w("gen")
    yield 1
    w("gen2", 3)
for v in g():
    pass
list(map(w, ["m"]))
sorted([1, 2], key=lambda v: w("key%d" % v) and v)
warnings.warn("top")
def old():
    """docs"""
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)
old()
def inner():
    old()
inner()
w("deep", 10)
w("z")
