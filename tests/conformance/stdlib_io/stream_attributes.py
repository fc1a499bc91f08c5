"""Streams take attributes, methods of their own among them."""

import io
import sys


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for stream in [io.StringIO(), io.BytesIO()]:
    stream.foo = 1
    print(stream.foo, stream.__dict__, vars(stream))
    del stream.foo
    print(hasattr(stream, "foo"), stream.__dict__)
print(isinstance(5, int | list[int]))
show(lambda: isinstance("x", int | list[int]))
show(lambda: isinstance(5, list[int] | int))
out = []
real = sys.stdout
class T(io.StringIO): pass
t = T("x"); t.a = 1; print(t.__dict__, t.read())
s = io.StringIO()
s.write = lambda x: out.append(x)
print("hi", file=s); print(out, repr(s.getvalue()))
def w(x):
    out.append(x); return len(x)
sys.stdout.write = w
print("captured", 5)
sys.stdout.writelines(["a"])
del sys.stdout.write
print(out)
f = open("/dev/null", "w"); f.cycle = f; del f
class S(io.StringIO): __slots__ = ("q",)
x = S(); x.q = 1
def k(): x.zz = 1; return x.__dict__, x.zz, x.q
show(k)
b = io.BytesIO(b"abc"); b.name = "nm"; print(b.name, b.read(), hasattr(io.StringIO(), "name"))
