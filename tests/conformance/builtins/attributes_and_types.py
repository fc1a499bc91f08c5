class A:
    x = 1

    def __init__(self):
        self.y = 2

    def m(self):
        return "m"


class B(A):
    pass


a, b = A(), B()
print(getattr(a, "x"), getattr(a, "nope", "dflt"), hasattr(a, "y"), hasattr(a, "z"), setattr(a, "z", 3), a.z, delattr(a, "z"), hasattr(a, "z"), vars(a), sorted(n for n in dir(b) if not n.startswith("__")), getattr(b, "m")(), callable(b.m), callable(b))
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(b, A), isinstance(a, B), isinstance("", str | int), isinstance(None, type(None)), isinstance(1, (str, (float, (int,)))), issubclass(B, A), issubclass(bool, (str, int)), issubclass(int, int | str), isinstance([], list), isinstance({}, object))
print(type(1), type(1.0), type(""), type(None), type([]), type(()), type({}), type(set()), type(b""), type(range(1)), type(slice(1)), type(len), type(a), type(A), type(type), type(a.m), type(A.m), type(...), type(NotImplemented), type(lambda: 0), type(x for x in []), type(Exception()), type({}.items()), type(iter([])), type(object()), type(property()), type(classmethod(len)), type(staticmethod(len)), type(super(B, b)), type(zip()), type(frozenset()), type(True))
print(type(a) is A, type(a) == A, type(b) is A, type(b).__name__, A.__name__, int.__mro__, repr(A), str(int), type("D", (), {}).__name__, object() == object(), object().__class__)
for f in (lambda: getattr(a, "nope"), lambda: getattr(a), lambda: getattr(a, 1), lambda: isinstance(1, 1), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: vars(1), lambda: setattr(1, "a", 2), lambda: delattr(a, "q"), lambda: hasattr(a, 1), lambda: type(), lambda: callable(), lambda: super(A, 5).x, lambda: object().x, lambda: setattr(object(), "x", 1), lambda: setattr(int, "x", 1)):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(id(a) == id(a), id(a) != id(b), a is not b, hash(a) == hash(a), isinstance(hash(a), int), isinstance(id(a), int))
print(sorted(globals())[:0], "A" in globals(), globals()["B"] is B)


def local_view(p, q=2):
    r = p + q
    return locals()


print(local_view(1), sorted(local_view("a", "b").items()))
