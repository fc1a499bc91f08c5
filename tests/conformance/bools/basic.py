print(True, False, repr(True), str(False), type(True), isinstance(True, int), issubclass(bool, int), bool.__mro__)
for v in (0, 1, -1, 0.0, 0.1, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, range(0), range(1), b"", b"0", object, lambda: 0):
    print(bool(v), not v, end=" ")
print()
print(True + True, True - False, True * 3, True / 2, True // 1, -True, +True, abs(True), True**2, True << 3, ~True if False else -2)
print(True & False, True | False, True ^ True, True & 1, 2 | False, not True, not not 5)
print(True == 1, True is True, False == 0, True == 1.0, True < 2, False < True, {True: "a", 1: "b", 1.0: "c"})
print("yes" if True else "no", [10, 20][True], "ab"[False], int(True), float(False), hash(True), format(True), format(True, "d"), f"{True:>6}", f"{True:5}|", "%s %d %r" % (True, True, False))


class Truthy:
    def __bool__(self):
        print("asked")
        return True


class Sized:
    def __len__(self):
        return 0


class Wrong:
    def __bool__(self):
        return 1


class BadLen:
    def __len__(self):
        return -1


print(bool(Truthy()), bool(Sized()), not Sized())
for c in (Wrong, BadLen):
    try:
        bool(c())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(sum([True, False, True]), all([]), any([]), all([1, 0]), any([0, "x"]), True.bit_length(), True.real, True.to_bytes())
