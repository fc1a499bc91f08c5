import sys


def nested_handlers():
    log = []
    for i in range(4):
        try:
            try:
                if i == 0:
                    raise ValueError(i)
                if i == 1:
                    raise KeyError(i)
                if i == 2:
                    continue
                log.append("ok")
            except ValueError as e:
                log.append(repr(e))
            except KeyError:
                log.append("rethrow")
                raise RuntimeError("converted")
            else:
                log.append("else")
            finally:
                log.append(f"fin{i}")
        except RuntimeError as e:
            log.append((str(e), repr(e.__context__)))
    return log


print(nested_handlers())


def name_is_deleted():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as x:
        return str(x)


print(name_is_deleted())


def exc_info():
    out = [sys.exc_info()[0]]
    try:
        raise ValueError("one")
    except ValueError:
        out.append(repr(sys.exc_info()[1]))
        try:
            raise KeyError("two")
        except KeyError:
            out.append(repr(sys.exception()))
        out.append(repr(sys.exception()))
    out.append(sys.exception())
    return out


print(exc_info())


def return_in_handlers(n):
    try:
        if n == 0:
            raise ValueError
        return "try"
    except ValueError:
        return "except"
    finally:
        print("finally", end=" ")


print(return_in_handlers(0), return_in_handlers(1))


def retry():
    attempts = 0
    while True:
        attempts += 1
        try:
            if attempts < 3:
                raise ConnectionError(f"attempt {attempts}")
            return attempts
        except ConnectionError as e:
            print(e, end="; ")


print(retry())


def deep(n):
    if n == 0:
        raise LookupError("bottom")
    try:
        deep(n - 1)
    finally:
        trail.append(n)


trail = []
try:
    deep(5)
except LookupError as e:
    print(e, trail)


def in_comprehension(values):
    def safe(v):
        try:
            return 10 // v
        except ZeroDivisionError:
            return None

    return [safe(v) for v in values]


print(in_comprehension([1, 0, 3]))


class Ctx:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, end=" ")
        return t is KeyError


def with_and_try():
    try:
        with Ctx():
            raise KeyError
        with Ctx():
            raise ValueError("leaves")
    except ValueError as e:
        return str(e)


print(with_and_try())


def generator():
    try:
        while True:
            try:
                x = yield
                print("got", x)
            except ValueError as e:
                print("caught in generator", e)
    finally:
        print("generator closed")


g = generator()
next(g)
g.send(1)
g.throw(ValueError("thrown"))
g.send(2)
g.close()
sys.stdout.flush()
try:
    sys.exit(3)
except SystemExit as e:
    print("exit code", e.code)
