"""Attributes of classes reached again and again through one place, while the classes change."""


class Meta(type):
    @property
    def computed(cls):
        return cls.__name__ + "!"

    shared = "meta"


class A(metaclass=Meta):
    x = 1
    shared = "class"


class B(A):
    x = 2


class Plain:
    x = 3

    def method(self):
        return "method"

    @classmethod
    def make(cls):
        return cls.__name__


def show(*classes):
    for c in classes:
        row = []
        for n in range(3):
            try:
                row.append(c.x)
            except AttributeError as e:
                row.append(str(e))
            try:
                row.append(c.shared)
            except AttributeError as e:
                row.append(str(e))
            try:
                row.append(c.computed)
            except AttributeError as e:
                row.append(str(e))
        print(c.__name__, row[:3], row[:3] == row[3:6] == row[6:])


show(A, B, Plain, A)
A.x = 10
show(A, A, B)
del B.x
show(B, A)
A.x = property(lambda self: 5)
print(isinstance(B.x, property), A.x is B.x)
A.x = classmethod(lambda cls: cls)
print(A.x() is A, B.x() is B)
A.x = 7
show(A, B)
Meta.x = property(lambda cls: "meta property")
show(A, B)
del Meta.x
show(A, B)
Meta.x = 99
show(A, B)
Meta.__getattr__ = lambda cls, name: "no " + name
del A.shared
show(A, Plain)
Meta.__getattribute__ = lambda cls, name: "all " + name if name in ("x", "shared") else type.__getattribute__(cls, name)
show(A, B)
del Meta.__getattribute__
show(A, B)


class Descriptor:
    def __get__(self, instance, owner):
        return (instance, owner.__name__)


class Lazy:
    pass


Plain.x = Lazy()
print(type(Plain.x).__name__)
for step in range(3):
    print(type(Plain.x).__name__)
    if step == 1:
        Plain.x = Descriptor()
print(Plain.x)
value = Lazy()
Plain.x = value
for step in range(3):
    print(Plain.x is value)
    if step == 1:
        Lazy.__get__ = lambda self, instance, owner: owner
print(Plain.x is Plain)

for i in range(4):
    C = type(f"C{i}", (), {"x": i} if i % 2 else {"x": staticmethod(lambda: "static")})
    print(C.x if i % 2 else C.x())


class Error(Exception):
    pass


class Wordy(Exception):
    def __init__(self, word, *rest):
        super().__init__(word, "said")
        self.word = word


for kind, args in (
    (ValueError, ()), (ValueError, ("a",)), (KeyError, ("k", 2)), (Error, (1, 2)), (Wordy, ("w", 3)),
    (StopIteration, (4,)), (SystemExit, (2,)), (OSError, (2, "no")), (ImportError, ("m",)), (AttributeError, ("q",)),
    (UnicodeDecodeError, ("utf8", b"x", 0, 1, "why")), (SyntaxError, ("s",)), (MemoryError, ()),
):
    try:
        raise kind(*args)
    except BaseException as e:
        print(repr(e), e.args, str(e), getattr(e, "value", None), getattr(e, "errno", None))
try:
    raise Error
except Error as e:
    print(repr(e), e.args == ())


class Text(str):
    def __str__(self):
        return "as text"


class Odd:
    def __str__(self):
        return 5


class Sub:
    def __str__(self):
        return Text("sub")


print(type(str(Text("a"))).__name__, str(Text("a")), type(str(Sub())).__name__, str(b"b"), str(None), str(1.5), str())
try:
    str(Odd())
except TypeError as e:
    print(e)
try:
    str(1, 2)
except TypeError as e:
    print(e)
