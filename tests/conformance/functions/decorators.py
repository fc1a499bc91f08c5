def trace(f):
    def wrapper(*args, **kwargs):
        print(f"-> {f.__name__}{args}{kwargs or ''}")
        result = f(*args, **kwargs)
        print(f"<- {result!r}")
        return result

    return wrapper


def tag(name, *, sep=":"):
    def decorate(f):
        def wrapper(*args):
            return f"{name}{sep}{f(*args)}"

        return wrapper

    return decorate


@trace
def add(a, b=1):
    return a + b


add(1)
add(2, b=3)


@tag("outer")
@tag("inner", sep="-")
def shout(text):
    return text.upper()


print(shout("hi"))
registry = {}


def register(kind):
    def inner(cls_or_f):
        registry.setdefault(kind, []).append(cls_or_f.__name__)
        return cls_or_f

    return inner


@register("function")
def f():
    return "f"


@register("class")
class K:
    @register("method")
    def m(self):
        return "m"


print(registry, f(), K().m())


def with_attribute(cls):
    cls.added = "added"
    cls.double = lambda self: self.n * 2
    return cls


@with_attribute
class Number:
    def __init__(self, n):
        self.n = n


print(Number.added, Number(21).double())


class CountCalls:
    def __init__(self, f):
        self.f = f
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args), self.calls


@CountCalls
def square(x):
    return x * x


print(square(3), square(4), square.calls)


@lambda f: print(f.__name__)
def printed():
    pass


print(printed)


@lambda f: f()
def value():
    return 42


print(value)
decorators = [trace, tag("list")]


@decorators[1]
def item():
    return "item"


print(item())


@(lambda f: lambda: f() + 1)
def plus():
    return 1


print(plus())


def order(n):
    print("evaluate", n)

    def d(f):
        print("apply", n)
        return f

    return d


@order(1)
@order(2)
def ordered():
    pass
