# Special methods are looked up on the type, not on the instance.
class C:
    def __len__(self):
        return 1

    def __add__(self, other):
        return "class add"


c = C()
c.__len__ = lambda: 99
c.__add__ = lambda other: "instance add"
c.__call__ = lambda: "called"
print(len(c), c.__len__(), c + 1, c.__add__(1))
try:
    c()
except TypeError as e:
    print(e)
C.__call__ = lambda self: "called through the class"
print(c())
C.__len__ = lambda self: 7
print(len(c))
del C.__add__
try:
    c + 1
except TypeError as e:
    print(e)


class D(C):
    __len__ = None
    __iter__ = None
    __contains__ = None


for f in (lambda: len(D()), lambda: iter(D()), lambda: 1 in D()):
    try:
        f()
    except TypeError as e:
        print(e)


class Hooked:
    def __getattribute__(self, name):
        print("asked for", name)
        return super().__getattribute__(name)

    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i


h = Hooked()
print(len(h), h[5], bool(h))
print(h.__len__())

