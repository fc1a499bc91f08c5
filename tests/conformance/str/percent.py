print("%s %s" % ("a", 1), "%d items" % 5, "%5d|%-5d|%05d" % (42, 42, 42), "%+d % d" % (5, 5), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8), "%c%c" % ("a", 98), "%r %a" % ("é", "é"), "%%" % (), "%s" % None)
print("%(name)s is %(age)d" % {"name": "Ann", "age": 30}, "%(a)s%(a)s" % {"a": 1}, "%(x)5.1f|" % {"x": 2.25})
print("%10s|%-10s|%.2s|%10.3s|" % ("hi", "hi", "hello", "hello"), "%*d" % (6, 42), "%-*d|" % (6, 42), "%.*f" % (2, 3.14159), "%i %u" % (3, 4), "%d" % 3.99, "%d" % True, "%s" % (1,), "%s" % [1, 2], "%s %s" % ((1, 2), 3))
print("%e %E %f %F %g %G" % (1e5, 1e5, 1.5, 1.5, 1e-5, 1e20), "%5.1f%%" % 99.5, "%s" % b"x", "%ld" % 5, "%.3d" % 5, "%x" % -255, "%d" % 10**30)
cases = [("%d", "a"), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%(a)s", (1,)), ("%(a)s", {"b": 1}), ("%z", 1), ("%", 1), ("%c", "ab"), ("%c", 1.5), ("%x", 1.5), ("%d", None), ("%f", "1"), ("no", (1,)), ("%*d", ("a", 1)), ("%(a", {"a": 1}), ("%c", -1)]
for fmt, args in cases:
    try:
        print(fmt % args)
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(repr(fmt), type(e).__name__, e)
print("plain" % {}, "plain" % [], "%s and %s" % tuple("ab"))


class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print("%s %r %5s|%-6r|" % (Both(), Both(), Both(), Both()))
