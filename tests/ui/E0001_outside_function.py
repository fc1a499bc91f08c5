return 5
break
nonlocal x


def f(a, a):
    yield 1


class C:
    return 1
