def echo():
    received = []
    try:
        while True:
            try:
                x = yield len(received)
                received.append(x)
            except ValueError as e:
                received.append(f"VE {e}")
    except GeneratorExit:
        print("closing with", received)
        raise
    finally:
        print("finally", received)


g = echo()
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError("t")), next(g))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("stopped")
try:
    echo().send(1)
except TypeError as e:
    print(e)


def average():
    total, n, avg = 0, 0, None
    while True:
        value = yield avg
        if value is None:
            return total, n
        total += value
        n += 1
        avg = total / n


a = average()
a.send(None)
print(a.send(10), a.send(20), a.send(60))
try:
    a.send(None)
except StopIteration as e:
    print(e.value)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def thrown():
    try:
        yield 1
    except KeyError as e:
        yield f"handled {e!r}"
    yield "after"


t = thrown()
next(t)
print(t.throw(KeyError("k")), next(t))
try:
    t.throw(TypeError("out"))
except TypeError as e:
    print(e)
t2 = thrown()
try:
    t2.throw(ValueError("before start"))
except ValueError as e:
    print(e, list(t2))


def reentrant():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield 1


me = reentrant()
next(me)


def returns_on_close():
    try:
        yield
    except GeneratorExit:
        return "closed value"


r = returns_on_close()
next(r)
print(r.close())


def raises_stop():
    yield 1
    raise StopIteration("bad")


g = raises_stop()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)
for bad in (lambda: g.throw(5), lambda: thrown().throw("x"), lambda: g.send(), lambda: g.nope):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
