def f(kind):
    try:
        if kind == 0:
            raise ValueError("plain")
        if kind == 1:
            raise KeyError("key", 2)
        if kind == 2:
            raise TypeError
        if kind == 3:
            1 / 0
        if kind == 4:
            [][1]
        if kind == 5:
            {}["missing"]
        if kind == 6:
            int("x")
        if kind == 7:
            None.attr
        if kind == 8:
            raise OSError(2, "No such file", "name.txt")
        if kind == 9:
            raise StopIteration(5)
        return "nothing raised"
    except ValueError as e:
        return "ValueError", str(e), e.args
    except (KeyError, IndexError) as e:
        return "lookup", repr(e), e.args
    except ArithmeticError as e:
        return type(e).__name__, str(e), isinstance(e, Exception)
    except Exception as e:
        return type(e).__name__, str(e), repr(e), e.args


for k in range(11):
    print(f(k))


class AppError(Exception):
    pass


class Detailed(AppError):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


for exc in (AppError(), AppError("a"), AppError("a", 1), Detailed(5), Detailed(6, "m")):
    try:
        raise exc
    except AppError as e:
        print(str(e), repr(e), e.args, e is exc)
try:
    try:
        raise KeyError("inner")
    except ValueError:
        print("never")
except KeyError as e:
    print("outer", e)
try:
    raise
except RuntimeError as e:
    print(e)
for bad in (5, "string", None, int, [ValueError]):
    try:
        raise bad
    except TypeError as e:
        print(e)


def reraise():
    try:
        raise ValueError("again")
    except ValueError:
        raise


try:
    reraise()
except ValueError as e:
    print(e, e.__context__, e.__cause__)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
kinds = (ValueError, KeyError)
try:
    raise KeyError(1)
except kinds as e:
    print(repr(e))
try:
    raise BaseException("base")
except BaseException as e:
    print(repr(e), isinstance(e, Exception))
print(ValueError("a") == ValueError("a"), ValueError.__mro__, issubclass(KeyError, LookupError), issubclass(RecursionError, RuntimeError))
