import helper


class C:
    def m(self):
        return 1

    def n(self):
        return self.m() + 1


class D(C):
    def m(self):
        return 10


def f(c):
    try:
        return c.m(), c.n()
    except AttributeError as e:
        return str(e)


c = C()
d = D()
print(f(c), f(d))
del D.m
print(f(c), f(d))
del C.m
print(f(c), f(d))
print(helper.second())
del helper.first
try:
    print(helper.second())
except NameError as e:
    print(e)
import math


def root(x):
    try:
        return math.sqrt(x)
    except NameError as e:
        return str(e)


print(root(2.0))
del math
print(root(2.0))
import math

print(root(4.0))


def later(x):
    return json.floor(x)


try:
    later(1.5)
except NameError as e:
    print(e)
import math as json

print(later(1.5))
