# The message about bases in conflict names the classes that stand in each other's way; what cannot be a base.
def attempt(name, bases, namespace=None):
    try:
        print(type(name, bases, namespace or {}).__name__)
    except TypeError as e:
        print(e)


class A: pass
class B: pass
class AB(A, B): pass
class BA(B, A): pass
class C: pass


attempt("X", (A, object, B))
attempt("X", (object, A))
attempt("X", (AB, BA))
attempt("X", (C, AB, BA))
attempt("X", (A, AB))
try:
    class Y(AB, BA): pass
except TypeError as e:
    print(e)
for base in (type(None), type(...), type(NotImplemented)):
    attempt("X", (base,))
attempt("X", (), {"__slots__": ["__dict__", "__dict__"]})
attempt("X", (A,), {"__slots__": ["__dict__"]})
attempt("X", (), {"__slots__": ["a", "__dict__"]})


class NotAnException(Exception):
    def __new__(cls):
        return 5


try:
    raise NotAnException
except TypeError as e:
    print(e)
