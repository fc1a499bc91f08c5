def plain(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


def posonly(a, b=2, /, c=3):
    return a, b, c


def kwonly(*, x, y=1):
    return x, y


def mixed(p, /, q, *, r):
    return p, q, r


def only_kw(a, /, **kw):
    return a, kw


print(plain(1, c=3), plain(1, 5, 6, 7, c=8, e=9), plain(a=1, c=2, d=3), plain(*[1, 2], **{"c": 3, "z": 4}), plain(1, *(2, 3), *[4], c=5, **{}, **{"k": 6}))
print(posonly(1), posonly(1, 5), posonly(1, 5, 6), posonly(1, c=9), kwonly(x=1), kwonly(y=2, x=3), mixed(1, 2, r=3), mixed(1, q=2, r=3), only_kw(1, a=2))


def f0():
    return 0


def f1(a):
    return a


def f2(a, b):
    return a, b


calls = [
    lambda: f0(1), lambda: f0(1, 2), lambda: f0(x=1), lambda: f1(), lambda: f1(1, 2), lambda: f1(b=1), lambda: f1(1, a=2), lambda: f1(1, b=2),
    lambda: f2(), lambda: f2(1), lambda: f2(b=1), lambda: f2(1, 2, 3), lambda: f2(1, 2, a=3), lambda: plain(), lambda: plain(1), lambda: plain(c=1),
    lambda: posonly(), lambda: posonly(a=1), lambda: posonly(1, b=2), lambda: posonly(1, 2, 3, 4), lambda: kwonly(), lambda: kwonly(1), lambda: kwonly(1, x=2),
    lambda: kwonly(x=1, z=2), lambda: mixed(p=1, q=2, r=3), lambda: mixed(1, 2), lambda: mixed(1, 2, 3), lambda: f1(*[1, 2]), lambda: f1(**{"z": 1}),
    lambda: f1(*5), lambda: f1(**5), lambda: f1(**{1: 2}), lambda: f2(**{"a": 1}, **{"a": 2}), lambda: f2(1, **{"a": 2}), lambda: kwonly(x=1, **{"x": 2}),
    lambda: f2(1, 2, 3, 4, c=5), lambda: plain(1, 2, 3), lambda: (lambda x: x)(), lambda: (lambda: 1)(2), lambda: f2(1, bb=2), lambda: kwonly(xx=1),
]
for call in calls:
    try:
        print(call())
    except TypeError as e:
        print(e)


def three(a, b, c):
    pass


for call in (lambda: three(), lambda: three(1), lambda: three(1, 2), lambda: three(c=1), lambda: three(1, 2, 3, 4)):
    try:
        call()
    except TypeError as e:
        print(e)
