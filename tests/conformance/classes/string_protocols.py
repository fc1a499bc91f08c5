class Full:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __format__(self, spec):
        return f"format[{spec}]"

    def __bytes__(self):
        return b"bytes"

    def __hash__(self):
        return 7

    def __int__(self):
        return 1

    def __float__(self):
        return 2.5

    def __index__(self):
        return 3

    def __bool__(self):
        return False

    def __len__(self):
        return 4

    def __dir__(self):
        return ["b", "a"]

    def __sizeof__(self):
        return 8


f = Full()
print(f, str(f), repr(f), [f], (f,), {f: f}, f"{f}", f"{f:>10}", f"{f!r}", f"{f!s:>5}", format(f), format(f, "x"), "%s %r" % (f, f), "{} {!r} {:q}".format(f, f, f))
print(bytes(f), hash(f), int(f), float(f), hex(f), bool(f), len(f), dir(f), [10, 20, 30, 40][f])


class OnlyRepr:
    def __repr__(self):
        return "only"


print(OnlyRepr(), str(OnlyRepr()), f"{OnlyRepr()}", "%s" % OnlyRepr())


class Sub(OnlyRepr):
    def __str__(self):
        return "sub " + super().__str__()


print(Sub(), repr(Sub()))


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __hash__(self):
        return "x"

    def __int__(self):
        return "1"

    def __float__(self):
        return 1

    def __len__(self):
        return "len"

    def __bytes__(self):
        return "s"

    def __format__(self, s):
        return 1


b = Bad()
for fn in (str, repr, hash, int, float, len, bytes, format, lambda x: f"{x}", lambda x: [x].__repr__(), lambda x: f"{x!r}"):
    try:
        print(fn(b))
    except TypeError as e:
        print(e)
try:
    f"{object():>5}"
except TypeError as e:
    print(e)


class E:
    __hash__ = None


try:
    hash(E())
except TypeError as e:
    print(e)
