# Attributes that only other code assigns, keywords in method calls, and what int and float make of anything.
import random


class Item:
    kind = "item"

    def __init__(self, n):
        self.n = n

    def scaled(self, by=2, *, plus=0):
        return self.n * by + plus


class Special(Item):
    def scaled(self, by=3, *, plus=1):
        return -(self.n * by + plus)


def tag(item, text):
    item.label = text
    item.extra = [text]
    return item


a, b = tag(Item(1), "one"), tag(Special(2), "two")
print(a.label + b.label, a.extra, b.extra, vars(a), vars(b))
for x in (a, b):
    print(x.scaled(), x.scaled(5), x.scaled(by=4), x.scaled(plus=7), x.scaled(plus=1, by=2), x.kind)
try:
    print(Item(3).label)
except AttributeError as e:
    print(e)
try:
    print(Item(3).missing)
except AttributeError as e:
    print(e)
try:
    a.scaled(wrong=1)
except TypeError as e:
    print(e)
a.label = 5
print(a.label * 2, b.label * 2)
setattr(b, "label", 2.5)
print(b.label * 2)
a.kind = "own"
print(a.kind, b.kind, Item.kind)
Item.late = "late"
print(a.late, b.late, Item(0).late)
b.late = "mine"
print(b.late, a.late)
del b.late
print(b.late)


class Odd:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __float__(self):
        return self.value

    def __index__(self):
        return 7


class Float(float):
    pass


print(int(Odd(5)) + 1, float(Odd(2.5)) / 2, int("12") + int(3.9) + int(True))
print(type(float(Float(1.5))), type(int(True)), int(Odd(1 << 70)) + 1)
for bad in ("x", None, Odd("no")):
    try:
        print(int(bad) + 1)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
    try:
        print(float(bad) + 1)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
random.seed(1)
numbers = [random.randrange(10) for _ in range(5)] + [random.randint(1, 6)]
print(all(type(n) is int and 0 <= n < 10 for n in numbers), type(random.random()) is float)
held = [None] * 10
held[random.randrange(len(held))] = a
print(sum(1 for h in held if h), [h.n for h in held if h])
