print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0}{0}".format("x"), "{{}}".format(), "{{{}}}".format(5), "{0[1]} {0[0]}".format([1, 2]), "{d[key]}".format(d={"key": "v"}), "{0.real}".format(5), "{x.y.z}".format(x=type("T", (), {"y": type("U", (), {"z": 9})})))
print("{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"), "{!r} {!s} {!a}".format("é", "é", "é"), "{!r:>8}".format("a"), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{:{}}|".format("a", 5), "{0:{1}{2}}".format(5, ">", 4))
print("{:d} {:x} {:o} {:b} {:,} {:_} {:e} {:%} {:c} {:n}".format(255, 255, 255, 5, 1234567, 1234567, 1234.5, 0.25, 65, 1000))
cases = [("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{", ()), ("}", ()), ("{0", (1,)), ("{!x}", (1,)), ("{0[9]}", ([1],)), ("{0.nope}", (1,)), ("{:d}", ("a",)), ("{:s}", (1,)), ("{:.2d}", (1,)), ("{0[a]}", ([1],)), ("{!}", (1,)), ("{0!r", (1,)), ("{:z}", ("a",)), ("{:=5}", ("a",)), ("{0[}", ("a",)), ("{:,}", ("a",)), ("{:{:{}}}", (1, 2, 3))]
for fmt, args in cases:
    try:
        print(fmt.format(*args))
    except (IndexError, ValueError, KeyError, AttributeError, TypeError) as e:
        print(repr(fmt), type(e).__name__, e)
print("{name}: {value:.2f}".format_map({"name": "pi", "value": 3.14159}))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{a} {b}".format_map(Default(a=1)))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"Money({self.amount}, {spec!r})"


print("{} {:abc} {:>10}".format(Money(1), Money(2), Money(3)), f"{Money(4):x{1 + 1}y}", format(Money(5)), format(Money(6), "q"))
