from contextlib import AbstractContextManager, ContextDecorator, ExitStack, chdir, closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
import io
import os
import sys


@contextmanager
def tag(name, swallow=False):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
        if not swallow:
            raise
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("s", True):
    raise ValueError("swallowed")
try:
    with tag("p"):
        raise ValueError("passes")
except ValueError as e:
    print("out", e)


@tag("decorated")
def f(x):
    return x * 2


print(f(4), f(5), f.__name__)


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


for cm in (never, twice):
    try:
        with cm():
            pass
    except RuntimeError as e:
        print(e)
with suppress(KeyError, IndexError):
    {}["x"]
with suppress(ZeroDivisionError):
    1 / 0
print("suppressed")


class Closer:
    def close(self):
        print("closed")


with closing(Closer()) as c:
    print(type(c).__name__)
with nullcontext(5) as n, nullcontext() as m:
    print(n, m)
with ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "xy"]
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *exc: print("push", exc[0]))
    print(names)
try:
    with ExitStack() as stack:
        stack.callback(lambda: print("still runs"))
        stack.enter_context(tag("e"))
        raise KeyError("k")
except KeyError as e:
    print("KeyError", e)
stack = ExitStack()
stack.enter_context(tag("moved"))
moved = stack.pop_all()
stack.close()
print("not closed yet")
moved.close()


class Deco(ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *exc):
        print("exit", exc[0])
        return True


@Deco()
def g():
    raise OSError("swallowed")


print(g())
out, err = io.StringIO(), io.StringIO()
with redirect_stdout(out), redirect_stderr(err):
    print("to out")
    print("to err", file=sys.stderr)
print(repr(out.getvalue()), repr(err.getvalue()))


class Managed(AbstractContextManager):
    def __exit__(self, *a):
        print("managed exit")


with Managed() as m:
    print(type(m).__name__)
before = os.getcwd()
with chdir(os.environ["TMPDIR"]):
    print(os.getcwd() != before)
print(os.getcwd() == before)
