# Warnings that CPython's built-in types give.
import warnings


class Number:
    def __int__(self):
        return True

    def __float__(self):
        return Half(0.5)

    def __index__(self):
        return True


class Half(float):
    pass


def generator():
    yield 1


def thrown():
    g = generator()
    try:
        g.throw(ValueError, "x", None)
    except ValueError as e:
        return repr(e)


flag = bool(1)
for f in (lambda: ~flag, lambda: int(Number()), lambda: float(Number()), lambda: [1, 2][Number()], thrown):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(f(), [w.category.__name__ for w in caught])
