"""Functions that ask who called them."""

import sys
def gen():
    yield sys._getframe().f_code.co_name, sys._getframe(1).f_lineno
    yield [f.f_code.co_name for f in walk()]
def walk():
    f = sys._getframe(1)
    while f:
        yield f
        f = f.f_back
print(list(gen()))
def log(msg):
    fr = sys._getframe(1)
    print(f"{fr.f_code.co_filename.rsplit('/', 1)[-1]}:{fr.f_lineno}:{fr.f_code.co_name}: {msg}")
class A:
    def __init__(self): log("init")
    def __str__(self): log("str"); return "A"
    @staticmethod
    def s(): log("s")
    @property
    def p(self):
        log("p")
        return 1
a = A(); str(a); a.s(); a.p
log("module")
[log(i) for i in range(2)]
list(map(log, ["map"]))
sorted([2, 1], key=lambda x: log("key") or x)
def deco(f):
    def w(*a):
        log("w")
        return f(*a)
    return w
@deco
def g(x): log(x)
g(1)
with_frame = None
def keep():
    global with_frame
    with_frame = sys._getframe()
    y = 1
keep()
print(with_frame.f_code.co_name, with_frame.f_back.f_code.co_name if with_frame.f_back else None)
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_back)
