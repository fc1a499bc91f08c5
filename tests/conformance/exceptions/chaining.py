def show(e, depth=0):
    print("  " * depth + repr(e), e.__suppress_context__)
    if e.__cause__ is not None:
        print("  " * depth + "cause:")
        show(e.__cause__, depth + 1)
    if e.__context__ is not None:
        print("  " * depth + "context:")
        show(e.__context__, depth + 1)


def a():
    try:
        raise ValueError("a")
    except ValueError as e:
        raise KeyError("b") from e


def b():
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("implicit")


def c():
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("hidden") from None


def d():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise TypeError(2)
    except TypeError:
        raise OSError(3)


def e():
    raise KeyError("x") from ValueError("made")


def f():
    try:
        raise ValueError("v")
    except ValueError as err:
        try:
            raise err
        except ValueError as again:
            print(again is err, again.__context__)
    try:
        raise TypeError("clean")
    except TypeError as t:
        print(t.__context__)
    raise KeyError("done")


for fn in (a, b, c, d, e, f):
    try:
        fn()
    except Exception as exc:
        show(exc)
try:
    raise ValueError from 5
except TypeError as err:
    print(err)
try:
    raise ValueError("cls") from KeyError
except ValueError as err:
    print(repr(err.__cause__))
x = ValueError("with note")
x.add_note("first note")
x.add_note("second")
print(x.__notes__)
try:
    x.add_note(5)
except TypeError as err:
    print(err)
err = ValueError(1)
err.__cause__ = KeyError(2)
print(repr(err.__cause__), err.__suppress_context__, err.with_traceback(None) is err, err.__traceback__)
try:
    err.__cause__ = 5
except TypeError as t:
    print(t)
