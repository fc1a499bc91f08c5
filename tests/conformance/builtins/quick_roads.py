"""Built-in functions over lists, tuples and ranges that take no iterator object, and over things that do."""


class Lied(list):
    def __iter__(self):
        return iter([10, 20, 30])


class Ordered:
    def __init__(self, key, log):
        self.key, self.log = key, log

    def __lt__(self, other):
        self.log.append(f"{self.key}<{other.key}")
        return self.key < other.key

    def __gt__(self, other):
        self.log.append(f"{self.key}>{other.key}")
        return self.key > other.key

    def __repr__(self):
        return f"Ordered({self.key})"


def shown(call):
    try:
        return call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


# Which argument is returned when two are equal, which way they are compared, and how often.
log = []
a, b, c = Ordered(1, log), Ordered(1, log), Ordered(2, log)
print(max(a, b) is a, min(a, b) is a, max(a, b, c) is c, min(c, b, a) is b, log)
print(max(1, 1.0), max(1.0, 1), min(0, False), min(False, 0), max(0.0, -0.0), max(-0.0, 0.0))
nan = float("nan")
print(max(nan, 1.0), max(1.0, nan), min(nan, 1.0), min(1.0, nan), max(1, nan, 2))
print(max("b", "abc", "c"), min((1, 2), (1,), (0, 9)), max(2**70, 2**71, 5), min(True, 2, 3, 4, -5))
for call in (lambda: max(1, "x"), lambda: min(None, 2), lambda: max(1, 2, key=3), lambda: max(1), lambda: min(),
             lambda: max(*[3, 9, 4]), lambda: min(3, 1, key=lambda x: -x), lambda: max([], default=7), lambda: max([]),
             lambda: max(1, 2, default=3), lambda: max({1}, {2}), lambda: min([1, 2], [1])):
    print(shown(call))


def typed(x: int, y: int, z: float) -> float:
    return max(x, y) + min(x, y, 4) + max(z, 0.5)


print(typed(3, 8, 0.25), typed(2**80, 1, 7.5))

# Lists that lie about what they hold, and lists that change while they are read.
lied = Lied([1, 2])
print(sum(lied), max(lied), list(lied), tuple(lied), set(lied) == {10, 20, 30}, sorted(lied), any(Lied()), [*lied])
grow = [1, 2, 3]


class Adder:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        if len(grow) < 6:
            grow.append(Adder(100))
        return other + self.n


grow[1] = Adder(2)
print(sum(grow), len(grow))
shrink = [Ordered(1, []), Ordered(2, []), Ordered(3, [])]


class Cutter(Ordered):
    def __gt__(self, other):
        shrink.clear()
        return True


shrink[1] = Cutter(5, [])
print(max(shrink), shrink)
print(sum([[1], [2]], []), sum((0.1,) * 10), sum([1, 2.5, True]), sum(range(10)), sum(range(0, -10, -3), 100), sum([], 2.5))
print(shown(lambda: sum(["a"], "")), shown(lambda: sum([1, "a"])), shown(lambda: sum(5)), shown(lambda: sum([b""], b"")))
print(any([0, "", None, 3]), all((1, "x", [])), all([]), any(range(3)), all(range(3)), all(range(1, 3)))

# Ranges small and large.
print(list(range(5)), tuple(range(10, 0, -4)), list(range(2**70, 2**70 + 3)), list(range(0)), set(range(3)) == {0, 1, 2})
print(shown(lambda: list(range(10**15))), shown(lambda: tuple(range(2**64))) if False else "", max(range(5, 10)), min(range(3, -3, -2)))
print(list(reversed(range(5))), sorted(range(3), reverse=True), sum(range(2**62, 2**62 + 4)))

# Containers made from containers.
t = (1, 2)
print(tuple(t) is t, list(t), dict([(1, 2), [3, 4], "ab"]), dict({1: 2}, x=3), set("hello") == set("ehlo"), frozenset(t))
for call in (lambda: list(5), lambda: tuple(1.5), lambda: set(None), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: list(1, 2),
             lambda: set([[]]), lambda: range(1.5), lambda: range(), lambda: range(1, 2, 0), lambda: list(x=1)):
    print(shown(call))


# Looking for attributes.
class Hooked:
    def __getattr__(self, name):
        if name == "odd":
            raise ValueError("odd one")
        raise AttributeError(name)


class Propertied:
    @property
    def gone(self):
        raise AttributeError("inner")

    @property
    def broken(self):
        raise KeyError("k")


h, p = Hooked(), Propertied()
print(hasattr(h, "x"), shown(lambda: hasattr(h, "odd")), hasattr(p, "gone"), shown(lambda: hasattr(p, "broken")), hasattr(3, "real"))
print(getattr(h, "x", 1), getattr(p, "gone", 2), getattr(p, "missing", 3), shown(lambda: getattr(p, "missing")), getattr([], "nope", None))
print(shown(lambda: hasattr(3, 4)), shown(lambda: getattr(3, None, 5)))
