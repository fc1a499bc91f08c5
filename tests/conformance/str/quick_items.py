"""`%` and `str.format` over plain items and over those with hooks of their own."""


def shown(call):
    try:
        return call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Spoken:
    def __str__(self):
        return "spoken"

    def __repr__(self):
        return "<Spoken ü>"

    def __format__(self, spec):
        return f"[{spec}]"

    def __int__(self):
        return 42

    def __index__(self):
        return 43

    def __float__(self):
        return 4.5


class Sub(str):
    def __str__(self):
        return "sub!"


class SubInt(int):
    def __str__(self):
        return "subint!"

    def __repr__(self):
        return "SubInt()"

    def __format__(self, spec):
        return "fmt:" + spec


s = Spoken()
print("%s|%r|%a|%d|%x|%f|%c" % (s, s, s, s, s, s, s))
print("%s %s %s" % (Sub("a"), SubInt(5), True), "%d %r %d" % (SubInt(5), SubInt(5), True))
print("{} {!s} {!r} {!a} {:>5}".format(s, s, s, s, s), "{} {}".format(Sub("a"), SubInt(3)), "{:5}|{!s:>8}".format(SubInt(3), SubInt(3)))
print("%d %i %u" % (0, -1, 2**63), "%s" % 2**3, "%x %X %o %#x %#o" % (255, 255, 8, 255, 8), "%d" % 2**100, "%d" % -(2**62))
print("%5d|%-5d|%05d|%+d|% d" % (3, 3, 3, 3, 3), "%.3f|%8.2f|%-8.2f|%e|%g" % (3.14159, 2.5, 2.5, 12345.678, 1e20))
print("%s %s %s" % (1.0, 1e16, float("inf")), "%s" % None, "%r" % "a'b", "%s" % ("t",), "%s" % ((1, 2),), "%%" % (), "100%%")
print("é%s%s" % ("ü", "日本"), "%c%c" % ("é", 0x1F600), "%a" % "日", "%5s|%-5s|%.2s" % ("é", "日", "abc"))
print("%(a)s %(b)d %(a)r" % {"a": 1, "b": 2}, "%(x)s" % {"x": (1, 2)})
for call in (lambda: "%d" % "x", lambda: "%s %s" % "x", lambda: "%s" % (1, 2), lambda: "%d" % 1.9, lambda: "%x" % 1.5, lambda: "%c" % "ab",
             lambda: "%c" % -1, lambda: "%c" % 0x110000, lambda: "%f" % "a", lambda: "%y" % 1, lambda: "%" % 1, lambda: "%(a)s" % 1,
             lambda: "%(a)s" % {}, lambda: "abc" % 5, lambda: "abc" % [5], lambda: "abc" % {}, lambda: "%s" % (), lambda: "%d" % None):
    print(shown(call))
print("{} {} {}".format(1, 2.5, "x"), "{0} {1} {0}".format("a", 1), "{a}-{b}".format(a=1, b="é"), "{{}} {}".format(None), "{}{}".format("日", 3))
print("{0.real} {1[0]} {2[k]}".format(5, [7], {"k": 8}), "{:{}}|{:>{w}}".format(1, 4, 2, w=5), "{:,} {:.2%} {:x}".format(10**9, 0.25, 255))
for call in (lambda: "{} {}".format(1), lambda: "{1}".format(1), lambda: "{a}".format(1), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1),
             lambda: "{".format(1), lambda: "}".format(1), lambda: "{!z}".format(1), lambda: "{:d}".format("x"), lambda: "{.x}".format(1),
             lambda: "{!}".format(1), lambda: "{0[}".format([1]), lambda: "{:>5".format(1), lambda: "{-1}".format(1)):
    print(shown(call))


class Changer:
    """Takes the template's last other reference away while it is being formatted."""

    def __str__(self):
        kept.clear()
        return "changed"


kept = ["<%s>" + str(len("abc")) + "%s"]
print(kept.pop() % (Changer(), "é" * 3))
kept = ["<{}>" + str(len("abc")) + "{}"]
print(kept.pop().format(Changer(), "é" * 3))
print(*[x.isalpha() for x in ("abc", "ab1", "", "é", "aé ", "Z")], *["a b".isspace(), " \t\n\x1c\x85".isspace(), "A1_".isidentifier()])
print("a\nb\r\nc\x0bd\x1ce\x85f\u2028g".splitlines(), "a\n\nb\n".splitlines(True), "x" * 20 + "\ny" == "\n".join(("x" * 20 + "\ny").splitlines()))
print(bin(-10), bin(0), hex(2**62), oct(-(2**62)), hex(255), bin(2**64), hex(-1))
