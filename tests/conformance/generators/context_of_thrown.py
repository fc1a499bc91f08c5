"""What is handled where a generator waits is the context of what is thrown in; sys.exception() within generators."""

def g():
    try:
        raise ValueError("one")
    except ValueError:
        try:
            x = yield 1
            print("x", x)
            raise KeyError(x)
        except KeyError as e:
            print(repr(e.__context__))
            yield 2
            raise TypeError
a = g(); next(a)
a.send(5)
try: next(a)
except TypeError as e: print(repr(e.__context__), repr(e.__context__.__context__))
a = g(); next(a)
a.throw(KeyError("t"))
a = g(); next(a)
try:
    raise OSError
except OSError:
    a.throw(KeyError("t"))
a = g(); next(a)
try:
    raise OSError
except OSError:
    e = KeyError("q"); e.__context__ = IndexError()
    a.throw(e)
import sys
def h():
    try:
        raise ValueError("one")
    except ValueError:
        yield sys.exception()
        yield sys.exception()
    yield sys.exception()
try: raise IndexError
except IndexError: 
    print(list(map(repr, h())))
def k():
    yield sys.exception()
    try: raise ValueError
    except ValueError: pass
    yield sys.exception()
try: raise IndexError
except IndexError:
    print([repr(x) for x in k()])
    i = k(); next(i)
print(next(i))
def m():
    try: yield
    except ValueError as e: print(repr(e.__context__)); raise RuntimeError
i = m(); next(i)
try:
    try: raise IndexError
    except IndexError: i.throw(ValueError)
except RuntimeError as e: print(repr(e.__context__), repr(e.__context__.__context__))
def outer():
    try: raise OSError(5)
    except OSError:
        yield from g()
i = outer(); next(i); i.throw(KeyError("v"))
