"""Which binding a name means."""
x = 1


def outer(a, b=x):
    c = a

    def middle():
        def inner():
            nonlocal c
            c += b
            return x, unbound

        return inner

    global made
    made = middle
    del a
    return lambda d=c: (c, d)


def conditional(flag):
    if flag:
        def helper():
            return helper
    else:
        helper = None
    try:
        pass
    except ValueError as error:
        return lambda: error
    for i in range(3):
        print(locals())


def hidden():
    global x

    def shows_global():
        return x

    x = 2
    return shows_global
