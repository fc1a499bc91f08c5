class Date:
    registry = []

    def __init__(self, y, m, d):
        self.parts = (y, m, d)

    @classmethod
    def parse(cls, text):
        obj = cls(*map(int, text.split("-")))
        cls.registry.append(cls.__name__)
        return obj

    @staticmethod
    def is_leap(y):
        return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)

    @classmethod
    def make(cls, *args, **kw):
        return cls(*args, **kw)

    def leap(self):
        return self.is_leap(self.parts[0])


class Special(Date):
    @classmethod
    def parse(cls, text):
        obj = super().parse(text.replace("/", "-"))
        obj.special = True
        return obj

    @staticmethod
    def is_leap(y):
        return "special"


d = Date.parse("2024-02-29")
s = Special.parse("2023/01/02")
print(d.parts, type(s).__name__, s.special, Date.registry, d.leap(), s.leap(), Date.is_leap(1900), d.is_leap(2000), s.make(1, m=2, d=3).parts, type(s.make(1, 2, 3)).__name__)
f = Date.parse
g = d.is_leap
print(f("1-2-3").parts, g(4), Date.__dict__["is_leap"].__class__.__name__, Date.__dict__["parse"].__class__.__name__, f.__self__ is Date)


class Counter:
    total = 0
    items = []

    def __init__(self):
        self.own = 0

    def hit(self):
        self.own += 1
        type(self).total += 1
        self.items.append(self.own)

    @classmethod
    def reset(cls):
        cls.total = 0
        cls.items = []


a, b = Counter(), Counter()
a.hit()
a.hit()
b.hit()
print(a.own, b.own, Counter.total, Counter.items, a.items is b.items)
Counter.reset()
a.hit()
print(Counter.total, a.items, b.items)


class Sub(Counter):
    pass


Sub().hit()
print(Sub.total, Counter.total, "total" in Sub.__dict__)
for call in (lambda: Date.leap(), lambda: Date.is_leap(), lambda: d.is_leap(1, 2), lambda: Date.parse(), lambda: d.parse("x")):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Lazy:
    @staticmethod
    def helper(x):
        return x + 1

    table = {"h": helper, "l": lambda x: x * 2}
    value = helper(1)


print(Lazy.value, Lazy.table["h"](5), Lazy.table["l"](5), Lazy.helper(2), Lazy().helper(3))
