def f(kind):
    log = []
    try:
        log.append("try")
        if kind == "return":
            return log
        if kind == "raise":
            raise ValueError("v")
        if kind == "key":
            raise KeyError("k")
    except ValueError as e:
        log.append(f"except {e}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("end")
    return log


for kind in ("none", "return", "raise"):
    print(kind, f(kind))
try:
    f("key")
except KeyError as e:
    print("out", repr(e))


def override():
    try:
        return "try"
    finally:
        print("cleanup")


print(override())


def loop():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        except ValueError:
            out.append("never")
        else:
            out.append(f"else{i}")
        finally:
            out.append(f"f{i}")
    else:
        out.append("no break")
    return out


print(loop())


def nested():
    out = []
    try:
        try:
            try:
                raise ValueError(1)
            finally:
                out.append("a")
        except KeyError:
            out.append("never")
        finally:
            out.append("b")
    except ValueError as e:
        out.append(e.args)
        try:
            raise TypeError(2) from e
        except TypeError as t:
            out.append(repr(t.__cause__))
        finally:
            out.append("c")
    finally:
        out.append("d")
    return out


print(nested())


def value_saved():
    x = 1
    try:
        return x
    finally:
        x = 2


print(value_saved())


def while_loop():
    n = 0
    while True:
        n += 1
        try:
            try:
                if n < 3:
                    continue
                if n == 5:
                    return n
            finally:
                n += 1
        finally:
            print("n", n, end=" ")


print(while_loop())


def raise_in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


try:
    raise_in_finally()
except KeyError as e:
    print(repr(e), repr(e.__context__))


def raise_in_else():
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise ValueError("else is not guarded")
    finally:
        print("finally")


try:
    raise_in_else()
except ValueError as e:
    print(e)


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("gen cleanup")


for x in generator():
    print(x)
    break
print("done")
